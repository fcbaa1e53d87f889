"""Landmarks: points of a picture that are known again in another one, whatever part of it is shown, at what size.

Neither time nor geometry need be known before: a left picture is sought in a right one by points that look alike
around (SIFT; Lowe, "Distinctive image features from scale-invariant keypoints", IJCV 2004), compared by the roots of
their histograms (Arandjelovic and Zisserman, CVPR 2012), and by the one similarity on which most pairs of points agree
(RANSAC). What lies around an inset, bars, captions and what moves have no say. Array maths, no files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

Floats32 = npt.NDArray[np.float32]
Greys = npt.NDArray[np.uint8]

MOST_POINTS = 400
"""Of a picture, those with the strongest contrast."""
CONTRAST = 0.02
"""As SIFT counts it; half the usual, for footage that was encoded twice."""
DISTINCT = 0.7
"""Squared distance of the nearest descriptor, as a share of that of the second nearest, up to which a pair counts."""
OFF_PX = 2.5
"""Pixels by which a pair of points may be off the similarity."""
TRIALS = 500
LEAST_POINTS = 6
"""Pairs of points on one similarity from which a picture counts as seen."""
LOOKED_AT = 3
"""Left pictures, those with most pairs of points, on which a similarity is sought for one right picture."""
LAYERS = 2
"""Similarities that are sought in a pair of pictures: the scene behind an inset may be the same as in it."""
SMALLEST, LARGEST = 0.12, 8.0
"""Right pixels a left pixel that are believed."""
NEAR_PX, NEAREST_PX = 6.0, 1.5
"""Pixels of the left picture by which points may be off a framing that is nearly known, and one that is exact."""
ALIKE = 0.75
"""Likeness of two points that lie where they should."""
ROUNDS = 6
LEAST_FITTED = 24
"""Pairs of points from which a framing is measured."""


@dataclass(frozen=True, eq=False)
class Landmarks:
    """The points of one picture."""

    points: Floats32
    """Shape (n, 2): across and down, pixels."""
    marks: Floats32
    """Shape (n, 128): what each looks like, of length 1."""
    size: tuple[int, int]
    """Width and height of the picture."""


@dataclass(frozen=True, eq=False)
class Sighting:
    """A left picture seen in a right one."""

    left: int
    right: int
    """Their numbers, in the order in which they were given."""
    left_points: Floats32
    right_points: Floats32
    """Shape (n, 2) each: the pairs of points that agree."""
    scale: float
    """Right pixels a left pixel."""
    degrees: float
    """Clockwise, -180..180."""
    shift: tuple[float, float]
    """Where the left picture's first corner lies on the right one, pixels across and down."""

    @property
    def strength(self) -> int:
        """How many pairs of points agree."""
        return len(self.left_points)

    def on_right(self, points: Floats32) -> Floats32:
        """Left points, shape (n, 2), where the right picture shows them."""
        return move_points(points, self.scale, self.degrees, self.shift)


class FittedFraming(NamedTuple):
    """A framing that was made exact."""

    scale: float
    """Right pixels a left pixel."""
    degrees: float
    """Clockwise."""
    shift: tuple[float, float]
    """Where the left picture's first corner lies on the right one, pixels across and down."""
    agreeing: int
    """How many pairs of points lie where it says."""
    share: float
    """Of all that lie near there."""


def move_points(points: Floats32, scale: float, degrees: float, shift: tuple[float, float]) -> Floats32:
    """Points, shape (n, 2), scaled, turned clockwise and shifted."""
    turn = np.radians(degrees)
    matrix = scale * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    moved: Floats32 = (points @ matrix.T + np.array(shift)).astype(np.float32)
    return moved


