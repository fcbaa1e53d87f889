"""Which cells of the right picture were altered, by what is lost and what is new in them. Array maths, no files.

What an encoder loses depends on how coarsely it encodes, so nothing is judged by itself: the gain of a cell is
compared with the gain of all textured cells at the same time, and a cell may only be judged where the left picture
has clearly more detail than the encoder usually gets wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uncut.footage.changes.detail import BANDS, Floats32, Moments
from uncut.footage.changes.drawn import Levels
from uncut.footage.changes.edges import measure_apart
from uncut.footage.changes.losses import find_compact_losses
from uncut.footage.changes.masks import connected_parts
from uncut.footage.changes.textures import TextureClasses
from uncut.footage.changes.tones import LEVELS, ToneCurve, fit_tone_curve
from uncut.footage.changes.untouched import FAINTLY_TEXTURED_GREY, find_untouched

Mask = npt.NDArray[np.bool_]

TEXTURES = (3.0, 4.2, 6.0, 8.5, 12.0, 17.0)
"""Deviation of the left detail in grey levels from which its loss may mean something; which of them, is measured."""
CLASSES = TextureClasses(TEXTURES, np.float32)
TEXTURED_GREY = 5.0
"""From here on a cell has its say in what is usual."""
UNKNOWN_NOISE = 255.0
LEAST_TEXTURED = 12
"""Cells; fewer do not say what the encoder does."""
KEPT_SHARE = 0.65
"""Of the usual gain: three quarters of the cells of a texture must keep it for a loss to mean something there."""
CLEAR_OF_NOISE = 4.5
"""How many times its usual error a cell's detail must be at least."""
LOST_GAIN = 0.35
"""Share of the usual gain under which detail is lost. Untouched cells of a decidable texture keep more than half up to
crf 35 and at 240 lines; blurred and covered ones keep 0.2 and less."""
PARTLY_LOST_GAIN = 0.5
NEW_GREY, NEW_TO_NOISE = 3.0, 5.0
"""Deviation of what only the right picture has, in grey levels and to the usual error. In untouched cells of ten clips
the second highest is 3.3 times the usual error at most, at crf 18 to 38 and at other rates, and 4.3 times in one pair
(`python -m evals regions_clean`)."""
NEW_NOW_GREY, NEW_NOW_TO_NOISE = 4.0, 7.0
"""The same in one pair alone: what moves is smeared in the mean over several."""
SHIFTED_GREY = 20.0
SHIFTED_TO_SPREAD = 8.0
"""How far a cell's grey level may lie from what the tone curve makes of the left one."""
WEAK = 0.55
"""Cells beside clear ones are taken in at this share of the thresholds."""
LOSS_BANDS = (1, 2)
"""Broader bands reach over the edges of a region, the finest is lost to encoding."""
CLIPPED_SHARE = 0.1
"""Of a cell, from which its detail may be gone because the picture was made brighter or darker."""
FAITHFUL_GAIN = 0.65
"""Usual gain of a band under which a loss in it means nothing."""
LEAST_MEASURED = 1e-3
"""A gain under it is none: the pictures show different things."""
LEAST_GAIN = 0.35
"""Gain of the picture as a whole in the 6-pixel band under which the two do not lie over each other."""


@dataclass(frozen=True, eq=False)
class CellMaps:
    """What was found in the cells of one moment; masks of shape (rows, columns)."""

    altered: Mask
    """Clear cells and the weaker ones connected with them."""
    clear: Mask
    decidable: Mask
    """Cells in which a loss of detail would have been seen."""
    moments: Moments
    """Of one frame: means over the window."""
    gain: Floats32
    """Usual gain in each band, shape (bands,)."""
    noise: Floats32
    """Usual deviation in each band of what the gain does not foretell, grey levels, shape (bands,)."""
    shift: Floats32
    """Grey levels off the tone curve, shape (rows, columns)."""
    aligned: bool
    """Whether the pictures lie over each other closely enough to say anything."""
    weak: Mask
    """Cells that may carry on what was seen there just before."""
    apart: Floats32
    """What `measure_apart` gave for the moment itself."""
    now: Moments
    """Of the moment itself."""
    levels: Levels
    """What each grey level of the left version is shown as."""
    differs: Mask
    """Pixels that `differing` gave for the moment itself; shape (0, 0) where nobody asked."""
    shown: Floats32
    """The right picture of the moment itself, as ``differs``."""

    @property
    def usual_error(self) -> float:
        """Usual deviation of a pixel from what the left version lets expect, grey levels.

        Of a band in which too few cells have detail, it is that of the next broader one, twice: finer detail is lost
        sooner.
        """
        each = list(self.noise)
        for band in range(len(each) - 2, -1, -1):
            each[band] = each[band] if each[band] < UNKNOWN_NOISE else 2 * each[band + 1]
        return float(np.sqrt(np.square(np.minimum(each, UNKNOWN_NOISE)).sum()))


def average_moments(window: Moments) -> Moments:
    """The means over all frames of ``window``, as one frame."""
    parts = (
        window.left, window.right, window.both, window.left_mean, window.right_mean, window.right_clipped,
    )  # fmt: skip
    return Moments(*(part.mean(axis=0, keepdims=True) for part in parts))


