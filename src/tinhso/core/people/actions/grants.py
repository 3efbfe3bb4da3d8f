"""Single rights beyond those of a post, each with its basis and dates."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from tinhso.core.access.public import Actor, Role, aggregate, all_permissions, by_code, record
from tinhso.core.organisations.public import tell
from tinhso.core.people.access import require_grant
from tinhso.core.people.events import RightsChanged
from tinhso.core.people.models import Grant, Post
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, Refusal
from tinhso.kit.text import squeeze


def grant(actor: Actor, *, post: int, permission: str, basis: str, since: datetime | None = None, until: datetime | None = None) -> int:
    """A post holds a permission besides its own, from an instant (now when None); returns the id.

    Raises NotAllowed; Refusal `grant.basis`, `grant.unknown`, `grant.to_oneself`, `grant.administrator`; Conflict `grant.held`.
    """
    holder = Post.objects.get(pk=post)
    require_grant(actor, holder.unit_id)
    _may_hold(actor, holder, permission)
    if not squeeze(basis):
        raise Refusal(
            "grant.basis",
            vi="Thiếu căn cứ cấp quyền. Nhập số, ngày văn bản hoặc lý do.",
            en="The basis is missing. Enter the document's number and date, or the reason.",
        )
    start = since or clock.now()
    with transaction.atomic():
        try:
            with transaction.atomic():
                made = Grant.objects.create(post_id=post, permission=permission, basis=squeeze(basis), valid_from=start, valid_to=until)
        except IntegrityError as error:
            raise Conflict(
                "grant.held",
                vi="Vị trí này đã có quyền ấy, hoặc thời hạn không đúng. Thu hồi quyền cũ trước.",
                en="The post already holds this right, or the dates are wrong. Take the old one back first.",
            ) from error
        record(
            actor, "people.grant", aggregate("post", post), permission=permission, basis=squeeze(basis), since=start.isoformat(),
            until=until.isoformat() if until else None,
        )  # fmt: skip
        _tell(actor, holder, "Được cấp thêm quyền", permission)
    return made.id


def _may_hold(actor: Actor, holder: Post, permission: str) -> None:
    """Nobody gives himself a right, on whichever of his posts; an administrator, who sees no content, is given none of content."""
    wanted = next((p for p in all_permissions() if p.code == permission), None)
    if wanted is None:
        raise Refusal("grant.unknown", vi=f"Không có quyền “{permission}”.", en=f"There is no right “{permission}”.")
    if holder.person_id == actor.person:
        raise Refusal(
            "grant.to_oneself",
            vi="Không tự cấp quyền cho chính mình. Nhờ quản trị khác cấp.",
            en="Nobody gives himself a right. Ask another administrator.",
        )
    if not wanted.may_be_held(Role(holder.role)):
        raise Refusal(
            "grant.administrator",
            vi=f"Quản trị không xem nội dung văn bản nên không được cấp quyền “{wanted.vi}”. Chọn vị trí khác.",
            en=f"An administrator sees no content, so he is not given the right “{wanted.en}”. Choose another post.",
        )


def revoke_grant(actor: Actor, grant_id: int) -> None:
    """The right ends now. Raises NotAllowed."""
    row = Grant.objects.select_related("post").get(pk=grant_id)
    require_grant(actor, row.post.unit_id)
    now = clock.now()
    with transaction.atomic():
        row = Grant.objects.select_for_update(of=("self",)).select_related("post").get(pk=grant_id)
        if row.valid_to is None or row.valid_to > now:
            row.valid_to = max(now, row.valid_from)
            row.save(update_fields=["valid_to"])
            record(actor, "people.revoke_grant", aggregate("post", row.post_id), permission=row.permission)
            _tell(actor, row.post, "Đã thu hồi quyền", row.permission)


def _tell(actor: Actor, holder: Post, what: str, permission: str) -> None:
    words = f"{what}: {by_code(permission).vi}"
    tell(actor, RightsChanged(agency=holder.agency_id, aggregate=aggregate("post", holder.pk), post=holder.pk, vi=words))
