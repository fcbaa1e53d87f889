"""Runs of flagged frames, samples or key pictures. Array maths, no files."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]


def runs_of(flags: Flags) -> list[tuple[int, int]]:
    """Runs ``[first, stop)`` where ``flags``, shape (n,), is true."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return [(int(first), int(stop)) for first, stop in zip(edges[::2], edges[1::2], strict=True)]
