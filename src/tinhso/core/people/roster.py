"""Everybody's posts in memory: names for lists, and the rights of an instant without a join."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Role


@dataclass(frozen=True, slots=True)
class PostView:
    """A person on a post; `sort_key` puts people in the order of their given names."""

    id: int
    person: int
    name: str
    sort_key: str
    unit: int
    agency: int
    title: str
    role: Role
    fields: tuple[str, ...]
    rank: int
    acting: bool
    in_charge: bool
    account: int | None
    valid_from: datetime
    valid_to: datetime | None

    def holds(self, at: datetime) -> bool:
        return self.valid_from <= at and (self.valid_to is None or at < self.valid_to)


@dataclass(frozen=True, slots=True)
class DelegationView:
    id: int
    mode: str
    from_post: int
    to_post: int
    doc_types: tuple[str, ...]
    fields: tuple[str, ...]
    content: str
    basis: str
    valid_from: datetime
    valid_to: datetime | None

    def holds(self, at: datetime) -> bool:
        return self.valid_from <= at and (self.valid_to is None or at < self.valid_to)


@dataclass(frozen=True, slots=True)
class GrantView:
    id: int
    post: int
    permission: str
    basis: str
    valid_from: datetime
    valid_to: datetime | None

    def holds(self, at: datetime) -> bool:
        return self.valid_from <= at and (self.valid_to is None or at < self.valid_to)


class Rows:
    """Every post, delegation and grant there ever was, indexed; people in order of rank, then given name."""

    def __init__(self, posts: Iterable[PostView], delegations: Iterable[DelegationView], grants: Iterable[GrantView]) -> None:
        in_order = sorted(posts, key=lambda p: (p.rank, p.sort_key, p.id))
        self.posts = {p.id: p for p in in_order}
        self.by_agency = _indexed(in_order, lambda p: p.agency)
        self.by_unit = _indexed(in_order, lambda p: p.unit)
        self.by_person = _indexed(in_order, lambda p: p.person)
        self.by_account = _indexed(in_order, lambda p: p.account)
        delegated = list(delegations)
        self.delegations = {d.id: d for d in delegated}
        self.delegations_to = _indexed(delegated, lambda d: d.to_post)
        self.delegations_from = _indexed(delegated, lambda d: d.from_post)
        self.grants_of = _indexed(grants, lambda g: g.post)


T = TypeVar("T")


def _indexed(rows: Iterable[T], key: Callable[[T], int | None]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = {}
    for row in rows:
        if (k := key(row)) is not None:
            found.setdefault(k, []).append(row)
    return found


class Roster:
    """The posts held at one instant; people in order of rank, then given name."""

    def __init__(self, rows: Rows, at: datetime) -> None:
        self.at = at
        self._rows = rows

    def post(self, post: int) -> PostView:
        """Any post, ended ones too. Raises KeyError for an id that never was."""
        return self._rows.posts[post]

    def known(self, post: int) -> PostView | None:
        return self._rows.posts.get(post)

    def on_desk(self, desk: str) -> PostView | None:
        """Who holds, or held last, the post whose own desk (`o12`) it is; None for every other desk."""
        ident = principal.post_of(desk)
        return None if ident is None else self.known(ident)

    def unit_of(self, desk: str) -> int | None:
        """The unit that a desk (`u5.head`, `o12`) belongs to."""
        held = self.on_desk(desk)
        return held.unit if held else principal.unit_headed(desk)

    def holds(self, post: int) -> bool:
        return post in self._rows.posts and self._rows.posts[post].holds(self.at)

    def people_of_agency(self, agency: int) -> list[PostView]:
        return [p for p in self._rows.by_agency.get(agency, ()) if p.holds(self.at)]

    def left(self, agency: int) -> list[PostView]:
        """Posts of the agency that have ended."""
        return [p for p in self._rows.by_agency.get(agency, ()) if p.valid_to is not None and p.valid_to <= self.at]

    def everybody(self, at: datetime | None = None) -> list[PostView]:
        return [p for p in self._rows.posts.values() if p.holds(at or self.at)]

    def people_of(self, unit: int) -> list[PostView]:
        """Posts in this very unit."""
        return [p for p in self._rows.by_unit.get(unit, ()) if p.holds(self.at)]

    def ever_of(self, units: Iterable[int]) -> list[PostView]:
        """Every post these very units have or had."""
        return [p for unit in units for p in self._rows.by_unit.get(unit, ())]

    def by_role(self, agency: int, *roles: Role) -> list[PostView]:
        return [p for p in self.people_of_agency(agency) if p.role in roles]

    def director(self, agency: int) -> PostView | None:
        """The head of the agency; None while the post is vacant."""
        return next(iter(self.by_role(agency, Role.DIRECTOR)), None)

    def head_of(self, unit: int) -> PostView | None:
        """The head of a unit (of an agency: its director), else a deputy head; None while vacant."""
        for wanted in (Role.UNIT_HEAD, Role.DIRECTOR, Role.CHIEF_OF_OFFICE, Role.DEPUTY_HEAD):
            for p in self.people_of(unit):
                if p.role == wanted:
                    return p
        return None

    def deputies_of(self, unit: int) -> list[PostView]:
        return [p for p in self.people_of(unit) if p.role in (Role.DEPUTY_HEAD, Role.DEPUTY)]

    def posts_of_person(self, person: int) -> list[PostView]:
        return [p for p in self._rows.by_person.get(person, ()) if p.holds(self.at)]

    def posts_of_account(self, account: int) -> list[PostView]:
        return [p for p in self._rows.by_account.get(account, ()) if p.holds(self.at)]

    def delegations_to(self, post: int) -> list[DelegationView]:
        return [d for d in self._rows.delegations_to.get(post, ()) if d.holds(self.at)]

    def ever_delegated_to(self, post: int) -> list[DelegationView]:
        """Ended and coming ones too."""
        return self._rows.delegations_to.get(post, [])

    def delegations_from(self, post: int) -> list[DelegationView]:
        return [d for d in self._rows.delegations_from.get(post, ()) if d.holds(self.at)]

    def delegation(self, delegation: int) -> DelegationView | None:
        """Any delegation, ended and coming ones too; None for an id that never was."""
        return self._rows.delegations.get(delegation)

    def delegations_of(self, agency: int) -> list[DelegationView]:
        """All ever given from or to posts of an agency, the latest begun first."""
        posts = self._rows.by_agency.get(agency, ())
        found = {d.id: d for p in posts for d in (*self._rows.delegations_from.get(p.id, ()), *self._rows.delegations_to.get(p.id, ()))}
        return sorted(found.values(), key=lambda d: (d.valid_from, d.id), reverse=True)

    def ever_delegated_from(self, post: int) -> list[DelegationView]:
        """Ended and coming ones too."""
        return self._rows.delegations_from.get(post, [])

    def lent(self, post: int) -> list[DelegationView]:
        """To whom the holder of this post ever lent his inbox, ended spans too."""
        return [d for d in self.ever_delegated_from(post) if d.mode == "INBOX"]

    def stood_in(self, post: int, desks: Iterable[str], at: datetime) -> PostView | None:
        """For whom somebody on `post` acted on one of these desks (`o12`, `u5.head`) at that instant: the one who had lent him his inbox.

        None where a desk among them is his own.
        """
        of = [ident for desk in desks if (ident := principal.post_of(desk)) is not None]
        if post in of:
            return None
        return next((self.known(lender) for lender in of if any(d.to_post == post and d.holds(at) for d in self.lent(lender))), None)

    def last_director(self, agency: int) -> PostView | None:
        """The head, or the one who was it last: an order giving Q. names the post, which may be vacant."""
        heads = [p for p in self._rows.by_agency.get(agency, ()) if p.role == Role.DIRECTOR and p.valid_from <= self.at]
        return max(heads, key=lambda p: p.valid_from, default=None)

    def grants_of(self, post: int) -> list[GrantView]:
        return [g for g in self._rows.grants_of.get(post, ()) if g.holds(self.at)]
