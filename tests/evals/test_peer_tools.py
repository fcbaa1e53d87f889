"""What other programs print is read as they print it; their plans plant what they say."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from evals.benchmarks.footage import RATE
from evals.benchmarks.peer_pairs import plan
from evals.benchmarks.peer_tools import (
    PEERS,
    Peer,
    measure,
    read_audio_offset,
    read_signature,
    read_uncut,
    read_video_offset,
    read_vpdq,
)

SIGNATURE = """[Parsed_signature_0 @ 0x55] matching of video 0 at 36.900000 and 1 at 36.000000, 1897 frames matching
[Parsed_signature_0 @ 0x55] whole video matching
"""


def test_a_signature_match_is_read():
    assert read_signature(SIGNATURE) == "1897 frames: left 36.9 = right 36.0, whole video"
    assert read_signature("frame= 600 fps=0.0") == "no match"


def test_offsets_are_read_among_other_output():
    assert read_audio_offset('{"time_offset": 7.9, "standard_score": 22.4}') == "offset 7.90 s (score 22)"
    said = json.dumps({"offset_seconds": 8.0, "confidence": 1.5})
    assert read_video_offset(f"warning\n{said}\nbye") == "offset 8.00 s (distance 1.5)"
    assert read_vpdq("loading\n[0.92, 1.0]\n") == "92% of left, 100% of right match"


def test_what_uncut_says_is_told_with_its_intervals():
    edit = {"kind": "removed", "left": [14.3, 17.3], "right": [14.3, 14.3]}
    said = {"related": True, "settings": {}, "edits": [edit, {"kind": "metadata"}]}
    assert read_uncut(json.dumps(said)) == "removed left 14.30-17.30"
    edit["uncertain"] = {"start": [13.4, 15.3], "end": [16.4, 18.3]}
    assert read_uncut(json.dumps(said)) == "removed left 14.30-17.30 [13.4-15.3, 16.4-18.3]"
    assert read_uncut(json.dumps(said | {"edits": []})) == "no change"
    assert read_uncut(json.dumps(said | {"edits": [], "settings": {"quick": {}}})) == "no change seen"
    assert read_uncut(json.dumps(said | {"related": False})) == "nothing shared was found"


def test_what_a_program_costs_counts_its_children():
    work = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(3_000_000))'])"
    alone, both = (measure([sys.executable, "-c", one], str) for one in ("pass", work))
    assert both.cpu_seconds > alone.cpu_seconds


def test_a_program_that_is_not_there_is_not_found(tmp_path: Path):
    missing = Peer("none", "no-such-program", lambda program, left, right: [], str)
    assert missing.found(tmp_path) is None
    vpdq = next(one for one in PEERS if one.imports)
    assert vpdq.found(tmp_path) is None


@pytest.mark.parametrize("name", ["unedited", "cut", "trimmed", "inserted", "moved", "other"])
def test_a_plan_plants_what_it_says(name: str):
    own, every = 40 * RATE, 60 * RATE
    order = next(order for one, _, order in plan(own, every) if one == name)
    lost = np.setdiff1d(np.arange(own), order)
    foreign = int((order >= own).sum())
    expected = {"cut": (3, 0), "trimmed": (8, 0), "inserted": (0, 5), "other": (40, 20)}.get(name, (0, 0))
    assert (len(lost) / RATE, foreign / RATE) == expected
    assert (name == "moved") == bool((np.diff(order) < 0).any() and not foreign)
