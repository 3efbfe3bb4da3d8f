"""Changes that use what lay in the file when it was signed: objects promised but absent, hidden layers, second catalogs, odd evidence."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.signing.attack import Change, add_field, numbers, planted, planted_pdf, stamped, updated
from tests.signing.conftest import AT, Judge, Pki, slots
from tinhso.signing.drawing import dictionary, stream
from tinhso.signing.public import Issued, fill, prepare, seal, sign_person, sign_plain
from tinhso.signing.update import Update

PAINT = b"1 1 1 rg 0 0 595 842 re f"


def prepared_for_tricks(pdf: pikepdf.Pdf) -> None:
    """What a drafter may hide in a document before anybody signs."""
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="lớp"))
    order = pikepdf.Dictionary(OFF=pikepdf.Array([layer]), Order=pikepdf.Array([layer]))
    pdf.Root.OCProperties = pdf.make_indirect(pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=pdf.make_indirect(order)))
    other = pdf.make_stream(b"<x/>")
    other.Type, other.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.pages[0].obj.Resources["/Spare"] = pikepdf.Dictionary(
        Metadata=other,
        Info=pdf.make_indirect(pikepdf.Dictionary(Title="Khác")),
        Catalog=pdf.make_indirect(pikepdf.Dictionary(dict(pdf.Root.items()))),
    )


@pytest.fixture(scope="module")
def sealed(pki: Pki) -> bytes:
    signed = sign_person(prepare(planted_pdf(prepared_for_tricks), slots()), pki.person.provider(), at=AT)
    return seal(fill(signed, {"number": "215", "day": "05", "month": "01"}), pki.agency.provider(), at=AT)


@pytest.fixture(scope="module")
def ordinary(pki: Pki) -> bytes:
    return sign_plain(planted_pdf(prepared_for_tricks), pki.person.provider(), at=AT)


def spare(writer: Update, key: str) -> generic.IndirectObject:
    found = writer.page(0).get_object()["/Resources"]["/Spare"].raw_get(key)
    return generic.IndirectObject(found.idnum, 0, writer)


def replace(writer: Update, reference: generic.IndirectObject, by: generic.PdfObject) -> None:
    writer.objects[(reference.generation, reference.idnum)] = by


def layer_shown(writer: Update) -> None:
    properties = writer.root["/OCProperties"]
    replace(writer, properties.raw_get("/D"), dictionary({"/ON": properties["/OCGs"]}))


def layers_replaced(writer: Update) -> None:
    writer.root[pdf_name("/OCProperties")] = writer.add_object(dictionary({"/OCGs": writer.root["/OCProperties"]["/OCGs"]}))
    writer.mark_update(writer.root_ref)


def page_content(writer: Update) -> None:
    contents = writer.page(0).get_object().raw_get("/Contents")
    replace(writer, next(iter(contents)) if isinstance(contents, list) else contents, stream({}, PAINT))


def page_font(writer: Update) -> None:
    table = writer.page(0).get_object()["/Resources"]["/Font"]
    replace(writer, table.raw_get(next(iter(table))), dictionary({"/Type": pdf_name("/Font"), "/Subtype": pdf_name("/Type1")}))


def planted_note(writer: Update) -> None:
    page_ref = writer.page(0)
    note = writer.add_object(
        dictionary({"/Type": pdf_name("/Annot"), "/Subtype": pdf_name("/Stamp"), "/Rect": numbers(80, 500, 560, 640),
                    "/AP": dictionary({"/N": planted(writer)})})
    )  # fmt: skip
    page = page_ref.get_object()
    page[pdf_name("/Annots")] = generic.ArrayObject([*page["/Annots"], note] if "/Annots" in page else [note])
    writer.mark_update(page_ref)


def no_permissions(writer: Update) -> None:
    if "/Perms" in writer.root:
        del writer.root["/Perms"]
    else:
        writer.root[pdf_name("/Perms")] = dictionary({})
    writer.mark_update(writer.root_ref)


def opens_with_action(writer: Update) -> None:
    writer.root[pdf_name("/OpenAction")] = dictionary({"/S": pdf_name("/JavaScript"), "/JS": generic.pdf_string("app.alert(1)")})
    writer.mark_update(writer.root_ref)


def odd_evidence(writer: Update) -> None:
    evidence = dictionary({"/Certs": generic.ArrayObject([writer.add_object(stream({}, b"0\x03\x02\x01\x01"))]), "/Page": writer.page(0)})
    writer.root[pdf_name("/DSS")] = writer.add_object(evidence)
    writer.mark_update(writer.root_ref)


def evidence_over_content(writer: Update) -> None:
    """The page's own content named as a certificate, and written anew."""
    page_content(writer)
    contents = writer.page(0).get_object().raw_get("/Contents")
    reference = next(iter(contents)) if isinstance(contents, list) else contents
    writer.root[pdf_name("/DSS")] = writer.add_object(dictionary({"/Certs": generic.ArrayObject([reference])}))
    writer.mark_update(writer.root_ref)


