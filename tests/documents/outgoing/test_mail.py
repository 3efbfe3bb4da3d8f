"""Phụ lục IV.II, III: slips, labels and the post book of what goes on paper; nothing of it where all is electronic."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.documents.outgoing.conftest import Office
from tests.documents.outgoing.test_books import sheet, words
from tests.documents.outgoing.test_numbers import mixed
from tests.documents.outgoing.test_pages import login
from tinhso.core.access.public import acting
from tinhso.core.ledger.models import Seen
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.public import RecipientValue, issue, number, register_paper, seal
from tinhso.kit import clock

ROOT = "/van-ban-di/"
PRINTS = ("phieu-gui", "tem-bi")


def numbered(office: Office, **more: object) -> Outgoing:
    made = office.signed(**more)
    with office.acting(office.cast.clerk) as clerk:
        return number(clerk, made.id)


def printed(client: Client, document: Outgoing, kind: str) -> str:
    answer = client.get(f"{ROOT}{document.id}/{kind}.pdf")
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    return words(answer.content)


@pytest.mark.parametrize("kind", PRINTS)
def test_only_places_on_paper_are_printed_with_number_and_mark(office: Office, kind: str) -> None:
    made = numbered(office, recipients=mixed(office), urgency="express")
    with clock.at(office.now):
        client = login(office.cast.clerk)
        assert f"{kind}.pdf" in client.get(f"{ROOT}{made.id}/").content.decode()
        page = printed(client, made, kind)
    assert "Công ty Mẫu" in page and "01/STNA-CN" in page and "HỎA TỐC" in page
    assert "Sở Thử nghiệm B" not in page and "Phòng" not in page.replace("Văn phòng", "")


@pytest.mark.parametrize("kind", PRINTS)
def test_where_all_is_electronic_or_nothing_is_numbered_there_is_no_button_and_no_paper(office: Office, kind: str) -> None:
    electronic, early = numbered(office), office.signed(recipients=mixed(office))
    with clock.at(office.now):
        client = login(office.cast.clerk)
        for made in (electronic, early):
            assert f"{kind}.pdf" not in client.get(f"{ROOT}{made.id}/").content.decode()
            assert client.get(f"{ROOT}{made.id}/{kind}.pdf").status_code == 409


@pytest.mark.parametrize("kind", PRINTS)
def test_who_does_not_issue_prints_none_and_another_agency_finds_nothing(office: Office, kind: str) -> None:
    made = numbered(office, recipients=mixed(office))
    with clock.at(office.now):
        assert login(office.cast.specialist).get(f"{ROOT}{made.id}/{kind}.pdf").status_code == 403
        assert login(office.cast.other_clerk).get(f"{ROOT}{made.id}/{kind}.pdf").status_code == 404
        assert f"{kind}.pdf" not in login(office.cast.specialist).get(f"{ROOT}{made.id}/").content.decode()


def test_a_document_issued_on_paper_goes_on_paper_to_every_other_agency(office: Office) -> None:
    made = office.signed(recipients=mixed(office))
    with office.acting(office.cast.clerk) as clerk:
        made = register_paper(clerk, made.id, "no_system")
    with clock.at(office.now):
        page = printed(login(office.cast.clerk), made, "phieu-gui")
    assert "Sở Thử nghiệm B" in page and "Công ty Mẫu" in page


def test_of_a_secret_document_papers_bear_the_mark_and_never_the_subject(office: Office) -> None:
    made = office.drafted(secrecy="confidential", subject="phương án thiennga")
    with office.acting(office.cast.clerk) as clerk:
        made = register_paper(clerk, made.id)
    with clock.at(office.now):
        client = login(office.cast.clerk)
        pages = [printed(client, made, kind) for kind in PRINTS]
    assert all("MẬT" in page and "thiennga" not in page and "Sở Thử nghiệm B" in page for page in pages)


def test_every_print_is_in_the_access_log(office: Office) -> None:
    made = numbered(office, recipients=mixed(office))
    with clock.at(office.now):
        for kind in PRINTS:
            printed(login(office.cast.clerk), made, kind)
        with acting(office.cast.clerk):
            noted = Seen.objects.filter(subject=f"outgoing:{made.id}", how="print").order_by("at", "id")
            assert sorted(row.detail for row in noted) == ["phieu-gui.pdf", "tem-bi.pdf"]


def test_phu_luc_iv_iii_the_post_book_has_a_line_for_each_envelope_as_pdf_and_workbook(office: Office) -> None:
    two = (*mixed(office), RecipientValue("Ông Mẫu", None, paper_reason="party"))
    sent, waiting = numbered(office, recipients=two, urgency="urgent"), numbered(office, recipients=mixed(office))
    with office.acting(office.cast.clerk) as clerk:
        seal(clerk, sent.id)
        issue(clerk, sent.id)
    with clock.at(office.now):
        client = login(office.cast.clerk)
        lines = sheet(client, "?nam=2020&so=buu-dien")
        assert sorted((str(line[1]), str(line[2]), line[3], str(line[5])) for line in lines) == [
            ("01/STNA-CN", "Công ty Mẫu", 1, "KHẨN"), ("01/STNA-CN", "Ông Mẫu", 1, "KHẨN"),
        ]  # fmt: skip
        book = words(client.get(f"{ROOT}so.pdf?nam=2020&so=buu-dien").content)
        assert "SỔ GỬI VĂN BẢN ĐI BƯU ĐIỆN" in book and "Từ ngày: 09/03/2020 đến ngày: 09/03/2020" in book and "Tổng số bì: 2." in book
        assert waiting.notation not in book, "what has not left is not in it"
        assert sheet(client, "?tu=2020-03-10&den=2020-03-31&so=buu-dien") == []
        assert sheet(login(office.cast.other_clerk), "?nam=2020&so=buu-dien") == []
        assert "Sổ gửi văn bản đi bưu điện" in client.get(f"{ROOT}so/xuat/").content.decode()
