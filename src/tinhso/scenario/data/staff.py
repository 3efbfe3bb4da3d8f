"""Who works where: thirty-six people of the Department of Information and Communications, and who answers for every other agency.

A person may hold several posts (the second deputy director also heads the centre), each post has one role.
Only a few people outside the Department log in; the others act by their posts when the demo is played.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Literal

from tinhso.kit.clock import VIETNAM
from tinhso.kit.text import fold
from tinhso.scenario.data.names import people as invented
from tinhso.scenario.data.province import STTTT, Agency, agencies

Role = Literal["clerk", "chief_of_office", "specialist", "unit_head", "deputy_head", "deputy", "director", "administrator"]
SINCE = datetime(2018, 1, 2, 7, 30, tzinfo=VIETNAM)

FIELDS = {
    "cntt": "Công nghệ thông tin",
    "attt": "An toàn thông tin",
    "bcvt": "Bưu chính - Viễn thông",
    "ttbcxb": "Thông tin - Báo chí - Xuất bản",
    "khtc": "Kế hoạch - Tài chính",
    "tccb": "Tổ chức - Cán bộ",
}
"""Fields of work (lĩnh vực) of the Department: what deputies are in charge of and what every text belongs to."""


@dataclass(frozen=True, slots=True)
class PersonSpec:
    """`key` is the login where there is one, else `role.agency`."""

    key: str
    name: str
    gender: str
    login: str | None
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class PostSpec:
    """`unit` is a unit's key or the agency's own; `fields` are keys of FIELDS (deputies); smaller `rank` is shown first."""

    person: str
    agency: str
    unit: str
    title: str
    role: Role
    fields: tuple[str, ...] = ()
    rank: int = 100
    valid_from: datetime = SINCE


@dataclass(frozen=True, slots=True)
class _Row:
    """`login`: a fixed demo login, "" to make one from the name, None for no account."""

    unit: str
    title: str
    role: Role
    login: str | None = ""
    fields: tuple[str, ...] = ()


_SPECIALIST: tuple[str, Role] = ("Chuyên viên", "specialist")


def _office(unit: str, head: str, deputy: str | None, staff: int, *, head_login: str = "", first_login: str = "") -> list[_Row]:
    rows = [_Row(unit, head, "unit_head", head_login)]
    if deputy:
        rows.append(_Row(unit, deputy, "deputy_head"))
    rows += [_Row(unit, *_SPECIALIST, first_login if number == 0 else "") for number in range(staff)]
    return rows


_STTTT = (
    _Row("", "Giám đốc", "director", "giamdoc"),
    _Row("", "Phó Giám đốc", "deputy", "phogiamdoc", ("cntt", "attt", "bcvt")),
    _Row("", "Phó Giám đốc", "deputy", "", ("ttbcxb", "khtc", "tccb")),
    _Row("vp", "Chánh Văn phòng", "chief_of_office", "chanhvanphong"),
    _Row("vp", "Phó Chánh Văn phòng", "deputy_head"),
    _Row("vp", "Văn thư", "clerk", "vanthu"),
    _Row("vp", "Quản trị hệ thống", "administrator", "quantri"),
    _Row("vp", "Chuyên viên tổng hợp", "specialist"),
    _Row("vp", "Kế toán", "specialist"),
    *_office("tt", "Chánh Thanh tra", "Phó Chánh Thanh tra", 1),
    *_office("cntt", "Trưởng phòng", "Phó Trưởng phòng", 3, head_login="truongphong", first_login="chuyenvien"),
    *_office("bcvt", "Trưởng phòng", "Phó Trưởng phòng", 2),
    *_office("ttbcxb", "Trưởng phòng", "Phó Trưởng phòng", 2),
    *_office("khtc", "Trưởng phòng", "Phó Trưởng phòng", 2),
    # The centre's director is the second deputy director: a second post, not a thirty-seventh person.
    _Row("trungtam", "Phó Giám đốc Trung tâm", "deputy_head"),
    _Row("trungtam", "Phó Giám đốc Trung tâm", "deputy_head"),
    *(_Row("trungtam", "Viên chức", "specialist") for _ in range(5)),
)

_SNV = (
    _Row("", "Giám đốc", "director", "giamdoc.snv"),
    _Row("", "Phó Giám đốc", "deputy", "phogiamdoc.snv", ("tccb",)),
    _Row("vp", "Chánh Văn phòng", "chief_of_office", "chanhvanphong.snv"),
    _Row("vp", "Văn thư", "clerk", "vanthu.snv"),
    _Row("cchc", "Trưởng phòng", "unit_head", "truongphong.snv"),
    _Row("cchc", "Chuyên viên", "specialist", "chuyenvien.snv"),
    _Row("ccvc", "Trưởng phòng", "unit_head", None),
    _Row("ccvc", "Chuyên viên", "specialist", None),
)
_UBND = (_Row("", "Chủ tịch", "director", "chutich"), _Row("", "Phó Chủ tịch", "deputy", None), _Row("", "Văn thư", "clerk", "vanthu.ubnd"))
_OWN = {STTTT: _STTTT, "snv": _SNV, "ubnd": _UBND}


def _rows(agency: Agency) -> tuple[_Row, ...]:
    if agency.key in _OWN:
        return _OWN[agency.key]
    office = next((u.key.rsplit(".", 1)[1] for u in agency.units if u.abbreviation == "VP"), "")
    clerk = "Công chức Văn phòng - Thống kê" if agency.level == 3 else "Văn thư"
    rows = [_Row("", agency.head_title, "director", None), _Row(office, clerk, "clerk", None)]
    if agency.level == 2:
        rows.append(_Row("", "Phó Chủ tịch", "deputy", None))
    if office:
        rows += [_Row(office, "Chánh Văn phòng", "chief_of_office", None), _Row(office, *_SPECIALIST, None)]
    return tuple(rows)


def _login(name: str, taken: set[str]) -> str:
    """Given name and initials (`ngan.vt`), with a figure where two would meet."""
    *rest, given = fold(name).split()
    stem = f"{given}.{''.join(word[0] for word in rest)}"
    login, number = stem, 1
    while login in taken:
        number += 1
        login = f"{stem}{number}"
    return login


def _build() -> Iterator[tuple[PersonSpec, PostSpec]]:
    names, taken = invented(), {row.login for rows in _OWN.values() for row in rows if row.login}
    for agency in agencies():
        counts: dict[str, int] = {}
        for rank, row in enumerate(_rows(agency), start=1):
            name, gender = next(names)
            login = _login(name, taken) if row.login == "" else row.login
            counts[row.role] = counts.get(row.role, 0) + 1
            key = login or f"{row.role}{counts[row.role] if counts[row.role] > 1 else ''}.{agency.key}"
            taken.add(key)
            host = agency.email.split("@")[1]
            person = PersonSpec(key, name, gender, login, f"{key}@{host}", f"(0299) 000.{1000 + len(taken)}")
            unit = f"{agency.key}.{row.unit}" if row.unit else agency.key
            yield person, PostSpec(key, agency.key, unit, row.title, row.role, row.fields, rank)


@cache
def _all() -> tuple[tuple[PersonSpec, PostSpec], ...]:
    return tuple(_build())


def people() -> tuple[PersonSpec, ...]:
    return tuple(person for person, _ in _all())


@cache
def posts() -> tuple[PostSpec, ...]:
    """Every post; the second deputy director's second one comes last."""
    first = tuple(post for _, post in _all())
    second = [p for p in first if p.agency == STTTT and p.role == "deputy"][1]
    return (*first, PostSpec(second.person, STTTT, f"{STTTT}.trungtam", "Giám đốc Trung tâm", "unit_head", (), 30))


def of_agency(key: str) -> tuple[PostSpec, ...]:
    return tuple(p for p in posts() if p.agency == key)


def holder(agency: str, role: Role, unit: str = "") -> str:
    """The person's key behind the first such post. Raises LookupError where the agency has none."""
    for post in of_agency(agency):
        if post.role == role and (not unit or post.unit == unit):
            return post.person
    raise LookupError(f"{agency} has no {role} {unit}")


DEMO_LOGINS = (
    "vanthu", "chanhvanphong", "chuyenvien", "truongphong", "phogiamdoc", "giamdoc", "quantri",
    "vanthu.snv", "giamdoc.snv", "chanhvanphong.snv", "truongphong.snv", "chuyenvien.snv", "chutich", "vanthu.ubnd",
)  # fmt: skip
"""Logins a demo prints, in this order."""
