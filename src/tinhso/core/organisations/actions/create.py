"""Agencies and units come into being."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Unpack

from django.db import transaction
from django.db.models import F

from tinhso.core.access.public import Actor, acting, aggregate, record, system
from tinhso.core.organisations.access import MANAGE, require
from tinhso.core.organisations.actions.describe import Described, columns
from tinhso.core.organisations.actions.reach import add_channel_row, add_code_row
from tinhso.core.organisations.models import Channel, Kind, Unit, UnitVersion
from tinhso.core.organisations.snapshot import directory
from tinhso.kit import clock
from tinhso.kit.errors import NotAllowed, Refusal


def create_agency(
    actor: Actor, *, name: str, on: date | None = None, codes: Iterable[str] = (),
    channel: str = Channel.Way.INSTANCE, address: str = "", **described: Unpack[Described],
) -> int:  # fmt: skip
    """An agency from a day on; returns its id.

    One that works in this instance (`channel` "instance") stands below an agency the actor administers; a correspondent (axis, mail,
    paper) may stand anywhere. Raises NotAllowed, Refusal `organisations.nameless`, `organisations.code`, Conflict `organisations.code_taken`.
    """
    MANAGE.require(actor)
    parent = described.get("parent")
    if channel == Channel.Way.INSTANCE:
        if parent is not None:
            require(actor, parent)
        elif not actor.is_system:
            raise NotAllowed(
                MANAGE.code,
                vi="Cơ quan dùng hệ thống này phải có cấp trên do bạn quản trị. Chọn cơ quan cấp trên.",
                en="An agency working in this instance stands below one you administer. Choose its superior.",
            )
    with transaction.atomic():
        return _write(actor, _new_agency(), name, on or clock.today(), codes, channel, address, {**described})


def found(*, name: str, on: date | None = None, codes: Iterable[str] = (), **described: Unpack[Described]) -> int:
    """The first agency of an instance, or one that a command makes: written by the product itself, in the new agency's own scope."""
    with transaction.atomic():
        unit = _new_agency()
        with acting(system(unit)):
            return _write(system(unit), unit, name, on or clock.today(), codes, Channel.Way.INSTANCE, "", {**described})


def _write(
    actor: Actor, unit: int, name: str, day: date, codes: Iterable[str], channel: str, address: str, described: dict[str, Any]
) -> int:
    values = columns({"name": name, **described})
    UnitVersion.objects.create(unit_id=unit, valid_from=day, **values)
    for code in codes:
        add_code_row(unit, code, day)
    add_channel_row(unit, channel, address, day)
    record(actor, "organisations.create_agency", aggregate("unit", unit), name=name, on=day.isoformat(), channel=str(channel))
    return unit


def create_unit(actor: Actor, *, agency: int, name: str, on: date | None = None, **described: Unpack[Described]) -> int:
    """A unit inside an agency (below it, or below `parent`) from a day on; returns its id.

    Raises NotAllowed; Refusal `organisations.nameless`, `organisations.parent_elsewhere`.
    """
    require(actor, agency)
    day = on or clock.today()
    parent = described.get("parent") or agency
    tree = directory(day)
    if parent not in tree or tree.get(parent).agency != agency or not tree.get(agency).is_agency:
        raise Refusal(
            "organisations.parent_elsewhere",
            vi="Đơn vị cấp trên không thuộc cơ quan này. Chọn một đơn vị của cùng cơ quan.",
            en="The parent unit belongs to another agency. Choose one of the same agency.",
        )
    values: dict[str, Any] = columns({"name": name, **described, "parent": parent})
    with transaction.atomic():
        made = Unit.objects.create(kind=Kind.UNIT, agency_id=agency, created=clock.now())
        UnitVersion.objects.create(unit_id=made.id, valid_from=day, **values)
        record(actor, "organisations.create_unit", aggregate("unit", made.id), name=name, on=day.isoformat(), agency=agency)
    return made.id


def _new_agency() -> int:
    # An agency is its own agency: its id is known once the row is there, and the foreign key is judged at the end.
    row = Unit.objects.create(kind=Kind.UNIT, agency_id=0, created=clock.now())
    Unit.objects.filter(pk=row.id).update(kind=Kind.AGENCY, agency_id=F("id"))
    return row.id
