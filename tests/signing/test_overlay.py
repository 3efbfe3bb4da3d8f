"""Fields added after a signature show nothing that nobody signed (reviewers' attacks on the shape of a field)."""

from __future__ import annotations

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from tests.signing.attack import (
    RECTS,
    Change,
    add_field,
    field_showing,
    numbers,
    planted,
    planted_pdf,
    stamped,
    unchecked_plain,
    unchecked_seal,
    updated,
)
from tests.signing.conftest import AT, Judge, Pki, slots
from tinhso.signing.drawing import dictionary, stream
from tinhso.signing.issued import fields_of
from tinhso.signing.public import Issued, fill, prepare, seal, sign_person, sign_plain
from tinhso.signing.update import Update


@pytest.fixture(scope="module")
def sealed(pki: Pki) -> bytes:
    signed = sign_person(prepare(planted_pdf(), slots()), pki.person.provider(), at=AT)
    return seal(fill(signed, {"number": "215", "day": "05", "month": "01"}), pki.agency.provider(), at=AT)


@pytest.fixture(scope="module")
def ordinary(pki: Pki) -> bytes:
    return sign_plain(planted_pdf(), pki.person.provider(), at=AT)


@pytest.mark.parametrize("rect", RECTS)
def test_an_empty_field_drawn_over_a_signed_page_fails(sealed: bytes, ordinary: bytes, look: Judge, rect: str) -> None:
    for pdf in (sealed, ordinary):
        assert look(pdf)[0] == "PASSED"
        assert look(updated(pdf, field_showing(rect)))[0] == "FAILED"


@pytest.mark.parametrize("rect", RECTS)
def test_a_timestamp_drawn_over_a_signed_page_fails(sealed: bytes, ordinary: bytes, look: Judge, stamper: Issued, rect: str) -> None:
    for pdf in (sealed, ordinary):
        assert look(stamped(pdf, stamper, field_showing(rect), field="extra"))[0] == "FAILED"


@pytest.mark.parametrize("key", ["/AA", "/A", "/MK", "/OC", "/DA", "/Border"])
def test_an_invisible_field_has_no_say_in_what_is_seen(sealed: bytes, look: Judge, stamper: Issued, key: str) -> None:
    def change(writer: Update) -> None:
        entries = {"/Type": pdf_name("/Annot"), "/Subtype": pdf_name("/Widget"), "/FT": pdf_name("/Sig"), "/T": generic.pdf_string("extra"),
                   "/F": generic.NumberObject(132), "/Rect": numbers(0, 0, 0, 0), "/P": writer.page(0)}  # fmt: skip
        add_field(writer, writer.add_object(dictionary({**entries, **more})))

    more: dict[str, generic.PdfObject] = {}
    assert look(stamped(sealed, stamper, change, field="extra"))[0] == "PASSED"
    more[key] = dictionary({"/S": pdf_name("/JavaScript")})
    assert look(stamped(sealed, stamper, change, field="extra"))[0] == "FAILED"


def test_a_kid_is_looked_at_like_its_field(sealed: bytes, ordinary: bytes, look: Judge, stamper: Issued) -> None:
    def change(writer: Update) -> None:
        page_ref = writer.page(0)
        kid = writer.add_object(
            dictionary(
                {
                    "/Type": pdf_name("/Annot"), "/Subtype": pdf_name("/Widget"), "/Rect": RECTS["null"](writer),
                    "/AP": dictionary({"/N": planted(writer)}), "/P": page_ref,
                }
            )
        )  # fmt: skip
        parent = {"/FT": pdf_name("/Sig"), "/T": generic.pdf_string("extra"), "/Kids": generic.ArrayObject([kid])}
        add_field(writer, writer.add_object(dictionary(parent)))
        annotations = page_ref.get_object()["/Annots"]
        annotations.pop()
        annotations.append(kid)

    for pdf in (sealed, ordinary):
        assert look(updated(pdf, change))[0] == "FAILED"


