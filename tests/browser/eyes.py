"""How a screen is looked at: axe in two sizes and two themes, nothing wider than a phone, folded parts unfolded, dialogs and menus opened."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

from tests.browser.window import DESK, PHONE

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
CONTRAST = ["color-contrast", "link-in-text-block"]
LOOK = """async ([within, rules]) => {
  document.querySelectorAll("main details:not(.menu)").forEach(part => part.open = true);
  const found = [];
  for (const [theme, where, only] of rules) {
    document.documentElement.dataset.theme = theme;
    // A PDF in a frame is the browser's to show, and axe would wait half a second for its answer.
    const options = {resultTypes: ["violations"], elementRef: false, iframes: false, ...(only ? {runOnly: only} : {})};
    const seen = await axe.run(document.querySelector(where) ?? document, options);
    found.push(...seen.violations.map(v => `${theme} ${v.id}: ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary.slice(0, 240)}`));
  }
  const box = within && document.querySelector(within);
  return [found, box ? box.scrollWidth - box.clientWidth : document.documentElement.scrollWidth - innerWidth];
}"""
TYPED = """[...document.querySelectorAll("main form[method=post]")]
  .filter(form => form.querySelector("textarea, select, input:not([type=hidden], [type=submit])"))"""
"""The forms in which something is typed or chosen: known by their dialog, or by themselves."""
FORMS = f"""() => {TYPED}.map(form => form.closest("dialog")?.id ?? form.id)"""
SEND = f"""([key, typed]) => {{
  const form = {TYPED}.find(one => (one.closest("dialog")?.id ?? one.id) === key);
  for (const [name, value] of Object.entries(typed)) form.elements[name].value = value;
  form.noValidate = true;  // as a browser would send it that checks nothing itself
  form.requestSubmit();
}}"""
Rules = list[str | list[str] | None]
"""A theme, the part looked at, and which rules of axe (all of them)."""
LIST = "main :is([data-rows], table.table, .tree, .lendings, .week-lines)"
OPENERS = """() => [...document.querySelectorAll("main [data-dialog]")].map(opener => opener.dataset.dialog)"""


class Eyes:
    """One person's window in one language. `found` is what is wrong; what is the same on every page is looked at once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[str] = []
        self._framed = False
        self._opened: set[str] = set()

    def look(self, name: str, within: str = "") -> None:
        """At what the page shows, or at what is open on it."""
        # A theme changes colours and nothing else, and the frame around <main> is one of all pages.
        light: Rules = ["light", within or "html", None]
        dark: Rules = ["dark", within or ("main" if self._framed else "html"), CONTRAST]
        for size, rules in ((DESK, [light, dark]), (PHONE, [light, dark])):
            self.page.set_viewport_size(size)
            found, wider = self.page.evaluate(LOOK, [within, rules])
            self.found += [f"{name} {size['width']} {words}" for words in found]
            if size is PHONE and wider > 0:
                self.found.append(f"{name} is {wider} px too wide for a phone")
        self.page.set_viewport_size(DESK)
        self._framed = self._framed or not within

    def frame(self) -> None:
        """The account menu, the keys, and a phone's main menu."""
        page = self.page
        page.locator("details.account summary").click()
        self.look("the account menu", "details.account .menu-panel")
        page.keyboard.press("Escape")
        page.keyboard.press("F1")
        self.look("the keys", "#keys")
        page.keyboard.press("Escape")
        page.set_viewport_size(PHONE)
        page.locator("[popovertarget=side]").click()
        self.look("a phone's menu", "#side")

    def dialogs(self, route: str, name: str) -> None:
        """Each dialog and each menu of columns that this route has not shown before."""
        for ident in self.page.evaluate(OPENERS):
            if self._new(f"{route} {ident}"):
                self.page.locator(f"main [data-dialog='{ident}']").first.click()
                self.look(f"{name} dialog {ident}", f"dialog[open]#{ident}")
                self.page.keyboard.press("Escape")
        menu = self.page.locator("main details[data-columns]:not([hidden])").first
        if menu.count() and self._new("columns"):
            menu.locator("summary").click()
            self.look(f"{name} menu of columns", "main details[data-columns] .menu-panel")
            self.page.keyboard.press("Escape")

    def _new(self, what: str) -> bool:
        new = what not in self._opened
        self._opened.add(what)
        return new
