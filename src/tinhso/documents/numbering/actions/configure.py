"""Declare a series, and start one in mid-year after numbers given on paper or in another system."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from tinhso.core.access.public import Actor, aggregate, record
from tinhso.core.organisations.models import Unit
from tinhso.documents.numbering.access import CONFIGURE
from tinhso.documents.numbering.models import Series, SeriesYear
from tinhso.documents.numbering.rules import check_kind
from tinhso.documents.types import ISSUED
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.text import squeeze


def declare(actor: Actor, *, code: str, name: str, kind: str, types: tuple[str, ...] = ()) -> Series:
    """A new series of the actor's agency. Raises Refusal where nothing is numbered from such a kind, a type is unknown or already in
    another series of the kind."""
    CONFIGURE.require(actor)
    check_kind(kind)
    with transaction.atomic():
        unknown = [t for t in types if t not in {k.code for k in ISSUED}]
        if unknown:
            raise Refusal("series.type", vi=f"Không có loại văn bản “{unknown[0]}”.", en=f"There is no document type “{unknown[0]}”.")
        Unit.objects.select_for_update(no_key=True).get(pk=actor.agency)  # two at once: the second one finds the first one's row
        others = Series.objects.within(actor).filter(agency_id=actor.agency, active=True, kind=kind)
        for other in others:
            if shared := sorted(set(types) & set(other.types)):
                raise Refusal(
                    "series.overlap",
                    vi=f"Loại “{shared[0]}” đã thuộc sổ “{other.name}”.",
                    en=f"Type “{shared[0]}” already belongs to series “{other.name}”.",
                    status=409,
                )
            if not types and not other.types:
                raise Refusal(
                    "series.common",
                    vi=f"Đã có sổ chung “{other.name}”.",
                    en=f"There is already a common series “{other.name}”.",
                    status=409,
                )
        series = Series.objects.create(agency_id=actor.agency, code=code, name=squeeze(name), kind=kind, types=list(types))
        record(actor, "numbering.declare", aggregate("series", series.id), code=code, kind=kind, types=list(types))
    return series


def start_after(actor: Actor, series: Series, *, last_number: int, last_date: date) -> SeriesYear:
    """The year goes on after `last_number` of `last_date`, given before this system. Only before its first number here."""
    CONFIGURE.require(actor)
    if last_number < 0 or last_date > clock.today():
        raise Refusal(
            "series.start",
            vi="Số cuối không được âm và ngày cuối không được ở tương lai.",
            en="The last number cannot be negative nor its date in the future.",
        )
    if last_date.year != clock.today().year:
        raise Refusal(
            "series.start_year",
            vi=f"Số quay lại 01 từ ngày 01 tháng 01 mỗi năm (Điều 15): ngày của số cuối cùng phải trong năm {clock.today().year}.",
            en=f"Numbers begin again at 01 on 1 January (Article 15): the last number's date must be in {clock.today().year}.",
        )
    with transaction.atomic():
        SeriesYear.objects.bulk_create([SeriesYear(agency_id=series.agency_id, series=series, year=last_date.year)], ignore_conflicts=True)
        row = SeriesYear.objects.within(actor).select_for_update().get(series=series, year=last_date.year)
        if series.lines.filter(year=last_date.year).exists():
            raise Refusal(
                "series.started",
                vi="Sổ này đã cấp số trên hệ thống trong năm, không đặt lại được.",
                en="This series has already given numbers here this year and cannot be reset.",
                status=409,
            )
        row.last_number = row.began_after = last_number
        row.last_date = last_date
        row.save(update_fields=["last_number", "began_after", "last_date"])
        record(actor, "numbering.start_after", aggregate("series", series.id), last_number=last_number, last_date=last_date.isoformat())
    return row
