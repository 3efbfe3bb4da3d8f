"""Bring an instance's database and static files to the installed release; PostgreSQL must be running."""

from __future__ import annotations

from pathlib import Path

from tinhso.cli._instance import django


def pending(data: Path) -> list[str]:
    """Migrations not yet applied, as `app.name`."""
    django(data, "owner")
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    connection.close()
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate(data: Path) -> None:
    django(data, "owner")
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)


def static_files(data: Path) -> None:
    """Gather and compress what the web serves into DATA/static; make the folder that uploads pass through."""
    (data / "tmp").mkdir(mode=0o700, exist_ok=True)
    django(data, "owner")
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
