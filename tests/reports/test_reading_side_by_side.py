"""Reports read by several processes: in order, with the errors of those that cannot be read, and none left behind."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from uncut.errors import BadInput, JailError, UncutError, UnreadableReport
from uncut.jail import JailSettings
from uncut.reports import ReadOptions, pipeline, read_reports_side_by_side


@pytest.mark.parametrize("kind", [UncutError, BadInput, UnreadableReport, JailError])
def test_an_error_travels_whole(kind: type[UncutError]) -> None:
    sent = kind("it is broken", where="a.txt", todo="Mend it")
    came = pickle.loads(pickle.dumps(sent))
    assert type(came) is kind
    assert (came.what, came.where, came.todo, str(came)) == (sent.what, sent.where, sent.todo, str(sent))


def test_order_and_errors(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(5)]
    for path in paths:
        path.write_text(f"The ministry said that rebels had left town {path.stem}.")
    paths[2].unlink()
    found = list(read_reports_side_by_side(paths, ReadOptions(), JailSettings(), 2))
    assert [path for path, _ in found] == paths
    assert [isinstance(report, UncutError) for _, report in found] == [False, False, True, False, False]
    assert "town 4" in found[4][1].document.text  # type: ignore[union-attr]


def test_a_process_that_dies_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Dying:
        def __init__(self, *_: object) -> None:
            pass

        def submit(self, *_: object) -> object:
            raise pipeline.BrokenExecutor

        def shutdown(self, **_: object) -> None:
            pass

    monkeypatch.setattr(pipeline, "ProcessPoolExecutor", Dying)
    with pytest.raises(JailError, match="a process that reads reports died"):
        list(read_reports_side_by_side([tmp_path / "a"], ReadOptions(), JailSettings(), 2))
