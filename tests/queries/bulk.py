"""The first hundred records of everything a list shows, written past the actions (fixtures only): each number adds one row to every list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db import connection, transaction

from tests.cast import Cast
from tinhso.core.access.public import acting, system
from tinhso.core.calendar.models import AgencyDay
from tinhso.core.calendar.public import WorkingCalendar
from tinhso.core.events.models import Delivery as Told
from tinhso.core.events.models import Happening
from tinhso.core.files.models import StoredFile
from tinhso.core.notifications.models import Notice
from tinhso.core.organisations.models import Unit, UnitVersion
from tinhso.core.people.models import Account, Delegation, Person, Post
from tinhso.core.search import public as search
from tinhso.core.work.models import NO_DUE
from tinhso.core.work.public import Task
from tinhso.documents.folders.models import Folder, Mark
from tinhso.documents.incoming.models import Assignment, Directive, Envelope, Incoming, Pending
from tinhso.documents.incoming.rules.states import State as Into
from tinhso.documents.numbering.models import Line, Series
from tinhso.documents.outgoing.models import Outgoing, Recipient, RecipientGroup
from tinhso.documents.outgoing.rules.delivery import Delivery
from tinhso.documents.outgoing.rules.states import State as Out
from tinhso.documents.registers.models import OldLine, OldRegister
from tinhso.exchange.models import Dispatch, StatusMessage
from tinhso.kit import clock
from tinhso.kit.text import person_key
from tinhso.signing.custody.models import Key
from tinhso.web.models import JobError

NOW = datetime(2020, 6, 15, 9, 0, tzinfo=clock.VIETNAM)
BEFORE = NOW - timedelta(days=40)
FOLDER = 7
OUT = (Out.DRAFTING, Out.UNIT_REVIEW, Out.SIGNED, Out.NUMBERED, Out.SEALED, Out.ISSUED, Out.WITHDRAWN)
INTO = (
    Into.ARRIVED,
    Into.QUARANTINED,
    Into.ACCEPTED,
    Into.REGISTERED,
    Into.PRESENTED,
    Into.ASSIGNED,
    Into.RECALL_ASKED,
    Into.REFUSED,
    Into.DONE,
)
NUMBERED, REGISTERED = (Out.NUMBERED, Out.SEALED, Out.ISSUED), INTO[3:7] + INTO[8:]
JOBS = ("failed", "todo", "doing", "succeeded")


def ident(what: str, n: int) -> UUID:
    return uuid5(UUID(int=0), f"{what} {n}")


BROAD, CONSIGNMENT = ident("out issued", 0), ident("broad", 0)
"""The issued document that went to everybody, and one of its consignments with a long trail."""


@transaction.atomic
def fill(cast: Cast, first: int, last: int) -> None:
    """Numbers `first` to `last`: one more row in every list of tests/queries/lists.py."""
    numbers = range(first, last)
    who = system(cast.agency)
    with acting(who):
        series = {s.kind: s for s in Series.objects.within(who).filter(agency_id=cast.agency) if not s.code.startswith("n")}
        _organisation(cast, numbers)
        _outgoing(cast, series["administrative"], numbers)
        _incoming(cast, series["arrival"], numbers)
        _work(cast, numbers)
        _kept(cast, numbers)
        _old(cast, numbers)
        _administration(cast, numbers)
        for n in numbers:
            search.index(
                who, aggregate=f"outgoing:{ident('found', n)}", kind="outgoing", title=f"Văn bản số {n}", body="", audience=_whose(cast),
                date=NOW.date(), url=f"/{n}",
            )  # fmt: skip


def _whose(cast: Cast) -> list[str]:
    return [f"a{cast.agency}.all", f"a{cast.agency}.clerk", f"o{cast.specialist.post}", f"u{cast.unit}.head"]


def _outgoing(cast: Cast, series: Series, numbers: range) -> None:
    found = [_out(cast, n, i, state) for n in numbers for i, state in enumerate(OUT)]
    found += [_out(cast, n, 7, Out.ISSUED, secrecy="secret") for n in numbers]
    found += [_out(cast, n, 8, Out.FOR_SIGNATURE) for n in numbers]
    Outgoing.plain.bulk_create(found)
    Line.plain.bulk_create(_line(cast, series, d.id, d.number, d.notation, "outgoing") for d in found if d.number and not d.secrecy)
    Recipient.plain.bulk_create(_recipient(cast, ident(f"to {d.id}", 0), d.id, 1, _told(d)) for d in found)
    Recipient.plain.bulk_create(_recipient(cast, ident("broad to", n), BROAD, n + 2) for n in numbers)
    Dispatch.plain.bulk_create(_dispatch(cast, ident("broad", n), BROAD, ident("broad to", n), "delivered") for n in numbers)
    Dispatch.plain.bulk_create(
        _dispatch(cast, ident("failed", n), ident("out sealed", n), ident(f"to {ident('out sealed', n)}", 0), "failed") for n in numbers
    )
    StatusMessage.plain.bulk_create(
        StatusMessage(agency_id=cast.agency, message=ident("message", n), consignment=CONSIGNMENT, outbound=False, code="03", at=NOW) for n in numbers
    )  # fmt: skip
    members = [{"name": "Sở Thử nghiệm B", "unit": cast.other}, {"name": "Công ty Y", "unit": None}]
    RecipientGroup.plain.bulk_create(
        RecipientGroup(agency_id=cast.agency, name=f"Nhóm {n}", members=members, changed_at=NOW) for n in numbers
    )


def _out(cast: Cast, n: int, i: int, state: Out, secrecy: str = "") -> Outgoing:
    then, number = BEFORE - timedelta(minutes=n), n * 10 + i + 1
    given = {"number": number, "notation": f"{number}/STNA-CN", "issue_date": then.date(), "issued_at": then} if state in NUMBERED else {}
    return Outgoing(
        id=ident(f"out {state}{secrecy}", n), agency_id=cast.agency, unit_id=cast.unit, drafter_id=cast.specialist.post, signer_id=cast.director.post,
        type_code="official_letter", subject=f"văn bản đi số {n}", secrecy=secrecy, state=state, state_at=then, created_at=then,
        audience=_whose(cast), **given,
    )  # fmt: skip


def _told(document: Outgoing) -> Delivery:
    """What is issued and open waits to be acknowledged."""
    return Delivery.ARRIVED if document.state == Out.ISSUED and not document.secrecy else Delivery.RECEIVED


def _recipient(cast: Cast, to: UUID, document: UUID, ordinal: int, delivery: Delivery = Delivery.RECEIVED) -> Recipient:
    return Recipient(
        id=to, document_id=document, agency_id=cast.agency, ordinal=ordinal, unit_id=cast.other, name="Sở Thử nghiệm B", delivery=delivery,
        delivery_at=NOW,
    )  # fmt: skip


def _dispatch(cast: Cast, consignment: UUID, document: UUID, recipient: UUID, state: str) -> Dispatch:
    return Dispatch(
        consignment=consignment, agency_id=cast.agency, receiver_id=cast.other, document=document, recipient=recipient, state=state,
        queued_at=BEFORE, delivered_at=NOW if state == "delivered" else None,
    )  # fmt: skip


def _incoming(cast: Cast, series: Series, numbers: range) -> None:
    found = [_into(cast, n, i, state) for n in numbers for i, state in enumerate(INTO)]
    Incoming.plain.bulk_create(found)
    Line.plain.bulk_create(
        _line(cast, series, d.id, d.arrival_number, str(d.arrival_number), "incoming") for d in found if d.arrival_number is not None
    )
    Directive.plain.bulk_create(_directive(cast, d) for d in found)
    Assignment.plain.bulk_create(_assignment(cast, d, part) for d in found if d.due for part in ("lead", "co", "know"))
    Envelope.plain.bulk_create(
        Envelope(id=ident("envelope", n), agency_id=cast.agency, sender=f"Cơ quan {n}", addressee_id=cast.specialist.post, at=BEFORE - timedelta(minutes=n), by_id=cast.clerk.post)
        for n in numbers
    )  # fmt: skip
    scans = [
        StoredFile(id=ident("scan", n), agency_id=cast.agency, sha256="0" * 64, size=1, media_type="application/pdf", name=f"{n}.pdf", stored_at=BEFORE)
        for n in numbers
    ]  # fmt: skip
    StoredFile.plain.bulk_create(scans)
    Pending.plain.bulk_create(
        Pending(id=ident("pending", n), agency_id=cast.agency, audience=[f"a{cast.agency}.clerk"], file=s, at=BEFORE - timedelta(minutes=n), by_id=cast.clerk.post)
        for n, s in zip(numbers, scans, strict=True)
    )  # fmt: skip


def _into(cast: Cast, n: int, i: int, state: Into) -> Incoming:
    then = BEFORE - timedelta(minutes=n)
    given = {"arrival_number": n * 10 + i + 1, "arrival_date": then.date()} if state in REGISTERED else {}
    due = {"due": date(2020, 5, 20)} if state in (Into.ASSIGNED, Into.RECALL_ASKED, Into.DONE) else {}
    closed = {"closed_at": NOW} if state is Into.DONE else {}
    return Incoming(
        id=ident(f"into {state}", n), agency_id=cast.agency, channel="paper", state=state, state_at=then, arrived_at=then, issuer="Sở X", issuer_key="so x",
        subject=f"văn bản đến {n}", notation=f"{n}/SX-VP", notation_key=f"{n}/sx-vp", audience=_whose(cast),
        type_code={Into.ASSIGNED: "petition", Into.RECALL_ASKED: "invitation"}.get(state, ""), **given, **due, **closed,
    )  # fmt: skip


def _directive(cast: Cast, document: Incoming) -> Directive:
    state = "given" if document.due else "proposed"
    lead = {
        "lead": f"o{cast.specialist.post}",
        "lead_label": cast.specialist.name,
        "by_id": cast.director.post,
        "shown": cast.director.name,
    }
    return Directive(id=ident(f"word {document.id}", 0), document_id=document.id, agency_id=cast.agency, state=state, at=BEFORE, **lead)


def _assignment(cast: Cast, document: Incoming, part: str) -> Assignment:
    """Open ones of the specialist on what is being handled: what is given to him, in each part."""
    done = None if document.state == Into.ASSIGNED else NOW
    return Assignment(
        id=ident(f"{part} {document.id}", 0), document_id=document.id, agency_id=cast.agency, directive_id=ident(f"word {document.id}", 0), part=part,
        principal=f"o{cast.specialist.post}", label=cast.specialist.name, due=document.due, assigned_at=BEFORE, begun_at=NOW, done_at=done,
    )  # fmt: skip


def _line(cast: Cast, series: Series, document: UUID, number: int, notation: str, kind: str) -> Line:
    return Line(
        id=ident("line", document.int), agency_id=cast.agency, series=series, year=2020, number=number, notation=notation, date=BEFORE.date(),
        given_at=BEFORE, document_kind=kind, document=document,
    )  # fmt: skip


def _work(cast: Cast, numbers: range) -> None:
    desks = (f"o{cast.specialist.post}", f"a{cast.agency}.clerk")
    Task.plain.bulk_create(
        _task(cast, n, desk, state) for n in numbers for desk in (*desks, f"u{cast.unit}.head") for state in ("open", "done")
    )
    Task.plain.bulk_create(
        Task(
            id=ident("to sign", n), agency_id=cast.agency, kind="outgoing.sign", subject=f"outgoing:{ident(f'out {Out.FOR_SIGNATURE}', n)}",
            title=f"việc {n}", url=f"/van-ban-di/{n}/", assignee=f"o{cast.director.post}", opened_at=BEFORE, sort_due=NO_DUE, state="open",
        )
        for n in numbers
    )  # fmt: skip
    Notice.plain.bulk_create(
        Notice(
            id=ident(f"notice {desk}", n), batch=ident(f"told {desk}", n), agency_id=cast.agency, recipient=desk, kind="outgoing.returned",
            title=f"thông báo {n}", url="/", mail="never", at=BEFORE - timedelta(minutes=n),
        )
        for n in numbers for desk in desks
    )  # fmt: skip


def _kept(cast: Cast, numbers: range) -> None:
    """One document more, in the specialist's one folder."""
    owner = f"p{cast.specialist.person}"
    with acting(cast.specialist):
        Folder.plain.get_or_create(id=FOLDER, agency_id=cast.agency, owner=owner, name="Theo dõi")
        Mark.plain.bulk_create(
            Mark(id=ident("mark", n), agency_id=cast.agency, owner=owner, kind="outgoing", document=ident(f"out {Out.ISSUED}", n), folder_id=FOLDER, at=BEFORE + timedelta(minutes=n))
            for n in numbers
        )  # fmt: skip


