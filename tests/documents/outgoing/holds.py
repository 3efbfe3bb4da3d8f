"""What holds of outgoing documents whoever did what: after each act, and of the whole house at rest (ND30 Điều 10-18)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from tests.documents.outgoing.conftest import Office
from tinhso.core.access.public import acting, system
from tinhso.core.events.models import Happening
from tinhso.core.people.public import post as post_of
from tinhso.core.work.public import Task
from tinhso.documents.numbering.public import Line
from tinhso.documents.outgoing.models import Outgoing, Recipient
from tinhso.documents.outgoing.rules.delivery import DELIVERY, Delivery
from tinhso.documents.outgoing.rules.route import STATE_OF, StepKind
from tinhso.documents.outgoing.rules.states import OUTGOING, REVIEWS, State

SIGNED = (State.SIGNED, State.NUMBERED, State.SEALED, State.ISSUED, State.RECALLING, State.RECALLED, State.VOID)
NUMBERED, OUT = SIGNED[1:], (State.ISSUED, State.RECALLING, State.RECALLED)
Snapshot = tuple[dict[UUID, tuple[object, ...]], dict[UUID, tuple[UUID, str]]]


def snapshot(office: Office, made: Sequence[UUID]) -> Snapshot:
    """(documents, recipients): what an act may change of them."""
    who = system(office.cast.agency)
    with acting(who):
        rows = Outgoing.objects.within(who).filter(pk__in=made)
        documents = {row[0]: row[1:] for row in rows.values_list("id", "state", "revision", "version", "number", "file_id", "audience")}
        found = Recipient.objects.within(who).filter(document__in=made).values_list("id", "document_id", "delivery")
        recipients = {ident: (document, delivery) for ident, document, delivery in found}
    assert len(documents) == len(made)
    return documents, recipients


def lawful(verb: str, target: UUID, before: Snapshot, after: Snapshot) -> None:
    """Only the document that was acted on has moved, as the tables say; its revision tells whoever had it open."""
    table = {"told": "recalled" if after[0][target][0] == State.RECALLED else "recall_refused"}.get(verb.partition("_")[0], verb)
    for ident, was in before[0].items():
        now = after[0][ident]
        if now == was:
            continue
        assert ident == target, f"{verb} changed another document"
        if now[0] != was[0]:
            table = "recalled" if verb == "settle_recall" and now[0] == State.RECALLED else table
            table = "recall_refused" if verb == "settle_recall" and now[0] == State.ISSUED else table
            assert State(now[0]) in OUTGOING.targets(State(was[0]), table), f"{verb} led from {was[0]} to {now[0]}"
            assert now[1] != was[1], f"{verb} left the revision as it was"
        assert was[3] is None or now[3] == was[3], f"{verb} changed a number"
    moved = {ident: (was, after[1][ident][1]) for ident, (_, was) in before[1].items() if ident in after[1] and after[1][ident][1] != was}
    for ident, (was, now) in moved.items():
        assert after[1][ident][0] == target, f"{verb} moved another document's delivery"
        steps = {"told": ("status", "recall"), "send": ("send_again",), "issue": ("send", "paper")}.get(verb.partition("_")[0], ())
        own_unit = verb == "issue" and now == Delivery.DONE
        assert own_unit or Delivery(now) in {t for v in steps for t in DELIVERY.targets(Delivery(was), v)}, f"{verb}: {was} to {now}"


def hold(office: Office, made: Sequence[UUID]) -> None:
    who = system(office.cast.agency)
    with acting(who):
        documents = list(Outgoing.objects.within(who).filter(pk__in=made))
        for document in documents:
            steps(document)
            papers(document)
            deliveries(document)
            tasks(document)
        registers(documents)


def steps(d: Outgoing) -> None:
    """Nobody decided on his own draft; what is open is one place on the way, and the state says which."""
    drafter = post_of(d.drafter_id).person
    for step in d.steps.filter(state__in=("done", "returned")).exclude(kind=StepKind.SIGN):
        assert post_of(step.done_by_id).person != drafter, "his own draft"
    assert not d.steps.exclude(version=d.version).filter(state__in=("open", "waiting")).exists(), "an earlier version is over"
    way = list(d.steps.filter(version=d.version).order_by("ordinal", "id"))
    opened = [s for s in way if s.state == "open"]
    assert bool(opened) is (d.state in REVIEWS)
    assert {STATE_OF[StepKind(s.kind)] for s in opened} <= {d.state} and len({s.ordinal for s in opened}) <= 1
    assert all(s.state == "done" for s in way if opened and s.ordinal < opened[0].ordinal), "none is passed over"
    if d.state in SIGNED and not d.secrecy:
        assert [s.kind for s in way][-1] == StepKind.SIGN and {s.state for s in way} == {"done"}


def papers(d: Outgoing) -> None:
    """The file is the last one frozen, signed or sealed; a secret has none; signatures are there when, and only when, they should be."""
    if d.secrecy:
        assert (d.file_id, d.content, d.uploaded_id) == (None, None, None)
        return
    assert list(d.versions.order_by("number").values_list("number", flat=True)) == list(range(1, d.version + 1))
    by_person = list(d.signatures.filter(part="person", version=d.version).values_list("file_id", flat=True))
    by_agency = list(d.signatures.filter(part="agency").values_list("file_id", flat=True))
    frozen = list(d.versions.filter(number=d.version).values_list("file_id", flat=True))
    if d.state in SIGNED:
        assert len(by_person) == 1
    if d.state in (State.SEALED, *OUT) and d.source != Outgoing.Source.PAPER:
        assert by_agency == [d.file_id]
    elif d.state != State.VOID:
        assert by_agency == []
    if d.state in REVIEWS:
        assert [d.file_id] == frozen and by_person == []
    if d.state in (State.SIGNED, State.NUMBERED):
        assert [d.file_id] == by_person


def deliveries(d: Outgoing) -> None:
    """Nothing leaves before it is issued, and it is told once; a recall ends when everybody asked has answered."""
    facts = Counter(Happening.objects.filter(aggregate=f"outgoing:{d.id}").values_list("kind", flat=True))
    assert facts["outgoing.issued"] == (d.state in OUT)
    found = d.recipients.exclude(channel=Recipient.Channel.NONE)
    stand = {Delivery(delivery) for delivery in found.values_list("delivery", flat=True)}
    if d.state not in OUT:
        assert stand <= {Delivery.NONE}
    else:
        assert Delivery.NONE not in stand
    if d.state in (State.RECALLING, State.RECALLED):
        assert d.recall_reason and facts["outgoing.recall_asked"] >= 1
    if d.state == State.RECALLED:
        assert Delivery.RECALL_ASKED not in stand and not found.filter(recall_refused_at__isnull=False).exists()


def tasks(d: Outgoing) -> None:
    """One thing to do of each document that waits for somebody, nothing left to do of what has ended."""
    opened = sorted(Task.plain.filter(subject=f"outgoing:{d.id}", state="open").values_list("kind", flat=True))
    state, paper = State(d.state), d.source == Outgoing.Source.PAPER
    wanted = {
        State.DRAFTING: ["outgoing.number"] if d.secrecy else [], State.RETURNED: ["outgoing.revise"], State.FOR_SIGNATURE: ["outgoing.sign"],
        State.SIGNED: ["outgoing.number"], State.NUMBERED: ["outgoing.issue" if paper else "outgoing.seal"], State.SEALED: ["outgoing.issue"],
    }.get(state, [])  # fmt: skip
    if state in REVIEWS and state is not State.FOR_SIGNATURE:
        wanted = ["outgoing.review"] * d.steps.filter(state="open").count()
    if state in OUT and "outgoing.returned_by_recipient" in opened:
        assert d.recipients.filter(delivery=Delivery.REFUSED).exists()
        opened.remove("outgoing.returned_by_recipient")
    assert opened == wanted, f"{state}: {opened}"


def registers(documents: list[Outgoing]) -> None:
    """Numbers without a gap in the order of days, each line with its document; what was voided keeps its line."""
    lines = list(Line.plain.filter(document_kind="outgoing").order_by("series_id", "year", "number"))
    for key in {(line.series_id, line.year) for line in lines}:
        mine = [line for line in lines if (line.series_id, line.year) == key]
        assert [line.number for line in mine] == list(range(1, len(mine) + 1)), "gap-free"
        assert [line.given_at for line in mine] == sorted(line.given_at for line in mine), "number order is the order of time"
        assert {line.date.year for line in mine} == {key[1]}
    given = {line.document: line for line in lines}
    assert len(given) == len(lines), "one line each"
    for d in documents:
        assert (d.id in given) is (d.number is not None) is (d.state in NUMBERED)
        if line := given.get(d.id):
            assert (line.number, line.notation, line.date) == (d.number, d.notation, d.issue_date)
            assert (line.voided_at is not None) is (d.state == State.VOID)
            assert d.secrecy or d.printed_year == line.year
            assert line.series.kind == ("secret" if d.secrecy else "administrative")
