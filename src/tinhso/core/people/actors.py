"""From an account to the one who acts now: a post and what follows from it."""

from __future__ import annotations

from tinhso.core.access import actor as principal
from tinhso.core.access.actor import REGISTER_READERS
from tinhso.core.access.public import Actor, Role
from tinhso.core.organisations.public import directory
from tinhso.core.people.models import Account
from tinhso.core.people.roster import PostView, Roster
from tinhso.core.people.snapshot import roster


def posts_of(account: Account) -> list[PostView]:
    """The posts the account's person holds now, the first in rank first."""
    return roster().posts_of_account(account.pk)


def actor_for(account: Account, post_id: int | None = None) -> Actor | None:
    """The chosen post's Actor, or the first's where it is not (or no longer) held; None without any post now or a locked account.

    Judged by the clock at the call: the second a post ends, its Actor is gone.
    """
    now = roster()
    held = now.posts_of_account(account.pk)
    chosen = next((p for p in held if p.id == post_id), held[0] if held else None)
    return None if chosen is None else _acting_now(now, chosen, account)


def actor_of_post(post_id: int) -> Actor | None:
    """The Actor of a post held now (jobs, notices); None once it has ended, or while its holder's account is locked."""
    now = roster()
    view = now.known(post_id)
    return None if view is None else _acting_now(now, view, Account.objects.filter(pk=view.account or 0).first())


def _acting_now(now: Roster, post: PostView, account: Account | None) -> Actor | None:
    """Who may act now, for requests and jobs alike: the post is held, and its holder's account, where there is one, not locked."""
    if not now.holds(post.id) or (account is not None and not account.is_active):
        return None
    return Actor(
        person=post.person, post=post.id, agency=post.agency, unit=post.unit, name=post.name, title=post.title,
        roles=frozenset({post.role}), agencies=(post.agency,), principals=frozenset(principals(now, post)),
        grants=frozenset(g.permission for g in now.grants_of(post.id)), account=account.pk if account else None,
    )  # fmt: skip


def principals(now: Roster, post: PostView) -> set[str]:
    """What the post belongs to, matched with each record's audience; whether or not its holder may act now."""
    own = {principal.post(post.id), principal.person(post.person)}
    if post.role == Role.ADMINISTRATOR:  # sees no content
        return own
    own |= {principal.everyone(post.agency), principal.member_of(post.unit)}
    if post.role in (Role.UNIT_HEAD, Role.DEPUTY_HEAD):
        inside = [u.id for u in directory(now.at.date()).subtree(post.unit) if u.agency == post.agency and not u.is_agency]
        own |= {principal.head_of(unit) for unit in (post.unit, *inside)}
    if post.role == Role.CHIEF_OF_OFFICE and post.unit != post.agency:  # heads his own office; an agency's room is its director's
        own.add(principal.head_of(post.unit))
    if post.role in REGISTER_READERS or post.in_charge:
        own.add(principal.every(post.agency))
    if post.role == Role.CLERK:
        own.add(principal.clerks(post.agency))
    if post.role == Role.DEPUTY:
        own |= {principal.field_of(post.agency, name) for name in post.fields}
    lent = (d for d in now.delegations_to(post.id) if d.mode == "INBOX" and now.holds(d.from_post))
    return own | {principal.post(d.from_post) for d in lent}


def for_whom(actor: Actor, desk: str) -> PostView | None:
    """Whose inbox `desk` (`o12`) is, where the actor looks after it for another; None at his own desk and at those of a unit."""
    return roster().on_desk(desk) if desk in actor.principals and desk != actor.desk else None
