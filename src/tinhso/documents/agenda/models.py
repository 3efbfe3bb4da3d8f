from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from tinhso.core.access.scoped import AgencyPart
from tinhso.kit import ids


class Week(AgencyPart):
    """A week that was published: from then on a change is marked and told. A week without a row is being drawn up."""

    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    monday = models.DateField()
    published_at = models.DateTimeField()
    shown = models.TextField(help_text="who published it, with his title on that day")

    class Meta(AgencyPart.Meta):
        constraints = [models.UniqueConstraint(fields=["agency", "monday"], name="agenda_week_published_once")]


class Meeting(AgencyPart):
    """One line of the week: a meeting, a visit, a trip. It is cancelled, never deleted."""

    id = models.UUIDField(primary_key=True, default=ids.new)
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField(null=True)
    what = models.TextField()
    place = models.TextField(default="", blank=True)
    leaders = ArrayField(models.IntegerField(), help_text="posts")
    attending = models.TextField(default="", blank=True, help_text="Thành phần: who else, in words")
    prepared_by = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+", null=True)
    document = models.UUIDField(null=True, help_text="the incoming invitation it comes from")
    changed_at = models.DateTimeField(null=True, help_text="since the week was published")
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.TextField(default="", blank=True)

    class Meta(AgencyPart.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(ends=None) | Q(ends__gt=F("starts")), name="agenda_ends_after_it_starts"),
            models.CheckConstraint(condition=~Q(leaders=[]), name="agenda_somebody_leads"),
            models.CheckConstraint(condition=Q(cancelled_at=None) | ~Q(cancel_reason=""), name="agenda_cancelled_with_reason"),
        ]
        indexes = [
            models.Index(fields=["agency", "day", "starts"], name="agenda_of_week"),
            models.Index(fields=["document"], condition=Q(document__isnull=False), name="agenda_of_document"),
        ]
