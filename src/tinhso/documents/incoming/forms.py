"""The forms of incoming documents: filters, registering in the order of Appendix IV, the directive, an envelope."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhso.core.access.public import Actor, Role
from tinhso.core.organisations.public import directory
from tinhso.core.people.public import roster
from tinhso.documents.incoming.desks import shown
from tinhso.documents.incoming.models import Incoming
from tinhso.documents.incoming.queries import Filters
from tinhso.documents.incoming.queries.shown import label
from tinhso.documents.incoming.rules.identity import type_of
from tinhso.documents.incoming.values import AUTHORS, OURS, RegisterValues
from tinhso.documents.marks import Secrecy, Urgency
from tinhso.documents.types import ADMINISTRATIVE, LEGAL, RECEIVED_ONLY
from tinhso.kit import clock
from tinhso.kit.text import fold, squeeze
from tinhso.ui.forms import DateField, FilesField, LineField, Select
from tinhso.ui.words import said

SCAN_SUFFIXES = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
SCAN_BYTES = 100 * 1024 * 1024


class FilterForm(forms.Form):
    """The list's filters; they live in the address."""

    q = LineField(label=_("Số, trích yếu, tác giả"), required=False, max_length=200)
    type_code = forms.ChoiceField(widget=Select, label=_("Loại"), required=False)
    channel = forms.ChoiceField(widget=Select, label=_("Hình thức"), required=False)
    since = DateField(label=_("Từ ngày"), required=False)
    until = DateField(label=_("Đến ngày"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "type_code", [("", _("Mọi loại")), *_types()])
        _choose(self, "channel", [("", _("Giấy và điện tử")), ("electronic", _("Điện tử")), ("paper", _("Bản giấy"))])

    def filters(self) -> Filters:
        c = self.cleaned_data if self.is_valid() else {}
        return Filters(c.get("type_code") or "", c.get("channel") or "", c.get("q") or "", c.get("since"), c.get("until"))


class RegisterForm(forms.Form):
    """The register's fields in their order (Appendix IV.VI). Of an electronic arrival the author's fields are left out: read-only."""

    issuer = LineField(label=_("Tác giả"), max_length=300, help_text=_("Tên, tên tắt hoặc mã định danh; gõ không dấu cũng được."))
    notation = LineField(label=_("Số, ký hiệu"), required=False, max_length=100)
    document_date = DateField(label=_("Ngày văn bản"), required=False)
    type_code = forms.ChoiceField(widget=Select, label=_("Tên loại"), required=False)
    subject = LineField(label=_("Trích yếu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    present_to = forms.TypedChoiceField(widget=Select, label=_("Người chỉ đạo (trình ngay)"), required=False, coerce=int, empty_value=None)
    note = LineField(label=_("Ghi chú"), required=False, max_length=500)
    urgency = forms.ChoiceField(widget=Select, label=_("Độ khẩn"), required=False)
    secrecy = forms.ChoiceField(widget=Select, label=_("Độ mật"), required=False)
    signer_name = LineField(label=_("Người ký"), required=False, max_length=100)
    signer_title = LineField(label=_("Chức vụ người ký"), required=False, max_length=150)
    copies = forms.IntegerField(label=_("Số bản"), required=False, min_value=1, max_value=999)
    pages = forms.IntegerField(label=_("Số trang"), required=False, min_value=1, max_value=9999)
    answer_by = DateField(label=_("Hạn trả lời nơi gửi yêu cầu"), required=False)
    field = forms.ChoiceField(widget=Select, label=_("Lĩnh vực"), required=False)
    named_posts = forms.TypedMultipleChoiceField(
        label=_("Chỉ những người này được xem"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    duplicate_reason = LineField(label=_("Lý do vẫn vào sổ dù trùng"), required=False, max_length=300)
    not_secret = forms.BooleanField(label=_("Tôi đã kiểm tra: đây không phải văn bản mật"), required=False)

    def __init__(self, actor: Actor, *args: Any, document: Incoming | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        if document is not None and document.channel == Incoming.Channel.ELECTRONIC:
            for name in AUTHORS:
                del self.fields[name]
        else:
            self.fields["document_date"].latest = clock.today()  # type: ignore[attr-defined]  # our DateField
            self.fields["issuer"].widget.attrs |= {"autocomplete": "off", "data-suggest": "/van-ban-den/tac-gia/"}
            _choose(self, "type_code", [("", _("Theo ký hiệu")), *_types()])
            _choose(self, "urgency", [(str(u), label(u)) for u in Urgency])
        _choose(self, "secrecy", [(str(s), label(s)) for s in Secrecy])
        people = roster().people_of_agency(actor.agency)
        leaders = [p for p in people if p.role in (Role.DIRECTOR, Role.DEPUTY, Role.CHIEF_OF_OFFICE)]
        _choose(self, "present_to", [("", _("Để trình sau")), *((str(p.id), shown(p)) for p in leaders)])
        _choose(self, "field", [("", _("Không chọn")), *((f, f) for f in sorted({f for p in leaders for f in p.fields}))])
        _choose(self, "named_posts", [(str(p.id), shown(p)) for p in people if p.role != Role.ADMINISTRATOR])

    def clean_issuer(self) -> str:
        return recognised(self.cleaned_data["issuer"])[0]

    def clean(self) -> dict[str, Any]:
        c = self.cleaned_data
        if "type_code" in self.fields and not c.get("type_code"):
            c["type_code"] = type_of(c.get("notation", ""))
        return c

    def values(self) -> RegisterValues:
        c = self.cleaned_data
        given = {name: c[name] for name in (*AUTHORS, *OURS) if name in self.fields}
        more = {name: c[name] for name in ("duplicate_reason", "not_secret") if name in c}
        return RegisterValues(**given, **more, named_posts=tuple(c.get("named_posts") or ()))


class PaperForm(RegisterForm):
    """A paper arrival, opened; its scan now or later. A secret one takes no file."""

    scan = FilesField(label=_("Bản quét"), required=False, max_bytes=SCAN_BYTES, suffixes=SCAN_SUFFIXES)

    def __init__(self, *args: Any, waiting: bool = False, **kwargs: Any) -> None:
        """`waiting`: its scan is here already and is not asked for."""
        super().__init__(*args, **kwargs)
        if waiting:
            del self.fields["scan"]


class ScanForm(forms.Form):
    """The scan of a paper document, or what came along with it."""

    scan = FilesField(label=_("Tệp"), max_bytes=SCAN_BYTES)
    not_secret = forms.BooleanField(label=_("Tôi đã kiểm tra: đây không phải văn bản mật"), required=False)


class CorrectForm(RegisterForm):
    reason = LineField(label=_("Lý do đính chính"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("present_to", "named_posts", "duplicate_reason", "not_secret"):
            del self.fields[name]


class EnvelopeForm(forms.Form):
    """An envelope for a named person goes to him unopened (Điều 21.1.b)."""

    sender = LineField(label=_("Nơi gửi (ghi trên bì)"), max_length=300)
    addressee = forms.TypedChoiceField(widget=Select, label=_("Người nhận"), coerce=int)
    note = LineField(label=_("Ghi chú"), required=False, max_length=300)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [p for p in roster().people_of_agency(actor.agency) if p.role != Role.ADMINISTRATOR]
        _choose(self, "addressee", [("", _("Chọn người nhận")), *((str(p.id), shown(p)) for p in people)])


def initial_of(document: Incoming) -> dict[str, Any]:
    """The register form's values of a stored document."""
    return {name: getattr(document, name) for name in (*AUTHORS, *OURS)}


def recognised(text: str) -> tuple[str, int | None]:
    """The agency that a typed code, name, short name or abbreviation means, if it is one only; else the text as it stands."""
    tree, wanted = directory(), fold(text)
    if (unit := tree.by_code(text)) is not None and unit.is_agency:
        return unit.name, unit.id
    same = [u for u in tree.search(text, limit=50) if u.is_agency and wanted in (fold(u.name), fold(u.short_name), fold(u.abbreviation))]
    return (same[0].name, same[0].id) if len(same) == 1 else (squeeze(text), None)


def _types() -> list[tuple[str, str]]:
    legal = [(t.code, f"{said(t)} (QPPL)") for t in LEGAL if t.in_force(clock.today())]
    return [*((t.code, said(t)) for t in (*ADMINISTRATIVE, *RECEIVED_ONLY)), *legal]


def _choose(form: forms.Form, name: str, choices: Any) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
