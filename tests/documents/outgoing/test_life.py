"""One document's way out, by the articles of Nghị định 30/2020."""

from __future__ import annotations

import pytest

from tests.documents.outgoing.conftest import Office
from tinhso.core.access.public import acting
from tinhso.core.files.public import bytes_of
from tinhso.core.notifications.public import unread
from tinhso.core.work.public import inbox
from tinhso.documents.numbering.public import Line
from tinhso.documents.outgoing.models import Opinion, Outgoing, Step, Version
from tinhso.documents.outgoing.public import (
    approve,
    issue,
    look,
    number,
    recall,
    record_delivery,
    return_,
    seal,
    send_back,
    sign,
    submit,
    take_back,
    to_send,
    void,
    withdraw,
)
from tinhso.documents.outgoing.rules.states import State
from tinhso.kit.errors import Conflict, NotAllowed, Refusal
from tinhso.signing.custody.public import trust
from tinhso.signing.public import verify


def test_dieu_10_to_18_a_letter_is_drafted_checked_signed_numbered_sealed_and_issued(office: Office) -> None:
    made = office.signed()
    assert made.state == State.SIGNED
    with office.acting(office.cast.clerk) as clerk:
        made = number(clerk, made.id)
        assert (made.state, made.notation, made.issue_date.isoformat()) == (State.NUMBERED, "01/STNA-CN", "2020-03-09")
        made = seal(clerk, made.id)
        made = issue(clerk, made.id)
        assert made.state == State.ISSUED
        report = verify(bytes_of(made.file), trust())
        assert [s.verdict for s in report.signatures] == ["PASSED", "PASSED"], report
        assert [s.signer for s in report.signatures] == ["Nguyễn Văn Mẫu Giám (demo)", "Sở Thử nghiệm A (demo)"]
        sent = to_send(clerk, made.id)
    assert [(s.receiver, s.notation, s.document_id) for s in sent] == [(office.cast.other, "01/STNA-CN", "H99.01,2020/03/09,01/STNA-CN")]


def test_dieu_15_1_numbers_follow_each_other_and_the_file_shows_the_number_it_got(office: Office) -> None:
    first, second = office.signed(), office.signed(subject="lấy ý kiến góp ý dự thảo")
    with office.acting(office.cast.clerk) as clerk:
        assert [number(clerk, d.id).notation for d in (second, first)] == ["01/STNA-CN", "02/STNA-CN"]
        sealed = seal(clerk, first.id)
        text = verify(bytes_of(sealed.file), trust())
    assert text.verdict == "PASSED"


def test_dieu_12_nobody_approves_his_own_draft_and_a_heads_draft_goes_straight_to_the_form_check(office: Office) -> None:
    made = office.drafted(by=office.cast.unit_head)
    with office.acting(office.cast.unit_head) as head:
        made = submit(head, made.id)
        assert made.state == State.FORM_CHECK
        with pytest.raises(NotAllowed):
            approve(head, made.id)


def test_dieu_12_2_the_chiefs_own_draft_is_checked_by_the_clerk(office: Office) -> None:
    made = office.drafted(by=office.cast.chief)
    with office.acting(office.cast.chief) as chief:
        made = submit(chief, made.id)
    step = Step.plain.get(document=made, state="open")
    assert (step.kind, step.principal) == ("form_check", f"o{office.cast.clerk.post}")


def test_dieu_10_3_a_return_has_a_reason_and_every_version_and_opinion_is_kept(office: Office) -> None:
    made = office.submitted()
    with office.acting(office.cast.unit_head) as head:
        with pytest.raises(Refusal, match="reason"):
            return_(head, made.id, "  ")
        made = return_(head, made.id, "Thiếu căn cứ")
    assert made.state == State.RETURNED
    with office.acting(office.cast.specialist) as specialist:
        made = submit(specialist, made.id, "Đã bổ sung")
    assert made.version == 2
    with acting(office.cast.specialist):
        assert [v.number for v in Version.plain.filter(document=made).order_by("number")] == [1, 2]
        assert [o.kind for o in Opinion.plain.filter(document=made)] == ["submit", "return", "submit"]


