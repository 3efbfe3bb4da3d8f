"""Planted words of those who answer: a recipient who returns it, a sender who wants it back, a head who passes it on, a voided number."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from tests.cast import appoint
from tests.documents.incoming.pdfs import signed_pdf
from tests.jobs import run_jobs
from tests.leaks.plant import CANARY, WORDS, Planter
from tinhso.core.access.public import Actor, Role, acting, system
from tinhso.documents.incoming import public as incoming
from tinhso.documents.outgoing import public as outgoing
from tinhso.documents.phrases.public import Purpose, keep
from tinhso.exchange.models import Inbound
from tinhso.kit import clock


def play(planter: Planter) -> None:
    returned(planter)
    asked_back(planter)
    passed_on(planter)
    voided(planter)
    late(planter)
    together(planter)


def returned(planter: Planter) -> None:
    """The province's clerk, whose very name is a canary, sends a document back with words."""
    c = planter.cast
    with transaction.atomic():
        theirs = appoint(f"Lê Thị {CANARY}", c.agency - 1, Role.CLERK, "Văn thư")
    ident = planter.way("returned_by", 4)
    run_jobs()
    with acting(theirs):
        arrived = Inbound.objects.within(theirs).order_by("-at").values_list("document", flat=True)[0]
    planter.act(theirs, incoming.refuse, arrived, str(incoming.Reason.OTHER), WORDS)
    run_jobs()
    planter.made.out["returned_by"] = ident


def asked_back(planter: Planter) -> None:
    """By the sender; beside it one whose signature does not hold."""
    consignment = planter.arrival("recall_asked", "09")
    planter.arrival("quarantined", "10", signed_pdf(broken=True))
    run_jobs()
    planter.act(system(planter.cast.agency), incoming.ask_recall, consignment, WORDS)


def passed_on(planter: Planter) -> None:
    """To the head, with the chief of office beside him; he passes it on with a word; the handler asks for more time and gets a word."""
    c = planter.cast
    ident = planter.paper("passed_on", 2)
    beside = (incoming.Desk(f"o{c.chief.post}"),)
    to = incoming.DirectiveValues(lead=f"u{c.unit}.head", co=beside, text=WORDS, due=clock.today() + timedelta(days=30))
    planter.act(c.director, incoming.direct, ident, to)
    planter.act(c.unit_head, incoming.sub_assign, ident, f"o{c.specialist.post}", WORDS, clock.today() + timedelta(days=3))
    asked = planter.act(c.specialist, incoming.extend, ident, clock.today() + timedelta(days=14), WORDS)
    planter.act(c.unit_head, answer, ident, asked)


def answer(actor: Actor, document: UUID, extension: UUID) -> None:
    incoming.decide_extension(actor, document, extension, granted=False, answer=WORDS)


def voided(planter: Planter) -> None:
    """One number given, and one given and voided."""
    c = planter.cast
    for name in ("numbered", "voided"):
        ident = planter.way(name, 3)
        planter.act(c.clerk, outgoing.number, ident)
    planter.act(c.clerk, outgoing.void, ident, WORDS)


def late(planter: Planter) -> None:
    """Received three weeks ago, and registered by nobody; beside it one whose deadline has passed since it was directed."""
    planter.now -= timedelta(days=21)
    planter.paper("late", 0)
    planter.now += timedelta(days=21)
    ident, who = planter.paper("overdue", 3), system(planter.cast.agency)
    with acting(who):
        incoming.Incoming.objects.within(who).filter(pk=ident).update(due=clock.today() - timedelta(days=7))


def together(planter: Planter) -> None:
    """Lots of one document: to be numbered, whose turn came too early, and to be signed, whose file was not the one shown."""
    chosen = [outgoing.Chosen(planter.made.out["for_signature"], 0)]
    planter.made.lot = planter.act(planter.cast.clerk, outgoing.number_lot, chosen)  # type: ignore[assignment]
    planter.act(planter.cast.director, keep, Purpose.RETURN, [WORDS])
    planter.made.sign_lot = planter.act(planter.cast.director, outgoing.sign_lot, chosen)  # type: ignore[assignment]
    run_jobs()
