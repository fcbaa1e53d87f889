"""How far two pictures agree that show the same in a part: beside it the right one shows something else.

Two films in one picture, side by side or one above the other, have no bars between them; what tells where one ends is
that landmarks beyond are never found on the left, and in the end the pixels. Array maths, no files.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from uncut.footage.align.geometry import Geometry, Grey, orient
from uncut.footage.align.landmarks import Floats32
from uncut.model.comparison import WHOLE_PICTURE, Box

OUTERMOST = 0.02
"""Share of the points that agree which may lie beyond an end: some agree by chance."""
LEAST_PART = 0.25
"""Share of a side under which no part is believed: small things move by themselves, or are drawn upon a picture."""
BESIDE = 0.03
"""Share of a side by which points must lie beyond it to count as not seen."""
EXPECTED = 30
"""Points that should have been seen beyond, by the share of those before, for the end to be believed."""
BANDS_PX = (2.0, 12.0)
"""Deviations of what is taken out as broad light and shade. Fine detail ends where the part does; of clouds and of
coarse encodings only what is broader agrees."""
AGREEING = 0.3
"""Share of the usual agreement that a line of the part has: faint clouds had half of it, another film a sixth."""
PLAIN_SHARE = 0.2
"""Share of the usual energy of detail under which a line says nothing."""
SEAM_SHARE, STANDING_OUT = 0.04, 3.0
"""How far from the end an edge between two films is looked for, and how many times as strong as lines around it is."""
ENOUGH_LINES = 3
"""Lines of pixels in a row that disagree, from which the part has ended."""


def part_seen(agreeing: Floats32, points: Floats32) -> Box:
    """The part of a right picture in which landmarks are seen on the left, where others would be but are not.

    Parameters
    ----------
    agreeing
        Shape (n, 2): points that were seen, as shares of the width and the height.
    points
        Shape (m, 2): all points.
    """
    (x, beyond), (y, below) = (_ends_seen(agreeing[:, axis], points[:, axis]) for axis in (0, 1))
    if min(beyond - x, below - y) < LEAST_PART:
        return WHOLE_PICTURE
    return Box(round(x, 4), round(y, 4), round(beyond - x, 4), round(below - y, 4))


def _ends_seen(agreeing: Floats32, points: Floats32) -> tuple[float, float]:
    low, high = np.quantile(agreeing, (OUTERMOST, 1 - OUTERMOST)).tolist()
    seen = len(agreeing) / max(1, int(((points >= low) & (points <= high)).sum()))
    before, after = int((points < low - BESIDE).sum()), int((points > high + BESIDE).sum())
    return low if seen * before >= EXPECTED else 0.0, high if seen * after >= EXPECTED else 1.0


def part_that_agrees(pairs: Sequence[tuple[Grey, Grey]], geometry: Geometry, near: Box) -> Box:
    """The part of the right picture that shows what the left one does there, as far as it reaches from ``near`` on.

    Parameters
    ----------
    pairs
        Left and right pictures of the same frames, all left ones and all right ones of one shape.
    geometry
        How the left picture lies in the right one; how much of it is shown has no say.
    near
        A part in which they surely agree.
    """
    laid = [(_laid(left, right.shape, geometry), right) for left, right in pairs]
    x, beyond = _ends(_agreement(laid, 0, near.y, near.height), near.x, near.x + near.width)
    y, below = _ends(_agreement(laid, 1, x, beyond - x), near.y, near.y + near.height)
    return Box(round(x, 4), round(y, 4), round(beyond - x, 4), round(below - y, 4))


def _laid(left: Grey, size: tuple[int, ...], geometry: Geometry) -> Grey:
    """A left picture as it lies in a right one of such a size; its edge goes on where it does not reach."""
    shown = orient(left, geometry.way)
    part, box, (height, width) = geometry.oriented_left_box, geometry.right_box, size
    across = box.width * width / (part.width * shown.shape[1])
    down = box.height * height / (part.height * shown.shape[0])
    start = box.x * width - across * part.x * shown.shape[1], box.y * height - down * part.y * shown.shape[0]
    # Pixels are areas: the middle of the first one lies half a pixel in.
    matrix = np.array([
        [across, 0, start[0] + (across - 1) / 2],
        [0, down, start[1] + (down - 1) / 2],
    ])  # fmt: skip
    return np.asarray(cv2.warpAffine(shown, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE), np.float32)


def _detail(picture: Grey, deviation_px: float) -> Grey:
    return np.asarray(picture - cv2.GaussianBlur(picture, (0, 0), deviation_px), np.float32)


class _Agreement(NamedTuple):
    """Of every column, or of every row, of the right picture."""

    alike: npt.NDArray[np.float64]
    """Correlation of both sides' detail: of the band in which it is greater."""
    energy: npt.NDArray[np.float64]
    """Of the right side's fine detail."""
    unshared: npt.NDArray[np.float64]
    """Of what the left side's lacks of it."""


