"""What a signer has seen of a document, and what changed since: version against version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tinhso.core.access.public import Actor
from tinhso.core.files import public as files
from tinhso.core.ledger import public as ledger
from tinhso.documents.outgoing.actions.common import ROOT, subject_of
from tinhso.documents.outgoing.changes import Stated, differing
from tinhso.documents.outgoing.models import Annex, Outgoing, Version
from tinhso.documents.outgoing.rules.difference import Line
from tinhso.ui import format as fmt
from tinhso.ui.rows import Tag

MOST_CHANGES = 12
"""Shown of one document: more than that is read in the document itself."""


@dataclass(frozen=True, slots=True)
class Compared:
    """`pages` is "" where nobody counted; `against` says with which version it is compared, "" where there is none before.

    `changes`: the paragraphs that are not as they were, None where they were not looked for; `more`: how many are not shown. `added`, `dropped`: files that go along
    now and did not then, and the other way round.
    """

    tag: Tag
    pages: str = ""
    against: str = ""
    against_url: str = ""
    changes: Sequence[Line] | None = None
    more: int = 0
    added: Sequence[str] = ()
    dropped: Sequence[str] = ()


def compared(actor: Actor, documents: Sequence[Outgoing], *, in_full: bool = False) -> dict[UUID, Compared]:
    """By document. Two queries, two more and the files' words `in_full`."""
    looked = ledger.seen_at(actor.agency, actor.own_person, [subject_of(d) for d in documents])
    rows = Version.objects.within(actor).filter(document__in=[d.pk for d in documents]).order_by("number")
    found: dict[UUID, list[dict[str, Any]]] = {}
    for row in rows.values("document", "number", "file", "made_at", "pages", "content"):
        found.setdefault(row["document"], []).append(dict(row))
    pairs = {d.pk: _pair(found.get(d.pk, []), looked.get(subject_of(d), [])) for d in documents}
    if not in_full:
        return {d.pk: _told(d, *pairs[d.pk], {}) for d in documents}
    words = _words(actor, [row["file"] for base, now, _seen in pairs.values() if base and now for row in (base, now)])
    annexes = list(Annex.objects.within(actor).select_related("file").filter(document__in=pairs))
    return {
        d.pk: _with_files(_told(d, *pairs[d.pk], words), *pairs[d.pk][:2], [a for a in annexes if a.document_id == d.pk]) for d in documents
    }


def _with_files(told: Compared, base: dict[str, Any] | None, now: dict[str, Any] | None, annexes: list[Annex]) -> Compared:
    if base is None or now is None:
        return told

    def went_along(annex: Annex, version: dict[str, Any]) -> bool:
        return annex.since <= version["number"] and (annex.until is None or version["number"] <= annex.until)

    return replace(
        told,
        added=[a.file.name for a in annexes if went_along(a, now) and not went_along(a, base)],
        dropped=[a.file.name for a in annexes if went_along(a, base) and not went_along(a, now)],
    )


def _pair(versions: list[dict[str, Any]], looks: list[datetime]) -> tuple[dict[str, Any] | None, dict[str, Any] | None, str]:
    """The version he knows, the version now, and whether he has opened it: "now", "before" or "".

    Whoever never looked before is told what changed since the version before this one.
    """
    if not versions:
        return None, None, ""
    now, earlier = versions[-1], versions[:-1]
    before = max((at for at in looks if at < now["made_at"]), default=None)
    known = next((v for v in reversed(earlier) if before and v["made_at"] <= before), None)
    seen = "now" if any(at >= now["made_at"] for at in looks) else "before" if known else ""
    return known or (earlier[-1] if earlier else None), now, seen


def _words(actor: Actor, originals: list[UUID]) -> dict[UUID, str]:
    return {ident: files.bytes_of(made).decode() for ident, made in files.renditions(actor, originals, "text").items()}


def _told(
    document: Outgoing, base: dict[str, Any] | None, now: dict[str, Any] | None, seen: str, words: dict[UUID, str]
) -> Compared:  # fmt: skip
    tag = {
        "now": Tag(_("Bạn đã xem bản này"), "ok"),
        "before": Tag(_("Có bản mới từ lần bạn xem"), "warn"),
        "": Tag(_("Bạn chưa xem"), "warn"),
    }[seen]
    pages = _("%(n)s trang") % {"n": fmt.number(now["pages"])} if now and now["pages"] else ""
    if base is None or now is None:
        return Compared(tag, pages)
    made: list[Line] | None = None
    if words:
        old, new = (Stated(v["content"], words.get(v["file"], "")) for v in (base, now))
        made = [line for line in differing(old, new) if line.kind != "same"]
    return Compared(
        tag, pages, _("So với bản %(number)s (%(when)s)") % {"number": base["number"], "when": fmt.moment(base["made_at"])},
        f"{ROOT}{document.pk}/ban/{base['number']}.pdf", made and made[:MOST_CHANGES] if made is not None else None,
        max(0, len(made or ()) - MOST_CHANGES),
    )  # fmt: skip
