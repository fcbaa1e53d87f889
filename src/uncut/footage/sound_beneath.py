"""Sound that runs on while other pictures are shown: of a cutaway, only the pictures were replaced."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import msgspec

from uncut.footage.align.sound import Tracks
from uncut.footage.changes.cuts import Placed
from uncut.footage.fingerprint.sound import SoundTrack
from uncut.footage.sound import SHORTEST_STRETCH_SECONDS, examine, goes_on_along, lag_tolerance, listen
from uncut.model.comparison import Edit
from uncut.model.time import Span

MOSTLY = 0.8
"""Share of a cut that must lie where the sound runs on, for it to be told of it."""
TOLD = {
    "removed": "Their sound is heard on, over the pictures that are shown instead.",
    "inserted": "Beneath them the left sound runs on.",
}


@dataclass(frozen=True)
class Beneath:
    """Spans of both versions in which their pictures differ and their sound is the same."""

    left: Span
    right: Span


def find_sound_beneath(
    left: SoundTrack, right: SoundTrack, placed: Sequence[Placed], period: float
) -> Iterator[Beneath]:
    """Where the left sound runs on from one stretch to the next over other pictures, of ``period`` seconds each.

    It is the left sound alone: where something was done to it, nothing is said.
    """
    for before, after in pairwise(placed):
        missing, other = before.left.end, before.right.end
        if not goes_on_along(before, after) or missing >= after.left.start:
            continue
        if float(after.right.start - other) < SHORTEST_STRETCH_SECONDS:
            continue
        tracks = Tracks(left, right, before.stretch.line)
        heard = listen(tracks, float(other), float(after.right.start), lag_tolerance(period))
        if heard.reference.is_known and not examine(heard, None):
            yield Beneath(Span(missing, after.left.start), Span(other, after.right.start))


def with_sound_beneath(cuts: Sequence[Edit], beneath: Sequence[Beneath]) -> list[Edit]:
    """``cuts``, with those told beneath or in place of which the sound runs on."""
    return [_told(cut) if any(_is_in(cut, one) for one in beneath) else cut for cut in cuts]


def _told(cut: Edit) -> Edit:
    return msgspec.structs.replace(cut, sound_runs_on=True, why=f"{cut.why} {TOLD[cut.kind]}")


def _is_in(cut: Edit, one: Beneath) -> bool:
    span, where = (cut.left, one.left) if cut.kind == "removed" else (cut.right, one.right)
    if cut.kind not in TOLD or span is None or span.is_empty:
        return False
    shared = min(span.end, where.end) - max(span.start, where.start)
    return shared >= MOSTLY * span.seconds
