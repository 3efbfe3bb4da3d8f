"""Instance-wide tables (no agency wall): everybody may know which agencies exist."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    AGENCY = "agency", _("Cơ quan, tổ chức")
    UNIT = "unit", _("Đơn vị")


def days() -> Func:
    """The days of a row: [valid_from, valid_to), an empty end is open."""
    return Func("valid_from", "valid_to", function="daterange", output_field=DateRangeField())


def ordered(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")))


class Unit(models.Model):
    """The identity that never changes; what it is called and where it stands are its versions. An agency is its own agency."""

    id = models.AutoField(primary_key=True)
    kind = models.TextField(choices=Kind)
    agency = models.ForeignKey("self", on_delete=models.PROTECT, related_name="units")
    created = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="organisations_agency_is_itself",
                condition=Q(kind="agency", agency=F("id")) | Q(kind="unit") & ~Q(agency=F("id")),
            ),
            # Target of the posts' composite key: a post's agency is its unit's.
            models.UniqueConstraint(fields=["id", "agency"], name="organisations_unit_agency"),
        ]


class UnitVersion(models.Model):
    """What a unit is from a day on; a change of name, parent or place is a new version."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="versions")
    name = models.TextField()
    short_name = models.TextField(blank=True, default="")
    abbreviation = models.TextField(blank=True, default="", help_text="its part in a document's symbol: STTTT, or VX for a unit")
    superior_line = models.TextField(blank=True, default="", help_text="the organ printed above the issuing one (Appendix I.II.2)")
    parent = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    place = models.TextField(blank=True, default="", help_text="địa danh (Appendix I.II.4)")
    collective = models.BooleanField(default=False, help_text="works by collective decision: signs with TM. (Điều 13.2)")
    collective_name = models.TextField(blank=True, default="", help_text="printed after TM.; empty: the name")
    head_title = models.TextField(blank=True, default="", help_text="the head's post as printed after KT., TL., TUQ.")
    level = models.SmallIntegerField(null=True)
    level_label = models.TextField(blank=True, default="")
    contact = models.JSONField(default=dict, help_text="address, email, phone, fax, site (Appendix I.III.4)")
    fields = ArrayField(models.TextField(), default=list, help_text="fields of work")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            ordered("organisations_version_days"),
            models.CheckConstraint(name="organisations_version_named", condition=~Q(name="")),
            models.CheckConstraint(name="organisations_version_parent", condition=Q(parent=None) | ~Q(parent=F("unit"))),
            ExclusionConstraint(
                name="organisations_version_once_a_day",
                expressions=[("unit", RangeOperators.EQUAL), (days(), RangeOperators.OVERLAPS)],
            ),
        ]


class Succession(models.Model):
    """What became of a unit: asked for when an old document's organ is to be reached today."""

    class How(models.TextChoices):
        RENAMED = "renamed", _("đổi tên")
        MERGED = "merged", _("hợp nhất, sáp nhập")
        SPLIT = "split", _("chia, tách")
        MOVED = "moved", _("chuyển")

    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    date = models.DateField()
    how = models.TextField(choices=How)
    basis = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["from_unit", "to_unit", "date"], name="organisations_succession_once"),
            models.CheckConstraint(name="organisations_succession_other", condition=~Q(from_unit=F("to_unit"))),
        ]


class UnitCode(models.Model):
    """An identifier as it was given and in its one canonical, top-down form."""

    class Scheme(models.TextChoices):
        QD28 = "qd28", "QĐ 28/2018/QĐ-TTg"
        QD20 = "qd20", "QĐ 20/2020/QĐ-TTg"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="codes")
    scheme = models.TextField(choices=Scheme)
    value = models.TextField()
    canonical = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            ordered("organisations_code_days"),
            ExclusionConstraint(
                name="organisations_code_one_unit",
                expressions=[
                    ("canonical", RangeOperators.EQUAL),
                    ("unit", RangeOperators.NOT_EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="organisations_code_once",
                expressions=[
                    ("canonical", RangeOperators.EQUAL),
                    ("scheme", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
            ),
        ]


class Channel(models.Model):
    """How an agency is reached, in the order of preference of `Way`."""

    class Way(models.TextChoices):
        INSTANCE = "instance", _("Trong hệ thống này")
        AXIS = "axis", _("Trục liên thông văn bản")
        MAIL = "mail", _("Thư điện tử công vụ")
        PAPER = "paper", _("Văn bản giấy")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="channels")
    way = models.TextField(choices=Way)
    address = models.TextField(blank=True, default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            ordered("organisations_channel_days"),
            ExclusionConstraint(
                name="organisations_channel_once",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("way", RangeOperators.EQUAL),
                    (days(), RangeOperators.OVERLAPS),
                ],
            ),
        ]


class Change(models.Model):
    """One row whose `version` a trigger renews with every write to this room's tables: caches compare it (random, so that a
    rolled-back change never shares its version with a later one)."""

    id = models.SmallAutoField(primary_key=True)
    version = models.UUIDField()


def field_names() -> tuple[str, ...]:
    """The describing fields of a version: what `amend` may change."""
    apart: set[str] = {"id", "unit", "valid_from", "valid_to"}
    fields: list[Any] = list(UnitVersion._meta.concrete_fields)
    return tuple(f.name for f in fields if f.name not in apart)
