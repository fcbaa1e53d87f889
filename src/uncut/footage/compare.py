"""Compare two versions of the same footage: the front door, which is quick to import.

What a comparison does stands in `steps`. Importing that takes as long as a jailed process takes to get ready, so both
go on at the same time.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from uncut.footage.decode.kept import keep_decoders
from uncut.footage.settings import CompareSettings, Progress

if TYPE_CHECKING:
    from uncut.model.comparison import Comparison

__all__ = ["CompareSettings", "compare_footage"]


def compare_footage(
    left: Path, right: Path, settings: CompareSettings | None = None, progress: Progress | None = None
) -> Comparison:
    """Every change between two versions of the same footage; by their sound, where one of them has no picture.

    Parameters
    ----------
    left, right
        The two files.
    settings
        How to compare.
    progress
        Told what is being done and how far it is.

    Raises
    ------
    UnreadableFootage
        One of them holds neither a picture nor sound that can be decoded.
    LimitExceeded
        One of them asks for more than the limits allow.
    """
    settings = settings or CompareSettings()
    early = () if settings.shelf is not None else (left, right)  # what is kept need not be decoded
    with keep_decoders(settings.jail, *early) as jail:
        from uncut.footage.steps import run_steps  # noqa: PLC0415
        from uncut.footage.threads import without_library_threads  # noqa: PLC0415

        with without_library_threads():
            return run_steps(left, right, replace(settings, jail=jail), progress or (lambda _what, _share: None))
