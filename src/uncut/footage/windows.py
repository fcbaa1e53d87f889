"""Windows that move over the left picture: alignment under one, which is followed by landmarks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from uncut.footage.align.align import align_pictures
from uncut.footage.align.followed_path import align_followed, reaches_around, seek_lines
from uncut.footage.align.geometry import Geometry, Track
from uncut.footage.align.lines import Line
from uncut.footage.align.pair import Pair
from uncut.footage.align.registered import Registered
from uncut.footage.align.spans import exact_pairs, keep_longest, shown_once, unexplained_spans
from uncut.footage.align.stretches import SURELY_ALIKE, Stretch
from uncut.footage.fingerprint.pictures import PictureFingerprints
from uncut.footage.seen import Seen
from uncut.footage.sides import ReadSide, read_part, read_window
from uncut.jail import JailSettings

FOLLOWED_SECONDS = 0.4
LEAST_FOLLOWED, MOST_FOLLOWED = 3, 60
"""How often, and how many times in a stretch, the place of a window is measured."""
GAP_SECONDS = 0.25
"""Spans that nothing explains are looked through for the left version from here on."""
OVER_SECONDS = 0.5
"""Around a time at which the left version was spotted, it is laid as it was spotted."""
NEAR_ENOUGH, LESS_NEAR = 0.01, 3.0
"""Squared distance, and how many times that of the usual frame, up to which a window is followed on a stretch."""
TURNS = 4
"""How often a window is followed and the versions are aligned along it; each turn costs two readings."""

SETTLING_TURNS = 3
"""How often the frames are made exact, with lines around those found before."""


class Hint(NamedTuple):
    """Left frames, and the line on which the right version shows them."""

    left_first: int
    left_stop: int
    line: Line


def align_window(
    left: ReadSide, right: ReadSide, geometry: Geometry, track: Track, seen: Seen, jail: JailSettings
) -> list[Stretch]:
    """Stretches under a window that moves in the right version's time: which left part that is depends on the line."""
    pair = Pair(left.pictures, right.pictures)
    shown = read_part(right, geometry.right_box, False, 0, jail)  # the same for every turn
    found = _align_along(left, shown, geometry, track, _hints_at(left, track.shown), jail)
    for _ in range(TURNS):
        sure = _surest(found)
        spotted = seen.spot(unexplained_spans(pair, found, GAP_SECONDS), geometry)
        pairs = exact_pairs(pair, sure, FOLLOWED_SECONDS, LEAST_FOLLOWED, MOST_FOLLOWED)
        better = seen.follow(pairs, geometry, spotted)
        if better is None or better.track is None:
            return []
        once, again = shown_once(sure)
        hints, over = ([Hint(one.left_first, one.left_stop, one.line) for one in some] for some in (once, again))
        more = _align_along(left, shown, better, better.track, hints, jail)
        over += _hints_at(left, [(one, two) for one, two, *_ in spotted])
        if over:  # what is shown twice has two places on the left, so it is aligned on its own
            more += _align_along(left, shown, better, better.track, hints, jail, over)
        geometry = better
        before, found = found, keep_longest([*more, *found])
        if _explained(found) <= _explained(before):
            break
    if geometry.track is not None:
        for line in _lines_untried(pair, found):
            found = keep_longest(
                [*found, *_align_along(left, shown, geometry, replace(geometry.track, line=line), [], jail)]
            )
        found, geometry = _settle(left, right, shown, geometry, found, seen)
    return [replace(stretch, geometry=geometry) for stretch in found]


def _settle(
    left: ReadSide, right: ReadSide, shown: PictureFingerprints, geometry: Geometry, found: list[Stretch], seen: Seen
) -> tuple[list[Stretch], Geometry]:
    """``found`` with its frames made exact by pictures that are laid onto each other, and the window with them."""
    if left.working is None or right.working is None or geometry.track is None:
        return found, geometry
    registered = Registered(left.working, right.working, geometry.track.size, mirrored=geometry.mirrored)
    pair = Pair(left.pictures, shown, registered)
    for _ in range(SETTLING_TURNS):
        if geometry.track is None or not found:
            break
        _expect(pair, registered, geometry, geometry.track, found)
        ends = Line(0.0), Line(pair.left_seconds - pair.right_seconds)
        known = [(one.line, one.right_first, one.right_stop) for one in found]
        known += [(line, 0, len(pair.right)) for line in ends]
        sought = seek_lines(pair, registered, found)
        more = align_followed(pair, registered, reaches_around(pair, [*known, *sought]))
        same = [(one.line, one.right_first) for one in more] == [(one.line, one.right_first) for one in found]
        found = more or found
        pairs = exact_pairs(pair, found, FOLLOWED_SECONDS, LEAST_FOLLOWED, MOST_FOLLOWED)
        geometry = seen.follow(pairs, geometry) or geometry
        if same:
            break
    return found, geometry


