"""What was decoded of exhibits is kept in the case like any derivative, and reused."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.footage.decode.made_clips import make_clip

from uncut.api import Case, compare_exhibits, record_dossier, verify_case
from uncut.footage.fingerprint.pictures import PICTURES_VERSION

TICKS = list(range(0, 2000, 40))


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = Case.create(tmp_path / "case", "Convoy", "archivist")
    for name, ticks in (("one.mp4", TICKS), ("two.mp4", TICKS[:30])):
        made.add(make_clip(tmp_path / name, ticks=ticks), kind="footage")
    return made


def reused(case: Case) -> dict[str, str]:
    return compare_exhibits(case, "E1", "E2")[0].settings["stored_fingerprints"]


def test_they_are_derivatives_with_hash_version_and_input(case: Case):
    result, made = compare_exhibits(case, "E1", "E2")
    assert made.id == "D1"
    prints = case.derivatives()[1:]
    assert [one.kind for one in prints] == ["fingerprints", "fingerprints"]
    assert {tuple(one.inputs) for one in prints} == {(result.left.sha256,), (result.right.sha256,)}
    assert prints[0].arguments["algorithm"] == PICTURES_VERSION
    assert prints[0].sandbox == result.settings["sandbox"]["left"]
    assert prints[0].output.path == "derived/D2-fingerprints.fp"
    assert verify_case(case.folder).findings == []
    assert reused(case) == {"left": "reused", "right": "reused"}
    assert [one.kind for one in case.derivatives()] == ["comparison", "fingerprints", "fingerprints", "comparison"]


def test_one_that_was_changed_is_named_by_verify_and_not_used(case: Case):
    compare_exhibits(case, "E1", "E2")
    path = case.path_of(next(one for one in case.derivatives() if one.inputs == [case.exhibit("E1").sha256]))
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)
    path.chmod(0o444)
    (finding,) = verify_case(case.folder).findings
    assert (finding.path, finding.what.split(":")[0]) == (f"derived/{path.name}", "the content was changed")
    told = reused(case)
    assert told["right"] == "reused"
    assert told["left"].startswith("made anew")
    assert "is not what the case recorded" in told["left"]
    assert reused(case) == {"left": "reused", "right": "reused"}


def test_the_dossier_rests_on_results_not_on_them(case: Case):
    compare_exhibits(case, "E1", "E2")
    prints = {one.output.sha256 for one in case.derivatives() if one.kind == "fingerprints"}
    assert not prints & set(record_dossier(case).inputs)
