"""The first page as its parts: the motto, the head above the title, the columns."""

from __future__ import annotations

from dataclasses import dataclass, field

from tinhso.documents.incoming.proposals.values import Segment
from tinhso.documents.incoming.proposals.words import FREEDOM, MOTTO, PARTY, like


@dataclass(slots=True)
class Sheet:
    """`rows` from top to bottom; `head_end`: where the title or the body begins."""

    rows: list[list[Segment]]
    width: float
    height: float
    head_end: float = 0.0
    motto: Segment | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._split_mottos()
        self.motto = next((s for s in self.segments() if is_motto(s) and s.top < 0.4 * self.height), None)

    def segments(self) -> list[Segment]:
        return [s for row in self.rows for s in row]

    def head(self) -> list[Segment]:
        return [s for s in self.segments() if s.top < self.head_end]

    def end_head(self, named: Segment | None) -> None:
        """The title where there is one, else whom it is addressed to, else the upper part."""
        to = next((s for s in self.segments() if s.key.startswith(("kinh gui", "can cu ")) and s.top < 0.6 * self.height), None)
        ends = [s.top for s in (named, to) if s is not None]
        self.head_end = min(ends) if ends else 0.4 * self.height

    @property
    def columns(self) -> bool:
        """Whether the motto stands on the right with the issuer on its left (Phụ lục I, Part II, I), not across the page."""
        return self.motto is not None and self.motto.middle > 0.56 * self.width

    def _split_mottos(self) -> None:
        """A motto hard beside the issuer's name is one segment with it: part them."""
        for row in self.rows:
            for i, segment in enumerate(row):
                for start in ("cong hoa xa hoi chu", "dang cong san viet", "doc lap - tu do"):
                    at = segment.key.find(start)
                    if at > 0:
                        n = len(segment.key[:at].split())
                        row[i : i + 1] = [Segment(segment.words[:n], segment.page), Segment(segment.words[n:], segment.page)]
                        break


def is_motto(segment: Segment) -> bool:
    """Whole, or its first line where its column is narrow."""
    return like(segment.key, MOTTO) or like(segment.key, PARTY) or segment.key.startswith("cong hoa xa hoi chu")


def is_freedom(segment: Segment) -> bool:
    return like(segment.key, FREEDOM, 0.8)
