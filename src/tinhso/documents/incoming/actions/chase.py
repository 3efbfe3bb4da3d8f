"""Đôn đốc: ask those who hold it to go on (ND30 Điều 24.1)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tinhso.core.access.public import Actor, record
from tinhso.core.notifications import public as notifications
from tinhso.documents.incoming import notices
from tinhso.documents.incoming.access import CHASE
from tinhso.documents.incoming.actions.common import load, need, say, subject_of, url_of
from tinhso.documents.incoming.models import Note
from tinhso.documents.incoming.rules.states import State
from tinhso.documents.incoming.rules.words import NoteKind
from tinhso.kit.errors import Refusal


@transaction.atomic
def chase(actor: Actor, document_id: UUID, text: str) -> Note:
    """Tell every desk that has not finished its part, or the leader who has not directed. Raises NotAllowed, Refusal `incoming.nobody`."""
    CHASE.require(actor)
    document = load(actor, document_id)
    text = need(text, "Ghi nội dung đôn đốc.", "Write what you ask for.")
    desks = set(document.assignments.filter(part__in=("lead", "co"), done_at=None, cancelled_at=None).values_list("principal", flat=True))
    if document.state == State.PRESENTED and document.presented_to_id:
        desks.add(f"o{document.presented_to_id}")
    if not desks:
        raise Refusal(
            "incoming.nobody", vi="Không có ai đang giữ việc để đôn đốc.", en="Nobody holds it; there is no one to chase.", status=409
        )
    note = say(actor, document, NoteKind.CHASE, text)
    notifications.notify(actor, notices.CHASED.code, sorted(desks), title=f"{document.subject}: {text}", url=url_of(document))
    record(actor, "incoming.chase", subject_of(document), desks=sorted(desks))
    return note
