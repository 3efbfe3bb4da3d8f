"""One post: its holder, the account, the rights and why, and what an administrator does about them."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, Role, all_permissions
from tinhso.core.organisations.public import directory
from tinhso.core.people import public as people
from tinhso.core.people.access import MANAGE, require_manage
from tinhso.core.people.models import Account, Person
from tinhso.core.people.public import PostView
from tinhso.core.work import public as work
from tinhso.kit import clock
from tinhso.kit.typed import whole
from tinhso.signing.custody import public as custody
from tinhso.ui import format as fmt
from tinhso.ui.attempts import attempt, press
from tinhso.ui.forms import DateField, LineField
from tinhso.ui.rows import Action, Column, Crumb, Detail, Line
from tinhso.web.administration.common import for_right, role_choices, role_name, words
from tinhso.web.administration.people import account_tag

LATER = "later"


def _successor(text: str) -> int | None:
    return None if text == LATER else int(text)


class HandOverForm(forms.Form):
    """Who takes over the open work of a desk."""

    successor = forms.TypedChoiceField(label=gettext_lazy("Bàn giao việc đang mở cho"), coerce=_successor, empty_value=None)

    def __init__(self, post: PostView, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [p for p in people.roster().people_of_agency(post.agency) if p.id != post.id and p.role != Role.ADMINISTRATOR]
        colleagues = sorted(others, key=lambda p: p.unit != post.unit)  # those of the same unit first
        choices = [("", _("Chọn người nhận")), *((str(p.id), f"{p.name}, {p.title}") for p in colleagues)]
        self.fields["successor"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class EndForm(HandOverForm):
    """Leaving: when, who takes over the open work, and whether the login ends with it."""

    until = DateField(label=gettext_lazy("Thôi giữ chức vụ từ ngày"), required=False, help_text=gettext_lazy("Để trống: ngay bây giờ."))
    lock = forms.BooleanField(label=gettext_lazy("Khóa luôn tài khoản"), required=False)
    field_order = ("until", "successor", "lock")

    def __init__(self, post: PostView, waiting: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(post, *args, **kwargs)
        field = self.fields["successor"]
        field.required = waiting > 0
        field.choices = [*field.choices, (LATER, _("Bàn giao sau"))]  # type: ignore[attr-defined]
        if waiting:
            field.error_messages["required"] = _("Đang giữ %(n)s việc chưa xong: chọn người nhận, hoặc “Bàn giao sau”.") % {"n": waiting}
        if not post.account or people.roster().posts_of_person(post.person) != [post]:
            del self.fields["lock"]  # no login, or one that another post needs

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("lock") and (cleaned.get("until") or clock.today()) > clock.today():
            self.add_error("lock", _("Chức vụ còn giữ đến ngày đã chọn; khóa tài khoản khi đến ngày ấy."))
        return cleaned


class AppointForm(forms.Form):
    """One more post for the same person."""

    unit = forms.TypedChoiceField(label=gettext_lazy("Đơn vị"), coerce=int)
    title = LineField(label=gettext_lazy("Chức vụ"), max_length=200)
    role = forms.TypedChoiceField(label=gettext_lazy("Vai trò"), coerce=Role)
    fields_of_work = LineField(
        label=gettext_lazy("Lĩnh vực phụ trách"), required=False, help_text=gettext_lazy("Cách nhau bằng dấu chấm phẩy.")
    )
    since = DateField(label=gettext_lazy("Từ ngày"), required=False, help_text=gettext_lazy("Để trống: ngay bây giờ."))
    acting = forms.BooleanField(label=gettext_lazy("Quyền cấp trưởng (Q.)"), required=False)

    def __init__(self, agency: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tree = directory()
        self.fields["unit"].choices = [(str(u.id), u.shown) for u in (tree.get(agency), *tree.units_of(agency))]  # type: ignore[attr-defined]
        self.fields["role"].choices = role_choices()  # type: ignore[attr-defined]


class GrantForm(forms.Form):
    permission = forms.ChoiceField(label=gettext_lazy("Quyền"))
    basis = LineField(label=gettext_lazy("Căn cứ"), help_text=gettext_lazy("Số, ngày văn bản hoặc lý do."))
    until = DateField(label=gettext_lazy("Đến hết ngày"), required=False)

    def __init__(self, view: PostView, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = (p for p in all_permissions() if p.may_be_held(view.role))
        self.fields["permission"].choices = [(p.code, words(p)) for p in offered]  # type: ignore[attr-defined]


def at_start(day: Any) -> datetime | None:
    return datetime.combine(day, time.min, clock.VIETNAM) if day else None


def found(actor: Actor, post: int) -> PostView:
    """The post within the administrator's reach; 404 for one that never was. Raises NotAllowed."""
    known = people.roster().known(post)
    if known is None:
        raise Http404
    require_manage(actor, known.unit)
    return known


