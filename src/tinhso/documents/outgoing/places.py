"""Reserved rectangles as they are stored with a document."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from tinhso.signing.fields import Box, Slots


def as_json(slots: Slots) -> dict[str, Any]:
    return asdict(slots)


def of_json(places: dict[str, Any]) -> Slots:
    return Slots(**{name: Box(**box) for name, box in places.items()})
