"""Check authenticity and integrity before receiving (ND30 Điều 21.2.a, b)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tinhso.core.access.public import Actor
from tinhso.core.notifications import public as notifications
from tinhso.documents.incoming import notices
from tinhso.documents.incoming.access import RECEIVE
from tinhso.documents.incoming.actions.common import clerks, finish, load, move, not_found, say, url_of
from tinhso.documents.incoming.checking import Examined, annex_signatures, examine
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.rules.states import INCOMING, State
from tinhso.documents.incoming.rules.words import NoteKind
from tinhso.kit.errors import Refusal


def verify(actor: Actor, document_id: UUID) -> Incoming:
    """Judge the file as of now and keep the report; a failing one is quarantined while it waits to be received.

    Raises NotAllowed, Refusal `incoming.no_file`.
    """
    RECEIVE.require(actor)
    found = _of(actor, document_id)
    if found.file is None:
        raise Refusal("incoming.no_file", vi="Văn bản này không có tệp để kiểm tra.", en="This document has no file to check.")
    # The child process takes its time: nothing is locked meanwhile.
    judged = examine(found.file, tuple(a.file for a in found.annexes.select_related("file")), found.issuer)
    with transaction.atomic():
        document = load(actor, document_id)
        keep(actor, document, judged)
        finish(actor, document, "verify", verdict=judged.verdict, sha256=judged.report.get("sha256"))
    return document


def verify_once(actor: Actor, document_id: UUID) -> None:
    """The job's door: nothing to do where a verdict is there, or the document has gone."""
    found = _of(actor, document_id)
    if not found.verdict and found.file is not None:
        verify(actor, document_id)


def keep(actor: Actor, document: Incoming, judged: Examined) -> None:
    """Write the report; the caller saves."""
    document.verdict, document.report = judged.verdict, judged.report
    if judged.verdict == "FAILED" and INCOMING.allows(State(document.state), "quarantine"):
        move(actor, document, "quarantine")
        say(actor, document, NoteKind.QUARANTINE, _why(judged))
        notifications.notify(actor, notices.QUARANTINED.code, [clerks(document)], title=document.subject, url=url_of(document))


def _why(judged: Examined) -> str:
    every = (*(("", s) for s in judged.report["signatures"]), *annex_signatures(judged.report))
    failing = (f"{name}: {s['message']['vi']}" if name else str(s["message"]["vi"]) for name, s in every if s["verdict"] == "FAILED")
    return next(failing, "")


def _of(actor: Actor, document_id: UUID) -> Incoming:
    rows = Incoming.objects.within(actor) if actor.is_system else Incoming.objects.visible_to(actor)
    found = rows.select_related("file").filter(pk=document_id).first()
    if found is None:
        raise not_found()
    return found
