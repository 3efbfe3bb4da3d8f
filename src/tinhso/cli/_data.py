"""The option --data, which every command takes: declared here alone, free of what an instance would bring along (database, Django)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DEFAULT = Path("tinhso-data")
_OPTION = typer.Option("--data", envvar="TINHSO_DATA", help="The instance's folder.", file_okay=False)

Data = Annotated[Path, _OPTION]
"""Of a command that works in an instance: its folder, DEFAULT where none is named."""
Named = Annotated[Path | None, _OPTION]
"""Of a command that needs none: None where none is named, for the folder one happens to stand in is nobody's word."""
