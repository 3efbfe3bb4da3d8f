"""Who signs, who decides and who withdraws (Nghị định 30/2020 Điều 12, 13)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.badinput.conftest import browser
from tests.cast import appoint
from tests.documents.outgoing.conftest import Office
from tests.documents.outgoing.test_pages import ROOT, login
from tinhso.core.access.public import Actor, Role
from tinhso.core.people.models import Post
from tinhso.core.people.public import actor_of_post, delegate, end_post
from tinhso.documents.outgoing.models import Outgoing, Step
from tinhso.documents.outgoing.public import amend, approve, look, return_, sign, submit, withdraw
from tinhso.documents.outgoing.rules.states import State
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, NotAllowed, Refusal


def inbox_lent(office: Office, by: Actor, to: Actor) -> Actor:
    """The receiver as he acts once the giver has lent him the inbox."""
    with office.acting(by) as giver:
        delegate(giver, mode="INBOX", from_post=by.own_post, to_post=to.own_post, until=office.now + timedelta(days=3))
    with clock.at(office.now):
        made = actor_of_post(to.own_post)
    assert made is not None
    return made


def second_post(office: Office, who: Actor, unit: int, role: Role, **more: object) -> Actor:
    held = Post.objects.create(
        person_id=who.own_person, unit_id=unit, agency_id=office.cast.agency, title="Kiêm nhiệm", role=role,
        valid_from=office.now - timedelta(days=30), **more,
    )  # fmt: skip
    made = actor_of_post(held.id)
    assert made is not None
    return made


def test_dieu_13_a_lent_inbox_does_not_lend_the_signature_but_may_send_the_document_back(office: Office) -> None:
    made = office.for_signature(field="cntt")
    deputy = inbox_lent(office, office.cast.director, office.cast.deputy)
    with office.acting(deputy) as stand_in:
        assert Outgoing.objects.visible_to(stand_in).filter(pk=made.id).exists()
        with pytest.raises(NotAllowed) as told:
            sign(stand_in, made.id)
        assert office.cast.director.name in told.value.vi and "trả lại" in told.value.vi
    with clock.at(office.now):
        card = login(office.cast.deputy).get(f"{ROOT}{made.id}/").content.decode()
    assert f"{ROOT}{made.id}/ky/" not in card and 'data-dialog="return"' in card
    with office.acting(deputy) as stand_in:
        assert return_(stand_in, made.id, "Chờ Giám đốc về").state == State.RETURNED


def test_dieu_13_a_document_printed_with_q_is_not_signed_once_its_signer_signs_kt(office: Office) -> None:
    deputy = office.cast.deputy.own_post
    with office.acting(office.cast.chief):
        given = {"mode": "Q", "from_post": office.cast.director.own_post, "to_post": deputy, "basis": "QĐ 1/QĐ-STNA"}
        delegate(office.cast.director, **given, until=office.now + timedelta(hours=1))  # type: ignore[arg-type]
    made = office.for_signature(signer=deputy, field="cntt")
    assert made.versions.get().content["signer"]["authority"] == ["Q. GIÁM ĐỐC"]
    office.now += timedelta(hours=2)
    with office.acting(office.cast.deputy) as signer, pytest.raises(Conflict, match=r"sign\.other_authority") as told:
        sign(signer, made.id)
    assert "“Q. GIÁM ĐỐC”" in told.value.vi and "“KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC”" in told.value.vi


def test_dieu_13_1_a_deputy_with_fields_signs_nothing_whose_field_was_not_chosen(office: Office) -> None:
    made = office.drafted(signer=office.cast.deputy.post, field="")
    with office.acting(office.cast.specialist) as drafter, pytest.raises(Refusal, match=r"signing\.choose_field"):
        submit(drafter, made.id)


def test_dieu_12_nobody_approves_his_own_draft_from_another_of_his_posts(office: Office) -> None:
    other_hat = second_post(office, office.cast.specialist, office.cast.second_unit, Role.SPECIALIST)
    made = office.submitted()
    with office.acting(office.cast.unit_head) as head:
        approve(head, made.id)
    stand_in = inbox_lent(office, office.cast.chief, other_hat)
    with office.acting(stand_in) as actor:
        look(actor, made.id)
        with pytest.raises(NotAllowed, match="his own draft"):
            approve(actor, made.id)
    assert Step.plain.get(document=made, state="open").seen_at is None


def test_dieu_12_1_a_deputy_heads_draft_is_checked_by_the_units_head_and_a_heads_by_nobody_in_the_unit(office: Office) -> None:
    deputy_head = appoint("Đinh Văn Mẫu Phó Phòng", office.cast.unit, Role.DEPUTY_HEAD, "Phó Trưởng phòng")
    made = office.drafted(by=deputy_head)
    with office.acting(deputy_head) as drafter:
        made = submit(drafter, made.id)
        assert made.state == State.UNIT_REVIEW
        with pytest.raises(NotAllowed, match="his own draft"):
            approve(drafter, made.id)
    with office.acting(office.cast.unit_head) as head:
        assert approve(head, made.id).state == State.FORM_CHECK
    own = office.drafted(by=office.cast.unit_head)
    with office.acting(office.cast.unit_head) as head:
        assert submit(head, own.id).state == State.FORM_CHECK


def test_dieu_12_2_the_form_is_checked_by_another_person_not_by_another_post_of_the_drafter(office: Office) -> None:
    second_post(office, office.cast.specialist, office.cast.office, Role.CHIEF_OF_OFFICE, rank=1)
    made = office.submitted()
    form = made.steps.get(kind="form_check")
    assert form.principal == f"o{office.cast.chief.post}"


def test_dieu_11_nobody_is_asked_for_the_opinion_of_a_unit_he_alone_heads(office: Office) -> None:
    second_post(office, office.cast.second_head, office.cast.unit, Role.SPECIALIST)
    with clock.at(office.now):
        drafter = actor_of_post(Post.objects.get(person_id=office.cast.second_head.person, role=Role.SPECIALIST).id)
    assert drafter is not None
    made = office.drafted(by=drafter, consulted=(office.cast.second_unit,))
    with office.acting(drafter):
        submit(drafter, made.id)
    assert [s.kind for s in made.steps.all()] == ["unit_head", "form_check", "sign"]


def offered(office: Office, who: Actor, made: Outgoing) -> bool:
    """Whether the card shows him the button."""
    with clock.at(office.now):
        return 'data-dialog="withdraw"' in login(who).get(f"{ROOT}{made.id}/").content.decode()


def test_before_the_signature_drafter_unit_head_and_signer_withdraw_and_each_is_shown_the_button(office: Office) -> None:
    cast = office.cast
    for who in (cast.specialist, cast.unit_head, cast.director):
        made = office.for_signature()
        assert offered(office, who, made), who.name
        with office.acting(who) as actor:
            assert withdraw(actor, made.id, "Không cần nữa").state == State.WITHDRAWN
        assert not offered(office, who, made)


def test_a_draft_of_the_office_is_withdrawn_by_the_chief_who_heads_it_and_by_no_other_head(office: Office) -> None:
    cast = office.cast
    made = office.drafted(by=cast.clerk, signer=cast.deputy.post, field="cntt")
    with office.acting(cast.clerk) as clerk:
        submit(clerk, made.id, "Kính trình")
    assert not offered(office, cast.director, made)
    with office.acting(cast.director) as director, pytest.raises(NotAllowed, match="his unit's head"):
        withdraw(director, made.id, "Dừng")
    assert offered(office, cast.chief, made)
    with office.acting(cast.chief) as chief:
        assert withdraw(chief, made.id, "Không cần nữa").state == State.WITHDRAWN


@pytest.mark.parametrize("shown", ["the version before", "nothing", "other letters"])
def test_dieu_13_7_what_is_signed_is_what_was_shown(office: Office, shown: str) -> None:
    """A page left open while the document was returned and came back changed signs nothing; the page of today does."""
    made = office.for_signature()
    old = made.file
    with office.acting(office.cast.director) as director:
        return_(director, made.id, "Thiếu thời hạn")
    with office.acting(office.cast.specialist) as drafter:
        amend(drafter, made.id, office.values(subject="triển khai hệ thống báo cáo, hạn ngày 20"))
        submit(drafter, made.id)
    for who in (office.cast.unit_head, office.cast.chief):
        with office.acting(who) as actor:
            made = approve(actor, made.id)
    assert old is not None and made.file is not None and made.file.sha256 != old.sha256
    sent = {"the version before": old.sha256, "nothing": None, "other letters": made.file.sha256.upper()}[shown]
    form = {"revision": str(made.revision), **({"sha256": sent} if sent else {})}
    with clock.at(office.now):
        leader = browser(office.cast.director, fresh=True)
        answer = leader.post(f"{ROOT}{made.id}/ky/", form)
        assert answer.status_code == 409
        page = answer.content.decode()
        assert "sign.other_file" in page and "Tệp đã khác với tệp bạn vừa xem." in page
        found = Outgoing.plain.get(pk=made.id)
        assert (found.state, found.file_id, found.revision) == (State.FOR_SIGNATURE, made.file_id, made.revision)
        assert not found.signatures.exists() and not found.opinions.filter(kind="sign").exists()
        token = re.search(r'name="sha256" value="([0-9a-f]{64})"', leader.get(f"{ROOT}{made.id}/ky/").content.decode())
        assert token is not None
        assert leader.post(f"{ROOT}{made.id}/ky/", {**form, "sha256": token[1]}).status_code == 302
    assert Outgoing.plain.get(pk=made.id).state == State.SIGNED


def test_dieu_13_5_a_signed_document_is_withdrawn_by_its_signer_alone(office: Office) -> None:
    made = office.signed()
    for who in (office.cast.specialist, office.cast.unit_head):
        with office.acting(who) as actor, pytest.raises(NotAllowed) as told:
            withdraw(actor, made.id, "Không cần nữa")
        assert office.cast.director.name in told.value.vi
        assert not offered(office, who, made)
    assert offered(office, office.cast.director, made)
    with office.acting(office.cast.director) as signer:
        assert withdraw(signer, made.id, "Dừng ban hành").state == State.WITHDRAWN


def test_dieu_13_5_the_head_withdraws_what_a_signer_who_has_left_had_signed(office: Office) -> None:
    made = office.for_signature(signer=office.cast.deputy.post, field="cntt")
    with office.acting(office.cast.deputy) as deputy:
        sign(deputy, made.id)
    with office.acting(office.cast.director) as head, pytest.raises(NotAllowed):
        withdraw(head, made.id, "Dừng")
    assert not offered(office, office.cast.director, made)
    with office.acting(office.cast.administrator) as administrator:
        end_post(administrator, office.cast.deputy.own_post)
    with office.acting(office.cast.specialist) as drafter, pytest.raises(NotAllowed) as told:
        withdraw(drafter, made.id, "Dừng")
    assert "người đứng đầu cơ quan" in told.value.vi
    assert offered(office, office.cast.director, made)
    with office.acting(office.cast.director) as head:
        assert withdraw(head, made.id, "Dừng").state == State.WITHDRAWN
