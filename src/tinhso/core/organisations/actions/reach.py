"""Identifiers and channels: by what an agency is known and reached."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from tinhso.core.access.public import Actor, aggregate, record
from tinhso.core.organisations import rules
from tinhso.core.organisations.access import require
from tinhso.core.organisations.limits import check_address
from tinhso.core.organisations.models import Channel, UnitCode
from tinhso.core.organisations.snapshot import directory
from tinhso.kit import clock
from tinhso.kit.errors import Conflict


def add_code(actor: Actor, unit: int, code: str, *, on: date | None = None) -> None:
    """Give a unit an identifier from a day on. Raises NotAllowed, Refusal `organisations.code`, Conflict `organisations.code_taken`."""
    require(actor, unit)
    day = on or clock.today()
    with transaction.atomic():
        add_code_row(unit, code, day)
        record(actor, "organisations.add_code", aggregate("unit", unit), code=code, on=day.isoformat())


def end_code(actor: Actor, unit: int, code: str, *, on: date | None = None) -> None:
    """The identifier is the unit's no more from a day on."""
    require(actor, unit)
    day = on or clock.today()
    with transaction.atomic():
        UnitCode.objects.filter(unit_id=unit, value=rules.parse(code).value, valid_to__isnull=True).update(valid_to=day)
        record(actor, "organisations.end_code", aggregate("unit", unit), code=code, on=day.isoformat())


def set_channel(actor: Actor, unit: int, way: str, *, address: str = "", on: date | None = None) -> None:
    """Reach a unit this way from a day on; an address already set for this way ends that day. Raises NotAllowed."""
    require(actor, unit)
    day = on or clock.today()
    with transaction.atomic():
        add_channel_row(unit, way, address, day)
        record(
            actor,
            "organisations.set_channel",
            aggregate("unit", unit),
            way=str(way),
            address=address,
            on=day.isoformat(),
        )


def end_channel(actor: Actor, unit: int, way: str, *, on: date | None = None) -> None:
    """The unit is not reached this way from a day on."""
    require(actor, unit)
    day = on or clock.today()
    with transaction.atomic():
        _end_channel(unit, way, day)
        record(actor, "organisations.end_channel", aggregate("unit", unit), way=str(way), on=day.isoformat())


def add_code_row(unit: int, text: str, day: date) -> None:
    code = rules.parse(text)
    holder = (
        UnitCode.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), canonical=code.canonical)
        .exclude(~Q(scheme=code.scheme), unit_id=unit)
        .first()
    )
    if holder is not None:
        name = directory(day).get(holder.unit_id).name
        raise Conflict(
            "organisations.code_taken",
            vi=f"Mã định danh {code.value} đang là của “{name}” (từ ngày {holder.valid_from:%d/%m/%Y}). Kiểm tra lại mã.",
            en=f"The identifier {code.value} belongs to “{name}” (since {holder.valid_from:%d/%m/%Y}). Check the identifier.",
            unit=holder.unit_id,
        )
    UnitCode.objects.create(unit_id=unit, scheme=code.scheme, value=code.value, canonical=code.canonical, valid_from=day)


def add_channel_row(unit: int, way: str, address: str, day: date) -> None:
    address = address.strip()
    if way == Channel.Way.MAIL:
        check_address(address)
    _end_channel(unit, way, day)
    Channel.objects.create(unit_id=unit, way=Channel.Way(way), address=address, valid_from=day)


def _end_channel(unit: int, way: str, day: date) -> None:
    open_rows = Channel.objects.filter(unit_id=unit, way=way, valid_to__isnull=True)
    open_rows.filter(valid_from__gte=day).delete()  # set and changed on one day: the later word counts
    open_rows.update(valid_to=day)
