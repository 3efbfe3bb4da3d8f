"""`tinhso sign FILE --key K.p12 --out F`: a PAdES signature on a PDF; the passphrase comes by prompt or file, never on the line."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from tinhso.cli._data import Named
from tinhso.config.known import refuse_unknown
from tinhso.kit.errors import Refusal
from tinhso.signing.apply import sign_plain
from tinhso.signing.providers.software import SoftwareProvider

app = typer.Typer(add_completion=False)


@app.command()
def command(
    file: Annotated[Path, typer.Argument(help="The PDF to sign.")],
    key: Annotated[Path, typer.Option(help="Key and certificate (PKCS#12: .p12, .pfx).")],
    out: Annotated[Path, typer.Option(help="Where the signed PDF goes.")],
    pass_file: Annotated[Path | None, typer.Option(help="A file whose first line is the passphrase.")] = None,
    reason: Annotated[str | None, typer.Option(help="The reason written into the signature.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite what is there under the name of --out.")] = False,
    data: Named = None,
) -> None:
    """Sign a PDF; earlier signatures in it stay valid (of a hybrid file signed elsewhere, `verify` leaves them open).

    A hybrid file, as Word makes them, is written anew in plain form before its first signature.

    --data is taken as everywhere; nothing is read there.
    """
    del data
    refuse_unknown(os.environ)
    if out.exists() and not force:
        raise Refusal(
            "sign.exists",
            vi=f"{out} đã có; chọn tên khác, hoặc thêm --force để ghi đè.",
            en=f"{out} exists already; choose another name, or add --force to overwrite it.",
        )
    if file.exists() and not file.is_file():
        raise _unusable(file, "không phải tệp thường / no regular file")
    provider = SoftwareProvider.from_p12(key, _passphrase(pass_file))
    signed = sign_plain(_read(file), provider, reason=reason)
    _write(out, signed)
    typer.echo(f"✓ {out}  {provider.subject}")


def _passphrase(pass_file: Path | None) -> str:
    if pass_file is not None:
        try:
            return _read(pass_file).decode("utf-8").split("\n", 1)[0].rstrip("\r")
        except UnicodeDecodeError as error:
            raise _unusable(pass_file, "UTF-8") from error
    if not sys.stdin.isatty():
        raise Refusal(
            "sign.no_passphrase",
            vi="Không có cửa sổ lệnh để hỏi mật khẩu; hãy dùng --pass-file.",
            en="There is no terminal to ask for the passphrase; use --pass-file.",
        )
    return str(typer.prompt("Mật khẩu của tệp khóa / Passphrase", hide_input=True, default="", show_default=False))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unusable(path, str(error.strerror)) from error


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all: a full disk must not leave half a document under the right name."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _unusable(path, str(error.strerror)) from error
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(data)
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(name, 0o666 & ~umask)
        os.replace(name, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise _unusable(path, str(error.strerror)) from error


def _unusable(path: Path, why: str) -> Refusal:
    return Refusal(
        "sign.file",
        vi=f"Không đọc hoặc ghi được {path}: {why}. Hãy kiểm tra đường dẫn và quyền.",
        en=f"{path} cannot be read or written: {why}. Check the path and its permissions.",
    )
