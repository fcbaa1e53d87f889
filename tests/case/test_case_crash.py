"""A process that dies at any instant, and several at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from uncut.case import Case

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and locks")

DIE = """
import os, signal, sys
from uncut.case import Case, incoming, writer, custody
def die(*_args, **_settings):
    os.kill(os.getpid(), signal.SIGKILL)
{place}
case = Case.open(sys.argv[1], who="me")
case.add(sys.argv[2])
"""
PLACES = {
    "while copying": "incoming._make_durable = die",
    "before staging": "writer.incoming.stage = die",
    "before the commit": "custody.append = die",
    "after the commit": "writer.incoming.settle = die",
}


def killed(case: Case, source: Path, place: str) -> None:
    done = subprocess.run([sys.executable, "-c", DIE.format(place=PLACES[place]), case.folder, source], check=False)
    assert done.returncode == -9


@pytest.mark.parametrize("place", PLACES)
def test_a_killed_addition_leaves_one_leftover_that_is_named_and_cleared(
    filled: Case, tmp_path: Path, place: str
) -> None:
    before = len(filled.exhibits())
    (tmp_path / "new.bin").write_bytes(b"new" * 1000)
    killed(filled, tmp_path / "new.bin", place)
    found = filled.verify().findings
    left = [one for one in found if one.path.endswith(".part")]
    assert len(left) == 1
    assert "interrupted" in left[0].what
    committed = place == "after the commit"
    assert len(filled.exhibits()) == before + committed
    assert len(found) == 1 + committed  # the original that waits for its name counts as missing
    exhibit = filled.add(tmp_path / "new.bin")
    assert filled.path_of(exhibit).read_bytes() == b"new" * 1000
    assert len(filled.exhibits()) == before + 1
    assert filled.verify().findings == []


def test_reading_finishes_what_a_killed_addition_committed(filled: Case, tmp_path: Path) -> None:
    (tmp_path / "new.bin").write_bytes(b"new")
    killed(filled, tmp_path / "new.bin", "after the commit")
    assert filled.path_of(filled.exhibit("new.bin")).read_bytes() == b"new"
    assert filled.verify().findings == []


ADD = """
import sys
from pathlib import Path
from uncut.case import Case
case = Case.open(sys.argv[1], who=sys.argv[2])
for number in range(8):
    path = Path(sys.argv[1]).parent / f"{sys.argv[2]}-{number}"
    path.write_text(f"shared {number}" if number % 2 else f"{sys.argv[2]} {number}")
    case.add(path)
"""


def test_two_processes_add_at_once_without_losing_an_entry(case: Case) -> None:
    both = [subprocess.Popen([sys.executable, "-c", ADD, case.folder, name]) for name in ("one", "two")]
    assert [process.wait(60) for process in both] == [0, 0]
    assert case.verify().findings == []
    assert len(case.exhibits()) == 4 + 4 + 4
    assert len(case.log()) == 1 + 16
    assert len({one.id for one in case.exhibits()}) == 12
