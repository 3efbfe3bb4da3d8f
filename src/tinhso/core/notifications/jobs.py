"""Mail, by the worker: urgent at once, everything else in one mail at seven."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task

from tinhso.core.access.public import Actor, set_scope
from tinhso.core.calendar import public as calendar
from tinhso.core.notifications import mail
from tinhso.core.notifications.models import MorningMail, Notice, Preference
from tinhso.core.notifications.queries import STANDING
from tinhso.core.notifications.rules import Channel, Line, When, sections
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import roster
from tinhso.kit import clock

_RETRY = RetryStrategy(max_attempts=6, exponential_wait=4)
AT_MOST = 40
"""Lines of a morning mail; what is more is counted."""


@app.task(name="notifications.mail_now", queue="mail", retry=_RETRY)
def mail_now(batch: str, agency: int) -> None:
    """Have one telling mailed to the people behind its principals, a job each."""
    if not mail.configured():
        return
    with transaction.atomic():
        if (first := _first(batch, agency)) is None:
            return
        told = set(_told(batch).values_list("recipient", flat=True))
        off = set() if first.urgent else _switched_off(first.kind)
        _one_each(
            {a.person for a in mail.actors_in(agency) if a.person and a.principals & told} - off, mail_one, batch=batch, agency=agency
        )


@app.task(name="notifications.mail_one", queue="mail", retry=_RETRY)
def mail_one(person: int, batch: str, agency: int) -> None:
    """Mail one telling to one person."""
    with transaction.atomic():
        first, to = _first(batch, agency), mail.address_of(person)
    if first is not None and to:
        mail.send(to, first.title, [Line(first.title, first.url)], _("Thông báo khẩn:") if first.urgent else _("Thông báo:"))


@app.periodic(cron="0 0 * * *", periodic_id="morning")  # counted in UTC: seven in Vietnam
@app.task(name="notifications.morning", queue="mail", pass_context=False, retry=_RETRY)
def morning(timestamp: int) -> None:
    """Have the morning mail sent, a job a person."""
    if not mail.configured():
        return
    now = roster()
    held = {post.person for agency in directory().agencies() for post in now.people_of_agency(agency.id)}
    _one_each(held, mail_person, day=clock.today().isoformat())


@app.task(name="notifications.mail_person", queue="mail", retry=_RETRY)
def mail_person(person: int, day: str) -> None:
    """The morning mail: unread since the last one, and what the rooms above add (due today). Nothing to say: no mail."""
    today = date.fromisoformat(day)
    with transaction.atomic():
        actors = mail.actors_of(person)
        set_scope({a.agency for a in actors}, {p for a in actors for p in a.principals})
        if not any(calendar.of(agency).is_working(today) for agency in {a.agency for a in actors}):
            return
        lines = [line for actor in actors for line in _lines(actor, today)]
        lines = list({line.url + line.title: line for line in lines}.values())
        to = mail.address_of(person)
        if not lines or not to:
            return
        if not MorningMail.objects.get_or_create(person_id=person, day=today, defaults={"sent_at": clock.now()})[1]:
            return
        shown, rest = lines[:AT_MOST], len(lines) - AT_MOST
        if rest > 0:
            shown.append(Line(_("và %(count)s mục khác trong Hệ thống") % {"count": rest}, "/"))
        subject = _("Việc sáng %(day)s: %(count)s mục") % {"day": f"{today:%d/%m/%Y}", "count": len(lines)}
        # Inside the transaction: a mail that fails leaves no mark and is tried again.
        mail.send(to, subject, shown, _("Việc đến hạn hôm nay và thông báo chưa đọc:"))


def _lines(actor: Actor, today: date) -> list[Line]:
    before = (
        MorningMail.objects.filter(person_id=actor.person or 0, day__lt=today).order_by("-day").values_list("sent_at", flat=True).first()
    )
    since = before or datetime.combine(today, time(), clock.VIETNAM) - timedelta(days=7)
    off = Preference.objects.filter(person_id=actor.person or 0, channel=Channel.MAIL, on=False).values("kind")
    unread = (
        Notice.objects.within(actor).filter(STANDING, recipient__in=sorted(actor.principals), at__gt=since)
        .exclude(mail=When.NEVER).exclude(urgent=False, kind__in=off).order_by("-urgent", "-at", "-id")
    )  # fmt: skip
    told = [Line(row.title, row.url, f"{row.at.astimezone(clock.VIETNAM):%H:%M %d/%m}") for row in unread[:1_000]]
    return [*(line for section in sections() for line in section(actor)), *told]


def _one_each(people: Iterable[int], task: Task[..., None, ...], **what: Any) -> None:
    """A job a person, all of them or none: a bad address holds nobody else up, and what is tried again is one mail and not all.

    Who has the same job waiting still gets no second one.
    """
    said = ":".join(str(value) for value in what.values())
    with transaction.atomic():
        for person in sorted(people):
            with suppress(AlreadyEnqueued), transaction.atomic():  # the queue refuses by a constraint
                task.configure(queueing_lock=f"{task.name}:{person}:{said}").defer(person=person, **what)


def _told(batch: str) -> QuerySet[Notice]:
    return Notice.objects.unscoped("a job of one agency").filter(batch=UUID(batch))


def _first(batch: str, agency: int) -> Notice | None:
    set_scope([agency])
    return _told(batch).first()


def _switched_off(code: str) -> set[int]:
    return set(Preference.objects.filter(kind=code, channel=Channel.MAIL, on=False).values_list("person_id", flat=True))
