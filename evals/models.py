"""Trains what ships: ``python -m evals.models`` writes the mention tagger and the reader of ties from re3d.

The tagger is a conditional random field by maximum likelihood with a Gaussian prior, and the reader of ties a logistic
regression; no draw of chance enters, so the same data give the same file. About a minute on one core. What both are
worth on sources that they were not trained on: ``python -m evals.reports.re3d``.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from evals.frame import SHARED
from evals.reports.re3d import KINDS, Labelled, positions, read_re3d
from evals.tie_models import train_ties
from uncut.reports.claims.tie_model import TIE_MODEL
from uncut.reports.language.analysis import Sentence, analyse
from uncut.reports.mentions.features import FeatureReader, rule_labels
from uncut.reports.mentions.finder import RuleMentionFinder
from uncut.reports.mentions.found import MentionFound
from uncut.reports.mentions.tagger import MODEL, Tagger, feature_key
from uncut.reports.mentions.trained import TrainedMentionFinder
from uncut.reports.read.document import document_from_bytes
from uncut.reports.read.publication import ReadOptions

RARE = 2
"""Times that a feature must be seen to be learnt."""
PRIOR = 3.0
"""Strength of the prior. From 2 to 5 the F1 on held-out sources of re3d moves by less than .002."""
TRUST = 3.0
"""Weight that the prior expects of a rule's decision for its own label: without evidence the rules are followed."""
ROUNDS = 150
LABELS = ("O", *(f"{place}-{kind}" for kind in KINDS.values() for place in "BI"))
Array = NDArray[Any]
Row = tuple[list[list[str]], list[int]]


def labelled_rows(documents: Sequence[Labelled]) -> list[Row]:
    """Features and labels of the tokens of each sentence."""
    rows = []
    for document in documents:
        read = document_from_bytes(document.text.encode(), "", ReadOptions())
        analysis, own = analyse(read), positions(read.text)
        reader = FeatureReader(analysis, RuleMentionFinder().find(analysis))
        for index, sentence in enumerate(analysis.sentences):
            if sentence.tagged and not sentence.furniture:
                labels = _labels(sentence, index, document, own)
                rows.append((reader.read(index), [LABELS.index(label) for label in labels]))
    return rows


def _labels(sentence: Sentence, index: int, document: Labelled, own: Sequence[int]) -> list[str]:
    first, last = own[sentence.start], own[sentence.end]
    begins = {count: at for at, count in enumerate(own)}
    ends = {count: at for at, count in reversed(list(enumerate(own)))}
    marked = [
        MentionFound(kind=kind, start=begins[a], end=ends[b], sentence=index, confidence=1.0)  # type: ignore[arg-type]
        for kind, a, b in document.mentions
        if a < last and first < b
    ]
    return rule_labels(sentence, marked)


@dataclass(frozen=True)
class _Batch:
    """Sentences side by side, padded."""

    features: csr_matrix
    """Tokens × features, 1 where a token has one."""
    token: Array
    """(B, T) row of each token; -1 where a sentence has ended."""
    gold: Array
    """Label of each token."""


def train_tagger(documents: Sequence[Labelled], prior: float = PRIOR, trust: float = TRUST) -> Tagger:
    """The tagger that makes the labels of ``documents`` most likely."""
    rows = labelled_rows(documents)
    seen = Counter(feature_key(name) for features, _ in rows for names in features for name in set(names))
    ruled = {feature_key(f"r={label}"): at for at, label in enumerate(LABELS)}
    keys = np.array(sorted({key for key, times in seen.items() if times >= RARE} | set(ruled)), np.uint32)
    batch = _batch(rows, {int(key): at for at, key in enumerate(keys)})
    size, labels = len(keys), len(LABELS)
    expected = np.zeros(size * labels + (labels + 1) * labels)
    for key, label in ruled.items():
        expected[np.searchsorted(keys, key) * labels + label] = trust
    found = minimize(
        _loss, expected, (batch, labels, prior, expected), "L-BFGS-B", jac=True, options={"maxiter": ROUNDS}
    )
    weights, transitions = found.x[: size * labels], found.x[size * labels :]
    return Tagger(
        LABELS, keys, weights.reshape(size, labels).astype(np.float32),
        transitions.reshape(labels + 1, labels).astype(np.float32),
    )  # fmt: skip


