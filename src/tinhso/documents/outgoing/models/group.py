from __future__ import annotations

from django.db import models
from django.db.models import Q

from tinhso.core.access.scoped import AgencyPart


class RecipientGroup(AgencyPart):
    """Nhóm nơi nhận: places an agency often writes to, kept under one name; a draft takes over its members, not the group."""

    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    members = models.JSONField(help_text='[{"name": "Sở X", "unit": 12}, {"name": "Công ty Y", "unit": null}] in the order printed')
    changed_at = models.DateTimeField()

    class Meta(AgencyPart.Meta):
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="outgoing_group_named_once"),
            models.CheckConstraint(condition=~Q(name=""), name="outgoing_group_named"),
        ]
