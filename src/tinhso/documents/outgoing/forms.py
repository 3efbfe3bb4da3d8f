"""The drafter's form and the small forms of the verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhso.core.access.public import Actor, Role
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import roster
from tinhso.documents.marks import Circulation, Secrecy, Urgency
from tinhso.documents.outgoing.consultation import answer_by_of
from tinhso.documents.outgoing.groups import groups_of
from tinhso.documents.outgoing.models import Outgoing
from tinhso.documents.outgoing.recipients import recognised
from tinhso.documents.outgoing.rules.difference import Line, compare
from tinhso.documents.outgoing.rules.paper import PaperReason
from tinhso.documents.outgoing.values import DraftValues, RecipientValue, Text
from tinhso.documents.terms import DUE_HELP, TermField
from tinhso.documents.types import ADMINISTRATIVE, LEGAL
from tinhso.kit import clock
from tinhso.ui import format as fmt
from tinhso.ui.forms import LineField, Select, TextField
from tinhso.ui.words import said

Places = list[tuple[str, int | None]]
SIGNERS = (Role.DIRECTOR, Role.DEPUTY, Role.CHIEF_OF_OFFICE, Role.UNIT_HEAD)


_IN_TEXT = ("co_signer", "co_signer_post", "confirmation", "circulation", "drafter_mark")


@dataclass(frozen=True, slots=True)
class Unlike:
    """A field stored otherwise: its stored `text`; of words, the `lines` that went and came from the stored ones to the typed ones."""

    label: str
    text: str = ""
    lines: Sequence[Line] = ()


class DraftForm(forms.Form):
    """A draft as it is typed. Recipients: one a line; what means one place of the tree is recognised, others go on paper with a reason."""

    type_code = forms.ChoiceField(widget=Select, label=_("Loại văn bản"))
    subject = LineField(label=_("Trích yếu"), max_length=500)
    addressed = TextField(
        label=_("Kính gửi"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Mỗi dòng một nơi: tên, tên tắt hoặc mã định danh."),
    )
    recipients = TextField(
        label=_("Nơi nhận khác"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi dòng một nơi. “Như trên” và “Lưu” được thêm tự động."),
    )
    paper_reason = forms.ChoiceField(widget=Select, label=_("Lý do gửi bản giấy (nơi nhận ngoài hệ thống)"), required=False)
    bases = TextField(
        label=_("Căn cứ"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi dòng một căn cứ; chữ “Căn cứ” và dấu cuối dòng được thêm tự động."),
    )
    body = TextField(
        label=_("Nội dung"), required=False, widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("“Chương I.”, “Điều 1.”, “I.”, “1.”, “a)”, “- ” ở đầu dòng được dàn đúng thể thức; “| ô | ô |” là dòng của bảng; “Phụ lục: tên” mở phụ lục, “Kèm theo Quy chế: tên” mở văn bản được ban hành kèm theo; dòng khác là đoạn văn."),
    )  # fmt: skip
    signer = forms.ChoiceField(widget=Select, label=_("Người ký"))
    field = forms.ChoiceField(widget=Select, label=_("Lĩnh vực"), required=False)
    urgency = forms.ChoiceField(widget=Select, label=_("Độ khẩn"), required=False)
    secrecy = forms.ChoiceField(widget=Select, label=_("Độ mật"), required=False)
    consulted = forms.MultipleChoiceField(label=_("Lấy ý kiến đơn vị"), required=False, widget=forms.CheckboxSelectMultiple)
    answer_by = TermField(label=_("Hạn góp ý"), required=False, help_text=_("Đơn vị phối hợp trả lời chậm nhất cuối ngày này."))
    reviewers = forms.MultipleChoiceField(label=_("Lãnh đạo xem trước khi ký"), required=False, widget=forms.CheckboxSelectMultiple)
    due = TermField(label=_("Hạn"), required=False, help_text=DUE_HELP)
    co_signer = LineField(
        label=_("Người ký bên trái"), required=False, max_length=100,
        help_text=_("Thư ký của biên bản; đại diện bên kia của hợp đồng, bản thỏa thuận."),
    )  # fmt: skip
    co_signer_post = LineField(label=_("Chức vụ người ký bên trái"), required=False, max_length=150)
    confirmation = LineField(
        label=_("Nơi xác nhận"), required=False, max_length=200, help_text=_("Chỉ giấy nghỉ phép: nơi nghỉ phép xác nhận, nếu cần.")
    )
    circulation = forms.ChoiceField(widget=Select, label=_("Phạm vi lưu hành"), required=False)
    drafter_mark = LineField(
        label=_("Ký hiệu người soạn thảo, số bản"), required=False, max_length=20, help_text=_("In sau dòng Lưu, ví dụ PL.(300).")
    )
    with_address = forms.BooleanField(label=_("In địa chỉ cơ quan ở chân trang"), required=False)
    not_secret = forms.BooleanField(label=_("Tôi đã kiểm tra: đây không phải văn bản mật"), required=False)
    named_only = forms.BooleanField(label=_("Chỉ người có tên được xem (nhân sự, đảng vụ)"), required=False)
    group = forms.TypedChoiceField(widget=Select, label=_("Nhóm nơi nhận"), required=False, coerce=int, empty_value=None)
    reply_to = forms.UUIDField(required=False, widget=forms.HiddenInput)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here, tree = roster(), directory()
        self.actor = actor
        for name in ("due", "answer_by"):
            field, kept = cast(TermField, self.fields[name]), self.initial.get(name)
            field.agency, field.earliest = actor.agency, min(clock.today(), kept) if isinstance(kept, date) else clock.today()
        own = [(t.code, said(t)) for t in ADMINISTRATIVE]
        legal = [(t.code, f"{said(t)} (QPPL)") for t in LEGAL if t.in_force(clock.today())]
        self._offer("type_code", own + legal)
        signers = [p for p in here.people_of_agency(actor.agency) if p.role in SIGNERS]
        self._offer("signer", [("", _("Chọn người ký")), *((str(p.id), f"{p.name}, {p.title}") for p in signers)])
        self._offer("reviewers", [(str(p.id), f"{p.name}, {p.title}") for p in signers if p.role == Role.DEPUTY])
        self._offer("consulted", [(str(u.id), u.shown) for u in tree.units_of(actor.agency) if u.id != actor.unit])
        fields = sorted({f for p in signers for f in p.fields})
        self._offer("field", [("", _("Không chọn")), *((f, f) for f in fields)])
        self._offer("group", [("", _("Chọn nhóm")), *((str(g.id), g.name) for g in groups_of(actor))])
        reasons = [(r.value, said(r)) for r in PaperReason if r is not PaperReason.SECRET]
        for name, marks in (("urgency", Urgency), ("secrecy", Secrecy), ("circulation", Circulation)):
            self._offer(name, [(m.value, said(m)) for m in marks])
        self._offer("paper_reason", [("", _("Không có nơi nhận bản giấy")), *reasons])

    def _offer(self, name: str, options: Sequence[tuple[Any, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = options

    def more(self) -> bool:
        """Whether anything is set among what most drafts leave alone."""
        return any(self[name].value() or self[name].errors for name in (*_IN_TEXT, "with_address"))

    def stamped(self) -> bool:
        """Whether it is to be asked if this is a secret."""
        return bool(self["not_secret"].value() or self.has_error("not_secret"))

    def unlike(self, stored: dict[str, Any]) -> list[Unlike]:
        """What is stored of each field in which something else was typed here."""
        found = []
        for name, field in self.fields.items():
            ticked = isinstance(field, forms.BooleanField | forms.MultipleChoiceField)
            if ticked or isinstance(field.widget, forms.HiddenInput) or name == "group":
                continue
            kept, typed = stored.get(name) or "", self.cleaned_data.get(name) or ""
            if isinstance(typed, list):  # recipients
                typed = "\n".join(place for place, _unit in typed)
            if str(kept).split() == str(typed).split():
                continue
            if isinstance(field, TextField | LineField):
                found.append(Unlike(str(field.label), lines=compare(str(kept).splitlines(), typed.splitlines())))
            else:
                shown = dict(cast(Any, field).choices).get(kept, kept) if isinstance(field, forms.ChoiceField) else kept
                found.append(Unlike(str(field.label), fmt.date(shown) if isinstance(shown, date) else str(shown or _("(để trống)"))))
        return found

    def values(self) -> DraftValues:
        """The checked form as plain values. Raises Refusal through DraftValues.check."""
        c = self.cleaned_data
        recipients = [*self._recipients(c["addressed"], True), *self._recipients(c["recipients"], False)]
        return DraftValues(
            type_code=c["type_code"], subject=c["subject"], signer=int(c["signer"]), recipients=tuple(recipients),
            text=Text(body=c["body"], bases=tuple(x for x in c["bases"].splitlines() if x.strip()), with_address=c["with_address"],
                      **{name: c[name] for name in _IN_TEXT}),
            consulted=tuple(map(int, c["consulted"])), reviewers=tuple(map(int, c["reviewers"])), field=c["field"], urgency=c["urgency"],
            secrecy=c["secrecy"], due=c["due"], answer_by=c["answer_by"], reply_to=str(c["reply_to"]) if c["reply_to"] else None, named_only=c["named_only"],
            not_secret=c["not_secret"],
        )  # fmt: skip

    def clean_addressed(self) -> Places:
        return recognised(self.cleaned_data["addressed"], self.actor.agency, self.initial.get("kept", ()))

    def clean_recipients(self) -> Places:
        return recognised(self.cleaned_data["recipients"], self.actor.agency, self.initial.get("kept", ()))

    def _recipients(self, places: Places | None, addressed: bool) -> list[RecipientValue]:
        reason = self.cleaned_data.get("paper_reason") or ""
        return [RecipientValue(name, unit, addressed=addressed, paper_reason="" if unit else reason) for name, unit in places or ()]


def initial_of(document: Outgoing) -> dict[str, Any]:
    """The form's values of a stored draft."""
    text = Text.of(document.content)
    rows = list(document.recipients.all())
    return {
        "type_code": document.type_code, "subject": document.subject, "signer": str(document.signer_id or ""), "field": document.field,
        "urgency": document.urgency, "secrecy": document.secrecy, "due": document.due, "bases": "\n".join(text.bases), "body": text.body,
        "with_address": text.with_address, **{name: getattr(text, name) for name in _IN_TEXT}, "addressed": "\n".join(r.name for r in rows if r.addressed),
        "recipients": "\n".join(r.name for r in rows if not r.addressed and r.purpose != "keep"), "kept": [r.unit_id for r in rows if r.unit_id],
        "paper_reason": next((r.paper_reason for r in rows if r.paper_reason), ""), "consulted": [str(u) for u in document.plan.get("consulted", [])],
        "answer_by": answer_by_of(document),
        "reviewers": [str(p) for p in document.plan.get("reviewers", [])], "named_only": document.plan.get("named_only", False),
        "not_secret": document.plan.get("not_secret", False),
        "reply_to": str(document.reply_to or ""), "revision": document.revision,
    }  # fmt: skip
