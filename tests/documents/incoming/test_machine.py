"""Random verbs by random people at random times never break what must hold (ND30 Điều 22.2; documents.md 8.2)."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from tests.documents.incoming.conftest import MONDAY, House
from tinhso.core.access.public import Actor, acting, system
from tinhso.core.events.models import Happening
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.public import Desk, DirectiveValues, RegisterValues
from tinhso.documents.incoming.rules.states import INCOMING, State
from tinhso.documents.incoming.rules.status import STATUS_CODE, to_tell
from tinhso.documents.numbering.public import Line
from tinhso.kit import ids
from tinhso.kit.errors import Refusal

_names = count(1)
_REGISTERED = {"registered", "presented", "assigned", "in_progress", "done", "void"}
PEOPLE = ("clerk", "chief", "director", "deputy", "unit_head", "specialist", "colleague", "other_clerk")


def arrive(h: House, a: Actor, d: Incoming | None) -> Incoming:
    return h.arrived(document_id=str(ids.new()), notation=f"{next(_names)}/STNB", checked=False)


def directive(h: House) -> DirectiveValues:
    return DirectiveValues(lead=h.desk(h.cast.specialist), co=(Desk(h.head(h.cast.second_unit)),))


VERBS = {
    "log_paper": lambda h, a, d: incoming.log_paper(a, issuer="Sở X", notation=f"{next(_names)}/SX", subject="Thử"),
    "verify": lambda h, a, d: incoming.verify(a, d.id),
    "accept": lambda h, a, d: incoming.accept(a, d.id),
    "refuse": lambda h, a, d: incoming.refuse(a, d.id, "wrong_place"),
    "register": lambda h, a, d: incoming.register(a, d.id),
    "register_dup": lambda h, a, d: incoming.register(a, d.id, RegisterValues(duplicate_reason="Thử")),
    "present": lambda h, a, d: incoming.present(a, d.id, h.cast.director.post or 0),
    "propose": lambda h, a, d: incoming.propose(a, d.id, directive(h), h.cast.deputy.post or 0),
    "direct": lambda h, a, d: incoming.direct(a, d.id, directive(h)),
    "direct_proposed": lambda h, a, d: incoming.direct(a, d.id),
    "look": lambda h, a, d: incoming.look(a, d.id),
    "begin": lambda h, a, d: incoming.begin(a, d.id),
    "opinion": lambda h, a, d: incoming.opinion(a, d.id, "Ý kiến"),
    "close": lambda h, a, d: incoming.close(a, d.id, "Xong"),
    "reopen": lambda h, a, d: incoming.reopen(a, d.id, "Chưa xong"),
    "void": lambda h, a, d: incoming.void(a, d.id, "Vào sổ nhầm"),
    "agree_recall": lambda h, a, d: incoming.agree_recall(a, d.id),
    "refuse_recall": lambda h, a, d: incoming.refuse_recall(a, d.id, "Không"),
}  # fmt: skip

RIGHT = {
    "log_paper": "clerk", "verify": "clerk", "accept": "clerk", "refuse": "clerk", "register": "clerk", "register_dup": "clerk",
    "present": "clerk", "propose": "chief", "direct": "director", "direct_proposed": "director", "look": "specialist",
    "begin": "specialist", "opinion": "second_head", "close": "specialist", "reopen": "director", "agree_recall": "clerk",
    "refuse_recall": "clerk", "void": "clerk",
}  # fmt: skip
FORWARD = ("verify", "accept", "register", "present", "direct", "look", "close")

# Mostly the right person with the next verb, else documents would never come far; now and then anybody with anything.
steps = st.lists(
    st.one_of(
        *[st.sampled_from(FORWARD).map(lambda v: (v, RIGHT[v]))] * 3,
        st.sampled_from(sorted(RIGHT.items())),
        st.sampled_from([("arrive", "clerk"), ("ask_recall", "clerk"), ("new_year", "clerk")]),
        st.tuples(st.sampled_from(sorted(VERBS)), st.sampled_from(PEOPLE)),
    ).flatmap(lambda pair: st.tuples(st.just(pair[0]), st.just(pair[1]), st.integers(0, 2))),
    min_size=30, max_size=60,
)  # fmt: skip


@pytest.mark.slow
@settings(
    max_examples=25, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=steps)
def test_random_verbs_never_break_the_invariants(house: House, steps: list[tuple[str, str, int]]) -> None:
    house.now = MONDAY
    before = transaction.savepoint()  # each example begins with empty registers
    try:
        made = [arrive(house, house.cast.clerk, None), house.paper(f"{next(_names)}/SX")]
        for verb, who, which in steps:
            actor = getattr(house.cast, who)
            target = made[which % len(made)] if made else None
            try:
                if verb == "arrive":
                    made.append(arrive(house, actor, target))
                elif verb == "new_year":
                    house.now += timedelta(days=250 if house.now.year < 2024 else 1)
                elif verb == "ask_recall":
                    if target is not None and target.consignment:
                        with house.acting(system(house.cast.agency)) as receiver:
                            incoming.ask_recall(receiver, target.consignment, "Nhầm")
                elif verb == "log_paper":
                    with house.acting(actor):
                        logged = VERBS[verb](house, actor, None)
                    if logged.agency_id == house.cast.agency:
                        made.append(logged)
                elif target is not None:
                    with house.acting(actor):
                        VERBS[verb](house, actor, target)
            except Refusal:
                pass  # saying no is right; breaking something is not
        for document in made:
            event(house.again(document).state)
        hold(house, made)
    finally:
        transaction.savepoint_rollback(before)


def hold(house: House, made: list[Incoming]) -> None:
    who = system(house.cast.agency)
    with acting(who):
        for row in Incoming.objects.within(who).filter(pk__in=[d.id for d in made]):
            assert (row.arrival_number is not None) >= (row.state in _REGISTERED)
            assert row.state != "destroyed" or row.file_id is None
            assert bool(row.before_recall) >= (row.state == "recall_asked")
            open_parts = row.assignments.filter(done_at=None, cancelled_at=None, part="lead").count()
            assert (open_parts > 0) >= (row.state in ("assigned", "in_progress"))
            told = [
                h.payload["code"] for h in Happening.objects.filter(aggregate=f"incoming:{row.id}", kind="incoming.status").order_by("id")
            ]
            forward = [c for c in told if c != "16"]
            assert forward == sorted(forward), told
            assert told[-1:] == ["15"] or "15" not in told
        lines = list(
            Line.objects.within(who).filter(document_kind="incoming").order_by("year", "number").values_list("year", "number", "date")
        )
        for year in {y for y, _, _ in lines}:
            mine = [(n, d) for y, n, d in lines if y == year]
            assert [n for n, _ in mine] == list(range(1, len(mine) + 1)), "gap-free"
            assert [d for _, d in mine] == sorted(d for _, d in mine), "number order is date order"


@given(told=st.sampled_from(["", *sorted(set(STATUS_CODE.values()))]), states=st.lists(st.sampled_from(list(State)), max_size=12))
def test_statuses_never_go_backwards_whatever_the_states(told: str, states: list[State]) -> None:
    sent = [told] if told else []
    for state in states:
        if code := to_tell(sent[-1] if sent else "", state):
            sent.append(code)
    assert sent == sorted(set(sent)) or sent[-1] in ("02", "15")
    assert all(code not in ("02", "15") for code in sent[:-1])


def test_every_state_can_be_left_but_the_three_ends() -> None:
    ends = {s for s in State if not any(s in move.sources for move in INCOMING.moves)}
    assert ends == {State.REFUSED, State.DESTROYED, State.VOID}
    reached = {m.target for m in INCOMING.moves} | {State.ARRIVED}
    assert reached == set(State)


def test_the_recall_goes_back_to_where_it_was_for_every_held_state() -> None:
    for state in State:
        if INCOMING.allows(state, "ask_recall"):
            assert INCOMING.after(State.RECALL_ASKED, "refuse_recall", state) is state
