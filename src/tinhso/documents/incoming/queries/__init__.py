"""Reads of incoming documents, always for an actor; rows are ready to show, formatted once."""

from tinhso.documents.incoming.queries.chasing import COLUMNS as LATE_COLUMNS
from tinhso.documents.incoming.queries.chasing import TERMS as CHASE_TERMS
from tinhso.documents.incoming.queries.chasing import Section, ToChase, late_by_unit, to_chase
from tinhso.documents.incoming.queries.detail import Card, Part, card
from tinhso.documents.incoming.queries.found import found
from tinhso.documents.incoming.queries.late import KINDS as LATE_KINDS
from tinhso.documents.incoming.queries.late import Late, late
from tinhso.documents.incoming.queries.lists import BOXES, Box, Filters, counts, envelopes, listed, of_ids
from tinhso.documents.incoming.queries.pending import next_pending, pending, pending_count
from tinhso.documents.incoming.queries.registers import REGISTER, TRACKING, next_arrival_number, register, tracking
from tinhso.documents.incoming.queries.verbs import allowed

__all__ = [
    "BOXES", "CHASE_TERMS", "LATE_COLUMNS", "LATE_KINDS", "REGISTER", "TRACKING", "Box", "Card", "Filters", "Late", "Part", "Section",
    "ToChase", "allowed", "card", "counts", "envelopes", "found", "late", "late_by_unit", "listed", "next_arrival_number", "next_pending",
    "of_ids", "pending", "pending_count", "register", "to_chase", "tracking",
]  # fmt: skip
