"""Dates, numbers and deadlines as people read them; always in the active language, always in Vietnam's zone.

Dates are dd/MM/yyyy in both languages. Vietnamese writes 2.055 and 98,64 %, English 2,055 and 98.64 %.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tinhso.kit import clock
from tinhso.ui.rows import Deadline, Tone
from tinhso.ui.words import english

NO_BREAK = "\u00a0"
Number = int | float | Decimal


def date(value: dt.date | None) -> str:
    """05/01/2020; empty for None. An instant is shown in Vietnam's zone."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        value = _local(value)
    return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"


def time(value: dt.datetime | dt.time | None, seconds: bool = False) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        value = _local(value)
    return value.strftime("%H:%M:%S" if seconds else "%H:%M")


def moment(value: dt.datetime | None, seconds: bool = False) -> str:
    """05/01/2020 14:30"""
    return f"{date(value)} {time(value, seconds)}" if value else ""


def short(value: dt.date | dt.datetime | None) -> str:
    """For lists: 14:30 of today, 05/01 of this year, else the whole date."""
    if value is None:
        return ""
    day = _day(value)
    today = clock.today()
    if isinstance(value, dt.datetime) and day == today:
        return time(value)
    return f"{day.day:02d}/{day.month:02d}" if day.year == today.year else date(day)


def ago(value: dt.datetime) -> str:
    """5 phút trước, 3 giờ trước, hôm qua 14:30, else the moment."""
    seconds = (clock.now() - value).total_seconds()
    days = (clock.today() - _day(value)).days
    if 0 <= seconds < 60:
        return _("vừa xong")
    if 0 <= seconds < 3600:
        n = int(seconds // 60)
        return ngettext("%(n)s phút trước", "%(n)s phút trước", n) % {"n": n}
    if days == 0 and seconds > 0:
        n = int(seconds // 3600)
        return ngettext("%(n)s giờ trước", "%(n)s giờ trước", n) % {"n": n}
    if days == 1:
        return _("hôm qua %(time)s") % {"time": time(value)}
    return moment(value)


def number(value: Number | None, places: int = 0) -> str:
    """2.055 or 2,055; empty for None. `places` digits after the mark, halves rounded up."""
    if value is None:
        return ""
    text = f"{_round(value, places):,.{places}f}"
    if english():
        return text
    return text.translate(str.maketrans(",.", ".,"))


def percent(part: Number, whole: Number, places: int = 2) -> str:
    """98,64 %; a zero denominator is "no data", never 0 or 100."""
    if not whole:
        return _("không có dữ liệu")
    return f"{number(Decimal(str(part)) * 100 / Decimal(str(whole)), places)}{NO_BREAK}%"


def file_size(size: int) -> str:
    for unit, step in (("GB", 1 << 30), ("MB", 1 << 20), ("kB", 1 << 10)):
        if size >= step:
            whole = size % step == 0 or size >= 100 * step
            return f"{number(size / step, 0 if whole else 1)}{NO_BREAK}{unit}"
    return f"{number(size)}{NO_BREAK}B"


def deadline(
    due: dt.date | dt.datetime | None,
    *,
    done: dt.date | dt.datetime | None = None,
    days: int | None = None,
    soon: int = 2,
) -> Deadline:
    """A term in words and colour: "còn 2 ngày", "hôm nay", "quá hạn 3 ngày", "xong đúng hạn".

    `days` is the signed count of days left where the working calendar made it; without it, days of the calendar.
    `soon`: from so many days left on, the colour warns. No term is empty text.
    """
    if due is None:
        return Deadline("")
    exact = _("Hạn %(when)s") % {"when": moment(due) if isinstance(due, dt.datetime) else date(due)}
    iso = due.isoformat()
    if done is not None:
        late = _late(due, done)
        return Deadline(_("xong trễ hạn") if late else _("xong đúng hạn"), "plain" if late else "ok", exact, iso)
    left = days if days is not None else (_day(due) - clock.today()).days
    if isinstance(due, dt.datetime) and left <= 0 and due < clock.now() and _day(due) == clock.today():
        n = max(1, int((clock.now() - due).total_seconds() // 3600))
        return Deadline(ngettext("quá hạn %(n)s giờ", "quá hạn %(n)s giờ", n) % {"n": n}, "bad", exact, iso)
    if left < 0:
        return Deadline(ngettext("quá hạn %(n)s ngày", "quá hạn %(n)s ngày", -left) % {"n": -left}, "bad", exact, iso)
    if left == 0:
        text = _("hôm nay %(time)s") % {"time": time(due)} if isinstance(due, dt.datetime) else _("hạn hôm nay")
        return Deadline(text, "warn", exact, iso)
    tone: Tone = "warn" if left <= soon else "plain"
    return Deadline(ngettext("còn %(n)s ngày", "còn %(n)s ngày", left) % {"n": left}, tone, exact, iso)


def _late(due: dt.date, done: dt.date) -> bool:
    if isinstance(due, dt.datetime) and isinstance(done, dt.datetime):
        return done > due
    return _day(done) > _day(due)


def _day(value: dt.date) -> dt.date:
    return _local(value).date() if isinstance(value, dt.datetime) else value


def _local(value: dt.datetime) -> dt.datetime:
    if value.tzinfo is None:
        raise ValueError("an instant without a zone cannot be shown")
    return value.astimezone(clock.VIETNAM)


def _round(value: Number, places: int) -> Decimal:
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
