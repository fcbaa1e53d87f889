"""Pairs of pictures that show the same, laid over each other on demand, for `changes`."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from functools import cached_property
from types import TracebackType
from typing import Protocol, Self

import numpy as np

from uncut.footage.align.geometry import Way, orient
from uncut.footage.align.pair import usual_period
from uncut.footage.align.tilt import turn_picture
from uncut.footage.changes.cuts import Placed
from uncut.footage.changes.detail import CELL_PX, Floats32
from uncut.footage.changes.mixtures import can_be_mixed, find_mixture
from uncut.footage.changes.regions import HELD_SECONDS
from uncut.footage.changes.registering import NEGLIGIBLE_PX, Nudge, Resampler, lies_closer, measure_nudge
from uncut.footage.decode import decode_pictures
from uncut.footage.fingerprint.store import Greys, PictureStore
from uncut.footage.sides import ReadSide
from uncut.footage.working import WORKING_PX
from uncut.jail import JailSettings
from uncut.lazy import ModuleOnUse
from uncut.model.comparison import Box
from uncut.model.footage import FrameBatch

ndimage = ModuleOnUse("scipy.ndimage")

Size = tuple[int, int]
"""Height and width, pixels."""

MOST_DECODED_PX = 1280
SMALL_PX = 160
"""Longer side of a shared part in the working pictures under which the files are decoded again, larger."""
REACH = (2, 3)
"""Left frames on each side of the expected one that a right frame may show: lines are that exact, and no further apart
lie the two that a conversion mixes, or those of 60 a second of which pulldown weaves pictures of film."""
FILM_SECONDS = 1 / 24
COARSE = 4
"""Pixels a side that are averaged for finding the frame."""
EVERY_OTHER, ONE_BYTE = np.uint64(0x00FF00FF00FF00FF), np.uint64(8)
CLEARLY_NEARER = 0.98
"""A frame other than the expected one is taken where its squared distance is below this share."""
REGISTER_SECONDS = 2.0
RIM_PX = 1.5
"""Pixels of the right picture that are left out along the edges of what it shows of the left one."""
WHITE, SURELY_WHITE = 255, 254
"""Weights of a resampler do not add up to one exactly: what it makes of white is a little more or less."""
OUTSIDE_PX = 7
"""Side of the square within which a pixel from outside a turned picture spoils the one in its middle."""


class Pictures(Protocol):
    """Pictures of one side by the number of their frame."""

    size: Size

    def at(self, frame: int) -> Greys:
        """The picture of ``frame``, shape (height, width)."""


class StoredPictures:
    """The working pictures of a file."""

    def __init__(self, store: PictureStore) -> None:
        self._store = store
        self.size: Size = (store.height, store.width)

    def at(self, frame: int) -> Greys:
        """The picture of ``frame``; past the end, the last one."""
        frame = min(frame, len(self._store) - 1)
        picture: Greys = self._store.block(frame, frame + 1)[0]
        return picture


class TurnedPictures:
    """Pictures that are mirrored and turned."""

    def __init__(self, pictures: Pictures, way: Way) -> None:
        self._pictures, self._way = pictures, way
        self.size: Size = _turned(pictures.size, way)

    def at(self, frame: int) -> Greys:
        """The picture of ``frame``, turned."""
        return orient(self._pictures.at(frame), self._way)


class TiltedPictures:
    """Pictures turned by a few degrees."""

    def __init__(self, pictures: Pictures, plan: Plan) -> None:
        self._pictures, self._plan = pictures, plan
        self.size: Size = pictures.size

    def at(self, frame: int) -> Greys:
        """The picture of ``frame``, turned."""
        return turn_as_planned(self._pictures.at(frame), self._plan)


def turn_as_planned(picture: Greys, plan: Plan) -> Greys:
    """A left picture turned by the few degrees of ``plan``."""
    box = plan.left_box
    turned = turn_picture(picture, plan.left_tilt, (box.x + box.width / 2, box.y + box.height / 2), plan.pixel_shape)
    levels: Greys = np.clip(turned + 0.5, 0, WHITE).astype(np.uint8)
    return levels


def _turned(size: Size, way: Way | None) -> Size:
    return size[::-1] if way is not None and way[1] % 2 else size


class DecodedPictures(AbstractContextManager["DecodedPictures"]):
    """Pictures decoded once more, in order; the latest ones are held."""

    def __init__(self, side: ReadSide, first: int, stop: int, size: Size, jail: JailSettings) -> None:
        self.size = size
        held_seconds = HELD_SECONDS * 1.5 * len(side.times) / float(side.times.seconds)
        self._held: deque[Greys] = deque(maxlen=round(held_seconds) + 4 * REACH[1] + 4)
        self._next = first
        self._stream = decode_pictures(
            side.path, width=size[1], height=size[0], start=side.times.at(first), end=side.times.at(stop), settings=jail
        )
        self._pictures = _single(self._stream)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the decoder."""
        self._stream.close()

    def at(self, frame: int) -> Greys:
        """The picture of ``frame``, or the nearest one that is held."""
        while self._next <= frame and (picture := next(self._pictures, None)) is not None:
            self._held.append(picture)
            self._next += 1
        first = self._next - len(self._held)
        return self._held[min(max(frame - first, 0), len(self._held) - 1)]


