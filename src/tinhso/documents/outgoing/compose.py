"""From a drafter's words to the content that is laid out: the agency's names, the symbol, the signer's authority."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tinhso.core.organisations.public import Directory, directory
from tinhso.core.people.public import post as post_of
from tinhso.core.people.public import signing_authority
from tinhso.documents.layout.public import Content, Signer
from tinhso.documents.outgoing.body import parts
from tinhso.documents.outgoing.values import RecipientValue, Text
from tinhso.documents.types import BY_CODE, Addressed, symbol
from tinhso.kit.text import squeeze


def symbol_of(type_code: str, agency: int, unit: int, on: date, tree: Directory | None = None) -> str:
    """What follows the number: `/QĐ-STTTT`, `/STTTT-CNTT`."""
    tree = tree or directory(on)
    kind = BY_CODE[type_code]
    drafting = "" if unit == agency else tree.get(unit).abbreviation
    return symbol(kind, tree.get(agency).abbreviation, drafting, on.year if kind.year_in_symbol else None)


def compose(
    *, type_code: str, subject: str, agency: int, unit: int, signer: int, field: str, urgency: str, text: Text,
    recipients: Sequence[RecipientValue], on: date,
) -> Content:  # fmt: skip
    """The content as it will stand on `on`. Raises Refusal: a missing element, a signer without authority (Điều 13)."""
    tree = directory(on)
    organ, drafting = tree.get(agency), tree.get(unit)
    kind = BY_CODE[type_code]
    authority = signing_authority(signer=signer, agency=agency, on=on, doc_type=kind.abbreviation, field=field)
    addressed = [r.name for r in recipients if r.addressed]
    others = [r.name for r in recipients if not r.addressed and r.purpose != "keep"]
    body, annexes = parts(text.body)
    # Whoever chairs a meeting signs its minutes as such (sample 1.9).
    lines = ("CHỦ TỌA",) if kind.sample == "1.9" else tuple(authority.lines)
    if addressed and kind.addressed is not Addressed.NEVER:
        others = ["Như trên", *others]
    else:
        others = [*addressed, *others]
        addressed = []
    return Content(
        type=type_code, symbol=symbol_of(type_code, agency, unit, on, tree), year=on.year, agency=organ.name, superior=organ.superior_line,
        place=organ.place, subject=squeeze(subject) if kind.subject else "", signer=Signer(authority=lines, name=post_of(signer).name),
        body=body, annexes=annexes, co_signer=_co_signer(kind.sample, text), confirmation=text.confirmation, bases=tuple(b for b in (squeeze(b) for b in text.bases) if b), addressees=tuple(addressed),
        recipients=tuple(others), archive=tuple(a for a in ("VT", drafting.abbreviation if unit != agency else "") if a),
        urgency=urgency, circulation=text.circulation, drafter=text.drafter_mark, heading=text.heading,  # type: ignore[arg-type]  # checked by layout
        issuer=_issuer(kind.sample, authority.lines, organ.name, organ.collective_name if organ.collective else "", organ.head_title),
        address=tuple(v for v in (organ.contact.get(k, "") for k in ("address", "phone", "email")) if v) if text.with_address else (),
    )  # fmt: skip


def _co_signer(sample: str, text: Text) -> Signer | None:
    """The secretary of minutes (sample 1.9), or the other party of a contract or agreement; their names are printed."""
    if not squeeze(text.co_signer):
        return None
    posts = tuple(line for line in (squeeze(x).upper() for x in text.co_signer_post.splitlines()) if line)
    return Signer(authority=posts or (("THƯ KÝ",) if sample == "1.9" else ("ĐẠI DIỆN",)), name=squeeze(text.co_signer))


def _issuer(sample: str, authority: Sequence[str], organ: str, collective: str, head_title: str) -> str:
    """The line of authority of a decision or resolution (sample 1.2, note 6): the head's post, or the collective's name."""
    if sample not in ("1.1", "1.2", "1.3", "1.6"):
        return ""
    if collective or not head_title:
        return collective or organ
    return f"{head_title} {organ}".upper()
