"""Scans that are not ours: letters of other organs in eleven layouts, with what stands on each. Same seed, same scans.

Names, numbers and subjects are made up. `pdf` keeps its text layer; `picture` is the same page drawn, turned and soiled, text gone.
"""

from __future__ import annotations

import io
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pypdfium2
import typst
from PIL import Image, ImageFilter

from tinhso.documents.incoming.proposals import Proposal
from tinhso.kit.fonts import FOLDER
from tinhso.kit.text import fold

FONTS = ("Liberation Serif", "DejaVu Serif", "DejaVu Sans", "DejaVu Sans Condensed", "DejaVu Serif Condensed")
PLACES = ("Nam An", "Hà Nội", "Bình Minh", "TP. Hồ Chí Minh", "Sơn Lâm", "Thanh Hòa", "Đông Hải")
UNITS = (
    ("UBND TỈNH NAM AN", "SỞ NỘI VỤ", "SNV", ("VP", "CCVC", "TCBC"), "Giám đốc"),
    ("ỦY BAN NHÂN DÂN|TỈNH BÌNH MINH", "SỞ NÔNG NGHIỆP VÀ|MÔI TRƯỜNG", "SNNMT", ("KHTC", "QLĐĐ"), "Giám đốc"),
    ("", "ỦY BAN NHÂN DÂN|TỈNH SƠN LÂM", "UBND", ("VX", "KT", "NC"), "Chủ tịch"),
    ("", "BỘ NỘI VỤ", "BNV", ("VP", "CCVC"), "Bộ trưởng"),
    ("BỘ TÀI CHÍNH", "CỤC THUẾ", "CT", ("NVDTPC", "KK"), "Cục trưởng"),
    ("SỞ XÂY DỰNG", "TRUNG TÂM QUẢN LÝ HẠ TẦNG", "TTQLHT", ("KT", "HC"), "Giám đốc"),
    ("UBND HUYỆN ĐÔNG HẢI", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "PGDĐT", ("THCS", "TCCB"), "Trưởng phòng"),
    ("", "ỦY BAN NHÂN DÂN|XÃ THANH HÒA", "UBND", ("VP", "ĐC"), "Chủ tịch"),
    ("SỞ Y TẾ", "BỆNH VIỆN ĐA KHOA NAM AN", "BVĐK", ("KHTH", "TCHC"), "Giám đốc"),
    ("", "BẢO HIỂM XÃ HỘI|TỈNH NAM AN", "BHXH", ("CST", "TNHS"), "Giám đốc"),
    ("CÔNG AN TỈNH NAM AN", "PHÒNG CẢNH SÁT PCCC", "PCCC", ("TM", "CTPC"), "Trưởng phòng"),
    ("", "HỘI ĐỒNG NHÂN DÂN|TỈNH BÌNH MINH", "HĐND", ("TT", "PC"), "Chủ tịch"),
)
COMPANIES = (
    ("CÔNG TY CỔ PHẦN CẤP NƯỚC NAM AN", "CNNA", "Giám đốc"), ("CÔNG TY TNHH XÂY DỰNG MINH PHÚ", "MP", "Giám đốc"),
    ("TẬP ĐOÀN VIỄN THÔNG SAO MAI", "SM", "Tổng Giám đốc"), ("NGÂN HÀNG TMCP PHƯƠNG ĐÔNG", "NHPĐ", "Tổng Giám đốc"),
)  # fmt: skip
PARTIES = (
    ("ĐẢNG BỘ TỈNH NAM AN", "TỈNH ỦY NAM AN", "TU", "Phó Bí thư"), ("TỈNH ỦY SƠN LÂM", "BAN TỔ CHỨC", "BTCTU", "Trưởng ban"),
    ("HUYỆN ỦY ĐÔNG HẢI", "VĂN PHÒNG", "VPHU", "Chánh Văn phòng"),
)  # fmt: skip
TYPES = (
    ("BÁO CÁO", "BC", "report"), ("KẾ HOẠCH", "KH", "plan"), ("THÔNG BÁO", "TB", "notice"), ("TỜ TRÌNH", "TTr", "submission"),
    ("QUYẾT ĐỊNH", "QĐ", "decision"), ("GIẤY MỜI", "GM", "invitation"), ("CHỈ THỊ", "CT", "directive"), ("HƯỚNG DẪN", "HD", "guidance"),
)  # fmt: skip
SUBJECTS = (
    "phối hợp rà soát danh mục thủ tục hành chính", "đề nghị cung cấp số liệu dân số năm 2019", "tổ chức Hội nghị tổng kết công tác cải cách hành chính",
    "tăng cường phòng, chống dịch bệnh trên địa bàn tỉnh", "phê duyệt dự toán kinh phí sửa chữa trụ sở làm việc quý I và quý II năm 2020 của các đơn vị trực thuộc",
    "kết quả thực hiện nhiệm vụ tháng 01 và phương hướng nhiệm vụ tháng 02", "góp ý dự thảo Quy chế làm việc", "cử cán bộ tham gia tập huấn chuyển đổi số",
    "xin ý kiến về giá đất cụ thể của dự án Khu dân cư phía Đông đường Nguyễn Trãi", "báo cáo tình hình sử dụng biên chế",
)  # fmt: skip
PEOPLE = (
    "Nguyễn Văn An",
    "Trần Thị Bích Hạnh",
    "Lê Quốc Khánh",
    "Phạm Minh Đức",
    "Hoàng Thị Mai",
    "Đỗ Xuân Trường",
    "Vũ Hải",
    "Bùi Thị Kim Ngân",
)
BODY = (
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
    "Thực hiện Công văn số 118/VPCP-KSTT ngày 14 tháng 01 năm 2020 của Văn phòng Chính phủ, cơ quan chúng tôi đề nghị quý cơ quan phối hợp các nội dung sau đây.",
    "1. Rà soát, thống kê và gửi kết quả trước ngày 20/02/2020 theo mẫu kèm theo. Các đơn vị chủ động bố trí nhân lực để bảo đảm tiến độ.",
    "2. Phân công 01 lãnh đạo phụ trách, gửi họ tên và số điện thoại về địa chỉ nêu trên để tiện liên hệ, phối hợp trong quá trình thực hiện.",
    "Rất mong nhận được sự quan tâm, phối hợp của quý cơ quan./.",
)
FIELDS = ("issuer", "notation", "document_date", "place", "type_code", "subject", "signer_name", "signer_title", "urgency")


