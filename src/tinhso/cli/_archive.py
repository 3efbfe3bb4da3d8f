"""A backup's file: a plain tar whose last member, manifest.json, holds the SHA-256 and size of every other."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from tinhso.kit import clock
from tinhso.kit.errors import Refusal

MANIFEST = "manifest.json"
FORMAT = 1
MANIFEST_LIMIT = 512 * 1024 * 1024  # bytes


class _Counting(io.RawIOBase):
    """Hashes what passes, so that each file is read once."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self.digest, self.size = hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self.digest.update(data)
        self.size += len(data)
        return data


class Writer:
    """Members are added one after another; `finish` adds the manifest."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.entries: dict[str, dict[str, Any]] = {}

    def add(self, name: str, source: BinaryIO, size: int) -> None:
        counting = _Counting(source)
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = size, 0o600, int(clock.real().timestamp())
        self._tar.addfile(member, cast(Any, counting))
        self.entries[name] = {"sha256": counting.digest.hexdigest(), "size": counting.size}

    def add_file(self, name: str, path: Path) -> str:
        with path.open("rb") as file:
            self.add(name, file, os.fstat(file.fileno()).st_size)
        return str(self.entries[name]["sha256"])

    def finish(self, facts: dict[str, Any]) -> None:
        body = json.dumps({"format": FORMAT, **facts, "entries": self.entries}, ensure_ascii=False, indent=1).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size, member.mode = len(body), 0o600
        self._tar.addfile(member, io.BytesIO(body))


@contextmanager
def writing(target: Path) -> Iterator[Writer]:
    """The archive appears under its name only when it is whole and on the disk; readable by its owner alone."""
    draft = target.with_name(f".{target.name}.part")
    try:
        with open(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w|", format=tarfile.PAX_FORMAT) as tar:
                yield Writer(tar)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)


def unpack(archive: Path, folder: Path) -> dict[str, Any]:
    """Write every member below `folder`, check each against the manifest, return the manifest.

    Raises Refusal when the archive is cut, altered, or holds anything but plain files listed in its manifest.
    """
    found: dict[str, dict[str, Any]] = {}
    manifest: dict[str, Any] | None = None
    try:
        with tarfile.open(archive, mode="r|") as tar:
            for member in tar:
                source = tar.extractfile(member) if member.isreg() else None
                if source is None or not _harmless(member.name) or member.name in found or manifest is not None:
                    raise _damaged(archive, member.name)
                if member.name == MANIFEST:
                    if member.size > MANIFEST_LIMIT:
                        raise _damaged(archive, MANIFEST)
                    manifest = json.loads(source.read())
                else:
                    found[member.name] = _write(source, folder / member.name)
    except FileNotFoundError as error:
        raise Refusal(
            "restore.no_file",
            vi=f"Không có tệp {archive}; hãy kiểm tra đường dẫn.",
            en=f"There is no file {archive}; check the path.",
        ) from error
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise _damaged(archive, str(error)) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise _damaged(archive, MANIFEST)
    if found != (listed := manifest.get("entries")):
        names = sorted(name for name in {*found, *(listed or {})} if found.get(name) != (listed or {}).get(name))
        raise _damaged(archive, ", ".join(names[:5]))
    return manifest


def _write(source: Any, path: Path) -> dict[str, Any]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while chunk := source.read(1024 * 1024):
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return {"sha256": digest.hexdigest(), "size": size}


def _harmless(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and str(path) == name


def _damaged(archive: Path, what: str) -> Refusal:
    return Refusal(
        "restore.damaged",
        vi=f"Bản sao lưu {archive} bị hỏng hoặc bị sửa ({what}); chưa khôi phục gì. Hãy dùng bản sao khác.",
        en=f"The backup {archive} is damaged or was altered ({what}); nothing was restored. Use another copy.",
    )
