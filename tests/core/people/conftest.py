from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

from tinhso.core.access.public import Actor, Role, acting, system
from tinhso.core.organisations import public as organisations
from tinhso.core.people import public as people
from tinhso.kit import clock
from tinhso.kit.text import fold

START = datetime(2019, 1, 1, tzinfo=clock.VIETNAM)
NOON = datetime(2020, 6, 1, 12, tzinfo=clock.VIETNAM)


@dataclass(frozen=True)
class House:
    """One department below a province, played at noon on 1 June 2020; `post` makes a person with an account on a post."""

    root: Actor
    province: int
    agency: int
    office: int
    unit: int

    def post(self, name: str, unit: int, role: Role, title: str, **more: Any) -> int:
        person = people.add_person(self.root, name=name)
        people.create_account(self.root, person=person, login=fold(name).replace(" ", "."))
        return people.appoint(self.root, person=person, unit=unit, title=title, role=role, **{"since": START, **more})

    def director(self, **more: Any) -> int:
        return self.post("Nguyễn Mẫu Giám", self.agency, Role.DIRECTOR, "Giám đốc", **more)

    def deputy(self, **more: Any) -> int:
        return self.post("Bùi Mẫu Phó", self.agency, Role.DEPUTY, "Phó Giám đốc", **more)

    def head(self, **more: Any) -> int:
        return self.post("Đỗ Mẫu Trưởng", self.unit, Role.UNIT_HEAD, "Trưởng phòng", **more)


@pytest.fixture
def house(db: None) -> Iterator[House]:
    with clock.at(NOON):
        day = date(2019, 1, 1)
        province = organisations.found(name="Ủy ban nhân dân tỉnh Thử", abbreviation="UBND", on=day, collective=True, head_title="Chủ tịch")
        root = system(province)
        with acting(root):
            agency = organisations.create_agency(root, name="Sở Thông tin Mẫu", abbreviation="STTM", parent=province, on=day)
            office = organisations.create_unit(root, agency=agency, name="Văn phòng", abbreviation="VP", on=day)
            unit = organisations.create_unit(root, agency=agency, name="Phòng Công nghệ", abbreviation="CNTT", on=day)
            yield House(root, province, agency, office, unit)
