"""Run a Django management command as one of the database roles (for developers)."""

from __future__ import annotations

from typing import Annotated

import typer

from tinhso.cli._data import DEFAULT, Data
from tinhso.cli._instance import django, instance

hidden = True
app = typer.Typer(add_completion=False)


@app.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
def manage(
    context: typer.Context,
    data: Data = DEFAULT,
    role: Annotated[str, typer.Option(help="admin, owner, web or worker")] = "owner",
) -> None:
    """tinhso manage [--data DIR] [--role ROLE] COMMAND ARGS… (options of ours come first)"""
    with instance(data).running():
        django(data, role)
        from django.core.management import execute_from_command_line

        execute_from_command_line(["tinhso manage", *context.args])
