"""The steps of a document's signing, each an incremental update whose input is an exact prefix of its output.

person signs → number and date are filled → agency seals (NĐ 30/2020 Điều 13, 15.3; Appendix I, II.7 and II.8). After each step the
file is judged again; a step that makes an earlier signature invalid raises and nothing is returned.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from tinhso.kit import clock, fonts
from tinhso.kit.errors import Refusal
from tinhso.signing.cms import template
from tinhso.signing.drawing import dictionary, embed_font, form, image_form, text_content
from tinhso.signing.fields import AGENCY, ANNEX, MM, PERSON, RESERVED, Box, Style
from tinhso.signing.font import face
from tinhso.signing.judge import judge_step
from tinhso.signing.listing import signatures_of
from tinhso.signing.objects import resolved
from tinhso.signing.prepare import DIGITS, rewritten
from tinhso.signing.providers.port import SigningProvider
from tinhso.signing.update import Update

Appearance = Callable[[Update, Box], generic.StreamObject]


def sign_person(
    pdf: bytes,
    provider: SigningProvider,
    *,
    field: str = PERSON,
    reason: str | None = None,
    image: bytes | None = None,
    at: datetime | None = None,
) -> bytes:
    """The authorised person's PAdES signature; the field is made by `prepare`.

    A certification that permits form filling only (DocMDP P=2), an approval signature where the provider cannot certify or another
    signature came first. `image`: the handwritten signature, blue, PNG with transparency (Appendix I, II.7.d). `at`: aware, written
    to /M with +07'00'. Raises Refusal `signing.field` (absent or taken), `signing.not_pdf`, `signing.broken`, and the provider's own.
    """
    writer = _open(pdf)
    _empty_field(writer, field)
    certify = provider.can_certify and not _signed_fields(writer)
    return _sign(pdf, writer, provider, field, certify=certify, reason=reason, draw=_picture(image), at=at)


def fill(pdf: bytes, values: Mapping[str, str]) -> bytes:
    """Number, day and month into their reserved places, once: `{"number": "215", "day": "05", "month": "01"}`.

    Raises Refusal `signing.unknown_place`, `signing.already_filled`, `signing.not_signed` (no person's signature yet),
    `signing.letters`, `signing.text_too_long`, `signing.broken`.
    """
    writer = _open(pdf)
    if PERSON not in _signed_fields(writer):
        raise Refusal(
            "signing.not_signed",
            vi="Văn bản chưa có chữ ký của người có thẩm quyền nên chưa được cấp số.",
            en="The document has no signature of the authorised person yet, so it cannot be numbered.",
        )
    resources = writer.root["/AcroForm"]["/DR"]["/Font"]
    for name, value in values.items():
        if name not in RESERVED:
            raise Refusal(
                "signing.unknown_place",
                vi=f"Không có chỗ dành sẵn «{name}»; chỉ có số, ngày, tháng.",
                en=f"There is no reserved place «{name}»; there are number, day and month.",
            )
        reference, entry = _field(writer, name)
        if "/V" in entry:
            raise Refusal(
                "signing.already_filled",
                vi=f"Chỗ «{name}» đã ghi «{entry['/V']}»; số và ngày chỉ được ghi một lần.",
                en=f"The place «{name}» already says «{entry['/V']}»; number and date are written once.",
            )
        style, box = RESERVED[name], _box(entry)
        path = fonts.SERIF_ITALIC if style.italic else fonts.SERIF
        font = str(entry["/DA"]).split()[0]
        content = text_content(value, box, style, path, DIGITS, font)
        drawn = form(box, content, {"/Font": dictionary({font: resources.raw_get(font)})})
        entry[pdf_name("/V")] = generic.TextStringObject(value)
        entry[pdf_name("/AP")] = dictionary({"/N": writer.add_object(drawn)})
        writer.mark_update(reference)
    return _checked(pdf, writer.bytes())


def seal(pdf: bytes, provider: SigningProvider, *, image: bytes | None = None, at: datetime | None = None) -> bytes:
    """The agency's PAdES signature with its red seal at real size; the last change the file ever takes, timestamps apart.

    Raises Refusal `signing.not_signed`, `signing.not_filled`, `signing.field`, `signing.broken`, and the provider's own.
    """
    writer = _open(pdf)
    if PERSON not in _signed_fields(writer):
        # Điều 13: the agency signs only what the authorised person has signed.
        raise Refusal(
            "signing.not_signed",
            vi="Cơ quan chỉ ký số văn bản đã có chữ ký của người có thẩm quyền.",
            en="The agency signs only documents already signed by the authorised person.",
        )
    empty = [name for name in RESERVED if "/V" not in _field(writer, name)[1]]
    if empty:
        raise Refusal(
            "signing.not_filled",
            vi="Văn bản chưa có số, ngày ban hành nên chưa đóng dấu được.",
            en="The document has no number and date yet, so it cannot be sealed.",
            empty=empty,
        )
    _empty_field(writer, AGENCY)
    return _sign(pdf, writer, provider, AGENCY, certify=False, reason=None, draw=_picture(image), at=at)


def stamp_annex(pdf: bytes, provider: SigningProvider, text: str, *, at: datetime | None = None) -> bytes:
    """The agency's signature on an annex in a file of its own: `text` at the top right of page 1, upright, black, 10 points.

    `text` is `215/QĐ-STTTT; 18/12/2020; 14:30:05 +07:00` (Appendix I, II.8.b). Raises as `seal`.
    """
    writer = _open(pdf)
    source, style = face(fonts.SERIF), Style(10, italic=False, align=1.0)
    if source.lacks(text):
        raise Refusal(
            "signing.letters",
            vi=f"Không viết được ký tự {source.lacks(text)!r} trong «{text}».",
            en=f"The characters {source.lacks(text)!r} of «{text}» cannot be drawn.",
        )
    page = writer.page(0).get_object()
    frame = [float(v) for v in page["/CropBox" if "/CropBox" in page else "/MediaBox"]] if "/MediaBox" in page else [0, 0, 595.28, 841.89]
    right, top = max(frame[0], frame[2]) - 10 * MM, max(frame[1], frame[3]) - 8 * MM
    box = Box(0, right - source.measure(text, style.size) - 2, top - 14, right, top)
    chars = "".join(sorted(set(text)))

    def draw(writer: Update, box: Box) -> generic.StreamObject:
        font = embed_font(writer, fonts.SERIF, chars)
        content = text_content(text, box, style, fonts.SERIF, chars, "/TSo")
        return form(box, content, {"/Font": dictionary({"/TSo": font})})

    spec = SigFieldSpec(ANNEX, on_page=0, box=(round(box.x0), round(box.y0), round(box.x1), round(box.y1)))
    return _sign(pdf, writer, provider, ANNEX, certify=False, reason=None, draw=draw, at=at, create=spec)


def holds_signature(pdf: bytes) -> bool:
    """Whether anybody has signed in this PDF: such a file goes along as it is, for another signature may break the first.

    Raises Refusal `signing.not_pdf`.
    """
    return bool(signatures_of(_open(pdf).prev))


def sign_plain(pdf: bytes, provider: SigningProvider, *, reason: str | None = None, at: datetime | None = None) -> bytes:
    """An invisible approval signature on any PDF, in the first free field name `signature1`, `signature2`, …

    A hybrid file nobody has signed is written anew first: what is added to one later, a second signature too, cannot be judged.
    """
    writer = _open(pdf)
    if writer.prev.xrefs.hybrid_xrefs_present and not signatures_of(writer.prev):
        pdf = rewritten(pdf)
        writer = _open(pdf)
    taken = set(_names(writer))
    name = next(f"signature{i}" for i in range(1, len(taken) + 2) if f"signature{i}" not in taken)
    return _sign(pdf, writer, provider, name, certify=False, reason=reason, draw=None, at=at, create=SigFieldSpec(name))


def _sign(
    pdf: bytes,
    writer: Update,
    provider: SigningProvider,
    field: str,
    *,
    certify: bool,
    reason: str | None,
    draw: Appearance | None,
    at: datetime | None,
    create: SigFieldSpec | None = None,
) -> bytes:
    cms = template(provider.certificate, provider.chain)
    steps = PdfCMSEmbedder(create).write_cms(field, writer, existing_fields_only=create is None)
    entry = next(steps).get_object()
    if draw is not None:
        entry[pdf_name("/AP")] = dictionary({"/N": writer.add_object(draw(writer, _box(entry)))})
        writer.update_container(entry)
    moment = (at or clock.now()).astimezone(clock.VIETNAM).replace(microsecond=0)
    placeholder = SignatureObject(moment, SigSeedSubFilter.PADES, reason=reason, bytes_reserved=2 * cms.size)
    mdp = SigMDPSetup("sha256", certify=certify, docmdp_perms=MDPPerm.FILL_FORMS if certify else None)
    steps.send(SigObjSetup(placeholder, mdp_setup=mdp))
    digest, output = steps.send(SigIOSetup("sha256"))
    steps.send(cms.fill(digest.document_digest, provider))
    return _checked(pdf, output.getvalue())


def _checked(before: bytes, after: bytes) -> bytes:
    problem = None if after.startswith(before) else "not an exact prefix"
    problem = problem or judge_step(after)
    if problem is not None:
        raise Refusal(
            "signing.broken",
            vi="Bước này làm hỏng chữ ký đã có trong tệp nên không được ghi lại. Hãy kiểm tra tệp bằng «tinhso verify».",
            en="This step would break a signature already in the file, so nothing was written. Check the file with `tinhso verify`.",
            detail=problem,
        )
    return after


def _open(pdf: bytes) -> Update:
    try:
        writer = Update(pdf)
        if writer.prev.encrypted:
            raise PdfError("encrypted")
        return writer
    except (PdfError, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refusal(
            "signing.not_pdf",
            vi="Tệp không phải PDF, đã hỏng hoặc đang đặt mật khẩu nên không ký được.",
            en="The file is not a PDF, is damaged or is protected by a password, so it cannot be signed.",
        ) from error


def _fields(writer: Update) -> list[generic.IndirectObject]:
    try:
        return list(writer.root["/AcroForm"]["/Fields"])
    except KeyError:
        return []


def _names(writer: Update) -> list[str]:
    return [str(resolved(ref.get_object(), "/T", "")) for ref in _fields(writer)]


def _signed_fields(writer: Update) -> set[str]:
    entries = (ref.get_object() for ref in _fields(writer))
    return {str(resolved(entry, "/T", "")) for entry in entries if resolved(entry, "/FT") == "/Sig" and "/V" in entry}


def _field(writer: Update, name: str) -> tuple[generic.IndirectObject, generic.DictionaryObject]:
    for reference in _fields(writer):
        entry = reference.get_object()
        if resolved(entry, "/T") == name:
            return reference, entry
    raise Refusal(
        "signing.field",
        vi=f"Tệp không có chỗ dành sẵn «{name}»; hãy dàn trang lại để tạo chỗ ký.",
        en=f"The file has no reserved place «{name}»; lay it out again to reserve the places.",
    )


def _empty_field(writer: Update, name: str) -> None:
    _, entry = _field(writer, name)
    if "/V" in entry:
        raise Refusal("signing.field", vi=f"Chỗ ký «{name}» đã có chữ ký.", en=f"The place «{name}» is already signed.")


def _box(entry: generic.DictionaryObject) -> Box:
    x0, y0, x1, y1 = (float(v) for v in entry["/Rect"])
    return Box(0, x0, y0, x1, y1)


def _picture(png: bytes | None) -> Appearance | None:
    return None if png is None else lambda writer, box: image_form(writer, png, box)
