"""The plan's verbs in the product's own: who does what to which document. Each takes the stage and the intent."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Role
from tinhso.core.people.public import post as post_of
from tinhso.documents.incoming import public as incoming
from tinhso.documents.outgoing import public as outgoing
from tinhso.scenario import keys, texts
from tinhso.scenario.annexes import workbook
from tinhso.scenario.data import province, staff
from tinhso.scenario.data.corpus import Piece
from tinhso.scenario.data.intents import Intent
from tinhso.scenario.paper import author_fields, log, scanned
from tinhso.scenario.play import Stage

HEADS = (Role.UNIT_HEAD, Role.DEPUTY_HEAD)


def draft(stage: Stage, intent: Intent) -> None:
    piece, given = intent.params["piece"], intent.params
    post = stage.house.post
    reply = given["reply_to"]
    with stage.acting(intent.who) as actor:
        values = texts.values(
            stage.house, piece, signer=post(given["signer"], Role.DIRECTOR, Role.DEPUTY).id,
            reviewers=tuple(post(who, Role.DIRECTOR, Role.DEPUTY).id for who in given["reviewers"]),
            reply_to=str(stage.received(reply, piece.author)) if reply else None,
        )  # fmt: skip
        _drafted(stage, intent.ref, piece, outgoing.draft(actor, values).id)
        if piece.annex:
            outgoing.annex(actor, stage.outgoing[intent.ref], workbook(piece, actor.name), f"{piece.annex[0]}.xlsx")


def _drafted(stage: Stage, ref: str, piece: Piece, document: UUID) -> None:
    stage.outgoing[ref], stage.author[ref], stage.fields[ref] = document, piece.author, staff.FIELDS[piece.field]


def submit(stage: Stage, intent: Intent) -> None:
    with stage.acting(intent.who) as actor:
        outgoing.submit(actor, stage.outgoing[intent.ref])


def approve(stage: Stage, intent: Intent) -> None:
    roles = {"unit_head": HEADS, "leader": (Role.DEPUTY, Role.DIRECTOR)}.get(intent.params["step"], ())
    with stage.acting(intent.who, *roles) as actor:
        outgoing.look(actor, stage.outgoing[intent.ref])
        # Whoever answers for the content puts his initials to it (ký nháy).
        outgoing.approve(actor, stage.outgoing[intent.ref], intent.params["text"], initial=intent.params["step"] != "leader")


def return_(stage: Stage, intent: Intent) -> None:
    with stage.acting(intent.who, *HEADS) as actor:
        outgoing.look(actor, stage.outgoing[intent.ref])
        outgoing.return_(actor, stage.outgoing[intent.ref], intent.params["reason"])


def sign(stage: Stage, intent: Intent) -> None:
    with stage.acting(intent.who, Role.DIRECTOR, Role.DEPUTY) as actor:
        outgoing.sign(actor, stage.outgoing[intent.ref], intent.params["text"])


def number(stage: Stage, intent: Intent) -> None:
    with stage.acting(intent.who) as actor:
        outgoing.number(actor, stage.outgoing[intent.ref])


def seal(stage: Stage, intent: Intent) -> None:
    with stage.acting(intent.who) as actor:
        outgoing.seal(actor, stage.outgoing[intent.ref])


def issue(stage: Stage, intent: Intent) -> None:
    with stage.acting(intent.who) as actor:
        outgoing.issue(actor, stage.outgoing[intent.ref])


def void(stage: Stage, intent: Intent) -> None:
    with stage.acting(intent.who) as actor:
        outgoing.void(actor, stage.outgoing[intent.ref], intent.params["reason"])


def recall(stage: Stage, intent: Intent) -> None:
    with stage.acting(intent.who, Role.DIRECTOR, Role.DEPUTY) as actor:
        outgoing.recall(actor, stage.outgoing[intent.ref], intent.params["reason"])


def dispatch(stage: Stage, intent: Intent) -> None:
    """Another agency's whole way out, as short as its staff: the head drafts, the clerk checks the form and issues (ND30 Điều 10-18).

    A letter to all departments reaches those whose people log in; the others would only fill registers that nobody opens.
    """
    piece, ref = intent.params["piece"], intent.ref
    keys.enrol(stage.house.agencies[piece.author])
    to = tuple(key for key in (intent.params["to"], "snv", "ubnd") if key in piece.recipients and key != piece.author)
    head = intent.params["signer"]
    with stage.acting(head, Role.DIRECTOR) as actor:
        made = outgoing.draft(actor, texts.values(stage.house, piece, signer=actor.post or 0, to=to))
        _drafted(stage, ref, piece, made.id)
        outgoing.submit(actor, made.id)
    with stage.acting(_checker(piece.author)) as actor:
        outgoing.approve(actor, made.id)
    with stage.acting(head, Role.DIRECTOR) as actor:
        outgoing.sign(actor, made.id)
    with stage.acting(intent.who) as actor:
        outgoing.number(actor, made.id)
        outgoing.seal(actor, made.id)
        outgoing.issue(actor, made.id)
    if intent.params["broken"]:
        stage.broken.add(ref)
    stage.jobs.run()
    stage.broken.discard(ref)


def _checker(agency: str) -> str:
    """Whom the route asks first: the chief of office, else the clerk."""
    for role in ("chief_of_office", "clerk"):
        try:
            return staff.holder(agency, role)
        except LookupError:
            continue
    raise LookupError(f"{agency} has nobody to check a form")


def arrive_paper(stage: Stage, intent: Intent) -> None:
    given = intent.params
    with stage.acting(intent.who) as actor:
        stage.incoming[intent.ref, province.STTTT] = log(stage.house, actor, given["piece"], intent.ref)
    stage.read_off[intent.ref] = author_fields(stage.house, given["piece"], intent.ref, given["note"])
    if given["scan"]:
        document = stage.incoming[intent.ref, province.STTTT]
        with stage.acting(intent.who) as actor:
            incoming.attach_scan(actor, document, scanned(stage.house, given["piece"], intent.ref), "ban-quet.pdf")


def _place(intent: Intent) -> str:
    return next(p.agency for p in staff.posts() if p.person == intent.who)


def _document(stage: Stage, intent: Intent) -> UUID:
    return stage.received(intent.ref, _place(intent))


def quarantine(stage: Stage, intent: Intent) -> None:
    """Done by the check itself; the clerk looks at what it says."""
    document = _document(stage, intent)
    with stage.acting(intent.who) as actor:
        incoming.look(actor, document)


def accept(stage: Stage, intent: Intent) -> None:
    document = _document(stage, intent)
    with stage.acting(intent.who) as actor:
        incoming.accept(actor, document)


def refuse(stage: Stage, intent: Intent) -> None:
    document = _document(stage, intent)
    with stage.acting(intent.who) as actor:
        incoming.refuse(actor, document, incoming.Reason.MISSING_ANNEX, intent.params["reason"])


def register(stage: Stage, intent: Intent) -> None:
    document = _document(stage, intent)
    values = stage.read_off.get(intent.ref) or incoming.RegisterValues(field=stage.fields[intent.ref])
    with stage.acting(intent.who) as actor:
        incoming.register(actor, document, values)


def present(stage: Stage, intent: Intent) -> None:
    """With the chief of office's proposal: the unit that its words name leads."""
    document, proposal = _document(stage, intent), intent.params["proposal"]
    units = province.agency(_place(intent)).units
    lead = next(u.key for u in units if u.name in proposal)
    with stage.acting(intent.who, Role.CHIEF_OF_OFFICE) as actor:
        to = stage.house.post(intent.params["to"], Role.DIRECTOR, Role.DEPUTY).id
        incoming.propose(actor, document, incoming.DirectiveValues(lead=_desk(stage, lead), text=proposal), to)


