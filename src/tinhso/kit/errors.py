"""One way of saying no to a person: what, where and what to do, in both languages."""

from __future__ import annotations

import errno
from typing import Any


class Refusal(Exception):
    """A rule or a limit said no; nothing was changed.

    `code` is stable and machine-readable (`series.date_before_last`); `vi` and `en` are whole sentences a person can act on.
    `status` is the HTTP status that pages and the API answer with; `context` carries values for the technical record.
    """

    def __init__(self, code: str, *, vi: str, en: str, status: int = 422, **context: Any) -> None:
        super().__init__(f"{code}: {en}")
        self.code = code
        self.vi = vi
        self.en = en
        self.status = status
        self.context = context

    def message(self, language: str = "vi") -> str:
        return self.en if language.startswith("en") else self.vi


class NotAllowed(Refusal):
    """The actor lacks the right (HTTP 403)."""

    def __init__(self, permission: str, *, vi: str, en: str, **context: Any) -> None:
        super().__init__("access.denied", vi=vi, en=en, status=403, permission=permission, **context)


class Conflict(Refusal):
    """Somebody else was first (HTTP 409); the message says who and when."""

    def __init__(self, code: str, *, vi: str, en: str, **context: Any) -> None:
        super().__init__(code, vi=vi, en=en, status=409, **context)


_SYSTEM = {
    errno.ENOENT: "không có tệp hay thư mục này", errno.EACCES: "không có quyền", errno.EPERM: "không được phép",
    errno.ENOTDIR: "một phần của đường dẫn không phải thư mục", errno.EISDIR: "đây là thư mục", errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EROFS: "ổ đĩa chỉ đọc", errno.EEXIST: "đã có rồi", errno.ENAMETOOLONG: "tên quá dài",
}  # fmt: skip


def reason(error: OSError) -> str:
    """What the system said, in Vietnamese where it is one of the usual things."""
    return _SYSTEM.get(error.errno or 0, error.strerror or type(error).__name__)


def unusable(error: OSError) -> Refusal:
    """A file or folder that cannot be used, as a sentence."""
    where = error.filename or ""
    return Refusal(
        "system.unusable",
        vi=f"Không dùng được {where or 'tệp'}: {reason(error)}. Hãy sửa đường dẫn hoặc quyền rồi chạy lại.",
        en=f"{where or 'A file'} cannot be used: {error.strerror or type(error).__name__}. Correct the path or its rights and run again.",
    )


def of_database(error: BaseException) -> bool:
    """Whether it comes from the database, by psycopg or through Django; told by name, for those who load neither."""
    return any((of.__module__, of.__name__) in {("psycopg", "Error"), ("django.db.utils", "Error")} for of in type(error).__mro__)


def unforeseen(error: Exception) -> Refusal:
    """An error nobody has written a sentence for, as one: what the database, the system or the program said, and where to turn."""
    if isinstance(error, OSError):
        return unusable(error)
    said = next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
    if of_database(error):
        return Refusal(
            "database.failed",
            vi=f"Cơ sở dữ liệu báo lỗi: {said}. Hãy chạy “tinhso doctor” rồi thử lại.",
            en=f"The database reported an error: {said}. Run “tinhso doctor”, then try again.",
        )
    return Refusal(
        "system.unforeseen",
        vi=f"Lỗi chưa lường trước ({type(error).__name__}): {said}. Hãy gửi thông báo này cho nơi hỗ trợ.",
        en=f"An unforeseen error ({type(error).__name__}): {said}. Please report it.",
    )
