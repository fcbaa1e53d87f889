"""Looks once more into both files, here and there, for evidence on which was made from which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from uncut.errors import UncutError
from uncut.footage.changes.direction import (
    clue_from_frame_rate,
    clues_from_cuts,
    clues_from_sound,
    measure_sound_limit,
    share_of_doubles,
)
from uncut.footage.changes.direction_pictures import StillPair, clue_from_region, clues_from_pictures
from uncut.footage.decode import decode_sound, grab_stills
from uncut.footage.decode.times import LEAD_FRAMES
from uncut.footage.sides import ReadSide
from uncut.jail import JailSettings
from uncut.model.comparison import Box, DirectionClue, Edit, Kept, box_at
from uncut.model.time import Span

PAIRS, PAIR_STEP_SECONDS = 3, Fraction(2, 5)
"""Pictures to compare, close together: each leap in a file costs decoding."""
MOST_REGIONS = 2
SOUND_SECONDS, SOUND_RATE_HZ = 20, 48_000
LATEST_SOUND_SECONDS = 600
"""Sound is read from the start of a file; where both share none before this, its band is not measured."""


@dataclass(frozen=True)
class DirectionStills:
    """What pictures at their full size say, from a stretch that both versions show."""

    longest: Kept | None
    clues: list[DirectionClue]
    sound_limits_hz: tuple[float, float] | None


def read_direction_stills(left: ReadSide, right: ReadSide, kept: Sequence[Kept], jail: JailSettings) -> DirectionStills:
    """What evidence on the direction needs of the files; other work can go on meanwhile."""
    plain = _running(kept)
    if not plain:
        return DirectionStills(None, [], None)
    longest = max(plain, key=lambda one: one.right.seconds)
    wanted = [(middle_of_frame(right, at), longest) for at in choose_times(left, right, longest)]
    pairs = grab_pairs(left, right, wanted, jail)
    return DirectionStills(longest, list(clues_from_pictures(pairs)), _sound_limits(left, right, longest, jail))


def choose_times(left: ReadSide, right: ReadSide, within: Kept) -> list[Fraction]:
    """Right times for pairs of pictures, where few need to be decoded; in the middle where no such place is known."""
    reach, middle = (PAIRS - 1) * PAIR_STEP_SECONDS, (within.right.start + within.right.end) / 2
    around = middle - reach / 2
    window = Span(within.right.start, max(within.right.start, within.right.end - reach))
    best = choose_place(left, right, within, window, around)
    if best is None:
        around_it = [around + number * PAIR_STEP_SECONDS for number in range(PAIRS)]
        return [at for at in around_it if within.right.contains(at)] or [middle]
    return [at for number in range(PAIRS) if within.right.contains(at := best + number * PAIR_STEP_SECONDS)]


def choose_place(left: ReadSide, right: ReadSide, within: Kept, window: Span, around: Fraction) -> Fraction | None:
    """A right time in ``window`` that both files have a key picture shortly before: few are then decoded.

    Of places that cost about the same, the one nearest to ``around``; ``None`` where no key picture is known.
    """
    rate, origins = float(within.left.seconds / within.right.seconds), (within.left.start, within.right.start)
    # Seconds of the right version at which a picture can be had of each side with little decoding.
    near = [(_reached(left) - float(origins[0])) / rate + float(origins[1]), _reached(right)]
    places = np.concatenate(near)
    places = places[(places >= float(window.start)) & (places <= float(window.end))]
    if not len(places):
        return None
    walked = sum(places - np.concatenate([[0.0], times])[np.searchsorted(times, places + 1e-6)] for times in near)
    first = np.lexsort((np.abs(places - float(around)), np.round(walked, 1)))[0]
    return Fraction(float(places[first])).limit_denominator(1_000_000)


def _reached(side: ReadSide) -> npt.NDArray[np.float64]:
    """Times of frames that a decoder comes to soon after it starts at a key picture."""
    frames = side.keys + LEAD_FRAMES + 1
    reached: npt.NDArray[np.float64] = side.times.as_float()[frames[frames < len(side.times)]]
    return reached


def _running(kept: Sequence[Kept]) -> list[Kept]:
    """Stretches whose pictures can be laid over each other as they are."""
    return [one for one in kept if one.rate > 0 and not one.reversed and not one.rotation]


def find_direction(
    left: ReadSide,
    right: ReadSide,
    kept: Sequence[Kept],
    edits: Sequence[Edit],
    stills: DirectionStills,
    jail: JailSettings,
) -> list[DirectionClue]:
    """Evidence on which version was made from which, the strongest first.

    Parameters
    ----------
    left, right
        The two files, as read.
    kept
        What both show.
    edits
        What changed between them, as if the right one had been made from the left one.
    stills
        What `read_direction_stills` gave for them.
    jail
        The jail's limits.
    """
    longest = stills.longest
    if longest is None:
        return []
    doubles = [_doubles(side, span.start, span.end) for side, span in ((left, longest.left), (right, longest.right))]
    rate_clue = clue_from_frame_rate(left.pictures, right.pictures, *doubles)
    found = [
        *clues_from_cuts(edits, left.pictures, right.pictures),
        *([rate_clue] if rate_clue else []),
        *clues_from_sound(edits, stills.sound_limits_hz),
        *stills.clues,
        *_region_clues(left, right, _running(kept), edits, jail),
    ]
    return sorted(found, key=lambda one: -one.strength)


def _doubles(side: ReadSide, start: Fraction, end: Fraction) -> float | None:
    times = side.times.as_float()
    first, stop = (int(np.searchsorted(times, float(at) - 1e-6)) for at in (start, end))
    return share_of_doubles(side.pictures, first, stop)


def _region_clues(
    left: ReadSide, right: ReadSide, kept: Sequence[Kept], edits: Sequence[Edit], jail: JailSettings
) -> Iterator[DirectionClue]:
    regions = list(_regions(right, kept, edits))[:MOST_REGIONS]
    pairs = grab_pairs(left, right, [(at, where) for _, _, at, where in regions], jail)
    for pair, (edit, box, _, _) in zip(pairs, regions, strict=True):
        found = clue_from_region(edit, box, pair)
        if found is not None:
            yield found


def grab_pairs(
    left: ReadSide, right: ReadSide, wanted: Sequence[tuple[Fraction, Kept]], jail: JailSettings
) -> list[StillPair]:
    """Both files' pictures at right times within stretches, grabbed in one go."""
    if not wanted:
        return []
    with ThreadPoolExecutor(2) as pool:
        lefts = pool.submit(grab_stills, left.path, [where.left_at(at) for at, where in wanted], settings=jail)
        rights = pool.submit(grab_stills, right.path, [at for at, _ in wanted], settings=jail)
        return [
            StillPair(one, two, where.left_box, where.right_box, where.mirrored)
            for one, two, (_, where) in zip(lefts.result(), rights.result(), wanted, strict=True)
        ]


