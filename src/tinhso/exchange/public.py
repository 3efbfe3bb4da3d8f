"""The door of the exchange."""

from tinhso.exchange.actions.queue import resend
from tinhso.exchange.queries import DispatchRow, dispatches, statuses_of, undelivered

__all__ = ["DispatchRow", "dispatches", "resend", "statuses_of", "undelivered"]