def test_a_clerk_sends_back_a_signed_document_before_its_number_and_it_is_signed_anew(office: Office) -> None:
    made = office.signed()
    with office.acting(office.cast.director) as director, pytest.raises(NotAllowed):
        send_back(director, made.id, "Sai thể thức")
    with office.acting(office.cast.clerk) as clerk:
        with pytest.raises(Refusal, match=r"outgoing\.reason"):
            send_back(clerk, made.id, " ")
        made = send_back(clerk, made.id, "Thiếu nơi nhận", made.revision)
        assert made.state == State.RETURNED
        assert [t.title for t in inbox(clerk).rows if t.kind == "outgoing.number"] == []
        with pytest.raises(Conflict):
            number(clerk, made.id)
    for told in (office.cast.specialist, office.cast.director):
        with office.acting(told) as actor:
            assert [n.kind for n in unread(actor)] == ["outgoing.returned"]
    with office.acting(office.cast.specialist) as drafter:
        assert [t.title for t in inbox(drafter).rows] == [f"Bị trả lại: {made.subject}"]
        submit(drafter, made.id)
        assert [t.title for t in inbox(drafter).rows] == [], "it is no longer with him"
    for who in (office.cast.unit_head, office.cast.chief):
        with office.acting(who) as actor:
            approve(actor, made.id)
    with office.acting(office.cast.director) as director:
        sign(director, made.id)
    with office.acting(office.cast.clerk) as clerk:
        assert number(clerk, made.id).notation == "01/STNA-CN", "no number was spent"
        assert sorted(made.signatures.values_list("version", "part")) == [(1, "person"), (2, "person")]
        with pytest.raises(Conflict):
            send_back(clerk, made.id, "Quá muộn")


def test_a_draft_is_taken_back_only_while_the_next_desk_has_not_looked(office: Office) -> None:
    made = office.submitted()
    with office.acting(office.cast.specialist) as specialist:
        assert take_back(specialist, made.id).state == State.DRAFTING
        submit(specialist, made.id)
    with office.acting(office.cast.unit_head) as head:
        look(head, made.id)
    with office.acting(office.cast.specialist) as specialist, pytest.raises(Conflict) as told:
        take_back(specialist, made.id)
    assert "Phòng Công nghệ đã mở" in told.value.vi


def test_a_consulted_unit_answers_in_words_before_the_form_check(office: Office) -> None:
    made = office.submitted(consulted=(office.cast.second_unit,))
    with office.acting(office.cast.unit_head) as head:
        assert approve(head, made.id, initial=True).state == State.CONSULTING
    with office.acting(office.cast.second_head) as second:
        with pytest.raises(Refusal, match="reason"):
            approve(second, made.id)
        assert approve(second, made.id, "Thống nhất").state == State.FORM_CHECK
    assert list(Opinion.plain.filter(document=made).values_list("kind", flat=True)) == ["submit", "initial", "answer"]


def test_dieu_13_a_deputy_signs_for_the_director_with_kt(office: Office) -> None:
    made = office.for_signature(signer=office.cast.deputy.post, field="cntt")
    content = Version.plain.get(document=made).content
    assert content["signer"]["authority"] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]


def test_dieu_13_a_specialist_cannot_sign(office: Office) -> None:
    made = office.for_signature()
    with office.acting(office.cast.specialist) as specialist, pytest.raises(NotAllowed):
        sign(specialist, made.id)


def test_two_clerks_at_once_the_second_is_told_who_and_when(office: Office) -> None:
    made = office.signed()
    with office.acting(office.cast.clerk) as clerk:
        number(clerk, made.id)
        with pytest.raises(Conflict) as told:
            number(clerk, made.id)
    assert "01/STNA-CN" in told.value.vi and "Trần Thị Mẫu Văn Thư" in told.value.vi


