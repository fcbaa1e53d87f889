"""Cuts in still footage, settled by the sound. Array maths, no files.

Where nothing moves, one frame is like the next: a cut may lie anywhere in a pause of the pictures, or leave no trace in
them at all. The sound of both versions says to a few milliseconds where it jumps, and by how much.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from uncut.footage.align.distances import distances_along
from uncut.footage.align.lines import Floats, Line
from uncut.footage.align.pair import Pair
from uncut.footage.align.runs import SHORTEST_FRAMES
from uncut.footage.align.sound import Tracks
from uncut.footage.align.sound_edges import Border, Hold, find_border, measure_offset
from uncut.footage.align.sound_stretches import SoundStretch, align_sounds
from uncut.footage.align.stretches import AS_WELL, STILL_ALIKE, Stretch
from uncut.footage.fingerprint.sound import SoundTrack

DOUBTFUL_FRAMES = 1
"""Frames by which a border may be shifted without being doubtful."""
ENCODER_LAG_SECONDS = 0.08
"""Sound lags its pictures by no more than this in versions that nobody edited."""
SAME_LAG_SECONDS = 0.02
LEAST_JUMP_SECONDS = 0.03
BEYOND, BEYOND_SECONDS = 2.0, 0.5
"""How much further than the pictures say the sound is asked: times as far, and seconds."""
SURE_SHARE = 0.1
"""Of each neighbour, that is never doubted."""
SURE_SECONDS = 8.0
"""Of each neighbour, in which its sound is measured."""
SHORTEST_PIECE_SECONDS = 0.6
"""Of sound, by which a still stretch is divided."""


def asks_for_sound(stretches: Sequence[Stretch]) -> bool:
    """Whether the pictures leave something open that sound may settle."""
    doubtful = any(max(one.start_slack) > DOUBTFUL_FRAMES for one in stretches[1:])
    return doubtful or any(one.movement is None for one in stretches)


def settle_by_sound(pair: Pair, stretches: Sequence[Stretch], left: SoundTrack, right: SoundTrack) -> list[Stretch]:
    """The stretches, still ones divided where the sound jumps, and doubtful borders put where it does."""
    divided = list(stretches)
    if any(_is_still(one) for one in stretches):
        heard = [one for one in align_sounds(left, right) if one.end - one.start >= SHORTEST_PIECE_SECONDS]
        divided = [piece for one in stretches for piece in (_divide(pair, one, heard) if _is_still(one) else [one])]
    for number, (before, after) in enumerate(pairwise(divided)):
        if before.right_stop == after.right_first and max(after.start_slack) > DOUBTFUL_FRAMES:
            divided[number : number + 2] = _narrow(pair, divided[number], after, left, right)
    return divided


def _is_still(one: Stretch) -> bool:
    return one.movement is None and one.line.rate == 1.0


def _divide(pair: Pair, still: Stretch, heard: Sequence[SoundStretch]) -> list[Stretch]:
    """A still stretch as pieces that follow the sound, if the pictures allow that as well."""
    start, end = float(pair.right_times[still.right_first]), _end_of(pair.right_times, still.right_stop, pair)
    pieces = [one for one in heard if min(end, one.end) - max(start, one.start) >= SHORTEST_PIECE_SECONDS]
    if not pieces or len({round(one.offset, 1) for one in pieces}) < len(pieces):
        return [still]  # sound that jumps and comes back was edited itself
    nearest = min((one.offset - still.line.offset for one in pieces), key=abs)
    lag = nearest if abs(nearest) <= ENCODER_LAG_SECONDS else 0.0
    if len(pieces) == 1 and lag == nearest:
        return [still]
    borders = [start, *((one.end + two.start) / 2 for one, two in pairwise(pieces)), end]
    divided = []
    for piece, (low, high) in zip(pieces, pairwise(borders), strict=True):
        first, stop = (_frame_at(pair.right_times, at, pair) for at in (low, high))
        shifted = _moved(pair, still, Line(piece.offset - lag), first, stop)
        if shifted is None:
            return [still]
        divided.append(shifted)
    return divided if _fit_as_well(pair, still, divided) else [still]


def _moved(pair: Pair, still: Stretch, line: Line, first: int, stop: int) -> Stretch | None:
    """Right frames ``[first, stop)`` of a still stretch on another line; ``None`` where the left version has none."""
    start, end = float(pair.right_times[first]), _end_of(pair.right_times, stop, pair)
    outside = max(-(start + line.offset), end + line.offset - pair.left_seconds)
    if outside > ENCODER_LAG_SECONDS + 2 * pair.period or stop - first < SHORTEST_FRAMES:
        return None
    left_first = _frame_at(pair.left_times, start + line.offset, pair)
    left_stop = max(left_first + 1, _frame_at(pair.left_times, end + line.offset, pair))
    return replace(still, line=line, right_first=first, right_stop=stop, left_first=left_first, left_stop=left_stop,
                   start_slack=(0, 0), end_slack=0, by_sound=True)  # fmt: skip


def _fit_as_well(pair: Pair, still: Stretch, divided: Sequence[Stretch]) -> bool:
    """Whether the pictures agree with the pieces about as well as with the whole."""
    return all(_lie_as_well(pair, (piece.line, still.line), piece.right_first, piece.right_stop) for piece in divided)


def _lie_as_well(pair: Pair, lines: tuple[Line, Line], first: int, stop: int) -> bool:
    """Whether right frames ``[first, stop)`` lie on the first line about as well as on the second one."""
    if first == stop:
        return True
    distances, _ = distances_along(pair, lines, first, stop)
    one, other = (float(np.quantile(distances[:, number], 0.9)) for number in (0, 1))
    return one <= max(STILL_ALIKE, AS_WELL * other if np.isfinite(other) else 0.0)


def _narrow(
    pair: Pair, before: Stretch, after: Stretch, left: SoundTrack, right: SoundTrack
) -> tuple[Stretch, Stretch]:
    """Two stretches with the border between them where the sound jumps, as far as it says so."""
    border = _heard_border(pair, before, after, left, right) if before.line.rate == after.line.rate == 1.0 else None
    if border is None:
        return before, after
    first, low, high = (_frame_at(pair.right_times, at, pair) for at in (border.begins, *border.begins_within))
    if first - before.right_first < SHORTEST_FRAMES or after.right_stop - first < SHORTEST_FRAMES:
        return before, after
    given = (after.line, before.line) if first < after.right_first else (before.line, after.line)
    if not _lie_as_well(pair, given, *sorted((first, after.right_first))):
        return before, after
    starts = float(pair.right_times[first])
    left_stop = max(before.left_first + 1, _frame_at(pair.left_times, starts + before.line.offset, pair))
    left_first = min(after.left_stop - 1, _frame_at(pair.left_times, starts + after.line.offset, pair))
    return (
        replace(before, right_stop=first, left_stop=left_stop),
        replace(after, right_first=first, left_first=left_first, start_slack=(first - low, high - first)),
    )


def _heard_border(pair: Pair, before: Stretch, after: Stretch, left: SoundTrack, right: SoundTrack) -> Border | None:
    """Where the sound jumps from one line to the other; ``None`` where it does not follow both."""
    at, period = float(pair.right_times[after.right_first]), pair.period
    start, end = float(pair.right_times[before.right_first]), _end_of(pair.right_times, after.right_stop, pair)
    # Encoders leave traces in stills by which their slack comes out short.
    early, late = ((BEYOND * frames + 1) * period + BEYOND_SECONDS for frames in after.start_slack)
    low, high = max(start + SURE_SHARE * (at - start), at - early), min(end - SURE_SHARE * (end - at), at + late)
    spans = (max(start, low - SURE_SECONDS), low), (high, min(end, high + SURE_SECONDS))
    holds = []
    for stretch, (start, end) in zip((before, after), spans, strict=True):
        tracks = Tracks(left, right, stretch.line)
        offset = measure_offset(tracks, start, end, ENCODER_LAG_SECONDS) if end > start else None
        if offset is None:
            return None
        holds.append(Hold(offset, start, end))
    lags = [hold.offset - one.line.offset for hold, one in zip(holds, (before, after), strict=True)]
    jumps = abs(holds[0].offset - holds[1].offset) >= LEAST_JUMP_SECONDS
    if not jumps or abs(lags[0] - lags[1]) > SAME_LAG_SECONDS + period:
        return None
    border = find_border(left, right, holds[0], holds[1], (low, high))
    return border if border.ends == border.begins else None


def _frame_at(times: Floats, seconds: float, pair: Pair) -> int:
    """The frame that starts nearest to a time; the number of frames at the end."""
    return int(np.searchsorted(times, seconds - pair.period / 2))


def _end_of(times: Floats, stop: int, pair: Pair) -> float:
    return float(times[stop]) if stop < len(times) else float(times[-1]) + pair.period
