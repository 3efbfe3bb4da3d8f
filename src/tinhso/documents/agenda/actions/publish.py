"""Publish a week: it is told to those in it, and every later change is marked."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, aggregate, record
from tinhso.core.notifications.public import notify
from tinhso.documents.agenda import notices
from tinhso.documents.agenda.access import KEEP
from tinhso.documents.agenda.models import Meeting, Week
from tinhso.documents.agenda.queries import address
from tinhso.documents.agenda.rules import monday_of
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, Refusal


@transaction.atomic
def publish(actor: Actor, monday: date) -> Week:
    """Raises NotAllowed, Refusal `agenda.empty`, `agenda.week_past`, Conflict `agenda.published`."""
    KEEP.require(actor)
    monday = monday_of(monday)
    if monday < monday_of(clock.today()):
        raise Refusal("agenda.week_past", vi="Tuần này đã qua, không ban hành được nữa.", en="This week is past.")
    within = Meeting.objects.within(actor).filter(agency_id=actor.agency, day__gte=monday, day__lt=monday + timedelta(days=7))
    meetings = list(within.filter(cancelled_at=None))
    if not meetings:
        raise Refusal("agenda.empty", vi="Tuần này chưa có cuộc họp nào để ban hành.", en="There is no meeting in this week yet.")
    try:
        with transaction.atomic():
            row = Week.objects.create(agency_id=actor.agency, monday=monday, published_at=clock.now(), shown=f"{actor.name}, {actor.title}")
    except IntegrityError as error:
        raise Conflict("agenda.published", vi="Lịch tuần này đã ban hành.", en="This week is published already.") from error
    to = {principal.post(leader) for m in meetings for leader in m.leaders} | {
        principal.head_of(m.prepared_by_id) for m in meetings if m.prepared_by_id
    }
    notify(actor, notices.PUBLISHED.code, sorted(to), title=f"{monday:%d/%m} - {monday + timedelta(days=6):%d/%m/%Y}", url=address(monday))
    record(actor, "agenda.publish", aggregate("week", row.pk), monday=monday.isoformat(), meetings=len(meetings))
    return row
