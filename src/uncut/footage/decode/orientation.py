"""How a picture has to be turned and mirrored to be shown, from the display matrix of its file."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

MATRIX = struct.Struct("=9i")


@dataclass(frozen=True)
class Orientation:
    """One of the eight ways to lay a picture down: swap the axes first, then mirror along each."""

    transpose: bool = False
    flip_x: bool = False
    flip_y: bool = False

    @property
    def degrees_clockwise(self) -> int:
        """The quarter turn, 0, 90, 180 or 270; what is left after it is a mirroring."""
        if self.transpose:
            return 90 if self.flip_x else 270
        return 180 if self.flip_y else 0

    @property
    def mirrored(self) -> bool:
        """Whether left and right are swapped beside the turn."""
        return self.transpose ^ self.flip_x ^ self.flip_y

    def apply(self, pictures: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """``pictures`` of shape (n, height, width[, 3]) as they are to be shown; a view where it can be."""
        shown = pictures.swapaxes(1, 2) if self.transpose else pictures
        if self.flip_x:
            shown = shown[:, :, ::-1]
        if self.flip_y:
            shown = shown[:, ::-1]
        return shown


UPRIGHT = Orientation()


def orientation_of(matrix: bytes | None) -> tuple[Orientation, bool]:
    """The nearest of the eight ways, and whether ``matrix`` (nine 32-bit integers) is exactly that one."""
    if matrix is None or len(matrix) < MATRIX.size:
        return UPRIGHT, True
    a, b, _, c, d, *_ = MATRIX.unpack(matrix[: MATRIX.size])
    turned = abs(b) + abs(c) > abs(a) + abs(d)
    rest = max(abs(a), abs(d)) if turned else max(abs(b), abs(c))
    exact = rest * 100 <= max(abs(a), abs(b), abs(c), abs(d))
    if turned:
        return Orientation(transpose=True, flip_x=c < 0, flip_y=b < 0), exact
    return Orientation(flip_x=a < 0, flip_y=d < 0), exact


def orientation_from(values: Any) -> Orientation:
    """The orientation that ``[transpose, flip_x, flip_y]`` says."""
    transpose, flip_x, flip_y = map(bool, values)
    return Orientation(transpose, flip_x, flip_y)
