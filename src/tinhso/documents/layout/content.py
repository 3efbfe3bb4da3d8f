"""What a document says, apart from how it looks: the elements of Điều 8 as plain values that travel as JSON.

Nothing here is markup. Texts may hold line breaks where the writer wants them (agency names, subjects); everything else wraps.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import msgspec

from tinhso.kit.errors import Refusal
from tinhso.kit.text import nfc

Urgency = Literal["", "urgent", "very_urgent", "express"]
Circulation = Literal["", "return_after_reading", "internal"]
Level = Literal["part", "chapter", "section", "subsection", "roman", "article", "clause", "point"]


class _Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Immutable, compared by value, JSON both ways."""


class Paragraph(_Value, frozen=True, tag="paragraph", tag_field="kind"):
    text: str
    style: Literal["normal", "bold", "italic", "centre", "heading"] = "normal"


class Field(_Value, frozen=True, tag="field", tag_field="kind"):
    """`label: text` on a line of its own: giấy mời, giấy giới thiệu, biên bản, giấy nghỉ phép (samples 1.7-1.10)."""

    label: str
    text: str


class Heading(_Value, frozen=True, tag="heading", tag_field="kind"):
    """Phần, chương, mục, tiểu mục, mục I., điều, khoản, điểm (II.6.đ). `number` empty: counted in order.

    `title` is the heading proper; `text` runs on after it (`Điều 1. Ban hành kèm theo …`).
    """

    level: Level
    title: str = ""
    text: str = ""
    number: str = ""


class Bullets(_Value, frozen=True, tag="bullets", tag_field="kind"):
    items: tuple[str, ...]


class Column(_Value, frozen=True):
    """`width` is a share of the line (any unit); 0 fits the contents."""

    title: str
    width: float = 1
    align: Literal["left", "center", "right"] = "left"


class Table(_Value, frozen=True, tag="table", tag_field="kind"):
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


Block = Paragraph | Field | Heading | Bullets | Table


class Signer(_Value, frozen=True):
    """`authority`: the lines above the signature (`KT. GIÁM ĐỐC`, `PHÓ GIÁM ĐỐC`); `other_post` stands above the name (II.7.đ)."""

    authority: tuple[str, ...]
    name: str
    other_post: str = ""


class Annex(_Value, frozen=True):
    """A phụ lục (III.1), or with `promulgates` the document that a decision issues or approves (sample 1.3), in the same file.

    `title` is the annex's name or that document's subject, `type_name` its type (`QUY CHẾ`). Pages are numbered apart.
    """

    title: str
    body: tuple[Block, ...]
    promulgates: bool = False
    type_name: str = ""
    landscape: bool = False


class Content(_Value, frozen=True):
    """One draft. `type` is a code of `documents.types`; `symbol` what follows the number (`/QĐ-STTTT`); `year` is printed.

    `issuer`: the authority line of a resolution or decision, or who telegraphs. `addressees`: Kính gửi (of a telegram, who gets it).
    `recipients`: Nơi nhận without its last line; `archive`: what follows `Lưu:`.
    `co_signer`: the secretary of minutes or the other party, on the left. `confirmation`: the left block of a leave permit.
    `heading`: another name at the head than the type's. `drafter`: `PL.(300)`. `address`: lines at the foot of page 1.
    """

    type: str
    symbol: str
    year: int
    agency: str
    place: str
    subject: str
    signer: Signer
    body: tuple[Block, ...]
    superior: str = ""
    issuer: str = ""
    bases: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    archive: tuple[str, ...] = ("VT",)
    urgency: Urgency = ""
    circulation: Circulation = ""
    drafter: str = ""
    address: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    co_signer: Signer | None = None
    confirmation: str = ""
    heading: str = ""
    landscape: bool = False

    def to_json(self) -> bytes:
        return msgspec.json.encode(self)

    def change(self, **fields: Any) -> Content:
        """A copy with other fields."""
        return msgspec.structs.replace(self, **fields)


def from_json(raw: bytes | str) -> Content:
    """Reads what `to_json` wrote, every text composed (NFC) and freed of control characters.

    Raises Refusal `layout.malformed` naming the field.
    """
    try:
        return msgspec.convert(composed(msgspec.json.decode(raw)), Content)
    except (msgspec.MsgspecError, UnicodeDecodeError) as why:
        raise Refusal(
            "layout.malformed",
            vi=f"Dữ liệu dự thảo không đúng cấu trúc ({why}). Hãy mở lại dự thảo và nhập lại phần đó.",
            en=f"The draft's data is malformed ({why}). Open the draft again and enter that part anew.",
        ) from why


def composed(value: Any) -> Any:
    """Every text inside a JSON value in NFC: Typst keeps NFD as it comes, and search then misses the words."""
    return each_text(value, lambda text: text if text.isascii() and text.isprintable() else nfc(text))


def each_text(value: Any, changed: Callable[[str], str]) -> Any:
    """A JSON value with every text in it changed, keys left alone."""
    if isinstance(value, str):
        return changed(value)
    if isinstance(value, dict):
        return {key: each_text(item, changed) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [each_text(item, changed) for item in value]
    return value
