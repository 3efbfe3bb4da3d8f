"""What the judging says: each finding with its element, the measure, what the law wants, the place and two sentences."""

from __future__ import annotations

from typing import Literal

import msgspec

from tinhso.documents.layout.conformity.law import ELEMENTS, PARTS
from tinhso.documents.layout.conformity.page import Box

Said = tuple[str, str]  # Vietnamese, English
Severity = Literal["error", "warning"]


class Finding(msgspec.Struct, frozen=True):
    """`element` is a key of `law.ELEMENTS`, `part` of `law.PARTS`; `code` what is wrong with it (`size`, `rule_length` …).

    `measured` and `wanted` in Vietnamese and English; `article` of Phụ lục I; `page` from 0; `box` in points, origin bottom left,
    None where nothing stands to be framed.
    """

    element: str
    part: str
    code: str
    severity: Severity
    measured: Said
    wanted: Said
    article: str
    page: int
    box: Box | None
    vi: str
    en: str


class Report(msgspec.Struct, frozen=True):
    """`not_judged`: elements nothing could be said of, each with why in both languages. `readable` is false of a scan."""

    findings: tuple[Finding, ...] = ()
    not_judged: dict[str, Said] = {}
    pages: int = 0
    judged_pages: int = 0
    readable: bool = True

    @property
    def elements(self) -> tuple[str, ...]:
        """The elements with a finding, in the order of the decree."""
        found = {f.element for f in self.findings}
        return tuple(code for code in ELEMENTS if code in found)

    @property
    def conforms(self) -> bool:
        """Nothing the decree prescribes is broken; a warning may stand. A file without text conforms to nothing."""
        return self.readable and not any(f.severity == "error" for f in self.findings)


class Findings:
    """Collects; one of a kind about one part is told once, with its first place."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Finding] = {}

    def add(
        self,
        part: str,
        code: str,
        measured: Said,
        wanted: Said,
        page: int = 0,
        box: Box | None = None,
        severity: Severity = "error",
        article: str = "",
    ) -> None:
        p = PARTS[part]
        where = article or p.article
        vi = f"{p.vi}: {measured[0]}; quy định là {wanted[0]} (Phụ lục I, mục {where})."
        en = f"{p.en}: {measured[1]}; the decree wants {wanted[1]} (Appendix I, {where})."
        if box is not None:
            box = round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)
        finding = Finding(p.element, part, code, severity, measured, wanted, f"Phụ lục I, mục {where}", page, box, vi, en)
        self._found.setdefault((part, code), finding)

    def sorted(self) -> tuple[Finding, ...]:
        order = list(ELEMENTS)
        return tuple(sorted(self._found.values(), key=lambda f: (f.page, order.index(f.element))))


def number(value: float, unit: str, digits: int = 1) -> Said:
    """`28,5 mm` and `28.5 mm`; a whole number without its zero."""
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text.replace('.', ',')} {unit}".strip(), f"{text} {unit}".strip()


def span(low: float, high: float, unit: str) -> Said:
    """`12-13 pt`, or `11 pt` of one value."""
    if low == high:
        return number(low, unit, 2)
    a, b = number(low, "", 2), number(high, unit, 2)
    return f"{a[0]}-{b[0]}", f"{a[1]}-{b[1]}"


def joined(vi: str, en: str, value: Said) -> Said:
    return f"{vi} {value[0]}", f"{en} {value[1]}"
