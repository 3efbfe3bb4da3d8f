"""Several documents numbered with one confirmation: the order shown is the order of numbers, each for itself, none stops the others."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import appoint
from tests.documents.outgoing.conftest import Office
from tests.documents.outgoing.test_pages import login
from tests.jobs import run_jobs
from tinhso.core.access.public import Role, acting, system
from tinhso.core.people.models import Account
from tinhso.documents.outgoing import jobs
from tinhso.documents.outgoing.actions import lot as lots
from tinhso.documents.outgoing.models import Outgoing, Turn
from tinhso.documents.outgoing.public import Chosen, number, number_lot, withdraw
from tinhso.kit import clock
from tinhso.kit.errors import NotAllowed, Refusal

ROOT = "/van-ban-di/"
LOT = f"{ROOT}dot-cap-so/"
PASSWORD = "mot-mat-khau-dai"


def shown(*documents: Outgoing) -> list[Chosen]:
    return [Chosen(d.id, d.revision) for d in documents]


def asked(office: Office, chosen: list[Chosen]) -> UUID:
    with office.acting(office.cast.clerk) as clerk:
        return number_lot(clerk, chosen)


def worked(office: Office) -> list[str]:
    with clock.at(office.now):
        return run_jobs()


def turns(office: Office) -> list[Turn]:
    """In order; the table is behind the wall."""
    who = system(office.cast.agency)
    with acting(who):
        return list(Turn.objects.within(who).order_by("lot", "ordinal"))


def told(office: Office) -> list[tuple[str, str]]:
    """(notation, how its refusal begins) of each turn, in order."""
    return [(t.notation, t.refused_vi[:25]) for t in turns(office)]


def fresh(office: Office, document: Outgoing) -> Outgoing:
    who = system(office.cast.agency)
    with acting(who):
        return Outgoing.objects.within(who).get(pk=document.pk)


def state(office: Office, document: Outgoing) -> str:
    return fresh(office, document).state


def test_a_lot_is_numbered_in_the_order_shown_sealed_and_issued(office: Office) -> None:
    one, two, three = (office.signed(subject=f"văn bản thứ {i}") for i in range(3))
    asked(office, shown(three, one, two))
    assert {state(office, d) for d in (one, two, three)} == {"signed"}, "nothing is numbered in the request itself"
    ran = worked(office)
    assert told(office) == [("01/STNA-CN", ""), ("02/STNA-CN", ""), ("03/STNA-CN", "")]
    assert fresh(office, three).notation == "01/STNA-CN"
    assert {state(office, d) for d in (one, two, three)} == {"issued"} and ran.count("outgoing.finish") == 3


def test_one_that_is_refused_says_why_and_the_others_go_on_without_a_gap(office: Office) -> None:
    one, withdrawn, changed, last = (office.signed() for _ in range(4))
    chosen = [*shown(one, withdrawn), Chosen(changed.id, changed.revision - 1), *shown(last)]
    with office.acting(office.cast.director) as director:
        withdraw(director, withdrawn.id, "Sai nội dung")
    asked(office, chosen)
    worked(office)
    (a, _), (b, why_b), (c, why_c), (d, _) = told(office)
    assert (a, b, c, d) == ("01/STNA-CN", "", "", "02/STNA-CN")
    assert why_b and why_c.startswith("Văn bản vừa được thay đổi")
    assert [state(office, x) for x in (one, withdrawn, changed, last)] == ["issued", "withdrawn", "signed", "issued"]


def test_a_fault_of_one_does_not_stop_the_others_and_is_tried_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two, three = (office.signed() for _ in range(3))
    lot = asked(office, shown(one, two, three))

    def faulty(actor: Any, document: UUID, revision: int | None = None) -> Outgoing:
        if document == two.id:
            raise ZeroDivisionError
        return number(actor, document, revision)

    with monkeypatch.context() as patch:
        patch.setattr(lots, "number", faulty)
        with pytest.raises(ZeroDivisionError), clock.at(office.now):
            jobs.take_turns.func(lot=str(lot), post=office.cast.clerk.post)
    assert [n for n, _ in told(office)] == ["01/STNA-CN", "", "02/STNA-CN"]
    with clock.at(office.now):
        jobs.take_turns.func(lot=str(lot), post=office.cast.clerk.post)
        jobs.take_turns.func(lot=str(lot), post=office.cast.clerk.post)
    assert [n for n, _ in told(office)] == ["01/STNA-CN", "03/STNA-CN", "02/STNA-CN"], "run once more, it numbers nothing twice"


def test_dieu_32_who_may_not_seal_is_told_before_any_number(office: Office) -> None:
    heir = appoint("Cao Thị Mẫu Kế Nhiệm", office.cast.office, Role.CLERK, "Văn thư")
    made = office.signed()
    with office.acting(heir) as clerk, pytest.raises(Refusal, match=r"key\.custody"):
        number_lot(clerk, shown(made))
    with office.acting(office.cast.director) as director, pytest.raises(NotAllowed):
        number_lot(director, shown(made))
    assert state(office, made) == "signed" and not turns(office)


@pytest.mark.parametrize(("many", "code"), [(0, "several.none"), (51, "several.too_many"), (1, "lot.not_found")])
def test_an_impossible_lot_is_refused_whole(office: Office, many: int, code: str) -> None:
    with office.acting(office.cast.clerk) as clerk, pytest.raises(Refusal) as refused:
        number_lot(clerk, [Chosen(uuid4(), 0) for _ in range(many)])
    assert refused.value.code == code


def test_another_agencys_document_is_in_no_lot(office: Office) -> None:
    made = office.signed()
    with office.acting(office.cast.other_clerk) as clerk, pytest.raises(Refusal):
        number_lot(clerk, shown(made))


def secured(office: Office) -> Client:
    account = Account.objects.get(pk=office.cast.clerk.account)
    account.set_password(PASSWORD)
    account.save()
    return login(office.cast.clerk)


def test_the_clerk_chooses_in_the_list_confirms_with_the_password_once_and_reads_the_result(office: Office) -> None:
    slow, express = office.signed(subject="thường"), office.signed(subject="hỏa tốc", urgency="express")
    drafting = office.submitted()
    with clock.at(office.now):
        client = secured(office)
        listed = client.get(f"{ROOT}to_number/").content.decode()
        assert f'name="chon" value="{slow.id}"' in listed and 'form="lot"' in listed
        assert 'name="chon"' not in login(office.cast.specialist).get(f"{ROOT}to_number/").content.decode()
        address = f"{LOT}?chon={slow.id}&chon={drafting.id}&chon={express.id}"
        sent = client.get(address)
        assert sent.status_code == 302 and "reauthenticate" in sent["Location"]
        back = client.post(sent["Location"], {"password": PASSWORD})
        page = client.get(back["Location"]).content.decode()
        assert page.index("hỏa tốc") < page.index("thường") and page.index("01/STNA-CN") < page.index("02/STNA-CN")
        assert "Không chờ cấp số" in page, "what is not signed is told and not numbered"
        ready = [f"{d.id}:{d.revision}" for d in (express, slow)]
        assert [v in page for v in ready] == [True, True] and f"{drafting.id}:" not in page
        done = client.post(LOT, {"chon": ready})
        assert done.status_code == 302 and "?cho=" in done["Location"]
        first = client.get(done["Location"])
        assert "Đang chờ đến lượt" in first.content.decode() and "Refresh" in first
        run_jobs()
        last = client.get(done["Location"])
        words = last.content.decode()
        assert "Refresh" not in last and words.count("Đã phát hành") >= 3 and "01/STNA-CN" in words
        bare = done["Location"].partition("?")[0]
        assert login(office.cast.other_clerk).get(bare).status_code == 404 == login(office.cast.director).get(bare).status_code


@pytest.mark.parametrize("typed", ["", "x", "x:1", ":1", "{0}:", "{0}:²", "{0}:" + "9" * 17, "{0}:" + "9" * 40])
def test_what_somebody_typed_into_the_form_is_told_and_numbers_nothing(office: Office, typed: str) -> None:
    made = office.signed()
    with clock.at(office.now):
        client = secured(office)
        client.post(client.get(f"{LOT}?chon={made.id}")["Location"], {"password": PASSWORD})
        answer = client.post(LOT, {"chon": typed.format(made.id)})
        assert answer.status_code in (302, 422)
        run_jobs()
        assert client.get(f"{LOT}?chon={typed.format(made.id)}").status_code in (200, 302)
    assert state(office, made) == "signed"


def test_without_the_password_nothing_is_numbered(office: Office) -> None:
    made = office.signed()
    with clock.at(office.now):
        answer = secured(office).post(LOT, {"chon": f"{made.id}:{made.revision}"})
    assert answer.status_code == 302 and "reauthenticate" in answer["Location"] and not turns(office)


@pytest.mark.parametrize("verb", ["cap-so", "dong-dau"])
def test_the_agency_key_of_one_document_asks_for_the_password_too_and_then_goes_on(office: Office, verb: str) -> None:
    made = office.signed()
    if verb == "dong-dau":
        with office.acting(office.cast.clerk) as clerk:
            number(clerk, made.id)
    before = state(office, made)
    with clock.at(office.now):
        client = secured(office)
        asked = client.post(f"{ROOT}{made.id}/{verb}/", {"all": "1"})
        assert asked.status_code == 302 and "reauthenticate" in asked["Location"] and state(office, made) == before
        wrong = client.post(asked["Location"], {"password": "sai hẳn rồi"})
        assert wrong.status_code == 200 and state(office, made) == before
        done = client.post(asked["Location"], {"password": PASSWORD})
        assert done.status_code == 302 and done["Location"].startswith(f"{ROOT}{made.id}/")
        run_jobs("outgoing.finish")
    assert state(office, made) in ("sealed", "issued")


def test_a_number_alone_uses_no_key_and_asks_for_nothing(office: Office) -> None:
    made = office.signed()
    with clock.at(office.now):
        answer = secured(office).post(f"{ROOT}{made.id}/cap-so/")
    assert answer["Location"] == f"{ROOT}{made.id}/" and state(office, made) == "numbered"


def test_the_result_tells_of_each_that_was_refused_why(office: Office) -> None:
    one, withdrawn = office.signed(), office.signed(subject="đã rút mất rồi")
    with office.acting(office.cast.director) as director:
        withdraw(director, withdrawn.id, "Sai nội dung")
    lot = asked(office, shown(withdrawn, one))
    worked(office)
    why = turns(office)[0].refused_vi
    with clock.at(office.now):
        page = login(office.cast.clerk).get(f"{LOT}{lot}/").content.decode()
    assert why and why[:40] in page and "đã rút mất rồi" in page and "Không cấp số" in page


def test_a_long_lot_costs_as_many_queries_as_a_short_one(office: Office) -> None:
    made = [office.signed() for _ in range(4)]
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
