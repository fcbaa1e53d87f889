"""Where an altered region is over time: a box that stands still, or one that moves on. Array maths, no files."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from uncut.footage.changes.cells import Mask
from uncut.footage.changes.detail import CELL_PX
from uncut.footage.changes.drawn import find_drawn
from uncut.footage.changes.edges import CellEdges, area, find_edges, shared_area, straight_way
from uncut.footage.changes.tubes import TOLD_SHARE, Tube, box_of, still_mask, usual_mask
from uncut.lazy import ModuleOnUse
from uncut.model.comparison import EditKind

ndimage = ModuleOnUse("scipy.ndimage")

Floats = npt.NDArray[np.float64]
TrackPoint = tuple[int, tuple[float, float, float, float]]
"""Frame (the end may be one past the last), and x, y, width, height as shares of the shared part."""

SAME_PLACE = 0.75
"""Overlap (intersection over union) with its usual box from which a region stands still."""
LEAST_GOING, GOING_SHARE, GOING_TO_OFF = 5, 0.3, 8.0
"""Moments, share of its size and times its usual error by which the box of single pixels must shift to say that a
region moves: boxes of what is half transparent waver with what lies beneath."""
USUAL_SIZE, FULL_SIZE, LEAST_FULL = 0.75, 0.85, 4
"""Of a region that moves: the share of its moments that show no more of it, and of that size from which it is seen
whole; and the moments that must show it so. Where much of three planted regions lay over bare places, the overlap rose
from 0.64 to 0.72, 0.78 to 0.89 and 0.54 to 0.67; of twenty others two lost 0.01."""
GROWS_EVENLY = 0.08
"""Usual distance of its size from a straight line over time, as share of its size, up to which it grows or shrinks."""
HIDING = ("covered", "overlaid")
OFTEN = 0.3
"""Share of the moments in which a pixel differs that belongs to what is drawn; beneath, it may be as bright."""
SMOOTHED_SECONDS = 0.5
POINT_SECONDS = 0.25


def trace(tube: Tube, first: int, stop: int, size: tuple[int, int], *, rate: float, kind: EditKind) -> list[TrackPoint]:
    """Where the region is at frames of its time."""
    fixed = still_mask(tube)
    is_told = _is_told_by_pixels(tube, kind)
    usual, boxes, numbers = _boxes_over_time(tube, usual_mask(tube) if fixed is None else fixed, by_pixels=is_told)
    spacing = max(float(np.median(np.diff(numbers))), 1.0) if len(numbers) > 1 else 1.0
    span = max(1, round(SMOOTHED_SECONDS * rate / spacing)) | 1
    smooth = ndimage.median_filter(boxes, size=(span, 1), mode="nearest")
    still = fixed is not None or float(np.median([overlap(one, usual) for one in smooth])) >= SAME_PLACE
    still = still and not (is_told and _goes_on(boxes, numbers))
    if not still:
        smooth = smooth if is_told else whole_boxes(smooth, numbers)
        numbers, smooth = _carried_on(numbers, smooth, (first, stop), size)
    points = np.unique(np.append(np.arange(first, stop, max(1, int(rate * (1.0 if still else POINT_SECONDS)))), stop))
    track = []
    for point in points:
        box = usual if still else np.array([np.interp(point, numbers, smooth[:, edge]) for edge in range(4)])
        track.append((int(point), _share(box, size)))
    return track


def whole_boxes(boxes: Floats, numbers: Floats) -> Floats:
    """The boxes of a region that is of one size, of which only a part is seen where what lies beneath is bare.

    A moment that shows hardly less than the usual size tells where the region is; between such, it moves evenly, and
    its box holds what is seen of it. Shape (moments, 4): top, left, bottom, right.
    """
    whole = boxes.copy()
    for start, stop in ((0, 2), (1, 3)):
        sizes = boxes[:, stop] - boxes[:, start]
        usual = float(np.quantile(sizes, USUAL_SIZE))
        full = sizes >= FULL_SIZE * usual
        if full.sum() < LEAST_FULL or usual <= 0 or _grows(sizes, numbers, usual):
            continue
        middles = (boxes[:, start] + boxes[:, stop]) / 2
        expected = _between_and_beyond(numbers, numbers[full], middles[full]) - usual / 2
        first = np.clip(expected, boxes[:, stop] - usual, boxes[:, start])
        part = sizes < FULL_SIZE * usual
        whole[part, start], whole[part, stop] = first[part], first[part] + usual
    return whole


def _grows(sizes: Floats, numbers: Floats, usual: float) -> bool:
    """Whether sizes follow a straight line that is not level: somebody comes nearer."""
    slope, start = np.polyfit(numbers, sizes, 1)
    off = np.median(np.abs(sizes - slope * numbers - start))
    far = abs(slope) * (numbers[-1] - numbers[0]) > 2 * (1 - FULL_SIZE) * usual
    return bool(far and off <= GROWS_EVENLY * usual)


def _between_and_beyond(at: Floats, known: Floats, values: Floats) -> Floats:
    """``values`` between those ``known``, and beyond them as they change beside the first and the last."""
    found: Floats = np.interp(at, known, values)
    for beyond, beside in (
        (at < known[0], slice(None, LEAST_GOING)),
        (at > known[-1], slice(-LEAST_GOING, None)),
    ):
        slope, start = np.polyfit(known[beside], values[beside], 1)
        found[beyond] = slope * at[beyond] + start
    return found


def _carried_on(numbers: Floats, boxes: Floats, ends: tuple[int, int], size: tuple[int, int]) -> tuple[Floats, Floats]:
    """The boxes with those at the ends of the region's time, to which it moves as it did beside them."""
    most = np.array([*size, *size]) / CELL_PX
    for end in ends:
        if numbers[0] <= end <= numbers[-1] or len(numbers) < LEAST_GOING:
            continue
        before = end < numbers[0]
        beside = slice(None, LEAST_GOING) if before else slice(-LEAST_GOING, None)
        slope, _ = np.polyfit(numbers[beside], boxes[beside], 1)
        edge = 0 if before else -1
        shift = np.tile((slope[:2] + slope[2:]) / 2, 2) * (end - numbers[edge])
        box = np.clip(boxes[edge] + shift, 0, most)
        place = 0 if before else len(numbers)
        numbers, boxes = np.insert(numbers, place, end), np.insert(boxes, place, box, axis=0)
    return numbers, boxes


