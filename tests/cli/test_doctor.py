"""``uncut doctor`` says of each extra whether all that it needs is there."""

import importlib.util

import pytest
from click.testing import CliRunner

from uncut.cli import doctor as room


@pytest.mark.parametrize(
    ("present", "words"),
    [
        ({"rapidocr", "onnxruntime"}, "installed"),
        ({"rapidocr"}, "not installed"),
        (set(), "not installed"),
    ],
)
def test_an_extra_is_installed_when_all_of_it_is(
    present: set[str], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_ffmpeg", lambda: ("7.1", True))
    monkeypatch.setattr(room, "_sandbox", list)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object() if name in present else None)
    answer = CliRunner().invoke(room.doctor)
    (line,) = [line for line in answer.output.splitlines() if line.startswith("Extra ocr")]
    assert line.split(maxsplit=2)[2].startswith(f"{words}: the text of captions")
