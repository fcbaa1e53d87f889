"""Floors: judged by every run, moved by one command alone."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from evals.floors import Floor, WouldLower, judge, move_floor, raise_floors, read_floors, read_measured, write_floors

from evals import floors

DATE = "2026-01-02"


def moved(
    old: dict[str, Floor], name: str, value: float, *, at_most: bool = False, lower: bool = False
) -> dict[str, Floor]:
    return move_floor(old, name, value, why="measured", at_most=at_most, lower=lower, date=DATE)


def test_a_worse_figure_is_told() -> None:
    held = {"cuts.f1": Floor(0.9), "cost.ratio": Floor(1.0, at_most=True)}
    assert judge("cuts", {"f1": 0.9}, held) == []
    assert judge("cuts", {"f1": 0.89}, held) == ["cuts.f1 is 0.89, below 0.9"]
    assert judge("cost", {"ratio": 1.1}, held) == ["cost.ratio is 1.1, above 1"]


def test_a_figure_that_was_not_measured_is_told() -> None:
    assert judge("cuts", {}, {"cuts.f1": Floor(0.9)}) == ["cuts.f1 was not measured, though it has a floor"]


def test_a_floor_rises_and_keeps_its_history() -> None:
    twice = moved(moved({}, "cuts.f1", 0.8), "cuts.f1", 0.9)
    assert twice["cuts.f1"].value == 0.9
    assert [(one.value, one.why, one.date) for one in twice["cuts.f1"].history] == [
        (0.8, "measured", DATE),
        (0.9, "measured", DATE),
    ]


@pytest.mark.parametrize(("at_most", "easier"), [(False, 0.7), (True, 0.9)])
def test_a_floor_is_not_lowered_in_silence(at_most: bool, easier: float) -> None:
    old = moved({}, "cuts.f1", 0.8, at_most=at_most)
    with pytest.raises(WouldLower, match=r"stands at 0\.8"):
        moved(old, "cuts.f1", easier, at_most=at_most)
    assert moved(old, "cuts.f1", easier, at_most=at_most, lower=True)["cuts.f1"].value == easier


def test_a_floor_does_not_become_a_ceiling_in_silence() -> None:
    with pytest.raises(WouldLower, match="stands at"):
        moved(moved({}, "cuts.f1", 0.8), "cuts.f1", 0.9, at_most=True)


def test_a_reason_is_demanded() -> None:
    with pytest.raises(ValueError, match="without saying why"):
        move_floor({}, "cuts.f1", 0.8, why=" ", at_most=False, lower=False, date=DATE)


def test_raising_to_what_was_measured_neither_lowers_nor_adds() -> None:
    old = {"a.x": Floor(0.5), "a.y": Floor(0.5), "b.z": Floor(2, at_most=True)}
    new = raise_floors(old, {"a.x": 0.6, "a.y": 0.4, "b.z": 1, "c.w": 1}, why="better", date=DATE)
    assert {name: floor.value for name, floor in new.items()} == {"a.x": 0.6, "a.y": 0.5, "b.z": 1}


def test_figures_are_read_from_a_run() -> None:
    text = 'table\n{"eval": "cuts", "figures": {"f1": 0.5}, "seed": 1}\n{"other": 1}\n'
    assert read_measured(text) == {"cuts.f1": 0.5}


def test_floors_survive_writing(tmp_path: Path) -> None:
    old = moved(moved({}, "cuts.f1", 0.8), "cost.ratio", 1.0, at_most=True)
    write_floors(old, tmp_path / "floors.json")
    assert read_floors(tmp_path / "floors.json") == old


def test_the_command_refuses_and_leaves_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "floors.json"
    write_floors(moved({}, "cuts.f1", 0.8), file)
    before = file.read_bytes()
    monkeypatch.setattr(floors.read_floors, "__defaults__", (file,))
    monkeypatch.setattr(floors.write_floors, "__defaults__", (file,))
    refused = CliRunner().invoke(floors.main, ["--set", "cuts.f1", "0.7", "--why", "harder clips"])
    assert refused.exit_code == 2
    assert "would be easier" in refused.output
    assert file.read_bytes() == before
    agreed = CliRunner().invoke(floors.main, ["--set", "cuts.f1", "0.7", "--lower", "--why", "harder clips"])
    assert agreed.exit_code == 0
    assert read_floors(file)["cuts.f1"].history[-1].why == "harder clips"


def test_every_floor_belongs_to_an_eval() -> None:
    from evals.registry import BENCHMARK_ROOMS, EVAL_ROOMS, find_evals

    names = {one.name for one in find_evals([*EVAL_ROOMS, *BENCHMARK_ROOMS])}
    assert {name.split(".")[0] for name in read_floors()} <= names
