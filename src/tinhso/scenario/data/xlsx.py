"""The province as a workbook for the import screens: units, people, posts, recipients, one sheet each, titles in the first row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from tinhso.scenario.data.province import agencies, agency, by_key
from tinhso.scenario.data.staff import FIELDS, of_agency, people

SHEETS: dict[str, tuple[str, ...]] = {
    "Đơn vị": (
        "Khóa", "Loại", "Tên", "Tên ngắn", "Viết tắt", "Cơ quan chủ quản", "Đơn vị cấp trên", "Địa danh", "Chế độ tập thể", "Chức danh người đứng đầu",
        "Cấp", "Mã định danh QĐ 20", "Mã định danh QĐ 28", "Địa chỉ", "Thư điện tử", "Điện thoại", "Có hiệu lực từ",
    ),
    "Người": ("Khóa", "Họ và tên", "Giới tính", "Tên đăng nhập", "Thư điện tử", "Điện thoại"),
    "Chức vụ": ("Người", "Cơ quan", "Đơn vị", "Chức vụ", "Vai trò", "Lĩnh vực", "Thứ tự", "Có hiệu lực từ"),
    "Nơi nhận": ("Tên", "Mã định danh", "Nhóm", "Thư điện tử"),
}  # fmt: skip
"""Sheet names and column titles."""
_GROUPS = ("Trung ương", "Cấp tỉnh", "Cấp huyện", "Cấp xã")
_ERRORS = (
    ("snv", "agency", "Sở Nội vụ", "", "SNV", "", "ubnd", "", "", "", "Tỉnh", "H99-02", "", "", "khong-phai-thu", "", "31/02/2020"),
    ("moi", "unit", "", "", "", "", "khong-co", "", "", "", "", "", "", "", "", "", "01/7/2016"),
)  # fmt: skip


def write(path: Path, *, only: str | None = None, broken: bool = False) -> Path:
    """Writes the workbook and returns its path. `only`: one agency with its units and people; `broken`: two wrong rows of units.

    Raises KeyError for an unknown agency, OSError where the file cannot be written.
    """
    if only is not None:
        agency(only)
    rows: dict[str, Iterator[Sequence[Any]]] = {
        "Đơn vị": _units(only), "Người": _people(only), "Chức vụ": _posts(only), "Nơi nhận": _recipients(),
    }  # fmt: skip
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    try:
        bold = book.add_format({"bold": True})
        for name, titles in SHEETS.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, titles, bold)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(titles) - 1, 22)
            extra = _ERRORS if broken and name == "Đơn vị" else ()
            for number, row in enumerate((*rows[name], *extra), start=1):
                sheet.write_row(number, 0, row)
    finally:
        book.close()
    return path


def _units(only: str | None) -> Iterator[Sequence[Any]]:
    for a in agencies():
        if only not in (None, a.key):
            continue
        since = f"{a.valid_from:%d/%m/%Y}"
        yield (
            a.key, "agency", a.name, a.short_name, a.abbreviation, a.superior_line, a.parent, a.place, "x" if a.collective else "", a.head_title,
            a.level_label, a.qd20, a.qd28, a.address, a.email, a.phone, since,
        )  # fmt: skip
        for u in a.units:
            yield (u.key, "unit", u.name, "", u.abbreviation, "", a.key, "", "", u.head_title, "", "", "", "", "", "", since)


def _people(only: str | None) -> Iterator[Sequence[Any]]:
    wanted = None if only is None else {p.person for p in of_agency(only)}
    for p in people():
        if wanted is None or p.key in wanted:
            yield (p.key, p.name, "Nữ" if p.gender == "female" else "Nam", p.login or "", p.email, p.phone)


def _posts(only: str | None) -> Iterator[Sequence[Any]]:
    for key in by_key() if only is None else (only,):
        for post in of_agency(key):
            fields = "; ".join(FIELDS[f] for f in post.fields)
            yield (post.person, post.agency, post.unit, post.title, post.role, fields, post.rank, f"{post.valid_from:%d/%m/%Y}")


def _recipients() -> Iterator[Sequence[Any]]:
    for a in agencies():
        yield (a.name, a.qd20, _GROUPS[a.level], a.email)
