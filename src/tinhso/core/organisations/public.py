"""The door of organisations: the directory of a day, identifiers, and the actions on the tree."""

from tinhso.core.organisations.access import MANAGE, reaches, require_reach
from tinhso.core.organisations.actions.close import close, merge, replace, split
from tinhso.core.organisations.actions.create import create_agency, create_unit, found
from tinhso.core.organisations.actions.describe import amend
from tinhso.core.organisations.actions.reach import add_code, end_channel, end_code, set_channel
from tinhso.core.organisations.directory import ChannelView, Directory, UnitView
from tinhso.core.organisations.events import UnitClosed, tell
from tinhso.core.organisations.history import Turn, history
from tinhso.core.organisations.limits import check_address, check_length
from tinhso.core.organisations.rules import Code, as_qd28, canonical, parse
from tinhso.core.organisations.snapshot import directory

__all__ = [
    "MANAGE", "ChannelView", "Code", "Directory", "Turn", "UnitClosed", "UnitView", "add_code", "amend", "as_qd28", "canonical", "check_address", "check_length", "close",
    "create_agency", "create_unit", "directory", "end_channel", "end_code", "found", "history", "merge", "parse", "reaches", "replace", "require_reach",
    "set_channel", "split", "tell",
]  # fmt: skip
