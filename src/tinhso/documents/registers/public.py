"""The door of the old registers: which years have one, its lines, and what search found of them."""

from tinhso.documents.registers.access import IMPORT
from tinhso.documents.registers.actions.import_register import import_register
from tinhso.documents.registers.actions.withdraw import withdraw
from tinhso.documents.registers.queries import found as found_old
from tinhso.documents.registers.queries import years as old_years
from tinhso.documents.registers.rules import Asked, Kind
from tinhso.documents.registers.shown import ROOT, SEARCHED, old_action, with_old

__all__ = ["IMPORT", "ROOT", "SEARCHED", "Asked", "Kind", "found_old", "import_register", "old_action", "old_years", "with_old", "withdraw"]
