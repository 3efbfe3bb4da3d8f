"""The sheets "Người" and "Vị trí", and the whole import workbook: previewed with every fault, applied all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import IO

from django.db import transaction
from python_calamine import CalamineWorkbook

from tinhso.core.access.public import Actor, Role, aggregate, record
from tinhso.core.organisations.formats import xlsx as tree_sheets
from tinhso.core.organisations.formats.sheets import Column, Fault, Sheet, Step, open_workbook, read_sheet
from tinhso.core.organisations.public import Directory, directory
from tinhso.core.people.access import MANAGE
from tinhso.core.people.actions.accounts import create_account
from tinhso.core.people.actions.posts import add_person, appoint
from tinhso.core.people.models import Account
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.text import compare_key

GENDERS = {"Nữ": "female", "Nam": "male"}
ROLES = {
    "Văn thư": Role.CLERK, "Chánh Văn phòng": Role.CHIEF_OF_OFFICE, "Chuyên viên": Role.SPECIALIST, "Trưởng đơn vị": Role.UNIT_HEAD,
    "Phó trưởng đơn vị": Role.DEPUTY_HEAD, "Cấp phó của người đứng đầu": Role.DEPUTY, "Người đứng đầu cơ quan": Role.DIRECTOR,
    "Quản trị": Role.ADMINISTRATOR,
}  # fmt: skip
_SHORTER = {"Phó đơn vị": Role.DEPUTY_HEAD, "Cấp phó": Role.DEPUTY, "Cấp phó cơ quan": Role.DEPUTY, "Người đứng đầu": Role.DIRECTOR}
PEOPLE = (
    Column("key", "Mã", True, "ng01"), Column("name", "Họ và tên", True, "Trần Thị Mẫu"), Column("gender", "Giới tính", example="Nữ"),
    Column("email", "Thư điện tử", example="mau.tt@example.vn"), Column("phone", "Điện thoại", example="0900000000"),
    Column("login", "Tên đăng nhập", example="mau.tt"),
)  # fmt: skip
POSTS = (
    Column("person", "Người", True, "ng01"), Column("unit", "Đơn vị", True, "pcntt"), Column("title", "Chức vụ", True, "Trưởng phòng"),
    Column("role", "Vai trò", True, "Trưởng đơn vị"), Column("fields", "Lĩnh vực"), Column("since", "Từ ngày", example="01/01/2020"),
    Column("acting", "Quyền", example="Không"), Column("rank", "Thứ tự", example="10"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonRow:
    number: int
    key: str
    name: str
    gender: str
    email: str
    phone: str
    login: str


@dataclass(frozen=True, slots=True)
class PostRow:
    """`unit` is a key of the sheet "Đơn vị", an identifier or an exact name."""

    number: int
    person: str
    unit: str
    title: str
    role: Role
    fields: tuple[str, ...]
    since: date | None
    acting: bool
    rank: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What a workbook would do; `errors` in the order of sheets and rows, empty when it may be applied."""

    units: list[tree_sheets.UnitRow]
    recipients: list[tree_sheets.RecipientRow]
    people: list[PersonRow]
    posts: list[PostRow]
    errors: list[Fault]

    @property
    def rows(self) -> int:
        return len(self.units) + len(self.recipients) + len(self.people) + len(self.posts)


def read(stream: IO[bytes]) -> Preview:
    """Read and judge a workbook, changing nothing. Raises Refusal `import.unreadable`; everything else is in `errors`."""
    book = open_workbook(stream)
    unit_rows, unit_sheet = tree_sheets.read_units(book)
    recipient_rows, recipient_sheet = tree_sheets.read_recipients(book)
    person_rows, person_sheet = _read_people(book)
    post_rows, post_sheet = _read_posts(book, {p.key for p in person_rows}, {u.key for u in unit_rows})
    placed = {post.person for post in post_rows}
    for line, person in zip(person_sheet.rows, person_rows, strict=True):
        if person.key not in placed:  # would be found in no list afterwards
            person_sheet.fault(
                line, "key", "Người này không có dòng nào ở trang “Vị trí”. Thêm chức vụ, hoặc xóa dòng.",
                "This person has no row in the sheet “Vị trí”. Add a post, or remove the row.",
            )  # fmt: skip
    faults = [f for s in (unit_sheet, recipient_sheet, person_sheet, post_sheet) for f in sorted(s.faults, key=lambda f: f.row)]
    if not (faults or unit_rows or recipient_rows or person_rows or post_rows):
        faults = [
            Fault("", 0, "", "", "Tệp không có trang “Đơn vị”, “Nơi nhận”, “Người” hay “Vị trí” nào có dữ liệu.",
                  "The file has no rows in “Đơn vị”, “Nơi nhận”, “Người” or “Vị trí”.")
        ]  # fmt: skip
    return Preview(unit_rows, recipient_rows, person_rows, post_rows, faults)


def apply(actor: Actor, preview: Preview) -> None:
    """Write all of it in one transaction, through the same actions as by hand.

    Raises Refusal `import.has_errors`, and whatever an action refuses (somebody changed the tree meanwhile): then nothing is written.
    Accounts are made without a password; the administrator sets each.
    """
    MANAGE.require(actor)
    if preview.errors:
        raise Refusal(
            "import.has_errors",
            vi=f"Tệp còn {len(preview.errors)} lỗi nên chưa nhập gì. Sửa tệp rồi tải lên lại.",
            en=f"The file has {len(preview.errors)} errors, so nothing was imported. Correct it and upload it again.",
        )
    with transaction.atomic():
        for step in _steps(actor, preview):
            try:
                step.act()
            except Refusal as refusal:
                raise Refusal(
                    refusal.code,
                    vi=f"Trang “{step.sheet}”, dòng {step.row}: {refusal.vi} Chưa nhập gì.",
                    en=f"Sheet “{step.sheet}”, row {step.row}: {refusal.en} Nothing was imported.",
                    status=409,
                ) from refusal
        record(
            actor, "people.import", aggregate("agency", actor.agency), units=len(preview.units), recipients=len(preview.recipients),
            people=len(preview.people), posts=len(preview.posts),
        )  # fmt: skip


