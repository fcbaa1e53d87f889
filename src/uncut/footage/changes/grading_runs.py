"""When pictures are graded: which frames of a stretch follow another map of colours than the rest. No files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uncut.footage.align.flags import runs_of
from uncut.footage.changes.colour import NEUTRAL, Floats, Gradings, features, measure_gradings

Cells = Callable[[npt.NDArray[np.intp]], tuple[Floats, Floats]]
"""Left and right cells, shape (pairs, cells, 3), of right frames with these numbers."""

TONE = 2.6
"""Levels of brightness, beyond any conversion, from which pictures are graded. Encodings of 12 clips by x264 at crf 38,
MPEG-4, MJPEG, VP9, GIF and at half size measure up to 2.1, most of them under 0.6; MPEG-4 of a traffic camera 2.4."""
COLOUR = 1.75
"""The same for colour; encodings of faintly coloured footage measure up to 1.4."""
OF_STRENGTH = 0.2
"""And at least this share of the left picture's own colour, to which `FAINT` is added: coarse encoding pales it."""
FAINT = 3.0
PARTLY = 1.4
"""How many times the least that counts is asked of colour alone in a part of a stretch: where they have few bits, as at
the start of a file, encoders round faint colours to the next step that they have (VP8 of a plain wall: 1.25 times)."""
TO_RANDOM = 1.0
"""And at least as much as the map leaves unexplained: gravel that an encoder smears has 0.9 times that."""
SMOOTHED = 5
"""Samples of which most must be graded."""
JOINED_SAMPLES = 4
"""Graded samples with a gap of no more samples than this belong together."""
UNDECIDED = 0.25
"""Levels by which two maps must differ in how well they explain a picture; a dark one says nothing."""
BLOCK = 128


@dataclass(frozen=True, eq=False)
class GradedRun:
    """Right frames ``[first, stop)`` of a stretch that are graded, and what was measured on samples of them."""

    first: int
    stop: int
    pairs: int
    tone: float
    colour: float
    random: float
    contrast: float
    """Of the right side as a multiple of the left one's."""
    lift: float
    """Levels by which the mean brightness rises."""
    saturation: float
    """Strength of colour as a multiple of the left one's."""
    strength: float
    """Root mean square of the left side's colour, levels."""
    right_strength: float
    tint: tuple[float, float]
    """Levels by which the two colour differences are shifted in the mean."""

    @property
    def excess(self) -> float:
        """How many times the least that counts was measured."""
        colour = min(self.colour / COLOUR, self.colour / (OF_STRENGTH * (self.strength + FAINT)))
        return max(self.tone / TONE, colour)


def find_graded_runs(cells: Cells, frames: npt.NDArray[np.intp]) -> list[GradedRun]:
    """The graded runs among right frames, of which ``frames`` are samples, the last of them included."""
    measured, strength = _measure(cells, frames)
    flags = _is_graded(measured, strength)
    groups = _groups(flags)
    usual = np.median(measured.maps[~flags], axis=0) if (~flags).sum() >= 2 else np.zeros(measured.maps.shape[1:])
    runs = []
    for number, (begin, end) in enumerate(groups):
        low = groups[number - 1][1] if number else 0
        high = groups[number + 1][0] if number + 1 < len(groups) else len(frames)
        map_here = np.median(measured.maps[begin:end], axis=0)
        labels = _labels(cells, frames[low:high], map_here, usual)
        labels[begin - low : end - low] = True
        one, two = begin - low, end - low - 1
        while one > 0 and labels[one - 1]:
            one -= 1
        while two + 1 < len(labels) and labels[two + 1]:
            two += 1
        first = _first_graded(cells, frames, low + one, map_here, usual)
        stop = _last_graded(cells, frames, low + two, map_here, usual) + 1
        run = _describe(cells, frames[begin:end], measured, slice(begin, end), (first, stop))
        whole = first == frames[0] and stop == frames[-1] + 1
        if whole or run.tone >= TONE or run.excess >= PARTLY:
            runs.append(run)
    return runs


def _measure(cells: Cells, frames: npt.NDArray[np.intp]) -> tuple[Gradings, Floats]:
    parts, strengths = [], []
    for at in range(0, len(frames), BLOCK):
        left, right = cells(frames[at : at + BLOCK])
        parts.append(measure_gradings(left, right))
        strengths.append(_strength(left))
    names = ("maps", "tone", "colour", "random")
    return Gradings(*(np.concatenate([getattr(one, name) for one in parts]) for name in names)), np.concatenate(
        strengths
    )


