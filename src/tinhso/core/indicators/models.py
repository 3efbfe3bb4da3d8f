from __future__ import annotations

from django.db import models

from tinhso.core.access.scoped import AgencyPart


class ReadingRow(AgencyPart):
    """A reading as it was reported: later corrections of records do not change what was said."""

    agency_id = models.IntegerField()
    code = models.TextField()
    unit_id = models.IntegerField()
    first = models.DateField()
    last = models.DateField()
    measure = models.TextField()
    numerator = models.BigIntegerField()
    denominator = models.BigIntegerField(null=True)
    taken_at = models.DateTimeField()

    class Meta(AgencyPart.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "code", "unit_id", "first", "last"], name="indicators_reported_once"),
            models.CheckConstraint(name="indicators_days", condition=models.Q(last__gte=models.F("first"))),
        ]
