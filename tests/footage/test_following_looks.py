"""Which geometries are followed: each costs a second reading of both files."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from tests.made_footage import film, fingerprints

from uncut.footage import looks
from uncut.footage.align.align import Alignment
from uncut.footage.align.geometry import SURE, Fit, Geometry
from uncut.footage.align.lines import Line
from uncut.footage.align.stretches import Stretch
from uncut.footage.looks import Candidate
from uncut.model.comparison import Box

SEEN, NEAR = (Geometry(left_box=Box(at, at, 1 - 2 * at, 1 - 2 * at)) for at in (0.0709, 0.0846))
SIDE = SimpleNamespace(pictures=fingerprints(film(60, 3)))


def _followed(monkeypatch: pytest.MonkeyPatch, fits: list[Fit], explains: set[Geometry]) -> list[Geometry]:
    """The geometries under which both versions are aligned, when those in ``explains`` explain the start."""
    followed = []

    def align_under(_left, _right, geometry: Geometry, *_rest) -> list[Stretch]:
        followed.append(geometry)
        return [Stretch(Line(0.0), 0, 20, 0, 20, 0.001, 0.99, geometry=geometry)] if geometry in explains else []

    monkeypatch.setattr(looks, "_candidates", lambda *_: map(Candidate, fits))
    monkeypatch.setattr(looks, "_align_under", align_under)
    monkeypatch.setattr(looks, "find_bars", lambda *_: None)
    looks.find_looks(SIDE, SIDE, Alignment([], []), None)
    return followed


def test_a_geometry_under_which_pictures_agree_far_better_is_followed_beside_one_that_explained_nothing(monkeypatch):
    assert _followed(monkeypatch, [Fit(SEEN, SURE), Fit(NEAR, 0.92)], {NEAR}) == [SEEN, NEAR]


def test_a_geometry_like_one_that_was_followed_is_not_followed_again(monkeypatch):
    assert _followed(monkeypatch, [Fit(SEEN, SURE), Fit(NEAR, SURE)], set()) == [SEEN]
    assert _followed(monkeypatch, [Fit(SEEN, SURE), Fit(NEAR, 0.92)], {SEEN}) == [SEEN]
