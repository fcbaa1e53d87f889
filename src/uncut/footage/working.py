"""Working pictures: every frame of a file at a size that shows regions, decoded once and kept on disk meanwhile.

Whatever is asked after the time line is known (the thumbnails of a cropped part, the pictures that are laid over each
other) is taken from them. A file too long for that is decoded again where it is needed.
"""

from __future__ import annotations

import shutil
import tempfile

from uncut.footage.changes.detail import CELL_PX
from uncut.footage.fingerprint.store import PictureStore

WORKING_PX = 320
"""Longer side of a working picture."""
MOST_STORED_BYTES = 1 << 30
"""Of one file's working pictures: ten minutes at 30 frames a second."""
SHARE_OF_DISK = 0.25
"""Of what is free where temporary files lie; no more is used."""


def working_size(width: int, height: int) -> tuple[int, int]:
    """Height and width of the working pictures of a file that shows ``width`` x ``height`` pixels; whole cells."""
    factor = min(1.0, WORKING_PX / max(width, height))
    rows, columns = (max(1, round(side * factor / CELL_PX)) * CELL_PX for side in (height, width))
    return rows, columns


def make_store(size: tuple[int, int], expected_frames: int) -> PictureStore | None:
    """Room for the working pictures of so many frames; ``None`` where they would take too much."""
    wanted = size[0] * size[1] * expected_frames
    free = shutil.disk_usage(tempfile.gettempdir()).free
    return PictureStore(*size) if wanted <= min(MOST_STORED_BYTES, SHARE_OF_DISK * free) else None
