"""A clerk takes charge of the agency's key (ND30 Điều 32.1, 32.2.b): in writing; from another's hands with minutes."""

from __future__ import annotations

from django.db import transaction

from tinhso.core.access.public import Actor, Role, aggregate, record
from tinhso.core.people.public import PostView, roster
from tinhso.kit import clock
from tinhso.kit.errors import Conflict, NotAllowed, Refusal
from tinhso.kit.text import squeeze
from tinhso.signing.custody.access import CHARGE
from tinhso.signing.custody.actions.common import end, instant, load, present, tell_keeper, written
from tinhso.signing.custody.models import Custody, Key
from tinhso.signing.custody.names import common_name


@transaction.atomic
def take_charge(actor: Actor, key_id: int, to: int, *, basis: str, minutes: str = "") -> Custody:
    """The post `to` keeps the key from now on; whoever kept it until now ends the same instant.

    `basis` is the written charge or permission, `minutes` those of the hand-over: needed where another kept it. Raises NotAllowed,
    Refusal `custody.no_key`, `custody.receiver`, `custody.basis`, `custody.minutes`, Conflict `custody.kept`.
    """
    CHARGE.require(actor)
    basis = written(basis, "basis", "văn bản giao quản lý", "the written charge")
    key = load(actor, key_id)
    keeper = _receiver(actor, to)
    former = present(key)
    if former is not None and former.post_id == to:
        raise Conflict(
            "custody.kept",
            vi=f"{keeper.name} đang quản lý khóa này từ {clock.said(former.taken_at)}.",
            en=f"{keeper.name} has kept this key since {clock.said(former.taken_at)}.",
        )
    if former is not None or squeeze(minutes):
        minutes = written(minutes, "minutes", "biên bản bàn giao", "the minutes of the hand-over")
    now = instant(former)
    if former is not None:
        end(former, minutes, now)
    made = Custody.objects.create(key=key, agency_id=key.agency_id, post_id=to, basis=basis, minutes=minutes, taken_at=now)
    _tell(actor, key, to, former)
    record(
        actor, "custody.take_charge", aggregate("key", key.serial), post=to, basis=basis, minutes=minutes,
        former=former.post_id if former else None,
    )  # fmt: skip
    return made


def _receiver(actor: Actor, to: int) -> PostView:
    now = roster()
    view = now.known(to)
    if view is None or not now.holds(to) or view.agency != actor.agency or view.role != Role.CLERK:
        raise Refusal(
            "custody.receiver",
            vi="Thiết bị lưu khóa bí mật chỉ giao cho văn thư cơ quan đang giữ chức vụ (khoản 1 Điều 32 Nghị định 30/2020). Chọn một văn thư.",
            en="The key is given only to a clerk of the agency in post (Decree 30/2020, Article 32.1). Choose a clerk.",
        )
    if view.person == actor.person:
        raise NotAllowed(
            CHARGE.code,
            vi="Không ai tự giao khóa của cơ quan cho mình (Điều 32 Nghị định 30/2020). Người đứng đầu, Chánh Văn phòng hoặc quản trị khác ghi nhận.",
            en="Nobody gives the agency's key to himself (Decree 30/2020, Article 32). The head, the chief of office or another administrator "
            "enters it.",
        )
    return view


def _tell(actor: Actor, key: Key, to: int, former: Custody | None) -> None:
    name = common_name(key.subject)
    tell_keeper(actor, to, f"Được giao quản lý thiết bị lưu khóa bí mật của cơ quan ({name})")
    if former is not None:
        tell_keeper(actor, former.post_id, f"Đã bàn giao thiết bị lưu khóa bí mật của cơ quan ({name})")
