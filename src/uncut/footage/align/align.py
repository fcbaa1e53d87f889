"""Align two versions: from fingerprints to the stretches they share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from uncut.footage.align.flags import runs_of
from uncut.footage.align.lines import Reach
from uncut.footage.align.pair import Pair
from uncut.footage.align.passages import lay_passages
from uncut.footage.align.path import NONE, Path, find_path
from uncut.footage.align.rates import find_rate_lines, find_short_pieces
from uncut.footage.align.scan import find_lines
from uncut.footage.align.seeds import Band, find_votes, gather_bands
from uncut.footage.align.slack import measure_slack, turn_where_lines_cross
from uncut.footage.align.standing import without_what_stands
from uncut.footage.align.stretches import Stretch, find_stretches, join_over_gaps
from uncut.footage.fingerprint.pictures import PictureFingerprints, Thumbnails
from uncut.model.footage import FrameTimes

CONVINCING_FRAMES = 12
"""A shorter stretch of rate 1 may be a crossing of a slower line: other rates are tried there too."""

SEEN_SECONDS = 0.5
"""Around left and right times that seem to show the same."""

BRIEF_FRAMES = 48
"""Right frames that nothing explains, up to which they may be a piece that was moved or repeated; longer ones have
votes."""

SECOND_LOOKS = 3
"""Without what stands: the first may be led by lines that are off."""
ALIKE_CLEARED = 0.006
"""Squared distance up to which pictures without what stands are of one recording. Copies measure up to 0.005, takes of
one person from 0.010 on (`python -m evals pairs`)."""
AS_MUCH = 0.98
"""Of the right frames that were explained, that a second look must explain to be believed."""
SETTLED = 0.01
"""Share of the right frames up to which may lie elsewhere when another look is not worth its time."""

STAIRS = 3
"""Steps in one direction from which a staircase is suspected: cuts rarely come so, speeds always do."""


@dataclass(frozen=True)
class Alignment:
    """What two versions share, as far as their pictures say; in the right version's order."""

    stretches: list[Stretch]
    rejected: list[Stretch]
    """On the cheapest path, but too unlike to be believed: perhaps another look of the same footage."""


def align_pictures(
    left: PictureFingerprints, right: PictureFingerprints, seen: Sequence[tuple[float, float]] = ()
) -> Alignment:
    """The stretches of the right version that show pictures of the left one.

    Parameters
    ----------
    left, right
        The fingerprints of both.
    seen
        Left and right seconds that seem to show about the same: pieces so short that no window of votes is theirs.
    """
    pair = Pair(left, right)
    found, path = _align(pair, pair, seen)
    for _ in range(SECOND_LOOKS):
        cleared = without_what_stands(pair, path)
        if cleared is None:
            break
        before, (surer, path) = path, _align(cleared, pair, seen)
        if not _is_alike(path):
            break
        surer = replace(surer, stretches=join_over_gaps(pair, surer.stretches, found.stretches))
        if _explained(surer) >= AS_MUCH * _explained(found):
            found = surer
        if _is_settled(path, before):
            break
    return found


def align_span(left: PictureFingerprints, right: PictureFingerprints, first: int, stop: int) -> list[Stretch]:
    """As `align_pictures`, of the right frames ``[first, stop)`` alone: what surrounds them is something else.

    Before a camera that stands, pictures that are framed otherwise are as far off on every line, and those around them
    that are more would say what is noise.
    """
    times = right.times
    begun = int(times.ticks[first])
    end_tick = times.end_tick if stop == len(times) else int(times.ticks[stop])
    within = FrameTimes(times.ticks[first:stop] - begun, times.time_base, end_tick - begun)
    part = PictureFingerprints(within, Thumbnails.of(right.thumbnails.block(first, stop)))
    start = float(times.at(first))
    return [
        replace(
            one,
            line=replace(one.line, offset=one.line.offset - one.line.rate * start),
            right_first=one.right_first + first,
            right_stop=one.right_stop + first,
        )
        for one in align_pictures(left, part).stretches
    ]


def _is_alike(path: Path) -> bool:
    """Whether what does not stand is little: two takes of one person in one room differ by more."""
    known = path.left_of != NONE
    return bool(known.any() and np.median(path.distance[known]) <= ALIKE_CLEARED)


