"""Permissions as objects, each with a sentence a human understands. A room declares its own in its `access.py`."""

from __future__ import annotations

from dataclasses import dataclass

from tinhso.core.access.actor import Actor, Role
from tinhso.kit.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Permission:
    """`roles` hold it by their post; anyone else only by a grant with its basis and dates (people.Grant)."""

    code: str
    vi: str
    en: str
    roles: frozenset[Role]

    def may_be_held(self, role: Role) -> bool:
        """An administrator, who sees no content, holds what administrators hold and what is held by grants alone."""
        return role != Role.ADMINISTRATOR or not self.roles or role in self.roles

    def held_by(self, actor: Actor) -> bool:
        return bool(self.roles & actor.roles) or self.code in actor.grants

    def require(self, actor: Actor) -> None:
        """Raises NotAllowed saying which right is missing and who gives it."""
        if self.held_by(actor) or actor.is_system:
            return
        raise NotAllowed(
            self.code,
            vi=f"Bạn không có quyền “{self.vi}”. Quyền này theo vị trí công tác; hãy hỏi quản trị của cơ quan.",
            en=f"You do not have the right “{self.en}”. It follows from a post; ask your agency's administrator.",
        )


_registry: dict[str, Permission] = {}


def permission(code: str, *, vi: str, en: str, roles: set[Role]) -> Permission:
    """Declare one; the code is unique in the product."""
    if code in _registry:
        raise ValueError(f"permission {code} is declared twice")
    made = _registry[code] = Permission(code, vi, en, frozenset(roles))
    return made


def all_permissions() -> list[Permission]:
    return sorted(_registry.values(), key=lambda p: p.code)


def by_code(code: str) -> Permission:
    return _registry[code]
