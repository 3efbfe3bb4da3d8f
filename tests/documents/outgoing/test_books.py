"""Điều 16.2.b, 15.2 and Phụ lục IV.I: the register of outgoing documents as a bound book and as a workbook, over a series and a period."""

from __future__ import annotations

import io
from datetime import date

import pypdfium2
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from tests.documents.outgoing.conftest import Office
from tests.documents.outgoing.test_pages import login
from tinhso.core.access.public import acting
from tinhso.core.ledger.models import Seen
from tinhso.documents import paged
from tinhso.documents.numbering.public import Line
from tinhso.documents.outgoing import books
from tinhso.documents.outgoing.books import Span
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.public import number, register_paper
from tinhso.kit import clock

ROOT = "/van-ban-di/"
YEAR = Span(date(2020, 1, 1), date(2020, 12, 31))


def numbered(office: Office, **more: object) -> Outgoing:
    made = office.signed(**more)
    with office.acting(office.cast.clerk) as clerk:
        return number(clerk, made.id)


def sheet(client: Client, query: str) -> list[list[object]]:
    answer = client.get(f"{ROOT}so.xlsx{query}")
    assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"] and answer["Cache-Control"] == "private, no-store"
    body = io.BytesIO(b"".join(answer.streaming_content))  # type: ignore[arg-type]
    return CalamineWorkbook.from_filelike(body).get_sheet_by_index(0).to_python()[5:]


def words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def test_phu_luc_iv_the_workbook_has_ten_columns_real_days_and_no_formula(office: Office) -> None:
    numbered(office, subject='=HYPERLINK("http://x.vn")')
    with clock.at(office.now):
        (line,) = sheet(login(office.cast.clerk), "?nam=2020")
    assert len(line) == 10 and line[0] == "01/STNA-CN" and line[1] == date(2020, 3, 9) and line[6] == 1
    assert str(line[2]).endswith('=HYPERLINK("http://x.vn")') and line[4] == "Sở Thử nghiệm B"


def test_dieu_15_1_a_period_and_a_series_choose_the_lines(office: Office) -> None:
    made = numbered(office)
    with acting(office.cast.clerk):
        series = Line.objects.within(office.cast.clerk).get(document=made.id).series_id
    with clock.at(office.now):
        client = login(office.cast.clerk)
        assert len(sheet(client, "?tu=2020-03-09&den=2020-03-31")) == 1 and sheet(client, "?tu=2020-03-10&den=2020-03-31") == []
        assert len(sheet(client, f"?nam=2020&so={series}")) == 1
        assert client.get(f"{ROOT}so.xlsx?nam=2020&so=987654").status_code == 400
        assert client.get(f"{ROOT}so.xlsx?tu=2020-03-09&den=2021-03-09").status_code == 400
        assert client.get(f"{ROOT}so.xlsx?tu=hom-qua").status_code == 400
        book = words(client.get(f"{ROOT}so.pdf?nam=2020&so={series}").content)
    assert "Hệ thống số: " in book and "Từ số: 01/STNA-CN đến số: 01/STNA-CN" in book and "Cộng dồn: 1 dòng 1" in book


def test_dieu_15_2_of_a_secret_document_a_file_shows_kind_and_mark_only(office: Office) -> None:
    made = office.drafted(secrecy="confidential", subject="phương án thiennga")
    with office.acting(office.cast.clerk) as clerk:
        register_paper(clerk, made.id)
    with clock.at(office.now):
        client = login(office.cast.clerk)
        assert sheet(client, "?nam=2020") == []
        (line,) = sheet(client, "?nam=2020&so=mat")
        book = words(client.get(f"{ROOT}so.pdf?nam=2020&so=mat").content)
    assert "thiennga" not in str(line) + book and "Mật" in str(line[9]) and "SỔ ĐĂNG KÝ VĂN BẢN MẬT ĐI" in book