def _is_settled(path: Path, before: Path) -> bool:
    """Whether hardly a frame lies elsewhere than before, by more than one: played slower, neighbours are alike."""
    elsewhere = (np.abs(path.left_of - before.left_of) > 1) | ((path.left_of == NONE) != (before.left_of == NONE))
    return bool(elsewhere.mean() <= SETTLED)


def _explained(alignment: Alignment) -> int:
    """Number of right frames."""
    return sum(one.frames for one in alignment.stretches)


def _align(pair: Pair, judge: Pair, seen: Sequence[tuple[float, float]]) -> tuple[Alignment, Path]:
    """Lay both versions along each other by one pair of pictures, and believe what holds by those of ``judge``."""
    bands = gather_bands(find_votes(pair), pair.right_seconds, pair.left_seconds)
    reaches = find_lines(pair, [*bands, *(_band_around(pair, *one) for one in seen)])
    path = find_path(pair, reaches)
    stretches, rejected = find_stretches(pair, path, judge)
    others = find_rate_lines(pair, unexplained_frames(stretches, len(pair.right)))
    if others:
        reaches += others
        path = find_path(pair, reaches)
        stretches, rejected = find_stretches(pair, path, judge)
    pieces = list(_short_pieces(pair, stretches, other_speeds=bool(others)))
    if pieces:
        reaches += pieces
        path = find_path(pair, reaches)
        stretches, rejected = find_stretches(pair, path, judge)
    laid = lay_passages(pair, path, stretches)
    if laid is not path:
        held, others_rejected = find_stretches(pair, laid, judge)
        if len(others_rejected) <= len(rejected):
            path, stretches, rejected = laid, held, others_rejected
    return Alignment(turn_where_lines_cross(pair, measure_slack(pair, path, stretches)), rejected), path


def _short_pieces(pair: Pair, stretches: Sequence[Stretch], *, other_speeds: bool) -> Iterator[Reach]:
    """Lines for pieces that no window of votes is long enough for, at the speeds at which the rest is played."""
    uncovered = frames_outside(stretches, len(pair.right))
    speeds = sorted({one.line.rate for one in stretches} - {0.0, 1.0})
    if other_speeds and speeds:
        yield from find_short_pieces(pair, uncovered, speeds)
    brief = [(first, stop) for first, stop in uncovered if stop - first <= BRIEF_FRAMES]
    if stretches:
        yield from find_short_pieces(pair, brief, [1.0])


def _band_around(pair: Pair, left: float, right: float) -> Band:
    start, end = max(0.0, right - SEEN_SECONDS), min(pair.right_seconds, right + SEEN_SECONDS)
    return Band(left - right - SEEN_SECONDS, left - right + SEEN_SECONDS, start, end)


def unexplained_frames(stretches: Sequence[Stretch], frames: int) -> list[tuple[int, int]]:
    """Spans of right frames ``[first, stop)`` that lines of rate 1 do not explain.

    They lie outside all stretches, or in stretches so short, or in such stairs of several steps, that a line of
    another rate may have been cut into pieces.
    """
    stairs = _stairs(stretches)
    convincing = [
        one for position, one in enumerate(stretches) if one.frames >= CONVINCING_FRAMES and position not in stairs
    ]
    return frames_outside(convincing, frames)


def frames_outside(stretches: Sequence[Stretch], frames: int) -> list[tuple[int, int]]:
    """Spans of the right ``frames``, ``[first, stop)``, outside all ``stretches``."""
    explained = np.zeros(frames, bool)
    for stretch in stretches:
        explained[stretch.right_first : stretch.right_stop] = True
    return runs_of(~explained)


def _stairs(stretches: Sequence[Stretch]) -> set[int]:
    """Positions of stretches in runs of at least `STAIRS` steps that go the same way by less than a second."""
    steps = [after.line.offset - before.line.offset for before, after in pairwise(stretches)]
    found: set[int] = set()
    for start in range(len(steps) - STAIRS + 1):
        some = steps[start : start + STAIRS]
        if all(0 < step < 1 for step in some) or all(-1 < step < 0 for step in some):
            found.update(range(start, start + STAIRS + 1))
    return found
