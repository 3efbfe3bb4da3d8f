"""What every verb begins and ends with."""

from __future__ import annotations

import re
from datetime import date, datetime
from uuid import UUID

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor
from tinhso.core.calendar import public as calendar
from tinhso.core.files import public as files
from tinhso.core.ledger import public as ledger
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import post as post_of
from tinhso.core.search import public as search
from tinhso.core.work import public as work
from tinhso.documents import side
from tinhso.documents.outgoing.models import Opinion, Outgoing, Step
from tinhso.documents.outgoing.rules.clocks import leave_by
from tinhso.documents.outgoing.rules.states import OUTGOING, State
from tinhso.documents.types import BY_CODE
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, Refusal

ROOT, subject_of, url_of, need_reason = side.OUTGOING.root, side.OUTGOING.subject_of, side.OUTGOING.url_of, side.OUTGOING.need_words
NUMBER = "outgoing.number"
"""The clerks' task: give a number, or the register line of a secret document."""


def get(actor: Actor, document: UUID, *, locked: bool = False) -> Outgoing:
    """The document, as far as the actor may see it. Raises Refusal 404 where there is none for him."""
    rows = Outgoing.objects.visible_to(actor)
    found = (rows.select_for_update() if locked else rows).filter(pk=document).first()
    if found is None:
        raise Refusal(
            "outgoing.not_found",
            vi="Không tìm thấy văn bản này trong phạm vi bạn được xem.",
            en="There is no such document that you may see.",
            status=404,
        )
    return found


def load(actor: Actor, document: UUID, revision: int | None = None) -> Outgoing:
    """As `get`, locked in the caller's transaction; raises Conflict where somebody changed it since `revision` was shown."""
    found = get(actor, document, locked=True)
    if revision is not None and found.revision != revision:
        last = ledger.last(found.agency_id, subject_of(found))
        who, at = last if last else ("", found.state_at)
        raise Conflict(
            "outgoing.changed",
            vi=f"Văn bản vừa được thay đổi lúc {clock.said(at)}{f' ({who})' if who else ''}. Hãy xem lại rồi làm tiếp.",
            en=f"The document was changed at {clock.said(at)}{f' ({who})' if who else ''}. Look at it again and go on.",
        )
    return found


def move(document: Outgoing, verb: str, target: State | None = None) -> None:
    """Follow the state table; the caller saves."""
    document.state = OUTGOING.after(State(document.state), verb, target)
    document.state_at = clock.now()
    document.revision += 1


def admit(document: Outgoing, *principals: str) -> None:
    """Let more desks see the document; the caller saves."""
    document.audience = sorted({*document.audience, *principals})


def say(actor: Actor, document: Outgoing, kind: Opinion.Kind, text: str = "", step: Step | None = None) -> Opinion:
    return Opinion.objects.create(
        document=document, agency_id=document.agency_id, version=document.version, step=step, kind=kind, text=text.strip(),
        post_id=actor.own_post, shown=f"{actor.name}, {actor.title}", at=clock.now(),
    )  # fmt: skip


def line_of(document: Outgoing) -> str:
    """The second line of lists and tasks: type, number, drafting unit."""
    unit = directory().get(document.unit_id)
    return " · ".join(x for x in (BY_CODE[document.type_code].vi, document.notation, unit.shown) if x)


def drafting_person(document: Outgoing) -> int:
    """Who drafted it, whatever post he acts on now."""
    return post_of(document.drafter_id).person


def closed(document: Outgoing) -> bool:
    """For named persons only, or secret: a unit's head does not see it by being its head."""
    return bool(document.secrecy or document.plan.get("named_only"))


def ask(actor: Actor, document: Outgoing, kind: str, assignee: str, title: str = "", due: datetime | None = None) -> None:
    """Put a task on a desk. Of a secret document it says the type only, as the register does."""
    title = title or (f"{BY_CODE[document.type_code].vi} (văn bản mật)" if document.secrecy else document.subject)
    work.open_task(
        actor, kind=kind, subject=subject_of(document), title=title, line=line_of(document), url=url_of(document),
        assignee=assignee, due=due, urgent=bool(document.urgency), unit=None if closed(document) else document.unit_id,
    )  # fmt: skip


def issue_by(document: Outgoing, since: date | None = None) -> datetime:
    """Until when the clerk has it out, counted from `since` (default: from its date, before it has one from today)."""
    since = since or document.issue_date or clock.today()
    paper = document.source == Outgoing.Source.PAPER
    return leave_by(calendar.of(document.agency_id), since, paper=paper, urgent=bool(document.urgency))


def clerks(document: Outgoing) -> str:
    return principal.clerks(document.agency_id)


MOTTO = re.compile(r"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\s+Độc lập - Tự do - Hạnh phúc", re.IGNORECASE)
"""Every document bears it: nobody looks for it, and an excerpt of it says nothing."""


def index(actor: Actor, document: Outgoing, body: str | None = None) -> None:
    """Renew the search row: what is findable follows what is visible. `body` None: the words of the last submitted version.

    Of a secret document no words are kept, whatever is given (QĐ 28/2018 Điều 1.2).
    """
    if document.secrecy:
        body = ""
    if body is None:
        last = document.versions.select_related("file").order_by("-number").first()
        kept = files.rendition(last.file, "text") if last else None
        body = MOTTO.sub(" ", files.bytes_of(kept).decode()) if kept else ""
    fields: list[str] = []
    if not document.secrecy:
        signer = post_of(document.signer_id) if document.signer_id else None
        fields = [*document.recipients.values_list("name", flat=True), f"{signer.name}, {signer.title}" if signer else ""]
    search.index(
        actor, aggregate=subject_of(document), kind="outgoing", title=f"{document.notation} {document.subject}".strip(),
        body="\n".join(x for x in (*fields, body) if x), type_code=document.type_code, audience=document.audience,
        date=document.issue_date or clock.day(document.state_at), url=url_of(document),
    )  # fmt: skip
