"""Giao quyền ký, giao hộp việc: what one post handed to another (Điều 13), in force, to come and over."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinhso.core.access.public import Actor
from tinhso.core.organisations.public import directory, reaches
from tinhso.core.people import public as people
from tinhso.core.people.access import DELEGATE
from tinhso.core.people.public import DelegationView, PostView, Roster
from tinhso.kit import clock
from tinhso.kit.errors import Refusal
from tinhso.kit.paging import of_list
from tinhso.ui import format as fmt
from tinhso.ui.attempts import attempt, press
from tinhso.ui.rows import Action, Cell, Column, Crumb, Detail, Line, Tab, Tag
from tinhso.web.administration.common import agencies, chosen_agency, for_right
from tinhso.web.administration.delegation_forms import BY_MODE, KINDS, HandForm, shown, type_names

BOXES = ("current", "coming", "past")
LIMIT = 100


def box_of(d: DelegationView) -> str:
    now = clock.now()
    if d.valid_to is not None and d.valid_to <= max(now, d.valid_from):
        return "past"
    return "coming" if d.valid_from > now else "current"


def state(d: DelegationView) -> Tag:
    if d.valid_to is not None and d.valid_to <= d.valid_from:
        return Tag(_("Đã bỏ trước khi bắt đầu"), "plain", "void")
    return {"current": Tag(_("Đang hiệu lực"), "ok"), "coming": Tag(_("Sắp có hiệu lực"), "accent"), "past": Tag(_("Đã hết"), "plain")}[
        box_of(d)
    ]


def last_day(d: DelegationView) -> str:
    """The last day it holds, both ends told in whole days; words where it has no end."""
    return fmt.date(d.valid_to - timedelta(microseconds=1)) if d.valid_to else _("không định ngày")


def scope(d: DelegationView) -> str:
    names = type_names()
    return "; ".join([", ".join(names.get(t, t) for t in d.doc_types), ", ".join(d.fields), d.content]).strip("; ").replace("; ; ", "; ")


@require_GET
@for_right(DELEGATE)
def listing(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everything ever handed on within an agency, by what holds now. No query a row: all of it is in the roster."""
    agency, box = chosen_agency(request, actor), request.GET.get("box", "current")
    now, offered = people.roster(), agencies(actor)
    every = now.delegations_of(agency)
    by_box = {code: [d for d in every if box_of(d) == code] for code in BOXES}
    box = box if box in by_box else "current"
    page = of_list(
        by_box[box], lambda d: (-round(d.valid_from.timestamp() * 1e6), -d.id), request.GET.get("newer"), request.GET.get("older"), LIMIT
    )
    names = {"current": _("Đang hiệu lực"), "coming": _("Sắp có hiệu lực"), "past": _("Đã hết")}
    tabs = [Tab(names[c], f"?agency={agency}&box={c}", c == box, fmt.number(len(by_box[c]))) for c in BOXES]
    columns = [
        Column("kind", _("Hình thức"), heading=True, width=180), Column("from", _("Người giao"), width=165), Column("to", _("Người nhận"), width=165),
        Column("scope", _("Phạm vi"), width=190), Column("since", _("Từ ngày"), nowrap=True, width=105),
        Column("until", _("Đến hết ngày"), width=130), Column("basis", _("Căn cứ")),
        *([Column("state", _("Tình trạng"), width=170)] if box == "past" else []),
    ]  # fmt: skip
    context = {
        "columns": columns, "lines": [_line(now, d) for d in page.rows], "page": page, "tabs": tabs, "box": box,
        "agencies": [{"id": i, "name": name, "current": i == agency} for i, name in offered] if len(offered) > 1 else [],
        "actions": [Action(_("Ghi nhận giao quyền"), f"{reverse('delegation_add', args=['ky-thay'])}?agency={agency}", "primary", "plus")],
    }  # fmt: skip
    return render(request, "web/administration/delegations.html", context)


def _line(now: Roster, d: DelegationView) -> Line:
    giver, taker = now.post(d.from_post), now.post(d.to_post)
    return Line(d.id, [
        Cell(str(BY_MODE[d.mode].name), reverse("delegation", args=[d.id])), f"{giver.name}, {giver.title}", f"{taker.name}, {taker.title}",
        scope(d) or _("Không giới hạn"), fmt.date(d.valid_from), last_day(d), d.basis or _("Không nêu"),
        *([Cell(tag=state(d))] if box_of(d) == "past" else []),
    ])  # fmt: skip


