"""What an act would come to, for comparing the buttons that a card offers with what its actions refuse."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from tinhso.core.ledger.models import Entry
from tinhso.kit.errors import Refusal

DONE = "done"


def tried(subject: str, act: Callable[[], object]) -> str:
    """How it ended, undone again: the refusal's code, `DONE`, or that it left no evidence on `subject`, as a second beginning."""
    evidence = Entry.objects.filter(subject=subject)
    try:
        with transaction.atomic():
            before = evidence.count()
            act()
            outcome = DONE if evidence.count() > before else "nothing to do"
            transaction.set_rollback(True)
    except Refusal as refusal:
        outcome = refusal.code
    return outcome
