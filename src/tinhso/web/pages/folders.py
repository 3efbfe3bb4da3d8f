"""Thư mục của tôi: what a person marked, by his own folders. Every row is read again under the walls: a mark shows nothing by itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.documents.folders import public as keep
from tinhso.documents.folders.public import FolderView, MarkView
from tinhso.documents.incoming import queries as incoming
from tinhso.documents.outgoing import queries as outgoing
from tinhso.documents.paged import keyset
from tinhso.kit.paging import Page
from tinhso.ui import format as fmt
from tinhso.ui.attempts import attempt
from tinhso.ui.forms import LineField, Select
from tinhso.ui.rows import Action, Crumb, Row, Tab

LIMIT = 50
ROOMS = {"incoming": incoming.of_ids, "outgoing": outgoing.of_ids}


@require_GET
@for_actor
def listing(request: HttpRequest, actor: Actor, folder: int | None = None) -> HttpResponse:
    """Everything marked, or what is in one folder; the last marked first, paged by keyset."""
    keep.KEEP.require(actor)
    mine = keep.folders(actor)
    there = _one_of(mine, folder)
    marks = keep.marks_of(actor).filter(folder=folder) if there else keep.marks_of(actor)
    page = keyset(
        marks.values("id", "at", "kind", "document"), ("at", "id"), request.GET.get("older", ""), request.GET.get("newer", ""), LIMIT
    )
    tabs = [Tab(_("Tất cả"), reverse("folders"), there is None)]
    tabs += [Tab(f.name, reverse("folder", args=[f.id]), f is there, fmt.number(f.marked) if f.marked else "") for f in mine]
    actions = [Action(_("Sửa thư mục"), reverse("folder_edit", args=[there.id]), icon="pen")] if there else []
    context = {
        "title": there.name if there else _("Thư mục của tôi"), "rows": _rows(actor, page), "page": page, "tabs": tabs,
        "actions": [*actions, Action(_("Lập thư mục"), reverse("folder_new"), icon="plus")],
    }  # fmt: skip
    return render(request, "web/folders.html", context)


def _one_of(mine: list[FolderView], folder: int | None) -> FolderView | None:
    """Another's folder is answered like one that never was."""
    there = next((f for f in mine if f.id == folder), None)
    if folder is not None and there is None:
        raise Http404
    return there


def _rows(actor: Actor, page: Page[dict[str, Any]]) -> list[Row]:
    """One read of each room; what the person may no longer see says only that."""
    seen = {
        kind: of_ids(actor, wanted)
        for kind, of_ids in ROOMS.items()
        if (wanted := [m["document"] for m in page.rows if m["kind"] == kind])
    }  # fmt: skip
    return [seen[m["kind"]].get(m["document"]) or _gone(m) for m in page.rows]


def _gone(mark: dict[str, Any]) -> Row:
    return Row(
        id=str(mark["document"]), url=reverse("folder_mark", args=[mark["kind"], mark["document"]]),
        subject=_("Văn bản không còn trong phạm vi bạn được xem"), date=fmt.short(mark["at"]),
    )  # fmt: skip


class FolderForm(forms.Form):
    name = LineField(label=gettext_lazy("Tên thư mục"), max_length=60)


@require_http_methods(["GET", "POST"])
@for_actor
def edit(request: HttpRequest, actor: Actor, folder: int | None = None) -> HttpResponse:
    """A new folder, or one of one's own: renamed, or dropped."""
    keep.KEEP.require(actor)
    there = _one_of(keep.folders(actor), folder)
    if there and "drop" in request.POST:
        keep.drop_folder(actor, there.id)
        messages.success(request, _("Đã bỏ thư mục."))
        return redirect("folders")
    form = FolderForm(request.POST or None, initial={"name": there.name} if there else None)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: keep.save_folder(actor, form.cleaned_data["name"], folder)):
        messages.success(request, _("Đã lưu thư mục."))
        return redirect("folder", there.id) if there else redirect("folders")
    context = {
        "form": form, "there": there, "title": there.name if there else _("Lập thư mục"), "crumbs": _crumbs(),
        "back": reverse("folder", args=[there.id]) if there else reverse("folders"),
    }  # fmt: skip
    return render(request, "web/folder.html", context, status=422 if form.errors else 200)


class MarkForm(forms.Form):
    """Into a folder that is there, or into a new one."""

    folder = forms.TypedChoiceField(widget=Select, label=gettext_lazy("Thư mục"), required=False, coerce=int, empty_value=None)
    name = LineField(label=gettext_lazy("hoặc thư mục mới"), required=False, max_length=60)

    def __init__(self, mine: list[FolderView], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["folder"].choices = [("", _("Không ở thư mục nào")), *((str(f.id), f.name) for f in mine)]  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
@for_actor
def mark(request: HttpRequest, actor: Actor, kind: str, document: UUID) -> HttpResponse:
    """Mark a document that the actor may see, move its mark, or let it go."""
    keep.KEEP.require(actor)
    row = ROOMS[kind](actor, [document]).get(document) if kind in ROOMS else None
    now = keep.mark_of(actor, kind, document)
    if row is None and now is None:
        raise Http404
    back = row.url if row else reverse("folders")
    if "off" in request.POST:
        keep.unmark(actor, kind, document)
        messages.success(request, _("Đã bỏ đánh dấu."))
        return redirect(back)
    form = MarkForm(keep.folders(actor), request.POST or None, initial={"folder": now.folder if now else None})
    if row and request.method == "POST" and form.is_valid() and attempt(form, lambda: _mark(actor, kind, document, form)):
        messages.success(request, _("Đã đánh dấu."))
        return redirect(back)
    return _mark_page(request, form, row, now, back)


def _mark(actor: Actor, kind: str, document: UUID, form: MarkForm) -> None:
    name = form.cleaned_data["name"]
    keep.mark(actor, kind, document, keep.save_folder(actor, name) if name else form.cleaned_data["folder"])


def _mark_page(request: HttpRequest, form: MarkForm, row: Row | None, now: MarkView | None, back: str) -> HttpResponse:
    context = {
        "form": form, "seen": row is not None, "marked": now is not None, "back": back, "crumbs": _crumbs(),
        "subject": row.subject if row else _("Văn bản không còn trong phạm vi bạn được xem"),
    }  # fmt: skip
    return render(request, "web/mark.html", context, status=422 if form.errors else 200)


def _crumbs() -> list[Crumb]:
    return [Crumb(_("Thư mục của tôi"), reverse("folders"))]
