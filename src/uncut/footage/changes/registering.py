"""Registering: by how much two pictures of one size are off each other, and undoing it. Array maths, no files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import cv2
import numpy as np
import numpy.typing as npt

from uncut.footage.changes.detail import Floats32, split_bands

TILES = 3
"""A side; shifts are measured tile by tile, so that an altered region spoils one of them."""
LEAST_PEAK = 0.35
"""Normalised correlation of a tile from which its shift counts."""
LEAST_TILES = 3
MOST_PX = 10.0
FINE_BANDS = 2
CLOSER_SHARE = 0.97
"""Of the squared difference of fine detail, that may be left by a nudge that counts."""
NEGLIGIBLE_PX = 0.12


@dataclass(frozen=True)
class Nudge:
    """Right pixel ``x`` shows left pixel ``x * stretch_x + shift_x``; so for rows."""

    shift_x: float = 0.0
    shift_y: float = 0.0
    stretch_x: float = 1.0
    stretch_y: float = 1.0

    def largest_px(self, width: int, height: int) -> float:
        """The furthest that a corner is moved."""
        across = (self.shift_x, self.shift_x + (self.stretch_x - 1) * width)
        down = (self.shift_y, self.shift_y + (self.stretch_y - 1) * height)
        return max(abs(one) for one in (*across, *down))

    def after(self, first: Nudge) -> Nudge:
        """The nudge measured on pictures that ``first`` was applied to, as one."""
        return Nudge(
            self.shift_x * first.stretch_x + first.shift_x,
            self.shift_y * first.stretch_y + first.shift_y,
            self.stretch_x * first.stretch_x,
            self.stretch_y * first.stretch_y,
        )


def measure_nudge(left: Floats32, right: Floats32) -> Nudge | None:
    """The nudge between two pictures of shape (height, width); ``None`` where too few tiles say anything."""
    one, two = (np.sum(split_bands(picture)[1:], axis=0) for picture in (left, right))
    height, width = left.shape
    found = []
    for rows, columns in _tiles(height, width):
        shift = _tile_shift(one[rows, columns], two[rows, columns])
        if shift is not None:
            found.append(((columns.start + columns.stop) / 2, (rows.start + rows.stop) / 2, *shift))
    if len(found) < LEAST_TILES:
        return None
    x, y, off_x, off_y = np.array(found).T
    (shift_x, grow_x), (shift_y, grow_y) = _line(x, off_x, width), _line(y, off_y, height)
    return Nudge(shift_x, shift_y, 1 + grow_x, 1 + grow_y)


def lies_closer(moved: Floats32, placed: Floats32, shown: Floats32) -> bool:
    """Whether ``moved`` lies closer over ``shown`` than ``placed`` does, in most of the picture.

    What was laid over a part of it may pull the nudge its way; where nothing was, the pictures then lie further apart.
    """
    wanted, *others = (split_bands(picture, FINE_BANDS) for picture in (shown, moved, placed))
    after, before = (sum(np.square(one - two) for one, two in zip(bands, wanted, strict=True)) for bands in others)
    shares = [float(after[part].sum()) / max(float(before[part].sum()), 1e-6) for part in _tiles(*shown.shape)]
    return float(np.median(shares)) < CLOSER_SHARE


def _tiles(height: int, width: int) -> Iterator[tuple[slice, slice]]:
    """Rows and columns of the tiles of a picture."""
    tall, wide = height // TILES, width // TILES
    for row, column in product(range(TILES), repeat=2):
        yield slice(row * tall, (row + 1) * tall), slice(column * wide, (column + 1) * wide)


def _tile_shift(left: Floats32, right: Floats32) -> tuple[float, float] | None:
    """Columns and rows to add to a right place to find the left one."""
    taper = np.outer(np.hanning(left.shape[0]), np.hanning(left.shape[1])).astype(np.float32)
    one, two = left * taper, right * taper
    energy = float(np.sqrt((one**2).sum() * (two**2).sum()))
    if energy < left.size:
        return None
    surface = _correlate(one, two)
    row, column = np.unravel_index(int(surface.argmax()), surface.shape)
    if surface[row, column] / energy < LEAST_PEAK:
        return None
    down = _top(surface[:, column], int(row))
    across = _top(surface[row, :], int(column))
    return (across, down) if max(abs(across), abs(down)) <= MOST_PX else None


def _correlate(left: Floats32, right: Floats32) -> Floats32:
    """Correlation at every shift. OpenCV's transform is at hand; to import `scipy.fft` takes a third of a second."""
    joint = cv2.mulSpectrums(cv2.dft(left), cv2.dft(right), 0, conjB=True)
    surface: Floats32 = cv2.idft(joint, flags=cv2.DFT_SCALE | cv2.DFT_REAL_OUTPUT)  # type: ignore[assignment]
    return surface


