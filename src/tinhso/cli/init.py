"""Make an empty instance: database, roles, tables, first administrator."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from tinhso.cli import _prepare
from tinhso.cli._data import DEFAULT, Data
from tinhso.cli._instance import django, instance
from tinhso.engines.postgres import Engine
from tinhso.kit.errors import Refusal
from tinhso.kit.secrets import instance_secret

app = typer.Typer(add_completion=False)
ADMINISTRATOR = "admin"


@app.command()
def init(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="An empty or absent folder; the same as --data.", file_okay=False)
    ] = None,
    data: Data = DEFAULT,
) -> None:
    """Make an instance in DIR. Never prompts; the administrator's password is written to DIR/secrets/admin-password.

    Run again, it finishes what an interruption left undone, and otherwise changes nothing.
    """
    folder = _chosen(context, folder, data)
    # An instance on an outside server has no folder pg, an interrupted one perhaps only its first secret.
    if folder.exists() and any(folder.iterdir()) and not Engine(folder).exists():
        raise Refusal(
            "instance.not_empty",
            vi=f"{folder} không trống và không phải dữ liệu của Tỉnh Số; hãy chọn một thư mục khác.",
            en=f"{folder} is not empty and holds no data of Tỉnh Số; choose another folder.",
        )
    known = (folder / "secrets" / "admin-password").exists()
    make(folder)
    console = Console(highlight=False, soft_wrap=True)
    said = "Hệ thống đã có ở đây, không thay đổi gì / was here already, nothing changed" if known else "Đã lập hệ thống / instance made"
    console.print(f"✓ {said}: {folder.absolute()}", markup=False)
    secret = folder.absolute() / "secrets" / "admin-password"
    console.print(f"  Đăng nhập / login: {ADMINISTRATOR}; mật khẩu trong tệp / password in {secret}", markup=False)
    console.print(f"  Chạy / run: tinhso serve --data {folder}", markup=False)


def _chosen(context: typer.Context, folder: Path | None, data: Path) -> Path:
    """DIR beats TINHSO_DATA; two folders on one line are a mistake."""
    if folder is None:
        return data
    given = context.get_parameter_source("data")
    if given is not None and given.name == "COMMANDLINE" and data.absolute() != folder.absolute():
        raise typer.BadParameter(f"DIR is {folder}, --data is {data}; give one of them.", param_hint="DIR")
    return folder


def make(folder: Path) -> None:
    """Idempotent: run again after an interruption, it finishes what is missing."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    instance_secret(folder, "postgres-admin")
    with instance(folder).running():
        _prepare.migrate(folder)
        _prepare.static_files(folder)
        _administrator(folder)


def _administrator(folder: Path) -> None:
    if importlib.util.find_spec("tinhso.core.people.public") is None:
        return
    django(folder, "web")
    from tinhso.core.people import public

    public.create_administrator(login=ADMINISTRATOR, password=instance_secret(folder, "admin-password", 12))
