"""A draft whose words bear a mark of secrecy is asked about, as a file is (QĐ 28/2018 Điều 1.2): no secret's words enter the System."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from tests.documents.outgoing.conftest import Office
from tests.documents.outgoing.test_keep import typed
from tests.documents.outgoing.test_pages import ROOT, form, login
from tinhso.core.ledger.models import Entry
from tinhso.documents.marks import stamps_in
from tinhso.documents.outgoing.actions.draft import amend, draft
from tinhso.documents.outgoing.actions.submit import submit
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.values import Text
from tinhso.kit import clock
from tinhso.kit.errors import Refusal

BODY = "Báo cáo tình hình.\nTỐI MẬT\nĐề nghị phối hợp."
ASKED = "dòng chỉ ghi “TỐI MẬT”"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("TỐI MẬT", ["TỐI MẬT"]), ("x\n  (MẬT) \ny", ["MẬT"]), ("| TUYỆT MẬT |\r\nMẬT", ["MẬT", "TUYỆT MẬT"]),
        ("bảo vệ BÍ MẬT nhà nước", []), ("Mật", []), ("MẬT ONG", []),
    ],
)  # fmt: skip
def test_a_mark_stands_alone_on_its_line(text: str, found: list[str]) -> None:
    assert stamps_in(text) == found


def test_who_saves_a_marked_text_is_asked_and_confirms(office: Office) -> None:
    person: Client = login(office.cast.specialist)
    with clock.at(office.now):
        refused = person.post(f"{ROOT}soan/", form(office, body=BODY))
        page = refused.content.decode()
        assert refused.status_code == 422 and ASKED in page and 'href="#id_not_secret"' in page
        assert not Outgoing.plain.exists()
        assert person.post(f"{ROOT}soan/", form(office, body=BODY, not_secret="on")).status_code == 302
    made = Outgoing.plain.get()
    assert made.plan["not_secret"] is True
    assert Entry.objects.filter(action="outgoing.draft", detail__marked=True).exists()
    with clock.at(office.now):
        again = person.get(f"{ROOT}{made.id}/sua/").content.decode()
    assert 'name="not_secret" id="id_not_secret" checked' in again.replace(' class=""', ""), "said once, not asked at every saving"


def test_what_is_marked_is_not_kept_by_itself_before_it_is_confirmed(office: Office) -> None:
    key = uuid4()
    told = typed(office, office.cast.specialist, key, key=str(key), body=BODY)
    assert told["state"] == "refused" and ASKED in told["sentence"] and not Outgoing.plain.exists()
    assert typed(office, office.cast.specialist, key, key=str(key), body=BODY, not_secret="on")["state"] == "saved"


def test_a_marked_draft_that_nobody_confirmed_is_not_submitted(office: Office) -> None:
    made = office.drafted()
    Outgoing.plain.filter(pk=made.id).update(content=Text(body=BODY).as_json())  # saved before it was asked
    with office.acting(office.cast.specialist) as actor, pytest.raises(Refusal) as refused:
        submit(actor, made.id)
    assert refused.value.code == "outgoing.secret_mark"


def test_the_confirmation_goes_with_the_mark(office: Office) -> None:
    with office.acting(office.cast.specialist) as actor:
        made = draft(actor, office.values(text=Text(body=BODY), not_secret=True))
        amend(actor, made.id, office.values(not_secret=True))
        with pytest.raises(Refusal, match="secret_mark"):
            amend(actor, made.id, office.values(text=Text(body=BODY)))
    assert "not_secret" not in Outgoing.plain.get(pk=made.id).plan


def test_what_reads_like_a_mark_on_the_page_gets_no_advice_to_upload_it(office: Office) -> None:
    """Phụ lục I.III.2.a: a mark in the head of the page; the form does not hold, and no other way in is named."""
    with office.acting(office.cast.specialist) as actor:
        made = draft(actor, office.values(text=Text(body="TỐI MẬT\nĐề nghị phối hợp."), not_secret=True))
        with pytest.raises(Refusal) as refused:
            submit(actor, made.id)
    told = refused.value
    assert (told.code, told.context["element"]) == ("submit.form", "secrecy") and "Word" not in told.vi and "Word" not in told.en