def examine_cells(moments: Moments, now: Moments | None = None) -> CellMaps:
    """Judge the cells of one averaged moment; ``now`` is the pair in its middle, in which nothing has moved."""
    xx, yy, xy = moments.left[0], moments.right[0], moments.both[0]
    around = find_untouched(xx, xy)
    say = np.ones(xx.shape[1:], bool) if around is None else around
    gain, noise = np.ones(BANDS, np.float32), np.full(BANDS, UNKNOWN_NOISE, np.float32)
    for band in range(BANDS):
        textured = say & (xx[band] > TEXTURED_GREY**2)
        if around is not None and textured.sum() < LEAST_TEXTURED:
            textured = say & (xx[band] > FAINTLY_TEXTURED_GREY**2)
        if textured.sum() >= LEAST_TEXTURED:
            gain[band], noise[band] = _usual(xx[band][textured], yy[band][textured], xy[band][textured])
    curve = fit_tone_curve(moments.left_mean[0][say], moments.right_mean[0][say])
    shift = off_tone_curve(moments.left_mean[0], moments.right_mean[0], curve)
    spread = 1.48 * _quantile(np.abs(shift[say]), 0.5)
    hidden = (moments.right_clipped[0] > CLIPPED_SHARE) & (np.abs(shift) < SHIFTED_GREY)
    now = now or moments
    clear, weak, decidable = _judge((xx, yy, xy), gain, noise, hidden, say)
    own = own_detail(now, LOSS_BANDS[0])
    clear |= own > max(NEW_NOW_GREY, NEW_NOW_TO_NOISE * noise[LOSS_BANDS[0]])
    lost, telling = find_compact_losses(xx, xy, gain, noise, hidden, say)
    weak, decidable = weak | lost, decidable | telling
    carried = weak.copy()
    weak |= clear | (np.abs(shift) > np.maximum(SHIFTED_GREY, SHIFTED_TO_SPREAD * spread))
    aligned = bool(noise[1] < UNKNOWN_NOISE and gain[1] >= LEAST_GAIN)
    altered = grow_from(clear | lost, weak) if aligned else np.zeros_like(clear)
    return CellMaps(
        altered, clear & altered, decidable & aligned, moments, gain, noise, shift, aligned, carried & aligned,
        measure_apart(now, gain), now, curve(LEVELS), np.zeros((0, 0), bool), np.zeros((0, 0), np.float32),
    )  # fmt: skip


def _usual(xx: Floats32, yy: Floats32, xy: Floats32) -> tuple[float, float]:
    """Median gain of textured cells, and the median deviation from what it predicts."""
    gain = _quantile(xy / xx, 0.5)
    error = np.maximum(gain**2 * xx - 2 * gain * xy + yy, 0)
    return gain, float(np.sqrt(_quantile(error, 0.5)))


def _judge(
    measured: tuple[Floats32, Floats32, Floats32], gain: Floats32, noise: Floats32, hidden: Mask, say: Mask
) -> tuple[Mask, Mask, Mask]:
    """Clear cells, weak cells, and cells in which a loss would be seen; where ``hidden``, it cannot be.

    The cells ``say`` tell what encoding loses.
    """
    xx, yy, xy = measured
    clear, weak, decidable = (np.zeros(xx.shape[1:], bool) for _ in range(3))
    for band in LOSS_BANDS:
        if noise[band] >= UNKNOWN_NOISE:
            continue
        share = xy[band] / (max(gain[band], LEAST_MEASURED) * np.maximum(xx[band], 1e-3))
        needed = max(decidable_texture(xx[band][say], share[say]), CLEAR_OF_NOISE * noise[band])
        if gain[band] >= FAITHFUL_GAIN:
            clear |= (xx[band] > needed**2) & (share < LOST_GAIN) & ~hidden
            weak |= (xx[band] > (WEAK * needed) ** 2) & (share < PARTLY_LOST_GAIN) & ~hidden
            decidable |= (xx[band] > needed**2) & ~hidden
        if band == LOSS_BANDS[0]:
            own = _own(xx[band], yy[band], xy[band])
            most = max(NEW_GREY, NEW_TO_NOISE * noise[band])
            clear |= own > most
            weak |= own > WEAK * most
    return clear, weak | clear, decidable


def own_detail(moments: Moments, band: int) -> Floats32:
    """Deviation of what only the right picture has in a band, grey levels, shape (rows, columns)."""
    return _own(moments.left[0, band], moments.right[0, band], moments.both[0, band])


def _own(xx: Floats32, yy: Floats32, xy: Floats32) -> Floats32:
    own: Floats32 = np.sqrt(np.maximum(yy - xy**2 / np.maximum(xx, 1.0), 0))
    return own


def decidable_texture(energy: Floats32, share: Floats32) -> float:
    """The least deviation, in grey levels, from which untouched cells reliably keep their detail; infinite for none."""
    least = np.inf
    counted = CLASSES.count(CLASSES.sort(energy), share, KEPT_SHARE)
    for texture, (_, _, alike, low) in zip(TEXTURES[::-1], counted, strict=True):
        if alike < LEAST_TEXTURED:
            continue
        if low > (alike - 1) // 4:
            break
        least = texture
    return least


def off_tone_curve(left: Floats32, right: Floats32, curve: ToneCurve | None = None) -> Floats32:
    """Grey levels by which ``right`` cells lie off the curve that serves most cells."""
    shift: Floats32 = right - (curve or fit_tone_curve(left, right))(left)
    return shift


def _quantile(values: Floats32, share: float) -> float:
    """The value that ``share`` of ``values`` lie below; none is made up between two."""
    place = int(share * (len(values) - 1))
    return float(np.partition(values, place)[place])


def grow_from(clear: Mask, weak: Mask) -> Mask:
    """The connected parts of ``weak`` that hold at least two cells of ``clear``."""
    if not clear.any():
        return np.zeros_like(clear)
    parts, count = connected_parts(weak)
    seeds = np.bincount(parts[clear], minlength=count + 1)
    seeds[0] = 0
    grown: Mask = (seeds >= 2)[parts]
    return grown