def _agreement(laid: Sequence[tuple[Grey, Grey]], axis: int, start: float, length: float) -> _Agreement:
    """For every column (axis 0) or row (axis 1), of what lies in the part ``[start, start + length)`` of it."""
    size = laid[0][1].shape[axis]
    first, stop = round(start * size), max(round(start * size) + 1, round((start + length) * size))
    part = (slice(first, stop), slice(None)) if axis == 0 else (slice(None), slice(first, stop))
    bands = [[(_detail(one, px)[part], _detail(two, px)[part]) for one, two in laid] for px in BANDS_PX]
    alike, energy = zip(*(_correlation(band, axis) for band in bands), strict=True)
    _, unshared = _correlation([(one, two - one) for one, two in bands[0]], axis)
    return _Agreement(np.max(alike, axis=0), energy[0], unshared)


def _correlation(
    pairs: Sequence[tuple[Grey, Grey]], axis: int
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Along an axis, over all ``pairs``; and the energy of the second ones."""
    shared, one, two = (
        np.sum([(a * b).sum(axis=axis, dtype=np.float64) for a, b in some], axis=0)
        for some in (pairs, [(left, left) for left, _ in pairs], [(right, right) for _, right in pairs])
    )
    return shared / np.sqrt(np.maximum(one * two, 1e-9)), two


def _ends(agreement: _Agreement, start: float, end: float) -> tuple[float, float]:
    """Where it ends on either side of ``[start, end)``, as shares."""
    alike, energy, unshared = agreement
    size = len(alike)
    first, stop = round(start * size), max(round(start * size) + 1, round(end * size))
    usual = float(np.median(alike[first:stop]))
    ends_here = (alike < AGREEING * usual) & (energy > PLAIN_SHARE * np.median(energy[first:stop]))
    middle = (first + stop) // 2
    below = _at_seam(unshared[::-1], _reach(ends_here[:middle][::-1], size - middle))
    return 1 - below / size, _at_seam(unshared, _reach(ends_here[middle:], middle)) / size


def _at_seam(unshared: npt.NDArray[np.float64], reach: int) -> int:
    """A reach, put where a line stands out near it that the left side lacks: two films meet in an edge."""
    size = len(unshared)
    if reach == size:
        return reach
    around = round(SEAM_SHARE * size)
    low, high = max(0, reach - around), min(size, reach + around)
    seam = low + int(unshared[low:high].argmax())
    return seam if unshared[seam] >= STANDING_OUT * np.median(unshared[low:high]) else reach


def _reach(ends_here: npt.NDArray[np.bool_], begun: int) -> int:
    """Lines from the far edge to the first of several in a row that disagree; ``begun`` lie before the first."""
    runs = np.convolve(ends_here, np.ones(ENOUGH_LINES, int))[: len(ends_here)] == ENOUGH_LINES
    return begun + (int(runs.argmax()) - ENOUGH_LINES + 1 if runs.any() else len(ends_here))


def both(one: Box, other: Box) -> Box:
    """What two parts of a picture share."""
    x, y = max(one.x, other.x), max(one.y, other.y)
    beyond, below = min(one.x + one.width, other.x + other.width), min(one.y + one.height, other.y + other.height)
    return Box(round(x, 4), round(y, 4), round(max(0.0, beyond - x), 4), round(max(0.0, below - y), 4))
