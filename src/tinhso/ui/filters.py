"""The active filters of a list as removable chips; the state of a list is its address and nothing else."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import QueryDict

from tinhso.ui import format as f
from tinhso.ui.rows import Chip


def chips(form: BaseForm, query: QueryDict) -> list[Chip]:
    """One chip for each filled field of the valid, GET-bound filter form."""
    found: list[Chip] = []
    for name, value in getattr(form, "cleaned_data", {}).items():
        if value in (None, "", [], False) or name not in query:
            continue
        rest = query.copy()
        for key in (name, "newer", "older"):
            rest.pop(key, None)
        found.append(Chip(f"{form[name].label}: {_words(form, name, value)}", "?" + rest.urlencode()))
    return found


def _words(form: BaseForm, name: str, value: Any) -> str:
    choices = getattr(form.fields[name], "choices", None)
    if choices is not None:
        words = {str(key): str(word) for key, word in choices}
        values = value if isinstance(value, list | tuple) else [value]
        return ", ".join(words.get(str(getattr(v, "pk", v)), str(v)) for v in values)
    return f.date(value) if hasattr(value, "isoformat") else str(value)