def direct(stage: Stage, intent: Intent) -> None:
    document, given = _document(stage, intent), intent.params
    values = incoming.DirectiveValues(
        lead=_desk(stage, given["lead"]), text=given["text"], due=given["deadline"],
        co=tuple(incoming.Desk(_desk(stage, key)) for key in given["co"]), know=tuple(_desk(stage, key) for key in given["know"]),
    )  # fmt: skip
    with stage.acting(intent.who, Role.DIRECTOR, Role.DEPUTY) as actor:
        incoming.direct(actor, document, values)


def _desk(stage: Stage, unit: str) -> str:
    return principal.head_of(stage.house.units[unit])


def assign(stage: Stage, intent: Intent) -> None:
    document = _document(stage, intent)
    with stage.acting(intent.who, *HEADS) as actor:
        to = post_of(stage.house.post(intent.params["to"], Role.SPECIALIST).id)
        incoming.look(actor, document)
        incoming.sub_assign(actor, document, principal.post(to.id))


def begin(stage: Stage, intent: Intent) -> None:
    document = _document(stage, intent)
    with stage.acting(intent.who) as actor:
        incoming.look(actor, document)  # opening it begins the handler's part
        incoming.begin(actor, document)


def close(stage: Stage, intent: Intent) -> None:
    """A reply has linked itself when it was issued."""
    document = _document(stage, intent)
    with stage.acting(intent.who) as actor:
        incoming.close(actor, document, intent.params["result"])


def agree_recall(stage: Stage, intent: Intent) -> None:
    document = _document(stage, intent)
    with stage.acting(intent.who) as actor:
        incoming.agree_recall(actor, document)


VERBS: dict[str, Callable[[Stage, Intent], None]] = {
    "draft": draft, "submit": submit, "approve": approve, "return": return_, "sign": sign, "number": number, "seal": seal, "issue": issue,
    "void": void, "recall": recall, "dispatch": dispatch, "arrive_paper": arrive_paper, "quarantine": quarantine, "accept": accept,
    "refuse": refuse, "register": register, "present": present, "direct": direct, "assign": assign, "begin": begin, "close": close,
    "agree_recall": agree_recall,
}  # fmt: skip
