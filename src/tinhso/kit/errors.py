"""One way of saying no to a person: what, where and what to do, in both languages."""

from __future__ import annotations

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
