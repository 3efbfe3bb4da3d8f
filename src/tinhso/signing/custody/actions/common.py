"""What both verbs of a hand-over ask and tell."""

from __future__ import annotations

import re
from datetime import datetime

from tinhso.core.access.public import Actor, aggregate
from tinhso.core.organisations.public import check_length, tell
from tinhso.core.people.public import RightsChanged, roster
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.text import squeeze
from tinhso.signing.custody.models import Custody, Key


def load(actor: Actor, key_id: int) -> Key:
    """The agency's key, locked: two hand-overs of one key follow each other. Raises Refusal 404 where the agency has no such key."""
    found = Key.objects.within(actor).select_for_update()
    key = found.filter(pk=key_id, agency_id=actor.agency, holder=Key.Holder.AGENCY).first()
    if key is None:
        raise Refusal(
            "custody.no_key",
            vi="Cơ quan không có chứng thư số này.",
            en="The agency has no such certificate.",
            status=404,
        )
    return key


def present(key: Key) -> Custody | None:
    """The charge that has not ended."""
    return key.custody.filter(given_back_at=None).first()


def written(text: str, code: str, vi: str, en: str) -> str:
    """A document as it is cited: with its number or its date. Raises Refusal `custody.<code>`."""
    text = squeeze(text)
    if not re.search(r"\d", text):
        raise Refusal(
            f"custody.{code}",
            vi=f"Thiếu số, ngày của {vi} (khoản 2 Điều 32 Nghị định 30/2020).",
            en=f"The number and date of {en} are missing (Decree 30/2020, Article 32.2).",
        )
    check_length(vi.capitalize(), en.capitalize(), text, 300)
    return text


def instant(charge: Custody | None) -> datetime:
    """Now; after a clock was set back still no charge ends before it began."""
    return max(clock.now(), charge.taken_at) if charge else clock.now()


def end(charge: Custody, basis: str, at: datetime) -> None:
    charge.given_back_at, charge.return_basis = at, basis
    charge.save(update_fields=["given_back_at", "return_basis"])


def tell_keeper(actor: Actor, post: int, vi: str) -> None:
    """Whoever holds the post still; nobody reads at the desk of one who has left."""
    if roster().holds(post):
        tell(actor, RightsChanged(agency=actor.agency, aggregate=aggregate("post", post), post=post, vi=vi))
