from __future__ import annotations

from django.db import models
from django.db.models import Case, Index, Q, Value, When

from tinhso.core.access.scoped import AgencyPart, Scoped
from tinhso.documents.incoming.rules.states import BOXES, State
from tinhso.documents.types import PETITION
from tinhso.kit import ids


class Incoming(Scoped):
    """One document that came to an agency. What its author wrote (issuer, number, date, subject, signer) is read-only once it
    came electronically; what this agency adds (arrival number, directive, handling) is apart."""

    class Channel(models.TextChoices):
        ELECTRONIC = "electronic", "Điện tử"
        PAPER = "paper", "Bản giấy"

    id = models.UUIDField(primary_key=True, default=ids.new)
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    channel = models.TextField(choices=Channel)
    state = models.TextField(choices=State.choices(), default=State.ARRIVED)
    box = models.GeneratedField(
        expression=Case(
            *(When(state__in=[str(s.value) for s in states], then=Value(box)) for box, states in BOXES.items()), default=Value("")
        ),
        output_field=models.TextField(),
        db_persist=True,
        help_text="rules.states.BOXES: one index serves every list",
    )
    state_at = models.DateTimeField()
    # The author's words (Appendix VI, Part II, II: fields 2-9)
    sender = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+", null=True)
    issuer = models.TextField(help_text="tác giả, as written")
    issuer_key = models.TextField(help_text="folded issuer, for the duplicate alarm")
    number = models.TextField(blank=True, default="")
    symbol = models.TextField(blank=True, default="")
    notation = models.TextField(blank=True, default="", help_text="as written: 215/QĐ-STTTT")
    notation_key = models.TextField(blank=True, default="", help_text="folded notation, for the duplicate alarm")
    document_date = models.DateField(null=True)
    type_code = models.TextField(blank=True, default="")
    subject = models.TextField()
    signer_name = models.TextField(blank=True, default="")
    signer_title = models.TextField(blank=True, default="")
    urgency = models.TextField(blank=True, default="")
    secrecy = models.TextField(blank=True, default="")
    pages = models.IntegerField(null=True)
    answer_by = models.DateField(null=True, help_text="the author's own deadline")
    document_id = models.TextField(blank=True, default="", help_text="mã định danh: organ, year, sequence (QĐ 28/2018 Điều 10.2)")
    reply_to = models.UUIDField(null=True, help_text="our outgoing document that it answers")
    consignment = models.UUIDField(null=True, help_text="the delivery that brought it; unique: a replay changes nothing")
    told = models.CharField(max_length=2, blank=True, default="", help_text="the last status code the sender was told (rules.status)")
    # Ours
    field = models.TextField(blank=True, default="", help_text="lĩnh vực; a deputy sees his own")
    named_only = models.BooleanField(default=False, help_text="party or personnel matter: named persons only")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    report = models.JSONField(null=True, help_text="the verifier's report on the file, with cautions")
    verdict = models.TextField(blank=True, default="", help_text="PASSED, INDETERMINATE, FAILED, UNSIGNED")
    arrived_at = models.DateTimeField()
    arrival_number = models.IntegerField(null=True)
    arrival_date = models.DateField(null=True)
    registered_by = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+", null=True)
    copies = models.IntegerField(default=1)
    note = models.TextField(blank=True, default="")
    presented_to = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+", null=True)
    due = models.DateField(null=True, help_text="the directive's deadline for the lead")
    refusal_reason = models.TextField(blank=True, default="")
    recall_reason = models.TextField(blank=True, default="")
    before_recall = models.TextField(blank=True, default="", help_text="the state to go on in when a recall is refused")
    result = models.TextField(blank=True, default="", help_text="how it was settled")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+", null=True)
    close_when_answered = models.BooleanField(default=False, help_text="the lead asked: issuing the reply settles it")
    answered_by = models.UUIDField(null=True, help_text="our outgoing reply")
    answer_notation = models.TextField(blank=True, default="")

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "consignment"], condition=Q(consignment__isnull=False), name="incoming_consignment_once"
            ),
            models.CheckConstraint(condition=Q(secrecy="") | Q(file=None), name="incoming_secret_has_no_file"),
            models.CheckConstraint(
                condition=~Q(state__in=[State.REGISTERED, State.PRESENTED, State.ASSIGNED, State.IN_PROGRESS, State.DONE])
                | Q(arrival_number__isnull=False),
                name="incoming_registered_has_number",
            ),
            models.CheckConstraint(condition=~Q(state=State.DESTROYED) | Q(file=None), name="incoming_destroyed_has_no_file"),
        ]
        indexes = [
            Index(fields=["agency", "box", "-arrived_at", "-id"], name="incoming_box"),
            Index(
                fields=["agency", "-arrival_date", "-arrival_number", "-id"],
                condition=Q(arrival_number__isnull=False),
                name="incoming_register",
            ),
            Index(fields=["agency", "notation_key", "issuer_key"]),
            Index(fields=["agency", "arrived_at"], name="incoming_arrived"),
            Index(fields=["agency", "due"], condition=Q(due__isnull=False), name="incoming_due"),
            Index(fields=["agency", "document_id"], condition=~Q(document_id=""), name="incoming_document_id"),
            Index(fields=["reply_to"], condition=Q(reply_to__isnull=False), name="incoming_answers"),
        ]

    @property
    def persons_only(self) -> bool:
        """A party or personnel matter is given to persons; a letter to units too, though nobody but the clerks reads it before."""
        return self.named_only and self.type_code != PETITION.code


class Annex(AgencyPart):
    """A file that came along, unaltered."""

    id = models.UUIDField(primary_key=True, default=ids.new)
    document = models.ForeignKey(Incoming, on_delete=models.CASCADE, related_name="annexes")
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    ordinal = models.IntegerField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta(AgencyPart.Meta):
        ordering = ["ordinal"]


class Envelope(AgencyPart):
    """An envelope addressed to a named person: handed over unopened, noted only (ND30 Điều 21.1.b)."""

    id = models.UUIDField(primary_key=True, default=ids.new)
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    sender = models.TextField(help_text="as written on the envelope")
    addressee = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True, default="")
    at = models.DateTimeField()
    by = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")

    class Meta(AgencyPart.Meta):
        ordering = ["-at"]
        indexes = [Index(fields=["agency", "-at"])]
