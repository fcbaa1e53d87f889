"""A crop whose window moves: one size, and a place of its own at every time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from uncut.footage.align.geometry import Geometry, Track
from uncut.footage.align.lines import Line
from uncut.model.comparison import Box

WHOLE = 0.98
"""Share of the picture from which a window is as wide, or as high, as the picture."""


def window_geometry(
    places: npt.NDArray[np.float64], size: tuple[float, float], mirrored: bool, line: Line,
    shown: Sequence[tuple[float, float]] = (),
) -> Geometry:  # fmt: skip
    """A moving window's geometry; ``places`` are right seconds and left and upper edge, in the picture as oriented."""
    wide, tall = (1.0 if one > WHOLE else one for one in size)
    across, down = (
        np.clip(places[:, side], 0, 1 - share) if share < 1 else np.zeros(len(places))
        for side, share in ((1, wide), (2, tall))
    )
    if mirrored:
        across = 1 - across - wide
    points = tuple((float(at), round(float(x), 4), round(float(y), 4)) for at, x, y in zip(places[:, 0], across, down))  # noqa: B905
    hull = Box(
        round(float(across.min()), 4), round(float(down.min()), 4),
        round(float(np.ptp(across)) + wide, 4), round(float(np.ptp(down)) + tall, 4),
    )  # fmt: skip
    return Geometry(hull, mirrored=mirrored, track=Track(points, (round(wide, 4), round(tall, 4)), line, tuple(shown)))
