"""Chứng thư số of the agency and its people, the nearest end first."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinhso.core.access.public import Actor
from tinhso.kit import clock
from tinhso.signing.custody.public import SOON, Key, common_name, keys_of
from tinhso.ui import format as fmt
from tinhso.ui.rows import Cell, Column, Line, Tag
from tinhso.web.access import OPERATE
from tinhso.web.administration.common import for_right


@require_GET
@for_right(OPERATE)
def certificates(request: HttpRequest, actor: Actor) -> HttpResponse:
    lines = [_line(key) for key in keys_of(actor)]
    columns = [
        Column("subject", _("Chủ thể"), heading=True, width=320), Column("holder", _("Của")), Column("serial", _("Số hiệu"), width=180),
        Column("from", _("Từ ngày")), Column("to", _("Đến ngày")), Column("state", _("Tình trạng"), width=180),
    ]  # fmt: skip
    return render(request, "web/administration/certificates.html", {"columns": columns, "lines": lines})


def _line(key: Key) -> Line:
    holder = _("Cơ quan") if key.holder == Key.Holder.AGENCY else _("Cá nhân")
    return Line(
        key.pk, [common_name(key.subject), holder, key.serial, fmt.date(key.valid_from), fmt.date(key.valid_to), Cell(tag=_state(key))]
    )


def _state(key: Key) -> Tag:
    left = key.valid_to - clock.now()
    if key.revoked_at is not None:
        return Tag(_("Đã thu hồi"), "bad")
    if left < timedelta():
        return Tag(_("Đã hết hạn"), "bad")
    if left < timedelta(days=SOON):
        return Tag(_("Còn %(n)s ngày") % {"n": left.days}, "warn")
    return Tag(_("Còn hạn"), "ok")
