from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from tests.cast import Cast, build_cast
from tests.jobs import run_jobs
from tinhso.core.access.public import Actor, acting, system
from tinhso.core.files import public as files
from tinhso.core.work.public import Task
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.public import Arrival, DirectiveValues, Incoming, RegisterValues
from tinhso.kit import clock, ids

MONDAY = datetime(2020, 3, 9, 8, 0, tzinfo=clock.VIETNAM)
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)


class House:
    """The first department's clerks' room; each act a minute after the last, from a Monday morning on."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.now = MONDAY

    @contextmanager
    def acting(self, actor: Actor) -> Iterator[Actor]:
        self.now += timedelta(minutes=1)
        with clock.at(self.now), acting(actor):
            yield actor

    def paper(self, notation: str = "05/SX-VP", **more: str) -> Incoming:
        values = {"issuer": "Sở X", "subject": "Về việc phối hợp báo cáo", **more}
        with self.acting(self.cast.clerk) as clerk:
            return incoming.log_paper(clerk, notation=notation, **values)  # type: ignore[arg-type]

    def arrived(self, data: bytes = PICTURE, name: str = "vanban.png", checked: bool = True, **more: object) -> Incoming:
        """An electronic arrival; a picture by default, which is quickly known to bear no signature."""
        actor = system(self.cast.agency)
        with self.acting(actor):
            values: dict[str, object] = {
                "consignment": ids.new(), "sender": self.cast.other, "document_id": "H99.02,2020/03/06,07/STNB-NV", "number": "07",
                "symbol": "STNB-NV", "notation": "07/STNB-NV", "document_date": date(2020, 3, 6), "type_code": "official_letter",
                "subject": "Đề nghị cung cấp số liệu", "issuer": "Sở Thử nghiệm B", "signer_name": "Mai Văn Mẫu Đốc",
                "signer_title": "Giám đốc", "file": files.store(actor, io.BytesIO(data), name),
            }  # fmt: skip
            made = incoming.arrive_electronically(actor, Arrival(**{**values, **more}))  # type: ignore[arg-type]
            if checked:
                run_jobs("incoming.verify")
        return self.again(made)

    def accepted(self, **more: object) -> Incoming:
        made = self.arrived(**more)  # type: ignore[arg-type]
        with self.acting(self.cast.clerk) as clerk:
            return incoming.accept(clerk, made.id)

    def registered(self, notation: str = "05/SX-VP", values: RegisterValues | None = None, **more: str) -> Incoming:
        made = self.paper(notation, **more)
        with self.acting(self.cast.clerk) as clerk:
            return incoming.register(clerk, made.id, values)

    def presented(self, to: Actor | None = None, **more: str) -> Incoming:
        made = self.registered(**more)  # type: ignore[arg-type]
        with self.acting(self.cast.clerk) as clerk:
            return incoming.present(clerk, made.id, (to or self.cast.director).post or 0)

    def directed(self, lead: str = "", **more: object) -> Incoming:
        made = self.presented()
        with self.acting(self.cast.director) as director:
            incoming.direct(director, made.id, DirectiveValues(lead=lead or self.desk(self.cast.specialist), **more))  # type: ignore[arg-type]
        return self.again(made)

    def begun(self, **more: object) -> Incoming:
        made = self.directed(**more)  # type: ignore[arg-type]
        with self.acting(self.cast.specialist) as handler:
            return incoming.look(handler, made.id)

    def done(self) -> Incoming:
        made = self.begun()
        with self.acting(self.cast.specialist) as handler:
            return incoming.close(handler, made.id, "Đã báo cáo bằng điện thoại")

    def again(self, document: Incoming | UUID) -> Incoming:
        ident = document if isinstance(document, UUID) else document.id
        who = system(self.cast.agency)
        with acting(who):
            return Incoming.objects.within(who).get(pk=ident)

    def open_tasks(self, document: Incoming) -> dict[str, Task]:
        """Open tasks by kind and assignee: `lead o12`."""
        who = system(self.cast.agency)
        with acting(who):
            rows = Task.objects.within(who).filter(subject=f"incoming:{document.id}", state="open")
            return {f"{t.kind.removeprefix('incoming.')} {t.assignee}": t for t in rows}

    def desk(self, actor: Actor) -> str:
        return f"o{actor.post}"

    def head(self, unit: int) -> str:
        return f"u{unit}.head"

    @property
    def clerks(self) -> str:
        return f"a{self.cast.agency}.clerk"


@pytest.fixture
def house(db: None) -> House:
    return House(build_cast())
