"""What a dossier is made of. Everything arrives decoded: nothing here opens a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

import numpy as np
import numpy.typing as npt

from uncut.model.case import CaseInventory, Verification
from uncut.model.comparison import Comparison
from uncut.model.report import Report
from uncut.model.text_comparison import TextComparison

Side = Literal["left", "right"]


@dataclass(frozen=True, eq=False)
class Still:
    """One picture of one version, decoded in the jail."""

    side: Side
    at: Fraction
    """Seconds from the first displayed frame of that version."""
    pixels: npt.NDArray[np.uint8]
    """Shape (height, width, 3): RGB, 0..255."""

    def __post_init__(self) -> None:
        """Check shape and dtype."""
        shape = self.pixels.shape
        if self.pixels.dtype != np.uint8 or len(shape) != 3 or shape[2] != 3 or 0 in shape:
            raise ValueError(f"a still must be uint8 of shape (height, width, 3), not {self.pixels.dtype}{shape}")

    def __repr__(self) -> str:
        """Shape, not data."""
        height, width, _ = self.pixels.shape
        return f"Still({self.side} at {float(self.at):.3f} s, {width}x{height})"


@dataclass(frozen=True, eq=False)
class ComparisonPart:
    """A comparison and the pictures that go with its edits."""

    comparison: Comparison
    stills: Mapping[int, Sequence[Still]] = field(default_factory=dict)
    """By the index of the edit in ``comparison.edits``; which ones are wanted says `choose_stills`."""
    videos: Mapping[Side, Sequence[str]] = field(default_factory=dict)
    """Where a browser finds each version, tried in turn: addresses relative to the page, or ``data:`` with the bytes.
    Both sides are played in step where both have one."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Dossier:
    """Everything that one dossier shows."""

    title: str
    comparisons: Sequence[ComparisonPart] = ()
    text_comparisons: Sequence[TextComparison] = ()
    reports: Sequence[Report] = ()
    inventory: CaseInventory | None = None
    """``None`` for a dossier that belongs to no case file."""
    verification: Verification | None = None
    made_at: dt.datetime
    """With its time zone; shown in UTC."""
    version: str
    """Version of Uncut."""

    def __post_init__(self) -> None:
        """Refuse a time that nobody could place."""
        if self.made_at.tzinfo is None:
            raise ValueError("made_at needs a time zone")
