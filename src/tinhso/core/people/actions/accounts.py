"""Accounts: made by administrators, locked the same second, and the post one works on."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from tinhso.core.access.public import Actor, Role, acting, aggregate, record, system
from tinhso.core.organisations.public import found
from tinhso.core.people.access import MANAGE, require_manage
from tinhso.core.people.actors import actor_for
from tinhso.core.people.models import Account, Person, Post
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, NotAllowed, Refusal
from tinhso.kit.text import person_key, squeeze

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")


def create_account(actor: Actor, *, person: int, login: str, password: str | None = None, email: str = "") -> Account:
    """A login for a person; without a password it cannot log in until `set_password`.

    Raises NotAllowed; Refusal `people.password`, `people.login_form`; Conflict `people.login_taken`, `people.has_account`.
    """
    _require(actor, _opened(person))
    name = login.strip().lower()
    if not name:
        raise Refusal("people.login_missing", vi="Thiếu tên đăng nhập.", en="The login name is missing.")
    if not _LOGIN.fullmatch(name):
        raise Refusal(
            "people.login_form",
            vi=f"“{name[:60]}” không dùng làm tên đăng nhập được: 2 đến 60 chữ cái không dấu, chữ số, dấu chấm, gạch nối hoặc gạch dưới, bắt đầu bằng chữ hoặc số.",
            en=f"“{name[:60]}” cannot be a login: 2 to 60 letters without accents, digits, dots, hyphens or underscores, a letter or digit first.",
        )
    if holder := Account.objects.filter(login=name).select_related("person").first():
        raise Conflict(
            "people.login_taken",
            vi=f"Tên đăng nhập “{name}” đã có{f' của {holder.person.name}' if hasattr(holder, 'person') else ''}. Chọn tên khác.",
            en=f"The login “{name}” is taken. Choose another.",
        )
    with transaction.atomic():
        row = Person.objects.select_for_update().get(pk=person)
        if row.account_id is not None:
            raise Conflict("people.has_account", vi=f"{row.name} đã có tài khoản.", en=f"{row.name} already has an account.")
        account = Account(login=name, email=email or row.email)
        account.set_unusable_password()
        account.save()
        if password is not None:
            _set(account, password)
        row.account = account
        row.save(update_fields=["account"])
        record(actor, "people.create_account", aggregate("account", account.pk), person=person, login=name)
    return account


def set_password(actor: Actor, account: int, password: str) -> None:
    """A new password given by the administrator; the sessions of the old one end. Raises NotAllowed, Refusal `people.password`."""
    row = Account.objects.get(pk=account)
    _require_account(actor, row, _opened)
    with transaction.atomic():
        _set(row, password)
        record(actor, "people.set_password", aggregate("account", account))


def lock_account(actor: Actor, account: int, *, why: str) -> None:
    """No login and no request from now on; posts stay. Raises NotAllowed, Refusal `people.own_account`, `people.lock_reason`."""
    row = Account.objects.get(pk=account)
    _require_account(actor, row, _held)
    if actor.account == account:
        raise Refusal(
            "people.own_account", vi="Không tự khóa tài khoản của mình. Nhờ quản trị khác.", en="Ask another administrator to lock yours."
        )
    why = squeeze(why)
    if not why:
        raise Refusal("people.lock_reason", vi="Khóa tài khoản phải ghi lý do.", en="Locking an account needs a reason.")
    with transaction.atomic():
        Account.objects.filter(pk=account).update(is_active=False, locked_because=why)
        record(actor, "people.lock_account", aggregate("account", account), why=why)


def unlock(actor: Actor, account: int) -> None:
    """The account may log in again. Raises NotAllowed."""
    _require_account(actor, Account.objects.get(pk=account), _held)
    with transaction.atomic():
        Account.objects.filter(pk=account).update(is_active=True, locked_because="")
        record(actor, "people.unlock", aggregate("account", account))


def switch_post(actor: Actor, account: Account, post_id: int) -> Actor:
    """Work on another of one's own posts from now on; kept in evidence on the post taken. The caller keeps the choice in the session.

    Raises NotAllowed for a post the account's person does not hold now.
    """
    chosen = actor_for(account, post_id)
    if chosen is None or chosen.post != post_id:
        raise NotAllowed(
            "people.switch_post",
            vi="Bạn không giữ vị trí này. Chọn một vị trí đang giữ.",
            en="You do not hold this post. Choose one that you hold.",
        )
    with acting(chosen):
        record(chosen, "people.switch_post", aggregate("post", post_id), left=actor.post)
    return chosen


def create_administrator(*, login: str, password: str, agency_name: str = "Cơ quan quản trị", title: str = "Quản trị hệ thống") -> Account:
    """The first account of an instance, on a post in an agency made for it. Run again, it changes nothing and returns the account."""
    known = Account.objects.filter(login=login.strip().lower()).first()
    if known is not None:
        return known
    with transaction.atomic():
        agency = found(name=agency_name)
        with acting(system(agency)):
            account = Account.objects.create(login=login, password=password)
            person = Person.objects.create(name=title, sort_key=person_key(title), account=account)
            post = Post.objects.create(
                person=person, unit_id=agency, agency_id=agency, title=title, role=Role.ADMINISTRATOR.value, valid_from=clock.now()
            )
            record(system(agency), "people.create_administrator", aggregate("post", post.id), login=account.login)
    return account


def _set(account: Account, password: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refusal(
            "people.password",
            vi=f"Mật khẩu {_weakness(error, 0)}. Chọn mật khẩu khác, nên dùng vài từ không liên quan nhau.",
            en=f"The password {_weakness(error, 1)}. Choose another, best a few unrelated words.",
        ) from error
    account.set_password(password)
    account.save(update_fields=["password"])


def _require_account(actor: Actor, account: Account, posts: Callable[[int], QuerySet[Post]]) -> None:
    person = Person.objects.filter(account=account).first()
    MANAGE.require(actor)
    if person is not None:
        _require(actor, posts(person.id))


# What each rule of AUTH_PASSWORD_VALIDATORS finds.
_WEAK = {
    "password_too_short": ("ngắn hơn mười ký tự", "is shorter than ten characters"),
    "password_too_common": ("hay gặp, dễ đoán", "is a common one, easily guessed"),
    "password_too_similar": ("giống tên đăng nhập hoặc họ tên", "resembles the login or the name"),
}


def _weakness(error: ValidationError, language: int) -> str:
    found = [_WEAK[e.code][language] for e in error.error_list if e.code in _WEAK]
    return (", ", ", and ")[language].join(found) or ("quá yếu", "is too weak")[language]


def _require(actor: Actor, posts: QuerySet[Post]) -> None:
    """An account belongs to a human with perhaps several posts: the actor administers each of their agencies."""
    MANAGE.require(actor)
    for unit in posts.values_list("unit_id", flat=True):
        require_manage(actor, unit)


# Asked of the table, not of the roster, which an import would load anew for each of its people.
def _held(person: int) -> QuerySet[Post]:
    return _opened(person).filter(valid_from__lte=clock.now())


def _opened(person: int) -> QuerySet[Post]:
    """What a password opens: the posts held now, and those that begin later."""
    return Post.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=clock.now()), person_id=person)
