"""What changed between two versions of the same footage: the contract ``uncut.comparison/1``."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Literal

import msgspec
from msgspec import UNSET, UnsetType

from uncut.model.footage import Footage
from uncut.model.time import Span

EditKind = Literal[
    "removed", "inserted", "moved", "repeated", "retimed", "frozen", "reversed",
    "blurred", "pixelated", "covered", "overlaid",
    "reframed", "padded", "mirrored", "rotated", "filmed", "recoloured", "sharpened", "grain_added",
    "muted", "bleeped", "sound_replaced", "sound_added", "sound_removed", "sound_shifted",
    "metadata",
]  # fmt: skip


class Box(msgspec.Struct, frozen=True, array_like=True):
    """A rectangle as fractions of the picture, origin top left."""

    x: float
    y: float
    width: float
    height: float


WHOLE_PICTURE = Box(0.0, 0.0, 1.0, 1.0)


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A maximal stretch of the right version that shows pictures of the left one."""

    right: Span
    left: Span
    rate: float = 1.0
    """Left seconds per right second."""
    reversed: bool = False
    mirrored: bool = False
    left_box: Box = WHOLE_PICTURE
    """The part of the left picture that is shown."""
    right_box: Box = WHOLE_PICTURE
    """Where in the right picture it is shown."""
    rotation: float = 0
    """Degrees clockwise."""
    confidence: float

    def left_at(self, at: Fraction) -> Fraction:
        """The left second that right second ``at`` shows."""
        if self.right.is_empty:
            return self.left.start
        share = (at - self.right.start) / self.right.seconds
        return self.left.start + (1 - share if self.reversed else share) * self.left.seconds


class TrackPoint(msgspec.Struct, frozen=True):
    """Where a region is at one time of the right version; between points it moves in a straight line."""

    at: Fraction
    box: Box


class Corner(msgspec.Struct, frozen=True, array_like=True):
    """A place as fractions of the picture, origin top left; it may lie outside."""

    x: float
    y: float


class CornerPoint(msgspec.Struct, frozen=True):
    """Where the left picture's corners are at one time of the right version; they move in straight lines."""

    at: Fraction
    corners: list[Corner]
    """Upper left, upper right, lower right, lower left, in the right picture."""


def box_at(track: Sequence[TrackPoint], at: Fraction) -> Box:
    """Where a region is at right second ``at``; before the first and after the last point of ``track``, there."""
    points = sorted(track, key=lambda point: point.at)
    before = [point for point in points if point.at <= at]
    after = [point for point in points if point.at > at]
    if not before or not after:
        return (before or after)[-1 if before else 0].box
    share = float((at - before[-1].at) / (after[0].at - before[-1].at))
    a, b = before[-1].box, after[0].box
    return Box(*(x + (y - x) * share for x, y in ((a.x, b.x), (a.y, b.y), (a.width, b.width), (a.height, b.height))))


class Uncertain(msgspec.Struct, frozen=True):
    """The intervals in which an edit's ends must lie, where the pictures do not decide."""

    start: Span
    end: Span


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """One change. Which of the optional fields it carries depends on ``kind``."""

    kind: EditKind
    left: Span | None
    right: Span | None
    confidence: float
    why: str
    """One sentence with the measured values behind the finding."""
    uncertain: Uncertain | UnsetType = UNSET
    by: Literal["picture", "sound"] | UnsetType = UNSET
    track: list[TrackPoint] | UnsetType = UNSET
    left_track: list[TrackPoint] | UnsetType = UNSET
    """Of ``reframed``: where the window that is shown is in the **left** picture, at times of the right version."""
    corners: list[CornerPoint] | UnsetType = UNSET
    """Of ``filmed``: where the left picture's corners are in the right one."""
    text: str | UnsetType = UNSET
    rate: float | UnsetType = UNSET
    offset: Fraction | UnsetType = UNSET
    """Seconds by which sound lags the picture."""
    pitch: float | UnsetType = UNSET
    """Of ``sound_replaced``: it is the left sound, its pitches so many times as high."""
    sound_runs_on: Literal[True] | UnsetType = UNSET
    """Of ``removed`` and ``inserted``: the pictures were replaced, and the left sound runs on meanwhile."""
    grey: Literal[True] | UnsetType = UNSET
    """Of ``recoloured``: the colour was taken away."""
    left_box: Box | UnsetType = UNSET
    right_box: Box | UnsetType = UNSET
    rotation: float | UnsetType = UNSET
    field: str | UnsetType = UNSET
    left_value: str | UnsetType | None = UNSET
    right_value: str | UnsetType | None = UNSET


Evidence = Literal[
    "generation_loss", "resolution", "crop", "bars", "altered_region", "excerpt", "frame_rate", "colour",
    "sound_band", "sound_edit",
]  # fmt: skip


class DirectionClue(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of evidence on which version was made from which; a single one decides nothing."""

    evidence: Evidence
    points_to: Literal["left_from_right", "right_from_left"]
    """Which way it points: the right version made from the left one, or from something like it, or the reverse."""
    strength: float
    """0..1: how much it weighs; about half means that the reverse is easily thought of."""
    why: str
    """The measured values, and what else would explain them."""


class Coverage(msgspec.Struct, frozen=True):
    """Share of each side that the other one shows or says, 0..1."""

    left: float
    right: float


class NotExamined(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was not looked at, so that silence about it means nothing."""

    what: str
    why: str
    left: Span | UnsetType = UNSET
    right: Span | UnsetType = UNSET


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two versions of the same footage, and every change between them."""

    schema: Literal["uncut.comparison/1"] = "uncut.comparison/1"
    left: Footage
    right: Footage
    related: bool
    coverage: Coverage
    kept: list[Kept]
    edits: list[Edit]
    direction: list[DirectionClue] = []
    """Evidence on which version was made from which, the strongest first; never a verdict."""
    not_examined: list[NotExamined]
    settings: dict[str, Any]
    version: str
