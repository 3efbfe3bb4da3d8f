"""A clerk numbers several documents with one password: two of three go out in the order shown, the third is told why not."""

from __future__ import annotations

from uuid import UUID

import pytest
from playwright.sync_api import expect

from tests.browser.ready import submitted
from tests.browser.rig import Rig
from tests.browser.test_life import task, wait_for
from tests.browser.window import Windows, press, reauthenticate
from tinhso.core.access.public import acting
from tinhso.documents.outgoing.public import withdraw

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SUBJECTS = ("đợt: kế hoạch thứ nhất", "đợt: sẽ bị rút", "đợt: kế hoạch thứ hai")


def signed(windows: Windows, rig: Rig, subject: str) -> UUID:
    ident = submitted(rig, subject, rig.cast.unit_head, rig.cast.chief)
    page = windows.of(rig.cast.director)
    task(page, subject)
    press(page, "Ký số")
    if subject == SUBJECTS[0]:
        reauthenticate(page)
    page.get_by_role("button", name="Ký số").click()
    expect(page.get_by_text("Đã ký. Văn thư sẽ cấp số.")).to_be_visible()
    return ident


def test_a_clerk_numbers_three_documents_with_one_password_and_reads_what_became_of_each(windows: Windows, rig: Rig) -> None:
    _, withdrawn, _ = (signed(windows, rig, subject) for subject in SUBJECTS)
    page = windows.of(rig.cast.clerk)
    page.goto("/van-ban-di/to_number/")
    for subject in SUBJECTS:
        page.get_by_role("checkbox", name=subject).check()
    press(page, "Cấp số các văn bản đã chọn (3)")
    reauthenticate(page)
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(3)
    assert [s for text in rows.all_inner_texts() for s in SUBJECTS if s in text] == list(SUBJECTS)
    with rig.reading(), acting(rig.cast.director):
        withdraw(rig.cast.director, withdrawn, "Sai nội dung")
    press(page, "Cấp số và phát hành 3 văn bản")
    page.wait_for_url("**/dot-cap-so/*/**")
    wait_for(page, "Đang làm: 0")
    first, refused, second = rows.all_inner_texts()
    assert "Đã phát hành" in first and "Đã phát hành" in second and "Không cấp số" in refused
    number = [int(text.split("/")[0].split()[-1]) for text in (first, second)]
    assert number[1] == number[0] + 1, "the refused one left no gap"