def _expect(pair: Pair, registered: Registered, geometry: Geometry, track: Track, found: Sequence[Stretch]) -> None:
    """Say where the window is about at every right frame, and on which left one."""
    height, width = registered.left_size
    places = []
    lines = []
    for number, at in enumerate(pair.right_times.tolist()):
        nearest = min(found, key=lambda one: max(one.right_first - number, number - one.right_stop + 1, 0))
        box = track.box_at(at)
        places.append(((1 - box.x - box.width if geometry.mirrored else box.x) * width, box.y * height))
        lines.append(nearest.line.rate * at + nearest.line.offset - pair.tolerance)
    on = np.searchsorted(pair.left_times, lines).clip(0, len(pair.left) - 1)
    registered.expect(np.array(places), on)


def _lines_untried(pair: Pair, stretches: Sequence[Stretch]) -> list[Line]:
    """Lines for what does not surely move alike or is in no stretch: those of untrimmed ends, and of the longest one.

    Where the background stands still, a window on a wrong line shows it where it should be, and the line holds itself.
    """
    doubtful = [one for one in stretches if one.movement is not None and one.movement < SURELY_ALIKE]
    if not doubtful and not unexplained_spans(pair, stretches, GAP_SECONDS):
        return []
    longest = max(stretches, key=lambda one: one.frames)
    return list(dict.fromkeys((Line(0.0), Line(pair.left_seconds - pair.right_seconds), longest.line)))


def _explained(stretches: Sequence[Stretch]) -> float:
    """Frames, less as their pictures are further apart."""
    return sum(one.frames * (1 - one.distance / 2) for one in stretches)


def _surest(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Those on which a window can be followed: on a wrong line it agrees with itself, but the pictures less so."""
    by_distance = sorted(stretches, key=lambda one: one.distance)
    frames = list(accumulate(one.frames for one in by_distance))
    usual = by_distance[bisect_left(frames, frames[-1] / 2)].distance if frames else 0.0
    return [one for one in stretches if one.distance <= max(NEAR_ENOUGH, LESS_NEAR * usual)]


def _hints_at(left: ReadSide, shown: Sequence[tuple[float, float]]) -> list[Hint]:
    """One for every left and right time that show about the same."""
    times = left.times.as_float()
    frames = [(int(np.searchsorted(times, one)), one - two) for one, two in shown]
    return [Hint(frame, frame + 1, Line(offset)) for frame, offset in frames]


def _align_along(
    left: ReadSide, shown: PictureFingerprints, geometry: Geometry, track: Track, hints: Sequence[Hint],
    jail: JailSettings, over: Sequence[Hint] = (),
) -> list[Stretch]:  # fmt: skip
    """Alignment with the window where the lines of ``hints`` put it on the left, each up to half-way to the next.

    Near the frames of those that lie ``over`` them, theirs hold.
    """
    times = left.times.as_float()
    lines = [track.line] * len(times)
    ordered = sorted(hints)
    for number, hint in enumerate(ordered):
        first = (ordered[number - 1].left_stop + hint.left_first) // 2 if number else 0
        lines[max(first, 0) :] = [hint.line] * (len(lines) - max(first, 0))
    reach = round(OVER_SECONDS * len(times) / float(left.times.seconds))
    for hint in over:
        first, stop = max(0, hint.left_first - reach), min(len(lines), hint.left_stop + reach)
        lines[first:stop] = [hint.line] * (stop - first)
    boxes = [track.box_at((at - line.offset) / line.rate) for at, line in zip(times.tolist(), lines, strict=True)]
    near = [(float(times[one.left_first]), float(times[one.left_first]) - one.line.offset) for one in over]
    aligned = align_pictures(read_window(left, boxes, geometry.mirrored, jail), shown, near).stretches
    return [stretch for stretch in aligned if stretch.line.rate > 0]
