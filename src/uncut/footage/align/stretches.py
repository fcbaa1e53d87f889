"""Stretches: maximal runs of right frames on one line, kept only where pictures and movement agree.

A path is always found, also between two recordings of one room. So every stretch must show that the two sides
move alike; where nothing moves, the pictures must be equal but for encoding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from uncut.footage.align.distances import distances_along
from uncut.footage.align.geometry import PLAIN, Geometry
from uncut.footage.align.lines import Line
from uncut.footage.align.movement import (
    Frames,
    Movement,
    measure_movement,
    measure_movement_around,
    measure_off_step,
    measure_slight_movement_around,
    measure_stillness_around,
)
from uncut.footage.align.pair import ENCODING_GREY, Pair
from uncut.footage.align.path import LARGEST_NOISE, NONE, Path
from uncut.footage.align.runs import SHORTEST_FRAMES, Run, merge_runs, settle_rates, split_runs
from uncut.footage.fingerprint.pictures import FLAT_DEVIATION

MOVING_ALIKE = 0.75
"""Correlation of movement from which two windows show the same event. Copies measure above 0.9, also with a logo or
masks drawn over them; other recordings of the same room up to 0.62 (`make eval`)."""
SURELY_ALIKE = 0.97
"""Correlation of movement above which nothing more is asked."""
PICTURES_ALIKE, EQUALLY_MOVING = 0.015, 0.9
"""Squared distance up to which pictures of a moving stretch count as equal but for encoding, and how alike they must
move for that: before a camera that does not move, one man is like himself at another time (0.0115, and 0.87)."""
HARDLY_APART = 0.001
"""Squared distance up to which `MOVING_ALIKE` is enough: of a drawing in which eyes blink, a coarse encoding keeps less
of the movement (0.86, hardly in step) than of the pictures (0.0001)."""
OFF_STEP_RATIO = 2.0
"""Where pictures differ (a logo, masks, another take), the disagreement of movement must at least double when one side
is held back by a few frames. Copies measure 4 and more, two people making like gestures 1.4 (`make eval`)."""
ALIKE_AROUND = 0.95
OFF_STEP_AROUND = 8.0
LEAST_AROUND_FRAMES = 36
"""The same where the part of the picture that differs most is set aside: captions that come and go are larger than all
that moves beneath. Copies with two captions of 4 s have 0.98 and 11 and more; two people making like gestures 0.98 and
6 over one second, and 0.88 and 6 over more (ten clips of `evals/footage/lettering.py`; 45 pairs of gestures)."""
SLIGHTLY_APART, OFF_STEP_SLIGHT = 0.003, 4.0
"""The same where only a few pixels move, and the pictures are nearer than stills must be: a talking head over which a
blur moves has 0.97 and 5.9; at other times it has 0.92 or less, and 2.8."""
OFF_STEP_CLEARED = 4.0
"""The same where what stands was taken out, beside movement that is surely alike: what slow movement it brings along
is in no step."""
NEARLY_NOTHING = 0.001
"""Squared distance without what stands up to which movement is surely alike from `EQUALLY_MOVING` on: copies are
as near where a grading is undone, and two takes of one person ten times as far apart."""
AS_WELL = 1.5
"""A still is explained as well by a line whose distance is at most this many times the smallest."""
OWN_STEP_RATIO = 1.25
VAGUELY_AS_WELL = 2.0
"""Where holding one side back by a few frames does not make the movement disagree by a quarter more, the time of a
stretch is vague (slow pictures, coarsely encoded), and a neighbour's line may be twice as far off."""
PLAUSIBLY_ALIKE = 0.5
"""Correlation of movement from which a stretch beside a sure one counts, where the pictures are near as well."""
AS_NEAR = 1.25
"""A plausible stretch need not touch a sure one, only be nearer to it than it is long, if it moves alike and its
pictures are at most this many times as far apart: small insets of slow footage say too little to hold on their own."""
MOSTLY_STILL = 0.5
"""Share of a version from which stills alone are believed."""
STILL_ALIKE = 0.01
"""Squared distance up to which still pictures count as equal: correlation 0.995."""


@dataclass(frozen=True)
class Stretch:
    """Right frames ``[right_first, right_stop)`` that show left frames along one line."""

    line: Line
    right_first: int
    right_stop: int
    left_first: int
    left_stop: int
    """One past the last left frame shown; for a line that runs back, the frames are shown from the end."""
    distance: float
    """Median squared distance of the descriptors."""
    movement: float | None
    """Correlation of the movement, -1..1; ``None`` where nothing moves."""
    off_step: float = np.inf
    """How many times the movement disagrees more when one side is held back by a few frames."""
    still_alike: float = STILL_ALIKE
    """Squared distance up to which its pictures are equal but for encoding, if nothing moves."""
    around: Movement | None = None
    """The movement around the part that differs most; measured where the whole does not hold."""
    geometry: Geometry = PLAIN
    """Which part of the left picture is shown where."""
    start_slack: tuple[int, int] = (0, 0)
    """How many right frames earlier and later the start could lie, by the pictures; of the first stretch, the cut."""
    end_slack: int = 0
    """How many right frames earlier the cut could lie that leaves out the left version's end, by the pictures."""
    by_sound: bool = False
    """Whether nothing moves in it and the sound says on which line it lies."""

    @property
    def frames(self) -> int:
        """Number of right frames."""
        return self.right_stop - self.right_first


