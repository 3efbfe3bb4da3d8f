"""PostgreSQL's own disk is full: a real one of 1 MB, which bears the table of incoming documents."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.badinput.conftest import browser
from tests.badinput.test_lines import BOTH, INTO, says
from tests.cast import build_cast
from tests.documents.incoming.conftest import House
from tests.documents.incoming.pages import entry
from tinhso.core.access.public import acting
from tinhso.documents.incoming.models import Incoming
from tinhso.engines.postgres import Engine
from tinhso.kit import clock


@contextmanager
def mounted(folder: Path) -> Iterator[Path]:
    if (
        os.geteuid()
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True, check=False).returncode
    ):
        pytest.skip("only root may make a small disk here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.fixture
def disk(engine: Engine, committed: str, tmp_path: Path) -> Iterator[Path]:
    """The folder of a full disk's table space; deleting the file `ballast` beside it makes room."""
    with psycopg.connect(**{**engine.dsn("admin"), "dbname": committed}, autocommit=True) as admin:
        owner = Path(f"/proc/{admin.info.backend_pid}").stat()
        for parent in (tmp_path, *tmp_path.parents):  # pytest's folders are for their owner only
            if parent.stat().st_mode & 0o001 == 0:
                parent.chmod(0o711)
        with mounted(tmp_path) as folder:
            space = folder / "space"
            space.mkdir()
            os.chown(space, owner.st_uid, owner.st_gid)
            name = f"full_disk_{os.getpid()}"
            admin.execute(f"CREATE TABLESPACE {name} LOCATION '{space}'")
            try:
                admin.execute(f"ALTER TABLE incoming_incoming SET TABLESPACE {name}")
                yield folder
            finally:
                admin.execute("ALTER TABLE incoming_incoming SET TABLESPACE pg_default")
                admin.execute(f"DROP TABLESPACE {name}")


def fill(folder: Path) -> None:
    with (folder / "ballast").open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
        while True:
            file.write(b"0" * 4096)


def stored(house: House) -> list[int]:
    """Arrival numbers, in their order."""
    with acting(house.cast.clerk):
        return list(Incoming.objects.visible_to(house.cast.clerk).order_by("arrival_number").values_list("arrival_number", flat=True))


@BOTH
def test_a_database_without_room_is_told_and_what_was_stored_before_is_there(disk: Path, language: str) -> None:
    house = House(build_cast())
    with clock.at(house.now):
        clerk = browser(house.cast.clerk, language)
        given = count(1)

        def enter() -> Any:
            return clerk.post(f"{INTO}giay/", entry(notation=f"{next(given):02}/STNB-NV"))

        assert enter().status_code == 302
        fill(disk)
        answer = next(answer for answer in (enter() for _ in range(100)) if answer.status_code != 302)  # the last page has room for some
        says(answer, 507, "Ổ đĩa chứa dữ liệu đã đầy; chưa lưu gì", "disk that holds the data is full; nothing was stored", language)
        before = stored(house)
        assert len(before) == next(given) - 2 and clerk.get(INTO).status_code == 200, "reading goes on"
        (disk / "ballast").unlink()
        assert enter().status_code == 302
    assert stored(house) == [*before, len(before) + 1] == list(range(1, len(before) + 2)), "no number was lost to the refusal"
