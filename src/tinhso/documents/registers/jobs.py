"""Background work of the old registers."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tinhso.core.access.public import acting, system
from tinhso.core.search import public as search
from tinhso.documents.registers.models import OldLine, OldRegister
from tinhso.documents.registers.shown import indexed

CHUNK = 500
"""Lines of one job: a second or two."""


@app.task(name="registers.index", queue="documents", retry=RetryStrategy(max_attempts=8, exponential_wait=3))
def index(register: int, agency: int, after: str | None = None) -> None:
    """The search rows of the lines that come after line `after`, and another job for those beyond them; none of one withdrawn meanwhile."""
    actor = system(agency)
    with acting(actor):
        there = OldRegister.objects.within(actor).select_for_update().filter(pk=register, withdrawn_at=None).first()
        if there is None:
            return
        rows = OldLine.objects.within(actor).filter(register=there).order_by("id")
        lines = list((rows.filter(id__gt=after) if after else rows)[:CHUNK])
        for line in lines:
            search.index(actor, **indexed(line))
        if len(lines) == CHUNK:
            index.defer(register=register, agency=agency, after=str(lines[-1].id))
