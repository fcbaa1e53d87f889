"""What is told of a file beside its content: its container's facts, its rate, and whether it ends too early."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np

from uncut.errors import LimitExceeded, UnreadableFootage
from uncut.footage.decode import Probe
from uncut.footage.decode.cut_off import is_cut_off
from uncut.model.footage import Footage, FrameTimes
from uncut.model.text import storable_text

CHANGING_RATE = 0.2
"""Share by which a frame's time on screen must differ from the median to count as another rate, and
`CHANGING_SHARE` of the frames must do so: rounding to a container's clock stays below."""
CHANGING_SHARE = 0.02


MOST_SECONDS = 30 * 24 * 3600
"""Longest footage that is compared, by its own clock: a month. Some hold a picture for centuries, to use up memory."""


STILL_SECONDS = 60
"""Mean time on screen of a picture from which the times of a file are worth a note: slides change faster."""


class NoPicture(UnreadableFootage):
    """A file holds sound alone."""


def refuse_cut_off(path: Path, promised: Fraction | None, ends: Fraction) -> None:
    """Raise `UnreadableFootage` where pictures end, at second ``ends``, long before the ``promised`` one."""
    if promised and is_cut_off(promised, ends):
        raise UnreadableFootage(
            f"this file is cut off: it promises {float(promised):.2f} s of pictures and holds {float(ends):.2f} s",
            where=str(path),
            todo="Get a complete copy: what a broken file lacks would look like an edit. uncut diff --allow-cut-off "
            "compares what there is",
        )


def refuse_endless(path: Path, seconds: Fraction) -> None:
    """Raise `LimitExceeded` where pictures are shown for longer than `MOST_SECONDS`."""
    if seconds > MOST_SECONDS:
        raise LimitExceeded(
            f"this file says that it lasts {float(seconds) / 86400:.0f} days, and {MOST_SECONDS // 86400} are compared",
            where=str(path),
            todo="Cut it into parts, or write it anew with true times: ffmpeg -i FILE -c copy OTHER",
        )


def note_slow_times(seconds: Fraction, frames: int) -> list[str]:
    """A note on pictures that a file claims to show for minutes or hours each, as broken or forged times do."""
    if frames == 0 or seconds <= STILL_SECONDS * frames:
        return []
    each = float(seconds) / frames
    return [
        f"the file says that its {frames} pictures last {each / 60:.0f} minutes each on average, which its times may "
        "have wrong: lengths and places are by these times"
    ]


def describe_footage(path: Path, digest: str, probe: Probe, times: FrameTimes, issues: list[str]) -> Footage:
    """The facts of a file with pictures as a result gives them; ``digest`` is its SHA-256."""
    return Footage(
        path=storable_text(str(path)),
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
        issues=[*issues, *note_slow_times(times.seconds, len(times))],
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
