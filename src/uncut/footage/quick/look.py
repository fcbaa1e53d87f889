"""One side of a quick look: what its container says, its key pictures, and its sound."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np

from uncut.footage.align.lines import Floats
from uncut.footage.decode import Probe
from uncut.footage.decode.keys import sample_footage
from uncut.footage.facts import NoPicture, describe_footage, refuse_cut_off
from uncut.footage.fingerprint.pictures import THUMBNAIL_HEIGHT, THUMBNAIL_WIDTH, Descriptors, Thumbnails, whole_view
from uncut.footage.fingerprint.sound import SAMPLE_RATE_HZ, SoundTrack
from uncut.jail import JailSettings, sha256_of
from uncut.model.footage import Footage

APART = Fraction(1, 2)
"""Seconds between two pictures that are decoded. In many cameras' and editors' files every picture is a key one."""


@dataclass(frozen=True, eq=False)
class Look:
    """A file as a quick look sees it."""

    probe: Probe
    footage: Footage
    seconds: Floats
    """Shape (n,): when each key picture is shown."""
    pictures: Descriptors
    """Of the key pictures."""
    sound: SoundTrack | None
    sandbox: str

    def widest_gap(self) -> float:
        """Most seconds between two key pictures, or between one and an end."""
        return float(np.diff(np.concatenate([[0.0], self.seconds, [float(self.footage.seconds)]])).max())


def look_at(path: Path, jail: JailSettings, *, allow_cut_off: bool = False) -> Look:
    """Read the key pictures and the sound of ``path``; raises as `read_side`."""
    heard = SoundTrack()
    sample = sample_footage(
        path,
        size=(THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT),
        apart=APART,
        sample_rate_hz=SAMPLE_RATE_HZ,
        hear=heard.append,
        settings=jail,
    )
    if sample.times is None or sample.probe.video is None:
        raise NoPicture("this file has sound but no picture", where=str(path))
    if not allow_cut_off:
        refuse_cut_off(path, sample.probe.video.seconds, sample.times.seconds)
    sound = None
    if sample.sound_start is not None and len(heard):
        sound, sound.start = heard, float(sample.sound_start)
    return Look(
        sample.probe,
        describe_footage(path, sha256_of(path), sample.probe, sample.times, list(sample.issues)),
        sample.seconds,
        Descriptors(Thumbnails.of(sample.pixels), whole_view),
        sound,
        sample.level,
    )
