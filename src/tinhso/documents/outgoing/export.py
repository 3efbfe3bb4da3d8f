"""Issued files of an agency with a manifest: what leaves the system when somebody else must be able to check it."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from tinhso.core.access.public import acting, system
from tinhso.core.files import public as files
from tinhso.core.organisations.public import directory
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.public import document_id
from tinhso.documents.outgoing.rules.states import State

LEAVES = (State.ISSUED, State.RECALLING, State.RECALLED)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the manifest; `file` is relative to the folder, empty for a document issued on paper."""

    document_id: str
    agency: str
    notation: str
    issue_date: str
    type: str
    subject: str
    state: str
    paper_reason: str
    file: str
    sha256: str
    annexes: list[dict[str, str]]


def export(agency: int, folder: Path) -> Iterator[Item]:
    """Copy the agency's issued files into `folder`, oldest first, and tell each. Raises OSError where the disk refuses."""
    name = directory().get(agency).name
    with acting(system(agency)):
        rows = Outgoing.objects.unscoped("export by the command line, within one agency").filter(agency_id=agency, state__in=LEAVES)
        for row in rows.select_related("file").order_by("issue_date", "number", "id").iterator(chunk_size=200):
            stem = f"{row.issue_date:%Y}/{row.issue_date:%m-%d}-{row.notation.replace('/', '_')}"
            where = folder / str(agency)
            path, digest = _copy(row.file, where / f"{stem}.pdf") if row.file else ("", "")
            annexes = []
            for annex in row.attached.select_related("file", "sealed"):
                kept = annex.sealed or annex.file
                target, sha = _copy(kept, where / f"{stem}-{annex.ordinal}-{kept.name}")
                annexes.append({"file": str(Path(target).relative_to(folder)), "sha256": sha})
            yield Item(
                document_id=document_id(row), agency=name, notation=row.notation, issue_date=f"{row.issue_date}", type=row.type_code,
                subject=row.subject, state=str(row.state), paper_reason=row.paper_reason,
                file=str(Path(path).relative_to(folder)) if path else "", sha256=digest, annexes=annexes,
            )  # fmt: skip


def write(folder: Path, items: list[Item]) -> Path:
    """manifest.json, written last: a folder without it is an unfinished export."""
    body = {"documents": [asdict(item) for item in items], "count": len(items)}
    path = folder / "manifest.json"
    path.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _copy(file: files.StoredFile, target: Path) -> tuple[str, str]:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(files.path_of(file), target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    if digest != file.sha256:
        raise OSError(f"{target}: the stored bytes are damaged (expected SHA-256 {file.sha256})")
    return str(target), digest
