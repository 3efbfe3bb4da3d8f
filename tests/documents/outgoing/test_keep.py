"""A draft saves itself while it is typed: by the same action as saving, told of another window, seen by nobody before it is saved."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.documents.outgoing.conftest import Office
from tests.documents.outgoing.test_pages import ROOT, form, login
from tinhso.core.access.public import Actor, aggregate
from tinhso.core.ledger.models import Entry
from tinhso.documents.outgoing.actions.draft import amend, keep
from tinhso.documents.outgoing.models import Outgoing
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, Refusal


def typed(office: Office, actor: Actor, draft: UUID, **more: str) -> dict[str, Any]:
    with clock.at(office.now):
        answer = login(actor).post(f"{ROOT}{draft}/giu/", form(office, **more))
    assert answer.status_code == 200, answer.content.decode()[:2000]
    found: dict[str, Any] = answer.json()
    return found


def test_a_new_draft_saves_itself_under_its_key_and_goes_on_from_its_revision(office: Office) -> None:
    key = uuid4()
    first = typed(office, office.cast.specialist, key, key=str(key))
    assert (first["state"], first["url"]) == ("saved", f"{ROOT}{key}/sua/")
    second = typed(office, office.cast.specialist, key, key=str(key), revision=str(first["revision"]), body="Viết thêm.")
    assert second["state"] == "saved" and second["revision"] > first["revision"]
    (kept,) = Outgoing.plain.all()
    assert (kept.id, kept.content["body"]) == (key, "Viết thêm.")


def test_an_answer_lost_on_the_way_makes_no_second_draft_and_no_quarrel(office: Office) -> None:
    key = uuid4()
    typed(office, office.cast.specialist, key, key=str(key))
    again = typed(office, office.cast.specialist, key, key=str(key), body="Gõ tiếp khi có mạng.")
    assert again["state"] == "saved"
    assert [d.content["body"] for d in Outgoing.plain.all()] == ["Gõ tiếp khi có mạng."]


def test_what_lacks_a_signer_is_no_draft_yet_and_says_so(office: Office) -> None:
    answer = typed(office, office.cast.specialist, uuid4(), signer="", subject="")
    assert answer == {"state": "lacking", "missing": ["Trích yếu", "Người ký"]}
    assert not Outgoing.plain.exists()


def test_another_window_is_told_and_not_written_over(office: Office) -> None:
    made = office.drafted()
    with office.acting(office.cast.specialist) as drafter:
        amend(drafter, made.id, office.values(subject="cửa sổ kia"), made.revision)
    told = typed(office, office.cast.specialist, made.id, revision=str(made.revision), subject="cửa sổ này")
    assert told["state"] == "changed" and "vừa được thay đổi" in told["sentence"]
    without = typed(office, office.cast.specialist, made.id, subject="cửa sổ không biết bản nào")
    assert without["state"] == "changed"
    assert Outgoing.plain.get(pk=made.id).subject == "cửa sổ kia"


def test_only_the_drafter_sees_what_he_has_not_saved_yet(office: Office) -> None:
    """Whether it is for named persons only may be chosen last: the unit's head sees a draft once it was saved."""
    head, key = office.cast.unit_head, uuid4()
    with office.acting(office.cast.specialist) as drafter:
        keep(drafter, key, office.values())
    with office.acting(head):
        assert not Outgoing.objects.visible_to(head).filter(pk=key).exists()
    with office.acting(office.cast.specialist) as drafter:
        kept = keep(drafter, key, office.values(subject="gõ tiếp"), 0)
        assert kept.plan["unsaved"]
        saved = amend(drafter, key, office.values(), kept.revision)
        assert "unsaved" not in keep(drafter, key, office.values(subject="gõ nữa"), saved.revision).plan
    with office.acting(head):
        assert Outgoing.objects.visible_to(head).filter(pk=key).exists()


def test_evidence_holds_that_a_draft_was_begun_and_saved_and_not_each_time_it_saved_itself(office: Office) -> None:
    key, revision = uuid4(), None
    for n in range(5):
        with office.acting(office.cast.specialist) as drafter:
            revision = keep(drafter, key, office.values(subject=f"gõ {n}"), revision).revision
    with office.acting(office.cast.specialist) as drafter:
        saved = amend(drafter, key, office.values(), revision)
        found = Entry.objects.filter(subject=aggregate("outgoing", key)).order_by("id").values_list("action", "detail")
        assert list(found) == [
            ("outgoing.draft", {"type": saved.type_code}), ("outgoing.amend", {"revision": saved.revision}),
        ]  # fmt: skip


def test_qd_28_a_secret_is_never_kept_without_being_asked(office: Office) -> None:
    answer = typed(office, office.cast.specialist, uuid4(), secrecy="confidential")
    assert answer["state"] == "refused" and not Outgoing.plain.exists()
    made = office.drafted(secrecy="confidential")
    with office.acting(office.cast.specialist) as drafter, pytest.raises(Refusal, match=r"keep\.secret"):
        keep(drafter, made.id, office.values(), made.revision)


def test_nobody_keeps_words_in_a_draft_that_is_not_his(office: Office) -> None:
    made = office.drafted()
    with office.acting(office.cast.unit_head) as head, pytest.raises(Refusal, match=r"draft\.not_yours"):
        keep(head, made.id, office.values(subject="của trưởng phòng"), made.revision)
    with office.acting(office.cast.colleague) as other, pytest.raises(Refusal, match=r"outgoing\.not_found"):
        keep(other, made.id, office.values(subject="của người ngoài"), made.revision)
    with office.acting(office.cast.specialist) as drafter, pytest.raises(Conflict):
        keep(drafter, made.id, office.values(subject="cũ"), made.revision + 7)
    assert Outgoing.plain.get(pk=made.id).subject == made.subject
