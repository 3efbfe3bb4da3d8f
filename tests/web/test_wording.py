"""What operators read: no code of the machine stands alone where a sentence should."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from procrastinate.contrib.django import app

from tests.cast import Cast
from tests.jobs import run_jobs
from tinhso.core.access.public import Actor, acting
from tinhso.core.events.public import Fact
from tinhso.core.people.public import grant
from tinhso.web.administration import wording

Browser = Callable[[Actor], Client]


def _facts(kind: type[Fact]) -> list[type[Fact]]:
    return [one for sub in kind.__subclasses__() for one in (sub, *_facts(sub))]


def test_every_background_job_has_words() -> None:
    ours = {name for name in app.tasks if not name.startswith(("test", "builtin", "procrastinate"))}
    assert ours and ours <= set(wording.JOBS), ours - set(wording.JOBS)


def test_every_event_of_the_product_has_words() -> None:
    kinds = {f.kind for f in _facts(Fact) if f.__module__.startswith("tinhso.")}
    assert kinds == set(wording.EVENTS)


def test_the_events_page_says_what_happened_and_to_whom(cast: Cast, as_: Browser) -> None:
    with acting(cast.administrator):
        grant(cast.administrator, post=cast.chief.post or 0, permission="calendar.all_days", basis="Quyết định 02/QĐ-VP")
    run_jobs()
    page = as_(cast.administrator).get("/quan-tri/su-kien/").content.decode()
    assert "Thay đổi quyền" in page and cast.chief.name in page
    assert "people.rights_changed" not in page
    jobs = as_(cast.administrator).get("/quan-tri/viec-nen/todo/").content.decode()
    assert "Chuyển sự kiện đến các phần" in jobs or "Không có việc nào" in jobs
