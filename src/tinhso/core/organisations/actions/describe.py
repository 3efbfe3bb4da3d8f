"""Versions: what a unit is called and where it stands, from a day on."""

from __future__ import annotations

from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import Q, QuerySet

from tinhso.core.access.public import Actor, aggregate, record
from tinhso.core.organisations.access import require
from tinhso.core.organisations.limits import LONGEST, check_length
from tinhso.core.organisations.models import Unit, UnitVersion, field_names
from tinhso.core.organisations.snapshot import directory
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.text import squeeze


class Described(TypedDict, total=False):
    """The describing fields of a version (see `models.UnitVersion`)."""

    short_name: str
    abbreviation: str
    superior_line: str
    parent: int | None
    place: str
    collective: bool
    collective_name: str
    head_title: str
    level: int | None
    level_label: str
    contact: dict[str, str]
    fields: list[str]


class Amended(Described, total=False):
    name: str


def amend(actor: Actor, unit: int, *, on: date | None = None, **changes: Unpack[Amended]) -> None:
    """The unit is so from a day on (today when None). A second change of the same day corrects the first.

    Raises NotAllowed; Refusal `organisations.not_valid` where the unit does not exist on that day, `organisations.circle` where its
    parent would stand below it, `organisations.nameless`.
    """
    day = on or clock.today()
    require(actor, unit, *([parent] if (parent := changes.get("parent")) else []))
    values = columns({**changes})
    if "parent_id" in values:
        _no_circle(unit, values["parent_id"], day)
    with transaction.atomic():
        current = current_version(unit, day)
        if current.valid_from == day:
            UnitVersion.objects.filter(pk=current.pk).update(**values)
        else:
            kept = {name: getattr(current, name) for name in _COLUMNS}
            end, current.valid_to = current.valid_to, day
            current.save(update_fields=["valid_to"])
            UnitVersion.objects.create(unit_id=unit, valid_from=day, valid_to=end, **{**kept, **values})
        record(actor, "organisations.amend", aggregate("unit", unit), on=day.isoformat(), changes={**changes})


def current_version(unit: int, day: date) -> UnitVersion:
    """Locked for the change. Raises Refusal `organisations.not_valid`."""
    Unit.objects.select_for_update().get(pk=unit)
    found = valid_on(UnitVersion.objects.filter(unit_id=unit), day).first()
    if found is None:
        raise Refusal(
            "organisations.not_valid",
            vi=f"Đơn vị này không tồn tại vào ngày {day:%d/%m/%Y}. Chọn một ngày trong thời gian hiệu lực của đơn vị.",
            en=f"This unit does not exist on {day:%d/%m/%Y}. Choose a day within its validity.",
            unit=unit,
        )
    return found


def valid_on(rows: QuerySet[UnitVersion], day: date) -> QuerySet[UnitVersion]:
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


def columns(described: dict[str, Any]) -> dict[str, Any]:
    """Column values from described fields, their text on one line in NFC. Raises Refusal `organisations.nameless`, `organisations.too_long`."""
    values = {k: squeeze(v) if isinstance(v, str) else v for k, v in described.items()}
    if unknown := values.keys() - set(field_names()):
        raise TypeError(f"unknown fields of a unit: {sorted(unknown)}")
    if values.get("name") == "":
        raise Refusal(
            "organisations.nameless",
            vi="Thiếu tên cơ quan, đơn vị. Nhập tên đầy đủ như trong quyết định thành lập.",
            en="The name is missing. Enter the full name as in the founding decision.",
        )
    for field, (vi, en, most) in LONGEST.items():
        check_length(vi, en, values.get(field) or "", most)
    if "parent" in values:
        values["parent_id"] = values.pop("parent")
    return values


def _no_circle(unit: int, parent: int | None, day: date) -> None:
    tree = directory(day)
    if parent is not None and any(below.id == parent for below in tree.subtree(unit)):
        raise Refusal(
            "organisations.circle",
            vi=f"“{tree.get(parent).name}” nằm trong chính đơn vị này nên không thể là cấp trên của nó. Chọn cấp trên khác.",
            en=f"“{tree.get(parent).name}” stands below this unit and cannot be above it. Choose another parent.",
            unit=unit,
            parent=parent,
        )


_COLUMNS = tuple("parent_id" if name == "parent" else name for name in field_names())
