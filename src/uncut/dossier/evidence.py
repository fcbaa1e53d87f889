"""Which pictures make the evidence for a comparison, and what they are called. Pure: nothing is decoded here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from uncut.dossier.parts import Side
from uncut.dossier.summary import describe_edit, sentence
from uncut.dossier.tracks import usual_step
from uncut.dossier.words import PICTURE_REGIONS, SOUND, WHOLE_PICTURE
from uncut.model.comparison import Box, Comparison, Edit, Kept, box_at
from uncut.model.footage import Footage
from uncut.model.time import Span, format_clock

End = Literal["start", "end"]
Place = Literal["before", "after"]
MOST_EDITS = 200
"""Edits with pictures; a folder of more is nothing that anybody looks through."""
DIFFERENCES = (Fraction(1, 10), Fraction(1, 2), Fraction(9, 10))
"""Where in an edit its differences are mapped."""


@dataclass(frozen=True)
class WantedFrame:
    """A frame at one end of an edit."""

    name: str
    edit: int
    side: Side
    end: End
    place: Place
    at: Fraction
    shows: str


@dataclass(frozen=True)
class WantedDifference:
    """A pair of frames that show the same, to be laid over each other."""

    name: str
    edit: int
    left_at: Fraction
    right_at: Fraction
    kept: Kept
    box: Box | None
    """The altered region in the right picture."""
    shows: str


def choose_frames(comparison: Comparison) -> Iterator[WantedFrame]:
    """For each edit of the picture, the last frame before and the first after both of its ends, on both sides."""
    for index, edit in enumerate(comparison.edits[:MOST_EDITS]):
        if edit.kind == "metadata" or edit.kind in SOUND:
            continue
        sides: tuple[tuple[Side, Footage, Span | None], ...] = (
            ("left", comparison.left, edit.left),
            ("right", comparison.right, edit.right),
        )
        for side, footage, span in sides:
            if span is not None and footage.frames:
                yield from _ends(index, edit, side, footage, span)


def _ends(index: int, edit: Edit, side: Side, footage: Footage, span: Span) -> Iterator[WantedFrame]:
    half = usual_step(footage) / 2
    ends: list[tuple[End, Fraction]] = [("start", span.start), ("end", span.end)]
    for end, moment in ends[:1] if span.is_empty else ends:
        places: tuple[tuple[Place, Fraction], ...] = (("before", moment - half), ("after", moment + half))
        for place, at in places:
            if not 0 <= at < footage.seconds:
                continue
            name = f"{index + 1:03d}-{edit.kind}-{side}-{end}-{place}.png"
            shows = f"{side} version at {format_clock(at)}, the frame {place} the {end} of change {index + 1}"
            yield WantedFrame(name, index, side, end, place, at, sentence(shows))


def choose_differences(comparison: Comparison) -> Iterator[WantedDifference]:
    """For each altered region or altered picture, moments at which both versions show the same."""
    for index, edit in enumerate(comparison.edits[:MOST_EDITS]):
        if edit.kind not in PICTURE_REGIONS | WHOLE_PICTURE or edit.right is None:
            continue
        for number, share in enumerate(DIFFERENCES, start=1):
            at = edit.right.start + share * edit.right.seconds
            kept = next((one for one in comparison.kept if one.right.contains(at)), None)
            if kept is None:
                continue
            box = box_at(edit.track, at) if isinstance(edit.track, list) and edit.track else None
            shows = f"difference of both versions at {format_clock(at)} of the right one, where {describe_edit(edit)}"
            name = f"{index + 1:03d}-{edit.kind}-difference-{number}.png"
            yield WantedDifference(name, index, kept.left_at(at), at, kept, box, sentence(shows))
