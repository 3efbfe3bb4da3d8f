"""Reads of outgoing documents, always for an actor; rows are ready to show, formatted once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import StringAgg
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinhso.core.access.public import VISIBLE, Actor, reach
from tinhso.core.organisations.public import Directory, directory
from tinhso.core.people.public import roster
from tinhso.core.search.public import narrowed
from tinhso.documents.found import Found
from tinhso.documents.marks import Urgency
from tinhso.documents.outgoing.models import Outgoing, Recipient
from tinhso.documents.outgoing.rules.delivery import Delivery
from tinhso.documents.outgoing.rules.states import EDITABLE, REVIEWS, State
from tinhso.documents.paged import keyset as keyset
from tinhso.documents.paged import walked as walked
from tinhso.documents.types import BY_CODE
from tinhso.kit.paging import Page
from tinhso.ui import format as fmt
from tinhso.ui.rows import Row, Tag, Tone
from tinhso.ui.words import said

LIMIT = 50
_S = State

TONES: dict[State, Tone] = {
    _S.DRAFTING: "plain", _S.RETURNED: "bad", _S.UNIT_REVIEW: "accent", _S.CONSULTING: "accent", _S.FORM_CHECK: "accent",
    _S.LEADER_REVIEW: "accent", _S.FOR_SIGNATURE: "warn", _S.SIGNED: "warn", _S.NUMBERED: "warn", _S.SEALED: "warn", _S.ISSUED: "ok",
    _S.RECALLING: "warn", _S.RECALLED: "plain", _S.WITHDRAWN: "plain", _S.VOID: "plain",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A list of documents waiting for the same thing."""

    code: str
    label: Any
    mine: bool = False
    counted: bool = True


