"""The forms of a delegation: each kind asks for what Điều 13 asks, and offers only posts that may give and take it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinhso.core.access.public import Role
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import PostView, roster
from tinhso.core.people.rules import LETTER
from tinhso.documents.types import ADMINISTRATIVE
from tinhso.kit import clock
from tinhso.kit.text import sort_key
from tinhso.ui import format as fmt
from tinhso.ui.forms import DateField, LineField, Select
from tinhso.ui.words import said
from tinhso.web.administration.person import at_start

UNIT_HEADS = (Role.UNIT_HEAD, Role.CHIEF_OF_OFFICE)


@dataclass(frozen=True, slots=True)
class Kind:
    """One form of handing on: `needs` are fields it cannot do without, `leaves` those it has no use for."""

    mode: str
    name: Any
    law: Any
    givers: tuple[Role, ...]
    takers: tuple[Role, ...]
    needs: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()


EVERYBODY = tuple(r for r in Role if r is not Role.ADMINISTRATOR)
KINDS: dict[str, Kind] = {
    "ky-thay": Kind(
        "KT", gettext_lazy("Ký thay (KT.)"),
        gettext_lazy("Người đứng đầu giao cấp phó ký thay các văn bản thuộc lĩnh vực phụ trách; trưởng đơn vị giao phó của mình (khoản 1, 2, 4 Điều 13)."),
        (Role.DIRECTOR, *UNIT_HEADS), (Role.DEPUTY, Role.DEPUTY_HEAD),
    ),
    "thua-lenh": Kind(
        "TL", gettext_lazy("Ký thừa lệnh (TL.)"),
        gettext_lazy("Người đứng đầu giao trưởng đơn vị thuộc cơ quan ký một số loại văn bản, đã ghi trong quy chế làm việc (khoản 4 Điều 13)."),
        (Role.DIRECTOR,), UNIT_HEADS, ("doc_types", "basis"),
    ),
    "thua-uy-quyen": Kind(
        "TUQ", gettext_lazy("Ký thừa ủy quyền (TUQ.)"),
        gettext_lazy("Trong trường hợp đặc biệt, bằng văn bản, giới hạn thời gian và nội dung; không ủy quyền lại (khoản 3 Điều 13)."),
        (Role.DIRECTOR,), (*UNIT_HEADS, Role.DIRECTOR), ("content", "basis", "until"),
    ),
    "giao-quyen": Kind(
        "Q", gettext_lazy("Giao quyền cấp trưởng (Q.)"),
        gettext_lazy("Người được giao quyền cấp trưởng ký với chữ “Q.” trước chức vụ của người đứng đầu (Phụ lục I, mục II.7.b)."),
        (Role.DIRECTOR,), (Role.DEPUTY, *UNIT_HEADS), ("basis",), ("doc_types", "fields_of_work", "content"),
    ),
    "hop-viec": Kind(
        "INBOX", gettext_lazy("Xử lý thay hộp việc"),
        gettext_lazy("Việc gửi đến người vắng mặt hiện cả ở người xử lý thay, trong những ngày đã định. Không kèm quyền ký."),
        EVERYBODY, EVERYBODY, ("basis", "until"), ("doc_types", "fields_of_work"),
    ),
}  # fmt: skip
BY_MODE = {kind.mode: kind for kind in KINDS.values()}


def type_names() -> dict[str, str]:
    """Names of types by the abbreviation a delegation keeps; công văn is `CV`."""
    return {t.abbreviation or LETTER: said(t) for t in reversed(ADMINISTRATIVE)}


def shown(post: PostView) -> str:
    """Name, title, and the unit where it is not the agency itself."""
    place = "" if post.unit == post.agency else f", {directory().get(post.unit).shown}"
    return f"{post.name}, {post.title}{place}"


class Dates(forms.Form):
    """From a day to the end of another."""

    since = DateField(label=gettext_lazy("Từ ngày"), required=False, help_text=gettext_lazy("Để trống: ngay bây giờ."))
    until = DateField(label=gettext_lazy("Đến hết ngày"), required=False, help_text=gettext_lazy("Tính cả ngày ấy."))

    def clean(self) -> dict[str, Any]:
        c: dict[str, Any] = super().clean() or self.cleaned_data
        first = c.get("since") or clock.today()
        if c.get("until") and c["until"] < first:
            self.add_error("until", _("Ngày cuối phải từ %(day)s trở đi.") % {"day": fmt.date(first)})
        return c

    def span(self) -> tuple[datetime | None, datetime | None]:
        """The instants meant; today from now on, for nobody acted by it this morning."""
        since: date | None = self.cleaned_data["since"]
        until: date | None = self.cleaned_data["until"]
        return (None if since == clock.today() else at_start(since)), at_start(until + timedelta(days=1) if until else None)


class HandForm(Dates):
    """A delegation of one kind within an agency."""

    from_post = forms.TypedChoiceField(widget=Select, label=gettext_lazy("Người giao"), coerce=int)
    to_post = forms.TypedChoiceField(widget=Select, label=gettext_lazy("Người nhận"), coerce=int)
    doc_types = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, label=gettext_lazy("Loại văn bản"), required=False,
        help_text=gettext_lazy("Không chọn loại nào: không giới hạn theo loại."),
    )  # fmt: skip
    fields_of_work = LineField(
        label=gettext_lazy("Lĩnh vực"), required=False, help_text=gettext_lazy("Cách nhau bằng dấu chấm phẩy; để trống: không giới hạn.")
    )
    content = LineField(label=gettext_lazy("Nội dung giao"), required=False, max_length=500)
    basis = LineField(
        label=gettext_lazy("Căn cứ"), required=False, max_length=300,
        help_text=gettext_lazy("Số, ngày của quyết định, quy chế hoặc giấy ủy quyền."),
    )  # fmt: skip

    def __init__(self, kind: Kind, agency: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in kind.leaves:
            del self.fields[name]
        for name in kind.needs:
            self.fields[name].required = True
        if "doc_types" in self.fields:
            self.fields["doc_types"].choices = sorted(type_names().items(), key=lambda pair: sort_key(pair[1]))  # type: ignore[attr-defined]
            if "doc_types" in kind.needs:
                self.fields["doc_types"].help_text = _("Ít nhất một loại.")
        givers, takers = candidates(kind, agency)
        self._offer("from_post", givers)
        self._offer("to_post", takers)
        self.order_fields(["from_post", "to_post", "doc_types", "fields_of_work", "content", "basis", "since", "until"])

    def _offer(self, name: str, posts: list[PostView]) -> None:
        choices = [(str(p.id), shown(p) + ("" if p.holds(clock.now()) else _(" (đã thôi giữ)"))) for p in posts]
        self.fields[name].choices = choices if len(choices) == 1 else [("", _("Chọn người")), *choices]  # type: ignore[attr-defined]

    def wanted(self, kind: Kind) -> dict[str, Any]:
        """Arguments of `people.delegate`."""
        c = self.cleaned_data
        since, until = self.span()
        return {
            "mode": kind.mode, "from_post": c["from_post"], "to_post": c["to_post"], "doc_types": c.get("doc_types", []),
            "fields": c.get("fields_of_work", "").split(";"), "content": c.get("content", ""), "basis": c["basis"], "since": since, "until": until,
        }  # fmt: skip


def candidates(kind: Kind, agency: int) -> tuple[list[PostView], list[PostView]]:
    """Who may give and who may take it: Q. may rest on a vacant post of the head; a mandate may go to heads of agencies below."""
    now = roster()
    givers = now.by_role(agency, *kind.givers)
    if kind.mode == "Q":
        givers = [p for p in (now.last_director(agency),) if p is not None]
    takers = now.by_role(agency, *kind.takers)
    if kind.mode == "TUQ":
        below = [u.id for u in directory().subtree(agency) if u.is_agency and u.id != agency]
        takers = [p for p in takers if p.role != Role.DIRECTOR] + [p for u in below for p in now.by_role(u, Role.DIRECTOR)]
    return givers, takers
