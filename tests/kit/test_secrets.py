from __future__ import annotations

import stat
import threading
from pathlib import Path

from tinhso.kit.errors import Conflict, NotAllowed, Refusal
from tinhso.kit.secrets import instance_secret


def test_a_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    made = instance_secret(tmp_path, "web")
    assert len(made) >= 32
    assert instance_secret(tmp_path, "web") == made != instance_secret(tmp_path, "other")
    path = tmp_path / "secrets" / "web"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_many_at_once_agree_on_one(tmp_path: Path) -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(instance_secret(tmp_path, "web"))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 12
    assert set(found) == {(tmp_path / "secrets" / "web").read_text()}
    assert [p.name for p in (tmp_path / "secrets").iterdir()] == ["web"]


def test_a_refusal_speaks_both_languages_and_carries_its_status() -> None:
    said = Refusal("a.b", vi="Không", en="No", limit=3)
    assert (said.message(), said.message("en"), said.status, said.context) == ("Không", "No", 422, {"limit": 3})
    assert NotAllowed("x", vi="v", en="e").status == 403
    assert Conflict("x", vi="v", en="e").status == 409
