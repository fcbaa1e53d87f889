"""Maps of where two pictures that show the same differ. Arrays in, pictures out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from uncut.model.comparison import Box, Kept

Picture = npt.NDArray[np.uint8]
"""RGB, shape (height, width, 3)."""
FULL = 64
"""Grey levels of difference that are drawn in the brightest colour."""
_COLOURS = np.array([(0, 0, 0), (60, 16, 90), (160, 40, 100), (235, 100, 50), (252, 190, 70), (255, 255, 220)], float)
"""From no difference to `FULL`: dark to light, so that it can be read in grey and by who sees few colours."""


@dataclass(frozen=True, eq=False)
class DifferenceMap:
    """Three pictures side by side: left as the right shows it, right, and where they differ."""

    pixels: Picture
    inside: float | None
    """Mean absolute difference in the region, grey levels; ``None`` without a region."""
    outside: float

    def __repr__(self) -> str:
        """Shape, not data."""
        return f"DifferenceMap({self.pixels.shape})"


def map_difference(left: Picture, right: Picture, kept: Kept, region: Box | None) -> DifferenceMap:
    """``left`` brought to the place where ``right`` shows it, and how far they are apart there.

    What lies outside the shared part of the right picture is drawn as no difference.
    """
    height, width, _ = right.shape
    placed = right.copy()
    top, bottom, first, last = _pixels(kept.right_box, height, width)
    placed[top:bottom, first:last] = _shown_part(left, kept, (bottom - top, last - first))
    apart = np.abs(_grey(placed) - _grey(right))
    shared = np.zeros((height, width), bool)
    shared[top:bottom, first:last] = True
    inner = np.zeros((height, width), bool)
    if region is not None:
        high, low, start, stop = _pixels(region, height, width)
        inner[high:low, start:stop] = True
    rest = shared & ~inner
    strip = np.concatenate([placed, right, colour_levels(apart)], axis=1)
    return DifferenceMap(
        _outlined(strip, region, width) if region is not None else strip,
        float(apart[inner & shared].mean()) if (inner & shared).any() else None,
        float(apart[rest].mean()) if rest.any() else 0.0,
    )


def colour_levels(apart: npt.NDArray[np.floating]) -> Picture:
    """Differences of shape (height, width) as colours."""
    place = np.clip(apart / FULL, 0, 1) * (len(_COLOURS) - 1)
    low = np.minimum(place.astype(int), len(_COLOURS) - 2)
    share = (place - low)[..., np.newaxis]
    mixed: Picture = np.rint(_COLOURS[low] * (1 - share) + _COLOURS[low + 1] * share).astype(np.uint8)
    return mixed


def _shown_part(left: Picture, kept: Kept, size: tuple[int, int]) -> Picture:
    height, width, _ = left.shape
    top, bottom, first, last = _pixels(kept.left_box, height, width)
    shown = np.asarray(left[top:bottom, first:last])
    shown = np.rot90(shown[:, ::-1] if kept.mirrored else shown, -round(kept.rotation / 90))
    part = Image.fromarray(np.ascontiguousarray(shown)).resize((size[1], size[0]), Image.Resampling.BICUBIC)
    return np.asarray(part)


def _pixels(box: Box, height: int, width: int) -> tuple[int, int, int, int]:
    """Top, bottom, first and last column, at least one pixel apart and within the picture."""
    top, first = min(round(box.y * height), height - 1), min(round(box.x * width), width - 1)
    bottom = min(max(round((box.y + box.height) * height), top + 1), height)
    last = min(max(round((box.x + box.width) * width), first + 1), width)
    return max(top, 0), bottom, max(first, 0), last


def _grey(picture: Picture) -> npt.NDArray[np.float32]:
    grey: npt.NDArray[np.float32] = picture.astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32)
    return grey


def _outlined(strip: Picture, region: Box, width: int) -> Picture:
    image = Image.fromarray(strip)
    draw = ImageDraw.Draw(image)
    top, bottom, first, last = _pixels(region, strip.shape[0], width)
    for panel in range(3):
        corners = (panel * width + first - 2, top - 2, panel * width + last + 1, bottom + 1)
        draw.rectangle(corners, outline=(255, 255, 255))
    return np.asarray(image)