@require_GET
@for_right(MANAGE)
def show(request: HttpRequest, actor: Actor, post: int) -> HttpResponse:
    view = found(actor, post)
    account = Account.objects.filter(pk=view.account).first() if view.account else None
    person = Person.objects.get(pk=view.person)
    tree, held, waiting = directory(), people.roster().holds(post), work.held(actor, principal.post(post))
    key = custody.charge_of(actor, post)
    at_key = reverse("certificate", args=[key.key_id]) if key else ""
    facts = [
        Detail(_("Chức vụ"), view.title), Detail(_("Đơn vị"), tree.get(view.unit).name), Detail(_("Vai trò"), role_name(view.role)),
        Detail(_("Lĩnh vực"), ", ".join(view.fields) or _("Không nêu")), Detail(_("Từ ngày"), fmt.date(view.valid_from)),
        Detail(_("Đến ngày"), fmt.moment(view.valid_to) or _("Đang giữ")), Detail(_("Thư điện tử"), person.email or _("Chưa có")),
        Detail(_("Tên đăng nhập"), account.login if account else _("Chưa có")), Detail(_("Tài khoản"), account_tag(account)),
        *([Detail(_("Lý do khóa"), account.locked_because)] if account and account.locked_because else []),
        *([Detail(_("Khóa của cơ quan"), _("Quản lý từ %(day)s") % {"day": fmt.date(key.taken_at)}, at_key)] if key else []),
    ]  # fmt: skip
    others = [p for p in people.roster().posts_of_person(view.person) if p.id != post]
    context = {
        "post": view, "facts": facts, "account": account, "held": held, "actions": _actions(actor, view, account, held, waiting),
        "rights": _rights(post), "rights_columns": [Column("right", _("Quyền"), heading=True), Column("why", _("Vì sao"))],
        "grants": [{"id": g.id, "what": _permission(g.permission), "basis": g.basis, "until": fmt.date(g.valid_to)} for g in people.roster().grants_of(post)],
        "others": [{"url": reverse("person", args=[p.id]), "title": f"{p.title}, {tree.get(p.unit).shown}"} for p in others],
        "key": at_key, "waiting": waiting, "end_form": EndForm(view, waiting), "hand_form": HandOverForm(view), "grant_form": GrantForm(view), "crumbs": [Crumb(_("Người và chức vụ"), reverse("people"))],
    }  # fmt: skip
    return render(request, "web/administration/person.html", context)


def _actions(actor: Actor, view: PostView, account: Account | None, held: bool, waiting: int) -> list[Action]:
    found = []
    if account is None:
        found.append(Action(_("Lập tài khoản"), dialog="account", icon="key", kind="primary"))
    elif account.is_active:
        found += [
            Action(_("Đặt lại mật khẩu"), dialog="password", icon="key"),
            Action(_("Khóa tài khoản"), dialog="lock", icon="lock", kind="danger"),
        ]
    else:
        found.append(Action(_("Mở khóa"), reverse("person_do", args=[view.id, "mo-khoa"]), "primary", "lock", post=True))
    found.append(Action(_("Cử giữ chức vụ khác"), reverse("person_appoint", args=[view.id]), icon="plus"))
    if waiting and not held:
        found.insert(0, Action(_("Bàn giao việc"), dialog="hand-over", icon="send", kind="primary"))
    if held and view.person != actor.person:  # nobody gives himself a right
        found.append(Action(_("Cấp thêm quyền"), dialog="grant", icon="shield"))
    if held:
        found.append(Action(_("Thôi giữ chức vụ"), dialog="end", icon="logout", kind="danger", push=True))
    return found


def _permission(code: str) -> str:
    return next((words(p) for p in all_permissions() if p.code == code), code)


def _rights(post: int) -> list[Line]:
    lines = []
    for right in people.rights_of(post):
        why = (
            _("Theo chức vụ %(title)s") % {"title": right.basis}
            if right.why == "role"
            else _("Được cấp: %(basis)s") % {"basis": right.basis}
        )
        lines.append(Line(right.code, [words(right), f"{why}{_(', đến %(day)s') % {'day': fmt.date(right.until)} if right.until else ''}"]))
    return lines


