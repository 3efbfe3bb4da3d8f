"""What a scan proposes, as the registering form shows it; of a kept file read once."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from tinhso.core.files import public as files
from tinhso.core.files.public import StoredFile
from tinhso.documents.incoming.forms import recognised
from tinhso.documents.incoming.proposals import Proposal
from tinhso.documents.incoming.proposals.reading import read
from tinhso.kit import clock
from tinhso.kit.filetypes import PDF, PICTURES

READABLE = (PDF, *PICTURES)
_KIND = "proposals-1"
"""The rules' version: a change of theirs reads the file again."""
ASKED = ("notation", "document_date")
"""Never filled in: a wrong number or day in a register is found years later. They wait beside their field for a key."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One proposal for the page: `asked` waits for a key, else it fills its field while that is empty."""

    field: str
    value: str
    confidence: int
    where: str
    asked: bool
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """`said`: a word about the reading where it needs one."""

    shown: list[Shown] = field(default_factory=list)
    said: str = ""


def of_bytes(data: bytes, media_type: str) -> Reading:
    """Of a file that is not kept yet."""
    if media_type not in READABLE:
        return Reading()
    found = read(data, clock.today())
    return _reading(found.proposals, found.blind)


def of_file(file: StoredFile) -> Reading:
    """Of a kept one: what was read is kept beside it, unless something kept a page from being recognised (that may be put right)."""
    if file.media_type not in READABLE:
        return Reading()
    if (known := files.rendition(file, _KIND)) is not None:
        return _reading([Proposal(**p) for p in json.loads(files.bytes_of(known))], False)
    found = read(files.bytes_of(file), clock.today())
    if found.whole:
        files.store_rendition(file, _KIND, BytesIO(json.dumps([asdict(p) for p in found.proposals]).encode()), "application/json")
    return _reading(found.proposals, found.blind)


def _reading(found: list[Proposal], blind: bool) -> Reading:
    place = next((p.value for p in found if p.field == "place"), "")
    shown = [_shown(p, place if p.field == "document_date" else "") for p in found if p.field != "place"]
    if blind:
        return Reading(
            shown, _("Trang này là ảnh và máy chủ không có chương trình nhận dạng chữ tiếng Việt, nên không có đề xuất. Hãy nhập tay.")
        )
    if not shown:
        return Reading([], _("Không đọc được mục nào từ tệp này. Hãy nhập tay."))
    return Reading(
        shown, _("Các mục đánh dấu “Đề xuất” được đọc từ tệp: hãy đối chiếu. Số và ngày chỉ được nhận khi bạn bấm Enter ở ô ấy.")
    )


def _shown(p: Proposal, extra: str) -> Shown:
    value: Any = recognised(p.value)[0] if p.field == "issuer" else p.value
    return Shown(p.field, value, p.confidence, _("Đọc ở trang %(page)s") % {"page": p.page + 1}, p.field in ASKED, extra)
