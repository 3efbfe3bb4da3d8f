"""What a file would bring: read, judged, and held against what the year's registers have already; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tinhso.core.access.public import Actor
from tinhso.core.files import public as files
from tinhso.core.files.public import StoredFile
from tinhso.core.people.public import roster
from tinhso.documents.numbering.public import Line
from tinhso.documents.registers.access import IMPORT
from tinhso.documents.registers.formats import xlsx
from tinhso.documents.registers.formats.xlsx import Sheet
from tinhso.documents.registers.models import OldLine, OldRegister
from tinhso.documents.registers.rules import EARLIEST, Asked, Fault, Judged, judge, key_of, taken
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.filetypes import XLSX
from tinhso.ui import format as fmt


@dataclass(frozen=True, slots=True)
class Preview:
    """`judged.faults` empty: it may be imported."""

    asked: Asked
    judged: Judged
    examples: int


def preview(actor: Actor, file: StoredFile, asked: Asked) -> Preview:
    """Raises NotAllowed, Refusal `registers.year`, `.not_xlsx`, `.file_twice`, and what `formats.xlsx.read` raises."""
    sheet = sheet_of(actor, file, asked)
    judged = judge(asked, sheet.rows, clock.today())
    judged.faults.extend(_taken(actor, asked, judged))
    judged.faults.sort(key=lambda f: f.row)
    return Preview(asked, judged, sheet.examples)


def sheet_of(actor: Actor, file: StoredFile, asked: Asked) -> Sheet:
    """Whether it may be such a register at all, its lines not yet judged. Raises as `preview`."""
    IMPORT.require(actor)
    _check(actor, file, asked)
    return xlsx.read(files.bytes_of(file), asked.kind)


def _check(actor: Actor, file: StoredFile, asked: Asked) -> None:
    this = clock.today().year
    if not EARLIEST <= asked.year <= this:
        raise Refusal(
            "registers.year", vi=f"Năm của sổ phải từ {EARLIEST} đến {this}.", en=f"The register's year is between {EARLIEST} and {this}."
        )
    if file.media_type != XLSX:
        raise Refusal(
            "registers.not_xlsx", vi=f"“{file.name}” không phải bảng tính Excel (.xlsx). Lưu sổ thành .xlsx rồi chọn lại.",
            en=f"“{file.name}” is no Excel workbook (.xlsx). Save the register as .xlsx and choose it again.",
        )  # fmt: skip
    before = OldRegister.objects.within(actor).filter(agency_id=actor.agency, sha256=file.sha256, withdrawn_at=None).first()
    if before is not None:
        who, when = roster().post(before.by_id).name, fmt.moment(before.at)
        raise Refusal(
            "registers.file_twice",
            vi=f"Đúng tệp này (mã băm SHA-256 {file.sha256[:12]}…) đã được {who} nhập lúc {when} vào sổ năm {before.year}. Muốn nhập lại thì rút lần nhập ấy trước.",
            en=f"This very file (SHA-256 {file.sha256[:12]}…) was imported by {who} at {when} into the register of {before.year}. To import it again, withdraw that import first.",
        )  # fmt: skip


def _taken(actor: Actor, asked: Asked, judged: Judged) -> Iterator[Fault]:
    """Numbers that an earlier import, or this system itself, has given a line already (a register begun in mid-year)."""
    lines = OldLine.objects.within(actor).filter(agency_id=actor.agency, kind=asked.kind, year=asked.year)
    old = dict(lines.values_list("key", "register__at"))
    given = Line.objects.within(actor).filter(agency_id=actor.agency, document_kind=asked.kind, year=asked.year)
    here = {key_of(asked.kind, secret, notation) for notation, secret in given.values_list("notation", "secret")}
    for entry in judged.entries:
        if entry.key in old:
            when = fmt.moment(old[entry.key])
            yield taken(asked, entry, f"trong sổ cũ nhập lúc {when}", f"in the old register imported at {when}")
        elif not asked.series and entry.key in here:
            yield taken(asked, entry, "trong sổ của hệ thống này", "in this system's own register")
