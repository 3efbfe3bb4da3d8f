"""The menu: what the post may do, with one count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from tinhso.core.access.public import Actor, Permission, Role
from tinhso.core.calendar.access import OWN_DAYS
from tinhso.core.indicators.access import READ, READ_UNIT
from tinhso.core.notifications.access import SETTINGS
from tinhso.core.organisations.public import MANAGE as MANAGE_UNITS
from tinhso.core.people.access import DELEGATE
from tinhso.core.people.access import MANAGE as MANAGE_PEOPLE
from tinhso.documents.agenda.access import READ as READ_WEEK
from tinhso.documents.folders.public import KEEP
from tinhso.documents.numbering.access import CONFIGURE
from tinhso.documents.outgoing.access import ROUTES
from tinhso.documents.registers.access import IMPORT
from tinhso.exchange.access import FOLLOW
from tinhso.signing.custody.access import CHARGE
from tinhso.ui import format as fmt
from tinhso.ui.rows import NavItem
from tinhso.web.access import OPERATE
from tinhso.web.desk import desk


@dataclass(frozen=True, slots=True)
class Entry:
    """`rights`: any one of them will do; none asks for none (everybody who works with documents)."""

    label: Any
    route: str
    icon: str
    rights: tuple[Permission, ...] = ()

    def open_to(self, actor: Actor) -> bool:
        return not self.rights or any(right.held_by(actor) for right in self.rights)


DOCUMENTS = (
    Entry(_("Văn bản đến"), "incoming", "inbox"),
    Entry(_("Văn bản đi"), "outgoing", "outbox"),
    Entry(_("Liên thông"), "exchange", "globe", (FOLLOW,)),
    Entry(_("Lịch tuần"), "agenda", "calendar", (READ_WEEK,)),
    Entry(_("Thư mục của tôi"), "folders", "archive", (KEEP,)),
    Entry(_("Chỉ số"), "indicators", "chart", (READ, READ_UNIT)),
)
ADMINISTRATION: tuple[Entry, ...] = (
    Entry(_("Người và chức vụ"), "people", "users", (MANAGE_PEOPLE,)),
    Entry(_("Giao quyền, ủy quyền"), "delegations", "pen", (DELEGATE,)),
    Entry(_("Cơ quan, đơn vị"), "units", "building", (MANAGE_UNITS,)),
    Entry(_("Nhập từ Excel"), "import", "upload", (MANAGE_PEOPLE,)),
    Entry(_("Sổ số"), "series", "book", (CONFIGURE,)),
    Entry(_("Sổ cũ (nhập)"), "old_registers", "archive", (IMPORT,)),
    Entry(_("Quy trình trình ký"), "routes", "split", (ROUTES,)),
    Entry(_("Lịch làm việc"), "calendar", "calendar", (OWN_DAYS,)),
    Entry(_("Quy tắc thông báo"), "notice_rules", "bell", (SETTINGS,)),
    Entry(_("Chứng thư số"), "certificates", "key", (CHARGE,)),
    Entry(_("Việc nền"), "jobs", "clock", (OPERATE,)),
    Entry(_("Sự kiện"), "happenings", "archive", (OPERATE,)),
    Entry(_("Hệ thống"), "system", "settings", (OPERATE,)),
)


def items(request: HttpRequest, actor: Actor) -> list[NavItem]:
    """The actor's menu, the page at hand marked. One query (the desk's, shared with the home page)."""
    return list(_items(request, actor))


def _items(request: HttpRequest, actor: Actor) -> Iterator[NavItem]:
    home, work = reverse("home"), reverse("work")
    waiting = desk(request, actor).waiting
    yield NavItem(str(_("Bàn làm việc")), home, "home", current=request.path == home)
    yield NavItem(str(_("Việc của tôi")), work, "flag", fmt.number(waiting) if waiting else "", _here(request, work))
    if actor.roles - {Role.ADMINISTRATOR}:
        for entry in (e for e in DOCUMENTS if e.open_to(actor)):
            yield _item(request, entry, pgettext("menu", "Văn bản"))
    for entry in ADMINISTRATION:
        if entry.open_to(actor):
            yield _item(request, entry, str(_("Quản trị")))


def _item(request: HttpRequest, entry: Entry, group: str) -> NavItem:
    url = reverse(entry.route)
    return NavItem(str(entry.label), url, entry.icon, current=_here(request, url), group=group)


def _here(request: HttpRequest, url: str) -> bool:
    return request.path.startswith(url)
