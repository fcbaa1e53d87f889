"""The parent's side of decoding: pictures as arrays, checked as they come out of the jail. No media library here."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from fractions import Fraction
from types import TracebackType
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt

from uncut.errors import LimitExceeded
from uncut.footage.decode.accepted import SCALE_DOWN
from uncut.footage.decode.checking import as_fraction, as_pair, checked, issues_from, limits_for_job
from uncut.footage.decode.orientation import Orientation, orientation_from
from uncut.jail import JailSettings, JailStream, stream_from_jail
from uncut.model.footage import FrameBatch

WORKER = "uncut.footage.decode.worker"
CHANNELS = {"grey": 1, "rgb": 3}
STILLS_IN_ONE_GO = 400


class SentFacts:
    """The first message of a job that sends pictures, checked."""

    def __init__(self, header: dict[str, Any], channels: int, limits_pixels: int) -> None:
        self.time_base = as_fraction(header["time_base"])
        width, height = header["size"]
        if width < 1 or height < 1 or self.time_base <= 0:
            raise ValueError("a size or a time base cannot be")
        self.orientation: Orientation = orientation_from(header["orientation"])
        self.shape: tuple[int, ...] = (height, width) if channels == 1 else (height, width, channels)
        promised = header.get("promised_ticks")
        self.promised = promised if isinstance(promised, int) and promised > 0 else None
        if width * height > max(limits_pixels, 1):
            raise LimitExceeded(f"pictures of {width}x{height} are larger than the limit allows", todo=SCALE_DOWN)

    @property
    def shown_shape(self) -> tuple[int, int]:
        """Height and width as displayed."""
        height, width = self.shape[:2]
        return (width, height) if self.orientation.transpose else (height, width)

    def with_tints(
        self, payload: bytearray, count: int, size: tuple[int, int]
    ) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
        """Grey pictures as displayed, and their tints, of shape (count, 2, height, width); ``size`` as displayed."""
        width, height = size
        grid = (width, height) if self.orientation.transpose else (height, width)
        parts = np.frombuffer(payload, dtype=np.uint8).reshape(count, -1)
        pixels, points = np.split(parts, [self.shape[0] * self.shape[1]], axis=1)
        shown = self.orientation.apply(points.reshape(2 * count, *grid)).reshape(count, 2, height, width)
        return np.ascontiguousarray(self.orientation.apply(pixels.reshape(count, *self.shape))), shown

    def pictures(self, payload: bytearray, count: int) -> npt.NDArray[np.uint8]:
        """``count`` pictures as displayed, of shape (count, height, width[, 3])."""
        pixels = np.frombuffer(payload, dtype=np.uint8).reshape(count, *self.shape)
        return np.ascontiguousarray(self.orientation.apply(pixels))


class PictureStream(Iterator[FrameBatch], AbstractContextManager["PictureStream"]):
    """Decoded pictures in batches. Use it with ``with``; leaving early ends the decoder.

    Ticks count from the first displayed picture of the file, in units of `time_base` seconds.
    """

    time_base: Fraction
    """Seconds a tick."""
    level: str
    """Level of the jail in which the file is open."""
    end_tick: int
    """Where the last picture stops being shown; known when the stream is exhausted, before that -1."""
    issues: tuple[str, ...]
    """Damage met on the way; known when the stream is exhausted."""

    def __init__(
        self, stream: JailStream, path: str, settings: JailSettings, channels: int,
        progress: Callable[[float], None] | None, *, tints: tuple[int, int] | None = None,
    ) -> None:  # fmt: skip
        self._stream = stream
        self._tints = tints
        self._path = path
        self._progress = progress
        self._last_tick = -1
        self._frames = 0
        self._most_frames = settings.limits.frames
        self.level = stream.level
        self.end_tick = -1
        self.issues = ()
        try:
            header, _ = next(stream, ({}, None))
            with checked(path):
                self._facts = SentFacts(header, channels, settings.limits.pixels_per_frame)
        except BaseException:
            stream.close()
            raise
        self.time_base = self._facts.time_base

    def __enter__(self) -> Self:
        """The stream itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """End the decoder."""
        self._stream.close()

    @property
    def width(self) -> int:
        """Pixels across, as delivered."""
        return self._facts.shape[0] if self._facts.orientation.transpose else self._facts.shape[1]

    @property
    def height(self) -> int:
        """Pixels down, as delivered."""
        return self._facts.shape[1] if self._facts.orientation.transpose else self._facts.shape[0]

    def __next__(self) -> FrameBatch:
        """The next batch, oldest picture first."""
        for header, payload in self._stream:
            with checked(self._path):
                if "end_tick" in header:
                    self._take_end(header)
                elif "ticks" in header:
                    return self._take_batch(header["ticks"], header["keys"], payload)
                else:
                    self._report(int(header["at"]))
        raise StopIteration

    def _take_end(self, header: dict[str, Any]) -> None:
        self.end_tick = max(int(header["end_tick"]), self._last_tick + 1)
        self.issues = issues_from(header["issues"])
        if self._progress is not None:
            self._progress(1.0)

    def _take_batch(self, listed: Any, keys: Any, payload: bytearray) -> FrameBatch:
        ticks = np.array(listed, dtype=np.int64)
        if keys != sorted({int(one) for one in keys} & set(range(len(ticks)))):
            raise ValueError("key pictures are not among those that were sent")
        if ticks.ndim != 1 or not len(ticks) or ticks[0] <= self._last_tick or np.any(np.diff(ticks) <= 0):
            raise ValueError("times do not rise")
        self._frames += len(ticks)
        if self._frames > self._most_frames:
            raise LimitExceeded(f"this file has more than {self._most_frames:,} pictures", where=self._path)
        self._last_tick = int(ticks[-1])
        self._report(self._last_tick)
        if self._tints is not None:
            return FrameBatch(ticks, *self._facts.with_tints(payload, len(ticks), self._tints), tuple(keys))
        return FrameBatch(ticks, self._facts.pictures(payload, len(ticks)), keys=tuple(keys))

    def _report(self, tick: int) -> None:
        if self._progress is not None and self._facts.promised is not None:
            self._progress(min(1.0, max(0.0, tick / self._facts.promised)))