def _single(batches: Iterator[FrameBatch]) -> Iterator[Greys]:
    """One picture after the other; the next batch is decoded meanwhile."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = pool.submit(next, batches, None)
            yield from batch.pixels


@dataclass(frozen=True)
class Plan:
    """How the shared part of two pictures is brought to one size."""

    work: Size
    left: Size
    right: Size
    left_box: Box
    right_box: Box
    mirrored: bool
    left_stored: bool
    right_stored: bool
    way: Way | None = None
    """How left pictures are turned as soon as they are read; ``left`` and ``left_box`` are of turned ones."""
    left_tilt: float = 0.0
    """Degrees by which they are turned after that, about the middle of ``left_box``, before they are flopped."""
    pixel_shape: float = 1.0
    """Width of a left pixel to its height, once turned by ``way``."""


def plan_pairs(left: ReadSide, right: ReadSide, one: Placed) -> Plan:
    """The plan for a stretch: whole cells, and never more pixels than the poorer side has."""
    geometry = one.stretch.geometry
    way = geometry.way if geometry.turned else None
    mirrored = geometry.mirrored and way is None
    boxes = geometry.left_box if way is None else geometry.oriented_left_box, geometry.right_box
    if not geometry.tilt:
        boxes = _without_rim(*boxes, right, mirrored=mirrored)
    native = [_shared_size(left, boxes[0], way), _shared_size(right, boxes[1])]
    held = [_held_size(left, way), _held_size(right)]
    stored = [_is_large_enough(size, box, shared) for size, box, shared in zip(held, boxes, native, strict=True)]
    longer = float(WORKING_PX)
    for size, box, shared, enough in zip(held, boxes, native, stored, strict=True):
        if enough and size is not None:
            longer = min(longer, max(size[0] * box.height, size[1] * box.width))
        else:
            longer = min(longer, max(shared), MOST_DECODED_PX * min(box.width, box.height))
    factor = longer / max(native[1])
    work = tuple(max(1, round(side * factor / CELL_PX)) * CELL_PX for side in native[1])
    sizes = [
        size
        if enough and size is not None
        else (max(1, round(work[0] / box.height)), max(1, round(work[1] / box.width)))
        for size, box, enough in zip(held, boxes, stored, strict=True)
    ]
    left_tilt = geometry.left_tilt if mirrored else geometry.tilt
    shape = native[0][1] / boxes[0].width * boxes[0].height / native[0][0] * sizes[0][0] / sizes[0][1]
    return Plan((work[0], work[1]), sizes[0], sizes[1], *boxes, mirrored, stored[0], stored[1], way, left_tilt, shape)


def _without_rim(left: Box, right: Box, side: ReadSide, *, mirrored: bool) -> tuple[Box, Box]:
    """Both shared parts without the pixels at edges beyond which the right picture shows something else.

    What lies there shines into them: edges are measured to half a pixel, and an encoder smears them further.
    """
    assert side.footage.height is not None and side.footage.width is not None
    ends = (right.x, 1 - right.x - right.width), (right.y, 1 - right.y - right.height)
    cuts = [
        [RIM_PX / pixels if beyond * pixels >= 1 else 0.0 for beyond in both]
        for both, pixels in zip(ends, (side.footage.width, side.footage.height), strict=True)
    ]
    (west, east), (north, south) = cuts
    if west + east >= right.width / 2 or north + south >= right.height / 2:
        return left, right
    wide, tall = left.width / right.width, left.height / right.height
    first = east if mirrored else west
    return (
        Box(left.x + first * wide, left.y + north * tall, left.width - (west + east) * wide,
            left.height - (north + south) * tall),
        Box(right.x + west, right.y + north, right.width - west - east, right.height - north - south),
    )  # fmt: skip


def _shared_size(side: ReadSide, box: Box, way: Way | None = None) -> tuple[float, float]:
    """Pixels down and across of the part ``box``, both as displayed on the right."""
    assert side.footage.height is not None and side.footage.width is not None
    down, across = _turned((side.footage.height, side.footage.width), way)
    return down * box.height, across * box.width


def _held_size(side: ReadSide, way: Way | None = None) -> Size | None:
    """Size of the working pictures, turned."""
    return _turned((side.working.height, side.working.width), way) if side.working is not None else None


def _is_large_enough(held: Size | None, box: Box, native: tuple[float, float]) -> bool:
    if held is None:
        return False
    return max(held[0] * box.height, held[1] * box.width) >= min(SMALL_PX, 0.9 * max(native))


class LaidPair:
    """A left and a right picture that show the same, laid over each other when they are asked for."""

    def __init__(self, number: int, time: float, reader: PairReader) -> None:
        self.number = number
        self.time = time
        self._reader = reader

    @cached_property
    def right(self) -> Floats32:
        """The shared part of the right picture."""
        return self._reader.read_right(self.number)

    @cached_property
    def left(self) -> Floats32:
        """The left picture that is shown, in its place."""
        return self._reader.read_left(self.time, self.right)


def reach_at(period: float) -> int:
    """Left frames, shown for ``period`` seconds each, on each side of the expected one that a right frame may show.

    As far apart, too, two may lie that it is a mixture of.
    """
    return int(np.clip(np.ceil(FILM_SECONDS / period), *REACH))


class PairReader(AbstractContextManager["PairReader"]):
    """The pairs of one stretch, counted from its first right frame."""

    def __init__(self, left: ReadSide, right: ReadSide, one: Placed, plan: Plan, jail: JailSettings) -> None:
        self._one = one
        self._left_times = left.times.as_float()
        self._right_times = right.times.as_float()
        self._first = one.stretch.right_first
        self._open = ExitStack()
        with ExitStack() as undo:
            span, size = (one.left_first, one.left_stop), _turned(plan.left, plan.way)
            lefts = self._pictures(left, plan.left_stored, span, size, jail)
            turned = lefts if plan.way is None else TurnedPictures(lefts, plan.way)
            self._lefts = TiltedPictures(turned, plan) if plan.left_tilt else turned
            undo.push(self._open)
            span = (self._first, one.stretch.right_stop)
            self._rights = self._pictures(right, plan.right_stored, span, plan.right, jail)
            undo.pop_all()
        self._crop = _resampler(plan.right, plan.work, plan.right_box)
        self._overlay = Overlay(plan)
        self._reach = reach_at(usual_period(self._left_times, float(left.times.seconds)))
        whole = np.full(self._lefts.size, WHITE, np.uint8)
        self._seen = turn_as_planned(whole, plan) if plan.left_tilt else None
        """White where a turned left picture shows something."""

    def _pictures(
        self, side: ReadSide, stored: bool, span: tuple[int, int], size: Size, jail: JailSettings
    ) -> Pictures:
        if stored and side.working is not None:
            return StoredPictures(side.working)
        return self._open.enter_context(DecodedPictures(side, *span, size, jail))

    def __enter__(self) -> Self:
        """The reader itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End what decodes."""
        self._open.close()

    def __iter__(self) -> Iterator[LaidPair]:
        """All pairs in the right version's order; nothing is read before it is asked for."""
        for number in range(self._one.stretch.frames):
            yield LaidPair(number, float(self._right_times[self._first + number]), self)

    def read_right(self, number: int) -> Floats32:
        """The shared part of a right picture."""
        picture = self._rights.at(self._first + number)
        return self._crop(picture) if self._crop else picture.astype(np.float32)

    def read_left(self, time: float, shown: Floats32) -> Floats32:
        """The left picture that is ``shown`` at a right time, laid over it."""
        line = self._one.stretch.line
        expected = int(np.abs(self._left_times - (line.rate * time + line.offset)).argmin())
        low, high = self._one.left_first, self._one.left_stop - 1
        near = range(max(low, expected - self._reach), min(high, expected + self._reach) + 1)
        # In the order of time, for pictures that are decoded as they are asked for.
        candidates = {frame: self._lefts.at(frame) for frame in near or range(high, high + 1)}
        order = sorted(candidates, key=lambda frame: abs(frame - expected))
        follow = [
            (order.index(frame), order.index(frame + apart))
            for frame in order
            for apart in range(1, self._reach + 1)
            if frame + apart in candidates
        ]
        left = self._overlay.choose([candidates[frame] for frame in order], shown, time, follow)
        return left if self._seen is None else self._without_outside(left, shown, self._seen)

    def _without_outside(self, left: Floats32, shown: Floats32, seen: Greys) -> Floats32:
        """The left picture, with what is ``shown`` where turning brought in what lies outside of it."""
        outside = ndimage.minimum_filter(self._overlay.place(seen), OUTSIDE_PX) < SURELY_WHITE
        return np.where(outside, shown, left)


