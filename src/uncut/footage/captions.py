"""Reads the text of what was laid over the picture: captions, tickers, marks, stickers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt
from msgspec import UNSET
from msgspec.structs import replace

from uncut.footage.changes.lettering import (
    Piece,
    agreed_text,
    in_left_picture,
    widened,
    within_region,
)
from uncut.footage.decode import grab_stills
from uncut.footage.direction import middle_of_frame
from uncut.footage.reader import Reader
from uncut.footage.sides import ReadSide
from uncut.jail import JailSettings
from uncut.model.comparison import Box, Edit, Kept, NotExamined, box_at

KINDS = ("overlaid", "covered")
STILLS = 3
"""Of a region, spread over its time: a ticker that runs and captions that follow each other then disagree."""
MOST_REGIONS = 60
"""Regions that are read, the longest first; each costs up to six pictures."""
REGIONS_AT_ONCE = 4
"""Whose full pictures are held at one time."""
WIDEST_PX = 1920
LEAST_PX = 12
"""A crop that is less high holds no letters that can be read."""

Crop = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class View:
    """A region of one picture."""

    at: Fraction
    """Seconds of the version in which it is looked at."""
    region: Box


def read_captions(
    left: ReadSide,
    right: ReadSide,
    kept: Sequence[Kept],
    edits: Sequence[Edit],
    find_reader: Callable[[], Reader | None],
    jail: JailSettings,
) -> tuple[list[Edit], list[NotExamined], str | None]:
    """``edits`` with the text of their overlaid and covered regions, what was not read, and who read.

    Parameters
    ----------
    left, right
        The two files, as read.
    kept
        What both show.
    edits
        What changed between them.
    find_reader
        Gives what reads letters, or ``None``; called where there is something to read.
    jail
        The jail's limits.
    """
    regions = [number for number, edit in enumerate(edits) if _may_hold_text(edit)]
    reader = find_reader() if regions else None
    if reader is None:
        missing = [NotExamined(what="text in regions", why="install uncut[ocr] to have it read")] if regions else []
        return list(edits), missing, None
    regions.sort(key=lambda number: -_seconds(edits[number]))
    wanted = regions[:MOST_REGIONS]
    texts: dict[int, str] = {}
    for first in range(0, len(wanted), REGIONS_AT_ONCE):
        some = {number: edits[number] for number in wanted[first : first + REGIONS_AT_ONCE]}
        texts |= _read_some(left, right, kept, some, reader, jail)
    told = [replace(edit, text=texts[number]) if number in texts else edit for number, edit in enumerate(edits)]
    left_out = [
        NotExamined(what="text in regions", why=f"only the {MOST_REGIONS} longest are read", right=span)
        for span in (edits[number].right for number in sorted(regions[MOST_REGIONS:]))
        if span is not None
    ]
    return told, left_out, reader.name


def _may_hold_text(edit: Edit) -> bool:
    return edit.kind in KINDS and edit.right is not None and edit.track is not UNSET and bool(edit.track)


def _seconds(edit: Edit) -> Fraction:
    return edit.right.seconds if edit.right is not None else Fraction(0)


def _read_some(
    left: ReadSide, right: ReadSide, kept: Sequence[Kept], edits: dict[int, Edit], reader: Reader, jail: JailSettings
) -> dict[int, str]:
    """Texts of ``edits``, by their numbers. The left version is looked at only where something was read."""
    views = {number: list(_views(right, edit)) for number, edit in edits.items()}
    readings = _read_views(right, views, reader, jail)
    read = {number: text for number, pieces in readings.items() if (text := agreed_text(pieces)) is not None}
    behind = {number: list(_left_views(views[number], kept)) for number in read}
    for number, pieces in _read_views(left, behind, reader, jail).items():
        text = agreed_text(readings[number], pieces)
        if text is None:
            del read[number]
        else:
            read[number] = text
    return read


def _views(right: ReadSide, edit: Edit) -> Iterator[View]:
    """The region at evenly spread times, each in the middle of a frame of its own."""
    assert edit.right is not None and edit.track is not UNSET
    span = edit.right
    steps = [Fraction(2 * number + 1, 2 * STILLS) for number in range(STILLS)]
    for at in sorted({middle_of_frame(right, span.start + step * span.seconds) for step in steps}):
        yield View(at, box_at(edit.track, at))


def _left_views(views: Sequence[View], kept: Sequence[Kept]) -> Iterator[View]:
    """The same places in the left version, where it is known which they are."""
    for view in views:
        where = next((one for one in kept if one.right.contains(view.at) and _is_upright(one)), None)
        if where is not None:
            yield View(where.left_at(view.at), in_left_picture(view.region, where))


def _is_upright(kept: Kept) -> bool:
    return not kept.rotation and not kept.reversed and min(kept.right_box.width, kept.right_box.height) > 0


def _read_views(
    side: ReadSide, views: dict[int, list[View]], reader: Reader, jail: JailSettings
) -> dict[int, list[list[Piece]]]:
    """What stands in every view; the pictures of all of them are grabbed in one go."""
    listed = [(number, view) for number, some in views.items() for view in some]
    if not listed:
        return {}
    width = WIDEST_PX if (side.footage.width or 0) > WIDEST_PX else None
    stills = grab_stills(side.path, [view.at for _, view in listed], width=width, settings=jail)
    found: dict[int, list[list[Piece]]] = {number: [] for number in views}
    for (number, view), still in zip(listed, stills, strict=True):
        found[number].append(_read_region(still, view.region, reader))
    return found


def _read_region(still: Crop, region: Box, reader: Reader) -> list[Piece]:
    wide = widened(region)
    crop = cut_out(still, wide)
    if crop.shape[0] < LEAST_PX or crop.shape[1] < LEAST_PX:
        return []
    return within_region(reader.read(crop), wide, region)


def cut_out(still: Crop, box: Box) -> Crop:
    """The part of a picture of shape (height, width, 3) that ``box`` covers, to whole pixels."""
    height, width = still.shape[:2]
    top, bottom = (round(min(max(at, 0.0), 1.0) * height) for at in (box.y, box.y + box.height))
    first, last = (round(min(max(at, 0.0), 1.0) * width) for at in (box.x, box.x + box.width))
    return still[top:bottom, first:last]