def find_landmarks(picture: Greys) -> Landmarks:
    """The landmarks of a grey picture of shape (height, width)."""
    finder = cv2.SIFT.create(nfeatures=MOST_POINTS, contrastThreshold=CONTRAST)
    found, marks = finder.detectAndCompute(np.ascontiguousarray(picture), None)
    size = (picture.shape[1], picture.shape[0])
    if marks is None or not len(found):
        return Landmarks(np.zeros((0, 2), np.float32), np.zeros((0, 128), np.float32), size)
    roots = np.sqrt(marks / np.maximum(marks.sum(axis=1, keepdims=True), 1e-6))
    order = np.argsort([-one.response for one in found])[:MOST_POINTS]
    points = np.array([one.pt for one in found], np.float32)
    return Landmarks(points[order], roots[order].astype(np.float32), size)


def see(lefts: Sequence[Landmarks], rights: Sequence[Landmarks]) -> list[Sighting]:
    """For every right picture, the left ones that are seen in it, the surest first."""
    sightings = []
    for number, right in enumerate(rights):
        paired = [pair_up(left, right) for left in lefts]
        likely = sorted(range(len(lefts)), key=lambda one: -len(paired[one][0]))[:LOOKED_AT]
        found = [sighting for one in likely for sighting in _agree(one, number, *paired[one])]
        sightings += sorted(found, key=lambda one: -one.strength)
    return sightings


def see_each(lefts: Sequence[Landmarks], rights: Sequence[Landmarks]) -> list[Sighting]:
    """Left pictures in the right ones of the same number."""
    pairs = enumerate(zip(lefts, rights, strict=True))
    return [sighting for number, pair in pairs for sighting in _agree(number, number, *pair_up(*pair))]


def strongest(sightings: Iterable[Sighting]) -> list[Sighting]:
    """For every right picture that is in ``sightings``, the one with most pairs of points."""
    best: dict[int, Sighting] = {}
    for one in sightings:
        held = best.get(one.right)
        if held is None or one.strength > held.strength:
            best[one.right] = one
    return list(best.values())


def pair_up(left: Landmarks, right: Landmarks) -> tuple[Floats32, Floats32]:
    """Left and right points that are each other's nearest in looks, and clearly so; shape (n, 2) each."""
    if len(left.points) < LEAST_POINTS or len(right.points) < LEAST_POINTS:
        return np.zeros((0, 2), np.float32), np.zeros((0, 2), np.float32)
    alike = right.marks @ left.marks.T
    nearest, own = alike.argmax(axis=1), np.arange(len(alike))
    best = alike[own, nearest]
    mutual = alike.argmax(axis=0)[nearest] == own
    alike[own, nearest] = -1
    kept = np.flatnonzero(mutual & (1 - best < DISTINCT * (1 - alike.max(axis=1))))
    return left.points[nearest[kept]], right.points[kept]


def _agree(left: int, right: int, one: Floats32, two: Floats32) -> Iterator[Sighting]:
    """The similarity on which most pairs of points agree, and one on which most of the others do."""
    for _ in range(LAYERS):
        fitted = fit_similarity(one, two) if len(one) >= LEAST_POINTS else None
        if fitted is None or fitted[3].sum() < LEAST_POINTS:
            return
        scale, degrees, shift, agreeing = fitted
        yield Sighting(left, right, one[agreeing], two[agreeing], scale, degrees, shift)
        one, two = one[~agreeing], two[~agreeing]


def fit_similarity(
    left: Floats32, right: Floats32
) -> tuple[float, float, tuple[float, float], npt.NDArray[np.bool_]] | None:
    """Scale, degrees clockwise and shift that take most ``left`` points to the ``right`` ones, and which those are."""
    cv2.setRNGSeed(0)  # the same answer for the same pictures
    matrix, agreeing = cv2.estimateAffinePartial2D(
        left, right, method=cv2.RANSAC, ransacReprojThreshold=OFF_PX, maxIters=TRIALS
    )
    if matrix is None or not np.isfinite(matrix).all():
        return None
    scale = float(np.hypot(matrix[0, 0], matrix[1, 0]))
    if not SMALLEST <= scale <= LARGEST:
        return None
    degrees = float(np.degrees(np.arctan2(matrix[1, 0], matrix[0, 0])))
    return scale, degrees, (float(matrix[0, 2]), float(matrix[1, 2])), agreeing.ravel().astype(bool)


