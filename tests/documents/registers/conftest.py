"""The first department's old registers, made as an office would hand them in."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
import xlsxwriter

from tests.cast import Cast, build_cast
from tinhso.core.access.public import Actor, acting
from tinhso.core.files import public as files
from tinhso.documents.layout.public import INCOMING, OUTGOING
from tinhso.documents.registers.models import OldRegister
from tinhso.documents.registers.public import Asked, Kind, import_register
from tinhso.kit import clock

MORNING = datetime(2020, 3, 9, 8, 0, tzinfo=clock.VIETNAM)
OUT, INTO = [c.title for c in OUTGOING], [c.title for c in INCOMING]
DEFAULT_OUT = Asked(Kind.OUTGOING, 2018)


def out(
    notation: str = "01/QĐ-STNA",
    day: object = "02/01/2018",
    subject: str = "Quyết định: Về việc tuyển dụng",
    note: str = "",
    **more: object,
) -> list[Any]:
    cells = {"signer": "Nguyễn Văn Cũ", "place": "Sở B", "keeper": "Văn phòng", "copies": 3, "moved": "3/1/2018", "signed_for": "", **more}
    return [notation, day, subject, *cells.values(), note]


def into(number: object = 1, day: object = "02/01/2018", issuer: str = "Sở X", notation: str = "05/SX-VP", written: object = "28/12/2017", subject: str = "Công văn Về việc thống kê", note: str = "") -> list[Any]:  # fmt: skip
    return [day, number, issuer, notation, written, subject, "Văn phòng", "", "", note]


def book(*lines: Sequence[Any], above: int = 0) -> bytes:
    made = io.BytesIO()
    workbook = xlsxwriter.Workbook(made, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    workbook.set_properties({"created": MORNING.replace(tzinfo=None)})  # the same lines are the same bytes
    sheet = workbook.add_worksheet("Sổ")
    for at, line in enumerate(lines):
        sheet.write_row(at + above, 0, line)
    workbook.close()
    return made.getvalue()


class Office:
    def __init__(self, cast: Cast) -> None:
        self.cast, self.now = cast, MORNING

    @contextmanager
    def acting(self, actor: Actor) -> Iterator[Actor]:
        self.now += timedelta(minutes=1)
        with clock.at(self.now), acting(actor):
            yield actor

    def imported(self, *lines: Sequence[Any], asked: Asked = DEFAULT_OUT, who: Actor | None = None, data: bytes = b"") -> OldRegister:
        head = OUT if asked.kind is Kind.OUTGOING else INTO
        with self.acting(who or self.cast.clerk) as actor:
            file = files.store(actor, io.BytesIO(data or book(head, *lines)), "so-2018.xlsx")
            return import_register(actor, file, asked)


@pytest.fixture
def office(db: None) -> Office:
    return Office(build_cast())
