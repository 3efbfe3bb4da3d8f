"""`tinhso ledger verify`: recompute the chain from the rows and compare it with the heads kept outside the database."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from django.db import connection

from tinhso.core.ledger.chain import head_key, row_of
from tinhso.core.ledger.models import Entry, Link
from tinhso.core.ledger.rules import Fault, Head, Row, judge

__all__ = ["Fault", "verify"]

_BATCH = 5_000


def verify(data: Path) -> tuple[int, list[Fault]]:
    """(rows judged, faults). Run as admin: the whole ledger, over all agencies."""
    faults = list(_bad_heads(data))
    faults += judge(_links(), _heads(data))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM ledger_entry e WHERE e.id < (SELECT max(entry_id) FROM ledger_link) - 1000000"
            " AND NOT EXISTS (SELECT 1 FROM ledger_link l WHERE l.entry_id = e.id)"
        )
        stray = int(cursor.fetchone()[0])
    if stray:
        faults.append(Fault(0, f"{stray} dòng cũ chưa được xâu chuỗi.", f"{stray} old rows were never chained."))
    return Link.objects.count(), faults


def _links() -> Iterator[tuple[int, bytes, Row | None]]:
    after = 0
    while batch := list(Link.objects.filter(seq__gt=after).order_by("seq")[:_BATCH]):
        entries = Entry.objects.in_bulk([link.entry_id for link in batch])
        for link in batch:
            entry = entries.get(link.entry_id)
            yield link.seq, bytes(link.hash), row_of(entry) if entry else None
        after = batch[-1].seq


def _lines(data: Path) -> list[dict[str, object]]:
    path = data / "ledger-heads" / "heads.jsonl"
    if not path.exists():
        return []
    # A kill while writing leaves at most one unfinished last line.
    return [json.loads(line) for line in path.read_bytes().splitlines(keepends=True) if line.endswith(b"\n")]


def _heads(data: Path) -> list[Head]:
    return [Head(int(str(line["seq"])), bytes.fromhex(str(line["hash"]))) for line in _lines(data)]


def _bad_heads(data: Path) -> Iterator[Fault]:
    lines = _lines(data)
    if not lines:
        return
    key = head_key(data).public_key()
    for line in lines:
        body = {k: v for k, v in line.items() if k != "signature"}
        try:
            key.verify(base64.b64decode(str(line.get("signature", ""))), json.dumps(body, sort_keys=True).encode())
        except (InvalidSignature, ValueError):
            seq = int(str(line.get("seq", 0)))
            yield Fault(seq, "Đầu chuỗi ghi ngoài có chữ ký không đúng.", "A head kept outside has a wrong signature.")
