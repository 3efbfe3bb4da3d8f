"""Bad input through the real addresses, each a sentence in the reader's language and nothing written (the table stands in __init__)."""

from __future__ import annotations

import errno
import io
import os
import re
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.badinput.conftest import browser
from tests.documents.incoming.conftest import House
from tests.documents.incoming.pages import entry
from tests.documents.incoming.pdfs import plain_pdf, signed_pdf
from tests.documents.layout.test_intake import GOOD, bomb, changed
from tests.documents.outgoing.conftest import Office
from tests.documents.outgoing.test_pages import form
from tinhso.core.access.public import acting, system
from tinhso.core.files.models import StoredFile
from tinhso.core.files.public import blobs
from tinhso.core.people import public as people
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.layout import intake
from tinhso.documents.numbering.models import Line
from tinhso.documents.outgoing.models import Outgoing
from tinhso.engines.confined import Limits
from tinhso.kit import clock
from tinhso.signing.custody.models import Key

OUT, INTO = "/van-ban-di/", "/van-ban-den/"
BOTH = pytest.mark.parametrize("language", ["vi", "en"])


def says(answer: Any, status: int, vi: str, en: str, language: str) -> str:
    """The page holds the sentence of the reader's language; returns it for what more it should hold."""
    page = unescape(str(answer.content.decode()))
    words = " ".join(re.sub(r"<[^>]*>", " ", page.partition("<main")[2].partition("</main>")[0]).split())
    assert answer.status_code == status, words
    assert {"vi": vi, "en": en}[language] in words
    return page


def kept() -> tuple[int, int, list[str]]:
    """What is stored: documents, lines of registers, blobs."""
    return Outgoing.plain.count() + Incoming.plain.count(), StoredFile.plain.count(), list(blobs())


def file(data: bytes, name: str) -> io.BytesIO:
    made = io.BytesIO(data)
    made.name = name
    return made


