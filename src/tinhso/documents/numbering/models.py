from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tinhso.core.access.scoped import AgencyPart
from tinhso.kit import ids


class Series(AgencyPart):
    """Hệ thống số: one sequence of numbers an agency's head has ordered (ND30 Điều 15.1)."""

    class Kind(models.TextChoices):
        ADMINISTRATIVE = "administrative", "Văn bản hành chính"
        NORMATIVE = "normative", "Văn bản quy phạm pháp luật"
        SECRET = "secret", "Văn bản mật"
        COPY = "copy", "Bản sao"
        COUNCIL = "council", "Tổ chức tư vấn"
        ARRIVAL = "arrival", "Văn bản đến"

    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    code = models.SlugField()
    name = models.TextField()
    kind = models.TextField(choices=Kind)
    types = ArrayField(
        models.TextField(), default=list, blank=True, help_text="type codes; empty: all that no other series of the kind names"
    )
    active = models.BooleanField(default=True)

    class Meta(AgencyPart.Meta):
        constraints = [models.UniqueConstraint(fields=["agency", "code"], name="numbering_series_code")]


class SeriesYear(AgencyPart):
    """The row that is locked while a number is given: nothing else in the product holds this lock."""

    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="years")
    year = models.SmallIntegerField()
    last_number = models.IntegerField(default=0)
    last_date = models.DateField(null=True)
    began_after = models.IntegerField(default=0, help_text="numbers up to here were given before this system (start in mid-year)")
    closed_at = models.DateTimeField(null=True, help_text="khóa sổ năm: no number of this year any more")
    closed_by = models.IntegerField(null=True, help_text="post")

    class Meta(AgencyPart.Meta):
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="numbering_one_row_a_year"),
            models.CheckConstraint(condition=Q(last_number__gte=models.F("began_after")), name="numbering_not_below_start"),
        ]


class Line(AgencyPart):
    """One line of a register: a number that was given. It is never deleted and its number never changes (trigger)."""

    id = models.UUIDField(primary_key=True, default=ids.new)
    agency = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="lines")
    year = models.SmallIntegerField()
    number = models.IntegerField()
    notation = models.TextField(help_text="number and symbol as written: 215/QĐ-STTTT; for arrivals the bare number")
    date = models.DateField()
    given_at = models.DateTimeField()
    given_by = models.IntegerField(null=True, help_text="post")
    document_kind = models.TextField(help_text="outgoing, incoming")
    document = models.UUIDField()
    secret = models.BooleanField(default=False, help_text="of a secret series, which counts for itself beside the open ones (Điều 15.2)")
    voided_at = models.DateTimeField(null=True)
    voided_by = models.IntegerField(null=True, help_text="post")
    void_reason = models.TextField(default="", blank=True)

    class Meta(AgencyPart.Meta):
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "number"], name="numbering_number_once"),
            # Unique in the agency's year (Điều 15.1); a secret series begins at 01 with the same symbols and has a register of its own.
            models.UniqueConstraint(
                fields=["agency", "year", "secret", "notation"], condition=~Q(document_kind="incoming"), name="numbering_notation_once"
            ),
            models.UniqueConstraint(fields=["document_kind", "document"], condition=Q(voided_at=None), name="numbering_one_live_line"),
            models.CheckConstraint(condition=Q(number__gte=1), name="numbering_from_one"),
            models.CheckConstraint(condition=Q(voided_at=None) | ~Q(void_reason=""), name="numbering_void_has_reason"),
        ]
        indexes = [
            models.Index(fields=["agency", "year", "document_kind", "number"]),
            models.Index(fields=["document"], condition=Q(voided_at__isnull=False), name="numbering_voided"),
        ]