def _old(cast: Cast, numbers: range) -> None:
    """An import more, and one old line more of each kind."""
    whose = [f"a{cast.agency}.all"]
    made = OldRegister.plain.bulk_create(
        OldRegister(
            agency_id=cast.agency, audience=whose, kind="outgoing", year=2018, lines=1, name=f"{n}.xlsx", sha256=f"{n}", at=BEFORE + timedelta(minutes=n),
            by_id=cast.clerk.post,
        )
        for n in numbers
    )  # fmt: skip
    OldLine.plain.bulk_create(
        OldLine(
            id=ident(f"old {kind}", n), agency_id=cast.agency, audience=whose, register=of, kind=kind, year=2018, key=f"||{n}/vb", number=n + 1,
            day=date(2018, 5, 1), notation=f"{n}/VB", subject=f"văn bản cũ {n}",
        )
        for kind in ("outgoing", "incoming") for n, of in zip(numbers, made, strict=True)
    )  # fmt: skip


def _task(cast: Cast, n: int, desk: str, state: str) -> Task:
    due = BEFORE + timedelta(minutes=n)
    return Task(
        id=ident(f"task {desk} {state}", n), agency_id=cast.agency, kind="incoming.lead", subject=f"incoming:{ident(f'into {state}', n)}", title=f"việc {n}",
        url=f"/van-ban-den/{n}/", assignee=desk, opened_at=BEFORE, sort_due=due, due=due, state=state, done_at=NOW if state == "done" else None,
        unit_id=cast.unit if desk[0] in "ou" else None, from_post=cast.director.post if desk[0] in "ou" else None,
    )  # fmt: skip


