"""Several documents signed with one password: each as it was shown, each for itself, none stops the others, nobody signs for another."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.documents.layout.test_anchors import word_pdf
from tests.documents.outgoing.conftest import Office
from tests.documents.outgoing.test_lot import fresh, state, turns, worked
from tests.documents.outgoing.test_pages import login
from tests.jobs import run_jobs
from tinhso.core.access.public import Actor, acting, system
from tinhso.core.people.models import Account, Post
from tinhso.core.people.public import actor_of_post, delegate
from tinhso.documents.outgoing import jobs
from tinhso.documents.outgoing.actions import lot as lots
from tinhso.documents.outgoing.actions.decide import return_
from tinhso.documents.outgoing.compared import compared
from tinhso.documents.outgoing.models import Outgoing, SignatureRecord, Version
from tinhso.documents.outgoing.public import Chosen, Text, amend, annex, approve, sign, sign_lot, submit
from tinhso.kit import clock
from tinhso.kit.errors import NotAllowed, Refusal

DESK = "/van-ban-di/cho-ky/"
LOT = "/van-ban-di/dot-ky/"
PASSWORD = "mot-mat-khau-dai"


def shown(*documents: Outgoing) -> list[Chosen]:
    return [Chosen(d.id, d.revision, d.file.sha256 if d.file else "") for d in documents]


def asked(office: Office, chosen: list[Chosen], by: Actor | None = None) -> UUID:
    with office.acting(by or office.cast.director) as actor:
        return sign_lot(actor, chosen)


def told(office: Office) -> list[str]:
    """How each turn was refused, in order; "" for one that was signed."""
    return [t.refused_vi for t in turns(office)]


def again(office: Office, made: Outgoing, body: str) -> Outgoing:
    """Returned, changed and back for signature as the next version."""
    with office.acting(office.cast.director) as director:
        return_(director, made.id, "Sửa số liệu")
    with office.acting(office.cast.specialist) as drafter:
        amend(drafter, made.id, office.values(text=Text(body=body)))
        made = submit(drafter, made.id)
    for who in (office.cast.unit_head, office.cast.chief):
        with office.acting(who) as actor:
            made = approve(actor, made.id, "Đồng ý")
    return made


def test_a_lot_is_signed_one_by_one_each_with_its_own_signature(office: Office) -> None:
    one, two, three = (office.for_signature(subject=f"văn bản thứ {i}") for i in range(3))
    asked(office, shown(three, one, two))
    assert {state(office, d) for d in (one, two, three)} == {"for_signature"}, "nothing is signed in the request itself"
    worked(office)
    assert told(office) == ["", "", ""] and {state(office, d) for d in (one, two, three)} == {"signed"}
    who = system(office.cast.agency)
    with acting(who):
        assert SignatureRecord.objects.within(who).filter(signed_by=office.cast.director.post).count() == 3


def test_one_that_changed_after_it_was_shown_is_not_signed_and_the_others_are(office: Office) -> None:
    one, changed, last = (office.for_signature() for _ in range(3))
    chosen = shown(one, changed, last)
    again(office, changed, "Đề nghị Quý Sở cử cán bộ khác.")
    asked(office, chosen)
    worked(office)
    assert [state(office, d) for d in (one, changed, last)] == ["signed", "for_signature", "signed"]
    first, why, third = told(office)
    assert (first, third) == ("", "") and why.startswith("Tệp đã khác với tệp bạn vừa xem")


def test_a_revision_that_was_not_shown_is_not_signed_though_its_file_is_the_same(office: Office) -> None:
    made = office.for_signature()
    (seen,) = shown(made)
    asked(office, [Chosen(made.id, made.revision - 1, seen.sha256)])
    worked(office)
    assert state(office, made) == "for_signature" and told(office)[0].startswith("Văn bản vừa được thay đổi")


@pytest.mark.parametrize("sha256", ["", "0" * 64])
def test_a_file_that_is_not_the_one_shown_is_not_signed(office: Office, sha256: str) -> None:
    made = office.for_signature()
    asked(office, [Chosen(made.id, made.revision, sha256)])
    worked(office)
    assert state(office, made) == "for_signature" and told(office) != [""]


def test_dieu_13_nobody_signs_what_another_is_to_sign(office: Office) -> None:
    mine, his = office.for_signature(signer=office.cast.deputy.post, field="cntt"), office.for_signature()
    asked(office, shown(mine, his))
    worked(office)
    why, signed = told(office)
    assert "không ai ký thay" in why and signed == ""
    assert (state(office, mine), state(office, his)) == ("for_signature", "signed")


def test_a_lent_inbox_lends_no_signature(office: Office) -> None:
    made = office.for_signature()
    with office.acting(office.cast.director) as director:
        delegate(
            director, mode="INBOX", from_post=director.own_post, to_post=office.cast.deputy.own_post, content="đi họp",
            since=clock.now(), until=clock.now() + timedelta(days=2),
        )  # fmt: skip
    with clock.at(office.now):
        deputy = actor_of_post(office.cast.deputy.own_post)
        assert deputy is not None
        page = login(deputy).get(DESK).content.decode()
    assert made.subject in page and "Người ký: Nguyễn Văn Mẫu Giám" in page and 'name="chon"' not in page
    asked(office, shown(made), by=deputy)
    worked(office)
    assert state(office, made) == "for_signature" and "không ai ký thay" in told(office)[0]


def test_who_has_no_right_or_no_key_is_told_before_anything(office: Office) -> None:
    made = office.for_signature()
    with office.acting(office.cast.specialist) as specialist, pytest.raises(NotAllowed):
        sign_lot(specialist, shown(made))
    with office.acting(office.cast.other_director) as stranger, pytest.raises(Refusal) as refused:
        sign_lot(stranger, shown(made))
    assert refused.value.code in ("lot.not_found", "key.none") and not turns(office)


@pytest.mark.parametrize(("many", "code"), [(0, "several.none"), (51, "several.too_many"), (1, "lot.not_found")])
def test_an_impossible_lot_is_refused_whole(office: Office, many: int, code: str) -> None:
    with office.acting(office.cast.director) as director, pytest.raises(Refusal) as refused:
        sign_lot(director, [Chosen(uuid4(), 0) for _ in range(many)])
    assert refused.value.code == code


def test_a_fault_half_way_does_not_stop_the_others_and_is_tried_again_without_signing_twice(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, three = (office.for_signature() for _ in range(3))
    lot = asked(office, shown(one, two, three))

    def faulty(actor: Any, document: UUID, **more: Any) -> Outgoing:
        if document == two.id:
            raise ZeroDivisionError
        return sign(actor, document, **more)

    with monkeypatch.context() as patch:
        patch.setattr(lots, "sign", faulty)
        with pytest.raises(ZeroDivisionError), clock.at(office.now):
            jobs.take_turns.func(lot=str(lot), post=office.cast.director.post)
    assert [state(office, d) for d in (one, two, three)] == ["signed", "for_signature", "signed"]
    kept = fresh(office, one).file_id
    with clock.at(office.now):
        jobs.take_turns.func(lot=str(lot), post=office.cast.director.post)
        jobs.take_turns.func(lot=str(lot), post=office.cast.director.post)
    assert state(office, two) == "signed" and fresh(office, one).file_id == kept, "run once more, it signs nothing twice"


def test_a_signer_who_left_before_his_turn_signs_nothing(office: Office) -> None:
    made = office.for_signature()
    asked(office, shown(made))
    Post.objects.filter(pk=office.cast.director.post).update(valid_to=office.now)
    office.now += timedelta(minutes=1)
    worked(office)
    assert state(office, made) == "for_signature"


def test_a_signer_whose_account_is_locked_before_his_turn_signs_nothing(office: Office) -> None:
    one = office.for_signature()
    asked(office, shown(one))
    Account.objects.filter(person=office.cast.director.person).update(is_active=False)
    worked(office)
    assert state(office, one) == "for_signature"


def secured(office: Office, who: Actor | None = None) -> Client:
    account = Account.objects.get(pk=(who or office.cast.director).account)
    account.set_password(PASSWORD)
    account.save()
    return login(who or office.cast.director)


def test_the_leader_chooses_in_the_list_types_one_password_and_reads_what_became_of_each(office: Office) -> None:
    slow, express = office.for_signature(subject="thường"), office.for_signature(subject="hỏa tốc", urgency="express")
    drafting, signed = office.drafted(subject="chưa trình"), office.signed(subject="ký rồi")
    with clock.at(office.now):
        client = secured(office)
        listed = client.get(DESK).content.decode()
        assert [f'value="{d.id}"' in listed for d in (slow, express, drafting, signed)] == [True, True, False, False]
        assert "Phạm Thị Mẫu Chuyên" in listed and "1 trang" in listed and "Bạn chưa xem" in listed
        address = f"{LOT}?chon={slow.id}&chon={signed.id}&chon={express.id}"
        sent = client.get(address)
        assert sent.status_code == 302 and "reauthenticate" in sent["Location"]
        page = client.get(client.post(sent["Location"], {"password": PASSWORD})["Location"]).content.decode()
        assert page.index("hỏa tốc") < page.index("thường") and "Không chờ ký" in page
        values = [f"{c.document}:{c.revision}:{c.sha256}" for c in shown(express, slow)]
        assert [v in page for v in values] == [True, True] and f"{signed.id}:" not in page
        done = client.post(LOT, {"chon": values})
        first = client.get(done["Location"])
        assert "Đang chờ đến lượt" in first.content.decode() and "Refresh" in first
        run_jobs("outgoing.take_turns")
        last = client.get(done["Location"])
        assert "Refresh" not in last and last.content.decode().count("Đã ký") >= 3
        bare = done["Location"].partition("?")[0]
        assert {login(who).get(bare).status_code for who in (office.cast.clerk, office.cast.deputy, office.cast.other_director)} == {404}
        assert "Không có văn bản nào chờ ký" in client.get(DESK).content.decode()


def test_without_the_password_nothing_is_signed(office: Office) -> None:
    made = office.for_signature()
    with clock.at(office.now):
        answer = secured(office).post(LOT, {"chon": [f"{c.document}:{c.revision}:{c.sha256}" for c in shown(made)]})
    assert answer.status_code == 302 and "reauthenticate" in answer["Location"] and not turns(office)


@pytest.mark.parametrize("typed", ["", "x:1:y", "{0}:1", "{0}::", "{0}:1:\x00", "{0}:1:" + "g" * 64, "{0}:" + "9" * 40 + ":"])
def test_what_somebody_typed_into_the_form_signs_nothing(office: Office, typed: str) -> None:
    made = office.for_signature()
    with clock.at(office.now):
        client = secured(office)
        client.post(client.get(f"{LOT}?chon={made.id}")["Location"], {"password": PASSWORD})
        assert client.post(LOT, {"chon": typed.format(made.id)}).status_code in (302, 400, 422)
        run_jobs("outgoing.take_turns")
    assert state(office, made) == "for_signature"


def test_one_of_the_lot_is_returned_with_a_reason_and_the_list_comes_back_without_it(office: Office) -> None:
    made, other = office.for_signature(subject="trả lại"), office.for_signature(subject="còn chờ")
    with clock.at(office.now):
        client = secured(office)
        at = f"/van-ban-di/{made.id}/tra-lai/"
        assert client.post(at, {"text": " ", "revision": made.revision, "back": "to_sign"}).status_code == 422
        answer = client.post(at, {"text": "Thiếu căn cứ", "revision": made.revision, "back": "to_sign"}, follow=True)
        page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == DESK and "Đã trả lại" in page and str(other.id) in page and str(made.id) not in page
    assert state(office, made) == "returned"


def test_the_signer_is_told_what_changed_since_the_version_he_saw(office: Office) -> None:
    made = office.for_signature(text=Text(body="Gửi báo cáo trước ngày 20 tháng này."))
    with clock.at(office.now):
        client = secured(office)
        client.get(f"/van-ban-di/{made.id}/")
        assert "Bạn đã xem bản này" in client.get(DESK).content.decode()
    again(office, made, "Gửi báo cáo trước ngày 25 tháng này.")
    with clock.at(office.now):
        assert "Có bản mới từ lần bạn xem" in client.get(DESK).content.decode()
        sent = client.get(f"{LOT}?chon={made.id}")
        page = client.get(client.post(sent["Location"], {"password": PASSWORD})["Location"]).content.decode()
        assert "So với bản 1" in page and "</span>20<span" in page and "</span>25<span" in page
        client.get(f"/van-ban-di/{made.id}/")
        assert "</span>25<span" in client.get(f"/van-ban-di/{made.id}/ky/").content.decode(), (
            "told also after he has opened the new version"
        )


def test_the_signer_is_told_which_files_go_along_now_and_did_not(office: Office) -> None:
    made = office.for_signature()
    with office.acting(office.cast.director) as director:
        return_(director, made.id, "Thiếu phụ lục")
    with office.acting(office.cast.specialist) as drafter:
        annex(drafter, made.id, BytesIO(word_pdf()), "phu-luc-1.pdf")
        submit(drafter, made.id)
    for who in (office.cast.unit_head, office.cast.chief):
        with office.acting(who) as actor:
            approve(actor, made.id, "Đồng ý")
    with office.acting(office.cast.director) as director:
        told = compared(director, [fresh(office, made)], in_full=True)[made.id]
    assert (list(told.added), list(told.dropped), told.changes) == (["phu-luc-1.pdf"], [], [])


def test_a_long_lot_costs_as_many_queries_as_a_short_one(office: Office) -> None:
    made = [office.for_signature() for _ in range(4)]
    counts = []
    with clock.at(office.now):
        client = secured(office)
        client.post(client.get(f"{LOT}?chon={made[0].id}")["Location"], {"password": PASSWORD})
        for some in (made[:1], made):
            address = f"{LOT}?" + "&".join(f"chon={d.id}" for d in some)
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
    assert counts[0] == counts[1]


def test_pages_are_counted_when_a_version_is_frozen(office: Office) -> None:
    made = office.for_signature(text=Text(body="\n".join(f"Đoạn thứ {i} của một văn bản dài nhiều trang." for i in range(120))))
    who = system(office.cast.agency)
    with acting(who):
        assert (Version.objects.within(who).get(document=made).pages or 0) > 1
