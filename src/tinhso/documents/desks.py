"""Who acted on whose desk, in words for the history of a document."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from tinhso.core.people.public import roster


def standing_in(shown: str, post: int | None, desks: Iterable[str], at: datetime) -> str:
    """`shown` and, where he looked after a lent inbox at that instant, for whom he acted: the delegation on each act."""
    lender = roster().stood_in(post, desks, at) if post is not None else None
    if lender is None:
        return shown
    return _("%(who)s (xử lý thay %(lender)s, %(title)s)") % {"who": shown, "lender": lender.name, "title": lender.title}
