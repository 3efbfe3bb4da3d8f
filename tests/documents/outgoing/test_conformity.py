"""Điều 8 and Phụ lục I of ND30: the form is judged once for each file, blocks what we laid out wrongly, and is told of what others made."""

from __future__ import annotations

import io
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from tests.documents.layout.conformity.test_docx import DOCUMENT, docx
from tests.documents.layout.test_anchors import word_pdf
from tests.documents.outgoing.conftest import Office
from tests.documents.outgoing.test_pages import ROOT, login
from tinhso.documents.layout.public import ELEMENTS, find
from tinhso.documents.outgoing.models import Conformity, Outgoing
from tinhso.documents.outgoing.public import Text, amend, annex, approve, place, return_, submit, upload
from tinhso.documents.types import ADMINISTRATIVE
from tinhso.kit import clock
from tinhso.kit.errors import Refusal

MARKED = Text(body="Đề nghị Quý Sở phối hợp.\nMẬT\nGửi báo cáo trước ngày 20.")
WORD = {"name": "Nguyễn Văn Mẫu Giám", "post": "Giám đốc", "symbol": "STNA-CN", "size": 12}


def placed(office: Office, pdf: bytes | None = None) -> Outgoing:
    """A draft whose file was made in Word, its places set."""
    pdf = pdf or word_pdf(**WORD)
    made = office.drafted()
    slots = find(pdf, "Giám đốc", "Nguyễn Văn Mẫu Giám").slots
    assert slots is not None
    with office.acting(office.cast.specialist) as drafter:
        upload(drafter, made.id, BytesIO(pdf), "cong-van.pdf", None)
        return place(drafter, made.id, slots)


def sent(office: Office, made: Outgoing) -> Outgoing:
    with office.acting(office.cast.specialist) as drafter:
        return submit(drafter, made.id, "Kính trình")


def test_phu_luc_i_a_layout_of_ours_that_breaks_the_form_is_not_submitted_and_the_refusal_names_element_and_page(office: Office) -> None:
    made = office.drafted(text=MARKED, not_secret=True)
    with pytest.raises(Refusal) as refused:
        sent(office, made)
    assert refused.value.code == "submit.form" and refused.value.context["element"] == "secrecy"
    assert "Dấu chỉ độ mật, trang 1" in refused.value.vi and "Kiểm tra thể thức" in refused.value.vi
    assert "Secrecy mark, page 1" in refused.value.en and "Check the form" in refused.value.en
    left = Outgoing.plain.get(pk=made.id)
    assert (left.state, left.version) == ("drafting", 0) and not Conformity.plain.exists()


def test_the_refusal_stands_on_the_card_beside_the_button_and_the_page_shows_where(office: Office) -> None:
    made = office.drafted(text=MARKED, not_secret=True)
    with clock.at(office.now):
        client = login(office.cast.specialist)
        answer = client.post(f"{ROOT}{made.id}/trinh/")
        card = answer.content.decode()
        assert answer.status_code == 422 and "Dấu chỉ độ mật" in card and f'href="{ROOT}{made.id}/the-thuc/"' in card
        page = client.get(f"{ROOT}{made.id}/the-thuc/").content.decode()
    assert "1 điểm chưa đúng thể thức" in page and "Bản xem trước" in page
    for words in ("Dấu chỉ độ mật", "nằm trong nội dung", "đúng ô trên sơ đồ", "Phụ lục I, mục", 'id="trang-1"'):
        assert words in page
    assert not Conformity.plain.exists(), "a layout of the moment is judged and not kept"


def test_a_draft_put_right_is_submitted_and_its_judgement_kept_once(office: Office) -> None:
    made = office.drafted(text=MARKED, not_secret=True)
    with office.acting(office.cast.specialist) as drafter:
        amend(drafter, made.id, office.values())
    made = sent(office, made)
    kept = Conformity.plain.get()
    assert (kept.document_id, kept.file_id, kept.errors, kept.refused) == (made.id, made.file_id, 0, [])
    with clock.at(office.now):
        client = login(office.cast.unit_head)
        page = client.get(f"{ROOT}{made.id}/the-thuc/").content.decode()
        assert "Đúng thể thức" in page and "Bản đã trình" in page
        assert "Đúng thể thức" in client.get(f"{ROOT}{made.id}/").content.decode()
    for box, vi, _ in ELEMENTS.values():
        assert vi in page, f"{box} {vi}: whether it was looked at"
    assert Conformity.plain.count() == 1


