"""Phụ lục IV.V: a copy bears dấu ĐẾN in a free place of its first page; the original stays as it came."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
from PIL import Image, ImageDraw

from benchmarks._scans import scans
from tests.documents.incoming.conftest import PICTURE, House
from tests.documents.incoming.pages import ROOT, login
from tests.documents.incoming.pdfs import signed_pdf
from tinhso.core.access.public import acting
from tinhso.core.files import public as files
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.pages.overlay import SCALES, free_place
from tinhso.documents.incoming.public import Incoming
from tinhso.documents.layout.public import text_of
from tinhso.kit import clock


def scanned(house: House, data: bytes, name: str = "quet.pdf") -> Incoming:
    made = house.paper()
    with house.acting(house.cast.clerk) as clerk:
        incoming.attach_scan(clerk, made.id, BytesIO(data), name)
        return incoming.register(clerk, made.id)


def stamped(house: House, made: Incoming) -> bytes:
    with clock.at(house.now):
        answer = login(house.cast.clerk).get(f"{ROOT}{made.id}/dau-den.pdf")
    assert answer.status_code == 200, answer.content[:2000]
    return bytes(answer.content)


def test_the_copy_says_organ_number_day_and_whom_it_went_to_and_the_original_is_untouched(house: House) -> None:
    scan = next(s for s in scans(40) if s.layout == "titled" and s.turn == 0)
    original = scan.pdf
    made = scanned(house, original)
    with house.acting(house.cast.clerk) as clerk:
        incoming.present(clerk, made.id, house.cast.director.post or 0)
    said = text_of(stamped(house, made))
    assert "ĐẾN" in said and "SỞ THỬ NGHIỆM A" in said and "09/03/2020" in said and "Số và ký hiệu HS" in said
    assert "Nguyễn Văn Mẫu Giám" in said and scan.truth["notation"] in said
    with acting(house.cast.clerk):
        kept = house.again(made).file
        assert kept is not None and files.bytes_of(kept) == original


def test_it_lies_where_nothing_is_written(house: House) -> None:
    """What was dark before is as dark afterwards: the stamp covers no word."""
    covers_no_word(house, next(s for s in scans(40) if s.layout == "official letter" and s.turn == 0).pdf)


def test_on_a_cropped_page_it_lies_where_the_part_that_is_seen_is_free(house: House) -> None:
    scan, out = next(s for s in scans(40) if s.layout == "official letter" and s.turn == 0), BytesIO()
    with pikepdf.open(BytesIO(scan.pdf)) as pdf:
        page = pdf.pages[0]
        left, bottom, right, top = (float(n) for n in page.mediabox)
        page.MediaBox, page.CropBox = (
            pikepdf.Array([left - 120, bottom - 90, right + 60, top + 70]),
            pikepdf.Array([left, bottom, right, top]),
        )
        pdf.save(out)
    covers_no_word(house, out.getvalue())


def covers_no_word(house: House, original: bytes) -> None:
    data = stamped(house, scanned(house, original))
    before, after = grey(original), grey(data)
    words = [(x, y) for x in range(0, before.width) for y in range(0, before.height) if before.getpixel((x, y)) < 100]  # type: ignore[operator]
    changed = sum(abs(before.getpixel(at) - after.getpixel(at)) > 40 for at in words)  # type: ignore[operator,arg-type]
    assert words and changed == 0
    assert after.histogram() != before.histogram()


def test_a_signed_file_is_copied_without_pretending_to_be_signed(house: House) -> None:
    data = stamped(house, scanned(house, signed_pdf()))
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "/AcroForm" not in pdf.Root


def test_a_picture_gets_a_page(house: House) -> None:
    white = BytesIO()
    Image.new("RGB", (1240, 1754), "white").save(white, "PNG")
    assert "ĐẾN" in text_of(stamped(house, scanned(house, white.getvalue(), "quet.png")))


def test_a_crowded_page_gets_a_smaller_stamp_and_a_full_one_none(house: House) -> None:
    page = Image.new("L", (298, 421), 255)
    place = free_place(page, 595, 842)
    assert place is not None and place[2] == 1.0 and place[0] < 297
    lines = ImageDraw.Draw(page)
    for y in (*range(0, 60, 6), *range(100, 421, 6)):
        lines.line((0, y, 298, y), fill=0)
    crowded = free_place(page, 595, 842)
    assert crowded is not None and crowded[2] in SCALES[1:]
    lines.rectangle((0, 0, 298, 421), fill=0)
    assert free_place(page, 595, 842) is None
    full = BytesIO()
    Image.new("RGB", (600, 850), "black").save(full, "PNG")
    made = scanned(house, full.getvalue(), "den.png")
    with clock.at(house.now):
        answer = login(house.cast.clerk).get(f"{ROOT}{made.id}/dau-den.pdf")
    assert answer.status_code == 422 and "không còn khoảng trống" in answer.content.decode()


def test_only_a_registered_document_has_one_and_only_for_who_may_see_it(house: House) -> None:
    waiting = house.paper()
    registered = scanned(house, PICTURE, "quet.png")
    with clock.at(house.now):
        clerk = login(house.cast.clerk)
        assert clerk.get(f"{ROOT}{waiting.id}/dau-den.pdf").status_code == 404
        assert "dau-den.pdf" not in clerk.get(f"{ROOT}{waiting.id}/").content.decode()
        assert "dau-den.pdf" in clerk.get(f"{ROOT}{registered.id}/").content.decode()
        assert login(house.cast.other_clerk).get(f"{ROOT}{registered.id}/dau-den.pdf").status_code == 404
    with house.acting(house.cast.clerk) as actor:
        incoming.void(actor, registered.id, "Nhầm")
    with clock.at(house.now):
        assert clerk.get(f"{ROOT}{registered.id}/dau-den.pdf").status_code == 404


def grey(data: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(data) as document:
        return document[0].render(scale=0.5).to_pil().convert("L")
