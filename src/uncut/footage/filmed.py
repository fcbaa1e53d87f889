"""Footage that was filmed from a screen: alignment with its pictures made straight, and its corners made exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from uncut.footage.align.align import align_pictures
from uncut.footage.align.geometry import slanted
from uncut.footage.align.pair import Pair
from uncut.footage.align.slant import Slant, slant_of
from uncut.footage.align.spans import exact_pairs, unexplained_spans
from uncut.footage.align.stretches import Stretch
from uncut.footage.seen import Seen
from uncut.footage.shapes import shape_of
from uncut.footage.sides import ReadSide, read_part, read_straight
from uncut.jail import JailSettings
from uncut.model.comparison import WHOLE_PICTURE

STEP_SECONDS = 0.4
LEAST_MEASURED, MOST_MEASURED = 3, 60
"""How often, and how many times in a stretch, corners are measured: a camera in a hand sways once a second or so."""
GAP_SECONDS = 0.25
"""Spans that nothing explains are looked through for the left version from here on."""
TURNS = 5
"""How often corners are measured and the versions aligned with them; each turn costs two readings."""

UPRIGHT = 0.006
"""Share of the diagonal by which corners that were made exact must be off a rectangle: an inset has 0.001. Then another
geometry tells it better."""


def align_filmed(left: ReadSide, right: ReadSide, slant: Slant, seen: Seen, jail: JailSettings) -> list[Stretch]:
    """Stretches of the left version filmed at ``slant``, with its corners measured again on their exact frames."""
    pair = Pair(left.pictures, right.pictures)
    found, shown = _align(left, right, slant, jail), slant
    for _ in range(TURNS):
        pairs = exact_pairs(pair, found, STEP_SECONDS, LEAST_MEASURED, MOST_MEASURED)
        slants = seen.slants(pairs, unexplained_spans(pair, found, GAP_SECONDS), pair.period)
        tried = [(_align(left, right, one, jail), one) for one in slants]
        more, better = max(tried, key=lambda one: _explained(one[0]), default=(found, shown))
        if _explained(more) <= _explained(found):
            break
        found, shown = more, better
    if slant_of(shown.corners_at(shown.points[0][0]), shape_of(right)) < UPRIGHT:
        return []
    return [replace(stretch, geometry=slanted(shown)) for stretch in found]


def _explained(stretches: Sequence[Stretch]) -> float:
    """Frames, less as their pictures are further apart."""
    return sum(one.frames * (1 - one.distance) for one in stretches)


def _align(left: ReadSide, right: ReadSide, slant: Slant, jail: JailSettings) -> list[Stretch]:
    box = slant.left_box
    lefts = left.pictures if box == WHOLE_PICTURE else read_part(left, box, False, 0, jail)
    return align_pictures(lefts, read_straight(right, slant, box, jail)).stretches
