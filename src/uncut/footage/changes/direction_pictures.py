"""Which version was made from which: what pictures that show the same say. Array maths, no files.

A coder throws detail away and a copy has what it left: what a copy shows is in its source, not the other way round. So
the source has more energy in fine detail, and what it has more is not related to the copy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from uncut.footage.changes.detail import CELL_PX, Floats32, measure_moments, split_bands
from uncut.footage.changes.direction import LEFT_FROM_RIGHT, RIGHT_FROM_LEFT, Way, clue
from uncut.model.comparison import Box, DirectionClue, Edit

MOST_PX = 960
"""Longer side at which detail is compared: enough for what coders lose, and a bound on the work."""
LEAST_SIDE_PX = 64
ALIKE = 0.6
"""Squared correlation of coarse detail from which a cell shows the same on both sides."""
TEXTURED = 8.0
"""Grey levels squared of detail, both sides together, from which a cell has a say."""
LEAST_CELLS = 40
NOTICEABLE = 0.06
"""Loss from which it is said. Copies of 7 natural clips by x264 and x265 at usual qualities, VP9, MPEG-4 and MJPEG lost
0.0 to 0.5 (median 0.1); the worst the wrong way, an excerpt at half the frame rate, 0.05."""
LARGER = 1.3
"""Ratio of sides from which one picture counts as larger; below, scaling blurs more than a size adds."""
HELD_DETAIL = 0.02
"""Share of the larger picture's detail that must lie beyond what the smaller one can hold."""
EDGE = 0.02
"""Share of the picture's side that must lie outside a box to be looked at."""
FLAT = 0.3
"""Detail outside a box, as a share of that inside, under which it is a bar: black or a blurred copy."""
SEAM = 2.0
"""Step across a box's border, in large steps between neighbouring lines, up to which the picture runs on. Where two
unrelated pictures meet, it is about 4."""
RUNS_ON = 0.5
"""Share of the likeness of lines a little to either side, up to which a picture does not run on over a border. Noise
has large steps everywhere, but its lines are like none."""
BESIDE_PX = (1, 4)
"""Lines on each side of a border that are compared for that: from the second on, since the first is a blend."""
GREY_CHROMA, COLOUR_CHROMA = 4.0, 7.0
"""Mean difference of a pixel's highest and lowest colour, levels. Chroma noise of coders leaves about 3 in grey."""
TELLING = 0.7
"""Logarithm of detail energy by which one side's region must be smoother than the other's."""
SMOOTHED = 0.9
"""Correlation of the smoother side with the other one after smoothing, from which it is what smoothing gave.
Of regions of 46 natural pictures, blurred, pixelated, covered or drawn upon, each way round, 8 of 1656 were wrong."""
SMOOTHED_GAIN = (0.6, 1.5)
"""Regression of the one on the other then; what was drawn over something smooth is much more than that."""
FINER, NOISE = 3.0, 1.0
"""How many times the fine detail of the other one after smoothing the smoother side may hold, beside what coders leave,
in grey levels squared: with more it has detail of its own, and the other one is made of squares."""
RADII = (1 / 96, 1 / 48, 1 / 32, 1 / 20, 1 / 14, 1 / 10, 1 / 7)
"""Widths of smoothing that are tried, as parts of a region's shorter side: hardly told to nothing left of a face."""
LEAST_REGION_PX, LEAST_RING_PX = 12, 200


@dataclass(frozen=True, eq=False)
class StillPair:
    """Two pictures that show the same, RGB of shape (height, width, 3), each at its own full size."""

    left: npt.NDArray[np.uint8]
    right: npt.NDArray[np.uint8]
    left_box: Box
    right_box: Box
    mirrored: bool

    def __repr__(self) -> str:
        """Shapes, not data."""
        return f"StillPair({self.left.shape}, {self.right.shape})"


def clues_from_pictures(pairs: Sequence[StillPair]) -> Iterator[DirectionClue]:
    """What pairs of one geometry say."""
    if not pairs:
        return
    for one in (_loss(pairs), _resolution(pairs), _colour(pairs)):
        if one is not None:
            yield one
    yield from _outside(pairs, "left")
    yield from _outside(pairs, "right")


def _grey(picture: npt.NDArray[np.uint8]) -> Floats32:
    grey: Floats32 = picture.astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32)
    return grey


