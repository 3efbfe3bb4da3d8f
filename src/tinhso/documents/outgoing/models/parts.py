from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tinhso.core.access.scoped import AgencyPart
from tinhso.documents.outgoing.models.document import Outgoing
from tinhso.documents.outgoing.rules.delivery import Delivery
from tinhso.kit import ids


class Version(AgencyPart):
    """A draft as it was submitted: the bytes people gave their opinions on. Never changed, never removed (Appendix VI.III.5a)."""

    document = models.ForeignKey(Outgoing, on_delete=models.PROTECT, related_name="versions")
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    number = models.IntegerField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    content = models.JSONField(null=True)
    places = models.JSONField(help_text="the reserved rectangles in this file, PDF points")
    symbol = models.TextField(default="", blank=True, help_text="what follows the number as the file prints it; empty: not found in it")
    pages = models.SmallIntegerField(null=True, help_text="of the file; null: frozen before they were counted")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")

    class Meta(AgencyPart.Meta):
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="outgoing_version_once")]

    @property
    def annexes(self) -> models.QuerySet[Annex]:
        """What was submitted together with it."""
        return self.document.annexes.filter(Q(until=None) | Q(until__gte=self.number), since__lte=self.number)


class Conformity(AgencyPart):
    """What was found of a file's form against Phụ lục I of ND30 when it was placed or submitted; judged once, for the bytes stay the same.

    A file that could not be judged has no `report`, and in `refused` why: both sentences, Vietnamese and English.
    """

    document = models.ForeignKey(Outgoing, on_delete=models.PROTECT, related_name="conformities")
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    errors = models.IntegerField(help_text="what the decree prescribes and the file breaks")
    warnings = models.IntegerField(help_text="what a person should look at")
    report = models.JSONField(null=True, help_text="layout.public.Report as JSON")
    refused = models.JSONField(default=list, help_text="why it could not be judged; empty where it was")
    judged_at = models.DateTimeField()

    class Meta(AgencyPart.Meta):
        constraints = [models.UniqueConstraint(fields=["document", "file"], name="outgoing_conformity_once")]


class Annex(AgencyPart):
    """A file that goes along unaltered, in the order shown; a PDF is sealed at its top right (Appendix I.III.1.d).

    It belongs to the versions `since` to `until`; one dropped from the draft stays with the versions it was submitted with.
    """

    id = models.UUIDField(primary_key=True, default=ids.new)
    document = models.ForeignKey(Outgoing, on_delete=models.CASCADE, related_name="annexes")
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    ordinal = models.IntegerField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    sealed = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    added_at = models.DateTimeField()
    since = models.IntegerField(default=1, help_text="the first version it goes along with")
    until = models.IntegerField(null=True, help_text="the last one; null: still there")

    class Meta(AgencyPart.Meta):
        ordering = ["ordinal"]


class Recipient(AgencyPart):
    """Nơi nhận: one agency, unit, person or named group, for one purpose, with the state of its own delivery (Appendix I.II.9)."""

    class Purpose(models.TextChoices):
        ACT = "act", _("Để thực hiện")
        REPORT = "report", _("Để báo cáo")
        KNOW = "know", _("Để biết")
        KEEP = "keep", pgettext_lazy("nơi nhận", "Lưu")  # a place where a copy is kept, no button

    class Channel(models.TextChoices):
        INSTANCE = "instance", _("Trên hệ thống")
        AXIS = "axis", _("Trục liên thông")
        PAPER = "paper", _("Bản giấy")
        NONE = "none", _("Không gửi riêng")

    id = models.UUIDField(primary_key=True, default=ids.new)
    document = models.ForeignKey(Outgoing, on_delete=models.CASCADE, related_name="recipients")
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    ordinal = models.IntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+", null=True)
    name = models.TextField(help_text="as printed")
    purpose = models.TextField(choices=Purpose, default=Purpose.ACT)
    addressed = models.BooleanField(default=False, help_text="stands under Kính gửi")
    channel = models.TextField(choices=Channel, default=Channel.INSTANCE)
    paper_reason = models.TextField(default="", blank=True)
    delivery = models.TextField(choices=Delivery.choices(), default=Delivery.NONE)
    delivery_at = models.DateTimeField(null=True)
    delivery_note = models.TextField(default="", blank=True)
    recall_refused_at = models.DateTimeField(
        null=True, help_text="answered 16 to the last recall: it keeps the document, whatever it tells later"
    )

    class Meta(AgencyPart.Meta):
        ordering = ["ordinal"]
        indexes = [models.Index(fields=["agency", "delivery"])]


class SignatureRecord(AgencyPart):
    """A signature we made, with the result of checking it at once (TT 15/2025 Annex II: store certificate, evidence, result)."""

    class Part(models.TextChoices):
        PERSON = "person", _("Người có thẩm quyền")
        AGENCY = "agency", _("Cơ quan")
        ANNEX = "annex", _("Cơ quan, trên văn bản kèm theo")

    document = models.ForeignKey(Outgoing, on_delete=models.PROTECT, related_name="signatures")
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    version = models.IntegerField(help_text="the version signed; one sent back before its number is signed anew as the next")
    part = models.TextField(choices=Part)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    signer = models.TextField(help_text="subject of the certificate")
    serial = models.TextField()
    certificate = models.TextField(help_text="PEM")
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey("people.Post", on_delete=models.PROTECT, related_name="+")
    result = models.JSONField(help_text="the verifier's report")
