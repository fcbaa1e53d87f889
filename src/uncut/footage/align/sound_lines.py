"""Lines for sound: at which distance in time pieces of the right track occur in the left one. Array maths, no files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uncut.footage.fingerprint.sound_bits import BITS, SoundBits

Ints = npt.NDArray[np.int64]
Floats32 = npt.NDArray[np.float32]

HASH_BITS = 18
HASH_SHIFTS = (0, 7, 14)
COMMONEST = 40
"""A hash that the left track holds more often (hum, tones, loops) does not say where a piece is from."""
WINDOW_FRAMES = 250
"""Four seconds: what votes together."""
FEWEST_VOTES = 4
FEWEST_ACTIVE = 32
"""Frames in which both sides must be heard: half a second."""
MOST_OF_WINDOW = 4
ALIKE = 0.40
"""Share of differing bits under which a window is the same recording. Unlike sounds differ in 0.5, by chance down to
0.42; through encoders 0.1 to 0.25, under other sound as loud 0.35 (`make eval`)."""
INDEPENDENT_BITS = 2.0
"""Of the 32 bits of a frame, so many do not follow from the frames and bits beside them."""
CHANCE_DEVIATIONS = 5.0
"""Standard deviations that the best of all places in a left track does not reach by chance."""
UNKNOWN = 0.5
SAME_DISTANCE = 2
"""Frames by which lines may differ and still be one: half a hop on either side."""
ECHO_FRAMES = 6
"""Held notes resemble themselves a little later: in a window the best distance silences others so near to it."""
MOST_SCANNED = 400_000_000
"""Pairs of frames that are compared at all distances where no hash voted; a second or two."""
SCAN_FRAMES = 1 << 15
MOST_LINES = 60


@dataclass(frozen=True)
class SoundLine:
    """Right frame ``k`` holds left frame ``round(rate * k) + distance`` for k in ``[first, stop)``, as a hypothesis."""

    distance: int
    first: int
    stop: int
    rate: float = 1.0

    def left_of(self, frames: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        """Left frames; may lie outside the track."""
        if self.rate == 1.0:
            return frames + self.distance
        places: npt.NDArray[np.intp] = np.rint(self.rate * frames).astype(np.intp) + self.distance
        return places


def find_sound_lines(left: SoundBits, right: SoundBits, most_scanned: int = MOST_SCANNED) -> list[SoundLine]:
    """Lines of rate 1 on which some windows of the right track are the left one, most windows first."""
    found: list[tuple[tuple[int, int], int]] = []
    budget = most_scanned
    for window, distances in _voted(find_bit_votes(left, right), len(right)):
        some = best_distances(left, right, window, distances)
        if not some and budget > 0 and right.active[slice(*window)].sum() >= FEWEST_ACTIVE:
            budget -= len(left) * (window[1] - window[0])
            some = best_distances(left, right, window, [scan_distances(left, right, window)])
        found += [(window, distance) for distance in some]
    return gather_lines(found)


def find_short_lines(left: SoundBits, right: SoundBits, known: list[tuple[int, int]]) -> list[SoundLine]:
    """Lines for right frames outside ``known`` runs that are too short to have been found among other sound."""
    lines: list[SoundLine] = []
    budget = MOST_SCANNED
    edges = [0, *(edge for run in known for edge in run), len(right)]
    for first, stop in zip(edges[::2], edges[1::2], strict=True):
        heard = int(right.active[first:stop].sum())
        if heard < FEWEST_ACTIVE or stop - first > 2 * WINDOW_FRAMES or budget < 0:
            continue
        budget -= len(left) * (stop - first)
        line = SoundLine(scan_distances(left, right, (first, stop)), first, stop)
        shares, both = differences(left, right, line)
        chance = CHANCE_DEVIATIONS * 0.5 / np.sqrt(max(1, both.sum()) * INDEPENDENT_BITS)
        if both.sum() >= FEWEST_ACTIVE and shares[both].mean() < min(ALIKE, 0.5 - chance):
            lines.append(line)
    return lines


def best_distances(left: SoundBits, right: SoundBits, window: tuple[int, int], distances: list[int]) -> list[int]:
    """Those of some distances on which the window is the same recording, without the echoes of better ones."""
    unlike = {one: mean_difference(left, right, SoundLine(one, *window)) for one in distances}
    chosen: list[int] = []
    for one in sorted((one for one in distances if unlike[one] < ALIKE), key=lambda one: unlike[one]):
        if all(abs(one - other) > ECHO_FRAMES for other in chosen):
            chosen.append(one)
    return chosen


def scan_distances(left: SoundBits, right: SoundBits, window: tuple[int, int]) -> int:
    """The distance at which a window of the right track differs least from the left one, of all there are."""
    frames = np.arange(window[0], window[1], 2)  # neighbours say nearly the same
    wanted, both = right.bits[frames], right.active[frames]
    size = window[1] - window[0]
    padded = np.concatenate([np.zeros(size, np.uint32), left.bits, np.zeros(size, np.uint32)])
    heard = np.concatenate([np.zeros(size, bool), left.active, np.zeros(size, bool)])
    best, place = 1.0, 0
    for low in range(0, len(left) + size, SCAN_FRAMES):
        count = min(SCAN_FRAMES, len(left) + size - low)
        wrong, seen = np.zeros(count, np.int32), np.zeros(count, np.int32)
        for step in np.flatnonzero(both):
            some = slice(low + 2 * step, low + 2 * step + count)
            wrong += np.bitwise_count(padded[some] ^ wanted[step]) * heard[some]
            seen += heard[some]
        share = np.where(seen >= FEWEST_ACTIVE // 2, wrong / np.maximum(seen, 1) / BITS, 1.0)
        if share.min() < best:
            best, place = float(share.min()), low + int(np.argmin(share))
    return place - size - window[0]


def find_bit_votes(left: SoundBits, right: SoundBits) -> tuple[Ints, Ints]:
    """Right frames and left frames with an equal hash, in the right track's order."""
    rights, lefts = [], []
    for shift in HASH_SHIFTS:
        one, two = _hashes(left, shift), _hashes(right, shift)
        order = np.argsort(one, kind="stable")
        held = one[order]
        low, high = np.searchsorted(held, two, "left"), np.searchsorted(held, two, "right")
        counts = np.where((high - low <= COMMONEST) & right.active, high - low, 0)
        frames = np.repeat(np.arange(len(two)), counts)
        within = np.arange(len(frames)) - np.repeat(np.cumsum(counts) - counts, counts)
        places = order[np.repeat(low, counts) + within]
        usable = left.active[places]
        rights.append(frames[usable])
        lefts.append(places[usable])
    right_frames, left_frames = np.concatenate(rights), np.concatenate(lefts)
    order = np.argsort(right_frames, kind="stable")
    return right_frames[order], left_frames[order]


