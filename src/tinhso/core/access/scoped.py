"""The first wall: a queryset over agency data is bound to an actor, and one without an actor raises."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tinhso.core.access.actor import Actor

M = TypeVar("M", bound=models.Model)


class UnscopedQuery(RuntimeError):
    """A query over agency data was run without an actor: a programming error, never shown to a user as data."""


class ScopedQuerySet(models.QuerySet[M]):
    _scope_bound: bool = False

    def visible_to(self, actor: Actor) -> Self:
        """Records of the actor's agencies whose audience the actor belongs to: the one visibility test of the product."""
        bound = self._bound().filter(agency_id__in=actor.agencies)
        return bound.filter(audience__overlap=sorted(actor.principals))

    def within(self, actor: Actor) -> Self:
        """Records of the actor's agencies, whatever their audience: for the parts of a record already found visible."""
        return self._bound().filter(agency_id__in=actor.agencies)

    def unscoped(self, why: str) -> Self:
        """The grep-able door past the first wall, for jobs and migrations; the database's wall still stands."""
        if not why:
            raise ValueError("unscoped() says why")
        return self._bound()

    def _bound(self) -> Self:
        clone: Self = self._chain()  # type: ignore[attr-defined]  # private in Django's stubs
        clone._scope_bound = True
        return clone

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]  # private in Django's stubs
        clone._scope_bound = self._scope_bound
        return clone

    def _check(self) -> None:
        # Related managers (parent.children) start from an instance that somebody was allowed to load.
        if not (self._scope_bound or getattr(self, "_hints", {}).get("instance") is not None):
            raise UnscopedQuery(f"{self.model.__name__}: bind the query with visible_to(actor), within(actor) or unscoped(why)")

    def _fetch_all(self) -> None:
        self._check()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Iterator[M]:
        self._check()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        self._check()
        return super().count()

    def exists(self) -> bool:
        self._check()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._check()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._check()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._check()
        return super().delete()


VISIBLE = "agency_id = ANY (%(agencies)s) AND audience && %(principals)s"
"""`visible_to` written out, for numbers that every list asks: Django spends ten times what the database does on building the query."""


def reach(actor: Actor) -> dict[str, Any]:
    """The parameters of VISIBLE."""
    return {"agencies": list(actor.agencies), "principals": sorted(actor.principals)}


class ScopedManager(models.Manager[M]):
    """`Model.objects`: bind it first, with one of the three."""

    def get_queryset(self) -> ScopedQuerySet[M]:
        return ScopedQuerySet(self.model, using=self._db, hints=self._hints)  # type: ignore[attr-defined]  # private in Django's stubs

    def visible_to(self, actor: Actor) -> ScopedQuerySet[M]:
        return self.get_queryset().visible_to(actor)

    def within(self, actor: Actor) -> ScopedQuerySet[M]:
        return self.get_queryset().within(actor)

    def unscoped(self, why: str) -> ScopedQuerySet[M]:
        return self.get_queryset().unscoped(why)


class Scoped(models.Model):
    """A record of one agency with its audience; both walls stand on these two columns."""

    audience = ArrayField(models.TextField(), default=list)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()
    # Django's own look-ups (foreign keys, refresh) start from an instance already loaded.
    plain: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "plain"


class AgencyPart(models.Model):
    """A part of a record (a step, an opinion, a line): behind the agency wall, its audience is its parent's."""

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()
    plain: ClassVar[models.Manager[Self]] = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "plain"
