"""Sound as bits: for every 16 ms, which neighbouring bands grew louder against each other. Array maths, no files.

After Haitsma and Kalker, "A Highly Robust Audio Fingerprinting System" (2002). A sign survives encoders, equalisers and
changes of level; many signs in a row belong to one recording only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uncut.footage.fingerprint.sound import SAMPLE_RATE_HZ, Floats32, SoundTrack

BITS_VERSION = "sound-bits-v1"
HOP_SAMPLES = 128
BIT_HOP_SECONDS = HOP_SAMPLES / SAMPLE_RATE_HZ
BITS = 32
WINDOW = 1024
"""128 ms: pitches are told apart, and a hop of a half out of step changes few bits."""
STEP = 4
"""Hops over which a change is measured: longer than what encoders smear."""
LOWEST_HZ, HIGHEST_HZ = 180.0, 3400.0
SILENT = 1e-5
"""Mean square of samples under which a frame says nothing: -50 dB of full scale; encoders leave noise there."""
RELATIVE_SILENT = 1e-4
"""The same against the loud frames of the track, 40 dB below."""
BLOCK_HOPS = 2000

_HANN = np.hanning(WINDOW + 1)[:-1].astype(np.float32)


@dataclass(frozen=True, eq=False)
class SoundBits:
    """Frame ``k`` stands for the time ``start + k * BIT_HOP_SECONDS``."""

    bits: npt.NDArray[np.uint32]
    """Shape (frames,)."""
    active: npt.NDArray[np.bool_]
    """Shape (frames,): whether there is something to hear."""
    start: float
    """Seconds."""

    def __repr__(self) -> str:
        """Shapes, not data."""
        return f"SoundBits({self.start:.3f} s, {len(self)} frames)"

    def __len__(self) -> int:
        """Number of frames."""
        return len(self.bits)

    def at(self, frame: float) -> float:
        """Seconds of a frame."""
        return self.start + frame * BIT_HOP_SECONDS


def _band_edges(pitch: float) -> npt.NDArray[np.intp]:
    """First bins of the bands and one past the last, shape (BITS + 2,)."""
    hertz = np.geomspace(LOWEST_HZ, HIGHEST_HZ, BITS + 2) * pitch
    bins = np.clip(np.rint(hertz * WINDOW / SAMPLE_RATE_HZ), 1, WINDOW // 2).astype(np.intp)
    edges: npt.NDArray[np.intp] = np.maximum.accumulate(bins)
    return edges


def measure_bits(
    track: SoundTrack, pitch: float = 1.0, start: float | None = None, end: float | None = None
) -> SoundBits:
    """The bits of a track, or of the seconds ``[start, end)`` of it.

    Parameters
    ----------
    track
        The sound.
    pitch
        Factor by which the bands are laid higher: undoes that pitches were raised by it.
    start, end
        Seconds; the whole track where not given.
    """
    first = 0 if start is None else max(0, int(track.index_of(start)))
    stop = len(track) if end is None else min(len(track), int(track.index_of(end)))
    frames = max(0, (stop - first) // HOP_SAMPLES)
    edges = _band_edges(pitch)
    bits, levels = np.zeros(frames, np.uint32), np.zeros(frames, np.float32)
    for low in range(0, frames, BLOCK_HOPS):
        high = min(frames, low + BLOCK_HOPS)
        bands, level = _bands(track, first + (low - STEP) * HOP_SAMPLES, high - low + STEP, edges)
        change = bands[STEP:] - bands[:-STEP]
        signs = change[:, :-1] > change[:, 1:]
        bits[low:high] = np.packbits(signs, axis=1, bitorder="little").view("<u4")[:, 0]
        levels[low:high] = level[STEP:]
    loud = float(np.quantile(levels, 0.95)) if frames else 0.0
    return SoundBits(bits, levels > max(SILENT, loud * RELATIVE_SILENT), track.start + first / SAMPLE_RATE_HZ)


def _bands(track: SoundTrack, first: int, frames: int, edges: npt.NDArray[np.intp]) -> tuple[Floats32, Floats32]:
    """Log powers by band, shape (frames, BITS + 1), of windows centred on every hop from ``first``; mean squares."""
    samples = track.block(first - WINDOW // 2, first + (frames - 1) * HOP_SAMPLES + WINDOW // 2)
    windows = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::HOP_SAMPLES]
    powers = np.abs(np.fft.rfft(windows * _HANN, axis=1)[:, : edges[-1]].astype(np.complex64)) ** 2
    pooled = np.add.reduceat(powers, edges[:-1], axis=1)
    middle = windows[:, WINDOW // 4 : -WINDOW // 4]
    return np.log(pooled + 1e-9), np.square(middle).mean(axis=1)
