"""Notices as lists show them."""

from __future__ import annotations

from typing import Any

from tinhso.core.notifications.public import NoticeRow, kinds
from tinhso.ui import format as fmt
from tinhso.ui.words import said


def shown(row: NoticeRow) -> dict[str, Any]:
    """One notice, its words ready; `standing` until it is read, or acknowledged where it is urgent."""
    return {
        "batch": row.batch, "title": row.title, "url": row.url, "urgent": row.urgent, "when": fmt.ago(row.at), "iso": row.at.isoformat(),
        "kind": words().get(row.kind, ""), "unread": row.read_at is None,
        "acknowledge": row.urgent and row.acknowledged_at is None, "standing": row.read_at is None or (row.urgent and row.acknowledged_at is None),
    }  # fmt: skip


def words() -> dict[str, str]:
    """Kind → its name in the active language."""
    return {k.code: said(k) for k in kinds()}
