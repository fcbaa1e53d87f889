"""Insets: a small copy of the left picture somewhere in the right one, found by what moves inside it.

What lies around an inset moves as well and drowns its rhythm, and as long as the time is not known, no pictures can be
laid over each other. So both are sought at once: at every place and in several sizes, how the right picture changes
over two seconds is compared with how the left one does, at all of its times. Neighbouring windows must agree on the
place and, but for cuts, on the distance in time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from uncut.footage.align.lines import Floats
from uncut.footage.align.pair import Pair
from uncut.footage.fingerprint.cropping import area_weights
from uncut.footage.fingerprint.pictures import THUMBNAIL_HEIGHT, THUMBNAIL_WIDTH, PictureFingerprints
from uncut.model.comparison import Box

STEP_SECONDS = 0.1
STRIDE = 2
SAMPLES = 10
"""A window has so many pictures, ``STRIDE`` steps from each other."""
WINDOW_SECONDS = STEP_SECONDS * STRIDE * SAMPLES
WINDOWS, LEAST_WINDOWS = 12, 3
"""Windows of a span of the right version."""
SHARES = tuple(float(one) for one in np.geomspace(0.2, 1.0, 15))
"""The longer side of an inset, as a share of the right picture's; steps of 12 %."""
LARGEST_AREA = 0.7
"""Share of the right picture; what covers more of it has the whole picture's rhythm."""
SMALLEST_PX = 3
"""Rows or columns of thumbnails; less has too little to say."""
TRIED = 2
"""Places of a size and way that are looked at more closely."""
MOST_LEFT_WINDOWS = 12_000
"""A version of more than twenty minutes is looked through in wider steps before the best places are looked at."""
BLOCK_WINDOWS = 2048
QUIET_GREY = 1.0
"""Root mean square of change under which a window counts for less, and for nothing where nothing moves."""
JUMP = 0.3
"""Price of another distance in time, in units of a window's likeness."""
LIKENESS = 0.35
"""Mean likeness of the windows from which an inset is measured on the pictures. With other moving footage behind, it
was .43 to .85 over ten true ones, and up to .37 (of shaken hand-held footage .53) without any; the pictures decide."""
SURE_WINDOW = 0.5
"""Likeness from which the pictures of a window are laid over each other."""

Float32s = npt.NDArray[np.float32]
Greys = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Inset:
    """Where the left picture seems to be shown in the right one, and when."""

    box: Box
    """In the right picture."""
    mirrored: bool
    pairs: tuple[tuple[float, float], ...]
    """Left and right seconds that show the same."""
    likeness: float
    """Mean over the windows, of the correlation of what changes."""


class _Size(NamedTuple):
    """Shares of the right picture's width and height."""

    wide: float
    tall: float

    @property
    def pixels(self) -> tuple[int, int]:
        """Rows and columns of thumbnails."""
        return round(THUMBNAIL_HEIGHT * self.tall), round(THUMBNAIL_WIDTH * self.wide)


class _Place(NamedTuple):
    size: _Size
    mirrored: bool
    row: int
    column: int


def find_inset(pair: Pair, span: tuple[float, float], shape: float) -> Inset | None:
    """The inset that moves most as the left version does, in right seconds ``span``; ``None`` where none does.

    ``shape`` says by how much the right picture is wider for its height than the left one.
    """
    latest = int((min(span[1], pair.right_seconds) - WINDOW_SECONDS) / STEP_SECONDS)
    rights = np.unique(np.linspace(np.ceil(span[0] / STEP_SECONDS), latest, WINDOWS).round().astype(int))
    lefts = int((pair.left_seconds - WINDOW_SECONDS) / STEP_SECONDS) + 1
    if len(rights) < LEAST_WINDOWS or rights[-1] > latest or lefts < LEAST_WINDOWS:
        return None
    left = _sampled(pair.left, np.arange(lefts + STRIDE * SAMPLES))
    right = _sampled(pair.right, (rights[:, np.newaxis] + STRIDE * np.arange(SAMPLES)).ravel())
    best: Inset | None = None
    for size in _sizes(shape):
        small = _shrunk(left, size.pixels)
        for place in _best_places(small, right, size, lefts):
            found = _follow(small, right, rights, place, lefts)
            if found.likeness >= LIKENESS and (best is None or found.likeness > best.likeness):
                best = found
    return best


def _sizes(shape: float) -> Iterator[_Size]:
    for share in SHARES:
        size = _Size(share / max(1.0, shape), share * min(1.0, shape))
        if min(size.pixels) >= SMALLEST_PX and size.wide * size.tall <= LARGEST_AREA:
            yield size


def _sampled(side: PictureFingerprints, steps: npt.NDArray[np.int_]) -> Greys:
    """The pictures displayed at ``steps`` of time, shape (steps, 18, 32)."""
    times = side.times.as_float()
    shown = np.clip(np.searchsorted(times, steps * STEP_SECONDS + 1e-6, side="right") - 1, 0, len(times) - 1)
    blocks = range(0, len(shown), BLOCK_WINDOWS)
    return np.concatenate([side.thumbnails.take(shown[first : first + BLOCK_WINDOWS]) for first in blocks])


