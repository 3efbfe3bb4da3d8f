"""Form fields for people who type all day: dates as 5/1, no date box of the browser, several files at once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxLengthValidator
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from tinhso.kit import clock
from tinhso.kit.text import squeeze
from tinhso.ui import format as f

YEARS = (1900, 2199)
"""A slip of the hand beyond these, and no room for a day before or after at the calendar's own ends."""
_TYPED = re.compile(r"^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{2}|\d{4}))?$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_TIME = re.compile(r"^(\d{1,2})(?:[:hg.](\d{1,2})?)?$")


ABSENT: dict[type[forms.Field], Any] = {
    forms.Field: _("Chưa nhập."), forms.ChoiceField: _("Chưa chọn."), forms.FileField: _("Chưa chọn tệp."), forms.BooleanField: _("Chưa đánh dấu."),
}  # fmt: skip
"""What every form says of a field left empty, in place of Django's words; the error summary adds the field's name."""
for _kind, _words in ABSENT.items():
    _kind.default_error_messages = {**_kind.__dict__.get("default_error_messages", {}), "required": _words}


def absent(text: str) -> bool:
    """Whether an error is one of `ABSENT`'s sentences, in the language of the page."""
    return text in map(str, ABSENT.values())


def parse_date(text: str) -> dt.date:
    """5/1 (of this year), 05/01/2020, 5-1-20, 2020-01-05. Raises ValueError where it is none of these, no such day, or of no year we know."""
    text = text.strip()
    if m := _ISO.match(text):
        day = dt.date(int(m[1]), int(m[2]), int(m[3]))
    elif m := _TYPED.match(text):
        year = clock.today().year if m[3] is None else int(m[3])
        day = dt.date(year + 2000 if year < 100 else year, int(m[2]), int(m[1]))
    else:
        raise ValueError(text)
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise ValueError(text)
    return day


def attributes(given: Mapping[str, Any]) -> str:
    """` name="value"` of each: True the bare name, False and None left out."""
    return "".join(f" {k}" if v is True else f' {k}="{escape(str(v))}"' for k, v in given.items() if v is not None and v is not False)


class Text(forms.TextInput):
    """A text box written in Python: Django renders three templates for it, and every list has three of them."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        box = self.get_context(name, value, attrs)["widget"]
        given = {"type": box["type"], "name": box["name"], "value": box["value"], **box["attrs"]}
        return mark_safe(f"<input{attributes(given)}>")  # noqa: S308  (attributes() escapes)


class Select(forms.Select):
    """A choice box written in Python: Django renders one template for every option, and lists of types and units are long."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        chosen = {str(v) for v in self.format_value(value)}
        given = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        if self.use_required_attribute(value) and self.is_required:
            given["required"] = True
        options = [
            f'<option value="{escape(str(key))}"{" selected" if str(key) in chosen else ""}>{escape(str(label))}</option>'
            for key, label in self.choices
        ]
        return mark_safe(f"<select{attributes(given)}>{''.join(options)}</select>")  # noqa: S308  (everything above is escaped)


class DateInput(Text):
    """A text box; the script turns 5/1 into 05/01/2020 when the cursor leaves, with the year of the system's clock."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        defaults = {"data-date": str(clock.today().year), "inputmode": "numeric", "autocomplete": "off", "maxlength": "10"}
        return super().get_context(name, value, {**defaults, **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return f.date(value) if isinstance(value, dt.date) else super().format_value(value)


class DateField(forms.Field):
    """A day. `earliest` and `latest` bound it, both included."""

    widget = DateInput
    default_error_messages = {
        "invalid": _("Ngày chưa đúng. Gõ ngày/tháng, ví dụ 5/1 hoặc 05/01/2020."),
        "early": _("Ngày phải từ %(day)s trở đi."),
        "late": _("Ngày không được sau %(day)s."),
    }

    def __init__(self, *, earliest: dt.date | None = None, latest: dt.date | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.earliest = earliest
        self.latest = latest

    def to_python(self, value: Any) -> dt.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, dt.date):
            return value
        try:
            return parse_date(str(value))
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and self.earliest and value < self.earliest:
            raise forms.ValidationError(self.error_messages["early"], code="early", params={"day": f.date(self.earliest)})
        if value and self.latest and value > self.latest:
            raise forms.ValidationError(self.error_messages["late"], code="late", params={"day": f.date(self.latest)})

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except forms.ValidationError:
            return True


class TimeField(forms.Field):
    """A time of day typed 8, 8:30, 8h30 or 14.05."""

    widget = Text(attrs={"data-time": "", "inputmode": "numeric", "autocomplete": "off", "maxlength": "5"})
    default_error_messages = {"invalid": _("Giờ chưa đúng. Gõ giờ:phút, ví dụ 8:30.")}

    def to_python(self, value: Any) -> dt.time | None:
        if value in self.empty_values:
            return None
        if isinstance(value, dt.time):
            return value
        m = _TIME.match(str(value).strip())
        try:
            if m is None:
                raise ValueError(value)
            return dt.time(int(m[1]), int(m[2] or 0))
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        return f.time(value) if isinstance(value, dt.time) else value


class AtMost(MaxLengthValidator):
    """So many characters; what is longer is told with numbers a person reads."""

    message = _("Dài quá %(limit)s ký tự (đang có %(length)s). Viết gọn lại.")

    def __call__(self, value: Any) -> None:
        if len(value) > self.limit_value:
            params = {"limit": f.number(self.limit_value), "length": f.number(len(value))}
            raise forms.ValidationError(self.message, code="max_length", params=params)


class _Whole(forms.CharField):
    """Text whose greatest length the form says: a browser that is told it cuts what is pasted and says nothing."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.validators = [AtMost(v.limit_value) if isinstance(v, MaxLengthValidator) else v for v in self.validators]

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class TextField(_Whole):
    """Text of several lines."""

    widget = forms.Textarea


class LineField(_Whole):
    """One line of text in composed form with single spaces (a pasted NFD text becomes NFC)."""

    widget = Text

    def to_python(self, value: Any) -> str:
        return squeeze(str(super().to_python(value) or ""))


class FilesInput(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class FilesField(forms.FileField):
    """Several files; cleans to a list. `max_bytes` bounds each, `suffixes` (".pdf") what may be chosen."""

    widget = FilesInput
    default_error_messages = {
        "big": _("Tệp %(name)s lớn %(size)s, quá mức %(limit)s."),
        "suffix": _("Tệp %(name)s không thuộc loại nhận được (%(suffixes)s)."),
        "office": _("Tệp %(name)s là tệp soạn thảo. Mở tệp, chọn lưu thành PDF, rồi chọn tệp PDF (loại nhận được: %(suffixes)s)."),
        "empty": _("Tệp %(name)s không có nội dung. Hãy chọn lại."),
    }

    def __init__(self, *, max_bytes: int = 0, suffixes: Sequence[str] = (), multiple: bool = True, **options: Any) -> None:
        super().__init__(**options)
        self.max_bytes = max_bytes
        self.suffixes = tuple(s.lower() for s in suffixes)
        self.widget.allow_multiple_selected = multiple
        if multiple:
            self.widget.attrs["multiple"] = True
        if suffixes:
            self.widget.attrs["accept"] = ",".join(self.suffixes)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            if self.required and not initial:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return []
        for file in files:
            self._check(file)
        return list(files)

    def _check(self, file: UploadedFile[Any]) -> None:
        name = file.name or ""
        if not file.size:
            raise forms.ValidationError(self.error_messages["empty"], code="empty", params={"name": name})
        if self.max_bytes and file.size > self.max_bytes:
            params = {"name": name, "size": f.file_size(file.size), "limit": f.file_size(self.max_bytes)}
            raise forms.ValidationError(self.error_messages["big"], code="big", params=params)
        if self.suffixes and not name.lower().endswith(self.suffixes):
            params = {"name": name, "suffixes": ", ".join(self.suffixes)}
            word = ".pdf" in self.suffixes and name.lower().endswith((".doc", ".docx", ".xls", ".xlsx", ".odt"))
            raise forms.ValidationError(self.error_messages["office" if word else "suffix"], code="suffix", params=params)
