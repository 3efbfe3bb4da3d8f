"""A specialist's and a unit head's day: what is only to be known, a reply, the work of somebody absent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.ready import directed
from tests.browser.rig import Rig
from tests.browser.window import Windows, press
from tests.cast import appoint
from tinhso.core.access.public import Role
from tinhso.documents.incoming.public import DirectiveValues
from tinhso.kit import clock

pytestmark = [pytest.mark.browser, pytest.mark.slow]
KNOWN = ("để biết: thứ nhất", "để biết: thứ hai", "để biết: thứ ba")


def test_a_specialist_closes_what_is_to_be_known_by_a_key_and_all_at_once(windows: Windows, rig: Rig) -> None:
    cast = rig.cast
    for n, subject in enumerate(KNOWN):
        directed(rig, subject, f"9{n}/STNX-VP", DirectiveValues(lead=f"u{cast.second_unit}.head", know=(f"o{cast.specialist.post}",)))
    page = windows.of(cast.specialist)
    page.goto("/van-ban-den/know/")
    rows = page.locator(".row", has_text="để biết: ")
    expect(rows).to_have_count(3)
    page.keyboard.press("j")
    page.keyboard.press("j")
    focused = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("b")
    expect(page.get_by_text("Đã ghi nhận đã biết 1 văn bản.")).to_be_visible()
    expect(rows).to_have_count(2)
    assert focused not in "".join(rows.all_inner_texts())
    assert page.evaluate("document.activeElement.closest('[data-row]') !== null"), "the focus stays in the list"
    page.get_by_label("Chọn tất cả").check()
    assert page.locator('.row input[type="checkbox"]:not(:checked)').count() == 0
    page.get_by_role("button", name="Đã biết").click()
    expect(page.get_by_text("Đã ghi nhận đã biết")).to_be_visible()
    expect(rows).to_have_count(0)


def test_a_specialist_answers_with_a_draft_that_knows_what_it_answers(windows: Windows, rig: Rig) -> None:
    cast = rig.cast
    due = clock.today() + timedelta(days=14)
    directed(rig, "Về việc cung cấp số liệu mẫu", "88/STNB-NV", DirectiveValues(lead=f"o{cast.specialist.post}", due=due))
    page = windows.of(cast.specialist)
    page.goto("/van-ban-den/lead/")
    page.locator(".row", has_text="cung cấp số liệu mẫu").locator("a.row-subject").click()
    press(page, "Soạn trả lời")
    expect(page.get_by_role("heading", level=1)).to_have_text("Soạn trả lời")
    expect(page.get_by_label("Trích yếu")).to_have_value("phúc đáp văn bản số 88/STNB-NV về việc cung cấp số liệu mẫu")
    expect(page.get_by_label("Kính gửi")).to_have_value("Sở Thử nghiệm X")
    expect(page.get_by_label("Nội dung")).to_contain_text("Phúc đáp văn bản số 88/STNB-NV")
    assert "%" not in page.url and "trich-yeu" not in page.url, "no content in an address"


def test_a_head_gives_an_absent_specialists_work_to_another(windows: Windows, rig: Rig) -> None:
    cast, subject = rig.cast, "việc của người vắng"
    with rig.reading():
        other = appoint("Cao Thị Mẫu Thay", cast.unit, Role.SPECIALIST, "Chuyên viên")
    directed(rig, subject, "89/STNX-VP", DirectiveValues(lead=f"o{cast.specialist.post}", due=clock.today() + timedelta(days=3)))
    page = windows.of(cast.unit_head)
    page.goto("/viec/")
    page.get_by_role("link", name="Khối lượng việc").click()
    page.get_by_role("link", name=cast.specialist.name).click()
    page.get_by_role("checkbox", name=subject).check()
    page.get_by_label("Chuyển cho").select_option(label="Cao Thị Mẫu Thay (Chuyên viên)")
    page.get_by_label("Lý do").fill("Nghỉ ốm đến hết tuần")
    press(page, "Chuyển các việc đã chọn")
    expect(page.get_by_text("Đã chuyển 1 việc")).to_be_visible()
    expect(page.locator(".row", has_text=subject)).to_have_count(0)
    theirs = windows.of(other)
    theirs.goto("/viec/")
    theirs.locator(".row", has_text=subject).locator("a.row-subject").click()
    expect(theirs.locator("main")).to_contain_text("Nghỉ ốm đến hết tuần")


def test_a_specialist_keeps_a_document_in_a_folder_of_his_own(windows: Windows, rig: Rig) -> None:
    cast, subject = rig.cast, "kế hoạch để trong tầm tay"
    directed(rig, subject, "86/STNX-VP", DirectiveValues(lead=f"o{cast.specialist.post}"))
    page = windows.of(cast.specialist)
    page.goto("/van-ban-den/lead/")
    page.locator(".row", has_text=subject).locator("a.row-subject").click()
    press(page, "Đánh dấu")
    page.get_by_label("hoặc thư mục mới").fill("Quý này")
    press(page, "Đánh dấu")
    expect(page.get_by_text("Đã đánh dấu.")).to_be_visible()
    page.get_by_role("link", name="Thư mục của tôi").click()
    page.get_by_role("link", name="Quý này").click()
    expect(page.locator(".row", has_text=subject)).to_have_count(1)
    theirs = windows.of(cast.unit_head)
    theirs.goto("/thu-muc/")
    expect(theirs.locator("main")).not_to_contain_text("Quý này")


def test_the_chief_of_office_chases_what_is_soon_due_and_the_head_is_told(windows: Windows, rig: Rig) -> None:
    cast, subject = rig.cast, "sắp đến hạn mà chưa xong"
    directed(rig, subject, "87/STNX-VP", DirectiveValues(lead=f"o{cast.specialist.post}", due=clock.today() + timedelta(days=1)))
    page = windows.of(cast.chief)
    page.goto("/van-ban-den/tre-han/")
    press(page, "Đôn đốc")
    page.goto("/van-ban-den/don-doc/?muc=near")
    page.get_by_role("checkbox", name=subject).check()
    press(page, "Đôn đốc các văn bản đã chọn")
    expect(page.get_by_text("Đã đôn đốc 1 văn bản.")).to_be_visible()
    expect(page.locator(".row", has_text=subject)).to_contain_text("đã đôn đốc 1 lần")
    theirs = windows.of(cast.unit_head)
    theirs.goto("/thong-bao/")
    expect(theirs.locator("main")).to_contain_text(subject)
