"""The sequencer: numbers and chains committed rows; one at a time, holding nobody up."""

from __future__ import annotations

import base64
import fcntl
import json
import os
from pathlib import Path
from typing import Any, BinaryIO

from django.db import connection, transaction

from tinhso.core.ledger.heads import heads_file, signing_key
from tinhso.core.ledger.models import Entry, Link, Unchained
from tinhso.core.ledger.rules import GENESIS, Row, chained
from tinhso.core.ledger.waiting import OLDEST_FIRST
from tinhso.kit import clock

_LOCK = 0x7468_6C65  # advisory lock: one sequencer at a time
ORIGIN = "tinhso/ledger"


def row_of(entry: Entry) -> Row:
    return Row(
        entry.id, entry.agency_id, entry.person_id, entry.post_id, entry.actor, entry.action, entry.subject, entry.detail,
        entry.at, entry.really_at,
    )  # fmt: skip


def seal(data: Path, batch: int = 5_000, *, again: bool = False) -> int:
    """Chain all that waits and sign the end outside (`again`: also where it was signed already); returns how many rows waited.

    As admin, in no transaction.
    """
    done = more = sequence(batch)
    while more == batch:
        more = sequence(batch)
        done += more
    write_head(data, again=again)
    return done


def sequence(batch: int = 5_000) -> int:
    """Chain every committed row not yet chained, oldest first; returns how many. The caller's scope must see all agencies.

    A row whose transaction commits later than a younger one is chained later: the chain is the order of discovery, and nothing
    that was chained can move.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        last = Link.objects.order_by("-seq").first()
        seq, digest = (last.seq, bytes(last.hash)) if last else (0, GENESIS)
        waiting = Entry.objects.raw(OLDEST_FIRST, [batch])
        links = []
        for entry in waiting:
            seq += 1
            digest = chained(digest, seq, row_of(entry))
            links.append(Link(seq=seq, entry_id=entry.id, hash=digest))
        Link.objects.bulk_create(links)
        Unchained.objects.filter(pk__in=[link.entry_id for link in links]).delete()
    return len(links)


def write_head(data: Path, *, again: bool = False) -> int:
    """Append the signed end of the chain to DATA/ledger-heads/heads.jsonl; returns its sequence number (0: nothing chained yet).

    An end that is already the last line is written `again` by a backup alone: the line says that nothing had been added by then.
    Raises Refusal `ledger.key_missing` when older heads lost their key.
    """
    last = Link.objects.order_by("-seq").first()
    if last is None:
        return 0
    end = {"origin": ORIGIN, "seq": last.seq, "hash": bytes(last.hash).hex()}
    heads_file(data).parent.mkdir(exist_ok=True)
    with heads_file(data).open("a+b") as out:
        fcntl.flock(out, fcntl.LOCK_EX)  # the worker and a backup may come at once
        before = _last_line(out)
        if again or {key: before.get(key) for key in end} != end:
            body = {**end, "at": clock.real().isoformat()}
            signed = json.dumps(body, sort_keys=True).encode()
            line = {**body, "signature": base64.b64encode(signing_key(data, begun=bool(before)).sign(signed)).decode()}
            out.write(json.dumps(line, sort_keys=True).encode() + b"\n")
            out.flush()
            os.fsync(out.fileno())
    return last.seq


def _last_line(out: BinaryIO) -> dict[str, Any]:
    """The last whole line, {} for none or an unreadable one; what a kill left unfinished behind it is cut off."""
    size = out.seek(0, os.SEEK_END)
    start = out.seek(max(0, size - 4096))
    tail = out.read()
    whole = tail[: tail.rfind(b"\n") + 1]
    out.truncate(start + len(whole))
    try:
        found = json.loads(whole.splitlines()[-1])
    except (IndexError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
