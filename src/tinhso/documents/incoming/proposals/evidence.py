"""A value on its way to being proposed, with what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass

from tinhso.documents.incoming.proposals.values import Proposal, Segment


@dataclass(slots=True)
class Found:
    """`doubt`: what is left of it after all evidence, 0 to 1."""

    field: str
    value: str
    where: list[Segment]
    doubt: float = 1.0
    against: float = 1.0

    def more(self, weight: float) -> Found:
        """Evidence for it: takes this share of the remaining doubt away."""
        self.doubt *= 1 - weight
        return self

    def less(self) -> Found:
        """Evidence against it."""
        self.against *= 0.5
        return self

    @property
    def confidence(self) -> int:
        sure = min(s.sure for s in self.where)
        return min(99, round(100 * (1 - self.doubt) * self.against * sure))

    def proposal(self) -> Proposal:
        box = (
            min(s.left for s in self.where), min(s.top for s in self.where), max(s.right for s in self.where), max(s.bottom for s in self.where),
        )  # fmt: skip
        return Proposal(self.field, self.value, self.confidence, self.where[0].page, box)
