"""`tinhso ledger verify`: recompute the chain from the rows and compare it with the heads kept outside the database."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from django.db import connection

from tinhso.core.ledger.chain import head_key, row_of
from tinhso.core.ledger.models import Entry, Link
from tinhso.core.ledger.rules import Fault, Head, Row, judge
from tinhso.kit import clock

__all__ = ["Fault", "verify"]

_BATCH = 5_000
_HEAD_WITHIN = timedelta(minutes=10)  # the worker writes one every minute


def verify(data: Path) -> tuple[int, list[Fault]]:
    """(rows judged, faults). Run as admin: the whole ledger, over all agencies."""
    heads, faults = _heads(data)
    faults += judge(_links(), heads)
    faults += _unwitnessed(max((head.seq for head in heads), default=0))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM ledger_entry e WHERE e.id < (SELECT max(entry_id) FROM ledger_link) - 1000000"
            " AND NOT EXISTS (SELECT 1 FROM ledger_link l WHERE l.entry_id = e.id)"
        )
        stray = int(cursor.fetchone()[0])
    if stray:
        faults.append(Fault(0, f"{stray} dòng cũ chưa được xâu chuỗi.", f"{stray} old rows were never chained."))
    return Link.objects.count(), faults


def _unwitnessed(witnessed: int) -> list[Fault]:
    """Rows that ought long to have a head outside: without this, whoever also takes the heads away could cut the tail unseen."""
    oldest = Link.objects.filter(seq__gt=witnessed).order_by("seq").first()
    entry = Entry.objects.filter(pk=oldest.entry_id).first() if oldest else None
    if oldest is None or entry is None or clock.real() - entry.really_at < _HEAD_WITHIN:
        return []
    return [
        Fault(
            oldest.seq,
            f"Từ dòng này không có đầu chuỗi nào ghi ngoài cơ sở dữ liệu, dù đã quá {_HEAD_WITHIN.seconds // 60} phút.",
            f"From this row on no head was kept outside the database, though {_HEAD_WITHIN.seconds // 60} minutes have passed.",
        )
    ]


def _links() -> Iterator[tuple[int, bytes, Row | None]]:
    after = 0
    while batch := list(Link.objects.filter(seq__gt=after).order_by("seq")[:_BATCH]):
        entries = Entry.objects.in_bulk([link.entry_id for link in batch])
        for link in batch:
            entry = entries.get(link.entry_id)
            yield link.seq, bytes(link.hash), row_of(entry) if entry else None
        after = batch[-1].seq


def _heads(data: Path) -> tuple[list[Head], list[Fault]]:
    """What was kept outside, and a fault for each line that this instance did not sign."""
    path = data / "ledger-heads" / "heads.jsonl"
    if not path.exists():
        return [], []
    key = head_key(data).public_key()
    heads: list[Head] = []
    faults: list[Fault] = []
    for number, raw in enumerate(path.read_bytes().splitlines(keepends=True), 1):
        if not raw.endswith(b"\n"):
            break  # a kill while writing leaves at most one unfinished last line
        try:
            line = json.loads(raw)
            signature = base64.b64decode(line.pop("signature"))
            key.verify(signature, json.dumps(line, sort_keys=True).encode())
            heads.append(Head(line["seq"], bytes.fromhex(line["hash"])))
        except (InvalidSignature, ValueError, KeyError, TypeError, AttributeError):
            faults.append(
                Fault(0, f"Đầu chuỗi ghi ngoài, dòng {number}: chữ ký không đúng.", f"Head kept outside, line {number}: wrong signature.")
            )
    return heads, faults
