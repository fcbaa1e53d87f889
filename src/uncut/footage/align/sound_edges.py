"""Where exactly one sound ends and the next begins, to a few milliseconds. Array maths, no files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from uncut.footage.align.sound import Tracks, correlate
from uncut.footage.fingerprint.sound import SAMPLE_RATE_HZ, Flags, Floats, Floats32, SoundTrack, smooth

LEVEL_SAMPLES = 256
"""32 ms over which levels are taken: differences are weighed by how loud it is there."""
QUIET = 1e-7
"""Mean square under which nothing is decided, -70 dB of full scale; `QUIET_SHARE` of the loudest part too."""
QUIET_SHARE = 1e-4
NOTHING = 0.55
"""Difference, by the levels, from which a sound is rather something else: unlike sounds measure 1, copies under 0.3."""
MOST_UNLIKE = 4.0
SHORTEST_SURE_SECONDS = 0.1
SHORTEST_GAP_SECONDS = 0.05
GAP_COST = 90.0
"""Sum of differences over samples that a gap between two sounds must save: 25 ms of unlike sound."""
DOUBT_SAMPLES = 24
"""Sum of differences over samples by which the best place must excel another to rule it out: 3 ms of unlike sound."""
LAG_WINDOWS = 12
LAG_WINDOW_SECONDS = 1.0
STANDS_OUT = 6.0
"""Standard deviations of the summed correlation from which it decides the lag, among so few."""


@dataclass(frozen=True)
class Hold:
    """The left sound at an offset, and right seconds in which it surely is what is heard."""

    offset: float
    """Left seconds less right ones."""
    start: float
    end: float


@dataclass(frozen=True)
class Border:
    """Where one sound ends and the next begins, in right seconds; what lies between is neither."""

    ends: float
    begins: float
    earliest: float
    latest: float
    """Between which seconds the border must lie, where there is nothing between."""


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
    left: SoundTrack, right: SoundTrack, before: Hold | None, after: Hold | None, around: tuple[float, float]
) -> Border:
    """Where the right sound changes from one hold of the left one to another.

    Parameters
    ----------
    left, right
        The tracks.
    before, after
        What is heard on either side; ``None`` for sound that is not from the left track.
    around
        Right seconds between which the border lies.
    """
    first, stop = (int(right.index_of(at)) for at in around)
    own = right.block(first, stop)
    ones = [None if hold is None else _fit(left, right, hold) for hold in (before, after)]
    level = _level(own, [one.gain * one.at(left, right, first, stop) for one in ones if one is not None])
    heard = level > max(QUIET, QUIET_SHARE * float(level.max(initial=0.0)))
    unlike = [
        np.full(len(own), NOTHING) if one is None else one.unlike(own, one.at(left, right, first, stop), level)
        for one in ones
    ]
    sums = [np.concatenate([[0.0], np.cumsum(np.where(heard, each, 0.0))]) for each in unlike]
    costs = sums[0] - sums[1]
    border = int(np.argmin(costs))
    near = np.flatnonzero(costs <= costs[border] + DOUBT_SAMPLES)
    gap = (border, border)
    if ones[0] is not None and ones[1] is not None:
        gap = _gap(sums, heard, max(one.nothing for one in ones if one is not None), float(costs[border])) or gap
    places = (first + np.array([*gap, near[0], near[-1]])) / SAMPLE_RATE_HZ + right.start
    return Border(*(float(place) for place in places))


def _gap(sums: Sequence[Floats], heard: Flags, nothing: float, without: float) -> tuple[int, int] | None:
    """The samples between two sounds that neither explains, if leaving them out is clearly better than ``without``."""
    alone = nothing * np.concatenate([[0.0], np.cumsum(heard)])
    ends = sums[0] - alone
    best = np.minimum.accumulate(ends) + alone - sums[1]
    stop = int(np.argmin(best))
    if float(best[stop]) > without - GAP_COST or stop == 0:
        return None
    first = int(np.argmin(ends[: stop + 1]))
    return (first, stop) if stop - first >= SHORTEST_GAP_SECONDS * SAMPLE_RATE_HZ else None


@dataclass(frozen=True)
class _Fitted:
    """A hold with what was measured where it is sure."""

    offset: float
    gain: np.float32
    nothing: float
    """Difference from which it is rather not heard: half way between what is usual and that of unlike sounds, 1."""

    def at(self, left: SoundTrack, right: SoundTrack, first: int, stop: int) -> Floats32:
        """Its samples where right ones ``[first, stop)`` are heard."""
        shifted = int(left.index_of(right.start + first / SAMPLE_RATE_HZ + self.offset))
        return left.block(shifted, shifted + stop - first)

    def unlike(self, own: Floats32, other: Floats32, level: Floats) -> Floats:
        """Squared difference by level."""
        squared: Floats = np.square(own - self.gain * other, dtype=np.float64)
        return np.minimum(squared / np.maximum(level, 1e-12), MOST_UNLIKE)


def _fit(left: SoundTrack, right: SoundTrack, hold: Hold) -> _Fitted:
    plain = _Fitted(hold.offset, np.float32(1), NOTHING)
    first, stop = (int(right.index_of(at)) for at in (hold.start, hold.end))
    if stop - first < SHORTEST_SURE_SECONDS * SAMPLE_RATE_HZ:
        return plain
    own, other = right.block(first, stop), plain.at(left, right, first, stop)
    power = float(np.square(other, dtype=np.float64).sum())
    if power < QUIET * len(other):
        return plain
    gain = np.float32(np.clip(float((own * other).sum()) / power, 0.03, 30))
    level = _level(own, [gain * other])
    heard = level > max(QUIET, QUIET_SHARE * float(level.max()))
    fitted = _Fitted(hold.offset, gain, NOTHING)
    usual = float(fitted.unlike(own, other, level)[heard].mean()) if heard.any() else 0.0
    return _Fitted(hold.offset, gain, max(NOTHING, (1 + min(usual, 1.0)) / 2))


def _level(own: Floats32, others: Sequence[Floats32]) -> Floats:
    """Mean square of unlike sounds as loud as these, shape (samples,)."""
    level: Floats = smooth(np.square(own, dtype=np.float64), LEVEL_SAMPLES)
    for other in others:
        level = level + smooth(np.square(other, dtype=np.float64), LEVEL_SAMPLES) / len(others)
    return level
