"""A workbook is previewed with every fault and written all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.core.people.conftest import House
from tinhso.core.access.public import Actor, Role
from tinhso.core.organisations.models import Unit
from tinhso.core.organisations.public import directory
from tinhso.core.people import public as people
from tinhso.core.people.models import Person
from tinhso.kit.errors import NotAllowed, Refusal

UNITS = ["Mã *", "Tên *", "Loại *", "Trực thuộc", "Viết tắt", "Mã định danh", "Từ ngày"]
PEOPLE = ["Mã", "Họ và tên", "Giới tính", "Tên đăng nhập"]
POSTS = ["Người", "Đơn vị", "Chức vụ", "Vai trò", "Từ ngày", "Thứ tự"]
RECIPIENTS = ["Tên", "Mã định danh", "Kênh", "Địa chỉ gửi"]


def workbook(**sheets: Sequence[Sequence[Any]]) -> BytesIO:
    names = {"units": "Đơn vị", "people": "Người", "posts": "Vị trí", "recipients": "Nơi nhận"}
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    for key, lines in sheets.items():
        sheet = book.add_worksheet(names[key])
        for at, line in enumerate(lines):
            sheet.write_row(at, 0, line)
    book.close()
    out.seek(0)
    return out


def good() -> BytesIO:
    return workbook(
        units=[
            UNITS,
            ["P1", "Phòng Một", "Đơn vị", "S1", "P1", "", "01/01/2020"],  # before its parent: order does not matter
            ["S1", "Sở Một Mẫu", "Cơ quan", "Ủy ban nhân dân tỉnh Thử", "S1M", "H99.77", date(2020, 1, 1)],
        ],
        people=[PEOPLE, [1, "Trần Mẫu Một", "nữ", "MOT"], [2, "Lê Mẫu Hai", "", ""]],
        posts=[POSTS, [1, "S1", "Giám đốc", "người đứng đầu", "1/2/2020", 1], [2, "p1", "Trưởng phòng", "Trưởng đơn vị", "", ""]],
        recipients=[RECIPIENTS, ["Bộ Mẫu", "G98", "Trục liên thông", "G98"]],
    )


def test_a_right_workbook_is_written_whole(house: House) -> None:
    preview = people.import_workbook(house.root, good(), write=True)
    assert (preview.errors, preview.rows) == ([], 7)
    tree = directory()
    agency = tree.by_code("000.00.77.H99")
    assert agency is not None and agency.parent == house.province and agency.valid_from == date(2020, 1, 1)
    (unit,) = tree.units_of(agency.id)
    director = people.roster().director(agency.id)
    head = people.roster().head_of(unit.id)
    assert director is not None and (director.name, director.valid_from.date(), director.role) == (
        "Trần Mẫu Một",
        date(2020, 2, 1),
        Role.DIRECTOR,
    )
    assert head is not None and head.name == "Lê Mẫu Hai" and head.account is None
    ministry = tree.by_code("G98")
    assert ministry is not None and not tree.hosted(ministry.id)
    channel = tree.channel(ministry.id)
    assert channel is not None and (channel.way, channel.address) == ("axis", "G98")


def test_the_preview_writes_nothing(house: House) -> None:
    before = Unit.objects.count(), Person.objects.count()
    people.import_workbook(house.root, good())
    assert (Unit.objects.count(), Person.objects.count()) == before


def test_every_fault_is_shown_with_its_place_and_what_to_do(house: House) -> None:
    people.create_account(house.root, person=people.add_person(house.root, name="Ai Đó"), login="taken")
    faulty = workbook(
        units=[
            UNITS,
            ["A", "", "Cơ quan", "", "", "xyz", ""],
            ["B", "Phòng B", "Phòng", "không đâu", "", "", "31/02/2020"],
            ["a", "Phòng C", "Đơn vị", "", "", "H99.55", ""],
            ["D", "Vòng một", "Cơ quan", "E", "", "000.00.55.H99", ""],
            ["E", "Vòng hai", "Cơ quan", "D", "", "", ""],
        ],
        people=[PEOPLE, ["1", "Có Tên", "khác", "taken"]],
        posts=[POSTS, ["9", "Phòng Công nghệ", "", "Vua", "", "nhất"]],
        recipients=[["Tên"], ["Sở Thông tin Mẫu"]],
    )
    found = people.import_workbook(house.root, faulty).errors
    assert [(f.sheet, f.row, f.column) for f in found] == [
        ("Đơn vị", 2, "Tên"), ("Đơn vị", 2, "Mã định danh"),
        ("Đơn vị", 3, "Loại"), ("Đơn vị", 3, "Trực thuộc"), ("Đơn vị", 3, "Từ ngày"),
        ("Đơn vị", 4, "Mã"), ("Đơn vị", 4, "Trực thuộc"),
        ("Đơn vị", 5, "Mã định danh"), ("Đơn vị", 5, "Trực thuộc"),
        ("Đơn vị", 6, "Trực thuộc"),
        ("Nơi nhận", 0, "Kênh"),
        ("Người", 2, "Tên đăng nhập"), ("Người", 2, "Giới tính"), ("Người", 2, "Mã"),
        ("Vị trí", 2, "Chức vụ"), ("Vị trí", 2, "Người"), ("Vị trí", 2, "Thứ tự"), ("Vị trí", 2, "Vai trò"),
    ]  # fmt: skip
    assert all(f.vi and f.en for f in found)
    with pytest.raises(Refusal) as refused:
        people.import_workbook(house.root, workbook(people=[PEOPLE, ["1", "", "", ""]]), write=True)
    assert refused.value.code == "import.has_errors"


@pytest.mark.parametrize(
    ("sheet", "line", "says"),
    [
        ("units", ["S1", "Sở " + "Dài" * 200, "Cơ quan", "Ủy ban nhân dân tỉnh Thử", "", "", ""], "quá 300"),
        ("units", ["S1", "Sở Lạ", "Cơ quan", "Ủy ban nhân dân tỉnh Thử", "", "", "01/01/0001"], "Ngày không đúng"),
        ("people", ["1", "Một", "", "có dấu/../x"], "không dùng làm tên đăng nhập"),
        ("people", ["1", "Một", "", "a" * 300], "không dùng làm tên đăng nhập"),
        ("people", ["2", "Không chức vụ", "", "hai"], "không có dòng nào ở trang “Vị trí”"),
        ("posts", ["1", "Phòng Công nghệ", "T" * 700, "Chuyên viên", "", ""], "quá 200"),
        ("posts", ["1", "Phòng Công nghệ", "Chuyên viên", "Chuyên viên", "01/01/2200", ""], "Ngày không đúng"),
        ("recipients", ["Bộ Lạ", "", "Thư điện tử", "not-mail"], "không phải địa chỉ thư điện tử"),
    ],
)  # fmt: skip
def test_what_the_pages_refuse_the_preview_refuses_with_the_row(house: House, sheet: str, line: list[str], says: str) -> None:
    sheets: dict[str, list[list[str]]] = {
        "people": [PEOPLE, ["1", "Một", "", "mot"]],
        "posts": [POSTS, ["1", "Phòng Công nghệ", "Chuyên viên", "Chuyên viên"]],
    }
    heads = {"units": UNITS, "people": PEOPLE, "posts": POSTS, "recipients": RECIPIENTS}
    if sheet in sheets and line[0] == "1":
        sheets[sheet][1:] = [line]
    else:
        sheets.setdefault(sheet, [heads[sheet]]).append(line)
    before = Unit.objects.count(), Person.objects.count()
    found = people.import_workbook(house.root, workbook(**sheets))
    assert [says in f.vi for f in found.errors] == [True], found.errors
    assert (found.errors[0].row, bool(found.errors[0].en)) == (len(sheets[sheet]), True)
    assert (Unit.objects.count(), Person.objects.count()) == before


def test_an_agency_without_a_superior_is_told_at_its_row_not_at_a_closed_door(house: House) -> None:
    keeper = people.actor_of_post(house.post("Ngô Mẫu Quản", house.office, Role.ADMINISTRATOR, "Quản trị"))
    assert keeper is not None
    book = workbook(units=[UNITS, ["S1", "Sở Lạ", "Cơ quan", "", "", "", ""]])
    (fault,) = people.import_workbook(keeper, book).errors
    assert (fault.sheet, fault.row) == ("Đơn vị", 2)
    assert "phải có cấp trên do bạn quản trị" in fault.vi


def test_two_heads_of_one_unit_in_the_file_are_a_fault(house: House) -> None:
    lines = [["1", "Phòng Công nghệ", "Trưởng phòng", "Trưởng đơn vị"], ["2", "phòng công nghệ", "Trưởng phòng", "Trưởng đơn vị"]]
    book = workbook(people=[PEOPLE, ["1", "Một"], ["2", "Hai"]], posts=[POSTS, *lines])
    (fault,) = people.import_workbook(house.root, book).errors
    assert (fault.row, fault.column) == (3, "Vai trò")


def test_what_changed_since_the_preview_undoes_the_whole_import(house: House) -> None:
    book = workbook(people=[PEOPLE, ["1", "Một Mới"]], posts=[POSTS, ["1", "Phòng Công nghệ", "Trưởng phòng", "Trưởng đơn vị"]])
    preview = people.import_workbook(house.root, book)
    assert preview.errors == []
    house.head()
    with pytest.raises(Refusal) as refused:
        people.apply(house.root, preview)
    assert refused.value.code == "people.post_taken"
    assert "Trang “Vị trí”, dòng 2" in refused.value.vi
    assert not Person.objects.filter(name="Một Mới").exists()


def test_the_template_is_read_as_it_is_and_asks_for_rows(house: House) -> None:
    (fault,) = people.import_workbook(house.root, BytesIO(people.empty_workbook())).errors
    assert fault.row == 0 and "Đơn vị" in fault.vi


def test_the_templates_example_lines_would_be_written_as_they_are(house: House) -> None:
    lines = CalamineWorkbook.from_filelike(BytesIO(people.empty_workbook())).get_sheet_by_name("Ví dụ").to_python()
    shown = {line[0].split("“")[1][:-1]: [line[1:], lines[at + 1][1:]] for at, line in enumerate(lines) if str(line[0]).startswith("Trang")}
    units = [[{"Sở Thông tin và Truyền thông": "Ủy ban nhân dân tỉnh Thử"}.get(c, c) for c in line] for line in shown["Đơn vị"]]
    filled = workbook(units=units, people=shown["Người"], posts=shown["Vị trí"], recipients=shown["Nơi nhận"])
    preview = people.import_workbook(house.root, filled, write=True)
    assert (preview.errors, preview.rows) == ([], 4)


def test_a_wrong_role_is_answered_with_each_role_once(house: House) -> None:
    book = workbook(
        people=[PEOPLE, [1, "Trần Mẫu Một", "", ""]], posts=[POSTS, [1, "Ủy ban nhân dân tỉnh Thử", "Cố vấn", "cố vấn", "", ""]]
    )
    fault = next(f for f in people.import_workbook(house.root, book).errors if f.column == "Vai trò")
    assert fault.vi.endswith(
        "một trong: Văn thư, Chánh Văn phòng, Chuyên viên, Trưởng đơn vị, Phó trưởng đơn vị, Cấp phó của người đứng đầu, Người đứng đầu "
        "cơ quan, Quản trị."
    )


@pytest.mark.parametrize("content", [b"", b"khong phai excel", b"PK\x03\x04hong"])
def test_a_file_that_is_no_workbook_is_refused(house: House, content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        people.import_workbook(house.root, BytesIO(content))
    assert refused.value.code == "import.unreadable"


def test_only_an_administrator_imports(house: House) -> None:
    clerk = Actor(
        person=1, post=1, agency=house.agency, unit=house.office, name="Văn thư", title="", roles=frozenset({Role.CLERK}), agencies=(house.agency,),
        principals=frozenset(),
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        people.import_workbook(clerk, good())
