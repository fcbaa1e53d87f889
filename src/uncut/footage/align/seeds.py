"""Seeds: where in the left version a second of the right one may come from.

Both versions are sampled five times a second. A window of one second is compared with every window of the other
side, as one product of matrices; the best few are votes for a line. Votes that agree with their neighbours in time
become bands of lines, a frame apart, in which the exact path is then searched.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uncut.footage.align.lines import Floats
from uncut.footage.align.pair import Pair
from uncut.footage.fingerprint.pictures import Descriptors, PictureFingerprints, tiny_view

SAMPLES_A_SECOND = 5
WINDOW_SAMPLES = 5
VOTES_A_WINDOW = 4
APART_SECONDS = 1.0
"""Two votes of one window must lie at least this far apart, or a still would spend all its votes on itself."""

STILL_SAMPLES = 10
"""A frame that stays on screen starts no more windows than this: a time stamp must not decide what is computed."""


@dataclass(frozen=True, eq=False)
class Votes:
    """Votes of right windows for left times, as columns."""

    right: Floats
    """Middle of the right window, seconds."""
    offset: Floats
    """Left minus right time, seconds."""
    distance: Floats
    """Mean squared distance of the two windows."""
    rank: npt.NDArray[np.intp]
    """0 for the window's best vote, and so on."""


def sample_windows(side: PictureFingerprints) -> tuple[npt.NDArray[np.float32], Floats]:
    """Windows of shape (windows, samples * d), and the times of their first samples in seconds."""
    times = side.times.as_float()
    last = max(0, int(float(side.times.seconds) * SAMPLES_A_SECOND) - WINDOW_SAMPLES)
    news = np.unique((times * SAMPLES_A_SECOND).astype(np.int64))
    starts = np.unique(np.clip(news[:, np.newaxis] + np.arange(-WINDOW_SAMPLES, STILL_SAMPLES), 0, last))
    wanted = (starts[:, np.newaxis] + np.arange(WINDOW_SAMPLES)) / SAMPLES_A_SECOND
    shown = np.clip(np.searchsorted(times, wanted + 1e-6, side="right") - 1, 0, len(times) - 1)
    needed, place = np.unique(shown, return_inverse=True)
    windows = Descriptors(side.thumbnails, tiny_view).take(needed)[place.reshape(shown.shape)]
    return windows.reshape(len(windows), -1), starts / SAMPLES_A_SECOND


def find_votes(pair: Pair) -> Votes:
    """The best few left windows for every right window."""
    left, left_times = sample_windows(pair.left)
    right, right_times = sample_windows(pair.right)
    left_squares = np.einsum("ij,ij->i", left, left)
    apart = int(APART_SECONDS * SAMPLES_A_SECOND)
    rows: list[tuple[Floats, Floats, Floats, npt.NDArray[np.intp]]] = []
    block_rows = max(1, 1_000_000 // max(1, len(left)))
    for start in range(0, len(right), block_rows):
        block = right[start : start + block_rows]
        squares = left_squares - 2 * (block @ left.T)
        own = np.einsum("ij,ij->i", block, block)
        at = right_times[start : start + block_rows]
        for rank in range(VOTES_A_WINDOW):
            best = squares.argmin(axis=1)
            value = squares[np.arange(len(block)), best] + own
            fits = np.isfinite(value)
            rows.append(
                (
                    at[fits],
                    (left_times[best] - at)[fits],
                    value[fits] / WINDOW_SAMPLES,
                    np.full(fits.sum(), rank),
                )
            )
            for shift in range(-apart, apart + 1):
                taken = np.clip(best + shift, 0, len(left) - 1)
                squares[np.arange(len(block)), taken] = np.inf
    columns = [np.concatenate(column) for column in zip(*rows, strict=True)]
    return Votes(columns[0] + WINDOW_SAMPLES / 2 / SAMPLES_A_SECOND, columns[1], columns[2], columns[3])


@dataclass(frozen=True)
class Band:
    """Neighbouring lines of rate 1 that are hypotheses for the right times ``[start, end)``."""

    low_offset: float
    high_offset: float
    start: float
    end: float


AGREE_SECONDS = 0.3
"""Votes for one line may differ by a sample and a half."""
NEARBY_SECONDS = 3.0
"""Votes further apart in time than this do not support each other."""
SLACK_SECONDS = 0.5
"""A band is this much wider than its votes on either side."""
REACH_SECONDS = 8.0
"""A band is a hypothesis this long before its first vote and after its last."""
EVERYWHERE_BANDS = 8
"""The bands with most votes are hypotheses for the whole file: in still stretches votes say little."""


@dataclass(frozen=True)
class Cluster:
    """Votes near each other in offset and in time."""

    windows: int
    """How many windows voted."""
    low: float
    high: float
    """Least and greatest offset, seconds."""
    start: float
    end: float
    """First and last right time, seconds."""
    distance: float
    """Smallest distance of a vote."""


def gather_bands(votes: Votes, right_end: float, left_end: float) -> list[Band]:
    """Bands of lines that several votes agree on, and the two that trimming an end leaves."""
    bands: list[Band] = []
    for position, one in enumerate(sorted(gather_clusters(votes), key=lambda one: -one.windows)):
        everywhere = position < EVERYWHERE_BANDS
        start = 0.0 if everywhere else max(0.0, one.start - REACH_SECONDS)
        end = right_end if everywhere else min(right_end, one.end + REACH_SECONDS)
        bands.append(Band(one.low - SLACK_SECONDS, one.high + SLACK_SECONDS, start, end))
    for offset in (0.0, left_end - right_end):
        bands.append(Band(offset - SLACK_SECONDS, offset + SLACK_SECONDS, 0.0, right_end))
    return bands


def gather_clusters(votes: Votes) -> list[Cluster]:
    """Groups of votes for about one line at about one time."""
    order = np.argsort(votes.offset, kind="stable")
    clusters: list[Cluster] = []
    if not len(order):
        return clusters
    breaks = np.flatnonzero(np.diff(votes.offset[order]) > AGREE_SECONDS) + 1
    for group in np.split(order, breaks):
        by_time = group[np.argsort(votes.right[group], kind="stable")]
        pauses = np.flatnonzero(np.diff(votes.right[by_time]) > NEARBY_SECONDS) + 1
        for run in np.split(by_time, pauses):
            clusters.extend(_dense_parts(votes, run))
    return clusters


def _dense_parts(votes: Votes, run: npt.NDArray[np.intp]) -> list[Cluster]:
    """Pieces of a run of votes at most a second wide in offset; a lone vote counts if it is its window's best."""
    order = run[np.argsort(votes.offset[run], kind="stable")]
    parts: list[Cluster] = []
    start = 0
    for stop in range(1, len(order) + 1):
        if stop < len(order) and votes.offset[order[stop]] - votes.offset[order[start]] <= 1.0:
            continue
        part = order[start:stop]
        windows = len(np.unique(votes.right[part]))
        if windows >= 2 or votes.rank[part].min() == 0:
            offset, right, distance = votes.offset[part], votes.right[part], votes.distance[part]
            edges = (float(one) for one in (offset.min(), offset.max(), right.min(), right.max(), distance.min()))
            parts.append(Cluster(windows, *edges))
        start = stop
    return parts
