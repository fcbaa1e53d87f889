"""Checking the files of a case folder against what is recorded, and naming those that nobody recorded."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from uncut.case.incoming import hash_file
from uncut.case.layout import UNFINISHED, CaseFolder
from uncut.case.lock import nobody_writes
from uncut.model.case import Finding

LITTER: dict[str, tuple[bytes, ...]] = {
    ".DS_Store": (b"\0\0\0\x01Bud1",),
    "Thumbs.db": (b"\xd0\xcf\x11\xe0",),
    "desktop.ini": (b"[", b"\r\n[", b"\xff\xfe"),
}
"""Files that systems put into every folder that somebody looks at, and how they begin."""
LITTER_MOST_BYTES = 1 << 20
OWN_FOLDER = re.compile(r"objects(/sha256(/[0-9a-f]{2})?)?|derived")
TABLES = frozenset({"case.sqlite", "case.sqlite-journal"})
WRITABLE = 0o222
LEFT_OVER = "left over from an addition that was interrupted" + (
    "" if sys.platform == "win32" else "; the next uncut case add clears it away"
)
"""Windows has no lock on a folder that tells whether somebody still writes, and nothing is cleared there."""
CHANGED = "the content was changed"
"""How a finding about a file begins whose bytes are others than were recorded."""

Progress = Callable[[int, int], None]


def listed_files(at: CaseFolder) -> list[str]:
    """Every file, link and empty folder of others, as paths inside the folder; links are not followed."""
    found = []
    for parent, folders, names in os.walk(at.root):
        here = Path(parent)
        links = [name for name in folders if (here / name).is_symlink()]
        found += [at.relative(here / name) for name in (*names, *links) if not _is_litter(here / name)]
        if not names and not folders and here != at.root and not OWN_FOLDER.fullmatch(at.relative(here)):
            found.append(at.relative(here))
    return sorted(found)


def _is_litter(path: Path) -> bool:
    """Whether a system left this file: by its name, and by how it begins, so that nothing else passes under it."""
    if path.name not in LITTER or not _is_plain_file(path):
        return False
    size = path.stat().st_size
    try:
        with path.open("rb") as stream:
            return size == 0 or (size <= LITTER_MOST_BYTES and stream.read(8).startswith(LITTER[path.name]))
    except OSError:
        return False


def check_files(
    at: CaseFolder, recorded: Mapping[str, set[str]], listed: Sequence[str], progress: Progress | None
) -> Iterator[Finding]:
    """What is wrong with the recorded files and what else was ``listed``; sizes in ``progress`` are bytes."""
    present = [path for path in sorted(recorded) if _is_plain_file(at.root / path)]
    counter = _Counter(sum((at.root / path).stat().st_size for path in present), progress)
    writable = []
    for path in sorted(recorded):
        if path not in present:
            yield Finding(path=path, what=_why_absent(at.root / path))
            continue
        if what := _content_fault(at.root / path, recorded[path], counter):
            yield Finding(path=path, what=what)
        if (at.root / path).stat().st_mode & WRITABLE and os.name != "nt":
            writable.append(path)
    yield from _name_writable(writable, len(present))
    yield from _name_strangers(at, recorded, listed)


class _Counter:
    """Adds up the bytes of several files."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self.done, self.total, self.progress = 0, total, progress

    def __call__(self, more: int) -> None:
        self.done += more
        if self.progress:
            self.progress(self.done, self.total)


def _content_fault(path: Path, hashes: set[str], counter: _Counter) -> str | None:
    if len(hashes) > 1:
        return "the table and the log record different hashes for this file"
    try:
        sha256, _ = hash_file(path, counter)
    except OSError as error:
        return f"cannot be read ({error.strerror})"
    if sha256 not in hashes:
        return f"{CHANGED}: its hash is now {sha256[:16]}…"
    return None


def _name_writable(writable: list[str], present: int) -> Iterator[Finding]:
    """One finding a file, or a single one where the whole disk keeps no permissions."""
    if writable and len(writable) == present and present > 1:
        what = f"none of the {present} stored files is write-protected; perhaps this disk keeps no permissions"
        yield Finding(path=".", what=what)
        return
    for path in writable:
        yield Finding(path=path, what="is no longer write-protected")


def _name_strangers(at: CaseFolder, recorded: Mapping[str, set[str]], listed: Sequence[str]) -> Iterator[Finding]:
    quiet = nobody_writes(at.objects) if at.objects.is_dir() else True
    for path in listed:
        if path in recorded or path in TABLES or not os.path.lexists(at.root / path):
            continue
        if path.endswith(UNFINISHED):
            if quiet:
                yield Finding(path=path, what=LEFT_OVER)
        elif (at.root / path).is_symlink():
            yield Finding(path=path, what="is a link that nobody recorded")
        else:
            what = "folder" if (at.root / path).is_dir() else "file"
            yield Finding(path=path, what=f"nobody recorded this {what}")


def _is_plain_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _why_absent(path: Path) -> str:
    return "is no longer a file of its own but a link or folder" if os.path.lexists(path) else "is missing"
