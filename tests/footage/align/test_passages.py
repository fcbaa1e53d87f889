"""A passage at another speed is laid where cuts explain less, and not where a clock is a little off."""

from __future__ import annotations

import numpy as np
from tests.made_footage import encode, film, fingerprints

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
