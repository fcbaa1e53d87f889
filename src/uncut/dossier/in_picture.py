"""Where in the picture a change is, in words: which part, and how much of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET

from uncut.dossier.words import join_words
from uncut.model.comparison import WHOLE_PICTURE, Box, Edit, TrackPoint

THIRD = 1 / 3
LONG = 0.6
"""Share of a side from which a box runs along it, and is not in a corner of it."""
LEAST = 0.005
"""Share of a side below which nothing is said to be cut away there."""


def place_in_words(box: Box) -> str:
    """Where a box is: ``at the top right``, ``along the bottom``, ``in the middle``."""
    across = "" if box.width >= LONG else _third(box.x + box.width / 2, "left", "", "right")
    down = "" if box.height >= LONG else _third(box.y + box.height / 2, "top", "", "bottom")
    if box.width >= LONG and box.height >= LONG:
        return "over most of the picture"
    if box.width >= LONG and down:
        return f"along the {down}"
    if box.height >= LONG and across:
        return f"along the {across}"
    told = " ".join(filter(None, (down, across)))
    return f"at the {told}" if told else "in the middle"


def area_in_words(share: float, of: str = "the picture") -> str:
    """A share of the picture's area: ``3 % of the picture``."""
    return f"{'under 1' if share < 0.01 else f'{share * 100:.0f}'} % of {of}"


def region_in_words(track: Sequence[TrackPoint]) -> str:
    """Where a region is and how large; where it goes, if that is another part of the picture."""
    ordered = sorted(track, key=lambda point: point.at)
    area = sum(one.box.width * one.box.height for one in ordered) / len(ordered)
    first, last = place_in_words(ordered[0].box), place_in_words(ordered[-1].box)
    if all(place_in_words(one.box) == first for one in ordered):
        return f"{first} ({area_in_words(area)})"
    if first != last:
        return f"that moves, first {first} and last {last} ({area_in_words(area)})"
    return f"that moves, first and last {first} ({area_in_words(area)})"


def cropping_in_words(edit: Edit) -> str:
    """How much of the left picture is left, and on which sides it was cut away; empty where the edit does not say."""
    box = edit.left_box
    if box is UNSET or box == WHOLE_PICTURE:
        return ""
    left = f"to {area_in_words(box.width * box.height, 'it')}"
    if edit.left_track is not UNSET and len({point.box for point in edit.left_track}) > 1:
        return f"{left}, a window that moves"
    sides = (
        ("left", box.x), ("right", 1 - box.x - box.width), ("top", box.y), ("bottom", 1 - box.y - box.height),
    )  # fmt: skip
    gone = [f"{share * 100:.0f} % at the {side}" for side, share in sides if share >= LEAST]
    return f"{left} (cut away: {join_words(gone)})" if gone else left


def _third(centre: float, low: str, middle: str, high: str) -> str:
    if centre < THIRD:
        return low
    return high if centre > 1 - THIRD else middle
