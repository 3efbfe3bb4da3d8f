"""Drafts of every type, all invented."""

from __future__ import annotations

from tinhso.documents.layout.content import Bullets, Column, Content, Field, Heading, Paragraph, Signer, Table
from tinhso.documents.types import BY_CODE, symbol

DEPUTY = Signer(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Trần Thị Bình")
TEXT = "Thực hiện kế hoạch đã được phê duyệt, Sở đề nghị các cơ quan rà soát và báo cáo kết quả trước ngày 15 hằng tháng."
BASES = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",
    "Theo đề nghị của Chánh Văn phòng Sở",
)


def draft(code: str, **changes: object) -> Content:
    """A sound draft of the type, with what its sample asks for."""
    kind = BY_CODE[code]
    enacted = kind.sample in ("1.1", "1.2")
    content = Content(
        type=code,
        symbol=symbol(kind, "STTTT", "CNTT", 2020),
        year=2020,
        superior="UBND tỉnh An Phú Đông",
        agency="Sở Thông tin và Truyền thông",
        place="An Phú Đông",
        subject="Về việc gửi, nhận văn bản điện tử" if kind.subject else "",
        signer=DEPUTY,
        issuer="Giám đốc Sở Thông tin và Truyền thông" if enacted or kind.sample == "1.6" else "",
        bases=BASES if enacted else (),
        addressees=("Các sở, ban, ngành", "Ủy ban nhân dân các huyện") if code in ("official_letter", "telegram") else (),
        recipients=("Như trên", "UBND tỉnh (báo cáo)"),
        archive=("VT", "CNTT"),
        co_signer=Signer(("THƯ KÝ",), "Lê Văn Cường") if kind.sample == "1.9" else None,
        confirmation="Xác nhận của cơ quan\nnơi nghỉ phép" if kind.sample == "1.10" else "",
        body=_body(kind.sample),
    )
    return content.change(**changes)


def _body(sample: str) -> tuple[Paragraph | Field | Heading | Bullets | Table, ...]:
    if sample in ("1.1", "1.2"):
        return (Heading("article", text="Ban hành kèm theo văn bản này bản quy định."), Heading("article", text=TEXT))
    if sample in ("1.7", "1.8", "1.9", "1.10"):
        return (Field("Ông (bà)", "Phạm Thị Dung"), Field("Thời gian", "08 giờ 00"), Field("Địa điểm", "Phòng họp số 1"), Paragraph(TEXT))
    return (Paragraph(TEXT), Heading("clause", text=TEXT), Heading("point", text="Việc thứ nhất;"), Paragraph(TEXT))


def long_table(rows: int) -> Table:
    columns = (Column("STT", 0.5, "center"), Column("Tên văn bản", 4), Column("Số bản", 1, "right"))
    return Table(columns, tuple((str(i), f"Văn bản {i} về công tác văn thư", "12") for i in range(1, rows + 1)))
