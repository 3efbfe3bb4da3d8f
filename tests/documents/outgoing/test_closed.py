"""State secrets and documents for named persons only: what enters, who sees it, how its number is given (Điều 15.2; QĐ 28/2018 Điều 1.2)."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from tests.documents.layout.test_anchors import word_pdf
from tests.documents.outgoing.conftest import Office
from tinhso.core.search.public import find
from tinhso.core.work.public import inbox
from tinhso.documents.numbering.public import Line
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.public import (
    Text,
    amend,
    annex,
    approve,
    draft,
    issue,
    number,
    register_paper,
    return_,
    seal,
    sign,
    submit,
    upload,
)
from tinhso.documents.outgoing.rules.states import State
from tinhso.kit.errors import Refusal

SECRET: dict[str, Any] = {"secrecy": "confidential", "text": Text(body="Toạ độ kho bí mật thử nghiệm")}


def test_qd28_dieu_1_2_no_word_of_a_secret_draft_is_kept_even_for_its_drafter(office: Office) -> None:
    office.drafted(**SECRET)
    open_first = office.drafted(text=SECRET["text"], subject="việc khác")
    with office.acting(office.cast.specialist) as drafter:
        assert len(find(drafter, "toạ độ kho").rows) == 1
        made = amend(drafter, open_first.id, office.values(**SECRET))
        assert made.content is None
        assert find(drafter, "toạ độ kho").rows == []


@pytest.mark.parametrize("given", ["version", "upload", "annex"])
def test_qd28_dieu_1_2_a_draft_with_files_here_does_not_become_secret(office: Office, given: str) -> None:
    made = office.submitted() if given == "version" else office.drafted()
    if given == "version":
        with office.acting(office.cast.unit_head) as head:
            return_(head, made.id, "Đây là văn bản mật")
    with office.acting(office.cast.specialist) as drafter:
        if given == "upload":
            upload(drafter, made.id, BytesIO(word_pdf()), "a.pdf", None)
        if given == "annex":
            annex(drafter, made.id, BytesIO(word_pdf()), "a.pdf")
        with pytest.raises(Refusal, match=r"draft\.secret_has_files") as told:
            amend(drafter, made.id, office.values(**SECRET))
    assert "Rút dự thảo" in told.value.vi and "dòng đăng ký" in told.value.vi


def test_dieu_15_2_the_clerk_registers_a_specialists_secret_document_from_her_inbox_and_no_list_of_tasks_says_its_subject(
    office: Office,
) -> None:
    made = office.drafted(subject="Trích yếu không lộ", **SECRET)
    with office.acting(office.cast.clerk) as clerk:
        (task,) = [t for t in inbox(clerk).rows if t.subject == f"outgoing:{made.id}"]
        assert "Trích yếu" not in task.title + task.line
        made = register_paper(clerk, made.id)
        assert (made.state, made.notation) == (State.NUMBERED, "01/STNA-CN")
        assert issue(clerk, made.id).state == State.ISSUED
        assert not [t for t in inbox(clerk).rows if t.subject == f"outgoing:{made.id}"]
    with office.acting(office.cast.unit_head) as head:
        assert [t for t in inbox(head, "unit").rows if t.subject == f"outgoing:{made.id}"] == []


def test_dieu_15_2_a_draft_that_is_secret_no_more_leaves_the_clerks_desk(office: Office) -> None:
    made = office.drafted(**SECRET)
    with office.acting(office.cast.specialist) as drafter:
        amend(drafter, made.id, office.values())
    with office.acting(office.cast.clerk) as clerk:
        assert inbox(clerk).rows == []
        assert not Outgoing.objects.visible_to(clerk).filter(pk=made.id).exists()


def test_dieu_15_2_a_secret_document_and_an_open_one_both_begin_at_01_with_one_symbol(office: Office) -> None:
    opened = office.signed()
    secret = office.drafted(**SECRET)
    with office.acting(office.cast.clerk) as clerk:
        assert number(clerk, opened.id).notation == register_paper(clerk, secret.id).notation == "01/STNA-CN"
        assert sorted(Line.objects.within(clerk).values_list("series__kind", flat=True)) == ["administrative", "secret"]


def test_dieu_16_a_document_for_named_persons_reaches_the_clerks_when_signed_and_nobody_else(office: Office) -> None:
    made = office.submitted(named_only=True, subject="Nhân sự kín")
    subject = f"outgoing:{made.id}"
    with office.acting(office.cast.unit_head) as head:
        approve(head, made.id)
        assert [t for t in inbox(head, "unit").rows if t.subject == subject] == []
    with office.acting(office.cast.clerk) as clerk:
        assert not Outgoing.objects.visible_to(clerk).filter(pk=made.id).exists()
    with office.acting(office.cast.chief) as chief:
        approve(chief, made.id)
    with office.acting(office.cast.director) as director:
        sign(director, made.id)
    with office.acting(office.cast.clerk) as clerk:
        assert [h.aggregate for h in find(clerk, "nhân sự kín").rows] == [subject]
        number(clerk, made.id)
        seal(clerk, made.id)
        assert issue(clerk, made.id).state == State.ISSUED
        assert Outgoing.objects.visible_to(clerk).filter(number=1).exists()  # her register line
    for outside in (office.cast.deputy, office.cast.second_head, office.cast.colleague):
        with office.acting(outside) as actor:
            assert not Outgoing.objects.visible_to(actor).filter(pk=made.id).exists()


def test_dieu_16_a_secret_document_for_named_persons_is_registered_without_the_whole_leadership(office: Office) -> None:
    made = office.drafted(named_only=True, **SECRET)
    with office.acting(office.cast.clerk) as clerk:
        register_paper(clerk, made.id)
    with office.acting(office.cast.chief) as chief:
        assert not Outgoing.objects.visible_to(chief).filter(pk=made.id).exists()


def test_qd28_dieu_7_paper_needs_a_reason_of_the_law(office: Office) -> None:
    made = office.signed()
    with office.acting(office.cast.clerk) as clerk:
        for reason in ("", "vì tiện", "secret"):
            with pytest.raises(Refusal, match=r"paper\.reason"):
                register_paper(clerk, made.id, reason)
        done = register_paper(clerk, made.id, "no_system")
        assert (done.state, done.notation, done.paper_reason) == (State.NUMBERED, "01/STNA-CN", "no_system")
        with pytest.raises(Refusal, match=r"seal\.on_paper"):
            seal(clerk, made.id)  # the sealed print is the original; there is not a second one in the file
        assert [r.delivery for r in issue(clerk, made.id).recipients.all()] == ["paper"]


def test_dieu_12_13_an_open_document_gets_no_paper_number_before_it_is_checked_and_signed(office: Office) -> None:
    with office.acting(office.cast.clerk) as clerk:
        made = draft(clerk, office.values())
        with pytest.raises(Refusal, match=r"paper\.not_signed"):
            register_paper(clerk, made.id, "no_system")
        submit(clerk, made.id)
        with pytest.raises(Refusal, match=r"state\.not_allowed"):
            register_paper(clerk, made.id, "no_system")
