"""The life of a two-signature document: reserved places, person, number and date, seal."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1 as to_asn1
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from tests.signing.conftest import AT, Judge, Pki, Stages, compile_pdf, slots
from tinhso.kit.errors import Refusal
from tinhso.signing.public import Box, Slots, fill, prepare, seal, sign_person, sign_plain, signed_revision, stamp_annex


def test_each_step_is_an_exact_prefix_of_the_next(stages: Stages) -> None:
    assert stages.signed.startswith(stages.prepared)
    assert stages.filled.startswith(stages.signed)
    assert stages.sealed.startswith(stages.filled)


def test_both_signatures_pass_and_the_seal_covers_the_file(stages: Stages, look: Judge) -> None:
    verdict, (person, agency) = look(stages.sealed)
    assert verdict == "PASSED"
    assert (person.field, person.covers_whole_file) == ("person", False)
    assert (agency.field, agency.covers_whole_file) == ("agency", True)
    assert person.signer == "Nguyễn Thử Nghiệm (demo)" and person.organisation == "Sở Mẫu"
    assert person.time == "2020-01-05T09:30:00+07:00" and person.time_source == "claimed"
    assert "theo giờ người ký khai" in person.message.vi


def test_the_time_in_the_file_carries_the_zone_of_vietnam(stages: Stages) -> None:
    with pikepdf.open(io.BytesIO(stages.sealed)) as pdf:
        said = [str(field.V.M) for field in pdf.Root.AcroForm.Fields if field.FT == "/Sig"]
    assert said == ["D:20200105093000+07'00'"] * 2


def test_the_person_certifies_and_permits_form_filling_only(stages: Stages) -> None:
    with pikepdf.open(io.BytesIO(stages.signed)) as pdf:
        assert pdf.Root.Perms.DocMDP.Reference[0].TransformParams.P == 2


def test_a_provider_that_cannot_certify_makes_an_approval_signature(stages: Stages, pki: Pki, look: Judge) -> None:
    signed = sign_person(stages.prepared, pki.person.provider(can_certify=False), at=AT)
    filled = fill(signed, {"number": "01", "day": "05", "month": "01"})
    sealed = seal(filled, pki.agency.provider(), at=AT)
    assert b"/DocMDP" not in sealed
    assert look(sealed)[0] == "PASSED"


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler-utils is not installed")
def test_pdfsig_says_total_document_signed(stages: Stages, tmp_path: Path) -> None:
    path = tmp_path / "issued.pdf"
    path.write_bytes(stages.sealed)
    said = subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=True).stdout
    assert said.count("Signature is Valid.") == 2
    assert said.rindex("Total document signed") > said.index("Signature #2")


def test_pyhanko_finds_both_valid(stages: Stages, pki: Pki) -> None:
    roots = [to_asn1(pki.authority.root)]
    context = ValidationContext(trust_roots=roots, allow_fetching=False, moment=AT)
    for embedded in PdfFileReader(io.BytesIO(stages.sealed)).embedded_signatures:
        status = validate_pdf_signature(embedded, context)
        assert status.intact and status.valid and status.trusted and status.bottom_line


def test_drawn_digits_can_be_read_and_stand_in_their_places(stages: Stages) -> None:
    page = pypdfium2.PdfDocument(stages.sealed)
    page.init_forms()
    with pikepdf.open(io.BytesIO(stages.sealed)) as pdf:
        drawn = {str(f.T): bytes(f.AP.N.read_bytes()) for f in pdf.Root.AcroForm.Fields if "/DA" in f}
        values = {str(f.T): str(f.V) for f in pdf.Root.AcroForm.Fields if "/DA" in f}
    assert values == {"number": "215", "day": "05", "month": "01"}
    assert b"/TSo 13 Tf" in drawn["number"] and b"/TSoI 13 Tf" in drawn["day"]
    picture = page[0].render(scale=3, may_draw_forms=True).to_pil().convert("L")
    for box in (slots().number, slots().day, slots().month):
        area = picture.crop((round(box.x0 * 3), round((841.9 - box.y1) * 3), round(box.x1 * 3), round((841.9 - box.y0) * 3)))
        assert min(area.get_flattened_data()) < 80, box


def test_pdf_a_marks_survive_every_step(stages: Stages) -> None:
    with pikepdf.open(io.BytesIO(stages.sealed)) as pdf:
        assert "/OutputIntents" in pdf.Root
        assert re.search(rb"pdfaid:part[>=\"']+2", pdf.Root.Metadata.read_bytes())
        assert not pdf.Root.AcroForm.get("/NeedAppearances", False)
        for field in pdf.Root.AcroForm.Fields:
            assert "/N" in field.AP and int(field.F) & 4
        for font in pdf.Root.AcroForm.DR.Font.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert len(descriptor.FontFile2.read_bytes()) < 8000 and "/ToUnicode" in font
    with pikepdf.open(io.BytesIO(stages.plain)) as before, pikepdf.open(io.BytesIO(stages.sealed)) as after:
        assert before.Root.Metadata.read_bytes() == after.Root.Metadata.read_bytes()


def test_number_and_date_are_written_once(stages: Stages) -> None:
    with pytest.raises(Refusal) as told:
        fill(stages.filled, {"number": "216"})
    assert told.value.code == "signing.already_filled" and "215" in told.value.vi


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"subject": "x"}, "signing.unknown_place"),
        ({"number": "2l5"}, "signing.letters"),
        ({"number": "1" * 30}, "signing.text_too_long"),
    ],
)
def test_fill_refuses(stages: Stages, values: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal) as told:
        fill(stages.signed, values)
    assert told.value.code == code


def test_a_document_is_numbered_only_after_the_person_has_signed(stages: Stages) -> None:
    with pytest.raises(Refusal) as told:
        fill(stages.prepared, {"number": "215"})
    assert told.value.code == "signing.not_signed"


def test_the_agency_seals_only_what_is_signed_and_numbered(stages: Stages, pki: Pki) -> None:
    for pdf, code in ((stages.prepared, "signing.not_signed"), (stages.signed, "signing.not_filled"), (stages.sealed, "signing.field")):
        with pytest.raises(Refusal) as told:
            seal(pdf, pki.agency.provider())
        assert told.value.code == code


def test_a_step_on_a_tampered_file_returns_nothing(stages: Stages, pki: Pki) -> None:
    at = stages.filled.index(b"stream") + 12
    tampered = stages.filled[:at] + bytes([stages.filled[at] ^ 1]) + stages.filled[at + 1 :]
    with pytest.raises(Refusal) as told:
        seal(tampered, pki.agency.provider())
    assert told.value.code in ("signing.broken", "signing.not_pdf")


def test_an_annex_shows_number_and_time_at_the_top_right(stages: Stages, pki: Pki, look: Judge) -> None:
    text = "215/QĐ-STTTT; 18/12/2020; 14:30:05 +07:00"
    stamped = stamp_annex(compile_pdf(), pki.agency.provider(), text, at=AT)
    assert look(stamped)[0] == "PASSED"
    with pikepdf.open(io.BytesIO(stamped)) as pdf:
        x0, y0, x1, y1 = (float(v) for v in pdf.Root.AcroForm.Fields[0].Rect)
        assert b"/TSo 10 Tf" in pdf.Root.AcroForm.Fields[0].AP.N.read_bytes()
    assert x1 > 550 and y1 > 800 and 150 < x1 - x0 < 260 and y1 - y0 < 16


def test_what_was_signed_can_be_downloaded(stages: Stages) -> None:
    assert signed_revision(stages.sealed, "person") == stages.signed
    assert signed_revision(stages.sealed, "agency") == stages.sealed
    with pytest.raises(KeyError):
        signed_revision(stages.sealed, "nobody")


def test_prepare_refuses_signed_encrypted_and_absent_pages(stages: Stages) -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(stages.plain)) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    far = Slots(Box(7, 1, 1, 9, 9), *(getattr(slots(), n) for n in ("day", "month", "person", "agency")))
    for pdf_bytes, places, code in (
        (stages.sealed, slots(), "signing.already_signed"),
        (locked.getvalue(), slots(), "signing.encrypted"),
        (b"not a pdf", slots(), "signing.not_pdf"),
        (stages.plain, far, "signing.slots"),
    ):
        with pytest.raises(Refusal) as told:
            prepare(pdf_bytes, places)
        assert told.value.code == code


def test_an_image_that_is_none_is_refused(stages: Stages, pki: Pki) -> None:
    with pytest.raises(Refusal) as told:
        sign_person(stages.prepared, pki.person.provider(), image=b"GIF89a nothing")
    assert told.value.code == "signing.image"


@pytest.mark.parametrize("kind", ["p256", "rsa2048"])
def test_an_ordinary_pdf_signed_twice_passes(pki: Pki, look: Judge, kind: str) -> None:
    provider = pki.authority.person("Trần Thử", "Sở Mẫu", kind="rsa2048" if kind == "rsa2048" else "p256").provider()
    twice = sign_plain(sign_plain(compile_pdf(), provider, at=AT), pki.agency.provider(), at=AT)
    verdict, reports = look(twice)
    assert verdict == "PASSED" and [r.field for r in reports] == ["signature1", "signature2"]
