"""In the jail: the colour of a picture at a few hundred points, next to nothing beside the cost of decoding it.

The two colour planes are read where they lie, without a scaler: colour is coarse in all footage, and is only asked for
whether all of it has changed. They are given as the file codes them, in limited range; whoever compares two files has
to allow for two matrices, and for a range that a file misnames.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Interpolation, VideoReformatter

PLANAR = re.compile(r"yuv(?:j|a)?4\d\dp(?:(9|10|12|14|16)(?:le)?)?$")
"""Formats whose second and third plane are colour, and the bits of a sample where they are not 8."""
NEUTRAL = 128
LIMITED = bytes(round(NEUTRAL + (level - NEUTRAL) * 224 / 255) for level in range(256))
"""Colour in limited range for each level of full range. Brightness is brought to one range by the scaler."""
SAMPLED_PX = 4
"""Pixels a point for formats that have to be converted first."""

Pick = Callable[[Any], Sequence[int]]


class Tinter:
    """Takes ``height`` rows of ``width`` points out of both colour planes of pictures; 128 is no colour."""

    def __init__(self, width: int, height: int) -> None:
        """One for all pictures of a file: the points are reckoned once."""
        self.width, self.height = width, height
        self._reformatter = VideoReformatter()
        self._picks: dict[tuple[int, int, int], Pick] = {}

    def __call__(self, frame: VideoFrame) -> bytes:
        """The points of the first colour plane, row by row, then those of the second."""
        name = frame.format.name
        if name.startswith("gray"):
            return bytes([NEUTRAL]) * (2 * self.width * self.height)
        planar = PLANAR.match(name)
        if planar is None:
            frame = self._reformatter.reformat(
                frame, self.width * SAMPLED_PX, self.height * SAMPLED_PX, "yuv444p", interpolation=Interpolation.AREA
            )
        bits = int(planar.group(1) or 8) if planar else 8
        points = b"".join(self._points(plane, bits) for plane in frame.planes[1:3])
        full = name.startswith("yuvj") or frame.color_range == ColorRange.JPEG
        return points.translate(LIMITED) if planar and full else points

    def _points(self, plane: Any, bits: int) -> bytes:
        deep = bits > 8
        row = plane.line_size // (2 if deep else 1)
        size = (plane.width, plane.height, row)
        if size not in self._picks:
            self._picks[size] = itemgetter(*self._places(*size))
        picked = self._picks[size](memoryview(plane).cast("H") if deep else memoryview(plane))
        return bytes(one >> bits - 8 & 0xFF for one in picked) if deep else bytes(picked)

    def _places(self, width: int, height: int, row: int) -> list[int]:
        rows, columns = (
            [int((number + 0.5) * size / count) for number in range(count)]
            for size, count in ((height, self.height), (width, self.width))
        )
        return [down * row + across for down in rows for across in columns]
