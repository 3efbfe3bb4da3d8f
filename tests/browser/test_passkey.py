"""A passkey from enrolment to login, in a real browser with a virtual authenticator (localhost: an IP is no relying party)."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from playwright.sync_api import Page, Route

from tests.browser.rig import PASSWORD, Rig
from tests.browser.test_login import log_in
from tests.browser.window import Windows, reauthenticate
from tinhso.core.access.public import Actor
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


def enrolled(page: Page, rig: Rig, who: Actor, *, passwordless: bool) -> None:
    """Logged in with the password, a key added, and logged out again."""
    page.goto("/accounts/login/")
    log_in(page, rig, who)
    page.wait_for_url(f"{rig.base}/")
    page.goto("/accounts/2fa/webauthn/add/")
    reauthenticate(page)
    page.get_by_label("Tên để nhận ra khóa này").fill("Máy thử nghiệm")
    page.get_by_label("Dùng để đăng nhập không cần mật khẩu").set_checked(passwordless)
    page.get_by_role("button", name="Thêm", exact=True).click()
    page.get_by_text("Đã thêm khóa truy cập.").wait_for()
    page.context.clear_cookies()


def test_a_passkey_is_the_second_step_after_the_password(rig: Rig, windows: Windows) -> None:
    page = windows.stranger()
    with_authenticator(page)
    enrolled(page, rig, rig.cast.other_clerk, passwordless=False)
    page.goto("/accounts/login/?next=/viec/")
    log_in(page, rig, rig.cast.other_clerk)
    page.wait_for_url("**/2fa/authenticate/")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_url(f"{rig.base}/viec/")


def bent(text: str) -> str:
    """One bit of the last byte is another (base64url)."""
    raw = bytearray(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    raw[-1] ^= 1
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def altered_signature(answer: dict[str, Any]) -> None:
    answer["response"]["signature"] = bent(answer["response"]["signature"])


def altered_counter(answer: dict[str, Any]) -> None:
    """What the device signed about itself: its flags and counter."""
    answer["response"]["authenticatorData"] = bent(answer["response"]["authenticatorData"])


def another_origin(answer: dict[str, Any]) -> None:
    said = base64.urlsafe_b64decode(answer["response"]["clientDataJSON"] + "==").replace(b"localhost", b"elsewhere")
    answer["response"]["clientDataJSON"] = base64.urlsafe_b64encode(said).rstrip(b"=").decode()


def another_account(answer: dict[str, Any]) -> None:
    answer["response"]["userHandle"] = bent(answer["response"]["userHandle"])


def test_what_the_device_did_not_sign_opens_nothing_and_what_it_signed_opens_once(rig: Rig, windows: Windows) -> None:
    page = windows.stranger()
    with_authenticator(page)
    enrolled(page, rig, rig.cast.other_unit_head, passwordless=True)
    sent: list[str] = []

    def sending(change: Callable[[dict[str, Any]], None] | None) -> Callable[[Route], None]:
        def send(route: Route) -> None:
            if route.request.method != "POST":
                return route.continue_()
            form = dict(parse_qsl(route.request.post_data or "", keep_blank_values=True))
            answer = json.loads(form["credential"])
            if change is not None:
                change(answer)
            form["credential"] = json.dumps(answer)
            sent.append(form["credential"])
            return route.continue_(post_data=urlencode(form))

        return send

    address = "**/2fa/webauthn/login/"
    for change in (altered_signature, altered_counter, another_origin, another_account):
        page.goto("/accounts/login/?next=/viec/")
        page.route(address, sending(change))
        page.get_by_role("button", name="Dùng khóa truy cập").click()
        page.locator("[data-message=error]").wait_for()
        page.unroute(address)
        page.goto("/viec/")
        assert "/accounts/login/" in page.url, change.__name__

    page.goto("/accounts/login/?next=/viec/")
    page.route(address, sending(None))
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.wait_for_url(f"{rig.base}/viec/")
    page.unroute(address)

    page.context.clear_cookies()  # the same answer once more, by who overheard it: its question was another
    page.goto("/accounts/login/?next=/viec/")
    page.evaluate(
        "answer => { document.getElementById('mfa_credential').value = answer; document.getElementById('mfa_login').submit() }", sent[-1]
    )
    page.wait_for_load_state()
    page.goto("/viec/")
    assert "/accounts/login/" in page.url


def test_a_device_that_says_no_is_told_in_words(rig: Rig, windows: Windows) -> None:
    page = windows.stranger()
    page.goto("/accounts/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError')) }")
    page.get_by_role("button", name="Dùng khóa truy cập").click()
    page.get_by_text("Thiết bị không trả lời").wait_for()
