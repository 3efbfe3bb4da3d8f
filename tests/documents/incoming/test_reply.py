"""“Soạn trả lời”: what a reply's draft knows from the document it answers (Phụ lục I.II.5, II.6.b)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest

from tests.documents.incoming.conftest import House
from tests.documents.incoming.pages import ROOT, login
from tinhso.core.access.public import Actor, acting, system
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.public import DirectiveValues, RegisterValues
from tinhso.documents.incoming.rules.reply import LONGEST, Answered, opening, subject
from tinhso.documents.outgoing.public import DraftValues, Outgoing, RecipientValue, Text, amend, draft
from tinhso.kit import clock
from tinhso.kit.errors import Refusal

LETTER = Answered("Công văn", "07/STNB-NV", date(2020, 3, 6), "Sở Thử nghiệm B", "V/v đề nghị cung cấp số liệu.")


def test_phu_luc_i_ii_6b_the_first_citation_is_whole() -> None:
    assert opening(LETTER, "Sở Thử nghiệm A") == (
        "Phúc đáp Công văn số 07/STNB-NV ngày 06 tháng 3 năm 2020 của Sở Thử nghiệm B về việc đề nghị cung cấp số liệu, "
        "Sở Thử nghiệm A có ý kiến như sau:"
    )


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("Về việc báo cáo", "về việc báo cáo"), ("V/v: báo cáo;", "về việc báo cáo"), ("Báo cáo", "về việc báo cáo"),
        ("UBND tỉnh giao việc", "về việc UBND tỉnh giao việc"), ("Sở Y tế đề nghị", "về việc Sở Y tế đề nghị"), ("", ""),
    ],
)  # fmt: skip
def test_a_subject_is_cited_the_same_however_it_was_written(words: str, about: str) -> None:
    cited = Answered("Công văn", "07/STNB-NV", None, "Sở Thử nghiệm B", words)
    assert subject(cited) == f"phúc đáp Công văn số 07/STNB-NV {about}".rstrip()


def test_phu_luc_i_ii_5_a_subject_stays_a_phrase_however_long_the_answered_one_is() -> None:
    long = Answered("Công văn", "07/STNB-NV", None, "Sở B", "báo cáo " * LONGEST)
    assert subject(long) == "phúc đáp Công văn số 07/STNB-NV"
    assert "báo cáo báo cáo" in opening(long, "Sở A")


def test_what_has_neither_type_nor_number_nor_day_is_still_named() -> None:
    bare = Answered("", "", None, "Ông Nguyễn Văn Mẫu", "Xin cấp bản sao")
    assert opening(bare, "Sở A") == "Phúc đáp văn bản của Ông Nguyễn Văn Mẫu về việc xin cấp bản sao, Sở A có ý kiến như sau:"


def given(house: House, actor: Actor, document: Incoming) -> dict[str, Any]:
    """The fields of the page as a browser would send them back."""
    with clock.at(house.now):
        response = login(actor).get(f"{ROOT}{document.id}/soan-tra-loi/")
    page = response.content.decode()
    fields = {name: unescape(value) for name, value in re.findall(r'<input type="(?:text|hidden)" name="([^"]+)" value="([^"]*)"', page)}
    fields |= {name: unescape(text).strip() for name, text in re.findall(r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', page, re.S)}
    return {**fields, "named": "checked" in re.search(r'<input type="checkbox" name="named_only"[^>]*>', page)[0]}  # type: ignore[index]


def electronic(house: House, due: date | None = None, **more: Any) -> Incoming:
    made = house.accepted(**more)
    with house.acting(house.cast.clerk) as clerk:
        incoming.register(clerk, made.id)
        incoming.present(clerk, made.id, house.cast.director.post or 0)
    with house.acting(house.cast.director) as director:
        incoming.direct(director, made.id, DirectiveValues(lead=house.desk(house.cast.specialist), due=due))
    return house.again(made)


def test_a_reply_knows_subject_opening_recipient_deadline_and_what_it_answers(house: House) -> None:
    made = electronic(house, date(2020, 3, 20))
    fields = given(house, house.cast.specialist, made)
    assert fields["subject"] == "phúc đáp Công văn số 07/STNB-NV về việc đề nghị cung cấp số liệu"
    assert fields["body"] == opening(LETTER, "Sở Thử nghiệm A")
    assert (fields["addressed"], fields["reply_to"], fields["due"], fields["named"]) == (
        "Sở Thử nghiệm B",
        str(made.id),
        "20/03/2020",
        False,
    )


def test_a_reply_saved_as_it_stands_goes_to_the_sender_electronically_and_is_linked(house: House) -> None:
    made = electronic(house, date(2020, 3, 20))
    fields = given(house, house.cast.specialist, made)
    fields |= {"type_code": "official_letter", "signer": str(house.cast.director.post)}
    with clock.at(house.now):
        saved = login(house.cast.specialist).post(f"{ROOT}{made.id}/soan-tra-loi/", {k: v for k, v in fields.items() if k != "named"})
    assert saved.status_code == 302, saved.content.decode()[:4000]
    with acting(house.cast.specialist):
        (draft,) = Outgoing.objects.visible_to(house.cast.specialist)
        (to,) = draft.recipients.filter(addressed=True)
    assert (draft.reply_to, draft.due) == (made.id, date(2020, 3, 20))
    assert (to.unit_id, to.channel, to.name) == (house.cast.other, "instance", "Sở Thử nghiệm B")


def test_a_sender_outside_the_directory_is_named_as_it_wrote_itself(house: House) -> None:
    made = house.directed()
    assert given(house, house.cast.specialist, made)["addressed"] == "Sở X"


def test_the_deadline_is_the_handlers_own_before_the_leads_and_the_authors(house: House) -> None:
    made = house.directed(lead=house.head(house.cast.unit), due=date(2020, 3, 20))
    with house.acting(house.cast.unit_head) as head:
        incoming.sub_assign(head, made.id, house.desk(house.cast.specialist), due=date(2020, 3, 18))
    assert given(house, house.cast.specialist, made)["due"] == "18/03/2020"
    assert given(house, house.cast.unit_head, made)["due"] == "20/03/2020"
    asked = electronic(house, answer_by=date(2020, 3, 25))
    assert given(house, house.cast.specialist, asked)["due"] == "25/03/2020"


def test_a_state_secrets_subject_is_not_cited(house: House) -> None:
    made = house.registered("05/SX-VP", RegisterValues(), secrecy="secret", subject="chuyện không ai được biết")
    with house.acting(house.cast.clerk) as clerk:
        incoming.present(clerk, made.id, house.cast.director.post or 0)
    with house.acting(house.cast.director) as director:
        incoming.direct(director, made.id, DirectiveValues(lead=house.desk(house.cast.specialist)))
    fields = given(house, house.cast.specialist, made)
    assert "không ai" not in fields["body"] + fields["subject"]


def test_who_may_not_see_the_document_gets_no_page_to_answer_it(house: House) -> None:
    made = house.directed()
    with clock.at(house.now):
        assert login(house.cast.colleague).get(f"{ROOT}{made.id}/soan-tra-loi/").status_code == 404


def test_nobody_answers_and_thereby_closes_what_he_may_not_see(house: House) -> None:
    made = house.begun()
    values = DraftValues(
        type_code="official_letter", subject="phúc đáp", signer=house.cast.director.own_post, text=Text(body="Một dòng."),
        recipients=(RecipientValue("Sở Thử nghiệm B", house.cast.other, addressed=True),), reply_to=str(made.id),
    )  # fmt: skip
    with house.acting(house.cast.colleague) as stranger:
        with pytest.raises(Refusal, match=r"draft\.reply_to"):
            draft(stranger, values)
        own = draft(stranger, replace(values, reply_to=""))
        with pytest.raises(Refusal, match=r"draft\.reply_to"):
            amend(stranger, own.id, values)
    with house.acting(house.cast.specialist) as handler:
        reply = draft(handler, values)
        assert reply.reply_to == made.id
    with acting(system(house.cast.agency)):  # no longer his to see; his draft goes on
        Incoming.plain.filter(pk=made.id).update(audience=[])
    with house.acting(house.cast.specialist) as handler:
        assert amend(handler, reply.id, replace(values, subject="phúc đáp lại")).reply_to == made.id
