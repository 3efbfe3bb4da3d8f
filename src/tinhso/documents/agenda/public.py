"""The door of the leaders' week."""

from tinhso.documents.agenda.access import KEEP, READ
from tinhso.documents.agenda.actions.meeting import cancel, enter, restore
from tinhso.documents.agenda.actions.publish import publish
from tinhso.documents.agenda.button import button
from tinhso.documents.agenda.models import Meeting
from tinhso.documents.agenda.queries import WeekView, leaders, meeting, named, week
from tinhso.documents.agenda.rules import MeetingValues, monday_of

__all__ = [
    "KEEP", "READ", "Meeting", "MeetingValues", "WeekView", "button", "cancel", "enter", "leaders", "meeting", "monday_of", "named", "publish",
    "restore", "week",
]  # fmt: skip
