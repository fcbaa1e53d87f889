"""What is committed could be published: no paths of a machine, no addresses of registries, nothing heavy."""

import re
import subprocess
from pathlib import Path

import pytest

from uncut.version import __version__

ROOT = Path(__file__).resolve().parents[2]
LARGEST_BYTES = 1_500_000
GAZETTEER_BYTES = 10_000_000
"""All towns of the world with their other names: they travel in the package, since nothing is fetched at run time."""

# Written in pieces, so that this file does not find itself.
FORBIDDEN = [
    re.escape(str(ROOT)) + r"\b",  # where this checkout lies, on this machine
    "files.pythonhosted" + r"\.org",
    "pypi" + r"\.org/simple",
    "registry" + r"\.npmjs",
    "index" + r"-url\s*=",
    "find" + r"-links\s*=",
    "BEGIN " + "(RSA |OPENSSH |EC )?PRIVATE KEY",
]


def tracked_files() -> list[Path]:
    """Files that git knows of; all of them in a checkout, none in an unpacked archive."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listing.returncode:
        pytest.skip("not a git checkout")
    return [path for name in listing.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def test_no_file_names_a_machine_or_a_registry() -> None:
    pattern = re.compile("|".join(f"(?:{one})" for one in FORBIDDEN))
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked_files()
        if (match := pattern.search(path.read_bytes().decode("utf-8", errors="replace")))
    ]
    assert found == []


def test_no_file_is_heavy() -> None:
    heavy = {path.name: path.stat().st_size for path in tracked_files() if path.stat().st_size > LARGEST_BYTES}
    assert heavy.pop("gazetteer.tsv.z", 0) <= GAZETTEER_BYTES
    assert heavy == {}


def test_no_footage_is_committed() -> None:
    footage = {".mp4", ".webm", ".mkv", ".avi", ".mov", ".mpg", ".ogv", ".wmv"}
    assert [path.name for path in tracked_files() if path.suffix.lower() in footage] == []


def test_the_changelog_speaks_of_this_version() -> None:
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
