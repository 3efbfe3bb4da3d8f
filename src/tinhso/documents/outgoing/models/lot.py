from __future__ import annotations

from django.db import models
from django.db.models import Q

from tinhso.core.access.scoped import AgencyPart
from tinhso.documents.outgoing.models.document import Outgoing
from tinhso.kit import ids


class Turn(AgencyPart):
    """One document's turn in a lot (đợt cấp số): what a clerk confirmed together is numbered one after the other, in this order.

    `done_at` null: still to come; then either `notation` or the two refusals say what became of it.
    """

    id = models.UUIDField(primary_key=True, default=ids.new)
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    lot = models.UUIDField()
    ordinal = models.SmallIntegerField()
    document = models.ForeignKey(Outgoing, on_delete=models.CASCADE, related_name="turns")
    revision = models.BigIntegerField(help_text="of the document as the clerk saw it: another by then is refused")
    post = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+", help_text="who confirmed the lot")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    notation = models.TextField(default="", blank=True)
    refused_vi = models.TextField(default="", blank=True, help_text="why it got no number")
    refused_en = models.TextField(default="", blank=True)

    class Meta(AgencyPart.Meta):
        ordering = ["ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["lot", "ordinal"], name="outgoing_turn_once"),
            models.CheckConstraint(condition=Q(done_at=None) | ~Q(notation="", refused_vi=""), name="outgoing_turn_came_to_something"),
        ]
