"""From a piece of the corpus to what a drafter gives."""

from __future__ import annotations

from collections.abc import Iterator

from tinhso.documents.outgoing.public import DraftValues, RecipientValue, Text
from tinhso.scenario.data import province, staff
from tinhso.scenario.data.corpus import Piece
from tinhso.scenario.data.template import Block
from tinhso.scenario.house import House


def values(
    house: House, piece: Piece, *, signer: int, reviewers: tuple[int, ...] = (), reply_to: str | None = None, to: tuple[str, ...] = ()
) -> DraftValues:
    """`signer`, `reviewers`: posts; `to`: recipients other than the piece's own, as keys."""
    return DraftValues(
        type_code=piece.type_code, subject=piece.subject, signer=signer, text=Text(body=body(piece), bases=piece.bases),
        recipients=tuple(recipients(house, piece, to or piece.recipients)), reviewers=reviewers, field=staff.FIELDS[piece.field],
        reply_to=reply_to,
    )  # fmt: skip


def recipients(house: House, piece: Piece, keys: tuple[str, ...]) -> Iterator[RecipientValue]:
    """Each agency by its name; under Kính gửi where the piece is addressed at all."""
    above = province.agency(piece.author).parent
    for key in keys:
        purpose = "report" if key == above else "act"
        yield RecipientValue(province.agency(key).name, house.agencies[key], purpose=purpose, addressed=bool(piece.kinh_gui))


def body(piece: Piece) -> str:
    """Lines as a drafter types them (`documents.outgoing.compose`)."""
    return "\n".join(line for block in piece.body_blocks for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    match block:
        case ("item", letter, text):
            yield f"{letter}) {text}"
        case ("dieu", number, title, text):
            yield f"Điều {number}. {' '.join(part for part in (title, text) if part)}"
        case ("table", rows):
            titles, *lines = rows
            for row in lines:
                rest = [f"{title}: {cell}" for title, cell in zip(titles[1:], row[1:], strict=False)]
                yield f"- {row[0]}: {'; '.join(rest)}"
        case (_, text):
            yield str(text)
