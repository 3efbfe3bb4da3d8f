"""Lines of the week: entered, changed, cancelled, restored."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, aggregate, record
from tinhso.core.notifications.public import notify
from tinhso.core.organisations.public import directory
from tinhso.documents.agenda import notices
from tinhso.documents.agenda.access import KEEP
from tinhso.documents.agenda.models import Meeting, Week
from tinhso.documents.agenda.queries import address, leaders, of_document
from tinhso.documents.agenda.rules import MeetingValues, monday_of
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, Refusal
from tinhso.kit.text import squeeze


@transaction.atomic
def enter(actor: Actor, values: MeetingValues, *, meeting: UUID | None = None, document: UUID | None = None) -> Meeting:
    """A new line, or how `meeting` stands from now on. In a published week it is marked as changed and those concerned are told.

    `document`: the invitation it comes from; the caller has found that the actor and the whole agency may know of it. Raises NotAllowed,
    Refusal `agenda.past`, `agenda.leader`, `agenda.unit`, `agenda.ends`, `agenda.what`, `agenda.other_week`, `agenda.not_found`, Conflict `agenda.cancelled`, `agenda.entered`.
    """
    KEEP.require(actor)
    _check(actor, values)
    if document is not None and (twin := of_document(actor, document)) is not None:
        raise Conflict(
            "agenda.entered",
            vi=f"Giấy mời này đã có trong lịch ngày {twin.day:%d/%m/%Y}. Sửa cuộc họp ấy.",
            en=f"This invitation stands in the week already, on {twin.day:%d/%m/%Y}. Change that meeting.",
        )
    row = Meeting(agency_id=actor.agency, document=document) if meeting is None else need(actor, meeting)
    if row.cancelled_at:
        raise Conflict(
            "agenda.cancelled", vi="Cuộc họp này đã hủy. Khôi phục rồi sửa.", en="This meeting is cancelled. Restore it, then change it."
        )
    if meeting is not None and monday_of(row.day) != monday_of(values.day) and _published(actor, row.day):
        raise Refusal(
            "agenda.other_week",
            vi="Lịch tuần đã ban hành không bỏ mất cuộc họp nào: hủy cuộc họp này (ghi lý do, ngày mới), rồi thêm cuộc họp vào tuần kia.",
            en="A published week loses no meeting: cancel this one (with the reason and the new day), then add it to the other week.",
        )
    told = _concerned(row) if meeting else set()
    row.day, row.starts, row.ends, row.leaders, row.prepared_by_id = (
        values.day, values.starts, values.ends, list(values.leaders), values.prepared_by,
    )  # fmt: skip
    row.what, row.place, row.attending = values.what.strip(), squeeze(values.place), squeeze(values.attending)
    _changed(actor, row, told)
    record(actor, "agenda.enter", aggregate("meeting", row.id), day=row.day.isoformat(), starts=f"{row.starts:%H:%M}", leaders=row.leaders)
    return row


@transaction.atomic
def cancel(actor: Actor, meeting: UUID, reason: str) -> Meeting:
    """It stays in the week, struck out, with the reason. Raises NotAllowed, Refusal `agenda.reason`, `agenda.not_found`, Conflict."""
    KEEP.require(actor)
    reason = squeeze(reason)
    if not reason:
        raise Refusal("agenda.reason", vi="Hủy cuộc họp phải ghi lý do.", en="A cancelled meeting needs a reason.")
    row = need(actor, meeting)
    if row.cancelled_at:
        raise Conflict("agenda.cancelled", vi="Cuộc họp này đã hủy.", en="This meeting is cancelled already.")
    row.cancelled_at, row.cancel_reason = clock.now(), reason
    _changed(actor, row)
    record(actor, "agenda.cancel", aggregate("meeting", row.id), reason=reason)
    return row


@transaction.atomic
def restore(actor: Actor, meeting: UUID) -> Meeting:
    """A cancelled meeting takes place after all. Raises NotAllowed, Refusal `agenda.not_found`, Conflict `agenda.not_cancelled`."""
    KEEP.require(actor)
    row = need(actor, meeting)
    if row.cancelled_at is None:
        raise Conflict("agenda.not_cancelled", vi="Cuộc họp này không bị hủy.", en="This meeting is not cancelled.")
    row.cancelled_at, row.cancel_reason = None, ""
    _changed(actor, row)
    record(actor, "agenda.restore", aggregate("meeting", row.id))
    return row


def need(actor: Actor, meeting: UUID) -> Meeting:
    """One of the agency's lines, locked."""
    row = Meeting.objects.within(actor).select_for_update().filter(agency_id=actor.agency, pk=meeting).first()
    if row is None:
        raise Refusal("agenda.not_found", vi="Không có cuộc họp này trong lịch.", en="There is no such meeting.", status=404)
    return row


def _check(actor: Actor, values: MeetingValues) -> None:
    if not values.what.strip():
        raise Refusal("agenda.what", vi="Thiếu nội dung cuộc họp.", en="The meeting has no subject.")
    if values.day < clock.today():
        raise Refusal(
            "agenda.past",
            vi=f"Ngày {values.day:%d/%m/%Y} đã qua. Chọn từ hôm nay.",
            en=f"{values.day:%d/%m/%Y} is past. Choose today or later.",
        )
    if values.ends and values.ends <= values.starts:
        raise Refusal("agenda.ends", vi="Giờ kết thúc phải sau giờ bắt đầu.", en="It ends after it starts.")
    if not values.leaders or set(values.leaders) - {leader.post for leader in leaders(actor)}:
        raise Refusal(
            "agenda.leader",
            vi="Chọn ít nhất một lãnh đạo đương nhiệm của cơ quan.",
            en="Choose at least one leader of the agency in office.",
        )
    tree = directory()
    if values.prepared_by is not None and (values.prepared_by not in tree or tree.get(values.prepared_by).agency != actor.agency):
        raise Refusal("agenda.unit", vi="Đơn vị chuẩn bị không thuộc cơ quan.", en="The preparing unit is none of this agency.")


def _published(actor: Actor, day: date) -> bool:
    return Week.objects.within(actor).filter(agency_id=actor.agency, monday=monday_of(day)).exists()


def _changed(actor: Actor, row: Meeting, before: frozenset[str] | set[str] = frozenset()) -> None:
    """Saved; where the week was published before, marked, and those who are or were concerned are told."""
    if _published(actor, row.day):
        row.changed_at = clock.now()
        gone = f"Hủy ({row.cancel_reason}): " if row.cancelled_at else ""
        notify(
            actor, notices.CHANGED.code, sorted(_concerned(row) | before), title=f"{gone}{row.starts:%H:%M} {row.day:%d/%m}: {row.what}",
            url=address(monday_of(row.day)),
        )  # fmt: skip
    row.save()


def _concerned(row: Meeting) -> set[str]:
    return {*map(principal.post, row.leaders), *([principal.head_of(row.prepared_by_id)] if row.prepared_by_id else [])}
