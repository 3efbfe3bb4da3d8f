"""Who may change the tree: an administrator, for his own agency and all below it, and for agencies that are only correspondents."""

from __future__ import annotations

from tinhso.core.access.public import Actor, Role, permission
from tinhso.core.organisations.directory import Directory
from tinhso.core.organisations.snapshot import directory
from tinhso.kit.errors import NotAllowed

MANAGE = permission(
    "organisations.manage",
    vi="Quản lý cơ quan, đơn vị, mã định danh và kênh gửi nhận",
    en="Manage agencies, units, identifiers and channels",
    roles={Role.ADMINISTRATOR},
)


def require(actor: Actor, *units: int) -> None:
    """Raises NotAllowed unless the actor administers each of the units."""
    MANAGE.require(actor)
    for unit in units:
        require_reach(actor, unit, MANAGE.code)


def require_reach(actor: Actor, unit: int, permission_code: str) -> None:
    """Raises NotAllowed where a unit belongs to an agency that the actor's agency is not above."""
    tree = directory()
    if actor.is_system or reaches(tree, actor.agency, unit):
        return
    shown = tree.get(unit).name
    raise NotAllowed(
        permission_code,
        vi=f"“{shown}” không thuộc cơ quan bạn quản trị. Hãy nhờ quản trị của cơ quan đó hoặc của cấp trên.",
        en=f"“{shown}” is not administered from your agency. Ask its own administrator or one above it.",
        unit=unit,
    )


def reaches(tree: Directory, agency: int, unit: int) -> bool:
    """Whether `agency` stands above the unit's agency, or is it, or that agency does not work in this instance."""
    target: int | None = tree.get(unit).agency
    if not tree.hosted(tree.get(unit).agency):
        return True
    met: set[int] = set()
    while target is not None and target not in met:
        if target == agency:
            return True
        met.add(target)
        parent = tree.get(target).parent
        target = None if parent is None else tree.get(parent).agency
    return False
