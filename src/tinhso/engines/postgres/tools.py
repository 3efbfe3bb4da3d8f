"""pg_dump, pg_restore and psql of our own release, run against the engine's server as admin; the password goes by the environment."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING

from tinhso.engines.postgres.binaries import programs
from tinhso.kit.errors import Refusal

if TYPE_CHECKING:
    from tinhso.engines.postgres.engine import Engine

_COPY = re.compile(rb"COPY .* FROM stdin;\n")
_NAMES_ROLES = re.compile(rb"(ALTER|GRANT|REVOKE|CREATE POLICY|SET SESSION AUTHORIZATION) ")
# pg_restore writes it unasked for servers of 17 and newer; those before do not know it, and with us it is off anyway.
_TOO_NEW = b"SET transaction_timeout = 0;\n"


def dump(engine: Engine, snapshot: str, target: Path) -> None:
    """All of the database as of `snapshot`. As admin: FORCE ROW LEVEL SECURITY would hide rows from the owner."""
    _finish("pg_dump", _start(engine, "pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={target}"))


def restore(engine: Engine, source: Path, roles: Mapping[str, str]) -> None:
    """All of a dump or nothing, into the engine's database, what belonged or was granted to a role of `roles` given to its value.

    The dump becomes a script for psql: pg_restore by itself speaks to no server older than 17, and knows no role by another name.
    Its first line, \\restrict, keeps a forged dump from using psql's own commands.
    """
    psql, psql_said = _start(engine, "psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-", stdin=subprocess.PIPE)
    with tempfile.TemporaryFile() as said, psql:
        script = subprocess.Popen(
            [str(programs() / "pg_restore"), "--file=-", str(source)],
            env=_environment({}), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said,
        )  # fmt: skip
        assert script.stdout is not None and psql.stdin is not None
        try:
            # Ours, not psql's --single-transaction, which commits whatever came when its input ends early.
            psql.stdin.write(b"BEGIN;\n")
            psql.stdin.writelines(adapted(script.stdout, roles))
            if script.wait() == 0:
                psql.stdin.write(b"COMMIT;\n")
            psql.stdin.close()
        except BrokenPipeError:  # psql has ended at its first error, which it told
            script.kill()
        except BaseException:
            psql.kill()
            script.kill()
            raise
        finally:
            script.stdout.close()
        if script.wait() > 0:
            raise _failed("pg_restore", _text(said))
        _finish("psql", (psql, psql_said))


def adapted(script: Iterable[bytes], roles: Mapping[str, str]) -> Iterator[bytes]:
    """pg_restore's script for any server since 15 and for these roles; rows of tables pass as they are."""
    names = _pattern(roles)
    lines = iter(script)
    for line in lines:
        if line == _TOO_NEW:
            continue
        if names is not None and _NAMES_ROLES.match(line):
            line = names.sub(lambda found: _quoted(roles[_bare(found[0])]), line)
        yield line
        if _COPY.fullmatch(line):
            for row in lines:
                yield row
                if row == b"\\.\n":
                    break


def _pattern(roles: Mapping[str, str]) -> re.Pattern[bytes] | None:
    changed = [old for old, new in roles.items() if old != new]
    if not changed:
        return None
    forms = [re.escape(form) for old in changed for form in (_quoted(old), old.encode())]
    return re.compile(rb"(?<=\s)(?:" + b"|".join(forms) + rb")(?=[,;\s])")


def _bare(name: bytes) -> str:
    text = name.decode()
    return text[1:-1].replace('""', '"') if text.startswith('"') else text


def _quoted(name: str) -> bytes:
    return f'"{name.replace(chr(34), chr(34) * 2)}"'.encode()


Started = tuple["subprocess.Popen[bytes]", IO[bytes]]


def _start(engine: Engine, name: str, *arguments: str, stdin: int = subprocess.DEVNULL) -> Started:
    at = engine.dsn("admin")
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "sslmode": "PGSSLMODE",
             "sslrootcert": "PGSSLROOTCERT"}  # fmt: skip
    env = _environment({names[key]: str(value) for key, value in at.items() if key in names})
    said = tempfile.TemporaryFile()  # noqa: SIM115  closed by `_finish`
    command = [str(programs() / name), "--no-password", "--dbname", str(at["dbname"]), *arguments]
    return subprocess.Popen(command, env=env, stdin=stdin, stdout=subprocess.DEVNULL, stderr=said), said


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "HOME": os.environ.get("HOME", "/"), "PGCLIENTENCODING": "UTF8", **more}


def _finish(name: str, started: Started) -> None:
    process, said = started
    with said:
        if process.wait():
            raise _failed(name, _text(said))


def _text(said: IO[bytes]) -> str:
    said.seek(0)
    return said.read().decode(errors="replace")


def _failed(name: str, text: str) -> Refusal:
    lines = [line for line in text.strip().splitlines() if line.strip()] or ["?"]
    telling = next((line for line in lines if "ERROR" in line or "error" in line or "FATAL" in line), lines[-1])
    return Refusal("backup.tool_failed", vi=f"{name} báo lỗi: {telling}", en=f"{name} failed: {telling}", reason=text)
