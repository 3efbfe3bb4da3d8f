"""Khóa sổ năm as the clerk and the chief of office see it: what is left, how far each series has come, closed and opened again."""

from __future__ import annotations

from datetime import datetime

from tests.documents.incoming.conftest import House
from tests.documents.incoming.pages import ROOT, login
from tests.documents.incoming.test_closing import left_over
from tinhso.core.access.public import acting
from tinhso.documents.incoming.queries import year as queries
from tinhso.documents.incoming.queries.closing import left
from tinhso.kit import clock

HERE = f"{ROOT}khoa-so-nam/"
LAST_DAY = datetime(2020, 12, 31, 16, 30, tzinfo=clock.VIETNAM)


def text(house: House, who: str = "clerk", at: datetime = LAST_DAY) -> str:
    with clock.at(at):
        return login(getattr(house.cast, who)).get(HERE).content.decode()


def test_every_number_is_that_of_the_list_or_register_it_opens(house: House) -> None:
    left_over(house)
    with clock.at(LAST_DAY), acting(house.cast.clerk) as _:
        of, found = queries.year(house.cast.clerk), left(house.cast.clerk)
    assert sum(k.count for _label, kinds in of.groups for k in kinds) == sum(w.count for w in found.values()) > 0
    page = text(house)
    assert "/van-ban-den/to_register/" in page and "/van-ban-di/to_seal/" in page and f"{ROOT}so/?nam=2020" in page and "01/01/2021" in page


def test_it_is_closed_once_told_and_opened_again_by_the_chief_with_a_reason(house: House) -> None:
    with clock.at(LAST_DAY):
        clerk, chief = login(house.cast.clerk), login(house.cast.chief)
        assert "Đang cấp số" in clerk.get(HERE).content.decode()
        assert clerk.post(f"{HERE}khoa/", {"year": "2020"}).url == HERE  # type: ignore[attr-defined]
        page = clerk.get(HERE).content.decode()
        assert (
            "Đã khóa sổ văn bản đi năm 2020" in page
            and "Đã khóa lúc" not in page
            and "Đang cấp số" not in page
            and f"{HERE}khoa/" not in page
        )
        assert "Khóa sổ, không còn việc nào" in page and f"{HERE}mo-lai/" not in page
        clerk.post(f"{HERE}khoa/", {"year": "2020"})
        assert "Sổ năm 2020 đã khóa" in clerk.get(HERE).content.decode()
        assert clerk.get(f"{HERE}mo-lai/").status_code == 403
        assert f"{HERE}mo-lai/" in chief.get(HERE).content.decode()
        assert chief.post(f"{HERE}mo-lai/", {"reason": " "}).status_code == 422
        assert chief.post(f"{HERE}mo-lai/", {"reason": "công điện khẩn"}).url == HERE  # type: ignore[attr-defined]
        assert "Đang cấp số" in chief.get(HERE).content.decode()


def test_a_page_left_open_over_new_year_closes_nothing_else(house: House) -> None:
    with clock.at(datetime(2020, 12, 31, 23, 59, tzinfo=clock.VIETNAM)):
        clerk = login(house.cast.clerk)
        assert clerk.post(f"{HERE}khoa/", {"year": "2019"}).status_code == 302
        assert "Trang này đã cũ" in clerk.get(HERE).content.decode()
    with clock.at(datetime(2021, 2, 1, 8, 0, tzinfo=clock.VIETNAM)):
        clerk.post(f"{HERE}khoa/", {"year": "2020"})
        page = clerk.get(HERE).content.decode()
        assert "Trang này đã cũ" in page and "khóa được từ ngày 01/12" in page and f"{HERE}khoa/" not in page


def test_from_december_on_the_lists_lead_to_it_for_clerk_and_chief_only(house: House) -> None:
    for month, there in ((11, False), (12, True)):
        with clock.at(datetime(2020, month, 15, 9, 0, tzinfo=clock.VIETNAM)):
            assert (HERE in login(house.cast.clerk).get(ROOT).content.decode()) is there
    with clock.at(LAST_DAY):
        for who in (house.cast.specialist, house.cast.administrator):
            client = login(who)
            assert client.get(HERE).status_code == 403 and client.post(f"{HERE}khoa/", {"year": "2020"}).status_code == 403


def test_a_document_registered_at_23_59_after_the_close_has_its_arrival_number(house: House) -> None:
    with clock.at(LAST_DAY):
        login(house.cast.clerk).post(f"{HERE}khoa/", {"year": "2020"})
    house.now = datetime(2020, 12, 31, 23, 57, tzinfo=clock.VIETNAM)
    made = house.registered()
    assert (made.arrival_number, made.arrival_date.year) == (1, 2020)  # type: ignore[union-attr]
