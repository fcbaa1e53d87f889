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
DOUBT_SAMPLES = 60
"""Sum of differences over samples by which the best place must excel another to rule it out: 8 ms of unlike sound."""
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
    ends_within: tuple[float, float]
    begins_within: tuple[float, float]
    """Between which seconds they must lie: in a pause nothing tells two sounds apart."""


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
    levels = [_level(own)] + [_level(one.gain * one.at(left, right, first, stop)) for one in ones if one is not None]
    level = np.max(levels, axis=0)
    quiet = _quiet(level)
    heard = level > quiet
    unlike = [
        np.full(len(own), NOTHING) if one is None else one.unlike(own, one.at(left, right, first, stop), quiet)
        for one in ones
    ]
    sums = [np.concatenate([[0.0], np.cumsum(np.where(heard, each, 0.0))]) for each in unlike]
    costs = sums[0] - sums[1]
    places = [*_best_of(costs), *_best_of(costs)]
    if ones[0] is not None and ones[1] is not None:
        nothing = max(one.nothing for one in ones if one is not None)
        places = _gap(sums, heard, nothing, float(costs.min())) or places
    at = [(first + place) / SAMPLE_RATE_HZ + right.start for place in places]
    return Border(at[0], at[3], (at[1], at[2]), (at[4], at[5]))


def _best_of(costs: Floats) -> list[int]:
    """The place of the least cost, and the first and last places that are nearly as good."""
    near = np.flatnonzero(costs <= costs.min() + DOUBT_SAMPLES)
    return [int(np.argmin(costs)), int(near[0]), int(near[-1])]


def _gap(sums: Sequence[Floats], heard: Flags, nothing: float, without: float) -> list[int] | None:
    """Where a gap that neither sound explains starts and stops, if it is clearly better than to do ``without``."""
    alone = nothing * np.concatenate([[0.0], np.cumsum(heard)])
    ends, begins = sums[0] - alone, alone - sums[1]
    best = np.minimum.accumulate(ends) + begins
    stop = int(np.argmin(best))
    first = int(np.argmin(ends[: stop + 1]))
    if float(best[stop]) > without - GAP_COST or stop - first < SHORTEST_GAP_SECONDS * SAMPLE_RATE_HZ:
        return None
    later = [first + place for place in _best_of(begins[first:])]
    return [*_best_of(ends[: stop + 1]), *later]


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

    def unlike(self, own: Floats32, other: Floats32, quiet: float) -> Floats:
        """Squared difference by level: near 1 for unlike sounds."""
        squared: Floats = np.square(own - self.gain * other, dtype=np.float64)
        return np.minimum(squared / np.maximum(_level(own) + _level(self.gain * other), quiet), MOST_UNLIKE)


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
    level = _level(own)
    quiet = _quiet(level)
    fitted = _Fitted(hold.offset, gain, NOTHING)
    usual = float(fitted.unlike(own, other, quiet)[level > quiet].mean()) if level.max() > quiet else 0.0
    return _Fitted(hold.offset, gain, max(NOTHING, (1 + min(usual, 1.0)) / 2))


def _level(samples: Floats32) -> Floats:
    """Mean square around each sample, shape (samples,)."""
    level: Floats = smooth(np.square(samples, dtype=np.float64), LEVEL_SAMPLES)
    return level


def _quiet(level: Floats) -> float:
    """Mean square under which nothing is decided."""
    return max(QUIET, QUIET_SHARE * float(level.max(initial=0.0)))
