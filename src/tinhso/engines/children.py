"""Child processes that never outlive the process that owns them, and inherit none of its pipes or locks."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tinhso.engines.service_user import ServiceUser

PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform.startswith("linux") else None
# Reads until its owner is gone (end of file), then signals the child; used where the kernel has no PDEATHSIG (macOS).
_WATCHDOG = "import os,sys\nos.read(0,1)\ntry:\n os.kill(int(sys.argv[1]),int(sys.argv[2]))\nexcept OSError:\n pass\n"


class Child:
    """One running child: its own session and process group, standard output and error appended to a log file."""

    def __init__(self, process: subprocess.Popen[bytes], watch: tuple[int, subprocess.Popen[bytes]] | None) -> None:
        self.process = process
        self.pid = process.pid
        self._owner = os.getpid()
        self._watch = watch

    def poll(self, within: float = 0.0) -> int | None:
        """The exit status once it has ended, waited for `within` seconds; None while it runs."""
        try:
            return self.process.wait(within) if within else self.process.poll()
        except subprocess.TimeoutExpired:
            return None

    def signal_group(self, number: int) -> None:
        """Signal the child and all it started; silent when they are gone."""
        try:
            os.killpg(self.pid, number)
        except (ProcessLookupError, PermissionError):
            if self.poll() is None:
                self.process.send_signal(number)

    def stop(self, *steps: tuple[int, float], group: bool = True) -> int | None:
        """Send each signal in turn, waiting its seconds, until the child ends; a forked copy does nothing."""
        if os.getpid() != self._owner:
            return None
        for number, seconds in (*steps, (signal.SIGKILL, 10.0)):
            if self.poll() is not None:
                break
            if group:
                self.signal_group(number)
            else:
                self.process.send_signal(number)
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                continue
        if group and self.poll() is not None:
            self.signal_group(signal.SIGKILL)  # grandchildren that ignored the first signals
        self._unwatch()
        return self.poll()

    def _unwatch(self) -> None:
        if self._watch:
            pipe, watchdog = self._watch
            self._watch = None
            watchdog.kill()
            os.close(pipe)
            watchdog.wait()


def spawn(
    argv: Sequence[str],
    *,
    log: Path,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    user: ServiceUser | None = None,
    on_owner_death: int = signal.SIGKILL,
    watchdog: bool = _LIBC is None,
) -> Child:
    """Start `argv`; when this process dies, by -9 too, the child receives `on_owner_death`.

    Call it from a thread that lives as long as the child: the kernel counts the death of the *thread* that forked.
    """
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(log, "ab", opener=lambda path, flags: os.open(path, flags, 0o600)) as output:
        process = subprocess.Popen(
            list(argv),
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=None if watchdog else _die_with(os.getpid(), on_owner_death),
            user=user.uid if user else None,
            group=user.gid if user else None,
            extra_groups=[] if user else None,
            umask=0o077,
        )
    return Child(process, _watch(process.pid, on_owner_death) if watchdog else None)


def _die_with(owner: int, number: int) -> Callable[[], None]:
    def prepare() -> None:
        # After setuid, which clears the setting; the owner may have died before it was made.
        if _LIBC is not None:
            _LIBC.prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
        if os.getppid() != owner:
            os._exit(1)

    return prepare


def _watch(pid: int, number: int) -> tuple[int, subprocess.Popen[bytes]]:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as end:
        watchdog = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _WATCHDOG, str(pid), str(number)],
            stdin=end,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    return writing, watchdog
