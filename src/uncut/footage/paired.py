"""Both files read once more, in step: pairs of pictures that show the same, laid over each other, for `changes`."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uncut.footage.align.geometry import Way, orient
from uncut.footage.changes.cuts import Placed
from uncut.footage.changes.detail import CELL_PX, Floats32
from uncut.footage.changes.naming import Region
from uncut.footage.changes.regions import PicturePair, RegionFinder
from uncut.footage.changes.registering import NEGLIGIBLE_PX, Nudge, Resampler, measure_nudge
from uncut.footage.decode import decode_pictures
from uncut.footage.sides import ReadSide
from uncut.jail import JailSettings
from uncut.model.comparison import Box, Edit, NotExamined, TrackPoint
from uncut.model.footage import FrameBatch
from uncut.model.time import Span

Progress = Callable[[str, float], None]
Greys = npt.NDArray[np.uint8]

WORK_PX = 384
"""Longer side of the pictures that are compared."""
MOST_DECODED_PX = 1280
REACH = 2
"""Left frames on each side of the expected one that a right frame may show: lines are that exact."""
COARSE = 4
"""Pixels a side that are averaged for finding the frame."""
REGISTER_SECONDS = 2.0
SHORTEST_SECONDS = 0.3


@dataclass(frozen=True)
class _Plan:
    """Sizes in pixels: (height, width)."""

    work: tuple[int, int]
    left: tuple[int, int]
    right: tuple[int, int]
    left_box: Box
    right_box: Box
    mirrored: bool
    way: Way | None = None
    """How left pictures are turned as soon as they are decoded; then ``left`` and ``left_box`` are of turned ones."""

    @property
    def decoded(self) -> tuple[int, int]:
        """Height and width at which left pictures are decoded."""
        return self.left[::-1] if self.way and self.way[1] % 2 else self.left


def find_region_changes(
    left: ReadSide,
    right: ReadSide,
    placed: Sequence[Placed],
    settings: JailSettings,
    progress: Progress,
) -> tuple[list[Edit], list[NotExamined]]:
    """What was blurred, pixelated, covered or laid over in the stretches that both sides show.

    Parameters
    ----------
    left, right
        The two files, as read before; both are decoded once more, in step.
    placed
        The stretches that both show. Those played backwards or held still are not examined.
    settings
        The jail's limits.
    progress
        Told how far it is.

    Returns
    -------
    edits
        With tracks in the right picture.
    not_examined
        Stretches in which nothing could be said, and why.
    """
    edits: list[Edit] = []
    skipped: list[NotExamined] = []
    total = float(sum(one.right.seconds for one in placed)) or 1.0
    done = 0.0
    for one in placed:
        if one.right.seconds < SHORTEST_SECONDS:
            continue
        if one.rate <= 0:
            why = "a still is not compared" if one.rate == 0 else "what runs backwards is not compared"
            skipped.append(NotExamined(what="regions", why=why, right=one.right))
            continue
        if one.stretch.geometry.track is not None:
            why = "a part of the picture that moves is not compared"
            skipped.append(NotExamined(what="regions", why=why, right=one.right))
            continue
        start, share = done, float(one.right.seconds) / total
        found = _examine(left, right, one, settings, lambda part: progress("regions", start + part * share))  # noqa: B023
        edits += found[0]
        skipped += found[1]
        done += share
    return edits, skipped


def _examine(
    left: ReadSide, right: ReadSide, one: Placed, settings: JailSettings, tell: Callable[[float], None]
) -> tuple[list[Edit], list[NotExamined]]:
    plan = _plan(left, right, one)
    if min(plan.work) < 6 * CELL_PX:
        return [], [NotExamined(what="regions", why="the shared part of the picture is too small", right=one.right)]
    finder = RegionFinder(right.times.as_float()[one.stretch.right_first : one.stretch.right_stop])
    count = one.stretch.frames
    for pair in read_pairs(left, right, one, plan, settings):
        finder.push(pair)
        if pair.number % 50 == 0:
            tell(pair.number / count)
    found = finder.finish()
    edits = [_as_edit(region, left, right, one, plan) for region in found.regions]
    first = one.stretch.right_first
    skipped = [
        NotExamined(what="regions", why=why, right=right.times.span(first + start, first + stop))
        for start, stop, why in found.undecided
    ]
    return edits, skipped


def _as_edit(region: Region, left: ReadSide, right: ReadSide, one: Placed, plan: _Plan) -> Edit:
    first = one.stretch.right_first
    whole = plan.right_box
    track = [TrackPoint(right.times.at(first + frame), _within(whole, *box)) for frame, box in region.track]
    span = right.times.span(first + region.first, first + region.stop)
    shown = _left_span(span, left, one)
    return Edit(
        kind=region.kind, left=shown, right=span, track=track, confidence=region.confidence, why=region.why
    )  # fmt: skip


def _within(whole: Box, x: float, y: float, width: float, height: float) -> Box:
    """A box given as shares of ``whole``, as shares of the picture."""
    left, top = max(x, 0.0), max(y, 0.0)
    right, bottom = min(x + width, 1.0), min(y + height, 1.0)
    return Box(
        round(whole.x + left * whole.width, 4),
        round(whole.y + top * whole.height, 4),
        round((right - left) * whole.width, 4),
        round((bottom - top) * whole.height, 4),
    )


def _left_span(span: Span, left: ReadSide, one: Placed) -> Span:
    """The left frames that are shown during ``span``."""
    times = left.times.as_float()
    line = one.stretch.line
    first, stop = (int(np.abs(times - (line.rate * float(at) + line.offset)).argmin()) for at in (span.start, span.end))
    first = min(max(first, one.left_first), one.left_stop - 1)
    stop = one.left_stop if span.end >= one.right.end else min(max(stop, first + 1), one.left_stop)
    return left.times.span(first, stop)


def _plan(left: ReadSide, right: ReadSide, one: Placed) -> _Plan:
    geometry = one.stretch.geometry
    boxes = geometry.left_box, geometry.right_box
    shared = [
        (side.footage.height * box.height, side.footage.width * box.width)
        for side, box in zip((left, right), boxes, strict=True)
        if side.footage.height and side.footage.width
    ]
    if geometry.turned:
        boxes = geometry.oriented_left_box, geometry.right_box
    height, width = shared[1]
    longer = min(WORK_PX, *(max(size) for size in shared))
    for box in boxes:
        longer = min(longer, MOST_DECODED_PX * min(box.width, box.height))
    factor = longer / max(height, width)
    work = tuple(max(1, round(size * factor / CELL_PX)) * CELL_PX for size in (height, width))
    sizes = [(max(1, round(work[0] / box.height)), max(1, round(work[1] / box.width))) for box in boxes]
    way = geometry.way if geometry.turned else None
    return _Plan((work[0], work[1]), sizes[0], sizes[1], *boxes, geometry.mirrored and way is None, way)


def read_pairs(
    left: ReadSide, right: ReadSide, one: Placed, plan: _Plan, settings: JailSettings
) -> Iterator[PicturePair]:
    """Pictures of a stretch in the right version's order, paired and laid over each other."""
    stretch = one.stretch
    left_times = left.times.as_float()
    with (
        decode_pictures(
            left.path, width=plan.decoded[1], height=plan.decoded[0], start=left.times.at(one.left_first),
            end=left.times.at(one.left_stop), settings=settings,
        ) as lefts,
        decode_pictures(
            right.path, width=plan.right[1], height=plan.right[0], start=one.right.start, end=one.right.end,
            settings=settings,
        ) as rights,
    ):  # fmt: skip
        pictures = _single(lefts) if plan.way is None else (orient(picture, plan.way) for picture in _single(lefts))
        window = _Window(pictures, one.left_first)
        cropper = _cropper(plan.right, plan.work, plan.right_box)
        overlay = _Overlay(plan)
        for number, picture in enumerate(_single(rights)):
            time = right.times.as_float()[stretch.right_first + number]
            wanted = int(np.abs(left_times - (stretch.line.rate * time + stretch.line.offset)).argmin())
            candidates = window.around(wanted, REACH)
            if not candidates:
                continue
            shown = cropper(picture) if cropper else picture.astype(np.float32)
            yield PicturePair(number, float(time), overlay.choose(candidates, shown, float(time)), shown)


