"""Chứng thư số of the agency and its people, the nearest end first; who keeps the agency's key (Điều 32)."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor
from tinhso.kit import clock
from tinhso.signing.custody.access import CHARGE
from tinhso.signing.custody.public import SOON, Keeping, Key, common_name, keepings, keys_of
from tinhso.ui import format as fmt
from tinhso.ui.rows import Cell, Column, Line, Tag
from tinhso.web.administration.common import for_right


@require_GET
@for_right(CHARGE)
def certificates(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Above all else the agency's keys that could sign and are in nobody's hands. Three queries."""
    kept = {k.key.pk: k for k in keepings(actor)}
    columns = [
        Column("subject", _("Chủ thể"), heading=True, width=300), Column("keeper", _("Người quản lý"), width=280),
        Column("state", _("Tình trạng"), width=160), Column("from", _("Từ ngày"), nowrap=True, width=110),
        Column("to", _("Đến ngày"), nowrap=True, width=110), Column("serial", _("Số hiệu"), width=180),
    ]  # fmt: skip
    now = clock.now()
    context = {
        "columns": columns, "lines": [_line(key, kept.get(key.pk)) for key in keys_of(actor)],
        "bare": [{"sentence": without_keeper(k), "url": reverse("certificate", args=[k.key.pk])} for k in kept.values() if k.abandoned(now)],
    }  # fmt: skip
    return render(request, "web/administration/certificates.html", context)


def _line(key: Key, keeping: Keeping | None) -> Line:
    subject = common_name(key.subject)
    first = Cell(subject, reverse("certificate", args=[key.pk])) if keeping else subject
    return Line(key.pk, [first, _keeper(keeping), Cell(tag=key_state(key)), fmt.date(key.valid_from), fmt.date(key.valid_to), key.serial])


def _keeper(keeping: Keeping | None) -> str | Cell:
    """A person keeps his own key himself (Điều 32.3)."""
    if keeping is None:
        return _("Cá nhân tự giữ")
    if keeping.keeper is not None and keeping.charge is not None:
        return _("%(name)s, từ %(day)s") % {"name": keeping.keeper.name, "day": fmt.date(keeping.charge.taken_at)}
    return Cell(tag=Tag(_("Chưa có người quản lý"), "bad" if keeping.abandoned(clock.now()) else "plain"))


def without_keeper(keeping: Keeping) -> str:
    """Why nobody can seal with this key, and what is to be done."""
    said = {"key": common_name(keeping.key.subject)}
    if keeping.left is None:
        return (
            _(
                "Khóa “%(key)s” của cơ quan chưa giao cho ai, nên chưa ký số được văn bản đi. Giao cho một văn thư theo Điều 32 Nghị định 30/2020."
            )
            % said
        )
    said |= {"name": keeping.left.name, "when": fmt.moment(keeping.left.valid_to)}
    return (
        _(
            "%(name)s thôi giữ chức vụ lúc %(when)s mà khóa “%(key)s” của cơ quan chưa bàn giao, nên chưa ký số được văn bản đi. Giao cho một "
            "văn thư theo Điều 32 Nghị định 30/2020."
        )
        % said
    )


def key_state(key: Key) -> Tag:
    left = key.valid_to - clock.now()
    if key.revoked_at is not None:
        return Tag(_("Đã thu hồi"), "bad")
    if left < timedelta():
        return Tag(_("Đã hết hạn"), "bad")
    if left < timedelta(days=SOON):
        return Tag(_("Còn %(n)s ngày") % {"n": left.days}, "warn")
    return Tag(_("Còn hạn"), "ok")
