"""A PDF made in Word: uploaded, its places dragged with the mouse, then signed and sealed where they were put."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from tests.browser.rig import Rig
from tests.browser.test_life import choose, sent_out
from tests.browser.window import Windows, in_dialog, press
from tests.documents.layout.test_anchors import word_pdf
from tinhso.kit import clock
from tinhso.signing.custody.public import trust
from tinhso.signing.public import verify

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SUBJECT = "báo cáo kết quả công tác làm bằng Word"


def dragged(page: Page, kind: str, right: int, down: int) -> tuple[str, str]:
    """Drag a place by so many pixels; what its field held before and holds now."""
    field, place = page.locator(f'[data-place="{kind}"]'), page.locator(f'.place[data-kind="{kind}"]')
    before = field.input_value()
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box is not None
    x, y = box["x"] + 5, box["y"] + 5
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right, y + down, steps=5)
    page.mouse.up()
    return before, field.input_value()


def test_a_word_pdf_is_uploaded_its_places_dragged_then_signed_and_sealed(windows: Windows, rig: Rig) -> None:
    cast = rig.cast
    page = windows.of(cast.specialist)
    page.goto("/van-ban-di/soan/")
    choose(page, "#id_type_code", "Báo cáo")
    page.get_by_label("Trích yếu").fill(SUBJECT)
    page.get_by_label("Kính gửi").fill("STNB")
    choose(page, "#id_signer", "Nguyễn Văn Mẫu Giám")
    page.get_by_role("button", name="Lưu và tải PDF từ Word").click()
    made = word_pdf(symbol="BC-STNA", name="Nguyễn Văn Mẫu Giám", post="Giám đốc", year=clock.today().year)
    page.locator("input[type=file]").set_input_files({"name": "Báo cáo.pdf", "mimeType": "application/pdf", "buffer": made})
    page.get_by_role("button", name="Tải lên").click()
    page.wait_for_url("**/vi-tri/")
    expect(page.locator('.place[data-kind="person"]')).to_be_visible()
    before, after = dragged(page, "agency", 30, 12)
    assert [float(v) for v in after.split(";")[3:]] == pytest.approx(
        [float(v) for v in before.split(";")[3:]], abs=0.1
    )  # moved, not resized
    assert float(after.split(";")[1]) > float(before.split(";")[1])
    page.get_by_role("button", name="Lưu vị trí").click()
    expect(page.get_by_text("Đã đặt vị trí.")).to_be_visible()
    press(page, "Trình")
    in_dialog(page, "Kính trình bản Word")
    sent_out(windows, SUBJECT, cast.unit_head, cast.chief, cast.director, cast.clerk, "BC-STNA")
    card = windows.of(cast.clerk)
    file = card.request.get(urljoin(card.url, "van-ban.pdf?tai=1")).body()
    report = verify(file, trust())
    assert [s.verdict for s in report.signatures] == ["PASSED", "PASSED"], report
