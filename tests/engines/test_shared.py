"""Two supervisors of one instance: one owns the server, the other takes it over."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tinhso.engines.postgres import Engine
from tinhso.kit.errors import Refusal

OWN = (
    "import sys, time\n"
    "from tinhso.engines.postgres import Engine\n"
    "with Engine(sys.argv[1]).owned():\n"
    "    print('owned', flush=True)\n"
    "    time.sleep(3600)\n"
)


def test_the_server_of_an_owner_that_is_gone_is_taken_over(made: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", OWN, str(made)], stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None and owner.stdout.readline() == "owned\n"
        with pytest.raises(Refusal, match="served") as refused, Engine(made).owned():
            pass
        assert str(owner.pid) in refused.value.vi
        with Engine(made).joined() as shared:
            assert not shared.owns
            assert shared.poll() is None
            with Engine(made).running() as engine, engine.connect("web") as connection:
                assert connection.execute("SELECT 1").fetchone() == (1,)
            owner.send_signal(signal.SIGKILL)
            owner.wait()
            deadline = time.monotonic() + 10
            while shared.poll() is None:
                assert time.monotonic() < deadline
                time.sleep(0.05)
            shared.start()
            assert shared.owns and shared.poll() is None
            Engine(made).connect("web").close()
    assert not Engine(made).answers()


def test_leaving_first_leaves_the_owners_server_alone(made: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", OWN, str(made)], stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None and owner.stdout.readline() == "owned\n"
        with Engine(made).joined():
            pass
        assert Engine(made).answers()
        assert (made / "run" / "serve.pid").read_text().strip() == str(owner.pid)
        owner.kill()
