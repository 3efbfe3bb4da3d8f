"""The pages on which a clerk registers: paper beside its scan, electronic arrivals, twins, secrets, mistakes."""

from __future__ import annotations

from io import BytesIO

import pytest

from tests.documents.incoming.conftest import House
from tests.documents.incoming.pages import ROOT, entry, login, two_pages
from tests.documents.incoming.pdfs import plain_pdf
from tinhso.documents.incoming.models import Incoming
from tinhso.kit import clock


def marked() -> bytes:
    return plain_pdf("MẬT\nNội dung thử nghiệm")


def test_dieu_22_a_clerk_registers_a_paper_document_beside_its_scan_and_presents_it_in_one_go(house: House) -> None:
    with clock.at(house.now):
        client = login(house.cast.clerk)
        page = client.get(f"{ROOT}giay/").content.decode()
        assert "Số đến tiếp theo" in page and ">1<" in page
        to = str(house.cast.director.post)
        answer = client.post(f"{ROOT}giay/", entry(present_to=to, scan=_file(two_pages(), "quet.pdf")))
        assert answer.status_code == 302, answer.content.decode()[:4000]
        card = client.get(answer["Location"]).content.decode()
    made = _only(house)
    assert (made.issuer, made.sender_id, made.type_code, str(made.document_date)) == (
        "Sở Thử nghiệm B", house.cast.other, "official_letter", "2020-03-05",
    )  # fmt: skip
    assert (made.state, made.arrival_number, made.presented_to_id) == ("presented", 1, house.cast.director.post)
    assert "Đã vào sổ, số đến 1." in card and "trang/1.png" in card


def test_an_electronic_arrival_is_registered_with_its_authors_fields_shown_not_asked(house: House) -> None:
    made = house.accepted()
    with clock.at(house.now):
        client = login(house.cast.clerk)
        page = client.get(f"{ROOT}{made.id}/vao-so/").content.decode()
        assert "Tác giả ghi (không sửa được)" in page and 'name="subject"' not in page and made.subject in page
        answer = client.post(f"{ROOT}{made.id}/vao-so/", entry(subject="Sửa trộm", issuer="Khác", notation="99/X"))
        assert answer.status_code == 302, answer.content.decode()[:3000]
    after = house.again(made)
    assert (after.subject, after.notation, after.arrival_number) == ("Đề nghị cung cấp số liệu", "07/STNB-NV", 1)


def test_phu_luc_vi_a_twin_is_shown_with_its_link_and_enters_only_with_a_reason(house: House) -> None:
    first = house.registered(notation="07/STNB-NV", issuer="Sở Thử nghiệm B")
    with clock.at(house.now):
        client = login(house.cast.clerk)
        while_typing = client.get(f"{ROOT}trung/", {"issuer": "stnb", "notation": "7/stnb-nv", "document_date": ""}).content.decode()
        assert f"{ROOT}{first.id}/" in while_typing
        told = client.post(f"{ROOT}giay/", entry())
        assert told.status_code == 422 and f"{ROOT}{first.id}/" in told.content.decode()
        assert Incoming.plain.count() == 1
        answer = client.post(f"{ROOT}giay/", entry(duplicate_reason="Bản giấy gửi sau"))
        assert answer.status_code == 302
        assert Incoming.plain.count() == 2


def test_of_a_secret_document_no_file_is_taken_and_the_page_says_why(house: House) -> None:
    with clock.at(house.now):
        client = login(house.cast.clerk)
        told = client.post(f"{ROOT}giay/", entry(secrecy="confidential", scan=_file(two_pages(), "mat.pdf")))
        assert told.status_code == 422 and "QĐ 28/2018/QĐ-TTg" in told.content.decode()
        assert not Incoming.plain.exists()
        answer = client.post(f"{ROOT}giay/", entry(secrecy="confidential"))
        assert answer.status_code == 302
        card = client.get(answer["Location"]).content.decode()
        assert "Văn bản mật" in card and "Gắn bản quét" not in card


def test_a_scan_bearing_a_mark_of_secrecy_warns_before_it_is_kept(house: House) -> None:
    with clock.at(house.now):
        client = login(house.cast.clerk)
        peeked = client.post(f"{ROOT}xem-thu/", {"scan": _file(marked(), "quet.pdf")}).content.decode()
        assert "MẬT" in peeked and "data:image/png;base64," in peeked
        told = client.post(f"{ROOT}giay/", entry(scan=_file(marked(), "quet.pdf")))
        assert told.status_code == 422 and "đây không phải văn bản mật" in told.content.decode()
        assert not Incoming.plain.exists()
        answer = client.post(f"{ROOT}giay/", entry(scan=_file(marked(), "quet.pdf"), not_secret="on"))
        assert answer.status_code == 302, answer.content.decode()[:3000]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("issuer", "", "Tác giả"), ("subject", " ", "Trích yếu"), ("document_date", "31/02", "Ngày chưa đúng"),
        ("document_date", "9/4", "Ngày không được sau"), ("type_code", "khong-co", "khong-co"), ("copies", "0", "Số bản"),
        ("scan", "macro", "không thuộc loại nhận được"),
    ],
)  # fmt: skip
def test_bad_input_is_told_beside_its_field_and_nothing_is_written(house: House, field: str, value: str, told: str) -> None:
    given: object = _file(b"MZ", "a.exe") if field == "scan" else value
    with clock.at(house.now):
        answer = login(house.cast.clerk).post(f"{ROOT}giay/", entry(**{field: given}))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Incoming.plain.exists()


@pytest.mark.parametrize("way", ["giay/", "xem-thu/"])
def test_only_the_clerk_registers(house: House, way: str) -> None:
    with clock.at(house.now):
        assert login(house.cast.specialist).post(f"{ROOT}{way}", entry()).status_code == 403
        assert not Incoming.plain.exists()


def test_an_old_link_to_registering_leads_to_the_card_that_says_the_number(house: House) -> None:
    made = house.registered()
    with clock.at(house.now):
        client = login(house.cast.clerk)
        answer = client.get(f"{ROOT}{made.id}/vao-so/")
        assert (answer.status_code, answer["Location"]) == (302, f"{ROOT}{made.id}/")
        assert f"số đến {made.arrival_number}." in client.get(answer["Location"]).content.decode()


def test_a_file_that_is_no_scan_inside_is_said_to_be_none_before_it_is_sent(house: House) -> None:
    with clock.at(house.now):
        client = login(house.cast.clerk)
        for body, name, told in (
            (b"rong rong", "rnd.pdf", "không phải PDF hay ảnh"),
            (b"PK", "a.exe", ".pdf, .png"),
            (b"", "a.pdf", "không có nội dung"),
        ):
            page = client.post(f"{ROOT}xem-thu/", {"scan": _file(body, name)}).content.decode()
            assert told in page and "Phụ lục là" not in page


def _file(data: bytes, name: str) -> BytesIO:
    file = BytesIO(data)
    file.name = name
    return file


def _only(house: House) -> Incoming:
    return house.again(Incoming.plain.values_list("id", flat=True).get())
