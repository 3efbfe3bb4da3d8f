"""Import a register of a past year: all of its lines or none; the ledger keeps who, the file's hash and how many."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, aggregate, record
from tinhso.core.files.public import StoredFile
from tinhso.core.organisations.models import Unit
from tinhso.documents.registers.access import IMPORT
from tinhso.documents.registers.importing import preview
from tinhso.documents.registers.jobs import index
from tinhso.documents.registers.models import OldLine, OldRegister
from tinhso.documents.registers.rules import Asked, Entry
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.text import squeeze


@transaction.atomic
def import_register(actor: Actor, file: StoredFile, asked: Asked) -> OldRegister:
    """Write what the preview showed; judged again, under a lock of the agency: two at once meet here.

    Its lines are seen by those who see every register line of the agency, and found by them a little later (`jobs.index`). Raises as `preview`, Refusal `registers.faults`.
    """
    IMPORT.require(actor)
    Unit.objects.select_for_update(no_key=True).get(pk=actor.agency)
    found = preview(actor, file, asked)
    if found.judged.faults:
        raise Refusal(
            "registers.faults",
            vi=f"Tệp có {len(found.judged.faults)} lỗi nên chưa nhập gì. Sửa tệp rồi tải lên lại.",
            en=f"The file has {len(found.judged.faults)} errors, so nothing was imported. Correct it and upload it again.",
        )
    audience = [principal.every(actor.agency)]
    register = OldRegister.objects.create(
        agency_id=actor.agency, audience=audience, kind=asked.kind, year=asked.year, series=squeeze(asked.series), lines=len(found.judged.entries),
        file=file, name=file.name, sha256=file.sha256, at=clock.now(), by_id=actor.own_post,
    )  # fmt: skip
    lines = [_line(register, audience, entry) for entry in found.judged.entries]
    try:
        OldLine.objects.bulk_create(lines, batch_size=1_000)
    except IntegrityError as error:  # past the preview only where somebody writes beside this action
        raise Refusal("registers.doubled", vi="Có số đã nằm trong sổ cũ. Xem trước lại.", en="A number is in the old register already. Look at the preview again.", status=409) from error  # fmt: skip
    index.defer(register=register.pk, agency=actor.agency)  # twenty thousand search rows would hold up whoever waits for this page
    record(
        actor, "registers.import", aggregate("old_register", register.pk), kind=str(asked.kind), year=asked.year, series=register.series,
        sha256=file.sha256, lines=len(lines),
    )  # fmt: skip
    return register


def _line(register: OldRegister, audience: list[str], entry: Entry) -> OldLine:
    return OldLine(
        agency_id=register.agency_id, audience=audience, register=register, kind=register.kind, year=register.year, key=entry.key, number=entry.number,
        day=entry.day, secrecy=entry.secrecy, document_date=entry.document_date, copies=entry.copies, moved=entry.moved, **entry.words,
    )  # fmt: skip
