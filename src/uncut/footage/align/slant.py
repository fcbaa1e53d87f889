"""Slant: where the corners of the left picture lie on the right one, where that was filmed from a screen or from paper.

A camera that does not stand square before a screen shows a rectangle as a quadrangle: points of the one lie on the
other as a homography says (Hartley and Zisserman, "Multiple View Geometry in Computer Vision", chapter 4). Array maths,
no files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from uncut.footage.align.landmarks import (
    OFF_PX,
    TRIALS,
    Landmarks,
    Sighting,
    as_complex,
    fit_similarity,
    pair_up,
    strongest,
)
from uncut.model.comparison import Box

Corners = npt.NDArray[np.float64]
"""Shape (4, 2): upper left, upper right, lower right, lower left; across and down."""

LEAST_AGREEING = 16
"""Pairs of points on one homography from which it is believed. It has twice the freedom of a similarity."""
LEAST_PICTURES = 3
MORE = 1.25
"""A homography that agrees with so many times the points of the best similarity is followed first."""
ROUNDS = 4
SWAY_PX = 20.0
"""Pixels by which a picture may be shifted from what all agree on: a sixteenth of the width."""
STEADY = 0.004
"""Share of the picture by which the middle one of all pictures is shifted where the camera stands still."""
LEAST_SLANT = 0.012
"""Share of the quadrangle's diagonal by which its corners must be off every turned rectangle."""
LEAST_SIDE, LEAST_ANGLE = 0.08, 45.0
"""Share of the right picture's diagonal, and degrees: thinner or sharper quadrangles are chance."""
NEIGHBOURS = 1
"""Measurements before and after one, of which the middle one is taken."""
UNIT: Corners = np.array([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)])


@dataclass(frozen=True)
class Slant:
    """The corners of the left picture on the right one; the camera need not stand still."""

    points: tuple[tuple[float, tuple[float, ...]], ...]
    """Right seconds, and across and down of the four corners then, shares of the picture, which they may lie outside.

    Upper left, upper right, lower right, lower left; between two times they move in straight lines.
    """

    def corners_at(self, seconds: float) -> Corners:
        """Where the corners are; before the first time and after the last, as they are then."""
        times = [at for at, _ in self.points]
        tracks = zip(*(corners for _, corners in self.points), strict=True)
        return np.array([np.interp(seconds, times, track) for track in tracks]).reshape(4, 2)

    @property
    def right_box(self) -> Box:
        """The rectangle around all of it, as far as it is inside the picture."""
        every = np.clip(np.array([corners for _, corners in self.points]).reshape(-1, 2), 0, 1)
        (x, y), (far, low) = every.min(axis=0).tolist(), every.max(axis=0).tolist()
        return Box(round(x, 4), round(y, 4), round(far - x, 4), round(low - y, 4))

    @property
    def left_box(self) -> Box:
        """The part of the left picture that is inside the right one all the time."""
        edges = np.array([_shown_edges(np.array(corners).reshape(4, 2)) for _, corners in self.points])
        (x, y), (far, low) = edges[:, :2].max(axis=0).tolist(), edges[:, 2:].min(axis=0).tolist()
        return Box(round(x, 4), round(y, 4), round(max(far - x, 0.01), 4), round(max(low - y, 0.01), 4))


def _shown_edges(corners: Corners) -> tuple[float, float, float, float]:
    """Left, upper, right and lower edge of a part of the left picture that the right one holds, shares."""
    back = cv2.getPerspectiveTransform(corners.astype(np.float32), UNIT.astype(np.float32))
    seen = cv2.perspectiveTransform(UNIT[np.newaxis], back)[0]
    return (
        float(np.clip(max(seen[0, 0], seen[3, 0]), 0, 1)),
        float(np.clip(max(seen[0, 1], seen[1, 1]), 0, 1)),
        float(np.clip(min(seen[1, 0], seen[2, 0]), 0, 1)),
        float(np.clip(min(seen[2, 1], seen[3, 1]), 0, 1)),
    )


@dataclass(frozen=True)
class _Swaying:
    """Corners that all pictures share but for a shift of each: a camera in a hand mostly sways."""

    corners: Corners
    shifts: Corners
    """Shape (pictures, 2)."""
    agreeing: int
    """Pairs of points, over all pictures, that lie where this says."""
    similar: int
    """Pairs of points that agree on the best similarity instead."""

    def slant(self, times: Sequence[float], *, still: bool) -> Slant:
        """As it is at ``times``, or as it would be if the camera stood ``still``."""
        if still:
            middle = np.median(self.shifts, axis=0)
            return Slant(((float(np.median(times)), tuple((self.corners + middle).round(5).ravel().tolist())),))
        order = np.argsort(times)
        spans = [order[max(at - NEIGHBOURS, 0) : at + NEIGHBOURS + 1] for at in range(len(order))]
        shifts = [np.median(self.shifts[span], axis=0) for span in spans]
        return Slant(tuple(
            (float(times[at]), tuple((self.corners + shift).round(5).ravel().tolist()))
            for at, shift in zip(order, shifts, strict=True)
        ))  # fmt: skip


