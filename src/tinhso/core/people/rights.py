"""Who has which right and why: rows ready to show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tinhso.core.access.public import Role, all_permissions
from tinhso.core.people.snapshot import roster


@dataclass(frozen=True, slots=True)
class Right:
    """`why` is `role` (follows from the post) or `grant` (with its basis and last instant)."""

    code: str
    vi: str
    en: str
    why: str
    basis: str = ""
    until: datetime | None = None
    grant: int | None = None


def rights_of(post_id: int) -> list[Right]:
    """Everything a post may do now, in the order of codes; empty once it has ended. Raises KeyError for an unknown post."""
    now = roster()
    post = now.post(post_id)
    if not now.holds(post_id):
        return []
    granted = {g.permission: g for g in now.grants_of(post_id)}
    rows = []
    for p in all_permissions():
        if post.role in p.roles:
            rows.append(Right(p.code, p.vi, p.en, "role", post.title, post.valid_to))
        elif g := granted.get(p.code):
            rows.append(Right(p.code, p.vi, p.en, "grant", g.basis, g.valid_to, g.id))
    return rows


def administers(account: int) -> bool:
    """Whether the account's person holds an administrator's post now, on whichever of his posts he works, or was granted a right that
    by post an administrator alone has (or nobody).
    """
    now = roster()
    held = now.posts_of_account(account)
    if any(post.role == Role.ADMINISTRATOR for post in held):
        return True
    granted = {g.permission for post in held for g in now.grants_of(post.id)}
    return any(p.code in granted and p.roles <= {Role.ADMINISTRATOR} for p in all_permissions())


def holders_of(permission: str, agency: int) -> list[tuple[int, Right]]:
    """(post, right) of everybody in an agency who holds a permission now."""
    held = ((p.id, right) for p in roster().people_of_agency(agency) for right in rights_of(p.id))
    return [(post, right) for post, right in held if right.code == permission]
