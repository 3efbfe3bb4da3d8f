from __future__ import annotations

from django.db import models

from tinhso.core.access.scoped import AgencyPart


class InstanceDay(models.Model):
    """A day that differs for everybody, as a decree or an announcement lays down; laid over the library's days."""

    day = models.DateField(primary_key=True)
    working = models.BooleanField()
    basis = models.TextField(help_text="the decree or announcement, with number and date")
    set_by = models.TextField()
    set_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="calendar_instance_day_has_basis", condition=~models.Q(basis=""))]


class AgencyDay(AgencyPart):
    """A day that differs for one agency alone; laid over the instance's days."""

    agency_id = models.IntegerField()
    day = models.DateField()
    working = models.BooleanField()
    basis = models.TextField()
    set_by = models.TextField()
    set_at = models.DateTimeField()

    class Meta(AgencyPart.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "day"], name="calendar_one_rule_a_day"),
            models.CheckConstraint(name="calendar_agency_day_has_basis", condition=~models.Q(basis="")),
        ]
