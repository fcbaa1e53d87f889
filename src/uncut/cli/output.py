"""Files that a command writes: all or nothing, and never over what it reads."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from uncut.errors import BadInput

STDOUT = Path("-")


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
    if place.exists() and not place.is_file():  # a device or a pipe cannot be replaced
        writer(place)
        return
    fresh = place.with_name(f".{secrets.token_hex(6)}{place.suffix}")
    try:
        writer(fresh)
        fresh.replace(place)
    finally:
        fresh.unlink(missing_ok=True)


def _check_file(target: Path, inputs: list[Path]) -> None:
    for source in inputs:
        if target.exists() and source.exists() and target.samefile(source):
            raise BadInput("the result would overwrite an input", where=str(target), todo="Give another name")
    if target.is_dir():
        raise BadInput("this is a folder", where=str(target), todo="Give the name of a file in it")
    if not target.resolve().parent.is_dir():
        raise BadInput("there is no such folder to write to", where=str(target.parent), todo="Make it first")
    if _is_in_case(target.resolve()):
        raise BadInput("results are not written into a case", where=str(target), todo="Choose a place outside")


def _is_in_case(target: Path) -> bool:
    return any((folder / "case.sqlite").is_file() for folder in target.parents)


def _write_durably(path: Path, data: bytes) -> None:
    with path.open("xb") if not path.exists() else path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        if path.is_file():
            os.fsync(stream.fileno())
