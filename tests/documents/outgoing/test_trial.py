"""The pages beside the form: as the document will be laid out, without saving anything, with what is wrong beside its field."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from tests.documents.outgoing.conftest import Office
from tests.documents.outgoing.test_pages import ROOT, form, login
from tinhso.core.access.public import Actor
from tinhso.documents.outgoing import trial
from tinhso.documents.outgoing.actions.submit import laid_out
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.values import Text
from tinhso.kit import clock


def asked(office: Office, actor: Actor, draft: UUID | None = None, **more: str) -> dict[str, Any]:
    with clock.at(office.now):
        answer = login(actor).post(f"{ROOT}{draft or uuid4()}/xem-thu/", form(office, **more))
    assert answer.status_code == 200, answer.content.decode()[:2000]
    found: dict[str, Any] = answer.json()
    return found


def test_pages_are_shown_and_nothing_is_saved(office: Office) -> None:
    told = asked(office, office.cast.specialist)
    assert (told["state"], told["total"], told["problems"]) == ("pages", 1, [])
    ((digest, page),) = told["pages"]
    assert page.startswith("<svg") and "<script" not in page
    assert not Outgoing.plain.exists()
    again = asked(office, office.cast.specialist, have=f"x,{digest}")
    assert again["pages"] == [[digest, None]], "what the browser has is not sent again"
    assert asked(office, office.cast.specialist, body="Khác.", have=digest)["pages"][0][1]


def test_the_pages_are_those_that_are_submitted(office: Office) -> None:
    """One template for both: as many pages, whatever the length."""
    body = "\n".join(f"{i}. Rà soát số liệu của đơn vị và gửi báo cáo trước ngày {i}." for i in range(1, 70))
    told = asked(office, office.cast.specialist, body=body)
    made = office.drafted(text=Text(body=body))
    with office.acting(office.cast.specialist):
        assert told["total"] == laid_out(made)[1].pages == 3


def test_what_is_not_there_yet_is_named_and_no_error(office: Office) -> None:
    assert asked(office, office.cast.specialist, subject="", signer="")["missing"] == ["Trích yếu", "Người ký"]
    told = asked(office, office.cast.specialist, body="", addressed="")
    assert (told["state"], told["missing"]) == ("lacking", ["Kính gửi", "Nội dung"]), "who is addressed is a recipient"
    told = asked(office, office.cast.specialist, type_code="notice", addressed="")
    assert told["missing"] == ["Kính gửi hoặc Nơi nhận khác"], "one of the two is enough"
    assert asked(office, office.cast.specialist, type_code="notice", addressed="", recipients="Sở Thử nghiệm B")["state"] == "pages"
    page = login(office.cast.specialist).get(f"{ROOT}soan/").content.decode()
    assert all(f'<label for="id_{name}">{label}</label>' in page for name, label in (("addressed", "Kính gửi"), ("body", "Nội dung")))


@pytest.mark.parametrize(
    ("field", "value", "told", "pages"),
    [
        ("body", "Biểu tượng 🚀 không có trong phông chữ.", "U+1F680", False),
        ("due", "31/02", "Thời hạn chưa đúng", True),
        ("signer", "999999", "", False),
    ],
)
def test_an_error_is_told_beside_its_field(office: Office, field: str, value: str, told: str, pages: bool) -> None:
    answer = asked(office, office.cast.specialist, **{field: value})
    assert bool(answer["pages"]) is pages
    if told:
        assert [name for name, text in answer["problems"] if told in text] == [field]
    else:
        assert answer["missing"] == ["Người ký"]


def test_whom_a_line_may_mean_is_asked_while_it_is_typed(office: Office) -> None:
    told = asked(office, office.cast.specialist, addressed="Sở Thử nghiệm B\nSở Thử nghiệ B")
    assert told["state"] == "pages" and [name for name, text in told["problems"] if "có phải là" in text] == ["addressed"]


def test_qd_28_a_secret_is_not_laid_out(office: Office) -> None:
    assert asked(office, office.cast.specialist, secrecy="confidential")["pages"] == []


def test_too_long_a_text_is_not_laid_out_with_every_key(office: Office) -> None:
    answer = asked(office, office.cast.specialist, body="chữ " * (trial.MOST_LETTERS // 4))
    assert answer["pages"] == [] and "quá dài" in answer["problems"][0][1]


def test_one_layout_at_a_time_for_each_login(office: Office) -> None:
    """A second one meanwhile is told to ask again; another person is not kept waiting."""
    other = connection.copy()  # a request of the same login, in the middle of its layout
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [trial._LOCK, office.cast.specialist.account])
        assert asked(office, office.cast.specialist) == {"state": "busy"}
        assert asked(office, office.cast.unit_head)["state"] == "pages"
        other.rollback()
        assert asked(office, office.cast.specialist)["state"] == "pages"
    finally:
        other.close()


def test_another_agency_s_draft_lends_nothing_to_the_page(office: Office) -> None:
    made = office.drafted()
    told = asked(office, office.cast.other_specialist, made.id, signer=str(office.cast.other_director.post))
    own = asked(office, office.cast.other_specialist, None, signer=str(office.cast.other_director.post))
    assert told["pages"] == own["pages"] and told["state"] == "pages"
