"""Whose rights changed is told, and stays on his desk until he says that he knows (after Appendix VI, Part I, III.3.c)."""

from __future__ import annotations

from tinhso.core.access import actor as principal
from tinhso.core.events.public import on
from tinhso.core.notifications.actions.tell import notify
from tinhso.core.notifications.rules import declare
from tinhso.core.people.public import RightsChanged

RIGHTS = declare(
    "people.rights_changed", vi="Quyền của bạn thay đổi", en="Your rights have changed",
    to_vi="Người giữ chức vụ có quyền thay đổi", to_en="Whoever holds the post", urgent=True,
)  # fmt: skip


@on(RightsChanged)
def rights_changed(fact: RightsChanged) -> None:
    notify(fact.agency, RIGHTS.code, [principal.post(fact.post)], fact.vi, "/tai-khoan/quyen/")
