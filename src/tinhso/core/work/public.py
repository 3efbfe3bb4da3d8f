"""The door of work: tasks opened, ended, passed on and listed."""

from tinhso.core.work.actions.extension import decide_extension, request_extension
from tinhso.core.work.actions.passing import hand_over, reassign, sub_assign
from tinhso.core.work.actions.tasks import cancel_tasks, close_tasks, mark_seen, open_task, reschedule
from tinhso.core.work.load import Load, Term, load, load_of
from tinhso.core.work.models import Task, headed
from tinhso.core.work.queries import Box, Counts, Row, counts, given, held, inbox, passed_on, tasks_of

__all__ = [
    "Box", "Counts", "Load", "Row", "Task", "Term", "cancel_tasks", "close_tasks", "counts", "decide_extension", "given", "hand_over",
    "headed", "held", "inbox", "load", "load_of", "mark_seen", "open_task", "passed_on", "reassign", "request_extension", "reschedule",
    "sub_assign", "tasks_of",
]  # fmt: skip
