"""A unit over time: its timeline, and the acts that change it from a day on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.test import Client

from tests.cast import Cast
from tinhso.core.access.public import Actor
from tinhso.core.organisations.models import Succession
from tinhso.core.organisations.public import directory, history
from tinhso.kit import clock
from tinhso.ui import format as fmt

Browser = Callable[[Actor], Client]
ROOT = "/quan-tri/don-vi/"


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_renamed_unit_keeps_its_old_name_for_older_days(cast: Cast, as_: Browser) -> None:
    browser, unit = as_(cast.administrator), f"{ROOT}{cast.unit}/"
    browser.post(f"{unit}sua/", {"name": "Phòng Chuyển đổi số", "abbreviation": "CDS", "parent": cast.agency, "on": "1/6/2020"})
    assert "<h1>Phòng Chuyển đổi số</h1>" in text(browser, unit)
    assert "<h1>Phòng Công nghệ</h1>" in text(browser, f"{unit}?on=31/5/2020")
    assert "Tên: Phòng Công nghệ → Phòng Chuyển đổi số" in text(browser, unit)


def test_a_unit_moves_below_another_and_never_below_itself(cast: Cast, as_: Browser) -> None:
    browser, unit = as_(cast.administrator), f"{ROOT}{cast.unit}/"
    browser.post(f"{unit}sua/", {"name": "Phòng Công nghệ", "parent": cast.second_unit})
    assert directory().get(cast.unit).parent == cast.second_unit
    page = browser.post(f"{ROOT}{cast.second_unit}/sua/", {"name": "Phòng Kế hoạch", "parent": cast.unit})
    assert "parent" in page.context["form"].errors


def test_a_merger_ends_the_units_and_names_the_heir_everywhere(cast: Cast, as_: Browser) -> None:
    browser = as_(cast.administrator)
    sent = {"others": [cast.second_unit], "named": "Phòng Tổng hợp", "basis": "Quyết định 8/QĐ-STNA", "on": ""}
    page = browser.post(f"{ROOT}{cast.unit}/to-chuc-lai/sap-nhap/", sent, follow=True).content.decode()
    (heir,) = directory().successors(cast.unit)
    assert heir.name == "Phòng Tổng hợp" and heir.parent == cast.agency
    assert not directory().get(cast.unit).alive and not directory().get(cast.second_unit).alive
    assert "Kế tục:" in page and "Sáp nhập vào" in page and "Căn cứ: Quyết định 8/QĐ-STNA" in page
    assert "Nhận sáp nhập" in text(browser, f"{ROOT}{heir.id}/")
    assert directory(clock.today() - timedelta(days=1)).get(cast.unit).alive


def test_a_split_from_a_day_to_come_is_announced(cast: Cast, as_: Browser) -> None:
    browser, day = as_(cast.administrator), clock.today() + timedelta(days=30)
    sent = {"named": "Phòng Hạ tầng\nPhòng Dữ liệu", "basis": "Quyết định 9/QĐ-STNA", "on": fmt.date(day)}
    page = browser.post(f"{ROOT}{cast.unit}/to-chuc-lai/chia-tach/", sent, follow=True).content.decode()
    assert "Sẽ có hiệu lực: Tách thành" in page
    assert directory().get(cast.unit).alive
    assert [u.name for u in directory(day).successors(cast.unit)] == ["Phòng Hạ tầng", "Phòng Dữ liệu"]


def test_a_reorganisation_that_cannot_be_is_said_in_the_form_and_leaves_nothing_half_done(cast: Cast, as_: Browser) -> None:
    browser = as_(cast.administrator)
    browser.post(f"{ROOT}them/", {"name": "Tổ Một", "parent": cast.unit})
    address = f"{ROOT}{cast.unit}/to-chuc-lai/chia-tach/"
    refused = browser.post(address, {"named": "Phòng Hạ tầng\nPhòng Dữ liệu", "basis": "Quyết định 9/QĐ-STNA"})
    assert refused.status_code == 422
    assert "còn 1 đơn vị trực thuộc" in refused.content.decode() and "Phòng Hạ tầng" in refused.content.decode()
    assert not Succession.objects.exists()
    assert "Phòng Hạ tầng" not in [u.name for u in directory().units_of(cast.agency)]
    assert "named" in browser.post(address, {"named": "Phòng Hạ tầng", "basis": "x"}).context["form"].errors


def test_heir_and_merged_are_not_one(cast: Cast, as_: Browser) -> None:
    address = f"{ROOT}{cast.unit}/to-chuc-lai/sap-nhap/"
    page = as_(cast.administrator).post(address, {"others": [cast.second_unit], "into": cast.second_unit, "basis": "x"})
    assert "into" in page.context["form"].errors
    assert "into" in as_(cast.administrator).post(address, {"basis": "x"}).context["form"].errors


def test_codes_and_channels_begin_and_end(cast: Cast, as_: Browser) -> None:
    browser, unit = as_(cast.administrator), f"{ROOT}{cast.agency}/"
    browser.post(f"{unit}ma/", {"code-code": "H99.77", "code-on": "1/6/2020"})
    assert directory(date(2020, 6, 1)).by_code("H99.77") is not None and directory(date(2020, 5, 31)).by_code("H99.77") is None
    assert "H99.77" in text(browser, unit)
    browser.post(f"{unit}thoi-ma/", {"code": "H99.77"})
    assert directory().by_code("H99.77") is None
    assert "Hết dùng mã định danh H99.77" in text(browser, unit)
    browser.post(f"{unit}kenh/", {"channel-way": "mail", "channel-address": "vanthu@example.gov.vn"})
    assert [c.way for c in directory().channels(cast.agency)] == ["instance", "mail"]
    browser.post(f"{unit}thoi-kenh/", {"way": "mail"})
    assert [c.way for c in directory().channels(cast.agency)] == ["instance"]
    refused = browser.post(f"{unit}ma/", {"code-code": "H99.02"}, follow=True).content.decode()
    assert "đang là của “Sở Thử nghiệm B”" in refused


def test_a_unit_closes_from_the_day_named(cast: Cast, as_: Browser) -> None:
    browser, day = as_(cast.administrator), clock.today() + timedelta(days=10)
    browser.post(f"{ROOT}{cast.second_unit}/dong/", {"close-on": fmt.date(day)})
    assert directory().get(cast.second_unit).alive and not directory(day).get(cast.second_unit).alive
    assert [t.kind for t in history(cast.second_unit)] == ["closed", "founded"]


def test_another_agencys_unit_is_seen_but_not_changed(cast: Cast, as_: Browser) -> None:
    browser = as_(cast.administrator)
    assert "Sáp nhập" not in text(browser, f"{ROOT}{cast.other_unit}/")
    assert browser.get(f"{ROOT}{cast.other_unit}/to-chuc-lai/sap-nhap/").status_code == 403
    assert browser.post(f"{ROOT}{cast.other_unit}/kenh/", {"channel-way": "paper"}).status_code == 403
    assert as_(cast.clerk).get(f"{ROOT}{cast.unit}/").status_code == 403
