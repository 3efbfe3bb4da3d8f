"""The rules: which words of a scan are its issuer, number, date, place, type, subject, signer and urgency.

**Confidence** is computed, never set. Each piece of evidence for a value (its pattern; its place on the page; another field that agrees
with it) has a weight from 0 to 1: the share of the remaining doubt that it takes away. Their doubts multiply,

    confidence = 100 x (1 - (1 - w1)(1 - w2)…) x sure,

and `sure` is how well the words themselves were read (1 for a text layer; of a recognised image the
machine's own figure for the worst word: one wrong letter makes a wrong value).
Evidence against a value halves it. At most 99: a person has the last word. The weights are those at which, over the scans of
`benchmarks/proposals.py`, a value said with 80 or more was right at least that often.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tinhso.documents.incoming.proposals import closing, heading, title
from tinhso.documents.incoming.proposals.evidence import Found
from tinhso.documents.incoming.proposals.lines import rows
from tinhso.documents.incoming.proposals.sheet import Sheet
from tinhso.documents.incoming.proposals.values import Page, Proposal
from tinhso.documents.incoming.rules.identity import type_of
from tinhso.documents.types import BY_CODE, PETITION

LEAST = 35
"""What is less sure than this is not proposed."""


def propose(pages: Sequence[Page], today: date) -> list[Proposal]:
    """At most one proposal a field: issuer, notation, document_date, place, type_code, subject, signer_name, signer_title, urgency.
    A date after `today` is none."""
    if not pages or not pages[0].words:
        return []
    sheet = Sheet(rows(pages[0]), pages[0].width, pages[0].height)
    named = title.named(sheet)
    sheet.end_head(named)
    number = heading.notation(sheet)
    number = number if number and number.confidence >= LEAST else None
    found: list[Found | None] = [number, heading.urgency(sheet), *heading.day_and_place(sheet, today)]
    issuer = heading.issuer(sheet, number)
    subject = title.subject(sheet, named)
    kind = title.kind(named, number, subject)
    if kind is not None and kind.value == PETITION.code:
        issuer = heading.citizen(sheet) or issuer
    found += [issuer, kind, subject, *closing.signer(pages)]
    if number and issuer:
        _agree(number, issuer)
    if number and kind and type_of(number.value) == kind.value and kind.value in BY_CODE:
        number.more(0.4)
    return [f.proposal() for f in found if f is not None and f.confidence >= LEAST]


def _agree(number: Found, issuer: Found) -> None:
    """The organ's initials stand in its symbol: SNV for Sở Nội vụ (Phụ lục I.II.3.b)."""
    if heading.abbreviated(issuer.value, number.value):
        number.more(0.5)
        issuer.more(0.6)
