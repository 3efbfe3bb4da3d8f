"""The table event → who → channel → when: defaults in code, an agency's own rows over them. No database here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tinhso.core.access.public import Actor


class Channel(StrEnum):
    APP = "app"
    MAIL = "mail"


class When(StrEnum):
    NOW = "now"
    MORNING = "morning"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Kind:
    """What may be told, in words, and to whom (`to_vi`, `to_en`, besides those an agency's rule adds); `mail` is when a mail goes,
    `urgent` that it stays until acknowledged."""

    code: str
    vi: str
    en: str
    to_vi: str
    to_en: str
    mail: When
    urgent: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the morning mail."""

    title: str
    url: str
    note: str = ""


_kinds: dict[str, Kind] = {}
_sections: list[Callable[[Actor], Sequence[Line]]] = []


def declare(code: str, *, vi: str, en: str, to_vi: str, to_en: str, mail: When = When.MORNING, urgent: bool = False) -> Kind:
    """A room says what it may tell, at import. The code is unique in the product."""
    if code in _kinds:
        raise ValueError(f"notice {code} is declared twice")
    made = _kinds[code] = Kind(code, vi, en, to_vi, to_en, When.NOW if urgent else mail, urgent)
    return made


def kinds() -> list[Kind]:
    return sorted(_kinds.values(), key=lambda k: k.code)


def kind(code: str) -> Kind:
    """Raises KeyError for a kind nobody declared: a programming error."""
    return _kinds[code]


def morning_section(lines: Callable[[Actor], Sequence[Line]]) -> Callable[[Actor], Sequence[Line]]:
    """A room above adds to the morning mail (work: what is due today)."""
    _sections.append(lines)
    return lines


def sections() -> list[Callable[[Actor], Sequence[Line]]]:
    return list(_sections)
