"""The door of people: who acts, who holds which post, who signs for whom, and the actions on posts and accounts."""

from __future__ import annotations

from datetime import datetime

from tinhso.core.access.public import Actor
from tinhso.core.people.actions.accounts import create_account, create_administrator, lock_account, set_password, switch_post, unlock
from tinhso.core.people.actions.delegations import delegate, revoke_delegation
from tinhso.core.people.actions.grants import grant, revoke_grant
from tinhso.core.people.actions.posts import add_person, appoint, end_post, hand_over
from tinhso.core.people.actors import actor_for, actor_of_post, for_whom, posts_of, principals
from tinhso.core.people.events import DeskHandedOver, RightsChanged
from tinhso.core.people.formats.template import empty_workbook
from tinhso.core.people.formats.xlsx import Preview, apply, import_workbook
from tinhso.core.people.rights import Right, administers, holders_of, rights_of
from tinhso.core.people.roster import DelegationView, GrantView, PostView, Roster
from tinhso.core.people.rules import Authority
from tinhso.core.people.signing import signers, signing_authority
from tinhso.core.people.snapshot import roster

__all__ = [
    "Actor",
    "Authority",
    "DelegationView",
    "DeskHandedOver",
    "GrantView",
    "PostView",
    "Preview",
    "Right",
    "RightsChanged",
    "Roster",
    "actor_for",
    "actor_of_post",
    "add_person",
    "administers",
    "apply",
    "appoint",
    "create_account",
    "create_administrator",
    "delegate",
    "empty_workbook",
    "end_post",
    "for_whom",
    "grant",
    "hand_over",
    "holders_of",
    "import_workbook",
    "lock_account",
    "post",
    "posts_of",
    "principals",
    "revoke_delegation",
    "revoke_grant",
    "rights_of",
    "roster",
    "set_password",
    "signers",
    "signing_authority",
    "switch_post",
    "unlock",
]  # fmt: skip


def post(post_id: int, at: datetime | None = None) -> PostView:
    """Any post, ended ones too. Raises KeyError for an id that never was."""
    return roster(at).post(post_id)
