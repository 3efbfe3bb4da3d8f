"""What follows a signature is written so that every viewer reads it alike (attacks on tables, generations, loose objects, ciphers)."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.signing.attack import planted_pdf, stamped
from tests.signing.conftest import AT, Judge, Pki, compile_pdf, slots
from tinhso.signing.drawing import dictionary
from tinhso.signing.public import Issued, fill, prepare, seal, sign_person, sign_plain
from tinhso.signing.update import Update

PAINT = b"<</Length 25>>\nstream\n1 1 1 rg 0 0 595 842 re f\n\nendstream"


@pytest.fixture(scope="module")
def sealed(pki: Pki) -> bytes:
    signed = sign_person(prepare(planted_pdf(), slots()), pki.person.provider(), at=AT)
    return seal(fill(signed, {"number": "215", "day": "05", "month": "01"}), pki.agency.provider(), at=AT)


@pytest.fixture(scope="module")
def ordinary(pki: Pki) -> bytes:
    return sign_plain(planted_pdf(), pki.person.provider(), at=AT)


def row(number: int, at: int, generation: int = 0) -> bytes:
    return b"%d 1\n%010d %05d n \n" % (number, at, generation)


def later(pdf: bytes, body: bytes = b"", rows: bytes = b"0 0\n", more: bytes = b"", behind: bytes = b"") -> bytes:
    """A revision by hand: `body` begins at `len(pdf) + 1`; `more` for the trailer."""
    start = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    root = re.findall(rb"/Root (\d+) 0 R", pdf)[-1]
    size = max(950, *(int(v) for v in re.findall(rb"/Size (\d+)", pdf)))
    made = pdf + b"\n" + body
    tail = b"xref\n%strailer\n<</Size %d/Root %s 0 R/Prev %d%s>>\n%sstartxref\n%d\n%%%%EOF\n"
    return made + tail % (rows, size, root, start, more, behind, len(made))


def content_of(pdf: bytes) -> tuple[int, int]:
    """Number and place of the page's content."""
    reader = PdfFileReader(io.BytesIO(pdf), strict=False)
    contents = Update(pdf).page(0).get_object().raw_get("/Contents")
    number = (next(iter(contents)) if isinstance(contents, list) else contents).idnum
    place = reader.xrefs[generic.Reference(number, 0, reader)]
    assert isinstance(place, int)
    return number, place


def loose(pdf: bytes) -> bytes:
    return later(pdf, b"%d 0 obj\n%s\nendobj\n" % (content_of(pdf)[0], PAINT))


def loose_in_a_comment(pdf: bytes) -> bytes:
    return later(pdf, b"%%stream\n%%%d 0 obj\n%%endstream\n" % content_of(pdf)[0])


def listed_twice(pdf: bytes) -> bytes:
    number, place = content_of(pdf)
    body = b"%d 0 obj\n%s\nendobj\n" % (number, PAINT)
    return later(pdf, body, row(number, len(pdf) + 1) + row(number, place))


def a_row_of_another_kind(pdf: bytes) -> bytes:
    number, _ = content_of(pdf)
    body = b"%d 0 obj\n%s\nendobj\n" % (number, PAINT)
    return later(pdf, body, b"%d 1\n%010d 00000 z \n" % (number, len(pdf) + 1))


def a_place_written_oddly(pdf: bytes) -> bytes:
    """pyHanko reads the underscore away; others cannot read the table and look for objects themselves."""
    first = b"%d 0 obj\n%s\nendobj\n" % (content_of(pdf)[0], PAINT)
    return later(pdf, first + b"949 0 obj\nnull\nendobj\n", b"949 1\n0_%08d 00000 n \n" % (len(pdf) + 1 + len(first)))


def another_generation(pdf: bytes) -> bytes:
    return later(pdf, b"%d 1 obj\n%s\nendobj\n" % (content_of(pdf)[0], PAINT), row(content_of(pdf)[0], len(pdf) + 1, 1))


def a_key_twice(pdf: bytes) -> bytes:
    """The content once more, identical to who takes the first key; the fault beside it makes the file a leniently read one."""
    number, place = content_of(pdf)
    copy = pdf[place : pdf.index(b"endobj", place)] + b"endobj\n"
    copy = copy.replace(b">>\nstream", b"/Length 5 /Filter [] >>\nstream", 1)
    fault = b"949 1 obj\nnull\nendobj\n"
    return later(pdf, copy + fault, row(number, len(pdf) + 1) + row(949, len(pdf) + 1 + len(copy), 1))


def the_start_beside_the_table(pdf: bytes) -> bytes:
    made = later(pdf, b"%d 0 obj\n%s\nendobj\n" % (content_of(pdf)[0], PAINT))
    said = int(made[made.rindex(b"startxref") :].split()[1])
    return made.replace(b"startxref\n%d" % said, b"startxref\n%d" % (said + 1))


ODD = [loose, loose_in_a_comment, listed_twice, a_row_of_another_kind, a_place_written_oddly, another_generation, a_key_twice,
       the_start_beside_the_table]  # fmt: skip


