"""The command line with the rooms behind it replaced at the door, so that these tests decode nothing."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result

from uncut.cli.main import cli


def _samples() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sample_results", Path(__file__).with_name("sample_results.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def samples() -> ModuleType:
    return _samples()


@pytest.fixture
def run() -> Callable[..., Result]:
    def invoke(*args: object, **settings: Any) -> Result:
        return CliRunner().invoke(cli, [str(one) for one in args], **settings)

    return invoke


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def doors(monkeypatch: pytest.MonkeyPatch, samples: ModuleType) -> dict[str, Any]:
    """Replace what compares and reads; ``edited`` and ``report`` may be changed by a test."""
    state: dict[str, Any] = {"edited": True, "report": {}, "raise": None}

    def compare(left: Path, right: Path, _settings: object = None, _progress: object = None) -> Any:
        if state["raise"]:
            raise state["raise"]
        sides = [samples.footage(str(path), sha256=sha256(path)) for path in (left, right)]
        return samples.comparison(*sides, edited=state["edited"])

    def compare_texts(left: Path, right: Path, *_settings: object) -> Any:
        return samples.text_comparison(sha256(left), sha256(right))

    def read_report(path: Path, *_settings: object) -> Any:
        return msgspec.structs.replace(samples.report(sha256(path), **state["report"]))

    monkeypatch.setattr("uncut.footage.compare_footage", compare)
    monkeypatch.setattr("uncut.reports.compare_texts", compare_texts, raising=False)
    monkeypatch.setattr("uncut.reports.read_report", read_report, raising=False)
    monkeypatch.setattr("uncut.reports.ReadOptions", lambda **_options: None, raising=False)
    monkeypatch.setattr("uncut.footage.decode.grab_stills", lambda *_args, **_settings: [])
    return state


@pytest.fixture
def videos(tmp_path: Path) -> tuple[Path, Path]:
    """Two files that begin as videos do."""
    for name in ("left.mp4", "right.mp4"):
        (tmp_path / name).write_bytes(b"\0\0\0\x20ftypisom\0\0\0" + name.encode())
    return tmp_path / "left.mp4", tmp_path / "right.mp4"


@pytest.fixture
def texts(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("left.txt", "right.txt"):
        (tmp_path / name).write_text(f"Words of {name}.")
    return tmp_path / "left.txt", tmp_path / "right.txt"
