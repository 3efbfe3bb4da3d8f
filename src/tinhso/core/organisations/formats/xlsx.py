"""The sheets "Đơn vị" (agencies and units) and "Nơi nhận" (correspondents) of the import workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from python_calamine import CalamineWorkbook

from tinhso.core.access.public import Actor
from tinhso.core.organisations import rules
from tinhso.core.organisations.actions.create import create_agency, create_unit
from tinhso.core.organisations.directory import Directory, UnitView
from tinhso.core.organisations.formats.sheets import Column, Row, Sheet, Step, read_sheet
from tinhso.core.organisations.models import Channel
from tinhso.core.organisations.snapshot import directory
from tinhso.kit.errors import Refusal
from tinhso.kit.text import compare_key

KINDS = {"Cơ quan": "agency", "Đơn vị": "unit"}
WAYS = {"Trong hệ thống": "instance", "Trục liên thông": "axis", "Thư điện tử": "mail", "Giấy": "paper"}
UNITS = (
    Column("key", "Mã", True, "pcntt"), Column("name", "Tên", True, "Phòng Công nghệ thông tin"), Column("kind", "Loại", True, "Đơn vị"),
    Column("parent", "Trực thuộc", example="Sở Thông tin và Truyền thông"), Column("short_name", "Tên ngắn", example="Phòng CNTT"),
    Column("abbreviation", "Viết tắt", example="CNTT"), Column("superior_line", "Dòng cấp trên"), Column("place", "Địa danh"),
    Column("head_title", "Chức danh người đứng đầu", example="Trưởng phòng"), Column("collective", "Làm việc tập thể", example="Không"),
    Column("code", "Mã định danh"), Column("fields", "Lĩnh vực"), Column("since", "Từ ngày", example="01/01/2020"),
)  # fmt: skip
RECIPIENTS = (
    Column("name", "Tên", True, "Công ty Điện lực tỉnh Mẫu"), Column("short_name", "Tên ngắn", example="Điện lực tỉnh"),
    Column("code", "Mã định danh"), Column("way", "Kênh", True, "Thư điện tử"), Column("address", "Địa chỉ gửi", example="vanthu@example.vn"),
    Column("since", "Từ ngày", example="01/01/2020"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitRow:
    """`parent` is a key of the file, an identifier or the exact name of a unit already there; "" for none."""

    number: int
    key: str
    kind: str
    parent: str
    codes: tuple[str, ...]
    since: date | None
    described: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RecipientRow:
    number: int
    name: str
    short_name: str
    codes: tuple[str, ...]
    way: str
    address: str
    since: date | None


def find(tree: Directory, text: str) -> UnitView | None:
    """A unit already there, by identifier or exact name; None where nobody or several bear the name."""
    if by_code := tree.by_code(text):
        return by_code
    named = [u for u in tree.search(text, limit=1000) if compare_key(u.name) == compare_key(text)]
    return named[0] if len(named) == 1 else None


def read_units(book: CalamineWorkbook) -> tuple[list[UnitRow], Sheet]:
    sheet = read_sheet(book, "Đơn vị", UNITS)
    sheet.unique("key")
    tree = directory()
    known = {compare_key(row["key"]): row for row in sheet.rows}
    rows = []
    for row in sheet.rows:
        kind = sheet.choice(row, "kind", KINDS)
        _check_parent(sheet, row, kind, known, tree)
        described = {k: row[k] for k in ("name", "short_name", "abbreviation", "superior_line", "place", "head_title")}
        collective = sheet.choice(row, "collective", {"Có": "yes", "Không": ""}) == "yes"
        rows.append(
            UnitRow(
                row.number,
                compare_key(row["key"]),
                kind,
                row["parent"],
                _codes(sheet, row, tree),
                sheet.day(row, "since"),
                {**described, "collective": collective, "fields": list(sheet.words(row, "fields"))},
            )
        )
    _check_circles(sheet, known)
    return rows, sheet


def read_recipients(book: CalamineWorkbook) -> tuple[list[RecipientRow], Sheet]:
    sheet = read_sheet(book, "Nơi nhận", RECIPIENTS)
    sheet.unique("name")
    tree = directory()
    rows = []
    for row in sheet.rows:
        if row["name"] and find(tree, row["name"]):
            sheet.fault(row, "name", "Cơ quan này đã có. Xóa dòng.", "This agency is already there. Remove the row.")
        outside = {word: way for word, way in WAYS.items() if way != "instance"}
        rows.append(
            RecipientRow(
                row.number,
                row["name"],
                row["short_name"],
                _codes(sheet, row, tree),
                sheet.choice(row, "way", outside, "paper"),
                row["address"],
                sheet.day(row, "since"),
            )
        )
    return rows, sheet


def unit_steps(actor: Actor, rows: list[UnitRow], made: dict[str, int]) -> Iterator[Step]:
    """How to create each, parents first; `made` fills with ids by the file's keys."""
    waiting = list(rows)
    while waiting:
        keys = {row.key for row in waiting}
        ready = [row for row in waiting if compare_key(row.parent) not in keys]
        if not ready:
            return  # a circle: a fault already
        for row in ready:
            yield Step("Đơn vị", row.number, partial(_write, actor, row, made))
        waiting = [row for row in waiting if row.key not in {r.key for r in ready}]


