from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tinhso.core.access.scoped import AgencyPart
from tinhso.documents.outgoing.models.document import Outgoing
from tinhso.kit import ids


class Turn(AgencyPart):
    """One document's turn in a lot: what a clerk confirmed together is numbered (đợt cấp số), what a leader confirmed together is signed
    (đợt ký), one after the other in this order.

    `done_at` null: still to come; then `refused_vi` says why not, or is empty: it has its `notation`, or the signature.
    """

    class Verb(models.TextChoices):
        NUMBER = "number", _("Cấp số")
        SIGN = "sign", _("Ký số")

    id = models.UUIDField(primary_key=True, default=ids.new)
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    lot = models.UUIDField()
    verb = models.TextField(choices=Verb, default=Verb.NUMBER)
    ordinal = models.SmallIntegerField()
    document = models.ForeignKey(Outgoing, on_delete=models.CASCADE, related_name="turns")
    revision = models.BigIntegerField(help_text="of the document as it was seen: another by then is refused")
    sha256 = models.TextField(default="", blank=True, help_text="of the file the signer was shown")
    post = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+", help_text="who confirmed the lot")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    notation = models.TextField(default="", blank=True)
    refused_vi = models.TextField(default="", blank=True, help_text="why it got no number, or no signature")
    refused_en = models.TextField(default="", blank=True)

    class Meta(AgencyPart.Meta):
        ordering = ["ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["lot", "ordinal"], name="outgoing_turn_once"),
            models.CheckConstraint(
                condition=Q(done_at=None) | ~Q(notation="", refused_vi="") | Q(verb="sign"), name="outgoing_turn_came_to_something"
            ),
        ]
