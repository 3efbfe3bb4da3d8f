"""Boxes of incoming documents, the late ones, and both registers."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor, Role, aggregate, seen
from tinhso.core.access.web import for_actor
from tinhso.core.organisations.public import directory
from tinhso.documents.incoming import access, queries
from tinhso.documents.incoming.actions.common import ROOT
from tinhso.documents.incoming.forms import FilterForm
from tinhso.documents.incoming.pages.common import crumbs
from tinhso.documents.numbering.public import year_to_close
from tinhso.documents.registers.public import Kind, old_action, old_years, with_old
from tinhso.kit import clock
from tinhso.kit.paging import Page
from tinhso.kit.typed import whole
from tinhso.ui import format as fmt
from tinhso.ui.filters import chips
from tinhso.ui.rows import Action, Tab

CLERKS_BOXES = ("to_receive", "quarantined", "to_register", "letters", "invitations", "recall", "returned", "co", "know")
"""Boxes that only those who receive, or see all of the agency's, have anything in, or who were given something."""
PRINTED = 20_000
"""Lines a browser prints at a time; what is longer is printed a month at a time, or bound in volumes as a file."""
WIDTHS = {
    "issuer": 190, "receiver": 170, "note": 150, "subject": 340, "document": 330, "arrival_number": 64, "due": 110, "progress": 130, "answer": 120,
}  # fmt: skip


def first_box(actor: Actor) -> str:
    """Where the actor's own work lies."""
    if access.RECEIVE.held_by(actor):
        return "to_receive"
    if access.DIRECT.held_by(actor):
        return "to_direct"
    return "to_present" if access.PROPOSE.held_by(actor) else "lead"


@require_GET
@for_actor
def listing(request: HttpRequest, actor: Actor, box: str = "") -> HttpResponse:
    """One box, its filters in the address, paged by keyset."""
    box = box or first_box(actor)
    if box not in {b.code for b in queries.BOXES}:
        raise Http404
    form = FilterForm(request.GET)
    page = queries.listed(actor, box, form.filters(), older=request.GET.get("older", ""), newer=request.GET.get("newer", ""))
    counted = queries.counts(actor)
    all_of_them = bool(actor.roles & {Role.CLERK, Role.CHIEF_OF_OFFICE, Role.DIRECTOR})
    shown = [b for b in queries.BOXES if b.code not in CLERKS_BOXES or all_of_them or counted.get(b.code) or b.code == box]
    context = {
        "tabs": [Tab(str(b.label), f"{ROOT}{b.code}/", b.code == box, str(counted.get(b.code) or "")) for b in shown],
        "page": page, "form": form, "chips": chips(form, request.GET), "clear": f"{ROOT}{box}/", "actions": _actions(actor), "box": box,
    }  # fmt: skip
    return render(request, "incoming/list.html", context)


def _actions(actor: Actor) -> list[Action]:
    """New ones first: `n` on the keyboard opens it."""
    made = [Action(_("Sổ đăng ký"), f"{ROOT}so/", icon="book"), Action(_("Theo dõi giải quyết"), f"{ROOT}theo-doi/", icon="clock")]
    if access.CHASE.held_by(actor) and not access.RECEIVE.held_by(actor):  # a clerk finds it with what is late
        made.append(Action(_("Đôn đốc"), f"{ROOT}don-doc/", icon="bell"))
    if access.PRESENT.held_by(actor):
        made.append(Action(_("Khóa sổ ngày"), f"{ROOT}khoa-so/", icon="lock"))
        if year_to_close(clock.today()):
            made.append(Action(_("Khóa sổ năm"), f"{ROOT}khoa-so-nam/", icon="lock"))
    if access.RECEIVE.held_by(actor):
        made.insert(0, Action(_("Bì thư đích danh"), f"{ROOT}bi-thu/", icon="inbox"))
        made.insert(0, Action(_("Vào sổ nhiều tệp"), f"{ROOT}nhieu-tep/", icon="inbox"))
        made.insert(0, Action(_("Vào sổ văn bản giấy"), f"{ROOT}giay/", kind="primary", icon="plus"))
    return made