@dataclass(frozen=True, slots=True)
class Scan:
    """`truth`: what a clerk would type, by field; "" where the page says nothing. `dpi`, `turn` (degrees): how it was scanned."""

    layout: str
    source: str
    truth: dict[str, str]
    dpi: int
    turn: float

    @property
    def pdf(self) -> bytes:
        return bytes(typst.compile(self.source.encode(), font_paths=[str(FOLDER)]))

    @property
    def picture(self) -> bytes:
        """The first page as a grey scan in a PDF without text."""
        with pypdfium2.PdfDocument(self.pdf) as document:
            image = document[0].render(scale=self.dpi / 72).to_pil().convert("L")
        grain = Image.effect_noise(image.size, 18)
        soiled = Image.blend(image.filter(ImageFilter.GaussianBlur(0.4)), grain, 0.06)
        out = io.BytesIO()
        soiled.save(out, "PDF", resolution=self.dpi)
        return out.getvalue()


def scans(count: int, seed: int = 30) -> Iterator[Scan]:
    dice = random.Random(seed)
    for n in range(count):
        yield LAYOUTS[n % len(LAYOUTS)](dice)


class _Letter:
    """What every layout draws from."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.superior, self.organ, self.symbol, divisions, self.chief = dice.choice(UNITS)
        self.division = dice.choice(divisions)
        self.day = date(2020, 1, 2) + timedelta(dice.randrange(58))
        self.place, self.number = dice.choice(PLACES), dice.randrange(1, 2000)
        self.said = f"{self.number:02d}"
        self.subject, self.person = dice.choice(SUBJECTS), dice.choice(PEOPLE)
        self.font = dice.choice(FONTS)
        self.size = dice.choice((11, 12, 13) if "Condensed" in self.font or "Lib" in self.font else (10, 11))
        self.turn = dice.choice((0, 0, 0, 1, -1, 1.6, -2))
        self.dpi = dice.choice((150, 200, 300))
        self.deputy = dice.random() < 0.4
        self.urgent = dice.choice(("", "", "", "", "KHẨN", "HỎA TỐC"))

    @property
    def title(self) -> str:
        return f"Phó {self.chief}" if self.deputy else self.chief

    @property
    def dated(self) -> str:
        return f"{self.place}, ngày {self.day:%d} tháng {self.day.month if self.day.month > 2 else f'{self.day:%m}'} năm {self.day.year}"

    @property
    def motto(self) -> str:
        return "*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*\\ *Độc lập - Tự do - Hạnh phúc*"

    def lines(self, text: str) -> str:
        return text.replace("|", "\\ ")

    def truth(self, **more: str) -> dict[str, str]:
        base = {
            "issuer": self.organ.replace("|", " "), "document_date": f"{self.day:%d/%m/%Y}", "place": self.place, "subject": self.subject,
            "signer_name": self.person, "signer_title": self.title,
            "urgency": {"KHẨN": "urgent", "HỎA TỐC": "express"}.get(self.urgent, ""),
        }  # fmt: skip
        return {**dict.fromkeys(FIELDS, ""), **base, **more}

    def stamp(self) -> str:
        return f"#align(left)[#box(stroke: 1pt + red, inset: 3pt)[#text(red)[*{self.urgent}*]]]" if self.urgent else ""

    def signature(self, seal: bool = True) -> str:
        office = f"KT. {self.chief.upper()}\\ {self.title.upper()}" if self.deputy else self.chief.upper()
        if self.chief == "Chủ tịch" and "ỦY BAN" in self.organ:
            office = f"TM. ỦY BAN NHÂN DÂN\\ {office}"
        ring = (
            f"#place(dx: 10pt, dy: -52pt, circle(radius: 30pt, stroke: 1.4pt + red)[#align(center + horizon)[#text(5pt, red)[{self.lines(self.organ)}]]])"
            if seal
            else ""
        )
        return (
            f"#v(10pt)#grid(columns: (1fr, 1fr), [#text(0.8em)[*_Nơi nhận:_*\\ - Như trên;\\ - Lưu: VT, {self.division}.]], "
            f"align(center)[*{office}*#v(48pt)*{self.person}*{ring}])"
        )

    def made(self, layout: str, body: str, truth: dict[str, str], margin: str = "") -> Scan:
        side = self.dice.choice(
            ("left: 30mm, right: 15mm, y: 20mm", "left: 25mm, right: 20mm, y: 18mm", "left: 35mm, right: 18mm, y: 25mm")
        )
        source = (
            f'#set page("a4", margin: ({margin or side}))\n#set text(font: ("{self.font}", "Liberation Serif"), size: {self.size}pt, lang: "vi")\n'
            f"#set par(justify: true, leading: 0.6em)\n#rotate({self.turn}deg)[#box(width: 100%)[{body}]]"
        )
        return Scan(layout, source, truth, self.dpi, self.turn)


def _head(left: str, right: str, columns: str = "(2fr, 3fr)") -> str:
    return f"#grid(columns: {columns}, column-gutter: 6pt, align(center)[{left}], align(center)[{right}])"


def _paragraphs(letter: _Letter, to: bool = True) -> str:
    kinh = "#align(center)[Kính gửi: Sở Thông tin và Truyền thông tỉnh Nam An.]\n\n" if to else ""
    return kinh + "\n\n".join(f"#h(1cm){p}" for p in letter.dice.sample(BODY, 4))


def _over(letter: _Letter, bold: bool = True) -> str:
    upper = f"{letter.lines(letter.superior)}\\ " if letter.superior else ""
    return upper + (f"*{letter.lines(letter.organ)}*" if bold else letter.lines(letter.organ))


def official_letter(dice: random.Random) -> Scan:
    a = _Letter(dice)
    notation = f"{a.said}/{a.symbol}-{a.division}"
    shown = dice.choice((f"Số: {notation}", f"Số: {notation.replace('/', ' / ')}", f"Số:   {a.said}   /{a.symbol}-{a.division}"))
    about = dice.choice(("V/v", "Về việc", "V/v:"))
    left = f"{_over(a)}\\ #line(length: 30%)\n{shown}\\ #text(0.9em)[{about} {a.subject}]"
    body = _head(left, f"{a.motto}\\ #line(length: 50%)\n_{a.dated}_") + a.stamp() + "#v(14pt)" + _paragraphs(a) + a.signature()
    return a.made("official letter", body, a.truth(notation=notation, type_code="official_letter"))


def titled(dice: random.Random) -> Scan:
    a = _Letter(dice)
    name, short, code = dice.choice(TYPES)
    notation = f"{a.said}/{short}-{a.symbol}"
    head = _head(f"{_over(a, dice.random() < 0.7)}\\ #line(length: 30%)\nSố: {notation}", f"{a.motto}\\ #line(length: 50%)\n_{a.dated}_")
    about = dice.choice((f"Về việc {a.subject}", f"{a.subject[0].upper()}{a.subject[1:]}"))
    body = head + a.stamp() + f"#v(14pt)#align(center)[*{name}*\\ *{about}*]\n#v(8pt)" + _paragraphs(a, False) + a.signature()
    return a.made("titled", body, a.truth(notation=notation, type_code=code))


def across(dice: random.Random) -> Scan:
    """The motto across the page, the issuer beneath on the left."""
    a = _Letter(dice)
    notation = f"{a.said}/{a.symbol}-{a.division}"
    head = f"#align(center)[{a.motto}]\n#v(6pt)#grid(columns: (1fr, 1fr), align(center)[{_over(a)}\\ Số: {notation}], align(right)[_{a.dated}_])"
    body = head + f"#v(12pt)#align(center)[V/v {a.subject}]\n#v(6pt)" + _paragraphs(a) + a.signature()
    return a.made("motto across", body, a.truth(notation=notation, type_code="official_letter", urgency=""))


def company(dice: random.Random) -> Scan:
    a = _Letter(dice)
    a.organ, a.symbol, a.chief = dice.choice(COMPANIES)
    a.superior = ""
    notation = dice.choice((f"{a.said}/CV-{a.symbol}", f"{a.said}/2020/CV-{a.symbol}", f"{a.said}-CV/{a.symbol}"))
    head = (
        f"#text(1.2em)[*{a.organ}*]\\ #text(0.8em)[Địa chỉ: số 15 đường Trần Phú, phường 1, tỉnh Nam An\\ Điện thoại: 0204.3855.123 - Email: "
        f"vanthu\\@congty.vn]#line(length: 100%)\n#grid(columns: (1fr, 1fr), [Số: {notation}], align(right)[_{a.dated}_])"
    )
    body = head + f"\n\n_V/v: {a.subject}_\n#v(6pt)" + _paragraphs(a) + a.signature()
    # Whether a symbol with CV is said to be an official letter is the form's matter, the type stands nowhere on the page.
    return a.made("company", body, a.truth(notation=notation, type_code="official_letter", urgency=""))


def table(dice: random.Random) -> Scan:
    a = _Letter(dice)
    name, short, code = dice.choice(TYPES)
    notation = f"{a.said}/{short}-{a.symbol}"
    head = (
        f"#table(columns: (5fr, 6fr), stroke: 0.5pt, align(center)[{_over(a)}], align(center)[{a.motto}], "
        f"align(center)[Số: {notation}], align(center)[_{a.dated}_])"
    )
    body = head + a.stamp() + f"#v(10pt)#align(center)[*{name}*\\ *{a.subject[0].upper()}{a.subject[1:]}*]\n#v(6pt)" + _paragraphs(a, False)
    body += "#table(columns: (1fr, 3fr, 2fr), [STT], [Nội dung], [Số văn bản], [1], [Rà soát], [Số: 99/KH-ABC])" + a.signature()
    return a.made("table", body, a.truth(notation=notation, type_code=code))


def party(dice: random.Random) -> Scan:
    a = _Letter(dice)
    a.superior, a.organ, a.symbol, a.chief = dice.choice(PARTIES)
    a.deputy = False
    notation = f"{a.said}-CV/{a.symbol}"
    left = f"{a.superior}\\ *{a.organ}*\\ \\*\\ Số {notation}\\ #text(0.9em)[_{a.subject}_]"
    left = left.replace(f"_{a.subject}_", f"V/v {a.subject}")
    body = _head(left, f"*#underline[ĐẢNG CỘNG SẢN VIỆT NAM]*\\ #v(8pt)_{a.dated}_") + "#v(14pt)" + _paragraphs(a) + a.signature()
    return a.made("party", body, a.truth(notation=notation, type_code="official_letter", urgency=""))


def below_title(dice: random.Random) -> Scan:
    """The number under the title, the day at the end."""
    a = _Letter(dice)
    name, short, code = dice.choice((("BIÊN BẢN", "BB", "minutes"), ("HỢP ĐỒNG", "HĐ", "contract"), ("PHƯƠNG ÁN", "PA", "option_plan")))
    notation = f"{a.said}/{short}-{a.symbol}"
    body = (
        _head(_over(a), a.motto) + f"#v(14pt)#align(center)[*{name}*\\ *{a.subject[0].upper()}{a.subject[1:]}*\\ Số: {notation}]\n#v(6pt)"
    )
    body += _paragraphs(a, False) + f"\n#align(right)[_{a.dated}_]" + a.signature()
    return a.made("number below title", body, a.truth(notation=notation, type_code=code, urgency=""))


def citizen(dice: random.Random) -> Scan:
    a = _Letter(dice)
    name = dice.choice(("ĐƠN KHIẾU NẠI", "ĐƠN TỐ CÁO", "ĐƠN KIẾN NGHỊ"))
    said = dice.choice(("Tôi tên là", "Họ và tên", "Tên tôi là"))
    body = (
        f"#align(center)[{a.motto}]\n#v(10pt)#align(center)[*{name}*\\ _(V/v {a.subject})_]\n\n#h(1cm)Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh Nam An"
        f"\n\n{said}: {a.person}, sinh năm 1961\n\nĐịa chỉ: thôn 3, xã Thanh Hòa\n\n" + "\n\n".join(BODY[3:])
        + f"\n#align(right)[_{a.dated}_\\ *NGƯỜI LÀM ĐƠN*#v(36pt){a.person}]"
    )  # fmt: skip
    return a.made("citizen", body, a.truth(issuer=a.person, notation="", type_code="petition", urgency="", signer_name="", signer_title=""))


def mirrored(dice: random.Random) -> Scan:
    """The day on the left under the number, the number on the right under the motto."""
    a = _Letter(dice)
    name, short, code = dice.choice(TYPES)
    notation = f"{a.said}/{short}-{a.symbol}"
    short_day = dice.random() < 0.5
    dated = f"{a.place}, ngày {a.day:%d/%m/%Y}" if short_day else a.dated
    head = _head(f"{_over(a)}\\ #v(4pt)_{dated}_", f"{a.motto}\\ #v(4pt)Số: {notation}", "(1fr, 1fr)")
    body = (
        head + a.stamp() + f"#v(14pt)#align(center)[*{name}*\\ Về việc {a.subject}]\n#v(6pt)" + _paragraphs(a, False) + a.signature(False)
    )
    return a.made("mirrored", body, a.truth(notation=notation, type_code=code))


def legal(dice: random.Random) -> Scan:
    a = _Letter(dice)
    name, short, code = dice.choice(
        (("QUYẾT ĐỊNH", "QĐ", "legal_decision"), ("NGHỊ QUYẾT", "NQ", "legal_resolution"), ("THÔNG TƯ", "TT", "circular"))
    )
    notation = f"{a.said}/2020/{short}-{a.symbol}"
    head = _head(f"{_over(a)}\\ #line(length: 30%)\nSố: {notation}", f"{a.motto}\\ #line(length: 50%)\n_{a.dated}_")
    body = (
        head + f"#v(14pt)#align(center)[*{name}*\\ *Về việc {a.subject}*\\ #v(4pt)*{a.chief.upper()} {a.organ.replace('|', ' ')}*]\n#v(4pt)"
    )
    return a.made("legal", body + _paragraphs(a, False) + a.signature(), a.truth(notation=notation, type_code=code, urgency=""))


def bare(dice: random.Random) -> Scan:
    """No "Số", the issuer on three lines, a subject in capitals."""
    a = _Letter(dice)
    a.superior, a.organ = "BỘ GIÁO DỤC VÀ ĐÀO TẠO", "TRƯỜNG CAO ĐẲNG|KINH TẾ KỸ THUẬT|NAM AN"
    a.symbol, a.chief = "CĐKTKT", "Hiệu trưởng"
    name, short, code = dice.choice(TYPES[:3])
    notation = f"{a.said}/{short}-{a.symbol}"
    head = _head(f"{_over(a)}\\ {notation}", f"{a.motto}\\ #v(6pt)_{a.place} ngày {a.day.day} tháng {a.day.month} năm {a.day.year}_")
    body = head + f"#v(14pt)#align(center)[*{name}*\\ *{a.subject.upper()}*]\n#v(6pt)" + _paragraphs(a, False) + a.signature()
    return a.made("bare number", body, a.truth(notation=notation, type_code=code, urgency=""))


LAYOUTS = (official_letter, titled, across, company, table, party, below_title, citizen, mirrored, legal, bare)


class Score:
    """Counts by field."""

    def __init__(self) -> None:
        self.there: Counter[str] = Counter()
        self.said: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.sure: Counter[str] = Counter()
        self.sure_right: Counter[str] = Counter()
        self.wrong: list[str] = []

    def add(self, scan: Scan, found: list[Proposal]) -> None:
        by_field = {p.field: p for p in found}
        for field in FIELDS:
            true, p = scan.truth[field], by_field.get(field)
            right = p is not None and true != "" and same(field, p.value, true)
            self.there[field] += true != ""
            self.said[field] += p is not None
            self.right[field] += right
            self.sure[field] += p is not None and p.confidence >= 80
            self.sure_right[field] += right and p is not None and p.confidence >= 80
            if not right and (true or p):
                self.wrong.append(f"{scan.layout} (turned {scan.turn}): {field} {p and (p.value, p.confidence)} is {true!r}")

    def precision(self, field: str) -> float:
        return self.right[field] / self.said[field] if self.said[field] else 1.0

    def recall(self, field: str) -> float:
        return self.right[field] / self.there[field] if self.there[field] else 1.0

    def show(self, title: str) -> None:
        print(f"{title}\n  {'field':14} {'precision':>9} {'recall':>7} {'80+':>6}  of")
        for field in FIELDS:
            sure = self.sure_right[field] / self.sure[field] if self.sure[field] else 1.0
            print(f"  {field:14} {self.precision(field):9.3f} {self.recall(field):7.3f} {sure:6.3f}  {self.there[field]}")


def same(field: str, said: str, true: str) -> bool:
    """As a clerk would accept it unchanged: accents and capitals of names and subjects do not decide, numbers and days do."""
    if field in ("notation", "document_date", "type_code", "urgency"):
        return said == true
    return _bare(said) == _bare(true)


def _bare(text: str) -> str:
    return re.sub(r"^(ve viec|v/v)\s*", "", re.sub(r"[^\w/ ]", "", fold(text))).strip()
