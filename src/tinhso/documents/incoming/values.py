"""What callers give: plain values, checked before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tinhso.core.files.public import StoredFile


@dataclass(frozen=True, slots=True)
class Arrival:
    """An electronic document as its sender sent it; `file` and `annexes` are already the receiving agency's own originals.

    `document_id` is the mã định danh (QĐ 28/2018 Điều 10.2), `reply_to_document_id` that of the document it answers.
    """

    consignment: UUID
    sender: int | None
    document_id: str
    number: str
    symbol: str
    notation: str
    document_date: date
    type_code: str
    subject: str
    issuer: str
    signer_name: str
    signer_title: str
    file: StoredFile
    annexes: tuple[StoredFile, ...] = ()
    urgency: str = ""
    pages: int | None = None
    answer_by: date | None = None
    reply_to_document_id: str = ""


@dataclass(frozen=True, slots=True)
class RegisterValues:
    """The register's fields in the order of Appendix IV; None leaves a field as it is.

    The first part is the author's (read-only for an electronic arrival), the second ours. `duplicate_reason` registers in spite of a
    duplicate; `not_secret` confirms that a mark found in the file is none of state secrecy; `named_posts`: only they see the file.
    """

    issuer: str | None = None
    notation: str | None = None
    document_date: date | None = None
    type_code: str | None = None
    subject: str | None = None
    signer_name: str | None = None
    signer_title: str | None = None
    urgency: str | None = None
    pages: int | None = None
    answer_by: date | None = None
    secrecy: str | None = None
    copies: int | None = None
    field: str | None = None
    note: str | None = None
    named_posts: tuple[int, ...] = ()
    duplicate_reason: str = ""
    not_secret: bool = False


AUTHORS = (
    "issuer", "notation", "document_date", "type_code", "subject", "signer_name", "signer_title", "urgency", "pages", "answer_by",
)  # fmt: skip
OURS = ("secrecy", "copies", "field", "note")


@dataclass(frozen=True, slots=True)
class Desk:
    """A unit head's desk or a person's: `principal` as `u5.head` or `o12`, with a deadline of its own."""

    principal: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class DirectiveValues:
    """Bút phê (Điều 23.2, Appendix IV.VII): who leads, who co-ordinates, who is to know, until when."""

    lead: str
    text: str = ""
    due: date | None = None
    co: tuple[Desk, ...] = ()
    know: tuple[str, ...] = ()