@require_GET
@for_actor
def late(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What has run out of its time, by article: each kind with its count, one of them (`?muc=`) paged by keyset."""
    code = request.GET.get("muc", "")
    if code and code not in queries.LATE_KINDS:
        raise Http404
    found = queries.late(actor, code, older=request.GET.get("older", ""), newer=request.GET.get("newer", ""))
    tabs = [
        Tab(str(label), f"{ROOT}tre-han/?muc={kind}", kind == found.code, str(found.counts[kind] or ""))
        for kind, label in queries.LATE_KINDS.items()
    ]
    return render(
        request,
        "incoming/late.html",
        {"tabs": tabs, "page": found.page, "any": any(found.counts.values()), "crumbs": crumbs(), "may_chase": access.CHASE.held_by(actor)},
    )


@require_GET
@for_actor
def register(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Sổ đăng ký văn bản đến (Appendix IV.VI); `?in=1` the whole year, `&thang=3` one month, for printing and binding (Điều 22.3.b), whole or not at all."""
    return _book(request, actor, "register")


@require_GET
@for_actor
def tracking(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Sổ theo dõi giải quyết văn bản đến (Appendix IV.VIII)."""
    return _book(request, actor, "tracking")


def _book(request: HttpRequest, actor: Actor, which: str) -> HttpResponse:
    this_year = clock.today().year
    asked = whole(request.GET.get("nam"))
    year = asked if asked is not None and 2000 <= asked <= this_year else this_year
    printing, of_arrivals = "in" in request.GET, which == "register"
    chosen = whole(request.GET.get("thang"))
    month = f"{chosen:02d}" if chosen is not None and 1 <= chosen <= 12 else ""
    read = queries.register if of_arrivals else queries.tracking
    too_long = ""
    if printing:
        page = read(actor, year, int(month or 0), limit=PRINTED)
        if page.older:
            too_long, page = _too_long(month), Page([], None, None)
        else:
            page = Page(page.rows[::-1], None, None)  # a bound book begins with its first number
            seen(actor, aggregate("register", f"incoming-{actor.agency}-{year}"), "print", f"{which} {month}".strip())
    else:
        page = read(actor, year, older=request.GET.get("older", ""), newer=request.GET.get("newer", ""))
    address = f"{ROOT}{'so' if of_arrivals else 'theo-doi'}/?nam="
    printed = f"{address}{year}&in=1"
    months = [Tab(_("Cả năm"), printed, not month), *(Tab(f"{m:02d}", f"{printed}&thang={m}", month == f"{m:02d}") for m in range(1, 13))]
    organ = directory().get(actor.agency)
    old = old_years(actor, Kind.INCOMING) if of_arrivals else []
    context = {
        "title": _("Sổ đăng ký văn bản đến") if of_arrivals else _("Sổ theo dõi giải quyết văn bản đến"), "key": f"incoming-{which}",
        "columns": [replace(c, width=WIDTHS.get(c.key, c.width)) for c in (queries.REGISTER if of_arrivals else queries.TRACKING)],
        "page": page, "wide": of_arrivals, "year": year, "period": f"{month}/{year}" if month else year, "printing": printing, "months": months, "too_long": too_long,
        "tabs": [Tab(str(y), f"{address}{y}", y == year) for y in with_old(this_year, 4, old)],
        "old": old_action(Kind.INCOMING, year, old),
        "print_url": printed, "export_url": f"{ROOT}so/xuat/?nam={year}&so={'so' if of_arrivals else 'theo-doi'}",
        "back": f"{address}{year}", "organ": organ.name, "superior": organ.superior_line, "crumbs": crumbs(),
    }  # fmt: skip
    return render(request, "incoming/register.html", context)


def _too_long(month: str) -> str:
    """Why nothing is printed: a register that lacks its first lines would look whole."""
    most = fmt.number(PRINTED)
    if month:
        return _("Tháng này có hơn %(most)s dòng. Bản in đóng quyển của “Xuất sổ” in đủ, chia thành nhiều quyển.") % {"most": most}
    return _(
        "Cả năm có hơn %(most)s dòng. Chọn từng tháng ở trên để in, hoặc dùng bản in đóng quyển của “Xuất sổ”, chia thành nhiều quyển."
    ) % {"most": most}
