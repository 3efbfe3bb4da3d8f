"""Planted words of the agency's house-keeping: rights, authority, accounts, days, groups, and a job that fails over a row of data."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from tests.jobs import run_jobs
from tests.leaks.plant import CANARY, HOUSE_WORDS, OFFICE, OFFICE_WORDS, WORDS, Planter
from tinhso.core.access.public import Actor, Role, aggregate, seen
from tinhso.core.calendar import public as calendar
from tinhso.core.people import public as people
from tinhso.core.search.public import save
from tinhso.documents.numbering.public import declare
from tinhso.documents.outgoing import public as outgoing
from tinhso.exchange.jobs import deliver
from tinhso.exchange.models import Dispatch
from tinhso.kit import clock, ids
from tinhso.signing.custody.public import give_back, take_charge
from tinhso.web.joberrors import remember


def play(planter: Planter) -> None:
    c, made = planter.cast, planter.made
    planter.act(c.administrator, people.grant, post=c.specialist.post, permission="people.own_inbox", basis=OFFICE_WORDS)
    mandate = {"mode": "TUQ", "from_post": c.director.post, "to_post": c.unit_head.post, "until": clock.now() + timedelta(days=30)}
    words = {"content": OFFICE_WORDS, "basis": OFFICE_WORDS, "fields": (OFFICE_WORDS,)}
    made.mandate = planter.act(c.director, people.delegate, **mandate, **words)  # type: ignore[assignment]
    made.locked = planter.act(c.administrator, locked, c.unit)  # type: ignore[assignment]
    planter.act(c.administrator, give_back, made.key, basis=OFFICE_WORDS)
    planter.act(c.administrator, take_charge, made.key, c.clerk.post, basis=OFFICE_WORDS, minutes=OFFICE_WORDS)
    # What everybody of the agency may read.
    planter.act(c.administrator, calendar.set_day, date(clock.today().year, 7, 1), working=False, basis=HOUSE_WORDS)
    planter.act(c.administrator, declare, code="qppl", name=HOUSE_WORDS, kind="normative")
    made.saved = planter.act(c.clerk, lambda actor, name, asked: save(actor, name, asked).pk, f"Tìm {HOUSE_WORDS}", f"q={HOUSE_WORDS}")  # type: ignore[assignment]
    made.group = planter.act(c.clerk, outgoing.save_group, f"Các sở {HOUSE_WORDS}", [("Sở Thử nghiệm B", c.other), (HOUSE_WORDS, None)])  # type: ignore[assignment]
    planter.act(c.specialist, seen, aggregate("outgoing", made.out["issued"]), "download", f"{CANARY}.pdf")
    failed(c.agency)


def locked(actor: Actor, unit: int) -> int:
    """Somebody whom nobody else of the cast is; the post he holds."""
    person = people.add_person(actor, name="Lâm Văn Mẫu Khóa", email=f"{OFFICE}@stna.example", phone=f"0299 {OFFICE}")
    post = people.appoint(actor, person=person, unit=unit, title="Chuyên viên", role=Role.SPECIALIST)
    account = people.create_account(actor, person=person, login="lam.van.mau.khoa", email=f"{OFFICE}@stna.example")
    people.lock_account(actor, account.pk, why=OFFICE_WORDS)
    people.end_post(actor, post)
    return post


def failed(agency: int) -> None:
    """A job that will not run again, as if it had failed over a row of data: nothing kept of it may hold the row's words."""
    job = deliver.defer(consignment=str(ids.new()), sender=agency, receiver=agency)
    with suppress(Dispatch.DoesNotExist):
        run_jobs()
    try:
        raise ValueError(f"Key (subject)=({WORDS}) already exists")
    except ValueError as error:
        remember(job, deliver.name, error)