def duplicate_field(writer: Update) -> None:
    name = "agency" if "agency" in str([f.get_object()["/T"] for f in writer.root["/AcroForm"]["/Fields"]]) else "signature1"
    entries = {"/Type": pdf_name("/Annot"), "/Subtype": pdf_name("/Widget"), "/FT": pdf_name("/Tx"), "/T": generic.pdf_string(name),
               "/Rect": numbers(0, 0, 0, 0), "/P": writer.page(0)}  # fmt: skip
    add_field(writer, writer.add_object(dictionary(entries)))


def drawn_anew(writer: Update) -> None:
    form = writer.root["/AcroForm"]
    form[pdf_name("/NeedAppearances")] = generic.BooleanObject(True)
    form[pdf_name("/DR")] = dictionary({"/Font": dictionary({})})
    writer.update_container(form)


ALWAYS = [layer_shown, layers_replaced, page_content, page_font, planted_note, no_permissions, opens_with_action, odd_evidence,
          evidence_over_content, duplicate_field]  # fmt: skip


@pytest.mark.parametrize("change", ALWAYS, ids=lambda c: c.__name__)
def test_no_signed_file_takes_this(sealed: bytes, ordinary: bytes, look: Judge, stamper: Issued, change: Change) -> None:
    for pdf in (sealed, ordinary):
        assert look(pdf)[0] == "PASSED"
        assert look(updated(pdf, change))[0] == "FAILED"
        assert look(stamped(updated(pdf, change), stamper))[0] == "FAILED"
        assert look(stamped(pdf, stamper, change))[0] == "FAILED"


def test_a_form_is_not_drawn_anew_with_other_fonts(sealed: bytes, ordinary: bytes, look: Judge) -> None:
    for pdf in (sealed, ordinary):
        assert look(updated(pdf, drawn_anew))[0] == "FAILED"


def other_metadata(writer: Update) -> None:
    writer.root[pdf_name("/Metadata")] = spare(writer, "/Metadata")
    writer.mark_update(writer.root_ref)


@pytest.mark.parametrize(("key", "what"), [("Metadata", None), ("Info", "/Info"), ("Catalog", "/Root")])
def test_an_issued_document_takes_no_second_title_or_catalog(
    sealed: bytes, look: Judge, stamper: Issued, key: str, what: str | None
) -> None:
    if what is None:
        later = updated(sealed, other_metadata)
    else:  # the trailer of an otherwise harmless revision names an object that lay in the file
        reference = spare(Update(sealed), f"/{key}")
        later = stamped(sealed, stamper)
        at = later.rindex(b"trailer")
        tail = re.sub(rb"%s \d+ 0 R" % what.encode(), b"", later[at:])
        later = later[:at] + tail.replace(b"<<", b"<<\n%s %d 0 R" % (what.encode(), reference.idnum), 1)
        later = rescued(later, sealed)
    assert look(later)[0] == "FAILED"


def rescued(later: bytes, before: bytes) -> bytes:
    """The rewritten trailer on a plain revision of evidence: a timestamp would cover it with a hash of its own."""
    start = int(before[before.rindex(b"startxref") :].split()[1])
    trailer = re.search(rb"trailer\s*<<(.*?)>>\s*startxref", later[later.rindex(b"trailer") :], re.DOTALL)
    assert trailer is not None
    entries = re.sub(rb"/(Prev|Size) \d+", b"", trailer[1])
    size = re.findall(rb"/Size (\d+)", before)[-1]
    at = len(before) + 1
    return before + b"\nxref\n0 0\ntrailer\n<<%s /Prev %d /Size %s>>\nstartxref\n%d\n%%%%EOF\n" % (entries, start, size, at)


def promised() -> bytes:
    """A page that names an object which does not exist: viewers draw nothing, yet."""
    writer = Update(planted_pdf())
    page_ref = writer.page(0)
    page = page_ref.get_object()
    old = page.raw_get("/Contents")
    absent = generic.IndirectObject(900, 0, writer)
    page[pdf_name("/Contents")] = generic.ArrayObject([*(old if isinstance(old, list) else [old]), absent])
    writer.mark_update(page_ref)
    return writer.bytes()


