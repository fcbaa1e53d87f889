"""Right pictures laid onto left ones under a window that moves: how far apart they are once the window is put best.

A pan and a shift in time explain each other only as far as the place of the window goes. What a picture leaves
unexplained wherever the window is put (parallax, what moves by itself, how things turn) is least on the true frame, and
from one right frame to the next a window does not leap. So both are measured for every pair of frames: the share
unexplained, and the place. Array maths, no files.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from uncut.footage.align.lines import Floats
from uncut.footage.fingerprint.cropping import Shrinker
from uncut.footage.fingerprint.pictures import THUMBNAIL_HEIGHT, THUMBNAIL_WIDTH
from uncut.footage.fingerprint.store import PictureStore

Floats32 = npt.NDArray[np.float32]
Size = tuple[int, int]

MOST_PX = 72
"""Height at which left pictures are compared, or a little less."""
LEAST_PX = 8
MARGIN_PX = 2
"""Of the right picture, left out at each edge, so that a window may be put a little beyond the left one."""
MOST_DRIFT_PX = 6
"""By which the camera may move from a frame to the next."""
SOFTENED_PX = 0.8
NEAR_PX = 0.7
"""A place is found by slopes, within so many pixels; further off, the window is put there and measured again."""
MOST_STEP_PX, STEPS = 2, 4
TRUSTED = 0.3
"""Share unexplained up to which the place found for the frames before is where the next ones are looked for."""
DRIFTING_FRAMES = 30
"""How far the camera's own movement is followed to guess a place; beyond, it adds up to nothing sure."""
CACHED = 256
"""Left pictures whose slopes are held."""
LOOSE_PX = 0.3
"""By which a place may be off for want of exactness."""


class Registered:
    """Shares unexplained, and places, of pairs of frames; each is measured once, when it is first asked for."""

    def __init__(self, left: PictureStore, right: PictureStore, share: tuple[float, float], *, mirrored: bool) -> None:
        """A window of ``share`` of the left picture's width and height, mirrored or not."""
        self._left, self._right = left, right
        down, across = (_fitting(one, most) for one, most in ((share[1], MOST_PX), (share[0], _wide(left))))
        self.left_size, self._right_size = (down[0], across[0]), (down[1], across[1])
        self._shrink_left = Shrinker((left.height, left.width), self.left_size, mirrored=mirrored)
        self._shrink_right = Shrinker((right.height, right.width), self._right_size)
        self._slopes: OrderedDict[int, Floats32] = OrderedDict()
        self._known: list[dict[int, tuple[float, float, float]]] = [{} for _ in range(len(right))]
        self._expected: Floats = np.zeros((len(right), 2))
        self._expected_on: npt.NDArray[np.intp] = np.zeros(len(right), np.intp)
        self.places: Floats | None = None
        """Where the window surely is, once that is known: what is found elsewhere is as far apart as it is off."""
        self._drift = self._measure_drift()

    def expect(self, places: Floats, on: npt.NDArray[np.intp]) -> None:
        """Where the window is about, pixels across and down, at every right frame, and on which left one.

        What was not seen from where it was expected before is measured again.
        """
        self._expected, self._expected_on, self.places = places, on, None
        for known in self._known:
            for left in [one for one, found in known.items() if found[0] >= TRUSTED]:
                del known[left]

    def settle(self, places: Floats, known: npt.NDArray[np.bool_]) -> None:
        """Where the window surely is, at the right frames at which that is ``known``."""
        self.places = np.where(known[:, np.newaxis], places, self._expected)

    def _measure_drift(self) -> Floats:
        """Where what the first left frame shows has gone by every left frame, pixels across and down."""
        steps = np.zeros((len(self._left), 2))
        for number in range(1, len(self._left)):
            going_on = -steps[number - 1 : number]
            found = self._lay(self._small_left(number), [number - 1], going_on, MOST_DRIFT_PX)[0]
            if found[0] < TRUSTED:
                steps[number] = -found[1:]
        drift: Floats = np.cumsum(steps, axis=0)
        return drift

    def _small_left(self, frame: int) -> Floats32:
        return _softened(self._shrink_left(self._left.block(frame, frame + 1))[0])

    def measure(self, right: int, lefts: Sequence[int]) -> Floats:
        """Share unexplained and place, across and down, of a right frame on each of ``lefts``: shape (n, 3)."""
        known = self._known[right]
        missing = sorted({one for one in lefts if one not in known})
        if missing:
            shown = _softened(self._shrink_right(self._right.block(right, right + 1))[0])
            guesses = np.array([self._guess(right, one) for one in missing])
            laid = self._lay(shown, missing, guesses, MARGIN_PX)
            apart = np.abs(guesses - self._expected[right]).max(axis=1)
            again = np.flatnonzero((laid[:, 0] >= TRUSTED) & (apart > NEAR_PX))
            if len(again):  # after a cut the camera has not gone on as it did: the window has
                there = np.repeat(self._expected[right : right + 1], len(again), axis=0)
                second = self._lay(shown, [missing[one] for one in again.tolist()], there, MARGIN_PX)
                better = second[:, 0] < laid[again, 0]
                laid[again[better]] = second[better]
            for one, found in zip(missing, laid.tolist(), strict=True):
                known[one] = (found[0], found[1], found[2])
        return np.array([known[one] for one in lefts])

    def _guess(self, right: int, left: int) -> tuple[float, float]:
        before = self._known[right - 1].get(left - 1) if right else None
        if before is not None and before[0] < TRUSTED:
            return before[1], before[2]
        if abs(left - int(self._expected_on[right])) > DRIFTING_FRAMES:
            return float(self._expected[right, 0]), float(self._expected[right, 1])
        drifted = self._expected[right] + self._drift[left] - self._drift[self._expected_on[right]]
        return float(drifted[0]), float(drifted[1])

    def _lay(self, shown: Floats32, lefts: Sequence[int], guesses: Floats, margin: int) -> Floats:
        """As `measure`, by least squares of the left picture, its slopes and its bends; moved on where those say so."""
        rows, columns = shown.shape
        inner = shown[margin:-margin, margin:-margin].ravel()
        wanted = inner - inner.mean()
        energy = float(wanted @ wanted) + 1e-3
        highest = np.array([self.left_size[1] - columns, self.left_size[0] - rows]) + margin
        at = np.clip(np.rint(guesses), -margin, highest).astype(int)
        best = np.column_stack([np.full(len(lefts), 1.0), guesses])
        going = np.arange(len(lefts))
        for _ in range(STEPS):
            size = (rows - 2 * margin, columns - 2 * margin)
            parts = np.stack([self._part(lefts[one], at[one] + margin, size) for one in going.tolist()])
            found, off = _explain(parts, wanted, energy)
            better = found < best[going, 0]
            chosen = going[better]
            best[chosen, 0] = found[better]
            best[chosen, 1:] = at[chosen] + off[better]
            step = np.rint(np.clip(off, -MOST_STEP_PX, MOST_STEP_PX)).astype(int)
            step[np.abs(off) < NEAR_PX] = 0
            moved = np.clip(at[going] + step, -margin, highest).astype(int)
            still = (moved != at[going]).any(axis=1)
            at[going] = moved
            going = going[still]
            if not len(going):
                break
        return best

    def _part(self, left: int, at: npt.NDArray[np.intp], size: Size) -> Floats32:
        (x, y), (rows, columns) = at.tolist(), size
        return self._slopes_of(left)[:, y : y + rows, x : x + columns].reshape(5, -1)

    def _slopes_of(self, left: int) -> Floats32:
        held = self._slopes.pop(left, None)
        if held is None:
            one = self._small_left(left)
            across, down = _slope(one, 1), _slope(one, 0)
            held = np.stack([across, down, _slope(across, 1), _slope(down, 0), one])
        self._slopes[left] = held
        if len(self._slopes) > CACHED:
            self._slopes.popitem(last=False)
        return held

    def distances(self, right: int, lefts: Sequence[int]) -> Floats:
        """Squared distance of a right frame's picture to those of ``lefts``; twice what is unexplained."""
        found = self.measure(right, lefts)
        apart = 2 * found[:, 0]
        if self.places is None:
            return apart
        off = np.abs(found[:, 1:] - self.places[right]).max(axis=1)
        return np.asarray(apart * (1 + np.square(np.maximum(off - LOOSE_PX, 0))))

    def thumbnails(self, left: npt.NDArray[np.integer], right: npt.NDArray[np.integer]) -> npt.NDArray[np.uint8]:
        """What the window shows of left frames where it is at right ones."""
        rows, columns = self._right_size
        places = self._expected if self.places is None else self.places
        thumbnails = []
        for one, two in zip(left.tolist(), right.tolist(), strict=True):
            x, y = places[two].tolist()
            to_left = np.array([[1, 0, x], [0, 1, y]], np.float32)
            part = cv2.warpAffine(
                self._small_left(one), to_left, (columns, rows),
                flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE,
            )  # fmt: skip
            thumbnails.append(cv2.resize(part, (THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT), interpolation=cv2.INTER_AREA))
        return np.clip(np.rint(np.array(thumbnails)), 0, 255).astype(np.uint8)


