"""Evidence: `tinhso ledger verify` recomputes the chain and compares it with the heads kept outside the database."""

from __future__ import annotations

import typer
from rich.console import Console

from tinhso.cli._instance import DEFAULT, Data, django, instance

app = typer.Typer(add_completion=False, no_args_is_help=True)


@app.callback()
def ledger() -> None:
    """The register of every act."""


@app.command()
def verify(data: Data = DEFAULT) -> None:
    """Exit 0 when nothing was altered, removed, reordered or cut, and nothing waited longer than 10 minutes to be chained;
    1 with a line for each fault. What waited is told, then chained."""
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
    for fault in verdict.faults:
        where = f"#{fault.seq} " if fault.seq else ""
        console.print(f"✗ {where}{fault.vi}\n  {fault.en}", style="red", markup=False)
    if chained and not verdict.waiting.late:
        console.print(f"• {chained} việc vừa được xâu chuỗi / acts chained just now", markup=False)
    if verdict.faults:
        raise typer.Exit(1)
    console.print(f"✓ {verdict.judged + chained} việc còn nguyên, đúng thứ tự / acts unaltered and in order", markup=False)
