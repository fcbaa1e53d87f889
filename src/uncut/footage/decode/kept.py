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

SMALLER = 0.9
"""Of the larger file's bytes."""
GIVEN_WAY = 5
"""In steps of `nice`: it gets a quarter of a core's time where another process wants the rest."""


@contextmanager
def keep_decoders(settings: JailSettings, *early: Path) -> Iterator[JailSettings]:
    """``settings`` with which what has decoded a file waits for the next job on it, as long as this lasts.

    Those for the files ``early`` are started at once. Of two, the smaller file's gives way: the larger one takes
    longest, and whatever else is to be done meanwhile does not hold it up.
    """
    with KeptProcesses(JOBS) as kept:
        longest = max((path.stat().st_size for path in early if path.exists()), default=0)
        for path in early:
            gives_way = path.exists() and path.stat().st_size < SMALLER * longest
            kept.start(path, replace(settings, nice=GIVEN_WAY if gives_way else 0))
        yield replace(settings, kept=kept)