class Overlay:
    """Brings left pictures into the place of the right ones, and chooses the one that is shown."""

    def __init__(self, plan: Plan) -> None:
        """Nothing measured yet."""
        self._plan = plan
        self._nudge = Nudge()
        self._measured_at = -np.inf
        self._resampler = self._make()

    def _make(self) -> Resampler | None:
        plan = self._plan
        nudge = self._nudge if self._nudge.largest_px(plan.work[1], plan.work[0]) >= NEGLIGIBLE_PX else Nudge()
        return _resampler(plan.left, plan.work, plan.left_box, nudge, mirrored=plan.mirrored)

    def place(self, picture: Greys) -> Floats32:
        """The left picture where the right one shows it."""
        return self._resampler(picture) if self._resampler else picture.astype(np.float32)

    def choose(
        self, candidates: Sequence[Greys], shown: Floats32, time: float, follow: Sequence[tuple[int, int]] = ()
    ) -> Floats32:
        """The candidate that resembles ``shown`` most, in its place; the first one is the expected one.

        Of candidates that ``follow`` each other, by their places, a mixture may be shown.
        """
        small = _coarse(shown)
        small -= small.mean()
        placed = [self.place(one) for one in candidates] if self._resampler else []
        coarse = [_coarse(one) for one in placed] if placed else [_coarse_levels(one) for one in candidates]
        nearest, least = 0, np.inf
        distances = _distances(np.stack(coarse), small)
        for number, apart in enumerate(distances):
            if apart < least * CLEARLY_NEARER:
                nearest, least = number, apart
        mixture = find_mixture(coarse, small, can_be_mixed(follow, distances), nearest)
        if mixture is not None:
            one, two = (placed[at] if placed else self.place(candidates[at]) for at in mixture.places)
            return mixture.of(one, two, shown)
        chosen = candidates[nearest]
        best = placed[nearest] if placed else self.place(chosen)
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
            before = self._nudge, self._resampler
            self._nudge = nudge.after(self._nudge)
            self._resampler = self._make()
            moved = self.place(chosen)
            if not lies_closer(moved, placed, shown):
                self._nudge, self._resampler = before
                break
            placed = moved
        return placed


