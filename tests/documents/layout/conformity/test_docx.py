"""A .docx: paper, margins, fonts and sizes; positions wait for the PDF."""

from __future__ import annotations

import io
import zipfile

import pytest

from tinhso.documents.layout.conformity.docx import judge_docx
from tinhso.kit.errors import Refusal

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NATION = '<w:p><w:r><w:rPr><w:b/><w:sz w:val="24"/></w:rPr><w:t>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</w:t></w:r></w:p>'
TEXT = "<w:p><w:r><w:t>Thực hiện kế hoạch đã được phê duyệt, Sở đề nghị các cơ quan rà soát và báo cáo.</w:t></w:r></w:p>"
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701"/></w:sectPr>'
DOCUMENT = f"<w:document {W}><w:body>{NATION}{TEXT}{SECTION}</w:body></w:document>"
STYLES = (
    f'<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr><w:sz w:val="28"/></w:rPr></w:style></w:styles>'
)


def docx(document: str = DOCUMENT, styles: str = STYLES) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
        archive.writestr("word/styles.xml", styles)
    return out.getvalue()


def test_a_sound_set_up_gives_no_finding_and_positions_are_not_judged() -> None:
    report = judge_docx(docx())
    assert report.findings == ()
    assert "PDF" in report.not_judged["signer"][0] and "PDF" in report.not_judged["agency"][1]
    assert not {"paper", "margins", "font", "body"} & set(report.not_judged)


@pytest.mark.parametrize(
    ("old", "new", "element", "code"),
    [
        ('w:left="1701"', 'w:left="1587"', "margins", "range"),
        ('w:right="851"', 'w:right="1300"', "margins", "range"),
        ('w:top="1134"', 'w:top="800"', "margins", "range"),
        ('w:bottom="1134"', 'w:bottom="1600"', "margins", "range"),
        ('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"', "paper", "size"),
        ('w:w="11906" w:h="16838"', 'w:w="8391" w:h="11906"', "paper", "size"),
        ('w:w="11906" w:h="16838"', 'w:w="14570" w:h="20636"', "paper", "size"),
        ("Times New Roman", "Arial", "font", "face"),
        ("Times New Roman", "Calibri", "font", "face"),
        ('<w:sz w:val="28"/></w:rPr></w:style>', '<w:color w:val="0000FF"/><w:sz w:val="28"/></w:rPr></w:style>', "font", "colour"),
        ('<w:sz w:val="28"/>', '<w:sz w:val="24"/>', "body", "size"),
        ('<w:sz w:val="28"/>', '<w:sz w:val="22"/>', "body", "size"),
        ('<w:sz w:val="28"/>', '<w:sz w:val="32"/>', "body", "size"),
        ("<w:b/>", "", "nation", "bold"),
        ("<w:b/>", "<w:b/><w:i/>", "nation", "italic"),
        ('<w:b/><w:sz w:val="24"/>', '<w:b/><w:sz w:val="28"/>', "nation", "size"),
    ],
)
def test_set_up_and_styles_against_the_decree(old: str, new: str, element: str, code: str) -> None:
    assert old in DOCUMENT + STYLES
    report = judge_docx(docx(DOCUMENT.replace(old, new), STYLES.replace(old, new)))
    assert report.elements == (element,) and code in {f.code for f in report.findings}


def test_what_is_no_word_file_is_refused() -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        + "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9))
        + f"]><w:document {W}><w:body>&j;</w:body></w:document>"
    )
    for data in (b"", b"PK\x03\x04", docx("<broken"), docx(bomb)):
        with pytest.raises(Refusal, match="docx_broken"):
            judge_docx(data)
