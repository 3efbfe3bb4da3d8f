"""Tools of an attacker: revisions written by hand, fields that show planted forms, tokens by anybody's key."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pikepdf
import pytest
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1, translate_pyca_cryptography_key_to_asn1
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.signing.conftest import AT, compile_pdf
from tinhso.signing.drawing import dictionary
from tinhso.signing.public import Issued, SigningProvider, seal, sign_plain
from tinhso.signing.update import Update

Change = Callable[[Update], None]


def updated(pdf: bytes, *changes: Change) -> bytes:
    """A well-formed revision on top for each change, as an attacker with a PDF library writes it."""
    for change in changes:
        writer = Update(pdf)
        change(writer)
        pdf = writer.bytes()
    return pdf


def unchecked(step: Callable[..., bytes], pdf: bytes, provider: SigningProvider, at: datetime = AT) -> bytes:
    """A step of signing by a program that does not look at what it breaks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tinhso.signing.apply.judge_step", lambda pdf: None)
        return step(pdf, provider, at=at)


def unchecked_seal(pdf: bytes, provider: SigningProvider, at: datetime = AT) -> bytes:
    return unchecked(seal, pdf, provider, at)


def unchecked_plain(pdf: bytes, provider: SigningProvider, at: datetime = AT) -> bytes:
    return unchecked(sign_plain, pdf, provider, at)


def planted_pdf(more: Callable[[pikepdf.Pdf], None] | None = None) -> bytes:
    """An innocent page whose resources name a form that is not drawn: `/Planted [form]`."""
    with pikepdf.open(io.BytesIO(compile_pdf())) as pdf:
        form = pdf.make_stream(b"1 1 1 rg 0 0 480 140 re f")
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = pikepdf.Array([0, 0, 480, 140])
        pdf.pages[0].obj.Resources["/Planted"] = pikepdf.Array([pdf.make_indirect(form)])
        if more is not None:
            more(pdf)
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return out.getvalue()


def planted(writer: Update) -> generic.IndirectObject:
    (found,) = list(writer.page(0).get_object()["/Resources"]["/Planted"])
    assert isinstance(found, generic.IndirectObject)
    return generic.IndirectObject(found.idnum, 0, writer)


def numbers(*values: float) -> generic.ArrayObject:
    return generic.ArrayObject([generic.NumberObject(int(v)) for v in values])


RECTS: dict[str, Callable[[Update], generic.ArrayObject]] = {
    "null": lambda w: generic.ArrayObject([generic.NullObject(), *numbers(500, 560, 640)]),
    "five": lambda w: numbers(80, 500, 560, 640, 0),
    "indirect": lambda w: generic.ArrayObject([generic.NumberObject(80), w.add_object(generic.NumberObject(500)), *numbers(560, 640)]),
    "plain": lambda w: numbers(80, 500, 560, 640),
}


def field_showing(rect: str, name: str = "extra", **more: Any) -> Change:
    """A new signature field, empty or to be stamped, whose appearance is the planted form."""

    def change(writer: Update) -> None:
        page_ref = writer.page(0)
        field = {
            "/Type": pdf_name("/Annot"), "/Subtype": pdf_name("/Widget"), "/FT": pdf_name("/Sig"), "/T": generic.pdf_string(name),
            "/F": generic.NumberObject(4), "/Rect": RECTS[rect](writer), "/P": page_ref,
            "/AP": dictionary({"/N": planted(writer)}), **more,
        }  # fmt: skip
        add_field(writer, writer.add_object(dictionary(field)))

    return change


def add_field(writer: Update, reference: generic.IndirectObject) -> None:
    fields, page_ref = writer.root["/AcroForm"]["/Fields"], writer.page(0)
    fields.append(reference)
    writer.update_container(fields)
    page = page_ref.get_object()
    if "/Annots" in page:
        page["/Annots"].append(reference)
        writer.update_container(page["/Annots"])
    else:
        page[pdf_name("/Annots")] = generic.ArrayObject([reference])
    writer.mark_update(page_ref)


def stamped(pdf: bytes, stamper: Issued, *changes: Change, field: str | None = None, at: datetime = AT) -> bytes:
    """A document timestamp in the same revision as `changes`."""
    store = SimpleCertificateStore()
    store.register_multiple([translate_pyca_cryptography_cert_to_asn1(c) for c in stamper.chain])
    clockwork = DummyTimeStamper(
        translate_pyca_cryptography_cert_to_asn1(stamper.certificate),
        translate_pyca_cryptography_key_to_asn1(stamper.key),
        certs_to_embed=store,
        fixed_dt=at,
    )
    writer = Update(pdf)
    for change in changes:
        change(writer)
    out = PdfTimeStamper(clockwork, field_name=field).timestamp_pdf(writer, "sha256", bytes_reserved=8192)
    assert isinstance(out, io.BytesIO)
    return out.getvalue()
