"""Many rows at once, written past the actions (fixtures only): documents both ways, register lines, tasks, notices."""

from __future__ import annotations

from datetime import timedelta

import psycopg
from django.db import connection, transaction

from tests.cast import Cast
from tinhso.core.access.public import acting, system
from tinhso.core.notifications.models import Notice
from tinhso.core.work.public import Task
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.rules.states import State as Into
from tinhso.documents.numbering.models import Line, Series
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.rules.states import State as Out
from tinhso.engines.postgres import Engine
from tinhso.kit import clock, ids

OUT = (Out.DRAFTING, Out.UNIT_REVIEW, Out.SIGNED, Out.ISSUED, Out.ISSUED, Out.ISSUED, Out.ISSUED, Out.WITHDRAWN)
INTO = (Into.ARRIVED, Into.ACCEPTED, Into.REGISTERED, Into.PRESENTED, Into.ASSIGNED, Into.DONE, Into.DONE, Into.DONE)
SIZE = 2_000


@transaction.atomic
def fill(cast: Cast, first: int, last: int) -> None:
    """Records number `first` to `last` of each kind in the first agency; every fortieth is the specialist's."""
    who = system(cast.agency)
    with acting(who):
        series = {s.kind: s for s in Series.objects.within(who)}
        for start in range(first, last, SIZE):
            numbers = range(start, min(start + SIZE, last))
            out, into = [_out(cast, n) for n in numbers], [_into(cast, n) for n in numbers]
            Outgoing.plain.bulk_create(out)
            Incoming.plain.bulk_create(into)
            Line.plain.bulk_create(_line(cast, series["administrative"], d.id, d.number, "outgoing") for d in out if d.number)
            Line.plain.bulk_create(_line(cast, series["arrival"], d.id, d.arrival_number, "incoming") for d in into if d.arrival_number)
            Task.plain.bulk_create(_task(cast, n, d) for n, d in zip(numbers, out, strict=True))
            Notice.objects.bulk_create(_notice(cast, n) for n in numbers)


def analysed(engine: Engine, database: str) -> None:
    """The planner knows the tables as autovacuum would have told it."""
    connection.close()
    with psycopg.connect(**{**engine.dsn("admin"), "dbname": database}, autocommit=True) as admin:
        admin.execute("ANALYZE")


def _whose(cast: Cast, n: int) -> list[str]:
    return [f"a{cast.agency}.all", *([f"o{cast.specialist.post}", f"u{cast.unit}.head"] if n % 40 == 0 else [])]


def _out(cast: Cast, n: int) -> Outgoing:
    state, then = OUT[n % len(OUT)], clock.now() - timedelta(minutes=n)
    given = {"number": n + 1, "notation": f"{n + 1}/STNA-CN", "issue_date": then.date()} if state is Out.ISSUED else {}
    return Outgoing(
        agency_id=cast.agency, unit_id=cast.unit, drafter_id=(cast.specialist if n % 40 == 0 else cast.colleague).post, signer_id=cast.director.post,
        type_code="official_letter", subject=f"văn bản đi số {n}", state=state, state_at=then, created_at=then, audience=_whose(cast, n), **given,
    )  # fmt: skip


def _into(cast: Cast, n: int) -> Incoming:
    state, then = INTO[n % len(INTO)], clock.now() - timedelta(minutes=n)
    given = {} if state in (Into.ARRIVED, Into.ACCEPTED) else {"arrival_number": n + 1, "arrival_date": then.date()}
    return Incoming(
        agency_id=cast.agency, channel="paper", state=state, state_at=then, arrived_at=then, issuer="Sở X", issuer_key="so x", subject=f"văn bản đến {n}",
        notation=f"{n}/SX-VP", notation_key=f"{n}/sx-vp", audience=[*_whose(cast, n), f"a{cast.agency}.clerk"], **given,
    )  # fmt: skip


def _line(cast: Cast, series: Series, document: object, number: int | None, kind: str) -> Line:
    now = clock.now()
    notation = f"{number}/STNA-CN" if kind == "outgoing" else str(number)
    return Line(
        agency_id=cast.agency, series=series, year=now.year, number=number, notation=notation, date=now.date(), given_at=now,
        document_kind=kind, document=document,
    )  # fmt: skip


def _task(cast: Cast, n: int, document: Outgoing) -> Task:
    desk = (f"o{cast.specialist.post}", f"a{cast.agency}.clerk", f"o{cast.colleague.post}")[n % 3]
    now = clock.now()
    done = n % 10 != 0
    return Task(
        agency_id=cast.agency, kind="outgoing.sign", subject=f"outgoing:{document.id}", title=document.subject, url=f"/van-ban-di/{document.id}/",
        assignee=desk, opened_at=now, sort_due=now + timedelta(minutes=n), due=now + timedelta(minutes=n), state="done" if done else "open",
        done_at=now if done else None,
    )  # fmt: skip


def _notice(cast: Cast, n: int) -> Notice:
    return Notice(
        batch=ids.new(), agency_id=cast.agency, recipient=f"o{(cast.specialist if n % 40 == 0 else cast.colleague).post}", kind="outgoing.returned",
        title=f"thông báo {n}", url="/", mail="never", at=clock.now() - timedelta(minutes=n),
    )  # fmt: skip
