"""The door of notifications: declare a kind, tell, read, acknowledge, switch."""

from tinhso.core.notifications.actions.reading import acknowledge, mark_read, set_rule, switch
from tinhso.core.notifications.actions.tell import notify
from tinhso.core.notifications.mail import send_test_mail
from tinhso.core.notifications.queries import NoticeRow, history, unread, unread_count
from tinhso.core.notifications.rules import Channel, Kind, Line, When, declare, kinds, morning_section

__all__ = [
    "Channel", "Kind", "Line", "NoticeRow", "When", "acknowledge", "declare", "history", "kinds", "mark_read", "morning_section", "notify",
    "send_test_mail", "set_rule", "switch", "unread", "unread_count",
]  # fmt: skip
