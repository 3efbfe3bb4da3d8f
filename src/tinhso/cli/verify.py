"""`tinhso verify FILE`: a verdict per signature of a PDF; needs no instance, no database, no Django."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from tinhso.cli._data import Named
from tinhso.config.known import refuse_unknown
from tinhso.signing.report import Report
from tinhso.signing.trust import TrustStore
from tinhso.signing.verify import verify

app = typer.Typer(add_completion=False)
_MARK = {"PASSED": ("✓", "green"), "INDETERMINATE": ("?", "yellow"), "FAILED": ("✗", "red"), "UNSIGNED": ("–", "white")}


@app.command()
def command(
    file: Annotated[Path, typer.Argument(help="A PDF.")],
    as_json: Annotated[bool, typer.Option("--json", help="The report as JSON.")] = False,
    trust: Annotated[Path | None, typer.Option(help="Trusted roots (PEM); *.crl beside it are revocation lists.")] = None,
    data: Named = None,
    no_chain: Annotated[bool, typer.Option("--no-chain", help="Judge integrity, coverage and later changes only.")] = False,
) -> None:
    """Exit 0 PASSED, 1 FAILED, 2 INDETERMINATE, 3 UNSIGNED; 64 where nothing was judged: a wrong command line, setting or --trust.

    Trusted are the roots of --trust, else trust/roots.pem of the instance that --data names; without either no chain is.
    """
    refuse_unknown(os.environ)
    report = verify(file, None if no_chain else _trust(trust, data), chain=not no_chain, name=str(file))
    if as_json:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    else:
        _show(report)
    raise typer.Exit(report.exit_code)


def _trust(given: Path | None, data: Path | None) -> TrustStore | None:
    if given is not None:
        return TrustStore.from_files(given)
    return TrustStore.of_instance(data) if data else None


def _show(report: Report) -> None:
    console = Console(highlight=False, soft_wrap=True)
    mark, colour = _MARK[report.verdict]
    console.print(f"{mark} {report.verdict}  {report.file}\n  SHA-256 {report.sha256}", style=colour, markup=False)
    for signature in report.signatures:
        mark, colour = _MARK[signature.verdict]
        code = " ".join(part for part in (signature.indication, signature.sub_indication) if part)
        console.print(f"{mark} {signature.field or '–'}: {code}", style=colour, markup=False)
        console.print(f"  {signature.message.vi}\n  {signature.message.en}", markup=False)
    if report.verdict == "UNSIGNED":
        console.print("  Tệp không có chữ ký số nào.\n  The file has no digital signature.", markup=False)
