"""Login, engine, worker, disk, clock, fonts, mail, optional programs, certificates: each with the fix."""

from __future__ import annotations

import json
import os
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from tinhso.cli._checks import Finding, examine
from tinhso.cli._data import DEFAULT, Data

app = typer.Typer(add_completion=False)
_MARKS = {"ok": ("✓", "green"), "warn": ("!", "yellow"), "bad": ("✗", "red")}


@app.command()
def doctor(data: Data = DEFAULT, as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Exit 1 when something required is broken; warnings leave it 0."""
    os.environ["TINHSO_DATA"] = str(data.absolute())
    findings = list(examine(data.absolute()))
    if as_json:
        print(json.dumps([finding.as_json() for finding in findings], ensure_ascii=False, indent=1))
    else:
        _show(
            findings, english=(os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "").startswith("en")
        )
    if any(finding.status == "bad" for finding in findings):
        raise typer.Exit(1)


def _show(findings: list[Finding], *, english: bool) -> None:
    table = Table(box=None, show_header=False, pad_edge=False)
    for finding in findings:
        mark, style = _MARKS[finding.status]
        text = finding.en if english else finding.vi
        fix = finding.fix_en if english else finding.fix_vi
        table.add_row(mark, finding.check, text + (f"\n→ {fix}" if fix and fix != text else ""), style=style)
    Console(highlight=False, markup=False).print(table)
