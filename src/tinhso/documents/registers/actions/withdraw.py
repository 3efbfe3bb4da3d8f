"""Withdraw an import as a whole: its lines and its file go, its row and the ledger keep that it was."""

from __future__ import annotations

from django.db import transaction

from tinhso.core.access.public import Actor, aggregate, record
from tinhso.core.files import public as files
from tinhso.core.search import public as search
from tinhso.documents.registers.access import IMPORT
from tinhso.documents.registers.models import OldLine, OldRegister
from tinhso.documents.registers.shown import subject_of
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.text import squeeze


@transaction.atomic
def withdraw(actor: Actor, register_id: int, reason: str) -> OldRegister:
    """Raises NotAllowed, Refusal `registers.reason`, `registers.gone` (404, or withdrawn before)."""
    IMPORT.require(actor)
    reason = squeeze(reason)
    if not reason:
        raise Refusal("registers.reason", vi="Rút sổ đã nhập phải ghi lý do.", en="Withdrawing an imported register needs a reason.")
    there = OldRegister.objects.within(actor).select_for_update().filter(agency_id=actor.agency, pk=register_id).first()
    if there is None:
        raise Refusal("registers.gone", vi="Không có lần nhập này.", en="There is no such import.", status=404)
    if there.withdrawn_at is not None:
        raise Refusal("registers.withdrawn", vi="Lần nhập này đã được rút trước đó.", en="This import was withdrawn before.", status=409)
    file, there.file = there.file, None
    there.withdrawn_at, there.withdrawn_by_id, there.reason = clock.now(), actor.own_post, reason
    there.save(update_fields=["withdrawn_at", "withdrawn_by", "reason", "file"])
    lines = OldLine.objects.within(actor).filter(agency_id=actor.agency, register=there)
    search.remove_all(actor, [subject_of(ident) for ident in lines.values_list("pk", flat=True)])
    lines.delete()
    if file is not None:
        files.destroy(actor, [file.pk])
    record(actor, "registers.withdraw", aggregate("old_register", there.pk), sha256=there.sha256, lines=there.lines, reason=reason)
    return there
