"""A copy of what arrived that bears the arrival stamp; the original is never touched (ND30 Điều 22, Phụ lục IV.V).

The file from outside is opened in the confined child only: a free place on its first page is looked for there, and the stamp laid in.
"""

from __future__ import annotations

import json
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor, seen
from tinhso.core.access.web import for_actor
from tinhso.core.files import public as files
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import roster
from tinhso.documents.incoming.actions.common import subject_of
from tinhso.documents.incoming.models import Directive, Incoming
from tinhso.documents.incoming.pages.common import found
from tinhso.documents.incoming.pages.overlay import NO_ROOM
from tinhso.documents.incoming.pages.proposing import READABLE
from tinhso.documents.incoming.rules.states import State
from tinhso.documents.layout.public import arrival_stamp
from tinhso.documents.outgoing.pages.common import pdf_response
from tinhso.engines import confined
from tinhso.kit.errors import Refusal
from tinhso.ui import format as fmt

LIMITS = confined.Limits(cpu=20, wall=45)


def may_stamp(document: Incoming) -> bool:
    """Registered, not void, and a file that pages can be made of."""
    file = document.file
    return document.arrival_number is not None and document.state != State.VOID and file is not None and file.media_type in READABLE


@require_GET
@for_actor
def stamped(request: HttpRequest, actor: Actor, document: UUID) -> HttpResponse:
    """The first page with dấu ĐẾN, the others as they came; noted in the access log."""
    there = found(actor, document)
    if not may_stamp(there) or there.file is None:
        raise Http404
    stamp = arrival_stamp(
        organ=directory().get(there.agency_id).name, number=str(there.arrival_number), day=fmt.date(there.arrival_date), to=_handed_to(actor, there)
    )  # fmt: skip
    made = confined.ask("tinhso.documents.incoming.pages.overlay:answer", _order(stamp, files.bytes_of(there.file)), LIMITS)
    if not made.startswith(b"%PDF-"):
        raise _no_room() if made == NO_ROOM else _unreadable()
    name = f"den-{there.arrival_number}.pdf"
    seen(actor, subject_of(there), "download", name)
    return pdf_response(made, name)


def _handed_to(actor: Actor, document: Incoming) -> str:
    """Who leads it by the directive, before one whom it was presented to."""
    standing = (
        Directive.objects.within(actor).filter(document=document, state=Directive.State.GIVEN).values_list("lead_label", flat=True).first()
    )
    return standing or (roster().post(document.presented_to_id).name if document.presented_to_id else "")


def _order(stamp: bytes, file: bytes) -> bytes:
    return json.dumps({"stamp": len(stamp)}).encode() + b"\n" + stamp + file


def _no_room() -> Refusal:
    return Refusal(
        "incoming.no_room",
        vi="Trang đầu không còn khoảng trống cho dấu ĐẾN. Hãy in văn bản rồi đóng dấu bằng tay.",
        en="The first page leaves no room for the arrival stamp. Print the document and stamp it by hand.",
    )


def _unreadable() -> Refusal:
    return Refusal(
        "incoming.stamp_unreadable",
        vi="Không mở được tệp này để đóng dấu ĐẾN trong giới hạn cho phép. Hãy tải bản gốc.",
        en="The file cannot be opened for stamping within the limits. Download the original.",
    )
