"""GNU gettext catalogues read and written in Python: the .po text and the .mo bytes (GNU gettext manual, "The Format of MO Files")."""

from __future__ import annotations

import ast
import struct
from dataclasses import dataclass, field

HEADER = (
    "Project-Id-Version: tinhso\\nLanguage: en\\nMIME-Version: 1.0\\nContent-Type: text/plain; charset=UTF-8\\n"
    "Content-Transfer-Encoding: 8bit\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"
).replace("\\n", "\n")
Key = tuple[str, str]


@dataclass
class Message:
    """One msgid (with its context) and what it is in the other language; `plural` and the second text for counted words."""

    msgid: str
    context: str = ""
    plural: str = ""
    texts: list[str] = field(default_factory=list)
    fuzzy: bool = False

    @property
    def key(self) -> Key:
        return (self.context, self.msgid)

    @property
    def done(self) -> bool:
        return not self.fuzzy and len(self.texts) >= (2 if self.plural else 1) and all(self.texts)


def parse(text: str) -> dict[Key, Message]:
    """Messages by (context, msgid), the header under ("", ""). Raises ValueError naming the line that is no .po."""
    found: dict[Key, Message] = {}
    entry: dict[str, str] = {}
    fuzzy = False
    current = ""

    def close() -> None:
        nonlocal entry, fuzzy
        if "msgid" in entry:
            texts = [entry[k] for k in ("msgstr", "msgstr[0]", "msgstr[1]") if k in entry]
            message = Message(entry["msgid"], entry.get("msgctxt", ""), entry.get("msgid_plural", ""), texts, fuzzy)
            found[message.key] = message
        entry, fuzzy = {}, False

    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            if not line or ("msgstr" in entry or "msgstr[0]" in entry):
                close()
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        word, _, rest = line.partition(" ")
        if line.startswith('"'):
            rest = line
        elif word in ("msgctxt", "msgid", "msgid_plural", "msgstr", "msgstr[0]", "msgstr[1]"):
            if word == "msgctxt" or (word == "msgid" and "msgid" in entry):
                close()
            current, entry[word] = word, ""
        else:
            raise ValueError(f"line {number}: {raw!r} is no part of a catalogue")
        entry[current] += ast.literal_eval(rest)
    close()
    return found


def dump(messages: list[Message]) -> str:
    """The catalogue sorted by msgid, so that two people adding words seldom meet on one line."""
    parts = [f'msgid ""\nmsgstr ""\n{_lines(HEADER)}\n']
    for m in sorted(messages, key=lambda m: (m.msgid, m.context)):
        if not m.msgid:
            continue
        lines = ["#, fuzzy"] if m.fuzzy else []
        if m.context:
            lines.append(f"msgctxt {_quote(m.context)}")
        lines.append(f"msgid {_quote(m.msgid)}")
        if m.plural:
            lines.append(f"msgid_plural {_quote(m.plural)}")
            lines += [f"msgstr[{i}] {_quote(m.texts[i] if i < len(m.texts) else '')}" for i in range(2)]
        else:
            lines.append(f"msgstr {_quote(m.texts[0] if m.texts else '')}")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _lines(text: str) -> str:
    return "\n".join(_quote(line) for line in text.splitlines(keepends=True))


def compile_mo(messages: dict[Key, Message]) -> bytes:
    """The .mo of every finished message."""
    pairs = [(b"", HEADER.encode())]
    for m in messages.values():
        if not m.msgid or not m.done:
            continue
        key = f"{m.context}\x04{m.msgid}" if m.context else m.msgid
        pairs.append(((f"{key}\0{m.plural}" if m.plural else key).encode(), "\0".join(m.texts).encode()))
    pairs.sort()
    count = len(pairs)
    at = 28 + count * 16
    keys, values, ids, texts = [], [], b"", b""
    for key_bytes, _ in pairs:
        keys.append((len(key_bytes), at + len(ids)))
        ids += key_bytes + b"\0"
    at += len(ids)
    for _, text in pairs:
        values.append((len(text), at + len(texts)))
        texts += text + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + count * 8, 0, 0)
    table = b"".join(struct.pack("<2I", *pair) for pair in [*keys, *values])
    return head + table + ids + texts
