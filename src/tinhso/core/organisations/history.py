"""What became of one unit, turn by turn: its versions, identifiers, channels, and the units it came from or went into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from tinhso.core.organisations.models import Channel, Succession, UnitCode, UnitVersion, field_names


@dataclass(frozen=True, slots=True)
class Turn:
    """`kind`: founded, changed, closed, code_given, code_ended, channel_set, channel_ended, went_into, took_over.

    `changes` of "changed": field → (before, after). `other` is the unit of a succession, `how` its `Succession.How`; `text` an identifier or
    address, `way` a `Channel.Way`.
    """

    day: date
    kind: str
    text: str = ""
    way: str = ""
    how: str = ""
    other: int | None = None
    basis: str = ""
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)


def history(unit: int) -> list[Turn]:
    """Every turn of a unit, the latest (also one to come) first. Four queries."""
    turns = [*_versions(unit), *_codes(unit), *_channels(unit), *_successions(unit)]
    return sorted(turns, key=lambda t: (t.day, _ORDER.index(t.kind)), reverse=True)


_ORDER = ("founded", "took_over", "changed", "code_given", "code_ended", "channel_set", "channel_ended", "went_into", "closed")


def _versions(unit: int) -> Iterator[Turn]:
    before: UnitVersion | None = None
    for row in UnitVersion.objects.filter(unit_id=unit).order_by("valid_from"):
        if before is None or before.valid_to != row.valid_from:
            if before is not None and before.valid_to is not None:
                yield Turn(before.valid_to, "closed", before.name)
            yield Turn(row.valid_from, "founded", row.name)
        else:
            names = ["parent_id" if name == "parent" else name for name in field_names()]
            pairs = {n.removesuffix("_id"): (getattr(before, n), getattr(row, n)) for n in names}
            if changes := {n: pair for n, pair in pairs.items() if pair[0] != pair[1]}:
                yield Turn(row.valid_from, "changed", row.name, changes=changes)
        before = row
    if before is not None and before.valid_to is not None:
        yield Turn(before.valid_to, "closed", before.name)


def _codes(unit: int) -> Iterator[Turn]:
    for row in UnitCode.objects.filter(unit_id=unit):
        yield Turn(row.valid_from, "code_given", row.value)
        if row.valid_to is not None:
            yield Turn(row.valid_to, "code_ended", row.value)


def _channels(unit: int) -> Iterator[Turn]:
    rows = list(Channel.objects.filter(unit_id=unit))
    began = {(row.way, row.valid_from) for row in rows}
    for row in rows:
        yield Turn(row.valid_from, "channel_set", row.address, way=row.way)
        if row.valid_to is not None and (row.way, row.valid_to) not in began:  # else a new address took its place that day
            yield Turn(row.valid_to, "channel_ended", row.address, way=row.way)


def _successions(unit: int) -> Iterator[Turn]:
    for row in Succession.objects.filter(Q(from_unit=unit) | Q(to_unit=unit)):
        went = row.from_unit_id == unit
        other = row.to_unit_id if went else row.from_unit_id
        yield Turn(row.date, "went_into" if went else "took_over", how=row.how, other=other, basis=row.basis)
