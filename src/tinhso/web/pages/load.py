"""Khối lượng việc: what lies on each desk of a head's unit, and giving an absent one's work to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, Role
from tinhso.core.access.web import for_actor
from tinhso.core.calendar import public as calendar
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import PostView, roster
from tinhso.core.work import public as work
from tinhso.core.work.public import Load, Term
from tinhso.documents.incoming import public as incoming
from tinhso.kit import clock
from tinhso.ui import format as fmt
from tinhso.ui.attempts import attempt
from tinhso.ui.forms import LineField, Select
from tinhso.ui.rows import Cell, Column, Crumb, Line, Tab, Tag
from tinhso.ui.ticked import ticked
from tinhso.web.desk import rows

NEAREST = 12
COLUMNS: tuple[Column, ...] = (  # narrow: on a phone the numbers stand beside the name
    Column("who", gettext_lazy("Người giữ việc"), heading=True, width=150),
    Column("open", gettext_lazy("Đang mở"), align="right", width=80),
    Column("late", gettext_lazy("Trễ hạn"), align="right", width=80),
    Column("week", gettext_lazy("Tuần này"), align="right", width=85),
    Column("nearest", gettext_lazy("Hạn gần nhất"), width=120),
)
TERMS = {Term.OPEN: gettext_lazy("Đang mở"), Term.WEEK: gettext_lazy("Đến hạn tuần này"), Term.LATE: gettext_lazy("Trễ hạn")}


@require_GET
@for_actor
def load(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The desks of the units the actor heads, who has the nearest deadline first; each number opens its tasks."""
    counted = work.load(actor) if work.headed(actor) else {}
    nearest = work.inbox(actor, work.Box.UNIT, limit=NEAREST) if counted else None
    context = {
        "columns": COLUMNS, "lines": list(_lines(actor, counted)), "heads": bool(work.headed(actor)),
        "nearest": rows(actor, nearest.rows, holders=True) if nearest else [], "more": bool(nearest and nearest.older), "crumbs": _crumbs(),
    }  # fmt: skip
    return render(request, "web/load.html", context)


def _lines(actor: Actor, counted: dict[str, Load]) -> Iterator[Line]:
    """Everybody of the units, who has nothing too; the units' own desks where something lies there."""
    desks = {principal.post(p.id): Cell(p.name, reverse("load_of", args=[p.id]), _absent(p), small=p.title) for p in _people(actor)}
    shared = {principal.head_of(u): Cell(_heads(u), reverse("load_of_heads", args=[u])) for u in work.headed(actor)}
    found = [*((d, cell, counted.get(d, Load())) for d, cell in desks.items())]
    found += [(d, cell, counted[d]) for d, cell in shared.items() if d in counted]
    days = calendar.of(actor.agency)
    for desk, cell, has in sorted(found, key=lambda x: (x[2].nearest is None, x[2].nearest or clock.now(), -x[2].open)):
        left = days.days_left(has.nearest, clock.now()) if has.nearest else None
        if has.nearest and left == 0 and has.nearest < clock.now():
            left = None  # late over a day off: said in days of the calendar, as in the inbox
        due = fmt.deadline(has.nearest, days=left) if has.nearest else None
        yield Line(desk, [cell, *(_number(cell.url, term, n) for term, n in _numbers(has)), Cell(deadline=due)])


def _numbers(has: Load) -> list[tuple[Term, int]]:
    return [(Term.OPEN, has.open), (Term.LATE, has.late), (Term.WEEK, has.week)]


def _number(address: str, term: Term, number: int) -> Cell:
    """A number opens its records, where it counts any."""
    shown = fmt.number(number)
    if not number or not address:
        return Cell(shown)
    return Cell(shown, f"{address}?han={term}")


def _stand_in(post: PostView) -> PostView | None:
    """Who looks after his inbox just now: he is away."""
    now = roster()
    return next((now.post(d.to_post) for d in now.delegations_from(post.id) if d.mode == "INBOX"), None)


