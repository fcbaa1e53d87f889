"""The parent's side of a quick look: key pictures, the times of all others, and sound. No media library here."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from uncut.errors import JailCrashed
from uncut.footage.decode.checking import as_fraction, as_pair, checked, issues_from, limits_for_job
from uncut.footage.decode.probe import Probe, probe_from
from uncut.footage.decode.streams import SentFacts
from uncut.jail import JailSettings, JailStream, stream_from_jail
from uncut.model.footage import FrameTimes

Ints = npt.NDArray[np.int64]
Greys = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class KeySample:
    """What a quick look reads of a file."""

    probe: Probe
    times: FrameTimes | None
    """Of all pictures, by the container; ``None`` for a file without any."""
    seconds: npt.NDArray[np.float64]
    """Shape (n,): when each key picture is shown; rises."""
    pixels: Greys
    """Shape (n, height, width): the key pictures."""
    sound_start: Fraction | None
    """Seconds of the first sample; ``None`` without sound."""
    issues: tuple[str, ...]
    level: str

    def __repr__(self) -> str:
        """Shapes, not data."""
        return f"KeySample({len(self.seconds)} key pictures of {self.times!r})"


def sample_footage(
    path: str | os.PathLike[str],
    *,
    size: tuple[int, int],
    apart: Fraction,
    sample_rate_hz: int,
    hear: Callable[[npt.NDArray[np.float32]], None],
    settings: JailSettings,
) -> KeySample:
    """Key pictures at least ``apart`` seconds from each other at ``size`` (width, height), and the sound.

    ``hear`` is given the samples, block by block. Raises what `decode_pictures` and `probe_footage` raise.
    """
    arguments = limits_for_job(settings) | {"size": size, "apart": as_pair(apart), "sample_rate_hz": sample_rate_hz}
    job = "uncut.footage.decode.keys_worker:sample"
    with stream_from_jail(job, path, arguments, settings) as stream, checked(os.fspath(path)):
        return _Taker(settings, hear).take(stream, os.fspath(path))


class _Taker:
    """Takes the parts of a sample as they come."""

    def __init__(self, settings: JailSettings, hear: Callable[[npt.NDArray[np.float32]], None]) -> None:
        self._limits = settings.limits
        self._hear = hear
        self._start: SentFacts | None = None
        self._ticks: list[Ints] = []
        self._pixels: list[Greys] = []
        self._times: FrameTimes | None = None
        self._sound_start: Fraction | None = None
        self._issues: list[str] = []

    def take(self, stream: JailStream, path: str) -> KeySample:
        probe: Probe | None = None
        for header, payload in stream:
            part = header["part"]
            if part == "facts":
                probe = probe_from({name: value for name, value in header.items() if name != "part"}, stream.level)
            elif part == "start":
                self._start = SentFacts(header, 1, self._limits.pixels_per_frame)
            elif part == "keys":
                self._take_keys(header["ticks"], payload)
            elif part == "times":
                self._take_times(header, payload)
            else:
                self._take_sound(header, payload)
        if probe is None:
            raise JailCrashed("the jailed process sent no facts", where=path)
        return self._made(probe, stream.level)

    def _take_keys(self, listed: Any, payload: bytearray) -> None:
        assert self._start is not None
        ticks = np.array(listed, np.int64)
        if ticks.ndim != 1 or not len(ticks):
            raise ValueError("key pictures without times")
        self._ticks.append(ticks)
        self._pixels.append(self._start.pictures(payload, len(ticks)))

    def _take_times(self, header: dict[str, Any], payload: bytearray) -> None:
        assert self._start is not None
        ticks = np.unique(np.frombuffer(payload, np.int64).astype(np.int64))
        ticks = ticks[ticks >= 0]
        if len(ticks):
            end = max(int(header["end_tick"]), int(ticks[-1]) + 1) - int(ticks[0])
            self._times = FrameTimes(ticks - ticks[0], self._start.time_base, end)
        self._issues += issues_from(header["issues"])

    def _take_sound(self, header: dict[str, Any], payload: bytearray) -> None:
        if "start" in header:
            self._sound_start = as_fraction(header["start"])
        elif "issues" in header:
            self._issues += issues_from(header["issues"])
        else:
            samples = np.frombuffer(payload, "<f4").astype(np.float32)
            self._hear(np.nan_to_num(samples, nan=0.0, posinf=1.0, neginf=-1.0))

    def _made(self, probe: Probe, level: str) -> KeySample:
        height, width = self._start.shown_shape if self._start else (0, 0)
        ticks = np.concatenate([np.empty(0, np.int64), *self._ticks])
        pixels = np.concatenate([np.empty((0, height, width), np.uint8), *self._pixels])
        base = float(self._start.time_base) if self._start else 1.0
        rising, places = np.unique(ticks, return_index=True)
        rising, places = rising[rising >= 0], places[rising >= 0]  # what is before the first displayed one is not shown
        seconds = rising.astype(np.float64) * base
        issues = tuple(dict.fromkeys([*probe.issues, *self._issues]))
        return KeySample(probe, self._times, seconds, pixels[places], self._sound_start, issues, level)
