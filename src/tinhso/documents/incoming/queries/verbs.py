"""Which verbs an actor may do on a document now: buttons are shown by it; the actions ask the same rules again."""

from __future__ import annotations

from tinhso.core.access.public import Actor
from tinhso.documents.incoming.access import CHASE, CLOSE_KNOWN, DIRECT, PASS_ON, PRESENT, PROPOSE, RECALL, RECEIVE, REGISTER, REOPEN, VOID
from tinhso.documents.incoming.actions.common import held
from tinhso.documents.incoming.models import Directive, Incoming
from tinhso.documents.incoming.rules.states import HANDLING, UNDIRECTED, State, allows

RIGHTS = {
    "accept": RECEIVE, "refuse": RECEIVE, "attach_scan": RECEIVE, "register": REGISTER, "correct": REGISTER, "void": VOID,
    "present": PRESENT, "propose": PROPOSE, "direct": DIRECT, "chase": CHASE, "agree_recall": RECALL, "refuse_recall": RECALL,
}  # fmt: skip
"""Verbs that a right and the document's state decide upon."""


def allowed(actor: Actor, document: Incoming) -> frozenset[str]:
    """Names of actions in `incoming.public`, for a document already found visible. Two queries."""
    state = State(document.state)
    can = {verb for verb, right in RIGHTS.items() if right.held_by(actor) and allows(state, verb)}
    if document.channel != Incoming.Channel.PAPER or document.secrecy:
        can.discard("attach_scan")
    if document.arrival_number is None:
        can.discard("correct")
    if document.file_id and RECEIVE.held_by(actor):
        can.add("verify")
    if allows(state, "reopen") and (REOPEN.held_by(actor) or (actor.post is not None and actor.post == document.closed_by_id)):
        can.add("reopen")
    if state in UNDIRECTED and CLOSE_KNOWN.held_by(actor):
        can.add("close")
    if "direct" in can and document.directives.filter(state=Directive.State.PROPOSED).exists():
        can.add("accept_proposal")
    return frozenset(can | _handling(actor, document, state))


def _handling(actor: Actor, document: Incoming, state: State) -> set[str]:
    mine = held(actor, document, "lead", "co", "know")
    parts = {a.part for a in mine}
    verbs: set[str] = set()
    if "know" in parts:
        verbs.add("acknowledge_know")
    if state in HANDLING and parts & {"lead", "co"}:
        verbs |= {"progress", "extend"} if any(a.due for a in mine) else {"progress"}
        if any(a.begun_at is None for a in mine if a.part != "know"):
            verbs.add("begin")
        if PASS_ON.held_by(actor):
            verbs.add("sub_assign")
        if "lead" in parts:
            verbs |= {"close", "close_when_answered", "reply"}
        if "co" in parts:
            verbs.add("opinion")
    return verbs
