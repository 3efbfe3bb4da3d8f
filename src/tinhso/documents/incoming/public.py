"""The door of incoming documents."""

from __future__ import annotations

from uuid import UUID

from tinhso.core.access.public import Actor
from tinhso.documents.incoming.actions.arrive import arrive_electronically
from tinhso.documents.incoming.actions.chase import chase, chase_all
from tinhso.documents.incoming.actions.close import close, close_when_answered, reopen
from tinhso.documents.incoming.actions.correct import correct
from tinhso.documents.incoming.actions.direct import direct
from tinhso.documents.incoming.actions.extend import decide_extension, extend
from tinhso.documents.incoming.actions.handle import acknowledge_all, acknowledge_know, begin, look, opinion, progress
from tinhso.documents.incoming.actions.paper import attach_scan, log_envelope, log_paper, take_envelope
from tinhso.documents.incoming.actions.pass_on import sub_assign
from tinhso.documents.incoming.actions.pending import drop_pending, keep_pending, take_pending
from tinhso.documents.incoming.actions.present import present, propose
from tinhso.documents.incoming.actions.reassign import KINDS as HANDLING
from tinhso.documents.incoming.actions.reassign import reassign
from tinhso.documents.incoming.actions.recall import agree_recall, ask_recall, refuse_recall
from tinhso.documents.incoming.actions.receive import accept, refuse
from tinhso.documents.incoming.actions.register import register
from tinhso.documents.incoming.actions.verify import verify
from tinhso.documents.incoming.actions.void import void
from tinhso.documents.incoming.duplicates import Duplicate, duplicates
from tinhso.documents.incoming.events import IncomingStatus
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.rules.states import State
from tinhso.documents.incoming.rules.words import Reason
from tinhso.documents.incoming.values import Arrival, Desk, DirectiveValues, RegisterValues
from tinhso.documents.marks import Secrecy, Urgency

__all__ = [
    "HANDLING", "Arrival", "Desk", "DirectiveValues", "Duplicate", "Incoming", "IncomingStatus", "Reason", "RegisterValues", "Secrecy",
    "State", "Urgency", "accept", "acknowledge_all", "acknowledge_know", "agree_recall", "arrive_electronically", "ask_recall",
    "attach_scan", "begin", "chase", "chase_all", "close", "close_when_answered", "correct", "decide_extension", "direct",
    "document_id_of", "drop_pending", "duplicates", "extend", "keep_pending", "log_envelope", "log_paper", "look", "opinion", "present",
    "progress", "propose", "reassign", "refuse", "refuse_recall", "register", "reopen", "sub_assign", "take_envelope", "take_pending",
    "verify", "void",
]  # fmt: skip


def document_id_of(actor: Actor, document: UUID) -> str:
    """The mã định danh of one of the agency's incoming documents; "" where there is none."""
    found = Incoming.objects.within(actor).filter(agency_id=actor.agency, pk=document)
    return found.values_list("document_id", flat=True).first() or ""
