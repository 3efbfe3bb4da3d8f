from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tinhso.core.access.scoped import AgencyPart
from tinhso.documents.phrases.rules import Purpose


class PhraseList(AgencyPart):
    """The sentences one person keeps in one agency for one purpose, in the order he wants them; nobody else sees them (a policy of its own)."""

    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    owner = models.TextField(help_text="principal: p7")
    purpose = models.TextField(choices=Purpose.choices())
    phrases = ArrayField(models.TextField())
    changed_at = models.DateTimeField()

    class Meta(AgencyPart.Meta):
        constraints = [models.UniqueConstraint(fields=["owner", "agency", "purpose"], name="phrases_one_list_a_purpose")]
