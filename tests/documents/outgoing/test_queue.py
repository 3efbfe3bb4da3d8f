"""Điều 18.1: of what is signed and has not left, the most urgent stands first, then what has waited longest; each row says until when."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.db import connection

from tests.documents.outgoing.conftest import Office
from tests.documents.outgoing.test_pages import login
from tinhso.core.access.public import acting
from tinhso.core.calendar import public as calendar
from tinhso.core.work.public import Task
from tinhso.documents.outgoing import waiting
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.public import number
from tinhso.documents.outgoing.queries import Filters
from tinhso.documents.outgoing.rules.states import UNSENT
from tinhso.kit import clock
from tinhso.kit.paging import Page
from tinhso.ui.rows import Row

ROOT = "/van-ban-di/"
MARKS = ("", "urgent", "express", "", "very_urgent", "express")
LAWFUL = ["express 2", "express 5", "very_urgent 4", "urgent 1", " 0", " 3"]


def signed(office: Office) -> dict[str, str]:
    """Signed one after the other, a few minutes apart; by id, mark and place in that order."""
    return {str(office.signed(urgency=mark, subject=f"văn bản thứ {i}").id): f"{mark} {i}" for i, mark in enumerate(MARKS)}


def page(office: Office, box: str, **at: object) -> Page[Row]:
    with clock.at(office.now), acting(office.cast.clerk):
        return waiting.queue(office.cast.clerk, calendar.of(office.cast.agency), box, Filters(), **at)  # type: ignore[arg-type]


def test_dieu_18_1_the_urgent_come_first_then_what_was_signed_first(office: Office) -> None:
    made = signed(office)
    assert [made[str(r.id)] for r in page(office, "to_number").rows] == LAWFUL
    with clock.at(office.now):
        shown = login(office.cast.clerk).get(f"{ROOT}to_number/").content.decode()
    assert [made[i] for i in re.findall(r'data-row="([^"]+)"', shown)] == LAWFUL


def test_the_pages_of_the_queue_follow_each_other_and_lead_back(office: Office) -> None:
    made = signed(office)
    first = page(office, "to_number", limit=4)
    second = page(office, "to_number", limit=4, newer=first.newer or "")
    back = page(office, "to_number", limit=4, older=second.older or "")
    assert [made[str(r.id)] for p in (first, second) for r in p.rows] == LAWFUL
    assert [r.id for r in back.rows] == [r.id for r in first.rows]
    assert (first.older, second.newer) == (None, None)


def test_each_row_has_its_clock_urgent_the_same_day_the_rest_next_morning(office: Office) -> None:
    made = signed(office)
    rows = {made[str(r.id)]: r.deadline for r in page(office, "to_number").rows}
    assert all(deadline is not None for deadline in rows.values())
    assert {d.iso[:10] for mark, d in rows.items() if d and mark.strip()[0].isalpha()} == {"2020-03-09"}
    assert {d.iso[:10] for mark, d in rows.items() if d and not mark.strip()[0].isalpha()} == {"2020-03-10"}
    office.now = office.now.replace(day=11)
    late = [r.deadline.tone for r in page(office, "to_number").rows if r.deadline]
    assert late == ["bad"] * len(MARKS)


def test_the_clerks_task_ends_when_the_row_of_the_queue_says(office: Office) -> None:
    made = signed(office)
    with office.acting(office.cast.clerk) as clerk:
        for ident in list(made)[:3]:
            number(clerk, UUID(ident))
    for box in ("to_number", "to_seal"):
        rows = page(office, box).rows
        tasks = dict(Task.plain.filter(subject__in=[f"outgoing:{r.id}" for r in rows], state="open").values_list("subject", "due"))
        assert {r.id: r.deadline.iso for r in rows if r.deadline} == {
            r.id: tasks[f"outgoing:{r.id}"].astimezone(clock.VIETNAM).isoformat() for r in rows
        }  # fmt: skip


def test_numbered_and_sealed_documents_wait_in_the_same_order(office: Office) -> None:
    made = signed(office)
    with office.acting(office.cast.clerk) as clerk:
        for ident in made:
            number(clerk, Outgoing.plain.get(pk=ident).id)
    assert [made[str(r.id)].split()[0] for r in page(office, "to_seal").rows if made[str(r.id)][0] != " "] == [
        "express", "express", "very_urgent", "urgent",
    ]  # fmt: skip


@pytest.mark.parametrize("box", UNSENT)
def test_a_long_queue_is_read_by_its_index_and_not_sorted(office: Office, box: str) -> None:
    with acting(office.cast.clerk), connection.cursor() as cursor:
        rows = Outgoing.objects.visible_to(office.cast.clerk).filter(box=box).order_by(*waiting.QUEUED)[:51]
        query, params = rows.query.sql_with_params()
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN {query}", params)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Scan using outgoing_queue" in plan and "Sort" not in plan, plan