def test_a_timestamp_in_a_field_that_waited_changes_no_appearance(pki: Pki, look: Judge, stamper: Issued) -> None:
    """The field was signed empty, in a place that some programs call none and others draw in."""

    def wait(writer: Update) -> None:
        fields = generic.ArrayObject([])
        writer.root[pdf_name("/AcroForm")] = writer.add_object(dictionary({"/Fields": fields}))
        writer.mark_update(writer.root_ref)
        entries = {"/Type": pdf_name("/Annot"), "/Subtype": pdf_name("/Widget"), "/FT": pdf_name("/Sig"), "/P": writer.page(0),
                   "/T": generic.pdf_string("extra"), "/F": generic.NumberObject(4), "/Rect": RECTS["null"](writer)}  # fmt: skip
        add_field(writer, writer.add_object(dictionary(entries)))

    def show(writer: Update) -> None:
        field = fields_of(writer.root)["extra"]
        field[pdf_name("/AP")] = dictionary({"/N": planted(writer)})
        writer.update_container(field)

    signed = sign_plain(updated(planted_pdf(), wait), pki.person.provider(), at=AT)
    assert look(stamped(signed, stamper, field="extra"))[0] == "PASSED"
    assert look(stamped(signed, stamper, show, field="extra"))[0] == "FAILED"


def test_a_timestamp_does_not_write_over_the_appearance_that_waited(pki: Pki, look: Judge, stamper: Issued) -> None:
    """The field keeps its reference; the form behind it is another."""

    def wait(writer: Update) -> None:
        writer.root[pdf_name("/AcroForm")] = writer.add_object(dictionary({"/Fields": generic.ArrayObject([])}))
        writer.mark_update(writer.root_ref)
        entries = {"/Type": pdf_name("/Annot"), "/Subtype": pdf_name("/Widget"), "/FT": pdf_name("/Sig"), "/P": writer.page(0),
                   "/T": generic.pdf_string("extra"), "/F": generic.NumberObject(4), "/Rect": numbers(80, 500, 560, 640),
                   "/AP": dictionary({"/N": writer.add_object(form(b""))})}  # fmt: skip
        add_field(writer, writer.add_object(dictionary(entries)))

    def form(content: bytes) -> generic.StreamObject:
        entries = {"/Type": pdf_name("/XObject"), "/Subtype": pdf_name("/Form"), "/BBox": numbers(0, 0, 480, 140)}
        return stream(entries, content, compressed=False)

    def show(writer: Update) -> None:
        shown = fields_of(writer.root)["extra"]["/AP"].raw_get("/N")
        writer.objects[(0, shown.idnum)] = form(b"1 1 1 rg 0 0 480 140 re f")

    signed = sign_plain(updated(planted_pdf(), wait), pki.person.provider(), at=AT)
    assert look(stamped(signed, stamper, field="extra"))[0] == "PASSED"
    assert look(stamped(signed, stamper, show, field="extra"))[0] == "FAILED"


def test_whoever_signs_visibly_answers_for_what_is_shown(ordinary: bytes, pki: Pki, look: Judge) -> None:
    """How offices elsewhere seal: a new visible field, signed in the same revision. Unsigned in its own revision it is an overlay."""
    from pyhanko.sign.fields import SigFieldSpec

    from tinhso.signing.apply import _open, _sign

    writer = _open(ordinary)
    spec = SigFieldSpec("second", on_page=0, box=(80, 500, 560, 640))
    twice = _sign(ordinary, writer, pki.agency.provider(), "second", certify=False, reason=None, draw=None, at=AT, create=spec)
    assert look(twice)[0] == "PASSED"
    assert look(unchecked_plain(updated(ordinary, field_showing("plain")), pki.agency.provider()))[0] == "FAILED"


def reordered(writer: Update) -> None:
    page_ref = writer.page(0)
    annotations = page_ref.get_object()["/Annots"]
    annotations.insert(0, annotations.pop())
    writer.update_container(annotations)
    writer.mark_update(page_ref)


def test_annotations_keep_their_order(sealed: bytes, look: Judge, stamper: Issued) -> None:
    """What is drawn last is seen: a timestamp's permission to join the page must not lift what lay beneath."""
    assert look(stamped(sealed, stamper))[0] == "PASSED"
    change: Change = reordered
    assert look(stamped(sealed, stamper, change))[0] == "FAILED"


def test_nobody_adds_a_field_between_person_and_seal(pki: Pki, look: Judge, stamper: Issued) -> None:
    signed = sign_person(prepare(planted_pdf(), slots()), pki.person.provider(), at=AT)
    for broken in (updated(signed, field_showing("null")), stamped(signed, stamper, field_showing("null"), field="extra")):
        filled = updated(broken)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("tinhso.signing.apply.judge_step", lambda pdf: None)
            filled = fill(broken, {"number": "215", "day": "05", "month": "01"})
        assert look(unchecked_seal(filled, pki.agency.provider()))[0] == "FAILED"