def test_what_a_file_made_elsewhere_breaks_is_told_on_the_card_and_blocks_nothing(office: Office) -> None:
    made = placed(office)
    kept = Conformity.plain.get()
    assert kept.errors > 0 and kept.file_id == made.uploaded_id
    with clock.at(office.now):
        assert f"{kept.errors} điểm chưa đúng thể thức" in login(office.cast.specialist).get(f"{ROOT}{made.id}/").content.decode()
    made = sent(office, made)
    assert made.state == "unit_review"
    version = Conformity.plain.get(file=made.file_id)
    assert version.errors > 0 and Conformity.plain.count() == 2
    with clock.at(office.now):
        for who in (office.cast.unit_head, office.cast.specialist):
            card = login(who).get(f"{ROOT}{made.id}/").content.decode()
            assert f"{version.errors} điểm chưa đúng thể thức" in card and "không chặn việc trình" in card


def test_who_checks_the_form_and_who_signs_meet_the_same_note(office: Office) -> None:
    made = sent(office, placed(office))
    with office.acting(office.cast.unit_head) as head:
        approve(head, made.id, "Đồng ý")
    told = "điểm chưa đúng thể thức"
    with clock.at(office.now):
        assert told in login(office.cast.chief).get(f"{ROOT}{made.id}/").content.decode()
    with office.acting(office.cast.chief) as chief:
        approve(chief, made.id, "Đồng ý")
    with clock.at(office.now):
        assert told in login(office.cast.director).get(f"{ROOT}{made.id}/").content.decode()


def test_a_returned_draft_is_judged_as_it_would_be_laid_out_now(office: Office) -> None:
    made = office.submitted()
    with office.acting(office.cast.unit_head) as head:
        return_(head, made.id, "Viết lại")
    with office.acting(office.cast.specialist) as drafter:
        amend(drafter, made.id, office.values(text=MARKED, not_secret=True))
    with clock.at(office.now):
        page = login(office.cast.specialist).get(f"{ROOT}{made.id}/the-thuc/").content.decode()
    assert "1 điểm chưa đúng thể thức" in page and "Bản xem trước" in page


def test_a_file_that_cannot_be_judged_says_so_and_blocks_nothing(office: Office) -> None:
    made = office.drafted()
    scan = word_pdf(**{**WORD, "size": 13})
    slots = find(scan, "Giám đốc", "Nguyễn Văn Mẫu Giám").slots
    assert slots is not None
    with office.acting(office.cast.specialist) as drafter:
        upload(drafter, made.id, BytesIO(scanned()), "ban-quet.pdf", None)
        made = place(drafter, made.id, slots)
    with clock.at(office.now):
        client = login(office.cast.specialist)
        assert "Không kiểm tra được" in client.get(f"{ROOT}{made.id}/").content.decode()
        page = client.get(f"{ROOT}{made.id}/the-thuc/").content.decode()
    assert "ảnh quét" in page and "Không xét" in page
    assert sent(office, made).state == "unit_review"


def scanned() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1240, 1754), "white").save(out, "PDF", resolution=150)
    return out.getvalue()


def test_what_lacks_an_element_is_told_instead_of_judged(office: Office) -> None:
    made = office.drafted(text=Text(body=""))
    with clock.at(office.now):
        answer = login(office.cast.specialist).get(f"{ROOT}{made.id}/the-thuc/")
        assert login(office.cast.specialist).get(f"{ROOT}{made.id}/the-thuc/0.png").status_code == 404
    assert answer.status_code == 200 and "Dự thảo thiếu nội dung văn bản" in answer.content.decode()


def test_the_place_of_a_finding_is_drawn_on_its_page_and_kept_by_no_browser(office: Office) -> None:
    made = office.drafted(text=MARKED, not_secret=True)
    with clock.at(office.now):
        client = login(office.cast.specialist)
        answer = client.get(f"{ROOT}{made.id}/the-thuc/0.png")
        assert client.get(f"{ROOT}{made.id}/the-thuc/99.png").status_code == 404
    assert (answer["Content-Type"], answer["X-Content-Type-Options"], answer["Cache-Control"]) == (
        "image/png",
        "nosniff",
        "private, no-store",
    )
    image = Image.open(io.BytesIO(answer.content)).convert("RGB")
    assert (179, 24, 29) in {colour for _, colour in image.getcolors(image.width * image.height) or ()}


