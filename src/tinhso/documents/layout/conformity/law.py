"""Phụ lục I of Nghị định 30/2020/NĐ-CP as data: the elements of form and what each of their parts must look like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

LAW = "Nghị định số 30/2020/NĐ-CP, Phụ lục I"
VALID_FROM = date(2020, 3, 5)
VALID_TO: date | None = None

# code: number of its box in the diagram (IV), Vietnamese, English. The first four belong to the whole sheet (I).
ELEMENTS: dict[str, tuple[str, str, str]] = {
    "paper": ("", "Khổ giấy và chiều trang", "paper and direction"),
    "margins": ("", "Lề trang", "margins"),
    "font": ("", "Phông chữ và màu chữ", "font and colour"),
    "page_number": ("", "Số trang", "page number"),
    "nation": ("1", "Quốc hiệu và Tiêu ngữ", "national title and motto"),
    "agency": ("2", "Tên cơ quan ban hành", "name of the issuing agency"),
    "number": ("3", "Số, ký hiệu", "number and symbol"),
    "place_date": ("4", "Địa danh và thời gian ban hành", "place and date"),
    "title": ("5a", "Tên loại và trích yếu", "type name and subject"),
    "letter_subject": ("5b", "Trích yếu công văn", "subject of a letter"),
    "body": ("6", "Nội dung văn bản", "text"),
    "signer": ("7", "Chức vụ, họ tên và chữ ký", "post, name and signature"),
    "seal": ("8", "Dấu, chữ ký số của cơ quan", "seal or signature of the agency"),
    "addressees": ("9a", "Kính gửi", "addressees"),
    "recipients": ("9b", "Nơi nhận", "recipients"),
    "secrecy": ("10a", "Dấu chỉ độ mật", "secrecy mark"),
    "urgency": ("10b", "Dấu chỉ mức độ khẩn", "urgency mark"),
    "circulation": ("11", "Chỉ dẫn phạm vi lưu hành", "circulation mark"),
    "drafter": ("12", "Ký hiệu người soạn thảo, số bản", "drafter's sign and copies"),
    "address": ("13", "Địa chỉ cơ quan", "address of the agency"),
    "copy": ("14", "Chữ ký số trên bản sao điện tử", "agency signature of an electronic copy"),
    "annex": ("", "Phụ lục", "annex"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One line of mục V: sizes in points; None where the decree leaves it open. `case` "lower" is chữ in thường."""

    element: str
    vi: str
    en: str
    article: str
    sizes: tuple[float, float] | None = None
    bold: bool | None = None
    italic: bool | None = None
    case: Literal["upper", "lower", ""] = ""


