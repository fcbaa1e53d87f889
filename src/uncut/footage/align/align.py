"""Align two versions: from fingerprints to the stretches they share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from uncut.footage.align.lines import Floats
from uncut.footage.align.path import find_path
from uncut.footage.align.rates import find_rate_lines
from uncut.footage.align.scan import find_lines
from uncut.footage.align.seeds import find_votes, gather_bands, sample_windows
from uncut.footage.align.stretches import Stretch, find_stretches
from uncut.footage.fingerprint.pictures import Descriptors, PictureFingerprints, shrink_pictures

CONVINCING_FRAMES = 12
"""A shorter stretch of rate 1 may be a crossing of a slower line: other rates are tried there too."""

STAIRS = 3
"""Steps in one direction from which a staircase is suspected: cuts rarely come so, speeds always do."""


def align_pictures(left: PictureFingerprints, right: PictureFingerprints) -> list[Stretch]:
    """The stretches of the right version that show pictures of the left one, in the right's order."""
    left_times, right_times = left.times.as_float(), right.times.as_float()
    period = frame_period(left_times, float(left.times.seconds))
    left_pictures, right_pictures = Descriptors(left.thumbnails), Descriptors(right.thumbnails)
    votes = find_votes(*_windows(left, left_times), *_windows(right, right_times))
    bands = gather_bands(votes, float(right.times.seconds), float(left.times.seconds))
    reaches = find_lines(left_pictures, right_pictures, left_times, right_times, bands, period)
    path = find_path(left_pictures, right_pictures, left_times, right_times, reaches, period)
    stretches = find_stretches(path, left.thumbnails, right.thumbnails, left_times, right_times, period)
    others = find_rate_lines(
        left_pictures,
        right_pictures,
        left_times,
        right_times,
        unexplained_frames(stretches, len(right)),
        period,
    )
    if not others:
        return stretches
    path = find_path(left_pictures, right_pictures, left_times, right_times, [*reaches, *others], period)
    return find_stretches(path, left.thumbnails, right.thumbnails, left_times, right_times, period)


def unexplained_frames(stretches: Sequence[Stretch], frames: int) -> list[tuple[int, int]]:
    """Spans of right frames ``[first, stop)`` that lines of rate 1 do not explain.

    They lie outside all stretches, or in stretches so short, or in such stairs of several steps, that a line of
    another rate may have been cut into pieces.
    """
    explained = np.zeros(frames, bool)
    stairs = _stairs(stretches)
    for position, stretch in enumerate(stretches):
        if stretch.frames >= CONVINCING_FRAMES and position not in stairs:
            explained[stretch.right_first : stretch.right_stop] = True
    edges = np.flatnonzero(np.diff(np.concatenate([[True], explained, [True]]).astype(np.int8)))
    return [(int(first), int(stop)) for first, stop in zip(edges[::2], edges[1::2], strict=True)]


def _stairs(stretches: Sequence[Stretch]) -> set[int]:
    """Positions of stretches in runs of at least `STAIRS` steps that go the same way by less than a second."""
    steps = [after.line.offset - before.line.offset for before, after in zip(stretches, stretches[1:], strict=False)]
    found: set[int] = set()
    for start in range(len(steps) - STAIRS + 1):
        some = steps[start : start + STAIRS]
        if all(0 < step < 1 for step in some) or all(-1 < step < 0 for step in some):
            found.update(range(start, start + STAIRS + 1))
    return found


def frame_period(times: Floats, seconds: float) -> float:
    """Seconds for which a frame is usually shown."""
    return float(np.median(np.diff(times))) if len(times) > 1 else seconds


def _windows(side: PictureFingerprints, times: Floats) -> tuple[npt.NDArray[np.float32], Floats]:
    small = Descriptors(shrink_pictures(side.thumbnails))
    return sample_windows(small.block(0, len(small)), times, float(side.times.seconds))
