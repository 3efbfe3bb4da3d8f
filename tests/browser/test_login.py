"""Login: password, an authenticator enrolled and asked for, the pause after too many mistakes, one's own sessions ended.

(Passkeys: tests/browser/test_passkey.py.)
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.browser.rig import PASSWORD, Rig
from tests.browser.window import Windows, reauthenticate
from tinhso.core.access.public import Actor
from tinhso.core.people.models import Account
from tinhso.engines.demo import Progress, playing

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def log_in(page: Page, rig: Rig, actor: Actor, password: str = PASSWORD) -> None:
    with rig.reading():
        login = Account.objects.get(pk=actor.account).login
    if "/accounts/login/" not in page.url:
        page.goto("/accounts/login/")
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def code_of(secret: str) -> str:
    """What an authenticator shows now, with five seconds left to type it."""
    if (left := 30 - time.time() % 30) < 5:
        time.sleep(left)
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def test_an_authenticator_is_enrolled_and_asked_for_at_the_next_login(windows: Windows, rig: Rig) -> None:
    page = windows.stranger()
    log_in(page, rig, rig.cast.colleague)
    page.wait_for_url(f"{rig.base}/")
    page.goto("/accounts/2fa/totp/activate/")
    if "reauthenticate" in page.url:
        reauthenticate(page)
    secret = page.locator("code").inner_text()
    page.get_by_label("Mã sáu số").fill(code_of(secret))
    page.get_by_role("button", name="Bật mã sáu số").click()
    page.wait_for_load_state()
    page.goto("/tai-khoan/")
    expect(page.get_by_text("Đang bật")).to_be_visible()

    again = windows.stranger()
    log_in(again, rig, rig.cast.colleague)
    again.wait_for_url("**/2fa/authenticate/")
    again.goto("/van-ban-di/")
    assert "/accounts/" in again.url  # half logged in is not logged in
    again.goto("/accounts/2fa/authenticate/")
    again.get_by_label("Mã xác thực").fill("000000")
    again.get_by_role("button", name="Tiếp tục").click()
    expect(again.locator("#error-summary")).to_be_visible()
    again.get_by_label("Mã xác thực").fill(code_of(secret))
    again.get_by_role("button", name="Tiếp tục").click()
    again.wait_for_url(f"{rig.base}/")


def test_after_eight_wrong_passwords_the_account_rests_even_for_the_right_one(windows: Windows, rig: Rig) -> None:
    windows.expected.add("429")
    page = windows.stranger()
    for _ in range(8):
        log_in(page, rig, rig.cast.deputy, "sai mật khẩu")
        expect(page.locator("#error-summary").or_(page.get_by_text("Lỗi 429"))).to_be_visible()
    log_in(page, rig, rig.cast.deputy)
    page.wait_for_load_state()
    page.goto("/")
    assert "/accounts/login/" in page.url


def test_own_sessions_are_listed_and_the_others_ended(windows: Windows, rig: Rig) -> None:
    here, there = windows.stranger(), windows.stranger()
    for page in (there, here):
        log_in(page, rig, rig.cast.second_head)
        page.wait_for_url(f"{rig.base}/")
    here.goto("/accounts/sessions/")
    expect(here.get_by_text("Phiên này", exact=True)).to_have_count(1)
    expect(here.get_by_text("Chrome, Linux").first).to_be_visible()
    here.get_by_role("button", name="Đăng xuất mọi phiên khác").click()
    here.wait_for_load_state()
    here.goto("/accounts/sessions/")
    expect(here.get_by_text("Không có phiên nào khác.")).to_be_visible()
    there.goto("/viec/")
    assert "/accounts/login/" in there.url


def test_one_session_is_ended_by_its_button(windows: Windows, rig: Rig) -> None:
    here, there = windows.stranger(), windows.stranger()
    for page in (there, here):
        log_in(page, rig, rig.cast.chief)
        page.wait_for_url(f"{rig.base}/")
    here.goto("/accounts/sessions/")
    here.locator("main").get_by_role("button", name="Đăng xuất Chrome, Linux").first.click()
    expect(here.get_by_text("Đã đăng xuất phiên ấy.")).to_be_visible()
    there.goto("/viec/")
    assert "/accounts/login/" in there.url


def test_the_line_about_a_demos_week_goes_by_itself_once_the_week_is_over(windows: Windows, rig: Rig) -> None:
    data = Path(settings.TINHSO_DATA)
    page = windows.stranger()
    try:
        with playing(data):
            Progress("week", 42, 100).save(data)
            page.goto("/accounts/login/")
            line = page.get_by_text("Tuần làm việc đầu tiên")
            expect(line).to_contain_text("42")
            Progress("week", 43, 100).save(data)
            expect(line).to_contain_text("43")
            page.get_by_label("Mật khẩu").fill("đang gõ dở")
            Progress("ready").save(data)
            expect(line).to_have_count(0)
            expect(page.get_by_label("Mật khẩu")).to_have_value("đang gõ dở")
    finally:
        (data / "demo").unlink(missing_ok=True)
