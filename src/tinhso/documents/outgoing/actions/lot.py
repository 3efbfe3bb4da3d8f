"""Several documents numbered, or signed, with one confirmation: each in a transaction of its own, in the order shown, and none stops the
others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from tinhso.core.access.public import Actor, aggregate, record
from tinhso.documents.outgoing.access import ISSUE, NUMBER, SEAL
from tinhso.documents.outgoing.access import SIGN as MAY_SIGN
from tinhso.documents.outgoing.actions.number import number
from tinhso.documents.outgoing.actions.sign import sign
from tinhso.documents.outgoing.models import Outgoing, Turn
from tinhso.kit import clock, ids
from tinhso.kit.errors import Refusal
from tinhso.kit.several import several
from tinhso.signing.custody import public as custody

Verb = Turn.Verb


@dataclass(frozen=True, slots=True)
class Chosen:
    """A document as it was seen; `sha256` of its file, where it is to be signed."""

    document: UUID
    revision: int
    sha256: str = ""


@transaction.atomic
def number_lot(actor: Actor, chosen: Sequence[Chosen]) -> UUID:
    """Have the documents numbered, sealed and issued in this order; returns the lot. A job takes their turns after the commit.

    Raises NotAllowed, Refusal `several.none`, `several.too_many`, `lot.not_found`, or why this clerk may not seal: before any number is
    given. The web asks for re-authentication first.
    """
    for right in (NUMBER, SEAL, ISSUE):
        right.require(actor)
    chosen = several(chosen)
    if (no := custody.seal_refusal(actor)) is not None:
        raise no
    return _opened(actor, Verb.NUMBER, chosen)


@transaction.atomic
def sign_lot(actor: Actor, chosen: Sequence[Chosen]) -> UUID:
    """Have the documents signed in this order, each file as it was shown; returns the lot. A job takes their turns after the commit.

    Raises NotAllowed, Refusal `several.none`, `several.too_many`, `lot.not_found`, or why this signer has no key now: before anything is
    signed. What is not his to sign, or changed meanwhile, is refused in its turn. The web asks for re-authentication first.
    """
    MAY_SIGN.require(actor)
    chosen = several(chosen)
    custody.personal_key(actor)
    return _opened(actor, Verb.SIGN, chosen)


def _opened(actor: Actor, verb: Turn.Verb, chosen: Sequence[Chosen]) -> UUID:
    from tinhso.documents.outgoing.jobs import take_turns  # jobs import the actions

    wanted = [c.document for c in chosen]
    if Outgoing.objects.visible_to(actor).filter(pk__in=wanted).count() != len(set(wanted)):
        raise Refusal(
            "lot.not_found",
            vi="Có văn bản đã chọn không còn trong phạm vi bạn được xem. Mở lại danh sách rồi chọn lại.",
            en="One of the chosen documents is no longer among those you may see. Open the list and choose again.",
            status=404,
        )
    lot = ids.new()
    Turn.objects.bulk_create(
        Turn(
            lot=lot, verb=verb, agency_id=actor.agency, ordinal=i, document_id=c.document, revision=c.revision, sha256=c.sha256,
            post_id=actor.own_post, asked_at=clock.now(),
        )
        for i, c in enumerate(chosen, 1)
    )  # fmt: skip
    take_turns.defer(lot=str(lot), post=actor.own_post)
    record(actor, f"outgoing.{verb}_lot", aggregate("lot", lot), documents=[str(d) for d in wanted])
    return lot


@transaction.atomic
def number_and_finish(actor: Actor, document: UUID, revision: int | None = None) -> Outgoing:
    """Number it; a job seals and issues it. Raises as `number`, and why this clerk may not seal: what cannot be sealed would keep its
    number in vain.
    """
    from tinhso.documents.outgoing.jobs import finish

    if (no := custody.seal_refusal(actor)) is not None:
        raise no
    given = number(actor, document, revision)
    finish.defer(document=str(document), post=actor.own_post)
    return given


@transaction.atomic
def take_turn(actor: Actor, turn_id: UUID) -> Turn | None:
    """Number one document and ask for its seal and dispatch, or sign it; or keep why not. None: its turn is over already."""
    turn = Turn.objects.within(actor).select_for_update().filter(pk=turn_id, done_at=None).first()
    if turn is None:
        return None
    try:
        with transaction.atomic():
            if turn.verb == Verb.SIGN:
                sign(actor, turn.document_id, sha256=turn.sha256, revision=turn.revision)
            else:
                turn.notation = number_and_finish(actor, turn.document_id, turn.revision).notation
    except Refusal as refusal:
        turn.refused_vi, turn.refused_en = refusal.message("vi"), refusal.message("en")
    turn.done_at = clock.now()
    turn.save(update_fields=["notation", "refused_vi", "refused_en", "done_at"])
    return turn
