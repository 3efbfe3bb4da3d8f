"""A passkey from enrolment to login, in a real browser with a virtual authenticator (localhost: an IP is no relying party)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.rig import PASSWORD, Rig
from tests.browser.window import Windows
from tinhso.core.people.models import Account

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def with_authenticator(page: Page) -> None:
    """The device's own fingerprint reader, always touched by the right finger."""
    chrome = page.context.new_cdp_session(page)
    chrome.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }  # fmt: skip
    chrome.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_added_logs_in_without_a_password_and_confirms_a_signature(rig: Rig, windows: Windows) -> None:
    with rig.reading():
        login = Account.objects.get(pk=rig.cast.unit_head.account).login
    page = windows.stranger()
    with_authenticator(page)
    page.goto("/accounts/login/")
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(f"{rig.base}/")

    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Xác nhận").click()
    page.get_by_label("Tên để nhận ra khóa này").fill("Máy thử nghiệm")
    page.get_by_label("Dùng để đăng nhập không cần mật khẩu").check()
    page.get_by_role("button", name="Thêm", exact=True).click()
    page.get_by_text("Đã thêm khóa truy cập.").wait_for()

    page.context.clear_cookies()
    page.goto("/accounts/login/?next=/viec/")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_url(f"{rig.base}/viec/")

    page.goto("/accounts/2fa/webauthn/reauthenticate/?next=/tai-khoan/")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_url(f"{rig.base}/tai-khoan/")

    page.goto("/accounts/2fa/webauthn/")
    assert page.get_by_text("Máy thử nghiệm").is_visible()
    assert page.get_by_text("Đăng nhập không cần mật khẩu").is_visible()


def test_a_device_that_says_no_is_told_in_words(rig: Rig, windows: Windows) -> None:
    page = windows.stranger()
    page.goto("/accounts/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError')) }")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.get_by_text("Thiết bị không trả lời").wait_for()
