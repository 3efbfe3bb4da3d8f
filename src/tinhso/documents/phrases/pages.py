"""Câu mẫu của tôi: two lists, a sentence a line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.documents.phrases.access import KEEP
from tinhso.documents.phrases.actions.keep import keep
from tinhso.documents.phrases.queries import own
from tinhso.documents.phrases.rules import Purpose
from tinhso.kit.errors import Refusal
from tinhso.ui.forms import TextField

HINT = gettext_lazy("Mỗi dòng một câu, câu hay dùng đặt trước. Xóa hết để dùng lại các câu có sẵn.")


def _box(label: Any) -> TextField:
    return TextField(label=label, required=False, max_length=10_000, help_text=HINT, widget=forms.Textarea(attrs={"rows": 8, "lang": "vi"}))


class PhrasesForm(forms.Form):
    direct = _box(gettext_lazy("Câu mẫu bút phê"))
    returning = _box(gettext_lazy("Câu mẫu khi trả lại"))


FIELDS = {Purpose.DIRECT: "direct", Purpose.RETURN: "returning"}


@require_http_methods(["GET", "POST"])
@for_actor
def edit(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Both lists at once: all is kept, or nothing and the refusal stands beside its list."""
    KEEP.require(actor)
    form = PhrasesForm(
        request.POST or None, initial={FIELDS[purpose]: "\n".join(phrases) for purpose, phrases in own(actor).items()}
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _kept(actor, form):
        messages.success(request, _("Đã lưu câu mẫu."))
        return redirect("phrases")
    return render(request, "phrases/phrases.html", {"form": form}, status=422 if form.errors else 200)


def _kept(actor: Actor, form: PhrasesForm) -> bool:
    field = ""
    try:
        with transaction.atomic():
            for purpose, field in FIELDS.items():
                keep(actor, purpose, form.cleaned_data[field].splitlines())
    except Refusal as refusal:
        form.add_error(field, refusal.message(get_language() or "vi"))
    return not form.errors
