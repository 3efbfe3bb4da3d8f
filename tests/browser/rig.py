"""A running instance for a browser: a clone of the migrated database, the real web server and a real worker as children."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client

from tests.browser.idle import Idle, build_idle
from tests.cast import Cast, build_cast
from tests.conftest import cloned, connected_to
from tests.keys import enroll_cast
from tests.leaks.plant import OFFICE_WORDS, Planted, Planter
from tinhso.core.access.public import Actor
from tinhso.core.people.models import Account
from tinhso.engines.postgres import Engine

PASSWORD = "mật khẩu thử nghiệm 1"
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Rig:
    """`base` is the address without a slash at its end; `log` what both children wrote."""

    base: str
    cast: Cast
    planted: Planted
    idle: Idle
    database: str
    log: Path
    blocker: Any
    environment: dict[str, str]

    @contextmanager
    def another(self, **settings: str) -> Iterator[str]:
        """A second web server on the same instance under other settings; its address."""
        with ExitStack() as stack:
            output = stack.enter_context(self.log.open("ab"))
            yield _web(stack, self.environment | settings, output, self.log)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """This process looks into (or writes to) the instance's database meanwhile."""
        with self.blocker.unblock(), connected_to(self.database):
            yield

    def session(self, actor: Actor) -> str:
        """The cookie of a browser in which this person logged in long ago: signing asks for the password again."""
        with self.reading():
            client = Client()
            client.force_login(Account.objects.get(pk=actor.account), backend="allauth.account.auth_backends.AuthenticationBackend")
            return client.cookies["sessionid"].value


@contextmanager
def running(engine: Engine, template: str, blocker: Any) -> Iterator[Rig]:
    with ExitStack() as stack:
        name = stack.enter_context(cloned(engine, template))
        with blocker.unblock(), connected_to(name):
            cast = build_cast()
            enroll_cast(cast, OFFICE_WORDS)
            planted, idle = Planter(cast).all(), build_idle(cast)  # so that no screen is empty, and each is
            for account in Account.objects.all():
                account.set_password(PASSWORD)
                account.save(update_fields=["password"])
        log = Path(settings.TINHSO_DATA) / f"browser-{name}.log"
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        }
        # Optional, as in a demo: the cast has passwords only. Where it is demanded: test_second_factor.py.
        environment |= {"TINHSO_TEST_DATABASE": name, "TINHSO_DATA": str(settings.TINHSO_DATA), "TINHSO_SECOND_FACTOR": "optional"}
        subprocess.run(
            [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity", "0"], env=environment, cwd=ROOT, check=True
        )
        output = stack.enter_context(log.open("wb"))
        _child(stack, environment, output, "worker", "tinhso.cli._worker")
        yield Rig(_web(stack, environment, output, log), cast, planted, idle, name, log, blocker, environment)


def _web(stack: ExitStack, environment: dict[str, str], output: Any, log: Path) -> str:
    """Started, and answering; returns its address."""
    port = _free_port()
    _child(stack, environment, output, "web", "tinhso.cli._web", str(port))
    _wait_for(f"http://127.0.0.1:{port}/healthz", log)
    return f"http://localhost:{port}"


def _child(stack: ExitStack, environment: dict[str, str], output: Any, role: str, *command: str) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", *command], env={**environment, "TINHSO_ROLE": role}, cwd=ROOT, stdout=output, stderr=output
    )
    stack.callback(_stop, child)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, log: Path) -> None:
    for _ in range(1200):  # two minutes: a busy machine starts its processes slowly
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (OSError, urllib.error.URLError):
            time.sleep(0.1)
    raise RuntimeError(f"{url} never answered:\n{log.read_text(errors='replace')[-4000:]}")


def _stop(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(15)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
