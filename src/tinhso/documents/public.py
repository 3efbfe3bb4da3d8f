"""The door of documents for the rooms above: what leaves an agency, what comes to one, and what is told of it."""

from tinhso.documents.found import Found
from tinhso.documents.incoming.public import (
    Arrival,
    Incoming,
    IncomingStatus,
    arrive_electronically,
    ask_recall,
    document_id_of,
)
from tinhso.documents.outgoing.public import (
    Delivery,
    Outgoing,
    OutgoingIssued,
    OutgoingRecallAsked,
    Sent,
    find_issued,
    record_delivery,
    send_again,
    settle_recall,
    to_send,
)
from tinhso.documents.searching import shown as shown_found
from tinhso.documents.searching import workbook as found_workbook

__all__ = [
    "Arrival", "Delivery", "Found", "Incoming", "IncomingStatus", "Outgoing", "OutgoingIssued", "OutgoingRecallAsked", "Sent", "arrive_electronically",
    "ask_recall", "document_id_of", "find_issued", "found_workbook", "record_delivery", "send_again", "settle_recall", "shown_found", "to_send",
]  # fmt: skip
