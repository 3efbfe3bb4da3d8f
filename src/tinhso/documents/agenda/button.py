"""The button of an invitation's own page: into the leaders' week, or where in it the meeting stands."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from tinhso.core.access.public import Actor
from tinhso.documents.agenda.access import KEEP
from tinhso.documents.agenda.queries import ROOT, address, of_document
from tinhso.documents.agenda.rules import monday_of
from tinhso.ui.rows import Action


def button(actor: Actor, document: UUID) -> list[Action]:
    """One action, or none for who does not keep the week. One query."""
    if not KEEP.held_by(actor):
        return []
    there = of_document(actor, document)
    if there is not None:
        return [Action(_("Xem trong lịch tuần"), address(monday_of(there.day)), kind="quiet", icon="calendar")]
    return [Action(_("Đưa vào lịch tuần"), f"{ROOT}them/?tu={document}", icon="calendar")]
