"""A linear chain over token features: weights from a file, the best labels and how sure they are, in numpy."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
MODEL = "mentions.npz"


def feature_key(feature: str) -> int:
    """The number under which a feature's weights are stored: CRC-32 of its text."""
    return zlib.crc32(feature.encode())


class FeatureRows(dict[str, int]):
    """The row of each feature that was asked for, so that a feature met again costs one look-up."""

    _MOST = 1 << 18

    def __init__(self, keys: NDArray[np.uint32]) -> None:
        super().__init__()
        self._by_key = {int(key): row for row, key in enumerate(keys)}
        self.nothing = len(keys)
        """The row behind the last: that of what the model does not know."""

    def __missing__(self, feature: str) -> int:
        row = self[feature] = self._by_key.get(feature_key(feature), self.nothing)
        return row

    def forget_some(self) -> None:
        """Start anew where very many features were met, so that a folder of reports takes no more memory than one."""
        if len(self) > self._MOST:
            self.clear()


@dataclass(frozen=True, eq=False)
class Tagger:
    """A conditional random field of first order.

    Attributes
    ----------
    labels : tuple of str
        ``O``, ``B-kind``, ``I-kind``; K of them.
    keys : array, shape (F,), uint32, ascending
        `feature_key` of each known feature.
    weights : array, shape (F, K), float32
    transitions : array, shape (K + 1, K), float32
        From each label to each; the last row is for the first token of a sentence.
    """

    labels: tuple[str, ...]
    keys: NDArray[np.uint32]
    weights: Floats
    transitions: Floats

    @cached_property
    def _rows(self) -> FeatureRows:
        return FeatureRows(self.keys)

    @cached_property
    def _with_nothing(self) -> Floats:
        """The weights, and a last row of none."""
        return np.vstack([self.weights, np.zeros((1, len(self.labels)), np.float32)])

    def scores(self, features: Sequence[Sequence[str]]) -> Floats:
        """The sum of each token's weights, shape (T, K); all tokens at once, which takes a third of the time."""
        known, rows = self._rows, array("l")
        known.forget_some()
        starts = []
        for names in features:
            starts.append(len(rows))
            rows.extend(map(known.__getitem__, names))
            rows.append(known.nothing)  # so that no token is without a row, which reduceat would not see
        return np.asarray(np.add.reduceat(self._with_nothing[np.asarray(rows)], starts, axis=0), np.float32)

    def best(self, scores: Floats) -> list[int]:
        """The best sequence of labels (Viterbi)."""
        reached, back = scores[0] + self.transitions[-1], []
        for row in scores[1:]:
            ways = reached[:, None] + self.transitions[:-1]
            back.append(ways.argmax(axis=0))
            reached = ways.max(axis=0) + row
        path = [int(reached.argmax())]
        for came_from in reversed(back):
            path.append(int(came_from[path[-1]]))
        return path[::-1]

    def marginals(self, scores: Floats) -> Floats:
        """The probability of each label at each token, shape (T, K), rows sum to 1."""
        here, steps = np.exp(scores - scores.max(axis=1, keepdims=True)), np.exp(self.transitions[:-1])
        forward, backward = np.empty_like(here), np.ones_like(here)
        forward[0] = here[0] * np.exp(self.transitions[-1])
        forward[0] /= forward[0].sum()
        for at in range(1, len(here)):
            forward[at] = (forward[at - 1] @ steps) * here[at]
            forward[at] /= forward[at].sum()
        for at in range(len(here) - 2, -1, -1):
            backward[at] = steps @ (here[at + 1] * backward[at + 1])
            backward[at] /= backward[at].sum()
        both = forward * backward
        return np.asarray(both / both.sum(axis=1, keepdims=True), np.float32)

    def save(self, path: Path) -> None:
        """Write the model: half floats, without the features that hardly weigh."""
        kept = np.abs(self.weights).max(axis=1) >= LIGHTEST
        np.savez_compressed(
            path, labels=np.array(self.labels), keys=self.keys[kept], weights=self.weights[kept].astype(np.float16),
            transitions=self.transitions,
        )  # fmt: skip


LIGHTEST = 0.02
"""A feature whose weights are all smaller changes no decision alone; leaving them out halves the file."""


def load_tagger(data: bytes) -> Tagger:
    """The tagger in the bytes of a file that `Tagger.save` wrote."""
    with np.load(BytesIO(data), allow_pickle=False) as held:
        labels = tuple(str(label) for label in held["labels"])
        return Tagger(labels, held["keys"], held["weights"].astype(np.float32), held["transitions"])


@lru_cache(maxsize=1)
def shipped_tagger() -> Tagger:
    """The tagger that travels in the package; made by ``make models``."""
    return load_tagger(files("uncut.reports.resources").joinpath(MODEL).read_bytes())
