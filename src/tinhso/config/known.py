"""The names of all settings; here apart, so that commands without an instance refuse a misspelt one too."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from tinhso.kit.errors import Refusal

KNOWN: dict[str, str] = {
    "TINHSO_DATA": "the instance's folder; default ./tinhso-data",
    "TINHSO_ROLE": "the database role of this process: admin, owner, web (default) or worker; set by tinhso itself",
    "TINHSO_DATABASE_URL": "the administrator's address of a PostgreSQL 15 or newer; default: the embedded one",
    "TINHSO_DATABASE_OWNER_URL": "the address for migrations, when the role is not to be created by tinhso",
    "TINHSO_DATABASE_WEB_URL": "the address for web processes, likewise",
    "TINHSO_DATABASE_WORKER_URL": "the address for workers, likewise",
    "TINHSO_PUBLIC_URL": "https://… under which people reach the web through a TLS proxy; several with commas",
    "TINHSO_SECOND_FACTOR": "who cannot work without an authenticator or a passkey: administrators (default), all, or optional (nobody; a demo's default)",
    "TINHSO_BACKUP_DIR": "where the nightly backups go, best on another disk; default: DATA/backups",
    "TINHSO_SMTP_URL": "smtp://user:password@host:25 or smtp+tls://…:587 for outgoing mail; default: no mail",
    "TINHSO_MAIL_FROM": "the sender of that mail",
}
"""Every setting and what it does; documented nowhere else."""
SECRET = tuple(name for name in KNOWN if name.startswith("TINHSO_DATABASE_") or name == "TINHSO_SMTP_URL")
"""Those that may also be given as the content of a file: NAME_FILE."""


def refuse_unknown(environ: Mapping[str, str]) -> None:
    """Raises Refusal `settings.unknown` for a TINHSO_… that is no setting, with the one probably meant."""
    allowed = {*KNOWN, *(f"{name}_FILE" for name in SECRET)}
    for name in sorted(environ):
        # TINHSO_TEST_… belongs to the test harness, which hands it down to the processes that it starts.
        if name.startswith("TINHSO_") and not name.startswith("TINHSO_TEST_") and name not in allowed:
            near = difflib.get_close_matches(name, allowed, n=1, cutoff=0.8)
            vi, en = (f"có phải {near[0]}?", f"did you mean {near[0]}?") if near else ("hãy bỏ nó.", "remove it.")
            raise Refusal(
                "settings.unknown",
                vi=f"Không có cài đặt nào tên {name}; {vi}",
                en=f"There is no setting called {name}; {en}",
                name=name,
            )
