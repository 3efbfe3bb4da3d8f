"""What a document of ours answers lies in a room above this one, which says here whether somebody may see it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from tinhso.core.access.public import Actor
from tinhso.kit.errors import Refusal

Sees = Callable[[Actor, UUID], bool]
_sees: list[Sees] = []


def answerable(sees: Sees) -> Sees:
    """A room above tells whether the actor may see a document that can be answered."""
    _sees.append(sees)
    return sees


def need_answerable(actor: Actor, document: UUID) -> UUID:
    """Raises Refusal `draft.reply_to`: nobody answers, and thereby closes, what he may not see."""
    if not any(sees(actor, document) for sees in _sees):
        raise Refusal(
            "draft.reply_to",
            vi="Không tìm thấy văn bản đến được trả lời trong phạm vi bạn được xem. Mở văn bản đến rồi chọn “Soạn trả lời”.",
            en="There is no such incoming document to answer that you may see. Open the incoming document and choose “Draft a reply”.",
            status=404,
        )
    return document
