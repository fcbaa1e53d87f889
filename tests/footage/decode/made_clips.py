"""Clips made at test time: a moving, textured picture whose number can be read back from its top row."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

BITS = 12
WIDTH, HEIGHT = 192, 108


def picture(number: int, width: int = WIDTH, height: int = HEIGHT) -> npt.NDArray[np.uint8]:
    """A grey picture of shape (height, width) that drifts, with ``number`` as bright and dark blocks on top."""
    y, x = np.mgrid[0:height, 0:width]
    drift = np.sin((x + 3 * number) / 9) + np.cos((y - number) / 7) + np.sin((x * y) / 900)
    image = np.clip(128 + 35 * drift, 20, 235).astype(np.uint8)
    block = width // BITS
    for bit in range(BITS):
        image[: height // 6, bit * block : (bit + 1) * block] = 230 if number >> bit & 1 else 25
    return image


def number_of(image: npt.NDArray[np.uint8]) -> int:
    """The number that `picture` wrote."""
    height, width = image.shape[:2]
    block = width / BITS
    row = image[1 : max(2, height // 8)].astype(float).mean(axis=0)
    middles = [row[round((bit + 0.3) * block) : round((bit + 0.7) * block) + 1].mean() for bit in range(BITS)]
    return sum(1 << bit for bit, bright in enumerate(middles) if bright > 128)


def make_clip(
    path: Path,
    *,
    ticks: Sequence[int],
    time_base: Fraction = Fraction(1, 1000),
    codec: str = "libx264",
    options: dict[str, str] | None = None,
    rotation: int = 0,
    mirrored: bool = False,
    pixel_shape: Fraction | None = None,
    size: tuple[int, int] = (WIDTH, HEIGHT),
    gop: int = 12,
    beep: tuple[int, Sequence[tuple[float, float]]] | None = None,
    pixel_format: str = "yuv420p",
    tint: tuple[int, int] = (128, 128),
) -> Path:
    """A clip whose pictures 0, 1, 2, … are shown at ``ticks``; ``beep`` is a sample rate and loud spans in seconds.

    ``tint`` fills both colour planes of planar formats.
    """
    with av.open(str(path), "w") as out:
        stream = out.add_stream(codec, rate=25, options=options or {})
        stream.width, stream.height = size
        stream.pix_fmt = pixel_format
        stream.codec_context.time_base = time_base
        stream.time_base = time_base
        stream.gop_size = gop
        if pixel_shape is not None:
            stream.codec_context.sample_aspect_ratio = pixel_shape
        if rotation or mirrored:
            stream.set_display_rotation(rotation, hflip=mirrored)
        sound = None if beep is None else out.add_stream("aac", rate=beep[0], layout="mono")
        for number, tick in enumerate(ticks):
            frame = av.VideoFrame.from_ndarray(picture(number, *size), format="gray").reformat(format=pixel_format)
            for plane, level in zip(frame.planes[1:], tint, strict=False):
                plane.update(bytes([level]) * plane.buffer_size)
            frame.pts, frame.time_base = tick, time_base
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
        if sound is not None and beep is not None:
            _write_beeps(out, sound, beep, float(ticks[-1] * time_base))
    return path


def _write_beeps(out, sound, beep, seconds: float) -> None:
    rate, spans = beep
    at = np.arange(round(seconds * rate)) / rate
    loud = np.zeros(len(at), dtype=bool)
    for start, end in spans:
        loud |= (at >= start) & (at < end)
    samples = np.where(loud, 0.8 * np.sin(2 * np.pi * 1000 * at), 0).astype(np.float32)
    for first in range(0, len(samples), 1024):
        piece = samples[first : first + 1024]
        frame = av.AudioFrame.from_ndarray(piece[None, :], format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = rate, first, Fraction(1, rate)
        out.mux(sound.encode(frame))
    out.mux(sound.encode(None))