@BOTH
@pytest.mark.parametrize(
    ("field", "value", "vi", "en"),
    [
        ("type_code", "khong-co", "Hãy chọn một lựa chọn hợp lệ", "Select a valid choice"),
        ("due", "31/02", "Thời hạn chưa đúng", "Not a deadline"),
    ],
)
def test_an_unknown_type_or_day_is_told_and_what_was_typed_stays(
    office: Office, field: str, value: str, vi: str, en: str, language: str
) -> None:
    before = kept()
    with clock.at(office.now):
        answer = browser(office.cast.specialist, language).post(f"{OUT}soan/", form(office, **{field: value}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "rà soát số liệu chuyển đổi số" in page and "1. Cử đầu mối." in page
    assert (vi if language == "vi" else en).lower() in page.lower(), page
    assert kept() == before


@BOTH
def test_a_number_dated_before_the_last_one_is_refused_and_leaves_no_gap(office: Office, language: str) -> None:
    one, two = office.signed(), office.signed()
    with clock.at(office.now):
        clerk = browser(office.cast.clerk, language)
        assert clerk.post(f"{OUT}{one.id}/cap-so/").status_code == 302
    with clock.at(office.now - timedelta(days=3)):
        answer = clerk.post(f"{OUT}{two.id}/cap-so/")
        says(answer, 422, "trước ngày của số gần nhất", "is before the last number", language)
        assert "(09/03/2020)" in answer.content.decode()
    with clock.at(office.now + timedelta(minutes=5)):
        assert clerk.post(f"{OUT}{two.id}/cap-so/").status_code == 302
    assert [x.number for x in Line.plain.filter(document_kind="outgoing").order_by("number")] == [1, 2]


@BOTH
def test_a_document_dated_after_today_is_refused_beside_its_field(house: House, language: str) -> None:
    with clock.at(house.now):
        answer = browser(house.cast.clerk, language).post(f"{INTO}giay/", entry(document_date="9/4"))
    page = says(answer, 422, "Ngày không được sau 09/03/2020", "The date must not be after 09/03/2020", language)
    assert 'value="07/STNB-NV"' in page and 'value="9/4"' in page
    assert not Incoming.plain.exists()


@BOTH
def test_a_missing_element_is_named_when_submitting_and_the_draft_stays(office: Office, language: str) -> None:
    made = office.drafted(text=office.values().text.__class__(body=""))
    with clock.at(office.now):
        answer = browser(office.cast.specialist, language).post(f"{OUT}{made.id}/trinh/", {"text": "Kính trình"})
    says(answer, 422, "Dự thảo thiếu nội dung văn bản (Điều 8.2.e", "The draft lacks the text (Điều 8.2.e", language)
    assert Outgoing.plain.get(pk=made.id).state == "drafting"


def docm() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"):
            archive.writestr(name, "x")
    return made.getvalue()


def locked() -> bytes:
    import pikepdf

    return changed(lambda _: None, encryption=pikepdf.Encryption(owner="a", user="b"))


UPLOADS: dict[str, tuple[Callable[[], bytes], str, str, str]] = {
    "broken": (lambda: GOOD[:600], "a.pdf", "PDF hỏng, không mở được.", "The PDF is broken and cannot be opened."),
    "0 bytes": (lambda: b"", "a.pdf", "Tệp a.pdf không có nội dung.", "The file a.pdf is empty."),
    "wrong extension": (lambda: b"PK\x03\x04 a Word file", "a.pdf", "Tệp này không phải PDF.", "This is not a PDF."),
    "bomb": (bomb, "a.pdf", "Mở PDF tốn quá nhiều bộ nhớ hoặc thời gian nên đã dừng.", "took too much memory or time and was stopped."),
    "password": (locked, "a.pdf", "PDF đặt mật khẩu hoặc bị khóa quyền sửa.", "The PDF has a password or is locked."),
    "signed already": (
        signed_pdf,
        "a.pdf",
        "Tệp đã có chữ ký số; điền số và ký thêm sẽ làm hỏng chữ ký đó.",
        "The file is already signed;",
    ),
}


@BOTH
@pytest.mark.parametrize("case", UPLOADS)
def test_a_pdf_that_cannot_be_signed_is_refused_and_nothing_is_kept(
    case: str, office: Office, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "LIMITS", Limits(cpu=2, wall=20))
    data, name, vi, en = UPLOADS[case]
    made = office.drafted()
    before = kept()
    with clock.at(office.now):
        answer = browser(office.cast.specialist, language).post(f"{OUT}{made.id}/tep/", {"upload": file(data(), name)})
    says(answer, 422, vi, en, language)
    assert kept() == before and not leftovers()


@BOTH
@pytest.mark.parametrize("where", ["annex", "scan"])
def test_a_word_file_with_a_macro_is_refused_with_why(where: str, office: Office, language: str) -> None:
    made = office.drafted()
    before = kept()
    with clock.at(office.now):
        if where == "annex":
            answer = browser(office.cast.specialist, language).post(f"{OUT}{made.id}/tep/?phu-luc=1", {"upload": file(docm(), "a.docm")})
            says(answer, 422, "“a.docm” có macro hoặc chương trình.", "“a.docm” holds a macro or a program.", language)
        else:
            answer = browser(office.cast.clerk, language).post(f"{INTO}giay/", entry(scan=file(docm(), "a.docm")))
            page = says(answer, 422, "không thuộc loại nhận được", "is not of an accepted type", language)
            assert 'value="07/STNB-NV"' in page
    assert kept() == before


@BOTH
def test_an_unsigned_arrival_is_said_and_a_broken_one_is_not_received_without_a_reason(house: House, language: str) -> None:
    plain = house.arrived(
        plain_pdf("Công văn thử nghiệm"), "a.pdf", document_id="H99.02,2020/03/06,08/STNB-NV", notation="08/STNB-NV", number="08"
    )
    broken = house.arrived(signed_pdf(broken=True), "b.pdf")
    with clock.at(house.now):
        clerk = browser(house.cast.clerk, language)
        says(clerk.get(f"{INTO}{plain.id}/"), 200, "không có chữ ký số", "without digital signatures", language)
        says(clerk.get(f"{INTO}{broken.id}/"), 200, "Chữ ký không hợp lệ", "Signatures invalid", language)
        assert clerk.post(f"{INTO}{broken.id}/tiep-nhan/", {"text": " "}).status_code == 422
    assert house.again(broken).state == "quarantined"


def test_loose_accents_become_composed_and_are_found(house: House) -> None:
    loose = unicodedata.normalize("NFD", "Đề nghị thưởng Tết")
    with clock.at(house.now):
        clerk = browser(house.cast.clerk)
        assert clerk.post(f"{INTO}giay/", entry(subject=loose)).status_code == 302
        made = Incoming.plain.get()
        assert made.subject == "Đề nghị thưởng Tết"
        for typed in ("thưởng Tết", unicodedata.normalize("NFD", "thưởng")):
            assert f"{INTO}{made.id}/" in clerk.get(f"{INTO}to_present/", {"q": typed}).content.decode(), typed


def signing(client: Client, made: Outgoing) -> Any:
    return client.post(f"{OUT}{made.id}/ky/", {"sha256": made.file.sha256 if made.file else "", "revision": str(made.revision)})


@BOTH
def test_an_expired_certificate_signs_nothing(office: Office, language: str) -> None:
    made = office.for_signature()
    with acting(system(office.cast.agency)):
        Key.objects.within(system(office.cast.agency)).filter(person_id=office.cast.director.person).update(
            valid_to=office.now - timedelta(days=1)
        )
    with clock.at(office.now):
        answer = signing(browser(office.cast.director, language, fresh=True), made)
    says(answer, 422, "không còn hạn (đến 08/03/2020)", "out of its validity (until 08/03/2020)", language)
    assert Outgoing.plain.get(pk=made.id).state == "for_signature"


@BOTH
def test_a_unit_head_whom_nobody_empowered_on_that_day_cannot_be_the_signer(office: Office, language: str) -> None:
    made = office.drafted(signer=office.cast.unit_head.post)
    with clock.at(office.now):
        answer = browser(office.cast.specialist, language).post(f"{OUT}{made.id}/trinh/", {"text": "Kính trình"})
    says(answer, 422, "không có thẩm quyền ký văn bản của Sở Thử nghiệm A", "may not sign for Sở Thử nghiệm A", language)
    assert Outgoing.plain.get(pk=made.id).state == "drafting"


@BOTH
def test_a_leader_whose_post_has_ended_signs_nothing(office: Office, language: str) -> None:
    made = office.for_signature()
    director = browser(office.cast.director, language, fresh=True)
    with clock.at(office.now), acting(office.cast.administrator):
        people.end_post(office.cast.administrator, office.cast.director.post or 0)
    with clock.at(office.now + timedelta(days=1)):
        answer = signing(director, made)
    says(answer, 403, "Bạn không giữ chức vụ nào", "You hold no post", language)
    with acting(office.cast.clerk):
        assert Outgoing.plain.get(pk=made.id).state == "for_signature"


@BOTH
def test_a_minute_to_midnight_on_31_december_counts_in_the_old_year(office: Office, language: str) -> None:
    office.now = datetime(2020, 12, 31, 23, 30, tzinfo=clock.VIETNAM)
    one, two = office.signed(), office.signed()
    clerk = browser(office.cast.clerk, language)
    with clock.at(datetime(2020, 12, 31, 23, 59, 59, tzinfo=clock.VIETNAM)):
        assert clerk.post(f"{OUT}{one.id}/cap-so/").status_code == 302
    with clock.at(datetime(2021, 1, 1, 0, 0, 1, tzinfo=clock.VIETNAM)):
        answer = clerk.post(f"{OUT}{two.id}/cap-so/")
        says(answer, 422, "đã ký in năm 2020 nhưng nay là năm 2021", "prints the year 2020 but it is now 2021", language)
    assert [(x.year, x.number) for x in Line.plain.filter(document_kind="outgoing")] == [(2020, 1)]
    assert Outgoing.plain.get(pk=two.id).state == "signed"


@BOTH
@pytest.mark.parametrize("where", ["blobs", "tmp"])
def test_a_full_disk_is_told_and_leaves_nothing(house: House, language: str, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if where == "blobs":
        monkeypatch.setattr("tinhso.engines.blobs.os.fsync", full)
    else:
        monkeypatch.setattr("django.core.files.uploadhandler.TemporaryFileUploadHandler.receive_data_chunk", full)
    with clock.at(house.now):
        clerk = browser(house.cast.clerk, language)
        answer = clerk.post(f"{INTO}giay/", entry(scan=file(plain_pdf("Thử"), "a.pdf")))
    status = 422 if where == "blobs" else 507
    page = says(answer, status, "Ổ đĩa chứa dữ liệu đã đầy; chưa lưu gì", "disk that holds the data is full; nothing was stored", language)
    if where == "blobs":
        assert 'value="07/STNB-NV"' in page, "the form stays as it was typed"
    assert kept() == before and not leftovers()
    monkeypatch.undo()
    with clock.at(house.now):
        again = clerk.post(f"{INTO}giay/", entry(scan=file(plain_pdf("Thử"), "a.pdf")))
    assert again.status_code == 302 and Incoming.plain.get().arrival_number == 1


def leftovers() -> list[str]:
    """Half files of uploads and of the store."""
    found = []
    for folder in (settings.FILE_UPLOAD_TEMP_DIR, blobs().root / "incoming"):
        if folder.exists():
            found += os.listdir(folder)
    return found
