"""A result names the hash of what was read, so nothing may be written to a file meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from uncut.api import read
from uncut.errors import BadInput, LimitExceeded
from uncut.jail import expect_unchanged

CHANGES: list[Callable[[Path], object]] = [
    lambda path: path.write_text(path.read_text() + " And more."),
    lambda path: path.with_name("other").rename(path),
    lambda path: path.unlink(),
]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "other").write_text("The bridge was hit, the army said.")
    path = tmp_path / "report.txt"
    path.write_text("The bridge was hit, the army said.")
    return path


@pytest.mark.parametrize("change", CHANGES, ids=["appended", "replaced", "removed"])
def test_a_file_that_changes_while_it_is_read_is_refused(report: Path, change: Callable[[Path], object]) -> None:
    with pytest.raises(BadInput, match="changed while it was read"), expect_unchanged(report):
        change(report)


def test_trouble_that_a_change_may_have_caused_is_told_as_the_change(report: Path) -> None:
    with pytest.raises(BadInput, match="changed while it was read"), expect_unchanged(report):
        report.unlink()
        raise LimitExceeded("too much")


def test_other_trouble_and_a_missing_file_are_told_as_themselves(report: Path) -> None:
    with pytest.raises(LimitExceeded, match="too much"), expect_unchanged(report, report.with_name("none")):
        raise LimitExceeded("too much")


def test_reading_a_report_watches_its_file(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hash_and_write(path: Path) -> str:
        path.write_text("Another text, the army said.")
        return "0" * 64

    monkeypatch.setattr("uncut.reports.read.document.sha256_of", hash_and_write)
    with pytest.raises(BadInput, match="changed while it was read"):
        read(report)