def _organisation(cast: Cast, numbers: range) -> None:
    """People who hold a post, people who have left, units, and what the director handed to the specialist and to others."""
    since, first, second = datetime(2019, 1, 1, tzinfo=clock.VIETNAM), date(2019, 1, 1), date(2019, 6, 1)
    units = Unit.objects.bulk_create(Unit(kind="unit", agency_id=cast.agency, created=since) for _ in numbers)
    UnitVersion.objects.bulk_create(
        UnitVersion(unit=u, name=f"Phòng số {n}", abbreviation=f"P{n}", parent_id=cast.agency, valid_from=first) for n, u in zip(numbers, units, strict=True)
    )  # fmt: skip
    accounts = Account.objects.bulk_create(Account(login=f"nguoi{n}", password="!") for n in numbers)
    people = Person.objects.bulk_create(
        Person(name=f"Người {n}", sort_key=person_key(f"Người {n}"), account=a) for n, a in zip(numbers, accounts, strict=True)
    )
    posts = [
        Post(person=p, unit_id=unit, agency_id=cast.agency, title="Chuyên viên", role="specialist", valid_from=since, valid_to=end)
        for p in people for unit, end in ((cast.unit, None), (cast.second_unit, datetime.combine(second, since.timetz())))
    ]  # fmt: skip
    held = Post.objects.bulk_create(posts)[::2]
    spans = ((since, None), (NOW + timedelta(days=9), None), (since, BEFORE))
    handed = [_delegation(cast, "KT", cast.specialist.post or 0, *span) for _ in numbers for span in spans]
    lent = [_delegation(cast, "INBOX", post.id, since, BEFORE) for post in held]
    Task.plain.bulk_create(
        Task(
            id=ident("done for him", n), agency_id=cast.agency, kind="incoming.direct", subject=f"incoming:{ident('for him', n)}", title=f"việc {n}",
            url=f"/van-ban-den/{n}/", assignee=f"o{cast.director.post}", opened_at=BEFORE, sort_due=NO_DUE, state="done", done_by=post.id,
            done_at=BEFORE - timedelta(minutes=n + 1),
        )
        for n, post in zip(numbers, held, strict=True)
    )  # fmt: skip
    Delegation.objects.bulk_create(handed + lent)


