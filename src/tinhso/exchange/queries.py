"""Who has received what, always for an actor: rows ready to show."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language

from tinhso.core.access.public import Actor
from tinhso.core.organisations.public import Directory, directory
from tinhso.exchange.access import FOLLOW
from tinhso.exchange.models import Dispatch, StatusMessage
from tinhso.kit.states import Labelled
from tinhso.ui import format as shown
from tinhso.ui.rows import Tag, TimelineEntry, Tone


class Shown(Labelled):
    """A dispatch's state in both languages."""

    WAITING = "waiting", "Chờ gửi", "Waiting"
    DELIVERED = "delivered", "Đã giao", "Delivered"
    FAILED = "failed", "Không giao được", "Could not be delivered"
    CANCELLED = "cancelled", "Đã hủy gửi", "Cancelled"
    RETURNED = "returned", "Bị trả lại, đã gửi lại", "Returned, sent again"


class Code(Labelled):
    """What a status says (documents.md 2.2; QCVN 102)."""

    ARRIVED = "01", "Đã đến", "Arrived"
    REFUSED = "02", "Bị trả lại", "Returned"
    RECEIVED = "03", "Đã tiếp nhận", "Received"
    ASSIGNED = "04", "Đã phân công", "Assigned"
    IN_PROGRESS = "05", "Đang xử lý", "In progress"
    DONE = "06", "Hoàn thành", "Done"
    RECALL_ASKED = "13", "Yêu cầu thu hồi", "Recall asked"
    RECALL_AGREED = "15", "Đồng ý thu hồi", "Recall agreed"
    RECALL_REFUSED = "16", "Từ chối thu hồi", "Recall refused"


_TONES: dict[Shown, Tone] = {
    Shown.WAITING: "warn",
    Shown.DELIVERED: "ok",
    Shown.FAILED: "bad",
    Shown.CANCELLED: "plain",
    Shown.RETURNED: "plain",
}


@dataclass(frozen=True, slots=True)
class DispatchRow:
    consignment: UUID
    document: UUID
    recipient: UUID
    receiver: str
    tag: Tag
    queued: str
    delivered: str
    attempts: int
    error: str
    can_resend: bool
    live: bool


def dispatches(actor: Actor, document: UUID) -> list[DispatchRow]:
    """Every dispatch of one outgoing document the caller has already found visible: who has it, who has not."""
    rows = Dispatch.objects.within(actor).filter(agency_id=actor.agency, document=document).order_by("queued_at", "consignment")
    tree = directory()
    return [_row(row, tree) for row in rows]


def undelivered(actor: Actor, limit: int = 100) -> list[DispatchRow]:
    """What the agency sent and nobody has received yet, failures first, then the oldest. Raises NotAllowed."""
    FOLLOW.require(actor)
    waiting = (Dispatch.State.WAITING, Dispatch.State.FAILED)
    rows = Dispatch.objects.within(actor).filter(agency_id=actor.agency, state__in=waiting).order_by("state", "queued_at")
    tree = directory()
    return [_row(row, tree) for row in rows[:limit]]


def statuses_of(actor: Actor, consignment: UUID) -> list[TimelineEntry]:
    """The agency's own copy of a consignment's trail, oldest first, of a document already found visible."""
    rows = StatusMessage.objects.within(actor).filter(agency_id=actor.agency, consignment=consignment).order_by("at", "id")
    language = get_language() or "vi"
    return [
        TimelineEntry(
            what=f"{m.code} {Code(m.code).label(language)}", who=m.by, when=shown.moment(m.at), iso=m.at.isoformat(), opinion=m.reason
        )
        for m in rows
    ]


def _row(row: Dispatch, tree: Directory) -> DispatchRow:
    state = Shown(row.state)
    return DispatchRow(
        consignment=row.consignment, document=row.document, recipient=row.recipient, receiver=tree.get(row.receiver_id).name,
        tag=Tag(state.label(get_language() or "vi"), _TONES[state]), queued=shown.moment(row.queued_at),
        delivered=shown.moment(row.delivered_at), attempts=row.attempts, error=row.error, can_resend=state is Shown.FAILED,
        live=state is not Shown.RETURNED,
    )  # fmt: skip
