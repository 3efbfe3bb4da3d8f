"""Named points at which a process of the product kills itself, and a clock that goes on from another instant.

Installed by the wrappers of this folder only, into the product's own functions; the product has no such knob.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import Any

from tests.faults.instant import CLIENT

POINTS = (
    "number.before_take", "number.after_take", "number.line_saved", "commit.before", "commit.after", "seal.signed", "blob.kept",
    "seal.done", "finish.between", "issue.emitted", "issue.done", "deliver.handler", "deliver.marked", "dispatch.arrived",
    "dispatch.recorded", "job.done",
)  # fmt: skip
"""In the order of a document's way; the first ones fall in a web process, the rest where its work is done."""


def install(data: Path) -> None:
    """Call after django.setup(), before any work is forked off."""
    _set_clock()
    _be_known()
    plan = data / "fault"

    def reach(point: str) -> None:
        try:
            if plan.read_text() != point:
                return
            plan.rename(plan.with_name(f"fault.{os.getpid()}"))  # whoever renames it is the one to die
        except OSError:
            return
        os.kill(os.getpid(), signal.SIGKILL)

    def around(owner: Any, name: str, before: str = "", after: str = "") -> None:
        real: Callable[..., Any] = getattr(owner, name)

        @wraps(real)
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            if before:
                reach(before)
            result = real(*args, **kwargs)
            if after:
                reach(after)
            return result

        setattr(owner, name, wrapped)

    from django.db.backends.base.base import BaseDatabaseWrapper

    from tinhso.core.events import jobs as events
    from tinhso.core.events.models import Delivery
    from tinhso.documents.numbering import public as numbering
    from tinhso.documents.numbering.models import Line
    from tinhso.documents.outgoing import jobs as outgoing
    from tinhso.documents.outgoing.actions import issue
    from tinhso.engines.blobs import Blobs
    from tinhso.exchange.actions import deliver
    from tinhso.signing import public as signing

    around(numbering, "take", "number.before_take", "number.after_take")
    around(Line, "save", after="number.line_saved")
    around(BaseDatabaseWrapper, "_commit", "commit.before", "commit.after")
    around(signing, "seal", after="seal.signed")
    around(Blobs, "put", after="blob.kept")
    around(outgoing, "seal", after="seal.done")
    around(outgoing, "issue", "finish.between", "issue.done")
    around(issue, "emit", after="issue.emitted")
    around(events, "revive", after="deliver.handler")
    around(Delivery.objects, "get_or_create", after="deliver.marked")
    around(deliver, "arrive_electronically", after="dispatch.arrived")
    around(deliver, "record_delivery", after="dispatch.recorded")
    around(outgoing.finish, "func", after="job.done")


def _be_known() -> None:
    """PostgreSQL is told by which process a session is held, so that one that outlives its client is found."""

    def name() -> None:
        os.environ["PGAPPNAME"] = f"{CLIENT}{os.getpid()}"

    name()
    os.register_at_fork(after_in_child=name)


def _set_clock() -> None:
    """TINHSO_TEST_CLOCK is `instant@unix`: it was that instant at that machine time, and has gone on since."""
    if said := os.environ.get("TINHSO_TEST_CLOCK"):
        from tinhso.kit import clock

        instant, _, unix = said.rpartition("@")
        start, began = datetime.fromisoformat(instant), float(unix)
        setattr(clock, "real", lambda: start + timedelta(seconds=time.time() - began))  # noqa: B010
