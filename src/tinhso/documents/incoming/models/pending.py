from __future__ import annotations

from django.db import models
from django.db.models import Index

from tinhso.core.access.scoped import Scoped
from tinhso.kit import ids


class Pending(Scoped):
    """A scan that waits for its register line: dropped in with others, read, and gone through one by one. Only the clerks see it."""

    id = models.UUIDField(primary_key=True, default=ids.new)
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        indexes = [Index(fields=["agency", "at", "id"], name="incoming_waiting")]