def _fit_swaying(pictures: Sequence[tuple[Landmarks, Landmarks]]) -> _Swaying | None:
    """What left and right pictures that show about the same agree on; ``None`` where that is no likely screen."""
    paired = [pair_up(left, right) for left, right in pictures]
    left_size, right_size = pictures[0][0].size, pictures[0][1].size
    one, two = (np.concatenate(points) for points in zip(*paired, strict=True))
    owner = np.repeat(np.arange(len(paired)), [len(points) for points, _ in paired])
    shifts = np.zeros((len(paired), 2), np.float32)
    if len(one) < LEAST_AGREEING:
        return None
    for number in range(ROUNDS):
        cv2.setRNGSeed(0)  # the same answer for the same pictures
        reach = OFF_PX * (2 if number == 0 else 1)
        matrix, agreeing = cv2.findHomography(one, two - shifts[owner], cv2.RANSAC, reach, maxIters=TRIALS)
        if matrix is None or not np.isfinite(matrix).all() or agreeing.sum() < LEAST_AGREEING:
            return None
        if number < ROUNDS - 1:
            off = two - cv2.perspectiveTransform(one[np.newaxis], matrix)[0]
            for at in range(len(paired)):
                near = off[(owner == at) & (np.abs(off - shifts[owner]).max(axis=1) <= SWAY_PX)]
                if len(near):
                    shifts[at] = np.median(near, axis=0)
    corners = cv2.perspectiveTransform((UNIT * left_size)[np.newaxis], matrix)[0]
    similar = fit_similarity(one, two - shifts[owner])
    if similar is None or not _is_likely(corners, right_size):
        return None
    return _Swaying(corners / right_size, shifts / right_size, int(agreeing.sum()), int(similar[3].sum()))


def _is_likely(corners: Corners, size: tuple[int, int]) -> bool:
    """Whether a screen can look so: upright, convex, not flopped, with no side that vanishes and no sharp corner.

    What is turned by a quarter was turned; a few points of water or leaves make it seem slanted as well.
    """
    sides = np.roll(corners, -1, axis=0) - corners
    if sides[0, 0] <= abs(sides[0, 1]):
        return False
    lengths = np.linalg.norm(sides, axis=1)
    if lengths.min() < LEAST_SIDE * np.hypot(*size):
        return False
    crossed = [_cross(sides[number], sides[(number + 1) % 4]) for number in range(4)]
    sines = np.array([one / (lengths[at] * lengths[(at + 1) % 4]) for at, one in enumerate(crossed)])
    return bool(sines.min() >= np.sin(np.radians(LEAST_ANGLE)))


def _cross(one: Corners, two: Corners) -> float:
    return float(one[0] * two[1] - one[1] * two[0])


def slant_of(corners: Corners, right_shape: float) -> float:
    """How far corners are off the nearest turned rectangle of any shape: a share of the diagonal.

    Of any shape, because pixels may be shown wider than they are: a picture drawn out is not slanted.
    """
    seen = corners * (right_shape, 1.0)
    top, right, bottom, left = np.linalg.norm(np.roll(seen, -1, axis=0) - seen, axis=1)
    away, flat = seen - seen.mean(axis=0), (UNIT - 0.5) * (top + bottom, left + right)
    ideal, found = (as_complex(points) for points in (flat, away))
    off = found - np.vdot(ideal, found) / np.vdot(ideal, ideal) * ideal
    return float(np.abs(off).max() / np.hypot(*(seen.max(axis=0) - seen.min(axis=0))))


def find_slant(
    sightings: Sequence[Sighting], lefts: Sequence[Landmarks], rights: Sequence[Landmarks], times: Sequence[float]
) -> tuple[Slant, list[Sighting], int] | None:
    """The corners on which points agree better than on any similarity, the sightings, and the strength of it all.

    The left pictures are about those that the right ones show, not exactly: what moved meanwhile draws corners this way
    and that, and the middle one of many is right.
    """
    members = strongest(sightings)
    if len(members) < LEAST_PICTURES:
        return None
    fit = _fit_swaying([(lefts[one.left], rights[one.right]) for one in members])
    if fit is None or fit.agreeing < fit.similar:
        return None
    if slant_of(fit.corners, rights[0].size[0] / rights[0].size[1]) < LEAST_SLANT:
        return None
    sway = np.median(np.abs(fit.shifts - np.median(fit.shifts, axis=0)))
    slant = fit.slant([times[one.right] for one in members], still=bool(sway < STEADY))
    return slant, members, fit.agreeing if fit.agreeing >= MORE * fit.similar else fit.agreeing - fit.similar


def unsteadiness(pictures: Sequence[tuple[Landmarks, Landmarks]]) -> float:
    """Share of the picture by which the camera seems to move from one picture to the next; 1 where it cannot be told.

    Left pictures that are some frames off make a scene that moves look like a camera that does.
    """
    fit = _fit_swaying(pictures) if len(pictures) > 1 else None
    return 1.0 if fit is None else float(np.abs(np.diff(fit.shifts, axis=0)).mean())


def measured_slants(pictures: Sequence[tuple[float, Landmarks, Landmarks]]) -> list[Slant]:
    """Slants by right times and the left and right pictures there: of a camera that stood still, and one that swayed.

    One that swayed is at each time where the middle one of the measurements there and beside it says.
    """
    fit = _fit_swaying([(left, right) for _, left, right in pictures]) if pictures else None
    times = [at for at, _, _ in pictures]
    return [] if fit is None else [fit.slant(times, still=still) for still in (True, False)]


def straighten(picture: npt.NDArray[np.uint8], corners: Corners, size: tuple[int, int]) -> npt.NDArray[np.uint8]:
    """The left picture as a right one shows it, brought back to a rectangle of ``size``, width and height."""
    height, width = picture.shape
    there = (corners * (width, height)).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(there, (UNIT * size).astype(np.float32))
    return np.asarray(cv2.warpPerspective(picture, matrix, size, flags=cv2.INTER_LINEAR), np.uint8)
