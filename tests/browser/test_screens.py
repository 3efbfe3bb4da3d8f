"""Every screen in both sizes, themes and languages: axe finds nothing, nothing scrolls sideways on a phone, no console complains."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.rig import PASSWORD, Rig
from tests.browser.screens import EMPTY_FOR, EMPTY_SCREENS, ERRORS, SCREENS, Screen
from tests.browser.test_login import code_of, log_in
from tests.browser.window import DESK, PHONE, Windows
from tests.leaks.addresses import routes

pytestmark = [pytest.mark.browser, pytest.mark.slow]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
LOOK = """async ([theme, rules]) => {
  document.documentElement.dataset.theme = theme;
  const found = await axe.run(document, {resultTypes: ["violations"], elementRef: false, ...(rules ? {runOnly: rules} : {})});
  return found.violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary.slice(0, 240)}`);
}"""
LANGUAGES = ("vi", "en")
PEOPLE = sorted({s.who for s in SCREENS.values() if isinstance(s, Screen)})


def test_every_route_is_a_screen_or_says_why_not() -> None:
    assert sorted(SCREENS) == routes()


def window(windows: Windows, rig: Rig, who: str, language: str) -> Page:
    page = windows.of(getattr(rig.cast, who)) if who else windows.stranger()
    page.context.add_cookies([{"name": "django_language", "value": language, "url": rig.base}])
    page.context.add_init_script(AXE)
    return page


def complaints(page: Page, address: str) -> list[str]:
    """What is wrong with the page shown, in two themes and two sizes."""
    found = []
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        # A theme changes colours and nothing else.
        for theme, rules in (("light", None), ("dark", ["color-contrast", "link-in-text-block"])):
            found += [f"{address} {size['width']} {theme} {v}" for v in page.evaluate(LOOK, [theme, rules])]
        if size is PHONE and (wide := page.evaluate("document.documentElement.scrollWidth")) > PHONE["width"]:
            found.append(f"{address} is {wide} px wide on a phone")
    page.set_viewport_size(DESK)
    return found


def opened(page: Page, address: str, status: tuple[int, ...] = (200,)) -> list[str]:
    response: Any = page.goto(address)
    return [] if response.status in status else [f"{address} answers {response.status}"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", PEOPLE)
def test_axe_finds_nothing_on_any_screen(who: str, language: str, windows: Windows, rig: Rig) -> None:
    page = window(windows, rig, who, language)
    found = []
    windows.expected.add("status of 422")
    for route, screen in SCREENS.items():
        if not isinstance(screen, Screen) or screen.who != who:
            continue
        for address in screen.at(rig.planted) if screen.at else [reverse(route)]:
            found += opened(page, address) + complaints(page, address)
        if screen.errs:
            page.locator("main form[method=post]").first.evaluate("form => form.requestSubmit()")
            page.wait_for_selector("#error-summary")
            found += complaints(page, f"{address} with errors")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_where_nothing_is(language: str, windows: Windows, rig: Rig) -> None:
    page = window(windows, rig, EMPTY_FOR, language)
    found = []
    for address in map(reverse, EMPTY_SCREENS):
        found += opened(page, address) + complaints(page, address)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_the_pages_of_errors(language: str, windows: Windows, rig: Rig) -> None:
    windows.expected.add("Failed to load resource")
    page = window(windows, rig, EMPTY_FOR, language)
    found = []
    for address in ERRORS:
        found += opened(page, address, (200, 400, 403, 404)) + complaints(page, address)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_behind_the_password_asked_again(language: str, windows: Windows, rig: Rig) -> None:
    """Signing, and what protects the account: these routes first send to the question for the password."""
    found = []
    behind = {
        "director": [reverse("outgoing_sign", args=[rig.planted.out["for_signature"]]), reverse("mfa_add_webauthn")],
        "specialist": [reverse(r, args=[rig.planted.passkey]) for r in ("mfa_edit_webauthn", "mfa_remove_webauthn")],
        "administrator": [reverse("mfa_activate_totp")],
    }
    for who, addresses in behind.items():
        page = window(windows, rig, who, language)
        for address in addresses:
            found += opened(page, address)
            if "/reauthenticate/" in page.url:
                page.locator("input[type=password]").fill(PASSWORD)
                page.keyboard.press("Enter")
                page.wait_for_url(f"**{address}")
            found += complaints(page, address)
    page.locator("#id_code").fill(code_of(page.locator("code").inner_text()))
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "activate" not in url)
    found += complaints(page, page.url)
    for route in ("mfa_generate_recovery_codes", "mfa_view_recovery_codes", "mfa_reauthenticate", "mfa_deactivate_totp"):
        found += opened(page, reverse(route)) + complaints(page, reverse(route))
    second = windows.stranger()
    second.context.add_cookies([{"name": "django_language", "value": "vi", "url": rig.base}])
    second.context.add_init_script(AXE)
    log_in(second, rig, rig.cast.administrator)
    second.wait_for_url("**/2fa/authenticate/")
    found += complaints(second, "mfa_authenticate")
    page.locator("main form button").last.click()  # off again: others of this session log in with the password alone
    page.wait_for_url(lambda url: "deactivate" not in url)
    assert not found, "\n".join(found)
