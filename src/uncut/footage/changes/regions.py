"""Altered regions of the right picture: blurred, pixelated, covered, overlaid. Array maths, no files.

Pairs of pictures come in one after the other; a short window of them is judged cell by cell (`cells`), altered cells
are linked over time (`tubes`), and of a region that lasted its ends are found to the frame and its kind by what is left
of the left picture's detail in it and what is new.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from uncut.footage.changes.cells import CellMaps, Mask, average_moments, examine_cells
from uncut.footage.changes.detail import CELL_PX, Floats32, Moments, cell_means, measure_moments, split_bands
from uncut.footage.changes.drawn import differing
from uncut.footage.changes.edges import straight_way
from uncut.footage.changes.masks import move
from uncut.footage.changes.naming import Region, describe_region
from uncut.footage.changes.smothering import Smothered, SmotheredRun, WholeWatch, look_whole
from uncut.footage.changes.tones import LEVELS, fit_tone_curve
from uncut.footage.changes.tube_joins import LEAST_MOVING_MOMENTS, join_tubes
from uncut.footage.changes.tubes import GAP_SECONDS, Seen, Tube, TubeTracker

EXAMINED_RATE = 8.0
"""Pairs a second that are judged; all others only serve to find the ends."""
WINDOW = 3
"""Judged pairs that are averaged."""
START_MOMENTS = 4
"""Moments in which a region is seen that say where it is, when its end is sought."""
LEAST_CELLS_MOVED = 1.0
"""Between these, for it to be asked whether it moves."""
HELD_SECONDS = 2.0
"""Pictures held back, for finding a region's ends."""
OFF_FRAME = 0.6
"""A pair whose detail agrees less than this share of the usual is left out: it is a blend, or a wrong pair."""
AGREEING_SHARE = 0.4
"""Of the left detail, that agrees so well or better in a right pair: beside a large sticker in plain footage the whole
agrees less than 0.6, and the rest more than 0.9 (two portraits at crf 24 and at half size)."""
ALTERED_SHARE = 0.35
"""Of the way from the usual difference to the one within a region, from which a frame counts as altered."""
OUTER_SHARE = 0.25
"""Of the frames in which a region is not seen; more of them may still show it, where it was too faint to be seen."""
SHORTEST_SECONDS = 0.3
LEAST_CELLS = 3.0
FLAT_SHARE = 0.15
"""Share of decidable cells under which a stretch is said to be too flat."""
LEAST_FLAT_SECONDS = 1.0
LEAST_CLIPPED, CLIPPED_GREY = 0.005, 3.0
"""Share of the picture that must be black or white, and grey levels by which the tones of what it shows lie beyond."""
SMOTHERED = 0.95
"""Confidence of what was measured on the whole picture, pair by pair."""


Floats = npt.NDArray[np.float64]


class Paired(Protocol):
    """A left and a right picture that show the same, laid over each other; asking for one may read a file."""

    number: int
    """Of the right frame, from the start of the stretch."""
    time: float
    """Seconds, in the right version."""

    @property
    def left(self) -> Floats32:
        """The left picture."""

    @property
    def right(self) -> Floats32:
        """The right one."""


@dataclass(eq=False)
class ClippedPair:
    """A pair whose left picture has the tones of the right one."""

    number: int
    time: float
    left: Floats32
    right: Floats32


def clip_as_shown(pair: Paired, moments: Moments) -> ClippedPair | None:
    """The pair with its left picture made as bright and stark as the right one, where that drives tones to their end.

    Elsewhere what was graded follows the left version; a cloud that became white, in part, seems to lose its own detail
    and to gain other. ``None`` where no tones were driven there.
    """
    if float(moments.right_clipped.mean()) < LEAST_CLIPPED:
        return None
    shown = fit_tone_curve(moments.left_mean[0], moments.right_mean[0])(LEVELS)
    low, high = float(pair.right.min()), float(pair.right.max())
    lost = np.flatnonzero((shown < low - CLIPPED_GREY) | (shown > high + CLIPPED_GREY))
    if not len(lost) or np.isin(pair.left.astype(np.uint8), lost).mean() < LEAST_CLIPPED:
        return None
    toned = np.interp(pair.left, LEVELS, np.clip(shown, low, high)).astype(np.float32)
    return ClippedPair(pair.number, pair.time, toned, pair.right)


