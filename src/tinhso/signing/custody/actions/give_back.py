"""The key comes back from its keeper without going to another yet (ND30 Điều 32.2.b)."""

from __future__ import annotations

from django.db import transaction

from tinhso.core.access.public import Actor, aggregate, record
from tinhso.kit.errors import Conflict
from tinhso.signing.custody.access import CHARGE
from tinhso.signing.custody.actions.common import end, instant, load, present, tell_keeper, written
from tinhso.signing.custody.models import Custody
from tinhso.signing.custody.names import common_name


@transaction.atomic
def give_back(actor: Actor, key_id: int, *, basis: str) -> Custody:
    """Nobody keeps the key from now on, so nothing is sealed until a clerk is charged again. `basis`: the minutes of the return.

    Raises NotAllowed, Refusal `custody.no_key`, `custody.return`, Conflict `custody.not_kept`.
    """
    CHARGE.require(actor)
    basis = written(basis, "return", "biên bản thu lại", "the minutes of the return")
    key = load(actor, key_id)
    charge = present(key)
    if charge is None:
        raise Conflict("custody.not_kept", vi="Khóa này chưa giao cho ai.", en="This key is in nobody's charge.")
    end(charge, basis, instant(charge))
    tell_keeper(actor, charge.post_id, f"Đã trả lại thiết bị lưu khóa bí mật của cơ quan ({common_name(key.subject)})")
    record(actor, "custody.give_back", aggregate("key", key.serial), post=charge.post_id, basis=basis)
    return charge
