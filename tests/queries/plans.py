"""What PostgreSQL really does for a page: each query is run once more under EXPLAIN ANALYZE, in its own transaction and scope."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

LARGE = 10_000
"""A table of more rows is large."""
MOST = LARGE // 2
"""Rows of a large table that one step of a plan may look at, thrown away or not: an index that finds the whole table is no better than none."""


@contextmanager
def watched(found: Callable[[str], None], where: str) -> Iterator[None]:
    """Tells of every query inside that reads a large table through, in whatever way."""
    big = large_tables()

    def explain(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip(" \n(").upper().startswith(("SELECT", "WITH")) and " FROM " in sql.upper():
            with context["connection"].connection.cursor() as cursor:
                cursor.execute("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) " + sql, params)
                answer = cursor.fetchone()[0]
            plan = (json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]
            for told in read_through(plan, big):
                found(f"{where} {told}: {' '.join(sql.split())[:400]}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        yield


def read_through(plan: dict[str, Any], big: set[str]) -> Iterator[str]:
    """The steps of a plan that look at too much of a large table."""
    table = plan.get("Relation Name", "")
    looked = (plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0) + plan.get("Rows Removed by Index Recheck", 0)) * plan[
        "Actual Loops"
    ]
    if table in big and (plan["Node Type"] == "Seq Scan" or looked > MOST):
        yield f"{plan['Node Type']} of {looked:.0f} rows of {table}"
    for below in plan.get("Plans", ()):
        yield from read_through(below, big)


def large_tables() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > %s", [LARGE])
        return {row[0] for row in cursor.fetchall()}
