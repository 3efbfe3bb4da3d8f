"""What the last night's backup came to: a small file beside the archives, read by `doctor` and by the page of the system."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from tinhso.kit import clock

FOLDER = "TINHSO_BACKUP_DIR"
STALE = timedelta(hours=36)
"""A night was missed: backups are taken every one."""
KEPT = 14
"""Archives of so many nights stay."""
UNPROVEN = 2
"""And so many that were not restored: the last may be the only one with what came last, and has to be looked into."""
TRIAL = timedelta(hours=6)
"""What each of a trial's two commands may take; they never hang for ever."""
_UNPROVEN = "-unproven"


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
    """The nights' archives, the oldest first, those that were not restored on trial among them."""
    return sorted(folder(data).glob("nightly-*.tar"), key=lambda file: file.stem.removesuffix(_UNPROVEN))


def begun(data: Path, at: datetime) -> Path:
    """Where the archive of a night is written. Its name says that nobody has restored it, so that neither a bad night's nor a killed
    one's counts among the good ones.
    """
    return folder(data) / f"nightly-{at:%Y%m%d-%H%M%S}{_UNPROVEN}.tar"


def proven(file: Path) -> Path:
    """It was restored; returns its new name."""
    return file.rename(file.with_name(f"{file.stem.removesuffix(_UNPROVEN)}.tar"))


def let_go(data: Path, keep: int) -> None:
    """All archives leave but the newest `keep` proven and the newest UNPROVEN others, and what a kill left unfinished beside them."""
    every = archives(data)
    others = [file for file in every if file.stem.endswith(_UNPROVEN)]
    for old in [*[file for file in every if file not in others][:-keep], *others[:-UNPROVEN]]:
        old.unlink()
    for file in stale(folder(data), ".nightly-*"):
        file.unlink()


def stale(place: Path, pattern: str) -> list[Path]:
    """What stands there and belongs to no night that can still be under way."""
    before = clock.real().timestamp() - 2 * TRIAL.total_seconds()
    return [path for path in place.glob(pattern) if path.stat().st_mtime < before]
