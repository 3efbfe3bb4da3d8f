"""Every screen with data, in error and empty, in both sizes, themes and languages: axe finds nothing, nothing scrolls sideways on a phone,
no console complains. A form that is never sent wrongly, a list that is never seen empty or full, and a screen called none fail."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.eyes import AXE, FORMS, LIST, SEND, Eyes
from tests.browser.rig import PASSWORD, Rig
from tests.browser.screen import FILE, PART, POST, SENT_ON, Empty, Mistake, Screen
from tests.browser.screens import ERRORS, SCREENS, screens
from tests.browser.test_login import code_of, log_in
from tests.browser.window import Windows
from tests.leaks.addresses import addresses, routes
from tinhso.core.access.public import Actor
from tinhso.documents.incoming.dialogs import VERBS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LANGUAGES = ("vi", "en")
PEOPLE = sorted({screen.who for _, screen in screens()})


def test_every_route_is_a_screen_or_says_why_not() -> None:
    assert sorted(SCREENS) == routes()


def test_what_is_called_no_screen_shows_none(windows: Windows, rig: Rig) -> None:
    """To whoever may ask for it: a file is no page, what sends on does, what answers POST answers nothing else."""
    found = []
    for who in ("specialist", "clerk", "director", "administrator"):
        ask = windows.of(getattr(rig.cast, who)).context.request
        for route, entry in SCREENS.items():
            if entry not in (FILE, PART, POST, SENT_ON):
                continue
            for address in list(addresses(route, rig.planted))[:3]:
                answer = ask.get(address, max_redirects=0)
                page = answer.status < 400 and "html" in answer.headers.get("content-type", "") and "<html" in answer.text()
                if page or (entry is POST and answer.status not in (302, 403, 404, 405)) or (entry is SENT_ON and answer.status == 200):
                    found.append(f"{who} {address} {answer.status}")
    assert not found, "\n".join(found)


def test_every_verb_with_a_form_has_its_own_page_looked_at(rig: Rig) -> None:
    looked = {
        address.split("/")[-2] for route, screen in screens() if route == "incoming_do" and screen.at for address in screen.at(rig.planted)
    }
    assert looked == {verb.slug for verb in VERBS if verb.form is not None}


def eyes(windows: Windows, rig: Rig, actor: Actor | None, language: str) -> Eyes:
    page = windows.of(actor) if actor else windows.stranger()
    page.context.add_cookies([{"name": "django_language", "value": language, "url": rig.base}])
    page.context.add_init_script(AXE)
    return Eyes(page)


def opened(page: Page, address: str, status: tuple[int, ...] = (200,)) -> list[str]:
    """What is wrong with the answer; where the password is asked first, it is given."""
    response: Any = page.goto(address)
    if "/reauthenticate/" in page.url and "/reauthenticate/" not in address:
        page.locator("input[type=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{address}")
    return [] if response.status in status else [f"{address} answers {response.status}"]


def with_data(see: Eyes, rig: Rig, route: str, screen: Screen) -> list[str]:
    """Each address and each way; then whether the table tells of every form and every list that came up. Returns the addresses."""
    seen_at = screen.at(rig.planted) if screen.at else [reverse(route)]
    forms: set[str] = set()
    listed = False
    for way in (*seen_at, *screen.ways):
        if callable(way):
            way(see.page)
        else:
            see.found += opened(see.page, way, (200, 422) if route == "outgoing_preview" else (200,))
        name = way if isinstance(way, str) else see.page.url
        see.look(name)
        see.dialogs(route, name)
        forms |= set(see.page.evaluate(FORMS))
        listed = listed or see.page.locator(LIST).count() > 0
    told = {mistake.form for mistake in screen.errs} | screen.spared.keys()
    see.found += [f"{route}: the form {key!r} is never sent wrongly, and nothing says why" for key in forms - told]
    see.found += [f"{route}: the form {key!r} is told of and never comes up" for key in told - forms]
    if listed and screen.empty is None:
        see.found.append(f"{route}: its list is never seen empty, and nothing says why")
    if isinstance(screen.empty, Empty) and not listed:
        see.found.append(f"{route}: its list is never seen with data")
    return seen_at


def wrongly(see: Eyes, rig: Rig, route: str, mistake: Mistake, last: str) -> None:
    address = mistake.at(rig.planted)[-1] if mistake.at else last
    see.found += opened(see.page, address)
    see.page.evaluate(SEND, [mistake.form, dict(mistake.typed)])
    see.page.wait_for_selector(mistake.shows)
    see.look(f"{route} {mistake} in error")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", PEOPLE)
def test_axe_finds_nothing_on_any_screen(who: str, language: str, windows: Windows, rig: Rig) -> None:
    see = eyes(windows, rig, getattr(rig.cast, who) if who else None, language)
    windows.expected |= {"status of 422", "status of 400", "status of 409"}
    if who:
        see.page.goto("/")
        see.frame()
    for route, screen in screens():
        if screen.who == who:
            last = with_data(see, rig, route, screen)[-1:] or [""]
            for mistake in screen.errs:
                wrongly(see, rig, route, mistake, last[0])
    assert not see.found, "\n".join(see.found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_where_nothing_is(language: str, windows: Windows, rig: Rig) -> None:
    people: dict[int | None, Eyes] = {}
    for route, screen in screens():
        if not isinstance(screen.empty, Empty):
            continue
        actor: Actor = getattr(rig.idle if screen.empty.idle else rig.cast, screen.empty.who)
        see = people.get(actor.post) or people.setdefault(actor.post, eyes(windows, rig, actor, language))
        for address in screen.empty.at(rig.planted) if screen.empty.at else [reverse(route)]:
            see.found += opened(see.page, address)
            see.look(f"{address} empty")
            if not see.page.locator("main .empty").count():
                see.found.append(f"{address} is not empty, or does not say what would be there")
    found = [line for see in people.values() for line in see.found]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_the_pages_of_errors(language: str, windows: Windows, rig: Rig) -> None:
    windows.expected.add("Failed to load resource")
    see = eyes(windows, rig, rig.cast.second_head, language)
    for address in ERRORS:
        see.found += opened(see.page, address, (200, 400, 403, 404))
        see.look(address)
    assert not see.found, "\n".join(see.found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_while_an_authenticator_is_enrolled(language: str, windows: Windows, rig: Rig) -> None:
    windows.expected.add("status of 4")
    see = eyes(windows, rig, rig.cast.administrator, language)
    page = see.page
    see.found += opened(page, reverse("mfa_activate_totp"))
    see.look("mfa_activate_totp")
    wrong_code(see, "mfa_activate_totp")
    page.locator("#id_code").fill(code_of(page.locator("code").inner_text()))
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "activate" not in url)
    see.look(page.url)
    for route in ("mfa_generate_recovery_codes", "mfa_view_recovery_codes", "mfa_reauthenticate", "mfa_deactivate_totp"):
        see.found += opened(page, reverse(route))
        see.look(route)
        if route == "mfa_reauthenticate":
            wrong_code(see, route)
    second = eyes(windows, rig, None, language)
    second.page.context.add_cookies([{"name": "django_language", "value": "vi", "url": rig.base}])
    log_in(second.page, rig, rig.cast.administrator)
    second.page.wait_for_url("**/2fa/authenticate/")
    second.page.context.add_cookies([{"name": "django_language", "value": language, "url": rig.base}])
    second.page.reload()
    second.look("mfa_authenticate")
    wrong_code(second, "mfa_authenticate")
    page.locator("main form button").last.click()  # off again: others of this session log in with the password alone
    page.wait_for_url(lambda url: "deactivate" not in url)
    found = see.found + second.found
    assert not found, "\n".join(found)


def wrong_code(see: Eyes, route: str) -> None:
    see.page.locator("main input[name=code]").first.fill("000000")
    see.page.keyboard.press("Enter")
    see.page.wait_for_selector("#error-summary")
    see.look(f"{route} with a wrong code")