def _wide(left: PictureStore) -> int:
    return max(LEAST_PX, round(MOST_PX * left.width / left.height))


def _fitting(share: float, most: int) -> tuple[int, int]:
    """Pixels of a side, ``most`` or a little less, and of a ``share`` of it, which nearly are whole ones."""
    if share >= 1:
        return most, most
    wholes = range(max(LEAST_PX, round(0.8 * most)), most + 1)
    whole = min(wholes, key=lambda one: (round(abs(share * one - round(share * one)) / (share * one), 3), -one))
    return whole, max(LEAST_PX, round(share * whole))


def _slope(picture: Floats32, axis: int) -> Floats32:
    slope: npt.NDArray[np.floating] = np.asarray(np.gradient(picture, axis=axis))
    return slope.astype(np.float32)


def _softened(picture: npt.NDArray[np.uint8]) -> Floats32:
    softened: Floats32 = np.asarray(cv2.GaussianBlur(picture.astype(np.float32), (0, 0), SOFTENED_PX), np.float32)
    return softened


def _explain(parts: Floats32, wanted: Floats32, energy: float) -> tuple[Floats, Floats]:
    """Share of ``wanted`` that parts, shape (n, 5, pixels), leave unexplained, and by how many pixels they are off."""
    centred = parts - parts.mean(axis=2, keepdims=True)
    products = centred @ centred.transpose(0, 2, 1)
    products += 1e-3 * energy * np.eye(5, dtype=np.float32) / 100 + 1e-2 * np.eye(5, dtype=np.float32)
    aims = centred @ wanted
    gains = np.linalg.solve(products, aims[:, :, np.newaxis])[:, :, 0]
    unexplained = 1 - np.einsum("ki,ki->k", aims, gains) / energy
    same = gains[:, 4] > 0
    off = gains[:, :2] / np.where(same, gains[:, 4], 1.0)[:, np.newaxis]
    return np.where(same, np.clip(unexplained, 0, 1), 1.0), np.where(same[:, np.newaxis], off, 0.0)
