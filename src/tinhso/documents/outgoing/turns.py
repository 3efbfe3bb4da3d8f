"""What became of each document of a lot, numbered or signed, for who confirmed it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from tinhso.core.access.public import Actor
from tinhso.documents.outgoing.actions.common import url_of
from tinhso.documents.outgoing.models import Outgoing, Turn
from tinhso.ui import format as fmt
from tinhso.ui.rows import Tag
from tinhso.ui.words import english


@dataclass(frozen=True, slots=True)
class Told:
    """A turn; `document` is None where its document is no longer among those that the actor may see."""

    turn: Turn
    document: Outgoing | None

    @property
    def waits(self) -> bool:
        return self.turn.done_at is None

    @property
    def refused(self) -> bool:
        return bool(self.turn.refused_vi)

    @property
    def why_not(self) -> str:
        return self.turn.refused_en if english() else self.turn.refused_vi

    @property
    def place(self) -> str:
        return fmt.number(self.turn.ordinal)

    @property
    def subject(self) -> str:
        return self.document.subject if self.document else _("Văn bản không còn trong phạm vi bạn được xem")

    @property
    def url(self) -> str:
        return url_of(self.document) if self.document else ""

    def tag(self, refused: str, done: Tag | None) -> Tag | None:
        """That it waits, that it was `refused`, or `done`."""
        return Tag(_("Đang chờ đến lượt")) if self.waits else Tag(refused, "bad") if self.refused else done


def turns_of(actor: Actor, lot: UUID, verb: Turn.Verb) -> list[Told]:
    """The turns of a lot that this actor confirmed, in its order; none where there is no such lot. Two queries."""
    turns = list(Turn.objects.within(actor).filter(lot=lot, verb=verb, post=actor.own_post).order_by("ordinal"))
    seen = Outgoing.objects.visible_to(actor).in_bulk([t.document_id for t in turns])
    return [Told(turn, seen.get(turn.document_id)) for turn in turns]
