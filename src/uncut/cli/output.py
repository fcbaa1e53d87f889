# ruff: noqa: PLC0415 - rooms are imported when they are needed, so that --help comes at once
"""Files that a command writes: all or nothing, and never over what it reads."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from uncut.errors import BadInput, UncutError

if TYPE_CHECKING:
    from uncut.api import Case

STDOUT = Path("-")
ANOTHER_NAME = "Give another name, or move that file away"
HEAD_BYTES = 4096
OUR_PAGE = b'<meta name="generator" content="Uncut '
"""What stands in the head of each dossier."""


def check_targets(targets: Iterable[Path | None], inputs: Iterable[Path]) -> None:
    """Before any work: raise `BadInput` where a result could not be written or would destroy an input."""
    inputs = list(inputs)
    seen: set[Path] = set()
    for target in targets:
        if target is None:
            continue
        place = target if target == STDOUT else target.resolve()
        if place in seen:
            raise BadInput("two results would go to the same place", where=str(target), todo="Give two names")
        seen.add(place)
        if target != STDOUT:
            _check_file(target, inputs)


def check_originals(case: Case, targets: Iterable[Path | None]) -> None:
    """Before any work: raise `BadInput` where a result would destroy the file from which an exhibit was copied."""
    exhibits = case.exhibits()
    for target in targets:
        if target is None or target == STDOUT or not target.is_file():
            continue
        size = target.stat().st_size
        for exhibit in (one for one in exhibits if one.size_bytes == size):
            if _sha256_of(target) == exhibit.sha256:
                raise BadInput(f"this file is the exhibit {exhibit.id}", where=str(target), todo=ANOTHER_NAME)


def check_folder(target: Path) -> None:
    """Before any work: raise `BadInput` where no results could be written into the folder ``target``."""
    if target.exists() and not target.is_dir():
        raise BadInput("this is a file", where=str(target), todo="Give the name of a folder")
    if not target.resolve().parent.is_dir():
        raise BadInput("there is no such folder to write to", where=str(target.parent), todo="Make it first")
    if _is_in_case(target.resolve() / "file"):
        raise BadInput("results are not written into a case", where=str(target), todo="Choose a place outside")


def write_result(target: Path | None, data: bytes) -> None:
    """Write ``data`` to a file, to standard output for ``-``, or nowhere."""
    if target is None:
        return
    if target == STDOUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    write_file(target, lambda path: _write_durably(path, data))


def write_file(target: Path, writer: Callable[[Path], None]) -> None:
    """Let ``writer`` write to a path beside ``target``, and move it there in one step when it is complete."""
    place = target.resolve()
    in_place = place.exists() and not place.is_file()  # a device or a pipe cannot be replaced
    fresh = place.with_name(f".{secrets.token_hex(6)}{place.suffix}")
    try:
        writer(place if in_place else fresh)
        if not in_place:
            fresh.replace(place)
    except OSError as error:
        if isinstance(error, UncutError | BrokenPipeError):
            raise
        reason = "the disk is full" if error.errno == errno.ENOSPC else (error.strerror or str(error)).lower()
        raise BadInput(
            f"the result cannot be written ({reason})", where=str(target), todo="Make room, or choose another place"
        ) from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)


def _check_file(target: Path, inputs: list[Path]) -> None:
    for source in inputs:
        if target.exists() and source.exists() and target.samefile(source):
            raise BadInput("the result would overwrite an input", where=str(target), todo="Give another name")
    if target.is_dir():
        raise BadInput("this is a folder", where=str(target), todo="Give the name of a file in it")
    if not target.resolve().parent.is_dir():
        raise BadInput("there is no such folder to write to", where=str(target.parent), todo="Make it first")
    if target.is_file() and not _may_be_ours(target):
        raise BadInput("there is a file that Uncut did not write", where=str(target), todo=ANOTHER_NAME)
    if _is_in_case(target.resolve()):
        raise BadInput("results are not written into a case", where=str(target), todo="Choose a place outside")


def _may_be_ours(target: Path) -> bool:
    """Whether the file can be an earlier result: text, and where it is a page, one of ours."""
    from uncut.api.media import is_footage_head

    with target.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    if b"\0" in head or is_footage_head(head) or head.startswith(b"%PDF"):
        return False
    is_page = any(mark in head.lower() for mark in (b"<html", b"<!doctype html"))
    return not is_page or OUR_PAGE in head


def _sha256_of(target: Path) -> str:
    with target.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _is_in_case(target: Path) -> bool:
    return any((folder / "case.sqlite").is_file() for folder in target.parents)


def _write_durably(path: Path, data: bytes) -> None:
    with path.open("xb") if not path.exists() else path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        if path.is_file():
            os.fsync(stream.fileno())
