"""Bars of a year's months as inline SVG: no library, no script, and the same in words for who cannot see them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tinhso.core.indicators.public import Measure, Reading
from tinhso.ui import format as fmt
from tinhso.ui.format import NO_BREAK

HEIGHT, WIDTH, STEP = 40, 8, 11


def value_text(reading: Reading) -> str:
    """98,64 %, 2.055, or that there is no data: a zero denominator is never 0 %."""
    value = reading.value
    if value is None:
        return _("không có số liệu")
    if reading.measure is Measure.PERCENT:
        return f"{fmt.number(value, 2)}{NO_BREAK}%"
    return fmt.number(value, 0 if reading.measure is Measure.COUNT else 2)


def bars(months: Mapping[date, Reading], now: Collection[date], name: str) -> SafeString:
    """`now` are the months of the period asked for. A month without data is a dot on the line, one of nothing a hairline."""
    values = [r.value for r in months.values() if r.value is not None]
    percent = any(r.measure is Measure.PERCENT for r in months.values())
    top = Decimal(100) if percent else max([*values, Decimal(1)])
    words = "; ".join(f"{m.month}/{m.year}: {value_text(r)}" for m, r in months.items())
    drawn = format_html_join("", "{}", ((_bar(n, m, r, top, m in now),) for n, (m, r) in enumerate(months.items())))
    return format_html(
        '<svg class="bars" viewBox="0 0 {} {}" role="img" aria-label="{}"><line class="bars-line" x1="0" y1="{}" x2="{}" y2="{}"></line>{}</svg>',
        len(months) * STEP, HEIGHT + 2, _("%(name)s theo tháng. %(words)s") % {"name": name, "words": words}, HEIGHT + 1, len(months) * STEP,
        HEIGHT + 1, drawn,
    )  # fmt: skip


def _bar(n: int, month: date, reading: Reading, top: Decimal, now: bool) -> SafeString:
    title, css, left = f"{month.month}/{month.year}: {value_text(reading)}", "now" if now else "", n * STEP + 1
    if reading.value is None:
        return format_html('<circle class="none" cx="{}" cy="{}" r="1.2"><title>{}</title></circle>', left + WIDTH // 2, HEIGHT - 3, title)
    tall = max(round(float(reading.value / top) * HEIGHT, 1), 0.8)
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>',
        css,
        left,
        round(HEIGHT - tall, 1),
        WIDTH,
        tall,
        title,
    )
