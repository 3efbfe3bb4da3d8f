"""Events and background jobs in words: an operator reads what happens, the code stands beneath for those who look into logs."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinhso.core.organisations.public import directory
from tinhso.core.people.public import roster
from tinhso.kit.typed import whole

EVENTS: dict[str, Any] = {
    "outgoing.issued": gettext_lazy("Đã phát hành văn bản"),
    "outgoing.recall_asked": gettext_lazy("Yêu cầu thu hồi văn bản"),
    "incoming.status": gettext_lazy("Trạng thái xử lý ở nơi nhận"),
    "organisations.closed": gettext_lazy("Giải thể, sáp nhập đơn vị"),
    "people.desk_handed_over": gettext_lazy("Bàn giao việc"),
    "people.rights_changed": gettext_lazy("Thay đổi quyền"),
}
JOBS: dict[str, Any] = {
    "web.ledger": gettext_lazy("Nối chuỗi và ký đầu nhật ký bằng chứng"),
    "web.collect": gettext_lazy("Dọn tệp không còn ai dùng"),
    "web.forget": gettext_lazy("Dọn việc nền đã xong"),
    "web.nightly": gettext_lazy("Sao lưu đêm và thử khôi phục"),
    "web.checkup": gettext_lazy("Xem ổ đĩa và chứng thư mỗi sáng"),
    "events.deliver": gettext_lazy("Chuyển sự kiện đến các phần"),
    "events.rescue": gettext_lazy("Trả lại việc của tiến trình đã chết"),
    "exchange.deliver": gettext_lazy("Gửi văn bản đến nơi nhận"),
    "exchange.tell": gettext_lazy("Báo trạng thái cho nơi gửi"),
    "exchange.recall": gettext_lazy("Gửi yêu cầu thu hồi"),
    "notifications.mail_now": gettext_lazy("Soạn thư báo ngay"),
    "notifications.mail_one": gettext_lazy("Gửi thư báo ngay"),
    "notifications.morning": gettext_lazy("Soạn thư báo buổi sáng"),
    "notifications.mail_person": gettext_lazy("Gửi thư báo buổi sáng"),
    "people.hand_over": gettext_lazy("Bàn giao việc của người thôi giữ chức vụ"),
    "incoming.verify": gettext_lazy("Kiểm tra chữ ký văn bản đến"),
    "incoming.read": gettext_lazy("Đọc chữ trong tệp văn bản đến để tìm"),
    "incoming.reindex": gettext_lazy("Cập nhật chỉ mục tìm kiếm"),
    "outgoing.finish": gettext_lazy("Ký số cơ quan và phát hành"),
    "outgoing.take_turns": gettext_lazy("Cấp số hoặc ký lần lượt các văn bản của một đợt"),
    "registers.index": gettext_lazy("Cập nhật chỉ mục tìm kiếm"),
    "outgoing.reindex": gettext_lazy("Cập nhật chỉ mục tìm kiếm"),
}
THINGS: dict[str, Any] = {
    "outgoing": gettext_lazy("Văn bản đi"), "incoming": gettext_lazy("Văn bản đến"), "document": gettext_lazy("Văn bản"),
    "unit": gettext_lazy("Đơn vị"), "agency": gettext_lazy("Cơ quan"), "post": gettext_lazy("Vị trí"), "happening": gettext_lazy("Sự kiện"),
    "consignment": gettext_lazy("Lần gửi"), "message": gettext_lazy("Thông điệp"), "sender": gettext_lazy("Nơi gửi"),
    "receiver": gettext_lazy("Nơi nhận"), "batch": gettext_lazy("Thông báo"), "lot": gettext_lazy("Đợt cấp số"), "person": gettext_lazy("Người"), "day": gettext_lazy("Ngày"),
    "to": gettext_lazy("Người nhận bàn giao"), "ended": gettext_lazy("Từ lúc"), "timestamp": gettext_lazy("Lượt"),
}  # fmt: skip
_UNITS = {"unit", "agency", "sender", "receiver"}
_POSTS = {"post", "to"}


def event(kind: str) -> str:
    return str(EVENTS.get(kind, kind))


def job(name: str) -> str:
    return str(JOBS.get(name, name))


def known(kind: str, key: object) -> tuple[str, str]:
    """What a thing is in words, and its code for small print where it has no name."""
    word, named = str(THINGS.get(kind, kind)), _named(kind, str(key))
    unnamed = named == _code(str(key))
    return (word, named) if unnamed else (f"{word}: {named}", "")


def failure(text: str) -> str:
    """The first line of a kept error (`web.joberrors`) in words; the code follows in brackets."""
    kind, _colon, code = text.partition("\n")[0].partition(": ")
    if code:
        return _("Bị một quy tắc từ chối (mã %(code)s)") % {"code": code}
    return _("Chương trình gặp lỗi (%(kind)s)") % {"kind": kind.rpartition(".")[2]}


def thing(kind: str, key: object) -> str:
    """`Cơ quan: Sở Nội vụ`, `Văn bản đi: mã …`: names where the directory knows them, never a document's content."""
    return f"{THINGS.get(kind, kind)}: {_named(kind, str(key))}"


def _named(kind: str, key: str) -> str:
    number = whole(key)
    if kind in _UNITS and number is not None and number in directory():
        return directory().get(number).shown
    if kind in _POSTS and number is not None and (post := roster().known(number)):
        return f"{post.name}, {post.title}"
    return _code(key)


def _code(key: str) -> str:
    return _("mã %(key)s") % {"key": key}
