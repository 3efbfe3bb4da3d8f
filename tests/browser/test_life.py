"""A document's whole life with seven people and more, by clicking only: from a draft in one agency to a closed task in another, and back."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.rig import Rig
from tests.browser.window import Windows, in_dialog, press, reauthenticate, sealing
from tinhso.core.access.public import Actor

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SUBJECT = "đề nghị cung cấp số liệu dịch vụ công"
TAG = ".page-head .tag, .lead .tag"


def task(page: Page, subject: str) -> None:
    """From the desk, the task about this document."""
    page.goto("/viec/")
    page.locator(".row", has_text=subject).first.locator("a.row-subject").click()


def drafted(page: Page, subject: str, to: str, signer: str) -> None:
    """The drafter fills the form and submits what it made."""
    page.get_by_label("Trích yếu").fill(subject)
    page.get_by_label("Kính gửi").fill(to)
    page.locator("#id_body").fill("Đề nghị Quý Sở phối hợp.\n1. Rà soát số liệu.\n2. Gửi báo cáo.")
    choose(page, "#id_signer", signer)
    page.get_by_role("button", name="Lưu dự thảo").click()
    press(page, "Trình")
    in_dialog(page, "Kính trình")


def sent_out(windows: Windows, subject: str, head: Actor, checker: Actor, signer: Actor, clerk: Actor, symbol: str) -> str:
    """From a submitted draft to an issued document: initials, form check, signature, number, seal and dispatch. Returns its notation."""
    for who, words, tick in ((head, "Thống nhất nội dung", "Ký nháy"), (checker, "Đúng thể thức", "")):
        page = windows.of(who)
        task(page, subject)
        press(page, "Đồng ý")
        in_dialog(page, words, tick=tick)
    page = windows.of(signer)
    task(page, subject)
    press(page, "Ký số")
    reauthenticate(page)
    page.get_by_role("button", name="Ký số").click()
    expect(page.get_by_text("Đã ký. Văn thư sẽ cấp số.")).to_be_visible()
    page = windows.of(clerk)
    task(page, subject)
    press(page, "Cấp số, ký số và phát hành")
    told = page.locator("dialog[open]").inner_text()
    in_dialog(page)
    sealing(page)
    expect(page.get_by_text("Hệ thống đang ký số của cơ quan")).to_be_visible()
    wait_for(page, "Đã phát hành")
    notation = page.locator(".lead strong.num").inner_text()
    assert re.fullmatch(rf"\d\d+/{symbol}", notation)
    assert notation in told, "what was told before is what was given: no other clerk was at it"
    return notation


def choose(page: Page, select: str, words: str) -> None:
    """Pick the option that says these words."""
    box = page.locator(select)
    box.select_option(box.locator("option", has_text=words).first.get_attribute("value"))


def wait_for(page: Page, words: str, selector: str = "main") -> None:
    """What the worker does is seen by asking again."""
    for _ in range(40):
        if page.locator(selector).get_by_text(words).count():
            return
        page.wait_for_timeout(250)
        with suppress(Error):  # the page itself may be asking again just now
            page.reload()
    raise AssertionError(f"{words!r} never came on {page.url}:\n{page.locator('main').inner_text()[:1500]}")


def received(windows: Windows, subject: str, clerk: Actor, leader: str) -> None:
    """The receiving agency's clerk takes an electronic arrival in, gives it its number and presents it."""
    page = windows.of(clerk)
    for _ in range(40):
        page.goto("/van-ban-den/to_receive/")
        if page.locator(".row", has_text=subject).count():
            break
        page.wait_for_timeout(250)
    page.locator(".row", has_text=subject).locator("a.row-subject").click()
    wait_for(page, "Hợp lệ")  # the worker has checked both signatures
    press(page, "Tiếp nhận")
    press(page, "Vào sổ")
    choose(page, "#id_present_to", leader)
    page.locator("form.stack").get_by_role("button", name="Vào sổ").click()
    expect(page.get_by_text(re.compile("Đã vào sổ, số đến"))).to_be_visible()


def test_a_documents_whole_life_with_seven_people(windows: Windows, rig: Rig) -> None:
    cast = rig.cast
    page = windows.of(cast.specialist)
    page.goto("/van-ban-di/drafts/")
    page.get_by_role("link", name="Soạn văn bản").click()
    drafted(page, SUBJECT, "Sở Thử nghiệm B", "Nguyễn Văn Mẫu Giám")
    expect(page.locator("main")).to_contain_text("Chờ lãnh đạo đơn vị")
    notation = sent_out(windows, SUBJECT, cast.unit_head, cast.chief, cast.director, cast.clerk, "STNA-CN")

    received(windows, SUBJECT, cast.other_clerk, "Mai Văn Mẫu Đốc")
    page = windows.of(cast.other_director)
    task(page, SUBJECT)
    press(page, "Cho bút phê")
    page.get_by_label("Phòng Nghiệp vụ: Chủ trì").check()
    page.locator("#id_text").fill("Nghiên cứu, tham mưu văn bản trả lời.")
    page.locator("#id_due").fill("+5")
    page.get_by_role("button", name="Cho bút phê").click()
    page = windows.of(cast.other_unit_head)
    task(page, SUBJECT)
    press(page, "Giao xử lý")
    choose(page, "dialog[open] select", "Dương Văn Mẫu Viên")
    in_dialog(page, "Đồng chí Viên xử lý")
    page = windows.of(cast.other_specialist)
    task(page, SUBJECT)
    expect(page.locator(".page-head")).to_contain_text("Đang giải quyết")  # opening it is beginning
    press(page, "Soạn trả lời")
    answer = page.get_by_label("Trích yếu").input_value()
    assert notation in answer
    drafted(page, answer, page.get_by_label("Kính gửi").input_value(), "Mai Văn Mẫu Đốc")
    sent_out(windows, answer, cast.other_unit_head, cast.other_clerk, cast.other_director, cast.other_clerk, "STNB-NV")

    page = windows.of(cast.other_specialist)
    page.goto("/van-ban-den/lead/")
    page.locator(".row", has_text=SUBJECT).first.locator("a.row-subject").click()
    press(page, "Kết thúc")
    in_dialog(page, "Đã trả lời bằng văn bản")
    expect(page.locator(".page-head")).to_contain_text("Đã giải quyết")

    page = windows.of(cast.specialist)
    page.goto("/van-ban-di/issued/")
    page.locator(".row", has_text=SUBJECT).locator("a.row-subject").click()
    wait_for(page, "Hoàn thành")  # status 06
    received(windows, answer, cast.clerk, "Nguyễn Văn Mẫu Giám")
