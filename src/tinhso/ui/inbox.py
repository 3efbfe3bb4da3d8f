"""Two-line rows written in Python: a template costs three times as much, and inboxes are what people look at all day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Get = Callable[[Any, str], Any]


def inbox(
    rows: Sequence[Any], get: Get, tag: Callable[..., str], deadline: Callable[[Any], str], icon: str, select: str, form: str
) -> SafeString:
    """`<ol>` of rows; `select` names a checkbox on each, belonging to the form with the id `form`."""
    unread, choose = _("Chưa đọc:"), _("Chọn: %(subject)s")
    parts = ['<ol class="rows" data-rows>']
    for row in rows:
        subject, new = escape(str(get(row, "subject"))), get(row, "unread")
        if select and not get(row, "fixed"):
            label = escape(choose % {"subject": get(row, "subject")})
            owner = f' form="{escape(form)}"' if form else ""
            pick = f'<input type="checkbox" name="{escape(select)}" value="{escape(str(get(row, "id")))}" aria-label="{label}"{owner}>'
        else:
            pick = '<span class="row-dot"></span>'
        second = [
            f'<span class="{css}">{escape(str(value))}</span>' if css else f"<span>{escape(str(value))}</span>"
            for css, value in (("row-number", get(row, "number")), ("", get(row, "issuer")), ("num", get(row, "date")))
            if value
        ]
        second += [f"<span>{escape(str(word))}</span>" for word in get(row, "more") or ()]
        if count := get(row, "files"):
            files = ngettext("tệp", "tệp", count)
            second.append(f'<span>{icon}{escape(str(count))}<span class="visually-hidden"> {files}</span></span>')
        told = f'<span class="visually-hidden">{unread} </span>' if new else ""
        urgency = get(row, "urgency")
        parts.append(
            f'<li class="row{" unread" if new else ""}" data-row="{escape(str(get(row, "id")))}">\n<div class="row-pick">{pick}</div>\n'
            f'<div><a class="row-subject" href="{escape(str(get(row, "url")))}">{told}{subject}</a>\n<div class="row-second">{"".join(second)}</div></div>\n'
            f'<div class="row-end">{tag(urgency, True) if urgency else ""}{deadline(get(row, "deadline"))}{tag(get(row, "tag"))}</div></li>'
        )
    parts.append("</ol>")
    return mark_safe("".join(parts))  # noqa: S308  (every value above is escaped or comes from a tag that escapes)
