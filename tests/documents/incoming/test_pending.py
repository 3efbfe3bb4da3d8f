"""Several scans at once: they wait where only the agency's clerks see them, become register lines one by one, or are put away."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

import pytest

from tests.documents.incoming.conftest import House
from tests.documents.incoming.pages import ROOT, entry, login, two_pages
from tests.documents.incoming.pdfs import plain_pdf
from tinhso.core.access.public import Actor, acting
from tinhso.core.files.models import StoredFile
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.models import Incoming, Pending
from tinhso.kit import clock
from tinhso.kit.errors import NotAllowed, Refusal

WAITING = f"{ROOT}nhieu-tep/"


def file(data: bytes, name: str) -> BytesIO:
    made = BytesIO(data)
    made.name = name
    return made


def kept(house: House, *names: str) -> list[UUID]:
    made = []
    for name in names:
        with house.acting(house.cast.clerk) as clerk:
            made.append(incoming.keep_pending(clerk, BytesIO(plain_pdf(f"Số: 12/BC-SX {name}")), f"{name}.pdf").id)
    return made


def test_files_dropped_together_wait_and_are_gone_through_one_by_one(house: House) -> None:
    with clock.at(house.now):
        client = login(house.cast.clerk)
        assert "Không có tệp nào đang chờ" in client.get(WAITING).content.decode()
        answer = client.post(WAITING, {"scan": [file(two_pages(), "một.pdf"), file(plain_pdf("Hai"), "hai.pdf")]})
        assert answer.status_code == 302
        page = client.get(WAITING).content.decode()
        assert page.count("data-row") - page.count("data-rows") == 2 and "một.pdf" in page
        first, second = Pending.plain.order_by("at", "id").values_list("id", flat=True)
        form = client.get(f"{ROOT}giay/?tep={first}").content.decode()
        assert f"{WAITING}{first}/trang/0.png" in form and 'name="scan"' not in form
        answer = client.post(f"{ROOT}giay/?tep={first}", entry(next="1"))
        assert (answer.status_code, answer["Location"]) == (302, f"{ROOT}giay/?tep={second}")
        answer = client.post(f"{ROOT}giay/?tep={second}", entry(next="1", notation="08/STNB-NV"))
        assert answer["Location"] == WAITING
    assert not Pending.plain.exists()
    made = Incoming.plain.order_by("arrival_number")
    assert [(d.arrival_number, d.file.name) for d in made.select_related("file")] == [(1, "một.pdf"), (2, "hai.pdf")]  # type: ignore[union-attr]


def test_each_line_says_what_its_file_proposes(house: House) -> None:
    (ident,) = kept(house, "a")
    with clock.at(house.now):
        said = login(house.cast.clerk).get(f"{WAITING}{ident}/").content.decode()
    assert "12/BC-SX" in said


def test_a_mistake_in_the_form_leaves_the_file_waiting(house: House) -> None:
    (ident,) = kept(house, "a")
    with clock.at(house.now):
        answer = login(house.cast.clerk).post(f"{ROOT}giay/?tep={ident}", entry(subject="", next="1"))
    assert answer.status_code == 422 and "a.pdf" in answer.content.decode()
    assert Pending.plain.exists() and not Incoming.plain.exists()


def test_one_file_that_cannot_be_kept_is_said_and_the_others_are(house: House) -> None:
    with clock.at(house.now):
        client = login(house.cast.clerk)
        marked = plain_pdf("MẬT\nNội dung thử nghiệm")
        answer = client.post(WAITING, {"scan": [file(two_pages(), "tốt.pdf"), file(b"rong", "xấu.pdf"), file(marked, "kín.pdf")]})
    page = answer.content.decode()
    assert answer.status_code == 422 and "kín.pdf" in page and "không được giữ lại" in page
    assert [p.file.name for p in Pending.plain.select_related("file")] == ["tốt.pdf"]
    assert not StoredFile.plain.filter(name="kín.pdf").exists()


def test_a_file_put_away_leaves_no_bytes_row_behind(house: House) -> None:
    (ident,) = kept(house, "a")
    with clock.at(house.now):
        client = login(house.cast.clerk)
        client.get(f"{WAITING}{ident}/")  # read: a rendition of it is kept
        assert client.post(f"{WAITING}{ident}/bo/")["Location"] == WAITING
        assert client.post(f"{WAITING}{ident}/bo/").status_code == 404
    assert not Pending.plain.exists() and not StoredFile.plain.filter(name="a.pdf").exists()


def test_taken_twice_it_becomes_one_document(house: House) -> None:
    (ident,) = kept(house, "a")
    with clock.at(house.now):
        client = login(house.cast.clerk)
        assert client.post(f"{ROOT}giay/?tep={ident}", entry()).status_code == 302
        assert client.post(f"{ROOT}giay/?tep={ident}", entry(notation="09/X-Y")).status_code == 404
    assert Incoming.plain.count() == 1


def test_a_secret_document_does_not_take_the_waiting_file(house: House) -> None:
    (ident,) = kept(house, "a")
    with clock.at(house.now):
        answer = login(house.cast.clerk).post(f"{ROOT}giay/?tep={ident}", entry(secrecy="confidential"))
    assert answer.status_code == 422 and "QĐ 28/2018/QĐ-TTg" in answer.content.decode()
    assert Pending.plain.exists() and not Incoming.plain.exists()


@pytest.mark.parametrize("who", ["specialist", "director", "other_clerk"])
def test_only_the_agencys_clerks_see_them(house: House, who: str) -> None:
    (ident,) = kept(house, "kín đáo")
    actor: Actor = getattr(house.cast, who)
    with clock.at(house.now):
        client = login(actor)
        assert client.get(f"{WAITING}{ident}/").status_code == 404
        assert client.get(f"{WAITING}{ident}/trang/0.png").status_code == 404
        answer = client.get(f"{ROOT}giay/?tep={ident}")
        assert answer.status_code in (403, 404) and "kín đáo" not in answer.content.decode()
        assert client.post(f"{WAITING}{ident}/bo/").status_code in (403, 404)
        page = client.get(WAITING)
        assert page.status_code == (200 if who == "other_clerk" else 403) and "kín đáo" not in page.content.decode()
    with acting(actor), pytest.raises((NotAllowed, Refusal)):
        incoming.take_pending(actor, ident, ident)
    with acting(house.cast.clerk):
        assert Pending.plain.exists()
