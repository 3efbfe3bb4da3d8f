"""Điều 15: before a number is given, the clerk is told which, of what date, after which, and to how many places it goes."""

from __future__ import annotations

from tests.documents.outgoing.conftest import Office
from tests.documents.outgoing.test_pages import login
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.public import RecipientValue, number
from tinhso.kit import clock

ROOT = "/van-ban-di/"


def mixed(office: Office) -> tuple[RecipientValue, ...]:
    """One agency here, one unit of ours, one company on paper, one that only keeps a copy."""
    return (
        RecipientValue("Sở Thử nghiệm B", office.cast.other, addressed=True),
        RecipientValue("Phòng", office.cast.unit),
        RecipientValue("Công ty Mẫu", None, paper_reason="party"),
        RecipientValue("VT", None, "keep"),
    )


def dialog(page: str, name: str) -> str:
    return page.split(f'<dialog id="{name}"')[1].split("</dialog>")[0]


def test_dieu_15_the_dialog_tells_number_date_last_number_and_places_before_anything_is_taken(office: Office) -> None:
    first, made = office.signed(), office.signed(recipients=mixed(office))
    with office.acting(office.cast.clerk) as clerk:
        number(clerk, first.id)
    with clock.at(office.now):
        page = login(office.cast.clerk).get(f"{ROOT}{made.id}/").content.decode()
        for name in ("number", "number_only", "paper"):
            told = dialog(page, name)
            assert "02/STNA-CN" in told and "09/03/2020" in told and "01, ngày 09/03/2020" in told, name
            assert "1 điện tử, 1 bản giấy, 1 trong cơ quan" in told
            assert "không lùi ngày, không giữ số" in told
        assert 'name="all"' in dialog(page, "number") and 'name="all"' not in dialog(page, "number_only")
        assert '<dialog id="number"' not in login(office.cast.director).get(f"{ROOT}{made.id}/").content.decode()
    assert Outgoing.plain.get(pk=made.id).number is None


def test_a_number_that_another_clerk_took_meanwhile_is_told_afterwards(office: Office) -> None:
    first, made = office.signed(), office.signed()
    with clock.at(office.now):
        clerk = login(office.cast.clerk)
        shown = {"shown": "01/STNA-CN", "revision": str(made.revision)}
        assert "01/STNA-CN" in dialog(clerk.get(f"{ROOT}{made.id}/").content.decode(), "number")
    with office.acting(office.cast.clerk) as quicker:
        number(quicker, first.id)
    with clock.at(office.now):
        page = clerk.post(f"{ROOT}{made.id}/cap-so/", shown, follow=True).content.decode()
    assert "Đã cấp số 02/STNA-CN, ngày 09/03/2020. Không phải 01/STNA-CN như vừa hiện" in page


def test_a_number_as_it_was_shown_is_told_plainly(office: Office) -> None:
    made = office.signed()
    with clock.at(office.now):
        page = login(office.cast.clerk).post(f"{ROOT}{made.id}/cap-so/", {"shown": "01/STNA-CN"}, follow=True).content.decode()
    assert "Đã cấp số 01/STNA-CN, ngày 09/03/2020." in page and "Không phải" not in page


def test_dieu_15_1_a_document_signed_yesterday_gets_todays_date_and_one_of_last_year_none(office: Office) -> None:
    made = office.signed()
    with clock.at(office.now.replace(day=10)):
        told = dialog(login(office.cast.clerk).get(f"{ROOT}{made.id}/").content.decode(), "number")
    assert "10/03/2020" in told and "ngày nghỉ" not in told
    with clock.at(office.now.replace(year=2021)):
        page = login(office.cast.clerk).get(f"{ROOT}{made.id}/").content.decode()
    assert '<dialog id="number"' not in page and "Văn bản đã ký in năm 2020 nhưng nay là năm 2021" in page


def test_who_gives_a_number_on_a_saturday_is_told_that_it_is_one(office: Office) -> None:
    made = office.signed()
    with clock.at(office.now.replace(day=14)):
        clerk = login(office.cast.clerk)
        assert "14/03/2020 (ngày nghỉ)" in dialog(clerk.get(f"{ROOT}{made.id}/").content.decode(), "number")
        assert "14/03/2020 (ngày nghỉ)" in clerk.get("/van-ban-di/dot-cap-so/", {"chon": made.id}).content.decode()


def test_dieu_15_2_the_line_of_a_secret_document_is_told_from_its_own_series(office: Office) -> None:
    open_one, made = office.signed(), office.drafted(secrecy="confidential", recipients=mixed(office)[:1])
    with office.acting(office.cast.clerk) as clerk:
        number(clerk, open_one.id)
    with clock.at(office.now):
        told = dialog(login(office.cast.clerk).get(f"{ROOT}{made.id}/").content.decode(), "secret")
    assert "01/STNA-CN" in told and "Chưa có số nào trong năm" in told and "1 bản giấy" in told
