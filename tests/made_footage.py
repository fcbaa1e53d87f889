"""Footage made as arrays: thumbnails of a camera that pans over natural-like texture, with things that move.

Nothing here opens a file. Pictures are thumbnails of shape (frames, 18, 32), the same that decoding gives; a right
version is made by choosing left frames by their numbers, and by what encoding would leave of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt
from scipy.ndimage import gaussian_filter

from uncut.footage.align.align import align_pictures
from uncut.footage.changes.cuts import (
    Placed,
    describe_kept,
    find_cuts,
    in_order,
    measure_coverage,
    place_stretches,
)
from uncut.footage.fingerprint.pictures import PictureFingerprints, Thumbnails
from uncut.model.comparison import Coverage, Edit, Kept
from uncut.model.footage import FrameTimes

HEIGHT, WIDTH = 18, 32
Pictures = npt.NDArray[np.uint8]


def make_texture(seed: int, height: int = 96, width: int = 160, slope: float = 1.3) -> npt.NDArray[np.float64]:
    """Grey levels of 1/f noise that wrap around at the edges: the spectrum of natural pictures."""
    rng = np.random.default_rng(seed)
    down, across = np.fft.fftfreq(height)[:, None] * height, np.fft.fftfreq(width)[None, :] * width
    strength = 1 / np.maximum(np.hypot(down, across), 1) ** slope
    spectrum = strength * np.exp(2j * np.pi * rng.random((height, width)))
    noise = np.fft.ifft2(spectrum).real
    return 128 + 40 * (noise - noise.mean()) / noise.std()


def smooth_path(rng: np.random.Generator, frames: int, reach: float, steady: float = 12.0) -> npt.NDArray[np.float64]:
    """A walk of shape (frames,) without jerks that strays about ``reach`` from where it starts."""
    steps = gaussian_filter(rng.normal(size=frames + 200), steady)[100 : frames + 100]
    walk = np.cumsum(steps)
    return reach * (walk - walk[0]) / max(1e-9, float(np.abs(walk - walk[0]).max()))


def film(frames: int, seed: int = 0, *, pan: float = 12.0, scene: int | None = None, things: int = 3) -> Pictures:
    """One shot: a camera that strays ``pan`` pixels over ``scene``, and ``things`` that move about in it."""
    rng = np.random.default_rng(1000 + seed)
    texture = make_texture(seed if scene is None else scene)
    rows = 8 + smooth_path(rng, frames, pan / 2)[:, None, None] + np.arange(HEIGHT)[None, :, None]
    columns = 8 + smooth_path(rng, frames, pan)[:, None, None] + np.arange(WIDTH)[None, None, :]
    pictures = _sample(texture, rows, columns)
    for _ in range(things):
        y = rng.uniform(3, HEIGHT - 3) + smooth_path(rng, frames, 6.0, 6.0)
        x = rng.uniform(3, WIDTH - 3) + smooth_path(rng, frames, 14.0, 6.0)
        squares = (np.arange(HEIGHT)[:, None] - y[:, None, None]) ** 2 + (np.arange(WIDTH) - x[:, None, None]) ** 2
        pictures = pictures + rng.choice([-70.0, 70.0]) * np.exp(-squares / 8)
    return np.clip(np.rint(pictures), 0, 255).astype(np.uint8)


def _sample(
    texture: npt.NDArray[np.float64], rows: npt.NDArray[np.float64], columns: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    height, width = texture.shape
    top, left = np.floor(rows).astype(int), np.floor(columns).astype(int)
    down, across = rows - top, columns - left
    above = texture[top % height, left % width] * (1 - across) + texture[top % height, (left + 1) % width] * across
    below = texture[(top + 1) % height, left % width] * (1 - across)
    below = below + texture[(top + 1) % height, (left + 1) % width] * across
    return above * (1 - down) + below * down


def encode(
    pictures: Pictures,
    seed: int = 0,
    *,
    noise: float = 1.0,
    blur: float = 0.35,
    gain: float = 1.0,
    lift: float = 0.0,
) -> Pictures:
    """What an encoder leaves: a little blur, noise in grey levels, and other levels where asked for."""
    rng = np.random.default_rng(5000 + seed)
    soft = gaussian_filter(pictures.astype(np.float64), (0, blur, blur))
    changed = (soft - 128) * gain + 128 + lift + rng.normal(0, noise, pictures.shape)
    return np.clip(np.rint(changed), 0, 255).astype(np.uint8)


def times_at(frames: int, rate: Fraction | int) -> FrameTimes:
    """Even times at ``rate`` frames a second."""
    base = 1 / Fraction(rate)
    return FrameTimes(np.arange(frames, dtype=np.int64), base, frames)


def times_of(ticks: Sequence[int], end_tick: int, time_base: Fraction = Fraction(1, 1000)) -> FrameTimes:
    """Times as given."""
    return FrameTimes(np.asarray(ticks, np.int64), time_base, end_tick)


def fingerprints(pictures: Pictures, times: FrameTimes | Fraction | int = 25) -> PictureFingerprints:
    """Pictures with their times, or a frame rate, as the alignment takes them."""
    if not isinstance(times, FrameTimes):
        times = times_at(len(pictures), times)
    return PictureFingerprints(times, Thumbnails.of(pictures))


class Found:
    """Two sides compared."""

    def __init__(self, left: PictureFingerprints, right: PictureFingerprints) -> None:
        self.left, self.right = left, right
        self.placed: list[Placed] = place_stretches(align_pictures(left, right).stretches, left.times, right.times)
        self.edits: list[Edit] = in_order(find_cuts(self.placed, left.times, right.times))
        self.kept: list[Kept] = describe_kept(self.placed)
        self.coverage: Coverage = measure_coverage(self.placed, left.times, right.times)

    def frames(self) -> list[tuple[str, tuple[int, int] | None, tuple[int, int] | None]]:
        """Every edit as its kind and the numbers of the left and right frames ``[first, stop)``."""
        return [
            (edit.kind, _numbers(edit.left, self.left.times), _numbers(edit.right, self.right.times))
            for edit in self.edits
        ]

    def told(self) -> str:
        """What a failing test shows."""
        lines = [f"{kind} left {left} right {right}" for kind, left, right in self.frames()]
        return "\n".join([*lines, *(str(one.stretch) for one in self.placed)])


def _numbers(span, times: FrameTimes) -> tuple[int, int] | None:
    if span is None:
        return None
    starts = [times.at(frame) for frame in range(len(times) + 1)]
    return tuple(min(range(len(starts)), key=lambda one: abs(starts[one] - at)) for at in (span.start, span.end))


def compare(
    left: Pictures,
    right: Pictures,
    left_times: FrameTimes | Fraction | int = 25,
    right_times: FrameTimes | Fraction | int | None = None,
) -> Found:
    """The two sides aligned, and every change in time named."""
    return Found(
        fingerprints(left, left_times), fingerprints(right, left_times if right_times is None else right_times)
    )
