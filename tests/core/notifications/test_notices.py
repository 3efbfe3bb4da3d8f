from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail as outbox
from django.db import connection

from tests.cast import Cast, build_cast
from tests.jobs import run_jobs
from tinhso.core.access.public import Actor, acting
from tinhso.core.calendar.models import AgencyDay
from tinhso.core.notifications import jobs, rules
from tinhso.core.notifications import mail as post
from tinhso.core.notifications import public as notices
from tinhso.core.people.models import Person
from tinhso.kit import clock
from tinhso.kit.errors import NotAllowed, Refusal

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2020, 12, 18, 7, tzinfo=clock.VIETNAM)


@pytest.fixture
def cast() -> Iterator[Cast]:
    for code, urgent, mail in (("test.plain", False, "morning"), ("test.urgent", True, "now"), ("test.silent", False, "never")):
        notices.declare(code, vi="Thử", en="Test", to_vi="Mọi người", to_en="Everybody", mail=notices.When(mail), urgent=urgent)
    with clock.at(FRIDAY):
        made = build_cast()
        for person in Person.objects.all():
            Person.objects.filter(pk=person.pk).update(email=f"p{person.pk}@example.test")
        yield made
    for code in ("test.plain", "test.urgent", "test.silent"):
        rules._kinds.pop(code)


def desk(actor: Actor) -> str:
    return f"o{actor.post}"


def unread(actor: Actor) -> list[str]:
    return [n.title for n in notices.unread(actor)]


def test_the_told_see_it_and_nobody_else(cast: Cast) -> None:
    with acting(cast.clerk):
        assert notices.notify(cast.clerk, "test.plain", [desk(cast.specialist), desk(cast.unit_head)], "Văn bản mới", "/1") == 2
    for actor, sees in ((cast.specialist, True), (cast.unit_head, True), (cast.director, False), (cast.other_director, False)):
        with acting(actor):
            assert (unread(actor) == ["Văn bản mới"]) is sees and notices.unread_count(actor) == int(sees)
    with acting(cast.specialist):
        assert notices.mark_read(cast.specialist) == 1 and unread(cast.specialist) == []
    with acting(cast.unit_head):
        assert unread(cast.unit_head) == ["Văn bản mới"]


def test_who_did_it_is_not_told_and_who_is_told_twice_sees_it_once(cast: Cast) -> None:
    with acting(cast.clerk):
        assert notices.notify(cast.clerk, "test.plain", [desk(cast.clerk)], "Của mình", "/1") == 0
        assert notices.notify(cast.agency, "test.plain", [desk(cast.clerk), f"a{cast.agency}.clerk"], "Hai lần", "/2") == 2
        assert unread(cast.clerk) == ["Hai lần"] and notices.unread_count(cast.clerk) == 1
        assert [n.title for n in notices.history(cast.clerk).rows] == ["Hai lần"]


def test_urgent_stands_until_acknowledged_by_one_of_the_desk(cast: Cast) -> None:
    with acting(cast.clerk):
        notices.notify(cast.agency, "test.plain", [f"a{cast.agency}.clerk"], "Thường", "/1")
        notices.notify(cast.agency, "test.urgent", [f"a{cast.agency}.clerk"], "Hỏa tốc", "/2")
        assert unread(cast.clerk) == ["Hỏa tốc", "Thường"]
        notices.mark_read(cast.clerk)
        assert unread(cast.clerk) == ["Hỏa tốc"]
        batch = notices.unread(cast.clerk)[0].batch
    with acting(cast.specialist), pytest.raises(Refusal):
        notices.acknowledge(cast.specialist, batch)
    with acting(cast.clerk):
        notices.acknowledge(cast.clerk, batch)
        assert unread(cast.clerk) == []


def test_a_switch_silences_a_kind_but_not_an_urgent_notice(cast: Cast) -> None:
    with acting(cast.specialist):
        notices.switch(cast.specialist, "test.plain", "app", False)
        notices.switch(cast.specialist, "test.urgent", "app", False)
        notices.notify(cast.agency, "test.plain", [desk(cast.specialist)], "Thường", "/1")
        notices.notify(cast.agency, "test.urgent", [desk(cast.specialist)], "Hỏa tốc", "/2")
        assert unread(cast.specialist) == ["Hỏa tốc"]


