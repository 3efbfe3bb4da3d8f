"""Every string meant for people, from Python (by its syntax tree) and from templates (by Django's own lexer)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.template.base import Lexer, Token, TokenType
from django.utils.translation import trim_whitespace
from django.utils.translation.template import block_re, constant_re, endblock_re, inline_re, plural_re

from tinhso.ui.po import Message

PACKAGE = Path(__file__).resolve().parent.parent
VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.I)
SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
CONTEXT_PLURAL = {"npgettext", "npgettext_lazy"}
_STRINGS = re.compile(r'"[^"]*"|\'[^\']*\'')


@dataclass
class Block:
    """A blocktranslate being read."""

    match: re.Match[str]
    token: Token
    single: list[str] = field(default_factory=list)
    plural: list[str] = field(default_factory=list)


def from_python(source: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
        words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if name in SINGLE and words:
            yield Message(words[0])
        elif name in PLURAL and len(words) > 1:
            yield Message(words[0], plural=words[1])
        elif name in CONTEXT and len(words) > 1:
            yield Message(words[1], words[0])
        elif name in CONTEXT_PLURAL and len(words) > 2:
            yield Message(words[1], words[0], words[2])


def from_template(source: str) -> Iterator[Message]:
    """`{% translate %}`, `{% blocktranslate %}` and `_("…")` in any tag or filter."""
    for kind, message, _token in _walk(source):
        if kind == "message" and message is not None:
            yield message


def untranslated(source: str) -> Iterator[tuple[int, str]]:
    """(line, words) of each Vietnamese literal in a template that no translate tag covers."""
    for kind, _message, token in _walk(re.sub(r"<!--.*?-->", "", source, flags=re.S)):
        if kind == "text":
            words = token.contents
        elif kind == "tag":
            words = " ".join(s for s in _STRINGS.findall(constant_re.sub("", token.contents)))
        else:
            continue
        if VIETNAMESE.search(words):
            line = next(part for part in words.splitlines() if VIETNAMESE.search(part))
            yield token.lineno or 0, line.strip()


def _walk(source: str) -> Iterator[tuple[str, Message | None, Token]]:
    block: Block | None = None
    in_plural = in_comment = False
    for token in Lexer(source).tokenize():
        text = token.contents
        if in_comment:
            in_comment = not (token.token_type == TokenType.BLOCK and text == "endcomment")
        elif block is not None:
            if token.token_type == TokenType.BLOCK and endblock_re.match(text):
                yield "message", _block(block), token
                block, in_plural = None, False
            elif token.token_type == TokenType.BLOCK and plural_re.match(text):
                in_plural = True
            elif token.token_type in (TokenType.VAR, TokenType.TEXT):
                part = f"%({text})s" if token.token_type == TokenType.VAR else text.replace("%", "%%")
                (block.plural if in_plural else block.single).append(part)
        elif token.token_type == TokenType.TEXT:
            yield "text", None, token
        elif token.token_type == TokenType.BLOCK and text.split(" ")[0] == "comment":
            in_comment = True
        elif token.token_type == TokenType.BLOCK and (match := block_re.match(text)):
            block = Block(match, token)
        elif token.token_type == TokenType.BLOCK and (match := inline_re.match(text)):
            yield "message", Message(_literal(match[1]), _unquote(match[3] or "")), token
        elif token.token_type in (TokenType.BLOCK, TokenType.VAR):
            for constant in constant_re.findall(text):
                yield "message", Message(_literal(constant)), token
            yield "tag", None, token


def _block(block: Block) -> Message:
    trim = " trimmed" in block.token.contents

    def join(parts: list[str]) -> str:
        return trim_whitespace("".join(parts)) if trim else "".join(parts)

    return Message(join(block.single), _unquote(block.match[2] or ""), join(block.plural))


def _literal(quoted: str) -> str:
    # Django doubles the percent signs of template literals before it looks them up.
    return _unquote(quoted).replace("%", "%%")


def _unquote(text: str) -> str:
    return text.strip()[1:-1] if text.strip()[:1] in "\"'" else text


def everything(package: Path = PACKAGE) -> dict[tuple[str, str], Message]:
    """All messages of the package by (context, msgid)."""
    found: dict[tuple[str, str], Message] = {}
    for path in sorted(package.rglob("*.py")):
        found |= {m.key: m for m in from_python(path.read_text("utf-8"))}
    for path in templates(package):
        found |= {m.key: m for m in from_template(path.read_text("utf-8"))}
    return {key: m for key, m in found.items() if m.msgid.strip()}


def templates(package: Path = PACKAGE) -> list[Path]:
    return sorted(p for p in package.rglob("*") if "templates" in p.parts and p.suffix in (".html", ".txt"))
