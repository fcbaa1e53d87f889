"""Decoders that are kept: one process does all that a comparison asks of a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from uncut.jail import JailSettings, KeptProcesses

JOBS = (
    "uncut.footage.decode.probe_worker:probe",
    "uncut.footage.decode.worker:decode_pictures",
    "uncut.footage.decode.worker:grab_stills",
    "uncut.footage.decode.sound_worker:decode_sound",
)


@contextmanager
def keep_decoders(settings: JailSettings, *early: Path) -> Iterator[JailSettings]:
    """``settings`` with which what has decoded a file waits for the next job on it, as long as this lasts.

    Those for the files ``early`` are started at once.
    """
    with KeptProcesses(JOBS) as kept:
        for path in early:
            kept.start(path, settings)
        yield replace(settings, kept=kept)
