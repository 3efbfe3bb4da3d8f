from __future__ import annotations

from django.db import models
from django.db.models import Q

from tinhso.core.access.scoped import AgencyPart
from tinhso.kit import ids


class Dispatch(AgencyPart):
    """One document on its way to one recipient: the sender's side. `consignment` never changes, however often it is tried;
    what the receiver returned (02) goes again as a new one."""

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ gửi"
        DELIVERED = "delivered", "Đã giao"
        FAILED = "failed", "Không giao được"
        CANCELLED = "cancelled", "Đã hủy gửi"
        RETURNED = "returned", "Bị trả lại, đã gửi lại"

    consignment = models.UUIDField(primary_key=True, default=ids.new)
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    document = models.UUIDField(help_text="the outgoing document")
    recipient = models.UUIDField(help_text="its recipient line: one live dispatch each")
    state = models.TextField(choices=State, default=State.WAITING)
    attempts = models.IntegerField(default=0)
    queued_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, default="")

    class Meta(AgencyPart.Meta):
        constraints = [
            models.UniqueConstraint(fields=["recipient"], condition=~Q(state="returned"), name="exchange_one_live_dispatch"),
        ]
        indexes = [
            models.Index(fields=["agency", "document"]),
            models.Index(fields=["agency", "queued_at"], condition=Q(state__in=["waiting", "failed"]), name="exchange_not_delivered"),
        ]


class Inbound(AgencyPart):
    """The receiver's side: which consignment became which incoming document, and whom to tell."""

    consignment = models.UUIDField(primary_key=True)
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    sender = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    document = models.UUIDField(help_text="the incoming document")
    at = models.DateTimeField()


class StatusMessage(AgencyPart):
    """One status sent or received; `agency` is whose copy of the trail it is, both copies carry the same `message`."""

    id = models.UUIDField(primary_key=True, default=ids.new)
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    message = models.UUIDField(help_text="unique in each agency: a message taken twice changes nothing")
    consignment = models.UUIDField()
    outbound = models.BooleanField(help_text="sent by this agency")
    code = models.CharField(max_length=2)
    reason = models.TextField(blank=True, default="")
    by = models.TextField(blank=True, default="", help_text="who, as shown")
    at = models.DateTimeField()

    class Meta(AgencyPart.Meta):
        indexes = [models.Index(fields=["agency", "consignment", "at"])]
        constraints = [models.UniqueConstraint(fields=["agency", "message"], name="exchange_message_once")]
