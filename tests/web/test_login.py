"""Login, lockout, the second factor, and the question before signing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from tests.cast import Cast
from tests.web.conftest import PASSWORD
from tinhso.core.access.public import Actor, acting
from tinhso.core.access.web import for_actor
from tinhso.core.ledger.models import Entry
from tinhso.core.people.models import Account, Post
from tinhso.engines.demo import Progress, playing
from tinhso.kit import clock
from tinhso.web.login import activity

LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def no_earlier_attempts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def login(cast: Cast) -> str:
    account = Account.objects.get(pk=cast.specialist.account)
    account.set_password(PASSWORD)
    account.save()
    return account.login


def test_the_right_password_leads_home(login: str) -> None:
    client = Client()
    page = client.post(LOGIN, {"login": login.upper(), "password": PASSWORD}, follow=True)
    assert page.redirect_chain[-1][0] == "/"
    assert "Bàn làm việc" in page.content.decode()
    assert "Đã đăng nhập" in page.content.decode()


def test_a_wrong_password_is_said_in_vietnamese_without_saying_which_was_wrong(login: str) -> None:
    sentence = "Tên đăng nhập hoặc mật khẩu chưa đúng"
    assert sentence in Client().post(LOGIN, {"login": login, "password": "sai"}).content.decode()
    assert sentence in Client().post(LOGIN, {"login": "khong.co.ai", "password": "sai"}).content.decode()


def test_the_page_is_english_for_who_reads_english(login: str) -> None:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    assert (
        "The username and/or password you specified are not correct."
        in client.post(LOGIN, {"login": login, "password": "x"}).content.decode()
    )


def test_eight_wrong_passwords_close_the_door_for_the_right_one_too(login: str) -> None:
    for _ in range(8):
        Client().post(LOGIN, {"login": login, "password": "sai"})
    page = Client().post(LOGIN, {"login": login, "password": PASSWORD})
    assert page.status_code == 200
    assert "tài khoản tạm nghỉ" in page.content.decode()


def test_a_locked_account_is_sent_away(login: str) -> None:
    Account.objects.filter(login=login).update(is_active=False)
    page = Client().post(LOGIN, {"login": login, "password": PASSWORD}, follow=True)
    assert "_auth_user_id" not in page.client.session


def test_an_account_without_a_post_sees_nothing_but_why(cast: Cast, login: str) -> None:
    client = Client()
    client.post(LOGIN, {"login": login, "password": PASSWORD})
    Post.objects.filter(pk=cast.specialist.post).update(valid_to=clock.now())
    page = client.get("/viec/")
    assert page.status_code == 403
    assert "không giữ chức vụ nào" in page.content.decode()


WEEK = "còn đang được diễn"


def test_while_a_demos_week_is_played_the_page_says_how_far_it_is(tmp_path: Path) -> None:
    with override_settings(TINHSO_DATA=tmp_path), playing(tmp_path):
        Progress("province", 3, 300).save(tmp_path)
        assert "đang được dựng" in Client().get(LOGIN).content.decode()
        Progress("week", 42, 100).save(tmp_path)
        assert f"{WEEK}, xong 42\xa0%" in Client().get(LOGIN).content.decode()
        assert "42% done" in Client(HTTP_ACCEPT_LANGUAGE="en").get(LOGIN).content.decode().replace("\xa0", "")
        part = Client().get(LOGIN, headers={"HX-Request": "true"}).content.decode()
        assert part.startswith("Tuần làm việc") and "<" not in part
        with override_settings(TINHSO_DEMO=False):
            assert WEEK not in Client().get(LOGIN).content.decode()
        Progress("ready").save(tmp_path)
        assert WEEK not in Client().get(LOGIN).content.decode()
        assert Client().get(LOGIN, headers={"HX-Request": "true"}).content == b""


def test_nobody_signs_himself_up() -> None:
    for url in ("/accounts/signup/", "/accounts/password/reset/", "/accounts/email/"):
        assert Client().get(url).status_code == 404


def enrolled(client: Client) -> str:
    """Switch the authenticator app on as a person would; returns its secret."""
    asked = client.get("/accounts/2fa/totp/activate/", follow=True)
    assert "Xác nhận lại là bạn" in asked.content.decode(), "allauth asks again even right after the login"
    page = client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": "/accounts/2fa/totp/activate/"}, follow=True)
    secret = page.context["form"].secret
    page = client.post("/accounts/2fa/totp/activate/", {"code": code(secret)}, follow=True)
    assert "Mã dự phòng" in page.content.decode()
    cache.clear()  # a code is taken once; the test has no thirty seconds to wait for the next
    return str(secret)


def code(secret: str) -> str:
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def test_with_an_authenticator_the_password_alone_is_not_enough(login: str) -> None:
    client = Client()
    client.post(LOGIN, {"login": login, "password": PASSWORD})
    secret = enrolled(client)
    other = Client()
    page = other.post(LOGIN, {"login": login, "password": PASSWORD}, follow=True)
    assert "Bước thứ hai" in page.content.decode()
    assert other.get("/").status_code == 302
    assert "Mã chưa đúng" in other.post("/accounts/2fa/authenticate/", {"code": "000000"}).content.decode()
    assert other.post("/accounts/2fa/authenticate/", {"code": code(secret)}, follow=True).redirect_chain[-1][0] == "/"


def test_sessions_are_listed_and_the_others_ended(login: str) -> None:
    phone = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"
    here, there = Client(HTTP_USER_AGENT="MáyLạ/1.0"), Client(HTTP_USER_AGENT=phone)
    for client in (here, there):
        client.post(LOGIN, {"login": login, "password": PASSWORD})
        client.get("/")
    page = here.get("/accounts/sessions/").content.decode()
    assert "MáyLạ" in page and "Chrome, Android" in page
    here.post("/accounts/sessions/")
    assert there.get("/").status_code == 302
    assert here.get("/").status_code == 200


def test_a_login_was_last_seen_a_minute_ago_at_most_and_a_new_client_is_told_at_once(login: str) -> None:
    client = Client()
    client.post(LOGIN, {"login": login, "password": PASSWORD})

    def written(**headers: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/", **headers)
        return sum('UPDATE "usersessions_usersession"' in q["sql"] for q in asked)

    at = time.monotonic()
    with mock.patch.object(activity.time, "monotonic", side_effect=lambda: at):
        assert [written(), written(), written(HTTP_USER_AGENT="MáyLạ/1"), written(HTTP_USER_AGENT="MáyLạ/1")] == [1, 0, 1, 0]
        at += activity.EVERY
        assert [written(HTTP_USER_AGENT="MáyLạ/1"), written(HTTP_USER_AGENT="MáyLạ/1")] == [1, 0]
    assert UserSession.objects.get().user_agent == "MáyLạ/1"


def test_nobody_ends_anothers_session(login: str, cast: Cast) -> None:
    client, other = Client(), Client()
    client.post(LOGIN, {"login": login, "password": PASSWORD})
    other.force_login(Account.objects.get(pk=cast.director.account), backend="allauth.account.auth_backends.AuthenticationBackend")
    other.get("/")
    theirs = UserSession.objects.filter(user_id=cast.director.account).get()
    client.post("/accounts/sessions/", {"session": theirs.pk})
    assert other.get("/").status_code == 200


def test_the_password_is_changed_by_who_knows_the_old_one(login: str) -> None:
    client = Client()
    client.post(LOGIN, {"login": login, "password": PASSWORD})
    url, new = "/accounts/password/change/", "mat-khau-moi-tinh-2"
    wrong = client.post(url, {"oldpassword": "sai", "password1": new, "password2": new})
    assert "Mật khẩu hiện tại chưa đúng" in wrong.content.decode()
    client.post(url, {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert Account.objects.get(login=login).check_password(new)
    assert client.get("/").status_code == 200, "the session of the one who changed it goes on"


def test_switching_posts_is_kept_in_evidence_and_lasts(cast: Cast, login: str) -> None:
    second = Post.objects.create(
        person_id=cast.specialist.person, unit_id=cast.office, agency_id=cast.agency, title="Văn thư kiêm nhiệm", role="clerk", rank=200,
        valid_from=clock.now(),
    )  # fmt: skip
    client = Client()
    client.post(LOGIN, {"login": login, "password": PASSWORD})
    assert "Văn thư kiêm nhiệm" in client.get("/").content.decode(), "offered in the account menu"
    page = client.post("/tai-khoan/vi-tri/", {"post": second.pk}, follow=True)
    assert "Đang làm việc với chức vụ Văn thư kiêm nhiệm" in page.content.decode()
    assert client.get("/").wsgi_request.actor.post == second.pk
    with acting(cast.specialist):
        entry = Entry.objects.filter(action="people.switch_post").latest("id")
    assert (entry.post_id, entry.detail["left"]) == (second.pk, cast.specialist.post)


def test_a_post_of_somebody_else_is_not_taken(cast: Cast, login: str) -> None:
    client = Client()
    client.post(LOGIN, {"login": login, "password": PASSWORD})
    assert client.post("/tai-khoan/vi-tri/", {"post": cast.director.post}).status_code == 403
    assert client.get("/").wsgi_request.actor.post == cast.specialist.post


@for_actor
def signing(request: HttpRequest, actor: Actor) -> HttpResponse:
    from allauth.account.decorators import reauthentication_required

    @reauthentication_required
    def sign(request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"{actor.name} ký {request.POST.get('sha256')}")

    return sign(request)


urlpatterns = [path("thu-ky/", signing), path("", include("tinhso.web.urls"))]


@override_settings(ROOT_URLCONF=__name__)
def test_what_was_posted_goes_on_after_the_password_was_asked_again(cast: Cast, login: str) -> None:
    client = Client()
    client.post(LOGIN, {"login": login, "password": PASSWORD})
    with mock.patch("allauth.account.internal.flows.reauthentication.did_recently_reauthenticate", return_value=False):
        asked = client.post("/thu-ky/", {"sha256": "abc"})
    assert asked.status_code == 302
    page = client.get(asked["Location"])
    assert "việc đang làm tiếp tục ngay" in page.content.decode()
    wrong = client.post("/accounts/reauthenticate/", {"password": "sai", "next": "/thu-ky/"})
    assert "Mật khẩu chưa đúng" in wrong.content.decode()
    signed = client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": "/thu-ky/"})
    assert signed.content.decode() == f"{cast.specialist.name} ký abc"
