"""What the login page says while a demo's week is still being played: the web answers long before it is over."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from tinhso.engines import demo
from tinhso.ui import format as fmt


def week() -> str:
    """One sentence; "" in every instance that is no demo, and once the week is over or nobody plays it."""
    now = demo.being_played(Path(settings.TINHSO_DATA)) if settings.TINHSO_DEMO else None
    if now is None:
        return ""
    if now.state == "week":
        return _("Tuần làm việc đầu tiên của bản dùng thử còn đang được diễn, xong %(part)s.") % {
            "part": fmt.percent(now.done, now.total, 0)
        }
    return _("Tỉnh của bản dùng thử đang được dựng; một lát nữa mới đăng nhập được.")
