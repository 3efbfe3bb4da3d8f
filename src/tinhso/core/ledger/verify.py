"""`tinhso ledger verify`: recompute the chain from the rows and compare it with the heads kept outside the database."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature

from tinhso.core.ledger.chain import row_of
from tinhso.core.ledger.heads import heads_file, kept_key
from tinhso.core.ledger.models import Entry, Link
from tinhso.core.ledger.rules import Fault, Head, Row, judge
from tinhso.core.ledger.waiting import WITHIN, Waiting, unlinked
from tinhso.kit import clock

__all__ = ["Fault", "Verdict", "verify"]

_BATCH = 5_000


class Verdict(NamedTuple):
    judged: int
    faults: list[Fault]
    waiting: Waiting
    chain_is_sound: bool
    """What is wrong, if anything, is only that rows waited too long to be chained."""


def verify(data: Path) -> Verdict:
    """Judge what is chained, and tell what is not. Changes nothing. Run as admin: the whole ledger, over all agencies."""
    left = unlinked()
    heads, faults = _heads(data)
    faults += judge(_links(), heads)
    if kept_key(data) or not _lines(data):  # without the key no head counts, and that has been said
        faults += _unwitnessed(max((head.seq for head in heads), default=0))
    return Verdict(Link.objects.count(), faults + left.faults(), left, not faults)


def _unwitnessed(witnessed: int) -> list[Fault]:
    """Rows that ought long to have a head outside: without this, whoever also takes the heads away could cut the tail unseen."""
    oldest = Link.objects.filter(seq__gt=witnessed).order_by("seq").first()
    entry = Entry.objects.filter(pk=oldest.entry_id).first() if oldest else None
    if oldest is None or entry is None or clock.real() - entry.really_at < WITHIN:
        return []
    return [
        Fault(
            oldest.seq,
            f"Từ dòng này không có đầu chuỗi nào ghi ngoài cơ sở dữ liệu, dù đã quá {WITHIN.seconds // 60} phút.",
            f"From this row on no head was kept outside the database, though {WITHIN.seconds // 60} minutes have passed.",
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
    lines, private = _lines(data), kept_key(data)
    if not lines:
        return [], []
    if private is None:
        return [], [
            Fault(
                0,
                f"Thiếu khóa secrets/ledger.key: không thể xét {len(lines)} đầu chuỗi ghi ngoài. Hãy lấy lại khóa từ bản sao lưu.",
                f"The key secrets/ledger.key is missing: {len(lines)} heads kept outside cannot be judged. Bring it back from a backup.",
            )
        ]
    key = private.public_key()
    heads: list[Head] = []
    faults: list[Fault] = []
    for number, raw in enumerate(lines, 1):
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


def _lines(data: Path) -> list[bytes]:
    """Whole lines: a kill while writing leaves at most one unfinished last one."""
    path = heads_file(data)
    return [raw for raw in path.read_bytes().splitlines(keepends=True) if raw.endswith(b"\n")] if path.exists() else []
