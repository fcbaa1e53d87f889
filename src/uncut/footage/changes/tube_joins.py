"""Which tubes are one region: the letters of a caption, or what was not seen for a while. Array maths, no files."""

from __future__ import annotations

import numpy as np

from uncut.footage.changes.cells import Mask
from uncut.footage.changes.detail import BANDS
from uncut.footage.changes.drawn import union_drawn
from uncut.footage.changes.edges import area, shared_area, straight_way, union
from uncut.footage.changes.masks import grow
from uncut.footage.changes.tubes import SURELY_WHOLE, Seen, Tube, usual_mask

STAYING_GAP_SECONDS, MOVING_GAP_SECONDS = 1.05, 2.0
"""For so long a region may not be seen that stays, and one that comes again where it was going to."""
ALIKE_GAIN = 0.25
"""By how much the parts of one region may differ in what is left of the detail."""
MOVING_MOMENTS, LEAST_MOVING_MOMENTS = 8, 3
"""Of a region, over which it is measured how it moves."""
WITHIN_SHARE = 0.5
NEAR_CELLS = 2
"""Tubes that are shown together and lie this close are one: the letters of a caption."""


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
    start, end = max(one.seen[0].time, two.seen[0].time), min(one.seen[-1].time, two.seen[-1].time)
    if end < start:
        earlier = min(one, two, key=lambda tube: tube.seen[-1].time)
        stays = earlier.whole_moments < SURELY_WHOLE and _near(usual_mask(one), usual_mask(two), 0)
        moves = _are_alike(one, two) and (_runs_on(one, two) or _runs_on(two, one))
        return (stays and start - end <= STAYING_GAP_SECONDS) or (moves and start - end <= MOVING_GAP_SECONDS)
    if end - start < 0.6 * min(one.seconds, two.seconds):
        return False
    host, near = ([seen.mask for seen in tube.seen if start <= seen.time <= end] for tube in (one, two))
    if not near or not host:
        return False
    return _near(np.any(host, axis=0), np.any(near, axis=0), NEAR_CELLS) or _lies_within(two, one)


def _lies_within(small: Tube, large: Tube) -> bool:
    """Whether most of ``small`` lies within the box of ``large`` while both are seen: a ring is seen around it."""
    boxes = {one.frame: one.edges for one in large.seen}
    both = [(one.edges, boxes[one.frame]) for one in small.seen if one.frame in boxes]
    shares = [shared_area(part, around) / max(area(part), 1e-6) for part, around in both]
    return bool(shares) and float(np.median(shares)) >= WITHIN_SHARE


def _are_alike(one: Tube, two: Tube) -> bool:
    """Whether as much of the left detail is left in both."""
    return all(abs(one.sums.gain(band) - two.sums.gain(band)) <= ALIKE_GAIN for band in range(1, BANDS))


def _runs_on(one: Tube, two: Tube) -> bool:
    """Whether ``one``, moving on (or back) as it last did, comes to where ``two`` is first (or last) seen."""
    later = two.seen[0].time > one.seen[-1].time
    last = one.seen[slice(-MOVING_MOMENTS, None) if later else slice(None, MOVING_MOMENTS)]
    if len(last) < LEAST_MOVING_MOMENTS:
        return False
    times, boxes = np.array([seen.time for seen in last]), np.array([seen.edges for seen in last])
    met = two.seen[0 if later else -1]
    at, box = met.time, met.edges
    slope, start = straight_way(times, boxes)
    reach = np.median(boxes[:, 2:] - boxes[:, :2], axis=0) / 2
    middle = start + slope * at
    return bool(np.all(middle - reach <= box[2:]) and np.all(middle + reach >= box[:2]))


def _near(one: Mask, two: Mask, cells: int) -> bool:
    grown = grow(one, cells) if cells else one
    return bool((grown & two).any())


def _merge(host: Tube, other: Tube) -> None:
    seen = {one.frame: one for one in host.seen}
    for one in other.seen:
        seen[one.frame] = _at_once(seen[one.frame], one) if one.frame in seen else one
    host.seen = [seen[frame] for frame in sorted(seen)]
    host.apart = host.apart + other.apart
    host.differs = host.differs + other.differs
    host.sums.merge(other.sums)
    host.whole = np.maximum(host.whole, other.whole)
    host.whole_moments = min((host, other), key=lambda tube: -tube.stop).whole_moments
    host.first, host.stop = min(host.first, other.first), max(host.stop, other.stop)


def _at_once(one: Seen, two: Seen) -> Seen:
    """Two parts of a region at the same moment."""
    return Seen(
        one.frame,
        one.time,
        one.mask | two.mask,
        union([one.edges, two.edges]),
        union_drawn(one.drawn, two.drawn),
        max(one.fine, two.fine),
    )
