"""Void a number: it stays in the register with its reason, and is never given again."""

from __future__ import annotations

from uuid import UUID

from tinhso.core.access.public import Actor, aggregate, record
from tinhso.documents.numbering.models import Line
from tinhso.kit import clock
from tinhso.kit.errors import Refusal


def void(actor: Actor, *, kind: str, document: UUID, reason: str) -> Line:
    """Mark the document's line void, in the caller's transaction. Raises Refusal when there is no reason or no live line."""
    reason = reason.strip()
    if not reason:
        raise Refusal("number.void_reason", vi="Hủy số phải ghi lý do.", en="Voiding a number needs a reason.")
    line = Line.objects.within(actor).select_for_update().filter(document_kind=kind, document=document, voided_at=None).first()
    if line is None:
        raise Refusal("number.not_live", vi="Văn bản này không có số đang hiệu lực.", en="This document has no live number.", status=409)
    line.voided_at, line.voided_by, line.void_reason = clock.now(), actor.post, reason
    line.save(update_fields=["voided_at", "voided_by", "void_reason"])
    record(actor, "numbering.void", aggregate(kind, document), notation=line.notation, reason=reason)
    return line
