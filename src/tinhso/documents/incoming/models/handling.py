from __future__ import annotations

from django.db import models
from django.db.models import Q

from tinhso.core.access.scoped import AgencyPart
from tinhso.documents.incoming.models.document import Incoming
from tinhso.kit import ids


class Directive(AgencyPart):
    """Bút phê: proposed by the chief of office, given by a leader; a later one replaces an earlier (Điều 23.2; Appendix IV.VII)."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "Đề xuất"
        GIVEN = "given", "Đã cho ý kiến"
        REPLACED = "replaced", "Đã thay"

    id = models.UUIDField(primary_key=True, default=ids.new)
    document = models.ForeignKey(Incoming, on_delete=models.PROTECT, related_name="directives")
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=State)
    text = models.TextField(blank=True, default="")
    lead = models.TextField(help_text="principal: u5.head or o12")
    lead_label = models.TextField()
    others = models.JSONField(default=list, help_text='[{"principal", "label", "part": "co" | "know", "due"}]')
    due = models.DateField(null=True)
    proposal = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True, help_text="what it accepted or changed")
    by = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    shown = models.TextField()
    at = models.DateTimeField()

    class Meta(AgencyPart.Meta):
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["document"], condition=Q(state="given"), name="incoming_one_directive_stands")]


class Assignment(AgencyPart):
    """One desk's part in handling a document, with its own deadline; `parent` is the desk that passed it on."""

    class Part(models.TextChoices):
        LEAD = "lead", "Chủ trì"
        CO = "co", "Phối hợp"
        KNOW = "know", "Để biết"

    id = models.UUIDField(primary_key=True, default=ids.new)
    document = models.ForeignKey(Incoming, on_delete=models.PROTECT, related_name="assignments")
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="assignments")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, related_name="children", null=True)
    part = models.TextField(choices=Part)
    principal = models.TextField()
    label = models.TextField()
    text = models.TextField(blank=True, default="", help_text="the unit head's word to the handler")
    due = models.DateField(null=True)
    assigned_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+", null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta(AgencyPart.Meta):
        ordering = ["assigned_at", "id"]
        indexes = [
            models.Index(fields=["agency", "due"], condition=Q(part="lead", done_at=None, cancelled_at=None), name="incoming_lead_due"),
            models.Index(fields=["document", "part"]),
            models.Index(fields=["principal"], condition=Q(done_at=None, cancelled_at=None), name="incoming_held"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(done_at=None) | Q(cancelled_at=None), name="incoming_done_or_cancelled"),
        ]


class Note(AgencyPart):
    """A word on the way: progress, a co-ordinator's opinion, a chase, a reason. Kept for ever (Appendix VI.III.5a)."""

    document = models.ForeignKey(Incoming, on_delete=models.PROTECT, related_name="notes")
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(help_text="rules.notes: progress, opinion, chase, accept…")
    text = models.TextField(blank=True, default="")
    post = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+", null=True)
    shown = models.TextField()
    at = models.DateTimeField()

    class Meta(AgencyPart.Meta):
        ordering = ["at", "id"]
