"""Where things lie in a case folder. Only paths and names: nothing here reads a file's content."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from uncut.errors import CaseTampered

UNFINISHED = ".part"
"""Suffix of a file that is not yet entered in the log."""

_HASH = re.compile(r"[0-9a-f]{64}")
_DERIVED = re.compile(r"derived/D[0-9]+-[a-z-]+\.[a-z0-9]+")


@dataclass(frozen=True)
class CaseFolder:
    """The paths of one case."""

    root: Path

    @property
    def database(self) -> Path:
        """Tables and log."""
        return self.root / "case.sqlite"

    @property
    def objects(self) -> Path:
        """Folder of the originals."""
        return self.root / "objects" / "sha256"

    @property
    def derived(self) -> Path:
        """Folder of what was made from them."""
        return self.root / "derived"

    def object_path(self, sha256: str) -> Path:
        """Where the original with that hash lies; refuses what is no hash, whoever wrote it in the tables."""
        if not is_hash(sha256):
            raise CaseTampered(
                "the case file names an original by something that is no hash",
                where=str(self.database),
                todo=how_to_verify(self.root),
            )
        return self.objects / sha256[:2] / sha256[2:]

    def derived_path(self, relative: str) -> Path:
        """Where the derived file ``relative`` lies; refuses a path that this program cannot have written."""
        if not is_derived_path(relative):
            raise CaseTampered(
                "the case file names a derived file outside its folder",
                where=str(self.database),
                todo=how_to_verify(self.root),
            )
        return self.root / relative

    def relative(self, path: Path) -> str:
        """``path`` inside the case folder, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    def holds(self, path: Path) -> bool:
        """Whether ``path`` lies inside this case, links followed."""
        return path.resolve().is_relative_to(self.root.resolve())


def is_hash(text: object) -> bool:
    """Whether ``text`` is a SHA-256 in lower-case hexadecimal."""
    return isinstance(text, str) and _HASH.fullmatch(text) is not None


def is_derived_path(text: object) -> bool:
    """Whether ``text`` has the form of a derived file's path."""
    return isinstance(text, str) and _DERIVED.fullmatch(text) is not None


def unfinished(final: Path) -> Path:
    """The name of ``final`` until its log entry is committed."""
    return final.with_name(final.name + UNFINISHED)


def command_on(folder: Path, words: str) -> str:
    """A command of this program on a case, as it can be typed: ``uncut case list my-case``."""
    return f"uncut {words} {shlex.quote(str(folder))}"


def how_to_verify(folder: Path) -> str:
    """What to do where a case seems to be damaged."""
    return f"Run: {command_on(folder, 'verify')}"
