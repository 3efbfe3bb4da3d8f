"""Điều 22.3.b and Phụ lục IV.VI, VIII: the register of arrivals and the tracking book, bound and as workbooks."""

from __future__ import annotations

import io
from datetime import date

import pypdfium2
from django.test import Client
from python_calamine import CalamineWorkbook

from tests.documents.incoming.conftest import House
from tests.documents.incoming.pages import ROOT, login
from tinhso.core.access.public import acting
from tinhso.core.ledger.models import Seen
from tinhso.documents.incoming.public import RegisterValues, register
from tinhso.kit import clock


def sheet(client: Client, file: str) -> list[list[object]]:
    answer = client.get(f"{ROOT}{file}")
    assert answer.status_code == 200
    body = io.BytesIO(b"".join(answer.streaming_content))  # type: ignore[arg-type]
    return CalamineWorkbook.from_filelike(body).get_sheet_by_index(0).to_python()[5:]


def words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def test_phu_luc_iv_vi_arrivals_have_ten_columns_from_the_first_number(house: House) -> None:
    house.registered(notation="05/SX-VP")
    house.registered(notation="06/SX-VP")
    with clock.at(house.now):
        client = login(house.cast.clerk)
        first, second = sheet(client, "so.xlsx?nam=2020")
        book = words(client.get(f"{ROOT}so.pdf?nam=2020&kho=a3").content)
        assert sheet(client, "so.xlsx?tu=2020-01-01&den=2020-03-01") == []
        assert sheet(login(house.cast.colleague), "so.xlsx?nam=2020") == [] == sheet(login(house.cast.other_clerk), "so.xlsx?nam=2020")
    assert first[:2] == [date(2020, 3, 9), 1] and first[3] == "05/SX-VP" and second[1] == 2 and len(first) == 10
    assert "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN" in book and "Từ số: 1 đến số: 2" in book and "Cộng dồn: 2 dòng" in book and "gồm 2 dòng" in book


def test_phu_luc_iv_viii_the_tracking_book_has_seven_columns(house: House) -> None:
    made = house.directed()
    with clock.at(house.now):
        client = login(house.cast.clerk)
        (line,) = sheet(client, "theo-doi.xlsx?nam=2020")
        assert "SỔ THEO DÕI GIẢI QUYẾT" in words(client.get(f"{ROOT}theo-doi.pdf?nam=2020").content)
    assert len(line) == 7 and line[0] == 1 and made.notation in str(line[1]) and line[4] == "Đã phân công"


def test_a_secret_arrival_shows_its_kind_and_mark_only(house: House) -> None:
    made = house.paper("07/SX-VP", subject="kế hoạch thiennga", secrecy="confidential")
    values = RegisterValues(
        type_code="plan", subject="kế hoạch thiennga", issuer=made.issuer, notation="07/SX-VP", secrecy="confidential", note="thiennga"
    )
    with house.acting(house.cast.clerk) as clerk:
        register(clerk, made.id, values)
    with clock.at(house.now):
        client = login(house.cast.clerk)
        (line,) = sheet(client, "so.xlsx?nam=2020")
        book = words(client.get(f"{ROOT}so.pdf?nam=2020").content)
    assert "thiennga" not in str(line) + book and line[5] == "Kế hoạch" and line[9] == "Mật" and "07/SX-VP" in str(line[3])


def test_every_file_is_noted_and_the_form_leads_to_it(house: House) -> None:
    with clock.at(house.now):
        client = login(house.cast.clerk)
        form = {"book": "theo-doi", "first": "1/1/2020", "last": "31/3/2020", "kind": "xlsx", "paper": "a4"}
        sent = client.post(f"{ROOT}so/xuat/", form)
        assert sent["Location"] == f"{ROOT}theo-doi.xlsx?tu=2020-01-01&den=2020-03-31"
        assert client.post(f"{ROOT}so/xuat/", {**form, "last": ""}).status_code == 422
        b"".join(client.get(sent["Location"]).streaming_content)  # type: ignore[arg-type]
        with acting(house.cast.clerk):
            assert Seen.objects.get(subject__startswith="register:").how == "download"
