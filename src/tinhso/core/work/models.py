from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor
from tinhso.core.access.scoped import ScopedManager, ScopedQuerySet
from tinhso.core.organisations.models import Unit
from tinhso.kit import ids

NO_DUE = datetime(9000, 1, 1, tzinfo=UTC)
"""Sorts tasks without a deadline last: one column that is never null keeps the keyset a plain index."""


class State(models.TextChoices):
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"
    HANDED_OVER = "handed_over"


DECIDE = "work.extension"
"""The kind of the task that waits for the decision on more time; it stands below the task that wants it, and ends with it."""


def headed(actor: Actor) -> list[int]:
    """The units whose heads the actor belongs to."""
    return sorted(unit for p in actor.principals if (unit := principal.unit_headed(p)) is not None)


class TaskQuerySet(ScopedQuerySet["Task"]):
    def visible_to(self, actor: Actor) -> Self:
        """A task's audience is its assignee, and the heads of the unit it stands in."""
        return self.within(actor).filter(Q(assignee__in=sorted(actor.principals)) | Q(unit_id__in=headed(actor)))


class Task(models.Model):
    """Something one assignee has to do. Lists show it as it stands here: title, line and address are written by the room that opens it."""

    id = models.UUIDField(primary_key=True, default=ids.new)
    agency = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(help_text="declared by the room: outgoing.review")
    subject = models.TextField(help_text="the aggregate: outgoing:0198…")
    title = models.TextField()
    line = models.TextField(default="", help_text="the second line: number, issuer")
    url = models.TextField()
    assignee = models.TextField(help_text="a principal: o12, a3.clerk, u5.head")
    unit_id = models.IntegerField(null=True, help_text="the unit whose heads see it too")
    urgent = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    due = models.DateTimeField(null=True)
    sort_due = models.DateTimeField(help_text="due, or far away")
    seen_at = models.DateTimeField(null=True)
    state = models.TextField(choices=State, default=State.OPEN)
    done_at = models.DateTimeField(null=True)
    done_by = models.IntegerField(null=True, help_text="post")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    from_post = models.IntegerField(null=True, help_text="who gave it")

    objects = models.Manager.from_queryset(TaskQuerySet)()
    plain = models.Manager()

    class Meta:
        base_manager_name = "plain"
        indexes = [
            models.Index(fields=["assignee", "sort_due", "opened_at", "id"], name="work_inbox", condition=Q(state="open")),
            models.Index(fields=["unit_id", "sort_due", "opened_at", "id"], name="work_unit_inbox", condition=Q(state="open")),
            models.Index(fields=["from_post", "sort_due", "opened_at", "id"], name="work_given", condition=Q(state="open")),
            models.Index(fields=["assignee", "-done_at", "-id"], name="work_finished", condition=~Q(state="open")),
            models.Index(fields=["subject"], name="work_subject"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject", "assignee"], condition=Q(state="open"), name="work_open_once"),
            models.CheckConstraint(name="work_sort_due", condition=Q(due__isnull=True, sort_due=NO_DUE) | Q(due=F("sort_due"))),
            models.CheckConstraint(
                name="work_ended", condition=Q(state="open", done_at__isnull=True) | (~Q(state="open") & Q(done_at__isnull=False))
            ),
        ]


class Extension(models.Model):
    """A request for more time: asked by the assignee, decided by who gave the task.

    It waits while `granted` is None and its task is open; one whose task has ended was never answered.
    """

    id = models.UUIDField(primary_key=True, default=ids.new)
    agency_id = models.IntegerField()
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="extensions")
    until = models.DateTimeField()
    reason = models.TextField()
    asked_by = models.IntegerField(null=True, help_text="post")
    asked_at = models.DateTimeField()
    granted = models.BooleanField(null=True)
    answer = models.TextField(default="")
    decided_by = models.IntegerField(null=True, help_text="post")
    decided_at = models.DateTimeField(null=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()
    plain = models.Manager()

    class Meta:
        base_manager_name = "plain"
        constraints = [
            models.UniqueConstraint(fields=["task"], condition=Q(granted__isnull=True), name="work_one_open_extension"),
        ]
