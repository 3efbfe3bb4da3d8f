"""What the pages share."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tinhso.core.access.public import Actor
from tinhso.documents import shown
from tinhso.documents.incoming.actions.common import ROOT, url_of
from tinhso.documents.incoming.models import Incoming
from tinhso.kit.filetypes import PICTURES
from tinhso.ui import attempts as ui
from tinhso.ui.rows import Crumb, PageImage


def found(actor: Actor, document: UUID) -> Incoming:
    """The document, or 404 for who may not see it: the same answer as for one that never was."""
    return get_object_or_404(Incoming.objects.visible_to(actor).select_related("file"), pk=document)


def pages_of(document: Incoming) -> list[PageImage]:
    """The first pages of its file, or the picture that it is; empty where nothing can be drawn."""
    at = url_of(document)
    if document.file is not None and document.file.media_type in PICTURES:
        return [PageImage(f"{at}tep", 1)]
    return shown.pages_of(document.file, at)


def crumbs(document: Incoming | None = None) -> list[Crumb]:
    home = Crumb(_("Văn bản đến"), ROOT)
    return [home] if document is None else [home, Crumb(document.subject, url_of(document))]


attempt = partial(ui.attempt, beyond=(*ui.NOT_TYPED, 409))
"""As everywhere, but a document that went on meanwhile is no matter of typing either: the form would not be offered again."""
