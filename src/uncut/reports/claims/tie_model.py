"""The trained reader of ties: how likely each kind is between two mentions, from the features of the pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from uncut.model.report import TieKind
from uncut.reports.mentions.tagger import FeatureRows

Floats = NDArray[np.float32]
TIE_MODEL: Final = "ties.npz"
LEARNT: Final = frozenset({"part_of", "leads", "allied_with", "opposes", "met", "same_as"})
"""Kinds of which the training data has enough; the others are the patterns' alone."""
NO_TIE: Final = "-"
CLASSES: Final = (
    NO_TIE, "part_of>", "part_of<", "leads>", "leads<", "allied_with>", "allied_with=", "opposes>", "opposes<", "met>",
    "met=", "same_as>", "same_as=",
)  # fmt: skip
"""Kind, and whether it runs from the mention that stands first (``>``), from the other (``<``), or is told both ways
(``=``): who is urged need not answer, and two who talk have met each other. Of kinds that need no direction ``>`` also
stands for the other way."""
LIKELY_FROM: Final = 0.18
"""Probability from which a kind is told. On held-out sources of re3d the F1 of ties is .439 at .12, .447 at .15 and
.453 at .18; run ``python -m evals re3d`` again after a change of the patterns."""


class TieRead(NamedTuple):
    """What the model reads between two mentions."""

    kind: TieKind
    forward: bool
    likely: float
    """Probability, 0 to 1."""
    mutual: bool = False
    """Whether it is likelier told both ways than one."""


def _read(kind: TieKind, by_class: Mapping[str, float]) -> TieRead:
    there, back, both = (by_class.get(f"{kind}{way}", 0.0) for way in "><=")
    return TieRead(kind, there >= back, there + back + both, both > there + back)


@dataclass(frozen=True, eq=False)
class TieModel:
    """A multinomial logistic regression over binary features.

    Attributes
    ----------
    keys : array, shape (F,), uint32, ascending
        `feature_key` of each known feature.
    weights : array, shape (F, len(CLASSES)), float32
    """

    keys: NDArray[np.uint32]
    weights: Floats

    @cached_property
    def _rows(self) -> FeatureRows:
        return FeatureRows(self.keys)

    @cached_property
    def _with_nothing(self) -> Floats:
        """The weights, and a last row of none."""
        return np.vstack([self.weights, np.zeros((1, len(CLASSES)), np.float32)])

    def probabilities(self, features: Sequence[str]) -> Floats:
        """The probability of each of `CLASSES`, shape (len(CLASSES),); sums to 1."""
        self._rows.forget_some()
        scores = self._with_nothing[[self._rows[name] for name in dict.fromkeys(features)]].sum(axis=0)
        likely = np.exp(scores - scores.max())
        return np.asarray(likely / likely.sum(), np.float32)

    def read(self, features: Sequence[str]) -> dict[str, TieRead]:
        """By kind how likely it is, its ways taken together, and the likelier way."""
        by_class = dict(zip(CLASSES, self.probabilities(features).tolist(), strict=True))
        return {kind: _read(cast(TieKind, kind), by_class) for kind in LEARNT}

    def save(self, path: Path) -> None:
        """Write the model: half floats, without the features that hardly weigh."""
        kept = np.abs(self.weights).max(axis=1) >= LIGHTEST
        np.savez_compressed(path, keys=self.keys[kept], weights=self.weights[kept].astype(np.float16))


LIGHTEST = 0.01
"""A feature whose weights are all smaller changes no decision."""


def load_tie_model(data: bytes) -> TieModel:
    """The model in the bytes of a file that `TieModel.save` wrote."""
    with np.load(BytesIO(data), allow_pickle=False) as held:
        return TieModel(held["keys"], held["weights"].astype(np.float32))


@lru_cache(maxsize=1)
def shipped_tie_model() -> TieModel:
    """The model that travels in the package; made by ``make models``."""
    return load_tie_model(files("uncut.reports.resources").joinpath(TIE_MODEL).read_bytes())
