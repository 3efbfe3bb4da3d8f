"""What the demo shows on Friday evening, judged by the product's own rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection

from tests.scenario.conftest import DAYS, FRIDAY
from tinhso.core.access.public import acting, system
from tinhso.core.files import public as files
from tinhso.core.ledger.models import Entry
from tinhso.core.organisations.public import directory
from tinhso.core.people.models import Account, Person
from tinhso.core.people.public import roster
from tinhso.documents.agenda import public as agenda
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.numbering.public import Line, Series, SeriesYear
from tinhso.documents.outgoing.models import Outgoing, Recipient
from tinhso.exchange.models import Dispatch, StatusMessage
from tinhso.kit import clock
from tinhso.scenario import build
from tinhso.scenario.data import province, staff, week
from tinhso.scenario.play import Stage, last_days
from tinhso.signing.custody.public import judged
from tinhso.signing.public import TrustStore, verify

SEALED = ("sealed", "issued", "recalling", "recalled")


def everywhere(stage: Stage) -> object:
    return acting(system(stage.house.agencies["ubnd"], also=tuple(stage.house.agencies.values())))


def outgoing(stage: Stage, agency: str | None = None) -> list[Outgoing]:
    rows = Outgoing.objects.unscoped("the whole demo").select_related("file")
    return list(rows.filter(agency_id=stage.house.agencies[agency]) if agency else rows)


def incoming(stage: Stage, agency: str) -> list[Incoming]:
    return list(Incoming.objects.unscoped("the whole demo").filter(agency_id=stage.house.agencies[agency]))


@pytest.fixture(autouse=True)
def seeing(stage: Stage) -> object:
    with everywhere(stage):  # type: ignore[attr-defined]
        yield


def test_the_province_has_every_agency_unit_and_person(stage: Stage) -> None:
    tree = directory()
    assert len(tree.agencies()) == len(province.agencies()) == 148
    assert sum(len(tree.units_of(a.id)) for a in tree.agencies()) == 40
    assert Person.objects.count() == len(staff.people()) == 404
    assert len(roster().everybody()) == len(staff.posts()) == 405
    assert len({p.person for p in roster().people_of_agency(stage.house.agencies[province.STTTT])}) == 36
    assert Account.objects.count() == sum(p.login is not None for p in staff.people())
    assert tree.by_code("000.00.13.H99") == tree.by_code("H99.13") == tree.get(stage.house.agencies[province.STTTT])
    assert all(tree.channel(a.id).way == "instance" for a in tree.agencies())  # type: ignore[union-attr]


def test_every_agency_has_its_series_and_the_province_those_of_its_legal_types(stage: Stage) -> None:
    kinds = Counter(Series.objects.unscoped("the whole demo").values_list("kind", flat=True))
    assert kinds == Counter(administrative=148, secret=148, arrival=148, normative=2)


def test_building_again_changes_nothing(stage: Stage) -> None:
    before = Entry.objects.count()
    assert build.build(FRIDAY).agencies == stage.house.agencies
    assert Entry.objects.count() == before


def test_outgoing_documents_stand_where_the_plan_leaves_them(stage: Stage) -> None:
    assert Counter(d.state for d in outgoing(stage, province.STTTT)) == Counter(week.OUTGOING_END)


def test_the_workbook_of_the_tours_document_arrived_unaltered(stage: Stage) -> None:
    sent = next(d for d in outgoing(stage, province.STTTT) if d.id == stage.outgoing["thread"])
    got = next(d for d in incoming(stage, "snv") if d.id == stage.received("thread", "snv"))
    went = [(a.file.name, a.file.sha256) for a in sent.attached.select_related("file")]
    assert [name for name, _ in went] == ["Bảng so sánh dự thảo Quy chế.xlsx"]
    assert [(a.file.name, a.file.sha256) for a in got.annexes.select_related("file")] == went


def test_incoming_documents_stand_where_the_plan_leaves_them(stage: Stage) -> None:
    reply = stage.incoming["thread-reply", province.STTTT]
    rows = [d for d in incoming(stage, province.STTTT) if d.id != reply]
    ends = Counter("late" if d.due and d.due < clock.today() and d.state == "in_progress" else d.state for d in rows)
    answered = sum(d.state == "done" and d.answered_by is not None for d in rows)
    ends["done"] -= answered
    assert ends + Counter(answered=answered) == Counter(week.INCOMING_END)


def test_every_sealed_file_passes(stage: Stage) -> None:
    sealed = [d for d in outgoing(stage) if d.state in SEALED]
    assert len(sealed) == 34 + 12 + 1, "34 from elsewhere, 12 of the Department, the answer of Home Affairs"
    for document in sealed:
        assert document.file is not None
        report = judged(files.bytes_of(document.file), final=True)
        assert [s["verdict"] for s in report["signatures"]] == ["PASSED", "PASSED"], document.notation


def test_the_confined_verifier_says_the_same_of_the_thread(stage: Stage) -> None:
    trust = TrustStore.of_instance(settings.TINHSO_DATA)
    for ref in ("thread", "thread-reply"):
        file = Outgoing.objects.unscoped("the whole demo").select_related("file").get(pk=stage.outgoing[ref]).file
        assert file is not None and verify(files.path_of(file), trust, at=clock.now()).verdict == "PASSED"


def test_registers_have_no_gap_and_follow_the_days(stage: Stage) -> None:
    lines: dict[int, list[Line]] = defaultdict(list)
    for line in Line.objects.unscoped("the whole demo").order_by("number"):
        lines[line.series_id].append(line)
    years = {y.series_id: y.last_number for y in SeriesYear.objects.unscoped("the whole demo")}
    assert years.keys() == lines.keys() and len(lines) > 20
    for series, rows in lines.items():
        assert [r.number for r in rows] == list(range(1, years[series] + 1))
        assert [r.date for r in rows] == sorted(r.date for r in rows)
        assert rows[0].date >= DAYS[0] and rows[-1].date <= DAYS[-1]
    live = {line.document for rows in lines.values() for line in rows if line.voided_at is None}
    numbered = {d.id for d in outgoing(stage) if d.number is not None and d.state != "void"}
    registered = set(Incoming.objects.unscoped("the whole demo").filter(arrival_number__isnull=False).values_list("id", flat=True))
    assert live == numbered | registered


def test_each_recipient_has_one_dispatch_and_each_dispatch_arrived(stage: Stage) -> None:
    sent = Recipient.objects.unscoped("the whole demo").filter(channel="instance", document__issued_at__isnull=False)
    dispatches = Dispatch.objects.unscoped("the whole demo")
    assert {d.recipient for d in dispatches} == set(sent.values_list("id", flat=True))
    assert {d.state for d in dispatches} == {"delivered"}
    arrived = Incoming.objects.unscoped("the whole demo").filter(channel="electronic").values_list("consignment", flat=True)
    assert {d.consignment for d in dispatches} == set(arrived)


def test_the_altered_file_is_quarantined_and_nothing_else(stage: Stage) -> None:
    caught = [d for d in incoming(stage, province.STTTT) if d.state == "quarantined"]
    assert [d.verdict for d in caught] == ["FAILED"]
    others = {d.verdict for d in incoming(stage, province.STTTT) if d.channel == "electronic" and d not in caught}
    assert others == {"PASSED"}
    sender = Outgoing.objects.unscoped("the whole demo").select_related("file").get(notation=caught[0].notation, agency=caught[0].sender_id)
    assert sender.file is not None and caught[0].file is not None and sender.file.sha256 != caught[0].file.sha256


def test_the_recalled_document_is_destroyed_where_it_went(stage: Stage) -> None:
    recalled = next(d for d in outgoing(stage, province.STTTT) if d.state == "recalled")
    copy = Incoming.objects.unscoped("the whole demo").get(
        consignment=Dispatch.objects.unscoped("the whole demo").get(document=recalled.id).consignment
    )
    assert copy.state == "destroyed" and copy.file_id is None and recalled.file_id is not None


def test_the_thread_is_closed_by_its_answer(stage: Stage) -> None:
    asked = Incoming.objects.unscoped("the whole demo").get(pk=stage.incoming["thread", "snv"])
    answer = Outgoing.objects.unscoped("the whole demo").get(pk=stage.outgoing["thread-reply"])
    assert asked.state == "done" and asked.answered_by == answer.id and asked.answer_notation == answer.notation
    came_back = Incoming.objects.unscoped("the whole demo").get(pk=stage.incoming["thread-reply", province.STTTT])
    assert came_back.reply_to == stage.outgoing["thread"] and came_back.state == "registered"
    told = StatusMessage.objects.unscoped("the whole demo").filter(
        agency_id=stage.house.agencies[province.STTTT], consignment=asked.consignment
    )
    assert [m.code for m in told.order_by("at", "id")] == ["01", "03", "04", "05", "06"]


def test_the_leaders_week_is_published_and_the_next_one_is_being_drawn_up(stage: Stage) -> None:
    specialist, director = stage.house.actor("chuyenvien"), stage.house.actor("giamdoc")
    with acting(director):
        this = agenda.week(director, DAYS[0])
        coming = agenda.week(director, DAYS[0] + timedelta(days=7))
    assert this.published_at is not None and len(this.meetings) >= 5 and not this.twice
    assert all(m.prepared_by_id for m in this.meetings if "Giao ban" in m.what), "the units' abbreviations are those of the demo"
    with acting(specialist):
        assert agenda.week(specialist, DAYS[0]).meetings == this.meetings
        assert coming.meetings and agenda.week(specialist, DAYS[0] + timedelta(days=7)).hidden


def test_nothing_happened_after_friday_evening_and_no_job_failed(stage: Stage) -> None:
    last = Entry.objects.order_by("-at").first()
    assert last is not None and last.at <= FRIDAY
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text, task_name, count(*) FROM procrastinate_jobs GROUP BY 1, 2")
        left = {(status, name) for status, name, _ in cursor.fetchall() if status != "succeeded"}
    assert left <= {("todo", "incoming.verify"), ("todo", "incoming.read")}, (
        "reading, and checks at agencies that nobody follows are the worker's"
    )


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        ("2020-09-21", "2020-09-14", "2020-09-18"),  # a Monday: the week before
        ("2020-09-18", "2020-09-11", "2020-09-17"),  # today is lived by whoever looks
        ("2020-09-04", "2020-08-27", "2020-09-03"),  # on 2 September nobody works
        ("2021-01-05", "2020-12-25", "2020-12-31"),  # one year, one register
    ],
)
def test_the_week_played_are_the_last_five_working_days_of_one_year(today: str, first: str, last: str) -> None:
    from datetime import date

    days = last_days(date.fromisoformat(today))
    assert len(set(days)) == 5 and list(days) == sorted(days)
    assert (days[0].isoformat(), days[-1].isoformat()) == (first, last)
