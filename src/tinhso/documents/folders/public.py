"""The door of marks and folders."""

from tinhso.documents.folders.access import KEEP
from tinhso.documents.folders.actions.folder import drop_folder, save_folder
from tinhso.documents.folders.actions.mark import mark, unmark
from tinhso.documents.folders.button import button
from tinhso.documents.folders.models import Mark
from tinhso.documents.folders.queries import FolderView, MarkView, folders, mark_of, marks_of

__all__ = [
    "KEEP",
    "FolderView",
    "Mark",
    "MarkView",
    "button",
    "drop_folder",
    "folders",
    "mark",
    "mark_of",
    "marks_of",
    "save_folder",
    "unmark",
]
