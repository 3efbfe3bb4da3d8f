"""Names that carry both languages with them (states, types, reasons): said in the reader's."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import get_language


class Bilingual(Protocol):
    @property
    def vi(self) -> str: ...
    @property
    def en(self) -> str: ...


def english() -> bool:
    """Whether the reader reads English; everybody else is answered in Vietnamese."""
    return (get_language() or "vi").startswith("en")


def said(thing: Bilingual) -> str:
    return thing.en if english() else thing.vi
