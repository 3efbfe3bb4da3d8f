"""The page of a search: narrowed, as a table, as a workbook, kept under a name."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from tests.cast import Cast
from tests.documents.incoming.conftest import House
from tests.jobs import run_jobs
from tinhso.core.access.public import Actor, acting
from tinhso.core.ledger.models import Seen
from tinhso.core.search.models import SavedSearch
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.public import RegisterValues

Browser = Callable[[Actor], Client]


@pytest.fixture
def house(cast: Cast) -> House:
    made = House(cast)
    for n, day in enumerate((date(2020, 1, 7), date(2020, 2, 7), date(2020, 3, 6))):
        letter = made.paper(f"0{n}/SX-VP", issuer="Sở Xây thử", subject=f"Khảo sát cầu phao lần {n}")
        with made.acting(cast.clerk) as clerk:
            incoming.register(clerk, letter.id, RegisterValues(type_code="report" if n else "official_letter", document_date=day))
    made.arrived(subject="Cầu phao: cung cấp số liệu")
    run_jobs()
    return made


def test_filters_and_order_live_in_the_address(house: House, as_: Browser) -> None:
    browser = as_(house.cast.clerk)

    def subjects(query: str) -> list[str]:
        return [h["found"].subject for h in browser.get(f"/tim/?q=cau+phao&{query}").context["hits"]]

    assert len(subjects("")) == 4
    assert subjects("since=1/2/2020&until=28/2/2020") == ["Khảo sát cầu phao lần 1"]
    assert subjects("type=report&order=newest") == ["Khảo sát cầu phao lần 2", "Khảo sát cầu phao lần 1"]
    assert subjects("kind=outgoing") == []
    refused = browser.get("/tim/?q=cau+phao&since=2/2/2020&until=1/2/2020")
    assert refused.status_code == 422 and "Ngày cuối phải không trước ngày đầu" in refused.content.decode()


def test_a_table_has_the_registers_fields(house: House, as_: Browser) -> None:
    page = as_(house.cast.clerk).get("/tim/?q=cau+phao&view=bang&since=1/2/2020&until=28/2/2020")
    (line,) = page.context["lines"]
    assert [c if isinstance(c, str) else c.text for c in line.cells][:6] == [
        "01/SX-VP", "2", "07/02/2020", "Báo cáo", "Khảo sát cầu phao lần 1", "Sở Xây thử",
    ]  # fmt: skip
    assert line.cells[8].tag.text == "Chờ trình"


def test_what_is_shown_leaves_as_a_workbook_and_the_download_is_noted(house: House, as_: Browser) -> None:
    answer = as_(house.cast.clerk).get("/tim/xuat.xlsx?q=cau+phao&order=newest")
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[arg-type]
    rows = book.get_sheet_by_index(0).to_python()[5:]
    assert [row[5] for row in rows] == [
        "Cầu phao: cung cấp số liệu", "Khảo sát cầu phao lần 2", "Khảo sát cầu phao lần 1", "Khảo sát cầu phao lần 0",
    ]  # fmt: skip
    assert Seen.objects.filter(how="download", detail="ket-qua-tim.xlsx").count() == 1
    nobody = as_(house.cast.other_director).get("/tim/xuat.xlsx?q=cau+phao")
    assert CalamineWorkbook.from_filelike(io.BytesIO(b"".join(nobody.streaming_content))).get_sheet_by_index(0).to_python()[5:] == []  # type: ignore[arg-type]
    assert as_(house.cast.clerk).get("/tim/xuat.xlsx").status_code == 404


def test_a_search_is_kept_with_its_filters_and_seen_by_its_owner_alone(house: House, as_: Browser) -> None:
    mine, other = as_(house.cast.clerk), as_(house.cast.director)
    answer = mine.post("/tim/luu/", {"name": "Cầu phao", "asked": "q=cau+phao&type=report&order=newest&older=x"})
    assert answer.status_code == 302 and "older" not in answer["Location"]
    with acting(house.cast.clerk):
        kept = SavedSearch.plain.get()
    assert kept.asked == "q=cau+phao&type=report&order=newest"
    assert "Cầu phao</a>" in mine.get("/tim/").content.decode() and "Cầu phao</a>" not in other.get("/tim/").content.decode()
    assert other.post(f"/tim/{kept.pk}/bo/").status_code == 404
    assert mine.post(f"/tim/{kept.pk}/bo/").status_code == 302 and "Cầu phao</a>" not in mine.get("/tim/").content.decode()
