"""Reads of incoming documents, always for an actor; rows are ready to show, formatted once."""

from tinhso.documents.incoming.queries.detail import Card, Part, card
from tinhso.documents.incoming.queries.found import found
from tinhso.documents.incoming.queries.late import KINDS as LATE_KINDS
from tinhso.documents.incoming.queries.late import Late, late
from tinhso.documents.incoming.queries.lists import BOXES, Box, Filters, counts, envelopes, listed
from tinhso.documents.incoming.queries.pending import next_pending, pending, pending_count
from tinhso.documents.incoming.queries.registers import REGISTER, TRACKING, next_arrival_number, register, tracking
from tinhso.documents.incoming.queries.verbs import allowed

__all__ = [
    "BOXES", "LATE_KINDS", "REGISTER", "TRACKING", "Box", "Card", "Filters", "Late", "Part", "allowed", "card", "counts", "envelopes", "found", "late", "listed",
    "next_arrival_number", "next_pending", "pending", "pending_count", "register", "tracking",
]  # fmt: skip
