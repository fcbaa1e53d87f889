"""Sound that does not jump where the pictures are cut, but a little before or after. Array maths, no files."""

from __future__ import annotations

from uncut.footage.align.lines import Line
from uncut.footage.align.sound import OverCut, Tracks
from uncut.footage.align.sound_edges import Hold, find_border, measure_offset
from uncut.footage.fingerprint.sound import SoundTrack

SEARCH_SECONDS = 3.0
"""How far from a cut the sound's own is looked for; what runs on for longer is found by its lag."""
SURE_SECONDS = 8.0
REACH_SECONDS = 0.1
LEAST_SECONDS = 0.1
"""Editors and encoders blur a cut of sound by less."""
LEAST_JUMP_SECONDS = 0.03


def find_over_cut(
    left: SoundTrack, right: SoundTrack, lines: tuple[Line, Line], ends: tuple[float, float, float], period: float
) -> OverCut | None:
    """Where sound runs on over the cut between two stretches, or comes before it.

    Parameters
    ----------
    left, right
        The tracks.
    lines
        Those of the pictures before and after the cut.
    ends
        Right seconds: start of the first stretch, cut, end of the second one.
    period
        Seconds for which a frame is shown.
    """
    start, cut, end = ends
    holds = []
    for line, low, high in (
        (lines[0], max(start, cut - SURE_SECONDS), cut),
        (lines[1], cut, min(end, cut + SURE_SECONDS)),
    ):
        offset = measure_offset(Tracks(left, right, line), low, high, REACH_SECONDS)
        if offset is None:
            return None
        holds.append(Hold(offset, low, high))
    jump = holds[1].offset - holds[0].offset
    if abs(jump) < LEAST_JUMP_SECONDS:
        return None
    low, high = max(start, cut - SEARCH_SECONDS), min(end, cut + SEARCH_SECONDS)
    border = find_border(left, right, holds[0], holds[1], (low, high))
    if border.ends != border.begins:
        return None
    earliest, latest = border.begins_within
    if earliest > cut + LEAST_SECONDS + period:
        return OverCut(cut, border.begins, jump)
    if latest < cut - LEAST_SECONDS - period:
        return OverCut(border.begins, cut, -jump)
    return None
