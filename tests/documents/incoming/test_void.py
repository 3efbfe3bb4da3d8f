"""An arrival number voided: the line and its number stay, nobody gets it again, nothing that was directed is touched."""

from __future__ import annotations

import pytest

from tests.documents.incoming.conftest import House
from tests.documents.incoming.pages import ROOT, login
from tinhso.core.access.public import Actor, acting
from tinhso.core.events.models import Happening
from tinhso.core.ledger.models import Entry
from tinhso.core.notifications.models import Notice
from tinhso.documents.incoming import books
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.public import Incoming, RegisterValues
from tinhso.documents.numbering.public import Line
from tinhso.documents.outgoing.books import Span
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, NotAllowed, Refusal

WHY = "Vào sổ nhầm hai lần"


def voided(house: House, made: Incoming, reason: str = WHY) -> Incoming:
    with house.acting(house.cast.clerk) as clerk:
        return incoming.void(clerk, made.id, reason)


def test_dieu_22_the_line_stays_and_the_number_is_never_given_again(house: House) -> None:
    first = house.registered("05/SX-VP")
    voided(house, first)
    after = house.again(first)
    assert (after.state, after.arrival_number, after.result) == ("void", 1, WHY)
    assert house.registered("06/SX-VP").arrival_number == 2
    with acting(house.cast.clerk):
        line = Line.plain.get(document=first.id)
        assert (line.number, line.void_reason) == (1, WHY) and line.voided_at
        assert Entry.objects.filter(action="incoming.void", subject=f"incoming:{first.id}").exists()


def test_what_was_voided_is_registered_again_without_an_alarm(house: House) -> None:
    voided(house, house.registered("05/SX-VP"))
    assert house.registered("05/SX-VP").arrival_number == 2


def test_registers_and_tracking_book_show_it_void_with_its_reason(house: House) -> None:
    made = house.registered("05/SX-VP", RegisterValues(note="Bản gốc"))
    voided(house, made)
    with clock.at(house.now):
        client = login(house.cast.clerk)
        for page in ("so/", "theo-doi/"):
            shown = client.get(f"{ROOT}{page}").content.decode()
            assert f"Đã hủy số đến: {WHY}; Bản gốc" in shown, page
        card = client.get(f"{ROOT}{made.id}/").content.decode()
        assert WHY in card and "Gắn bản quét" not in card and "huy-so-den" not in card
        with acting(house.cast.clerk):
            days = Span(clock.today().replace(month=1, day=1), clock.today())
            for book in (books.REGISTER, books.FOLLOWING):
                source = books.source(house.cast.clerk, book, days)
                assert any(WHY in str(cell) for row in source.told(list(source.rows)) for cell in row)


def test_only_while_nothing_has_been_directed(house: House) -> None:
    made = house.directed()
    with pytest.raises(Conflict):
        voided(house, made)
    assert house.again(made).state == "assigned"


def test_only_a_clerk_and_only_with_a_reason(house: House) -> None:
    made = house.registered()
    for who in (house.cast.chief, house.cast.director, house.cast.specialist):
        with house.acting(who) as actor, pytest.raises(NotAllowed):
            incoming.void(actor, made.id, WHY)
    with pytest.raises(Refusal):
        voided(house, made, "  ")
    outsider: Actor = house.cast.other_clerk
    with house.acting(outsider), pytest.raises(Refusal):
        incoming.void(outsider, made.id, WHY)
    assert house.again(made).state == "registered"


def test_whom_it_was_presented_to_is_told_and_has_no_task_left_the_sender_is_not(house: House) -> None:
    made = house.presented()
    voided(house, made)
    assert house.open_tasks(made) == {}
    with acting(house.cast.clerk):
        told = Notice.plain.filter(kind="incoming.voided").values_list("recipient", flat=True)
        assert list(told)
    codes = [h.payload["code"] for h in Happening.objects.filter(aggregate=f"incoming:{made.id}", kind="incoming.status")]
    assert codes == sorted(set(codes)) and "02" not in codes


def test_the_card_voids_by_its_dialog(house: House) -> None:
    made = house.registered()
    with clock.at(house.now):
        client = login(house.cast.clerk)
        assert 'data-dialog="huy-so-den"' in client.get(f"{ROOT}{made.id}/").content.decode()
        assert client.post(f"{ROOT}{made.id}/huy-so-den/", {"text": ""}).status_code == 422
        assert client.post(f"{ROOT}{made.id}/huy-so-den/", {"text": WHY}).status_code == 302
    assert house.again(made).state == "void"
