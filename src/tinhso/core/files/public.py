"""The door of files: store an original, open it, keep and find its renditions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from django.conf import settings

from tinhso.core.access.actor import Actor
from tinhso.core.files.models import Rendition, StoredFile
from tinhso.core.files.rules import MAX_BYTES, clean_name, media_type
from tinhso.engines.blobs import Blobs
from tinhso.kit import clock

__all__ = [
    "MAX_BYTES",
    "Rendition",
    "StoredFile",
    "blobs",
    "bytes_of",
    "collect",
    "copy_to",
    "destroy",
    "path_of",
    "rendition",
    "renditions",
    "store",
    "store_rendition",
]


def blobs() -> Blobs:
    return Blobs(Path(settings.TINHSO_DATA) / "blobs")


def store(actor: Actor, stream: BinaryIO, name: str, limit: int = MAX_BYTES) -> StoredFile:
    """Keep the bytes of seekable `stream` for the actor's agency. The blob is durable before the row is written.

    Raises Refusal: empty, too large, wrong type, macro, disk full.
    """
    name = clean_name(name)
    head = stream.read(65_536)
    kind = media_type(head, stream, name)
    stream.seek(0)
    blob = blobs().put(stream, limit)
    return StoredFile.objects.create(
        agency_id=actor.agency,
        sha256=blob.sha256,
        size=blob.size,
        media_type=kind,
        name=name,
        stored_at=clock.now(),
        stored_by=actor.person,
    )


def destroy(actor: Actor, originals: Sequence[Any]) -> None:
    """The rows of these originals (ids) and their renditions; blobs that nobody names any more are collected later."""
    Rendition.objects.within(actor).filter(original_id__in=originals).delete()
    StoredFile.objects.within(actor).filter(pk__in=originals).delete()


def copy_to(agency: int, original: StoredFile) -> StoredFile:
    """The same bytes as an original of another agency (a delivery): a new row, no new blob. The scope must reach both."""
    blobs().touch(original.sha256)
    return StoredFile.objects.create(
        agency_id=agency,
        sha256=original.sha256,
        size=original.size,
        media_type=original.media_type,
        name=original.name,
        stored_at=clock.now(),
    )


def collect(before: datetime) -> list[str]:
    """Remove the bytes that no agency's record names any more: destroyed on recall (ND30 Điều 18.4), or uploaded and never kept.

    Returns their SHA-256. What was put since `before` stays, its row may not be committed yet. The scope must see all agencies.
    """

    def named() -> set[str]:
        rows = (
            StoredFile.objects.unscoped("bytes are shared by agencies: whoever names them keeps them"),
            Rendition.objects.unscoped("bytes are shared by agencies: whoever names them keeps them"),
        )
        return {sha256 for each in rows for sha256 in each.values_list("sha256", flat=True).iterator()}

    return blobs().collect(named, before.timestamp())


def path_of(file: StoredFile | Rendition) -> Path:
    return blobs().path(file.sha256)


def bytes_of(file: StoredFile | Rendition) -> bytes:
    return path_of(file).read_bytes()


def store_rendition(original: StoredFile, kind: str, stream: BinaryIO, media: str) -> Rendition:
    """Keep what was made from an original; the first one of a kind stays."""
    blob = blobs().put(stream, MAX_BYTES)
    made, _ = original.renditions.get_or_create(
        kind=kind,
        defaults={"agency_id": original.agency_id, "sha256": blob.sha256, "size": blob.size, "media_type": media, "made_at": clock.now()},
    )
    return made


def renditions(actor: Actor, originals: Sequence[Any], kind: str) -> dict[UUID, Rendition]:
    """What was made of each of these originals (ids); those without are absent. One query."""
    found = Rendition.objects.within(actor).filter(original_id__in=originals, kind=kind)
    return {made.original_id: made for made in found}


def rendition(original: StoredFile, kind: str) -> Rendition | None:
    return original.renditions.filter(kind=kind).first()