def _top(line: npt.NDArray[np.floating], place: int) -> float:
    """The top of a parabola through the highest value; the upper half of the line stands for negative places."""
    before, here, after = (float(line[(place + step) % len(line)]) for step in (-1, 0, 1))
    bend = before - 2 * here + after
    exact = place + (0.5 * (before - after) / bend if bend < 0 else 0.0)
    return exact - len(line) if place > len(line) // 2 else exact


def _line(at: npt.NDArray[np.float64], off: npt.NDArray[np.float64], size: int) -> tuple[float, float]:
    """Shift and growth, by medians of the outer tiles: one bad tile has no say."""
    middle, low, high = float(np.median(off)), at < size * 0.4, at > size * 0.6
    if low.sum() < 2 or high.sum() < 2:
        return middle, 0.0
    before, after = float(np.median(off[low])), float(np.median(off[high]))
    growth = (after - before) / (float(at[high].mean()) - float(at[low].mean()))
    return middle - growth * float(at.mean()), growth


class Resampler:
    """Takes pictures of one size to another along straight lines: pixel ``x`` shows ``start + x * step``."""

    def __init__(
        self, shape: tuple[int, int], to: tuple[int, int], down: tuple[float, float], across: tuple[float, float]
    ):
        """Shapes are (height, width); ``down`` and ``across`` are start and step."""
        self._down = _taps(shape[0], to[0], *down)
        self._across = _taps(shape[1], to[1], *across)

    def __call__(self, picture: npt.NDArray[np.generic]) -> Floats32:
        """``picture`` resampled."""
        rows = _weigh(picture.astype(np.float32), self._down)
        columns = _weigh(np.asarray(cv2.transpose(rows), np.float32), self._across)
        return np.asarray(cv2.transpose(columns), np.float32)


Taps = list[tuple[npt.NDArray[np.intp], Floats32]]
"""For one line after the other: which of the lines before have a part in each of those after, and how much of one."""


def _taps(before: int, after: int, start: float, step: float) -> Taps:
    """Linear interpolation; where pixels become fewer, over as many as become one."""
    places = np.clip(start + step * np.arange(after), 0, before - 1)
    reach = max(abs(step), 1.0)
    near = np.ceil(places - reach).astype(np.intp)[:, np.newaxis] + np.arange(int(2 * reach) + 1)
    weights = np.maximum(1 - np.abs(places[:, np.newaxis] - near) / reach, 0)
    weights[(near < 0) | (near >= before)] = 0
    weights /= weights.sum(axis=1, keepdims=True)
    columns = zip(near.clip(0, before - 1).T, weights.astype(np.float32).T, strict=True)
    return [(lines, share[:, np.newaxis]) for lines, share in columns if share.any()]


def _weigh(lines: Floats32, taps: Taps) -> Floats32:
    (first, share), *others = taps
    weighed: Floats32 = lines[first] * share
    for number, share in others:
        weighed += lines[number] * share
    return weighed
