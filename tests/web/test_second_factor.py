"""A second factor demanded (TINHSO_SECOND_FACTOR): of whom, what stays closed until it is there, and that the last one stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.web.conftest import PASSWORD
from tests.web.test_login import LOGIN, code
from tinhso.core.access.public import Actor, acting
from tinhso.core.people import public as people
from tinhso.core.people.models import Account, Post
from tinhso.kit import clock
from tinhso.web.login import demanded

As = Callable[[Actor], Client]
REQUIRED = "/accounts/2fa/required/"


@pytest.fixture(autouse=True)
def no_earlier_attempts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def wanted(settings: Any) -> Callable[[str], None]:
    return lambda value: setattr(settings, "TINHSO_SECOND_FACTOR", value)


def account(actor: Actor) -> Account:
    return Account.objects.get(pk=actor.account)


def with_app(actor: Actor) -> Authenticator:
    return TOTP.activate(account(actor), "JBSWY3DPEHPK3PXP").instance


def with_key(actor: Actor) -> Authenticator:
    kind = Authenticator.Type.WEBAUTHN
    return Authenticator.objects.create(user=account(actor), type=kind, data={"name": "Khóa", "credential": {}, "passwordless": False})


@pytest.mark.parametrize(
    ("setting", "administrator", "clerk"), [("optional", False, False), ("administrators", True, False), ("all", True, True)]
)
def test_it_is_demanded_of_whom_the_setting_says(
    setting: str, administrator: bool, clerk: bool, cast: Cast, wanted: Callable[[str], None]
) -> None:
    wanted(setting)
    assert demanded.owes(account(cast.administrator)) is administrator
    assert demanded.owes(account(cast.clerk)) is clerk
    with_app(cast.administrator)
    with_key(cast.clerk)
    assert not demanded.owes(account(cast.administrator)) and not demanded.owes(account(cast.clerk))


def test_codes_for_a_lost_phone_are_no_factor_themselves(cast: Cast, wanted: Callable[[str], None]) -> None:
    wanted("all")
    Authenticator.objects.create(user=account(cast.clerk), type=Authenticator.Type.RECOVERY_CODES, data={})
    assert demanded.owes(account(cast.clerk))


def test_an_administrator_is_one_on_whichever_of_his_posts_he_works(cast: Cast) -> None:
    Post.objects.create(
        person_id=cast.specialist.person, unit_id=cast.office, agency_id=cast.agency, title="Quản trị kiêm nhiệm", role="administrator",
        rank=900, valid_from=clock.now(),
    )  # fmt: skip
    assert people.administers(account(cast.specialist).pk)
    assert not people.administers(account(cast.colleague).pk)


@pytest.mark.parametrize(("right", "counts"), [("people.manage", True), ("web.all_jobs", True), ("numbering.configure", False)])
def test_who_was_granted_what_an_administrator_alone_has_is_one(right: str, counts: bool, cast: Cast) -> None:
    assert cast.specialist.post
    with acting(cast.administrator):
        people.grant(cast.administrator, post=cast.specialist.post, permission=right, basis="QĐ 1")
    assert people.administers(account(cast.specialist).pk) is counts


def test_after_the_password_he_is_led_sets_it_up_and_goes_on_to_where_he_wanted(cast: Cast, wanted: Callable[[str], None]) -> None:
    wanted("administrators")
    who = account(cast.administrator)
    who.set_password(PASSWORD)
    who.save()
    client = Client()
    page = client.post(
        f"{LOGIN}?next=/quan-tri/nguoi/", {"login": who.login, "password": PASSWORD, "next": "/quan-tri/nguoi/"}, follow=True
    )
    assert [at for at, _ in page.redirect_chain] == ["/quan-tri/nguoi/", REQUIRED]
    assert "Tài khoản này chỉ có mật khẩu" in page.content.decode() and "/accounts/2fa/totp/activate/" in page.content.decode()
    client.get("/accounts/2fa/totp/activate/", follow=True)
    page = client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": "/accounts/2fa/totp/activate/"}, follow=True)
    assert "Quét mã này" in page.content.decode()
    page = client.post("/accounts/2fa/totp/activate/", {"code": code(page.context["form"].secret)}, follow=True)
    assert "Mã dự phòng" in page.content.decode() and REQUIRED in page.content.decode()
    assert client.get(REQUIRED).headers["Location"] == "/quan-tri/nguoi/"
    assert client.get("/quan-tri/nguoi/").status_code == 200
    assert client.get(REQUIRED).headers["Location"] == "/", "and is not sent there again"


def test_nothing_is_done_before(cast: Cast, as_: As, wanted: Callable[[str], None]) -> None:
    wanted("all")
    second = Post.objects.create(
        person_id=cast.clerk.person, unit_id=cast.office, agency_id=cast.agency, title="Chuyên viên kiêm nhiệm", role="specialist", rank=900,
        valid_from=clock.now(),
    )  # fmt: skip
    client = as_(cast.clerk)
    assert client.post("/tai-khoan/vi-tri/", {"post": second.pk}).headers["Location"] == REQUIRED
    assert client.head("/van-ban-den/so.pdf").headers["Location"] == REQUIRED
    assert client.get("/khong-co-trang-nay/").headers["Location"] == REQUIRED
    sent = client.post("/van-ban-den/giay/", headers={"X-Upload": "1"})
    assert (sent.status_code, sent.headers["X-Location"]) == (204, REQUIRED)
    with_app(cast.clerk)
    assert client.get("/").wsgi_request.actor.post == cast.clerk.post, "the post was not switched"


def test_his_sessions_his_language_and_the_way_out_stay_open(cast: Cast, as_: As, wanted: Callable[[str], None]) -> None:
    wanted("all")
    client = as_(cast.clerk)
    sessions = client.get("/accounts/sessions/")
    assert sessions.status_code == 200 and sessions.wsgi_request.actor is None
    assert "/van-ban-den/" not in sessions.content.decode(), "no menu of what is closed"
    assert client.post("/ui/prefer/", {"language": "en", "next": REQUIRED}).headers["Location"] == REQUIRED
    assert "This account has only a password" in client.get(REQUIRED).content.decode()
    assert client.get("/accounts/logout/").status_code == 200
    client.post("/accounts/logout/")
    assert "/accounts/login/" in client.get(REQUIRED).headers["Location"]


def test_a_part_of_a_page_is_not_where_he_wanted_to_go(cast: Cast, as_: As, wanted: Callable[[str], None]) -> None:
    wanted("all")
    client = as_(cast.clerk)
    client.get("/van-ban-den/")
    client.get("/thong-bao/", headers={"HX-Request": "true"})
    with_app(cast.clerk)
    assert client.get(REQUIRED).headers["Location"] == "/van-ban-den/"


@pytest.fixture
def reauthenticated(cast: Cast, as_: As) -> Client:
    who = account(cast.administrator)
    who.set_password(PASSWORD)
    who.save()
    client = as_(cast.administrator)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": "/tai-khoan/"})
    return client


KEPT = "đây là cách cuối cùng còn lại"


def test_the_last_factor_stays_while_it_is_demanded(cast: Cast, reauthenticated: Client, wanted: Callable[[str], None]) -> None:
    app = with_app(cast.administrator)
    wanted("administrators")
    for page in (reauthenticated.get("/accounts/2fa/totp/deactivate/"), reauthenticated.post("/accounts/2fa/totp/deactivate/")):
        assert KEPT in page.content.decode() and "Tắt mã sáu số" not in page.content.decode()
    assert Authenticator.objects.filter(pk=app.pk).exists()
    key = with_key(cast.administrator)
    assert reauthenticated.post("/accounts/2fa/totp/deactivate/").status_code == 302, "with another beside it, it may go"
    address = f"/accounts/2fa/webauthn/keys/{key.pk}/remove/"
    shown, refused = reauthenticated.get(address), reauthenticated.post(address)
    assert (shown.status_code, refused.status_code) == (200, 409)
    for page in (shown, refused):
        assert KEPT in page.content.decode() and "Gỡ khóa</button>" not in page.content.decode()
    assert Authenticator.objects.filter(pk=key.pk).exists()
    wanted("optional")
    assert reauthenticated.post(address).status_code == 302
    assert not Authenticator.objects.filter(user_id=cast.administrator.account).exists()


def test_a_page_costs_one_question_more_at_most(cast: Cast, as_: As, wanted: Callable[[str], None]) -> None:
    with_app(cast.clerk)
    client = as_(cast.clerk)
    client.get("/tai-khoan/quyen/")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/tai-khoan/quyen/").status_code == 200
        return len(queries)

    free = asked()
    wanted("administrators")
    assert asked() == free, "who is no administrator is known from memory"
    wanted("all")
    assert asked() == free + 1
