"""Which version was made from which: what the facts, the cuts and the frames' rhythm say. Array maths, no files.

Each clue rests on something that is easily done one way and hard the other: pictures are cut out of running footage
more easily than new ones are fitted into it; frames are doubled more easily than told apart again. None is proof, and
two copies of a third version show most of them too, so every clue says what else would explain it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np
import numpy.typing as npt

from uncut.footage.fingerprint.pictures import PictureFingerprints
from uncut.model.comparison import DirectionClue, Edit, Evidence

Way = Literal["left_from_right", "right_from_left"]
RIGHT_FROM_LEFT: Way = "right_from_left"
LEFT_FROM_RIGHT: Way = "left_from_right"

AROUND = 12
"""Frames on each side of a joint that say how much usually changes from one to the next."""
JUMP, SMOOTH = 4.0, 2.2
"""Change at a joint, in usual changes: from `JUMP` on it is a cut, up to `SMOOTH` it is none, between them nobody
knows. A floor of half a grey level keeps noise in still footage from counting. Not tuned: both are far from 1 and 20,
which running footage and hard cuts measure."""
LEAST_CHANGE = 0.5
FREE_OF_DOUBLES, DOUBLED = 0.02, 0.1
"""Shares of moving frames that repeat the one before: as recorded, and as a conversion of the frame rate leaves."""
MOST_FRAMES = 6000
MOVING = 1.2
"""Grey levels of mean change from which frames count as moving."""
STILL = 0.25
"""A frame repeats the one before where its change is under this share of its neighbours'."""
FASTER = 1.15
_SOUND_STRENGTH = 0.4


def clue(evidence: Evidence, way: Way, strength: float, why: str) -> DirectionClue:
    """A clue with its strength rounded and bounded."""
    return DirectionClue(evidence=evidence, points_to=way, strength=round(min(max(strength, 0.0), 1.0), 2), why=why)


def other_way(way: Way) -> Way:
    """The reverse."""
    return LEFT_FROM_RIGHT if way == RIGHT_FROM_LEFT else RIGHT_FROM_LEFT


@dataclass(frozen=True)
class Joint:
    """Changes between frames where one version has a piece that the other lacks, in usual changes around them."""

    longer_start: float
    """In the version that has the piece: from the frame before it to its first."""
    longer_end: float
    shorter: float
    """In the version that lacks it: where it would have been."""


def measure_joint(
    longer: PictureFingerprints, start: Fraction, end: Fraction, shorter: PictureFingerprints, at: Fraction
) -> Joint | None:
    """The joint of a piece from ``start`` to ``end`` of one version at ``at`` of the other; ``None`` at an end."""
    first, stop, place = (
        int(np.searchsorted(side.times.as_float(), float(moment) - 1e-6))
        for side, moment in ((longer, start), (longer, end), (shorter, at))
    )
    if not (first > 0 and stop < len(longer) and 0 < place < len(shorter)):
        return None
    return Joint(_change_at(longer, first), _change_at(longer, stop), _change_at(shorter, place))


def _change_at(side: PictureFingerprints, frame: int) -> float:
    low = max(0, frame - AROUND - 1)
    changes = _changes(side, low, min(len(side), frame + AROUND + 1))
    here = frame - low - 1
    others = np.delete(changes, here)
    usual = max(float(np.median(others)) if len(others) else 0.0, LEAST_CHANGE)
    return float(changes[here]) / usual


def _changes(side: PictureFingerprints, first: int, stop: int) -> npt.NDArray[np.float64]:
    """Mean absolute changes, grey levels, from frame ``first`` on to each next one, shape (stop - first - 1,)."""
    pixels = side.thumbnails.block(first, stop).astype(np.int16)
    changes: npt.NDArray[np.float64] = np.abs(np.diff(pixels, axis=0)).mean(axis=(1, 2))
    return changes


