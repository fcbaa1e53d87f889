"""The whole way with nothing replaced, on shared footage and reports where they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from click.testing import Result

from uncut.model.serialise import json_schema

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
CLIP = SHARED / "media" / "googlework" / "googlework_tiny.mp4"
REPORT = SHARED / "reports" / "republished-report.txt"


@pytest.mark.footage
@pytest.mark.skipif(not CLIP.is_file(), reason="the shared footage is not here")
def test_a_file_against_itself_has_no_change(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run("diff", CLIP, CLIP, "--json", tmp_path / "c.json", "--html", tmp_path / "d.html")
    assert (result.exit_code, result.stderr) == (0, "")
    jsonschema.validate(json.loads((tmp_path / "c.json").read_bytes()), json_schema("comparison"))


@pytest.mark.reports
@pytest.mark.skipif(not REPORT.is_file(), reason="the shared reports are not here")
def test_a_report_and_a_changed_number(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run("read", REPORT, "--json", "-")
    report = json.loads(result.stdout)
    jsonschema.validate(report, json_schema("report"))
    text = report["document"]["text"]
    assert all(text[c["quote"]["start"] : c["quote"]["end"]] == c["quote"]["text"] for c in report["claims"])
    changed = tmp_path / "changed.txt"
    changed.write_text(REPORT.read_text(encoding="utf-8").replace("four children", "five children"), encoding="utf-8")
    shown = run("diff", REPORT, changed)
    assert shown.exit_code == 1
    assert "number changed" in shown.stdout
