"""Mark a document, put it into a folder, let it go."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from tinhso.core.access.public import Actor, aggregate, record
from tinhso.documents.folders.access import KEEP
from tinhso.documents.folders.actions.folder import need_folder
from tinhso.documents.folders.models import Mark
from tinhso.documents.folders.queries import marks_of
from tinhso.kit import clock


@transaction.atomic
def mark(actor: Actor, kind: str, document: UUID, folder: int | None = None) -> Mark:
    """Keep a document at hand, from now on in this folder of one's own (None: in none); marked again, it is moved.

    The caller has found that the actor may see it. The evidence says that it was marked, not where. Raises NotAllowed, Refusal
    `folders.not_found`.
    """
    KEEP.require(actor)
    into = None if folder is None else need_folder(actor, folder)
    made, _new = Mark.objects.within(actor).update_or_create(
        owner=actor.owner, kind=Mark.Kind(kind), document=document,
        defaults={"folder": into}, create_defaults={"folder": into, "agency_id": actor.agency, "at": clock.now()},
    )  # fmt: skip
    record(actor, "folders.mark", aggregate(kind, document))
    return made


@transaction.atomic
def unmark(actor: Actor, kind: str, document: UUID) -> None:
    """Let it go; what is not marked stays so. Also of a document the actor may no longer see. Raises NotAllowed."""
    KEEP.require(actor)
    gone, _each = marks_of(actor).filter(kind=kind, document=document).delete()
    if gone:
        record(actor, "folders.unmark", aggregate(kind, document))
