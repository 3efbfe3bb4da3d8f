"""Migration operations for the walls, so that a model's migration says in one line that its table stands behind them."""

from __future__ import annotations

from django.db import migrations

from tinhso.engines.rowlevel import private_sql, unprivate_sql, unwall_sql, wall_sql


def wall(*tables: str) -> migrations.RunSQL:
    return migrations.RunSQL([sql for t in tables for sql in wall_sql(t)], [sql for t in tables for sql in unwall_sql(t)], elidable=False)


def private(*tables: str) -> migrations.RunSQL:
    """Beside `wall`: rows that only their owner sees, whoever else belongs to the agency."""
    return migrations.RunSQL(
        [sql for t in tables for sql in private_sql(t)], [sql for t in tables for sql in unprivate_sql(t)], elidable=False
    )
