from __future__ import annotations

from django.db import models
from django.db.models import Index, Q

from tinhso.core.access.scoped import AgencyPart
from tinhso.kit import ids


class Folder(AgencyPart):
    """Thư mục riêng: `owner` is the person's principal (p7), whatever the post, and who stands in for him is not he.

    Behind two policies of the database: the agency's, and one that lets through the owner alone.
    """

    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    owner = models.TextField(help_text="principal: p7")
    name = models.TextField()

    class Meta(AgencyPart.Meta):
        constraints = [
            models.UniqueConstraint(fields=["owner", "agency", "name"], name="folders_folder_named_once"),
            models.CheckConstraint(condition=~Q(name=""), name="folders_folder_named"),
        ]


class Mark(AgencyPart):
    """Đánh dấu: one document of either room, in one of the owner's folders or in none. It holds no word of the document."""

    class Kind(models.TextChoices):
        INCOMING = "incoming", "Văn bản đến"
        OUTGOING = "outgoing", "Văn bản đi"

    id = models.UUIDField(primary_key=True, default=ids.new)
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    owner = models.TextField(help_text="principal: p7")
    kind = models.TextField(choices=Kind)
    document = models.UUIDField(help_text="of the room that `kind` names")
    folder = models.ForeignKey(Folder, on_delete=models.SET_NULL, related_name="marks", null=True)
    at = models.DateTimeField()

    class Meta(AgencyPart.Meta):
        constraints = [models.UniqueConstraint(fields=["owner", "kind", "document"], name="folders_marked_once")]
        indexes = [
            Index(fields=["owner", "agency", "-at", "-id"], name="folders_of_owner"),
            Index(fields=["folder", "-at", "-id"], name="folders_in_folder"),
        ]