def find_stretches(pair: Pair, path: Path, judge: Pair | None = None) -> tuple[list[Stretch], list[Stretch]]:
    """The stretches of ``path`` that hold, and those that do not; both in the right version's order.

    ``judge`` has the pictures as they are, where others laid the path.
    """
    path, runs = settle_rates(pair, path, merge_runs(pair, path, split_runs(path)))
    stretches = join_needless(pair, without_idle_speeds(pair, [_measure(pair, path, run) for run in runs]))
    if judge is not None and judge is not pair:
        stretches = [_judged(judge, pair, one) for one in stretches]
    held = keep_those_that_hold(stretches, len(pair.right))
    rejected = [one for one in stretches if not any(one is other for other in held)]
    return _without_loose_ends(path, held, rejected), rejected


def _without_loose_ends(path: Path, held: Sequence[Stretch], rejected: Sequence[Stretch]) -> list[Stretch]:
    """Stretches without the frame or two before a rejected one that no line explains.

    They were given to the stretch ahead, but belong to what does not hold.
    """
    begun = {one.right_first for one in rejected}
    trimmed = list(held)
    for place, one in enumerate(held):
        known = np.flatnonzero(path.left_of[one.right_first : one.right_stop] != NONE)
        if one.right_stop in begun and len(known):
            trimmed[place] = replace(one, right_stop=one.right_first + int(known[-1]) + 1)
    return trimmed


def _judged(judge: Pair, pair: Pair, stretch: Stretch) -> Stretch:
    """The stretch as the pictures of ``judge`` have it; with the movement in those of ``pair`` where they do not hold.

    What was taken out of those moves with the left version, but slowly: it is not in step.
    """
    distances, shown = distances_along(judge, [stretch.line], stretch.right_first, stretch.right_stop)
    known = np.flatnonzero(shown[:, 0] >= 0)
    left, right = shown[known, 0], stretch.right_first + known
    judged = _weighed(judge, replace(stretch, distance=float(np.median(distances[known]))), left, right)
    if holds(judged):
        return judged
    if stretch.movement is None:  # but for what came and went
        return replace(judged, movement=None, around=measure_stillness_around(judge, left, right))
    off_step = measure_off_step(pair, left, right, stretch.movement)
    alike = EQUALLY_MOVING if stretch.distance <= NEARLY_NOTHING else SURELY_ALIKE
    if stretch.movement >= alike and off_step >= OFF_STEP_CLEARED and stretch.frames >= LEAST_AROUND_FRAMES:
        return replace(judged, movement=stretch.movement, off_step=off_step, around=None)
    return judged


def join_needless(pair: Pair, stretches: Sequence[Stretch]) -> list[Stretch]:
    """Stretches given to a neighbour whose line explains them as well: stills, leaps aside, and those of vague time.

    Among equal pictures the nearest one is chosen by an encoder's noise, and footage that the left version shows twice
    may be found in either place: neither is evidence of a cut or a repeat.
    """
    joined = list(stretches)
    position = 0
    while position < len(joined):
        sides = [side for side in (position - 1, position + 1) if 0 <= side < len(joined)]
        one = joined[position]
        needless = one.movement is None or one.off_step < OWN_STEP_RATIO or _leaps_aside(joined, position)
        host = next((side for side in sides if needless and _explains(pair, joined[side], joined[position])), None)
        if host is None:
            position += 1
            continue
        low, high = min(host, position), max(host, position)
        joined[low : high + 1] = [_extend(pair, joined[host], joined[position])]
        position = max(0, low - 1)
    return joined


def without_idle_speeds(pair: Pair, stretches: Sequence[Stretch]) -> list[Stretch]:
    """Stretches, stills at another speed on the line of a neighbour at normal speed that explains them as well.

    They need not touch: something laid over the picture may lie between. Where nothing moves, no speed can be seen.
    """
    usual = list(stretches)
    for position, one in enumerate(stretches):
        if one.movement is not None or one.line.rate == 1.0:
            continue
        beside = [stretches[side] for side in (position - 1, position + 1) if 0 <= side < len(stretches)]
        for line in (other.line for other in beside if other.line.rate == 1.0 and other.movement is not None):
            shown = _shown_as_well(pair, line, one)
            if shown is not None:
                usual[position] = replace(one, line=line, left_first=int(shown.min()), left_stop=int(shown.max()) + 1)
                break
    return usual


