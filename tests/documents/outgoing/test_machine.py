"""Random verbs by random people at random times never break what must hold of outgoing documents (ND30 Điều 10-18; documents.md 8.2)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import count, pairwise
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from tests.documents.outgoing.conftest import MONDAY, Office
from tests.documents.outgoing.holds import hold, lawful, snapshot
from tinhso.core.access.public import Actor, acting, system
from tinhso.core.organisations.public import directory
from tinhso.documents.outgoing import public as outgoing
from tinhso.documents.outgoing.models import Outgoing, Recipient
from tinhso.documents.outgoing.public import RecipientValue
from tinhso.documents.outgoing.rules.delivery import DELIVERY, Delivery
from tinhso.documents.outgoing.rules.states import BOXES, EDITABLE, OUTGOING, REVIEWS, State
from tinhso.kit.errors import Refusal

PEOPLE = ("specialist", "unit_head", "colleague", "second_head", "chief", "clerk", "deputy", "director", "administrator", "other_clerk")
ENDS = (State.WITHDRAWN, State.VOID, State.RECALLED)
CODES = ("01", "02", "03", "04", "05", "06", "13", "15", "16")


def electronic(d: Outgoing, which: int) -> UUID:
    found = list(
        Recipient.plain.filter(document_id=d.id, channel=Recipient.Channel.INSTANCE).order_by("ordinal").values_list("id", flat=True)
    )
    if not found:
        raise Refusal("test.nobody", vi="Không gửi qua mạng.", en="Sent to nobody electronically.")
    return found[which % len(found)]


VERBS: dict[str, Callable[[Office, Actor, Outgoing, int], Any]] = {
    "amend": lambda o, a, d, n: outgoing.amend(a, d.id, values(o, n), d.revision),
    "submit": lambda o, a, d, n: outgoing.submit(a, d.id),
    "look": lambda o, a, d, n: outgoing.look(a, d.id),
    "approve": lambda o, a, d, n: outgoing.approve(a, d.id, "Thống nhất", initial=bool(n)),
    "return": lambda o, a, d, n: outgoing.return_(a, d.id, "Chưa đạt"),
    "take_back": lambda o, a, d, n: outgoing.take_back(a, d.id),
    "withdraw": lambda o, a, d, n: outgoing.withdraw(a, d.id, "Không cần nữa"),
    "sign": lambda o, a, d, n: outgoing.sign(a, d.id),
    "send_back": lambda o, a, d, n: outgoing.send_back(a, d.id, "Sai thể thức"),
    "number": lambda o, a, d, n: outgoing.number(a, d.id),
    "register_paper": lambda o, a, d, n: outgoing.register_paper(a, d.id, "party"),
    "seal": lambda o, a, d, n: outgoing.seal(a, d.id),
    "issue": lambda o, a, d, n: outgoing.issue(a, d.id),
    "void": lambda o, a, d, n: outgoing.void(a, d.id, "Hủy số"),
    "recall": lambda o, a, d, n: outgoing.recall(a, d.id, "Sai số liệu"),
    "settle_recall": lambda o, a, d, n: outgoing.settle_recall(a, d.id),
    "send_again": lambda o, a, d, n: outgoing.send_again(a, electronic(d, n)),
    "settle_returned": lambda o, a, d, n: outgoing.settle_returned(a, d.id, "Đã gửi bản giấy"),
    **{f"told_{code}": lambda o, a, d, n, code=code: outgoing.record_delivery(a, electronic(d, n), code) for code in CODES},  # type: ignore[misc]
}  # fmt: skip
RIGHT = {
    "amend": "specialist", "take_back": "specialist", "withdraw": "specialist", "return": "unit_head", "look": "unit_head", "send_back": "clerk",
    "register_paper": "clerk", "void": "clerk", "recall": "director", "settle_recall": "system", "send_again": "clerk", "settle_returned": "clerk",
    **{f"told_{code}": "system" for code in CODES},
}  # fmt: skip

# Mostly whoever's turn it is does what comes next, else documents would never come far; now and then anybody does anything.
turns = st.lists(
    st.one_of(
        *[st.just(("on", ""))] * 8,
        *[st.sampled_from([*sorted(RIGHT.items()), ("draft", "specialist"), ("later", ""), ("new_year", "")])] * 3,
        st.tuples(st.sampled_from([*sorted(VERBS), "draft"]), st.sampled_from(PEOPLE)),
    ).flatmap(lambda pair: st.tuples(st.just(pair[0]), st.just(pair[1]), st.integers(0, 999))),
    min_size=70, max_size=90,
)  # fmt: skip


def values(o: Office, n: int) -> outgoing.DraftValues:
    """Letters of every kind: consulted units, reviewers, another signer, a secret, named persons, no place to send it to."""
    c = o.cast
    province = RecipientValue("UBND tỉnh", directory().get(c.agency).parent, purpose="report")
    outside, own = RecipientValue("Công ty X", None, paper_reason="party"), RecipientValue("Phòng Kế hoạch", c.second_unit)
    everywhere = (RecipientValue("Sở Thử nghiệm B", c.other, addressed=True), province, outside, own)
    kinds: list[dict[str, Any]] = [
        {}, {"recipients": everywhere}, {"recipients": everywhere, "consulted": (c.second_unit,), "reviewers": (c.deputy.post,)},
        {"secrecy": "confidential"}, {"signer": c.deputy.post, "field": "cntt", "recipients": everywhere},
        {"named_only": True, "reviewers": (c.deputy.post, c.director.post)}, {"type_code": "report", "recipients": (outside,)},
    ]  # fmt: skip
    return o.values(**kinds[n % len(kinds)])


def drafted(o: Office, by: Actor, kind: int) -> UUID:
    with o.acting(by):
        return outgoing.draft(by, values(o, kind)).id


def told_next(d: Outgoing, chance: Random) -> tuple[str, int]:
    """What one of the places it was sent to tells next; while it is being recalled, all are asked and most agree."""
    stand = [Delivery(value) for value in d.recipients.filter(channel="instance").order_by("ordinal").values_list("delivery", flat=True)]
    verb = "recall" if d.state == State.RECALLING else "status"
    waiting = [i for i, at in enumerate(stand) if DELIVERY.allows(at, verb)] or [
        i for i, at in enumerate(stand) if DELIVERY.allows(at, "status")
    ]
    if not waiting:
        return "settle_recall", 0
    which = chance.choice(waiting)
    known = DELIVERY.targets(stand[which], verb) or DELIVERY.targets(stand[which], "status")
    answer = known[0] if d.state == State.RECALLING and chance.random() < 0.6 else known[chance.randrange(chance.randrange(len(known)) + 1)]
    return f"told_{answer.value}", which


def whose_turn(o: Office, d: Outgoing, chance: Random) -> tuple[str, int, Actor]:
    """What comes next of a document, to which of its recipients, and who does it."""
    c, state = o.cast, State(d.state)
    everybody = [getattr(c, name) for name in PEOPLE]
    clerk, drafter = c.clerk, next(a for a in everybody if a.post == d.drafter_id)
    if state in REVIEWS:
        waiting = d.steps.filter(version=d.version, state="open").first()
        assert waiting is not None
        actor = next(a for a in everybody if waiting.principal in a.principals and (a.person != drafter.person or waiting.kind == "sign"))
        verb = "return" if chance.random() < 0.1 else "sign" if waiting.kind == "sign" else "approve"
        return verb, chance.randrange(2), actor
    if state is State.SIGNED and d.printed_year != o.now.year:
        return "send_back", 0, clerk
    if state in (State.NUMBERED, State.SEALED) and chance.random() < 0.1:
        return "void", 0, clerk
    if state in (State.ISSUED, State.RECALLING):
        told, which = told_next(d, chance)
        if state is State.ISSUED and (told == "settle_recall" or chance.random() < 0.1):
            return "recall", 0, c.director
        return told, which, system(c.agency)
    verb, who = {
        State.DRAFTING: ("register_paper", clerk) if d.secrecy else ("submit", drafter), State.RETURNED: ("submit", drafter),
        State.SIGNED: ("number", clerk), State.NUMBERED: ("issue" if d.source == "paper" else "seal", clerk), State.SEALED: ("issue", clerk),
    }.get(state, ("look", clerk))  # fmt: skip
    return verb, 0, who


@pytest.mark.slow
def test_random_verbs_never_break_the_invariants(office: Office) -> None:
    reached: set[str] = set()
    stood: set[str] = set()
    plays = count()

    @settings(
        max_examples=60, deadline=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )  # fmt: skip
    @given(turns=turns)
    def played(turns: list[tuple[str, str, int]]) -> None:
        if next(plays) >= 14 and {*State} == reached and {*Delivery} == stood:
            return  # fourteen are enough, unless they did not come everywhere: what is drawn may differ from one machine to another
        office.now = MONDAY
        before = transaction.savepoint()  # each example begins with empty registers
        try:
            made = [
                drafted(office, by, kind) for by, kind in ((office.cast.unit_head, 1), (office.cast.specialist, 2), (office.cast.deputy, 4))
            ]
            for i, (verb, who, n) in enumerate(turns):
                turn(office, made, verb, who, Random(n + 1000 * i))
                documents, recipients = snapshot(office, made)
                reached.update(str(row[0]) for row in documents.values())
                stood.update(delivery for _, delivery in recipients.values())
            for row in documents.values():
                event(str(row[0]))
            hold(office, made)
        finally:
            transaction.savepoint_rollback(before)

    played()
    assert (set(State) - reached, set(Delivery) - stood) == (set(), set()), "the plays come everywhere"


def turn(office: Office, made: list[UUID], verb: str, who: str, chance: Random) -> None:
    """One act, and what it may have changed: one document, by a move of the table; nothing where it is refused."""
    if verb in ("later", "new_year"):
        office.now += timedelta(days=1 if verb == "later" or office.now.year > 2020 else 300)
        return
    exchange = RIGHT.get(verb) == "system"  # what is told comes by its jobs alone
    actor = system(office.cast.agency) if exchange or not who else getattr(office.cast, who)
    if verb == "draft":
        if actor.agency == office.cast.agency:
            with suppress(Refusal):
                made.append(drafted(office, actor, chance.randrange(7)))
        return
    with acting(system(office.cast.agency)):  # whoever acted last may have been of another agency, and seen nothing of these
        document, n = Outgoing.plain.get(pk=chance.choice(made)), chance.randrange(42)
        if verb == "on":
            live = [d for d in map(Outgoing.plain.in_bulk(made).__getitem__, made) if d.state not in ENDS][:3]
            document = chance.choice(live or [document])
            verb, n, actor = whose_turn(office, document, chance)
    before = snapshot(office, made)
    try:
        with office.acting(actor):
            VERBS[verb](office, actor, document, n)
    except Refusal:
        assert snapshot(office, made) == before, f"{verb} was refused and changed something"
        return
    lawful(verb, document.id, before, snapshot(office, made))


def test_every_state_is_left_but_the_ends_and_stands_in_one_box() -> None:
    ends = {s for s in State if not any(s in move.sources for move in OUTGOING.moves)}
    assert ends == set(ENDS)
    assert {move.target for move in OUTGOING.moves} | {State.DRAFTING} == set(State)
    boxed = [state for states in BOXES.values() for state in states]
    assert sorted(boxed) == sorted(State)


def test_dieu_15_nothing_comes_back_to_a_draft_once_it_has_a_number() -> None:
    numbered, reached = {State.NUMBERED}, set[State]()
    while numbered - reached:
        reached |= numbered
        numbered = {m.target for m in OUTGOING.moves if set(m.sources) & reached}
    assert not reached & {*EDITABLE, *REVIEWS, State.SIGNED, State.WITHDRAWN}


@given(told=st.lists(st.sampled_from(CODES), max_size=25), recalled=st.lists(st.booleans(), min_size=25, max_size=25))
def test_deliveries_never_go_backwards_whatever_is_told_in_whatever_order(told: list[str], recalled: list[bool]) -> None:
    """Codes come twice, late and out of order; what may not follow changes nothing (QĐ 28/2018)."""
    way = [Delivery.SENT]
    for code, asking in zip(told, recalled, strict=False):
        wanted = Delivery(code)
        if wanted in DELIVERY.targets(way[-1], "recall" if asking else "status"):
            way.append(wanted)
    forward = [d for d in way if d.value in ("01", "03", "04", "05", "06")]
    asked = [way[0], *(d for d in way if d in (Delivery.RECALL_ASKED, Delivery.RECALL_AGREED, Delivery.RECALL_REFUSED))]
    if Delivery.RECALL_REFUSED not in way:
        assert forward == sorted(set(forward)), "each code once, and none after a later one"
    assert all(a is not Delivery.RECALL_AGREED for a in way[:-1]), "what is recalled stays so"
    assert all(a is not Delivery.REFUSED for a in way[:-1]), "what is returned waits for a clerk"
    pairs = list(pairwise(asked))
    assert all(a is Delivery.RECALL_ASKED for a, b in pairs if b in (Delivery.RECALL_AGREED, Delivery.RECALL_REFUSED)), (
        "answered when asked"
    )
