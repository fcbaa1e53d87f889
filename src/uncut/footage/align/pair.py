"""The two sides of an alignment, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from uncut.footage.align.lines import Floats
from uncut.footage.align.registered import Registered
from uncut.footage.fingerprint.pictures import Descriptors, PictureFingerprints, coarse_view, whole_view

ENCODING_GREY, ENCODING_SQUARED = 0.7, 1e-4
"""Grey levels that any encoding may leave in an area mean, and the squared distance of dull pictures that they make."""


@dataclass(frozen=True, eq=False)
class Pair:
    """Two versions, with what every step of the alignment asks of them."""

    left: PictureFingerprints
    right: PictureFingerprints
    registered: Registered | None = None
    """Under a window that moves: what tells how far apart pictures are, instead of their thumbnails."""
    least_noise: float = ENCODING_GREY
    """Grey levels by which area means of the same picture may differ."""

    def thumbnails(
        self, left: npt.NDArray[np.integer], right: npt.NDArray[np.integer]
    ) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
        """Thumbnails of left and right frames that are paired, which lie near each other."""
        registered = self.registered
        lefts = self.left.thumbnails.take(left) if registered is None else registered.thumbnails(left, right)
        return lefts, self.right.thumbnails.take(right)

    @property
    def rounding(self) -> float:
        """Squared distance that is left in a dull picture."""
        return ENCODING_SQUARED * (self.least_noise / ENCODING_GREY) ** 2

    @cached_property
    def left_pictures(self) -> Descriptors:
        """Descriptors of the left frames."""
        return Descriptors(self.left.thumbnails, whole_view)

    @cached_property
    def right_pictures(self) -> Descriptors:
        """Descriptors of the right frames."""
        return Descriptors(self.right.thumbnails, whole_view)

    @cached_property
    def left_coarse(self) -> Descriptors:
        """Coarse descriptors of the left frames, for trying many lines."""
        return Descriptors(self.left.thumbnails, coarse_view)

    @cached_property
    def right_coarse(self) -> Descriptors:
        """Coarse descriptors of the right frames."""
        return Descriptors(self.right.thumbnails, coarse_view)

    @cached_property
    def left_times(self) -> Floats:
        """Times of the left frames, seconds."""
        return self.left.times.as_float()

    @cached_property
    def right_times(self) -> Floats:
        """Times of the right frames, seconds."""
        return self.right.times.as_float()

    @property
    def left_seconds(self) -> float:
        """Length of the left version."""
        return float(self.left.times.seconds)

    @property
    def right_seconds(self) -> float:
        """Length of the right version."""
        return float(self.right.times.seconds)

    @cached_property
    def period(self) -> float:
        """Seconds for which a left frame is usually shown: the step between neighbouring lines."""
        return usual_period(self.left_times, self.left_seconds)

    @cached_property
    def tolerance(self) -> float:
        """Seconds by which a time may miss a frame and still mean it: a quarter of the shorter period."""
        return min(self.period, usual_period(self.right_times, self.right_seconds)) / 4


def usual_period(times: Floats, seconds: float) -> float:
    """Median seconds from one frame to the next."""
    return float(np.median(np.diff(times))) if len(times) > 1 else seconds
