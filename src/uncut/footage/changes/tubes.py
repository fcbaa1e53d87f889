"""Tubes: altered cells linked over time, with what was measured in them. Array maths, no files."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from uncut.footage.changes.cells import CellMaps, Mask
from uncut.footage.changes.drawn import Drawn, find_drawn
from uncut.footage.changes.edges import CellEdges, find_edges
from uncut.footage.changes.masks import connected_parts, grow
from uncut.footage.changes.tube_sums import Sums

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
TOLD_SHARE = 0.5
"""Of the moments in which single pixels tell where a region is, for them to be believed."""
PLAIN_SHARE = 0.975
"""Of the pixels well within a cover that have its tone."""


@dataclass(frozen=True, eq=False)
class Seen:
    """A region at one moment."""

    frame: int
    time: float
    mask: Mask
    edges: CellEdges
    """Its box, exact to a part of a cell."""
    drawn: Drawn | None
    """Where pixels differ."""
    fine: float
    """The usual deviation of the fine right detail within that box, where its own edges do not reach; grey levels."""


@dataclass(eq=False)
class Tube:
    """A region over time."""

    seen: list[Seen] = field(default_factory=list)
    """In order, one for each frame."""
    sums: Sums = field(default_factory=Sums)
    apart: Floats = field(default_factory=lambda: np.zeros((4, 1, 1)))
    """What `measure_apart` gave, summed over the moments."""
    differs: Counts = field(default_factory=lambda: np.zeros((1, 1), np.int32))
    """How often each pixel differed."""
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
    def masks(self) -> list[Mask]:
        """The cells at each moment."""
        return [one.mask for one in self.seen]

    @property
    def tones(self) -> list[float]:
        """`Drawn.one_tone` of the moments in which single pixels tell that it hides what lies beneath."""
        return [one.drawn.one_tone for one in self.seen if one.drawn is not None and one.drawn.is_solid]

    @property
    def is_solid(self) -> bool:
        """Whether single pixels tell in most moments that it hides what lies beneath."""
        return len(self.tones) >= TOLD_SHARE * len(self.seen)

    @property
    def is_plain(self) -> bool:
        """Whether what is shown is of one tone, or has no detail of its own; half of the moments may be otherwise."""
        if self.is_solid:
            return float(np.median(self.tones)) >= PLAIN_SHARE
        return float(np.median([one.fine for one in self.seen])) < PLAIN_GREY

    @property
    def seconds(self) -> float:
        """From the first moment it was seen to the last."""
        return self.seen[-1].time - self.seen[0].time

    def is_quiet(self, time: float) -> bool:
        """Whether it has not been seen for a while."""
        return time - self.seen[-1].time > GAP_SECONDS

    def is_over(self, time: float) -> bool:
        """Whether what comes now would be another region."""
        patient = len(self.seen) >= SETTLED_MOMENTS and self.whole_moments < SURELY_WHOLE
        return time - self.seen[-1].time > (LONGEST_GAP_SECONDS if patient else GAP_SECONDS)

    def note_whole(self, maps: CellMaps) -> None:
        """Take note of a moment in which its place is seen unaltered."""
        place = self.seen[-1].mask
        whole = unaltered(maps) & place
        self.whole_moments += int(whole.sum() >= WHOLE_SHARE * place.sum())

    def overlap(self, mask: Mask) -> int:
        """Cells that ``mask`` shares with where it was last seen, or nearly so."""
        return int((grow(self.seen[-1].mask) & mask).sum())

    def take(self, frame: int, time: float, mask: Mask, maps: CellMaps) -> None:
        """Go on with the cells ``mask``."""
        usual = float(np.median([one.mask.sum() for one in self.seen[-8:]]))
        if not (mask & maps.clear).any() and mask.sum() < CARRIED_SHARE * usual:
            self.doubtful.append((frame, time, mask, maps))
            return
        for one in [*self.doubtful, (frame, time, mask, maps)]:
            self.add(*one)
        self.doubtful = []
        self.whole_moments = 0

    def add(self, frame: int, time: float, mask: Mask, maps: CellMaps) -> None:
        """Take in the cells ``mask`` of one moment, whatever they are."""
        whole = mask
        if self.seen and self.seen[-1].frame == frame:
            whole = mask | self.seen.pop().mask
        else:
            self.whole = self.whole + unaltered(maps)
            self.apart = self.apart + maps.apart
            self.differs = self.differs + maps.differs
        drawn = find_drawn(whole, maps.differs, maps.shown)
        edges = find_edges(box_of(whole), maps.apart)
        fine = usual_fine(drawn.box if drawn is not None and drawn.is_solid else edges, maps)
        self.seen.append(Seen(frame, time, whole, edges, drawn, fine))
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
    tube = Tube()
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
            if tube.seen[-1].frame != frame:
                tube.note_whole(maps)

    def _carried_on(self, weak: Mask, tubes: list[Tube]) -> Mask:
        """Weak cells that lie where a tube was just seen."""
        where = np.zeros_like(weak)
        for tube in tubes:
            where |= grow(tube.seen[-1].mask)
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


def box_of(mask: Mask) -> CellBox:
    """The smallest box around the cells of ``mask``."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return int(rows[0]), int(columns[0]), int(rows[-1]) + 1, int(columns[-1]) + 1


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