def _leaps_aside(stretches: Sequence[Stretch], position: int) -> bool:
    """Whether a stretch shows left frames from before the stretch ahead of it, or from after the one behind it."""
    one = stretches[position]
    ahead = stretches[position - 1] if position else None
    behind = stretches[position + 1] if position + 1 < len(stretches) else None
    back = ahead is not None and one.left_first < ahead.left_stop - 1
    far = behind is not None and one.left_stop > behind.left_first + SHORTEST_FRAMES
    return back or far


def _explains(pair: Pair, host: Stretch, still: Stretch) -> bool:
    """Whether the host's line, run on, shows the other stretch's pictures about as well.

    Where nothing moves, no speed can be seen.
    """
    alike = still.movement is None or host.line.rate == still.line.rate
    if not alike or not (host.right_stop == still.right_first or still.right_stop == host.right_first):
        return False
    return _shown_as_well(pair, host.line, still) is not None


def _shown_as_well(pair: Pair, line: Line, still: Stretch) -> Frames | None:
    """The left frames that a line shows where a still is, if it does not leave the left version and is as near."""
    distances, shown = distances_along(pair, [line], still.right_first, still.right_stop)
    left = shown[shown >= 0]
    as_well = AS_WELL if still.off_step >= OWN_STEP_RATIO else VAGUELY_AS_WELL
    stays = shown.size - left.size < SHORTEST_FRAMES and left.size > 0
    near = float(np.median(distances)) <= as_well * still.distance + pair.rounding
    return left if stays and near else None


def _extend(pair: Pair, host: Stretch, still: Stretch) -> Stretch:
    """The host with the still stretch's frames on its own line."""
    first, stop = min(host.right_first, still.right_first), max(host.right_stop, still.right_stop)
    before, after = host.right_first - first, stop - host.right_stop
    share = (host.left_stop - host.left_first) / max(1, host.frames)
    return replace(
        host,
        right_first=first,
        right_stop=stop,
        left_first=max(0, host.left_first - round(before * share)),
        left_stop=min(len(pair.left), host.left_stop + round(after * share)),
    )


def join_over_gaps(pair: Pair, stretches: Sequence[Stretch], others: Sequence[Stretch]) -> list[Stretch]:
    """``stretches`` with neighbours on one line joined where one of ``others`` runs on it from one to the next."""
    joined: list[Stretch] = []
    for one in stretches:
        last = joined[-1] if joined else None
        over = last is not None and any(
            other.right_first < last.right_stop
            and one.right_first < other.right_stop
            and _on_one_line(pair, other, last)
            and _on_one_line(pair, other, one)
            for other in others
        )
        if last is None or not over:
            joined.append(one)
            continue
        joined[-1] = replace(
            max(last, one, key=lambda stretch: stretch.frames),
            right_first=last.right_first,
            right_stop=one.right_stop,
            left_first=min(last.left_first, one.left_first),
            left_stop=max(last.left_stop, one.left_stop),
            start_slack=last.start_slack,
            end_slack=one.end_slack,
        )
    return joined


def _on_one_line(pair: Pair, one: Stretch, other: Stretch) -> bool:
    return one.line.rate == other.line.rate and abs(one.line.offset - other.line.offset) < pair.period / 2


def keep_those_that_hold(stretches: Sequence[Stretch], frames: int) -> list[Stretch]:
    """Stretches that hold by themselves, and plausible ones that run on from such; of as many right ``frames``.

    Another take of the same scene is not found right beside the true one, in step with it; slow or damaged footage is.
    """
    mostly = MOSTLY_STILL * frames
    sure = [holds(one) or (_is_still_around(one) and one.frames >= mostly) for one in stretches]
    for order in (range(len(stretches)), range(len(stretches) - 1, -1, -1)):
        for position in order:
            sure[position] = sure[position] or (
                is_plausible(stretches[position]) and _stands_beside(stretches, sure, position)
            )
    return [stretch for stretch, kept in zip(stretches, sure, strict=True) if kept]


def _stands_beside(stretches: Sequence[Stretch], sure: Sequence[bool], position: int) -> bool:
    """Whether a sure stretch ends where this one starts, or starts where it ends, further on in the left version."""
    one = stretches[position]
    before = stretches[position - 1] if position > 0 and sure[position - 1] else None
    after = stretches[position + 1] if position + 1 < len(stretches) and sure[position + 1] else None
    apart = float(max((beside.distance for beside in (before, after) if beside is not None), default=0.0))
    as_near = one.movement is not None and one.movement >= MOVING_ALIKE and one.distance <= AS_NEAR * apart
    reach = one.frames if as_near else SHORTEST_FRAMES
    follows = before is not None and one.right_first - before.right_stop < reach
    leads = after is not None and after.right_first - one.right_stop < reach
    in_order_before = before is None or before.left_stop <= one.left_first + SHORTEST_FRAMES
    in_order_after = after is None or one.left_stop <= after.left_first + SHORTEST_FRAMES
    return (follows or leads) and in_order_before and in_order_after


