"""Documents: `tinhso documents export` copies the issued files with a manifest, `tinhso documents check FILE` judges the form of any."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from tinhso.cli._data import DEFAULT, Data, Named
from tinhso.cli._instance import django, instance
from tinhso.kit.errors import Refusal

_SEVERITY = {"error": ("✗", "red"), "warning": ("!", "yellow")}
_FAULTS = {"absent": ("không còn trong kho", "is not in the store"), "damaged": ("đã hỏng trong kho", "is damaged in the store")}
app = typer.Typer(add_completion=False, no_args_is_help=True)


@app.callback()
def documents() -> None:
    """The documents of this instance, and the form of any file."""


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


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A PDF or a .docx.")],
    as_json: Annotated[bool, typer.Option("--json", help="The report as JSON.")] = False,
    data: Named = None,
) -> None:
    """Judge the form of FILE against Appendix I of Decree 30/2020; needs no instance, no database. Of a .docx set-up and styles only.

    Exit 0 it conforms, 1 it does not, 2 it was not judged (unreadable, a scan); 64 a wrong command line.

    --data is taken as everywhere; nothing is read there.
    """
    del data
    from tinhso.documents.layout.conformity.either import judge_file

    content = file.read_bytes()
    try:
        report = judge_file(content)
    except Refusal as refusal:
        if as_json:
            typer.echo(_as_json(file, content, "NOT_JUDGED", reason={"code": refusal.code, "vi": refusal.vi, "en": refusal.en}))
            raise typer.Exit(2) from None
        raise
    verdict, status = ("NOT_JUDGED", 2) if not report.readable else ("CONFORMS", 0) if report.conforms else ("DEPARTS", 1)
    if as_json:
        typer.echo(_as_json(file, content, verdict, report))
    else:
        _show(file, report, verdict)
    raise typer.Exit(status)


def _as_json(file: Path, data: bytes, verdict: str, report: Any = None, **more: Any) -> str:
    import msgspec

    from tinhso.documents.layout.conformity.law import LAW

    told = {"file": str(file), "sha256": hashlib.sha256(data).hexdigest(), "law": LAW, "verdict": verdict, **more}
    return json.dumps(told | (msgspec.to_builtins(report) if report else {}), ensure_ascii=False, indent=2)


def _show(file: Path, report: Any, verdict: str) -> None:
    from tinhso.documents.layout.conformity.law import ELEMENTS

    console = Console(highlight=False, soft_wrap=True)
    vi, en, mark, colour = {
        "CONFORMS": ("đúng thể thức", "the form is right", "✓", "green"),
        "DEPARTS": ("sai thể thức", "the form departs from the decree", "✗", "red"),
        "NOT_JUDGED": ("không kiểm tra được", "could not be judged", "?", "yellow"),
    }[verdict]
    console.print(f"{mark} {file}: {vi} / {en}", style=colour, markup=False)
    for finding in report.findings:
        mark, colour = _SEVERITY[finding.severity]
        box = " ".join(ELEMENTS[finding.element][:2]).strip()
        console.print(f"{mark} {box}, trang {finding.page + 1}", style=colour, markup=False)
        console.print(f"  {finding.vi}\n  {finding.en}", markup=False)
    for element, why in report.not_judged.items():
        console.print(f"– {ELEMENTS[element][1]}: {why[0]} / {why[1]}", style="dim", markup=False)
