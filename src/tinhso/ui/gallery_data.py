"""Invented data for the gallery: plainly made up people, agencies and documents."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinhso.kit import clock
from tinhso.ui import format as f
from tinhso.ui.forms import DateField, FilesField, LineField, TimeField
from tinhso.ui.rows import (
    Action,
    Cell,
    Chip,
    Column,
    Count,
    Crumb,
    Detail,
    Line,
    NavItem,
    PageImage,
    Place,
    Row,
    Tab,
    Tag,
    TimelineEntry,
)

SUBJECTS = (
    ("215/QĐ-STTTT", "Sở Thông tin và Truyền thông", "Về việc ban hành Quy chế tiếp nhận, xử lý, phát hành và quản lý văn bản điện tử"),
    (
        "1042/UBND-VX",
        "Ủy ban nhân dân tỉnh Mẫu",
        "V/v rà soát, báo cáo tiến độ triển khai chữ ký số chuyên dùng tại các cơ quan, đơn vị trên địa bàn tỉnh trong 6 tháng đầu năm và nhiệm vụ trọng tâm 6 tháng cuối năm",
    ),
    ("07/GM-STC", "Sở Tài chính", "Họp thống nhất dự toán kinh phí duy trì hạ tầng số năm sau"),
    ("88/BC-UBND", "UBND huyện Suối Thử", "Báo cáo kết quả thực hiện dịch vụ công trực tuyến quý I"),
    ("12/TTr-PCNTT", "Phòng Công nghệ thông tin", "Đề nghị phê duyệt kế hoạch bảo đảm an toàn thông tin"),
    ("301/CV-VNPX", "Công ty Bưu chính Mẫu", "V/v phối hợp chuyển phát hồ sơ của công dân"),
)


class GalleryForm(forms.Form):
    number = LineField(label=gettext_lazy("Số, ký hiệu"), help_text=gettext_lazy("Như trên văn bản, ví dụ 215/QĐ-STTTT"))
    issued = DateField(label=gettext_lazy("Ngày văn bản"), latest=dt.date(2030, 12, 31))
    at = TimeField(label=gettext_lazy("Giờ đến"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Tên loại"), choices=[("", "—"), ("QĐ", gettext_lazy("Quyết định")), ("BC", gettext_lazy("Báo cáo"))]
    )
    subject = LineField(label=gettext_lazy("Trích yếu"), widget=forms.Textarea(attrs={"rows": 3}))
    urgency = forms.ChoiceField(
        label=gettext_lazy("Mức độ khẩn"),
        choices=[("", gettext_lazy("Thường")), ("K", gettext_lazy("Khẩn")), ("TK", gettext_lazy("Thượng khẩn"))],
        widget=forms.RadioSelect,
        required=False,
    )
    paper = forms.BooleanField(label=gettext_lazy("Có bản giấy kèm theo"), required=False)
    attached = FilesField(label=gettext_lazy("Tệp đính kèm"), max_bytes=50 << 20, suffixes=(".pdf", ".docx", ".xlsx"), required=False)


class GalleryFilter(forms.Form):
    q = forms.CharField(label=gettext_lazy("Trích yếu, số"), required=False)
    since = DateField(label=gettext_lazy("Từ ngày"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Trạng thái"), required=False, choices=[("", gettext_lazy("Tất cả")), ("open", gettext_lazy("Đang xử lý"))]
    )


def states() -> list[Tag]:
    return [
        Tag(_("Chờ vào sổ")),
        Tag(_("Đang xử lý"), "accent"),
        Tag(_("Đã phát hành"), "ok"),
        Tag(_("Đã cấp số, chưa ký số"), "warn"),
        Tag(_("Bị trả lại"), "bad"),
        Tag(_("Đã hủy"), "plain", "void"),
    ]


def inbox() -> list[Row]:
    today = clock.today()
    made = []
    for i, (number, issuer, subject) in enumerate(SUBJECTS):
        due = f.deadline(today + dt.timedelta(days=(-3, 0, 2, 5, 12, 30)[i]))
        made.append(
            Row(
                i,
                f"#row-{i}",
                subject,
                number,
                issuer,
                f.short(today - dt.timedelta(days=i * 3)),
                more=[_("Chủ trì")] if i % 2 else [],
                tag=states()[i],
                deadline=due if i < 5 else None,
                urgency=Tag(_("Hỏa tốc"), "bad", "flag") if i == 0 else None,
                unread=i < 2,
                files=i % 3,
            )
        )
    return made


def register() -> tuple[list[Column], list[Line]]:
    columns = [
        Column("number", _("Số đến"), "right", 80, sort_url="?sort=number", sorted="descending", heading=True),
        Column("day", _("Ngày đến"), width=110, sort_url="?sort=day"),
        Column("author", _("Tác giả"), width=210),
        Column("symbol", _("Số, ký hiệu"), width=150, nowrap=True),
        Column("subject", _("Tên loại và trích yếu"), width=420),
        Column("unit", _("Đơn vị nhận"), width=190),
        Column("state", _("Trạng thái"), width=190),
        Column("due", _("Thời hạn"), width=140),
    ]
    lines = [
        Line(
            2055 - i,
            [
                f.number(2055 - i),
                f.date(clock.today() - dt.timedelta(days=i)),
                row.issuer,
                row.number,
                Cell(row.subject, row.url),
                _("Phòng Công nghệ thông tin"),
                Cell(tag=row.tag),
                Cell(deadline=row.deadline),
            ],
        )
        for i, row in enumerate(inbox() * 2)
    ]
    return columns, lines


def history() -> list[TimelineEntry]:
    return [
        TimelineEntry(_("Phát hành đến 12 nơi nhận"), "Đào Thị Thử, Văn thư", "05/01/2020 15:02", "2020-01-05T15:02", tone="ok"),
        TimelineEntry(_("Đóng dấu, ký số cơ quan"), "Đào Thị Thử, Văn thư", "05/01/2020 14:58", tone="accent"),
        TimelineEntry(
            _("Trả lại để sửa"),
            "Lý Văn Mẫu, Trưởng phòng",
            "04/01/2020 09:11",
            opinion=_("Bổ sung căn cứ; số liệu quý IV chưa khớp với báo cáo trước.\nĐề nghị sửa trong ngày."),
            tone="bad",
            link="#v2",
            link_text=_("phiên bản 2"),
        ),
        TimelineEntry(_("Soạn thảo"), "Hồ Thị Thí Dụ, Chuyên viên", "03/01/2020 16:40", link="#v1", link_text=_("phiên bản 1")),
    ]


def frame() -> dict[str, Any]:
    groups = [_("Văn bản"), _("Quản trị")]
    nav = [
        NavItem(_("Bàn làm việc"), "#home", "home", "12", current=True),
        NavItem(_("Việc của tôi"), "#tasks", "check", "7"),
        NavItem(_("Văn bản đến"), "#in", "inbox", "3", group=groups[0]),
        NavItem(_("Văn bản đi"), "#out", "outbox", group=groups[0]),
        NavItem(_("Sổ văn bản đến"), "#book", "book", group=groups[0]),
        NavItem(_("Hồ sơ công việc"), "#files", "archive", group=groups[0]),
        NavItem(_("Cơ cấu tổ chức"), "#org", "building", group=groups[1]),
        NavItem(_("Người dùng và quyền"), "#people", "users", group=groups[1]),
        NavItem(_("Cài đặt"), "#set", "settings", group=groups[1]),
    ]
    return {
        "actor": {"name": "Đào Thị Thử", "post_title": _("Văn thư"), "agency_name": "Sở Thông tin và Truyền thông tỉnh Mẫu"},
        "posts": [{"id": 1, "title": _("Văn thư"), "current": True}, {"id": 2, "title": _("Văn thư kiêm lưu trữ"), "current": False}],
        "role_url": "#role",
        "nav": nav,
        "demo": True,
        "notices": 4,
        "notices_url": "#notices",
        "search_url": "#search",
        "logout_url": "#logout",
        "home_url": "#home",
        "account_items": [NavItem(_("Phiên đăng nhập"), "#sessions", "shield")],
        "crumbs": [Crumb(_("Văn bản đến"), "#in"), Crumb("215/QĐ-STTTT")],
        "print_line": _("In từ Hệ thống bởi %(who)s, lúc %(when)s") % {"who": "Đào Thị Thử", "when": f.moment(clock.now())},
    }


def parts() -> dict[str, Any]:
    columns, lines = register()
    return {
        "inbox": inbox(),
        "columns": columns,
        "lines": lines,
        "states": states(),
        "history": history(),
        "chips": [Chip(_("Trạng thái: Đang xử lý"), "?"), Chip(_("Từ ngày: 01/01/2020"), "?")],
        "page": {"newer": "abc", "older": "def"},
        "tabs": [
            Tab(_("Chờ tiếp nhận"), "#t1", True, "3"),
            Tab(_("Chờ vào sổ"), "#t2", count="12"),
            Tab(_("Chờ trình"), "#t3"),
            Tab(_("Bị trả lại"), "#t4", count="1"),
        ],
        "counts": [
            Count(f.number(12), _("việc chờ tôi"), "#c1", "accent", _("3 việc mới hôm nay")),
            Count(f.number(2), _("việc quá hạn"), "#c2", "bad"),
            Count(f.number(2055), _("văn bản đến trong năm"), "#c3"),
            Count(f.percent(2027, 2055), _("đúng hạn"), "#c4", "ok", "2.027 / 2.055"),
        ],
        "buttons": [
            Action(_("Vào sổ"), "#new", "primary", "plus"),
            Action(_("Chuyển xử lý"), "#send", icon="send"),
            Action(_("In"), "#print", icon="print"),
            Action(_("Trả lại"), kind="danger", icon="reply", dialog="return"),
            Action(_("Đóng dấu"), kind="secondary", icon="seal", disabled=_("văn bản chưa được người có thẩm quyền ký số (Điều 32)")),
        ],
        "about": [
            Detail(_("Số, ký hiệu"), "215/QĐ-STTTT"),
            Detail(_("Cơ quan ban hành"), "Sở Thông tin và Truyền thông", "#org"),
            Detail(_("Trạng thái"), states()[1]),
            Detail(_("Thời hạn"), f.deadline(clock.today() + dt.timedelta(days=2))),
        ],
        "file_name": "215/QĐ-STTTT.pdf",
        "pages": [PageImage("page/1.svg", 1), PageImage("page/2.svg", 2)],
        "places": [
            Place("number", _("Số"), 1, 45, 40, 24, 7),
            Place("day", _("Ngày"), 1, 138, 40, 10, 7),
            Place("month", _("Tháng"), 1, 160, 40, 10, 7),
            Place("person", _("Người ký"), 1, 120, 225, 45, 22),
            Place("agency", _("Dấu cơ quan"), 1, 100, 215, 36, 36),
        ],
    }
