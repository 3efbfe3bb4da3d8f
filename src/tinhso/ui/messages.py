"""The message catalogues without gettext's programs.

python -m tinhso.ui.messages extract   strings of the code into locale/en, existing translations kept, dead ones dropped
python -m tinhso.ui.messages check     names each string without English and each Vietnamese literal outside translate tags
python -m tinhso.ui.messages compile   .po to .mo
python -m tinhso.ui.messages fill < words.json    {"vi": "en"} or {"vi": ["one", "many"]} into the catalogue
"""

from __future__ import annotations

import fcntl
import json
import os
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tinhso.ui import po

LOCALE = Path(__file__).resolve().parent.parent / "locale"
EN = LOCALE / "en" / "LC_MESSAGES" / "django.po"


def ensure(locale: Path = LOCALE) -> list[Path]:
    """Compiles each .mo that is missing or older than its .po; returns those written. Called by the settings at start."""
    written = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        try:
            compile_one(source)
            written.append(target)
        except PermissionError:
            warnings.warn(
                f"{target} is older than its source and cannot be written: run `python -m tinhso.ui.messages compile` as its owner",
                stacklevel=2,
            )
    return written


def compile_one(source: Path) -> None:
    data = po.compile_mo(po.parse(source.read_text("utf-8")))
    # Another process may be reading: the file appears whole or not at all.
    handle, name = tempfile.mkstemp(dir=source.parent, suffix=".tmp")
    with os.fdopen(handle, "wb") as out:
        out.write(data)
    os.chmod(name, 0o644)
    os.replace(name, source.with_suffix(".mo"))


@contextmanager
def _locked() -> Iterator[None]:
    EN.parent.mkdir(parents=True, exist_ok=True)
    folder = os.open(EN.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _read() -> dict[po.Key, po.Message]:
    return po.parse(EN.read_text("utf-8")) if EN.exists() else {}


def extract() -> int:
    """Rewrites the English catalogue; returns how many strings lack English."""
    from tinhso.ui.extract import everything

    with _locked():
        known, found = _read(), everything()
        for key, message in found.items():
            if (old := known.get(key)) is not None:
                message.texts, message.fuzzy = old.texts, old.fuzzy
        EN.write_text(po.dump(list(found.values())), "utf-8")
    return sum(not m.done for m in found.values())


def fill(words: dict[str, str | list[str]]) -> int:
    """Writes English for known strings (all contexts); returns how many were filled."""
    with _locked():
        known = _read()
        count = 0
        for message in known.values():
            if message.msgid and (text := words.get(message.msgid)):
                texts = [text] if isinstance(text, str) else list(text)
                message.texts = texts * 2 if message.plural and len(texts) == 1 else texts
                message.fuzzy, count = False, count + 1
        EN.write_text(po.dump(list(known.values())), "utf-8")
    return count


def check() -> list[str]:
    """What is wrong, one line each; empty when both languages are complete."""
    from tinhso.ui.extract import PACKAGE, everything, templates, untranslated

    known = _read()
    wrong = [f"no English: {m.msgid!r}" for key, m in everything().items() if key not in known or not known[key].done]
    for path in templates():
        for line, words in untranslated(path.read_text("utf-8")):
            wrong.append(f"{path.relative_to(PACKAGE)}:{line}: outside a translate tag: {words!r}")
    return wrong


def main(arguments: list[str]) -> int:
    match arguments:
        case ["compile"]:
            for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
                compile_one(source)
        case ["extract"]:
            print(f"{extract()} without English")
        case ["fill"]:
            print(f"{fill(json.load(sys.stdin))} filled")
        case ["check"]:
            wrong = check()
            print("\n".join(wrong) or "Both languages are complete.")
            return 1 if wrong else 0
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
