"""The natural footage that the evals plant edits in, and what is measured of it before.

Reads with PyAV, in this process and without Uncut: the truth must not come from what is judged by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from pathlib import Path

import av
import av.error
import numpy as np
import numpy.typing as npt
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation, VideoReformatter

from evals.footage.score import Floats
from evals.frame import Options, Skipped, spread

Pictures = npt.NDArray[np.uint8]

COPIES = (
    "_5s.mp4",
    "_fragmented.mp4",
    "_270_rotated.mp4",
    "googlework_tiny.mp4",
    "children_tracking_demo.mp4",
    "scene_cuts.mp4",
    "assets__rocket.webm",
    "rocket.mkv",
    "chair-19-sd-bar.mp4",
    "chair-20-sd-bar.mp4",
    "chair-22-sd-grey-bar.mp4",
    "chair-22-sd-sepia-bar.mp4",
    "chair-22-with-small-logo-bar.mp4",
    "chair-22-with-large-logo-bar.mp4",
    "pattern-longer-no-bar.mp4",
    "pattern-sd-grey-bar.mp4",
    "pattern-sd-with-small-logo-bar.mp4",
    "pattern-sd-with-large-logo-bar.mp4",
)
"""Ends of names of files that show what another file shows: one of each kin is enough."""

MOVING_GREY = 0.3
"""Mean change of a 32x18 grey thumbnail from a frame to the next, in grey levels, from which pictures move."""
MOVING_SHARE = 0.9
"""A clip is moving when this share of its frames moves."""
STEADY = 0.15
"""A clip has a constant rate when no frame is shown for longer or shorter than usual by more than this share."""
SHORTEST_FRAMES = 100
SOME_SECONDS = 4.0
"""Least length of other footage in place of the clips that an eval names."""
AROUND = 3
"""Frames on each side of a place that say whether the pictures move there."""


@dataclass(frozen=True, eq=False)
class Clip:
    """A file's displayed frames."""

    name: str
    """Its path under the media folder."""
    path: Path
    times: Floats
    """Seconds from the first displayed frame."""
    changes: Floats
    """Mean |change| of the thumbnail from the frame before; 0 for the first."""
    pictures: Pictures
    """Planar 4:2:0 of shape (frames, height * 3 / 2, width), or without frames where only facts were read."""

    @property
    def period(self) -> float:
        """Seconds for which a frame is usually shown."""
        return float(np.median(np.diff(self.times)))

    @property
    def rate(self) -> Fraction:
        """Frames a second."""
        return Fraction((len(self.times) - 1) / (self.times[-1] - self.times[0])).limit_denominator(1001)

    @property
    def steady(self) -> bool:
        """Whether its rate is constant."""
        steps = np.diff(self.times)
        return len(steps) > 0 and bool(np.abs(steps - self.period).max() <= STEADY * self.period)

    @property
    def moving(self) -> bool:
        """Whether nearly all of its frames move."""
        return float(np.quantile(self.changes[1:], 1 - MOVING_SHARE)) >= MOVING_GREY

    def at(self, frame: int) -> float:
        """When ``frame`` is shown, in seconds; one past the last is the end."""
        return float(self.times[frame]) if frame < len(self.times) else float(self.times[-1]) + self.period

    def moves_at(self, frame: int) -> bool:
        """Whether the pictures move around the start of ``frame``; the ends of a file have no doubtful place."""
        if frame <= 0 or frame >= len(self.times):
            return True
        return float(self.changes[max(1, frame - AROUND) : frame + AROUND + 1].mean()) >= MOVING_GREY


def list_files(options: Options) -> list[str]:
    """All footage under the media folder, by name.

    Raises
    ------
    Skipped
        The folder is not there.
    """
    if not options.media.is_dir():
        raise Skipped(f"there is no footage at {options.media}")
    return sorted(
        path.relative_to(options.media).as_posix()
        for path in options.media.rglob("*")
        if path.is_file() and path.suffix != ".md"
    )


def list_sources(options: Options) -> list[str]:
    """Files of which none shows what another one shows."""
    return [name for name in list_files(options) if not name.endswith(COPIES)]


def choose_named(options: Options, named: Sequence[str]) -> list[str]:
    """Those of ``named`` that are there; in a folder of other footage as many sources of some seconds, by name."""
    there = [name for name in named if (options.media / name).is_file()]
    if not there:
        names = list_sources(options)
        there = [name for name in names if float(read_facts(options.media, name).times[-1]) >= SOME_SECONDS]
        there = spread(there, len(named))
    return spread(there, options.limit)


def choose_clips(options: Options, *, moving: bool, limit: int | None) -> list[str]:
    """Sources of constant rate and some length that move, or that do not; with a limit, the smallest files."""
    names = list_sources(options)
    if limit is not None:
        names.sort(key=lambda name: (options.media / name).stat().st_size)
    fitting = (name for name in names if _fits(read_facts(options.media, name), moving=moving))
    return list(islice(fitting, limit))


def _fits(clip: Clip, *, moving: bool) -> bool:
    return clip.steady and len(clip.times) >= SHORTEST_FRAMES and clip.moving == moving


@lru_cache(maxsize=256)
def read_facts(media: Path, name: str) -> Clip:
    """Times and movement of a file, without its pictures."""
    return _read(media / name, name, None, keep=False)


def read_clip(media: Path, name: str, size: tuple[int, int] | None = None, most: int | None = None) -> Clip:
    """A file with its pictures, scaled to ``size`` (width, height); at most the first ``most`` frames."""
    return _read(media / name, name, size, keep=True, most=most)


def _read(path: Path, name: str, size: tuple[int, int] | None, *, keep: bool, most: int | None = None) -> Clip:
    times, thumbnails, pictures = [], [], []
    scaler, shrinker = VideoReformatter(), VideoReformatter()
    for frame, at in displayed_frames(path):
        width, height = size or (frame.width // 2 * 2, frame.height // 2 * 2)
        if keep:
            scaled = scaler.reformat(frame, width, height, "yuv420p", interpolation=Interpolation.BICUBIC)
            pictures.append(scaled.to_ndarray())
        small = shrinker.reformat(frame, 32, 18, "gray", interpolation=Interpolation.AREA)
        thumbnails.append(small.to_ndarray().astype(np.float32))
        times.append(at)
        if len(times) == most:
            break
    steps = np.abs(np.diff(np.array(thumbnails), axis=0)).mean(axis=(1, 2)) if len(times) > 1 else np.zeros(0)
    shown = np.array(times)
    return Clip(
        name,
        path,
        shown - shown[0],
        np.concatenate([[0.0], steps]),
        np.array(pictures) if keep else np.zeros((0, 0, 0), np.uint8),
    )


def displayed_frames(path: Path) -> Iterator[tuple[VideoFrame, float]]:
    """Frames with their times in seconds; stops where the decoder does."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        base = stream.time_base or Fraction(1, 90000)
        try:
            for frame in container.decode(stream):
                if frame.pts is not None:
                    yield frame, float(frame.pts * base)
        except av.error.FFmpegError:
            return


def read_times(path: Path) -> Floats:
    """When each frame of a file is shown, in seconds from the first."""
    times = np.array([at for _, at in displayed_frames(path)], dtype=np.float64)
    return np.asarray(times - times[0], dtype=np.float64)