def _batch(rows: Sequence[Row], known: dict[int, int]) -> _Batch:
    token = np.full((len(rows), max(len(labels) for _, labels in rows)), -1)
    columns, borders, gold = [], [0], []
    for number, (features, labels) in enumerate(rows):
        token[number, : len(labels)] = np.arange(len(gold), len(gold) + len(labels))
        gold.extend(labels)
        for names in features:
            columns.extend(sorted({known[k] for name in names if (k := feature_key(name)) in known}))
            borders.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns)), columns, borders), shape=(len(gold), len(known)))
    return _Batch(matrix, token, np.array(gold))


def _loss(parameters: Array, batch: _Batch, labels: int, prior: float, centre: Array) -> tuple[float, Array]:
    """Minus the log likelihood with the prior, and its gradient; forward-backward over all sentences at once."""
    size = batch.features.shape[1] * labels
    weights, steps = parameters[:size].reshape(-1, labels), parameters[size:].reshape(labels + 1, labels)
    scores = batch.features @ weights
    highest = scores.max(axis=1, keepdims=True)
    likely = np.exp(scores - highest)
    lasts = batch.token >= 0
    here = np.where(lasts[:, :, None], likely[batch.token], 1.0)
    moves, opening = np.exp(steps[:-1]), np.exp(steps[-1])
    length = here.shape[1]
    forward, backward, scale = np.empty_like(here), np.ones_like(here), np.ones(here.shape[:2])
    for at in range(length):
        reached = here[:, at] * (opening if at == 0 else forward[:, at - 1] @ moves)
        scale[:, at] = np.where(lasts[:, at], reached.sum(axis=1), 1.0)
        kept = reached if at == 0 else np.where(lasts[:, at, None], reached, forward[:, at - 1])
        forward[:, at] = kept / scale[:, at, None]
    expected = np.zeros_like(steps)
    for at in range(length - 2, -1, -1):
        ahead = here[:, at + 1] * backward[:, at + 1] / scale[:, at + 1, None] * lasts[:, at + 1, None]
        backward[:, at] = np.where(lasts[:, at + 1, None], ahead @ moves.T, 1.0)
        expected[:-1] += moves * (forward[:, at].T @ ahead)
    belief = forward * backward
    expected[-1] = belief[:, 0].sum(axis=0)
    surplus = belief[lasts]
    order = batch.token[lasts]
    by_token = np.empty_like(surplus)
    by_token[order] = surplus
    gold_steps = np.zeros_like(steps)
    before = np.where(batch.token > 0, batch.gold[batch.token - 1], labels)
    before[:, 0] = labels
    np.add.at(gold_steps, (before[lasts], batch.gold[order]), 1)
    total = np.log(scale[lasts]).sum() + highest.sum()
    total -= scores[np.arange(len(batch.gold)), batch.gold].sum() + (gold_steps * steps).sum()
    by_token[np.arange(len(batch.gold)), batch.gold] -= 1
    gradient = np.concatenate([(batch.features.T @ by_token).ravel(), (expected - gold_steps).ravel()])
    away = parameters - centre
    return float(total + prior / 2 * away @ away), gradient + prior * away


def main() -> None:
    """Train on all sources and write the files that ship."""
    documents = read_re3d(SHARED / "reports" / "re3d")
    folder = Path(__file__).resolve().parents[1] / "src/uncut/reports/resources"
    tagger = train_tagger(documents)
    tagger.save(folder / MODEL)
    train_ties(documents, TrainedMentionFinder(tagger)).save(folder / TIE_MODEL)
    for name in (MODEL, TIE_MODEL):
        sys.stdout.write(f"{name}: {(folder / name).stat().st_size:,} bytes from {len(documents)} documents\n")


if __name__ == "__main__":
    main()
