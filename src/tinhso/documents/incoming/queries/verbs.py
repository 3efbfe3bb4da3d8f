"""Which verbs an actor may do on a document now: buttons are shown by it; the actions check again."""

from __future__ import annotations

from tinhso.core.access.public import Actor
from tinhso.documents.incoming.access import CHASE, CLOSE_KNOWN, DIRECT, PASS_ON, PRESENT, PROPOSE, RECALL, RECEIVE, REGISTER, REOPEN, VOID
from tinhso.documents.incoming.actions.common import held
from tinhso.documents.incoming.models import Directive, Incoming
from tinhso.documents.incoming.rules.states import State

_S = State
_HANDLING = (_S.ASSIGNED, _S.IN_PROGRESS)


def allowed(actor: Actor, document: Incoming) -> frozenset[str]:
    """Names of actions in `incoming.public`, for a document already found visible. Two queries."""
    state = State(document.state)
    can = {
        "verify": bool(document.file_id) and RECEIVE.held_by(actor) and state != _S.DESTROYED,
        "accept": state in (_S.ARRIVED, _S.QUARANTINED) and RECEIVE.held_by(actor),
        "refuse": state in (_S.ARRIVED, _S.QUARANTINED, _S.ACCEPTED) and RECEIVE.held_by(actor),
        "attach_scan": document.channel == Incoming.Channel.PAPER and not document.secrecy and state not in (_S.DESTROYED, _S.REFUSED, _S.VOID)
        and RECEIVE.held_by(actor),
        "register": state is _S.ACCEPTED and REGISTER.held_by(actor),
        "correct": document.arrival_number is not None and state not in (_S.DESTROYED, _S.VOID) and REGISTER.held_by(actor),
        "void": state in (_S.REGISTERED, _S.PRESENTED) and VOID.held_by(actor),
        "present": state in (_S.REGISTERED, _S.PRESENTED) and PRESENT.held_by(actor),
        "propose": state in (_S.REGISTERED, _S.PRESENTED) and PROPOSE.held_by(actor),
        "direct": state in (_S.REGISTERED, _S.PRESENTED, *_HANDLING) and DIRECT.held_by(actor),
        "chase": state in (_S.PRESENTED, *_HANDLING) and CHASE.held_by(actor),
        "reopen": state is _S.DONE and (REOPEN.held_by(actor) or (actor.post is not None and actor.post == document.closed_by_id)),
        "agree_recall": state is _S.RECALL_ASKED and RECALL.held_by(actor),
        "refuse_recall": state is _S.RECALL_ASKED and RECALL.held_by(actor),
        "close": state in (_S.REGISTERED, _S.PRESENTED) and CLOSE_KNOWN.held_by(actor),
    }  # fmt: skip
    if can["direct"]:
        can["accept_proposal"] = document.directives.filter(state=Directive.State.PROPOSED).exists()
    return frozenset(name for name, may in can.items() if may) | _handling(actor, document, state)


def _handling(actor: Actor, document: Incoming, state: State) -> frozenset[str]:
    mine = held(actor, document, "lead", "co", "know")
    parts = {a.part for a in mine}
    verbs: set[str] = set()
    if "know" in parts:
        verbs.add("acknowledge_know")
    if state in _HANDLING and parts & {"lead", "co"}:
        verbs |= {"progress", "extend"} if any(a.due for a in mine) else {"progress"}
        if any(a.begun_at is None for a in mine if a.part != "know"):
            verbs.add("begin")
        if PASS_ON.held_by(actor):
            verbs.add("sub_assign")
        if "lead" in parts:
            verbs |= {"close", "close_when_answered", "reply"}
        if "co" in parts:
            verbs.add("opinion")
    return frozenset(verbs)
