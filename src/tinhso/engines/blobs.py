"""File bytes, content-addressed: a blob's name is its SHA-256, so equal bytes are kept once and damage shows."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tinhso.engines.locks import FileLock
from tinhso.kit.errors import Refusal

CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Blob:
    """`sha256` in lower-case hexadecimal, `size` in bytes."""

    sha256: str
    size: int


class Blobs:
    """The store under `root`: root/ab/cd/abcd…; a blob appears whole and durable, or not at all."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, stream: BinaryIO, limit: int) -> Blob:
        """Keep what `stream` yields from where it stands, at most `limit` bytes, never more than 1 MiB in memory.

        Raises Refusal `file.too_large` or `file.disk_full`; neither leaves anything behind.
        """
        drafts = self.root / "incoming"
        draft = drafts / f"{os.getpid()}.{secrets.token_hex(8)}"
        try:
            drafts.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(draft, "xb", opener=_private) as file:
                blob = _copy(stream, file, limit)
                file.flush()
                os.fsync(file.fileno())
            self._place(draft, blob)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            raise Refusal(
                "file.disk_full",
                vi="Ổ đĩa chứa dữ liệu đã đầy; chưa lưu gì. Hãy báo quản trị giải phóng dung lượng rồi thử lại.",
                en="The disk that holds the data is full; nothing was stored. Ask the administrator to free space, then try again.",
                status=507,
            ) from error
        finally:
            draft.unlink(missing_ok=True)
        return blob

    def open(self, sha256: str) -> BinaryIO:
        """The blob for reading. Raises FileNotFoundError."""
        return self.path(sha256).open("rb")

    def path(self, sha256: str) -> Path:
        """Where the blob is or would be. Raises ValueError for anything but 64 hexadecimal digits."""
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise ValueError("not a SHA-256 in lower-case hexadecimal")
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def exists(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def verify(self, sha256: str) -> bool:
        """Whether the blob is here and its bytes are still those it is named after."""
        try:
            with self.path(sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except FileNotFoundError:
            return False

    def __iter__(self) -> Iterator[str]:
        """The names of all blobs, in order."""
        return (path.name for path in sorted(self.root.glob("??/??/*")))

    def touch(self, sha256: str) -> None:
        """The bytes are about to be named once more: not to be collected meanwhile. Raises FileNotFoundError."""
        with self.held():
            os.utime(self.path(sha256))

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nothing is collected inside the block: a backup reads what its snapshot names."""
        lock = FileLock(self.root / "collecting.lock")
        lock.take(shared=True, wait=True)
        try:
            yield
        finally:
            lock.release()

    def collect(self, named: Callable[[], set[str]], before: float) -> list[str]:
        """Remove blobs that `named()` does not hold and that nobody put or touched since `before` (Unix time); returns their names.

        Does nothing while somebody holds the store: another night will do. What a kill left of an unfinished upload goes too.
        """
        lock = FileLock(self.root / "collecting.lock")
        if not self.root.is_dir() or not lock.take():
            return []
        try:
            kept = named()
            gone = [name for name in self if name not in kept and self.path(name).stat().st_mtime < before]
            for name in gone:
                self.path(name).unlink()
            for draft in (self.root / "incoming").glob("*"):
                if draft.stat().st_mtime < before:
                    draft.unlink(missing_ok=True)
        finally:
            lock.release()
        return gone

    def _place(self, draft: Path, blob: Blob) -> None:
        """Also where equal bytes lie already: the new file mends a damaged one and is young, so that nobody collects it."""
        target = self.path(blob.sha256)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.chmod(0o400)
        with self.held():
            os.replace(draft, target)
        for folder in (target.parent, target.parent.parent, self.root):
            _sync_folder(folder)


def _copy(stream: BinaryIO, file: BinaryIO, limit: int) -> Blob:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > limit:
            raise Refusal(
                "file.too_large",
                vi=f"Tệp lớn hơn giới hạn {limit / 1024 / 1024:.0f} MB; hãy chia nhỏ hoặc nén tệp.",
                en=f"The file is larger than the limit of {limit / 1024 / 1024:.0f} MB; split or compress it.",
                status=413,
                limit=limit,
            )
        digest.update(chunk)
        file.write(chunk)
    return Blob(digest.hexdigest(), size)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable too, not only the bytes."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
