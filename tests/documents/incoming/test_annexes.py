"""What comes along is judged like the document itself (ND30 Điều 21.2.a; Phụ lục I.III.1.d)."""

from __future__ import annotations

import io
from datetime import datetime

import pytest

from tests.documents.incoming.conftest import House
from tests.documents.incoming.pdfs import plain_pdf, signed_pdf
from tests.keys import authority
from tinhso.core.access.public import acting
from tinhso.core.files import public as files
from tinhso.core.files.public import StoredFile
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.models import Annex
from tinhso.documents.incoming.public import Incoming, RegisterValues
from tinhso.documents.incoming.queries.detail import card
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.signing.public import sign_plain


def sound() -> bytes:
    return sign_plain(
        plain_pdf("Công văn"), authority().agency("Sở Thử nghiệm B").provider(), at=datetime(2020, 3, 6, 9, 0, tzinfo=clock.VIETNAM)
    )


def arrived_with(house: House, data: bytes, name: str = "bang-so-lieu.pdf") -> Incoming:
    with house.acting(house.cast.clerk) as clerk:
        annex: StoredFile = files.store(clerk, io.BytesIO(data), name)
    return house.arrived(sound(), "vanban.pdf", annexes=(annex,))


def test_a_signed_annex_changed_on_its_way_puts_the_whole_into_quarantine(house: House) -> None:
    made = arrived_with(house, signed_pdf(broken=True))
    assert (made.verdict, made.state) == ("FAILED", "quarantined")
    with acting(house.cast.clerk):
        shown = card(house.cast.clerk, made.id)
    assert shown is not None
    assert any(w.startswith("bang-so-lieu.pdf: ") for w in shown.warnings)
    assert any("bang-so-lieu.pdf: " in entry.opinion for entry in shown.timeline)


def test_an_annex_without_signature_leaves_the_documents_own_verdict(house: House) -> None:
    made = arrived_with(house, plain_pdf("Bảng số liệu"))
    assert (made.verdict, made.report and made.report["annexes"]) == ("PASSED", [])


def test_an_annex_whose_signer_is_unknown_leaves_it_open(house: House) -> None:
    made = arrived_with(house, signed_pdf())
    assert (made.verdict, made.state) == ("INDETERMINATE", "arrived")


def test_a_broken_signature_is_said_to_be_broken_and_the_file_is_not_said_to_be_unreadable(house: House) -> None:
    """As in old Công báo files: the signed part is no longer there, the pages are."""
    whole = signed_pdf()
    byte_range = whole.index(b"/ByteRange")
    end = whole.index(b"]", byte_range)
    numbers = whole[byte_range:end].split(b"[")[1].split()
    longer = b" ".join([*numbers[:3], b"9" * len(numbers[3])])
    made = house.arrived(whole.replace(b" ".join(numbers), longer), "congbao.pdf")
    with acting(house.cast.clerk):
        shown = card(house.cast.clerk, made.id)
    assert shown is not None and shown.verdict is not None
    assert made.report and made.report["signatures"][0]["sub_indication"] == "FORMAT_FAILURE"
    assert shown.verdict.text == "Chữ ký không hợp lệ"


def test_a_file_that_is_no_pdf_inside_is_said_to_be_unreadable(house: House) -> None:
    made = house.arrived(b"%PDF-1.7\nnothing more", "hong.pdf")
    with acting(house.cast.clerk):
        shown = card(house.cast.clerk, made.id)
    assert shown is not None and shown.verdict is not None and shown.verdict.text == "Không đọc được tệp"


def test_qd28_dieu_1_what_has_annexes_here_is_not_registered_as_secret(house: House) -> None:
    made = house.paper()
    with house.acting(house.cast.clerk) as clerk:
        incoming.attach_scan(clerk, made.id, io.BytesIO(plain_pdf("Phụ lục")), "phu-luc.pdf", annex=True)
        assert Annex.objects.within(clerk).count() == 1
        with pytest.raises(Refusal) as told:
            incoming.register(clerk, made.id, RegisterValues(secrecy="secret"))
    assert told.value.code == "incoming.secret_no_file"
