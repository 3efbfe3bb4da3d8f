"""Attacks by a later revision: what must not pass as an issued document."""

from __future__ import annotations

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from tests.signing.attack import Change, unchecked_plain, updated
from tests.signing.conftest import AT, Judge, Pki, Stages, compile_pdf
from tinhso.signing.drawing import dictionary, stream
from tinhso.signing.fields import RESERVED, Box
from tinhso.signing.issued import fields_of
from tinhso.signing.public import seal, sign_plain
from tinhso.signing.update import Update


def write(name: str, value: str, shown: str | None = None) -> Change:
    """Set a text field as `fill` does, without its refusals; `shown` draws something else than it says."""

    def change(writer: Update) -> None:
        field = fields_of(writer.root)[name]
        codes = "".join(f"{int(c) + 1:04X}" for c in (shown or value))
        font = "/TSoI" if RESERVED.get(name) and RESERVED[name].italic else "/TSo"
        x0, y0, x1, y1 = (float(v) for v in field["/Rect"])
        box = Box(0, x0, y0, x1, y1)
        content = f"/Tx BMC\nq\nBT\n{font} 13 Tf\n0 g\n1 2.8 Td\n<{codes}> Tj\nET\nQ\nEMC".encode()
        fonts = writer.root["/AcroForm"]["/DR"]["/Font"]
        appearance = stream(
            {
                "/Type": pdf_name("/XObject"),
                "/Subtype": pdf_name("/Form"),
                "/BBox": generic.ArrayObject([generic.FloatObject(v) for v in (0, 0, box.width, box.height)]),
                "/Resources": dictionary({"/Font": dictionary({font: fonts.raw_get(font)})}),
            },
            content,
            compressed=False,
        )
        field[pdf_name("/V")] = generic.TextStringObject(value)
        field[pdf_name("/AP")] = dictionary({"/N": writer.add_object(appearance)})
        writer.update_container(field)

    return change


def page_text(writer: Update) -> None:
    """New content under the signatures' eyes."""
    page_ref = writer.page(0)
    page = page_ref.get_object()
    extra = writer.add_object(stream({}, b"BT /F1 40 Tf 100 400 Td (KHAC) Tj ET"))
    old = page.raw_get("/Contents")
    page[pdf_name("/Contents")] = generic.ArrayObject([*(old if isinstance(old, list) else [old]), extra])
    writer.mark_update(page_ref)


def annotation(writer: Update) -> None:
    page_ref = writer.page(0)
    page = page_ref.get_object()
    note = {
        "/Type": pdf_name("/Annot"),
        "/Subtype": pdf_name("/FreeText"),
        "/Rect": generic.ArrayObject([generic.NumberObject(n) for n in (50, 50, 500, 500)]),
    }
    page["/Annots"].append(writer.add_object(dictionary(note)))
    writer.update_container(page["/Annots"])
    writer.mark_update(page_ref)


def overlay(writer: Update) -> None:
    """Replace the seal's appearance in place: the shadow attack on something already signed."""
    field = fields_of(writer.root)["agency"]
    appearance = field["/AP"].raw_get("/N").reference
    old = appearance.get_object()
    writer.objects[(appearance.generation, appearance.idnum)] = stream(
        {"/Type": pdf_name("/XObject"), "/Subtype": pdf_name("/Form"), "/BBox": old["/BBox"]}, b"1 1 1 rg 0 0 999 999 re f"
    )


def unsign(name: str) -> Change:
    def change(writer: Update) -> None:
        field = fields_of(writer.root)[name]
        del field["/V"]
        writer.update_container(field)

    return change


def new_font(writer: Update) -> None:
    """The signed font's letters exchanged, so that 215 is drawn as something else."""
    reference = writer.root["/AcroForm"]["/DR"]["/Font"]["/TSo"].raw_get("/ToUnicode").reference
    writer.objects[(reference.generation, reference.idnum)] = stream({}, b"1 beginbfchar\n<0001> <0039>\nendbfchar")


def resources(writer: Update) -> None:
    form = writer.root["/AcroForm"]
    form["/DR"]["/Font"][pdf_name("/Other")] = form["/DR"]["/Font"].raw_get("/TSo")
    writer.update_container(form["/DR"])


def new_signature_field(writer: Update) -> None:
    append_signature_field(writer, SigFieldSpec("second", box=(10, 10, 300, 300)))


def info(writer: Update) -> None:
    entry = dictionary({"/Title": generic.pdf_string("Khác")})
    writer.set_info(writer.add_object(entry))


@pytest.mark.parametrize(
    "change",
    [write("number", "999"), write("day", "31"), page_text, annotation, overlay, unsign("agency"), unsign("person"), new_font, resources,
     new_signature_field, info],
    ids=["renumbered", "redated", "page", "annotation", "overlay", "seal removed", "person removed", "font", "resources", "field", "info"],
)  # fmt: skip
def test_nothing_changes_after_the_seal(stages: Stages, look: Judge, change: Change) -> None:
    verdict, reports = look(updated(stages.sealed, change))
    assert verdict == "FAILED", reports


