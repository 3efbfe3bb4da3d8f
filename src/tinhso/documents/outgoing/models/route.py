from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tinhso.core.access.scoped import AgencyPart
from tinhso.documents.outgoing.models.document import Outgoing
from tinhso.documents.outgoing.rules.route import StepKind


class Route(AgencyPart):
    """Quy trình: which steps a draft of a type takes in an agency, as data (Điều 11-13)."""

    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    type_code = models.TextField(default="", blank=True, help_text="empty: every type without its own route")
    steps = models.JSONField(help_text='[{"kind": "unit_head"}, {"kind": "form_check"}, {"kind": "sign"}]')

    class Meta(AgencyPart.Meta):
        constraints = [models.UniqueConstraint(fields=["agency", "type_code"], name="outgoing_one_route_a_type")]


class Step(AgencyPart):
    """One step of one document's way, on one version. Several steps with one ordinal run side by side (consultation)."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Chưa đến")
        OPEN = "open", _("Đang chờ")
        DONE = "done", _("Đồng ý")
        RETURNED = "returned", _("Trả lại")
        CANCELLED = "cancelled", _("Không còn")

    document = models.ForeignKey(Outgoing, on_delete=models.PROTECT, related_name="steps")
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    version = models.IntegerField()
    ordinal = models.IntegerField()
    kind = models.TextField(choices=StepKind.choices())
    principal = models.TextField(help_text="whose desk: o12 (post), u5.head, a3.clerk")
    label = models.TextField(help_text="the desk as shown")
    state = models.TextField(choices=State, default=State.WAITING)
    opened_at = models.DateTimeField(null=True, help_text="reached this desk")
    seen_at = models.DateTimeField(null=True, help_text="looked at here: can no longer be taken back")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta(AgencyPart.Meta):
        ordering = ["version", "ordinal", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(state="done") | Q(done_by__isnull=False), name="outgoing_step_done_by_somebody"),
        ]
        indexes = [models.Index(fields=["document", "version", "ordinal"])]


class Opinion(AgencyPart):
    """What somebody said of a version; kept for ever (Appendix VI.III.5a)."""

    class Kind(models.TextChoices):
        SUBMIT = "submit", _("Trình")
        APPROVE = "approve", _("Đồng ý")
        INITIAL = "initial", _("Ký nháy")
        RETURN = "return", _("Trả lại")
        ANSWER = "answer", _("Góp ý")
        COMMENT = "comment", _("Trao đổi")
        TAKE_BACK = "take_back", _("Lấy lại")
        WITHDRAW = "withdraw", _("Rút")
        SIGN = "sign", _("Ký")
        VOID = "void", _("Hủy số")

    document = models.ForeignKey(Outgoing, on_delete=models.PROTECT, related_name="opinions")
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    version = models.IntegerField()
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="opinions", null=True)
    kind = models.TextField(choices=Kind)
    text = models.TextField(default="", blank=True)
    post = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    shown = models.TextField(help_text="name and title at that time")
    at = models.DateTimeField()

    class Meta(AgencyPart.Meta):
        ordering = ["at", "id"]
