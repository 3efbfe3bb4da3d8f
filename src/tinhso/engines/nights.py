"""What the last night's backup came to: a small file beside the archives, read by `doctor` and by the page of the system."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

FOLDER = "TINHSO_BACKUP_DIR"
STALE = timedelta(hours=36)
"""A night was missed: backups are taken every one."""
KEPT = 14
"""Archives of so many nights stay."""


@dataclass(frozen=True, slots=True)
class Night:
    """`at` began; `file` "" where none was written. `restored`: that archive was restored elsewhere and its evidence verified.

    `vi` and `en` say what went wrong, "" where nothing did.
    """

    at: datetime
    file: str = ""
    size: int = 0
    restored: datetime | None = None
    vi: str = ""
    en: str = ""

    @property
    def well(self) -> bool:
        return bool(self.file and self.restored)


def folder(data: Path) -> Path:
    """Where the archives go: TINHSO_BACKUP_DIR, best on another disk; else DATA/backups."""
    named = os.environ.get(FOLDER, "").strip()
    return Path(named) if named else data / "backups"


def last(data: Path) -> Night | None:
    """None where no night has passed, or the file is not one of ours."""
    try:
        kept = json.loads((folder(data) / "last.json").read_text())
        restored = kept.pop("restored")
        return Night(**{**kept, "at": datetime.fromisoformat(kept["at"])}, restored=datetime.fromisoformat(restored) if restored else None)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def note(data: Path, night: Night) -> None:
    """Written whole or not at all."""
    place = folder(data) / "last.json"
    draft = place.with_suffix(".new")
    said = {**asdict(night), "at": night.at.isoformat(), "restored": night.restored.isoformat() if night.restored else ""}
    draft.write_text(json.dumps(said, ensure_ascii=False))
    draft.replace(place)


def archives(data: Path) -> list[Path]:
    """The nights' archives, the oldest first."""
    return sorted(folder(data).glob("nightly-*.tar"))