def recipient_steps(actor: Actor, rows: list[RecipientRow]) -> Iterator[Step]:
    for row in rows:
        act = partial(
            create_agency, actor, name=row.name, short_name=row.short_name, codes=row.codes, channel=Channel.Way(row.way),
            address=row.address, on=row.since,
        )  # fmt: skip
        yield Step("Nơi nhận", row.number, act)


def _write(actor: Actor, row: UnitRow, made: dict[str, int]) -> None:
    tree = directory()
    above = made.get(compare_key(row.parent))
    if above is None and row.parent and (known := find(tree, row.parent)):
        above = known.id
    if row.kind == "agency":
        made[row.key] = create_agency(actor, on=row.since, codes=row.codes, parent=above, **row.described)
    elif above is not None:
        agency = directory(row.since).get(above).agency
        made[row.key] = create_unit(actor, agency=agency, on=row.since, parent=above, **row.described)


def _check_parent(sheet: Sheet, row: Row, kind: str, known: dict[str, Row], tree: Directory) -> None:
    parent = row["parent"]
    if kind == "unit" and not parent:
        sheet.fault(
            row, "parent", "Đơn vị phải thuộc một cơ quan. Nhập mã hoặc tên.", "A unit belongs to an agency. Enter its key or name."
        )
    if parent and compare_key(parent) not in known and find(tree, parent) is None:
        sheet.fault(
            row, "parent",
            "Không tìm thấy, hoặc có nhiều nơi cùng tên. Nhập mã trong tệp, mã định danh hoặc tên đầy đủ.",
            "Not found, or several bear the name. Enter a key of this file, an identifier or the full name.",
        )  # fmt: skip


def _check_circles(sheet: Sheet, known: dict[str, Row]) -> None:
    for row in sheet.rows:
        met, at = set[str](), row
        while (above := known.get(compare_key(at["parent"]))) is not None and at["parent"]:
            if compare_key(at["key"]) in met:
                sheet.fault(row, "parent", "Trực thuộc vòng tròn. Sửa cột này.", "The parents form a circle. Correct this column.")
                break
            met.add(compare_key(at["key"]))
            at = above


def _codes(sheet: Sheet, row: Row, tree: Directory) -> tuple[str, ...]:
    codes = sheet.words(row, "code")
    for code in codes:
        try:
            rules.parse(code)
        except Refusal as refusal:
            sheet.fault(row, "code", refusal.vi, refusal.en)
            continue
        if holder := tree.by_code(code):
            sheet.fault(row, "code", f"Mã này đang là của “{holder.name}”.", f"This identifier belongs to “{holder.name}”.")
        first = next(r for r in sheet.rows if any(_same(code, c) for c in r["code"].split(";")))
        if first.number != row.number:
            sheet.fault(row, "code", f"Trùng với dòng {first.number}.", f"Repeats row {first.number}.")
    return codes


def _same(code: str, other: str) -> bool:
    try:
        return rules.canonical(code) == rules.canonical(other)
    except Refusal:
        return False