def test_renumbering_after_the_seal_is_told_plainly(stages: Stages, look: Judge) -> None:
    _, reports = look(updated(stages.sealed, write("number", "999")))
    seal_report = next(r for r in reports if r.field == "agency")
    assert seal_report.sub_indication == "CHANGED_AFTER_SIGNING"
    assert "sau" in seal_report.message.vi and "ký" in seal_report.message.vi


def test_the_reserved_fields_filled_by_another_program_pass(stages: Stages, pki: Pki, look: Judge) -> None:
    filled = updated(stages.signed, write("number", "7"), write("day", "05"), write("month", "01"))
    assert look(seal(filled, pki.agency.provider(), at=AT))[0] == "PASSED"


@pytest.mark.parametrize(
    "changes",
    [
        (write("number", "999"),),
        (page_text,),
        (annotation,),
        (new_font,),
        (new_signature_field,),
        (unsign("person"),),
    ],
    ids=["written twice", "page", "annotation", "font", "field", "unsigned"],
)
def test_only_reserved_places_change_between_person_and_seal(
    stages: Stages, pki: Pki, look: Judge, changes: tuple[Change, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even an agency that seals a changed file does not heal it; its own tool would have refused."""
    monkeypatch.setattr("tinhso.signing.apply.judge_step", lambda pdf: None)
    monkeypatch.setattr("tinhso.signing.apply._signed_fields", lambda writer: {"person"})
    sealed = seal(updated(stages.filled, *changes), pki.agency.provider(), at=AT)
    verdict, reports = look(sealed)
    person = [r for r in reports if r.field == "person"]
    assert verdict == "FAILED", reports
    # Where the person's signature was taken away altogether, it is the seal that fails.
    assert {r.verdict for r in person or reports} == {"FAILED"}, reports


def test_what_is_drawn_is_what_is_said(stages: Stages, pki: Pki, look: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tinhso.signing.apply.judge_step", lambda pdf: None)
    lying = updated(stages.signed, write("number", "215", shown="915"), write("day", "05"), write("month", "01"))
    verdict, reports = look(seal(lying, pki.agency.provider(), at=AT))
    assert verdict == "FAILED" and "shows '915' but says '215'" in str(reports[0].detail)


def test_numbered_but_not_sealed_is_not_issued(stages: Stages, look: Judge) -> None:
    verdict, reports = look(stages.filled)
    assert verdict == "FAILED" and "chưa phát hành" in reports[0].message.vi


def test_a_form_filled_after_an_ordinary_signature_fails(pki: Pki, look: Judge) -> None:
    """pyHanko's default policy lets this pass; it is how a shadow document is shown."""
    writer = Update(compile_pdf())
    page_ref = writer.page(0)
    box = generic.ArrayObject([generic.NumberObject(n) for n in (10, 10, 90, 30)])
    field = writer.add_object(
        dictionary({"/FT": pdf_name("/Tx"), "/T": generic.pdf_string("sum"), "/Type": pdf_name("/Annot"),
                    "/Subtype": pdf_name("/Widget"), "/Rect": box, "/P": page_ref})
    )  # fmt: skip
    page_ref.get_object()[pdf_name("/Annots")] = generic.ArrayObject([field])
    writer.mark_update(page_ref)
    writer.root[pdf_name("/AcroForm")] = writer.add_object(dictionary({"/Fields": generic.ArrayObject([field])}))
    writer.update_root()
    signed = sign_plain(writer.bytes(), pki.person.provider(), at=AT)
    assert look(signed)[0] == "PASSED"

    def fill(writer: Update) -> None:
        entry = fields_of(writer.root)["sum"]
        entry[pdf_name("/V")] = generic.TextStringObject("1.000.000")
        writer.update_container(entry)

    changed = updated(signed, fill)
    assert look(changed)[0] == "FAILED"
    assert look(unchecked_plain(changed, pki.agency.provider()))[0] == "FAILED"


def evidence(writer: Update) -> None:
    """A document security store, as long-term validation adds it."""
    certificates = generic.ArrayObject([writer.add_object(stream({}, b"0\x03\x02\x01\x01"))])
    writer.root[pdf_name("/DSS")] = writer.add_object(dictionary({"/Type": pdf_name("/DSS"), "/Certs": certificates}))
    writer.update_root()


def test_evidence_may_follow_the_seal(stages: Stages, look: Judge) -> None:
    verdict, reports = look(updated(stages.sealed, evidence))
    assert verdict == "PASSED", reports
    assert not reports[-1].covers_whole_file


@pytest.mark.parametrize("tail", [b"x", b"\n% remark\n", b"\n5 0 obj\n<< /Type /Page >>\nendobj\n", b"\0" * 9])
def test_nothing_is_appended_behind_the_last_signature(stages: Stages, look: Judge, tail: bytes) -> None:
    for pdf in (stages.sealed, updated(stages.sealed, evidence)):
        verdict, reports = look(pdf + tail)
        assert verdict == "FAILED" and "thừa" in reports[-1].message.vi


def test_a_loose_object_hidden_before_the_evidence_fails(stages: Stages, look: Judge) -> None:
    loose = stages.sealed + b"\n5 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    assert look(updated(loose, evidence))[0] == "FAILED"
