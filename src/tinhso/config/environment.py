"""The settings that come from outside: each known by name, checked at start, refused with the fix in the message."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tinhso.config.known import KNOWN, SECRET, refuse_unknown
from tinhso.engines.postgres import ROLES
from tinhso.engines.postgres.external import from_environment, value_of
from tinhso.kit.errors import Refusal

__all__ = ["KNOWN", "LOOPBACK", "SECOND_FACTOR", "SECRET", "Environment", "read"]

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
SECOND_FACTOR = ("optional", "administrators", "all")


@dataclass(frozen=True)
class Environment:
    """The settings of this process. `hosts` as Django's ALLOWED_HOSTS, `origins` with their scheme."""

    data: Path
    role: str
    demo: bool
    """A demo instance is marked by a file that `tinhso demo` writes: software keys and demo certificates work there alone."""
    second_factor: str
    """Of whom a second factor is demanded, one of SECOND_FACTOR."""
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    insecure: bool
    """Plain HTTP, which is allowed on the loopback address only."""
    proxied: bool
    """A TLS proxy stands before us and sets X-Forwarded-Proto."""
    smtp_host: str
    smtp_port: int
    smtp_user: str
    smtp_password: str
    smtp_tls: bool
    mail_from: str


def read(environ: Mapping[str, str] | None = None) -> Environment:
    """Check and read all settings. Raises Refusal that names the variable and what to write instead."""
    environ = os.environ if environ is None else environ
    refuse_unknown(environ)
    from_environment(environ)
    data = Path(environ.get("TINHSO_DATA") or "tinhso-data").absolute()
    role = _one_of(environ, "TINHSO_ROLE", ROLES, "web")
    demo = (data / "demo").exists()
    second_factor = _one_of(environ, "TINHSO_SECOND_FACTOR", SECOND_FACTOR, "optional" if demo else "administrators")
    public = [part.strip().rstrip("/") for part in environ.get("TINHSO_PUBLIC_URL", "").split(",") if part.strip()]
    hosts = tuple(_public_host(url) for url in public)
    https = any(url.startswith("https://") for url in public)
    host, port, user, password, tls = _smtp(value_of("TINHSO_SMTP_URL", environ))
    mail_from = environ.get("TINHSO_MAIL_FROM", "").strip()
    if host and "@" not in mail_from:
        raise _malformed("TINHSO_MAIL_FROM", "vanthu@co-quan.example")
    return Environment(
        data=data,
        role=role,
        demo=demo,
        second_factor=second_factor,
        hosts=(*LOOPBACK, *(name for name in hosts if name not in LOOPBACK)),
        origins=tuple(public),
        insecure=not https,
        proxied=https,
        smtp_host=host,
        smtp_port=port,
        smtp_user=user,
        smtp_password=password,
        smtp_tls=tls,
        mail_from=mail_from or "tinhso@localhost",
    )


def _one_of(environ: Mapping[str, str], name: str, choices: Sequence[str], default: str) -> str:
    value = environ.get(name) or default
    if value not in choices:
        raise Refusal(
            "settings.malformed",
            vi=f"{name} phải là một trong {', '.join(choices)}, không phải “{value}”.",
            en=f"{name} must be one of {', '.join(choices)}, not “{value}”.",
            name=name,
        )
    return value


def _public_host(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # a port above 65535, half an IPv6 address
        raise _malformed("TINHSO_PUBLIC_URL", "https://vanban.co-quan.example") from None
    loopback = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    plain = parts.path or parts.query or parts.username or port == 0
    if not parts.hostname or plain or (parts.scheme != "https" and not (parts.scheme == "http" and loopback)):
        raise _malformed("TINHSO_PUBLIC_URL", "https://vanban.co-quan.example")
    return f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname


def _smtp(url: str | None) -> tuple[str, int, str, str, bool]:
    if url is None:
        return "", 25, "", "", False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _malformed("TINHSO_SMTP_URL", "smtp+tls://user:password@mail.example:587") from None
    if parts.scheme not in {"smtp", "smtp+tls"} or not parts.hostname or parts.path.strip("/"):
        raise _malformed("TINHSO_SMTP_URL", "smtp+tls://user:password@mail.example:587")
    tls = parts.scheme == "smtp+tls"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return parts.hostname, port or (587 if tls else 25), user, password, tls


def _malformed(name: str, example: str) -> Refusal:
    return Refusal(
        "settings.malformed",
        vi=f"{name} sai dạng; hãy viết như: {example}",
        en=f"{name} is malformed; write it like: {example}",
        name=name,
    )
