"""Opening what a user names: plain files only, read only, and hashed without holding them in memory."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from uncut.errors import BadInput, UncutError

CHUNK = 1 << 20


def open_input(path: str | os.PathLike[str]) -> BinaryIO:
    """``path`` open for reading, unbuffered; raises `BadInput` for anything but a plain file with content.

    The check is made on the open file, not on the name, so that nobody can swap it in between; opening does not
    wait for the other end of a named pipe.
    """
    where = os.fspath(path)
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    if Path(where).is_dir():
        raise BadInput("this is a folder", where=where, todo="Name a file in it")
    try:
        descriptor = os.open(where, flags)
    except FileNotFoundError as error:
        raise BadInput("there is no such file", where=where, todo="Check the name") from error
    except PermissionError as error:
        raise BadInput("you may not read this file", where=where, todo="Check its permissions") from error
    except (OSError, ValueError) as error:
        raise BadInput(f"cannot be opened ({error})", where=where, todo="Name a plain file") from error
    try:
        _check_plain(descriptor, where)
    except BadInput:
        os.close(descriptor)
        raise
    return os.fdopen(descriptor, "rb", buffering=0)


@contextmanager
def expect_unchanged(*paths: str | os.PathLike[str]) -> Iterator[None]:
    """Raise `BadInput` where a file was written to meanwhile: its hash is then not that of what was read.

    Trouble that a change may have caused is told as the change.
    """
    before = [_state(path) for path in paths]
    try:
        yield
    except UncutError as error:
        _compare_states(paths, before, error)
        raise
    _compare_states(paths, before, None)


def _compare_states(
    paths: Sequence[str | os.PathLike[str]], before: Sequence[tuple[int, ...]], error: UncutError | None
) -> None:
    for path, state in zip(paths, before, strict=True):
        if _state(path) != state:
            raise BadInput(
                "the file changed while it was read", where=os.fspath(path), todo="Run it again when it is complete"
            ) from error


def _state(path: str | os.PathLike[str]) -> tuple[int, ...]:
    """What changes when somebody writes to a file or puts another one there; nothing where there is none."""
    try:
        facts = Path(path).stat()
    except (OSError, ValueError):
        return ()
    return facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns


def _check_plain(descriptor: int, where: str) -> None:
    facts = os.fstat(descriptor)
    if not stat.S_ISREG(facts.st_mode):
        raise BadInput("this is not a plain file", where=where, todo="Copy its content to a file first")
    if facts.st_size == 0:
        raise BadInput("this file is empty", where=where, todo="Get the file again from its source")
    if hasattr(os, "set_blocking"):
        os.set_blocking(descriptor, True)


def sha256_of_file(file: BinaryIO) -> str:
    """SHA-256 of ``file`` from its start to its end, in hexadecimal."""
    file.seek(0)
    digest = hashlib.sha256()
    buffer = bytearray(CHUNK)
    with memoryview(buffer) as view:
        while got := file.readinto(buffer):  # type: ignore[attr-defined]  # BinaryIO lacks what every file has
            digest.update(view[:got])
    return digest.hexdigest()


def sha256_of(path: str | os.PathLike[str]) -> str:
    """SHA-256 of the plain file at ``path``; raises `BadInput` as `open_input` does."""
    with open_input(path) as file:
        return sha256_of_file(file)
