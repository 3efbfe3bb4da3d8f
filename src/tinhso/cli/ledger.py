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
    """Exit 0 when nothing was altered, removed, reordered or cut; 1 with a line for each fault."""
    console = Console(highlight=False, soft_wrap=True)
    engine = instance(data)
    with engine.running():
        django(engine.data, "admin")
        from tinhso.core.ledger import public

        count, faults = public.verify(engine.data)
    for fault in faults:
        console.print(f"✗ #{fault.seq} {fault.vi}\n  {fault.en}", style="red", markup=False)
    if faults:
        raise typer.Exit(1)
    console.print(f"✓ {count} việc còn nguyên, đúng thứ tự / acts unaltered and in order", markup=False)
