"""Who keeps the agency's keys now, who kept them before, and why a clerk may not seal (ND30 Điều 32)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tinhso.core.access.public import Actor
from tinhso.core.people.public import PostView, roster
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.signing.custody.models import Custody, Key


@dataclass(frozen=True, slots=True)
class Keeping:
    """An agency's key; `charges` is its whole custody, the newest first."""

    key: Key
    charges: tuple[Custody, ...]

    @property
    def charge(self) -> Custody | None:
        """The one that has not ended, though its keeper may have left."""
        return next((c for c in self.charges if c.given_back_at is None), None)

    @property
    def keeper(self) -> PostView | None:
        """None where it is in nobody's charge, or in that of one who has left his post."""
        return roster().post(self.charge.post_id) if self.charge and roster().holds(self.charge.post_id) else None

    @property
    def left(self) -> PostView | None:
        """Who left his post with the key still in his charge."""
        return roster().post(self.charge.post_id) if self.charge and self.keeper is None else None

    def held_by(self, post: int | None) -> bool:
        return self.charge is not None and self.charge.post_id == post

    def abandoned(self, at: datetime) -> bool:
        """It could sign, and nobody keeps it."""
        return self.key.in_force(at) and self.keeper is None


def keepings(actor: Actor) -> list[Keeping]:
    """The agency's own keys, the nearest end first, each with its custody. Two queries."""
    charges: dict[int, list[Custody]] = {}
    for row in Custody.objects.within(actor).filter(agency_id=actor.agency).order_by("-taken_at", "-id"):
        charges.setdefault(row.key_id, []).append(row)
    keys = Key.objects.within(actor).filter(agency_id=actor.agency, holder=Key.Holder.AGENCY).order_by("valid_to", "id")
    return [Keeping(key, tuple(charges.get(key.pk, ()))) for key in keys]


def charge_of(actor: Actor, post: int) -> Custody | None:
    """What a post of the actor's agency has in its charge, also after it has ended: a key that could sign now."""
    now = clock.now()
    return next((k.charge for k in keepings(actor) if k.held_by(post) and k.key.in_force(now)), None)


def seal_refusal(actor: Actor) -> Refusal | None:
    """Why custody forbids the actor to seal now, and what is to be done; None for the keeper.

    None as well where the agency has no key in force: `agency_key` says that in its own words.
    """
    now = clock.now()
    usable = [k for k in keepings(actor) if k.key.in_force(now)]
    if actor.is_system or not usable or any(k.held_by(actor.post) for k in usable):
        return None
    last = usable[-1]
    return _kept_by_another(last.keeper, last.charge) if last.keeper and last.charge else _kept_by_nobody(last.left)


def _kept_by_another(keeper: PostView, charge: Custody) -> Refusal:
    return Refusal(
        "key.custody",
        vi=f"{keeper.name} quản lý thiết bị lưu khóa bí mật của cơ quan từ {clock.said(charge.taken_at)} nên chỉ người ấy ký số (Điều 32 Nghị "
        f"định 30/2020). Nhờ {keeper.name} ký số; nếu bạn được giao thay bằng văn bản và đã lập biên bản bàn giao, {_ENTERED_VI}",
        en=f"{keeper.name} has been charged with the agency's key since {clock.said(charge.taken_at)}, so nobody else seals (Decree 30/2020, "
        f"Article 32). Have {keeper.name} seal; if you were charged instead in writing and minutes were made, {_ENTERED_EN}",
        status=403,
    )


def _kept_by_nobody(left: PostView | None) -> Refusal:
    until = clock.said(left.valid_to) if left and left.valid_to else ""
    who_vi = f": {left.name} giữ trước đó đã thôi chức vụ lúc {until}" if left else ""
    who_en = f": {left.name}, who kept it, left the post at {until}" if left else ""
    return Refusal(
        "key.custody",
        vi=f"Chưa có ai quản lý thiết bị lưu khóa bí mật của cơ quan{who_vi}. Cơ quan chưa ký số được (Điều 32 Nghị định 30/2020). Người đứng đầu "
        f"giao cho một văn thư bằng văn bản, lập biên bản bàn giao, rồi {_ENTERED_VI}",
        en=f"Nobody is charged with the agency's key{who_en}. The agency cannot seal (Decree 30/2020, Article 32). The head charges a clerk in "
        f"writing, minutes are made, then {_ENTERED_EN}",
        status=403,
    )


_ENTERED_VI = "đề nghị Chánh Văn phòng hoặc quản trị ghi nhận ở mục Quản trị, Chứng thư số."
_ENTERED_EN = "ask the chief of office or an administrator to enter it under Administration, Certificates."
