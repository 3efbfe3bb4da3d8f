"""Authority and inboxes handed from post to post, with dates and scope."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Greatest
from django.utils import translation

from tinhso.core.access.public import Actor, aggregate, record
from tinhso.core.organisations.public import directory, tell
from tinhso.core.people.access import require_delegate
from tinhso.core.people.events import RightsChanged
from tinhso.core.people.handing import Handing, check
from tinhso.core.people.models import Delegation, Post
from tinhso.core.people.roster import PostView
from tinhso.core.people.rules import LETTER
from tinhso.core.people.snapshot import roster
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, Refusal
from tinhso.kit.text import squeeze


def delegate(
    actor: Actor, *, mode: str, from_post: int, to_post: int, doc_types: Sequence[str] = (), fields: Sequence[str] = (), content: str = "",
    basis: str = "", since: datetime | None = None, until: datetime | None = None,
) -> int:  # fmt: skip
    """Hand on KT, TL, TUQ, Q (Điều 13) or the INBOX, from an instant (now when None); returns the id. `doc_types` are abbreviations,
    `CV` for công văn.

    Raises NotAllowed; Refusal `delegation.…` naming the article, `people.post_ended` where the receiver holds the post no more.
    """
    now = roster()
    giver, receiver = now.post(from_post), now.post(to_post)
    require_delegate(actor, from_post, giver.agency, mode)
    if not now.holds(to_post) or (mode != "Q" and not now.holds(from_post)):
        raise Refusal(
            "people.post_ended",
            vi="Người giao hoặc người nhận không còn giữ vị trí này. Chọn vị trí đang có người giữ.",
            en="The giver or the receiver holds this post no more. Choose posts that are held.",
        )
    inside = giver.agency == receiver.agency or any(u.id == receiver.agency for u in directory().subtree(giver.agency))
    wanted = Handing(
        mode=mode, giver=giver, receiver=receiver, doc_types=tuple(t or LETTER for t in map(squeeze, doc_types)),
        fields=tuple(f for f in map(squeeze, fields) if f), content=squeeze(content), basis=squeeze(basis),
        valid_from=since or clock.now(), valid_to=until, inside=inside,
    )  # fmt: skip
    check(wanted)
    if actor.post != from_post and not actor.is_system:
        _entered_for_another(actor, wanted)
    with transaction.atomic():
        _only_once(wanted)
        made = Delegation.objects.create(
            mode=mode, from_post_id=from_post, to_post_id=to_post, doc_types=list(wanted.doc_types), fields=list(wanted.fields),
            content=wanted.content, basis=wanted.basis, valid_from=wanted.valid_from, valid_to=wanted.valid_to,
        )  # fmt: skip
        record(
            actor, "people.delegate", aggregate("delegation", made.id), mode=mode, from_post=from_post, to_post=to_post, basis=wanted.basis,
            since=wanted.valid_from.isoformat(), until=wanted.valid_to.isoformat() if wanted.valid_to else None,
        )  # fmt: skip
        day = wanted.valid_from.astimezone(clock.VIETNAM)
        _tell(actor, receiver, f"{giver.name} giao bạn {_called(mode)}, từ ngày {day:%d/%m/%Y}")
    return made.id


def _called(mode: str) -> str:
    with translation.override("vi"):  # notices are written once, for every reader
        return str(Delegation.Mode(mode).label)


def _tell(actor: Actor, receiver: PostView, words: str) -> None:
    tell(actor, RightsChanged(agency=receiver.agency, aggregate=aggregate("post", receiver.id), post=receiver.id, vi=words))


def _entered_for_another(actor: Actor, wanted: Handing) -> None:
    """Somebody else's authority is entered as his order says, never to the one who enters it."""
    if actor.post == wanted.receiver.id:
        raise Refusal(
            "delegation.to_oneself",
            vi="Không tự ghi nhận việc giao cho chính mình. Nhờ người giao hoặc quản trị khác ghi nhận.",
            en="Nobody enters a delegation to himself. Ask the giver or another administrator.",
        )
    if wanted.mode == "INBOX" and not wanted.basis:
        raise Refusal(
            "delegation.inbox_basis",
            vi="Ghi nhận thay người giao hộp việc cần căn cứ. Nhập số, ngày văn bản hoặc ý kiến chỉ đạo của người ấy.",
            en="Entering it for the owner of the inbox needs a basis. Enter the document, or his instruction.",
        )


def _only_once(wanted: Handing) -> None:
    """Raises Conflict `delegation.held` where the same is already in force within these dates."""
    Post.objects.select_for_update().get(pk=wanted.giver.id)  # two clerks at once: the second one finds the first one's row
    known = Delegation.objects.filter(
        # A row of no length was called off before it began.
        Q(valid_to__isnull=True) | Q(valid_to__gt=Greatest("valid_from", wanted.valid_from)),
        mode=wanted.mode, from_post=wanted.giver.id, to_post=wanted.receiver.id, doc_types=list(wanted.doc_types),
        fields=list(wanted.fields), content=wanted.content,
    )  # fmt: skip
    if wanted.valid_to is not None:
        known = known.filter(valid_from__lt=wanted.valid_to)
    if row := known.first():
        day = row.valid_from.astimezone(clock.VIETNAM)
        raise Conflict(
            "delegation.held",
            vi=f"{wanted.receiver.name} đã được giao đúng việc này từ ngày {day:%d/%m/%Y}. Kết thúc lần giao ấy trước, hoặc đổi thời hạn.",
            en=f"{wanted.receiver.name} already holds this very delegation since {day:%d/%m/%Y}. End that one first, or change the dates.",
            delegation=row.pk,
        )


def revoke_delegation(actor: Actor, delegation: int, *, why: str = "") -> None:
    """It ends now; one that had not begun never was in force. `why` is kept in evidence. Raises NotAllowed."""
    row = Delegation.objects.select_related("from_post").get(pk=delegation)
    require_delegate(actor, row.from_post_id, row.from_post.agency_id)
    now = clock.now()
    with transaction.atomic():
        row = Delegation.objects.select_for_update().get(pk=delegation)
        if row.valid_to is None or row.valid_to > now:
            row.valid_to = max(now, row.valid_from)
            row.save(update_fields=["valid_to"])
            record(actor, "people.revoke_delegation", aggregate("delegation", delegation), at=now.isoformat(), why=squeeze(why))
            people = roster()
            _tell(actor, people.post(row.to_post_id), f"{people.post(row.from_post_id).name} thôi giao bạn {_called(row.mode)}")
