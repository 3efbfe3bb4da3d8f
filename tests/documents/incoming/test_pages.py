"""The pages of incoming documents, as each role meets them."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.documents.incoming.conftest import PICTURE, House
from tests.documents.incoming.pages import ROOT, entry, login, two_pages
from tinhso.core.access.public import acting
from tinhso.core.ledger.models import Seen
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.models import Envelope
from tinhso.documents.incoming.pages import lists
from tinhso.documents.incoming.public import DirectiveValues
from tinhso.kit import clock


def test_dieu_23_24_the_thread_from_the_leader_to_the_close_by_the_pages(house: House) -> None:
    made = house.presented()
    with clock.at(house.now):
        director = login(house.cast.director)
        page = director.get(f"{ROOT}{made.id}/but-phe/").content.decode()
        assert f'name="part-u{house.cast.unit}.head"' in page and "Câu mẫu" in page
        lead, co = f"part-u{house.cast.unit}.head", f"part-u{house.cast.second_unit}.head"
        given = director.post(f"{ROOT}{made.id}/but-phe/", {lead: "lead", co: "co", "text": "Tham mưu trả lời", "due": "+5", "co_due": ""})
        assert given.status_code == 302, given.content.decode()[:4000]
        assert str(house.again(made).due) == "2020-03-16"  # five working days after Monday the 9th
        head = login(house.cast.unit_head)
        passed = head.post(f"{ROOT}{made.id}/giao/", {"to": f"o{house.cast.specialist.post}", "due": "", "text": "Em làm"})
        assert passed.status_code == 302, passed.content.decode()[:4000]
        handler = login(house.cast.specialist)
        card = handler.get(f"{ROOT}{made.id}/").content.decode()
        assert "Soạn trả lời" in card and f"{ROOT}{made.id}/soan-tra-loi/" in card and "Em làm" in card
        assert house.again(made).state == "in_progress"
        assert handler.post(f"{ROOT}{made.id}/tien-do/", {"text": "Đang tổng hợp"}).status_code == 302
        second = login(house.cast.second_head)
        assert second.post(f"{ROOT}{made.id}/gop-y/", {"text": "Thống nhất"}).status_code == 302
        ended = handler.post(f"{ROOT}{made.id}/ket-thuc/", {"text": "Đã gửi số liệu", "reply": ""})
        assert ended.status_code == 302, ended.content.decode()[:3000]
    assert house.again(made).state == "done"


def test_dieu_23_a_proposal_is_accepted_in_one_click(house: House) -> None:
    made = house.registered()
    with clock.at(house.now):
        form = {
            f"part-u{house.cast.unit}.head": "lead",
            "text": "Đề nghị giao",
            "due": "+3",
            "co_due": "",
            "to_post": str(house.cast.director.post),
        }
        assert login(house.cast.chief).post(f"{ROOT}{made.id}/de-xuat/", form).status_code == 302
        director = login(house.cast.director)
        assert "Đồng ý đề xuất" in director.get(f"{ROOT}{made.id}/").content.decode()
        assert director.post(f"{ROOT}{made.id}/dong-y-de-xuat/").status_code == 302
    assert house.again(made).state == "assigned"


def test_dieu_21_an_unchecked_arrival_cannot_be_received_and_a_quarantined_one_needs_a_reason(house: House) -> None:
    fresh = house.arrived(checked=False)
    with clock.at(house.now):
        client = login(house.cast.clerk)
        card = client.get(f"{ROOT}{fresh.id}/").content.decode()
        assert "chưa kiểm tra chữ ký số (Điều 21.2.a)" in card
        assert client.post(f"{ROOT}{fresh.id}/kiem-tra/").status_code == 302
        assert client.post(f"{ROOT}{fresh.id}/tiep-nhan/").status_code == 302
        assert house.again(fresh).state == "accepted"
    broken = house.arrived(b"%PDF-1.7\nhong", "hong.pdf")
    assert broken.state == "quarantined"
    with clock.at(house.now):
        card = client.get(f"{ROOT}{broken.id}/").content.decode()
        assert "Không đọc được tệp" in card and "Chi tiết kỹ thuật" in card
        told = client.post(f"{ROOT}{broken.id}/tiep-nhan/", {"text": " "})
        assert told.status_code == 422 and "Lý do" in told.content.decode()
        sent_back = client.post(f"{ROOT}{broken.id}/tra-lai/", {"reason": "signature", "text": ""})
        assert sent_back.status_code == 302 and house.again(broken).state == "refused"


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "Chọn đúng một nơi chủ trì"), ({"due": "1/3"}, "đã qua"), ({"due": "mai"}, "Thời hạn chưa đúng"),
        ({"due": "12/3", "co_due": "13/3", "co": "co"}, "Hạn phối hợp"),
    ],
)  # fmt: skip
def test_a_directive_with_a_mistake_is_told_and_what_was_chosen_stays(house: House, form: dict[str, str], told: str) -> None:
    made = house.presented()
    seats = {f"part-u{house.cast.unit}.head": "lead"} if form else {}
    if form.pop("co", ""):
        seats[f"part-u{house.cast.second_unit}.head"] = "co"
    with clock.at(house.now):
        answer = login(house.cast.director).post(f"{ROOT}{made.id}/but-phe/", {"text": "", "due": "", "co_due": "", **seats, **form})
    page = answer.content.decode()
    assert answer.status_code == 422 and told in page
    assert page.count("checked") >= len(seats)
    assert house.again(made).state == "presented"


def test_the_card_shows_each_role_what_it_may_do(house: House) -> None:
    made = house.directed()
    with clock.at(house.now):
        seen = {
            who: login(getattr(house.cast, who)).get(f"{ROOT}{made.id}/").content.decode()
            for who in ("clerk", "chief", "director", "unit_head", "specialist")
        }
    assert "Đôn đốc" in seen["clerk"] and "Cho bút phê" not in seen["clerk"] and "Đính chính" in seen["clerk"]
    assert "Đổi bút phê" in seen["director"] and "Ai đã xem" in seen["director"]
    assert "Soạn trả lời" in seen["specialist"] and "Ai đã xem" not in seen["specialist"] and "Kết thúc" in seen["specialist"]
    assert "Soạn trả lời" not in seen["unit_head"] and "Đôn đốc" in seen["chief"]


def test_who_may_not_see_a_document_gets_404_on_every_address(house: House) -> None:
    made = house.directed()
    ways = ["", "vao-so/", "dinh-chinh/", "ban-quet/", "tep", "trang/0.png", f"kem-theo/{uuid4()}", "tien-do/"]
    with clock.at(house.now):
        for stranger in (house.cast.other_clerk, house.cast.colleague, house.cast.administrator):
            client = login(stranger)
            assert {client.get(f"{ROOT}{made.id}/{way}").status_code for way in ways} == {404}
            assert client.post(f"{ROOT}{made.id}/ket-thuc/", {"text": "x", "reply": ""}).status_code == 404
            assert {client.get(f"{ROOT}{made.id}/{way}/").status_code for way in ("but-phe", "de-xuat")} <= {403, 404}


def test_what_is_refused_for_good_is_not_advised_to_be_tried_again(house: House) -> None:
    made = house.paper(secrecy="secret")
    with clock.at(house.now):
        answer = login(house.cast.clerk).get(f"{ROOT}{made.id}/ban-quet/")
    words = answer.content.decode()
    assert answer.status_code == 422 and "mật" in words and "thử lần nữa" not in words


def test_a_colleague_without_the_right_is_refused_each_verb(house: House) -> None:
    made = house.directed()
    with clock.at(house.now):
        client = login(house.cast.unit_head)  # sees it, for his specialist leads it
        assert client.get(f"{ROOT}{made.id}/").status_code == 200
        for verb, form in (
            ("ket-thuc", {"text": "x", "reply": ""}),
            ("don-doc", {"text": "x"}),
            ("trinh", {"to": str(house.cast.director.post)}),
        ):
            assert client.post(f"{ROOT}{made.id}/{verb}/", form).status_code in (403, 409), verb
    assert house.again(made).state == "assigned"


def test_an_extension_is_asked_and_granted_from_the_cards(house: House) -> None:
    from datetime import date

    made = house.directed(due=date(2020, 3, 12))
    with clock.at(house.now):
        handler = login(house.cast.specialist)
        assert handler.post(f"{ROOT}{made.id}/gia-han/", {"until": "20/3", "text": "Chờ số liệu"}).status_code == 302
        director = login(house.cast.director)
        page = director.get(f"{ROOT}{made.id}/").content.decode()
        assert "Đề nghị gia hạn đang chờ trả lời" in page and "Chờ số liệu" in page
        asked = page.split('name="extension" value="')[1].split('"')[0]
        answer = director.post(f"{ROOT}{made.id}/tra-loi-gia-han/", {"extension": asked, "granted": "1", "until": "", "text": ""})
        assert answer.status_code == 302, answer.content.decode()[:3000]
    assert str(house.again(made).due) == "2020-03-20"


def test_dieu_18_4_a_recall_is_agreed_with_a_sentence_of_what_it_destroys(house: House) -> None:
    from tinhso.documents.incoming.public import ask_recall

    made = house.arrived()
    from tinhso.core.access.public import system

    with house.acting(system(house.cast.agency)) as actor:
        ask_recall(actor, made.consignment, "Sai số liệu")  # type: ignore[arg-type]
    with clock.at(house.now):
        client = login(house.cast.clerk)
        card = client.get(f"{ROOT}{made.id}/").content.decode()
        assert "Sai số liệu" in card and "Điều 18.4.b" in card
        assert client.post(f"{ROOT}{made.id}/dong-y-thu-hoi/").status_code == 302
        assert client.get(f"{ROOT}{made.id}/tep").status_code == 404
        assert client.get(f"{ROOT}{made.id}/").status_code == 200
    assert house.again(made).state == "destroyed"


def test_dieu_21_1_b_an_envelope_goes_to_its_addressee_unopened(house: House) -> None:
    with clock.at(house.now):
        client = login(house.cast.clerk)
        form = {"sender": "Công ty Bịa", "addressee": str(house.cast.specialist.post), "note": ""}
        assert client.post(f"{ROOT}bi-thu/", {**form, "addressee": ""}).status_code == 422
        assert client.post(f"{ROOT}bi-thu/", form).status_code == 302
        kept = Envelope.plain.get()
        for who, code in ((house.cast.specialist, 200), (house.cast.colleague, 404), (house.cast.other_clerk, 404)):
            assert login(who).get(f"{ROOT}bi-thu/{kept.id}/").status_code == code
        assert login(house.cast.specialist).post(f"{ROOT}bi-thu/{kept.id}/").status_code == 302
        assert login(house.cast.specialist).post(f"{ROOT}bi-thu/", form).status_code == 403


def test_downloads_and_prints_are_noted_for_who_has_seen_it(house: House) -> None:
    made = house.accepted()
    with clock.at(house.now):
        client = login(house.cast.clerk)
        shown = client.get(f"{ROOT}{made.id}/tep")
        assert b"".join(shown.streaming_content) == PICTURE and "default-src 'none'" in shown["Content-Security-Policy"]  # type: ignore[arg-type]
        assert "attachment" in client.get(f"{ROOT}{made.id}/tep?tai=1")["Content-Disposition"]
        assert "tải hoặc in 1 lần" in client.get(f"{ROOT}{made.id}/").content.decode()
        client.get(f"{ROOT}so/?in=1")
        with acting(house.cast.clerk):
            assert Seen.objects.filter(how="print", subject__startswith="register:").count() == 1


def test_pages_of_a_foreign_pdf_are_drawn_in_a_child_and_kept_as_renditions(house: House) -> None:
    from tinhso.core.files.models import Rendition

    made = house.arrived(two_pages(), "hai-trang.pdf")
    with clock.at(house.now):
        client = login(house.cast.clerk)
        for _ in range(2):
            image = client.get(f"{ROOT}{made.id}/trang/1.png")
            assert image.content.startswith(b"\x89PNG") and image["Content-Type"] == "image/png"
        assert client.get(f"{ROOT}{made.id}/trang/2.png").status_code == 404
        assert client.get(f"{ROOT}{made.id}/").content.decode().count("trang/") == 2
    assert sorted(Rendition.plain.values_list("kind", flat=True)) == ["page-1", "page-sizes"]


def test_phu_luc_iv_the_register_has_its_ten_columns_and_prints_from_the_first_number(house: House) -> None:
    house.registered(notation="05/SX-VP")
    house.registered(notation="06/SX-VP")
    with clock.at(house.now):
        client = login(house.cast.clerk)
        page = client.get(f"{ROOT}so/").content.decode()
        assert page.count('<th scope="col"') == 10
        printed = client.get(f"{ROOT}so/?in=1").content.decode()
        assert printed.index("05/SX-VP") < printed.index("06/SX-VP")
        assert client.get(f"{ROOT}theo-doi/").status_code == 200
        assert "05/SX-VP" not in login(house.cast.colleague).get(f"{ROOT}so/").content.decode()


@pytest.mark.parametrize("book", ["so", "theo-doi"])
def test_dieu_22_3_b_a_register_is_printed_in_full_or_says_how_it_can_be(house: House, monkeypatch: pytest.MonkeyPatch, book: str) -> None:
    """Never without its first lines, and never noted as printed where it was not."""
    for notation in ("05/SX-VP", "06/SX-VP"):
        made = house.presented(notation=notation)
        with house.acting(house.cast.director) as director:
            incoming.direct(director, made.id, DirectiveValues(lead=house.desk(house.cast.specialist)))
        house.now += timedelta(days=31)
    house.now -= timedelta(days=31)
    monkeypatch.setattr(lists, "PRINTED", 1)
    with clock.at(house.now):
        client = login(house.cast.clerk)
        whole = client.get(f"{ROOT}{book}/?in=1").content.decode()
        assert 'data-row="' not in whole and "data-print>" not in whole
        assert "hơn 1 dòng" in whole and "Chọn từng tháng" in whole and f'href="{ROOT}so/xuat/?nam=2020&amp;so={book}"' in whole
        with acting(house.cast.clerk):
            assert not Seen.objects.filter(how="print", subject__startswith="register:").exists()
        for month in (3, 4):
            assert client.get(f"{ROOT}{book}/?in=1&thang={month}").content.decode().count('data-row="') == 1
        assert "chưa có dòng nào" in client.get(f"{ROOT}{book}/?in=1&thang=5").content.decode()
        monkeypatch.setattr(lists, "PRINTED", 2)
        assert client.get(f"{ROOT}{book}/?in=1").content.decode().count('data-row="') == 2


def test_suggestions_know_codes_and_names_without_accents(house: House) -> None:
    client = login(house.cast.clerk)
    for typed in ("H99.02", "so thu nghiem b", "stnb"):
        assert "Sở Thử nghiệm B" in [row["name"] for row in client.get(f"{ROOT}tac-gia/", {"q": typed}).json()]


@pytest.mark.parametrize("way", ["to_receive/", "to_register/", "so/", "theo-doi/", "tre-han/"])
def test_query_counts_are_equal_for_5_and_50_rows(house: House, way: str) -> None:
    def rows(n: int) -> int:
        for i in range(n):
            house.registered(notation=f"{n}0{i}/SX-VP") if way in ("so/", "theo-doi/", "tre-han/") else house.paper(f"{n}0{i}/SX-VP")
        with clock.at(house.now):
            client.get(f"{ROOT}{way}")
            with CaptureQueriesContext(connection) as asked:
                assert client.get(f"{ROOT}{way}").status_code == 200
        return len(asked)

    client = login(house.cast.clerk)
    assert rows(5) == rows(45)


def test_the_cards_queries_do_not_grow_with_its_history(house: House) -> None:
    from tinhso.documents.incoming.public import progress

    made = house.begun()
    client = login(house.cast.specialist)

    def asked() -> int:
        with clock.at(house.now):
            client.get(f"{ROOT}{made.id}/")
            with CaptureQueriesContext(connection) as queries:
                client.get(f"{ROOT}{made.id}/")
        return len(queries)

    before = asked()
    for n in range(10):
        with house.acting(house.cast.specialist) as handler:
            progress(handler, made.id, f"Bước {n}")
    assert asked() == before


def test_boxes_by_role_and_filters_in_the_address(house: House) -> None:
    made = house.presented()
    with clock.at(house.now):
        director = login(house.cast.director).get(ROOT).content.decode()
        assert made.subject in director and 'aria-current="page">Chờ bút phê' in director
        clerk = login(house.cast.clerk)
        assert 'aria-current="page">Chờ tiếp nhận' in clerk.get(ROOT).content.decode()
        assert made.subject in clerk.get(f"{ROOT}to_direct/?q=SX-VP").content.decode()
        assert "Không có văn bản nào khớp" in clerk.get(f"{ROOT}to_direct/?q=khong-thay").content.decode()
        assert clerk.get(f"{ROOT}khong-co-hop/").status_code == 404
        assert clerk.get(f"{ROOT}to_direct/?older=xx").status_code == 400


def test_a_second_clerk_is_told_that_somebody_was_quicker(house: House) -> None:
    made = house.accepted()
    with clock.at(house.now):
        first = login(house.cast.clerk)
        assert first.post(f"{ROOT}{made.id}/vao-so/", entry()).status_code == 302
        assert first.post(f"{ROOT}{made.id}/vao-so/", entry()).status_code == 409


def test_the_pages_speak_english(house: House) -> None:
    made = house.directed()
    with clock.at(house.now):
        page = login(house.cast.specialist, "en").get(f"{ROOT}{made.id}/").content.decode()
    assert "Draft a reply" in page and "Soạn trả lời" not in page
