"""Stills of both versions that can be laid over each other: how wide for its height a picture is, and small grey ones.

Usually that is as it is displayed. A picture that was scaled to another's size, as backgrounds of insets are, may keep
the mark of oblong pixels; then it is as it is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction

import numpy as np

from uncut.footage.align.geometry import PLAIN, Geometry, Grey, resize
from uncut.footage.align.tilt import turn_picture
from uncut.footage.decode import grab_stills
from uncut.footage.sides import ReadSide
from uncut.jail import JailSettings
from uncut.model.comparison import WHOLE_PICTURE, Box

STILL_WIDTH_PX = 200
SAME_SHAPE = 0.04
"""Shares of width to height that differ by less are one."""


def possible_shapes(left: ReadSide, right: ReadSide) -> list[float]:
    """By how much the right picture is wider for its height than the left one: as displayed, and as stored.

    A picture that was scaled to another's size, as backgrounds are, may keep the mark of the shape that it had.
    """
    displayed = shape_of(right) / shape_of(left)
    stored = displayed * _pixel_shape(left) / _pixel_shape(right)
    return [displayed] if abs(stored / displayed - 1) < SAME_SHAPE else [displayed, stored]


def shape_of(side: ReadSide) -> float:
    """Width of a version's picture to its height, as displayed."""
    return (side.footage.width or 1) / (side.footage.height or 1)


def _pixel_shape(side: ReadSide) -> float:
    """Width of a pixel to its height, once the picture is turned as it is displayed."""
    video = side.probe.video
    if video is None:
        return 1.0
    return float(1 / video.pixel_shape if video.rotation % 180 else video.pixel_shape)


def _shape_under(left: ReadSide, geometry: Geometry) -> float:
    """Width of the right picture to its height, if ``geometry`` shows the left one as it is shaped."""
    part, shown = geometry.left_box, geometry.right_box
    wide, tall = part.width * shape_of(left), part.height
    return (tall / wide if geometry.turned % 180 else wide / tall) * shown.height / shown.width


def _known_shape(left: ReadSide, right: ReadSide, near: float) -> float:
    return min((one * shape_of(left) for one in possible_shapes(left, right)), key=lambda one: abs(near / one - 1))


def as_shaped(left: ReadSide, right: ReadSide, geometry: Geometry) -> Geometry:
    """An inset with its width to its height as the left picture's, if it nearly has that."""
    box = geometry.right_box
    if geometry.left_box != WHOLE_PICTURE or max(box.width, box.height) == 1:
        return geometry
    own = _shape_under(left, geometry)
    known = _known_shape(left, right, own)
    if abs(own / known - 1) >= SAME_SHAPE:
        return geometry
    wide, tall = box.width * (own / known) ** 0.5, box.height * (known / own) ** 0.5
    x, y = box.x + (box.width - wide) / 2, box.y + (box.height - tall) / 2
    return replace(geometry, right_box=Box(round(x, 4), round(y, 4), round(wide, 4), round(tall, 4)))


def pair_stills(
    left: ReadSide,
    right: ReadSide,
    wanted: Sequence[tuple[float, float]],
    jail: JailSettings,
    near: Geometry = PLAIN,
    width: int = STILL_WIDTH_PX,
) -> list[tuple[Grey, Grey]]:
    """Pictures of both sides, shaped so that under ``near`` one scale serves width and height, and tilted so."""
    shape = shape_of(right)
    if near.track is None and not near.is_plain:
        own = _shape_under(left, near)
        known = _known_shape(left, right, own)
        shape = known if abs(own / known - 1) < SAME_SHAPE else own
    with ThreadPoolExecutor(2) as pool:
        lefts = pool.submit(read_greys, left, [at for at, _ in wanted], jail, shape_of(left), width)
        rights = pool.submit(read_greys, right, [at for _, at in wanted], jail, shape, width)
        pairs = zip(lefts.result(), rights.result(), strict=True)
        if near.tilt:
            return [(turn_picture(one, near.left_tilt, near.left_middle), two) for one, two in pairs]
        return list(pairs)


def read_greys(
    side: ReadSide, times: Sequence[float], jail: JailSettings, shape: float, width: int = STILL_WIDTH_PX
) -> list[Grey]:
    """The pictures displayed at ``times``, ``width`` pixels wide: of the working ones, else of the file."""
    height = max(2, round(width / shape))
    if side.working is not None:
        starts = side.times.as_float()
        frames = np.clip(np.searchsorted(starts, np.array(times) + 1e-6, side="right") - 1, 0, len(starts) - 1)
        pictures = [side.working.block(frame, frame + 1)[0].astype(np.float32) for frame in frames.tolist()]
        return [resize(picture, height, width) for picture in pictures]
    exact = [Fraction(at).limit_denominator(100_000) for at in times]
    stills = grab_stills(side.path, exact, width=width, settings=jail)
    greys = [still.astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32) for still in stills]
    return [resize(grey, height, width) for grey in greys]