def _hashes(side: SoundBits, shift: int) -> npt.NDArray[np.uint32]:
    hashes: npt.NDArray[np.uint32] = (side.bits >> np.uint32(shift)) & np.uint32((1 << HASH_BITS) - 1)
    return hashes


def _voted(votes: tuple[Ints, Ints], frames: int) -> Iterator[tuple[tuple[int, int], list[int]]]:
    """For each window of right frames the distances with most votes."""
    rights, distances = votes[0], votes[1] - votes[0]
    for first in range(0, max(1, frames - WINDOW_FRAMES // 4), WINDOW_FRAMES // 2):
        window = (first, min(frames, first + WINDOW_FRAMES))
        some = distances[slice(*np.searchsorted(rights, window))]
        yield window, most_voted(some)


def most_voted(distances: Ints) -> list[int]:
    """At most `MOST_OF_WINDOW` distances that, with their neighbours, have `FEWEST_VOTES` votes, most votes first."""
    values, counts = np.unique(distances, return_counts=True)
    summed = counts.copy()
    for step in (1, 2):
        near = values[step:] - values[:-step] == 1 if step == 1 else values[step:] - values[:-step] <= 1
        summed[step:] += np.where(near, counts[:-step], 0)
        summed[:-step] += np.where(near, counts[step:], 0)
    chosen: list[int] = []
    for number in np.argsort(-summed, kind="stable"):
        if summed[number] < FEWEST_VOTES or len(chosen) == MOST_OF_WINDOW:
            break
        if all(abs(values[number] - other) > SAME_DISTANCE for other in chosen):
            chosen.append(int(values[number]))
    return chosen


def differences(left: SoundBits, right: SoundBits, line: SoundLine) -> tuple[Floats32, npt.NDArray[np.bool_]]:
    """Share of differing bits, 0..1, for the line's right frames, and where both sides can be heard."""
    frames = np.arange(line.first, line.stop)
    places = line.left_of(frames)
    inside = (places >= 0) & (places < len(left))
    places = np.clip(places, 0, max(0, len(left) - 1))
    shares = np.bitwise_count(left.bits[places] ^ right.bits[frames]).astype(np.float32) / BITS
    return shares, inside & left.active[places] & right.active[frames]


def mean_difference(left: SoundBits, right: SoundBits, line: SoundLine) -> float:
    """Share of differing bits where both sides can be heard; `UNKNOWN` where that is less than half a second."""
    shares, both = differences(left, right, line)
    return float(shares[both].mean()) if both.sum() >= FEWEST_ACTIVE else UNKNOWN


def gather_lines(found: list[tuple[tuple[int, int], int]]) -> list[SoundLine]:
    """Windows with their distances as lines: one for each distance and each run of windows without a long pause."""
    lines: list[tuple[int, SoundLine]] = []
    for (first, stop), distance in sorted(found, key=lambda one: (one[0], one[1])):
        near = [
            number
            for number, (_, line) in enumerate(lines)
            if abs(line.distance - distance) <= SAME_DISTANCE and first - line.stop <= 8 * WINDOW_FRAMES
        ]
        if near:
            windows, line = lines[near[-1]]
            lines[near[-1]] = (windows + 1, SoundLine(line.distance, line.first, stop))
        else:
            lines.append((1, SoundLine(distance, first, stop)))
    lines.sort(key=lambda one: -one[0])
    return [line for _, line in lines[:MOST_LINES]]
