"""The folder of evidence, from clips whose pictures carry their number."""

from __future__ import annotations

import hashlib
import html
import json
from fractions import Fraction
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from PIL import Image
from tests.dossier.dossier_samples import footage
from tests.footage.decode.made_clips import make_clip, number_of

from uncut.api import write_evidence
from uncut.api.explain import check_evidence_folder
from uncut.errors import BadInput
from uncut.model.comparison import Box, Comparison, Coverage, Edit, Kept, TrackPoint
from uncut.model.evidence import EvidenceIndex
from uncut.model.serialise import json_schema
from uncut.model.time import Span


def span(first: int, stop: int) -> Span:
    return Span(Fraction(first, 25), Fraction(stop, 25))


def side(path: Path, frames: int):
    return footage(
        str(path), frames / 25, hashlib.sha256(path.read_bytes()).hexdigest(), frames=frames, frame_rate="25/1"
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Comparison, EvidenceIndex]:
    """Frames 20 to 29 are missing on the right, and a region of its last ten is said to be covered."""
    folder = tmp_path_factory.mktemp("explained")
    left = make_clip(folder / "left.mp4", ticks=[40 * n for n in range(50)])
    right = make_clip(folder / "right.mp4", ticks=[40 * n for n in range(40)])  # its own numbers: 0 to 39
    comparison = Comparison(
        left=side(left, 50), right=side(right, 40), related=True, coverage=Coverage(0.8, 1.0),
        kept=[Kept(right=span(0, 20), left=span(0, 20), confidence=1.0),
              Kept(right=span(20, 40), left=span(30, 50), confidence=1.0)],
        edits=[
            Edit(kind="removed", left=span(20, 30), right=span(20, 20), confidence=1.0, why="planted"),
            Edit(kind="covered", left=span(40, 50), right=span(30, 40), confidence=1.0, why="planted",
                 track=[TrackPoint(Fraction(30, 25), Box(0.5, 0.5, 0.25, 0.25))]),
            Edit(kind="muted", left=span(0, 5), right=span(0, 5), confidence=1.0, why="planted"),
        ],
        not_examined=[], settings={}, version="0",
    )  # fmt: skip
    return folder / "evidence", comparison, write_evidence(comparison, left, right, folder / "evidence")


def test_the_frames_around_each_end_are_those_beside_it(made: tuple[Path, Comparison, EvidenceIndex]) -> None:
    folder, _, index = made
    numbers = {
        one.path: number_of(np.asarray(Image.open(folder / one.path).convert("L")))
        for one in index.files
        if one.what == "frame" and one.edit == 0
    }
    assert numbers == {
        "001-removed-left-start-before.png": 19,
        "001-removed-left-start-after.png": 20,
        "001-removed-left-end-before.png": 29,
        "001-removed-left-end-after.png": 30,
        "001-removed-right-start-before.png": 19,
        "001-removed-right-start-after.png": 20,
    }


def test_regions_have_difference_maps_and_sound_has_no_pictures(made: tuple[Path, Comparison, EvidenceIndex]) -> None:
    _, _, index = made
    maps = [one for one in index.files if one.what == "difference"]
    assert [one.path for one in maps] == [f"002-covered-difference-{n}.png" for n in (1, 2, 3)]
    assert all(isinstance(one.inside, float) and isinstance(one.outside, float) for one in maps)
    assert not [one for one in index.files if one.edit == 2]


def test_the_index_fits_its_schema_and_every_hash_holds(made: tuple[Path, Comparison, EvidenceIndex]) -> None:
    folder, comparison, index = made
    written = json.loads((folder / "index.json").read_bytes())
    jsonschema.validate(written, json_schema("evidence"))
    for one in written["files"]:
        assert hashlib.sha256((folder / one["path"]).read_bytes()).hexdigest() == one["sha256"]
    stored = (folder / "comparison.json").read_bytes()
    assert written["comparison_sha256"] == hashlib.sha256(stored).hexdigest()
    assert written["right_sha256"] == comparison.right.sha256
    names = {one.name for one in folder.iterdir()} - {"index.html", "index.json", "comparison.json"}
    assert names == {one.path for one in index.files}


def test_the_page_names_every_picture_and_loads_nothing_from_elsewhere(
    made: tuple[Path, Comparison, EvidenceIndex],
) -> None:
    folder, _, index = made
    page = html.unescape((folder / "index.html").read_text(encoding="utf-8"))
    assert all(f'src="{one.path}"' in page for one in index.files)
    assert "default-src 'none'; img-src 'self'; style-src 'sha256-" in page
    assert "://" not in page


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(BadInput, match="new or empty folder"):
        check_evidence_folder(tmp_path)
