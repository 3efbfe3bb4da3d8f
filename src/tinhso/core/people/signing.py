"""Authority to sign, asked over the roster and the directory of the day."""

from __future__ import annotations

from datetime import date, datetime, time

from tinhso.core.access.public import Role
from tinhso.core.organisations.public import UnitView, directory
from tinhso.core.people.roster import PostView, Roster
from tinhso.core.people.rules import Asked, Authority, Organ
from tinhso.core.people.rules import signing_authority as judged
from tinhso.core.people.snapshot import roster
from tinhso.kit import clock
from tinhso.kit.errors import Refusal


def signing_authority(
    *, signer: int, agency: int, on: date | datetime | None = None, doc_type: str | None = None, field: str | None = None
) -> Authority:
    """How the post `signer` signs for `agency` (lines in capitals, in print order).

    `on`: an instant; today is judged now, another day at its noon. Raises Refusal naming the article (see `rules.signing_authority`),
    `signing.no_signer` for an unknown post.
    """
    now = roster(_instant(on))
    organ = directory(now.at.date()).get(agency)
    return _ask(now, signer, organ, Asked(now.at, doc_type, field))


def signers(
    *, agency: int, on: date | datetime | None = None, doc_type: str | None = None, field: str | None = None
) -> list[tuple[PostView, Authority]]:
    """Everybody who may sign such a document for the agency, the head first."""
    now = roster(_instant(on))
    organ = directory(now.at.date()).get(agency)
    found = []
    held = now.people_of_agency(agency)
    mandated = {d.to_post for p in held for d in now.delegations_from(p.id)}
    for post in {p.id: p for p in (*held, *(now.post(m) for m in mandated))}.values():
        try:
            found.append((post, _ask(now, post.id, organ, Asked(now.at, doc_type, field))))
        except Refusal:
            continue
    return sorted(found, key=lambda pair: _MODES.index(pair[1].mode))


_MODES = ("head", "Q", "KT", "TL", "TL+KT", "TUQ")


def _ask(now: Roster, signer: int, organ: UnitView, asked: Asked) -> Authority:
    me = now.known(signer)
    if me is None:
        raise Refusal("signing.no_signer", vi="Chưa chọn người ký. Chọn người ký văn bản.", en="No signer is chosen. Choose who signs.")
    chiefs = [p.id for p in now.people_of(me.unit) if p.role in (Role.UNIT_HEAD, Role.CHIEF_OF_OFFICE)]
    delegations = [d for post in {signer, *chiefs} for d in now.ever_delegated_to(post)]
    ends = [now.post(i) for d in delegations for i in (d.from_post, d.to_post)]
    posts = {p.id: p for p in (me, *now.people_of_agency(organ.id), *ends)}
    own = directory(now.at.date()).get(me.agency)
    return judged(
        posts, delegations, signer,
        Organ(organ.id, organ.name, organ.head_title, organ.collective, organ.collective_name), asked, signer_organ=own.name,
    )  # fmt: skip


def _instant(on: date | datetime | None) -> datetime:
    if isinstance(on, datetime):
        return on
    if on is None or on == clock.today():
        return clock.now()
    return datetime.combine(on, time(12), tzinfo=clock.VIETNAM)
