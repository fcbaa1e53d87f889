"""Scan bands for the exact lines in them.

A vote says "about here"; the scan compares every frame along every line of a band and keeps the lines that are best
over some stretch: over 128 frames, or over 32 or 8 where that is clearly better than the longer view.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from uncut.footage.align.distances import distances_along
from uncut.footage.align.lines import Line, Reach
from uncut.footage.align.pair import Pair
from uncut.footage.align.seeds import Band

WINDOWS_FRAMES = (128, 32, 8)
CLEARLY_BETTER = 0.7
"""A shorter view overrules a longer one when its distance is at most this share of the longer view's line. Set on
planted cuts (`make eval`); 0.5 to 0.85 differ little."""
CLEARLY_WORSE = 2.0
"""A line whose distance is more than this many times that of the best line there is not followed."""
HOPELESS = 0.6
"""Mean squared distance from which a line is not followed: on the path, "none" costs less (`path`)."""
ROUNDING = 1e-5
"""Squared distance that rounding to whole grey levels leaves in a picture of full contrast."""
BESIDE = 2
"""So many lines on either side of a good one are followed too: coarse pictures may prefer a neighbour."""
REACH_FRAMES = 64
"""A line found in a window is a hypothesis this many frames before and after it."""
CHUNK_FRAMES = 4096


_WINDOWS = np.dtype([("step", np.int32), ("first", np.int32), ("stop", np.int32), ("mean", np.float32)])
"""Right frames ``[first, stop)`` over which one line of a band is the best of that band: its offset in periods, and the
mean squared distance along it. Of long footage there are many, so they are held as arrays."""
_Windows = npt.NDArray[np.void]
_SPANS = np.dtype([("step", np.int32), ("first", np.int32), ("stop", np.int32)])


def find_lines(pair: Pair, bands: Sequence[Band]) -> list[Reach]:
    """The lines worth following, each with the right frames for which it is a hypothesis."""
    period = pair.period
    found: list[_Windows] = []
    for band in bands:
        first, stop = (int(np.searchsorted(pair.right_times, at - 1e-9)) for at in (band.start, band.end))
        low, high = int(np.floor(band.low_offset / period)), int(np.ceil(band.high_offset / period))
        lines = [Line(step * period) for step in range(low, high + 1)]
        for start in range(first, stop, CHUNK_FRAMES):
            end = min(stop, start + CHUNK_FRAMES)
            distances, _ = distances_along(pair, lines, start, end, coarse=True)
            windows = [
                (low + column, start + begin, start + until, mean)
                for column, begin, until, mean in best_columns(distances)
            ]
            found.append(np.array([one for one in windows if one[-1] < HOPELESS], _WINDOWS))
    # An end that nobody trimmed leaves one of these two, however short the stretch beside the first cut.
    untrimmed = [
        (round(offset / period), 0, len(pair.right)) for offset in (0.0, pair.left_seconds - pair.right_seconds)
    ]
    followed = np.array([*untrimmed, *_worth_following(found, len(pair.right))], _SPANS)
    return list(_reaches_of(np.sort(followed, order="step"), period, len(pair.right)))


def _reaches_of(followed: npt.NDArray[np.void], period: float, frames: int) -> Iterator[Reach]:
    """The spans that were ``followed``, sorted by step, for their own lines and for those `BESIDE` them."""
    own = np.unique(followed["step"])
    for step in np.unique(own[:, np.newaxis] + np.arange(-BESIDE, BESIDE + 1)).tolist():
        low, high = np.searchsorted(followed["step"], (step - BESIDE, step + BESIDE + 1))
        spans = followed[["first", "stop"]][low:high].tolist()
        for begin, end in _joined(spans, REACH_FRAMES, frames):
            yield Reach(Line(step * period), begin, end)


def _worth_following(found: Sequence[_Windows], frames: int) -> Iterator[tuple[int, int, int]]:
    """Step, first and stop of the windows whose line is not clearly worse than another line there."""
    best = np.full(frames, np.inf, np.float32)
    for windows in found:
        for _, first, stop, mean in windows.tolist():
            here = best[first:stop]
            np.minimum(here, mean, out=here)
    for windows in found:
        for step, first, stop, mean in windows.tolist():
            if mean <= CLEARLY_WORSE * float(np.median(best[first:stop])) + ROUNDING:
                yield step, first, stop


def best_columns(distances: npt.NDArray[np.float32]) -> Iterator[tuple[int, int, int, float]]:
    """``(column, first row, stop row, mean distance)`` of the lines that are best over some window.

    ``distances`` has shape (frames, lines) and is infinite outside the left version.
    """
    rows = len(distances)
    capped = np.minimum(distances, 4.0)
    sums = np.vstack([np.zeros((1, capped.shape[1])), np.cumsum(capped, axis=0, dtype=np.float64)])
    chosen, held = np.full(rows, -1), np.full(rows, np.inf)
    for window in WINDOWS_FRAMES:
        step = max(1, window // 2)
        for begin in range(0, max(1, rows - window // 2), step):
            end = min(rows, begin + window)
            means = (sums[end] - sums[begin]) / (end - begin)
            column = int(means.argmin())
            if means[column] >= 4.0:
                continue
            middle = (begin + end) // 2
            before = chosen[middle]
            # A line that is best over a longer window by a part of it alone is followed for that part's sake.
            rival = held[middle] if column == before or before < 0 else means[before]
            if means[column] < CLEARLY_BETTER * rival:
                yield column, begin, end, float(means[column])
                chosen[begin:end], held[begin:end] = column, means[column]


def _joined(windows: list[tuple[int, int]], margin: int, frames: int) -> list[tuple[int, int]]:
    """Windows widened by ``margin`` and merged where they meet."""
    joined: list[tuple[int, int]] = []
    for begin, end in sorted((max(0, begin - margin), min(frames, end + margin)) for begin, end in windows):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((begin, end))
    return joined