def _delegation(cast: Cast, mode: str, to: int, since: datetime, until: datetime | None) -> Delegation:
    return Delegation(
        mode=mode, from_post_id=cast.director.post, to_post_id=to, basis="QĐ 1", content="ký thay", valid_from=since, valid_to=until
    )


def _administration(cast: Cast, numbers: range) -> None:
    """Series, days off, certificates; what happened and what ran."""
    agency = {"agency_id": cast.agency}
    Series.plain.bulk_create(Series(code=f"n{n}", name=f"Sổ {n}", kind="council", **agency) for n in numbers)
    AgencyDay.plain.bulk_create(
        AgencyDay(day=day, working=False, basis="nghỉ", set_by="x", set_at=NOW, **agency) for day in _workdays(numbers)
    )
    Key.plain.bulk_create(
        Key(
            holder="person", person_id=cast.specialist.person, reference=f"k{n}", subject=f"CN=Người {n}", serial=str(n), certificate="-",
            valid_from=BEFORE, valid_to=NOW + timedelta(days=900), enrolled_at=BEFORE, **agency,
        )
        for n in numbers
    )  # fmt: skip
    happened = Happening.objects.bulk_create(
        Happening(kind="outgoing.issued", aggregate=f"outgoing:{ident('out issued', n)}", payload={}, at=NOW, **agency) for n in numbers
    )
    Told.objects.bulk_create(Told(happening=h, handler="exchange", at=NOW, **agency) for h in happened)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status) SELECT 'default', 'incoming.verify', jsonb_build_object('document', n),"
            " status::procrastinate_job_status FROM unnest(%s::int[]) n, unnest(%s::text[]) status RETURNING id, status",
            [list(numbers), list(JOBS)],
        )
        failed = [job for job, status in cursor.fetchall() if status == "failed"]
    JobError.objects.bulk_create(JobError(job_id=job, task="incoming.verify", at=NOW, text="ValueError") for job in failed)


def _workdays(numbers: Iterable[int]) -> list[date]:
    """The n-th working day after today: a year has not more of them than this test asks for."""
    every = [NOW.date() + timedelta(days=k) for k in range(1, 190)]
    working = [day for day in every if WorkingCalendar().is_working(day)]
    return [working[n] for n in numbers]
