"""Who signs an issued document, in which order, and what its number shows."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from tests.signing.attack import Change, stamped, unchecked_plain, unchecked_seal, updated
from tests.signing.conftest import AT, Judge, Pki, Stages, slots
from tinhso.kit import fonts as font_files
from tinhso.kit.errors import Refusal
from tinhso.signing.bearer import is_organisation, speaks_for
from tinhso.signing.drawing import array, dictionary, embed_font, form
from tinhso.signing.fields import Box
from tinhso.signing.issued import fields_of
from tinhso.signing.public import DemoAuthority, Issued, Slots, prepare, seal, sign_person
from tinhso.signing.update import Update

ISSUER = DemoAuthority.create(demo=True)


def test_a_number_without_a_seal_never_passes_whoever_signs_besides(stages: Stages, pki: Pki, look: Judge, stamper: Issued) -> None:
    other = pki.authority.person("Kẻ Khác", "Sở Khác")
    attempts = {
        "another signature": unchecked_plain(stages.filled, other.provider()),
        "before the number": unchecked_plain(stages.signed, other.provider()),
        "timestamp": stamped(stages.filled, stamper),
        "timestamp for a seal": stamped(stages.filled, stamper, field="agency"),
        "another after the seal": unchecked_plain(stages.sealed, other.provider()),
    }
    for what, pdf in attempts.items():
        verdict, reports = look(pdf)
        assert verdict == "FAILED", what
        assert reports[0].sub_indication == "CHANGED_AFTER_SIGNING", what


def test_a_person_in_the_place_of_the_seal_is_left_open(stages: Stages, pki: Pki, look: Judge) -> None:
    verdict, (person, agency) = look(seal(stages.filled, pki.authority.person("Kẻ Khác", "Sở Khác").provider(), at=AT))
    assert (verdict, person.verdict) == ("INDETERMINATE", "PASSED")
    assert agency.sub_indication == "SIG_CONSTRAINTS_FAILURE" and "không phải của cơ quan" in agency.message.vi


def certificate(common: str, *more: tuple[x509.ObjectIdentifier, str], statements: bytes | None = None) -> x509.Certificate:
    issued = ISSUER.person("Ai", "Sở Mẫu")
    names = [x509.NameAttribute(NameOID.COMMON_NAME, common), *(x509.NameAttribute(oid, value) for oid, value in more)]
    builder = (
        x509.CertificateBuilder().subject_name(x509.Name(names)).issuer_name(ISSUER.issuing.subject).public_key(issued.key.public_key())
        .serial_number(5).not_valid_before(issued.certificate.not_valid_before_utc).not_valid_after(issued.certificate.not_valid_after_utc)
    )  # fmt: skip
    if statements is not None:
        builder = builder.add_extension(x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3"), statements), critical=False)
    return builder.sign(ISSUER.issuing_key, hashes.SHA256())


ORG, OU, UID = NameOID.ORGANIZATION_NAME, NameOID.ORGANIZATIONAL_UNIT_NAME, NameOID.USER_ID


@pytest.mark.parametrize(
    ("made", "organisation"),
    [
        (certificate("Sở Mẫu", (ORG, "UBND tỉnh Thử Nghiệm")), True),
        (certificate("UBND tỉnh Thử Nghiệm"), True),
        (certificate("Hãng Mẫu", (ORG, "Hãng Mẫu")), True),
        (certificate("Hãng Mẫu", (ORG, "Hãng Khác")), False),
        (ISSUER.agency("Hãng " + "Rất Dài " * 9).certificate, True),
        (certificate("Hãng Mẫu", (UID, "MST:0100000000")), True),
        (certificate("Hãng Mẫu", (NameOID.ORGANIZATION_IDENTIFIER, "VATVN-0100000000")), True),
        (certificate("Hãng Mẫu", statements=bytes.fromhex("3015301306060400" + "8e4601063009" + "060704008e46010602")), True),
        (certificate("Trương Văn Mẫu", (ORG, "Sở Mẫu")), False),
        (certificate("Nguyễn Thị Mẫu", (ORG, "Sở Mẫu"), (OU, "Văn phòng Sở")), False),
        (certificate("Sở Thị Mẫu", (ORG, "Sở Mẫu"), (UID, "CCCD:001000000000")), False),
        (certificate("Văn phòng Mẫu", (NameOID.SURNAME, "Văn"), (NameOID.GIVEN_NAME, "Mẫu")), False),
        (certificate("Sở Mẫu", statements=bytes.fromhex("3015301306060400" + "8e4601063009" + "060704008e46010601")), False),
        (certificate("Ai Đó"), False),
    ],
    ids=lambda value: value.subject.rfc4514_string() if isinstance(value, x509.Certificate) else str(value),
)
def test_whether_a_certificate_is_an_organisations(made: x509.Certificate, organisation: bool) -> None:
    assert is_organisation(made) is organisation


@pytest.mark.parametrize(
    ("issuer", "name", "same"),
    [
        ("Ủy ban nhân dân tỉnh Thử Nghiệm", "UBND TỈNH THỬ NGHIỆM", True),
        ("Sở Mẫu", "Sở Mẫu (demo)", True),
        ("Sở Mẫu", "Sở Mậu", True),
        ("Sở Mẫu", "Sở Khác (demo)", False),
        ("Sở Mẫu", "Sở", False),
        ("Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh", "Văn phòng Đoàn đại biểu Quốc hội và Hội (demo)", True),
    ],
)
def test_whether_a_seal_speaks_for_an_issuer(issuer: str, name: str, same: bool) -> None:
    assert speaks_for(issuer, name) is same


VALUES = {"number": "215", "day": "05", "month": "01"}


def drawn(
    name: str, alter: Callable[[bytes, Box], bytes] = lambda c, b: c, value: bool = True, entries: dict[str, object] | None = None
) -> Change:
    """Take what `fill` draws for `name`, change its content or its dictionary; `value` False writes no /V."""

    def change(writer: Update) -> None:
        field = fields_of(writer.root)[name]
        x0, y0, x1, y1 = (float(v) for v in field["/Rect"])
        box = Box(0, x0, y0, x1, y1)
        font = str(field["/DA"]).split()[0]
        codes = "".join(f"{int(c) + 1:04X}" for c in VALUES[name])
        content = f"/Tx BMC\nq\nBT\n{font} 13 Tf\n0 g\n1 2.808 Td\n<{codes}> Tj\nET\nQ\nEMC".encode()
        table = writer.root["/AcroForm"]["/DR"]["/Font"]
        made = form(box, alter(content, box), {"/Font": dictionary({font: table.raw_get(font)})})
        made.update({pdf_name(key): entry for key, entry in (entries or {}).items()})
        if value:
            field[pdf_name("/V")] = generic.TextStringObject(VALUES[name])
        field[pdf_name("/AP")] = dictionary({"/N": writer.add_object(made)})
        writer.update_container(field)

    return change


def moved(x: float, y: float) -> Callable[[bytes, Box], bytes]:
    return lambda content, box: re.sub(rb"g\n\S+ \S+ Td", b"g\n%.3f %.3f Td" % (x % box.width, y % box.height), content)


REST = (drawn("day"), drawn("month"))


def test_digits_inside_their_place_pass(stages: Stages, pki: Pki, look: Judge) -> None:
    assert look(unchecked_seal(updated(stages.signed, drawn("number"), *REST), pki.agency.provider()))[0] == "PASSED"


@pytest.mark.parametrize(
    "number",
    [
        drawn("number", moved(-13.2, 2.8)),
        drawn("number", moved(1, -0.2)),
        drawn("number", entries={"/Matrix": array((0.001, 0, 0, 0.001, 0, 0))}),
        drawn("number", entries={"/BBox": array((0, 0, 8, 16))}),
        drawn("number", entries={"/OC": dictionary({"/Type": pdf_name("/OCG")})}),
        drawn("number", entries={"/Filter": generic.ArrayObject([])}),
    ],
    ids=["cut at the right", "cut at the top", "shrunk", "framed", "layer", "filter"],
)
def test_what_is_not_wholly_drawn_fails(stages: Stages, pki: Pki, look: Judge, number: Change) -> None:
    """At once, and written over a good appearance with the same value."""
    for steps in ((number, *REST), (drawn("number"), *REST, number)):
        verdict, reports = look(unchecked_seal(updated(stages.signed, *steps), pki.agency.provider()))
        assert verdict == "FAILED" and "number" in str(reports[0].detail)


def other_font(writer: Update) -> None:
    """The same codes in a font whose glyphs stand in another order."""
    evil = embed_font(writer, font_files.SERIF, "0923456781")
    field = fields_of(writer.root)["number"]
    x0, y0, x1, y1 = (float(v) for v in field["/Rect"])
    shown = form(Box(0, x0, y0, x1, y1), field["/AP"]["/N"].data, {"/Font": dictionary({"/TSo": evil})})
    field[pdf_name("/AP")] = dictionary({"/N": writer.add_object(shown)})
    writer.update_container(field)


def test_another_font_behind_the_same_content_fails(stages: Stages, pki: Pki, look: Judge) -> None:
    assert look(unchecked_seal(updated(stages.filled, other_font), pki.agency.provider()))[0] == "FAILED"


def test_a_place_is_not_drawn_upon_without_being_written(stages: Stages, look: Judge) -> None:
    assert look(stages.signed)[0] == "PASSED"
    assert look(updated(stages.signed, drawn("number", value=False)))[0] == "FAILED"


def place(number: Box) -> Slots:
    usual = slots()
    return Slots(number, usual.day, usual.month, usual.person, usual.agency)


@pytest.mark.parametrize(
    "number",
    [Box(0, 110, 2000, 150, 2016), Box(0, -50, 740, -10, 756), Box(0, 580, 740, 620, 756), Box(0, 110, 740, 150, 742)],
    ids=["above", "left", "over the right edge", "low"],
)
def test_prepare_refuses_a_place_nobody_can_read(stages: Stages, number: Box) -> None:
    with pytest.raises(Refusal) as told:
        prepare(stages.plain, place(number))
    assert told.value.code == "signing.slots" and "number" in told.value.vi


def test_a_place_off_the_page_never_passes(stages: Stages, pki: Pki, look: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prepared by another program."""
    monkeypatch.setattr("tinhso.signing.prepare._check_places", lambda source, slots: None)
    signed = sign_person(prepare(stages.plain, place(Box(0, 110, 2000, 150, 2016))), pki.person.provider(), at=AT)
    assert look(unchecked_seal(updated(signed, drawn("number"), *REST), pki.agency.provider()))[0] == "FAILED"
