"""Stills at the start and the end of a version that conversions put there, so that sound and picture stay in step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from uncut.footage.align.lines import Line
from uncut.footage.align.runs import SHORTEST_FRAMES
from uncut.footage.align.stretches import Stretch
from uncut.footage.fingerprint.pictures import PictureFingerprints
from uncut.model.comparison import Edit
from uncut.model.footage import FrameTimes

FILL_PERIODS = 1.5
"""Frame periods by which stills that fill a late start may last longer: both ends are rounded to frames."""
STILL_GREY = 3
"""Grey levels by which a thumbnail's pixel may differ where nothing moves."""
SAME_GREY = 2.0
"""Grey levels by which the pixels of two thumbnails of one picture, differently encoded, differ on the mean at most."""
STAMP_SECONDS = 1e-3
"""To which time stamps are rounded in some containers."""


def hold_filled_start(
    stretches: Sequence[Stretch], left: PictureFingerprints, right: PictureFingerprints, late: Fraction
) -> list[Stretch]:
    """``stretches`` with the left version's first picture held where it fills a late start.

    A still that goes on for as long as the left version is ``late``, before a stretch that begins with the left
    version, or would if it began sooner: whatever else it resembles, where that begins slowly, it is the first picture.
    """
    period = float(right.times.seconds) / max(1, len(right))
    filled = round(float(late) / period)
    begins = next((one for one in stretches if one.right_first >= filled - 1), None)
    if filled < SHORTEST_FRAMES or begins is None or begins.line.rate <= 0:
        return list(stretches)
    if begins.right_first > filled + 1:
        begins = _from_sooner(begins, filled, left, right)
    starts = begins.right_first <= filled + 1 and float(left.times.at(begins.left_first)) <= FILL_PERIODS * period
    filled = begins.right_first
    if not starts or not _stands_still(right, 0, filled):
        return list(stretches)
    still = replace(begins, line=Line(0.0, 0.0), right_first=0, right_stop=filled, left_first=0, left_stop=1)
    after = [one for one in stretches if one.right_first >= begins.right_stop]
    return [replace(still, movement=None, around=None), begins, *after]


def _from_sooner(one: Stretch, first: int, left: PictureFingerprints, right: PictureFingerprints) -> Stretch:
    """The stretch from the right frame ``first`` on, if what is shown until it begins is seen on its line as well."""
    wanted = one.line.left_at(right.times.as_float()[first : one.right_first])
    frames = np.searchsorted(left.times.as_float(), wanted + STAMP_SECONDS, "right") - 1
    if float(wanted[0]) < -float(right.times.seconds) / len(right):
        return one
    shown = right.thumbnails.block(first, one.right_first).astype(np.int16)
    pictures = [left.thumbnails.block(frame, frame + 1)[0] for frame in np.maximum(frames, 0).tolist()]
    if max(_off(*pair) for pair in zip(pictures, shown, strict=True)) > SAME_GREY:
        return one
    return replace(one, right_first=first, left_first=max(0, int(frames[0])))


def _off(left: npt.NDArray[np.uint8], right: npt.NDArray[np.int16]) -> float:
    """Mean difference of two pictures, grey levels, whatever the brightness and contrast of the left one became."""
    ours, theirs = left.ravel().astype(np.float64), right.ravel().astype(np.float64)
    ours, theirs = ours - ours.mean(), theirs - theirs.mean()
    gain = float(ours @ theirs) / max(float(ours @ ours), 1.0)
    return float(np.abs(theirs - gain * ours).mean())


def without_filled_start(edits: Iterable[Edit], late: Fraction, period: float) -> list[Edit]:
    """``edits`` without stills that fill a late start.

    The left version's first picture is due ``late`` seconds later after the start of its file than the right's. A
    conversion to a constant frame rate shows that picture from the start on, so that sound and picture stay in step.
    """
    until = float(late) + FILL_PERIODS * period
    return [
        one
        for one in edits
        if late <= 0 or one.kind not in {"repeated", "frozen"} or one.right is None or float(one.right.end) > until
    ]


def without_held_end(
    edits: Iterable[Edit], left: PictureFingerprints, right: FrameTimes, runs_on: Fraction
) -> list[Edit]:
    """``edits`` without an end that the right version's last picture stands for.

    Its file goes on for ``runs_on`` seconds, with sound, after its pictures: a conversion that leaves out pictures like
    the ones before ends them at the last change. What it leaves out at the end of the left version is the same still.
    """
    period = right.seconds / max(1, len(right))
    return [
        one
        for one in edits
        if one.kind != "removed"
        or one.left is None
        or one.right is None
        or (one.left.end, one.right.start) != (left.times.seconds, right.seconds)
        or one.left.seconds > runs_on + period
        or not _stands_still(left, _frame_before(left, one.left.start), len(left))
    ]


def _stands_still(side: PictureFingerprints, first: int, stop: int) -> bool:
    """Whether all frames of ``[first, stop)`` look alike."""
    shown = side.thumbnails.block(first, stop).astype(np.int16)
    return bool(np.abs(shown - shown[0]).max() <= STILL_GREY)


def _frame_before(side: PictureFingerprints, at: Fraction) -> int:
    return max(0, int(np.searchsorted(side.times.as_float(), float(at) - 1e-6)) - 1)
