"""One's own account: the post one works on, what protects the login."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tinhso.core.access.public import Actor
from tinhso.core.access.web import for_actor
from tinhso.core.people import public as people
from tinhso.kit.typed import whole
from tinhso.signing.custody import public as custody
from tinhso.ui import format as fmt
from tinhso.ui.rows import Cell, Column, Line
from tinhso.web.administration.common import words
from tinhso.web.administration.delegation_forms import BY_MODE
from tinhso.web.administration.delegations import box_of, last_day, scope, state
from tinhso.web.middleware import POST_KEY


@require_POST
@for_actor
def switch_post(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Work on another of one's own posts; the choice lives in the session, its evidence in the ledger."""
    post = whole(request.POST.get("post"))
    if post is not None and post != actor.post:
        chosen = people.switch_post(actor, request.user, post)  # type: ignore[arg-type]  # for_actor: an Account
        request.session[POST_KEY] = chosen.post
        messages.success(request, _("Đang làm việc với chức vụ %(title)s.") % {"title": chosen.title})
    return redirect("home")


@require_GET
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """What protects the login, each with where to change it."""
    found = list(Authenticator.objects.filter(user_id=request.user.pk).order_by("created_at"))
    keys = [a for a in found if a.type == Authenticator.Type.WEBAUTHN]
    codes = next((a.wrap() for a in found if a.type == Authenticator.Type.RECOVERY_CODES), None)
    context = {
        "totp": any(a.type == Authenticator.Type.TOTP for a in found), "keys": len(keys),
        "codes_left": len(codes.get_unused_codes()) if codes else None,
        "sessions": UserSession.objects.filter(user_id=request.user.pk).count(),
    }  # fmt: skip
    return render(request, "web/account/index.html", context)


@require_GET
@for_actor
def own_rights(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the post at hand may do and why: by the post itself, by a grant, by what others handed to it."""
    now, post = people.roster(), actor.post or 0
    rights = [
        Line(r.code, [words(r), _("Theo chức vụ") if r.why == "role" else _("Được cấp: %(basis)s") % {"basis": r.basis}, fmt.date(r.until) if r.until else ""])
        for r in people.rights_of(post)
    ]  # fmt: skip
    if (key := custody.charge_of(actor, post)) is not None:
        rights.append(
            Line(
                "custody",
                [_("Ký số của cơ quan, quản lý thiết bị lưu khóa bí mật (Điều 32)"), _("Được giao: %(basis)s") % {"basis": key.basis}, ""],
            )
        )
    handed = [d for d in now.ever_delegated_to(post) if box_of(d) != "past"]
    taken = [
        Line(d.id, [
            str(BY_MODE[d.mode].name), f"{now.post(d.from_post).name}, {now.post(d.from_post).title}", scope(d) or _("Không giới hạn"),
            fmt.date(d.valid_from), last_day(d), Cell(tag=state(d)),
        ])
        for d in handed
    ]  # fmt: skip
    context = {
        "rights": rights, "taken": taken,
        "right_columns": [
            Column("right", _("Quyền"), heading=True, width=420), Column("why", _("Vì sao"), width=300), Column("until", _("Đến"), width=120),
        ],
        "taken_columns": [
            Column("kind", _("Hình thức"), heading=True, width=180), Column("from", _("Người giao"), width=220), Column("scope", _("Phạm vi"), width=220),
            Column("since", _("Từ ngày"), nowrap=True, width=110), Column("until", _("Đến hết ngày"), width=130), Column("state", _("Tình trạng"), width=150),
        ],
    }  # fmt: skip
    return render(request, "web/account/rights.html", context)