def test_a_void_number_stays_in_the_register_and_is_not_given_again(office: Office) -> None:
    first, second = office.signed(), office.signed()
    with office.acting(office.cast.clerk) as clerk:
        number(clerk, first.id)
        assert void(clerk, first.id, "Người ký đề nghị dừng").state == State.VOID
        assert number(clerk, second.id).notation == "02/STNA-CN"
        lines = list(Line.objects.within(clerk).order_by("number").values_list("number", "void_reason"))
    assert lines == [(1, "Người ký đề nghị dừng"), (2, "")]


def test_dieu_15_2_of_a_secret_document_only_the_register_line_is_kept_in_its_own_series(office: Office) -> None:
    from tinhso.documents.outgoing.public import register_paper

    with office.acting(office.cast.clerk) as clerk:
        from tinhso.documents.outgoing.public import draft

        made = draft(clerk, office.values(secrecy="confidential"))
        with pytest.raises(Refusal, match=r"submit\.secret"):
            submit(clerk, made.id)
        made = register_paper(clerk, made.id)
        assert (made.file_id, made.content, made.state) == (None, None, State.NUMBERED)
        assert issue(clerk, made.id).state == State.ISSUED
        assert Line.objects.within(clerk).get(document=made.id).series.kind == "secret"


def test_dieu_18_4_a_recall_ends_when_every_recipient_has_answered(office: Office) -> None:
    made = office.signed()
    with office.acting(office.cast.clerk) as clerk:
        number(clerk, made.id)
        seal(clerk, made.id)
        issue(clerk, made.id)
        recipient = to_send(clerk, made.id)[0].recipient
        record_delivery(clerk, recipient, "01")
        record_delivery(clerk, recipient, "03")
        record_delivery(clerk, recipient, "01")  # late and backwards: nothing changes
        assert made.recipients.get(pk=recipient).delivery == "03"
    with office.acting(office.cast.director) as director:
        recall(director, made.id, "Sai số liệu")
        record_delivery(director, recipient, "13")
        record_delivery(director, recipient, "15")
        assert Outgoing.objects.visible_to(director).get(pk=made.id).state == State.RECALLED


def test_a_withdrawn_draft_never_gets_a_number(office: Office) -> None:
    made = office.for_signature()
    with office.acting(office.cast.specialist) as specialist:
        assert withdraw(specialist, made.id, "Không cần nữa").state == State.WITHDRAWN
    with office.acting(office.cast.clerk) as clerk, pytest.raises(Conflict):
        number(clerk, made.id)


def test_another_agencys_clerk_and_a_colleague_of_another_unit_do_not_see_a_draft(office: Office) -> None:
    made = office.submitted()
    for stranger in (office.cast.other_clerk, office.cast.colleague, office.cast.administrator):
        with office.acting(stranger) as actor:
            assert not Outgoing.objects.visible_to(actor).filter(pk=made.id).exists()
            with pytest.raises(Refusal) as told:
                approve(actor, made.id)
            assert told.value.status == 404


def test_an_unbound_query_raises(office: Office) -> None:
    from tinhso.core.access.public import UnscopedQuery

    with pytest.raises(UnscopedQuery):
        list(Outgoing.objects.all())


def test_dieu_12_the_route_is_data_and_always_checks_the_form_and_ends_with_the_signature(office: Office) -> None:
    from tinhso.documents.outgoing.actions.routes import set_route
    from tinhso.documents.outgoing.rules.route import StepKind

    with office.acting(office.cast.chief) as chief:
        with pytest.raises(Refusal, match=r"route\.incomplete"):
            set_route(chief, "", [StepKind.SIGN])
        set_route(chief, "official_letter", [StepKind.FORM_CHECK, StepKind.SIGN])
    assert office.submitted().state == State.FORM_CHECK
    assert office.submitted(type_code="report").state == State.UNIT_REVIEW
    with office.acting(office.cast.specialist) as specialist, pytest.raises(NotAllowed):
        set_route(specialist, "", [StepKind.FORM_CHECK, StepKind.SIGN])
