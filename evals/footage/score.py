"""Scoring of comparisons against planted truth: pure functions, no files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

Floats = npt.NDArray[np.float64]
Ends = tuple[float, float]

ROUNDING = 0.002
"""Seconds by which times differ for the rounding of containers alone (milliseconds in Matroska)."""
ON_LEFT = {"removed"}
ON_RIGHT = {"inserted", "frozen"}
"""Which side's span says where an edit is; all others need both. A still's left side is one frame."""


@dataclass(frozen=True)
class Mark:
    """An edit as the scoring sees it, planted or found."""

    kind: str
    left: Ends | None
    """Seconds."""
    right: Ends | None
    confidence: float = 1.0
    slack: tuple[Ends, Ends] | None = None
    """Intervals that a finding gives for its start and end where the pictures do not decide."""
    moving: bool = True
    """Of a planted one: whether the pictures move at both ends."""


def edges(mark: Mark) -> Ends:
    """The times by which a mark is known, as many for each mark of a kind."""
    sides = [mark.left] if mark.kind in ON_LEFT else [mark.right] if mark.kind in ON_RIGHT else [mark.left, mark.right]
    return tuple(at for side in sides for at in (side or (np.inf, np.inf)))  # type: ignore[return-value]


def offset(planted: Mark, found: Mark, *, use_slack: bool = False) -> float:
    """Seconds by which the worst edge of ``found`` is off; infinite where the kinds differ.

    With ``use_slack`` an edge inside the interval that the finding gives for it is not off.
    """
    if planted.kind != found.kind:
        return float("inf")
    truth, said = edges(planted), edges(found)
    off = [
        abs(one - two) if np.isfinite(one) and np.isfinite(two) else np.inf
        for one, two in zip(truth, said, strict=True)
    ]
    if use_slack and found.slack:
        for position, (earliest, latest) in enumerate(found.slack):
            if earliest - ROUNDING <= truth[position] <= latest + ROUNDING:
                off[position] = 0.0
    return float(max(off))


def match(
    planted: Sequence[Mark], found: Sequence[Mark], tolerance: float, *, use_slack: bool = False
) -> list[tuple[int, int]]:
    """One-to-one pairs (planted, found) of one kind with every edge within ``tolerance`` seconds.

    As many pairs as there can be, and of those the ones with the least offset.
    """
    if not planted or not found:
        return []
    off = np.array([[offset(one, two, use_slack=use_slack) for two in found] for one in planted])
    reach = tolerance + ROUNDING
    cost = np.where(off <= reach, off, 1e6)
    rows, columns = linear_sum_assignment(cost)
    return [(int(row), int(column)) for row, column in zip(rows, columns, strict=True) if off[row, column] <= reach]


@dataclass(frozen=True)
class Counts:
    """Edits found, missed and made up; counts of several comparisons add up."""

    hits: int = 0
    missed: int = 0
    false: int = 0
    off_seconds: float = 0.0
    """Sum over the hits of how far the worst edge is off."""

    def __add__(self, other: Counts) -> Counts:
        """Counts of both."""
        return Counts(
            self.hits + other.hits,
            self.missed + other.missed,
            self.false + other.false,
            self.off_seconds + other.off_seconds,
        )

    @property
    def recall(self) -> float:
        """Share of the planted ones that were found; 1 where nothing was planted."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0

    @property
    def precision(self) -> float:
        """Share of the found ones that were planted; 1 where nothing was found."""
        return self.hits / (self.hits + self.false) if self.hits + self.false else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def mean_offset(self) -> float:
        """Mean of the worst edge's offset in seconds, over the hits."""
        return self.off_seconds / self.hits if self.hits else 0.0


def count(planted: Sequence[Mark], found: Sequence[Mark], pairs: Sequence[tuple[int, int]]) -> Counts:
    """Counts of one comparison."""
    off = sum(offset(planted[one], found[two]) for one, two in pairs)
    return Counts(len(pairs), len(planted) - len(pairs), len(found) - len(pairs), off)


@dataclass(frozen=True)
class Line:
    """A stretch that is said to be kept: right seconds to left seconds."""

    right: Ends
    left: Ends
    rate: float = 1.0
    """Left seconds per right second."""
    backwards: bool = False


def shown_at(lines: Sequence[Line], times: Floats) -> Floats:
    """Left seconds that ``lines`` say are shown at right ``times``; NaN for none."""
    shown = np.full(len(times), np.nan)
    for line in lines:
        start, end = line.right
        inside = (times >= start - ROUNDING) & (times < end - ROUNDING)
        passed = (times[inside] - start) * line.rate
        shown[inside] = line.left[1] - passed if line.backwards else line.left[0] + passed
    return shown


def share_right(truth: Floats, said: Floats, tolerance: float) -> tuple[int, int]:
    """Frames with the right left-hand time within ``tolerance`` seconds or rightly "none", and frames in all.

    ``truth`` and ``said`` hold left seconds for each right frame, NaN for none.
    """
    none = np.isnan(truth) & np.isnan(said)
    near = np.abs(np.nan_to_num(truth, nan=-1e9) - np.nan_to_num(said, nan=-1e9)) <= tolerance + ROUNDING
    return int((none | (near & ~np.isnan(truth) & ~np.isnan(said))).sum()), len(truth)


def reliability(
    said: Sequence[tuple[float, bool]], bins: Sequence[float]
) -> list[tuple[float, float, int, float, float]]:
    """For each bin of confidence ``[low, high)``: low, high, how many, mean confidence, share that was right.

    Empty bins are left out; the last bin holds its upper end too.
    """
    rows = []
    for low, high in pairwise(bins):
        inside = [(one, right) for one, right in said if low <= one < high or (one == high == bins[-1])]
        if inside:
            confidence = sum(one for one, _ in inside) / len(inside)
            rows.append((low, high, len(inside), confidence, sum(right for _, right in inside) / len(inside)))
    return rows


def calibration_error(said: Sequence[tuple[float, bool]], bins: Sequence[float]) -> float:
    """Mean distance between confidence and share right over the bins, weighted by how many they hold."""
    rows = reliability(said, bins)
    total = sum(row[2] for row in rows)
    return sum(row[2] * abs(row[3] - row[4]) for row in rows) / total if total else 0.0
