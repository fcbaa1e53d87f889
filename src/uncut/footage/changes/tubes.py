"""Tubes: altered cells linked over time, with what was measured in them. Array maths, no files."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from uncut.footage.changes.cells import CellMaps, Mask
from uncut.footage.changes.detail import BANDS
from uncut.footage.changes.drawn import Drawn, cell_shares, find_drawn, union_drawn
from uncut.footage.changes.edges import CellEdges, area, find_edges, shared_area, union
from uncut.footage.changes.masks import connected_parts, fill_holes, grow, shrink

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int32]
CellBox = tuple[int, int, int, int]
"""First row, first column, and one past the last of both."""

GAP_SECONDS = 0.7
"""A tube goes on when its region is not seen for up to so long: something flat may pass beneath it."""
LONGEST_GAP_SECONDS = 3.0
"""For so long where nothing there is seen to be whole again, if it was seen for `SETTLED_MOMENTS` before."""
SETTLED_MOMENTS = 4
WHOLE_SHARE = 0.2
"""Of a region's cells that must be seen unaltered for a moment to speak against it; one such moment may be noise."""
SURELY_WHOLE = 2
"""Such moments after which a region is no longer there."""
STILL_SEEN_SHARE = 0.12
"""Of a region's moments in which a cell must be altered to belong to it, where it stands still."""
STILL_WHOLE_SHARE = 0.25
"""Of the moments in which such cells were altered: seen unaltered more often than that, the region moves."""
CARRIED_SHARE = 0.4
"""Of a region's usual cells that must be weakly altered for it to go on where no cell is clearly so."""
PLAIN_GREY = 3.0
"""Deviation of the fine detail in grey levels under which what covers a region is plain."""
LEAST_USUAL = 0.2
"""Usual gain of a band, under which nothing is made of it by dividing."""
SOLID_CELL = 0.9
"""Of the pixels of a cell, that differ where it lies wholly within what covers it."""
TOLD_SHARE = 0.5
"""Of the moments in which single pixels tell where a region is, for them to be believed."""
PLAIN_SHARE = 0.975
"""Of the pixels well within a cover that have its tone."""
ALIKE_GAIN = 0.25
"""By how much the parts of one region may differ in what is left of the detail."""
MOVING_MOMENTS, LEAST_MOVING_MOMENTS = 8, 3
"""Of a region, over which it is measured how it moves."""
WITHIN_SHARE = 0.5
NEAR_CELLS = 2
"""Tubes that are shown together and lie this close are one: the letters of a caption."""


