"""The button of a document's own page: marks it, or tells that it is marked."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from tinhso.core.access.public import Actor
from tinhso.documents.folders.access import KEEP
from tinhso.documents.folders.queries import mark_of
from tinhso.ui.rows import Action

ROOT = "/thu-muc/"


def button(actor: Actor, kind: str, document: UUID) -> list[Action]:
    """One action, or none for who keeps nothing. One query."""
    if not KEEP.held_by(actor):
        return []
    words = _("Đã đánh dấu") if mark_of(actor, kind, document) else _("Đánh dấu")
    return [Action(words, f"{ROOT}danh-dau/{kind}/{document}/", kind="quiet", icon="flag")]