def _shrunk(pictures: Greys, pixels: tuple[int, int]) -> Float32s:
    down, across = area_weights(THUMBNAIL_HEIGHT, pixels[0]), area_weights(THUMBNAIL_WIDTH, pixels[1]).T
    blocks = range(0, len(pictures), BLOCK_WINDOWS)
    return np.concatenate([down @ pictures[first : first + BLOCK_WINDOWS] @ across for first in blocks])


def _changes(windows: Float32s | Greys) -> Float32s:
    """What changes within windows of shape (n, samples, pixels), shape (n, samples * pixels); at most of length 1."""
    centred = windows - windows.mean(axis=2, keepdims=True, dtype=np.float32)
    centred -= centred.mean(axis=1, keepdims=True)
    flat: Float32s = centred.reshape(len(centred), -1)
    flat /= np.maximum(np.linalg.norm(flat, axis=1, keepdims=True), QUIET_GREY * np.sqrt(flat.shape[1]))
    return flat


def _left_windows(small: Float32s, starts: npt.NDArray[np.int_], *, mirrored: bool) -> Float32s:
    shown = small[starts[:, np.newaxis] + STRIDE * np.arange(SAMPLES)]
    return _changes((shown[..., ::-1] if mirrored else shown).reshape(len(starts), SAMPLES, -1))


def _best_places(small: Float32s, right: Greys, size: _Size, lefts: int) -> Iterator[_Place]:
    """Where in the right picture most windows find a like one among the left ones."""
    rows, columns = size.pixels
    views = np.lib.stride_tricks.sliding_window_view(right, (rows, columns), axis=(1, 2))
    down, across = views.shape[1:3]
    windows = views.reshape(-1, SAMPLES, down * across, rows * columns).transpose(0, 2, 1, 3)
    wanted = np.stack([_changes(one) for one in windows])
    starts = np.arange(0, lefts, -(-lefts // MOST_LEFT_WINDOWS))
    for mirrored in (False, True):
        best = np.zeros(wanted.shape[:2], np.float32)
        for first in range(0, len(starts), BLOCK_WINDOWS):
            there = _left_windows(small, starts[first : first + BLOCK_WINDOWS], mirrored=mirrored).T
            for window, some in enumerate(wanted):
                np.maximum(best[window], (some @ there).max(axis=1), out=best[window])
        for place in np.argsort(-best.mean(axis=0))[:TRIED].tolist():
            yield _Place(size, mirrored, place // across, place % across)


def _follow(small: Float32s, right: Greys, rights: npt.NDArray[np.int_], place: _Place, lefts: int) -> Inset:
    """The inset at a place, with the distances in time that serve the windows best, changes of it paid for."""
    rows, columns = place.size.pixels
    part = right[:, place.row : place.row + rows, place.column : place.column + columns]
    wanted = _changes(part.reshape(len(rights), SAMPLES, -1))
    alike = np.empty((len(rights), lefts), np.float32)
    for first in range(0, lefts, BLOCK_WINDOWS):
        starts = np.arange(first, min(first + BLOCK_WINDOWS, lefts))
        alike[:, starts] = wanted @ _left_windows(small, starts, mirrored=place.mirrored).T
    shown, likeness = _cheapest(alike, rights)
    pairs = []
    for row, start, at in zip(alike, shown, rights.tolist(), strict=True):
        if 0 <= start < lefts and row[start] >= SURE_WINDOW:
            middle = STRIDE * (SAMPLES - 1) / 2
            pairs.append((STEP_SECONDS * (_peak(row, start) + middle), STEP_SECONDS * (at + middle)))
    wide, tall = place.size
    x = float(np.clip((place.column + columns / 2) / THUMBNAIL_WIDTH - wide / 2, 0, 1 - wide))
    y = float(np.clip((place.row + rows / 2) / THUMBNAIL_HEIGHT - tall / 2, 0, 1 - tall))
    return Inset(Box(x, y, wide, tall), place.mirrored, tuple(pairs), likeness)


def _cheapest(alike: Float32s, rights: npt.NDArray[np.int_]) -> tuple[list[int], float]:
    """For every right window the left one on the best path, which may lie outside; and the path's mean likeness."""
    windows, lefts = alike.shape
    width = lefts + int(rights[-1] - rights[0])
    total = np.zeros(width, np.float32)
    came: list[npt.NDArray[np.intp]] = []
    for row, at in zip(alike, rights, strict=True):
        best = int(total.argmax())
        stays = total >= total[best] - JUMP
        came.append(np.where(stays, np.arange(width), best))
        total = np.maximum(total, total[best] - JUMP)
        low = int(rights[-1] - at)
        total[low : low + lefts] += row
    place = int(total.argmax())
    likeness = float(total[place]) / windows
    shown = []
    for before, at in zip(reversed(came), rights[::-1], strict=True):
        shown.append(place - int(rights[-1] - at))
        place = int(before[place])
    return shown[::-1], likeness


def _peak(row: Floats | Float32s, at: int) -> float:
    """The top of a parabola through a value and its neighbours."""
    if not 0 < at < len(row) - 1:
        return float(at)
    before, here, after = (float(row[at + step]) for step in (-1, 0, 1))
    bend = before - 2 * here + after
    return at + (float(np.clip((before - after) / (2 * bend), -0.5, 0.5)) if bend < -1e-6 else 0.0)