def middle_of_frame(side: ReadSide, at: Fraction) -> Fraction:
    """The middle of the time for which the frame displayed at ``at`` is shown: far from both neighbours."""
    frame = int(np.searchsorted(side.times.as_float(), float(at) + 1e-6, side="right")) - 1
    frame = min(max(frame, 0), len(side.times) - 1)
    return (side.times.at(frame) + side.times.at(frame + 1)) / 2


def _regions(
    right: ReadSide, kept: Sequence[Kept], edits: Sequence[Edit]
) -> Iterator[tuple[Edit, Box, Fraction, Kept]]:
    """Altered regions, the surest first: the edit, its box, a time at which it is there, and the stretch."""
    for edit in sorted(edits, key=lambda one: -one.confidence):
        if edit.right is None or not isinstance(edit.track, list) or not edit.track:
            continue
        at = middle_of_frame(right, (edit.right.start + edit.right.end) / 2)
        where = next((one for one in kept if one.right.contains(at)), None)
        if where is not None:
            yield edit, box_at(edit.track, at), at, where


def _sound_limits(left: ReadSide, right: ReadSide, kept: Kept, jail: JailSettings) -> tuple[float, float] | None:
    """The highest frequencies of both tracks over the same stretch, Hz; ``None`` where there is nothing to measure."""
    if not left.footage.audio or not right.footage.audio:
        return None
    starts = (kept.left.start, kept.right.start)
    if max(starts) > LATEST_SOUND_SECONDS:
        return None
    try:
        heard = [_read_sound(side, start, jail) for side, start in ((left, starts[0]), (right, starts[1]))]
    except UncutError:  # a broken track is said elsewhere
        return None
    return (measure_sound_limit(heard[0], SOUND_RATE_HZ), measure_sound_limit(heard[1], SOUND_RATE_HZ))


def _read_sound(side: ReadSide, start: Fraction, jail: JailSettings) -> npt.NDArray[np.float32]:
    pieces: list[npt.NDArray[np.float32]] = []
    with decode_sound(side.path, sample_rate_hz=SOUND_RATE_HZ, settings=jail) as stream:
        for block in stream:
            ends = block.start + Fraction(len(block.samples), SOUND_RATE_HZ)
            if ends > start:
                pieces.append(block.samples[max(0, round((start - block.start) * SOUND_RATE_HZ)) :])
            if ends >= start + SOUND_SECONDS:
                break
    return np.concatenate([np.empty(0, np.float32), *pieces])[: SOUND_SECONDS * SOUND_RATE_HZ]
