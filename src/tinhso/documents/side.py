"""The two sides of documents, incoming and outgoing: how each is named in evidence, in addresses and in refusals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from tinhso.core.access.public import aggregate
from tinhso.kit.errors import Refusal


class Identified(Protocol):
    @property
    def id(self) -> UUID: ...


@dataclass(frozen=True, slots=True)
class Side:
    """`code` begins the names of its aggregates, events and refusals; `root` is the address of its lists."""

    code: str
    root: str

    def subject_of(self, document: Identified | UUID) -> str:
        return aggregate(self.code, _id(document))

    def url_of(self, document: Identified | UUID) -> str:
        return f"{self.root}{_id(document)}/"

    def need_words(self, text: str, vi: str = "Phải ghi lý do.", en: str = "A reason is needed.") -> str:
        """What was typed, trimmed. Raises Refusal `<code>.reason` where there is nothing."""
        text = text.strip()
        if not text:
            raise Refusal(f"{self.code}.reason", vi=vi, en=en)
        return text


def _id(document: Identified | UUID) -> UUID:
    return document if isinstance(document, UUID) else document.id


INCOMING = Side("incoming", "/van-ban-den/")
OUTGOING = Side("outgoing", "/van-ban-di/")