def pair_nearby(
    left: Landmarks, right: Landmarks, scale: float, shift: tuple[float, float]
) -> tuple[Floats32, Floats32]:
    """Points that look alike, of pictures of which the framing is nearly known; shape (n, 2) each."""
    if not len(left.points) or not len(right.points):
        return np.zeros((0, 2), np.float32), np.zeros((0, 2), np.float32)
    expected = left.points * np.float32(scale) + np.array(shift, np.float32)
    off = np.abs(right.points[:, np.newaxis] - expected[np.newaxis]).max(axis=2)
    alike = np.where(off <= NEAR_PX * scale, right.marks @ left.marks.T, -1)
    nearest, own = alike.argmax(axis=1), np.arange(len(alike))
    kept = (alike[own, nearest] >= ALIKE) & (alike.argmax(axis=0)[nearest] == own)
    return left.points[nearest[kept]], right.points[kept]


def fit_framing(
    left: Floats32, right: Floats32, scale: float, shift: tuple[float, float], *, turned: bool = False
) -> FittedFraming | None:
    """Scale and shift made exact on pairs of points; ``None`` where few of them agree.

    The degrees are 0 unless the left pictures may still be ``turned`` a little.
    """
    degrees, agreeing = 0.0, 0
    for number in range(ROUNDS):
        reach = scale * (NEAR_PX if number == 0 else NEAREST_PX)
        kept = np.abs(move_points(left, scale, degrees, shift) - right).max(axis=1) <= reach
        agreeing = int(kept.sum())
        if agreeing < LEAST_FITTED:
            return None
        one, two = (points[kept].astype(np.float64) for points in (left, right))
        middle, other = one.mean(axis=0), two.mean(axis=0)
        gain = np.vdot(as_complex(one - middle), as_complex(two - other)) / np.vdot(one - middle, one - middle)
        scale, degrees = (float(abs(gain)), float(np.degrees(np.angle(gain)))) if turned else (float(gain.real), 0.0)
        across, down = move_points(middle[np.newaxis], scale, degrees, (0.0, 0.0))[0].tolist()
        shift = (float(other[0]) - across, float(other[1]) - down)
    near = np.abs(move_points(left, scale, degrees, shift) - right).max(axis=1) <= scale * NEAR_PX
    return FittedFraming(scale, degrees, shift, agreeing, agreeing / max(int(near.sum()), 1))


def as_complex(points: npt.NDArray[np.float64]) -> npt.NDArray[np.complex128]:
    """Across as the real part, down as the imaginary one: to turn clockwise is to multiply."""
    numbers: npt.NDArray[np.complex128] = points[:, 0] + 1j * points[:, 1]
    return numbers


def fit_window(
    pairs: Sequence[tuple[Floats32, Floats32]], scale: float
) -> tuple[float, list[tuple[float, float] | None]] | None:
    """One scale for all ``pairs`` of left and right points, and for each where the first corner lies on the right.

    ``None`` in place of a corner where too few points of a pair agree, and of all where too few pairs do.
    """
    groups = [_agreeing(one, two, scale) for one, two in pairs]
    for _ in range(ROUNDS):
        held = [(one - one.mean(axis=0), two - two.mean(axis=0)) for one, two in groups if len(one) >= LEAST_POINTS]
        if sum(len(one) for one, _ in held) < LEAST_FITTED:
            return None
        scale = float(sum(np.vdot(one, two) for one, two in held) / sum(np.vdot(one, one) for one, _ in held))
        groups = [_agreeing(one, two, scale) for one, two in pairs]
    corners = [two.mean(axis=0) - scale * one.mean(axis=0) if len(one) >= LEAST_POINTS else None for one, two in groups]
    return scale, [None if one is None else (float(one[0]), float(one[1])) for one in corners]


def _agreeing(left: Floats32, right: Floats32, scale: float) -> tuple[Floats32, Floats32]:
    """The pairs of points that are shifted as most are."""
    if not len(left):
        return left, right
    off = right - scale * left
    kept = np.abs(off - np.median(off, axis=0)).max(axis=1) <= OFF_PX * max(scale, 0.5)
    return left[kept], right[kept]
