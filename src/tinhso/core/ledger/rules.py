"""What a ledger row's hash covers, and how a chain is judged. No database here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

GENESIS = bytes(32)


@dataclass(frozen=True, slots=True)
class Row:
    """The content of one entry, in the order that is hashed."""

    id: int
    agency_id: int
    person_id: int | None
    post_id: int | None
    actor: str
    action: str
    subject: str
    detail: dict[str, Any]
    at: datetime
    really_at: datetime


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain at an instant, kept outside the database."""

    seq: int
    hash: bytes


def canonical(row: Row) -> bytes:
    """One spelling of a row: JSON with sorted keys, instants in UTC with microseconds."""
    fields = {
        "id": row.id, "agency": row.agency_id, "person": row.person_id, "post": row.post_id, "actor": row.actor,
        "action": row.action, "subject": row.subject, "detail": row.detail,
        "at": row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "really_at": row.really_at.astimezone(UTC).isoformat(timespec="microseconds"),
    }  # fmt: skip
    return json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def chained(previous: bytes, seq: int, row: Row) -> bytes:
    """SHA-256 over the previous hash, the sequence number and the row."""
    return hashlib.sha256(previous + seq.to_bytes(8, "big") + canonical(row)).digest()


@dataclass(frozen=True, slots=True)
class Fault:
    seq: int
    vi: str
    en: str


def judge(links: Iterable[tuple[int, bytes, Row | None]], heads: Iterable[Head]) -> Iterable[Fault]:
    """Faults of a chain: gaps, altered, removed or reordered rows, and a tail cut since a head was written outside."""
    previous, last = GENESIS, 0
    # All of them: a chain computed anew would soon be followed by a head of its own, which must not excuse it.
    expected: dict[int, set[bytes]] = {}
    for head in heads:
        expected.setdefault(head.seq, set()).add(head.hash)
    for seq, digest, row in links:
        if seq != last + 1:
            yield Fault(seq, f"Mất mắt xích từ {last + 1} đến {seq - 1}.", f"Links {last + 1} to {seq - 1} are missing.")
        if row is None:
            yield Fault(seq, "Dòng bằng chứng đã bị xóa.", "The evidence row was removed.")
        elif chained(previous, seq, row) != digest:
            yield Fault(seq, "Dòng bằng chứng đã bị sửa hoặc đảo thứ tự.", "The evidence row was altered or reordered.")
        if expected.get(seq, {digest}) != {digest}:
            yield Fault(seq, "Khác với đầu chuỗi đã ghi ngoài cơ sở dữ liệu.", "Differs from the head kept outside the database.")
        previous, last = digest, seq
    tail = max(expected, default=0)
    if tail > last:
        yield Fault(tail, f"Mất phần đuôi: đầu chuỗi ngoài là {tail}, trong cơ sở dữ liệu chỉ còn {last}.",
                    f"The tail was cut: the outside head is {tail}, the database ends at {last}.")  # fmt: skip
