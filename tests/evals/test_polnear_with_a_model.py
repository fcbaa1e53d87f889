"""The eval of who says what prints both: without and with the proposals of a model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evals.reports import polnear

from uncut.reports.proposals import ChatClient

TEXT = "Kasso went on record: the ferry may never sail again.\n"
CLAIM = {"quote": "the ferry may never sail again", "source": "Kasso", "cue": "went on record"}
LABELS = "T1\tSource 0 5\tKasso\nT2\tContent 22 52\tthe ferry\nE1\tAttribution:T2 Source:T1 Content:T2\n"
MODEL = ["--llm", "http://127.0.0.1:1/v1", "--llm-model", "made-up"]


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    for folder, name, words in (("text", "one.txt", TEXT), ("attributions", "one.ann", LABELS)):
        (tmp_path / "reports" / "polnear" / folder).mkdir(parents=True)
        (tmp_path / "reports" / "polnear" / folder / name).write_text(words)
    return tmp_path


def test_both_are_printed(shared: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(ChatClient, "ask", lambda *_: json.dumps({"claims": [CLAIM]}))
    polnear.main(["--every", "1", "--shared", str(shared), *MODEL])
    printed = capsys.readouterr().out
    figures = json.loads(printed.splitlines()[-1])
    assert (figures["recall"], figures["with_model_recall"], figures["with_model_with_source_f1"]) == (0.0, 1.0, 1.0)
    assert printed.count("confidence  claims  right") == 2


def test_without_a_model_one_is_printed(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    polnear.main(["--every", "1", "--shared", str(shared)])
    assert "with_model" not in capsys.readouterr().out
