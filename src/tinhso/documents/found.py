"""A document as search shows it, whichever way it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tinhso.ui.rows import Tag


@dataclass(frozen=True, slots=True)
class Found:
    """`number` is number and symbol, `arrival` the number it got here; `issuer` whose document it is: an organ, or the unit that wrote it."""

    url: str
    subject: str
    number: str
    date: date | None
    type: str
    issuer: str
    signer: str
    recipients: str
    tag: Tag
    urgency: Tag | None
    arrival: str = ""
