"""Whether the colours of one picture are those of another under another grading. Array maths, no files.

Cells of two pictures that show the same are compared: brightness and two colour differences a cell. A smooth map from
left colours to right ones is fitted to each pair by reweighted least squares, so that altered regions have no say; what
counts is by how much that map moves the colours that are there. What conversions do by themselves is tried as well, and
only the way from the nearest of those counts: another range of levels, the other matrix, a display's gamma.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

TURNS = 4
"""Reweightings; more change nothing that matters."""
OUTLIER = 4.0
"""Spreads of the residual from which a cell has no say."""
LEAST_SPREAD = 1.0
"""Levels that rounding and encoding leave anyway."""
RIDGE = 0.01
"""Pull towards no change, squared: a coefficient of 128 (colour gone) against a dozen levels of error. Keeps a flat
picture from inventing a curve."""
GAMMAS = (0.89, 0.92, 0.96, 1.04, 1.09, 1.12)
"""Displays and the converters that cater for them differ between 1.96, 2.2 and 2.4."""
FULL, LIMITED, LIMITED_COLOUR = 255.0, 219.0, 224.0
BLACK, NEUTRAL = 16.0, 128.0
MATRICES = {"601": (0.299, 0.114), "709": (0.2126, 0.0722)}
"""Weights of red and blue in brightness (Rec. ITU-R BT.601 and BT.709)."""


@dataclass(frozen=True, eq=False)
class Gradings:
    """What was measured on pairs; one value a pair, in levels of 0..255."""

    maps: Floats
    """Shape (pairs, 5, 3): coefficients of `features` for the change of brightness and both colour differences."""
    tone: Floats
    """By how much the map moves brightness beyond what conversions do, root mean square over the cells."""
    colour: Floats
    """The same for the colour differences."""
    random: Floats
    """What the map leaves unexplained, root mean square over the cells that follow it."""

    def __len__(self) -> int:
        """Number of pairs."""
        return len(self.tone)


def features(cells: Floats) -> Floats:
    """Terms of the map: 1, brightness, its square, and both colour differences; shape (pairs, cells, 5)."""
    tone = (cells[..., 0] - NEUTRAL) / NEUTRAL
    colour = (cells[..., 1:] - NEUTRAL) / NEUTRAL
    return np.concatenate([np.ones_like(tone)[..., None], tone[..., None], tone[..., None] ** 2, colour], axis=-1)


def measure_gradings(left: Floats, right: Floats) -> Gradings:
    """The gradings between cells of shape (pairs, cells, 3): brightness and two colour differences, 0..255."""
    terms, change = features(left), right - left
    maps, weights = _fit(terms, change)
    moved = terms @ maps
    tone, colour = _beyond_conversions(left, moved, weights)
    return Gradings(maps, tone, colour, _rms(change - moved, weights))


def _fit(terms: Floats, change: Floats) -> tuple[Floats, Floats]:
    """Maps (pairs, 5, 3) and the weights of the cells, shape (pairs, cells)."""
    pull = RIDGE * np.diag([0.1, 1.0, 1.0, 1.0, 1.0])
    weights = np.ones(change.shape[:2])
    maps: Floats = np.zeros((len(change), terms.shape[-1], 3))
    for _ in range(TURNS):
        weighted = terms * weights[..., None]
        normal = np.swapaxes(weighted, 1, 2) @ terms + pull
        maps = np.asarray(np.linalg.solve(normal, np.swapaxes(weighted, 1, 2) @ change), np.float64)
        off = np.sqrt(np.square(change - terms @ maps).sum(axis=-1))
        spread = np.maximum(np.median(off, axis=1, keepdims=True), LEAST_SPREAD)
        weights = np.square(1 - np.minimum(off / (OUTLIER * spread), 1) ** 2)
    return maps, weights


def _rms(values: Floats, weights: Floats) -> Floats:
    """Root of the weighted mean over the cells of the squares' sum."""
    squares = np.square(values).sum(axis=-1)
    root: Floats = np.sqrt((squares * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-9))
    return root


def _beyond_conversions(left: Floats, moved: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """The least that ``moved`` is off any conversion, in brightness and in colour."""
    ways = [moved - change for change in conversions(left)]
    tones, colours = ([_rms(way[..., part], weights) for way in ways] for part in (slice(0, 1), slice(1, 3)))
    nearest = np.argmin(np.hypot(tones, colours), axis=0)
    pairs = np.arange(len(left))
    return np.array(tones)[nearest, pairs], np.array(colours)[nearest, pairs]


def conversions(left: Floats) -> list[Floats]:
    """By how much each thing that conversions do by themselves changes ``left``; the first is nothing at all."""
    found = []
    for ranged, matrix in product(("", "wider", "narrower"), ("", "709 to 709", "601 to 709", "709 to 601")):
        found.append(_in_range(_with_matrix(left, matrix), ranged) - left)
    return found + [_with_gamma(left, gamma) - left for gamma in GAMMAS]


def _in_range(cells: Floats, ranged: str) -> Floats:
    """Levels that were taken for limited ones though they are full (``wider``), or the other way round."""
    if not ranged:
        return cells
    tone, colour = cells[..., :1], cells[..., 1:] - NEUTRAL
    if ranged == "wider":
        parts = (tone - BLACK) * FULL / LIMITED, colour * FULL / LIMITED_COLOUR + NEUTRAL
    else:
        parts = tone * LIMITED / FULL + BLACK, colour * LIMITED_COLOUR / FULL + NEUTRAL
    return np.clip(np.concatenate(parts, axis=-1), 0, FULL)


def _with_matrix(cells: Floats, way: str) -> Floats:
    """Colours that went through red, green and blue, where what is brighter than white has no colour.

    They were coded with one matrix, and are with the other now.
    """
    if not way:
        return cells
    one, _, two = way.partition(" to ")
    scale, offset = np.array([1.0, *2 * [FULL / LIMITED_COLOUR]]), np.array([0.0, NEUTRAL, NEUTRAL])
    shown = np.clip((cells - offset) * scale @ _to_rgb(*MATRICES[one]).T, 0, FULL)
    coded: Floats = shown @ np.linalg.inv(_to_rgb(*MATRICES[two])).T / scale + offset
    return coded


def _to_rgb(red: float, blue: float) -> Floats:
    """Matrix from brightness and colour differences to red, green and blue."""
    green = 1 - red - blue
    return np.array(
        [
            [1.0, 0.0, 2 * (1 - red)],
            [1.0, -2 * blue * (1 - blue) / green, -2 * red * (1 - red) / green],
            [1.0, 2 * (1 - blue), 0.0],
        ]
    )


def _with_gamma(cells: Floats, gamma: float) -> Floats:
    tone = np.clip(cells[..., :1], 1, FULL) / FULL
    colour = (cells[..., 1:] - NEUTRAL) * np.minimum(gamma * tone ** (gamma - 1), 2.0) + NEUTRAL
    return np.concatenate([FULL * tone**gamma, colour], axis=-1)
