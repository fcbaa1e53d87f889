"""Footage: what a file holds, the times of its frames, and pictures on their way through the pipeline."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import msgspec
import numpy as np
import numpy.typing as npt

from uncut.model.time import Span


class AudioFacts(msgspec.Struct, frozen=True):
    """The first sound track of a file."""

    codec: str
    sample_rate: int
    """Hertz."""
    channels: int


class Footage(msgspec.Struct, frozen=True, kw_only=True):
    """A side of a comparison: the container's facts, and what was wrong with the file."""

    path: str
    sha256: str
    seconds: Fraction
    """Length from the first displayed frame to the end of the last."""
    frames: int | None
    """Displayed frames that were decoded; ``None`` for a file without picture."""
    frame_rate: str | None
    """Average as an exact fraction, ``"30000/1001"``; a description, never used for times."""
    variable_frame_rate: bool
    width: int | None
    """Pixels as displayed, after the rotation flag."""
    height: int | None
    video_codec: str | None
    audio: AudioFacts | None
    tags: dict[str, str]
    issues: list[str]
    """Damage met on the way, each one sentence."""


@dataclass(frozen=True, eq=False)
class FrameTimes:
    """Presentation times of a file's displayed frames, exact.

    ``ticks`` are in units of ``time_base`` seconds and rise strictly; the first is 0. ``end_tick`` is where the
    last frame stops being shown.
    """

    ticks: npt.NDArray[np.int64]
    time_base: Fraction
    end_tick: int

    def __post_init__(self) -> None:
        """Check shape, dtype and order."""
        if self.ticks.ndim != 1 or self.ticks.dtype != np.int64:
            raise ValueError(f"ticks must be int64 of shape (frames,), not {self.ticks.dtype}{self.ticks.shape}")
        if len(self.ticks) and (self.ticks[0] != 0 or self.end_tick <= self.ticks[-1]):
            raise ValueError("ticks must start at 0 and end before end_tick")
        if np.any(np.diff(self.ticks) <= 0):
            raise ValueError("ticks must rise strictly")

    def __len__(self) -> int:
        """Number of frames."""
        return len(self.ticks)

    def __repr__(self) -> str:
        """Shapes, not data."""
        return f"FrameTimes({len(self)} frames, {float(self.seconds):.3f} s)"

    @property
    def seconds(self) -> Fraction:
        """Length of the file in seconds."""
        return self.end_tick * self.time_base

    def at(self, frame: int) -> Fraction:
        """When ``frame`` is first shown, in seconds; ``len(self)`` gives the end of the file."""
        tick = self.end_tick if frame == len(self) else int(self.ticks[frame])
        return tick * self.time_base

    def span(self, first: int, stop: int) -> Span:
        """The time for which frames ``first`` to ``stop - 1`` are shown."""
        return Span(self.at(first), self.at(stop))

    def as_float(self) -> npt.NDArray[np.float64]:
        """Times in seconds as float64 of shape (frames,), for array maths."""
        return self.ticks.astype(np.float64) * float(self.time_base)


@dataclass(frozen=True, eq=False)
class FrameBatch:
    """Consecutive decoded pictures, scaled to one size."""

    ticks: npt.NDArray[np.int64]
    """Shape (n,): presentation times in the stream's time base, as the file gives them."""
    pixels: npt.NDArray[np.uint8]
    """Shape (n, height, width) grey or (n, height, width, 3) RGB; 0..255."""
    tints: npt.NDArray[np.uint8] | None = None
    """Shape (n, 2, height, width): points of the two colour planes of grey pictures, where they were asked for."""
    keys: tuple[int, ...] = ()
    """Which of them are coded without reference to another one, by their places here; rising."""

    def __post_init__(self) -> None:
        """Check shapes and dtypes."""
        if self.pixels.dtype != np.uint8 or self.pixels.ndim not in (3, 4):
            raise ValueError(f"pixels must be uint8 of 3 or 4 axes, not {self.pixels.dtype}{self.pixels.shape}")
        if self.ticks.shape != (len(self.pixels),):
            raise ValueError(f"{len(self.pixels)} pictures with {self.ticks.shape} times")

    def __repr__(self) -> str:
        """Shapes, not data."""
        return f"FrameBatch(pixels {self.pixels.shape})"
