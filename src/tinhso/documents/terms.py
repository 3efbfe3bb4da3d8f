"""A deadline as it is typed: a day, or a number of working days."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from tinhso.core.calendar import public as calendar
from tinhso.kit import clock
from tinhso.ui.forms import DateField

_PLUS = re.compile(r"\+\s*(\d{1,3})(?:\s*(?:ngày|d))?", re.IGNORECASE)
DUE_HELP = _("Ngày/tháng, ví dụ 5/1; hoặc +5 là năm ngày làm việc.")


class TermField(DateField):
    """A deadline: a day, or `+5` for five working days counted from the next one (Bộ luật Dân sự 2015 Điều 147.2).

    `agency`, whose working days are counted, is told by the form.
    """

    default_error_messages = {"invalid": _("Thời hạn chưa đúng. Gõ ngày/tháng, ví dụ 5/1, hoặc số ngày làm việc, ví dụ +5.")}
    agency: int = 0

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str) and (plus := _PLUS.fullmatch(value.strip())):
            return calendar.of(self.agency).deadline(clock.today(), int(plus[1]))
        return super().to_python(value)
