"""Who may sign for an agency and what is printed above the signature (Decree 30 Điều 13; Appendix I.II.7.b). No Django here.

Every mode but the head's own names the head's post: `KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC`. A collective stands above all of it:
`TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH`; TL. and TUQ. are the head's own order and carry no TM.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tinhso.core.access.actor import Role
from tinhso.core.people.refusals import choose_field, expired, no_authority, not_in_post, outside_scope
from tinhso.core.people.roster import DelegationView, PostView
from tinhso.kit.text import compare_key

UNIT_HEADS = frozenset({Role.UNIT_HEAD, Role.CHIEF_OF_OFFICE})
LETTER = "CV"
"""How a delegation names công văn, which has no abbreviation of its own (Appendix III.I)."""


@dataclass(frozen=True, slots=True)
class Organ:
    """What of an agency is printed in the lines of authority; `head_title` empty: the title of whoever heads it."""

    id: int
    name: str
    head_title: str = ""
    collective: bool = False
    collective_name: str = ""


@dataclass(frozen=True, slots=True)
class Authority:
    """`lines` as printed, in capitals; `mode` is head, Q, KT, TL, TL+KT or TUQ; `basis` the document delegating it, where there is one."""

    lines: tuple[str, ...]
    mode: str
    basis: str = ""
    delegation: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be signed. `doc_type` is a type's abbreviation ("" for công văn), `field` a field of work ("" where none was chosen:
    within no authority that is given by field); None is not judged."""

    at: datetime
    doc_type: str | None = None
    field: str | None = None

    def within(self, d: DelegationView) -> bool:
        return (self.doc_type is None or not d.doc_types or (self.doc_type or LETTER) in d.doc_types) and self.in_field(d.fields)

    def in_field(self, fields: Sequence[str]) -> bool:
        return not fields or self.field is None or compare_key(self.field) in {compare_key(f) for f in fields}


def signing_authority(
    posts: Mapping[int, PostView], delegations: Sequence[DelegationView], signer: int, organ: Organ, asked: Asked, *, signer_organ: str = ""
) -> Authority:
    """How `signer` (a post) signs for `organ`. `posts` has at least the signer, the organ's posts and both ends of `delegations`, which are
    those to the signer and to his unit's head, ended ones too. `signer_organ` is printed after the title of one from another agency.

    Raises Refusal `signing.not_in_post`, `signing.choose_field`, `signing.field` (Điều 13.1, 13.2), `signing.order` (13.4),
    `signing.mandate` (13.3), `signing.expired`, `signing.no_authority`.
    """
    me = posts[signer]
    if not me.holds(asked.at):
        raise not_in_post(me, asked.at)
    head = next((p for p in posts.values() if p.agency == organ.id and p.role == Role.DIRECTOR and p.holds(asked.at)), None)
    head_title = (organ.head_title or (head.title if head else "")).upper()
    above = (f"TM. {(organ.collective_name or organ.name).upper()}",) if organ.collective else ()
    title = me.title.upper()
    if head is not None and head.id == me.id:
        return Authority((*above, f"Q. {head_title}"), "Q") if me.acting else Authority((*above, title), "head")
    mine = [d for d in delegations if d.to_post == signer and posts[d.from_post].agency == organ.id]
    held = [d for d in mine if d.holds(asked.at)]
    for d in held:
        if d.mode == "Q" and (head is None or head.id == d.from_post):
            return Authority((*above, f"Q. {head_title}"), "Q", d.basis, d.id)
    if me.role == Role.DEPUTY and me.agency == organ.id:
        given = next((d for d in held if d.mode == "KT" and posts[d.from_post].holds(asked.at) and asked.within(d)), None)
        if me.in_charge or (me.fields and asked.in_field(me.fields)) or given:
            return Authority((*above, f"KT. {head_title}", title), "KT", given.basis if given else "", given.id if given else None)
    found = _by_order(posts, delegations, me, head_title, asked, organ) or _by_mandate(
        posts, held, me, head_title, asked, organ, signer_organ
    )
    return found or _refuse(me, mine, organ, asked)


def _by_order(
    posts: Mapping[int, PostView], delegations: Sequence[DelegationView], me: PostView, head_title: str, asked: Asked, organ: Organ
) -> Authority | None:
    """Điều 13.4: TL. by the head of a unit, who may pass it to his deputy as KT. The order stands in the agency's regulation, so it outlives
    the head who gave it."""
    orders = [
        d for d in delegations
        if d.mode == "TL" and d.holds(asked.at) and asked.within(d) and posts[d.from_post].role == Role.DIRECTOR
        and posts[d.from_post].agency == organ.id == me.agency
    ]  # fmt: skip
    for order in orders:
        if order.to_post == me.id:
            return Authority((f"TL. {head_title}", me.title.upper()), "TL", order.basis, order.id)
        chief = posts[order.to_post]
        for d in delegations:
            if (
                (d.mode, d.from_post, d.to_post) == ("KT", chief.id, me.id)
                and d.holds(asked.at)
                and asked.within(d)
                and chief.holds(asked.at)
            ):
                lines = (f"TL. {head_title}", f"KT. {chief.title.upper()}", me.title.upper())
                return Authority(lines, "TL+KT", order.basis, order.id)
    return None


def _by_mandate(
    posts: Mapping[int, PostView],
    held: Sequence[DelegationView],
    me: PostView,
    head_title: str,
    asked: Asked,
    organ: Organ,
    signer_organ: str,
) -> Authority | None:
    """Điều 13.3: TUQ. from the head himself, while he is the head; never passed on."""
    for d in held:
        giver = posts[d.from_post]
        if d.mode == "TUQ" and giver.role == Role.DIRECTOR and giver.holds(asked.at) and asked.within(d):
            title = me.title if me.agency == organ.id or not signer_organ else f"{me.title} {signer_organ}"
            return Authority((f"TUQ. {head_title}", title.upper()), "TUQ", d.basis, d.id)
    return None


def _refuse(me: PostView, mine: Sequence[DelegationView], organ: Organ, asked: Asked) -> Authority:
    """Say which article stands in the way: the nearest reason first."""
    if asked.field == "":
        untold = replace(asked, field=None)
        by_field = me.role == Role.DEPUTY and me.agency == organ.id and me.fields
        if by_field or any(d.mode in ("KT", "TL", "TUQ") and d.holds(asked.at) and d.fields and untold.within(d) for d in mine):
            raise choose_field(me)
    for mode in ("TL", "TUQ", "KT"):
        if any(d.mode == mode and d.holds(asked.at) and not asked.within(d) for d in mine):
            raise outside_scope(mode, me, asked.doc_type, asked.field)
    if me.role == Role.DEPUTY and me.agency == organ.id:
        raise outside_scope("KT", me, asked.doc_type, asked.field)
    ended = [d.valid_to for d in mine if d.mode != "INBOX" and d.valid_to is not None and d.valid_to <= asked.at]
    if ended:
        raise expired(me, max(ended))
    raise no_authority(me, organ.name)
