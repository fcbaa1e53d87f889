"""The demonstration from start to dossier, on a machine without its clip."""

from fractions import Fraction
from pathlib import Path

import pytest

from uncut.case import Case
from uncut.demo import run
from uncut.demo.media import decode_pictures
from uncut.demo.plan import PLAN_FOR_GENERATED
from uncut.errors import CaseExists
from uncut.model.comparison import Comparison
from uncut.model.serialise import from_json


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    folder = tmp_path_factory.mktemp("demonstration")
    lines: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "find_clip", lambda: None)
        run.run_demo(folder, lines.append)
    return folder, lines


def test_the_dossier_is_one_page_that_names_the_exhibits(demonstration: tuple[Path, list[str]]) -> None:
    folder, _ = demonstration
    page = (folder / "dossier.html").read_text(encoding="utf-8")
    for name in ("original.mp4", "edited.mp4", "report.html", "republished.html"):
        assert name in page


def test_the_case_holds_four_exhibits_and_what_was_made_of_them(demonstration: tuple[Path, list[str]]) -> None:
    folder, lines = demonstration
    case = Case.open(folder / "case")
    assert [one.kind for one in case.exhibits()] == ["footage", "footage", "text", "text"]
    kinds = sorted(one.kind for one in case.derivatives())
    assert kinds == ["comparison", "dossier", *["fingerprints"] * 2, "report", "report", "text-comparison"]
    assert case.verify().findings == []
    assert lines[-2].endswith("0 differences from their recorded hashes")


def test_the_edited_version_lacks_the_frames_of_the_plan(demonstration: tuple[Path, list[str]]) -> None:
    folder, _ = demonstration
    plan = PLAN_FOR_GENERATED
    frames = [sum(1 for _ in decode_pictures(folder / "material" / name)) for name in ("original.mp4", "edited.mp4")]
    assert frames == [plan.frames, plan.frames - (plan.cut_stop - plan.cut_first)]


def test_the_comparison_tells_what_was_done_and_the_cut_to_the_frame(demonstration: tuple[Path, list[str]]) -> None:
    folder, _ = demonstration
    plan = PLAN_FOR_GENERATED
    case = Case.open(folder / "case")
    (made,) = [one for one in case.derivatives() if one.kind == "comparison"]
    edits = from_json(case.path_of(made).read_bytes(), Comparison).edits
    told = sorted(edit.kind for edit in edits if edit.kind != "metadata")
    assert told == ["blurred", "muted", "reframed", "removed"], "what was done, and nothing else"
    (removed,) = [edit.left for edit in edits if edit.kind == "removed"]
    assert removed is not None
    wanted = Fraction(plan.cut_first, plan.frame_rate), Fraction(plan.cut_stop, plan.frame_rate)
    assert abs(removed.start - wanted[0]) <= Fraction(1, plan.frame_rate)
    assert abs(removed.end - wanted[1]) <= Fraction(1, plan.frame_rate)


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(CaseExists, match="not empty"):
        run.run_demo(tmp_path, lambda _line: None)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
