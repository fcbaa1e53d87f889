"""Bytes on their way into a case folder, so that a crash at any instant leaves no half-written evidence.

1. The bytes are copied into ``….part`` in the case folder, hashed on the way, flushed to the disk, and made
   read-only.
2. With the tables locked they get their final name with ``.part`` behind it (`stage`).
3. The log entry is committed.
4. The ``.part`` is dropped from the name (`settle`).

What a crash leaves is always a ``.part`` file: before the commit it belongs to nobody and is removed by the
next addition, after it the next addition or reading finishes the renaming.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from uncut.case.layout import UNFINISHED, unfinished
from uncut.case.room import disk_full, is_about_room
from uncut.errors import BadInput, CaseError

CHUNK_BYTES = 1 << 20
READ_ONLY = 0o444

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""
Writer = Callable[[Path], None]
"""Writes a derivative's content to the path that it is given."""


@dataclass(frozen=True)
class Received:
    """A complete file in the case folder that has no final name yet."""

    path: Path
    sha256: str
    size_bytes: int


@contextmanager
def received_copy(source: Path, into: Path, progress: Progress | None = None) -> Iterator[Received]:
    """A copy of the file ``source`` in the folder ``into``; removed at the end unless it was staged.

    Raises `BadInput` where ``source`` is not a file, cannot be read, or changes while it is read.
    """
    with _opened_source(source) as stream, _fresh_path(into, f"{source.name} was not added") as fresh:
        before = os.fstat(stream.fileno())
        _refuse_full_disk(into, before.st_size, source.name)
        sha256, size = _copy(stream, fresh, before.st_size, progress)
        after = os.fstat(stream.fileno())
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or size != before.st_size:
            raise BadInput(
                "the file changed while it was copied", where=str(source), todo="Add it again when it is complete"
            )
        yield Received(fresh, sha256, size)


@contextmanager
def received_content(content: bytes | Writer, into: Path) -> Iterator[Received]:
    """``content``, or what a writer writes, as a file in ``into``; removed at the end unless staged."""
    with _fresh_path(into, "this result was not kept") as fresh:
        if isinstance(content, bytes):
            fresh.write_bytes(content)
        else:
            content(fresh)
        sha256, size = hash_file(fresh)
        _make_durable(fresh)
        yield Received(fresh, sha256, size)


def stage(received: Received, final: Path) -> None:
    """Give the bytes their final name with ``.part`` behind it."""
    _make_folder(final.parent)
    received.path.replace(unfinished(final))
    sync_folder(final.parent)


def settle(final: Path) -> None:
    """Drop the ``.part`` after the log entry was committed; another process may have done so already."""
    try:
        unfinished(final).replace(final)
    except FileNotFoundError:
        if not final.is_file():
            raise
    sync_folder(final.parent)


def remove_file(path: Path) -> None:
    """Remove a file that may be read-only; nothing happens where there is none."""
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        path.chmod(stat.S_IWRITE | stat.S_IREAD)
        path.unlink(missing_ok=True)


def hash_file(path: Path, progress: Callable[[int], None] | None = None) -> tuple[str, int]:
    """SHA-256 and size of a file; ``progress`` is called with the bytes of each piece."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while piece := stream.read(CHUNK_BYTES):
            digest.update(piece)
            size += len(piece)
            if progress:
                progress(len(piece))
    return digest.hexdigest(), size


def leftovers(folder: Path) -> list[Path]:
    """Every ``.part`` under ``folder``, in order of name; links are not followed."""
    return sorted(
        Path(parent) / name for parent, _, names in os.walk(folder) for name in names if name.endswith(UNFINISHED)
    )


def sync_folder(folder: Path) -> None:
    """Flush a folder's names to the disk, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:  # some file systems of USB sticks cannot
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


@contextmanager
def _opened_source(source: Path) -> Iterator[BinaryIO]:
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)  # a FIFO must not hang
    try:
        handle = os.open(source, flags)
    except FileNotFoundError as error:
        raise BadInput("there is no such file", where=str(source), todo="Check the name") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput(f"the file cannot be read ({reason})", where=str(source)) from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise BadInput("this is not a file", where=str(source), todo="Give a file, not a folder or device")
    with os.fdopen(handle, "rb") as stream:
        yield stream


@contextmanager
def _fresh_path(into: Path, otherwise: str) -> Iterator[Path]:
    """A name for new bytes; ``otherwise`` says what follows where there is no room for them."""
    _make_folder(into)
    fresh = into / f"incoming-{secrets.token_hex(8)}{UNFINISHED}"
    try:
        yield fresh
    except OSError as error:
        if is_about_room(error):
            raise disk_full(into, otherwise) from error
        raise
    finally:
        remove_file(fresh)


def _copy(stream: BinaryIO, fresh: Path, total: int, progress: Progress | None) -> tuple[str, int]:
    """Copy until the end, or until there is more than ``total``: a file that grows has no end."""
    digest, size = hashlib.sha256(), 0
    with fresh.open("xb") as copy:
        while size <= total and (piece := _read_piece(stream)):
            digest.update(piece)
            copy.write(piece)
            size += len(piece)
            if progress:
                progress(size, total)
    _make_durable(fresh)
    return digest.hexdigest(), size


def _read_piece(stream: BinaryIO) -> bytes:
    try:
        return stream.read(CHUNK_BYTES)
    except OSError as error:
        raise BadInput(f"reading failed ({error.strerror})", todo="Check the disk it lies on") from error


def _make_durable(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
    path.chmod(READ_ONLY)


def _make_folder(folder: Path) -> None:
    """Make ``folder`` durable; refuse a link, which would lead the evidence out of the case."""
    if folder.is_symlink():
        raise CaseError("this folder of the case is a link", where=str(folder), todo="Run uncut verify on the case")
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        sync_folder(folder.parent)


def _refuse_full_disk(folder: Path, needed_bytes: int, name: str) -> None:
    free = shutil.disk_usage(folder).free
    if needed_bytes > free:
        raise CaseError(
            f"not enough room: {needed_bytes} bytes are needed and {free} are free",
            where=str(folder),
            todo=f"{name} was not added, what was added before it stays. Make room",
        )
