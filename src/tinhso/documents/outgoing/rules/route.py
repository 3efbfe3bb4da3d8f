"""The way of a draft: which desks it passes, who may not decide on his own work (ND30 Điều 11-13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tinhso.documents.outgoing.rules.states import State
from tinhso.kit.errors import Refusal
from tinhso.kit.states import Labelled


class StepKind(Labelled):
    UNIT_HEAD = "unit_head", "Lãnh đạo đơn vị kiểm tra nội dung", "Unit head checks the content"
    CONSULT = "consult", "Đơn vị phối hợp góp ý", "Consulted unit answers"
    FORM_CHECK = "form_check", "Kiểm tra thể thức", "Form check"
    LEADER = "leader", "Lãnh đạo cho ý kiến", "Leader's review"
    SIGN = "sign", "Ký ban hành", "Signature"


STATE_OF = {
    StepKind.UNIT_HEAD: State.UNIT_REVIEW,
    StepKind.CONSULT: State.CONSULTING,
    StepKind.FORM_CHECK: State.FORM_CHECK,
    StepKind.LEADER: State.LEADER_REVIEW,
    StepKind.SIGN: State.FOR_SIGNATURE,
}
DEFAULT = (StepKind.UNIT_HEAD, StepKind.CONSULT, StepKind.FORM_CHECK, StepKind.LEADER, StepKind.SIGN)


@dataclass(frozen=True, slots=True)
class Desk:
    """A principal and how it is shown; `people` are the persons who can act there."""

    principal: str
    label: str
    people: frozenset[int]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who stands where for this draft. `drafter` is a person, whatever the post he drafted on; `form_checkers` in order of preference:
    chief of office, then the clerk."""

    drafter: int
    unit_head: Desk | None
    consulted: tuple[Desk, ...]
    form_checkers: tuple[Desk, ...]
    reviewers: tuple[Desk, ...]
    signer: Desk


@dataclass(frozen=True, slots=True)
class Planned:
    ordinal: int
    kind: StepKind
    desk: Desk


def check_kinds(kinds: Sequence[StepKind]) -> None:
    """Raises Refusal unless the form is checked and the signature comes last, each step once."""
    if not kinds or kinds[-1] is not StepKind.SIGN or StepKind.FORM_CHECK not in kinds or len(set(kinds)) != len(kinds):
        raise Refusal(
            "route.incomplete",
            vi="Quy trình phải có bước kiểm tra thể thức và kết thúc bằng bước ký (Điều 12, 13 Nghị định 30/2020).",
            en="A route has a form check and ends with the signature (Decree 30/2020, Articles 12, 13).",
        )


def plan(kinds: Sequence[StepKind], cast: Cast) -> list[Planned]:
    """The steps a submitted draft takes.

    A head's own draft skips the unit's check (he answers for the content already, Điều 12.1); whoever drafted never checks his
    own form: the next form checker does; the signer does not also review as leader, nor anybody answer his own question. Raises Refusal when a step has nobody.
    """
    check_kinds(kinds)
    steps: list[Planned] = []
    for kind in kinds:
        desks = _desks(kind, cast)
        if desks:
            ordinal = len({s.ordinal for s in steps}) + 1
            side_by_side = kind is StepKind.CONSULT
            for i, desk in enumerate(desks):
                steps.append(Planned(ordinal if side_by_side else ordinal + i, kind, desk))
    return steps


def _desks(kind: StepKind, cast: Cast) -> tuple[Desk, ...]:
    if kind is StepKind.UNIT_HEAD:
        head = cast.unit_head
        if head is None or cast.drafter in head.people:
            return ()
        return (head,)
    if kind is StepKind.CONSULT:
        return tuple(d for d in cast.consulted if d.people - {cast.drafter})
    if kind is StepKind.FORM_CHECK:
        free = [d for d in cast.form_checkers if d.people - {cast.drafter}]
        if not free:
            raise Refusal(
                "route.nobody_checks_form",
                vi="Chưa có ai được giao kiểm tra thể thức ngoài người soạn (Điều 12.2 Nghị định 30/2020). Quản trị cần bố trí Chánh Văn phòng hoặc văn thư.",
                en="Nobody but the drafter is charged with the form check (Decree 30/2020, Article 12.2). An administrator appoints a chief of office or a clerk.",
            )
        return (free[0],)
    if kind is StepKind.LEADER:
        return tuple(d for d in cast.reviewers if not d.people & cast.signer.people and cast.drafter not in d.people)
    return (cast.signer,)


def may_decide(*, person: int | None, principals: frozenset[str], drafter: int, kind: StepKind, principal: str) -> bool:
    """Whether an actor decides on a step: it lies on his desk, and it is not his own draft (a signer may sign what he drafted).

    `person`, `drafter`: persons, for one person may hold several posts.
    """
    return principal in principals and (person != drafter or kind is StepKind.SIGN)