def test_an_agencys_rule_tells_others_besides(cast: Cast) -> None:
    with acting(cast.specialist), pytest.raises(NotAllowed):
        notices.set_rule(cast.specialist, "test.plain", mail="never")
    with acting(cast.administrator):
        notices.set_rule(cast.administrator, "test.plain", mail="never", also=[desk(cast.chief)])
        assert notices.notify(cast.agency, "test.plain", [desk(cast.specialist)], "Mới", "/1") == 2
    with acting(cast.chief):
        assert unread(cast.chief) == ["Mới"]


def test_the_number_on_the_bell_is_that_of_the_notices_behind_it(cast: Cast) -> None:
    """Read or not, urgent or not, acknowledged or not, switched off or not, told once or to two principals of one person."""
    me = cast.clerk
    with acting(me):
        for kind in ("test.plain", "test.urgent", "test.silent"):
            for n in range(4):
                notices.notify(cast.agency, kind, [desk(me), f"a{cast.agency}.clerk"][: 1 + n % 2], f"{kind} {n}", "/")
        rows = {row.title: row.batch for row in notices.unread(me)}
        assert len(rows) == notices.unread_count(me) == 12
        notices.mark_read(me, [rows["test.plain 0"], rows["test.urgent 0"], rows["test.urgent 1"]])
        notices.acknowledge(me, rows["test.urgent 1"])
        assert len(notices.unread(me)) == notices.unread_count(me) == 10
        notices.switch(me, "test.silent", notices.Channel.APP, False)
        assert len(notices.unread(me)) == notices.unread_count(me) == 6
    with acting(cast.specialist):
        assert notices.unread_count(cast.specialist) == 0


def test_an_undeclared_kind_is_a_programming_error(cast: Cast) -> None:
    with acting(cast.clerk), pytest.raises(KeyError):
        notices.notify(cast.clerk, "test.unknown", [], "", "")


def test_history_is_paged(cast: Cast) -> None:
    with acting(cast.specialist):
        for n in range(7):
            with clock.at(FRIDAY + timedelta(minutes=n)):
                notices.notify(cast.agency, "test.silent", [desk(cast.specialist)], str(n), "/")
        page = notices.history(cast.specialist, limit=3)
        seen = [n.title for n in page.rows]
        while page.older:
            page = notices.history(cast.specialist, page.older, limit=3)
            seen += [n.title for n in page.rows]
        assert seen == list("6543210")


def morning_mail(actor: Actor, day: datetime = FRIDAY) -> list[Any]:
    with clock.at(day):
        jobs.mail_person.func(person=actor.person or 0, day=day.date().isoformat())
    sent, outbox.outbox = outbox.outbox, []
    return sent


def test_forty_notices_are_one_morning_mail_and_a_job_run_again_sends_none(cast: Cast) -> None:
    with acting(cast.clerk):
        for n in range(45):
            with clock.at(FRIDAY - timedelta(hours=15, minutes=-n)):
                notices.notify(cast.clerk, "test.plain", [desk(cast.specialist)], f"Văn bản {n:02}", f"/{n}")
        notices.notify(cast.clerk, "test.silent", [desk(cast.specialist)], "Không qua thư", "/x")
    sent = morning_mail(cast.specialist)
    assert [m.to for m in sent] == [[f"p{cast.specialist.person}@example.test"]]
    assert (
        "Văn bản 44" in sent[0].body
        and "và 5 mục khác" in sent[0].body
        and "Không qua thư" not in sent[0].body
        and sent[0].body.count("- Văn bản") == 40
    )
    assert morning_mail(cast.specialist) == []
    assert morning_mail(cast.director) == []
    monday = FRIDAY + timedelta(days=3)
    assert morning_mail(cast.specialist, monday) == []  # told on Friday
    with acting(cast.clerk), clock.at(monday - timedelta(hours=1)):
        notices.notify(cast.clerk, "test.plain", [desk(cast.specialist)], "Mới nhất", "/n")
    assert len(morning_mail(cast.specialist, monday)) == 1


def test_no_morning_mail_on_a_day_off_nor_where_it_is_switched_off(cast: Cast) -> None:
    with acting(cast.clerk):
        notices.notify(cast.clerk, "test.plain", [desk(cast.specialist), desk(cast.unit_head)], "Mới", "/1")
        AgencyDay.objects.create(agency_id=cast.agency, day=FRIDAY.date(), working=False, basis="QĐ", set_by="", set_at=FRIDAY)
    assert morning_mail(cast.specialist) == []
    assert morning_mail(cast.specialist, FRIDAY + timedelta(days=1)) == []
    notices.switch(cast.unit_head, "test.plain", "mail", False)
    monday = FRIDAY + timedelta(days=3)
    assert morning_mail(cast.unit_head, monday) == [] and len(morning_mail(cast.specialist, monday)) == 1