def decode_pictures(
    path: str | os.PathLike[str],
    *,
    width: int | None = None,
    height: int | None = None,
    colour: Literal["grey", "rgb"] = "grey",
    start: Fraction | None = None,
    end: Fraction | None = None,
    tints: tuple[int, int] | None = None,
    threads: int | None = None,
    settings: JailSettings | None = None,
    progress: Callable[[float], None] | None = None,
) -> PictureStream:
    """The pictures of a file, decoded in the jail.

    Parameters
    ----------
    path
        A plain file.
    width, height
        Pixels, as displayed; ``None`` keeps the shape, both ``None`` give the displayed size.
    colour
        ``grey`` gives pixels of shape (n, height, width), ``rgb`` of shape (n, height, width, 3).
    start, end
        Seconds from the first displayed picture: only pictures whose time is in ``[start, end)``, with the same
        ticks and the same pixels as without.
    tints
        With grey pictures: width and height, as displayed, of a grid of points at which their two colour planes are
        given too, as the file codes them.
    threads
        Most threads of the decoder; ``None`` allows one for each core.
    settings
        The jail's limits.
    progress
        Called with the share that is done, 0..1, where the file says how long it is.

    Raises
    ------
    BadInput, UnreadableFootage
        The file is not there, or not footage with pictures.
    LimitExceeded
        It asks for more than the limits allow.
    JailCrashed
        The decoder died.
    """
    settings = settings or JailSettings()
    arguments = limits_for_job(settings) | {
        "width": width, "height": height, "colour": colour, "start": as_pair(start), "end": as_pair(end),
        "tints": tints, "threads": threads,
    }  # fmt: skip
    stream = stream_from_jail(f"{WORKER}:decode_pictures", path, arguments, settings)
    return PictureStream(stream, os.fspath(path), settings, CHANNELS[colour], progress, tints=tints)


def grab_stills(
    path: str | os.PathLike[str],
    times: Sequence[Fraction],
    *,
    width: int | None = None,
    settings: JailSettings | None = None,
) -> list[npt.NDArray[np.uint8]]:
    """The RGB picture displayed at each of ``times`` (seconds), each of shape (height, width, 3).

    A time before the first picture gives the first one, a time after the end the last one.
    """
    settings = settings or JailSettings()
    order = sorted(range(len(times)), key=times.__getitem__)
    stills: dict[int, npt.NDArray[np.uint8]] = {}
    for at in range(0, len(order), STILLS_IN_ONE_GO):
        some = order[at : at + STILLS_IN_ONE_GO]
        stills.update(zip(some, _grab_some(path, [times[one] for one in some], width, settings), strict=True))
    return [stills[index] for index in range(len(times))]


def _grab_some(
    path: str | os.PathLike[str], times: list[Fraction], width: int | None, settings: JailSettings
) -> Iterator[npt.NDArray[np.uint8]]:
    listed = [as_pair(Fraction(at).limit_denominator(10_000_000)) for at in times]
    arguments = limits_for_job(settings) | {"width": width, "times": listed}
    with stream_from_jail(f"{WORKER}:grab_stills", path, arguments, settings) as stream:
        header, _ = next(stream)
        with checked(os.fspath(path)):
            facts = SentFacts(header, 3, settings.limits.pixels_per_frame)
            for _, payload in stream:
                yield facts.pictures(payload, 1)[0]
