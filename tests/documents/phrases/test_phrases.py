"""Câu mẫu: each keeps his own, for directives and for returning; a few come with the product; nobody sees another's."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Cast, build_cast
from tests.documents.incoming.conftest import House
from tests.documents.outgoing.conftest import Office
from tests.documents.outgoing.test_pages import login
from tests.keys import enroll_cast
from tinhso.core.access.public import Actor, acting
from tinhso.documents.phrases.models import PhraseList
from tinhso.documents.phrases.public import Purpose, add, keep, own, phrases
from tinhso.documents.phrases.rules import DEFAULTS, LONGEST, MOST, checked
from tinhso.kit import clock
from tinhso.kit.errors import NotAllowed, Refusal

PAGE = "/cau-mau/"
MINE = "Văn phòng theo dõi, báo cáo tôi hằng tuần."


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast()


def kept(actor: Actor, purpose: Purpose = Purpose.DIRECT) -> list[str]:
    with acting(actor):
        return list(phrases(actor, purpose))


def test_who_never_kept_any_has_those_of_the_product_and_an_emptied_list_too(cast: Cast) -> None:
    assert kept(cast.director) == list(DEFAULTS[Purpose.DIRECT])
    with acting(cast.director):
        keep(cast.director, Purpose.DIRECT, [MINE])
        assert list(own(cast.director)[Purpose.DIRECT]) == [MINE]
        keep(cast.director, Purpose.DIRECT, ["", "  "])
    assert kept(cast.director) == list(DEFAULTS[Purpose.DIRECT])


def test_each_keeps_his_own_and_for_each_purpose_apart(cast: Cast) -> None:
    with acting(cast.director):
        keep(cast.director, Purpose.DIRECT, [MINE])
    assert kept(cast.director) == [MINE] and kept(cast.director, Purpose.RETURN) == list(DEFAULTS[Purpose.RETURN])
    assert MINE not in kept(cast.deputy) and MINE not in kept(cast.other_director)


def test_another_agency_finds_no_row_behind_its_wall(cast: Cast) -> None:
    with acting(cast.director):
        keep(cast.director, Purpose.DIRECT, [MINE])
    with acting(cast.other_director):
        assert not PhraseList.plain.exists()


def test_a_sentence_is_added_at_the_end_once_and_a_full_list_loses_its_first(cast: Cast) -> None:
    with acting(cast.director):
        add(cast.director, Purpose.RETURN, MINE)
        assert add(cast.director, Purpose.RETURN, MINE)[-1] == MINE and kept(cast.director, Purpose.RETURN).count(MINE) == 1
        keep(cast.director, Purpose.RETURN, [f"câu {n}" for n in range(MOST)])
        after = add(cast.director, Purpose.RETURN, MINE)
    assert len(after) == MOST and after[0] == "câu 1" and after[-1] == MINE


def test_who_neither_directs_nor_returns_keeps_none(cast: Cast) -> None:
    for who in (cast.specialist, cast.administrator):
        with acting(who), pytest.raises(NotAllowed):
            keep(who, Purpose.DIRECT, [MINE])
        assert login(who).get(PAGE).status_code == 403


@pytest.mark.parametrize(
    ("given", "code"), [([f"câu {n}" for n in range(MOST + 1)], "phrases.too_many"), (["x" * (LONGEST + 1)], "phrases.too_long")]
)
def test_a_list_that_no_thumb_could_use_is_refused(given: list[str], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        checked(given)
    assert refused.value.code == code


def test_both_lists_are_kept_on_one_page_or_neither(cast: Cast) -> None:
    client: Client = login(cast.director)
    assert DEFAULTS[Purpose.RETURN][0] in client.get(PAGE).content.decode()
    assert client.post(PAGE, {"direct": f"{MINE}\n\n{MINE}\nCâu thứ hai.", "returning": ""}).status_code == 302
    assert kept(cast.director) == [MINE, "Câu thứ hai."]
    bad = client.post(PAGE, {"direct": "Câu khác.", "returning": "x" * (LONGEST + 1)})
    assert bad.status_code == 422 and "dài quá" in bad.content.decode() and kept(cast.director) == [MINE, "Câu thứ hai."]


def test_they_are_offered_beside_the_directive_and_its_words_can_be_kept(house: House) -> None:
    made = house.presented()
    with house.acting(house.cast.director) as director:
        keep(director, Purpose.DIRECT, [MINE])
    with clock.at(house.now):
        client = login(house.cast.director)
        at = f"/van-ban-den/{made.id}/but-phe/"
        page = client.get(at).content.decode()
        assert f">{MINE}</button>" in page and DEFAULTS[Purpose.DIRECT][0] not in page
        sent = client.post(at, {f"part-o{house.cast.specialist.post}": "lead", "text": "Báo cáo trước thứ Sáu.", "keep": "on"})
    assert sent.status_code == 302 and kept(house.cast.director) == [MINE, "Báo cáo trước thứ Sáu."]


def test_they_are_offered_where_a_leader_returns(office: Office) -> None:
    made = office.for_signature()
    with clock.at(office.now):
        page = login(office.cast.director).get(f"/van-ban-di/{made.id}/").content.decode()
        assert DEFAULTS[Purpose.RETURN][0] in page and 'for="return-text"' in page
        assert 'name="keep"' in page
        client = login(office.cast.unit_head)  # not his step: nothing is returned, so nothing is kept
        assert client.post(f"/van-ban-di/{made.id}/tra-lai/", {"text": MINE, "keep": "1"}).status_code == 403
        assert MINE not in kept(office.cast.unit_head, Purpose.RETURN)
        assert login(office.cast.director).post(f"/van-ban-di/{made.id}/tra-lai/", {"text": MINE, "keep": "1"}).status_code == 302
        assert kept(office.cast.director, Purpose.RETURN)[-1] == MINE
        assert DEFAULTS[Purpose.RETURN][0] not in login(office.cast.specialist).get(f"/van-ban-di/{made.id}/").content.decode()


@pytest.fixture
def house(db: None) -> House:
    return House(build_cast())


@pytest.fixture
def office(db: None) -> Office:
    made = build_cast()
    enroll_cast(made)
    return Office(made)
