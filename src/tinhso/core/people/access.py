"""The rights of this room, and how far an administrator reaches: his own agency and those below it."""

from __future__ import annotations

from tinhso.core.access.public import Actor, Role, permission
from tinhso.core.organisations.public import require_reach

MANAGE = permission(
    "people.manage",
    vi="Quản lý người, vị trí công tác và tài khoản",
    en="Manage people, posts and accounts",
    roles={Role.ADMINISTRATOR},
)
GRANT = permission("people.grant", vi="Cấp và thu hồi quyền riêng", en="Give and take back single rights", roles={Role.ADMINISTRATOR})
DELEGATE = permission(
    "people.delegate",
    vi="Ghi nhận việc giao ký, ủy quyền trong cơ quan",
    en="Enter delegations within the agency",
    roles={Role.ADMINISTRATOR, Role.CHIEF_OF_OFFICE},
)


OWN_INBOX = permission(
    "people.own_inbox",
    vi="Nhờ người khác xử lý thay hộp việc của mình trong một số ngày",
    en="Lend one's own inbox to somebody for some days",
    roles={Role.DIRECTOR, Role.DEPUTY, Role.CHIEF_OF_OFFICE, Role.UNIT_HEAD, Role.DEPUTY_HEAD},
)


def require_manage(actor: Actor, unit: int) -> None:
    """Raises NotAllowed unless the actor administers people of the unit's agency."""
    MANAGE.require(actor)
    require_reach(actor, unit, MANAGE.code)


def require_grant(actor: Actor, unit: int) -> None:
    GRANT.require(actor)
    require_reach(actor, unit, GRANT.code)


def require_delegate(actor: Actor, post: int, agency: int, mode: str = "") -> None:
    """One's own post's authority is one's own to hand on, a leader's own inbox too; another's needs the right, within the agency."""
    if actor.post == post and not DELEGATE.held_by(actor):
        if mode == "INBOX":
            OWN_INBOX.require(actor)
        return
    DELEGATE.require(actor)
    if actor.agency != agency:
        require_reach(actor, agency, DELEGATE.code)
