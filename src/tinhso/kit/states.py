"""A state table: from, verb, to. One explicit table per aggregate; the room maps draw it from the code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Self, TypeVar

from tinhso.kit.errors import Conflict


class Labelled(StrEnum):
    """An enumeration whose members carry both languages; declare members as `NAME = "value", "vi", "en"`."""

    vi: str
    en: str

    def __new__(cls, value: str, vi: str = "", en: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.vi, member.en = vi, en
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(str(m.value), m.vi) for m in cls]

    def label(self, language: str = "vi") -> str:
        return self.en if language.startswith("en") else self.vi


S = TypeVar("S", bound=Labelled)


@dataclass(frozen=True, slots=True)
class Move(Generic[S]):
    """`verb` leads from any of `sources` to `target`; `guard` is a sentence for the map, checked where the verb is done."""

    sources: tuple[S, ...]
    verb: str
    target: S
    guard: str = ""


class Table(Generic[S]):
    """All moves of one aggregate."""

    def __init__(self, moves: Iterable[Move[S]]) -> None:
        self.moves = tuple(moves)
        self._next = {(source, m.verb, m.target): m for m in self.moves for source in m.sources}

    def targets(self, state: S, verb: str) -> list[S]:
        return [t for (s, v, t) in self._next if s == state and v == verb]

    def allows(self, state: S, verb: str) -> bool:
        return bool(self.targets(state, verb))

    def after(self, state: S, verb: str, target: S | None = None) -> S:
        """The state that `verb` leads to (`target` where several are possible). Raises Conflict with the state's name."""
        targets = self.targets(state, verb)
        if target is not None and target in targets:
            return target
        if target is None and len(targets) == 1:
            return targets[0]
        raise Conflict(
            "state.not_allowed",
            vi=f"Văn bản đang ở trạng thái “{state.vi}”, không làm được việc này. Có thể người khác vừa xử lý; hãy tải lại trang.",
            en=f"The document is “{state.en}”; this cannot be done now. Somebody may just have acted; reload the page.",
            state=str(state.value), verb=verb,
        )  # fmt: skip
