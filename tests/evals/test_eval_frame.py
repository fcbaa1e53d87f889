"""The frame of evals: what is printed, what is judged, what is skipped."""

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from evals.__main__ import main
from evals.floors import Floor
from evals.frame import SHARED, Eval, Options, Result, Skipped, run_all
from evals.registry import EVAL_ROOMS, choose, find_evals
from rich.console import Console


def run(one: Eval, options: Options, floors: dict[str, Floor]) -> tuple[bool, str]:
    console = Console(file=io.StringIO(), width=100)
    held = run_all([one], options, floors, console)
    assert isinstance(console.file, io.StringIO)
    return held, console.file.getvalue()


def made(value: float) -> Eval:
    return Eval("made", "does it hold?", lambda _: Result({"f1": value}, ("a",), [("b",)], ["missed [one]"]))


def test_a_run_prints_a_table_the_failures_and_one_json_line() -> None:
    held, text = run(made(0.5), Options(), {})
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    assert held
    assert [line["figures"] for line in lines] == [{"f1": 0.5}]
    assert "missed [one]" in text


def test_a_figure_below_its_floor_fails_the_run() -> None:
    held, text = run(made(0.5), Options(), {"made.f1": Floor(0.6)})
    assert not held
    assert "below 0.6" in text


@pytest.mark.parametrize("options", [Options(limit=2), Options(seed=9)])
def test_a_part_of_the_sources_is_not_judged(options: Options) -> None:
    held, text = run(made(0.5), options, {"made.f1": Floor(0.6)})
    assert held
    assert "Not judged" in text


def test_what_cannot_run_here_says_so_and_is_no_failure() -> None:
    def missing(_: Options) -> Result:
        raise Skipped("there is no footage")

    held, text = run(Eval("made", "?", missing), Options(), {"made.f1": Floor(0.6)})
    assert held
    assert "made: skipped, there is no footage" in text


def test_every_footage_eval_skips_where_there_is_no_footage(tmp_path: Path) -> None:
    names = [one.name for one in find_evals(["footage"])]
    done = CliRunner().invoke(main, [*names, "--shared", str(tmp_path)])
    assert done.exit_code == 0
    assert done.output.count("skipped, there is no footage") == len(names)


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(LookupError, match="there is no 'cutz'"):
        choose(find_evals(EVAL_ROOMS), ["cutz"])


@pytest.mark.footage
@pytest.mark.skipif(not (SHARED / "media").is_dir(), reason="the shared footage is not here")
def test_planted_cuts_are_scored_end_to_end() -> None:
    done = CliRunner().invoke(main, ["cuts", "--limit", "1", "--jobs", "1"])
    assert done.exit_code == 0, done.output
    record = json.loads(next(line for line in done.output.splitlines() if line.startswith("{")))
    assert record["figures"]["recall"] >= 0.5
