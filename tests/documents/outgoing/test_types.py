"""Every type an agency issues goes from the form to submission, laid out after its own sample (ND30 Điều 7; Phụ lục III.II)."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from tests.documents.outgoing.conftest import Office
from tinhso.documents.layout.words import text_of
from tinhso.documents.outgoing.actions.submit import laid_out
from tinhso.documents.outgoing.forms import DraftForm
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.public import draft, submit
from tinhso.documents.types import BY_CODE, ISSUED
from tinhso.kit import clock

BASE = {
    "subject": "rà soát hệ thống báo cáo", "addressed": "Sở Thử nghiệm B", "recipients": "Sở Thử nghiệm B",
    "bases": "Căn cứ Luật Tổ chức chính quyền địa phương", "body": "Điều 1. Rà soát số liệu.\nĐiều 2. Gửi báo cáo.",
}  # fmt: skip


def drafted(office: Office, **typed: str) -> Outgoing:
    with office.acting(office.cast.specialist) as drafter:
        sent = QueryDict(mutable=True)
        sent.update({**BASE, "signer": str(office.cast.director.post), **typed})
        form = DraftForm(drafter, sent)
        assert form.is_valid(), form.errors
        return draft(drafter, form.values())


def words(office: Office, made: Outgoing) -> str:
    with office.acting(office.cast.specialist):
        _content, laid = laid_out(made)
    return " ".join(text_of(laid.pdf).split())


@pytest.mark.parametrize("code", [t.code for t in ISSUED if t.in_force(clock.today())])
def test_dieu_7_every_type_is_drafted_by_the_form_and_submitted(office: Office, code: str) -> None:
    made = drafted(office, type_code=code)
    with office.acting(office.cast.specialist) as drafter:
        sent = submit(drafter, made.id, "Kính trình")
    assert (sent.state, sent.version) == ("unit_review", 1)


@pytest.mark.parametrize("code", ["introduction", "leave_permit", "letter"])
def test_samples_1_8_and_1_10_print_no_subject(office: Office, code: str) -> None:
    """The subject stays what register and lists show."""
    made = drafted(office, type_code=code, subject="cử cán bộ đi công tác", body="Ông (bà): Người Mẫu\nChức vụ: Chuyên viên")
    assert "cử cán bộ đi công tác" not in words(office, made)
    assert made.subject == "cử cán bộ đi công tác"


def test_sample_1_6_a_telegram_names_whom_it_goes_to(office: Office) -> None:
    text = words(office, drafted(office, type_code="telegram"))
    assert "điện: Sở Thử nghiệm B" in text


def test_sample_1_9_minutes_bear_their_secretary_and_chair(office: Office) -> None:
    text = words(office, drafted(office, type_code="minutes", co_signer="Người Ghi Mẫu"))
    assert "THƯ KÝ" in text and "Người Ghi Mẫu" in text and "CHỦ TỌA" in text


def test_sample_1_10_whoever_confirms_a_leave_stands_on_the_left(office: Office) -> None:
    text = words(office, drafted(office, type_code="leave_permit", confirmation="Xác nhận của nơi nghỉ phép"))
    assert "Xác nhận của nơi nghỉ phép" in text


def test_sample_1_3_the_document_that_a_decision_issues_is_in_the_same_file(office: Office) -> None:
    body = "Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc.\nKèm theo Quy chế: Làm việc của Sở\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi."
    text = words(office, drafted(office, type_code="decision", body=body))
    assert "QUY CHẾ Làm việc của Sở (Kèm theo Quyết định số" in text
    assert "Chương I QUY ĐỊNH CHUNG Điều 1. Phạm vi" in text


def test_phu_luc_i_iii_an_annex_with_a_table_is_in_the_same_file(office: Office) -> None:
    body = "Gửi kèm biểu số liệu.\nPhụ lục ngang: Biểu số liệu\n| STT | Đơn vị | Số bản |\n|---|---|---|\n| 1 | Phòng A | 12 |\n| 2 | Phòng B |"
    made = drafted(office, type_code="official_letter", body=body)
    text = words(office, made)
    assert "Phụ lục BIỂU SỐ LIỆU (Kèm theo Công văn số" in text
    assert "1 Phòng A 12 2 Phòng B" in text


def test_marks_of_circulation_and_of_the_drafter_are_printed(office: Office) -> None:
    text = words(office, drafted(office, type_code="official_letter", circulation="internal", drafter_mark="PL.(300)"))
    assert "LƯU HÀNH NỘI BỘ" in text and "PL.(300)" in text


def test_what_was_typed_comes_back_into_the_form(office: Office) -> None:
    from tinhso.documents.outgoing.forms import initial_of

    made = drafted(office, type_code="minutes", co_signer="Người Ghi Mẫu", co_signer_post="Thư ký", circulation="internal")
    with office.acting(office.cast.specialist):
        back = initial_of(Outgoing.plain.get(pk=made.pk))
    assert (back["co_signer"], back["co_signer_post"], back["circulation"]) == ("Người Ghi Mẫu", "Thư ký", "internal")
    assert BY_CODE[back["type_code"]].sample == "1.9"
