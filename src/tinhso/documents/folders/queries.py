"""What a person keeps, for that person alone."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from tinhso.core.access.public import Actor
from tinhso.documents.folders.models import Folder, Mark
from tinhso.kit.text import sort_key


@dataclass(frozen=True, slots=True)
class FolderView:
    id: int
    name: str
    marked: int


@dataclass(frozen=True, slots=True)
class MarkView:
    """`folder` None: in none."""

    folder: int | None


def folders_of(actor: Actor) -> QuerySet[Folder]:
    return Folder.objects.within(actor).filter(owner=actor.owner, agency_id=actor.agency)


def marks_of(actor: Actor) -> QuerySet[Mark]:
    return Mark.objects.within(actor).filter(owner=actor.owner, agency_id=actor.agency)


def folders(actor: Actor) -> list[FolderView]:
    """The actor's folders in the order of their names, each with how many it holds. One query."""
    found = folders_of(actor).annotate(marked=Count("marks")).values_list("id", "name", "marked")
    return [FolderView(*row) for row in sorted(found, key=lambda row: sort_key(row[1]))]


def mark_of(actor: Actor, kind: str, document: UUID) -> MarkView | None:
    """Whether, and where, the actor keeps it. One query; none for who has no right to keep anything."""
    found = marks_of(actor).filter(kind=kind, document=document).values_list("folder", flat=True)[:1]
    return next((MarkView(folder) for folder in found), None)
