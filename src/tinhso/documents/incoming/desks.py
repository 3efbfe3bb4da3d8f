"""Desks that documents are put on: a unit's head or a person on a post, of the actor's own agency."""

from __future__ import annotations

from dataclasses import dataclass

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, Role
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import PostView, roster
from tinhso.kit.errors import Refusal


@dataclass(frozen=True, slots=True)
class DeskView:
    """`sees`: whose audience grows when the document lies here; `unit`: whose heads see the task."""

    principal: str
    label: str
    unit: int
    sees: tuple[str, ...]
    post: int | None = None


def desk(actor: Actor, text: str) -> DeskView:
    """The desk named `u5.head` or `o12`. Raises Refusal `incoming.desk` for one outside the agency, closed, or vacant for ever."""
    if (ident := principal.post_of(text)) is not None:
        return _person(post(actor, ident))
    if (unit := principal.unit_headed(text)) is not None:
        tree = directory()
        if unit in tree and tree.get(unit).alive and tree.get(unit).agency == actor.agency:
            return DeskView(text, tree.get(unit).shown, unit, (text,))
    raise _nowhere()


def post(actor: Actor, ident: int) -> PostView:
    """A post held now in the actor's agency. Raises Refusal `incoming.desk`."""
    now = roster()
    if not now.holds(ident) or now.post(ident).agency != actor.agency:
        raise _nowhere()
    return now.post(ident)


def shown(view: PostView) -> str:
    return f"{view.name} ({view.title})"


def directs(view: PostView) -> bool:
    return view.role in (Role.DIRECTOR, Role.DEPUTY)


def _person(view: PostView) -> DeskView:
    own = principal.post(view.id)
    return DeskView(own, shown(view), view.unit, (own, principal.head_of(view.unit)), view.id)


def _nowhere() -> Refusal:
    return Refusal(
        "incoming.desk",
        vi="Nơi nhận không phải đơn vị hoặc người đang công tác ở cơ quan. Hãy chọn lại.",
        en="This is no unit of the agency, nor a person holding a post in it. Choose again.",
    )