PARTS: dict[str, Part] = {
    "paper": Part("paper", "Khổ giấy", "Paper", "I.1"),
    "direction": Part("paper", "Chiều trang", "Direction of the page", "I.2"),
    "margin_top": Part("margins", "Lề trên", "Top margin", "I.3"),
    "margin_bottom": Part("margins", "Lề dưới", "Bottom margin", "I.3"),
    "margin_left": Part("margins", "Lề trái", "Left margin", "I.3"),
    "margin_right": Part("margins", "Lề phải", "Right margin", "I.3"),
    "family": Part("font", "Phông chữ", "Font", "I.4"),
    "ink": Part("font", "Màu chữ", "Colour of the text", "I.4"),
    "page_number": Part("page_number", "Số trang", "Page number", "I.7", (13, 14), None, False),
    "nation": Part("nation", "Quốc hiệu", "National title", "II.1.a", (12, 13), True, False, "upper"),
    "motto": Part("nation", "Tiêu ngữ", "Motto", "II.1.b", (13, 14), True, False, "lower"),
    "superior": Part("agency", "Tên cơ quan chủ quản", "Name of the superior agency", "II.2.b", (12, 13), None, False, "upper"),
    "agency": Part("agency", "Tên cơ quan ban hành", "Name of the issuing agency", "II.2.b", (12, 13), True, False, "upper"),
    "number": Part("number", "Số, ký hiệu", "Number and symbol", "II.3.c", (13, 13), False, False),
    "place_date": Part("place_date", "Địa danh, ngày tháng năm", "Place and date", "II.4.c", (13, 14), False, True, "lower"),
    "title": Part("title", "Tên loại văn bản", "Name of the type", "II.5.b", (13, 14), True, False, "upper"),
    "subject": Part("title", "Trích yếu nội dung", "Subject", "II.5.b", (13, 14), True, False, "lower"),
    "letter_subject": Part("letter_subject", "Trích yếu công văn", "Subject of the letter", "II.5.b", (12, 13), False, False, "lower"),
    "bases": Part("body", "Căn cứ ban hành", "Bases", "II.6.a", (13, 14), None, True, "lower"),
    "division": Part("body", "Phần, chương, mục", "Part, chapter, section", "II.6.đ", (13, 14), True, False),
    "article": Part("body", "Điều", "Article", "II.6.đ", (13, 14), True, False),
    "body": Part("body", "Nội dung văn bản", "Text", "II.6.e", (13, 14), None, False, "lower"),
    "authority": Part("signer", "Quyền hạn, chức vụ người ký", "Authority and post of the signer", "II.7.đ", (13, 14), True, False, "upper"),
    "name": Part("signer", "Họ và tên người ký", "Name of the signer", "II.7.đ", (13, 14), True, False, "lower"),
    "seal": Part("seal", "Dấu, chữ ký số của cơ quan", "Seal or signature of the agency", "II.8.a"),
    "addressees": Part("addressees", "Phần “Kính gửi”", "The addressees", "II.9.d", (13, 14), False, False, "lower"),
    "recipients": Part("recipients", "Từ “Nơi nhận”", "The word “Nơi nhận”", "II.9.d", (12, 12), True, True, "lower"),
    "recipient_list": Part("recipients", "Danh sách nơi nhận", "List of recipients", "II.9.d", (11, 11), False, False, "lower"),
    "annex_label": Part("annex", "Từ “Phụ lục” và số thứ tự", "The word “Phụ lục” and its number", "III.1.b", (14, 14), True, False, "lower"),
    "annex_title": Part("annex", "Tên phụ lục", "Name of the annex", "III.1.b", (13, 14), True, False, "upper"),
    "annex_reference": Part("annex", "Chỉ dẫn kèm theo", "Reference to the document", "III.1.c", (13, 14), False, True, "lower"),
    "secrecy": Part("secrecy", "Dấu chỉ độ mật", "Secrecy mark", "III.2.a", None, None, None, "upper"),
    "urgency": Part("urgency", "Dấu chỉ mức độ khẩn", "Urgency mark", "III.2.b", (13, 14), True, False, "upper"),
    "circulation": Part("circulation", "Chỉ dẫn phạm vi lưu hành", "Circulation mark", "III.2.c", (13, 14), True, False, "upper"),
    "drafter": Part("drafter", "Ký hiệu người soạn thảo, số bản", "Drafter's sign and copies", "III.3", (11, 11), False, False, "upper"),
    "address": Part("address", "Địa chỉ cơ quan", "Address of the agency", "III.4", (11, 12), False, False, "lower"),
    "copy": Part("copy", "Thông tin ký số trên bản sao", "Signature line of the copy", "Phần II.I.3", (10, 10), False, False, "lower"),
}  # fmt: skip

# I.3 in millimetres.
MARGINS: dict[str, tuple[float, float]] = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
# Faces with the widths of Times New Roman count as it: nothing a reader could tell apart (the product's own is Liberation Serif).
FACES = ("timesnewroman", "times", "liberationserif", "tinos", "texgyretermes", "nimbusrom", "termes", "freeserif")
# III.2.b: width of each stamp, all 8 mm high.
STAMPS: dict[str, float] = {"hỏa tốc": 30, "thượng khẩn": 40, "khẩn": 20}
STAMP_HEIGHT = 8.0
CIRCULATION = ("xem xong trả lại", "lưu hành nội bộ")
SECRECY = ("tuyệt mật", "tối mật", "mật")
INDENTS = (10.0, 12.7)  # mm, II.6.e
PARAGRAPH_GAP = 6.0  # points, II.6.e
# A single line of Times New Roman is 1.149 of its size; 1.5 lines at most (II.6.e).
LINE_PITCH = (1.107, 1.149 * 1.5)
RULE = (1 / 3, 1 / 2)  # of its line: II.2.b, II.5.b
LETTER_SUBJECT_GAP = 6.0  # points, II.5.b


def in_times(font: str) -> bool:
    """Whether a font of this name, if it has one, counts as Times New Roman."""
    return not font or "".join(c for c in font.lower() if c.isalpha()).startswith(FACES)


def is_a4(width: float, height: float) -> bool:
    """Millimetres, either way round, within what printers and exporters cut off."""
    short, long = sorted((width, height))
    return abs(short - 210) <= 1.5 and abs(long - 297) <= 1.5
