"""What verbs share: the check that an instance is there, and Django as one of its roles (the option --data: `_data`)."""

from __future__ import annotations

import os
from pathlib import Path

from tinhso.config import environment
from tinhso.engines.postgres import Engine
from tinhso.kit.errors import Refusal


def instance(data: Path) -> Engine:
    """The engine of the instance in `data`, all settings checked. Raises Refusal when none was made there."""
    os.environ["TINHSO_DATA"] = str(data.absolute())
    environment.read()
    engine = Engine(data)
    if not engine.exists():
        raise Refusal(
            "instance.absent",
            vi=f"Chưa có hệ thống nào trong {data.absolute()}; hãy chạy “tinhso init {data}” hoặc sửa --data.",
            en=f"There is no instance in {data.absolute()}; run “tinhso init {data}”, or correct --data.",
        )
    return engine


def django(data: Path, role: str) -> None:
    """Set up Django connected as `role`, or reconnect it when it was set up before."""
    os.environ.update(
        TINHSO_DATA=str(data.absolute()),
        TINHSO_ROLE=role,
        DJANGO_SETTINGS_MODULE=os.environ.get("DJANGO_SETTINGS_MODULE", "tinhso.config.settings"),
    )
    import django as framework
    from django.apps import apps
    from django.db import connection

    if not apps.ready:
        framework.setup()
        return
    at = Engine(data).dsn(role)
    connection.close()
    connection.settings_dict.update(USER=at["user"], PASSWORD=at["password"])
