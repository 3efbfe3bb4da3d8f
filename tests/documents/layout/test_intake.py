"""Bad files: each a clear refusal or caution, judged by content in a process that may die alone."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from functools import cache

import pikepdf
import pytest

from tests.documents.layout.samples import draft
from tinhso.documents.layout import intake
from tinhso.documents.layout.content import Paragraph
from tinhso.documents.layout.intake import annex, binding
from tinhso.documents.layout.render import render
from tinhso.engines.confined import Limits
from tinhso.kit.errors import Refusal

GOOD = render(draft("report"), date(2020, 1, 5)).pdf


def changed(change: object, **save: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(GOOD)) as pdf:
        change(pdf)  # type: ignore[operator]
        pdf.save(out, **save)  # type: ignore[arg-type]
    return out.getvalue()


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), data)
    return out.getvalue()


def signed() -> bytes:
    def sign(pdf: pikepdf.Pdf) -> None:
        value = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3]))
        field = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="s", V=value))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field])

    return changed(sign)


@cache
def bomb() -> bytes:
    """A page whose content unpacks to gigabytes: one packed lump, said a thousand times."""
    import zlib

    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    lump, check = b"0 0 m 1 1 l S\n" * 80_000, 1
    block = packer.compress(lump) + packer.flush(zlib.Z_FULL_FLUSH)
    for _ in range(1_000):
        check = zlib.adler32(lump, check)
    packed = b"\x78\xda" + block * 1_000 + b"\x03\x00" + check.to_bytes(4, "big")

    def blow(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(b"")
        stream.write(packed, filter=pikepdf.Name.FlateDecode)
        pdf.pages[0].Contents = stream

    return changed(blow)


def action(dictionary: pikepdf.Dictionary) -> bytes:
    return changed(lambda pdf: setattr(pdf.Root, "OpenAction", dictionary))


def embedded(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = pikepdf.AttachedFileSpec(pdf, b"x", filename="a.txt")


REFUSED = {
    "empty": lambda: b"",
    "not_pdf": lambda: b"PK\x03\x04 a Word file",
    "broken": lambda: GOOD[:600],
    "encrypted": lambda: changed(lambda _: None, encryption=pikepdf.Encryption(owner="a", user="b")),
    "signed": signed,
    "active_content": lambda: action(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")),
    "embedded_files": lambda: changed(embedded),
    "too_heavy": bomb,
    "too_big": lambda: b"%PDF-1.7" + bytes(101 * 1024 * 1024),
}


@pytest.mark.parametrize("code", REFUSED)
def test_a_file_unfit_to_be_signed_is_refused_with_what_to_do(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "LIMITS", Limits(cpu=2, wall=20))
    with pytest.raises(Refusal) as refused:
        binding(REFUSED[code]())
    assert refused.value.code == f"intake.{code}"
    assert refused.value.vi.endswith(".") and refused.value.en.endswith(".")


def test_launch_action_and_a_locked_file_without_opening_password_are_refused() -> None:
    with pytest.raises(Refusal, match="active_content"):
        binding(action(pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")))
    with pytest.raises(Refusal, match="encrypted"):
        binding(changed(lambda _: None, encryption=pikepdf.Encryption(owner="a", user="")))


def test_more_than_a_thousand_pages_are_refused() -> None:
    def grow(pdf: pikepdf.Pdf) -> None:
        for _ in range(1000):
            pdf.add_blank_page()

    with pytest.raises(Refusal, match="too_many_pages"):
        binding(changed(grow))


def test_a_plain_pdf_is_accepted_with_its_pages() -> None:
    accepted = binding(GOOD)
    assert accepted.pages == 1 and accepted.cautions == () and accepted.sizes[0] == pytest.approx((595.28, 841.89), abs=0.01)


def test_other_paper_is_warned_of() -> None:
    cautions = binding(changed(lambda pdf: pdf.add_blank_page(page_size=(612, 792)))).cautions
    assert [c.code for c in cautions] == ["not_a4"] and "Trang 2" in cautions[0].vi


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_secrecy_mark_alone_on_its_line_is_warned_of(mark: str) -> None:
    pdf = render(draft("report", body=(Paragraph(mark, "centre"), Paragraph("Nội dung"))), date(2020, 1, 5)).pdf
    assert [c.code for c in binding(pdf).cautions] == ["secrecy_mark"]
    talk = render(draft("report", body=(Paragraph("Công tác bảo vệ bí mật, văn bản MẬT và TUYỆT MẬT nói chung"),)), date(2020, 1, 5)).pdf
    assert binding(talk).cautions == ()


def test_annexes_are_known_by_their_content() -> None:
    docx = zipped(**{"[Content_Types].xml": b"", "word__document.xml": b"<w/>"})
    xlsx = zipped(**{"[Content_Types].xml": b"", "xl__workbook.xml": b"<w/>"})
    assert annex(docx, "a.docx").media_type.endswith("wordprocessingml.document")
    assert annex(xlsx, "Biểu.XLSX").media_type.endswith("spreadsheetml.sheet")
    assert annex(zipped(a=b"x"), "a.zip").media_type == "application/zip"
    assert annex("Tên;Số\n".encode(), "a.csv").media_type == "text/csv"
    assert annex(b"\x89PNG\r\n\x1a\n...", "a.png").media_type == "image/png"
    assert annex(b"\xff\xd8\xff...", "a.jpg").media_type == "image/jpeg"
    assert annex(GOOD, "a.pdf").pages == 1
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:  # without compression: the PDF's header stands in the archive's beginning
        archive.writestr("a.pdf", GOOD)
    assert annex(stored.getvalue(), "a.zip").media_type == "application/zip"


@pytest.mark.parametrize("part", ["document", "document2"])
def test_a_mark_is_found_in_a_word_file_whatever_its_main_part_is_called(part: str) -> None:
    docx = zipped(**{"[Content_Types].xml": b"", f"word__{part}.xml": "<w:p><w:r>MẬT</w:r></w:p>".encode()})
    assert annex(docx, "a.docx").secrecy_mark is not None


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.csv", "empty"),
        (b"MZ\x90", "a.exe", "annex_type"),
        (b"\x00\x01", "a.csv", "annex_type"),
        (GOOD, "a.docx", "wrong_extension"),
        (zipped(**{"[Content_Types].xml": b"", "word__document.xml": b"", "word__vbaProject.bin": b""}), "a.docm", "macro"),
        (zipped(**{"[Content_Types].xml": b"", "word__document.xml": b"", "word__vbaProject.bin": b""}), "a.docx", "macro"),
        (zipped(**{"setup_DOT_exe": b""}), "a.zip", "macro"),
        (zipped(a=bytes(30_000_000)), "a.zip", "zip_bomb"),
        (b"PK\x03\x04 nothing", "a.zip", "zip_broken"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_annexes_that_could_harm_are_refused(data: bytes, name: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        annex(data, name)
    assert refused.value.code == f"intake.{code}"
