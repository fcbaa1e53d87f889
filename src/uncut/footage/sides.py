"""One side of a comparison: a file's facts and the fingerprints of its pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np

from uncut.errors import UnreadableFootage
from uncut.footage.decode import Probe, decode_pictures, probe_footage
from uncut.footage.decode.cut_off import is_cut_off
from uncut.footage.fingerprint.cropping import crop_along, crop_batches, size_for_part
from uncut.footage.fingerprint.pictures import (
    THUMBNAIL_HEIGHT,
    THUMBNAIL_WIDTH,
    PictureFingerprints,
    collect_thumbnails,
)
from uncut.footage.fingerprint.tints import Tints
from uncut.jail import JailSettings, sha256_of
from uncut.model.comparison import Box
from uncut.model.footage import Footage, FrameTimes

CHANGING_RATE = 0.2
"""Share by which a frame's time on screen must differ from the median to count as another rate, and
`CHANGING_SHARE` of the frames must do so: rounding to a container's clock stays below."""
CHANGING_SHARE = 0.02


@dataclass(frozen=True)
class ReadSide:
    """A file as the comparison needs it."""

    path: Path
    probe: Probe
    """What the container says."""
    footage: Footage
    pictures: PictureFingerprints
    tints: Tints
    """Colour of every frame."""
    sandbox: str
    """Level of the jail in which it was decoded."""
    late: Fraction
    """Seconds by which its first picture follows the start of the file; players hold a picture or show black there."""

    @property
    def times(self) -> FrameTimes:
        """When each frame is shown."""
        return self.pictures.times


def read_side(
    path: Path, jail: JailSettings, progress: Callable[[float], None] | None = None, *, allow_cut_off: bool = False
) -> ReadSide:
    """Decode every frame of ``path`` to a thumbnail.

    Raises
    ------
    UnreadableFootage
        There is no picture, or the file ends long before it should and ``allow_cut_off`` is not set.
    """
    digest = sha256_of(path)
    probe = probe_footage(path, settings=jail)
    if probe.video is None:
        raise UnreadableFootage(
            "this file has sound but no picture", where=str(path), todo="Sound alone cannot be compared yet"
        )
    with decode_pictures(
        path, width=THUMBNAIL_WIDTH, height=THUMBNAIL_HEIGHT, tints=True, settings=jail, progress=progress
    ) as stream:
        tints = Tints()
        ticks, thumbnails = collect_thumbnails(tints.collecting(stream))
        times = FrameTimes(ticks - ticks[0], stream.time_base, stream.end_tick - int(ticks[0]))
        issues = [*probe.issues, *stream.issues]
        level = stream.level
    promised, ends = probe.video.seconds, stream.end_tick * stream.time_base
    if promised and is_cut_off(promised, ends) and not allow_cut_off:
        raise UnreadableFootage(
            f"this file is cut off: it promises {float(promised):.2f} s of pictures and holds {float(ends):.2f} s",
            where=str(path),
            todo="Get a complete copy: what a broken file lacks would look like an edit. uncut diff --allow-cut-off "
            "compares what there is",
        )
    footage = _footage(path, digest, probe, times, list(dict.fromkeys(issues)))
    late = max(Fraction(0), probe.video.start - probe.begins)
    return ReadSide(path, probe, footage, PictureFingerprints(times, thumbnails), tints, level, late)


def read_part(
    path: Path, times: FrameTimes, box: Box, mirrored: bool, quarters: int, jail: JailSettings
) -> PictureFingerprints:
    """The file again, as fingerprints of a part of the picture; ``times`` are those of the first reading."""
    width, height = size_for_part(box, quarters)
    with decode_pictures(path, width=width, height=height, settings=jail) as stream:
        _, thumbnails = collect_thumbnails(crop_batches(stream, box, mirrored, quarters))
    return PictureFingerprints(times, thumbnails)


def read_window(
    path: Path, times: FrameTimes, boxes: Sequence[Box], mirrored: bool, jail: JailSettings
) -> PictureFingerprints:
    """The file again, as fingerprints of a part of the picture that has a box of its own for every frame."""
    width, height = size_for_part(boxes[0])
    with decode_pictures(path, width=width, height=height, settings=jail) as stream:
        _, thumbnails = collect_thumbnails(crop_along(stream, boxes, mirrored))
    return PictureFingerprints(times, thumbnails)


def _footage(path: Path, digest: str, probe: Probe, times: FrameTimes, issues: list[str]) -> Footage:
    return Footage(
        path=str(path),
        sha256=digest,
        seconds=times.seconds,
        frames=len(times),
        frame_rate=average_rate(times),
        variable_frame_rate=rate_changes(times),
        width=probe.video.width if probe.video else None,
        height=probe.video.height if probe.video else None,
        video_codec=probe.video.codec if probe.video else None,
        audio=probe.audio,
        tags=dict(probe.tags),
        issues=issues,
    )


def average_rate(times: FrameTimes) -> str:
    """Frames a second over the whole file, as a fraction in lowest terms with a small denominator."""
    rate = Fraction(len(times)) / times.seconds
    usual = (Fraction(round(rate)), Fraction(round(rate * 1001 / 1000) * 1000, 1001))
    near = min(usual, key=lambda one: abs(one - rate))
    if abs(near - rate) > rate / 2000:
        near = rate.limit_denominator(1001)
    return f"{near.numerator}/{near.denominator}"


def rate_changes(times: FrameTimes) -> bool:
    """Whether frames are shown for differing times, beyond the rounding of a container's clock."""
    steps = np.diff(times.ticks)
    if len(steps) < 2:
        return False
    usual = float(np.median(steps))
    off = np.abs(steps - usual) > max(CHANGING_RATE * usual, 1.5)
    return bool(off.mean() > CHANGING_SHARE)
