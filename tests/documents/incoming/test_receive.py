"""ND30 Điều 21: receiving, by its paragraphs."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime

import pytest

from tests.documents.incoming.conftest import PICTURE, House
from tests.documents.incoming.pdfs import plain_pdf, signed_pdf
from tinhso.core.access.public import acting, system
from tinhso.core.events.models import Happening
from tinhso.core.work import public as work
from tinhso.core.work.public import Task
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.models import Incoming, Note
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, NotAllowed, Refusal


def statuses(house: House, document: Incoming) -> list[tuple[str, str]]:
    with acting(system(house.cast.agency)):
        rows = Happening.objects.filter(kind="incoming.status", aggregate=f"incoming:{document.id}").order_by("id")
        return [(r.payload["code"], r.payload["reason"]) for r in rows]


def test_dieu_21_2c_an_arrival_is_a_task_of_the_clerks_due_the_same_day(house: House) -> None:
    made = house.arrived()
    (task,) = house.open_tasks(made).values()
    assert (task.kind, task.assignee) == ("incoming.receive", house.clerks)
    assert task.due == datetime(2020, 3, 9, 17, 0, tzinfo=clock.VIETNAM)


def test_the_same_consignment_twice_is_one_document_with_one_task(house: House) -> None:
    made = house.arrived()
    again = house.arrived(consignment=made.consignment)
    assert again.id == made.id
    assert len(house.open_tasks(made)) == 1


def test_dieu_21_2a_nothing_is_received_before_its_signatures_are_checked(house: House) -> None:
    made = house.arrived(checked=False)
    with house.acting(house.cast.clerk) as clerk:
        with pytest.raises(Refusal, match=r"incoming\.not_verified"):
            incoming.accept(clerk, made.id)
        assert house.again(made).state == "arrived"
        assert incoming.verify(clerk, made.id).verdict == "UNSIGNED"
        assert incoming.accept(clerk, made.id).state == "accepted"


def test_dieu_21_2b_a_broken_signature_is_quarantined_and_goes_back_with_its_reason(house: House) -> None:
    made = house.arrived(signed_pdf(broken=True), "vanban.pdf")
    assert (made.verdict, made.state) == ("FAILED", "quarantined")
    with house.acting(house.cast.clerk) as clerk:
        with pytest.raises(Refusal, match=r"incoming\.reason"):
            incoming.accept(clerk, made.id)
        back = incoming.refuse(clerk, made.id, "signature")
    assert back.state == "refused"
    assert statuses(house, made) == [("02", "Chữ ký số không đạt")]
    assert house.open_tasks(made) == {}


def test_a_quarantined_document_is_received_only_with_a_reason_that_stays_with_it(house: House) -> None:
    made = house.arrived(signed_pdf(broken=True), "vanban.pdf")
    with house.acting(house.cast.clerk) as clerk:
        incoming.accept(clerk, made.id, "Đã đối chiếu bản giấy")
        assert [n.text for n in Note.objects.within(clerk).filter(document=made, kind="accept")] == ["Đã đối chiếu bản giấy"]


def test_a_sound_signature_of_an_unknown_issuer_is_not_quarantined(house: House) -> None:
    made = house.arrived(signed_pdf(), "vanban.pdf")
    assert (made.verdict, made.state) == ("INDETERMINATE", "arrived")


def test_a_reason_from_the_list_is_needed_and_another_reason_needs_words(house: House) -> None:
    made = house.arrived()
    with house.acting(house.cast.clerk) as clerk:
        for reason, text in (("", ""), ("whatever", ""), ("other", " ")):
            with pytest.raises(Refusal, match=r"incoming\.reason"):
                incoming.refuse(clerk, made.id, reason, text)
        back = incoming.refuse(clerk, made.id, "other", "Gửi nhầm cơ quan")
    assert back.refusal_reason == "Lý do khác: Gửi nhầm cơ quan"


def test_two_clerks_at_once_the_second_is_told(house: House) -> None:
    made = house.arrived()
    with house.acting(house.cast.clerk) as clerk:
        incoming.refuse(clerk, made.id, "wrong_place")
        with pytest.raises(Conflict, match=r"state\.not_allowed"):
            incoming.accept(clerk, made.id)


def test_dieu_21_1b_an_envelope_for_a_named_person_is_handed_over_unopened_and_not_registered(house: House) -> None:
    with house.acting(house.cast.clerk) as clerk:
        kept = incoming.log_envelope(clerk, sender="Hội Thử nghiệm", addressee=house.cast.specialist.post or 0)
        assert not Incoming.objects.within(clerk).exists()
    with house.acting(house.cast.colleague) as colleague, pytest.raises(Refusal, match=r"incoming\.not_found"):
        incoming.take_envelope(colleague, kept.id)
    with house.acting(house.cast.specialist) as addressee:
        assert Task.objects.visible_to(addressee).filter(subject=f"envelope:{kept.id}", state="open").count() == 1
        incoming.take_envelope(addressee, kept.id)
        assert not Task.objects.visible_to(addressee).filter(subject=f"envelope:{kept.id}", state="open").exists()


def test_dieu_21_1b_who_looks_after_anothers_inbox_does_not_see_his_envelopes(house: House) -> None:
    director = house.cast.director
    with house.acting(house.cast.clerk) as clerk:
        kept = incoming.log_envelope(clerk, sender="Công an Thử nghiệm", addressee=director.post or 0)
    stand_in = replace(house.cast.deputy, principals=house.cast.deputy.principals | {f"o{director.post}"})
    for who, sees in ((stand_in, False), (director, True)):
        with house.acting(who) as actor:
            assert any(row.subject == f"envelope:{kept.id}" for row in work.inbox(actor).rows) is sees


def test_a_scan_that_cannot_be_read_gives_its_place_to_the_next_and_stays_beside(house: House) -> None:
    made = house.paper()
    broken, good = plain_pdf("Quét lần một")[:300], plain_pdf("Quét lần hai")
    with house.acting(house.cast.clerk) as clerk:
        incoming.attach_scan(clerk, made.id, io.BytesIO(broken), "hong.pdf")
        after = incoming.attach_scan(clerk, made.id, io.BytesIO(good), "tot.pdf")
        assert after.file is not None and after.file.name == "tot.pdf" and after.verdict == "UNSIGNED"
        assert [a.file.name for a in after.annexes.all()] == ["hong.pdf"]
        with pytest.raises(Refusal, match=r"incoming\.has_file"):
            incoming.attach_scan(clerk, made.id, io.BytesIO(good), "nua.pdf")


def test_a_paper_document_takes_its_scan_later_and_once(house: House) -> None:
    made = house.paper()
    assert (made.state, made.file_id) == ("accepted", None)
    with house.acting(house.cast.clerk) as clerk:
        incoming.attach_scan(clerk, made.id, io.BytesIO(PICTURE), "quét.png")
        with pytest.raises(Refusal, match=r"incoming\.has_file"):
            incoming.attach_scan(clerk, made.id, io.BytesIO(PICTURE), "khác.png")
        with_annex = incoming.attach_scan(clerk, made.id, io.BytesIO(PICTURE), "phụ lục.png", annex=True)
        assert with_annex.annexes.count() == 1


def test_an_electronic_document_takes_no_scan(house: House) -> None:
    made = house.accepted()
    with house.acting(house.cast.clerk) as clerk, pytest.raises(Refusal, match=r"incoming\.not_paper"):
        incoming.attach_scan(clerk, made.id, io.BytesIO(PICTURE), "quét.png", annex=True)


def test_qd28_1_2_a_secret_document_keeps_its_register_line_only(house: House) -> None:
    made = house.paper(secrecy="secret")
    with house.acting(house.cast.clerk) as clerk:
        with pytest.raises(Refusal, match=r"incoming\.secret_no_file"):
            incoming.attach_scan(clerk, made.id, io.BytesIO(PICTURE), "quét.png")
        assert incoming.register(clerk, made.id).arrival_number == 1


def test_a_file_bearing_mat_asks_before_saving(house: House) -> None:
    made = house.paper()
    pdf = plain_pdf("TỐI MẬT\nNội dung thử nghiệm")
    with house.acting(house.cast.clerk) as clerk:
        with pytest.raises(Refusal, match=r"incoming\.secret_mark"):
            incoming.attach_scan(clerk, made.id, io.BytesIO(pdf), "quét.pdf")
        assert house.again(made).file_id is None
        assert incoming.attach_scan(clerk, made.id, io.BytesIO(pdf), "quét.pdf", not_secret=True).file_id


def test_an_electronic_file_bearing_mat_asks_before_it_is_registered(house: House) -> None:
    made = house.accepted(data=plain_pdf("MẬT\nNội dung thử nghiệm"), name="vanban.pdf")
    with house.acting(house.cast.clerk) as clerk:
        with pytest.raises(Refusal, match=r"incoming\.secret_mark"):
            incoming.register(clerk, made.id)
        assert incoming.register(clerk, made.id, incoming.RegisterValues(not_secret=True)).arrival_number == 1


@pytest.mark.parametrize("who", ["specialist", "unit_head", "deputy", "director", "administrator"])
def test_only_clerks_receive(house: House, who: str) -> None:
    made = house.arrived()
    with house.acting(getattr(house.cast, who)) as actor:
        for act in (
            lambda: incoming.accept(actor, made.id),
            lambda: incoming.refuse(actor, made.id, "wrong_place"),
            lambda: incoming.verify(actor, made.id),
        ):
            with pytest.raises(NotAllowed):
                act()
        with pytest.raises(NotAllowed):
            incoming.log_paper(actor, issuer="Sở X", subject="Thử")
