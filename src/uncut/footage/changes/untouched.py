"""Which cells say what encoding does, where much of what has detail was altered. Array maths, no files.

What is usual in a picture is told by all its textured cells. Before a bare wall most of them may lie in one face, and a
blur over it would pass for the encoder's doing. An encoder loses detail here and there, though, and a region lies in
one piece, beside which the detail is still there: then only what lies around the piece has a say.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from uncut.footage.changes.detail import Floats32
from uncut.footage.changes.masks import connected_parts, fill_holes, grow, shrink

Mask = npt.NDArray[np.bool_]

FAINTLY_TEXTURED_GREY = 2.0
"""Deviation of the left detail around a cell from which it is looked at, here and where there are few with more.

This and what follows was set on faces that were blurred, pixelated and covered in nine clips, whole or for two seconds,
at crf 26 and at half size; on ten clips encoded anew nothing is found (`python -m evals regions_clean`)."""
BAND = 1
"""Detail of 6 pixels: blurs take more of what is finer, and so do encoders."""
BEST_SHARE = 0.8
"""Of the cells; the next better ones say how much detail arrives where nothing was altered."""
LEAST_BEST = 0.5
LOST_SHARE = 0.5
"""Of what arrives there, under which a cell's detail is lost."""
LEAST_LOST, MOST_LOST = 0.06, 0.8
"""Share of the cells that must be lost for what is usual to be in doubt; and that may be."""
IN_ONE_PIECE, LOST_WITHIN = 0.7, 0.6
"""Share of the lost cells in the largest piece of them, and of the textured ones in it that are lost."""
DEEPLY_LOST = 0.3
"""Of what arrives elsewhere, that half of the lost cells keep at most: in a dark place that x264 at crf 38 lets go it
is 0.4, beneath blurs and blocks 0.09 to 0.15."""
REACH = 2
"""Cells about it that have no say either: broad detail reaches over edges."""
LEAST_AROUND = 24
MOST_LOST_AROUND = 0.15


def find_untouched(left: Floats32, both: Floats32) -> Mask | None:
    """The cells around a large altered region; ``None`` where there is none, and all cells say what is usual.

    Parameters
    ----------
    left, both
        Mean squares of the left detail and mean products, shape (bands, rows, columns).

    Returns
    -------
    Mask or None
        Shape (rows, columns).
    """
    energy, product = (cv2.blur(part[BAND], (3, 3), borderType=cv2.BORDER_REPLICATE) for part in (left, both))
    textured = energy > FAINTLY_TEXTURED_GREY**2
    count = int(textured.sum())
    if count < LEAST_AROUND:
        return None
    share = product / np.maximum(energy, 1e-3)
    place = int(BEST_SHARE * (count - 1))
    best = float(np.partition(share[textured], place)[place])
    lost = textured & (share < LOST_SHARE * best)
    if best < LEAST_BEST or not LEAST_LOST * count <= lost.sum() <= MOST_LOST * count:
        return None
    parts, _ = connected_parts(grow(lost))  # there may be bare cells between them
    sizes = np.bincount(parts[lost])
    piece = fill_holes(parts == int(np.argmax(sizes)))
    within = shrink(piece) & textured
    if sizes.max() < IN_ONE_PIECE * lost.sum() or (lost & within).sum() < LOST_WITHIN * within.sum():
        return None
    if float(np.median(share[lost & piece])) > DEEPLY_LOST * best:
        return None
    around: Mask = ~grow(piece, REACH - 1)
    kept = int((around & textured).sum())
    if kept < LEAST_AROUND or int((around & lost).sum()) > MOST_LOST_AROUND * kept:
        return None
    return around
