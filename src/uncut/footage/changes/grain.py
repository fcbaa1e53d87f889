"""Sharpening and added grain: how fine detail of right pictures stands to that of the left ones. Array maths, no files.

A sharpening filter multiplies detail that is there, the finer the more, and adds none of its own; no coder does that.
Added grain is detail of its own, even all over the picture; what a coder adds gathers where there is much to code.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from uncut.footage.changes.detail import Floats32, measure_moments

STRONG_SHARE = 0.1
"""Of the cells: those with most detail, in which a coder keeps it best."""
STRONG = 100.0
"""Grey levels squared of detail that they have at least."""
FLAT_SHARE, BUSY_SHARE = 0.3, 0.3
FEWEST_CELLS = 40
DARK, BRIGHT = 24, 232
"""Grey levels beyond which grain is clipped."""
SHARPENED = 1.1
"""Gain of the band of 6 pixels from which a picture counts as sharpened. A weak filter (`unsharp=5:5:0.4`) gives 1.1,
the next one (0.7) 1.2; what an encoder that favours detail makes of a small animation measures up to 1.09."""
COHERENT = (0.85, 0.95)
"""Correlation of the bands of 3 and 6 pixels from which their gains say anything."""
GRAIN = 1.2
"""Grey levels of detail of its own in flat parts from which there is grain."""
GRAINIER = 1.2
"""Times that the right side must be grainier there than the left one."""


@dataclass(frozen=True)
class _Evenness:
    """How even grain must be over the picture."""

    busy: float
    """Times the grain of flat parts that busy ones may have; what coding adds has about 4."""
    spread: float
    """Times that the grainiest tenth of the flat cells may exceed the tenth with least."""


EVEN, NEARLY_EVEN, ROUGHLY_EVEN = _Evenness(1.6, 2.6), _Evenness(2.0, 5.0), _Evenness(2.4, 6.0)
FAR_GRAINIER = 3.0
"""Times the left version's own grain from which it may be nearly even only: an encoder took some of it."""
RATHER = 0.7
"""Share of what a picture must show to tell something that is enough beside one which does."""

FinishKind = Literal["sharpened", "grain_added"]
FINISHES: tuple[FinishKind, ...] = ("sharpened", "grain_added")


@dataclass(frozen=True)
class Finish:
    """What was measured on pictures that show the same; ``None`` where too little of them says anything."""

    gains: tuple[float, float, float] | None
    """With which the bands of 3, 6 and 12 pixels repeat the left detail, beside that of 24: 1 if nothing was done."""
    coherence: tuple[float, float] | None
    """Correlation of the bands of 3 and 6 pixels."""
    grain: tuple[float, float] | None
    """Deviation in the finest band of flat parts of the left and of the right side, grey levels."""
    own: float = 0.0
    """The part of the right one that the left one does not have."""
    busy: float = 0.0
    """The same where there is much detail."""
    spread: float = 0.0
    """Between the flat cells: ninth decile over first."""

    @property
    def kinds(self) -> tuple[FinishKind, ...]:
        """What was surely done to the right side."""
        return tuple(kind for kind in FINISHES if self._shows(kind, 1.0))

    def agrees(self, kind: FinishKind) -> bool | None:
        """Whether it may be in the midst of pictures that tell ``kind``; ``None`` where it says nothing of it."""
        if (self.gains if kind == "sharpened" else self.grain) is None:
            return None
        return self._shows(kind, RATHER)

    def strength(self, kind: FinishKind) -> float | None:
        """How much of it there is: gain beyond 1, or grey levels; ``None`` where the picture says nothing of it."""
        if kind == "sharpened":
            return self.gains[1] - 1 if self.gains else None
        return self.own if self.grain else None

    def _shows(self, kind: FinishKind, share: float) -> bool:
        return self._is_sharpened(share) if kind == "sharpened" else self._is_grained(share)

    def _is_grained(self, share: float) -> bool:
        if self.grain is None:
            return False
        left, right = self.grain
        even = NEARLY_EVEN if self.own >= FAR_GRAINIER * left else EVEN
        even = even if share == 1.0 else ROUGHLY_EVEN
        is_even = self.busy <= even.busy * self.own and self.spread <= even.spread
        return is_even and self.own >= share * max(GRAIN, left) and right >= (1 + share * (GRAINIER - 1)) * left

    def _is_sharpened(self, share: float) -> bool:
        if self.gains is None or self.coherence is None:
            return False
        fine, middle, broad = self.gains
        rises = fine > middle > broad if share == 1.0 else fine > 1
        coherent = all(one >= least * share**0.25 for one, least in zip(self.coherence, COHERENT, strict=True))
        return coherent and rises and middle >= 1 + share * (SHARPENED - 1)

    def why(self, kind: FinishKind) -> str:
        """The measured values that tell it."""
        if kind == "sharpened":
            gains = ", ".join(f"{gain:.2f}" for gain in self.gains or ())
            return (
                f"Detail of 3, 6 and 12 pixels that the left version has is {gains} times as strong beside that of 24, "
                f"and it is the same detail (correlation of that of 6 pixels {(self.coherence or (0, 0))[1]:.2f}): so "
                "does a sharpening filter, or a left version that was softened."
            )
        left, right = self.grain or (0.0, 0.0)
        return (
            f"Flat parts have {right:.1f} levels of fine grain where the left version has {left:.1f}; {self.own:.1f} "
            f"of it is not in the left version, as much as in busy parts ({self.busy:.1f}), where what coding adds "
            "gathers: so does added noise, or a left version from which it was taken."
        )


NOTHING_SAID = Finish(None, None, None)


def measure_finish(left: Floats32, right: Floats32) -> Finish:
    """Measure grey pictures of shape (pairs, height, width), sides multiples of `CELL_PX`."""
    moments = measure_moments(left, right)
    ours, theirs, both = (part.mean(axis=0) for part in (moments.left, moments.right, moments.both))
    detail = ours[1] + ours[2]
    means = (moments.left_mean.mean(axis=0), moments.right_mean.mean(axis=0))
    unclipped = np.logical_and.reduce([(one > DARK) & (one < BRIGHT) for one in means])
    gains = coherence = None
    strong = detail >= max(STRONG, float(np.quantile(detail, 1 - STRONG_SHARE)))
    if strong.sum() >= FEWEST_CELLS:
        xx, yy, xy = (part[:, strong].sum(axis=1) + 1e-6 for part in (ours, theirs, both))
        gain = xy / xx / max(xy[3] / xx[3], 1e-6)
        gains = float(gain[0]), float(gain[1]), float(gain[2])
        alike = xy / np.sqrt(xx * yy)
        coherence = float(alike[0]), float(alike[1])
    if unclipped.sum() < FEWEST_CELLS / FLAT_SHARE:
        return Finish(gains, coherence, None)
    flat = unclipped & (detail <= np.quantile(detail[unclipped], FLAT_SHARE))
    busy = unclipped & (detail >= np.quantile(detail[unclipped], 1 - BUSY_SHARE))
    own = np.sqrt(np.maximum(theirs[0] - np.square(both[0]) / np.maximum(ours[0], 1e-6), 0.0))
    grain = tuple(float(np.median(np.sqrt(part[0][flat]))) for part in (ours, theirs))
    low, high = np.quantile(own[flat], (0.1, 0.9))
    return Finish(
        gains, coherence, (grain[0], grain[1]), float(np.median(own[flat])), float(np.median(own[busy])),
        float(high / max(low, 1e-3)),
    )  # fmt: skip
