"""When the whole picture was blurred or pixelated for a while. Array maths, no files.

Where a region is smoothed, the rest of the picture tells what the encoder does. Where all of it is, nothing does: so
what is lost here must be more than any encoder takes, from strong detail as from faint, while light and shade are still
those of the left version. A pair of pictures that do not show the same moment agrees as little in fine detail, but the
right one then has as much of it as the left one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np

from uncut.footage.changes.detail import CELL_PX, Floats32, Moments

Smoothing = Literal["blurred", "pixelated"]

SAME_LEVELS = 0.9
"""Correlation of the cells' grey levels, the left ones smoothed as suits best. Blurs and blocks of up to a twentieth of
the picture's width have 0.95 and more."""
SURELY_SAME = 0.995
"""The same, from which no other smoothing is tried."""
SMOOTHINGS = (0.0, 0.7, 1.5, 3.0)
"""Cells (deviation) by which left grey levels are smoothed to be compared."""
TEXTURED = 2.0
"""Grey levels squared of left detail of 6 pixels, a pixel's mean, under which a picture has nothing to lose."""
STRONG_SHARE = 0.3
"""Of the cells, that have the most detail: an encoder keeps theirs."""
BLURRED_ENERGY = (0.2, 0.5)
"""Share of the left energy of 6 and of 12 pixels that a blur leaves at most, contrast set aside. In six natural clips,
blurs of a deviation of 4 pixels leave up to 0.1 and 0.34; of the first, x264 at crf 38 leaves 0.77 and more, a blend of
two frames 0.62, 120 lines that were enlarged mostly over 0.45; x264 at crf 34, in a zoom over fine texture, 0.27."""
BLURRED_CELLS = 0.8
"""Share of the strong cells that lost half of their energy: 0.35 by crf 38, 0.84 and more by such blurs."""
PIXELATED_GAIN = 0.4
"""With which the left detail of 6 pixels is repeated."""
PIXELATED_CELLS = 0.6
"""Share of the strong cells whose detail is not repeated."""
PLAIN_BLOCKS, PLAINER = 0.25, 0.5
"""Usual step between pixels to its root mean square within a cell: blocks have sharp edges (0 to 0.22). And
to the left picture's, which in natural footage is 0.2 to 0.7: where that is drawn plainly itself, nothing is told."""
EDGED_GREY, LEAST_EDGED = 3.0, 20
"""Root mean square of a cell's steps from which it has edges, and the cells that must."""


@dataclass(frozen=True)
class Smothered:
    """What was measured of a picture that lost its detail as a whole."""

    kind: Smoothing
    energy: tuple[float, float]
    """Share of the left energy left in detail of 6 and 12 pixels, contrast set aside."""
    levels: float
    """Correlation of grey levels."""


def look_whole(moments: Moments, left: Floats32, right: Floats32) -> Smothered | None:
    """Whether the right picture of a pair, of which ``moments`` were measured, is the left one without its detail."""
    xx, yy, xy = (part[0].reshape(part.shape[1], -1) for part in (moments.left, moments.right, moments.both))
    if float(xx[1].mean()) < TEXTURED:
        return None
    levels, contrast = _follow_levels(moments.left_mean[0], moments.right_mean[0])
    if levels < SAME_LEVELS:
        return None
    fine, coarse = (float(yy[band].sum() / xx[band].sum()) / contrast**2 for band in (1, 2))
    weaker = int((1 - STRONG_SHARE) * (xx.shape[1] - 1))
    strong = xx[1] >= np.partition(xx[1], weaker)[weaker]
    lost = float((yy[1][strong] <= 0.5 * contrast**2 * xx[1][strong]).mean())
    if fine <= BLURRED_ENERGY[0] and coarse <= BLURRED_ENERGY[1] and lost >= BLURRED_CELLS:
        kind: Smoothing = "pixelated" if _is_plainer(left, right) else "blurred"
        return Smothered(kind, (fine, coarse), levels)
    gain = float(xy[1].sum() / xx[1].sum()) / contrast
    unrepeated = float((xy[1][strong] <= 0.6 * contrast * xx[1][strong]).mean())
    if gain <= PIXELATED_GAIN and unrepeated >= PIXELATED_CELLS and _is_plainer(left, right):
        return Smothered("pixelated", (fine, coarse), levels)
    return None