def weigh_joint(joint: Joint) -> tuple[bool, float] | None:
    """Whether the shorter version was made from the longer one, and how strongly; ``None`` where it does not show.

    Running footage that jumps where the piece is missing was cut there; footage that runs on where the piece is
    missing, while the longer version jumps at both of its ends, had it put in.
    """
    ends = (joint.longer_start, joint.longer_end)
    smooth, jumps = sum(one <= SMOOTH for one in ends), sum(one >= JUMP for one in ends)
    if joint.shorter >= JUMP and smooth:
        return True, 0.85 if smooth == 2 else 0.65
    if joint.shorter <= SMOOTH and jumps == 2:
        return False, 0.8
    return None


def clues_from_cuts(
    edits: Sequence[Edit], left: PictureFingerprints, right: PictureFingerprints
) -> list[DirectionClue]:
    """What pieces that one version lacks say; the strongest clue each way."""
    found = [*_joint_clues(edits, left, right), *_excerpt_clues(edits, left, right)]
    best: dict[Way, DirectionClue] = {}
    for one in sorted(found, key=lambda one: one.strength):
        best[one.points_to] = one
    return list(best.values())


def _joint_clues(
    edits: Sequence[Edit], left: PictureFingerprints, right: PictureFingerprints
) -> Iterator[DirectionClue]:
    for edit in edits:
        if edit.left is None or edit.right is None or edit.kind not in ("removed", "inserted"):
            continue
        if edit.kind == "removed":
            joint, way = measure_joint(left, edit.left.start, edit.left.end, right, edit.right.start), RIGHT_FROM_LEFT
        else:
            joint, way = measure_joint(right, edit.right.start, edit.right.end, left, edit.left.start), LEFT_FROM_RIGHT
        weighed = weigh_joint(joint) if joint else None
        if joint and weighed:
            is_cut, strength = weighed
            yield clue("excerpt", way if is_cut else other_way(way), strength, _joint_why(edit, joint, is_cut))


def _joint_why(edit: Edit, joint: Joint, is_cut: bool) -> str:
    longer, shorter = ("left", "right") if edit.kind == "removed" else ("right", "left")
    span = edit.left if edit.kind == "removed" else edit.right
    at = f"{float(span.start):.2f} s" if span else "its place"
    measured = (
        f"around the piece at {at} of the {longer} version, its pictures change {joint.longer_start:.1f} and "
        f"{joint.longer_end:.1f} times as much as usual at the two ends, and those of the {shorter} version "
        f"{joint.shorter:.1f} times where it is missing"
    )
    if is_cut:
        return f"The {longer} version runs on where the {shorter} one jumps: {measured}."
    return f"The {shorter} version runs on where the {longer} one jumps in and out of the piece: {measured}."


def _excerpt_clues(
    edits: Sequence[Edit], left: PictureFingerprints, right: PictureFingerprints
) -> Iterator[DirectionClue]:
    """One version lies within the other."""
    kinds = {edit.kind for edit in edits}
    if ("removed" in kinds) == ("inserted" in kinds):
        return
    is_left = "removed" in kinds
    longer, shorter = (left, right) if is_left else (right, left)
    names = ("left", "right") if is_left else ("right", "left")
    lacks = float(longer.times.seconds - shorter.times.seconds)
    why = (
        f"All that the {names[1]} version shows is in the {names[0]} one, which has {lacks:.1f} s more; material that "
        "was put in later would look the same."
    )
    yield clue("excerpt", RIGHT_FROM_LEFT if is_left else LEFT_FROM_RIGHT, 0.4, why)


def share_of_doubles(side: PictureFingerprints, first: int, stop: int) -> float | None:
    """Share of moving frames between ``first`` and ``stop`` that repeat the one before; ``None`` where little moves."""
    middle = (first + stop) // 2
    first, stop = max(first, middle - MOST_FRAMES // 2), min(stop, middle + MOST_FRAMES // 2)
    changes = _changes(side, first, stop)
    if len(changes) < 3 * AROUND:
        return None
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(changes, 3, mode="reflect"), 7)
    usual = np.quantile(windows, 0.7, axis=1)
    moving = usual >= MOVING
    if moving.sum() < 2 * AROUND:
        return None
    return float((changes[moving] < STILL * usual[moving]).mean())


