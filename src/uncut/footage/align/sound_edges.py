"""Where exactly one sound ends and the next begins, to a few milliseconds. Array maths, no files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from uncut.footage.align.sound import Tracks, correlate
from uncut.footage.fingerprint.sound import SAMPLE_RATE_HZ, Floats, Floats32, SoundTrack, smooth

LEVEL_SAMPLES = 256
"""32 ms over which levels are taken: differences are weighed by how loud it is there."""
QUIET = 1e-7
"""Mean square under which nothing is decided, -70 dB of full scale; `QUIET_SHARE` of the loudest part too."""
QUIET_SHARE = 1e-4
NOTHING = 0.55
"""Difference, by the levels, from which a sound is rather something else: unlike sounds measure 1, copies under 0.3."""
DOUBT_SAMPLES = 24
"""Sum of differences over samples by which the best place must excel another to rule it out: 3 ms of unlike sound."""
LAG_WINDOWS = 12
LAG_WINDOW_SECONDS = 1.0
STANDS_OUT = 6.0
"""Standard deviations of the summed correlation from which it decides the lag, among so few."""


@dataclass(frozen=True)
class Border:
    """A place in the right track, in seconds, and between which places it must lie."""

    at: float
    earliest: float
    latest: float


def measure_offset(tracks: Tracks, start: float, end: float, reach_seconds: float) -> float | None:
    """The exact offset of the left sound over right times ``[start, end)``, near that of ``tracks.line``.

    ``None`` where the wave forms decide nothing.
    """
    half = min(LAG_WINDOW_SECONDS, end - start) / 2
    size, reach = round(2 * half * SAMPLE_RATE_HZ), round(reach_seconds * SAMPLE_RATE_HZ)
    if size < 400:
        return None
    total: Floats = np.zeros(2 * reach + 1)
    for at in np.linspace(start + half, end - half, LAG_WINDOWS if end - start > LAG_WINDOW_SECONDS else 1):
        total += correlate(tracks, float(at), size, reach)
    best = int(np.argmax(total))
    if total[best] < STANDS_OUT * max(float(total.std()), 1e-9):
        return None
    return tracks.line.offset - (best - reach) / SAMPLE_RATE_HZ


def find_border(
    left: SoundTrack, right: SoundTrack, before: float | None, after: float | None, around: tuple[float, float]
) -> Border:
    """Where the right sound changes from the left one at one offset to that at another.

    Parameters
    ----------
    left, right
        The tracks.
    before, after
        Left seconds less right ones on either side; ``None`` for sound that is not from the left track.
    around
        Right seconds between which the border lies.
    """
    first, stop = (int(right.index_of(at)) for at in around)
    own = right.block(first, stop)
    others = [None if offset is None else _left_at(left, right, offset, first, stop) for offset in (before, after)]
    level = _level(own, [one for one in others if one is not None])
    third = max(1, len(own) // 4)
    unlike = [
        np.full(len(own), NOTHING) if other is None else _unlike(own, other, level, side)
        for other, side in zip(others, (slice(0, third), slice(-third, None)), strict=True)
    ]
    weighed = np.where(level > max(QUIET, QUIET_SHARE * float(level.max(initial=0.0))), unlike[0] - unlike[1], 0.0)
    costs = np.concatenate([[0.0], np.cumsum(weighed)])
    near = np.flatnonzero(costs <= costs.min() + DOUBT_SAMPLES)
    places = (first + np.array([np.argmin(costs), near[0], near[-1]])) / SAMPLE_RATE_HZ + right.start
    return Border(*(float(place) for place in places))


def _left_at(left: SoundTrack, right: SoundTrack, offset: float, first: int, stop: int) -> Floats32:
    shifted = int(left.index_of(right.start + first / SAMPLE_RATE_HZ + offset))
    return left.block(shifted, shifted + stop - first)


def _level(own: Floats32, others: Sequence[Floats32]) -> Floats:
    """Mean square of unlike sounds as loud as these, shape (samples,)."""
    level: Floats = smooth(np.square(own, dtype=np.float64), LEVEL_SAMPLES)
    for other in others:
        level = level + smooth(np.square(_scaled(own, other), dtype=np.float64), LEVEL_SAMPLES) / len(others)
    return level


def _scaled(own: Floats32, other: Floats32) -> Floats32:
    """``other`` as loud as ``own``."""
    loud = float(np.square(own, dtype=np.float64).mean()), float(np.square(other, dtype=np.float64).mean())
    return other * np.float32(np.sqrt(loud[0] / loud[1])) if min(loud) > 1e-12 else other


def _unlike(own: Floats32, other: Floats32, level: Floats, sure: slice) -> Floats:
    """Squared difference by level, the other brought to the gain that it has where it surely is."""
    power = float(np.square(other[sure], dtype=np.float64).sum())
    gain = float((own[sure] * other[sure]).sum()) / power if power > 1e-9 else 1.0
    unlike: Floats = np.square(own - np.float32(np.clip(gain, 0.05, 20)) * other, dtype=np.float64)
    unlike /= np.maximum(level, 1e-12)
    return np.minimum(unlike, 4.0)
