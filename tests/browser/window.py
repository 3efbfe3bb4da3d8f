"""Windows of people at work: a page each, and every error of its console."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.browser.rig import PASSWORD, Rig
from tinhso.core.access.public import Actor

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE = 15_000


class Windows:
    """`of(actor)` is that person's page, opened once; `troubles` what consoles and pages complained of."""

    def __init__(self, browser: Browser, rig: Rig) -> None:
        self.browser, self.rig = browser, rig
        self.troubles: list[str] = []
        self.expected: set[str] = set()
        self._contexts: list[BrowserContext] = []
        self._pages: dict[int | None, Page] = {}

    def of(self, actor: Actor, **options: Any) -> Page:
        if actor.post not in self._pages:
            page = self.stranger(**options)
            page.context.add_cookies([{"name": "sessionid", "value": self.rig.session(actor), "url": self.rig.base}])
            page.goto("/")
            self._pages[actor.post] = page
        return self._pages[actor.post]

    def stranger(self, **options: Any) -> Page:
        """A window in which nobody has logged in."""
        wanted: dict[str, Any] = {"viewport": DESK, "reduced_motion": "reduce", "locale": "vi-VN", "base_url": self.rig.base, **options}
        context = self.browser.new_context(**wanted)
        context.set_default_timeout(PATIENCE)
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.troubles.append(f"{page.url}: {error}"))
        return page

    def _heard(self, message: ConsoleMessage) -> None:
        # Chromium reports every refused request as an error; a journey names the answers it means to provoke.
        if message.type == "error" and not any(word in message.text for word in self.expected):
            self.troubles.append(f"{message.location['url']}: {message.text}")

    def close(self) -> None:
        """What every window showed last is printed: pytest shows it with a failure."""
        for context in self._contexts:
            for page in context.pages:
                print(f"--- {page.url}\n{page.inner_text('body')[:1200]}")
            context.close()


def reauthenticate(page: Page, password: str = PASSWORD) -> None:
    """Type the password again where the page asks for it."""
    page.wait_for_url("**/reauthenticate/**")
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Xác nhận").click()


def sealing(page: Page) -> None:
    """After the agency's key was asked for: the password, where the clerk has not typed it within the last minutes."""
    page.wait_for_url(re.compile(r"/reauthenticate/|\?cho="))
    if "/reauthenticate/" in page.url:
        reauthenticate(page)


def press(page: Page, name: str) -> None:
    """Click the page's button or link of this name (outside dialogs)."""
    page.locator(".page-actions, main").get_by_role("button", name=name, exact=True).or_(
        page.locator(".page-actions, main").get_by_role("link", name=name, exact=True)
    ).first.click()


def in_dialog(page: Page, text: str = "", button: str = "", tick: str = "") -> None:
    """Fill the open dialog and send it."""
    dialog = page.locator("dialog[open]")
    if text:
        dialog.locator("textarea").fill(text)
    if tick:
        dialog.get_by_label(tick).check()
    buttons = dialog.locator(".dialog-body button")
    (buttons.get_by_text(button, exact=True) if button else buttons.last).click()
