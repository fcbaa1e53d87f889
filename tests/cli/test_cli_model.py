"""Proposals of a model on the command line: off unless an address is given, and shown as what they are."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from uncut.errors import ModelTrouble
from uncut.reports.proposals import ChatClient

Run = Callable[..., Result]
TEXT = "The ministry said that rebels had left Orsa.\n\nKasso went on record: the ferry may never sail again.\n"
CLAIM = {"quote": "the ferry may never sail again", "source": "Kasso", "cue": "went on record"}
MODEL = ("--llm", "http://127.0.0.1:1/v1", "--llm-model", "made-up-7b")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[ChatClient]:
    """Who was asked; nobody is connected to."""
    clients: list[ChatClient] = []

    def ask(self: ChatClient, task: str, words: str) -> str:
        clients.append(self)
        return json.dumps({"claims": [CLAIM]})

    monkeypatch.setattr(ChatClient, "ask", ask)
    return clients


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    return path


def test_nobody_is_asked_unless_an_address_is_given(run: Run, report: Path, asked: list[ChatClient]) -> None:
    result = run("read", report)
    assert result.exit_code == 0
    assert not asked
    assert "model" not in result.stdout


def test_a_proposal_is_shown_as_one_everywhere(
    run: Run, report: Path, tmp_path: Path, asked: list[ChatClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNCUT_LLM_KEY", "hush-hush")
    out = {name: tmp_path / name for name in ("out.json", "out.html", "tables", "a.json", "r.json")}
    exports = ("--csv", out["tables"], "--annotations", out["a.json"], "--claimreview", out["r.json"])
    result = run("read", report, *MODEL, "--json", out["out.json"], "--html", out["out.html"], *exports)
    assert result.exit_code == 0, result.output
    assert [client.address.key for client in asked] == ["hush-hush"]
    assert "[proposed by a model]" in result.stdout
    assert "proposed by the model made-up-7b: c" in result.stdout
    written = json.loads(out["out.json"].read_bytes())
    assert written["claims"][-1]["proposed_by"] == "model"
    assert all("proposed_by" not in claim for claim in written["claims"][:-1])
    assert written["settings"]["model"]["server"] == "http://127.0.0.1:1"
    assert "by the model <bdi>made-up-7b</bdi>; the rules did not find it" in out["out.html"].read_text()
    with (out["tables"] / "claims.csv").open(newline="", encoding="utf-8-sig") as table:
        assert [row["proposed_by"] for row in csv.DictReader(table)].count("model") == 1
    assert "proposed by a model" in out["a.json"].read_text()
    assert "never sail again" not in [one["claimReviewed"] for one in json.loads(out["r.json"].read_bytes())["@graph"]]
    assert not any(b"hush" in path.read_bytes() for path in out.values() if path.is_file())


def test_every_report_of_a_folder_is_sent(run: Run, report: Path, tmp_path: Path, asked: list[ChatClient]) -> None:
    (tmp_path / "more.txt").write_text(TEXT)
    result = run("read", tmp_path, *MODEL, "--json", "-", "--quiet")
    assert result.exit_code == 0, result.output
    assert len(asked) == 2
    assert all(json.loads(line)["claims"][-1]["proposed_by"] == "model" for line in result.stdout.splitlines())


def test_a_model_that_does_not_answer_is_told(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(self: ChatClient, task: str, words: str) -> str:
        raise ModelTrouble("it cannot be asked")

    monkeypatch.setattr(ChatClient, "ask", ask)
    result = run("read", report, *MODEL)
    assert result.exit_code == 0
    assert "not examined: proposals of a model: it cannot be asked" in " ".join(result.stdout.split())


@pytest.mark.parametrize("half", [MODEL[:2], MODEL[2:]])
def test_address_and_name_belong_together(run: Run, report: Path, half: tuple[str, ...]) -> None:
    result = run("read", report, *half)
    assert result.exit_code == 2
    assert "belong together" in result.output


def test_the_doctor_says_that_the_network_is_off(run: Run) -> None:
    words = " ".join(run("doctor").stdout.split())
    assert "Network off: used by nothing but `uncut read --llm URL`" in words
