"""The number a document asks of its series: what must stand behind it, what it would be now, and how that is shown before it is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tinhso.core.access.public import Actor
from tinhso.core.calendar import public as calendar
from tinhso.documents.numbering import public as numbering
from tinhso.documents.outgoing.access import NUMBER as MAY_NUMBER
from tinhso.documents.outgoing.compose import symbol_of
from tinhso.documents.outgoing.models import Outgoing, Recipient, Version
from tinhso.documents.outgoing.rules.states import State
from tinhso.documents.outgoing.ways import Way, way
from tinhso.documents.writing import number_text
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.ui import format as fmt
from tinhso.ui.rows import Detail


def wanted(actor: Actor, documents: Sequence[Outgoing]) -> dict[UUID, numbering.Asked]:
    """By document: its type's and unit's symbol today, the year and symbol its file prints. One query."""
    rows = Version.objects.within(actor).filter(Q(document__in=[d.pk for d in documents]), number=F("document__version"))
    printed = dict(rows.values_list("document_id", "symbol"))
    today = clock.today()
    return {
        d.pk: numbering.Asked(
            d.type_code, d.secrecy, symbol_of(d.type_code, d.agency_id, d.unit_id, today), d.printed_year, printed.get(d.pk, "")
        )
        for d in documents
    }


def upcoming(actor: Actor, documents: Sequence[Outgoing]) -> list[numbering.Upcoming | Refusal]:
    """What each would be numbered now, in this order; nothing is locked or taken, whatever their number in four queries."""
    asked = wanted(actor, documents)
    return numbering.upcoming(actor, [asked[d.pk] for d in documents])


@dataclass(frozen=True, slots=True)
class Offer:
    """The number a clerk may give to one document: what is told before, or `why_not`; empty where nothing is to be numbered."""

    told: tuple[Detail, ...] = ()
    notation: str = ""
    why_not: str = ""


def offer(actor: Actor, document: Outgoing, recipients: Sequence[Recipient]) -> Offer:
    """As the document stands. Five queries where the actor may number it, else none."""
    state = State(document.state)
    if not MAY_NUMBER.held_by(actor) or not (state is State.SIGNED or (state is State.DRAFTING and document.secrecy)):
        return Offer()
    (found,) = upcoming(actor, [document])
    if isinstance(found, Refusal):
        return Offer(why_not=found.message(get_language() or "vi"))
    return Offer((*_number(document.agency_id, found), Detail(_("Nơi nhận"), where(document, recipients))), found.notation)


def dated(agency: int, day: date) -> str:
    """A number may be given on a day off; who gives it is told that it is one."""
    return fmt.date(day) if calendar.of(agency).is_working(day) else _("%(date)s (ngày nghỉ)") % {"date": fmt.date(day)}


def _number(agency: int, upcoming: numbering.Upcoming) -> tuple[Detail, ...]:
    last = (
        _("%(number)s, ngày %(date)s") % {"number": number_text(upcoming.last_number), "date": fmt.date(upcoming.last_date)}
        if upcoming.last_number
        else _("Chưa có số nào trong năm")
    )
    return (
        Detail(_("Số, ký hiệu sẽ cấp"), upcoming.notation),
        Detail(_("Ngày ban hành"), dated(agency, upcoming.day)),
        Detail(_("Sổ"), upcoming.series),
        Detail(_("Số gần nhất"), last),
    )


def where(document: Outgoing, recipients: Sequence[Recipient]) -> str:
    """How many places it goes to, by the way it goes, as `issue` will send it."""
    ways = Counter(way(document, row) for row in recipients if row.channel != Recipient.Channel.NONE)
    words = {Way.ELECTRONIC: _("%(n)s điện tử"), Way.PAPER: _("%(n)s bản giấy"), Way.INSIDE: _("%(n)s trong cơ quan")}
    return ", ".join(said % {"n": fmt.number(ways[one])} for one, said in words.items() if ways[one]) or _("Chưa có nơi nhận")


def the_law() -> str:
    """Why there is no back-dating and no keeping of numbers, and what is done instead (Điều 15)."""
    return _(
        "Số và ngày theo thứ tự ban hành (Điều 15 Nghị định 30/2020): không lùi ngày, không giữ số; văn bản ký hôm trước lấy số và ngày hôm nay."
    )
