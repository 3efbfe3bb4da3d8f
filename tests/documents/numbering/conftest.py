from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from uuid import UUID

import pytest

from tests.cast import Cast, build_cast
from tinhso.core.access.public import Actor, acting
from tinhso.documents.numbering.public import Line, Series, take
from tinhso.kit import clock, ids


def moment(text: str) -> datetime:
    """`2020-12-31 23:59:59.9` in Vietnam's zone."""
    return datetime.fromisoformat(text).replace(tzinfo=clock.VIETNAM)


class Registry:
    """The clerk's desk of the first department, on any day."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    @contextmanager
    def on(self, day: date | str, actor: Actor | None = None) -> Iterator[Actor]:
        who = actor or self.cast.clerk
        with clock.at(moment(f"{day} 09:00") if len(str(day)) == 10 else moment(str(day))), acting(who):
            yield who

    def series(self, code: str, actor: Actor | None = None) -> Series:
        who = actor or self.cast.clerk
        return Series.objects.within(who).get(agency_id=who.agency, code=code)

    def take(self, day: date | str, code: str = "vb", symbol: str = "/QĐ-STNA", actor: Actor | None = None, document: UUID | None = None, kind: str = "outgoing", **more: int) -> Line:  # fmt: skip
        with self.on(day, actor) as who:
            return take(who, self.series(code, who), kind=kind, document=document or ids.new(), symbol=symbol, **more)


@pytest.fixture
def registry(db: None) -> Registry:
    return Registry(build_cast())
