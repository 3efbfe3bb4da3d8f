from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest

from tests.cast import Cast, build_cast
from tests.keys import enroll_cast
from tinhso.core.access.public import Actor, acting
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.public import DraftValues, RecipientValue, Text, approve, draft, look, sign, submit
from tinhso.kit import clock

MONDAY = datetime(2020, 3, 9, 8, 0, tzinfo=clock.VIETNAM)


class Office:
    """The first department on one Monday; each act a minute after the last."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.now = MONDAY

    @contextmanager
    def acting(self, actor: Actor) -> Iterator[Actor]:
        self.now += timedelta(minutes=1)
        with clock.at(self.now), acting(actor):
            yield actor

    def values(self, **more: object) -> DraftValues:
        base = {
            "type_code": "official_letter", "subject": "triển khai hệ thống báo cáo năm 2020", "signer": self.cast.director.post,
            "recipients": (RecipientValue("Sở Thử nghiệm B", self.cast.other, addressed=True),),
            "text": Text(body="Đề nghị Quý Sở cử cán bộ phối hợp.\n1. Rà soát số liệu.\n2. Gửi báo cáo trước ngày 20."),
        }  # fmt: skip
        return DraftValues(**{**base, **more})  # type: ignore[arg-type]

    def drafted(self, by: Actor | None = None, **more: object) -> Outgoing:
        with self.acting(by or self.cast.specialist) as actor:
            return draft(actor, self.values(**more))

    def submitted(self, made: Outgoing | None = None, **more: object) -> Outgoing:
        """`made`: a draft that is there already."""
        made = made or self.drafted(**more)
        with self.acting(self.cast.specialist) as actor:
            return submit(actor, made.id, "Kính trình")

    def for_signature(self, made: Outgoing | None = None, **more: object) -> Outgoing:
        made = self.submitted(made, **more)
        for who in (self.cast.unit_head, self.cast.chief):
            with self.acting(who) as actor:
                look(actor, made.id)
                made = approve(actor, made.id, "Đồng ý")
        return made

    def signed(self, made: Outgoing | None = None, **more: object) -> Outgoing:
        made = self.for_signature(made, **more)
        with self.acting(self.cast.director) as actor:
            return sign(actor, made.id)


@pytest.fixture
def office(db: None) -> Office:
    cast = build_cast()
    enroll_cast(cast)
    return Office(cast)