def _boxes_over_time(tube: Tube, cells: Mask, *, by_pixels: bool) -> tuple[Floats, Floats, Floats]:
    """The usual box, the box at each moment that has one, and the frames of these moments.

    Those of single pixels, if they tell it ``by_pixels``.
    """
    usual = find_drawn(cells, tube.differs >= max(1.0, OFTEN * len(tube.seen))) if by_pixels else None
    if usual is not None:
        told = [(one.frame, one.drawn.box) for one in tube.seen if one.drawn is not None]
        return np.array(usual.box), np.array([box for _, box in told]), np.array([at for at, _ in told], float)
    boxes, frames = [one.edges for one in tube.seen], [one.frame for one in tube.seen]
    return np.array(find_edges(box_of(cells), tube.apart)), np.array(boxes), np.array(frames, float)


def _is_told_by_pixels(tube: Tube, kind: EditKind) -> bool:
    """Whether the region hides the left version, and single pixels say where it is in most moments."""
    told = sum(one.drawn is not None for one in tube.seen)
    return kind in HIDING and told >= TOLD_SHARE * len(tube.seen)


def _goes_on(boxes: Floats, numbers: Floats) -> bool:
    """Whether boxes shift evenly, as a whole: over a plain scene no cell is seen unaltered where a cover was before."""
    if len(boxes) < LEAST_GOING:
        return False
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    slope, start = straight_way(numbers, boxes)
    off = np.median(np.abs(middles - (np.outer(numbers, slope) + start)), axis=0)
    way = np.abs(slope) * (numbers[-1] - numbers[0])
    along = int(np.argmax(way))
    size = float(np.median(boxes[:, 2 + along] - boxes[:, along]))
    return bool(way[along] >= max(GOING_SHARE * size, GOING_TO_OFF * off[along]))


def overlap(one: CellEdges | Floats, two: CellEdges | Floats) -> float:
    """Intersection over union of two boxes."""
    both = shared_area(one, two)
    return both / max(area(one) + area(two) - both, 1e-9)


def _share(box: Floats, size: tuple[int, int]) -> tuple[float, float, float, float]:
    top, left, bottom, right = (float(edge) * CELL_PX for edge in box)
    height, width = size
    return left / width, top / height, (right - left) / width, (bottom - top) / height
