"""The house's periodic work, on transactions that really commit."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cast import Cast, build_cast
from tinhso.core.access.public import Actor, acting, record, set_scope, system
from tinhso.core.notifications.models import Notice
from tinhso.core.people.public import grant
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.web import jobs
from tinhso.web.joberrors import described
from tinhso.web.models import JobError

Browser = Callable[[Actor], Client]


def test_the_ledger_is_chained_over_all_agencies_and_its_end_signed(committed: str) -> None:
    cast = build_cast()
    for actor in (cast.clerk, cast.other_clerk):
        with acting(actor):
            record(actor, "test.act", "test:1")
    jobs.chain(timestamp=0)
    with transaction.atomic():
        set_scope([])
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*), max(seq) FROM ledger_link")
            links, last = cursor.fetchone()
    with transaction.atomic():
        set_scope([cast.agency, cast.other])
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM ledger_entry")
            assert cursor.fetchone()[0] == links >= 2
    head = json.loads((Path(settings.TINHSO_DATA) / "ledger-heads" / "heads.jsonl").read_text().splitlines()[-1])
    assert head["seq"] == last


def test_an_error_is_described_by_kind_and_place_never_by_its_words() -> None:
    try:
        raise ValueError("trích yếu mật")
    except ValueError as error:
        text = described(error)
    assert text.startswith("builtins.ValueError\n")
    assert "test_jobs.py" in text
    assert "mật" not in text
    refusal = Refusal("series.none", vi="Không có sổ cho “văn bản X”", en="None")
    assert described(refusal) == "tinhso.kit.errors.Refusal: series.none"


def _job(task: str, status: str, age: str, **args: object) -> int:
    job = app.configure_task(task).defer(**args)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s", [status, job])
        cursor.execute("UPDATE procrastinate_events SET at = now() - %s::interval WHERE job_id = %s", [age, job])
    return job


def test_jobs_that_succeeded_are_forgotten_after_a_week_failed_ones_are_not(cast: Cast) -> None:
    old, young = (_job("web.collect", "succeeded", age, timestamp=0) for age in ("8 days", "6 days"))
    failed, waiting = _job("web.collect", "failed", "8 days", timestamp=0), _job("events.rescue", "todo", "8 days", timestamp=0)
    for job in (old, failed):
        JobError.objects.create(job_id=job, task="web.collect", at=clock.now(), text="builtins.ValueError")
    jobs.forget.func(timestamp=0)
    left = set(ProcrastinateJob.objects.values_list("id", flat=True))
    assert {young, failed, waiting} <= left and old not in left
    assert set(JobError.objects.values_list("job_id", flat=True)) == {failed}


def test_an_administrator_sees_and_runs_again_the_jobs_of_the_own_agency_and_of_the_house(cast: Cast, as_: Browser) -> None:
    own, other = cast.agency, cast.other
    seen = {
        "agency": _job("events.deliver", "failed", "1 hour", happening=1, agency=own),
        "sender": _job("exchange.tell", "failed", "1 hour", message="m", sender=own, receiver=other),
        "receiver": _job("exchange.tell", "failed", "1 hour", message="m", sender=other, receiver=own),
        "post": _job("outgoing.finish", "failed", "1 hour", document="d", post=cast.chief.post),
        "person": _job("notifications.mail_person", "failed", "1 hour", person=cast.chief.person, day="2020-03-09"),
        "house": _job("web.collect", "failed", "1 hour", timestamp=0),
    }
    hidden = [
        _job("events.deliver", "failed", "1 hour", happening=2, agency=other),
        _job("exchange.tell", "failed", "1 hour", message="m", sender=other, receiver=other),
        _job("outgoing.finish", "failed", "1 hour", document="d", post=cast.other_clerk.post),
        _job("notifications.mail_person", "failed", "1 hour", person=cast.other_clerk.person, day="2020-03-09"),
    ]
    browser = as_(cast.administrator)
    page = browser.get("/quan-tri/viec-nen/")
    assert {row["id"] for row in page.context["rows"]} == set(seen.values())
    assert page.context["tabs"][0].count == str(len(seen))
    assert [browser.post(f"/quan-tri/viec-nen/{job}/chay-lai/").status_code for job in hidden] == [404] * len(hidden)
    assert browser.post(f"/quan-tri/viec-nen/{seen['receiver']}/chay-lai/").status_code == 302


def test_the_jobs_of_every_agency_are_seen_by_a_granted_right_only(cast: Cast, as_: Browser) -> None:
    job = _job("events.deliver", "failed", "1 hour", happening=2, agency=cast.other)
    with acting(who := system(cast.agency)):
        grant(who, post=cast.administrator.post or 0, permission="web.all_jobs", basis="Quyết định 02/QĐ-VP")
    page = as_(cast.administrator).get("/quan-tri/viec-nen/")
    assert job in {row["id"] for row in page.context["rows"]}


def said(status: int, out: str = "", err: str = "") -> Callable[..., subprocess.CompletedProcess[str]]:
    return lambda verb, *words: subprocess.CompletedProcess([verb], status, out, err)


def notices(cast: Cast) -> list[tuple[str, str]]:
    with acting(cast.administrator):
        rows = Notice.objects.within(cast.administrator).filter(recipient=f"o{cast.administrator.post}").order_by("at", "id")
        return list(rows.values_list("kind", "title"))


def test_a_bad_night_is_told_to_the_administrators_and_stands_among_the_failed_jobs(
    committed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = build_cast()
    monkeypatch.setattr(jobs, "_command", said(1, err="✗ Đĩa đã đầy.\n  The disk is full.\n"))
    with pytest.raises(RuntimeError):
        jobs.nightly(timestamp=0)
    assert notices(cast) == [("web.night_failed", "Đĩa đã đầy.")]
    monkeypatch.setattr(jobs, "_command", said(0))
    jobs.nightly(timestamp=0)
    assert len(notices(cast)) == 1


def test_what_is_broken_is_told_every_morning_and_what_is_about_to_be_on_mondays(committed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cast = build_cast()
    found = [("disk", "warn", "Còn 4,0 trên 100 GB."), ("certificates", "bad", "Chứng thư đã hết hạn."), ("mail", "bad", "không xem")]
    monkeypatch.setattr(jobs, "_command", said(1, json.dumps([{"check": c, "status": s, "vi": vi} for c, s, vi in found])))
    for day, titles in ((13, {"Chứng thư đã hết hạn."}), (16, {"Chứng thư đã hết hạn.", "Còn 4,0 trên 100 GB."})):  # a Friday, a Monday
        before = len(notices(cast))
        monkeypatch.setattr(clock, "real", lambda day=day: datetime(2020, 3, day, 6, 0, tzinfo=clock.VIETNAM))
        jobs.checkup(timestamp=0)
        assert {title for _kind, title in notices(cast)[before:]} == titles