def shared_size(picture: npt.NDArray[np.uint8], box: Box) -> tuple[float, float]:
    """Height and width, pixels, of the part of ``picture`` that both show."""
    return picture.shape[0] * box.height, picture.shape[1] * box.width


def resample(picture: Floats32, box: Box, size: tuple[int, int]) -> Floats32:
    """The part ``box`` of a grey picture at ``size`` (height, width), without aliasing."""
    height, width = picture.shape
    corners = (box.x * width, box.y * height, (box.x + box.width) * width, (box.y + box.height) * height)
    if size == picture.shape and corners == (0, 0, width, height):
        return picture
    image = Image.fromarray(picture).resize(size[::-1], Image.Resampling.LANCZOS, box=corners)
    return np.asarray(image, np.float32)


def bring_together(pairs: Sequence[StillPair]) -> tuple[Floats32, Floats32, float] | None:
    """Both sides' shared parts, shape (pairs, height, width), at the smaller one's size, and the larger one's scale."""
    one, two = shared_size(pairs[0].left, pairs[0].left_box), shared_size(pairs[0].right, pairs[0].right_box)
    smaller = min(one, two, key=lambda size: size[0] * size[1])
    factor = min(1.0, MOST_PX / max(smaller))
    size = (int(smaller[0] * factor) // CELL_PX * CELL_PX, int(smaller[1] * factor) // CELL_PX * CELL_PX)
    if min(size) < LEAST_SIDE_PX:
        return None
    lefts = np.stack([resample(_grey(pair.left), pair.left_box, size) for pair in pairs])
    rights = np.stack([resample(_grey(pair.right), pair.right_box, size) for pair in pairs])
    if pairs[0].mirrored:
        lefts = lefts[:, :, ::-1]
    return np.ascontiguousarray(lefts), rights, max(one[0] / size[0], two[0] / size[0])


def measure_loss(left: Floats32, right: Floats32, *, resampled: bool) -> tuple[float, float] | None:
    """How much less fine detail the right pictures hold, and how far their detail is in the left ones.

    Parameters
    ----------
    left, right
        Grey pictures that show the same, shape (pairs, height, width), sides multiples of `CELL_PX`.
    resampled
        Whether one was scaled: then the finest band says more of the scaling and is left out.

    Returns
    -------
    loss
        Minus the mean logarithm of the share of energy that the right side keeps, beside the coarsest detail, which a
        change of contrast alters as much; negative where the right side has more.
    explained
        Regression of the left detail on the right one: 1 where the right shows nothing that the left does not.
        ``None`` where too little of the picture says anything.
    """
    moments = measure_moments(left, right)
    ours, theirs, both = moments.left.sum(axis=0), moments.right.sum(axis=0), moments.both.sum(axis=0)
    alike = np.square(both[2]) >= ALIKE * ours[2] * theirs[2]
    good = alike & (ours[1] + theirs[1] >= TEXTURED * len(left))
    if good.sum() < LEAST_CELLS:
        return None
    bands = (1, 2) if resampled else (0, 1)
    kept = [float(np.log((theirs[band][good].sum() + 1e-6) / (ours[band][good].sum() + 1e-6))) for band in (*bands, 3)]
    contrast = kept.pop()  # the coarsest band holds what grading did to all of them alike
    loss = contrast - float(np.mean(kept))
    by, gain = (ours, -contrast) if loss < 0 else (theirs, contrast)
    explained = float(both[bands[1]][good].sum() / max(float(by[bands[1]][good].sum()), 1e-6))
    return loss, explained * float(np.exp(gain / 2))


def _loss(pairs: Sequence[StillPair]) -> DirectionClue | None:
    together = bring_together(pairs)
    if together is None:
        return None
    left, right, scale = together
    measured = measure_loss(left, right, resampled=scale > 1.001)
    if measured is None or abs(measured[0]) < NOTICEABLE:
        return None
    loss, explained = measured
    way, less, more = (RIGHT_FROM_LEFT, "right", "left") if loss > 0 else (LEFT_FROM_RIGHT, "left", "right")
    strength = 0.6 * (1 - float(np.exp(-abs(loss) / 0.12))) * (1.0 if 0.95 <= explained <= 1.1 else 0.5)
    why = (
        f"Where both show the same, the {less} version holds {np.exp(-abs(loss)):.0%} of the energy that the {more} "
        f"one has in fine detail ({len(pairs)} pairs of pictures), as after coding once more; a copy that a third "
        "version was coded to less well, or one that was smoothed or sharpened, would differ so too."
    )
    return clue("generation_loss", way, strength, why)


def _resolution(pairs: Sequence[StillPair]) -> DirectionClue | None:
    one, two = shared_size(pairs[0].left, pairs[0].left_box), shared_size(pairs[0].right, pairs[0].right_box)
    ratio = float(np.sqrt((one[0] * one[1]) / (two[0] * two[1])))
    larger_is_left = ratio > 1
    if max(ratio, 1 / ratio) < LARGER:
        return None
    big, small = (one, two) if larger_is_left else (two, one)
    sides = [(pair.left, pair.left_box) if larger_is_left else (pair.right, pair.right_box) for pair in pairs]
    beyond = float(np.mean([_beyond(picture, big, small, box) for picture, box in sides]))
    if beyond < HELD_DETAIL:
        return None
    way, larger = (RIGHT_FROM_LEFT, "left") if larger_is_left else (LEFT_FROM_RIGHT, "right")
    why = (
        f"What both show measures {one[1]:.0f}×{one[0]:.0f} pixels on the left and {two[1]:.0f}×{two[0]:.0f} on the "
        f"right, and {beyond:.0%} of the detail of the {larger} version is finer than the other can hold; both may "
        "come from a third."
    )
    return clue("resolution", way, min(0.75, 0.45 + 0.2 * float(np.log2(max(ratio, 1 / ratio)))), why)


def _beyond(picture: npt.NDArray[np.uint8], big: tuple[float, float], small: tuple[float, float], box: Box) -> float:
    """Share of the fine detail of the larger picture that is lost at the size of the smaller one."""
    factor = min(1.0, MOST_PX / max(big))
    size = (max(8, int(big[0] * factor)), max(8, int(big[1] * factor)))
    full = resample(_grey(picture), box, size)
    whole = Box(0.0, 0.0, 1.0, 1.0)
    less = (max(4, round(size[0] * small[0] / big[0])), max(4, round(size[1] * small[1] / big[1])))
    lost = full - resample(resample(full, whole, less), whole, size)
    fine = np.sum(split_bands(full)[:2], axis=0)
    return float(np.square(lost).mean() / max(float(np.square(fine).mean()), 1e-6))


def _colour(pairs: Sequence[StillPair]) -> DirectionClue | None:
    left, right = (float(np.median([_chroma(one) for one in side])) for side in
                   ([pair.left for pair in pairs], [pair.right for pair in pairs]))  # fmt: skip
    if min(left, right) > GREY_CHROMA or max(left, right) < COLOUR_CHROMA:
        return None
    way, grey, colour = (RIGHT_FROM_LEFT, "right", "left") if right < left else (LEFT_FROM_RIGHT, "left", "right")
    why = (
        f"The {grey} version is grey (mean colour difference {min(left, right):.1f} levels) where the {colour} one has "
        f"colours ({max(left, right):.1f}); colour is taken away more easily than put in, though programs do that too."
    )
    return clue("colour", way, 0.7, why)


def _chroma(picture: npt.NDArray[np.uint8]) -> float:
    red, green, blue = np.moveaxis(picture, 2, 0)
    highest, lowest = np.maximum(np.maximum(red, green), blue), np.minimum(np.minimum(red, green), blue)
    return float((highest - lowest).mean())


def _outside(pairs: Sequence[StillPair], side: Literal["left", "right"]) -> Iterator[DirectionClue]:
    """What lies outside the shared part of one side's pictures: bars, more of the scene, or something else."""
    box = pairs[0].left_box if side == "left" else pairs[0].right_box
    missing = 1 - box.width * box.height
    if max(box.x, box.y, 1 - box.x - box.width, 1 - box.y - box.height) < EDGE:
        return
    pictures = [_grey(pair.left if side == "left" else pair.right) for pair in pairs]
    detail, seam, along = (
        float(np.median(values)) for values in zip(*(_measure_outside(one, box) for one in pictures), strict=True)
    )
    from_it: Way = RIGHT_FROM_LEFT if side == "left" else LEFT_FROM_RIGHT
    to_it: Way = LEFT_FROM_RIGHT if side == "left" else RIGHT_FROM_LEFT
    other = "right" if side == "left" else "left"
    measured = (
        f"{missing:.0%} of the {side} picture lies outside what the {other} one shows, with {detail:.0%} of the detail "
        f"inside and {seam:.1f} times a large step at the border"
    )
    if detail < FLAT:
        yield clue("bars", to_it, 0.5, f"The {side} version has bars: {measured}; bars can also be cut away.")
    elif seam <= SEAM and along >= RUNS_ON:
        yield clue("crop", from_it, 0.85, f"The {side} version shows more of the scene: {measured}.")
    elif seam > SEAM:
        why = f"The {side} version shows the other inside something else: {measured}; it can also be cut out again."
        yield clue("bars", to_it, 0.6, why)


def _measure_outside(picture: Floats32, box: Box) -> tuple[float, float, float]:
    """Detail outside ``box`` as a share of that inside, the step across its border and what runs on over it.

    The last two as `SEAM` and `RUNS_ON` count them.
    """
    height, width = picture.shape
    top, bottom = round(box.y * height), round((box.y + box.height) * height)
    left, right = round(box.x * width), round((box.x + box.width) * width)
    inside = np.zeros(picture.shape, bool)
    inside[top:bottom, left:right] = True
    detail = np.abs(split_bands(picture)[0]) + np.abs(split_bands(picture)[1])
    margin = max(4, height // 90)
    near = np.zeros(picture.shape, bool)  # the border itself is neither
    near[max(0, top - margin) : bottom + margin, max(0, left - margin) : right + margin] = True
    outer = ~near if (~near).any() else ~inside
    if not outer.any():  # less than a pixel
        return 0.0, 0.0, 0.0
    share = float(detail[outer].mean() / max(float(detail[inside].mean()), 1e-3))
    sides = _sides_within(picture, top, bottom, left, right)
    return share, _usual(_seam, sides), _usual(_runs_on, sides)


def _seam(lines: Floats32, at: int) -> float:
    """The largest step between neighbouring lines near line ``at``, in steps that 1 line in 20 has elsewhere."""
    steps = np.abs(np.diff(lines, axis=0)).mean(axis=1)
    low, high = max(0, at - 4), min(len(steps), at + 3)
    large = max(float(np.quantile(steps, 0.95)), 0.5)
    return float(steps[low:high].max()) / large if high > low else 0.0


def clue_from_region(edit: Edit, box: Box, pair: StillPair) -> DirectionClue | None:
    """What an altered region says, with both pictures at a time when it is there; ``box`` is in the right picture.

    Where smoothing the one side gives the other, and that one is smoother than what surrounds it, it lost detail and is
    the altered one. Where it does not, a cover shows by its border; and if the smoother side has no border there and is
    more like what surrounds it, something was drawn over the other one. Else nothing is said: squares of a pixelated
    region add edges, and something drawn on a slope of light is smoothed into that slope.
    """
    together = bring_together([pair])
    if together is None:
        return None
    whole = pair.right_box
    inner = Box(
        (box.x - whole.x) / whole.width,
        (box.y - whole.y) / whole.height,
        box.width / whole.width,
        box.height / whole.height,
    )
    views = [_look_at(side[0], inner) for side in together[:2]]
    left, right = views
    if left is None or right is None or abs(right.detail - left.detail) < TELLING:
        return None
    smoother = right if right.detail < left.detail else left
    sharper = left if smoother is right else right
    alike, is_smoothed = _match_smoothed(sharper.pixels, smoother.pixels)
    stands_out = abs(smoother.detail) > abs(sharper.detail)  # beside what surrounds it
    if is_smoothed and stands_out:
        altered, strength, how = smoother, 0.8, "so this one is smoothed, which cannot be undone"
    elif smoother.border >= SEAM:
        altered, strength, how = smoother, 0.6, "a border runs round the smoother one, as round a cover"
    elif alike < SMOOTHED and not stands_out:
        altered, strength, how = sharper, 0.45, "no cover's border runs round the smoother one"
    else:
        return None
    names = ("right", "left") if altered is right else ("left", "right")
    clean = left if altered is right else right
    at = float(edit.right.start) if edit.right else 0.0
    why = (
        f"In a region of {box.width:.0%} × {box.height:.0%} of the picture from {at:.2f} s on, the {names[0]} version "
        f"seems the altered one: it has {np.exp(altered.detail):.2f} times the detail of its surroundings, the "
        f"{names[1]} one {np.exp(clean.detail):.2f} times, smoothing the sharper one gives the other with a "
        f"correlation of {alike:.2f}, and {how}."
    )
    way = RIGHT_FROM_LEFT if altered is right else LEFT_FROM_RIGHT
    return clue("altered_region", way, strength * edit.confidence, why)


def _match_smoothed(sharper: Floats32, smoother: Floats32) -> tuple[float, bool]:
    """The best correlation of ``smoother`` with a smoothed ``sharper``, and whether it is no more than that."""
    best, gain, finer = 0.0, 0.0, 0.0
    for radius in RADII:
        tried = np.empty_like(sharper)
        cv2.GaussianBlur(sharper, (0, 0), radius * min(sharper.shape), tried, borderType=cv2.BORDER_REPLICATE)
        spread = float(tried.std())
        if spread < 0.5 or float(smoother.std()) < 0.5:
            continue
        alike = float(np.corrcoef(tried.ravel(), smoother.ravel())[0, 1])
        if alike > best:
            best, gain = alike, alike * float(smoother.std()) / spread
            finer = (_fine(smoother) + NOISE) / (_fine(tried) + NOISE)
    return best, best >= SMOOTHED and SMOOTHED_GAIN[0] <= gain <= SMOOTHED_GAIN[1] and finer <= FINER


def _fine(pixels: Floats32) -> float:
    """Mean energy of the two finest bands, grey levels squared."""
    bands = split_bands(pixels)
    return float(np.square(bands[0] + bands[1]).mean())


@dataclass(frozen=True, eq=False)
class _Look:
    """A region of one picture."""

    detail: float
    """Logarithm of its detail over that of its surroundings."""
    pixels: Floats32
    """Grey levels, shape (height, width)."""
    border: float
    """Step across its border, as `SEAM` counts it."""


def _look_at(picture: Floats32, box: Box) -> _Look | None:
    """The region ``box`` of ``picture``; ``None`` where there is too little of it or around it."""
    height, width = picture.shape
    top, bottom = max(0, round(box.y * height)), min(height, round((box.y + box.height) * height))
    left, right = max(0, round(box.x * width)), min(width, round((box.x + box.width) * width))
    tall, wide = bottom - top, right - left
    if tall < LEAST_REGION_PX or wide < LEAST_REGION_PX:
        return None
    bands = split_bands(picture)
    detail = np.square(bands[0] + bands[1])
    ring = np.zeros(picture.shape, bool)
    ring[max(0, top - tall // 2) : bottom + tall // 2, max(0, left - wide // 2) : right + wide // 2] = True
    ring[max(0, top - 4) : bottom + 4, max(0, left - 4) : right + 4] = False
    if ring.sum() < LEAST_RING_PX:
        return None
    within = np.s_[top + 2 : bottom - 2, left + 2 : right - 2]
    standing = float(np.log((detail[within].mean() + 0.5) / (detail[ring].mean() + 0.5)))
    return _Look(standing, picture[within], _usual(_seam, _sides_within(picture, top, bottom, left, right)))


def _sides_within(picture: Floats32, top: int, bottom: int, left: int, right: int) -> list[tuple[Floats32, int]]:
    """Those sides of a box that lie within the picture: lines that run along it, and the number of the one it is at."""
    height, width = picture.shape
    return [
        (lines, at)
        for lines, at, size in (
            (picture[:, left:right], top, height),
            (picture[:, left:right], bottom, height),
            (picture[top:bottom].T, left, width),
            (picture[top:bottom].T, right, width),
        )
        if EDGE * size <= at <= (1 - EDGE) * size
    ]


def _usual(measure: Callable[[Floats32, int], float], sides: Sequence[tuple[Floats32, int]]) -> float:
    """The median of what is measured at sides of a box; 0 without any."""
    return float(np.median([measure(*side) for side in sides])) if sides else 0.0


def _runs_on(lines: Floats32, at: int) -> float:
    """How alike lines on both sides of line ``at`` are, as a share of how alike they are a little to either side."""
    beside = max(_likeness(lines, at + step) for step in (-2 * BESIDE_PX[1], 2 * BESIDE_PX[1]))
    return _likeness(lines, at) / max(beside, 1e-3)


def _likeness(lines: Floats32, at: int) -> float:
    """Correlation of lines before line ``at`` with those behind it."""
    first, last = BESIDE_PX
    before, after = lines[max(0, at - last) : at - first], lines[at + first : at + last]
    if not len(before) or not len(after):
        return 0.0
    one, two = (part.mean(axis=0) - part.mean() for part in (before, after))
    return float((one * two).sum() / max(float(np.sqrt(np.square(one).sum() * np.square(two).sum())), 1e-6))
