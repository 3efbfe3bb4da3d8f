"""The pages of the old registers, walked as an office walks them."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from tests.documents.incoming.pages import login
from tests.documents.registers.conftest import INTO, OUT, Office, book, into, out
from tests.jobs import run_jobs
from tinhso.documents.registers.models import OldLine
from tinhso.documents.registers.public import Asked, Kind
from tinhso.kit import clock

ROOT = "/so-cu/"


def send(client: Client, data: bytes, **more: object) -> object:
    body = {"kind": "outgoing", "year": "2018", "series": "", "book": SimpleUploadedFile("so.xlsx", data), **more}
    return client.post(f"{ROOT}nhap/", body)


def test_uploaded_previewed_written_shown_found_and_withdrawn(office: Office) -> None:
    with clock.at(office.now):
        administrator, clerk = login(office.cast.administrator), login(office.cast.clerk)
        assert send(administrator, book(OUT, out(), out("02/QĐ-STNA", "01/01/2018", "Quyết định: thiennga"))).url == f"{ROOT}nhap/xem/"  # type: ignore[attr-defined]
        shown = administrator.get(f"{ROOT}nhap/xem/").content.decode()
        assert "thiennga" in shown and "Cần xem lại" in shown and f"{ROOT}nhap/ghi/" in shown
        assert "Năm này chưa có sổ cũ" in clerk.get(f"{ROOT}di/?nam=2018").content.decode()  # nothing before it is confirmed
        assert administrator.post(f"{ROOT}nhap/ghi/").url == ROOT  # type: ignore[attr-defined]
        assert "Đã nhập 2 dòng" in administrator.get(ROOT).content.decode()
        assert "thiennga" not in administrator.get(f"{ROOT}di/?nam=2018").content.decode()  # sees no content
        run_jobs("registers.index")
        table = clerk.get(f"{ROOT}di/?nam=2018").content.decode()
        assert "thiennga" in table and f'href="{ROOT}di/?nam=2018"' in clerk.get("/van-ban-di/so/?nam=2018").content.decode()
        assert f"{ROOT}di/" not in clerk.get("/van-ban-di/so/?nam=2019").content.decode()
        found = clerk.get("/tim/?q=thiennga&kind=old_line").content.decode()
        assert f"{ROOT}dong/" in found and "Sổ cũ (nhập)" in found
        assert administrator.post(f"{ROOT}{ident(found_register(administrator))}/rut/", {"reason": ""}).status_code == 422
        assert administrator.post(f"{ROOT}{ident(found_register(administrator))}/rut/", {"reason": "nhầm"}).url == ROOT  # type: ignore[attr-defined]
        assert f"{ROOT}dong/" not in clerk.get("/tim/?q=thiennga").content.decode()
        after = administrator.get(ROOT).content.decode()
        assert "Đã rút" in after and "nhầm" in after


def found_register(client: Client) -> str:
    return client.get(ROOT).content.decode()


def ident(page: str) -> str:
    return page.split('data-row="')[1].split('"')[0]


def test_faults_stand_with_row_and_column_and_nothing_can_be_written(office: Office) -> None:
    with clock.at(office.now):
        client = login(office.cast.clerk)
        send(client, book(INTO, into(), into("x", "31/02/2018")), kind="incoming")
        page = client.get(f"{ROOT}nhap/xem/").content.decode()
        assert "Số đến" in page and "Ngày đến" in page and "31/02/2018" in page and f"{ROOT}nhap/ghi/" not in page
        assert client.post(f"{ROOT}nhap/ghi/").url == f"{ROOT}nhap/xem/"  # type: ignore[attr-defined]
        assert "Năm này chưa có sổ cũ" in client.get(f"{ROOT}den/?nam=2018").content.decode()


@pytest.mark.parametrize(
    "data, words",
    [
        (b"%PDF-1.4", "không khớp"),
        (b"PK\x03\x04nothing", "hỏng"),
        (book(["a", "b"], [1, 2]), "thiếu cột"),
        (book(OUT), "không có dòng nào"),
    ],
)
def test_a_file_that_is_none_is_said_on_the_form(office: Office, data: bytes, words: str) -> None:
    with clock.at(office.now):
        answer = send(login(office.cast.clerk), data)
    assert answer.status_code == 422 and words in answer.content.decode()  # type: ignore[attr-defined]


def test_without_the_right_there_is_no_import_page(office: Office) -> None:
    with clock.at(office.now):
        for who in (office.cast.specialist, office.cast.director, office.cast.chief):
            client = login(who)
            assert [client.get(f"{ROOT}{a}").status_code for a in ("nhap/", "nhap/mau-di.xlsx", "nhap/xem/", "1/rut/")] == [403] * 4
        for who in (office.cast.clerk, office.cast.administrator):
            assert 'href="/so-cu/"' in login(who).get("/").content.decode()


def test_a_lines_page_and_the_imported_file_are_for_who_sees_the_register(office: Office) -> None:
    made = office.imported(into(subject="Công văn thiennga"), asked=Asked(Kind.INCOMING, 2018, "Sổ đơn thư"))
    with office.acting(office.cast.clerk) as clerk:
        line = OldLine.objects.within(clerk).get()
    with clock.at(office.now):
        page = login(office.cast.chief, "en").get(f"{ROOT}dong/{line.id}/").content.decode()
        assert "thiennga" in page and "Sổ đơn thư" in page and made.sha256 in page and "28/12/2017" in page
        file = login(office.cast.clerk).get(f"{ROOT}{made.pk}/tep")
        assert b"".join(file.streaming_content)[:2] == b"PK" and "attachment" in file["Content-Disposition"]  # type: ignore[arg-type]
        for who in (office.cast.specialist, office.cast.administrator, office.cast.other_clerk):
            assert [login(who).get(f"{ROOT}{a}").status_code for a in (f"dong/{line.id}/", f"{made.pk}/tep")] == [404, 404]


@pytest.mark.parametrize("slug, kind", [("di", Kind.OUTGOING), ("den", Kind.INCOMING)])
def test_the_template_is_a_workbook_with_the_headings_of_the_law(office: Office, slug: str, kind: Kind) -> None:
    with clock.at(office.now):
        body = login(office.cast.clerk).get(f"{ROOT}nhap/mau-{slug}.xlsx").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()
    assert rows[0] == (OUT if kind is Kind.OUTGOING else INTO) and len(rows) == 3


def test_a_page_costs_the_same_queries_however_many_lines_it_has(office: Office) -> None:
    counts = []
    office.imported(out("900/QĐ-A", "31/12/2018"))
    with clock.at(office.now):
        client = login(office.cast.clerk)
        client.get(f"{ROOT}di/?nam=2018")
    for n in (1, 40):
        office.imported(*(out(f"{n}{i:02d}/QĐ-A") for i in range(n)))
        with clock.at(office.now), CaptureQueriesContext(connection) as caught:
            client.get(f"{ROOT}di/?nam=2018")
        counts.append(len(caught))
    assert counts[0] == counts[1]
