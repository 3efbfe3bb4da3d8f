from __future__ import annotations

from django.db import models


class Happening(models.Model):
    """One thing that happened, written in the transaction that made it happen."""

    id = models.BigAutoField(primary_key=True)
    kind = models.TextField()
    aggregate = models.TextField()
    agency_id = models.IntegerField()
    payload = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["aggregate", "id"]), models.Index(fields=["agency_id", "-id"])]


class Delivery(models.Model):
    """A handler has dealt with a happening; written in the handler's own transaction, so a replay changes nothing."""

    happening = models.ForeignKey(Happening, on_delete=models.CASCADE)
    handler = models.TextField()
    agency_id = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["happening", "handler"], name="events_delivered_once")]
