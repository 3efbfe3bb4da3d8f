"""What the administration pages share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from tinhso.core.access.public import Actor, Permission, Role
from tinhso.core.access.web import View, for_actor
from tinhso.core.organisations.public import directory, reaches
from tinhso.kit.typed import whole
from tinhso.ui.words import english, said

ROLES: dict[Role, tuple[str, str]] = {
    Role.DIRECTOR: ("Người đứng đầu cơ quan", "Head of the agency"),
    Role.DEPUTY: ("Cấp phó của người đứng đầu", "Deputy of the head"),
    Role.CHIEF_OF_OFFICE: ("Chánh Văn phòng", "Chief of office"),
    Role.UNIT_HEAD: ("Trưởng đơn vị", "Head of a unit"),
    Role.DEPUTY_HEAD: ("Phó trưởng đơn vị", "Deputy head of a unit"),
    Role.SPECIALIST: ("Chuyên viên", "Specialist"),
    Role.CLERK: ("Văn thư", "Clerk"),
    Role.ADMINISTRATOR: ("Quản trị", "Administrator"),
}


def words(pair: Any) -> str:
    """The sentence of a permission, kind or fault in the active language; a pair is (vi, en)."""
    if isinstance(pair, tuple):
        return str(pair[1] if english() else pair[0])
    return said(pair)


def role_name(role: Role) -> str:
    return words(ROLES[role])


def role_choices() -> list[tuple[str, str]]:
    """Every role, none chosen beforehand."""
    return [("", _("Chọn vai trò")), *((r.value, role_name(r)) for r in Role)]


def for_right(right: Permission) -> Callable[[View], View]:
    """A page for holders of a right; others get 403 with the right's name."""

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, actor: Actor, *args: Any, **kwargs: Any) -> HttpResponseBase:
            right.require(actor)
            return view(request, actor, *args, **kwargs)

        return for_actor(page)

    return decorate


def agencies(actor: Actor) -> list[tuple[int, str]]:
    """Agencies that the actor administers and that work here, his own first."""
    tree = directory()
    found = [u for u in tree.agencies() if tree.hosted(u.id) and reaches(tree, actor.agency, u.id)]
    return [(u.id, u.name) for u in sorted(found, key=lambda u: (u.id != actor.agency, u.id))]


def chosen_agency(request: HttpRequest, actor: Actor) -> int:
    """The agency the page is about: his own, or another one within reach by `?agency=`."""
    asked = whole(request.GET.get("agency"))
    within = {agency for agency, _ in agencies(actor)}
    return asked if asked is not None and asked in within else actor.agency