def _strength(cells: Floats) -> Floats:
    strength: Floats = np.sqrt(np.square(cells[..., 1:] - NEUTRAL).sum(axis=-1).mean(axis=1))
    return strength


def _is_graded(measured: Gradings, strength: Floats) -> npt.NDArray[np.bool_]:
    coloured = (measured.colour >= COLOUR) & (measured.colour >= OF_STRENGTH * (strength + FAINT))
    coloured &= measured.colour >= measured.random  # coarse encoding pales here and there
    sure = np.hypot(measured.tone, measured.colour) >= TO_RANDOM * measured.random
    flags = ((measured.tone >= TONE) | coloured) & sure
    size = min(SMOOTHED, len(flags) // 2 * 2 + 1)
    around = np.convolve(np.pad(flags, size // 2, "edge"), np.ones(size, np.intp), "valid")
    smoothed: npt.NDArray[np.bool_] = 2 * around > size
    return smoothed


def _groups(flags: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    groups: list[tuple[int, int]] = []
    for begin, end in runs_of(flags):
        if groups and begin - groups[-1][1] <= JOINED_SAMPLES:
            groups[-1] = groups[-1][0], end
        else:
            groups.append((begin, end))
    return groups


def _labels(cells: Cells, frames: npt.NDArray[np.intp], graded: Floats, usual: Floats) -> npt.NDArray[np.bool_]:
    """Whether each frame follows ``graded`` rather than ``usual``; one that says nothing goes with its neighbour."""
    better = []
    for at in range(0, len(frames), BLOCK):
        left, right = cells(frames[at : at + BLOCK])
        terms, change = features(left), right - left
        off = [np.sqrt(np.square(change - terms @ one).sum(axis=-1)) for one in (usual, graded)]
        better.append(np.median(off[0], axis=1) - np.median(off[1], axis=1))
    score = np.concatenate(better)
    decided = np.flatnonzero(np.abs(score) >= UNDECIDED)
    if not len(decided):
        return np.ones(len(frames), bool)
    nearest = decided[np.abs(np.arange(len(frames))[:, None] - decided).argmin(axis=1)] if len(frames) < 2000 else None
    if nearest is None:
        return score > 0
    labels: npt.NDArray[np.bool_] = score[nearest] > 0
    return labels


def _first_graded(cells: Cells, frames: npt.NDArray[np.intp], sample: int, graded: Floats, usual: Floats) -> int:
    """The first graded frame, to the frame: between a sample that is not graded and ``sample``, which is."""
    if sample == 0:
        return int(frames[0])
    between = np.arange(frames[sample - 1] + 1, frames[sample] + 1)
    wrong = np.flatnonzero(~_labels(cells, between, graded, usual))
    return int(between[wrong[-1] + 1]) if len(wrong) and wrong[-1] + 1 < len(between) else int(between[0])


def _last_graded(cells: Cells, frames: npt.NDArray[np.intp], sample: int, graded: Floats, usual: Floats) -> int:
    if sample == len(frames) - 1:
        return int(frames[-1])
    between = np.arange(frames[sample], frames[sample + 1])
    wrong = np.flatnonzero(~_labels(cells, between, graded, usual))
    return int(between[wrong[0] - 1]) if len(wrong) and wrong[0] > 0 else int(between[-1])


def _describe(
    cells: Cells, frames: npt.NDArray[np.intp], measured: Gradings, part: slice, ends: tuple[int, int]
) -> GradedRun:
    some = frames[:: max(1, len(frames) // BLOCK)]
    left, _ = cells(some)
    maps = measured.maps[part][:: max(1, len(frames) // BLOCK)]
    right = left + features(left) @ maps
    tone, colour, random = (float(np.median(getattr(measured, name)[part])) for name in ("tone", "colour", "random"))
    before, after = float(np.median(_strength(left))), float(np.median(_strength(right)))
    contrast = float(np.median(right[..., 0].std(axis=1) / np.maximum(left[..., 0].std(axis=1), 1.0)))
    shift = (right - left).mean(axis=(0, 1))
    return GradedRun(
        *ends, len(frames), tone, colour, random, contrast, float(shift[0]), after / max(before, 0.5), before, after,
        (float(shift[1]), float(shift[2])),
    )  # fmt: skip
