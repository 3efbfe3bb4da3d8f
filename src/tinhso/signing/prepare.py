"""Reserve the places: a PDF laid out by us or made elsewhere becomes one that can be signed, numbered and sealed."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.misc import PdfError

from tinhso.kit import fonts
from tinhso.kit.errors import Refusal
from tinhso.signing.drawing import array, dictionary, embed_font, form
from tinhso.signing.fields import AGENCY, DESCENT, DIGIT_HEIGHT, PERSON, RESERVED, SLACK, Box, Slots
from tinhso.signing.update import Update

DIGITS = "0123456789"
UPRIGHT, ITALIC = "/TSo", "/TSoI"
_PRINT, _READ_ONLY = 4, 1


def prepare(pdf: bytes, slots: Slots) -> bytes:
    """The same pages with empty fields `number`, `day`, `month` (read-only to viewers: the System fills them), `person`, `agency`.

    The file is first written anew in one plain revision, so that any program's PDF can be updated safely; PDF/A-2b stays PDF/A-2b.
    Raises Refusal `signing.not_pdf`, `signing.encrypted`, `signing.already_signed`, `signing.slots` (page or place outside the file).
    """
    writer = Update(_rewritten(pdf, slots))
    upright = embed_font(writer, fonts.SERIF, DIGITS)
    italic = embed_font(writer, fonts.SERIF_ITALIC, DIGITS)
    fields = generic.ArrayObject()
    for name, style in RESERVED.items():
        entries = {
            "/FT": pdf_name("/Tx"),
            "/Ff": generic.NumberObject(_READ_ONLY),
            "/DA": generic.pdf_string(f"{ITALIC if style.italic else UPRIGHT} {style.size:g} Tf 0 g"),
            "/Q": generic.NumberObject(int(style.align * 2 + 0.5) if style.align != 0.5 else 1),
        }
        fields.append(_widget(writer, name, getattr(slots, name), entries))
    for name, box in ((PERSON, slots.person), (AGENCY, slots.agency)):
        fields.append(_widget(writer, name, box, {"/FT": pdf_name("/Sig")}))
    resources = dictionary({"/Font": dictionary({UPRIGHT: upright, ITALIC: italic})})
    acroform = {"/Fields": fields, "/DR": resources, "/SigFlags": generic.NumberObject(3)}
    writer.root[pdf_name("/AcroForm")] = writer.add_object(dictionary(acroform))
    writer.mark_update(writer.root_ref)
    return writer.bytes()


def rewritten(pdf: bytes) -> bytes:
    """An unsigned PDF in one plain revision: every reader finds the same objects in it. Raises Refusal `signing.not_pdf`."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as source:
            return _plain(source)
    except pikepdf.PdfError as error:
        raise _not_pdf() from error


def _plain(source: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    source.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, fix_metadata_version=False)
    return out.getvalue()


def _not_pdf() -> Refusal:
    return Refusal(
        "signing.not_pdf",
        vi="Tệp không phải PDF hoặc đã hỏng; hãy xuất lại PDF từ bản gốc.",
        en="The file is not a PDF or is damaged; export the PDF again from the original.",
    )


def _rewritten(pdf: bytes, slots: Slots) -> bytes:
    try:
        with pikepdf.open(io.BytesIO(pdf)) as source:
            form_ = source.Root.get("/AcroForm")
            if form_ is not None and any("/V" in field and field.get("/FT") == "/Sig" for field in form_.get("/Fields", [])):
                raise Refusal(
                    "signing.already_signed",
                    vi="Tệp PDF này đã có chữ ký số; thêm chỗ ký sẽ làm hỏng chữ ký đó. Hãy dùng bản chưa ký.",
                    en="This PDF is already signed; reserving places would break that signature. Use the unsigned copy.",
                )
            if source.is_encrypted:
                raise _encrypted()
            _check_places(source, slots)
            if "/AcroForm" in source.Root:
                source.flatten_annotations("print")  # a foreign form is fixed as it looks
                del source.Root["/AcroForm"]
            if "/Perms" in source.Root:
                del source.Root["/Perms"]
            return _plain(source)
    except pikepdf.PasswordError as error:
        raise _encrypted() from error
    except pikepdf.PdfError as error:
        raise _not_pdf() from error


def _check_places(source: pikepdf.Pdf, slots: Slots) -> None:
    """Now, not when the number has been given: what stands off the page or in too low a box nobody reads."""
    for name in (*RESERVED, PERSON, AGENCY):
        box: Box = getattr(slots, name)
        if box.page >= len(source.pages):
            raise Refusal(
                "signing.slots",
                vi=f"Chỗ dành sẵn nằm ở trang {box.page + 1} nhưng tệp chỉ có {len(source.pages)} trang.",
                en=f"A reserved place is on page {box.page + 1} but the file has {len(source.pages)} pages.",
            )
        x0, y0, x1, y1 = (float(v) for v in source.pages[box.page].cropbox.as_list())
        left, right, bottom, top = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        text = name in RESERVED
        # The frame of an image may run over the edge, as a seal does; its middle may not.
        xs = (box.x0, box.x1) if text else ((box.x0 + box.x1) / 2,) * 2
        ys = (box.y0, box.y1) if text else ((box.y0 + box.y1) / 2,) * 2
        if not (left - SLACK <= xs[0] and xs[1] <= right + SLACK and bottom - SLACK <= ys[0] and ys[1] <= top + SLACK):
            raise Refusal(
                "signing.slots",
                vi=f"Chỗ dành sẵn «{name}» nằm ngoài trang {box.page + 1}; hãy kéo khung vào trong trang.",
                en=f"The reserved place «{name}» lies off page {box.page + 1}; drag its frame onto the page.",
            )
        if text and box.height + SLACK < (DESCENT + DIGIT_HEIGHT) * RESERVED[name].size:
            raise Refusal(
                "signing.slots",
                vi=f"Chỗ dành sẵn «{name}» thấp hơn một dòng chữ ({box.height:.0f} điểm); hãy kéo khung cao hơn.",
                en=f"The reserved place «{name}» is lower than a line of text ({box.height:.0f} points); make its frame higher.",
            )


def _encrypted() -> Refusal:
    return Refusal(
        "signing.encrypted",
        vi="Tệp PDF đang đặt mật khẩu nên không ký được; hãy bỏ mật khẩu rồi tải lên lại.",
        en="The PDF is protected by a password and cannot be signed; remove the password and upload it again.",
    )


def _widget(writer: Update, name: str, box: Box, entries: Mapping[str, object]) -> generic.IndirectObject:
    try:
        page_ref = writer.page(box.page)
    except PdfError as error:  # pragma: no cover - the page count was checked
        raise ValueError(f"no page {box.page}") from error
    page = page_ref.get_object()
    # PDF/A-2 6.3.3: every visible annotation has a normal appearance, an empty one until it is signed or filled.
    appearance = writer.add_object(form(box, b"", {}))
    field = writer.add_object(
        dictionary(
            {
                "/Type": pdf_name("/Annot"),
                "/Subtype": pdf_name("/Widget"),
                "/T": generic.pdf_string(name),
                "/F": generic.NumberObject(_PRINT | (128 if entries["/FT"] == "/Sig" else 0)),
                "/Rect": array((box.x0, box.y0, box.x1, box.y1)),
                "/P": page_ref,
                "/AP": dictionary({"/N": appearance}),
                **entries,
            }
        )
    )
    try:
        annotations = page["/Annots"]
        annotations.append(field)
        writer.update_container(annotations)
    except KeyError:
        page[pdf_name("/Annots")] = generic.ArrayObject([field])
        writer.mark_update(page_ref)
    return field
