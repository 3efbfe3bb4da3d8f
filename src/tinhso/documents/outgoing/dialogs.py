"""The small forms behind the card's buttons: one text, one choice or what is told before a number is given; one button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinhso.documents.outgoing.numbers import Offer, the_law
from tinhso.documents.outgoing.rules.paper import PaperReason
from tinhso.ui.rows import Detail
from tinhso.ui.words import said


@dataclass(frozen=True, slots=True)
class Dialog:
    """`label` "": nothing to type. `told` stands above, `hint` in small print below; `ticks` are boxes (name, words); `sent` goes
    along; `phrases` are offered for the text."""

    id: str
    verb: str
    title: str
    label: str
    button: str
    kind: str = "primary"
    required: bool = False
    ticks: tuple[tuple[str, str], ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    told: tuple[Detail, ...] = ()
    hint: str = ""
    sent: tuple[tuple[str, str], ...] = ()
    phrases: Sequence[str] = ()


def dialogs(number: Offer, returning: Sequence[str]) -> dict[str, Dialog]:
    """By the id that the button names; `verb` is the address word of the action, `number` what it would give, `returning` the actor's stock sentences."""
    reason = _("Lý do")
    print_it = _("In văn bản đã ký số ra giấy, đóng dấu cơ quan rồi phát hành bản giấy ấy.")
    shown = (("shown", number.notation),)
    made = (
        Dialog(
            "number",
            "cap-so",
            _("Cấp số, ký số và phát hành"),
            "",
            _("Cấp số và phát hành"),
            told=number.told,
            hint=the_law(),
            sent=(*shown, ("all", "1")),
        ),
        Dialog("number_only", "cap-so", _("Chỉ cấp số"), "", _("Cấp số"), told=number.told, hint=the_law(), sent=shown),
        Dialog("secret", "so-giay", _("Đăng ký số (bản giấy)"), "", _("Đăng ký số"), told=number.told, hint=the_law(), sent=shown),
        Dialog("submit", "trinh", _("Trình văn bản"), _("Nội dung trình (không bắt buộc)"), _("Trình")),
        Dialog("approve", "dong-y", _("Đồng ý"), _("Ý kiến"), _("Đồng ý"), ticks=(("initial", _("Ký nháy")),)),
        Dialog(
            "answer",
            "dong-y",
            _("Góp ý"),
            _("Ý kiến"),
            _("Gửi ý kiến"),
            ticks=(("agree", _("Thống nhất với dự thảo")),),
            hint=_("Không thống nhất toàn bộ thì ghi rõ ý kiến; dự thảo vẫn đi tiếp, ý kiến được giữ cùng văn bản."),
        ),
        Dialog("return", "tra-lai", _("Trả lại"), reason, _("Trả lại"), "danger", True, phrases=returning),
        Dialog("send_back", "tra-nguoi-soan", _("Trả lại người soạn thảo"), reason, _("Trả lại"), "danger", True, phrases=returning),
        Dialog(
            "paper",
            "so-giay",
            _("Phát hành bản giấy (khoản 5 Điều 18)"),
            reason,
            _("Đăng ký số"),
            required=True,
            options=tuple((r.value, said(r)) for r in PaperReason if r is not PaperReason.SECRET),
            told=number.told,
            hint=f"{print_it} {the_law()}",
            sent=shown,
        ),
        Dialog("withdraw", "rut", _("Rút văn bản"), reason, _("Rút"), "danger", True),
        Dialog("void", "huy-so", _("Hủy số đã cấp"), _("Lý do (số vẫn nằm trong sổ)"), _("Hủy số"), "danger", True),
        Dialog("settle", "da-giai-quyet", _("Đã giải quyết nơi trả lại"), _("Cách giải quyết"), _("Ghi nhận"), required=True),
        Dialog("recall", "thu-hoi", _("Thu hồi văn bản"), _("Lý do (gửi đến mọi nơi nhận)"), _("Thu hồi"), "danger", True),
    )
    return {d.id: d for d in made}