def test_only_who_sees_the_document_sees_its_form(office: Office) -> None:
    made = office.submitted()
    with clock.at(office.now):
        for who in (office.cast.colleague, office.cast.other_clerk, office.cast.administrator):
            for path in ("the-thuc/", "the-thuc/0.png"):
                assert login(who).get(f"{ROOT}{made.id}/{path}").status_code == 404


def test_qd28_dieu_1_2_a_secret_is_never_judged(office: Office) -> None:
    made = office.drafted(secrecy="confidential")
    with clock.at(office.now):
        client = login(office.cast.specialist)
        assert "the-thuc" not in client.get(f"{ROOT}{made.id}/").content.decode()
        assert client.get(f"{ROOT}{made.id}/the-thuc/").status_code == 404
        assert client.get(f"{ROOT}{made.id}/the-thuc/0.png").status_code == 404
    assert not Conformity.plain.exists()


def test_of_an_annex_in_word_set_up_and_styles_are_judged_and_positions_are_not(office: Office) -> None:
    made = office.drafted()
    with office.acting(office.cast.specialist) as drafter:
        kept = annex(drafter, made.id, BytesIO(docx(DOCUMENT.replace('w:left="1701"', 'w:left="1134"'))), "phu-luc.docx")
        table = annex(drafter, made.id, BytesIO("tên,số\nA,1\n".encode()), "so-lieu.csv")
    with clock.at(office.now):
        client = login(office.cast.specialist)
        assert client.get(f"{ROOT}{made.id}/").content.decode().count("/the-thuc/") == 2, "the document's and that of the Word file"
        page = client.get(f"{ROOT}{made.id}/phu-luc/{kept.id}/the-thuc/").content.decode()
        assert client.get(f"{ROOT}{made.id}/phu-luc/{table.id}/the-thuc/").status_code == 404
        assert login(office.cast.other_clerk).get(f"{ROOT}{made.id}/phu-luc/{kept.id}/the-thuc/").status_code == 404
    for words in ("Lề trái", "20 mm", "30-35 mm", "Không xét", "vị trí chỉ đo được trên bản PDF"):
        assert words in page
    assert "the-thuc/0.png" not in page


def test_a_version_from_before_judgements_were_kept_is_judged_when_it_is_first_looked_at(office: Office) -> None:
    made = office.submitted()
    Conformity.plain.all().delete()
    with clock.at(office.now):
        client = login(office.cast.clerk)
        assert client.get(f"{ROOT}{made.id}/").status_code == 200
        for _ in range(2):
            assert "Đúng thể thức" in client.get(f"{ROOT}{made.id}/the-thuc/").content.decode()
    assert Conformity.plain.get().file_id == made.file_id


def test_the_page_speaks_english(office: Office) -> None:
    made = sent(office, placed(office))
    with clock.at(office.now):
        client = login(office.cast.specialist)
        client.cookies["django_language"] = "en"
        page = client.get(f"{ROOT}{made.id}/the-thuc/").content.decode()
    assert "Appendix I, II." in page and "Phụ lục I, mục" not in page
    assert "Sound" in page and "Margins" in page


def test_page_and_card_ask_as_often_for_a_second_version_as_for_the_first(office: Office) -> None:
    made = sent(office, placed(office))
    counts = []
    for again in (False, True):
        if again:
            with office.acting(office.cast.unit_head) as head:
                return_(head, made.id, "Sửa")
            sent(office, made)
        with clock.at(office.now):
            client = login(office.cast.unit_head)
            for path in ("", "the-thuc/"):
                client.get(f"{ROOT}{made.id}/{path}")
                with CaptureQueriesContext(connection) as asked:
                    assert client.get(f"{ROOT}{made.id}/{path}").status_code == 200
                counts.append(len(asked))
    assert counts[:2] == counts[2:] and max(counts) <= 28


@pytest.mark.parametrize("kind", ADMINISTRATIVE, ids=lambda t: t.code)
def test_phu_luc_i_every_type_with_plain_words_is_submitted_without_a_finding(office: Office, kind: object) -> None:
    sent(office, office.drafted(type_code=kind.code, text=Text(body="Đề nghị Quý Sở phối hợp.", bases=("Căn cứ Luật A",))))  # type: ignore[attr-defined]
    kept = Conformity.plain.get()
    assert (kept.errors, kept.warnings, kept.refused) == (0, 0, []), kept.report