def _single(batches: Iterator[FrameBatch]) -> Iterator[Greys]:
    """One picture after the other; the next batch is decoded meanwhile."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = pool.submit(next, batches, None)
            yield from batch.pixels


class _Window:
    """The left pictures around a place that only moves on."""

    def __init__(self, pictures: Iterator[Greys], first: int) -> None:
        self._pictures = pictures
        self._held: deque[Greys] = deque(maxlen=4 * REACH + 4)
        self._next = first

    def around(self, frame: int, reach: int) -> list[Greys]:
        """The pictures within ``reach`` of ``frame``, the expected one first."""
        while self._next <= frame + reach and (picture := next(self._pictures, None)) is not None:
            self._held.append(picture)
            self._next += 1
        first = self._next - len(self._held)
        order = sorted(
            range(max(first, frame - reach), min(self._next, frame + reach + 1)), key=lambda one: abs(one - frame)
        )
        return [self._held[number - first] for number in order]


class _Overlay:
    """Brings left pictures into the place of the right ones, and chooses the one that is shown."""

    def __init__(self, plan: _Plan) -> None:
        self._plan = plan
        self._nudge = Nudge()
        self._measured_at = -np.inf
        self._resampler = self._make()

    def _make(self) -> Resampler | None:
        plan, nudge = self._plan, self._nudge
        whole = plan.left == plan.work and plan.left_box.x == 0 and plan.left_box.y == 0
        if whole and not plan.mirrored and nudge.largest_px(plan.work[1], plan.work[0]) < NEGLIGIBLE_PX:
            return None
        down = (plan.left_box.y * plan.left[0] + nudge.shift_y, nudge.stretch_y)
        start, step = plan.left_box.x * plan.left[1], 1.0
        if plan.mirrored:
            start, step = (plan.left_box.x + plan.left_box.width) * plan.left[1] - 1, -1.0
        across = (start + step * nudge.shift_x, step * nudge.stretch_x)
        return Resampler(plan.left, plan.work, down, across)

    def place(self, picture: Greys) -> Floats32:
        """The left picture where the right one shows it."""
        return self._resampler(picture) if self._resampler else picture.astype(np.float32)

    def choose(self, candidates: Sequence[Greys], shown: Floats32, time: float) -> Floats32:
        """The candidate that resembles ``shown`` most, in its place."""
        small = _coarse(shown)
        best, least = self.place(candidates[0]), np.inf
        for number, candidate in enumerate(candidates):
            placed = best if number == 0 else self.place(candidate)
            off = _coarse(placed)
            slope = float(((off - off.mean()) * (small - small.mean())).mean() / max(float(off.var()), 1e-3))
            apart = float(((small - small.mean() - slope * (off - off.mean())) ** 2).mean())
            if apart < least * 0.98:
                best, least, chosen = placed, apart, candidate
        if time - self._measured_at >= REGISTER_SECONDS:
            best = self._register(chosen, best, shown, time)
        return best

    def _register(self, chosen: Greys, placed: Floats32, shown: Floats32, time: float) -> Floats32:
        self._measured_at = time
        height, width = self._plan.work
        for _ in range(2):
            nudge = measure_nudge(placed, shown)
            if nudge is None or nudge.largest_px(width, height) < NEGLIGIBLE_PX:
                break
            self._nudge = nudge.after(self._nudge)
            self._resampler = self._make()
            placed = self.place(chosen)
        return placed


def _coarse(picture: Floats32) -> Floats32:
    height, width = picture.shape
    cells: Floats32 = picture.reshape(height // COARSE, COARSE, width // COARSE, COARSE).mean(axis=(1, 3))
    return cells


def _cropper(shape: tuple[int, int], work: tuple[int, int], box: Box) -> Resampler | None:
    if shape == work:
        return None
    return Resampler(shape, work, (box.y * shape[0], 1.0), (box.x * shape[1], 1.0))
