"""What a page of figures is asked for: a period and a place, both in the address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from tinhso.core.access.public import Actor
from tinhso.core.calendar.public import FIRST
from tinhso.core.indicators.public import NO_UNIT, READ, READ_UNIT, Period
from tinhso.core.organisations.public import UnitView, directory
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.typed import whole

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})|-q([1-4]))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """A month, a quarter or a year; `code` is how the address writes it: 2020-03, 2020-q1, 2020."""

    kind: str
    year: int
    number: int = 0

    @property
    def code(self) -> str:
        end = {"month": f"-{self.number:02d}", "quarter": f"-q{self.number}", "year": ""}[self.kind]
        return f"{self.year}{end}"

    @property
    def period(self) -> Period:
        match self.kind:
            case "month":
                return Period.month(self.year, self.number)
            case "quarter":
                return Period.quarter(self.year, self.number)
        return Period.year(self.year)

    @property
    def shown(self) -> str:
        match self.kind:
            case "month":
                return _("Tháng %(n)s/%(year)s") % {"n": self.number, "year": self.year}
            case "quarter":
                return _("Quý %(n)s/%(year)s") % {"n": self.number, "year": self.year}
        return _("Năm %(year)s") % {"year": self.year}

    def at(self, kind: str) -> Span:
        """The span of another kind around (or, of a longer one, at the end of) this one, not beyond today."""
        last = min(self.period.last, clock.today())
        number = {"month": last.month, "quarter": (last.month + 2) // 3, "year": 0}[kind]
        return Span(kind, last.year, number)

    def moved(self, by: int) -> Span:
        if self.kind == "year":
            return Span("year", self.year + by)
        size = 12 if self.kind == "month" else 4
        years, number = divmod(self.number - 1 + by, size)
        return Span(self.kind, self.year + years, number + 1)

    @property
    def allowed(self) -> bool:
        """Not before the calendar's second year (a chart looks a year back), not after today."""
        return self.year > FIRST.year and self.period.first <= clock.today()


@dataclass(frozen=True, slots=True)
class Asked:
    """`unit` None: the whole agency."""

    span: Span
    unit: int | None

    def query(self, **more: object) -> str:
        """The address's query for the same place and period, with `ky` or `don_vi` changed."""
        wanted: dict[str, object] = {"ky": self.span.code, "don_vi": self.unit} | more
        return "?" + urlencode({k: v for k, v in wanted.items() if v is not None})

    def units(self, actor: Actor) -> list[int]:
        return [actor.agency if self.unit is None else self.unit]

    def place(self, actor: Actor) -> str:
        tree = directory(self.span.period.last)
        return no_unit() if self.unit == NO_UNIT else tree.get(actor.agency if self.unit is None else self.unit).name


def no_unit() -> str:
    return _("Lãnh đạo, hoặc chưa giao đơn vị nào")


def asked(actor: Actor, given: dict[str, str]) -> Asked:
    """Raises NotAllowed for one without the right, Refusal `indicators.period`, `indicators.unit` for an address nobody made."""
    whole_agency = READ.held_by(actor)
    if not whole_agency:
        READ_UNIT.require(actor)
    span = _span(given.get("ky", ""))
    text = given.get("don_vi", "")
    if not text:
        return Asked(span, None if whole_agency else actor.unit)
    unit = whole(text)
    if unit is None or unit not in _within_reach(actor):
        raise Refusal(
            "indicators.unit", vi="Đơn vị này không thuộc phạm vi bạn được xem chỉ số.", en="This unit is not among those whose figures you see.",
            status=404,
        )  # fmt: skip
    return Asked(span, unit)


def choices(actor: Actor) -> list[UnitView]:
    """The units whose figures the actor may ask for, a parent before its children."""
    tree = directory()
    if READ.held_by(actor):
        return [u for u in tree.subtree(actor.agency) if u.agency == actor.agency and u.id != actor.agency]
    return [u for u in tree.subtree(actor.unit or 0) if u.agency == actor.agency]


def _within_reach(actor: Actor) -> set[int]:
    """Closed units of the agency too: what they did is still counted for them."""
    if READ.held_by(actor):
        return {NO_UNIT, *(u.id for u in directory().ever_of(actor.agency))}
    return {u.id for u in choices(actor)}


def _span(text: str) -> Span:
    today = clock.today()
    if not text:
        return Span("month", today.year, today.month)
    if found := _WRITTEN.fullmatch(text):
        year, month, quarter = int(found[1]), whole(found[2]) or 0, whole(found[3]) or 0
        span = Span("month", year, month) if found[2] else Span("quarter", year, quarter) if quarter else Span("year", year)
        if year > 0 and (not found[2] or 1 <= month <= 12) and span.allowed:
            return span
    raise Refusal(
        "indicators.period", vi="Kỳ phải là tháng, quý hoặc năm đã bắt đầu: 2020-03, 2020-q1, 2020.",
        en="The period is a month, quarter or year that has begun: 2020-03, 2020-q1, 2020.", status=400,
    )  # fmt: skip
