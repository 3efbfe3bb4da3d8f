"""What comes on paper: its line in the register, and its scan (ND30 Phụ lục I, Phần II: PDF, colour, 200 dots an inch)."""

from __future__ import annotations

import io
from datetime import date
from random import Random
from uuid import UUID

import pypdfium2
from PIL import Image, ImageFilter

from tinhso.core.access.public import Actor
from tinhso.core.calendar.public import WorkingCalendar
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import roster
from tinhso.documents.incoming.public import RegisterValues, log_paper
from tinhso.documents.layout.public import PDFIUM, render, render_preview
from tinhso.documents.numbering.rules import notation
from tinhso.documents.outgoing.compose import compose, symbol_of
from tinhso.kit import clock
from tinhso.scenario import texts
from tinhso.scenario.data import staff
from tinhso.scenario.data.corpus import Piece
from tinhso.scenario.house import House
from tinhso.signing.public import Box, demo_seal_png, demo_signature_png, seal_box

DPI = 200


def log(house: House, actor: Actor, piece: Piece, ref: str) -> UUID:
    """The clerk opens the envelope and writes down what cannot wait for the register."""
    sender = house.agencies[piece.author]
    given, day = _number(piece, ref)
    written = notation(given, symbol_of(piece.type_code, sender, sender, day))
    return log_paper(actor, issuer=directory().get(sender).name, notation=written, subject=piece.subject, sender=sender).id


def author_fields(house: House, piece: Piece, ref: str, note: str) -> RegisterValues:
    """What the clerk reads off the document when he registers it."""
    signer = roster().director(house.agencies[piece.author])
    return RegisterValues(
        document_date=_number(piece, ref)[1], type_code=piece.type_code, signer_name=signer.name if signer else "",
        signer_title=signer.title if signer else "", field=staff.FIELDS[piece.field], note=note,
    )  # fmt: skip


def scanned(house: House, piece: Piece, ref: str) -> io.BytesIO:
    """Its first pages as a scanner gives them: images in a PDF, with the seal and the hand that paper bears."""
    sender = house.agencies[piece.author]
    signer = roster().director(sender)
    if signer is None:
        raise LookupError(f"{piece.author} has no director")
    given, day = _number(piece, ref)
    found = texts.values(house, piece, signer=signer.id)
    content = compose(
        type_code=piece.type_code, subject=piece.subject, agency=sender, unit=sender, signer=signer.id, field="", urgency="",
        text=found.text, recipients=found.recipients, on=clock.today(),
    )  # fmt: skip
    place = render(content, on=day).slots.person
    with PDFIUM, pypdfium2.PdfDocument(render_preview(content, number=given, on=day)) as pdf:
        heights = [page.get_height() for page in pdf]
        pages = [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in pdf]
    for png, box in ((demo_signature_png(signer.name), place), (demo_seal_png(content.agency), seal_box(place))):
        _stamp(pages[box.page], png, box, heights[box.page])
    out = io.BytesIO()
    pages = [page.filter(ImageFilter.GaussianBlur(0.6)) for page in pages]
    pages[0].save(out, "PDF", resolution=DPI, save_all=True, append_images=pages[1:], quality=60)
    out.seek(0)
    return out


def _stamp(page: Image.Image, png: bytes, box: Box, height: float) -> None:
    scale = DPI / 72
    image = Image.open(io.BytesIO(png)).resize((round(box.width * scale), round(box.height * scale)))
    page.paste(image, (round(box.x0 * scale), round((height - box.y1) * scale)), image)


def _number(piece: Piece, ref: str) -> tuple[int, date]:
    """Numbers on paper come from registers kept elsewhere: high ones, dated a few days ago."""
    chance = Random(f"{piece.author} {ref}")  # noqa: S311 - a demo's figure
    return chance.randint(300, 1900), WorkingCalendar().add_working_days(clock.today(), -chance.randint(1, 3))