def agreement_of(moments: Moments) -> float:
    """Correlation of the detail of 6 pixels that a good part of it reaches, -1..1; of one pair's moments.

    A region may hold most of what detail there is, such as a face before a wall: the rest says that the pair is right.
    """
    xx, yy, xy = (part[0, 1].ravel() for part in (moments.left, moments.right, moments.both))
    alike = xy / np.maximum(np.sqrt(xx * yy), 1e-6)
    order = np.argsort(-alike)
    weights = np.cumsum(np.sqrt(xx[order]))
    return float(alike[order[np.searchsorted(weights, AGREEING_SHARE * weights[-1])]])


@dataclass(frozen=True)
class FoundRegions:
    """What was found in a stretch; frames count from its start."""

    regions: list[Region]
    undecided: list[tuple[int, int, str]]
    """First frame, one past the last, and why nothing can be said there."""


class RegionFinder:
    """Takes the pairs of one stretch in order; ``finish`` tells what was altered."""

    def __init__(self, times: npt.NDArray[np.float64]) -> None:
        """``times`` are the right times of all frames of the stretch, seconds."""
        self._times = times
        seconds = float(times[-1] - times[0]) if len(times) > 1 else 1.0
        self._rate = (len(times) - 1) / max(seconds, 1e-6)
        self._step = max(1, round(self._rate / EXAMINED_RATE))
        self._held: deque[Paired] = deque(maxlen=max(8, round(HELD_SECONDS * self._rate)))
        self._window: deque[tuple[Paired, Moments]] = deque(maxlen=WINDOW)
        self._usual: deque[float] = deque(maxlen=25)
        self._tracker = TubeTracker()
        self._flat: list[tuple[int, str]] = []
        self._tubes: list[Tube] = []
        self._judged = 0
        self._size = (1, 1)
        self._whole = WholeWatch(max(1, round(SHORTEST_SECONDS * self._rate)))

    def push(self, pair: Paired) -> None:
        """Take in the next pair."""
        self._held.append(pair)
        if pair.number % self._step:
            return
        self._size = pair.left.shape[0], pair.left.shape[1]
        moments = measure_moments(pair.left[np.newaxis], pair.right[np.newaxis])
        if self._is_smothered(pair, moments) or self._is_off(moments):
            return
        clipped = clip_as_shown(pair, moments)
        if clipped is not None:
            pair, moments = clipped, measure_moments(clipped.left[np.newaxis], clipped.right[np.newaxis])
        self._window.append((pair, moments))
        if len(self._window) == WINDOW:
            if not self._judged:
                self._judge(0)
            self._judge(WINDOW // 2)

    def _is_smothered(self, pair: Paired, moments: Moments) -> bool:
        """Whether the picture lost its detail as a whole: then nothing can be said of a region in it."""
        found = look_whole(moments, pair.left, pair.right)
        held = {one.number: one for one in self._held}
        self._whole.push(pair.number, found, lambda number: number in held and _look(held[number]) is not None)
        if found is not None:
            self._window.clear()
            self._close(self._tracker.close_all())  # while the pictures in which they end are held
        return found is not None

    def _is_off(self, moments: Moments) -> bool:
        """Whether nearly all of the pair agrees far less than those before it."""
        agreement = agreement_of(moments)
        self._usual.append(agreement)
        return bool(agreement < OFF_FRAME * float(np.median(self._usual)))

    def _judge(self, place: int) -> None:
        pair, now = self._window[place]
        number, time = pair.number, pair.time
        maps = examine_cells(average_moments(_stack([one for _, one in self._window])), now)
        if maps.altered.any() or self._tracker.open:
            differs = differing(pair.left, pair.right, maps.levels, maps.usual_error)
            maps = replace(maps, differs=differs, shown=pair.right)
        self._judged += 1
        self._note_flat(number, maps)
        self._tracker.push(number, time, maps)
        for tube in self._tracker.open:
            if tube.first < 0 and len(tube.seen) >= START_MOMENTS:  # doubtful ones come several at once
                tube.first = self._find_end(tube, starts=True)
            if tube.is_quiet(time):
                self._find_stop(tube)
        self._close(self._tracker.take_closed())

    def _close(self, tubes: Sequence[Tube]) -> None:
        for tube in tubes:
            if tube.first < 0:
                tube.first = self._find_end(tube, starts=True)
            self._find_stop(tube)
            self._tubes.append(tube)

    def _find_stop(self, tube: Tube) -> None:
        """The tube's end, while the pictures around it are still held."""
        last = tube.seen[-1].frame
        if tube.stop_after != last:
            tube.stop, tube.stop_after = self._find_end(tube, starts=False), last

    def _note_flat(self, number: int, maps: CellMaps) -> None:
        if not maps.aligned:
            self._flat.append((number, "the pictures are too flat, or do not lie over each other closely enough"))
        elif maps.decidable.mean() < FLAT_SHARE:
            self._flat.append(
                (number, "too flat or too coarsely encoded to decide on lost detail in most of the picture")
            )

    def _find_end(self, tube: Tube, *, starts: bool) -> int:
        """The first altered frame, or one past the last."""
        near = tube.seen[:START_MOMENTS] if starts else tube.seen[-START_MOMENTS:]
        seen = near[0 if starts else -1].frame
        inwards = 1 if starts else -1
        reach = (WINDOW // 2 + 1) * self._step + 1
        held = [one for one in self._held if (one.number - seen) * inwards <= reach + 2 * self._step]
        ways = [_differences(held, near, speed, seen) for speed in _speeds(near)]
        off = max(ways, key=lambda way: sum(part for number, part in way.items() if (number - seen) * inwards > 0))
        level = _altered_level(off, seen, reach, inwards)
        order = [number for number in off if (number - seen) * inwards <= reach][::-inwards]
        last = _run_down(order, off, level, seen)
        return last if starts else last + 1

    def finish(self) -> FoundRegions:
        """What was altered in the stretch."""
        if self._window:
            if not self._judged:
                self._judge(0)
            for place in range(WINDOW // 2 + 1 if self._judged > 1 else 1, len(self._window)):
                self._judge(place)
        self._close(self._tracker.close_all())
        tubes = join_tubes(self._tubes)
        regions = [describe_region(tube, self._times, self._size, self._rate) for tube in tubes if self._lasts(tube)]
        whole = [_whole_region(run) for run in self._whole.finish(len(self._times))]
        found = sorted([*whole, *(one for one in regions if one is not None)], key=lambda one: one.first)
        return FoundRegions(found, self._undecided())

    def _lasts(self, tube: Tube) -> bool:
        stop = min(tube.stop, len(self._times)) - 1
        seconds = self._times[stop] - self._times[min(tube.first, stop)] + 1 / self._rate
        return bool(seconds >= SHORTEST_SECONDS and np.mean([mask.sum() for mask in tube.masks]) >= LEAST_CELLS)

    def _undecided(self) -> list[tuple[int, int, str]]:
        """Runs of moments in which nothing could be said."""
        runs: list[tuple[int, int, str]] = []
        for number, why in self._flat:
            stop = min(number + self._step, len(self._times))
            if runs and runs[-1][2] == why and number - runs[-1][1] <= self._rate * GAP_SECONDS:
                runs[-1] = (runs[-1][0], stop, why)
            else:
                runs.append((number, stop, why))
        return [one for one in runs if one[1] - one[0] >= LEAST_FLAT_SECONDS * self._rate]


def _look(pair: Paired) -> Smothered | None:
    return look_whole(measure_moments(pair.left[np.newaxis], pair.right[np.newaxis]), pair.left, pair.right)


def _whole_region(run: SmotheredRun) -> Region:
    everything = (0.0, 0.0, 1.0, 1.0)
    return Region(run.kind, run.first, run.stop, [(run.first, everything), (run.stop, everything)], SMOTHERED, run.why)


def _run_down(numbers: Sequence[int], off: dict[int, float], level: float, seen: int) -> int:
    """The last of the frames, in this order, up to which they stay altered; those before ``seen`` may not be."""
    last, passed = seen, False
    for number in numbers:
        if off[number] >= level:
            last = number
        elif passed:
            break
        passed = passed or number == seen
    return last


def _stack(moments: Sequence[Moments]) -> Moments:
    names = ("left", "right", "both", "left_mean", "right_mean", "right_clipped")
    return Moments(*(np.concatenate([getattr(one, name) for one in moments]) for name in names))


def _altered_level(off: dict[int, float], seen: int, reach: int, inwards: int) -> float:
    """What a frame's difference must be for it to count as altered.

    Encoding alone makes faint detail differ by a good part of what a blur does: so what is usual in the same cells
    where the region is not seen counts as nothing.
    """
    inner = [value for number, value in off.items() if (number - seen) * inwards > 0] or [off.get(seen, 0.0)]
    outer = [value for number, value in off.items() if (seen - number) * inwards > reach] or [0.0]
    usual = float(np.quantile(outer, OUTER_SHARE))
    return usual + ALTERED_SHARE * max(float(np.median(inner)) - usual, 0.0)


def _speeds(near: Sequence[Seen]) -> list[Floats]:
    """Cells a frame, down and across, at which a region may move: none, and that of its box."""
    stays = np.zeros(2)
    frames, boxes = np.array([one.frame for one in near]), np.array([one.edges for one in near])
    if len(near) < LEAST_MOVING_MOMENTS:
        return [stays]
    slope, _ = straight_way(frames, boxes)
    moves = np.abs(slope).max() * (frames[-1] - frames[0]) >= LEAST_CELLS_MOVED
    return [stays, slope] if moves else [stays]


def _differences(held: Sequence[Paired], near: Sequence[Seen], speed: Floats, seen: int) -> dict[int, float]:
    """`difference_share` of each pair where a region that is seen in ``near`` moments is, if it moves at a speed."""
    core: Mask = np.mean([move(one.mask, speed * (seen - one.frame)) for one in near], axis=0) >= 0.5
    return {one.number: difference_share(one, move(core, speed * (one.number - seen))) for one in held}


def difference_share(held: Paired, core: Mask) -> float:
    """How far the right picture's detail of 6 pixels is from the left one's in the cells ``core``, 0..1 and more.

    As a share of what both have of it, so that it does not follow what passes beneath the region.
    """
    rows, columns = np.flatnonzero(core.any(axis=1)), np.flatnonzero(core.any(axis=0))
    if not len(rows):
        return 0.0
    top, left = max(rows[0] - 1, 0), max(columns[0] - 1, 0)
    part = np.s_[top * CELL_PX : (rows[-1] + 2) * CELL_PX, left * CELL_PX : (columns[-1] + 2) * CELL_PX]
    one, two = (split_bands(picture[part], 2)[1] for picture in (held.left, held.right))
    apart, most = cell_means(np.square(one - two)), cell_means(one * one + two * two)
    cells = core[top : top + apart.shape[0], left : left + apart.shape[1]]
    return float(apart[cells].sum() / max(float(most[cells].sum()), 1e-3 * cells.sum()))