def _absent(post: PostView) -> Tag | None:
    instead = _stand_in(post)
    return Tag(_("Vắng, nhờ %(who)s") % {"who": instead.name}, "warn") if instead else None


def _people(actor: Actor) -> list[PostView]:
    now = roster()
    return [p for unit in work.headed(actor) for p in now.people_of(unit) if p.role is not Role.ADMINISTRATOR]


class PassForm(forms.Form):
    """To whom (first of all who stands in for him already), and why; the tasks are ticked in the list."""

    to = forms.ChoiceField(widget=Select, label=gettext_lazy("Chuyển cho"))
    reason = LineField(label=gettext_lazy("Lý do"), max_length=300, help_text=gettext_lazy("Ví dụ: nghỉ phép đến hết 20/3."))

    def __init__(self, actor: Actor, giver: PostView, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others, instead = [p for p in _people(actor) if p.id != giver.id], _stand_in(giver)
        self.initial.setdefault("to", principal.post(instead.id) if instead and instead in others else "")
        self.fields["to"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("Chọn người")), *((principal.post(p.id), f"{p.name} ({p.title})") for p in others)
        ]  # fmt: skip


def _heads(unit: int) -> str:
    """The desk that a unit's heads share."""
    return _("Lãnh đạo %(unit)s") % {"unit": directory().get(unit).shown}


@require_http_methods(["GET", "POST"])
@for_actor
def of(request: HttpRequest, actor: Actor, post: int) -> HttpResponse:
    """The tasks of one person; POST gives the ticked ones to another."""
    giver = next((p for p in _people(actor) if p.id == post), None)
    if giver is None:
        raise Http404
    form = PassForm(actor, giver, request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _passed(request, actor, form)):
        return redirect("load_of", post)
    tasks = _tasks(request, actor, principal.post(post))
    context = {"title": giver.name, "lead": giver.title, "absent": _absent(giver), "form": form, **tasks}
    return render(request, "web/load_of.html", context, status=422 if form.errors else 200)


@require_GET
@for_actor
def of_heads(request: HttpRequest, actor: Actor, unit: int) -> HttpResponse:
    """What lies on the desk that a unit's heads share: passed on from each document's own page."""
    if unit not in work.headed(actor):
        raise Http404
    return render(request, "web/load_of.html", {"title": _heads(unit), **_tasks(request, actor, principal.head_of(unit)), "movable": False})


def _tasks(request: HttpRequest, actor: Actor, desk: str) -> dict[str, Any]:
    """One page of a desk's tasks and its terms (`?han=`); `movable`: some of them can be given to another."""
    asked = request.GET.get("han", "")
    term = Term(asked) if asked in set(Term) else Term.OPEN
    page = work.load_of(actor, desk, term, request.GET.get("newer") or request.GET.get("older"))
    shown = [replace(row, fixed=task.kind not in incoming.HANDLING) for row, task in zip(rows(actor, page.rows), page.rows, strict=True)]
    tabs = [Tab(str(label), f"{request.path}?han={t}", t is term) for t, label in TERMS.items()]
    return {
        "rows": shown, "page": page, "movable": any(not r.fixed for r in shown), "tabs": tabs,
        "crumbs": [*_crumbs(), Crumb(_("Khối lượng việc"), reverse("load"))],
    }  # fmt: skip


def _passed(request: HttpRequest, actor: Actor, form: PassForm) -> None:
    n = incoming.reassign(actor, ticked(request), form.cleaned_data["to"], form.cleaned_data["reason"])
    messages.success(
        request, ngettext("Đã chuyển %(n)s việc; cả hai người được báo.", "Đã chuyển %(n)s việc; cả hai người được báo.", n) % {"n": n}
    )


def _crumbs() -> list[Crumb]:
    return [Crumb(_("Việc của tôi"), reverse("work"))]