@pytest.mark.parametrize("change", ODD, ids=lambda c: c.__name__)
def test_an_oddly_written_revision_never_passes(
    sealed: bytes, ordinary: bytes, look: Judge, stamper: Issued, change: Callable[[bytes], bytes]
) -> None:
    """Nor when a timestamp, which anybody can obtain, covers it."""
    assert look(stamped(change(sealed), stamper))[0] == "FAILED"
    assert look(change(sealed))[0] == "FAILED" and look(change(ordinary))[0] == "FAILED"
    assert look(stamped(change(ordinary), stamper))[0] != "PASSED"


@pytest.mark.parametrize(("named", "given"), [(0, 1), (1, 0), (3, 0)])
def test_an_absent_object_is_not_given_under_another_generation(pki: Pki, look: Judge, stamper: Issued, named: int, given: int) -> None:
    """Many viewers look at the number alone."""
    writer = Update(later(planted_pdf(), b"949 1 obj\nnull\nendobj\n", row(949, len(planted_pdf()) + 1, 1)))  # leniently read
    page_ref = writer.page(0)
    page = page_ref.get_object()
    old = page.raw_get("/Contents")
    absent = generic.IndirectObject(900, named, writer)
    page[pdf_name("/Contents")] = generic.ArrayObject([*(old if isinstance(old, list) else [old]), absent])
    writer.mark_update(page_ref)
    signed = sign_plain(writer.bytes(), pki.person.provider(), at=AT)
    assert look(signed)[0] == "PASSED"
    changed = later(signed, b"900 %d obj\n%s\nendobj\n" % (given, PAINT), row(900, len(signed) + 1, given))
    assert look(changed)[0] == "FAILED" and look(stamped(changed, stamper))[0] == "FAILED"


def test_no_cipher_is_named_after_signing(pki: Pki, look: Judge) -> None:
    """Its dictionary lay in the file; deciphered, other streams than those seen at signing can be read."""

    def plant(pdf: pikepdf.Pdf) -> None:
        filters = pikepdf.Dictionary(StdCF=pikepdf.Dictionary(CFM=pikepdf.Name.V2, Length=16, AuthEvent=pikepdf.Name.DocOpen))
        pdf.pages[0].obj.Resources["/Cipher"] = pdf.make_indirect(
            pikepdf.Dictionary(Filter=pikepdf.Name.Standard, V=4, R=4, Length=128, P=-4, O=pikepdf.String("o" * 32),
                               U=pikepdf.String("u" * 32), CF=filters, StmF=pikepdf.Name.Identity, StrF=pikepdf.Name.Identity)
        )  # fmt: skip

    signed = sign_plain(planted_pdf(plant), pki.person.provider(), at=AT)
    reference = Update(signed).page(0).get_object()["/Resources"].raw_get("/Cipher")
    assert look(later(signed, more=b"/Encrypt %d 0 R" % reference.idnum))[0] == "FAILED"


@pytest.mark.parametrize("linear", [False, True])
def test_files_of_modern_writers_pass(pki: Pki, look: Judge, stamper: Issued, linear: bool) -> None:
    """Object streams, cross-reference streams, prepared for the web; signed twice, stamped twice, evidence in a packed stream."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(compile_pdf())) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=linear)
    once = sign_plain(out.getvalue(), pki.person.provider(), at=AT)
    twice = sign_plain(once, pki.agency.provider(), at=AT)
    packed = with_packed_evidence(twice)
    assert b"/ObjStm" in packed[len(twice) :]
    for pdf_bytes in (once, twice, packed, stamped(stamped(packed, stamper), stamper)):
        assert look(pdf_bytes)[0] == "PASSED"


def with_packed_evidence(pdf: bytes) -> bytes:
    writer = Update(pdf)
    where = writer.prepare_object_stream(compress=False)  # type: ignore[no-untyped-call]
    certificates = writer.add_object(generic.ArrayObject([]), obj_stream=where)
    writer.root[pdf_name("/DSS")] = writer.add_object(dictionary({"/Certs": certificates}), obj_stream=where)
    writer.mark_update(writer.root_ref)
    return writer.bytes()


@pytest.mark.parametrize("strict", [True, False])
def test_a_packed_stream_holds_each_object_once(pki: Pki, look: Judge, strict: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its place one reader finds the evidence, by its number another finds something else."""
    monkeypatch.setattr("tinhso.signing.listing._reader", lambda data: PdfFileReader(io.BytesIO(data), strict=strict))
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(compile_pdf())) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    packed = with_packed_evidence(sign_plain(out.getvalue(), pki.person.provider(), at=AT))
    assert look(packed)[0] == "PASSED"
    header = re.findall(rb"stream\s+((\d+) 0 (\d+) \d+)\s", packed)[-1]
    twice = header[0].replace(header[2] + b" ", header[1] + b" ", 1)
    assert twice != header[0] and look(packed.replace(header[0], twice))[0] == "FAILED"
