"""A passage at another speed is laid where cuts explain less, and not where a clock is a little off or two cuts lie."""

from __future__ import annotations

import numpy as np
from tests.made_footage import encode, film, fingerprints

from uncut.footage.align.distances import distances_along
from uncut.footage.align.lines import Line
from uncut.footage.align.pair import Pair
from uncut.footage.align.passages import lay_passages
from uncut.footage.align.path import Path
from uncut.footage.align.stretches import Stretch

CUT = slice(50, 53)


def drawn(frames: int) -> np.ndarray:
    """Drawn footage, in which every picture is held for a while."""
    return np.repeat(film(frames // 8, 5, pan=20), 8, axis=0)


def test_a_cut_beside_a_line_that_is_nearly_of_usual_speed_is_no_passage():
    left = drawn(120)
    right = np.delete(left, CUT, axis=0)
    pair = Pair(fingerprints(left), fingerprints(encode(right, noise=0.3)))
    shown = np.delete(np.arange(120), CUT)
    before, after = Line(0.0), Line(0.12)
    path = Path(
        lines=(Line(0.0, 0.9974), after),
        line_of=np.where(np.arange(117) < 50, 0, 1).astype(np.intp),
        left_of=shown.astype(np.intp),
        distance=np.full(117, 0.001, np.float32),
        noise=np.full(117, 0.001, np.float32),
    )
    stretches = [
        Stretch(before, 0, 50, 0, 50, 0.001, 0.99),
        Stretch(after, 50, 117, 53, 120, 0.001, 0.99),
    ]
    assert lay_passages(pair, path, stretches) is path


def test_a_piece_between_two_cuts_is_no_passage():
    left = film(200, 9, pan=3.0)
    shown = np.r_[0:60, 69:111, 122:200]
    pair = Pair(fingerprints(left), fingerprints(encode(left[shown], noise=0.3)))
    before, after = Line(0.0), Line(20 / 25)
    line_of = np.where(np.arange(len(shown)) < 100, 0, 1).astype(np.intp)
    along = np.arange(len(shown)) + 20 * line_of
    distances = distances_along(pair, [before, after], 0, len(shown))[0]
    path = Path(
        lines=(before, after),
        line_of=line_of,
        left_of=along.astype(np.intp),
        distance=distances[np.arange(len(shown)), line_of].astype(np.float32),
        noise=np.full(len(shown), float(np.median(distances.min(axis=1))), np.float32),
    )
    stretches = [
        Stretch(before, 0, 100, 0, 100, 0.001, 0.99),
        Stretch(after, 100, len(shown), 120, 200, 0.001, 0.99),
    ]
    laid = lay_passages(pair, path, stretches)
    assert {laid.lines[number].rate for number in laid.line_of} == {1.0}
    assert np.abs(laid.left_of - shown).max() <= 1
