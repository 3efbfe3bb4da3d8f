"""Khóa sổ năm: the registers of what goes out are closed, and the ledger keeps how much was left that day."""

from __future__ import annotations

from django.db import transaction

from tinhso.core.access.public import Actor, record
from tinhso.documents.incoming.queries.closing import counted, left
from tinhso.documents.incoming.queries.year import CLOSED, subject_of
from tinhso.documents.numbering import public as numbering


@transaction.atomic
def close_year(actor: Actor, year: int) -> int:
    """Returns how many series were closed. Raises as `numbering.close_series`.

    What is left does not forbid it: what has its number goes on its way, what has none takes one of the new year.
    """
    closed = numbering.close_series(actor, year)
    record(actor, CLOSED, subject_of(actor, year), **counted(left(actor)))
    return closed