def is_plausible(stretch: Stretch) -> bool:
    """Whether a stretch that does not hold by itself may be the same recording all the same."""
    held_picture = stretch.line.rate == 0  # moves like nothing
    moves_alike = stretch.movement is None or (stretch.movement >= PLAUSIBLY_ALIKE and not held_picture)
    near = stretch.distance <= LARGEST_NOISE or _is_still_around(stretch)
    return stretch.frames >= SHORTEST_FRAMES and near and moves_alike


def _is_still_around(stretch: Stretch) -> bool:
    """Whether nothing moves in a stretch, and the pictures are equal but for a part that something was laid over."""
    around = stretch.around
    return stretch.movement is None and around is not None and 2 * (1 - around.alike) <= STILL_ALIKE


def _measure(pair: Pair, path: Path, run: Run) -> Stretch:
    assert run.line is not None
    frames = np.arange(run.first, run.stop)
    shown = path.left_of[run.first : run.stop]
    known = shown != NONE
    left, right = shown[known], frames[known]
    stretch = Stretch(
        run.line,
        run.first,
        run.stop,
        int(left.min()),
        int(left.max()) + 1,
        float(np.median(path.distance[right])),
        movement=None,
        still_alike=max(STILL_ALIKE, _encoding_leaves(pair, right)),
    )
    return _weighed(pair, stretch, left, right)


def _encoding_leaves(pair: Pair, right: Frames) -> float:
    """Squared distance that encoding leaves between flat pictures, such as black ones."""
    contrast = float(np.median(pair.right_pictures.contrast[right]))
    return float((ENCODING_GREY / (contrast + FLAT_DEVIATION)) ** 2)


def _weighed(pair: Pair, stretch: Stretch, left: Frames, right: Frames) -> Stretch:
    """The stretch with the movement of these frames, which are paired."""
    movement = measure_movement(pair, left, right)
    surely = movement is None or movement >= SURELY_ALIKE
    off_step = np.inf if movement is None or surely else measure_off_step(pair, left, right, movement)
    stretch = replace(stretch, movement=movement, off_step=off_step, around=None)
    if holds(stretch):
        return stretch
    stretch = replace(stretch, around=measure_movement_around(pair, left, right))
    if holds(stretch) or stretch.distance > SLIGHTLY_APART:
        return stretch
    slightly = replace(stretch, around=measure_slight_movement_around(pair, left, right))
    return slightly if holds(slightly) else stretch


def holds(stretch: Stretch) -> bool:
    """Whether both sides of a stretch show the same recording."""
    if stretch.frames < SHORTEST_FRAMES:
        return False
    if stretch.movement is None:
        return stretch.distance <= stretch.still_alike
    if stretch.movement >= SURELY_ALIKE:
        return True
    if stretch.line.rate != 1.0 and stretch.off_step < OWN_STEP_RATIO:
        return False  # what agrees as well out of step says nothing of a speed
    equal = any(
        stretch.distance <= apart and stretch.movement >= alike
        for apart, alike in ((PICTURES_ALIKE, EQUALLY_MOVING), (HARDLY_APART, MOVING_ALIKE))
    )
    in_step = stretch.off_step >= OFF_STEP_RATIO and stretch.movement >= MOVING_ALIKE
    return equal or in_step or _holds_around(stretch)


def keep_with_evidence(pair: Pair, stretches: Sequence[Stretch]) -> list[Stretch]:
    """The stretches, or none where stills alone agree, and in a small part of both versions.

    A camera that does not move films the same still again at any other time: that is no copy. A recording in which
    nothing moves is one where it agrees for most of a version.
    """
    if any(one.movement is not None for one in stretches):
        return list(stretches)
    right = sum(one.frames for one in stretches) / len(pair.right)
    left = sum(one.left_stop - one.left_first for one in stretches) / len(pair.left)
    return list(stretches) if max(left, right) >= MOSTLY_STILL else []


def _holds_around(stretch: Stretch) -> bool:
    """Whether both sides move alike but for a part that something was laid over."""
    around = stretch.around
    if around is None or stretch.frames < LEAST_AROUND_FRAMES or around.alike < ALIKE_AROUND:
        return False
    if around.is_slight:
        return around.off_step >= OFF_STEP_SLIGHT
    return around.off_step >= OFF_STEP_AROUND
