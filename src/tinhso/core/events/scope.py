"""A job's scope for one agency, set without `access`, which stands above this room."""

from __future__ import annotations

from django.db import connection


def in_agency(agency: int) -> None:
    """Scope the current transaction to one agency; the handler's room widens it when it has a counterpart to reach."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tinhso.agencies', %s, true)", ["{" + str(int(agency)) + "}"])
