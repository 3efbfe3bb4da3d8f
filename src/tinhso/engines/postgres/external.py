"""The addresses of a PostgreSQL that somebody else runs, read from the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from tinhso.kit.errors import Refusal

VARIABLES = {
    "admin": "TINHSO_DATABASE_URL",
    "owner": "TINHSO_DATABASE_OWNER_URL",
    "web": "TINHSO_DATABASE_WEB_URL",
    "worker": "TINHSO_DATABASE_WORKER_URL",
}
Parameters = dict[str, str | int]


def connect(at: Parameters, **options: Any) -> psycopg.Connection:
    """A connection at `at`, its parameters overridden by `options`."""
    arguments: dict[str, Any] = {**at, **options}
    return psycopg.connect(**arguments)


def telling(error: psycopg.Error) -> str:
    """What the server or the system said first: libpq puts the address before it, and advice and further attempts behind."""
    first = next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
    return re.sub(r"^(FATAL|ERROR): +", "", re.sub(r"^.*?connection to server .*? failed: ", "", first.strip()))


def value_of(name: str, environ: Mapping[str, str] | None = None) -> str | None:
    """A setting given as NAME, or as the content of the file NAME_FILE; None when empty or absent.

    Raises Refusal when both are given or the file cannot be read.
    """
    environ = os.environ if environ is None else environ
    plain, file = environ.get(name, "").strip(), environ.get(f"{name}_FILE", "").strip()
    if plain and file:
        raise Refusal(
            "settings.given_twice",
            vi=f"{name} và {name}_FILE cùng được đặt; hãy bỏ một trong hai.",
            en=f"Both {name} and {name}_FILE are set; remove one of them.",
        )
    if not file:
        return plain or None
    try:
        return Path(file).read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(
            "settings.file_unreadable",
            vi=f"Không đọc được tệp {file} ghi trong {name}_FILE; hãy sửa đường dẫn hoặc quyền đọc.",
            en=f"The file {file} named by {name}_FILE cannot be read; correct its path or its mode.",
            reason=str(error),
        ) from error


def parse(name: str, url: str) -> Parameters:
    """Connection parameters of a `postgresql://…` address; the address itself never appears in the refusal."""
    try:
        found = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        found = {}
    if not url.startswith(("postgresql://", "postgres://")) or not found.get("user"):
        raise Refusal(
            "settings.malformed",
            vi=f"{name} phải có dạng postgresql://tài_khoản:mật_khẩu@máy:5432/cơ_sở_dữ_liệu.",
            en=f"{name} must look like postgresql://user:password@host:5432/database.",
        )
    result: Parameters = {key: value for key, value in found.items() if value is not None}
    try:
        result["port"] = int(result.get("port") or 5432)
    except ValueError:
        raise Refusal(
            "settings.malformed",
            vi=f"{name}: cổng phải là một số (nhiều máy chủ trong một địa chỉ chưa được hỗ trợ).",
            en=f"{name}: the port must be one number (several hosts in one address are not supported).",
        ) from None
    result.setdefault("host", "localhost")
    result.setdefault("dbname", "tinhso")
    return result


def from_environment(environ: Mapping[str, str] | None = None) -> dict[str, Parameters]:
    """Parameters by role of every address set; empty means the embedded engine."""
    found = ((role, name, value_of(name, environ)) for role, name in VARIABLES.items())
    return {role: parse(name, url) for role, name, url in found if url}


def unreachable(role: str, at: Parameters, error: psycopg.OperationalError) -> Refusal:
    name, reason = VARIABLES[role], telling(error)
    return Refusal(
        "engine.unreachable",
        vi=f"Không kết nối được PostgreSQL tại {at['host']}:{at['port']} ({reason}); hãy kiểm tra máy chủ và {name}.",
        en=f"PostgreSQL at {at['host']}:{at['port']} cannot be connected to ({reason}); check the server and {name}.",
        name=name,
        reason=str(error),
    )


def too_weak(at: Parameters, error: psycopg.Error) -> Refusal:
    user, name, reason = at["user"], VARIABLES["admin"], telling(error)
    fix = f'ALTER ROLE "{user}" CREATEROLE CREATEDB BYPASSRLS'
    return Refusal(
        "engine.too_weak",
        vi=f"Tài khoản {user} trong {name} không đủ quyền chuẩn bị cơ sở dữ liệu ({reason}); hãy nhờ quản trị máy chủ chạy: {fix};"
        f" nếu cơ sở dữ liệu {at['dbname']} đã có thì phải thuộc về tài khoản này.",
        en=f"The role {user} in {name} has not the rights to prepare the database ({reason}); have the server's administrator run: {fix};"
        f" a database {at['dbname']} that exists already must belong to this role.",
        name=name,
        reason=str(error),
    )
