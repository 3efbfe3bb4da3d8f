"""Nhóm nơi nhận: kept by the agency's clerks, used by everybody who drafts there."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from tinhso.core.access.public import Actor, aggregate, record
from tinhso.documents.outgoing.access import GROUPS
from tinhso.documents.outgoing.models import RecipientGroup
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, Refusal
from tinhso.kit.text import squeeze

MOST = 500


@transaction.atomic
def save_group(actor: Actor, name: str, members: Sequence[tuple[str, int | None]], group: int | None = None) -> int:
    """A new group, or what `group` is from now on; `members` are (name, unit of the tree or None). Returns its id.

    Raises NotAllowed; Refusal `group.nameless`, `group.empty`, `group.large`, `group.not_found`; Conflict `group.name_taken`.
    """
    GROUPS.require(actor)
    row = RecipientGroup(agency_id=actor.agency) if group is None else _locked(actor, group)
    row.name = squeeze(name)
    kept = list(dict.fromkeys((squeeze(text), unit) for text, unit in members if squeeze(text)))
    if not row.name:
        raise Refusal("group.nameless", vi="Thiếu tên nhóm. Nhập tên.", en="The group has no name. Enter one.")
    if not kept:
        raise Refusal(
            "group.empty", vi="Nhóm chưa có nơi nhận nào. Nhập ít nhất một nơi.", en="The group is empty. Enter at least one recipient."
        )
    if len(kept) > MOST:
        raise Refusal(
            "group.large", vi=f"Nhóm quá {MOST} nơi nhận. Chia thành nhiều nhóm.", en=f"More than {MOST} recipients. Make several groups."
        )
    row.members = [{"name": text, "unit": unit} for text, unit in kept]
    row.changed_at = clock.now()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Conflict(
            "group.name_taken",
            vi=f"Cơ quan đã có nhóm “{row.name}”. Chọn tên khác, hoặc sửa nhóm ấy.",
            en=f"The agency already has a group “{row.name}”. Choose another name, or change that group.",
        ) from error
    record(actor, "outgoing.save_group", aggregate("recipient_group", row.id), name=row.name, members=row.members)
    return row.id


@transaction.atomic
def drop_group(actor: Actor, group: int) -> None:
    """The group is no more; drafts that took its members over keep them. Raises NotAllowed, Refusal `group.not_found`."""
    GROUPS.require(actor)
    row = _locked(actor, group)
    record(actor, "outgoing.drop_group", aggregate("recipient_group", row.id), name=row.name)
    row.delete()


def _locked(actor: Actor, group: int) -> RecipientGroup:
    row = RecipientGroup.objects.within(actor).select_for_update().filter(agency_id=actor.agency, pk=group).first()
    if row is None:
        raise Refusal("group.not_found", vi="Không có nhóm nơi nhận này.", en="There is no such group of recipients.", status=404)
    return row