@pytest.mark.parametrize("strict", [True, False])
def test_what_was_promised_at_signing_is_not_delivered_later(pki: Pki, look: Judge, strict: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in a file with small faults, which is read leniently."""
    monkeypatch.setattr("tinhso.signing.listing._reader", lambda data: PdfFileReader(io.BytesIO(data), strict=strict))
    signed = sign_plain(promised(), pki.person.provider(), at=AT)
    assert look(signed)[0] == "PASSED"
    assert look(revision(signed, 900, b"<</Length %d>>\nstream\n%s\nendstream" % (len(PAINT), PAINT)))[0] == "FAILED"


def revision(pdf: bytes, number: int, body: bytes, entries: bytes = b"") -> bytes:
    start = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    root = re.findall(rb"/Root (\d+) 0 R", pdf)[-1]
    at = len(pdf) + 1
    made = pdf + b"\n%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size 901/Root %s 0 R/Prev %d%s>>\nstartxref\n%d\n%%%%EOF\n"
    return made + table % (number, at, root, start, entries, len(made))


def freed(pdf: bytes, number: int) -> bytes:
    start = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    root = re.findall(rb"/Root (\d+) 0 R", pdf)[-1]
    size = re.findall(rb"/Size (\d+)", pdf)[-1]
    table = b"\nxref\n%d 1\n0000000000 00001 f \ntrailer\n<</Size %s/Root %s 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    return pdf + table % (number, size, root, start, len(pdf) + 1)


def test_no_object_is_freed_after_signing(sealed: bytes, ordinary: bytes, look: Judge) -> None:
    for pdf in (sealed, ordinary):
        assert look(freed(pdf, planted(Update(pdf)).idnum))[0] == "FAILED"


def test_an_object_stream_replaces_nothing(sealed: bytes, ordinary: bytes, look: Judge) -> None:
    """The new page lies in a compressed stream with a cross-reference stream, as modern writers do."""
    for pdf in (sealed, ordinary):
        writer = Update(pdf)
        page = writer.page(0)
        number = page.idnum
        body = b"%d 0 <</Type/Page/MediaBox[0 0 595 842]>>" % number
        first = body.index(b"<<")
        packed = b"<</Type/ObjStm/N 1/First %d/Length %d>>\nstream\n%s\nendstream" % (first, len(body), body)
        start = int(pdf[pdf.rindex(b"startxref") :].split()[1])
        root = re.findall(rb"/Root (\d+) 0 R", pdf)[-1]
        at = len(pdf) + 1
        made = pdf + b"\n901 0 obj\n%s\nendobj\n" % packed
        rows = bytes([2]) + (901).to_bytes(4, "big") + b"\0" + bytes([1]) + at.to_bytes(4, "big") + b"\0"
        rows += bytes([1]) + len(made).to_bytes(4, "big") + b"\0"
        head = b"902 0 obj\n<</Type/XRef/Size 903/W[1 4 1]/Index[%d 1 901 2]/Root %s 0 R/Prev %d/Length %d>>\nstream\n"
        made2 = made + head % (number, root, start, len(rows)) + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(made)
        assert look(made2)[0] == "FAILED"


def test_a_hybrid_revision_never_passes(sealed: bytes, ordinary: bytes, look: Judge) -> None:
    """Old readers and new ones would see different objects."""
    for pdf in (sealed, ordinary):
        rows = bytes([1]) + (9).to_bytes(4, "big") + b"\0"
        xref = b"<</Type/XRef/Size 902/W[1 4 1]/Index[1 1]/Length %d>>\nstream\n%s\nendstream" % (len(rows), rows)
        later = revision(pdf, 901, xref, b"/XRefStm %d" % (len(pdf) + 1))
        assert look(later)[0] != "PASSED"


def test_no_signature_is_hidden_from_the_list(pki: Pki, look: Judge, ordinary: bytes) -> None:
    """A form and annotations that are objects of their own are read like those written in place."""
    with pikepdf.open(io.BytesIO(ordinary)) as pdf:
        pdf.Root.AcroForm = pdf.make_indirect(pdf.Root.AcroForm)
        pdf.Root.AcroForm.Fields = pdf.make_indirect(pdf.Root.AcroForm.Fields)
        pdf.pages[0].obj.Annots = pdf.make_indirect(pdf.pages[0].obj.Annots)
        out = io.BytesIO()
        pdf.save(out)
    verdict, reports = look(out.getvalue())  # saving has broken it, and that must be said
    assert verdict == "FAILED" and [r.field for r in reports] == ["signature1"]
