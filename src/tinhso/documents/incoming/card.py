"""The page of one document: `queries.card` with its buttons, its signatures in words, and who has seen it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tinhso.core.access.public import Actor
from tinhso.core.work.public import Task
from tinhso.documents.agenda import public as agenda
from tinhso.documents.folders import public as folders
from tinhso.documents.incoming.actions.common import url_of
from tinhso.documents.incoming.actions.paper import wants_scan
from tinhso.documents.incoming.checking import annex_signatures, unreadable
from tinhso.documents.incoming.dialogs import VERBS, Sheet, Verb
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.queries import Card
from tinhso.documents.incoming.queries.lists import INVITATION
from tinhso.documents.incoming.queries.shown import verdict_tag
from tinhso.documents.incoming.rules.states import State
from tinhso.ui import format as fmt
from tinhso.ui.rows import Action, Tag
from tinhso.ui.words import english


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature as a clerk reads it; `technical` is folded away."""

    tag: Tag
    signer: str
    when: str
    sentence: str
    technical: str


@dataclass(frozen=True, slots=True)
class Dialog:
    verb: Verb
    form: Sheet


def signatures(document: Incoming) -> list[Signature]:
    """From the verifier's report (`tinhso verify --json`), in the language of the screen."""
    language = "en" if english() else "vi"
    report: dict[str, Any] = document.report or {}
    return [
        Signature(
            tag=verdict_tag(s["verdict"], unreadable(s)), signer=s["signer"] or _("Không rõ người ký"), when=_instant(s["time"]),
            sentence=f"{name}: {s['message'][language]}" if name else s["message"][language],
            technical=" · ".join(str(x) for x in (s["field"], s["indication"], s["sub_indication"]) if x)
            + (f" · {_('bao trùm toàn bộ tệp')}" if s["covers_whole_file"] else f" · {_('không bao trùm toàn bộ tệp')}"),
        )
        for name, s in (*(("", s) for s in report.get("signatures", [])), *annex_signatures(report))
    ]  # fmt: skip


def _instant(text: str | None) -> str:
    try:
        return fmt.moment(datetime.fromisoformat(text), seconds=True) if text else ""
    except ValueError:  # a claimed time without zone, or no time at all
        return text or ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for more time that waits for the actor's answer."""

    extension: UUID
    reason: str


def extension_asked(actor: Actor, document: Incoming) -> Asked | None:
    """One query."""
    mine = Task.objects.within(actor).filter(
        assignee__in=sorted(actor.principals), kind="work.extension", url=url_of(document), state="open"
    )
    task = mine.first()
    return Asked(UUID(task.subject.partition(":")[2]), task.line) if task else None


def buttons(actor: Actor, card: Card, asked: Asked | None) -> tuple[list[Action], list[Dialog]]:
    """What may be done now, the main thing first and filled; what neither right nor state allows is left out."""
    document, at, can = card.document, url_of(card.document), set(card.can)
    if asked is not None:
        can.add("decide_extension")
    made = [a for a in (_page_action(name, card, at) for name in ("register", "direct", "propose", "reply")) if a and a[0] in can]
    found = {name: action for name, action in made}
    opened: list[Dialog] = []
    for verb in VERBS:
        if verb.name not in can:
            continue
        initial = {"extension": asked.extension} if asked and verb.name == "decide_extension" else None
        form = verb.sheet(actor, document, initial=initial)
        if form is not None:
            opened.append(Dialog(verb, form))
        found[verb.name] = _verb_action(verb, form, document, at)
    if "attach_scan" in can:
        found["attach_scan"] = _scan(document, at)
    if "correct" in can:
        found["correct"] = Action(_("Đính chính"), f"{at}dinh-chinh/", kind="quiet", icon="pen")
    made_now = [*(found[name] for name in ORDER if name in found), *_week(actor, document), *folders.button(actor, "incoming", document.id)]
    # What the law leaves open, or forbids unless justified, is offered without a suggestion.
    weighed = document.state == State.QUARANTINED or "agree_recall" in can
    return made_now if weighed else _led(made_now), opened


def _week(actor: Actor, document: Incoming) -> list[Action]:
    """Everybody in the agency reads the leaders' week: what only named persons may know does not go there."""
    invites = document.type_code == INVITATION and document.arrival_number is not None and document.state != State.VOID
    return agenda.button(actor, document.id) if invites and not (document.named_only or document.secrecy) else []


def _scan(document: Incoming, at: str) -> Action:
    if not wants_scan(document):
        return Action(_("Gắn tài liệu kèm theo"), f"{at}ban-quet/", kind="quiet", icon="upload")
    return Action(_("Thay bản quét hỏng") if document.file_id else _("Gắn bản quét"), f"{at}ban-quet/", icon="upload")


ORDER = (
    "decide_extension", "agree_recall", "refuse_recall", "accept", "register", "accept_proposal", "direct", "propose", "present", "begin",
    "sub_assign", "reply", "opinion", "acknowledge_know", "close", "progress", "extend", "attach_scan", "verify", "chase", "reopen",
    "refuse", "correct", "void",
)  # fmt: skip


def _led(actions: list[Action]) -> list[Action]:
    """The first one that is neither danger nor disabled is the main one."""
    for i, action in enumerate(actions):
        if action.kind == "primary":
            break
        if action.kind == "secondary" and not action.disabled:
            actions[i] = Action(action.label, action.url, "primary", action.icon, action.post, action.fields, action.dialog)
            break
    return actions


def _page_action(name: str, card: Card, at: str) -> tuple[str, Action]:
    match name:
        case "register":
            return name, Action(_("Vào sổ"), f"{at}vao-so/", icon="book")
        case "direct":
            return name, Action(_("Đổi bút phê") if card.directive else _("Cho bút phê"), f"{at}but-phe/", icon="pen")
        case "propose":
            return name, Action(_("Đề xuất bút phê"), f"{at}de-xuat/", icon="pen")
        case _:
            return name, Action(_("Soạn trả lời"), f"{at}soan-tra-loi/", icon="reply")


def _verb_action(verb: Verb, form: Sheet | None, document: Incoming, at: str) -> Action:
    words, kind = str(verb.label), verb.kind
    if verb.name == "present" and document.presented_to_id:
        words = _("Trình người khác")
    if verb.name in ("present", "progress", "extend", "chase", "verify") and document.state not in ("registered", "arrived"):
        kind = "quiet"
    if verb.name == "accept" and not document.verdict:
        return Action(words, icon=verb.icon, disabled=_("chưa kiểm tra chữ ký số (Điều 21.2.a)"))
    if form is None:
        return Action(words, f"{at}{verb.slug}/", kind, verb.icon, post=True)  # type: ignore[arg-type]  # one of the kinds
    return Action(words, kind=kind, icon=verb.icon, dialog=verb.slug)  # type: ignore[arg-type]
