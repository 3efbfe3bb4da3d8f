from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from tinhso.core.access.public import Actor, acting, system
from tinhso.core.organisations import public as organisations

START = date(2019, 1, 1)


@dataclass(frozen=True)
class Tree:
    """A province with two departments, and a unit in the first; `root` acts for the province's administration."""

    root: Actor
    province: int
    first: int
    second: int
    unit: int


@pytest.fixture
def tree(db: None) -> Iterator[Tree]:
    province = organisations.found(name="Ủy ban nhân dân tỉnh Thử", abbreviation="UBND", codes=["H99"], on=START)
    root = system(province)
    with acting(root):
        first = organisations.create_agency(
            root, name="Sở Thông tin Mẫu", short_name="Sở TTM", abbreviation="STTM", parent=province, codes=["000.00.13.H99"], on=START
        )
        second = organisations.create_agency(root, name="Sở Khoa học Mẫu", abbreviation="SKHM", parent=province, codes=["H99.14"], on=START)
        unit = organisations.create_unit(root, agency=first, name="Phòng Công nghệ", abbreviation="CNTT", on=START)
        yield Tree(root, province, first, second, unit)
