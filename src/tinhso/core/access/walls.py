"""The second wall: what a transaction may see is set in the database itself, and an unset scope shows nothing.

The policy itself is `engines.rowlevel.POLICY`; the search function reads `tinhso.principals` besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from tinhso.core.access.actor import Actor


def set_scope(agencies: Iterable[int], principals: Iterable[str] = ()) -> None:
    """Scope the current transaction; both settings end with it."""
    if not connection.in_atomic_block:
        raise RuntimeError("a scope is set inside a transaction")
    ids = "{" + ",".join(str(int(a)) for a in agencies) + "}"
    who = "{" + ",".join('"' + p.replace("\\", "\\\\").replace('"', '\\"') + '"' for p in principals) + "}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tinhso.agencies', %s, true), set_config('tinhso.principals', %s, true)", [ids, who])


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """One transaction in the actor's scope: jobs, commands and streaming bodies open it themselves; requests get it from `web`."""
    with transaction.atomic():
        set_scope(actor.agencies, actor.principals)
        yield
