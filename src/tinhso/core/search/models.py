from __future__ import annotations

from django.db import models

from tinhso.core.access.scoped import AgencyPart


class SavedSearch(AgencyPart):
    """A person's own search under a name, behind a policy of its own besides the agency's. What it finds is decided whenever it is asked."""

    agency_id = models.IntegerField()
    owner = models.TextField(help_text="principal: p7")
    name = models.TextField()
    asked = models.TextField(help_text="the page's address parameters")
    saved_at = models.DateTimeField()

    class Meta(AgencyPart.Meta):
        constraints = [models.UniqueConstraint(fields=["owner", "agency_id", "name"], name="search_one_name")]
