from __future__ import annotations

from django.db import models

from tinhso.core.access.scoped import AgencyPart
from tinhso.kit import ids


class StoredFile(AgencyPart):
    """One original in one agency. The bytes are a blob named by its SHA-256; they are never rewritten.

    A file has no audience of its own: it is reached through the record that holds it.
    """

    id = models.UUIDField(primary_key=True, default=ids.new)
    agency_id = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.TextField()
    name = models.TextField(help_text="as given by whoever brought it, NFC, without a path")
    stored_at = models.DateTimeField()
    stored_by = models.IntegerField(null=True, help_text="person")

    class Meta(AgencyPart.Meta):
        indexes = [models.Index(fields=["agency_id", "sha256"])]


class Rendition(AgencyPart):
    """Something made from an original: a preview, its text, a stamped print. Never the original itself."""

    original = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="renditions")
    agency_id = models.IntegerField()
    kind = models.TextField(help_text="text, pages, arrival-stamp")
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.TextField()
    made_at = models.DateTimeField()

    class Meta(AgencyPart.Meta):
        constraints = [models.UniqueConstraint(fields=["original", "kind"], name="files_one_rendition_of_a_kind")]
