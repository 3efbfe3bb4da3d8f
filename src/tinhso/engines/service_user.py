"""The system account PostgreSQL runs as when the product is run by root: PostgreSQL refuses to run as root itself."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tinhso.kit.errors import Refusal

NAME = "tinhso"
HOME = Path("/var/lib/tinhso")


@dataclass(frozen=True)
class ServiceUser:
    uid: int
    gid: int

    def can_read(self, path: Path) -> bool:
        """Whether the account can enter every parent of `path` and read `path` itself (plain modes, no ACLs)."""
        return all(self._may(parent, 0o1) for parent in path.absolute().parents) and self._may(path, 0o5)

    def _may(self, path: Path, wanted: int) -> bool:
        status = path.stat()
        if status.st_uid == self.uid:
            return status.st_mode >> 6 & wanted == wanted
        shift = 3 if status.st_gid == self.gid else 0
        return status.st_mode >> shift & wanted == wanted


def service_user() -> ServiceUser | None:
    """The account `tinhso`, created when absent; None unless we are root."""
    if os.geteuid() != 0:
        return None
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        _create()
        entry = pwd.getpwnam(NAME)
    return ServiceUser(entry.pw_uid, entry.pw_gid)


def _create() -> None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    command = [useradd or "useradd", "--system", "--user-group", "--no-create-home", "--home-dir", str(HOME)]
    try:
        subprocess.run([*command, "--shell", "/usr/sbin/nologin", NAME], check=True, capture_output=True, timeout=30)
    except (OSError, subprocess.SubprocessError) as error:
        if any(entry.pw_name == NAME for entry in pwd.getpwall()):
            return  # another command created it at the same moment
        raise Refusal(
            "engine.no_service_user",
            vi=f"PostgreSQL không chạy dưới quyền root, và không tạo được tài khoản hệ thống “{NAME}”. "
            f"Hãy tạo tài khoản này (useradd --system {NAME}) hoặc chạy bằng một tài khoản thường.",
            en=f"PostgreSQL does not run as root, and the system account “{NAME}” could not be created. "
            f"Create it (useradd --system {NAME}) or run as an ordinary user.",
            reason=str(error),
        ) from error