def _distances(lefts: Floats32, right: Floats32) -> list[float]:
    """Squared distances of small pictures from another, whatever their contrast; ``right`` has a mean of zero."""
    wanted = right.ravel()
    off = lefts.reshape(len(lefts), -1)
    off -= off.mean(axis=1, keepdims=True)
    slopes = (off @ wanted) / np.maximum(np.einsum("np,np->n", off, off), 1e-3 * wanted.size)
    rest = wanted - slopes[:, np.newaxis] * off
    distances: list[float] = (np.einsum("np,np->n", rest, rest) / wanted.size).tolist()
    return distances


def _coarse(picture: Floats32) -> Floats32:
    """Sums over squares of `COARSE` pixels."""
    rows = sum((picture[at::COARSE] for at in range(1, COARSE)), picture[::COARSE])
    return sum((rows[:, at::COARSE] for at in range(1, COARSE)), rows[:, ::COARSE])


def _coarse_levels(picture: Greys) -> Floats32:
    """The same of a picture as it is held; eight pixels are added up in one number."""
    eight = np.ascontiguousarray(picture).view(np.uint64)
    pairs = (eight & EVERY_OTHER) + (eight >> ONE_BYTE & EVERY_OTHER)
    rows = sum((pairs[at::COARSE] for at in range(1, COARSE)), pairs[::COARSE])
    sums = rows.view(np.uint16)
    return (sums[:, ::2] + sums[:, 1::2]).astype(np.float32)


def _resampler(
    shape: Size, work: Size, box: Box, nudge: Nudge | None = None, *, mirrored: bool = False
) -> Resampler | None:
    """Takes the part ``box`` of a picture to the work size; ``None`` where nothing is to be done."""
    if nudge is None:
        nudge = Nudge()
    if shape == work and box == Box(0.0, 0.0, 1.0, 1.0) and nudge == Nudge() and not mirrored:
        return None
    axes = []
    for before, after, start, length, shift, stretch, flop in (
        (shape[0], work[0], box.y, box.height, nudge.shift_y, nudge.stretch_y, False),
        (shape[1], work[1], box.x, box.width, nudge.shift_x, nudge.stretch_x, mirrored),
    ):
        step = length * before / after
        first = start * before + step / 2 - 0.5
        if flop:
            first, step = (start + length) * before - step / 2 - 0.5, -step
        axes.append((first + step * shift, step * stretch))
    return Resampler(shape, work, *axes)
