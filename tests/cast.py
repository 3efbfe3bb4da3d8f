"""The fixed cast of tests: two invented departments of an invented province, and who works there.

`build_cast()` writes them in the caller's transaction (or commits them in a `committed` database); posts hold from 1 January 2019,
so that a test may play any later day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from tinhso.core.access.public import Actor, Role, acting, system
from tinhso.core.organisations.models import Channel, Unit, UnitCode, UnitVersion
from tinhso.core.organisations.public import parse
from tinhso.core.people.models import Account, Person, Post
from tinhso.core.people.public import actor_of_post
from tinhso.documents.numbering.public import declare
from tinhso.kit import clock
from tinhso.kit.text import fold, person_key

DAY = date(2019, 1, 1)
SINCE = datetime(2019, 1, 1, tzinfo=clock.VIETNAM)


@dataclass(frozen=True)
class Cast:
    """Sở Thử nghiệm A (`agency`): clerk … administrator; Sở Thử nghiệm B (`other`): the three below. Units are ids."""

    agency: int
    office: int
    unit: int
    second_unit: int
    clerk: Actor
    chief: Actor
    specialist: Actor
    unit_head: Actor
    colleague: Actor
    second_head: Actor
    deputy: Actor
    director: Actor
    administrator: Actor
    other: int
    other_office: int
    other_unit: int
    other_clerk: Actor
    other_specialist: Actor
    other_unit_head: Actor
    other_director: Actor


def build_cast() -> Cast:
    """Two agencies with channel `instance`, their people, and their number series, arrivals included."""
    with transaction.atomic():
        province = _agency("Ủy ban nhân dân tỉnh Thử nghiệm", "UBND", "H99", None)
        first = _agency("Sở Thử nghiệm A", "STNA", "H99.01", province)
        office = _unit(first, "Văn phòng", "VP")
        unit = _unit(first, "Phòng Công nghệ", "CN")
        second = _unit(first, "Phòng Kế hoạch", "KH")
        other = _agency("Sở Thử nghiệm B", "STNB", "H99.02", province)
        other_office = _unit(other, "Văn phòng", "VP")
        other_unit = _unit(other, "Phòng Nghiệp vụ", "NV")
        posts = {
            "clerk": _row("Trần Thị Mẫu Văn Thư", office, first, Role.CLERK, "Văn thư"),
            "chief": _row("Lê Văn Mẫu Chánh", office, first, Role.CHIEF_OF_OFFICE, "Chánh Văn phòng"),
            "specialist": _row("Phạm Thị Mẫu Chuyên", unit, first, Role.SPECIALIST, "Chuyên viên"),
            "unit_head": _row("Đỗ Văn Mẫu Trưởng", unit, first, Role.UNIT_HEAD, "Trưởng phòng"),
            "colleague": _row("Hồ Thị Mẫu Bạn", second, first, Role.SPECIALIST, "Chuyên viên"),
            "second_head": _row("Vũ Văn Mẫu Kế", second, first, Role.UNIT_HEAD, "Trưởng phòng"),
            "deputy": _row("Bùi Văn Mẫu Phó", first, first, Role.DEPUTY, "Phó Giám đốc", fields=["cntt"]),
            "director": _row("Nguyễn Văn Mẫu Giám", first, first, Role.DIRECTOR, "Giám đốc"),
            "administrator": _row("Ngô Thị Mẫu Quản", office, first, Role.ADMINISTRATOR, "Quản trị hệ thống"),
            "other_clerk": _row("Đặng Thị Mẫu Thư", other_office, other, Role.CLERK, "Văn thư"),
            "other_specialist": _row("Dương Văn Mẫu Viên", other_unit, other, Role.SPECIALIST, "Chuyên viên"),
            "other_unit_head": _row("Lý Thị Mẫu Nghiệp", other_unit, other, Role.UNIT_HEAD, "Trưởng phòng"),
            "other_director": _row("Mai Văn Mẫu Đốc", other, other, Role.DIRECTOR, "Giám đốc"),
        }  # fmt: skip
        # Together at the end: every row written before makes people and agencies be read anew.
        actors = {name: actor_of_post(post) for name, post in posts.items()}
        cast = Cast(
            agency=first, office=office, unit=unit, second_unit=second, other=other, other_office=other_office, other_unit=other_unit,
            **actors,  # type: ignore[arg-type]  # all of them hold their posts
        )  # fmt: skip
    for agency in (first, other):
        who = system(agency)
        with acting(who):
            declare(who, code="vb", name="Văn bản hành chính", kind="administrative")
            declare(who, code="mat", name="Văn bản mật", kind="secret")
            declare(who, code="den", name="Văn bản đến", kind="arrival")
    return cast


def _agency(name: str, abbreviation: str, code: str, parent: int | None) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('organisations_unit', 'id'))")
        ident = int(cursor.fetchone()[0])
    row = Unit.objects.create(id=ident, kind="agency", agency_id=ident, created=SINCE)
    superior = "" if parent is None else "ỦY BAN NHÂN DÂN TỈNH THỬ NGHIỆM"
    _version(row, name, abbreviation, parent, superior)
    parsed = parse(code)
    UnitCode.objects.create(unit=row, scheme=parsed.scheme, value=parsed.value, canonical=parsed.canonical, valid_from=DAY)
    Channel.objects.create(unit=row, way="instance", valid_from=DAY)
    return ident


def _unit(agency: int, name: str, abbreviation: str) -> int:
    row = Unit.objects.create(kind="unit", agency_id=agency, created=SINCE)
    _version(row, name, abbreviation, agency, "")
    return row.id


def _version(row: Unit, name: str, abbreviation: str, parent: int | None, superior: str) -> None:
    UnitVersion.objects.create(
        unit=row, name=name, abbreviation=abbreviation, superior_line=superior, parent_id=parent, place="Thử nghiệm", valid_from=DAY
    )


def _row(name: str, unit: int, agency: int, role: Role, title: str, **more: Any) -> int:
    login = fold(name).replace(" ", ".")
    person = Person.objects.create(name=name, sort_key=person_key(name), account=Account.objects.create(login=login, password=None))
    post = Post.objects.create(person=person, unit_id=unit, agency_id=agency, title=title, role=role, valid_from=SINCE, **more)
    return int(post.id)


def appoint(name: str, unit: int, role: Role, title: str) -> Actor:
    """One more in the cast."""
    actor = actor_of_post(_row(name, unit, Unit.objects.get(pk=unit).agency_id, role, title))
    assert actor is not None
    return actor
