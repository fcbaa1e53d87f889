"""Anchors: places of the right version of which it is known where they are in the left one. Array maths, no files.

Two key pictures that are equal but for encoding are one; so is a moment whose sound is the left one's. A chain of
anchors is chosen for the whole file at once: staying at one distance in time costs nothing, a jump must be borne out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uncut.footage.align.lines import Floats
from uncut.footage.align.sound_lines import WINDOW_FRAMES, SoundLine, find_sound_lines
from uncut.footage.align.sound_path import find_sound_runs
from uncut.footage.fingerprint.pictures import Descriptors
from uncut.footage.fingerprint.sound import SoundTrack
from uncut.footage.fingerprint.sound_bits import BIT_HOP_SECONDS, measure_bits

SAME = 0.03
"""Squared distance up to which two key pictures may be one: at crf 34 and half size copies measure up to 0.02."""
DISTINCT = 0.2
"""Where the key pictures beside a partner are further than this, they show something else."""
UNLIKE = 0.4
"""Squared distance from which a picture shows nothing that a key picture of the other side shows."""
LEAST_CONTRAST_GREY = 8.0
"""Darker and flatter pictures (fades, black) look like each other."""
LEAST_DISTANCE = 0.001
"""What encoding may leave: no distance is believed to be smaller where it is turned into seconds."""
ELSEWHERE = 2 * SAME
"""A partner is found in one place only where all key pictures that are not around it are further than this."""
LEAST_WITHIN_SECONDS = 0.04
MOST_PARTNERS = 8
SOUND_EVERY_SECONDS = 1.0
SOUND_WITHIN_SECONDS = 0.05
SHORTEST_SOUND_SECONDS = 0.5
LOOK_BACK = 6
"""So many sampled moments without a partner may lie between two anchors of a chain."""
BLOCK_ROWS = 512

GAIN_DISTINCT, GAIN_PICTURE, GAIN_SOUND = 1.5, 0.7, 0.35
JUMP, BACK = 2.0, 1.0
"""What a jump must be outweighed by: two distinct pictures, three others, or six seconds of sound; more to go back."""
IN_STEP_SECONDS = 0.06


@dataclass(frozen=True)
class Anchor:
    """Right second ``right`` shows left second ``left``, to ``within`` seconds."""

    right: float
    left: float
    within: float
    gain: float
    by_sound: bool
    """Whether no picture says so."""
    sharp: bool = False
    """Whether the key pictures beside its partner show something else: then it is the very picture, or none."""

    @property
    def offset(self) -> float:
        """Left seconds less right ones."""
        return self.left - self.right


@dataclass(frozen=True, eq=False)
class Partners:
    """How the key pictures of two sides resemble each other."""

    anchors: list[Anchor]
    """Every pair that may be one picture."""
    left_nearest: npt.NDArray[np.float32]
    """Shape (left keys,): smallest squared distance to a right one."""
    right_nearest: npt.NDArray[np.float32]
    """Shape (right keys,)."""


@dataclass(frozen=True)
class SoundPiece:
    """Right seconds ``[start, end)`` whose sound is the left one's ``offset`` seconds later."""

    start: float
    end: float
    offset: float


def find_partners(left: Descriptors, left_seconds: Floats, right: Descriptors, right_seconds: Floats) -> Partners:
    """Pairs of key pictures that may show one moment."""
    every = left.block(0, len(left))
    left_nearest = np.full(len(left), 4.0, np.float32)
    right_nearest = np.full(len(right), 4.0, np.float32)
    plain = left.contrast < LEAST_CONTRAST_GREY
    steps = _own_steps(every, left.squares)
    anchors: list[Anchor] = []
    for first in range(0, len(right), BLOCK_ROWS):
        stop = min(len(right), first + BLOCK_ROWS)
        distances = right.squares[first:stop, None] + left.squares - 2 * right.block(first, stop) @ every.T
        distances = np.maximum(distances, 0)
        if len(left):
            left_nearest = np.minimum(left_nearest, distances.min(axis=0))
            right_nearest[first:stop] = distances.min(axis=1)
        distances[:, plain] = 4.0
        for row in np.flatnonzero(right.contrast[first:stop] >= LEAST_CONTRAST_GREY):
            anchors += _anchors_of(distances[row], float(right_seconds[first + row]), left_seconds, steps)
    return Partners(anchors, left_nearest, right_nearest)


def _own_steps(every: npt.NDArray[np.float32], squares: npt.NDArray[np.float32]) -> Floats:
    """Squared distance of each left key picture from the next one, shape (left keys - 1,)."""
    products = np.einsum("ij,ij->i", every[:-1], every[1:])
    steps: Floats = np.maximum(squares[:-1] + squares[1:] - 2 * products, LEAST_DISTANCE).astype(np.float64)
    return steps


def _anchors_of(distances: npt.NDArray[np.float32], at: float, left_seconds: Floats, steps: Floats) -> Iterator[Anchor]:
    """The left partners of one right picture, best first."""
    fits = np.flatnonzero(distances <= SAME)
    for place in fits[np.argsort(distances[fits], kind="stable")][:MOST_PARTNERS]:
        first, last = _alike_around(distances, int(place))
        elsewhere = np.delete(distances, slice(max(0, first - 1), last + 2))
        distinct = not len(elsewhere) or float(elsewhere.min()) >= ELSEWHERE
        beside = [distances[one] for one in (place - 1, place + 1) if 0 <= one < len(distances)]
        yield Anchor(
            at,
            float(left_seconds[place]),
            _within(distances, int(place), (first, last), left_seconds, steps),
            GAIN_DISTINCT if distinct else GAIN_PICTURE,
            by_sound=False,
            sharp=min(beside, default=0.0) >= DISTINCT,
        )