def _rehearse(actor: Actor, preview: Preview) -> list[Fault]:
    """What the actions themselves would refuse: all of it is written, then taken back."""
    faults: list[Fault] = []
    with transaction.atomic():
        for step in _steps(actor, preview):
            try:
                with transaction.atomic():
                    step.act()
            except Refusal as refusal:
                faults.append(Fault(step.sheet, step.row, "", "", refusal.vi, refusal.en))
        transaction.set_rollback(True)
    return faults


def _steps(actor: Actor, preview: Preview) -> Iterator[Step]:
    """Every line of the file in the order it is written. A line whose unit or person was refused does nothing."""
    units: dict[str, int] = {}
    yield from tree_sheets.unit_steps(actor, preview.units, units)
    yield from tree_sheets.recipient_steps(actor, preview.recipients)
    made: dict[str, int] = {}
    for person in preview.people:
        yield Step("Người", person.number, partial(_write_person, actor, person, made))
    tree, since = directory(), clock.now()
    for post in preview.posts:
        yield Step("Vị trí", post.number, partial(_write_post, actor, post, made, units, tree, since))
    # A login is made last: who may make it follows from the person's posts.
    for person in preview.people:
        if person.login and person.key in made:
            act = partial(create_account, actor, person=made[person.key], login=person.login, email=person.email)
            yield Step("Người", person.number, act)


def _read_people(book: CalamineWorkbook) -> tuple[list[PersonRow], Sheet]:
    sheet = read_sheet(book, "Người", PEOPLE)
    sheet.unique("key")
    sheet.unique("login")
    taken = set(Account.objects.values_list("login", flat=True))
    rows = []
    for row in sheet.rows:
        login = row["login"].lower()
        if login in taken:
            sheet.fault(row, "login", "Tên đăng nhập đã có. Chọn tên khác.", "This login is taken. Choose another.")
        gender = sheet.choice(row, "gender", GENDERS)
        rows.append(PersonRow(row.number, compare_key(row["key"]), row["name"], gender, row["email"], row["phone"], login))
    return rows, sheet


def _read_posts(book: CalamineWorkbook, people: set[str], unit_keys: set[str]) -> tuple[list[PostRow], Sheet]:
    sheet = read_sheet(book, "Vị trí", POSTS)
    tree = directory()
    rows: list[PostRow] = []
    for row in sheet.rows:
        if row["person"] and compare_key(row["person"]) not in people:
            sheet.fault(row, "person", "Không có mã này ở trang “Người”.", "No such key in the sheet “Người”.")
        if row["unit"] and compare_key(row["unit"]) not in unit_keys and tree_sheets.find(tree, row["unit"]) is None:
            sheet.fault(row, "unit", "Không tìm thấy, hoặc có nhiều nơi cùng tên.", "Not found, or several bear the name.")
        rank = row["rank"] or "100"
        if not rank.isdecimal() or int(rank) > 30_000:
            sheet.fault(row, "rank", "Nhập một số từ 0 đến 30000.", "Enter a number from 0 to 30000.")
            rank = "100"
        role = Role(sheet.choice(row, "role", _values(ROLES), Role.SPECIALIST.value, also=_values(_SHORTER)))
        acting = sheet.choice(row, "acting", {"Có": "yes", "Không": ""}) == "yes"
        rows.append(
            PostRow(
                row.number,
                compare_key(row["person"]),
                row["unit"],
                row["title"],
                role,
                sheet.words(row, "fields"),
                sheet.day(row, "since"),
                acting,
                int(rank),
            )
        )
    heads: dict[tuple[str, Role], int] = {}
    for row, post in zip(sheet.rows, rows, strict=True):
        if post.role in (Role.DIRECTOR, Role.UNIT_HEAD):
            first = heads.setdefault((compare_key(post.unit), post.role), row.number)
            if first != row.number:
                sheet.fault(row, "role", f"Đơn vị đã có người đứng đầu ở dòng {first}.", f"The unit has its head in row {first}.")
    return rows, sheet


def _values(roles: dict[str, Role]) -> dict[str, str]:
    return {word: role.value for word, role in roles.items()}


def _write_person(actor: Actor, row: PersonRow, made: dict[str, int]) -> None:
    made[row.key] = add_person(actor, name=row.name, gender=row.gender, email=row.email, phone=row.phone)


def _write_post(actor: Actor, row: PostRow, people: dict[str, int], units: dict[str, int], tree: Directory, now: datetime) -> None:
    known = tree_sheets.find(tree, row.unit) if compare_key(row.unit) not in units else None
    unit = units.get(compare_key(row.unit)) or (known.id if known else None)
    if unit is None or row.person not in people:
        return
    since = datetime.combine(row.since, time.min, tzinfo=clock.VIETNAM) if row.since else now
    appoint(
        actor, person=people[row.person], unit=unit, title=row.title, role=row.role, since=since, fields=row.fields, rank=row.rank,
        acting=row.acting,
    )  # fmt: skip


def import_workbook(actor: Actor, stream: IO[bytes], *, write: bool = False) -> Preview:
    """The preview of a workbook; with `write`, and without errors, also applied. Raises as `read` and `apply`."""
    MANAGE.require(actor)
    preview = read(stream)
    if write:
        apply(actor, preview)
    elif not preview.errors:
        preview.errors.extend(_rehearse(actor, preview))
    return preview
