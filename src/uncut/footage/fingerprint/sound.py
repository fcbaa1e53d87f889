"""Fingerprints of sound: array maths, no files but scratch.

A track is held as 16-bit mono samples at 8 kHz on disk, since a lag must be measured to the sample and any left time
may be wanted for any right one. Everything that is compared is made from short spectra of it, when asked for.
"""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Floats32 = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
Spectra = npt.NDArray[np.complex64]
"""Shape (frames, BINS): short spectra, full scale is 1."""

SAMPLE_RATE_HZ = 8000
SOUND_VERSION = "sound-v1"
WINDOW_SAMPLES = 256
"""32 ms: short against a syllable, long against the delays that filters leave."""
BINS = WINDOW_SAMPLES // 2 + 1
BANDS = 18
LOWEST_HZ, HIGHEST_HZ = 90.0, 3700.0
"""Below lies rumble, above the edge of the sampling filter."""
QUIETEST_DB = -90.0
FULL_SCALE = 16384
"""Integer for 1.0; decoders overshoot full scale by up to 6 dB."""

_HANN = np.hanning(WINDOW_SAMPLES + 1)[:-1].astype(np.float32)
_SCALE = np.float32(2 / _HANN.sum())


class SoundTrack:
    """Mono samples of a file on the clock of its pictures, held on disk and read in blocks."""

    def __init__(self, start: Fraction | float = 0) -> None:
        """Hold none yet; ``start`` is the time of the first sample, seconds from the first picture."""
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # lives as long as the object
        weakref.finalize(self, self._file.close)
        self._count = 0
        self.start = float(start)

    @classmethod
    def of(cls, samples: npt.ArrayLike, start: float = 0.0) -> SoundTrack:
        """The track of an array of shape (n,), full scale -1..1."""
        track = cls(start)
        track.append(np.asarray(samples, np.float32))
        return track

    def __len__(self) -> int:
        """Number of samples."""
        return self._count

    def __repr__(self) -> str:
        """Shape, not data."""
        return f"SoundTrack({self.start:.3f} s, {self._count} samples)"

    @property
    def end(self) -> float:
        """Seconds at which the last sample ends."""
        return self.start + self._count / SAMPLE_RATE_HZ

    def append(self, samples: Floats32) -> None:
        """Add samples of shape (n,) at the end."""
        whole = np.clip(np.rint(samples * FULL_SCALE), -32768, 32767).astype("<i2")
        self._file.seek(2 * self._count)
        self._file.write(whole.data)
        self._count += len(whole)

    def index_of(self, seconds: Floats | float) -> npt.NDArray[np.int64]:
        """Numbers of the samples nearest to times in seconds; may lie outside the track."""
        return np.rint((np.asarray(seconds) - self.start) * SAMPLE_RATE_HZ).astype(np.int64)

    def block(self, first: int, stop: int) -> Floats32:
        """Samples ``first`` to ``stop - 1``, zero outside the track, shape (stop - first,)."""
        samples = np.zeros(max(0, stop - first), np.float32)
        low, high = max(0, first), min(stop, self._count)
        if high > low:
            self._file.seek(2 * low)
            held = np.frombuffer(self._file.read(2 * (high - low)), "<i2")
            samples[low - first : low - first + len(held)] = held.astype(np.float32) / FULL_SCALE
        return samples

    def frames_at(self, seconds: Floats) -> Floats32:
        """Windows centred on times that lie near each other, shape (times, WINDOW_SAMPLES)."""
        if not len(seconds):
            return np.empty((0, WINDOW_SAMPLES), np.float32)
        firsts = self.index_of(seconds) - WINDOW_SAMPLES // 2
        low = int(firsts.min())
        samples = self.block(low, int(firsts.max()) + WINDOW_SAMPLES)
        taken: Floats32 = samples[(firsts - low)[:, np.newaxis] + np.arange(WINDOW_SAMPLES)]
        return taken


def collect_sound(start: Fraction, blocks: Iterable[Floats32]) -> SoundTrack:
    """A track from blocks of samples that follow each other."""
    track = SoundTrack(start)
    for samples in blocks:
        track.append(samples)
    return track


def measure_spectra(frames: Floats32) -> Spectra:
    """Short spectra of windows.

    Parameters
    ----------
    frames
        Shape (frames, WINDOW_SAMPLES), full scale -1..1.

    Returns
    -------
    Spectra
        Shape (frames, BINS), complex64; a sine of full scale measures 1 in its bin.
    """
    spectra: Spectra = np.fft.rfft(frames * _HANN, axis=1).astype(np.complex64) * _SCALE
    return spectra


def _band_weights() -> Floats32:
    """Which bins make up each band, shape (BINS, BANDS); bands are equally wide in mel."""
    lowest, highest = (float(1127 * np.log1p(hertz / 700)) for hertz in (LOWEST_HZ, HIGHEST_HZ))
    mel = np.linspace(lowest, highest, BANDS + 1)
    edges = 700 * np.expm1(mel / 1127)
    band = np.searchsorted(edges, np.arange(BINS) * SAMPLE_RATE_HZ / WINDOW_SAMPLES, side="right") - 1
    weights: Floats32 = (band[:, np.newaxis] == np.arange(BANDS)).astype(np.float32)
    return weights


BAND_OF_BINS = _band_weights()
"""Shape (BINS, BANDS): 1 where a bin belongs to a band; bins outside all bands have none."""
INSIDE: npt.NDArray[np.bool_] = np.asarray(BAND_OF_BINS.any(axis=1))
"""Shape (BINS,): bins that belong to a band."""


def band_powers(powers: npt.NDArray[np.floating]) -> Floats32:
    """Power by band, shape (frames, BANDS), from powers by bin, shape (frames, BINS)."""
    pooled: Floats32 = (powers @ BAND_OF_BINS).astype(np.float32)
    return pooled


def decibels(powers: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
    """Powers in decibels below full scale, not under `QUIETEST_DB`."""
    levels: npt.NDArray[np.floating] = 10 * np.log10(np.maximum(powers, 10 ** (QUIETEST_DB / 10)))
    return levels


def smooth(values: npt.NDArray[Any], frames: int) -> npt.NDArray[Any]:
    """Mean over ``frames`` neighbours (made odd) along the first axis; fewer at the ends."""
    half = frames // 2
    if not half or not len(values):
        return values
    zero = np.zeros_like(values[:1], dtype=np.result_type(values.dtype, np.float64))
    sums = np.concatenate([zero, np.cumsum(values, axis=0, dtype=zero.dtype)])
    at = np.arange(len(values))
    low, high = np.maximum(at - half, 0), np.minimum(at + half + 1, len(values))
    count = (high - low).reshape(-1, *([1] * (values.ndim - 1)))
    smoothed: npt.NDArray[np.floating] = ((sums[high] - sums[low]) / count).astype(values.dtype)
    return smoothed