def _is_plainer(left: Floats32, right: Floats32) -> bool:
    blocks = measure_blocks(right)
    return blocks <= PLAIN_BLOCKS and blocks <= PLAINER * measure_blocks(left)


def _follow_levels(left: Floats32, right: Floats32) -> tuple[float, float]:
    """Correlation of grey levels, and the contrast with which the right ones follow; of the smoothing that suits."""
    best = (0.0, 1.0)
    spread = float(right.std())
    for smoothing in SMOOTHINGS:
        smooth = cv2.GaussianBlur(left, (0, 0), smoothing, borderType=cv2.BORDER_REPLICATE) if smoothing else left
        own = float(smooth.std())
        if min(own, spread) < 1.0:
            continue
        product = float(((smooth - smooth.mean()) * (right - right.mean())).mean())
        best = max(best, (product / (own * spread), max(product / own**2, 1e-2)))
        if best[0] >= SURELY_SAME:
            break
    return best


def measure_blocks(picture: Floats32) -> float:
    """Usual step between neighbouring pixels to its root mean square, the median over cells with edges; 1 without."""
    rows, columns = ((side - 1) // CELL_PX for side in picture.shape)
    across, down = np.diff(picture, axis=1)[:-1], np.diff(picture, axis=0)[:, :-1]
    steps = np.hypot(across, down)[: rows * CELL_PX, : columns * CELL_PX]
    cells = steps.reshape(rows, CELL_PX, columns, CELL_PX).swapaxes(1, 2).reshape(rows * columns, -1)
    mean = np.sqrt(np.square(cells).mean(axis=1))
    edged = mean > EDGED_GREY
    if edged.sum() < LEAST_EDGED:
        return 1.0
    return float(np.median(np.median(cells[edged], axis=1) / mean[edged]))


@dataclass(frozen=True)
class SmotheredRun:
    """Right frames ``[first, stop)``, from the start of the stretch, whose pictures lost their detail as a whole."""

    first: int
    stop: int
    seen: tuple[Smothered, ...]

    @property
    def kind(self) -> Smoothing:
        """What most of its pictures look like."""
        blocks = sum(one.kind == "pixelated" for one in self.seen)
        return "pixelated" if 2 * blocks > len(self.seen) else "blurred"

    @property
    def why(self) -> str:
        """What was measured."""
        fine, coarse = (float(np.median([one.energy[band] for one in self.seen])) for band in (0, 1))
        levels = float(np.median([one.levels for one in self.seen]))
        return (
            f"The whole picture lost its detail, in {len(self.seen)} pairs: of the left version's energy {fine:.0%} is "
            f"there in detail of 6 pixels and {coarse:.0%} in that of 12, contrast set aside, and light and shade "
            f"follow it with a correlation of {levels:.2f}."
        )


class WholeWatch:
    """Takes the judged pairs of a stretch in order; ``runs`` tells when the picture lost its detail as a whole."""

    def __init__(self, shortest: int) -> None:
        """Runs of fewer than ``shortest`` frames are dropped, and gaps of fewer between two runs closed."""
        self._shortest = shortest
        self._before: int | None = None
        self._first = 0
        self._seen: list[Smothered] = []
        self._runs: list[SmotheredRun] = []

    @property
    def is_open(self) -> bool:
        """Whether the latest pair was smothered."""
        return bool(self._seen)

    def push(self, number: int, found: Smothered | None, between: Callable[[int], bool]) -> None:
        """Take in what was found in the pair ``number``; ``between`` says it of a frame since the one before."""
        before = number if self._before is None else self._before
        if found is not None:
            if not self._seen:
                self._first = next((one for one in range(before + 1, number) if between(one)), number)
            self._seen.append(found)
        elif self._seen:
            self._close(next((one for one in range(before + 1, number) if not between(one)), number))
        self._before = number

    def _close(self, stop: int) -> None:
        run = SmotheredRun(self._first, stop, tuple(self._seen))
        if self._runs and run.first - self._runs[-1].stop < self._shortest:  # a moment that was too dark to say
            before = self._runs.pop()
            run = SmotheredRun(before.first, stop, (*before.seen, *run.seen))
        self._runs.append(run)
        self._seen = []

    def finish(self, stop: int) -> list[SmotheredRun]:
        """All runs, where the stretch ends at frame ``stop``."""
        if self._seen:
            self._close(stop)
        return [run for run in self._runs if run.stop - run.first >= self._shortest]
