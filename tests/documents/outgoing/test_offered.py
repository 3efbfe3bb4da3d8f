"""The card and the actions agree: in every state and for every one of the cast, what is offered is exactly what would not be refused."""

from __future__ import annotations

import io
from collections.abc import Callable
from uuid import UUID

import pytest

from tests.documents.incoming.pdfs import plain_pdf
from tests.documents.outgoing.conftest import Office
from tests.offered import DONE, tried
from tinhso.core.access.public import Actor
from tinhso.documents.outgoing import public as outgoing
from tinhso.documents.outgoing.actions.lot import number_and_finish
from tinhso.documents.outgoing.card import card
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.public import issue, number, recall, register_paper, return_, seal, settle_returned, void, withdraw
from tinhso.ui.rows import Action

PEOPLE = ("clerk", "chief", "director", "deputy", "unit_head", "specialist", "second_head", "colleague", "administrator")


def then(before: Callable[[Office], Outgoing], who: str, act: Callable[[Actor, UUID], Outgoing]) -> Callable[[Office], Outgoing]:
    """The scene after one more act."""

    def scene(office: Office) -> Outgoing:
        made = before(office)
        with office.acting(getattr(office.cast, who)) as actor:
            return act(actor, made.id)

    return scene


def seen_by_the_head(office: Office) -> Outgoing:
    made = office.submitted()
    with office.acting(office.cast.unit_head) as head:
        outgoing.look(head, made.id)
    return made


def consulting(office: Office) -> Outgoing:
    made = office.submitted(consulted=(office.cast.second_unit,))
    with office.acting(office.cast.unit_head) as head:
        return outgoing.approve(head, made.id)


def drafted(office: Office) -> Outgoing:
    return office.drafted()


def secret(office: Office) -> Outgoing:
    return office.drafted(secrecy="confidential")


def signed(office: Office) -> Outgoing:
    return office.signed()


numbered = then(signed, "clerk", number)
on_paper = then(signed, "clerk", lambda a, d: register_paper(a, d, "no_system"))
sealed = then(numbered, "clerk", seal)
issued = then(sealed, "clerk", issue)
SCENES: dict[str, Callable[[Office], Outgoing]] = {
    "drafting": drafted, "secret": secret, "unit_review": lambda o: o.submitted(), "opened": seen_by_the_head, "consulting": consulting,
    "for_signature": lambda o: o.for_signature(), "returned": then(lambda o: o.submitted(), "unit_head", lambda a, d: return_(a, d, "Sửa")),
    "signed": signed, "numbered": numbered, "on paper": on_paper, "sealed": sealed, "issued": issued,
    "recalling": then(issued, "director", lambda a, d: recall(a, d, "Ban hành nhầm")),
    "void": then(numbered, "clerk", lambda a, d: void(a, d, "Sai thể thức")),
    "withdrawn": then(drafted, "specialist", lambda a, d: withdraw(a, d, "Không cần nữa")),
}  # fmt: skip

ACTS: dict[str, Callable[[Office, Actor, UUID], object]] = {
    "submit": lambda o, a, d: outgoing.submit(a, d),
    "/sua/": lambda o, a, d: outgoing.amend(a, d, o.values()),
    "/tep/": lambda o, a, d: outgoing.annex(a, d, io.BytesIO(plain_pdf("Phụ lục")), "phu-luc.pdf"),
    "/ky/": lambda o, a, d: outgoing.sign(a, d),
    "approve": lambda o, a, d: outgoing.approve(a, d, "Đồng ý"),
    "return": lambda o, a, d: return_(a, d, "Sửa lại"),
    "number_only": lambda o, a, d: number(a, d),
    "number": lambda o, a, d: number_and_finish(a, d),
    "paper": lambda o, a, d: register_paper(a, d, "no_system"),
    "send_back": lambda o, a, d: outgoing.send_back(a, d, "Sai thể thức"),
    "/dong-dau/": lambda o, a, d: seal(a, d),
    "/phat-hanh/": lambda o, a, d: issue(a, d),
    "/lay-lai/": lambda o, a, d: outgoing.take_back(a, d),
    "withdraw": lambda o, a, d: withdraw(a, d, "Không cần nữa"),
    "void": lambda o, a, d: void(a, d, "Sai"),
    "settle": lambda o, a, d: settle_returned(a, d, "Đã gọi"),
    "recall": lambda o, a, d: recall(a, d, "Nhầm"),
}  # fmt: skip
SAME = {"answer": "approve", "secret": "paper"}
"""Dialogs of another name that do the same."""


def offered(actions: list[Action]) -> set[str]:
    """The keys of `ACTS` that the card's live buttons lead to."""
    names = {SAME.get(a.dialog, a.dialog) or f"/{a.url.rstrip('/').rpartition('/')[2]}/" for a in actions if not a.disabled}
    return names & set(ACTS)


@pytest.mark.parametrize("scene", SCENES)
def test_the_card_offers_exactly_what_would_not_be_refused(office: Office, scene: str) -> None:
    made = SCENES[scene](office)
    unlike = []
    for name in PEOPLE:
        with office.acting(getattr(office.cast, name)) as actor:
            seen = Outgoing.objects.visible_to(actor).filter(pk=made.id).first()
            buttons = offered(card(actor, seen).actions) if seen else set()
            for verb, act in ACTS.items():
                outcome = tried(f"outgoing:{made.id}", lambda act=act: act(office, actor, made.id))
                if (verb in buttons) != (outcome == DONE):
                    unlike.append((name, verb, outcome))
    assert unlike == []
