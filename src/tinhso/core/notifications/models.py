from __future__ import annotations

from django.db import models
from django.db.models import Q

from tinhso.core.access.scoped import AgencyPart
from tinhso.core.notifications.rules import Channel, When
from tinhso.kit import ids


class Rule(AgencyPart):
    """An agency's own row of the table: when mail goes for a kind, and who is told besides."""

    agency_id = models.IntegerField()
    kind = models.TextField()
    mail = models.TextField(choices=[(w.value, w.value) for w in When])
    also = models.JSONField(default=list, help_text="principals told besides those the room names")

    class Meta(AgencyPart.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agency_id", "kind"], name="notifications_one_rule"),
            models.CheckConstraint(name="notifications_rule_when", condition=Q(mail__in=[w.value for w in When])),
        ]


class Notice(AgencyPart):
    """Told to one principal: a shared desk reads and acknowledges as one."""

    id = models.UUIDField(primary_key=True, default=ids.new)
    batch = models.UUIDField(help_text="the same telling to several principals: shown once to who is several of them")
    agency_id = models.IntegerField()
    recipient = models.TextField(help_text="a principal: o12, a3.clerk, p7")
    kind = models.TextField()
    title = models.TextField()
    url = models.TextField()
    urgent = models.BooleanField(default=False)
    mail = models.TextField(choices=[(w.value, w.value) for w in When])
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.IntegerField(null=True, help_text="post")

    class Meta(AgencyPart.Meta):
        indexes = [
            models.Index(fields=["recipient", "-at", "-id"], name="notifications_recipient"),
            models.Index(
                fields=["recipient", "-at"], name="notifications_unread",
                condition=Q(read_at=None) | Q(urgent=True, acknowledged_at=None),
            ),
        ]  # fmt: skip
        constraints = [models.UniqueConstraint(fields=["batch", "recipient"], name="notifications_told_once")]


class Preference(models.Model):
    """A person's own switch; instance-wide, as the person is. Urgent notices are told whatever it says."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    kind = models.TextField()
    channel = models.TextField(choices=[(c.value, c.value) for c in Channel])
    on = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "channel"], name="notifications_one_switch")]


class MorningMail(models.Model):
    """One morning mail a person and day; a job run again finds it and stops."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="notifications_one_morning_mail")]
