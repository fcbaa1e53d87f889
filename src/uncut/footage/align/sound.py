"""Aligning sound: by how much the right version's sound lags its pictures, window by window.

Pictures say which left time a right time shows. Around it the left sound is searched for the right one by generalised
cross-correlation; a window counts only where one lag stands out from all the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from uncut.footage.align.lines import Line
from uncut.footage.fingerprint.sound import SAMPLE_RATE_HZ, Floats, Floats32, SoundTrack

SEARCH_SECONDS = 2.0
WINDOW_SECONDS = 1.0
HOP_SECONDS = 0.5
MOST_WINDOWS = 6000
WHITENING = 0.7
"""Exponent of the phase transform: 1 weighs every frequency alike, also those that hold only the encoder's noise."""
STANDS_OUT = 9.0
"""Standard deviations of the correlation from which a lag counts as found. Unlike sounds reach 6 (`make eval`)."""
CLOSE_SECONDS = 0.3
"""Lags that are tried first; wider than what encoders leave."""
SURELY = 14.0
"""Standard deviations from which an expected lag is the one, and no further ones are tried."""
SAME_LAG = 0.012
"""Seconds by which the lag of two windows may differ and still be one."""
AS_GOOD = 0.6
"""Share of the best correlation that an expected lag must reach to be believed instead: repeated music has many."""
CHAIN_WINDOWS, RUNS_ON_WINDOWS = 4, 2
"""Windows in a row that must agree on a lag other than the expected one; on that of sound that runs on over a cut."""


@dataclass(frozen=True, eq=False)
class Tracks:
    """Both tracks and the line along which the right version's pictures follow the left one's."""

    left: SoundTrack
    right: SoundTrack
    line: Line

    def left_at(self, times: Floats) -> Floats:
        """Left seconds shown at right ``times``."""
        return self.line.left_at(times)


@dataclass(frozen=True)
class OverCut:
    """Right seconds in which a neighbouring stretch is heard: its sound runs on over a cut, or comes before it."""

    start: float
    end: float
    lag: float


@dataclass(frozen=True, eq=False)
class Lags:
    """The lag of the right sound behind its pictures at some right times; NaN where no lag stands out."""

    times: Floats
    seconds: Floats
    height: Floats
    """How many standard deviations the correlation stands out there."""
    base: float
    """The lag of sound that is in step: that of the encoder, near 0."""
    base_height: float
    """How far it stands out over the whole stretch."""
    over_cuts: Sequence[OverCut] = ()

    def at(self, times: Floats) -> Floats:
        """The lag at other right times: that of the nearest window with one; ``base`` where there is none."""
        known = np.flatnonzero(~np.isnan(self.seconds))
        found: Floats = np.full(len(times), self.base)
        if len(known):
            middles = (self.times[known][1:] + self.times[known][:-1]) / 2
            found = self.seconds[known][np.searchsorted(middles, times)]
        for one in self.over_cuts:
            found[(times >= one.start) & (times < one.end)] = one.lag
        return found


def measure_lags(tracks: Tracks, start: float, end: float, tolerance: float, elsewhere: Sequence[float] = ()) -> Lags:
    """Lags of the right sound in the right times ``[start, end)``.

    Parameters
    ----------
    tolerance
        Seconds of lag that encoders leave.
    elsewhere
        Other lags worth trying, also beyond `SEARCH_SECONDS`: where a neighbouring stretch's sound runs on.
    """
    hop = max(HOP_SECONDS, (end - start) / MOST_WINDOWS)
    half = min(WINDOW_SECONDS, end - start) / 2
    times = np.arange(start + half, end - half + 1e-6, hop)
    size = round(2 * half * SAMPLE_RATE_HZ)
    reach, near = (round(seconds * SAMPLE_RATE_HZ) for seconds in (SEARCH_SECONDS, tolerance))
    close = min(reach, max(round(CLOSE_SECONDS * SAMPLE_RATE_HZ), 2 * near))
    total = np.zeros(2 * close + 1)
    rows: list[tuple[float, float, Floats32]] = []
    for at in times:
        heights = correlate(tracks, float(at), size, close)
        total += heights
        around = heights[close - near : close + near + 1]
        best = _best(heights, close)
        if around.max() < SURELY:
            best = _best(correlate(tracks, float(at), size, reach), reach)
        rows.append((*best, around.copy()))
    base, base_height = _base_of(total, close, near)
    seconds, height = _choose(rows, base, near)
    for number in np.flatnonzero(height < SURELY) if elsewhere else ():
        for lag in elsewhere:
            heights = correlate(tracks, float(times[number]), size, reach, lag)
            found, tall = _best(heights, reach)
            if tall >= max(STANDS_OUT, height[number]) and abs(found) <= tolerance:
                seconds[number], height[number] = lag + found, tall
    return Lags(times, _chained(seconds, base, elsewhere, tolerance), height, base, base_height)


