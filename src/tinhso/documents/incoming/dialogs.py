"""The verbs of the card that need a word or a choice: each a small form, shown as a dialog and, at its own address, as a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhso.core.access import actor as principal
from tinhso.core.access.public import Actor, Role
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import roster
from tinhso.documents.incoming import public as incoming
from tinhso.documents.incoming.access import DIRECT
from tinhso.documents.incoming.actions.chase import chased_today
from tinhso.documents.incoming.desks import shown
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.queries.shown import label
from tinhso.documents.incoming.rules.states import State
from tinhso.documents.incoming.rules.words import Reason
from tinhso.documents.terms import DUE_HELP, TermField
from tinhso.ui.forms import LineField, Select, TextField

Values = dict[str, Any]


class Sheet(forms.Form):
    """A verb's form; it knows who acts on what."""

    def __init__(self, actor: Actor, document: Incoming, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.document = actor, document
        for field in self.fields.values():
            if isinstance(field, TermField):
                field.agency = actor.agency
        self.prepare()

    def prepare(self) -> None:
        """Choices that depend on who acts."""

    def choose(self, name: str, choices: Any) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


def _text(words: Any, rows: int = 3, required: bool = True) -> TextField:
    return TextField(label=words, required=required, max_length=2000, widget=forms.Textarea(attrs={"rows": rows}))


class WithReason(Sheet):
    text = _text(_("Lý do"))


class Refuse(Sheet):
    reason = forms.ChoiceField(widget=Select, label=_("Lý do trả lại"))
    text = _text(_("Nói rõ thêm"), 2, required=False)

    def prepare(self) -> None:
        self.choose("reason", [("", _("Chọn lý do")), *((str(r), label(r)) for r in Reason)])


class Present(Sheet):
    to = forms.TypedChoiceField(widget=Select, label=_("Người chỉ đạo giải quyết"), coerce=int)

    def prepare(self) -> None:
        wanted = (Role.DIRECTOR, Role.DEPUTY, Role.CHIEF_OF_OFFICE)
        people = [p for p in roster().people_of_agency(self.actor.agency) if p.role in wanted]
        self.choose("to", [(str(p.id), shown(p)) for p in people])


class PassOn(Sheet):
    to = forms.ChoiceField(label=_("Giao cho"))
    due = TermField(label=_("Hạn"), required=False, help_text=DUE_HELP)
    text = _text(_("Nội dung giao"), 2, required=False)

    def prepare(self) -> None:
        here, tree, own = roster(), directory(), self.actor.unit
        people = here.people_of_agency(self.actor.agency)
        units: list[tuple[str, str]] = []
        if DIRECT.held_by(self.actor):
            units = [(principal.head_of(u.id), u.shown) for u in tree.units_of(self.actor.agency)]
        else:
            inside = {u.id for u in tree.subtree(own)} if own else set()
            people = [p for p in people if p.unit in inside]
        posts = [(principal.post(p.id), shown(p)) for p in people if p.id != self.actor.post and p.role != Role.ADMINISTRATOR]
        self.choose("to", [("", _("Chọn nơi nhận việc")), *([(_("Đơn vị"), units), (_("Cá nhân"), posts)] if units else posts)])


class Progress(Sheet):
    text = _text(_("Tiến độ, đề xuất giải quyết"))


class Opinion(Sheet):
    text = _text(_("Ý kiến phối hợp (gửi nơi chủ trì)"))


class Extend(Sheet):
    until = TermField(label=_("Xin gia hạn đến"), help_text=DUE_HELP)
    text = _text(_("Lý do"))


class Decide(Sheet):
    extension = forms.UUIDField(widget=forms.HiddenInput)
    granted = forms.ChoiceField(widget=Select, label=_("Quyết định"), choices=[("1", _("Đồng ý")), ("", _("Không đồng ý"))], required=False)
    until = TermField(label=_("Hạn mới (để trống: như đề nghị)"), required=False, help_text=DUE_HELP)
    text = _text(_("Ý kiến (bắt buộc khi không đồng ý)"), 2, required=False)


class Close(Sheet):
    text = _text(_("Kết quả giải quyết"))
    reply = LineField(label=_("Số, ký hiệu văn bản trả lời ngoài hệ thống"), required=False, max_length=100)


class Chase(Sheet):
    text = _text(_("Nội dung đôn đốc"))
    again = forms.BooleanField(label=_("Vẫn đôn đốc lần nữa hôm nay"), required=False)

    def prepare(self) -> None:
        if chased_today(self.document) is None:
            del self.fields["again"]


class Confirm(Sheet):
    """Nothing to fill in, only to be sure."""


@dataclass(frozen=True, slots=True)
class Verb:
    """`name` as `queries.allowed` says it, `slug` in the address. `form` None: one button does it."""

    name: str
    slug: str
    label: Any
    run: Callable[[Actor, UUID, Values], object]
    done: Any
    form: type[Sheet] | None = None
    kind: str = "secondary"
    icon: str = ""
    lead: Any = ""

    def sheet(self, actor: Actor, document: Incoming, *args: Any, **kwargs: Any) -> Sheet | None:
        """Its form; receiving asks for a reason only where the document is quarantined."""
        if self.form is None or (self.name == "accept" and document.state != State.QUARANTINED):
            return None
        return self.form(actor, document, *args, auto_id=f"{self.slug}-%s", **kwargs)


VERBS: tuple[Verb, ...] = (
    Verb("accept", "tiep-nhan", _("Tiếp nhận"), lambda a, d, c: incoming.accept(a, d, c.get("text", "")), _("Đã tiếp nhận."), WithReason, icon="check",
         lead=_("Chữ ký số không đạt: muốn tiếp nhận phải ghi lý do.")),
    Verb("accept_proposal", "dong-y-de-xuat", _("Đồng ý đề xuất"), lambda a, d, c: incoming.direct(a, d), _("Đã cho bút phê theo đề xuất."), icon="check"),
    Verb("verify", "kiem-tra", _("Kiểm tra chữ ký"), lambda a, d, c: incoming.verify(a, d), _("Đã kiểm tra chữ ký."), icon="shield"),
    Verb("present", "trinh", _("Trình"), lambda a, d, c: incoming.present(a, d, c["to"]), _("Đã trình."), Present, icon="send"),
    Verb("begin", "bat-dau", _("Bắt đầu xử lý"), lambda a, d, c: incoming.begin(a, d), _("Đã ghi nhận bắt đầu xử lý."), icon="right"),
    Verb("sub_assign", "giao", _("Giao xử lý"), lambda a, d, c: incoming.sub_assign(a, d, c["to"], c["text"], c["due"]), _("Đã giao."), PassOn, icon="split"),
    Verb("acknowledge_know", "da-biet", _("Đã biết"), lambda a, d, c: incoming.acknowledge_know(a, d), _("Đã ghi nhận."), icon="check"),
    Verb("opinion", "gop-y", _("Góp ý"), lambda a, d, c: incoming.opinion(a, d, c["text"]), _("Đã gửi ý kiến phối hợp."), Opinion, icon="pen"),
    Verb("close", "ket-thuc", _("Kết thúc"), lambda a, d, c: incoming.close(a, d, c["text"], reply=c["reply"]), _("Đã kết thúc."), Close, icon="check"),
    Verb("progress", "tien-do", _("Ghi tiến độ"), lambda a, d, c: incoming.progress(a, d, c["text"]), _("Đã ghi tiến độ."), Progress, icon="pen"),
    Verb("extend", "gia-han", _("Xin gia hạn"), lambda a, d, c: incoming.extend(a, d, c["until"], c["text"]), _("Đã gửi đề nghị gia hạn."), Extend, icon="clock"),
    Verb("decide_extension", "tra-loi-gia-han", _("Trả lời gia hạn"),
         lambda a, d, c: incoming.decide_extension(a, d, c["extension"], granted=bool(c["granted"]), answer=c["text"], until=c["until"]),
         _("Đã trả lời đề nghị gia hạn."), Decide, "primary", "clock"),
    Verb("chase", "don-doc", _("Đôn đốc"), lambda a, d, c: incoming.chase(a, d, c["text"], again=c.get("again", False)), _("Đã đôn đốc."), Chase, icon="bell"),
    Verb("reopen", "mo-lai", _("Mở lại"), lambda a, d, c: incoming.reopen(a, d, c["text"]), _("Đã mở lại."), WithReason, icon="undo"),
    Verb("void", "huy-so-den", _("Hủy số đến"), lambda a, d, c: incoming.void(a, d, c["text"]), _("Đã hủy số đến."), WithReason, "danger", "cross",
         _("Dòng sổ và số đến vẫn được giữ, ghi là đã hủy; số này không cấp lại.")),
    Verb("refuse", "tra-lai", _("Trả lại nơi gửi"), lambda a, d, c: incoming.refuse(a, d, c["reason"], c["text"]), _("Đã trả lại nơi gửi."), Refuse, "danger", "undo"),
    Verb("agree_recall", "dong-y-thu-hoi", _("Đồng ý thu hồi"), lambda a, d, c: incoming.agree_recall(a, d), _("Đã hủy bản điện tử."), Confirm, "danger", "trash",
         _("Bản điện tử và tài liệu kèm theo ở cơ quan này sẽ bị hủy; dòng sổ và quá trình vẫn được giữ (Điều 18.4.b).")),
    Verb("refuse_recall", "tu-choi-thu-hoi", _("Từ chối thu hồi"), lambda a, d, c: incoming.refuse_recall(a, d, c["text"]), _("Đã từ chối thu hồi."), WithReason, icon="cross"),
)  # fmt: skip
BY_SLUG = {v.slug: v for v in VERBS}
