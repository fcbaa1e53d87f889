"""The parent's side of decoding sound: samples as arrays, checked as they come out of the jail."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from fractions import Fraction
from types import TracebackType
from typing import Self

import numpy as np
import numpy.typing as npt

from uncut.footage.decode.checking import as_fraction, checked, issues_from, limits_for_job
from uncut.jail import JailSettings, JailStream, stream_from_jail
from uncut.model.time import Span


@dataclass(frozen=True, eq=False)
class SoundBlock:
    """Consecutive samples."""

    start: Fraction
    """Seconds from the first displayed picture to the first sample of the block; may be negative."""
    samples: npt.NDArray[np.float32]
    """Shape (n,): mono, full scale is -1..1."""

    def __repr__(self) -> str:
        """Shapes, not data."""
        return f"SoundBlock({float(self.start):.3f} s, {len(self.samples)} samples)"


class SoundStream(Iterator[SoundBlock], AbstractContextManager["SoundStream"]):
    """Decoded sound in blocks without gaps. Use it with ``with``; leaving early ends the decoder.

    Sample ``k`` of the whole stream belongs to the time ``start + k / sample_rate_hz``, in seconds from the
    first displayed picture (from the first sample where there are no pictures).
    """

    sample_rate_hz: int
    start: Fraction
    """Time of the first sample, in seconds."""
    level: str
    """Level of the jail in which the file is open."""
    issues: tuple[str, ...]
    """Damage met on the way; known when the stream is exhausted."""
    gaps: tuple[Span, ...]
    """Where the file has no samples and silence was filled in; known when the stream is exhausted."""

    def __init__(self, stream: JailStream, path: str, sample_rate_hz: int) -> None:
        self._stream = stream
        self._path = path
        self._given = 0
        self.sample_rate_hz = sample_rate_hz
        self.level = stream.level
        self.issues = ()
        self.gaps = ()
        try:
            header, _ = next(stream, ({}, None))
            with checked(path):
                self.start = as_fraction(header["start"])
        except BaseException:
            stream.close()
            raise

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

    def __next__(self) -> SoundBlock:
        """The next block."""
        for header, payload in self._stream:
            with checked(self._path):
                if "issues" not in header:
                    return self._block(payload)
                self.issues = issues_from(header["issues"])
                self.gaps = tuple(Span(as_fraction(start), as_fraction(end)) for start, end in header["gaps"])
        raise StopIteration

    def _block(self, payload: bytearray) -> SoundBlock:
        samples = np.frombuffer(payload, dtype="<f4").astype(np.float32, copy=False)
        np.nan_to_num(samples, copy=False, nan=0.0, posinf=1.0, neginf=-1.0)
        block = SoundBlock(self.start + Fraction(self._given, self.sample_rate_hz), samples)
        self._given += len(samples)
        return block


def decode_sound(
    path: str | os.PathLike[str], *, sample_rate_hz: int = 8000, settings: JailSettings | None = None
) -> SoundStream:
    """The sound of a file, decoded in the jail, mixed to one channel, on the clock of the pictures.

    Parameters
    ----------
    path
        A plain file.
    sample_rate_hz
        Samples a second to deliver, 1,000 to 192,000.
    settings
        The jail's limits.

    Raises
    ------
    BadInput, UnreadableFootage
        The file is not there, is not footage, or has no sound.
    LimitExceeded
        It asks for more than the limits allow.
    JailCrashed
        The decoder died.
    """
    if not 1000 <= sample_rate_hz <= 192_000:
        raise ValueError(f"a sample rate of {sample_rate_hz} Hz is out of range")
    settings = settings or JailSettings()
    arguments = limits_for_job(settings) | {"sample_rate_hz": sample_rate_hz}
    stream = stream_from_jail("uncut.footage.decode.sound_worker:decode_sound", path, arguments, settings)
    return SoundStream(stream, os.fspath(path), sample_rate_hz)
