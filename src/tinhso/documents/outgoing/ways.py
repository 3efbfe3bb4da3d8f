"""How a place gets the document: one rule for who is told before, who issues and who prints (ND30 Điều 18)."""

from __future__ import annotations

from enum import Enum

from tinhso.core.organisations.public import directory
from tinhso.documents.outgoing.models import Outgoing, Recipient


class Way(Enum):
    INSIDE = "inside"
    PAPER = "paper"
    ELECTRONIC = "electronic"


def way(document: Outgoing, row: Recipient) -> Way:
    """A unit of the agency itself reads the document here, and nothing is sent; a secret goes on paper whoever gets it."""
    if row.unit_id is not None and directory().get(row.unit_id).agency == document.agency_id:
        return Way.INSIDE
    whole = bool(document.secrecy) or document.source == Outgoing.Source.PAPER
    return Way.PAPER if whole or row.channel == Recipient.Channel.PAPER else Way.ELECTRONIC
