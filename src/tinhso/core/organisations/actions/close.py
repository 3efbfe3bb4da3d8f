"""Units end, alone or into others. Their ids, names and records stay for ever."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from tinhso.core.access.public import Actor, aggregate, record
from tinhso.core.organisations.access import require
from tinhso.core.organisations.actions.describe import current_version
from tinhso.core.organisations.events import UnitClosed, tell
from tinhso.core.organisations.models import Channel, Succession, UnitCode, UnitVersion
from tinhso.core.organisations.snapshot import directory
from tinhso.kit import clock
from tinhso.kit.errors import Refusal


def close(actor: Actor, unit: int, *, on: date | None = None) -> None:
    """From `on` the unit is no more; its identifiers and channels end with it.

    Raises NotAllowed; Refusal `organisations.has_children`, `organisations.not_valid`, `organisations.changes_later`.
    """
    require(actor, unit)
    day = on or clock.today()
    with transaction.atomic():
        _end(actor, unit, day, ())
        record(actor, "organisations.close", aggregate("unit", unit), on=day.isoformat())


def merge(actor: Actor, units: Sequence[int], into: int, *, on: date | None = None, basis: str = "") -> None:
    """`units` end on a day and `into` (made before, or one of them) carries on their work. Raises as `close`."""
    _succeed(actor, "merge", [(unit, into) for unit in units if unit != into], Succession.How.MERGED, on, basis)


def split(actor: Actor, unit: int, into: Sequence[int], *, on: date | None = None, basis: str = "") -> None:
    """The unit ends on a day and several carry on its work. Raises as `close`."""
    _succeed(actor, "split", [(unit, heir) for heir in into], Succession.How.SPLIT, on, basis)


def replace(actor: Actor, unit: int, by: int, *, on: date | None = None, basis: str = "") -> None:
    """The unit ends on a day because it moved under another agency, as `by`. Raises as `close`."""
    _succeed(actor, "replace", [(unit, by)], Succession.How.MOVED, on, basis)


def _succeed(actor: Actor, verb: str, pairs: list[tuple[int, int]], how: str, on: date | None, basis: str) -> None:
    require(actor, *{unit for pair in pairs for unit in pair})
    day = on or clock.today()
    with transaction.atomic():
        for _, heir in pairs:
            current_version(heir, day)
        for unit in dict.fromkeys(ending for ending, _ in pairs):
            heirs = tuple(heir for ending, heir in pairs if ending == unit)
            Succession.objects.bulk_create(Succession(from_unit_id=unit, to_unit_id=heir, date=day, how=how, basis=basis) for heir in heirs)
            _end(actor, unit, day, heirs)
            record(
                actor,
                f"organisations.{verb}",
                aggregate("unit", unit),
                into=list(heirs),
                on=day.isoformat(),
                basis=basis,
            )


def _end(actor: Actor, unit: int, day: date, heirs: tuple[int, ...]) -> None:
    version = current_version(unit, day)
    tree = directory(day)
    if below := tree.children(unit):
        raise Refusal(
            "organisations.has_children",
            vi=f"“{version.name}” còn {len(below)} đơn vị trực thuộc, trước hết là “{below[0].name}”. Chuyển hoặc đóng chúng trước.",
            en=f"“{version.name}” still has {len(below)} units below it, first “{below[0].name}”. Move or close them first.",
            unit=unit,
        )
    if version.valid_to is not None or version.valid_from == day:
        raise Refusal(
            "organisations.changes_later",
            vi=f"“{version.name}” đã có thay đổi từ ngày {day:%d/%m/%Y} trở đi. Chọn ngày kết thúc muộn hơn.",
            en=f"“{version.name}” already has changes on or after {day:%d/%m/%Y}. Choose a later day to end it.",
            unit=unit,
        )
    UnitVersion.objects.filter(pk=version.pk).update(valid_to=day)
    for rows in (UnitCode.objects.all(), Channel.objects.all()):
        open_rows = rows.filter(unit_id=unit, valid_to__isnull=True)
        open_rows.filter(valid_from__gte=day).delete()
        open_rows.update(valid_to=day)
    tell(actor, UnitClosed(agency=tree.get(unit).agency, aggregate=aggregate("unit", unit), unit=unit, on=day, successors=heirs))
