"""The way of any draft whatsoever, whoever sits on its desks (Nghị định 30/2020 Điều 11-13)."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tinhso.documents.outgoing.rules.route import DEFAULT, STATE_OF, Cast, Desk, Planned, StepKind, check_kinds, may_decide, plan
from tinhso.documents.outgoing.rules.states import OUTGOING, REVIEWS, State
from tinhso.kit.errors import Refusal

EVERY_TIME_THE_SAME = settings(derandomize=True)
people = st.integers(1, 6)
desks = st.builds(
    lambda who, name: Desk(f"o{name}", f"Bàn {name}", frozenset(who)), st.sets(people, min_size=1, max_size=3), st.integers(1, 99)
)
some = st.lists(desks, max_size=3, unique_by=lambda d: d.principal).map(tuple)
casts = st.builds(
    Cast, drafter=people, unit_head=st.none() | desks, consulted=some, form_checkers=some, reviewers=some,
    signer=st.builds(lambda who, name: Desk(f"o{name}", f"Bàn {name}", frozenset({who})), people, st.integers(100, 199)),
)  # fmt: skip
routes = st.permutations([k for k in StepKind if k is not StepKind.SIGN]).flatmap(
    lambda order: st.sets(st.sampled_from([k for k in order if k is not StepKind.FORM_CHECK])).map(
        lambda left: (*(k for k in order if k not in left), StepKind.SIGN)
    )
)
"""Every lawful way: any steps in any order, the form checked, the signature last."""
anything = st.lists(st.sampled_from(list(StepKind)), max_size=6).map(tuple)


def planned(kinds: tuple[StepKind, ...], cast: Cast) -> list[Planned]:
    """The steps, where anybody but the drafter can check the form; other casts have no way at all."""
    assume(any(d.people - {cast.drafter} for d in cast.form_checkers))
    return plan(kinds, cast)


def decide(step: Planned, person: int, drafter: int) -> bool:
    return may_decide(
        person=person, principals=frozenset({step.desk.principal}), drafter=drafter, kind=step.kind, principal=step.desk.principal
    )


@EVERY_TIME_THE_SAME
@given(kinds=anything, cast=casts)
def test_dieu_12_13_a_way_without_form_check_or_without_the_signature_at_its_end_is_none(kinds: tuple[StepKind, ...], cast: Cast) -> None:
    lawful = kinds.count(StepKind.SIGN) == 1 and kinds[-1] is StepKind.SIGN and kinds.count(StepKind.FORM_CHECK) == 1
    lawful = lawful and all(kinds.count(k) <= 1 for k in StepKind)
    for judge in (lambda: check_kinds(kinds), lambda: plan(kinds, cast)):
        try:
            judge()
        except Refusal as no:
            assert (no.code == "route.incomplete") is not lawful
        else:
            assert lawful


@EVERY_TIME_THE_SAME
@given(kinds=routes, cast=casts)
def test_dieu_12_2_a_draft_whose_form_nobody_else_checks_goes_nowhere_and_no_other_is_refused(
    kinds: tuple[StepKind, ...], cast: Cast
) -> None:
    others = any(d.people - {cast.drafter} for d in cast.form_checkers)
    try:
        steps = plan(kinds, cast)
    except Refusal as no:
        assert (no.code, others) == ("route.nobody_checks_form", False)
    else:
        assert others
        (checked,) = (s.desk for s in steps if s.kind is StepKind.FORM_CHECK)
        assert checked == next(d for d in cast.form_checkers if d.people - {cast.drafter}), "in the order of preference"


@EVERY_TIME_THE_SAME
@given(kinds=routes, cast=casts)
def test_dieu_12_nobody_decides_on_his_own_draft_and_every_step_has_somebody_who_does(kinds: tuple[StepKind, ...], cast: Cast) -> None:
    for step in planned(kinds, cast):
        mine = decide(step, cast.drafter, cast.drafter)
        assert mine is (step.kind is StepKind.SIGN)
        assert any(decide(step, person, cast.drafter) for person in step.desk.people), "it would wait for ever"


@EVERY_TIME_THE_SAME
@given(person=st.none() | people, principals=st.sets(st.sampled_from(["o1", "u5.head", "a3.clerk"])), drafter=people,
       kind=st.sampled_from(list(StepKind)), principal=st.sampled_from(["o1", "u5.head", "a3.clerk"]))  # fmt: skip
def test_who_does_not_sit_on_the_desk_does_not_decide(
    person: int | None, principals: set[str], drafter: int, kind: StepKind, principal: str
) -> None:
    may = may_decide(person=person, principals=frozenset(principals), drafter=drafter, kind=kind, principal=principal)
    assert may is (principal in principals and not (person == drafter and kind is not StepKind.SIGN))


@EVERY_TIME_THE_SAME
@given(cast=casts)
def test_dieu_12_1_a_heads_own_draft_goes_straight_to_the_form_check(cast: Cast) -> None:
    assume(not cast.consulted)
    first = planned(DEFAULT, cast)[0]
    if cast.unit_head is None or cast.drafter in cast.unit_head.people:
        assert first.kind is StepKind.FORM_CHECK
    else:
        assert (first.kind, first.desk) == (StepKind.UNIT_HEAD, cast.unit_head)


@EVERY_TIME_THE_SAME
@given(kinds=routes, cast=casts)
def test_dieu_11_only_steps_with_nobody_else_on_them_are_left_out(kinds: tuple[StepKind, ...], cast: Cast) -> None:
    steps = planned(kinds, cast)
    asked = {kind: [s.desk for s in steps if s.kind is kind] for kind in StepKind}
    assert asked[StepKind.SIGN] == [cast.signer]
    if StepKind.CONSULT in kinds:
        assert asked[StepKind.CONSULT] == [d for d in cast.consulted if d.people != {cast.drafter}]
    if StepKind.LEADER in kinds:
        away = cast.signer.people | {cast.drafter}
        assert asked[StepKind.LEADER] == [d for d in cast.reviewers if not d.people & away], "neither the signer nor the drafter reviews"
    assert all(not asked[kind] for kind in StepKind if kind not in kinds)


@EVERY_TIME_THE_SAME
@given(kinds=routes, cast=casts)
def test_steps_follow_the_way_one_after_another_and_only_consultation_runs_side_by_side(kinds: tuple[StepKind, ...], cast: Cast) -> None:
    steps = planned(kinds, cast)
    assert [kinds.index(s.kind) for s in steps] == sorted(kinds.index(s.kind) for s in steps)
    assert steps[-1].kind is StepKind.SIGN and [s.kind for s in steps].count(StepKind.SIGN) == 1
    ordinals = [s.ordinal for s in steps]
    assert ordinals == sorted(ordinals) and set(ordinals) == set(range(1, ordinals[-1] + 1)), "none is left out"
    for ordinal in set(ordinals):
        together = [s for s in steps if s.ordinal == ordinal]
        assert len(together) == 1 or {s.kind for s in together} == {StepKind.CONSULT}
    assert len({s.ordinal for s in steps if s.kind is StepKind.CONSULT}) <= 1


@EVERY_TIME_THE_SAME
@given(kinds=routes, cast=casts)
def test_the_table_of_states_lets_every_way_be_gone(kinds: tuple[StepKind, ...], cast: Cast) -> None:
    steps = planned(kinds, cast)
    state, verb = State.DRAFTING, "submit"
    for ordinal in sorted({s.ordinal for s in steps}):
        kind = next(s.kind for s in steps if s.ordinal == ordinal)
        state, verb = OUTGOING.after(state, verb, STATE_OF[kind]), "approve"
        assert state in REVIEWS and OUTGOING.allows(state, "return")
    assert OUTGOING.after(state, "sign") is State.SIGNED
