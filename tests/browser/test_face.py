"""What a person chooses of the face stays chosen: language, theme."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.browser.rig import Rig
from tests.browser.window import Windows
from tinhso.kit import clock

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_language_and_theme_are_switched_and_stay(windows: Windows, rig: Rig) -> None:
    page = windows.of(rig.cast.chief)
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bàn làm việc")
    page.locator(".account summary").click()
    with page.expect_response("**/ui/prefer/"):
        page.locator('button[name="theme"][value="dark"]').click()
    page.locator('button[name="language"][value="en"]').click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).colorScheme") in ("dark", "light dark", "normal")
    page.goto("/van-ban-di/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("heading", level=1)).to_have_text("Outgoing")
    page.locator(".account summary").click()
    page.locator('button[name="language"][value="vi"]').click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Văn bản đi")


def test_the_printed_footer_says_when_it_was_printed(windows: Windows, rig: Rig) -> None:
    page = windows.of(rig.cast.chief)
    place = page.locator("[data-printed]")
    place.evaluate("place => { place.textContent = '01/01/2020 08:00' }")
    before = datetime.now(clock.VIETNAM)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    said = datetime.strptime(place.text_content() or "", "%d/%m/%Y %H:%M").replace(tzinfo=clock.VIETNAM)
    assert abs(said - before) < timedelta(minutes=2)


def test_every_printed_sheet_ends_with_who_printed_it_and_nothing_beside(windows: Windows, rig: Rig) -> None:
    """Appendix VI of Decree 30/2020: what is printed of the system names who printed it; no line of the list hides behind that."""
    page = windows.of(rig.cast.clerk)
    page.goto("/van-ban-den/so/")
    page.evaluate("""() => {
      const row = document.querySelector("main tbody tr"), body = row.parentElement;
      for (let i = 0; i < 150; i++) body.append(row.cloneNode(true));
    }""")
    before = datetime.now(clock.VIETNAM).replace(second=0, microsecond=0)
    sheets = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    assert len(sheets) > 3
    for sheet in sheets:
        text = sheet.get_textpage()
        foot = text.search("In từ Hệ thống").get_next()
        assert foot is not None, text.get_text_range()
        top = text.get_charbox(foot[0])[3] + 2
        below = text.get_text_bounded(bottom=0, top=top)
        said = re.fullmatch(r"In từ Hệ thống, người in (.+), lúc (\d\d/\d\d/\d{4} \d\d:\d\d)", below.strip())
        assert said is not None, below
        assert said[1] == rig.cast.clerk.name
        assert before <= datetime.strptime(said[2], "%d/%m/%Y %H:%M").replace(tzinfo=clock.VIETNAM) <= before + timedelta(minutes=2)