def find_lag(tracks: Tracks, start: float, end: float, reach_seconds: float) -> tuple[float, float]:
    """The lag of the right times ``[start, end)`` within a reach, and how far it stands out, in standard deviations."""
    size, reach = round(min(WINDOW_SECONDS, end - start) * SAMPLE_RATE_HZ), round(reach_seconds * SAMPLE_RATE_HZ)
    heights = correlate(tracks, (start + end) / 2, size, round(CLOSE_SECONDS * SAMPLE_RATE_HZ))
    middle = len(heights) // 2
    return _best(heights[middle - reach : middle + reach + 1], reach)


def correlate(tracks: Tracks, at: float, size: int, reach: int, around: float = 0.0) -> Floats32:
    """How far each lag from -reach to reach samples about ``around`` stands out, in standard deviations."""
    first_right = int(tracks.right.index_of(at)) - size // 2
    first_left = int(tracks.left.index_of(tracks.left_at(np.array(at)) - around)) - size // 2
    one = tracks.left.block(first_left - reach, first_left + size + reach)
    two = tracks.right.block(first_right, first_right + size)
    length = fast_length(len(one))
    cross = np.fft.rfft(one, length) * np.conj(np.fft.rfft(two, length))
    cross[: length * 60 // SAMPLE_RATE_HZ] = 0
    strength = np.abs(cross)
    cross /= (strength + 1e-6 * strength.max() + 1e-12) ** WHITENING
    # Left runs ahead of where it is looked for when the right one lags.
    heights: Floats32 = np.fft.irfft(cross, length)[: 2 * reach + 1][::-1].astype(np.float32)
    scale = float(heights.std())
    return heights / np.float32(scale) if scale > 1e-12 else np.zeros_like(heights)


@lru_cache(maxsize=16)
def fast_length(least: int) -> int:
    """The shortest length from ``least`` on that has no prime factor above 5: those are quickly transformed."""
    odd = (3**threes * 5**fives for threes in range(least.bit_length()) for fives in range(least.bit_length()))
    shortest: int = min(one << ((least - 1) // one).bit_length() for one in odd)
    return shortest


def _best(heights: Floats32, reach: int) -> tuple[float, float]:
    best = int(np.argmax(heights))
    return (best - reach) / SAMPLE_RATE_HZ, float(heights[best])


def _base_of(total: Floats, reach: int, near: int) -> tuple[float, float]:
    """The lag near 0 on which the windows agree most."""
    scale = float(total.std())
    around = total[reach - near : reach + near + 1]
    best = int(np.argmax(around))
    if scale < 1e-12 or around[best] < STANDS_OUT * scale:
        return 0.0, float(around[best] / scale) if scale >= 1e-12 else 0.0
    return (best - near) / SAMPLE_RATE_HZ, float(around[best] / scale)


def _choose(rows: Sequence[tuple[float, float, Floats32]], base: float, near: int) -> tuple[Floats, Floats]:
    seconds, height = np.full(len(rows), np.nan), np.zeros(len(rows))
    for number, (lag, tall, around) in enumerate(rows):
        peak = int(np.argmax(around))
        if around[peak] >= STANDS_OUT / 2 and around[peak] >= AS_GOOD * tall:
            seconds[number], height[number] = (peak - near) / SAMPLE_RATE_HZ, around[peak]
        elif tall >= STANDS_OUT:
            seconds[number], height[number] = lag, tall
    return seconds, height


def _chained(seconds: Floats, base: float, elsewhere: Sequence[float], tolerance: float) -> Floats:
    """Lags that enough neighbouring windows agree on; the others are as good as not found."""
    kept = seconds.copy()
    for number, lag in enumerate(seconds):
        if np.isnan(lag) or abs(lag - base) <= SAME_LAG:
            continue
        run = 1
        for step in (-1, 1):
            other = number + step
            while 0 <= other < len(seconds) and abs(seconds[other] - lag) <= SAME_LAG:
                run, other = run + 1, other + step
        runs_on = any(abs(lag - other) <= tolerance for other in elsewhere)
        if run < (RUNS_ON_WINDOWS if runs_on else CHAIN_WINDOWS):
            kept[number] = np.nan
    return kept
