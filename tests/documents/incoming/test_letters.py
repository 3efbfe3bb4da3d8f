"""Citizens' letters and invitations have views of their own; who complains or denounces is read by nobody else before a directive."""

from __future__ import annotations

import pytest

from tests.documents.incoming.conftest import House
from tests.documents.incoming.pages import ROOT, entry, login
from tinhso.core.access.public import Actor
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming import queries
from tinhso.documents.incoming.models import Incoming as Row
from tinhso.documents.incoming.public import DirectiveValues, Incoming, RegisterValues
from tinhso.kit import clock

LETTER = RegisterValues(type_code="petition")


def letter(house: House) -> Incoming:
    return house.registered("", LETTER, issuer="Trần Thị Mẫu Dân", subject="Đơn tố cáo")


def seen_by(house: House, actor: Actor, made: Incoming) -> bool:
    with house.acting(actor):
        return Row.objects.visible_to(actor).filter(pk=made.id).exists()


def test_a_citizens_letter_is_seen_by_the_clerks_alone_until_it_is_directed(house: House) -> None:
    made, c = letter(house), house.cast
    assert house.again(made).named_only
    assert seen_by(house, c.clerk, made)
    assert not any(seen_by(house, who, made) for who in (c.chief, c.director, c.deputy, c.unit_head, c.specialist))
    with house.acting(c.clerk) as clerk:
        incoming.present(clerk, made.id, c.director.post or 0)
    assert seen_by(house, c.director, made) and not seen_by(house, c.unit_head, made)
    with house.acting(c.director) as director:
        incoming.direct(director, made.id, DirectiveValues(lead=house.head(c.unit)))
    assert seen_by(house, c.unit_head, made) and not seen_by(house, c.second_head, made)


def test_it_is_not_in_the_register_that_others_read(house: House) -> None:
    letter(house)
    with clock.at(house.now):
        assert "Mẫu Dân" in login(house.cast.clerk).get(f"{ROOT}so/").content.decode()
        assert "Mẫu Dân" not in login(house.cast.director).get(f"{ROOT}so/").content.decode()


def test_a_registration_corrected_to_be_a_letter_is_closed_to_others_too(house: House) -> None:
    made = house.registered("", issuer="Trần Thị Mẫu Dân", subject="Đơn")
    assert seen_by(house, house.cast.director, made)
    with house.acting(house.cast.clerk) as clerk:
        incoming.correct(clerk, made.id, LETTER, "Là đơn của công dân")
    assert not seen_by(house, house.cast.director, made) and seen_by(house, house.cast.clerk, made)


def test_what_was_taken_for_a_letter_is_corrected_and_seen_as_any_document_again(house: House) -> None:
    made, c = letter(house), house.cast
    with house.acting(c.clerk) as clerk:
        incoming.correct(clerk, made.id, RegisterValues(type_code="report"), "Không phải đơn")
    assert not house.again(made).named_only and seen_by(house, c.director, made) and not seen_by(house, c.specialist, made)


def test_persons_named_at_registering_stay_the_only_ones_whatever_it_is_corrected_to(house: House) -> None:
    c = house.cast
    made = house.registered(
        "", RegisterValues(type_code="report", named_posts=(c.deputy.post or 0,)), issuer="Trần Thị Mẫu Dân", subject="Việc riêng"
    )
    for code in ("petition", "report"):
        with house.acting(c.clerk) as clerk:
            incoming.correct(clerk, made.id, RegisterValues(type_code=code), "Sai loại")
        assert house.again(made).named_only and seen_by(house, c.deputy, made) and not seen_by(house, c.director, made)


def test_a_letters_directive_can_be_given_to_a_unit_on_its_page(house: House) -> None:
    made, c = letter(house), house.cast
    with house.acting(c.clerk) as clerk:
        incoming.present(clerk, made.id, c.director.post or 0)
    with clock.at(house.now):
        director = login(c.director)
        head = house.head(c.unit)
        assert f'name="part-{head}"' in director.get(f"{ROOT}{made.id}/but-phe/").content.decode()
        assert director.post(f"{ROOT}{made.id}/but-phe/", {f"part-{head}": "lead", "text": "Xem xét"}).status_code == 302
    assert seen_by(house, c.unit_head, made)


@pytest.mark.parametrize(("box", "code"), [("letters", "petition"), ("invitations", "invitation")])
def test_letters_and_invitations_have_views_of_their_own_with_counts(house: House, box: str, code: str) -> None:
    house.registered("1/SX")
    house.registered("2/SX", RegisterValues(type_code=code))
    with house.acting(house.cast.clerk) as clerk:
        assert queries.counts(clerk)[box] == 1
        assert len(queries.listed(clerk, box).rows) == 1
    with clock.at(house.now):
        page = login(house.cast.clerk).get(f"{ROOT}{box}/").content.decode()
    assert "2/SX" in page and "1/SX" not in page


def test_the_form_takes_a_letter_of_a_citizen(house: House) -> None:
    with clock.at(house.now):
        answer = login(house.cast.clerk).post(
            f"{ROOT}giay/", entry(issuer="Trần Thị Mẫu Dân", notation="", type_code="petition", subject="Đơn khiếu nại")
        )
    assert answer.status_code == 302
    made = Row.plain.get()
    assert (made.type_code, made.named_only, made.issuer) == ("petition", True, "Trần Thị Mẫu Dân")
