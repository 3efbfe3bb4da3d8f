"""Writing a draft: what is typed survives a cut of the network, the end of the window, and another window."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.eyes import AXE, Eyes
from tests.browser.rig import Rig
from tests.browser.test_life import choose
from tests.browser.window import DESK, PHONE, Windows, in_dialog, press
from tests.documents.outgoing.clipboards import WORD, WORD_TYPED
from tinhso.core.access.public import acting
from tinhso.documents.outgoing import public as outgoing
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.public import DraftValues, RecipientValue, Text
from tinhso.kit import clock

pytestmark = [pytest.mark.browser, pytest.mark.slow]
STATE = ".kept"
OFF = "Mất kết nối – bản soạn được giữ trên máy này"
LEFT = "Máy này còn giữ những chữ chưa lưu lên máy chủ"


def begun(page: Page, subject: str) -> None:
    """A new draft with all that a draft needs, which has saved itself."""
    page.goto("/van-ban-di/soan/")
    choose(page, "#id_signer", "Nguyễn Văn Mẫu Giám")
    page.get_by_label("Kính gửi").fill("STNB")
    page.get_by_label("Trích yếu").fill(subject)
    expect(page.locator(STATE)).to_contain_text("Tự lưu lúc")
    page.wait_for_url("**/sua/")


def body_of(rig: Rig, subject: str) -> str:
    with rig.reading(), acting(rig.cast.unit_head):
        return str(Outgoing.plain.get(subject=subject).content["body"])


def test_a_cut_of_the_network_loses_nothing_not_even_when_the_window_is_closed(windows: Windows, rig: Rig) -> None:
    windows.expected.update(("ERR_INTERNET_DISCONNECTED", "ERR_FAILED"))
    page = windows.of(rig.cast.unit_head)
    begun(page, "soạn khi mạng chập chờn")
    address, context = page.url, page.context
    context.set_offline(True)
    page.locator("#id_body").press_sequentially("Gõ khi mất mạng.")
    expect(page.locator(STATE)).to_have_text(OFF)
    page.wait_for_timeout(6000)  # longer than one attempt
    page.locator("#id_body").press_sequentially(" Vẫn gõ tiếp.")
    page.close()
    context.set_offline(False)
    assert body_of(rig, "soạn khi mạng chập chờn") == ""
    page = context.new_page()
    page.goto(address)
    offer = page.locator(".note", has_text=LEFT)
    expect(offer.locator("ins")).to_contain_text("Gõ khi mất mạng. Vẫn gõ tiếp.")  # that, and no field he did not touch
    offer.get_by_role("button", name="Lấy lại những chữ này").click()
    expect(page.locator("#id_body")).to_have_value("Gõ khi mất mạng. Vẫn gõ tiếp.")
    expect(page.locator(STATE)).to_contain_text("Tự lưu lúc")
    assert body_of(rig, "soạn khi mạng chập chờn") == "Gõ khi mất mạng. Vẫn gõ tiếp."
    page.reload()
    expect(page.locator("#id_body")).to_have_value("Gõ khi mất mạng. Vẫn gõ tiếp.")
    expect(page.locator(".note", has_text=LEFT)).to_have_count(0)


def test_the_network_comes_back_and_what_waited_is_sent_without_a_key(windows: Windows, rig: Rig) -> None:
    windows.expected.update(("ERR_INTERNET_DISCONNECTED", "ERR_FAILED"))
    page = windows.of(rig.cast.unit_head)
    begun(page, "mạng có lại")
    page.context.set_offline(True)
    page.locator("#id_body").fill("Chờ mạng.")
    expect(page.locator(STATE)).to_have_text(OFF)
    page.context.set_offline(False)
    expect(page.locator(STATE)).to_contain_text("Tự lưu lúc")
    assert body_of(rig, "mạng có lại") == "Chờ mạng."


def test_a_draft_that_never_reached_the_server_is_found_again(windows: Windows, rig: Rig) -> None:
    page = windows.of(rig.cast.unit_head)
    page.goto("/van-ban-di/soan/")
    page.get_by_label("Trích yếu").fill("chưa chọn người ký")
    page.locator("#id_body").fill("Mới gõ được một câu.")
    expect(page.locator(STATE)).to_contain_text("Người ký")
    context = page.context
    page.close()
    page = context.new_page()
    page.goto("/van-ban-di/soan/")
    page.get_by_role("link", name="Soạn tiếp bản này").click()
    expect(page.locator("#id_body")).to_have_value("Mới gõ được một câu.")
    expect(page.get_by_label("Trích yếu")).to_have_value("chưa chọn người ký")


def test_two_windows_tell_each_other_and_the_second_keeps_its_words(windows: Windows, rig: Rig) -> None:
    windows.expected.add("status of 409")
    page = windows.of(rig.cast.unit_head)
    begun(page, "hai cửa sổ tự lưu")
    other = page.context.new_page()
    other.goto(page.url)
    page.locator("#id_body").fill("Cửa sổ một.")
    expect(page.locator(STATE)).to_contain_text("Tự lưu lúc")
    page.wait_for_timeout(2500)
    other.locator("#id_body").fill("Cửa sổ hai.")
    expect(other.locator(STATE)).to_contain_text("vừa được thay đổi")
    assert body_of(rig, "hai cửa sổ tự lưu") == "Cửa sổ một."
    other.get_by_role("button", name="Lưu dự thảo").last.click()
    expect(other.get_by_text("Đang lưu ở cửa sổ kia")).to_be_visible()
    expect(other.locator("#id_body")).to_have_value("Cửa sổ hai.")
    other.get_by_role("button", name="Lưu dự thảo").last.click()
    other.wait_for_url(lambda url: "sua" not in url)
    assert body_of(rig, "hai cửa sổ tự lưu") == "Cửa sổ hai."


def test_what_is_marked_secret_leaves_no_word_on_the_machine(windows: Windows, rig: Rig) -> None:
    page = windows.of(rig.cast.unit_head)
    page.goto("/van-ban-di/soan/")
    page.get_by_label("Người ký", exact=True).select_option(index=1)
    page.get_by_label("Trích yếu").fill("chưa biết là mật")
    stored = "Object.keys(localStorage).filter(key => key.startsWith('tinhso-draft/')).map(key => localStorage[key]).join()"
    assert "chưa biết là mật" in page.evaluate(stored)
    page.get_by_label("Độ mật").select_option(index=1)
    page.get_by_label("Trích yếu").fill("Trích yếu mật.")
    expect(page.locator(STATE)).to_contain_text("Văn bản mật")
    page.wait_for_timeout(2500)
    assert "mật" not in page.evaluate(stored)
    with rig.reading(), acting(rig.cast.unit_head):
        assert Outgoing.plain.exists() and not Outgoing.plain.filter(subject="chưa biết là mật").exists()


def test_a_stamp_of_secrecy_leaves_the_form_only_when_somebody_says_that_it_is_none(windows: Windows, rig: Rig) -> None:
    windows.expected.add("status of 422")
    page = windows.of(rig.cast.unit_head)
    begun(page, "có dòng đóng dấu")
    stored = "Object.keys(localStorage).filter(key => key.startsWith('tinhso-draft/')).map(key => localStorage[key]).join()"
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None)
    page.locator("#id_body").fill("Đề nghị phối hợp.\nTUYỆT MẬT")
    expect(page.locator(STATE)).to_contain_text("dấu mật")
    expect(page.locator("ts-sheet [data-said]")).to_contain_text("dấu mật")
    page.wait_for_timeout(2500)
    assert "MẬT" not in page.evaluate(stored) and not sent
    page.locator(".draft-bar .primary").click()
    expect(page.locator("#error-summary")).to_contain_text("TUYỆT MẬT")
    assert body_of(rig, "có dòng đóng dấu") == "" and "MẬT" not in page.evaluate(stored)
    page.get_by_label("Tôi đã kiểm tra").check()
    page.locator(".draft-bar .primary").click()
    page.wait_for_url(lambda url: "sua" not in url)
    assert body_of(rig, "có dòng đóng dấu").endswith("TUYỆT MẬT")


def test_a_secret_has_no_words_here_and_what_was_typed_is_not_dropped_untold(windows: Windows, rig: Rig) -> None:
    page = windows.of(rig.cast.unit_head)
    page.goto("/van-ban-di/soan/")
    page.locator("#id_body").fill("Đã gõ trước khi biết là mật.")
    expect(page.locator("[data-dropped]")).to_be_hidden()
    page.get_by_label("Độ mật").select_option("confidential")
    expect(page.locator("[data-dropped]")).to_contain_text("sẽ không được giữ")
    for gone in (page.locator("#id_body"), page.locator("#id_bases"), page.get_by_role("button", name="Lưu và tải PDF từ Word")):
        expect(gone).to_be_hidden()
    page.get_by_label("Độ mật").select_option("")
    expect(page.locator("#id_body")).to_have_value("Đã gõ trước khi biết là mật.")
    expect(page.locator("[data-dropped]")).to_be_hidden()


def test_the_pages_follow_the_keys_and_a_wrong_letter_is_told_beside_its_field(windows: Windows, rig: Rig) -> None:
    page = windows.of(rig.cast.unit_head)
    begun(page, "xem trang khi gõ")
    sheet = page.locator("ts-sheet")
    expect(sheet).to_contain_text("Nội dung")
    body = page.locator("#id_body")
    body.press_sequentially("Đề nghị Quý Sở phối hợp.")
    first = sheet.locator("img")
    expect(first).to_have_count(1)
    before = first.get_attribute("data-digest")
    body.press_sequentially(" Thêm một câu.")
    expect(first).not_to_have_attribute("data-digest", before or "")
    body.fill("Một biểu tượng 🚀.")
    expect(page.locator(".field [data-trial]")).to_contain_text("U+1F680")
    expect(first).to_have_count(1)  # the last page that could be laid out stays
    took = []
    for word in ("một ", "hai ", "ba ", "bốn ", "năm "):
        body.fill(f"Đề nghị Quý Sở phối hợp lần {word}.")
        started = page.evaluate("performance.now()")
        digest = first.get_attribute("data-digest")
        page.wait_for_function("digest => document.querySelector('ts-sheet img').dataset.digest !== digest", arg=digest, polling=20)
        took.append(round(page.evaluate("performance.now()") - started))
    print("from the last key to the new page, ms:", took)


def test_on_a_phone_the_pages_are_a_key_away(windows: Windows, rig: Rig) -> None:
    page = windows.of(rig.cast.chief, viewport=PHONE)
    begun(page, "soạn trên điện thoại")
    page.locator("#id_body").fill("Đề nghị Quý Sở phối hợp.")
    expect(page.locator("ts-sheet")).to_be_hidden()
    page.get_by_role("button", name="Xem trước").click()
    expect(page.locator("ts-sheet img")).to_be_visible()
    expect(page.locator("#id_body")).to_be_hidden()
    page.get_by_role("button", name="Soạn", exact=True).click()
    expect(page.locator("#id_body")).to_have_value("Đề nghị Quý Sở phối hợp.")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_first_press_of_save_saves_whatever_the_note_says_meanwhile(windows: Windows, rig: Rig, size: dict[str, int]) -> None:
    page = windows.of(rig.cast.unit_head, viewport=size)
    begun(page, f"bấm một lần {size['width']}")
    page.locator("#id_due").fill("30/2")
    expect(page.locator(STATE)).to_contain_text("Hạn")  # a long note
    page.locator("#id_due").fill("")  # and a short one, while the button is down
    button = page.locator(".draft-bar .primary")
    before = button.bounding_box()
    assert before
    page.mouse.move(before["x"] + 4, before["y"] + 4)
    page.mouse.down()
    page.evaluate("document.querySelector('ts-draft').say('saved', '10:20')")
    after = button.bounding_box()
    assert after and abs(after["y"] - before["y"]) < 1 and after["x"] == before["x"], (before, after)
    page.mouse.up()
    page.wait_for_url(lambda url: "sua" not in url)


def test_on_a_phone_the_bar_is_one_row_of_buttons(windows: Windows, rig: Rig) -> None:
    page = windows.of(rig.cast.chief, viewport=PHONE)
    page.goto("/van-ban-di/soan/")
    tops = page.locator(".draft-bar .button:visible").evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
    assert len(tops) == 2 and len(set(tops)) == 1


def test_an_ended_session_is_called_that_and_the_server_is_left_in_peace(windows: Windows, rig: Rig) -> None:
    windows.expected.update(("status of 403", "status of 401"))
    page = windows.of(rig.cast.colleague)
    begun(page, "phiên hết giữa chừng")
    asked: list[str] = []
    page.context.clear_cookies(name="sessionid")
    page.on("request", lambda request: asked.append(request.url) if "/xem-thu/" in request.url else None)
    page.locator("#id_body").fill("Câu viết khi phiên đã hết.")
    expect(page.locator("ts-sheet [data-said]")).to_contain_text("Phiên làm việc đã hết")
    expect(page.locator(STATE)).to_contain_text("Phiên làm việc đã hết")
    page.wait_for_timeout(4000)
    assert len(asked) == 1, asked
    page.locator(".draft-bar .primary").click()
    page.wait_for_url("**/accounts/login/**")


PASTE = """([html, plain]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", plain);
  const field = document.getElementById("id_body");
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def test_what_is_pasted_from_word_keeps_its_headings_lists_and_tables(windows: Windows, rig: Rig) -> None:
    page = windows.of(rig.cast.unit_head)
    begun(page, "dán từ Word")
    page.locator("#id_body").fill("Trước chỗ dán.")
    page.evaluate(PASTE, [WORD, "chữ trơn"])
    expect(page.locator("#id_body")).to_have_value(f"Trước chỗ dán.\n{WORD_TYPED}")
    expect(page.locator("ts-sheet img")).to_have_count(1)
    expect(page.locator(STATE)).to_contain_text("Tự lưu lúc")
    page.keyboard.press("Control+z")
    expect(page.locator("#id_body")).to_have_value("Trước chỗ dán.")


def test_a_consulted_unit_agrees_with_a_tick_and_stands_in_the_table(windows: Windows, rig: Rig) -> None:
    cast = rig.cast
    with rig.reading():
        with acting(cast.specialist):
            values = DraftValues(
                type_code="official_letter", subject="xin ý kiến hai phòng", signer=cast.director.post, text=Text(body="Đề nghị Quý Sở phối hợp."),
                recipients=(RecipientValue("Sở Thử nghiệm B", cast.other, addressed=True),), consulted=(cast.second_unit, cast.office),
                answer_by=clock.today() + timedelta(days=9),
            )  # fmt: skip
            ident = outgoing.draft(cast.specialist, values).id
            outgoing.submit(cast.specialist, ident, "Kính trình")
        with acting(cast.unit_head):
            outgoing.approve(cast.unit_head, ident, "Xin ý kiến")
    page = windows.of(cast.second_head)
    page.context.add_init_script(AXE)
    page.goto(f"/van-ban-di/{ident}/")
    eyes = Eyes(page)
    eyes.look("asked")
    press(page, "Góp ý")
    in_dialog(page, tick="Thống nhất với dự thảo")
    row = page.locator("tr", has_text="Phòng Kế hoạch")
    expect(row).to_contain_text("Thống nhất")
    expect(row).to_contain_text("xong đúng hạn")
    eyes.look("answered")
    assert not eyes.found


def test_who_logs_out_leaves_no_word_of_a_draft_on_the_machine(windows: Windows, rig: Rig) -> None:
    page = windows.of(rig.cast.colleague)
    page.goto("/van-ban-di/soan/")
    page.get_by_label("Trích yếu").fill("còn dở dang")
    stored = "Object.keys(localStorage).filter(key => key.startsWith('tinhso-draft/')).length"
    assert page.evaluate(stored) == 1
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator(".account summary").click()
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/accounts/login/**")
    assert page.evaluate(stored) == 0
