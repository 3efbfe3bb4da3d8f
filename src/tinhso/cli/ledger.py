"""Evidence: `tinhso ledger verify` recomputes the chain and compares it with the heads kept outside the database."""

from __future__ import annotations

from collections.abc import Sequence

import typer
from rich.console import Console

from tinhso.cli._data import DEFAULT, Data
from tinhso.cli._instance import django, instance
from tinhso.core.ledger.rules import Fault

app = typer.Typer(add_completion=False, no_args_is_help=True)
SHOWN = 20
"""Faults told one by one; a chain broken at its beginning is broken in every row."""


@app.callback()
def ledger() -> None:
    """The register of every act."""


@app.command()
def verify(data: Data = DEFAULT) -> None:
    """Exit 0 when nothing was altered, removed, reordered or cut, and nothing waited longer than 10 minutes to be chained;
    1 with the first 20 faults and how many more. What waited is told, then chained."""
    console = Console(highlight=False, soft_wrap=True)
    engine = instance(data)
    with engine.running():
        django(engine.data, "admin")
        from django.db import connection

        from tinhso.core.ledger import public

        verdict = public.verify(engine.data)
        # A chain found broken is left as it was found: it is evidence.
        chained = public.seal(engine.data) if verdict.chain_is_sound else 0
        connection.close()
    _tell(console, verdict.faults)
    if chained and not verdict.waiting.late:
        console.print(f"• {chained} việc vừa được xâu chuỗi / acts chained just now", markup=False)
    if verdict.faults:
        raise typer.Exit(1)
    console.print(f"✓ {verdict.judged + chained} việc còn nguyên, đúng thứ tự / acts unaltered and in order", markup=False)


def _tell(console: Console, faults: Sequence[Fault]) -> None:
    for fault in faults[:SHOWN]:
        where = f"#{fault.seq} " if fault.seq else ""
        console.print(f"✗ {where}{fault.vi}\n  {fault.en}", style="red", markup=False)
    if (more := len(faults) - SHOWN) > 0:
        console.print(f"✗ và {more} lỗi nữa / and {more} more faults", style="red", markup=False)
