"""Decoders that are kept: one process does all that a comparison asks of a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from uncut.jail import JailSettings, KeptProcesses

JOBS = (
    "uncut.footage.decode.probe_worker:probe",
    "uncut.footage.decode.worker:decode_pictures",
    "uncut.footage.decode.worker:grab_stills",
    "uncut.footage.decode.sound_worker:decode_sound",
)


@contextmanager
def keep_decoders(settings: JailSettings) -> Iterator[JailSettings]:
    """``settings`` with which what has decoded a file waits for the next job on it, as long as this lasts."""
    with KeptProcesses(JOBS) as kept:
        yield replace(settings, kept=kept)
