"""Units asked for their opinion (ND30 Điều 10.3, 11): until when, who answered what, who was late."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.documents.outgoing.conftest import MONDAY, Office
from tests.documents.outgoing.test_pages import ROOT, login
from tinhso.core.work.public import Task
from tinhso.documents.outgoing.actions.decide import approve, return_
from tinhso.documents.outgoing.consultation import answer_by_of, answers
from tinhso.documents.outgoing.forms import initial_of
from tinhso.documents.outgoing.models import Outgoing
from tinhso.kit import clock
from tinhso.kit.errors import Refusal

WEDNESDAY = date(2020, 3, 11)


def asked(office: Office, **more: object) -> Outgoing:
    """Two units consulted, the draft before them since Monday."""
    made = office.submitted(consulted=(office.cast.second_unit, office.cast.office), answer_by=WEDNESDAY, **more)
    with office.acting(office.cast.unit_head) as head:
        return approve(head, made.id, "Trình xin ý kiến")


def close(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 17, 0, tzinfo=clock.VIETNAM)


def test_the_consulted_units_have_a_task_due_at_the_close_of_the_day_asked_for(office: Office) -> None:
    made = asked(office)
    due = set(Task.plain.filter(subject=f"outgoing:{made.id}", kind="outgoing.review", state="open").values_list("due", flat=True))
    assert due == {close(WEDNESDAY)}
    assert initial_of(made)["answer_by"] == WEDNESDAY


def test_a_unit_that_the_draft_reaches_late_has_the_next_working_day(office: Office) -> None:
    office.now = MONDAY + timedelta(days=11)  # Friday of the week after: the head let it lie
    made = asked(office)
    (due,) = set(Task.plain.filter(subject=f"outgoing:{made.id}", kind="outgoing.review", state="open").values_list("due", flat=True))
    assert due == close(date(2020, 3, 23))


def test_the_table_says_who_agreed_who_had_words_and_who_was_late(office: Office) -> None:
    made = asked(office)
    with office.acting(office.cast.second_head) as second:
        approve(second, made.id, "", agree=True)
    office.now += timedelta(days=4)
    with office.acting(office.cast.chief) as chief:
        made = approve(chief, made.id, "Đề nghị bổ sung căn cứ.")
        rows = answers(made, list(made.steps.all()), list(made.opinions.all()))
    shown = [(row.unit, row.who.split(",")[0], row.tag.text, row.words, row.deadline.text) for row in rows]
    assert shown == [
        ("Phòng Kế hoạch", "Vũ Văn Mẫu Kế", "Thống nhất", "Thống nhất", "xong đúng hạn"),
        ("Văn phòng", "Lê Văn Mẫu Chánh", "Có ý kiến", "Đề nghị bổ sung căn cứ.", "xong trễ hạn"),
    ]


def test_one_who_returns_it_ends_the_asking_of_the_others(office: Office) -> None:
    made = asked(office)
    with office.acting(office.cast.second_head) as second:
        made = return_(second, made.id, "Số liệu sai")
        rows = answers(made, list(made.steps.all()), list(made.opinions.all()))
    assert [(row.tag.text, row.words, row.deadline.text) for row in rows] == [
        ("Trả lại", "Số liệu sai", "xong đúng hạn"), ("không còn", "", ""),
    ]  # fmt: skip


def test_the_card_shows_the_table_and_asks_the_consulted_to_agree_or_to_write(office: Office) -> None:
    made = asked(office)
    with clock.at(office.now):
        client = login(office.cast.second_head)
        page = client.get(f"{ROOT}{made.id}/").content.decode()
        assert "Ý kiến đơn vị phối hợp" in page and 'name="agree"' in page and "còn 2 ngày" in page
        assert client.post(f"{ROOT}{made.id}/dong-y/", {"agree": "1", "text": "Nhất trí cả phụ lục"}).status_code == 302
        after = client.get(f"{ROOT}{made.id}/").content.decode()
    assert "Thống nhất. Nhất trí cả phụ lục" in after


def test_answers_are_not_asked_for_after_the_document_is_due(office: Office) -> None:
    with pytest.raises(Refusal, match=r"draft\.answer_by"):
        office.drafted(consulted=(office.cast.second_unit,), due=date(2020, 3, 10), answer_by=WEDNESDAY)
    assert answer_by_of(office.drafted(answer_by=WEDNESDAY)) is None, "nobody is asked"


def test_the_reason_of_a_return_stands_on_top_where_the_draft_is_changed(office: Office) -> None:
    made = office.submitted()
    with office.acting(office.cast.unit_head) as head:
        return_(head, made.id, "Thiếu căn cứ pháp lý")
    with clock.at(office.now):
        client = login(office.cast.specialist)
        for address in ("", "sua/"):
            page = client.get(f"{ROOT}{made.id}/{address}").content.decode()
            assert '<div class="note tone-bad" role="alert">' in page and "Thiếu căn cứ pháp lý" in page, address
