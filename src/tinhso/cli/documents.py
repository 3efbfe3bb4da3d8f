"""Documents: `tinhso documents export` copies the issued files with a manifest."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from tinhso.cli._instance import DEFAULT, Data, django, instance
from tinhso.kit.errors import Refusal

_FAULTS = {"absent": ("không còn trong kho", "is not in the store"), "damaged": ("đã hỏng trong kho", "is damaged in the store")}
app = typer.Typer(add_completion=False, no_args_is_help=True)


@app.callback()
def documents() -> None:
    """The documents of this instance."""


@app.command()
def export(
    out: Annotated[Path, typer.Option("--out", help="An empty or absent folder.", file_okay=False)],
    agency: Annotated[str, typer.Option("--agency", help="One agency by its identifier; default all.")] = "",
    data: Data = DEFAULT,
) -> None:
    """Copy every issued file with its annexes into DIR and write manifest.json with their SHA-256 last.

    Exit 1 where files are absent from the store or damaged: the others are copied, the manifest lists what is wanting.
    """
    if out.exists() and any(out.iterdir()):
        raise Refusal(
            "export.not_empty",
            vi=f"{out} không trống; hãy chọn thư mục khác.",
            en=f"{out} is not empty; choose another folder.",
        )
    console = Console(highlight=False, soft_wrap=True)
    engine = instance(data)
    with engine.running():
        django(engine.data, "worker")
        from tinhso.core.organisations.public import directory
        from tinhso.documents.outgoing.export import export as copied
        from tinhso.documents.outgoing.export import write

        tree = directory()
        found = [tree.by_code(agency)] if agency else tree.agencies()
        if None in found:
            raise Refusal("export.agency", vi=f"Không có cơ quan mã “{agency}”.", en=f"There is no agency with identifier “{agency}”.")
        out.mkdir(parents=True, exist_ok=True)
        items = [item for unit in found if unit is not None for item in copied(unit.id, out)]
        path = write(out, items)
    wanting = [(item, lost) for item in items for lost in item.wanting]
    for item, lost in wanting:
        vi, en = _FAULTS[lost["fault"]]
        console.print(f"✗ {item.notation}: {lost['file']} {vi} / {en}", style="red", markup=False)
    if wanting:
        console.print(f"✗ {len(items)} văn bản / documents → {path}; thiếu / wanting: {len(wanting)}", style="red", markup=False)
        raise typer.Exit(1)
    console.print(f"✓ {len(items)} văn bản / documents → {path}", markup=False)
