from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from tinhso.core.access.scoped import AgencyPart


class Key(AgencyPart):
    """A certificate and where its private key is: never the key itself. Images live here, not among uploads."""

    class Holder(models.TextChoices):
        PERSON = "person", "Cá nhân"
        AGENCY = "agency", "Cơ quan"

    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    holder = models.TextField(choices=Holder)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+", null=True)
    provider = models.TextField(default="software", help_text="which adapter signs: software")
    reference = models.TextField(help_text="for software keys the file's name under DATA/keys")
    subject = models.TextField()
    serial = models.TextField()
    certificate = models.TextField(help_text="PEM")
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    image = models.BinaryField(null=True, help_text="PNG, transparent: the hand signature (blue) or the seal (red)")
    enrolled_at = models.DateTimeField()

    class Meta(AgencyPart.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(holder="agency", person=None) | Q(holder="person", person__isnull=False),
                name="custody_holder",
            ),
            models.UniqueConstraint(fields=["serial", "agency"], name="custody_serial_once"),
        ]

    def in_force(self, at: datetime) -> bool:
        """Neither revoked nor outside its validity."""
        return self.revoked_at is None and self.valid_from <= at <= self.valid_to


class Custody(AgencyPart):
    """Giao, nhận: who keeps the agency's key from when, by which written permission."""

    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="custody")
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    basis = models.TextField(help_text="the written charge: number and date")
    minutes = models.TextField(default="", blank=True, help_text="minutes of the hand-over; empty where nobody kept it before")
    taken_at = models.DateTimeField()
    given_back_at = models.DateTimeField(null=True)
    return_basis = models.TextField(default="", blank=True, help_text="minutes by which it was handed over or given back")

    class Meta(AgencyPart.Meta):
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=Q(given_back_at=None), name="custody_one_keeper"),
            models.CheckConstraint(condition=~Q(basis=""), name="custody_in_writing"),
            models.CheckConstraint(
                condition=Q(given_back_at=None) | Q(given_back_at__gte=models.F("taken_at")) & ~Q(return_basis=""),
                name="custody_given_back_in_writing",
            ),
        ]