@require_http_methods(["GET", "POST"])
@for_right(DELEGATE)
def add(request: HttpRequest, actor: Actor, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    agency, chosen = chosen_agency(request, actor), KINDS[kind]
    form = HandForm(chosen, agency, request.POST or None)
    made: list[int] = []
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: made.append(people.delegate(actor, **form.wanted(chosen)))):
        messages.success(request, _("Đã ghi nhận."))
        return redirect("delegation", made[0])
    context = {
        "form": form, "law": chosen.law, "agency": directory().get(agency).name,
        "kinds": [Tab(str(k.name), f"{reverse('delegation_add', args=[slug])}?agency={agency}", slug == kind) for slug, k in KINDS.items()],
        "crumbs": [Crumb(_("Giao quyền, ủy quyền"), reverse("delegations"))],
    }  # fmt: skip
    return render(request, "web/administration/delegation_add.html", context, status=422 if form.errors else 200)


@require_GET
@for_right(DELEGATE)
def show(request: HttpRequest, actor: Actor, delegation: int) -> HttpResponse:
    d, giver, taker = found(actor, delegation)
    tree, names = directory(), type_names()
    facts = [
        Detail(_("Hình thức"), str(BY_MODE[d.mode].name)), Detail(_("Tình trạng"), state(d)),
        Detail(_("Người giao"), shown(giver)), Detail(_("Người nhận"), shown(taker)),
        Detail(_("Loại văn bản"), ", ".join(names.get(t, t) for t in d.doc_types) or _("Không giới hạn")),
        Detail(_("Lĩnh vực"), ", ".join(d.fields) or _("Không giới hạn")), Detail(_("Nội dung giao"), d.content or _("Không nêu")),
        Detail(_("Căn cứ"), d.basis or _("Không nêu")), Detail(_("Từ"), fmt.moment(d.valid_from)), Detail(_("Đến hết ngày"), last_day(d)),
    ]  # fmt: skip
    if d.mode in ("Q", "INBOX"):
        facts = [f for f in facts if f.label not in (_("Loại văn bản"), _("Lĩnh vực"))]
    ends = box_of(d) != "past" and reaches(tree, actor.agency, giver.agency)
    label = _("Kết thúc sớm") if box_of(d) == "current" else _("Bỏ trước khi bắt đầu")
    context = {
        "delegation": d, "title": f"{BY_MODE[d.mode].name}: {taker.name}", "facts": facts, "ends": ends, "end_label": label,
        "actions": [Action(label, dialog="end", kind="danger", icon="stop")] if ends else [], "law": BY_MODE[d.mode].law,
        "printed": printed(d, giver) if box_of(d) == "current" and d.mode != "INBOX" else None,
        "crumbs": [Crumb(_("Giao quyền, ủy quyền"), f"{reverse('delegations')}?agency={giver.agency}&box={box_of(d)}")],
    }  # fmt: skip
    return render(request, "web/administration/delegation.html", context)


def printed(d: DelegationView, giver: PostView) -> dict[str, object]:
    """The lines above the receiver's signature as a document of this scope would print them, or why there are none."""
    kind = (d.doc_types[0] if d.doc_types[0] != "CV" else "") if d.doc_types else None
    try:
        lines = people.signing_authority(
            signer=d.to_post, agency=giver.agency, doc_type=kind, field=d.fields[0] if d.fields else None
        ).lines
    except Refusal as refusal:
        return {"refused": refusal.message(get_language() or "vi")}
    return {"lines": lines}


@require_POST
@for_right(DELEGATE)
def end(request: HttpRequest, actor: Actor, delegation: int) -> HttpResponse:
    found(actor, delegation)
    why = request.POST.get("why", "")[:300]
    back = reverse("delegation", args=[delegation])
    return press(
        request, lambda: people.revoke_delegation(actor, delegation, why=why), _("Đã kết thúc; từ giây này không còn hiệu lực."), back
    )


def found(actor: Actor, delegation: int) -> tuple[DelegationView, PostView, PostView]:
    """With both ends; one of other agencies is answered like one that never was (404)."""
    now, tree = people.roster(), directory()
    d = now.delegation(delegation)
    if d is None:
        raise Http404
    giver, taker = now.post(d.from_post), now.post(d.to_post)
    if not any(reaches(tree, actor.agency, p.agency) for p in (giver, taker)):
        raise Http404
    return d, giver, taker
