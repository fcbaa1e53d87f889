"""The pictures behind a comparison, as a folder that can be checked: the contract ``uncut.evidence/1``."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType


class EvidenceFile(msgspec.Struct, frozen=True, kw_only=True):
    """One picture."""

    path: str
    """Name within the folder."""
    sha256: str
    what: Literal["frame", "difference", "alignment"]
    shows: str
    """One sentence."""
    edit: int | UnsetType = UNSET
    """Index of the edit in the comparison's ``edits``."""
    side: Literal["left", "right"] | UnsetType = UNSET
    end: Literal["start", "end"] | UnsetType = UNSET
    """Which end of the edit a frame stands at."""
    place: Literal["before", "after"] | UnsetType = UNSET
    """On which side of that end."""
    at: Fraction | UnsetType = UNSET
    """Seconds of that version; of the right one for a difference."""
    inside: float | UnsetType = UNSET
    """Mean absolute difference in the region, grey levels."""
    outside: float | UnsetType = UNSET
    """Mean absolute difference outside it, grey levels."""


class EvidenceIndex(msgspec.Struct, frozen=True, kw_only=True):
    """What a folder of evidence holds."""

    schema: Literal["uncut.evidence/1"] = "uncut.evidence/1"
    left_sha256: str
    right_sha256: str
    comparison_sha256: str
    """Of ``comparison.json`` in the same folder."""
    files: list[EvidenceFile]
    version: str
