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
    """One line of the manifest; `file` is relative to the folder, empty for a document issued on paper or whose bytes are wanting.

    `wanting` names the files that could not be copied: `absent` from the store, or `damaged` in it.
    """

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
    wanting: list[dict[str, str]]


def export(agency: int, folder: Path) -> Iterator[Item]:
    """Copy the agency's issued files into `folder`, oldest first, and tell each; one that is wanting does not stop the others.

    Raises OSError where the disk of `folder` refuses.
    """
    name = directory().get(agency).name
    with acting(system(agency)):
        rows = Outgoing.objects.unscoped("export by the command line, within one agency").filter(agency_id=agency, state__in=LEAVES)
        for row in rows.select_related("file").order_by("issue_date", "number", "id").iterator(chunk_size=200):
            stem = Path(str(agency), f"{row.issue_date:%Y}", f"{row.issue_date:%m-%d}-{row.notation.replace('/', '_')}")
            wanted = [(row.file, Path(f"{stem}.pdf"))] if row.file else []
            annexes = [(a.sealed or a.file, a.ordinal) for a in row.attached.select_related("file", "sealed")]
            wanted += [(file, Path(f"{stem}-{ordinal}-{file.name}")) for file, ordinal in annexes]
            copied = [(_copy(file, folder / path), str(path), file.sha256) for file, path in wanted]
            main = [(path, digest) for fault, path, digest in copied[: bool(row.file)] if not fault]
            file, digest = main[0] if main else ("", "")
            yield Item(
                document_id=document_id(row), agency=name, notation=row.notation, issue_date=f"{row.issue_date}", type=row.type_code,
                subject=row.subject, state=str(row.state), paper_reason=row.paper_reason, file=file, sha256=digest,
                annexes=[{"file": path, "sha256": sha} for fault, path, sha in copied[bool(row.file) :] if not fault],
                wanting=[{"file": path, "sha256": sha, "fault": fault} for fault, path, sha in copied if fault],
            )  # fmt: skip


def write(folder: Path, items: list[Item]) -> Path:
    """manifest.json, written last: a folder without it is an unfinished export."""
    body = {"documents": [asdict(item) for item in items], "count": len(items), "wanting": sum(len(item.wanting) for item in items)}
    path = folder / "manifest.json"
    path.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _copy(file: files.StoredFile, target: Path) -> str:
    """The fault, empty when `target` now holds exactly the bytes that were stored."""
    source = files.path_of(file)
    if not source.is_file():
        return "absent"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    if hashlib.sha256(target.read_bytes()).hexdigest() != file.sha256:
        target.unlink()
        return "damaged"
    return ""