def test_a_mail_that_fails_leaves_no_mark_and_is_sent_the_next_time(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    with acting(cast.clerk), clock.at(FRIDAY - timedelta(hours=1)):
        notices.notify(cast.clerk, "test.plain", [desk(cast.specialist)], "Mới", "/1")

    def down(*_: object) -> None:
        raise SMTPServerDisconnected("gone")

    with monkeypatch.context() as broken:
        broken.setattr(post, "send", down)
        with pytest.raises(SMTPServerDisconnected):
            morning_mail(cast.specialist)
    assert len(morning_mail(cast.specialist)) == 1


def test_an_urgent_notice_is_mailed_at_once_to_each_person_behind_the_desk(cast: Cast) -> None:
    with acting(cast.clerk):
        notices.notify(cast.agency, "test.urgent", [f"a{cast.agency}.clerk", desk(cast.clerk), desk(cast.director)], "Hỏa tốc 12", "/1")
        batch = notices.unread(cast.clerk)[0].batch
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT args->>%s, (args->>%s)::int FROM procrastinate_jobs WHERE task_name = %s",
                ["batch", "agency", "notifications.mail_now"],
            )
            assert cursor.fetchall() == [(str(batch), cast.agency)]
    run_jobs("notifications.mail_now", "notifications.mail_one")
    wanted = {f"p{cast.clerk.person}@example.test", f"p{cast.director.person}@example.test"}
    assert {m.to[0] for m in outbox.outbox} == wanted and len(outbox.outbox) == 2
    assert "Hỏa tốc 12" in outbox.outbox[0].subject


def test_a_mail_that_fails_at_one_address_is_sent_again_to_that_one_alone(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    with acting(cast.clerk):
        notices.notify(cast.agency, "test.urgent", [desk(cast.clerk), desk(cast.director)], "Hỏa tốc 12", "/1")
    refused, sent = [f"p{max(cast.clerk.person or 0, cast.director.person or 0)}@example.test"], post.send

    def send(to: str, *rest: Any) -> None:
        if to in refused:
            refused.remove(to)
            raise SMTPServerDisconnected("try later")
        sent(to, *rest)

    monkeypatch.setattr(post, "send", send)
    ours = ("notifications.mail_now", "notifications.mail_one")
    run_jobs(*ours, keep_going=True)
    assert len(outbox.outbox) == 1
    run_jobs(*ours, later=True)
    assert sorted(m.to[0] for m in outbox.outbox) == sorted(f"p{who.person}@example.test" for who in (cast.clerk, cast.director))


def people_to_mail() -> list[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args->>'person', args->>'day' FROM procrastinate_jobs WHERE task_name = 'notifications.mail_person'")
        return [(int(person), day) for person, day in cursor.fetchall()]


def test_the_morning_gives_each_person_one_job(cast: Cast) -> None:
    jobs.morning.func(0)
    people = [person for person, _ in people_to_mail()]
    assert len(people) == len(set(people)) and cast.clerk.person in people and cast.other_director.person in people


def test_one_whose_mail_still_waits_holds_up_neither_the_others_nor_his_own_of_the_next_day(cast: Cast) -> None:
    with clock.at(FRIDAY):
        jobs.morning.func(0)
        before = people_to_mail()
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = 'succeeded' WHERE args->>'person' <> %s AND task_name = 'notifications.mail_person'",
                [str(cast.clerk.person)],
            )
        jobs.morning.func(0)
    again = people_to_mail()[len(before) :]
    assert sorted(again) == sorted(job for job in before if job[0] != cast.clerk.person)
    with clock.at(FRIDAY + timedelta(days=3)):
        jobs.morning.func(0)
    assert len(people_to_mail()) == len(before) + len(again) + len(before)


def test_a_test_mail_needs_the_right_and_says_what_the_server_answered(cast: Cast, settings: Any) -> None:
    with pytest.raises(NotAllowed):
        notices.send_test_mail(cast.specialist, "a@example.test")
    notices.send_test_mail(cast.administrator, "a@example.test")
    assert outbox.outbox[-1].to == ["a@example.test"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(Refusal) as no:
        notices.send_test_mail(cast.administrator, "a@example.test")
    assert no.value.code == "mail.failed" and "127.0.0.1" in no.value.vi
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    with pytest.raises(Refusal) as no:
        notices.send_test_mail(cast.administrator, "a@example.test")
    assert no.value.code == "mail.not_configured"
