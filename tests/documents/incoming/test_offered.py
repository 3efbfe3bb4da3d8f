"""The card and the actions agree: in every state and for every one of the cast, what is offered is exactly what would not be refused."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.documents.incoming.conftest import PICTURE, House
from tests.documents.incoming.test_recall import asked
from tests.offered import DONE, tried
from tinhso.core.access.public import Actor
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming import queries
from tinhso.documents.incoming.dialogs import VERBS
from tinhso.documents.incoming.public import Desk, DirectiveValues, Incoming, RegisterValues
from tinhso.documents.incoming.rules.states import State

PEOPLE = ("clerk", "chief", "director", "deputy", "unit_head", "specialist", "second_head", "colleague", "administrator")
LATER = date(2020, 4, 1)


def shared(house: House) -> Incoming:
    """With a desk for every part: the first unit leads, a colleague co-ordinates, the second unit is to know."""
    cast = house.cast
    return house.directed(
        house.head(cast.unit), due=date(2020, 3, 20), co=(Desk(house.desk(cast.colleague)),), know=(house.head(cast.second_unit),)
    )


def passed_on(house: House) -> Incoming:
    made = shared(house)
    with house.acting(house.cast.unit_head) as head:
        incoming.sub_assign(head, made.id, house.desk(house.cast.specialist))
    with house.acting(house.cast.specialist) as handler:
        incoming.look(handler, made.id)
    return house.again(made)


def closed(house: House) -> Incoming:
    made = passed_on(house)
    with house.acting(house.cast.unit_head) as head:
        return incoming.close(head, made.id, "Đã trả lời")


def proposed(house: House) -> Incoming:
    made = house.registered()
    with house.acting(house.cast.chief) as chief:
        incoming.propose(chief, made.id, DirectiveValues(lead=house.head(house.cast.unit)), house.cast.director.post or 0)
    return house.again(made)


def asked_back(house: House) -> Incoming:
    """The sender wants it back while three desks have their parts."""
    cast, made = house.cast, house.accepted()
    with house.acting(cast.clerk) as clerk:
        incoming.register(clerk, made.id)
    with house.acting(cast.director) as director:
        values = DirectiveValues(
            lead=house.desk(cast.specialist), due=date(2020, 3, 20), co=(Desk(house.desk(cast.colleague)),), know=(house.head(cast.unit),)
        )
        incoming.direct(director, made.id, values)
    return asked(house, house.again(made))


def destroyed(house: House) -> Incoming:
    made = asked_back(house)
    with house.acting(house.cast.clerk) as clerk:
        return incoming.agree_recall(clerk, made.id)


def refused(house: House) -> Incoming:
    made = house.arrived()
    with house.acting(house.cast.clerk) as clerk:
        return incoming.refuse(clerk, made.id, "wrong_place")


def voided(house: House) -> Incoming:
    made = house.registered()
    with house.acting(house.cast.clerk) as clerk:
        return incoming.void(clerk, made.id, "Vào sổ nhầm")


def quarantined(house: House) -> Incoming:
    made = house.arrived()
    Incoming.objects.unscoped("a test sets the scene").filter(pk=made.id).update(state=State.QUARANTINED, verdict="FAILED")
    return made


SCENES: dict[str, Callable[[House], Incoming]] = {
    "arrived": lambda house: house.arrived(), "quarantined": quarantined, "refused": refused, "accepted": lambda house: house.accepted(),
    "paper": lambda house: house.paper(), "registered": lambda house: house.registered(), "presented": lambda house: house.presented(),
    "proposed": proposed, "assigned": shared, "in progress": passed_on, "done": closed, "void": voided, "recall asked": asked_back,
    "destroyed": destroyed,
}  # fmt: skip

TYPED: dict[str, dict[str, Any]] = {
    "accept": {"text": "Vẫn nhận"}, "sub_assign": {"text": "", "due": None}, "opinion": {"text": "Thống nhất"},
    "close": {"text": "Xong", "reply": ""}, "progress": {"text": "Đang làm"}, "extend": {"until": LATER, "text": "Cần thêm số liệu"},
    "chase": {"text": "Đề nghị khẩn trương"}, "reopen": {"text": "Chưa xong"}, "void": {"text": "Nhầm"},
    "refuse": {"reason": "wrong_place", "text": ""}, "refuse_recall": {"text": "Đã vào sổ"},
}  # fmt: skip


def acts(house: House, actor: Actor) -> dict[str, Callable[[UUID], object]]:
    """Every verb of the card with something to type that would do."""
    cast = house.cast
    to = {"present": cast.director.post, "sub_assign": house.desk(cast.second_head if actor in (cast.director, cast.deputy) else actor)}
    made: dict[str, Callable[[UUID], object]] = {
        verb.name: lambda d, verb=verb: verb.run(actor, d, {**TYPED.get(verb.name, {}), "to": to.get(verb.name)})
        for verb in VERBS
        if verb.name != "decide_extension"
    }
    directive = DirectiveValues(lead=house.desk(cast.specialist))
    return made | {
        "register": lambda d: incoming.register(actor, d),
        "correct": lambda d: incoming.correct(actor, d, RegisterValues(note="Thử"), "Ghi sót"),
        "direct": lambda d: incoming.direct(actor, d, directive),
        "propose": lambda d: incoming.propose(actor, d, directive, cast.director.post or 0),
        "attach_scan": lambda d: incoming.attach_scan(actor, d, io.BytesIO(PICTURE), "quet.png", annex=True),
        "close_when_answered": lambda d: incoming.close_when_answered(actor, d),
    }


@pytest.mark.parametrize("scene", SCENES)
def test_the_card_offers_exactly_what_would_not_be_refused(house: House, scene: str) -> None:
    made = SCENES[scene](house)
    assert house.again(made).state == scene.replace(" ", "_") or scene in ("paper", "proposed")
    unlike = []
    for name in PEOPLE:
        with house.acting(getattr(house.cast, name)) as actor:
            seen = Incoming.objects.visible_to(actor).filter(pk=made.id).first()
            offered = queries.allowed(actor, seen) if seen else frozenset()
            for verb, act in acts(house, actor).items():
                outcome = tried(f"incoming:{made.id}", lambda act=act: act(made.id))
                if (verb in offered) != (outcome == DONE):
                    unlike.append((name, verb, outcome))
    assert unlike == []