def clue_from_frame_rate(
    left: PictureFingerprints, right: PictureFingerprints, left_doubles: float | None, right_doubles: float | None
) -> DirectionClue | None:
    """What repeated and missing frames say."""
    if left_doubles is None or right_doubles is None:
        return None
    rates = [len(side) / float(side.times.seconds) for side in (left, right)]
    measured = (
        f"of the moving frames, {left_doubles:.0%} on the left and {right_doubles:.0%} on the right repeat the one "
        f"before, at {rates[0]:.4g} and {rates[1]:.4g} frames a second"
    )
    for way, own, other in (
        (RIGHT_FROM_LEFT, right_doubles, left_doubles),
        (LEFT_FROM_RIGHT, left_doubles, right_doubles),
    ):
        if own >= DOUBLED and other <= FREE_OF_DOUBLES:
            why = f"A conversion of the frame rate doubled frames: {measured}; a program can also drop doubles again."
            return clue("frame_rate", way, 0.6, why)
    if max(left_doubles, right_doubles) <= FREE_OF_DOUBLES and max(rates) / min(rates) >= FASTER:
        why = f"One version lacks frames that the other has: {measured}; frames are dropped more easily than made."
        return clue("frame_rate", RIGHT_FROM_LEFT if rates[0] > rates[1] else LEFT_FROM_RIGHT, 0.5, why)
    return None


def clues_from_sound(edits: Sequence[Edit], limits_hz: tuple[float, float] | None) -> Iterator[DirectionClue]:
    """What silenced words and the highest frequencies of both sound tracks say."""
    silenced = [edit for edit in edits if edit.kind in ("muted", "bleeped")]
    if silenced:
        sure = max(edit.confidence for edit in silenced)
        stretches = "1 stretch" if len(silenced) == 1 else f"{len(silenced)} stretches"
        why = (
            f"{stretches} of the right version {'lacks' if len(silenced) == 1 else 'lack'} sound that the left "
            "one has; sound that was laid over silence on the left would look the same."
        )
        yield clue("sound_edit", RIGHT_FROM_LEFT, _SOUND_STRENGTH * sure, why)
    if limits_hz is None or min(limits_hz) <= 0 or max(limits_hz) < FASTER * min(limits_hz):
        return
    way = RIGHT_FROM_LEFT if limits_hz[0] > limits_hz[1] else LEFT_FROM_RIGHT
    why = (
        f"The shared sound reaches up to {limits_hz[0] / 1000:.1f} kHz on the left and {limits_hz[1] / 1000:.1f} kHz "
        "on the right; coding and resampling take high frequencies away and do not bring them back."
    )
    yield clue("sound_band", way, min(0.6, 0.3 + 0.3 * float(np.log2(max(limits_hz) / min(limits_hz)))), why)


def measure_sound_limit(samples: npt.NDArray[np.float32], sample_rate_hz: int) -> float:
    """The highest frequency, Hz, that sound of shape (n,) holds; 0 where there is next to none.

    The mean spectrum of windows of 4096 samples, and in it the highest place no more than 75 dB below the top: lossy
    coders cut everything above a limit off, by more than that.
    """
    window = 4096
    count = len(samples) // window
    if not count or float(np.abs(samples).max()) < 1e-3:
        return 0.0
    pieces = samples[: count * window].reshape(count, window) * np.hanning(window).astype(np.float32)
    powers = np.square(np.abs(np.fft.rfft(pieces, axis=1))).mean(axis=0)
    smooth = np.convolve(powers, np.ones(9) / 9, mode="same")
    held = np.flatnonzero(smooth >= smooth.max() * 10**-7.5)
    return float(held[-1]) * sample_rate_hz / window
