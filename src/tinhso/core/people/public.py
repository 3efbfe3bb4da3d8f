"""The door of people: who acts, who holds which post, who signs for whom, and the actions on posts and accounts."""

from __future__ import annotations

from datetime import datetime

from tinhso.core.people.actors import actor_for, actor_of_post, posts_of
from tinhso.core.people.roster import DelegationView, GrantView, PostView, Roster
from tinhso.core.people.snapshot import roster

__all__ = [
    "DelegationView",
    "GrantView",
    "PostView",
    "Roster",
    "actor_for",
    "actor_of_post",
    "post",
    "posts_of",
    "roster",
]


def post(post_id: int, at: datetime | None = None) -> PostView:
    """Any post, ended ones too. Raises KeyError for an id that never was."""
    return roster(at).post(post_id)
