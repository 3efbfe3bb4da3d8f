from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, Index, Q, Value, When
from django.utils.translation import gettext_lazy as _

from tinhso.core.access.scoped import Scoped
from tinhso.documents.marks import Secrecy, Urgency
from tinhso.documents.outgoing.rules.states import BOXES, UNSENT, State
from tinhso.kit import ids

if TYPE_CHECKING:
    from tinhso.documents.outgoing.models.parts import Annex


class Outgoing(Scoped):
    """One document on its way out of an agency: the draft, its signed file, its number, its fate.

    `file` is the binding file now: the last frozen version, then the signed, then the sealed one; each is kept.
    """

    class Source(models.TextChoices):
        LAID_OUT = "laid_out", _("Soạn trên hệ thống")
        UPLOADED = "uploaded", _("Tệp PDF tải lên")
        PAPER = "paper", _("Chỉ ban hành bản giấy")

    id = models.UUIDField(primary_key=True, default=ids.new)
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+", help_text="drafting unit")
    drafter = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    signer = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+", null=True)
    type_code = models.TextField()
    subject = models.TextField()
    field = models.TextField(default="", blank=True, help_text="lĩnh vực; a deputy sees his own")
    urgency = models.TextField(choices=Urgency.choices(), default=Urgency.NONE, blank=True)
    secrecy = models.TextField(choices=Secrecy.choices(), default=Secrecy.NONE, blank=True)
    source = models.TextField(choices=Source, default=Source.LAID_OUT)
    printed_year = models.SmallIntegerField(null=True, help_text="the year the file prints; its number must be of that year")
    content = models.JSONField(null=True, help_text="layout.content.Content as JSON; null for an uploaded file")
    places = models.JSONField(null=True, help_text="reserved rectangles of an uploaded file, PDF points")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    uploaded = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True, help_text="the PDF made elsewhere, as it came"
    )
    version = models.IntegerField(default=0, help_text="last frozen version; 0: never submitted")
    state = models.TextField(choices=State.choices(), default=State.DRAFTING)
    box = models.GeneratedField(
        expression=Case(
            When(state=State.NUMBERED.value, source="paper", then=Value("to_issue")),  # nothing to seal: it was stamped
            *(When(state__in=[str(s.value) for s in states], then=Value(box)) for box, states in BOXES.items()),
            default=Value(""),
        ),
        output_field=models.TextField(),
        db_persist=True,
        help_text="rules.states.BOXES: one index serves every list",
    )
    precedence = models.GeneratedField(
        expression=Case(
            *(When(urgency=str(mark.value), then=Value(place)) for place, mark in enumerate(reversed(Urgency)) if mark),
            default=Value(len(Urgency) - 1),
        ),
        output_field=models.SmallIntegerField(),
        db_persist=True,
        help_text="0 express, 1 very urgent, 2 urgent, 3 ordinary: what waits is taken in this order",
    )
    state_at = models.DateTimeField()
    plan = models.JSONField(default=dict, help_text="consulted units, reviewing posts, named persons only")
    due = models.DateField(null=True)
    reply_to = models.UUIDField(null=True, help_text="the incoming document this answers")
    number = models.IntegerField(null=True)
    notation = models.TextField(default="", blank=True)
    issue_date = models.DateField(null=True)
    issued_at = models.DateTimeField(null=True)
    paper_reason = models.TextField(default="", blank=True, help_text="why not electronic: code of rules.paper")
    recall_reason = models.TextField(default="", blank=True)
    created_at = models.DateTimeField()
    revision = models.IntegerField(default=0, help_text="grows with every change: two editors at once, the second is told")

    class Meta(Scoped.Meta):
        constraints = [
            # Of a secret document the product keeps the register line only (QĐ 28/2018 Điều 1.2).
            models.CheckConstraint(condition=Q(secrecy="") | Q(file=None, content=None, uploaded=None), name="outgoing_secret_has_no_file"),
            models.CheckConstraint(
                condition=Q(number=None) | (~Q(notation="") & Q(issue_date__isnull=False)), name="outgoing_number_has_notation_and_date"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.NUMBERED, State.SEALED, State.ISSUED]) | Q(number__isnull=False),
                name="outgoing_numbered_has_number",
            ),
        ]
        indexes = [
            Index(fields=["agency", "box", "-state_at", "-id"], name="outgoing_box"),
            Index(fields=["agency", "box", "precedence", "state_at", "id"], condition=Q(box__in=UNSENT), name="outgoing_queue"),
            Index(fields=["agency", "-issue_date", "-number", "-id"], condition=Q(number__isnull=False), name="outgoing_register"),
            Index(
                fields=["agency", "-issue_date", "-number", "-id"],
                condition=Q(number__isnull=False) & ~Q(secrecy=""),
                name="outgoing_secret_register",
            ),
            Index(fields=["agency", "drafter", "-state_at"]),
            Index(fields=["reply_to"], condition=Q(reply_to__isnull=False), name="outgoing_replies"),
        ]

    @property
    def attached(self) -> models.QuerySet[Annex]:
        """The annexes that go along now."""
        return self.annexes.filter(until=None)
