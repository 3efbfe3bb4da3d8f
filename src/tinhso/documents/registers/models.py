from __future__ import annotations

from django.db import models
from django.db.models import Q

from tinhso.core.access.scoped import Scoped
from tinhso.documents.registers.rules import Kind
from tinhso.kit import ids


class OldRegister(Scoped):
    """One imported file: the register (or a part of it) of a past year. Its row stays when it is withdrawn, its lines and its file do not."""

    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=Kind.choices())
    year = models.SmallIntegerField()
    series = models.TextField(blank=True, default="", help_text="the register's own name, where the agency kept several in the year")
    lines = models.IntegerField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.TextField(help_text="of the file")
    sha256 = models.TextField(help_text="of the file")
    at = models.DateTimeField()
    by = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("people.Post", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True, default="", help_text="why it was withdrawn")

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(fields=["agency", "sha256"], condition=Q(withdrawn_at=None), name="registers_file_once"),
            models.CheckConstraint(condition=Q(withdrawn_at=None) | ~Q(reason=""), name="registers_withdrawn_with_reason"),
        ]


class OldLine(Scoped):
    """A line of an imported register: no number of any series here, no task, no figure. Nobody changes it (trigger)."""

    id = models.UUIDField(primary_key=True, default=ids.new)
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    register = models.ForeignKey(OldRegister, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=Kind.choices())
    year = models.SmallIntegerField()
    key = models.TextField(help_text="what makes it one line of its year: register, secrecy, number and symbol")
    number = models.IntegerField(help_text="of the register")
    day = models.DateField(help_text="of the register: of the document that went out, of the arrival of one that came")
    secrecy = models.TextField(blank=True, default="")
    notation = models.TextField(blank=True, default="")
    document_date = models.DateField(null=True)
    subject = models.TextField(blank=True, default="")
    author = models.TextField(blank=True, default="", help_text="who signed what went out; whose document came")
    place = models.TextField(blank=True, default="", help_text="where it went; the unit or person that got it")
    keeper = models.TextField(blank=True, default="")
    copies = models.IntegerField(null=True)
    moved = models.DateField(null=True, help_text="ngày chuyển")
    signed_for = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")

    class Meta(Scoped.Meta):
        constraints = [models.UniqueConstraint(fields=["agency", "kind", "year", "key"], name="registers_line_once")]
        indexes = [
            models.Index(fields=["agency", "kind", "year", "day", "number", "id"], name="registers_in_order"),
            models.Index(fields=["register"], name="registers_of_register"),
        ]