@dataclass(eq=False)
class Sums:
    """What was measured in the altered cells of a tube, summed over cells and moments."""

    cells: float = 0.0
    left: Floats = field(default_factory=lambda: np.zeros(BANDS))
    right: Floats = field(default_factory=lambda: np.zeros(BANDS))
    both: Floats = field(default_factory=lambda: np.zeros(BANDS))
    usual: Floats = field(default_factory=lambda: np.zeros(BANDS))
    """Usual gain of the whole picture, weighted by the left detail."""
    noise: Floats = field(default_factory=lambda: np.zeros(BANDS))
    """Energy of what encoding usually adds to so many cells."""
    levels: Floats = field(default_factory=lambda: np.zeros(5))
    """Of grey levels: left, right, left squared, right squared, product."""
    shift: float = 0.0
    clear: float = 0.0
    """Share of clear cells, summed over moments."""
    strokes: Floats = field(default_factory=lambda: np.zeros(4))
    """Of the detail of 6 pixels in clear cells alone: cells, left, right, product."""

    def add(self, maps: CellMaps, mask: Mask, drawn: Drawn | None) -> None:
        """Take in the cells ``mask`` of one moment; those at its border only where there are no others."""
        clear, now = mask & maps.clear, maps.now
        self.clear += float(clear.sum()) / max(float(mask.sum()), 1)
        self.strokes += [clear.sum(), *(part[0, 1][clear].sum() for part in (now.left, now.right, now.both))]
        mask = measured_cells(mask, maps, drawn)
        xx, yy, xy = (part[0][:, mask].sum(axis=1) for part in (now.left, now.right, now.both))
        one, two = now.left_mean[0][mask].astype(float), now.right_mean[0][mask].astype(float)
        self.cells += float(mask.sum())
        self.left += xx
        self.right += yy
        self.both += xy
        self.usual += maps.gain * xx
        self.noise += float(mask.sum()) * maps.noise**2
        self.levels += [one.sum(), two.sum(), (one**2).sum(), (two**2).sum(), (one * two).sum()]
        self.shift += float(maps.shift[mask].sum())

    def merge(self, other: Sums) -> None:
        """Take in another's."""
        for name in ("cells", "left", "right", "both", "usual", "noise", "levels", "shift", "clear", "strokes"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def gain(self, band: int) -> float:
        """Share of the usual gain that the detail still has."""
        return float(self.both[band] / max(self.usual[band], 1e-6))

    def made_of_left(self, band: int | None = None) -> float:
        """Slope with which the left detail follows from the right one, of all bands or of one.

        The mean of some left pixels, whether a blur or a block, foretells them: 1 for blocks and more for a blur. What
        is laid over them does not: the slope falls to what shows through of the left version. What encoding adds makes
        the slope too small; in a blurred place it adds less than usual, so half of the usual is set aside, and bands
        in which there is little else are left out.
        """
        bands = slice(None) if band is None else slice(band, band + 1)
        usual = np.maximum(self.usual / np.maximum(self.left, 1e-6), LEAST_USUAL)
        shown = self.right - np.minimum(0.5 * self.noise, 0.5 * self.right)
        telling = self.right[bands] > self.noise[bands]
        telling |= ~telling.any()
        products, squares = (self.both / usual)[bands][telling], (shown / usual**2)[bands][telling]
        return float(products.sum() / max(float(squares.sum()), 1e-6))

    def own(self, band: int) -> float:
        """Energy that only the right picture has, to the energy of the left detail."""
        rest = self.right[band] - self.both[band] ** 2 / max(self.left[band], 1e-6)
        return float(max(rest, 0.0) / max(self.left[band], 1e-6))

    def own_grey(self, band: int) -> float:
        """The same as a deviation in grey levels."""
        return float(np.sqrt(self.own(band) * self.left[band] / max(self.cells, 1)))

    def left_grey(self, band: int) -> float:
        """Deviation of the left detail, grey levels."""
        return float(np.sqrt(self.left[band] / max(self.cells, 1)))

    def usual_noise(self, band: int) -> float:
        """Deviation of what encoding usually adds, grey levels."""
        return float(np.sqrt(self.noise[band] / max(self.cells, 1)))

    def stroke_grey(self) -> float:
        """Deviation of what only the right picture has in clear cells: thin lines leave most of a region as it was."""
        cells, left = self.strokes[:2]
        return float(np.sqrt(self.stroke_share() * max(left, 1e-6) / max(cells, 1)))

    def stroke_share(self) -> float:
        """Energy that only the right picture has in clear cells, to the energy of the left detail there."""
        _, left, right, both = self.strokes
        return float(max(right - both**2 / max(left, 1e-6), 0.0) / max(left, 1e-6))

    def level_correlation(self) -> float:
        """Correlation of the cells' grey levels, -1..1; 0 where they do not vary."""
        one, two, one_squared, two_squared, product = self.levels / max(self.cells, 1)
        spread = max(one_squared - one**2, 0.0), max(two_squared - two**2, 0.0)
        return float((product - one * two) / np.sqrt(spread[0] * spread[1])) if min(spread) > 1.0 else 0.0


@dataclass(eq=False)
class Tube:
    """A region over time; ``seen`` holds frame numbers and the cells at each."""

    frames: list[int]
    times: list[float]
    masks: list[Mask]
    sums: Sums
    apart: Floats = field(default_factory=lambda: np.zeros((4, 1, 1)))
    """What `measure_apart` gave, summed over the moments."""
    edges: list[CellEdges] = field(default_factory=list)
    """The region's box at each moment, exact to a part of a cell."""
    drawn: list[Drawn | None] = field(default_factory=list)
    """Where pixels differ at each moment."""
    differs: Counts = field(default_factory=lambda: np.zeros((1, 1), np.int32))
    """How often each pixel differed."""
    fine: list[float] = field(default_factory=list)
    """The usual deviation of the fine right detail within that box, where its own edges do not reach; grey levels."""
    first: int = -1
    """The first altered frame; -1 until it was looked for."""
    stop: int = 0
    """One past the last."""
    whole: Counts = field(default_factory=lambda: np.zeros((1, 1), np.int32))
    """How often each cell was seen unaltered while the region was seen, shape (rows, columns)."""
    whole_moments: int = 0
    """Moments since it was last seen in which its place was seen unaltered."""
    stop_after: int = -1
    """The frame at which it was last seen when ``stop`` was found."""
    doubtful: list[tuple[int, float, Mask, CellMaps]] = field(default_factory=list)
    """Moments since it was last clearly seen; they count once it is seen again."""

    @property
    def tones(self) -> list[float]:
        """`Drawn.one_tone` of the moments in which single pixels tell that it hides what lies beneath."""
        return [drawn.one_tone for drawn in self.drawn if drawn is not None and drawn.is_solid]

    @property
    def is_solid(self) -> bool:
        """Whether single pixels tell in most moments that it hides what lies beneath."""
        return len(self.tones) >= TOLD_SHARE * len(self.frames)

    @property
    def is_plain(self) -> bool:
        """Whether what is shown is of one tone, or has no detail of its own; half of the moments may be otherwise."""
        if self.is_solid:
            return float(np.median(self.tones)) >= PLAIN_SHARE
        return float(np.median(self.fine)) < PLAIN_GREY

    @property
    def seconds(self) -> float:
        """From the first moment it was seen to the last."""
        return self.times[-1] - self.times[0]

    def is_quiet(self, time: float) -> bool:
        """Whether it has not been seen for a while."""
        return time - self.times[-1] > GAP_SECONDS

    def is_over(self, time: float) -> bool:
        """Whether what comes now would be another region."""
        patient = len(self.frames) >= SETTLED_MOMENTS and self.whole_moments < SURELY_WHOLE
        return time - self.times[-1] > (LONGEST_GAP_SECONDS if patient else GAP_SECONDS)

    def note_whole(self, maps: CellMaps) -> None:
        """Take note of a moment in which its place is seen unaltered."""
        place = self.masks[-1]
        whole = unaltered(maps) & place
        self.whole_moments += int(whole.sum() >= WHOLE_SHARE * place.sum())

    def overlap(self, mask: Mask) -> int:
        """Cells that ``mask`` shares with where it was last seen, or nearly so."""
        return int((grow(self.masks[-1]) & mask).sum())

    def take(self, frame: int, time: float, mask: Mask, maps: CellMaps) -> None:
        """Go on with the cells ``mask``."""
        usual = float(np.median([one.sum() for one in self.masks[-8:]]))
        if not (mask & maps.clear).any() and mask.sum() < CARRIED_SHARE * usual:
            self.doubtful.append((frame, time, mask, maps))
            return
        for one in [*self.doubtful, (frame, time, mask, maps)]:
            self.add(*one)
        self.doubtful = []
        self.whole_moments = 0

    def add(self, frame: int, time: float, mask: Mask, maps: CellMaps) -> None:
        """Take in the cells ``mask`` of one moment, whatever they are."""
        if self.frames and self.frames[-1] == frame:
            self.masks[-1] = self.masks[-1] | mask
            for parts in (self.edges, self.drawn, self.fine):
                parts.pop()
        else:
            self.frames.append(frame)
            self.times.append(time)
            self.masks.append(mask)
            self.whole = self.whole + unaltered(maps)
            self.apart = self.apart + maps.apart
            self.differs = self.differs + maps.differs
        drawn = find_drawn(self.masks[-1], maps.differs, maps.shown)
        self.edges.append(find_edges(box_of(self.masks[-1]), maps.apart))
        self.drawn.append(drawn)
        self.fine.append(usual_fine(drawn.box if drawn is not None and drawn.is_solid else self.edges[-1], maps))
        self.sums.add(maps, mask, drawn)


def usual_fine(edges: CellEdges, maps: CellMaps) -> float:
    """Median deviation of the fine right detail of the pair itself, in the cells well within ``edges``."""
    top, left, bottom, right = edges
    rows, columns = _well_within(top, bottom), _well_within(left, right)
    return float(np.sqrt(max(np.median((maps.apart[3] - maps.apart[1])[rows, columns]), 0.0)))


def _well_within(start: float, stop: float) -> slice:
    """The cells at least half a cell from both edges; the middle one where there is none."""
    first, last = int(np.ceil(start + 0.5)), int(np.floor(stop - 0.5))
    middle = int((start + stop) / 2)
    return slice(first, last) if last > first else slice(middle, middle + 1)


def start_tube(frame: int, time: float, mask: Mask, maps: CellMaps) -> Tube:
    """A tube that is first seen in the cells ``mask``."""
    tube = Tube([], [], [], Sums())
    tube.add(frame, time, mask, maps)
    return tube


class TubeTracker:
    """Links the altered cells of one moment after the other."""

    def __init__(self) -> None:
        """Nothing seen yet."""
        self.open: list[Tube] = []
        self._closed: list[Tube] = []

    def push(self, frame: int, time: float, maps: CellMaps) -> None:
        """Take in a moment; moments come in order."""
        for tube in [one for one in self.open if one.is_over(time)]:
            self.open.remove(tube)
            self._closed.append(tube)
        before = list(self.open)
        seen = maps.altered | self._carried_on(maps.weak, before)
        parts, count = connected_parts(grow(seen))
        for number in range(1, count + 1):
            mask = (parts == number) & seen
            best = max(before, key=lambda tube: tube.overlap(mask), default=None)
            if best is not None and best.overlap(mask):
                best.take(frame, time, mask, maps)
            else:
                self.open.append(start_tube(frame, time, mask, maps))
        for tube in before:
            if tube.frames[-1] != frame:
                tube.note_whole(maps)

    def _carried_on(self, weak: Mask, tubes: list[Tube]) -> Mask:
        """Weak cells that lie where a tube was just seen."""
        where = np.zeros_like(weak)
        for tube in tubes:
            where |= grow(tube.masks[-1])
        kept: Mask = weak & where
        return kept

    def take_closed(self) -> list[Tube]:
        """Tubes that have ended since this was last asked."""
        closed, self._closed = self._closed, []
        return closed

    def close_all(self) -> list[Tube]:
        """The tubes that have not ended."""
        rest, self.open = [*self.take_closed(), *self.open], []
        return rest


def inner_cells(mask: Mask) -> Mask:
    """The region without its border, over which outer detail reaches; the whole where nothing would be left."""
    filled = fill_holes(shrink(grow(np.pad(mask, 2))))[2:-2, 2:-2]
    inner = shrink(filled)
    return inner if inner.sum() >= 2 else mask


def measured_cells(mask: Mask, maps: CellMaps, drawn: Drawn | None) -> Mask:
    """The cells that tell what was done to a region: of a solid one, those that lie wholly within."""
    if drawn is None or not drawn.is_solid:
        return inner_cells(mask)
    within: Mask = mask & (cell_shares(maps.differs) >= SOLID_CELL)
    return within if within.sum() >= 2 else inner_cells(mask)


def box_of(mask: Mask) -> CellBox:
    """The smallest box around the cells of ``mask``."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return int(rows[0]), int(columns[0]), int(rows[-1]) + 1, int(columns[-1]) + 1


def join_tubes(tubes: list[Tube]) -> list[Tube]:
    """Tubes that are shown at the same time beside each other, or one after the other in the same place, joined."""
    rest = sorted(tubes, key=lambda tube: -tube.sums.cells)
    joined: list[Tube] = []
    for tube in rest:
        host = next((one for one in joined if _belong(one, tube)), None)
        if host is None:
            joined.append(tube)
        else:
            _merge(host, tube)
    return joined


def _belong(one: Tube, two: Tube) -> bool:
    start, end = max(one.times[0], two.times[0]), min(one.times[-1], two.times[-1])
    if end < start:
        earlier = min(one, two, key=lambda tube: tube.times[-1])
        return start - end <= 1.5 * GAP_SECONDS and (
            (earlier.whole_moments < SURELY_WHOLE and _near(usual_mask(one), usual_mask(two), 0))
            or (_are_alike(one, two) and (_runs_on(one, two) or _runs_on(two, one)))
        )
    if end - start < 0.6 * min(one.seconds, two.seconds):
        return False
    near = [two.masks[i] for i, at in enumerate(two.times) if start <= at <= end]
    host = [one.masks[i] for i, at in enumerate(one.times) if start <= at <= end]
    if not near or not host:
        return False
    return _near(np.any(host, axis=0), np.any(near, axis=0), NEAR_CELLS) or _lies_within(two, one)


def _lies_within(small: Tube, large: Tube) -> bool:
    """Whether most of ``small`` lies within the box of ``large`` while both are seen: a ring is seen around it."""
    boxes = dict(zip(large.frames, large.edges, strict=True))
    shares = []
    for frame, box in zip(small.frames, small.edges, strict=True):
        if frame in boxes:
            shares.append(shared_area(box, boxes[frame]) / max(area(box), 1e-6))
    return bool(shares) and float(np.median(shares)) >= WITHIN_SHARE


def _are_alike(one: Tube, two: Tube) -> bool:
    """Whether as much of the left detail is left in both."""
    return all(abs(one.sums.gain(band) - two.sums.gain(band)) <= ALIKE_GAIN for band in range(1, BANDS))


def _runs_on(one: Tube, two: Tube) -> bool:
    """Whether ``one``, moving on (or back) as it last did, comes to where ``two`` is first (or last) seen."""
    later = two.times[0] > one.times[-1]
    last = slice(-MOVING_MOMENTS, None) if later else slice(None, MOVING_MOMENTS)
    times, boxes = np.array(one.times[last]), np.array(one.edges[last])
    if len(times) < LEAST_MOVING_MOMENTS:
        return False
    at, box = (two.times[0], two.edges[0]) if later else (two.times[-1], two.edges[-1])
    slope, start = np.polyfit(times, (boxes[:, :2] + boxes[:, 2:]) / 2, 1)
    reach = np.median(boxes[:, 2:] - boxes[:, :2], axis=0) / 2
    middle = start + slope * at
    return bool(np.all(middle - reach <= box[2:]) and np.all(middle + reach >= box[:2]))


def _near(one: Mask, two: Mask, cells: int) -> bool:
    grown = grow(one, cells) if cells else one
    return bool((grown & two).any())


def usual_mask(tube: Tube) -> Mask:
    """Cells that are altered for a good part of the time."""
    share = np.mean(tube.masks, axis=0)
    mask: Mask = share >= min(0.4, 0.8 * float(share.max()))
    return mask


def still_mask(tube: Tube) -> Mask | None:
    """The cells of a region that stands still: altered nearly whenever it can be told; ``None`` if it seems to move.

    What passes beneath a region decides where it can be seen at a time. Seen over time, a region that stands still
    has no cells that were plainly unaltered in between.
    """
    altered = np.sum(tube.masks, axis=0)
    seen = altered >= max(1, round(STILL_SEEN_SHARE * len(tube.masks)))
    if float(tube.whole[seen].sum()) > STILL_WHOLE_SHARE * float(altered[seen].sum()):
        return None
    mask: Mask = seen & (altered > tube.whole)
    return mask if mask.any() else None


def unaltered(maps: CellMaps) -> Mask:
    """Cells that show what the left version shows, as far as can be told."""
    whole: Mask = maps.decidable & ~maps.altered & ~maps.weak
    return whole


def _merge(host: Tube, other: Tube) -> None:
    seen: dict[int, tuple[float, Mask, CellEdges, Drawn | None, float]] = {}
    for tube in (host, other):
        for frame, time, mask, edges, drawn, fine in zip(
            tube.frames, tube.times, tube.masks, tube.edges, tube.drawn, tube.fine, strict=True
        ):
            if frame in seen:
                _, before, around, beside, most = seen[frame]
                both = mask | before, union([edges, around]), union_drawn(drawn, beside)
                seen[frame] = (time, *both, max(fine, most))
            else:
                seen[frame] = (time, mask, edges, drawn, fine)
    host.frames = sorted(seen)
    host.times, host.masks, host.edges, host.drawn, host.fine = map(
        list, zip(*(seen[frame] for frame in host.frames), strict=True)
    )
    host.apart = host.apart + other.apart
    host.differs = host.differs + other.differs
    host.sums.merge(other.sums)
    host.whole = np.maximum(host.whole, other.whole)
    host.whole_moments = min((host, other), key=lambda tube: -tube.stop).whole_moments
    host.first, host.stop = min(host.first, other.first), max(host.stop, other.stop)