def _alike_around(distances: npt.NDArray[np.float32], place: int) -> tuple[int, int]:
    """The first and the last of the key pictures around a partner that may each be the one."""
    first = last = place
    while first > 0 and distances[first - 1] <= SAME:
        first -= 1
    while last + 1 < len(distances) and distances[last + 1] <= SAME:
        last += 1
    return first, last


def _within(
    distances: npt.NDArray[np.float32], place: int, alike: tuple[int, int], left_seconds: Floats, steps: Floats
) -> float:
    """Seconds by which the moment shown may miss the partner.

    It may be any of those around it that are ``alike``. From the last such one on, unlikeness grows at most with the
    square of time: what the next key picture differs in bounds how far away a picture as like as this may be.
    """
    fits = max(float(distances[place]), LEAST_DISTANCE)
    bounds = [LEAST_WITHIN_SECONDS]
    for edge, after in ((alike[0], alike[0] - 1), (alike[1], alike[1] + 1)):
        bound = abs(float(left_seconds[edge] - left_seconds[place]))
        if 0 <= after < len(distances):
            step = abs(float(left_seconds[after] - left_seconds[edge]))
            bound += step * min(1.0, float(np.sqrt(fits / steps[min(edge, after)])))
        bounds.append(bound)
    return max(bounds)


def find_sound_pieces(left: SoundTrack | None, right: SoundTrack | None) -> list[SoundPiece]:
    """Where the right sound is the left one, to a few hundredths of a second."""
    if left is None or right is None:
        return []
    one, two = measure_bits(left), measure_bits(right)
    ends = [SoundLine(0, 0, WINDOW_FRAMES), SoundLine(len(one) - len(two), max(0, len(two) - WINDOW_FRAMES), len(two))]
    runs = find_sound_runs(one, two, [*find_sound_lines(one, two, most_scanned=0), *ends])
    pieces = []
    for run in runs:
        heard = two.active[run.first : run.stop].sum() * BIT_HOP_SECONDS
        if heard >= SHORTEST_SOUND_SECONDS:
            offset = one.start + run.line.distance * BIT_HOP_SECONDS - two.start
            pieces.append(SoundPiece(two.at(run.first), two.at(run.stop), offset))
    return pieces


def sound_anchors(pieces: Sequence[SoundPiece], left_end: float, right_end: float) -> list[Anchor]:
    """Anchors along pieces of sound, at both ends of each and every second."""
    found = []
    for piece in pieces:
        start, end = max(0.0, piece.start, -piece.offset), min(right_end, piece.end, left_end - piece.offset)
        if end - start < SHORTEST_SOUND_SECONDS:
            continue
        count = max(2, round((end - start) / SOUND_EVERY_SECONDS) + 1)
        for at in np.linspace(start + SOUND_WITHIN_SECONDS, end - SOUND_WITHIN_SECONDS, count):
            found.append(Anchor(float(at), float(at) + piece.offset, SOUND_WITHIN_SECONDS, GAIN_SOUND, by_sound=True))
    return found


def in_step(one: Anchor, two: Anchor) -> bool:
    """Whether two anchors may lie at one distance."""
    return abs(one.offset - two.offset) <= one.within + two.within + IN_STEP_SECONDS


def choose_chain(anchors: Sequence[Anchor]) -> list[Anchor]:
    """The chain of greatest gain, at most one anchor a right moment, in the right version's order."""
    moments: list[list[Anchor]] = []
    for one in sorted(anchors, key=lambda one: one.right):
        if moments and moments[-1][0].right == one.right:
            moments[-1].append(one)
        else:
            moments.append([one])
    totals: list[Floats] = []
    came: list[list[tuple[int, int] | None]] = []
    for number, moment in enumerate(moments):
        gains = np.array([one.gain for one in moment])
        totals.append(gains.copy())
        came.append([None] * len(moment))
        for back in range(max(0, number - LOOK_BACK), number):
            moves = totals[back][:, None] - _prices(moments[back], moment)
            best = moves.argmax(axis=0)
            better = moves[best, np.arange(len(moment))] + gains
            for place in np.flatnonzero(better > totals[number]):
                totals[number][place] = better[place]
                came[number][place] = (back, int(best[place]))
    if not moments:
        return []
    last = max(range(len(moments)), key=lambda number: totals[number].max())
    at: tuple[int, int] | None = (last, int(totals[last].argmax()))
    chain = []
    while at is not None:
        chain.append(moments[at[0]][at[1]])
        at = came[at[0]][at[1]]
    return chain[::-1]


def _prices(before: Sequence[Anchor], after: Sequence[Anchor]) -> Floats:
    """What going from one anchor to another costs, shape (before, after)."""
    steps = np.subtract.outer([one.offset for one in before], [one.offset for one in after])
    allowed = np.add.outer([one.within for one in before], [one.within for one in after]) + IN_STEP_SECONDS
    back = np.greater.outer([one.left for one in before], [one.left for one in after])
    prices: Floats = np.where(np.abs(steps) <= allowed, 0.3 * np.abs(steps) / allowed, JUMP + BACK * back)
    return prices
