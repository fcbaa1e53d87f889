"""A case with two exhibits and something made from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from uncut.case import Case


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.create(tmp_path / "case", "Convoy", who="archivist")


@pytest.fixture
def filled(case: Case, tmp_path: Path) -> Case:
    for name in ("one.txt", "two.txt"):
        path = tmp_path / name
        path.write_text(f"the words of {name}\n" * 50)
        case.add(path, kind="text", source="a desk")
    case.record("report", b'{"claims": 3}', inputs=case.exhibits()[:1], arguments={"a": 1.5}, sandbox="none")
    return case
