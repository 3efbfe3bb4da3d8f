"""Draft and amend (ND30 Điều 10)."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, record
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import post as post_of
from tinhso.core.work import public as work
from tinhso.documents.outgoing.access import DRAFT
from tinhso.documents.outgoing.actions.common import NUMBER, ask, clerks, index, load, subject_of
from tinhso.documents.outgoing.answering import need_answerable
from tinhso.documents.outgoing.models import Outgoing, Recipient
from tinhso.documents.outgoing.rules.states import EDITABLE, OUTGOING, State
from tinhso.documents.outgoing.values import DraftValues, RecipientValue
from tinhso.kit import clock, ids
from tinhso.kit.errors import Refusal
from tinhso.kit.text import squeeze


@transaction.atomic
def draft(actor: Actor, values: DraftValues, key: UUID | None = None, *, by_itself: bool = False) -> Outgoing:
    """A new draft on the actor's desk. Raises NotAllowed, Refusal (see DraftValues.check).

    `key` is the form's own: the same form sent again (back, and save) changes the draft it made and makes no second one.
    `by_itself`: kept while somebody types (see `keep`); nobody but the drafter sees it until he saves.
    """
    if key is not None and Outgoing.objects.visible_to(actor).filter(pk=key).exists():
        return amend(actor, key, values, by_itself=by_itself)
    DRAFT.require(actor)
    values.check()
    if actor.post is None or actor.unit is None:
        raise Refusal("draft.post", vi="Người soạn thảo phải đang giữ một vị trí công tác.", en="A drafter holds a post.", status=403)
    document = Outgoing(
        id=key or ids.new(), agency_id=actor.agency, unit_id=actor.unit, drafter_id=actor.post, created_at=clock.now(), state_at=clock.now()
    )
    _fill(actor, document, values, unsaved=by_itself)
    try:
        with transaction.atomic():
            document.save(force_insert=True)
    except IntegrityError:
        if Outgoing.objects.visible_to(actor).filter(pk=document.id).exists():  # the same form, sent twice at once
            return amend(actor, document.id, values, by_itself=by_itself)
        # A key that is somebody else's: no second answer tells that it is there.
        document.id = ids.new()
        document.save(force_insert=True)
    _recipients(document, values.recipients)
    if document.secrecy:
        ask(actor, document, NUMBER, clerks(document))
    index(actor, document, values.text.body)
    record(actor, "outgoing.draft", subject_of(document), type=document.type_code, **_marked(document))
    return document


@transaction.atomic
def amend(actor: Actor, document_id: UUID, values: DraftValues, revision: int | None = None, *, by_itself: bool = False) -> Outgoing:
    """Change a draft that is with its drafter (or was returned to him); `by_itself` as in `draft`.

    Raises Conflict where somebody else changed it first, Refusal where it is to become secret and has files here already.
    """
    DRAFT.require(actor)
    values.check()
    document = load(actor, document_id, revision)
    need_drafter(actor, document)
    if values.secrecy and not document.secrecy:
        _need_no_file(document)
    _fill(actor, document, values, unsaved=by_itself and never_saved(document))
    document.revision += 1
    document.save()
    document.recipients.all().delete()
    _recipients(document, values.recipients)
    if document.secrecy:
        ask(actor, document, NUMBER, clerks(document))
    else:
        work.cancel_tasks(actor, subject=subject_of(document), kind=NUMBER)
    index(actor, document, values.text.body)
    if not by_itself:  # every few seconds of typing is no act: what he saves and submits is
        record(actor, "outgoing.amend", subject_of(document), revision=document.revision, **_marked(document))
    return document


def _marked(document: Outgoing) -> dict[str, bool]:
    """For the ledger: its words bear a mark of secrecy, and the drafter confirmed that it is none."""
    return {"marked": True} if document.plan.get("not_secret") else {}


@transaction.atomic
def keep(actor: Actor, key: UUID, values: DraftValues, revision: int | None = None) -> Outgoing:
    """Save what is being typed, without being asked: the draft of this id, or a new one under it, as `draft` and `amend` do.

    `revision` None: the form does not know of its draft yet (the answer to its first saving may be lost). Raises Conflict where
    somebody saved it otherwise since; Refusal `keep.secret` of a state secret, which is never kept without being asked.
    """
    there = Outgoing.objects.visible_to(actor).filter(pk=key).first()
    if values.secrecy or (there is not None and there.secrecy):
        raise Refusal("keep.secret", vi="Văn bản mật không tự lưu.", en="A secret document is not saved by itself.")
    if there is None and revision is None:
        return draft(actor, values, key, by_itself=True)
    if revision is None and there is not None and not never_saved(there):
        revision = -1  # it has been saved by hand meanwhile: no revision the form could have seen
    return amend(actor, key, values, revision, by_itself=True)


def never_saved(document: Outgoing) -> bool:
    """So far only kept while it was typed."""
    return bool(document.plan.get("unsaved")) and not document.version


def need_drafter(actor: Actor, document: Outgoing) -> None:
    """Only a draft lying with its drafter is changed, and by him."""
    if State(document.state) not in EDITABLE:
        OUTGOING.after(State(document.state), "amend")
    if actor.post != document.drafter_id:
        raise Refusal(
            "draft.not_yours", vi="Chỉ người soạn thảo sửa được dự thảo này.", en="Only the drafter changes this draft.", status=403
        )


def _fill(actor: Actor, document: Outgoing, values: DraftValues, *, unsaved: bool = False) -> None:
    signer = post_of(values.signer) if values.signer else None
    if signer is None or signer.agency != document.agency_id:
        raise Refusal("draft.signer", vi="Người ký phải thuộc cơ quan ban hành.", en="The signer belongs to the issuing agency.")
    document.type_code, document.subject = values.type_code, squeeze(values.subject)
    document.signer_id, document.field = signer.id, values.field
    document.urgency, document.secrecy = values.urgency, values.secrecy
    document.due = values.due
    answered = UUID(values.reply_to) if values.reply_to else None
    if answered is not None and answered != document.reply_to:  # what he answers already he may have been lent
        need_answerable(actor, answered)
    document.reply_to = answered
    document.plan = {"consulted": list(values.consulted), "reviewers": list(values.reviewers), "named_only": values.named_only}
    if values.consulted and values.answer_by:
        document.plan["answer_by"] = values.answer_by.isoformat()
    if unsaved:
        document.plan["unsaved"] = True
    if values.text.stamps and not values.secrecy:
        document.plan["not_secret"] = True  # confirmed: `values.check` let it pass
    if values.secrecy:
        # State secrets stay out: the register line only (QĐ 28/2018 Điều 1.2).
        document.source, document.content, document.places = Outgoing.Source.PAPER, None, None
        document.file = document.uploaded = None
        document.paper_reason = "secret"
    elif document.source != Outgoing.Source.UPLOADED:
        document.source, document.content, document.paper_reason = Outgoing.Source.LAID_OUT, values.text.as_json(), ""
    seen_by = {principal.post(document.drafter_id)}
    if not values.named_only and not unsaved:  # whom it is for may not be chosen yet
        # Before the first submission nobody else has been admitted but the clerks of a secret draft.
        seen_by |= {principal.head_of(document.unit_id), *(document.audience if document.version else ())}
    if values.secrecy:
        seen_by.add(clerks(document))  # they give its register line; it is submitted nowhere else
    document.audience = sorted(seen_by)


def _need_no_file(document: Outgoing) -> None:
    """What people have seen is kept for ever (Appendix VI.III.5a), what is secret is not kept here: so it becomes no secret."""
    if document.version or document.uploaded_id or document.annexes.exists():
        raise Refusal(
            "draft.secret_has_files",
            vi="Dự thảo đã có tệp trên hệ thống nên không đổi thành văn bản mật được (QĐ 28/2018/QĐ-TTg Điều 1.2). Rút dự thảo này, báo người "
            "phụ trách bảo vệ bí mật nhà nước của cơ quan về tệp đã tải lên, rồi lập văn bản mật mới: hệ thống chỉ giữ dòng đăng ký.",
            en="This draft has files here already and cannot become secret (Decision 28/2018, Article 1.2). Withdraw it, tell the agency's officer "
            "for state secrets about the files, then make a new secret document: only its register line is kept.",
            status=409,
        )


def _recipients(document: Outgoing, values: tuple[RecipientValue, ...]) -> None:
    tree = directory()
    rows = []
    for ordinal, value in enumerate(values, 1):
        unit = tree.get(value.unit) if value.unit else None
        if value.purpose == "keep":
            channel = Recipient.Channel.NONE
        elif document.secrecy or value.paper_reason or unit is None:
            channel = Recipient.Channel.PAPER
        else:
            channel = Recipient.Channel.INSTANCE
        rows.append(
            Recipient(
                document=document,
                agency_id=document.agency_id,
                ordinal=ordinal,
                unit_id=value.unit,
                name=squeeze(value.name),
                purpose=value.purpose,
                addressed=value.addressed,
                channel=channel,
                paper_reason=value.paper_reason,
            )
        )
    Recipient.objects.bulk_create(rows)
