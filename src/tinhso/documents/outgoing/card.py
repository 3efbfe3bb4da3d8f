"""The page of one document: everything known of it and everything the actor may do now (the management card)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tinhso.core.access.public import Actor
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import for_whom, roster
from tinhso.core.work import public as work
from tinhso.documents.desks import standing_in
from tinhso.documents.folders import public as folders
from tinhso.documents.marks import Secrecy
from tinhso.documents.numbering.access import VOID
from tinhso.documents.outgoing import access
from tinhso.documents.outgoing.actions.common import drafting_person, subject_of, url_of
from tinhso.documents.outgoing.actions.deliver import RETURNED
from tinhso.documents.outgoing.actions.take_back import may_withdraw
from tinhso.documents.outgoing.conformity import Note, note_of
from tinhso.documents.outgoing.consultation import Answer, answer_by_of, answers
from tinhso.documents.outgoing.dialogs import Dialog, dialogs
from tinhso.documents.outgoing.mail import on_paper
from tinhso.documents.outgoing.models import Opinion, Outgoing, Recipient, Step
from tinhso.documents.outgoing.numbers import Offer, offer
from tinhso.documents.outgoing.queries import state_tag, urgency_tag
from tinhso.documents.outgoing.rules.delivery import DELIVERED, Delivery
from tinhso.documents.outgoing.rules.paper import PaperReason
from tinhso.documents.outgoing.rules.route import StepKind, may_decide
from tinhso.documents.outgoing.rules.states import EDITABLE, OUTGOING, REVIEWS, State
from tinhso.documents.phrases.access import KEEP
from tinhso.documents.phrases.public import Purpose, phrases
from tinhso.documents.shown import pages_of
from tinhso.documents.types import BY_CODE
from tinhso.kit.filetypes import DOCX
from tinhso.signing.custody import public as custody
from tinhso.ui import format as fmt
from tinhso.ui.rows import Action, Detail, PageImage, Tag, TimelineEntry, Tone
from tinhso.ui.words import said

RETURNS = {"return", "send_back"}
_KIND_TONE: dict[str, Tone] = {
    "return": "bad",
    "approve": "ok",
    "initial": "ok",
    "sign": "ok",
    "withdraw": "warn",
    "take_back": "warn",
    "void": "bad",
}


@dataclass(frozen=True, slots=True)
class Card:
    """What the template shows. `lent` says for whom the actor would decide; `returned` is the last return reason, on top in red while the draft lies with its drafter; `voided`
    why the number was voided.
    """

    document: Outgoing
    tag: Tag
    urgency: Tag | None
    details: list[Detail]
    steps: list[dict[str, Any]]
    timeline: list[TimelineEntry]
    recipients: list[dict[str, Any]]
    signatures: list[dict[str, Any]]
    annexes: list[dict[str, Any]]
    actions: list[Action]
    lent: str
    returned: str
    voided: str
    dialogs: list[Dialog]
    pages: list[PageImage]
    form: Note | None
    answers: list[Answer]

    @property
    def resubmitted(self) -> bool:
        """Whether there is something to compare for those who review it anew."""
        return self.document.version > 1 and not self.document.secrecy and State(self.document.state) in REVIEWS

    @property
    def may_sign(self) -> bool:
        return any(action.url.endswith("/ky/") for action in self.actions)


def card(actor: Actor, document: Outgoing, *, under_way: bool = False) -> Card:
    """`under_way`: a job is sealing and issuing it, and nobody should meddle. Seven queries, however long the document's history is; four
    more where the actor may number it, one where he may return it, one where units are asked until a day."""
    opinions = list(document.opinions.all())
    steps = list(document.steps.all())
    recipients = list(document.recipients.all())
    here, desks = roster(), {s.pk: s.principal for s in steps}
    last_return = next((o for o in reversed(opinions) if o.kind == Opinion.Kind.RETURN), None)
    number = offer(actor, document, recipients)
    actions = [] if under_way else _actions(actor, document, steps, recipients, number)
    offered = {a.dialog for a in actions if not a.disabled}
    returning = phrases(actor, Purpose.RETURN) if offered & RETURNS and KEEP.held_by(actor) else ()
    form = note_of(document)
    return Card(
        document=document,
        tag=state_tag(document.state, document.source),
        urgency=urgency_tag(document.urgency),
        details=_details(document, form),
        steps=[_step(s, here.post(s.done_by_id).name if s.done_by_id else "") for s in steps if s.version == document.version],
        timeline=[_entry(o, document, desks.get(o.step_id or 0, "")) for o in reversed(opinions)],
        recipients=[_recipient(r) for r in recipients],
        signatures=[_signature(s) for s in document.signatures.filter(version=document.version)],
        annexes=[
            {
                "id": a.id,
                "name": a.file.name,
                "size": fmt.file_size(a.file.size),
                "word": a.file.media_type == DOCX,
                "sealed": a.sealed_id is not None,
                "dropped": _("đã bỏ; có trong bản %(first)s–%(last)s") % {"first": a.since, "last": a.until} if a.until is not None else "",
            }
            for a in document.annexes.select_related("file")
        ],
        actions=actions,
        lent=_lent(actor, steps),
        returned=f"{last_return.shown}, {fmt.moment(last_return.at)}: {last_return.text}"
        if last_return and document.state == State.RETURNED
        else "",
        voided=next((f"{o.shown}: {o.text}" for o in reversed(opinions) if o.kind == Opinion.Kind.VOID), ""),
        dialogs=[d for name, d in dialogs(number, returning).items() if name in offered],
        pages=pages_of(document.file, url_of(document)),
        form=form,
        answers=answers(document, steps, opinions),
    )


def _lent(actor: Actor, steps: list[Step]) -> str:
    """At a step of an inbox that he looks after: whose it is, and what he cannot do for him."""
    for step in steps:
        if step.state == Step.State.OPEN and (lender := for_whom(actor, step.principal)):
            said = _("Việc này của %(who)s; bạn đang xử lý thay.") % {"who": lender.name}
            only = _("Chỉ %(who)s ký được: xử lý thay hộp việc không kèm quyền ký (Điều 13).") % {"who": lender.name}
            return f"{said} {only}" if StepKind(step.kind) is StepKind.SIGN else said
    return ""


def _details(document: Outgoing, form: Note | None) -> list[Detail]:
    here, tree = roster(), directory()
    rows = [
        Detail(_("Loại"), said(BY_CODE[document.type_code])),
        Detail(_("Số, ký hiệu"), document.notation or _("Chưa cấp")),
        Detail(_("Ngày ban hành"), fmt.date(document.issue_date) or "–"),
        Detail(_("Đơn vị soạn thảo"), tree.get(document.unit_id).name),
        Detail(_("Người soạn thảo"), here.post(document.drafter_id).name),
        Detail(
            _("Người ký"), f"{here.post(document.signer_id).name}, {here.post(document.signer_id).title}" if document.signer_id else "–"
        ),
    ]
    if document.field:
        rows.append(Detail(_("Lĩnh vực"), document.field))
    if form:
        rows.append(Detail(_("Thể thức"), form.text, f"{url_of(document)}the-thuc/"))
    if document.due:
        rows.append(Detail(_("Hạn"), fmt.date(document.due)))
    if asked := answer_by_of(document):
        rows.append(Detail(_("Hạn góp ý"), fmt.date(asked)))
    if document.secrecy:
        rows.append(Detail(_("Độ mật"), said(Secrecy(document.secrecy))))
    if document.paper_reason:
        rows.append(Detail(_("Lý do bản giấy"), said(PaperReason(document.paper_reason))))
    if document.recall_reason:
        rows.append(Detail(_("Lý do thu hồi"), document.recall_reason))
    return rows


def _step(step: Step, who: str) -> dict[str, Any]:
    tones: dict[str, Tone] = {"open": "warn", "done": "ok", "returned": "bad"}
    words = {"open": _("đang chờ"), "done": _("đã qua"), "returned": _("trả lại"), "cancelled": _("không còn"), "waiting": _("chưa đến")}
    when = step.done_at or step.seen_at or step.opened_at
    who = "" if step.label.startswith(f"{who},") else who  # a desk of one person bears his name already
    return {
        "kind": said(StepKind(step.kind)), "label": step.label, "tag": Tag(words[step.state], tones.get(step.state, "plain")), "who": who,
        "when": fmt.moment(when) if when else "", "seen": step.state == "open" and step.seen_at is not None,
    }  # fmt: skip


def _entry(opinion: Opinion, document: Outgoing, desk: str) -> TimelineEntry:
    """`desk`: the one of the step it was said on; whoever looked after it says for whom."""
    return TimelineEntry(
        what=" · ".join([str(Opinion.Kind(opinion.kind).label), *([f"{_('bản')} {opinion.version}"] if opinion.version else [])]),
        who=standing_in(opinion.shown, opinion.post_id, [desk], opinion.at), when=fmt.moment(opinion.at),
        iso=opinion.at.isoformat(), opinion=opinion.text, tone=_KIND_TONE.get(opinion.kind, "plain"),
        link=f"{url_of(document)}ban/{opinion.version}.pdf" if opinion.version else "", link_text=_("Xem bản này") if opinion.version else "",
    )  # fmt: skip


def _recipient(row: Any) -> dict[str, Any]:
    delivery, tree = Delivery(row.delivery), directory()
    unit = tree.get(row.unit_id) if row.unit_id else None
    tone: Tone = (
        "ok"
        if delivery in DELIVERED or delivery is Delivery.PAPER
        else "bad"
        if delivery in (Delivery.REFUSED, Delivery.RECALL_REFUSED)
        else "plain"
    )
    internal = row.channel == "none" and delivery is Delivery.DONE
    return {
        "name": row.name, "addressed": row.addressed, "of": "" if unit is None or unit.agency in (unit.id, row.agency_id) else tree.get(unit.agency).name, "tag": Tag(_("Trong cơ quan") if internal else said(delivery), "ok" if internal else tone),
        "when": fmt.moment(row.delivery_at) if row.delivery_at else "", "note": row.delivery_note,
        "reason": said(PaperReason(row.paper_reason)) if row.paper_reason else "",
    }  # fmt: skip


def _signature(row: Any) -> dict[str, Any]:
    good = row.result.get("verdict") in ("PASSED", "OK")
    return {
        "part": row.get_part_display(),
        "signer": custody.common_name(row.signer),
        "when": fmt.moment(row.signed_at, seconds=True),
        "tag": Tag(_("Hợp lệ") if good else row.result.get("verdict", ""), "ok" if good else "bad"),
    }


def _to_settle(actor: Actor, document: Outgoing) -> bool:
    return any(t.kind == RETURNED and t.state == "open" for t in work.tasks_of(actor, subject_of(document)))


def _why_not_seal(actor: Actor, document: Outgoing) -> str:
    """Said before the number is given, for a number cannot be taken back (Điều 32)."""
    if document.state not in (State.SIGNED, State.NUMBERED) or document.source == Outgoing.Source.PAPER or not access.SEAL.held_by(actor):
        return ""
    refusal = custody.seal_refusal(actor)
    return refusal.message(get_language() or "vi") if refusal else ""


def _actions(actor: Actor, document: Outgoing, steps: list[Step], recipients: list[Recipient], number: Offer) -> list[Action]:
    """What may be done now, the main thing first; what a right forbids is left out, what the state forbids too."""
    state, mine, drafter = State(document.state), actor.post == document.drafter_id, drafting_person(document)
    at = url_of(document).rstrip("/")
    found: list[Action] = []
    opened = [s for s in steps if s.version == document.version and s.state == Step.State.OPEN]
    desk = next(
        (
            s
            for s in opened
            if may_decide(person=actor.person, principals=actor.principals, drafter=drafter, kind=StepKind(s.kind), principal=s.principal)
        ),
        None,
    )
    if state in EDITABLE and mine:
        if document.secrecy:
            found.append(Action(_("Sửa"), f"{at}/sua/", icon="pen"))
        else:
            found += [Action(_("Trình"), kind="primary", icon="send", dialog="submit"), Action(_("Sửa"), f"{at}/sua/", icon="pen")]
            found.append(Action(_("Tải lên bản PDF"), f"{at}/tep/", icon="upload"))
    if desk is not None and desk.kind == StepKind.SIGN and actor.post == document.signer_id:
        found.append(Action(_("Ký số"), f"{at}/ky/", kind="primary", icon="key"))
    elif desk is not None and desk.kind != StepKind.SIGN:
        consulted = desk.kind == StepKind.CONSULT
        dialog = "answer" if consulted else "approve"
        found.append(Action(_("Góp ý") if consulted else _("Đồng ý"), kind="primary", icon="check", dialog=dialog))
    if desk is not None:
        found.append(Action(_("Trả lại"), kind="danger", icon="undo", dialog="return"))
    unsealed = _why_not_seal(actor, document)
    if access.NUMBER.held_by(actor):
        if state is State.SIGNED:
            found += [
                Action(_("Cấp số, ký số và phát hành"), kind="primary", icon="book", dialog="number", disabled=number.why_not or unsealed),
                Action(_("Chỉ cấp số"), icon="book", dialog="number_only", disabled=number.why_not),
                Action(_("Phát hành bản giấy"), icon="print", dialog="paper", disabled=number.why_not),
                Action(_("Trả lại"), kind="danger", icon="undo", dialog="send_back"),
            ]
        if state is State.DRAFTING and document.secrecy:
            found.append(Action(_("Đăng ký số (bản giấy)"), kind="primary", icon="book", dialog="secret", disabled=number.why_not))
    if access.SEAL.held_by(actor) and state is State.NUMBERED and document.source != Outgoing.Source.PAPER:
        found.append(Action(_("Ký số cơ quan"), f"{at}/dong-dau/", kind="primary", icon="seal", post=True, disabled=unsealed))
    if access.ISSUE.held_by(actor) and (state is State.SEALED or (state is State.NUMBERED and document.source == Outgoing.Source.PAPER)):
        found.append(Action(_("Phát hành"), f"{at}/phat-hanh/", kind="primary", icon="send", post=True))
    if document.number is not None and state is not State.VOID and access.ISSUE.held_by(actor) and on_paper(document, recipients):
        found += [
            Action(_("In phiếu gửi"), f"{at}/phieu-gui.pdf", icon="print"),
            Action(_("In tem bì"), f"{at}/tem-bi.pdf", icon="print"),
        ]
    if mine and OUTGOING.allows(state, "take_back"):
        found.append(
            Action(
                _("Lấy lại"),
                f"{at}/lay-lai/",
                icon="undo",
                post=True,
                disabled=_("Đã có người mở") if any(s.seen_at for s in opened) else "",
            )
        )
    if OUTGOING.allows(state, "withdraw") and may_withdraw(actor, document):
        found.append(Action(_("Rút văn bản"), kind="quiet", dialog="withdraw"))
    if OUTGOING.allows(state, "void") and VOID.held_by(actor):
        found.append(Action(_("Hủy số"), kind="danger", dialog="void"))
    if any(r.delivery == Delivery.REFUSED for r in recipients) and access.ISSUE.held_by(actor) and _to_settle(actor, document):
        found += [
            Action(_("Gửi lại"), f"/lien-thong/van-ban/{document.id}/", kind="primary", icon="send"),
            Action(_("Đã giải quyết cách khác"), icon="check", dialog="settle"),
        ]
    elif state in (State.ISSUED, State.RECALLING) and not document.secrecy:
        found.append(Action(_("Ai đã nhận"), f"/lien-thong/van-ban/{document.id}/", icon="send"))
    if OUTGOING.allows(state, "recall") and access.RECALL.held_by(actor):
        found.append(Action(_("Thu hồi"), kind="danger", dialog="recall"))
    if not document.secrecy and (document.file_id or document.source == Outgoing.Source.LAID_OUT):
        found.append(Action(_("Kiểm tra thể thức"), f"{at}/the-thuc/", kind="quiet", icon="eye"))
    return [*found, *folders.button(actor, "outgoing", document.id)]
