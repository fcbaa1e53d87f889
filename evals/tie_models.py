"""Trains the reader of ties from the relations of re3d; ``python -m evals.models`` writes it.

A multinomial logistic regression with a Gaussian prior, which expects the patterns to be right. It learns from pairs of
the mentions that the rules find, which were not fitted to the data, so that they are as wrong as on any new text; pairs
of a tagger's mentions are added, whose borders are those that it will see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from evals.reports.re3d import Labelled, Pair, positions
from uncut.model.report import MUTUAL_KINDS
from uncut.reports.claims.tie_features import PairReader
from uncut.reports.claims.tie_model import CLASSES, NO_TIE, TieModel
from uncut.reports.claims.tie_rules import rule_ties
from uncut.reports.mentions.finder import RuleMentionFinder
from uncut.reports.mentions.found import MentionFinder
from uncut.reports.mentions.tagger import feature_key
from uncut.reports.pipeline import scenes_of
from uncut.reports.read.document import document_from_bytes
from uncut.reports.read.publication import ReadOptions

RARE = 2
"""Pairs that a feature must be seen with to be learnt."""
PRIOR = 5.0
"""Strength of the prior, for pairs that are seen twice. From 3 to 8 the F1 on held-out sources of re3d moves .004."""
TRUST = 0.5
"""Weight that the prior expects of a pattern's decision for its own class. From 0 to 1 it is flat; 2 costs .01."""
Array = NDArray[Any]
Row = tuple[list[str], str]


def labelled_pairs(documents: Sequence[Labelled], finder: MentionFinder) -> list[Row]:
    """Features and class of each pair of the mentions that ``finder`` finds."""
    rows: list[Row] = []
    for document in documents:
        read = document_from_bytes(document.text.encode(), "", ReadOptions())
        own = positions(read.text)
        for scene in scenes_of(read, finder):
            actors = scene.actors
            spans = [(own[m.quote.start], own[m.quote.end]) for m in actors]
            reader = PairReader(read.text, scene.sentence, actors, rule_ties(read.text, actors))
            pairs = list(reader.pairs())
            marked = _marked(spans, [places for places, _ in pairs], document.ties)
            rows.extend((seen, marked[at]) for at, seen in pairs if at in marked)
    return rows


def _marked(
    spans: Sequence[tuple[int, int]], pairs: Sequence[tuple[int, int]], ties: frozenset[Pair]
) -> dict[tuple[int, int], str]:
    """The class of each pair; those that lie beside the best pair of a tie are left out, as no reader denied them."""
    marked = dict.fromkeys(pairs, NO_TIE)
    chosen: dict[tuple[int, int], str] = {}
    for kind, source, target in sorted(ties):
        close = sorted(_closeness(spans, pairs, kind, source, target), key=lambda one: -one[0])
        for _, pair, _ in close:
            marked.pop(pair, None)
        if close:
            known = chosen.get(close[0][1])
            chosen[close[0][1]] = _with(known, close[0][2], is_reverse=(kind, target, source) in ties)
    return marked | chosen


def _with(known: str | None, name: str, *, is_reverse: bool) -> str:
    """The class of a pair that has one already, or that is marked both ways."""
    both = f"{name[:-1]}="
    return both if is_reverse and both in CLASSES else known or name


def _closeness(
    spans: Sequence[tuple[int, int]],
    pairs: Sequence[tuple[int, int]],
    kind: str,
    source: tuple[int, int],
    target: tuple[int, int],
) -> Iterator[tuple[float, tuple[int, int], str]]:
    for at, number in pairs:
        for name, one, other in ((f"{kind}>", at, number), (f"{kind}<", number, at)):
            share = _share(spans[one], source) * _share(spans[other], target)
            if share:
                yield share, (at, number), name if name in CLASSES else f"{kind}>"


def _share(one: tuple[int, int], other: tuple[int, int]) -> float:
    """What two spans have in common, of what they cover together."""
    common = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return common / (max(one[1], other[1]) - min(one[0], other[0]))


def train_ties(
    documents: Sequence[Labelled], tagged: MentionFinder | None = None, prior: float = PRIOR, trust: float = TRUST
) -> TieModel:
    """The model that makes the ties of ``documents`` most likely, between mentions of the rules and of ``tagged``."""
    finders = [RuleMentionFinder(), *([tagged] if tagged is not None else [])]
    return fit_rows([row for finder in finders for row in labelled_pairs(documents, finder)], prior, trust)


def fit_rows(rows: Sequence[Row], prior: float = PRIOR, trust: float = TRUST) -> TieModel:
    """The model that makes the classes of ``rows`` most likely."""
    seen = Counter(feature_key(name) for features, _ in rows for name in set(features))
    ruled = {feature_key(f"rule={name}"): at for at, name in enumerate(CLASSES) if name != NO_TIE}
    for name in sorted(MUTUAL_KINDS):
        ruled[feature_key(f"rule={name}<")] = CLASSES.index(f"{name}>")
    keys = np.array(sorted({key for key, times in seen.items() if times >= RARE} | set(ruled)), np.uint32)
    known = {int(key): at for at, key in enumerate(keys)}
    columns, borders = [], [0]
    for features, _ in rows:
        columns.extend(sorted({known[k] for name in features if (k := feature_key(name)) in known}))
        borders.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns)), columns, borders), shape=(len(rows), len(keys)))
    gold = np.array([CLASSES.index(name) for _, name in rows])
    centre = np.zeros((len(keys), len(CLASSES)))
    for key, at in ruled.items():
        centre[known[key], at] = trust
    found = minimize(
        _loss, centre.ravel(), (matrix, gold, prior, centre.ravel()), "L-BFGS-B", jac=True, options={"maxiter": 200}
    )
    return TieModel(keys, found.x.reshape(centre.shape).astype(np.float32))


def _loss(flat: Array, matrix: csr_matrix, gold: Array, prior: float, centre: Array) -> tuple[float, Array]:
    """Minus the log likelihood with the prior, and its gradient."""
    scores = matrix @ flat.reshape(matrix.shape[1], -1)
    scores -= scores.max(axis=1, keepdims=True)
    likely = np.exp(scores)
    total = likely.sum(axis=1)
    each = np.arange(len(gold))
    away = flat - centre
    loss = np.log(total).sum() - scores[each, gold].sum() + prior / 2 * away @ away
    likely /= total[:, None]
    likely[each, gold] -= 1
    return float(loss), (matrix.T @ likely).ravel() + prior * away
