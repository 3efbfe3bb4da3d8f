"""A document is found by what it says: the words of its file are read once and kept beside it."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

from django.db import transaction

from tinhso.core.access.public import Actor
from tinhso.core.files import public as files
from tinhso.documents.incoming.actions.common import index
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.proposals.reading import words_of


def read_later(document: Incoming) -> None:
    """Once the transaction holds; the caller has given the document its file."""
    from tinhso.documents.incoming.jobs import read_words  # jobs import the actions

    read_words.defer(document=str(document.id), agency=document.agency_id)


def read(actor: Actor, document_id: UUID) -> None:
    """Read the file in the confined child and renew the search row. Nothing to do where it has none, or was read before."""
    found = Incoming.objects.within(actor).select_related("file").filter(pk=document_id).first()
    if found is None or found.file is None or files.rendition(found.file, "text") is not None:
        return
    words = words_of(files.bytes_of(found.file))  # it takes its time: nothing is locked meanwhile
    if not words:
        return
    with transaction.atomic():
        document = Incoming.objects.within(actor).select_for_update(of=("self",)).select_related("file").get(pk=document_id)
        if document.file is None or document.file_id != found.file_id:
            return  # destroyed, or another file meanwhile: that one is read by its own job
        files.store_rendition(document.file, "text", BytesIO(words.encode()), "text/plain")
        index(actor, document)
