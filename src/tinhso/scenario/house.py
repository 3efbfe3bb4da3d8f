"""From the plan's keys to the instance's own ids: agencies by their identifiers, units and people by their names."""

from __future__ import annotations

from functools import cached_property

from tinhso.core.access.public import Actor, Role
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import PostView, actor_of_post, roster
from tinhso.scenario.data import province, staff


class House:
    """The demo province as it stands in this instance. Raises KeyError where something of the plan was not built."""

    @cached_property
    def agencies(self) -> dict[str, int]:
        tree = directory()
        found = {a.key: tree.by_code(a.qd20) for a in province.agencies()}
        return {key: view.id for key, view in found.items() if view is not None}

    @cached_property
    def units(self) -> dict[str, int]:
        """Units and agencies by key: both are places in the tree."""
        tree, found = directory(), dict(self.agencies)
        for agency in province.agencies():
            inside = {u.name: u.id for u in tree.units_of(self.agencies[agency.key])} if agency.units else {}
            found |= {u.key: inside[u.name] for u in agency.units}
        return found

    @cached_property
    def posts(self) -> dict[str, list[PostView]]:
        """A person's posts, his first in rank first; names are unique in the invented province."""
        by_name: dict[str, list[PostView]] = {}
        for view in roster().everybody():
            by_name.setdefault(view.name, []).append(view)
        return {p.key: by_name[p.name] for p in staff.people()}

    def post(self, person: str, *roles: Role) -> PostView:
        """The person's post of one of the roles, else his first."""
        held = self.posts[person]
        return next((p for p in held if p.role in roles), held[0])

    def actor(self, person: str, *roles: Role) -> Actor:
        """The one who acts, on the post that fits the act."""
        found = actor_of_post(self.post(person, *roles).id)
        if found is None:
            raise KeyError(f"{person} holds no post now")
        return found
