"""Instance-wide tables (no agency wall): the login happens before there is an actor."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from tinhso.core.access.actor import Role
from tinhso.core.organisations.models import Unit


def span() -> Func:
    """The instants of a row: [valid_from, valid_to), an empty end is open."""
    return Func("valid_from", "valid_to", function="tstzrange", output_field=DateTimeRangeField())


def ordered(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")))


class Accounts(BaseUserManager["Account"]):
    def create(self, *, login: str, password: str | None, email: str = "") -> Account:  # type: ignore[override]
        """A login name and its password; None makes an account that cannot log in yet."""
        account = self.model(login=login.strip().lower(), email=email)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(login=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """What logs in. It holds no right of its own: rights come from the posts of its person."""

    id = models.AutoField(primary_key=True)
    login = models.CharField(max_length=150, unique=True)
    email = models.EmailField(blank=True, default="")
    is_active = models.BooleanField(default=True)
    locked_because = models.TextField(blank=True, default="")

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.CheckConstraint(name="people_login_lower", condition=Q(login=Func("login", function="lower")) & ~Q(login=""))]

    def __str__(self) -> str:
        return self.login


class Person(models.Model):
    """A human being. Without a validity of its own: who is here is told by posts."""

    class Gender(models.TextChoices):
        FEMALE = "female", _("Nữ")
        MALE = "male", _("Nam")
        UNSAID = "", _("Không nêu")

    id = models.AutoField(primary_key=True)
    name = models.TextField()
    sort_key = models.TextField(help_text="kit.text.person_key(name)")
    gender = models.TextField(choices=Gender, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    phone = models.TextField(blank=True, default="")
    account = models.OneToOneField(Account, null=True, on_delete=models.PROTECT, related_name="person")

    class Meta:
        constraints = [models.CheckConstraint(name="people_person_named", condition=~Q(name=""))]


class Post(models.Model):
    """A person's post in a unit. Its end is an instant: leaving ends access the same second."""

    id = models.AutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.TextField(help_text="chức vụ as printed: Phó Giám đốc")
    role = models.TextField(choices=[(r.value, r.value) for r in Role])
    fields = ArrayField(models.TextField(), default=list, help_text="fields of work assigned to a deputy (Điều 13.1)")
    rank = models.SmallIntegerField(default=100, help_text="smaller is shown first")
    acting = models.BooleanField(default=False, help_text="quyền (Q.) cấp trưởng")
    in_charge = models.BooleanField(default=False, help_text="a deputy charged with running the agency (Điều 13.1)")
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "role"])]
        constraints = [
            ordered("people_post_span"),
            models.CheckConstraint(name="people_post_titled", condition=~Q(title="")),
            models.CheckConstraint(name="people_post_role", condition=Q(role__in=[r.value for r in Role])),
            models.CheckConstraint(name="people_in_charge_is_deputy", condition=Q(in_charge=False) | Q(role=Role.DEPUTY.value)),
            ExclusionConstraint(
                name="people_one_director",
                expressions=[("agency", RangeOperators.EQUAL), (span(), RangeOperators.OVERLAPS)],
                condition=Q(role=Role.DIRECTOR.value),
            ),
            ExclusionConstraint(
                name="people_one_unit_head",
                expressions=[("unit", RangeOperators.EQUAL), (span(), RangeOperators.OVERLAPS)],
                condition=Q(role=Role.UNIT_HEAD.value),
            ),
            ExclusionConstraint(
                name="people_post_once",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (span(), RangeOperators.OVERLAPS),
                ],
            ),
        ]


class Delegation(models.Model):
    """Authority handed from one post to another (Điều 13), or an inbox lent for some days."""

    class Mode(models.TextChoices):
        KT = "KT", _("ký thay")
        TL = "TL", _("ký thừa lệnh")
        TUQ = "TUQ", _("ký thừa ủy quyền")
        Q = "Q", _("giao quyền cấp trưởng")
        INBOX = "INBOX", _("xử lý thay hộp việc")

    id = models.AutoField(primary_key=True)
    mode = models.TextField(choices=Mode)
    from_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    to_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    doc_types = ArrayField(models.TextField(), default=list, help_text="abbreviations of types; empty: not limited by type")
    fields = ArrayField(models.TextField(), default=list, help_text="empty: not limited by field")
    content = models.TextField(blank=True, default="", help_text="what is delegated, in words")
    basis = models.TextField(blank=True, default="", help_text="the document it rests on")
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            ordered("people_delegation_span"),
            models.CheckConstraint(name="people_delegation_other", condition=~Q(from_post=F("to_post"))),
            # Điều 13.3: in writing, limited in time and content.
            models.CheckConstraint(
                name="people_tuq_in_writing",
                condition=~Q(mode="TUQ") | (~Q(basis="") & ~Q(content="") & Q(valid_to__isnull=False)),
            ),
            # Điều 13.4: laid down in the working regulation; some types of documents.
            models.CheckConstraint(name="people_tl_in_regulation", condition=~Q(mode="TL") | ~Q(basis="")),
            models.CheckConstraint(name="people_inbox_for_days", condition=~Q(mode="INBOX") | Q(valid_to__isnull=False)),
        ]


class Grant(models.Model):
    """A right beyond the post's own, with its basis and dates."""

    id = models.AutoField(primary_key=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="grants")
    permission = models.TextField()
    basis = models.TextField()
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            ordered("people_grant_span"),
            models.CheckConstraint(name="people_grant_has_basis", condition=~Q(basis="")),
            ExclusionConstraint(
                name="people_grant_once",
                expressions=[
                    ("post", RangeOperators.EQUAL),
                    ("permission", RangeOperators.EQUAL),
                    (span(), RangeOperators.OVERLAPS),
                ],
            ),
        ]


class Change(models.Model):
    """Renewed by a trigger with every write to persons, posts, delegations and grants (see organisations.Change)."""

    id = models.SmallAutoField(primary_key=True)
    version = models.UUIDField()