BOXES: tuple[Box, ...] = (
    Box("drafts", gettext_lazy("Đang soạn"), mine=True),
    Box("under_way", gettext_lazy("Đang trình")),
    Box("to_number", gettext_lazy("Chờ cấp số")),
    Box("to_seal", gettext_lazy("Đã cấp số, chưa ký số")),
    Box("to_issue", gettext_lazy("Chờ phát hành")),
    Box("issued", gettext_lazy("Đã phát hành"), counted=False),
    Box("ended", gettext_lazy("Đã rút, hủy, thu hồi"), counted=False),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a list; each is an address parameter."""

    type_code: str = ""
    unit: int | None = None
    words: str = ""
    since: date | None = None
    until: date | None = None

    def apply(self, rows: Any) -> Any:
        if self.type_code:
            rows = rows.filter(type_code=self.type_code)
        if self.unit:
            rows = rows.filter(unit_id=self.unit)
        if self.since:
            rows = rows.filter(state_at__date__gte=self.since)
        if self.until:
            rows = rows.filter(state_at__date__lte=self.until)
        return narrowed(rows, self.words, "subject", "notation")


_COUNTS = f"""
SELECT box, count(*) FROM outgoing_outgoing
WHERE {VISIBLE} AND box = ANY (%(boxes)s) AND (box <> ALL (%(mine)s) OR drafter_id = %(post)s) GROUP BY box
"""  # noqa: S608  (our own words; values are parameters)


def counts(actor: Actor) -> dict[str, int]:
    """How many stand in each box that waits for somebody, in one query; boxes that grow for ever are not counted."""
    counted = {b.code: 0 for b in BOXES if b.counted}
    asked = {**reach(actor), "boxes": list(counted), "mine": [b.code for b in BOXES if b.mine], "post": actor.post}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, asked)
        return counted | dict(cursor.fetchall())


def listed(actor: Actor, box_code: str, filters: Filters, *, older: str = "", newer: str = "", limit: int = LIMIT) -> Page[Row]:
    """A page of a box, newest change first. Raises KeyError for an unknown box, Refusal for a malformed cursor."""
    box = next(b for b in BOXES if b.code == box_code)
    rows = filters.apply(Outgoing.objects.visible_to(actor).filter(box=box.code))
    if box.mine:
        rows = rows.filter(drafter_id=actor.post)
    return shown_rows(actor, rows, ("state_at", "id"), older, newer, limit)


def of_ids(actor: Actor, documents: Collection[UUID]) -> dict[UUID, Row]:
    """Those of the given documents that the actor may see, as two-line rows."""
    rows = Outgoing.objects.visible_to(actor).filter(pk__in=documents)
    return {UUID(str(row.id)): row for row in shown_rows(actor, rows, ("state_at", "id"), "", "", max(1, len(documents))).rows}


def shown_rows(actor: Actor, rows: Any, keys: tuple[str, ...], older: str, newer: str, limit: int = LIMIT) -> Page[Row]:
    """A page of documents the actor was found to see, as two-line rows; the greatest first by `keys`."""
    fields = ("id", "subject", "notation", "type_code", "unit_id", "state", "state_at", "due", "urgency", "drafter_id", "source")
    page = keyset(rows.values(*dict.fromkeys((*fields, *keys))), keys, older, newer, limit)
    return Page(presented(actor, page.rows), page.newer, page.older)


def presented(actor: Actor, rows: list[dict[str, Any]]) -> list[Row]:
    """As two-line rows; one query for all."""
    tree, people, back = directory(), roster(), _sent_back(actor, [r["id"] for r in rows])
    return [_row(r, tree, people.post(r["drafter_id"]).name, r["id"] in back) for r in rows]


_SENT_BACK = "SELECT document_id FROM outgoing_recipient WHERE agency_id = ANY (%s) AND document_id = ANY (%s) AND delivery = %s"


def _sent_back(actor: Actor, documents: list[UUID]) -> set[UUID]:
    """Those of the documents shown that a recipient has returned."""
    with connection.cursor() as cursor:
        cursor.execute(_SENT_BACK, [list(actor.agencies), documents, Delivery.REFUSED.value])
        return {row[0] for row in cursor.fetchall()}


def urgency_tag(urgency: str) -> Tag | None:
    return Tag(said(Urgency(urgency)), "bad") if urgency else None


def state_tag(state: str, source: str = "") -> Tag:
    """A paper document is stamped by hand: with its number it only has to go out."""
    found = State(state)
    if found is State.NUMBERED and source == Outgoing.Source.PAPER:
        return Tag(_("Đã cấp số, chờ phát hành"), "warn")
    return Tag(said(found), TONES[found])


def _row(row: dict[str, Any], tree: Directory, drafter: str, sent_back: bool) -> Row:
    open_still = State(row["state"]) in (*EDITABLE, *REVIEWS)
    return Row(
        id=str(row["id"]), url=f"/van-ban-di/{row['id']}/", subject=row["subject"], number=row["notation"] or said(BY_CODE[row["type_code"]]),
        issuer=tree.get(row["unit_id"]).shown, date=fmt.short(row["state_at"]), more=(drafter,),
        tag=Tag(_("Có nơi trả lại"), "bad") if sent_back else state_tag(row["state"], row["source"]),
        deadline=fmt.deadline(row["due"]) if row["due"] and open_still else None, urgency=urgency_tag(row["urgency"]),
    )  # fmt: skip


_FOUND = ("id", "subject", "notation", "issue_date", "type_code", "unit_id", "signer_id", "state", "source", "urgency")


def found(actor: Actor, idents: Sequence[UUID]) -> dict[UUID, Found]:
    """Those of them the actor sees, by id; two queries."""
    tree, people = directory(), roster()
    rows = list(Outgoing.objects.visible_to(actor).filter(pk__in=idents).values(*_FOUND))
    parts = Recipient.objects.within(actor).filter(document__in=idents).values("document")
    to = dict(parts.annotate(all=StringAgg("name", "; ", order_by="ordinal")).values_list("document", "all"))
    return {
        r["id"]: Found(
            f"/van-ban-di/{r['id']}/", r["subject"], r["notation"], r["issue_date"], said(BY_CODE[r["type_code"]]), tree.get(r["unit_id"]).shown,
            people.post(r["signer_id"]).name if r["signer_id"] else "", to.get(r["id"], ""), state_tag(r["state"], r["source"]),
            urgency_tag(r["urgency"]),
        )
        for r in rows
    }  # fmt: skip


def find(actor: Actor, document: UUID) -> Outgoing | None:
    """One document with what its page shows."""
    return Outgoing.objects.visible_to(actor).select_related("file").filter(pk=document).first()
