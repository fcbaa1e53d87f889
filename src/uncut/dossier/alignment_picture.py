"""The alignment as a picture: every moment of the left version against every moment of the right one.

Light where the small pictures of both sides agree, with the path that was found and the changes drawn over it. Straight
light lines are copies; a step in the path is a cut.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from uncut.dossier.timeline import lay_out_ticks
from uncut.model.comparison import Box, Comparison, Edit
from uncut.model.time import Span

Greys = npt.NDArray[np.uint8]
"""Shape (times, height, width): evenly spaced pictures of one version, from its start to its end."""
SIDE_PX = 900
"""Longer side of the drawing without its margins."""
MARGIN_PX = 70
PATH, REMOVED, INSERTED, OTHER = (255, 190, 60), (240, 90, 70), (80, 210, 140), (120, 170, 255)
_INK, _PAPER = (40, 40, 40), (255, 255, 255)
_LEAST_SPREAD = 3.0
"""Grey levels under which a picture says nothing and is like no other."""


def similarity_matrix(left: Greys, right: Greys) -> npt.NDArray[np.float32]:
    """Correlation of every right picture with every left one, -1..1, shape (right times, left times)."""
    product: npt.NDArray[np.float32] = _normalised(right) @ _normalised(left).T
    return product


def _normalised(pictures: Greys) -> npt.NDArray[np.float32]:
    rows = pictures.reshape(len(pictures), -1).astype(np.float32)
    rows -= rows.mean(axis=1, keepdims=True)
    spread = np.sqrt(np.square(rows).mean(axis=1, keepdims=True))
    rows /= np.maximum(spread, _LEAST_SPREAD) * np.float32(np.sqrt(rows.shape[1]))
    return rows


def crop_greys(pictures: Greys, box: Box, *, mirrored: bool = False, quarters: int = 0) -> Greys:
    """The part ``box`` of every picture, to the nearest pixel and at a common size of 32 × 18.

    It is mirrored, then turned by quarters clockwise.
    """
    height, width = pictures.shape[1:]
    down, across = (32, 18) if quarters % 2 else (18, 32)
    rows = np.clip(((np.arange(down) + 0.5) / down * box.height + box.y) * height, 0, height - 1).astype(int)
    columns = np.clip(((np.arange(across) + 0.5) / across * box.width + box.x) * width, 0, width - 1).astype(int)
    cut: Greys = pictures[:, rows][:, :, columns]
    return np.rot90(cut[:, :, ::-1] if mirrored else cut, -quarters, axes=(1, 2))


def draw_alignment(comparison: Comparison, left: Greys, right: Greys) -> npt.NDArray[np.uint8]:
    """The picture, RGB of shape (height, width, 3): left time runs to the right, right time downwards."""
    canvas = _Canvas(comparison)
    if len(left) and len(right):
        canvas.paste(similarity_matrix(left, right))
    for edit in comparison.edits:
        canvas.mark(edit)
    for kept in comparison.kept:
        ends = (kept.left.end, kept.left.start) if kept.reversed else (kept.left.start, kept.left.end)
        canvas.line((float(ends[0]), float(kept.right.start)), (float(ends[1]), float(kept.right.end)))
    canvas.label()
    return np.asarray(canvas.image)


class _Canvas:
    """A drawing in seconds."""

    def __init__(self, comparison: Comparison) -> None:
        self._left, self._right = comparison.left.seconds, comparison.right.seconds
        scale = SIDE_PX / max(float(self._left), float(self._right), 1e-3)
        self._width, self._height = (max(60, round(float(one) * scale)) for one in (self._left, self._right))
        self.image = Image.new("RGB", (self._width + 2 * MARGIN_PX, self._height + 2 * MARGIN_PX), _PAPER)
        self._draw = ImageDraw.Draw(self.image)
        self._font = ImageFont.load_default(14)

    def paste(self, matrix: npt.NDArray[np.float32]) -> None:
        """Light where both agree; squared, so that chance likeness stays dark, and stretched to full contrast."""
        alike = np.square(np.clip(matrix, 0, 1))
        levels = np.rint(np.minimum(alike / max(float(np.quantile(alike, 0.998)), 0.05), 1) * 240).astype(np.uint8)
        picture = Image.fromarray(levels).resize((self._width, self._height), Image.Resampling.BILINEAR)
        self.image.paste(picture.convert("RGB"), (MARGIN_PX, MARGIN_PX))

    def mark(self, edit: Edit) -> None:
        """Bands beside the axes where an edit is; what was removed or put in across the whole drawing."""
        colour = {"removed": REMOVED, "inserted": INSERTED}.get(edit.kind, OTHER)
        if edit.left is not None and not edit.left.is_empty:
            first, last = self._x(edit.left.start), self._x(edit.left.end)
            self._draw.rectangle((first, MARGIN_PX - 12, max(last, first + 1), MARGIN_PX - 4), fill=colour)
        if edit.right is not None and not edit.right.is_empty:
            first, last = self._y(edit.right.start), self._y(edit.right.end)
            self._draw.rectangle((MARGIN_PX - 12, first, MARGIN_PX - 4, max(last, first + 1)), fill=colour)
        if edit.kind == "removed" and edit.left is not None:
            self._outline(edit.left, None, colour)
        if edit.kind == "inserted" and edit.right is not None:
            self._outline(None, edit.right, colour)

    def _outline(self, left: Span | None, right: Span | None, colour: tuple[int, int, int]) -> None:
        if left is not None:
            for at in (left.start, left.end):
                self._draw.line((self._x(at), MARGIN_PX, self._x(at), MARGIN_PX + self._height), fill=colour)
        if right is not None:
            for at in (right.start, right.end):
                self._draw.line((MARGIN_PX, self._y(at), MARGIN_PX + self._width, self._y(at)), fill=colour)

    def line(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """A stretch of the path, from (left, right) seconds to (left, right) seconds."""
        places = [(self._x(left), self._y(right)) for left, right in (start, end)]
        self._draw.line(places, fill=PATH, width=2)

    def label(self) -> None:
        """Axes with times."""
        box = (MARGIN_PX - 1, MARGIN_PX - 1, MARGIN_PX + self._width, MARGIN_PX + self._height)
        self._draw.rectangle(box, outline=_INK)
        for tick in lay_out_ticks(self._left):
            x = MARGIN_PX + tick.x / 100 * self._width
            self._draw.line((x, MARGIN_PX + self._height, x, MARGIN_PX + self._height + 5), fill=_INK)
            self._draw.text((x, MARGIN_PX + self._height + 8), tick.label, fill=_INK, font=self._font, anchor="ma")
        for tick in lay_out_ticks(self._right):
            y = MARGIN_PX + tick.x / 100 * self._height
            self._draw.line((MARGIN_PX + self._width, y, MARGIN_PX + self._width + 5, y), fill=_INK)
            self._draw.text((MARGIN_PX + self._width + 8, y), tick.label, fill=_INK, font=self._font, anchor="lm")
        below = MARGIN_PX + self._height + 34
        self._draw.text((MARGIN_PX, below), "left version, to the right", fill=_INK, font=self._font)
        self._draw.text((MARGIN_PX, 14), "right version, downwards", fill=_INK, font=self._font)

    def _x(self, left: Fraction | float) -> float:
        return MARGIN_PX + float(left) / max(float(self._left), 1e-9) * self._width

    def _y(self, right: Fraction | float) -> float:
        return MARGIN_PX + float(right) / max(float(self._right), 1e-9) * self._height
