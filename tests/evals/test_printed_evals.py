"""The evals of reports in the frame: figures from the last line, skipped without their data."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from evals.frame import Options, Skipped
from evals.registry import EVAL_ROOMS, find_evals
from evals.reports.printed import printed_eval, result_of


def test_the_last_line_holds_the_figures_and_the_others_are_kept() -> None:
    result = result_of('bins\n.5 10\n{"eval": "made_up", "f1": 0.5, "count": 3}\n')
    assert result.figures == {"f1": 0.5, "count": 3.0}
    assert result.notes == ["bins", ".5 10"]


def test_an_eval_is_given_the_folder_and_the_limit(tmp_path: Path) -> None:
    (tmp_path / "reports" / "made_up").mkdir(parents=True)

    def main(arguments: Sequence[str]) -> None:
        sys.stdout.write(json.dumps({"words": len(arguments), "last": float(arguments[-1])}))

    one = printed_eval("made_up", "?", main, ["made_up"], lambda limit: ("--every", str(limit)))
    assert one.run(Options(shared=tmp_path, limit=7)).figures == {"words": 4, "last": 7}


def test_an_eval_without_its_data_is_skipped(tmp_path: Path) -> None:
    one = printed_eval("made_up", "?", lambda arguments: None, ["made_up"], lambda limit: ())
    with pytest.raises(Skipped, match="there is no made_up"):
        one.run(Options(shared=tmp_path))


def test_the_reports_have_their_evals() -> None:
    assert {"polnear", "re3d", "meantime", "events", "text_edits"} <= {one.name for one in find_evals(EVAL_ROOMS)}
