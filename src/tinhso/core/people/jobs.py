"""What a post's end leaves to be done on its day."""

from __future__ import annotations

from datetime import datetime

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tinhso.core.access.public import acting, system
from tinhso.core.people.actions.posts import hand_over as hand_over_desk
from tinhso.core.people.models import Post


@app.task(name="people.hand_over", queue="events", retry=RetryStrategy(max_attempts=8, exponential_wait=3))
def hand_over(post: int, to: int, ended: str) -> None:
    """On the day the post ends; nothing where the end was moved meanwhile."""
    row = Post.objects.get(pk=post)
    if row.valid_to != datetime.fromisoformat(ended):
        return
    actor = system(row.agency_id)
    with acting(actor):
        hand_over_desk(actor, post, to)
