"""Người và chức vụ: who holds which post, whose account is locked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from tinhso.core.access.public import Actor, Role
from tinhso.core.organisations.public import directory
from tinhso.core.people import public as people
from tinhso.core.people.access import MANAGE
from tinhso.core.people.models import Account
from tinhso.core.people.public import PostView
from tinhso.kit.paging import of_list
from tinhso.kit.text import fold
from tinhso.ui.attempts import attempt
from tinhso.ui.filters import chips
from tinhso.ui.forms import LineField
from tinhso.ui.rows import Action, Cell, Column, Crumb, Line, Tag
from tinhso.web.administration.common import agencies, chosen_agency, for_right, role_choices, role_name

LIMIT = 100


class Filter(forms.Form):
    q = LineField(label=gettext_lazy("Tên, chức vụ"), required=False)
    agency = forms.ChoiceField(label=gettext_lazy("Cơ quan"), required=False)
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Tình trạng"),
        required=False,
        choices=[("", gettext_lazy("Đang giữ chức vụ")), ("left", gettext_lazy("Đã thôi"))],
    )

    def __init__(self, actor: Actor, agency: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [(str(i), name) for i, name in agencies(actor)]  # type: ignore[attr-defined]  # a ChoiceField
        units = directory().units_of(agency)
        self.fields["unit"].choices = [("", _("Mọi đơn vị")), *((str(u.id), u.shown) for u in units)]  # type: ignore[attr-defined]


class NewPerson(forms.Form):
    """A person, the first post, and a login, in one go."""

    name = LineField(label=gettext_lazy("Họ và tên"), max_length=200)
    email = forms.EmailField(label=gettext_lazy("Thư điện tử công vụ"), required=False)
    unit = forms.TypedChoiceField(label=gettext_lazy("Đơn vị"), coerce=int)
    title = LineField(label=gettext_lazy("Chức vụ"), help_text=gettext_lazy("Như in trên văn bản."), max_length=200)
    role = forms.TypedChoiceField(label=gettext_lazy("Vai trò"), coerce=Role)
    login = LineField(label=gettext_lazy("Tên đăng nhập"), required=False, help_text=gettext_lazy("Để trống nếu chưa cần đăng nhập."))
    password = forms.CharField(
        label=gettext_lazy("Mật khẩu đầu tiên"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, agency: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tree = directory()
        places = [tree.get(agency), *tree.units_of(agency)]
        self.fields["unit"].choices = [(str(u.id), u.shown) for u in places]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["role"].choices = role_choices()  # type: ignore[attr-defined]

    def save(self, actor: Actor) -> int:
        """Returns the post. Raises Refusal of the actions beneath."""
        c = self.cleaned_data
        person = people.add_person(actor, name=c["name"], email=c["email"])
        post = people.appoint(actor, person=person, unit=c["unit"], title=c["title"], role=c["role"])
        if c["login"]:
            people.create_account(actor, person=person, login=c["login"], password=c["password"] or None, email=c["email"])
        return post


@require_GET
@for_right(MANAGE)
def listing(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everybody holding a post in one agency, by rank and given name. paged: the queries do not grow with the people."""
    agency = chosen_agency(request, actor)
    form = Filter(actor, agency, request.GET)
    words, unit = fold(request.GET.get("q", "")), request.GET.get("unit", "")
    now = people.roster()
    posts = now.left(agency) if request.GET.get("state") == "left" else now.people_of_agency(agency)
    found = [p for p in posts if _fits(p, words, unit)]
    page = of_list(found, lambda p: (p.rank, p.sort_key, p.id), request.GET.get("newer"), request.GET.get("older"), LIMIT)
    accounts = {a.pk: a for a in Account.objects.filter(pk__in=[p.account for p in page.rows if p.account])}
    tree = directory()
    lines = [_line(p, tree.get(p.unit).shown, accounts.get(p.account or 0)) for p in page.rows]
    columns = [
        Column("name", _("Họ và tên"), heading=True, width=220), Column("title", _("Chức vụ"), width=180), Column("unit", _("Đơn vị"), width=180),
        Column("role", _("Vai trò"), width=180), Column("login", _("Tên đăng nhập"), width=180), Column("state", _("Tài khoản"), width=150),
    ]  # fmt: skip
    context = {
        "columns": columns, "lines": lines, "form": form, "chips": chips(form, request.GET), "clear": reverse("people"), "page": page,
        "actions": [Action(_("Thêm người"), f"{reverse('person_add')}?agency={agency}", "primary", "plus"),
                                              Action(_("Ai có quyền gì"), reverse("rights"), icon="shield")],
    }  # fmt: skip
    return render(request, "web/administration/people.html", context)


@require_http_methods(["GET", "POST"])
@for_right(MANAGE)
def add(request: HttpRequest, actor: Actor) -> HttpResponse:
    form = NewPerson(chosen_agency(request, actor), request.POST or None)
    made: list[int] = []
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: made.append(form.save(actor))):
        return redirect("person", made[0])
    context = {"form": form, "title": _("Thêm người"), "submit": _("Thêm"), "crumbs": [Crumb(_("Người và chức vụ"), reverse("people"))]}
    return render(request, "web/administration/form.html", context)


def account_tag(account: Account | None) -> Tag:
    if account is None:
        return Tag(_("Chưa có"), "plain")
    if not account.is_active:
        return Tag(_("Đang khóa"), "bad")
    return Tag(_("Đang dùng"), "ok") if account.has_usable_password() else Tag(_("Chưa có mật khẩu"), "warn")


def _fits(post: PostView, words: str, unit: str) -> bool:
    return (not unit or str(post.unit) == unit) and (not words or words in fold(f"{post.name} {post.title}"))


def _line(post: PostView, unit: str, account: Account | None) -> Line:
    name = Cell(post.name, reverse("person", args=[post.id]))
    return Line(post.id, [name, post.title, unit, role_name(post.role), account.login if account else "", Cell(tag=account_tag(account))])