def test_dieu_16_every_download_and_print_of_a_register_is_in_the_access_log(office: Office) -> None:
    with clock.at(office.now):
        client = login(office.cast.clerk)
        client.get(f"{ROOT}so.pdf?nam=2020")
        sheet(client, "?nam=2020")
        with acting(office.cast.clerk):
            noted = Seen.objects.filter(subject=f"register:so-van-ban-di-{office.cast.agency}-2020").order_by("at", "id")
            assert [row.how for row in noted] == ["print", "download"] and "so-van-ban-di-20200101-20201231" in noted[1].detail


def test_who_sees_some_lines_only_prints_an_extract(office: Office) -> None:
    numbered(office)
    with clock.at(office.now):
        assert "không thay thế sổ của Văn thư" not in words(login(office.cast.clerk).get(f"{ROOT}so.pdf?nam=2020").content)
        assert "không thay thế sổ của Văn thư" in words(login(office.cast.specialist).get(f"{ROOT}so.pdf?nam=2020").content)
        assert sheet(login(office.cast.other_clerk), "?nam=2020") == []


def test_a_register_is_in_vietnamese_whoever_asks_for_it(office: Office) -> None:
    numbered(office)
    with clock.at(office.now):
        client = login(office.cast.clerk)
        client.cookies["django_language"] = "en"
        (line,) = sheet(client, "?nam=2020")
        assert str(line[2]).startswith("Công văn: ")
        assert "Công văn: " in words(client.get(f"{ROOT}so.pdf?nam=2020").content)


def test_a_long_register_is_bound_in_volumes_and_read_a_page_at_a_time(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        numbered(office)
    monkeypatch.setattr(books, "VOLUME", 2)
    monkeypatch.setattr(paged, "CHUNK", 2)
    with clock.at(office.now):
        client = login(office.cast.clerk)
        assert [line[0] for line in sheet(client, "?nam=2020")] == ["01/STNA-CN", "02/STNA-CN", "03/STNA-CN"]
        second = words(client.get(f"{ROOT}so.pdf?nam=2020&quyen=2").content)
        assert (
            "Quyển số: 02/02" in second and "Cộng trang: 1 dòng" in second and "Cộng dồn: 3 dòng" in second and "từ số 03/STNA-CN" in second
        )
        assert client.get(f"{ROOT}so.pdf?nam=2020&quyen=3").status_code == 400
        form = {"book": "", "first": "01/01/2020", "last": "31/12/2020", "kind": "pdf", "paper": "a3"}
        page = client.post(f"{ROOT}so/xuat/", form).content.decode()
        assert "quyen=2" in page and "kho=a3" in page


def test_reading_costs_the_same_for_each_chunk(office: Office) -> None:
    for _ in range(2):
        numbered(office)
    with clock.at(office.now), acting(office.cast.clerk):
        list(books.source(office.cast.clerk, YEAR).lines())  # who is who and what is where: read once
        with CaptureQueriesContext(connection) as asked:
            lines = list(books.source(office.cast.clerk, YEAR).lines())
    assert len(lines) == 2 and len(asked) == 5  # lines, recipients, voided numbers; who and where, if they changed


def test_the_form_sends_to_the_file_or_says_what_is_wrong(office: Office) -> None:
    with clock.at(office.now):
        client = login(office.cast.clerk)
        assert client.get(f"{ROOT}so/xuat/?nam=2019").content.decode().count("01/01/2019") == 1
        form = {"book": "mat", "first": "1/3/2020", "last": "31/3/2020", "kind": "xlsx", "paper": "a4"}
        sent = client.post(f"{ROOT}so/xuat/", form)
        assert sent.status_code == 302 and sent["Location"] == f"{ROOT}so.xlsx?tu=2020-03-01&den=2020-03-31&so=mat"
        for wrong in ({"first": "31/2/2020"}, {"last": "29/2/2020"}, {"last": "31/3/2021"}, {"kind": "doc"}, {"book": "9"}):
            assert client.post(f"{ROOT}so/xuat/", {**form, **wrong}).status_code == 422
