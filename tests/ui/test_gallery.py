"""The gallery in a real browser: accessible in every theme, size and language, and alive under a strict CSP."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("TINHSO_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed (apt-get install chromium): the browser tests are skipped"),
]


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.ui.gallery_settings",
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "django", "runserver", "--noreload", f"127.0.0.1:{port}"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(150):
            try:
                urllib.request.urlopen(f"{base}/error/404/", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield base
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking", "--disable-gpu"])
        yield browser
        browser.close()


def opened(
    browser: Browser, base: str, path: str, *, theme: str = "light", width: int = 1440, language: str = "vi"
) -> tuple[Page, list[str]]:
    context = browser.new_context(viewport={"width": width, "height": 900 if width > 500 else 844}, reduced_motion="reduce")
    context.add_cookies(
        [{"name": "tinhso_theme", "value": theme, "url": base}, {"name": "django_language", "value": language, "url": base}]
    )
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: troubles.append(str(e)))
    page.goto(base + path)
    return page, troubles


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/?state=error", "/?state=empty", "/error/409/"])
def test_axe_finds_nothing(browser: Browser, gallery: str, path: str, theme: str, width: int) -> None:
    page, troubles = opened(browser, gallery, path, theme=theme, width=width, language="en" if "empty" in path else "vi")
    found = Axe().run(page)
    assert [(v["id"], v["nodes"][0]["html"][:200], v["nodes"][0]["failureSummary"]) for v in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert troubles == []
    page.context.close()


def test_keys_walk_the_rows_but_not_while_typing(browser: Browser, gallery: str) -> None:
    page, _ = opened(browser, gallery, "/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('[data-row]').dataset.row") == "1"
    page.keyboard.press("/")
    page.keyboard.type("jk/n")
    assert page.input_value("[data-search]") == "jk/n"
    page.keyboard.press("F1")
    assert page.locator("#keys").is_visible()
    page.context.close()


def test_keys_are_off_by_setting_and_the_theme_changes_at_once(browser: Browser, gallery: str) -> None:
    page, _ = opened(browser, gallery, "/")
    page.click(".account summary")
    with page.expect_response("**/ui/prefer/"):
        page.click('button[name="keys"][value="off"]')
    with page.expect_response("**/ui/prefer/"):
        page.click('button[name="theme"][value="dark"]')
    page.reload()
    assert page.evaluate("({...document.documentElement.dataset})") == {"theme": "dark", "density": "comfortable", "keys": "off"}
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.body")
    page.context.close()


def test_a_date_typed_5_1_is_completed_and_the_summary_leads_to_the_field(browser: Browser, gallery: str) -> None:
    page, _ = opened(browser, gallery, "/?state=error")
    assert page.evaluate("document.activeElement.id") == "error-summary"
    page.click('#error-summary a[href="#id_issued"]')
    assert page.evaluate("document.activeElement.id") == "id_issued"
    page.fill("#id_issued", "5/1")
    page.keyboard.press("Tab")
    assert page.input_value("#id_issued")[:6] == "05/01/"
    page.context.close()


def test_a_place_moves_by_arrow_keys_and_by_dragging(browser: Browser, gallery: str) -> None:
    page, troubles = opened(browser, gallery, "/")
    place = page.locator('.place[data-kind="number"]')
    place.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    assert page.input_value('[name="place_number"]') == "1;46;40;24;8"
    page.keyboard.press("PageDown")
    assert page.input_value('[name="place_number"]').startswith("2;")
    page.keyboard.press("PageUp")
    box = place.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 10, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + 110, box["y"] + 45, steps=4)
    page.mouse.up()
    x, y = (float(v) for v in page.input_value('[name="place_number"]').split(";")[1:3])
    assert x > 60 and y > 45 and troubles == []
    page.context.close()


def test_lines_are_chosen_in_a_range_and_columns_hidden_stay_hidden(browser: Browser, gallery: str) -> None:
    page, _ = opened(browser, gallery, "/")
    boxes = page.locator("ts-table tbody .pick input")
    boxes.nth(1).click()
    boxes.nth(4).click(modifiers=["Shift"])
    assert page.inner_text("[data-chosen]").startswith("4 ")
    page.click("[data-columns] summary")
    page.click("[data-columns] label >> nth=2")
    page.reload()
    assert page.locator('th[data-column="author"]').is_hidden()
    page.context.close()