@require_http_methods(["GET", "POST"])
@for_right(MANAGE)
def appoint(request: HttpRequest, actor: Actor, post: int) -> HttpResponse:
    view = found(actor, post)
    form = AppointForm(view.agency, request.POST or None)
    made: list[int] = []

    def act() -> None:
        c = form.cleaned_data
        made.append(people.appoint(
            actor, person=view.person, unit=c["unit"], title=c["title"], role=c["role"], since=at_start(c["since"]), acting=c["acting"],
            fields=c["fields_of_work"].split(";"),
        ))  # fmt: skip

    if request.method == "POST" and form.is_valid() and attempt(form, act):
        return redirect("person", made[0])
    crumbs = [Crumb(_("Người và chức vụ"), reverse("people")), Crumb(view.name, reverse("person", args=[post]))]
    context = {"form": form, "title": _("Cử giữ chức vụ"), "submit": _("Cử"), "crumbs": crumbs}
    return render(request, "web/administration/form.html", context)


@require_POST
@for_right(MANAGE)
def do(request: HttpRequest, actor: Actor, post: int, verb: str) -> HttpResponse:
    """One verb on a post or its account, then back to it."""
    view, sent = found(actor, post), request.POST
    account = view.account or 0
    verbs = {
        "khoa": (lambda: people.lock_account(actor, account, why=sent.get("why", "")), _("Đã khóa tài khoản.")),
        "mo-khoa": (lambda: people.unlock(actor, account), _("Đã mở khóa tài khoản.")),
        "mat-khau": (lambda: people.set_password(actor, account, sent.get("password", "")), _("Đã đặt mật khẩu mới.")),
        "tai-khoan": (lambda: _account(actor, view, sent), _("Đã lập tài khoản.")),
        "thoi": (lambda: _end(actor, view, sent), _("Đã ghi nhận thôi giữ chức vụ; quyền hết theo.")),
        "ban-giao": (lambda: _hand_over(actor, view, sent), _("Đã bàn giao. Việc đang mở chuyển sang người nhận trong vài giây.")),
        "cap-quyen": (lambda: _grant(actor, view, sent), _("Đã cấp quyền.")),
        "thu-quyen": (lambda: people.revoke_grant(actor, _held(post, sent.get("grant"))), _("Đã thu hồi quyền.")),
    }
    if verb not in verbs:
        raise Http404
    act, said = verbs[verb]
    return press(request, act, said, reverse("person", args=[post]))


def _held(post: int, text: str | None) -> int:
    """A right granted to this post, as its button names it."""
    ident = whole(text)
    if ident not in {grant.id for grant in people.roster().grants_of(post)}:
        raise Http404
    return ident or 0


def _account(actor: Actor, view: PostView, sent: Any) -> None:
    people.create_account(actor, person=view.person, login=sent.get("login", ""), password=sent.get("password") or None)


def _end(actor: Actor, view: PostView, sent: Any) -> None:
    form = EndForm(view, work.held(actor, principal.post(view.id)), sent)
    if form.is_valid():
        c = form.cleaned_data
        people.end_post(actor, view.id, at=at_start(c["until"]), hand_over_to=c["successor"])
        if c.get("lock"):
            people.lock_account(actor, view.account or 0, why=_("Thôi giữ chức vụ"))
    else:
        refuse(form)


def _hand_over(actor: Actor, view: PostView, sent: Any) -> None:
    form = HandOverForm(view, sent)
    if form.is_valid():
        people.hand_over(actor, view.id, form.cleaned_data["successor"])
    else:
        refuse(form)


def _grant(actor: Actor, view: PostView, sent: Any) -> None:
    form = GrantForm(view, sent)
    if form.is_valid():
        c = form.cleaned_data
        until = at_start(c["until"] + timedelta(days=1)) if c["until"] else None
        people.grant(actor, post=view.id, permission=c["permission"], basis=c["basis"], until=until)
    else:
        refuse(form)


def refuse(form: forms.Form) -> None:
    """A dialog's faulty input as a refusal, in the language of the page."""
    from tinhso.kit.errors import Refusal

    text = " ".join(
        f"{form[name].label}: {' '.join(map(str, errors))}" if name in form.fields else " ".join(map(str, errors))
        for name, errors in form.errors.items()
    )
    raise Refusal("form.invalid", vi=text, en=text, status=400)
