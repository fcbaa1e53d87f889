# ruff: noqa: RUF007  numbered cascades read straight down
"""Which unit of one text is which of the other: in order, and moved. No step is quadratic in the texts."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from uncut.reports.collate.units import Unit
from uncut.reports.collate.worddiff import similarity, word_weight

ALIGNED_FROM = 0.5
"""Similarity from which two units in the same place are one, reworded (evals/reports/text_edits)."""
RESCUED_FROM = 0.42
"""The same between two units that stand between the same neighbours."""
MOVED_FROM = 0.72
"""The same for units out of order, where the place is no support."""
_MOVED_WORDS = 4
_MOVED_EXACT_WORDS = 2
_CANDIDATES = 6
_RARE_WORDS = 12
_COMMON_FROM = 60
"""A word that more units hold is no help in finding candidates."""
_EQUAL_CANDIDATES = 16
_GAP_CELLS = 2500
_CUT_WORDS = 5


@dataclass(frozen=True, order=True)
class Pair:
    """Two units that are one."""

    left: int
    right: int
    score: float


@dataclass(frozen=True)
class Alignment:
    """Pairs in order, and pairs that changed their place."""

    in_order: tuple[Pair, ...]
    moved: tuple[Pair, ...]


def align_units(left: Sequence[Unit], right: Sequence[Unit]) -> Alignment:
    """Pairs by the heaviest chain, then the moved ones, then what stands between the same neighbours."""
    chain = _heaviest_chain(left, right, _find_candidates(left, right))
    moved = _find_moved(left, right, chain, exact_only=True)
    chain = _rescue_gaps(left, right, chain, moved)
    moved += _find_moved(left, right, [*chain, *moved], exact_only=False)
    return Alignment(tuple(chain), tuple(sorted(moved)))


def cut_at_shared_ends(
    left: Sequence[Unit], right: Sequence[Unit], pairs: Sequence[Pair], texts: tuple[str, str]
) -> tuple[list[Unit], list[Unit]]:
    """Units of which a partner is the beginning or the end are cut there, where the texts show a break.

    A heading or a list item without a full stop runs into the sentence that was put in behind it.
    """
    cuts: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for pair in pairs:
        one, other = left[pair.left], right[pair.right]
        side, at = (0, pair.left) if len(one.keys) > len(other.keys) else (1, pair.right)
        long, short = (one, other) if side == 0 else (other, one)
        size = len(short.keys)
        if size < 2 or size == len(long.keys):
            continue
        if long.keys[:size] == short.keys and _is_break(texts[side], long, size, texts[1 - side], short):
            cuts[side][at] = size
        elif long.keys[-size:] == short.keys and _is_break(texts[side], long, len(long.keys) - size):
            cuts[side][at] = len(long.keys) - size
    return _cut(left, cuts[0]), _cut(right, cuts[1])


def _is_break(text: str, long: Unit, at: int, other: str = "", short: Unit | None = None) -> bool:
    """Whether ``text`` shows a break before word ``at``, or the shorter unit ends there without a mark."""
    gap = text[long.words[at - 1].end : long.words[at].start]
    if any(mark in ".!?…" for mark in gap) or ("\n" in gap and not gap.strip()):
        return True
    if short is None or gap.strip() or len(long.keys) - at < _CUT_WORDS:
        return False
    return not any(mark in ".!?…。" for mark in other[short.end : short.end + 3].split("\n", maxsplit=1)[0])


def _cut(units: Sequence[Unit], cuts: dict[int, int]) -> list[Unit]:
    result: list[Unit] = []
    for index, unit in enumerate(units):
        at = cuts.get(index, 0)
        if at:
            result.append(Unit(unit.words[:at], unit.keys[:at]))
        result.append(Unit(unit.words[at:], unit.keys[at:]))
    return result


def _find_candidates(left: Sequence[Unit], right: Sequence[Unit]) -> list[Pair]:
    pairs: list[Pair] = []
    by_keys: dict[tuple[str, ...], list[int]] = defaultdict(list)
    by_word: dict[str, list[int]] = defaultdict(list)
    for j, unit in enumerate(right):
        by_keys[unit.keys].append(j)
        for word in set(unit.keys):
            by_word[word].append(j)
    equal_left = Counter(unit.keys for unit in left)
    scale = len(right) / max(1, len(left))
    for i, unit in enumerate(left):
        same = by_keys.get(unit.keys, [])
        nearest = heapq.nsmallest(_EQUAL_CANDIDATES, same, key=lambda j: abs(j - i * scale))
        pairs.extend(Pair(i, j, 1.0) for j in nearest)
        if not same or len(same) != equal_left[unit.keys]:
            pairs.extend(_similar(i, unit, right, by_word))
    return pairs


def _similar(i: int, unit: Unit, right: Sequence[Unit], by_word: dict[str, list[int]]) -> list[Pair]:
    known = [word for word in set(unit.keys) if 0 < len(by_word.get(word, ())) <= _COMMON_FROM]
    votes: dict[int, float] = defaultdict(float)
    for word in sorted(known, key=lambda word: (len(by_word[word]), word))[:_RARE_WORDS]:
        for j in by_word[word]:
            votes[j] += word_weight(word) / len(by_word[word])
    likely = heapq.nlargest(_CANDIDATES, votes, key=lambda j: (votes[j], -j))
    scored = ((j, similarity(unit.keys, right[j].keys)) for j in likely if right[j].keys != unit.keys)
    return [Pair(i, j, score) for j, score in scored if score >= ALIGNED_FROM]


def _weight(left: Unit, right: Unit, score: float) -> float:
    """Words explained; an exact match counts more than a close one of the same length."""
    return score * score * (sum(map(word_weight, left.keys)) + sum(map(word_weight, right.keys)))


def _heaviest_chain(left: Sequence[Unit], right: Sequence[Unit], pairs: list[Pair]) -> list[Pair]:
    """The heaviest set of pairs that is increasing on both sides (a Fenwick tree of prefix maxima)."""
    pairs = sorted(pairs, key=lambda pair: (pair.left, -pair.right))
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(right) + 1)
    before: list[int] = []
    for index, pair in enumerate(pairs):
        best, at = (0.0, -1), pair.right
        while at > 0:
            best = max(best, tree[at])
            at -= at & -at
        before.append(best[1])
        entry = (best[0] + _weight(left[pair.left], right[pair.right], pair.score), index)
        at = pair.right + 1
        while at <= len(right):
            tree[at] = max(tree[at], entry)
            at += at & -at
    best, at = (0.0, -1), len(right)
    while at > 0:
        best = max(best, tree[at])
        at -= at & -at
    chain, index = [], best[1]
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _find_moved(left: Sequence[Unit], right: Sequence[Unit], taken: Sequence[Pair], *, exact_only: bool) -> list[Pair]:
    used_left, used_right = {pair.left for pair in taken}, {pair.right for pair in taken}
    free_left = [i for i in range(len(left)) if i not in used_left]
    free_right = [j for j in range(len(right)) if j not in used_right]
    if not free_left or not free_right:
        return []
    by_keys: dict[tuple[str, ...], list[int]] = defaultdict(list)
    by_word: dict[str, list[int]] = defaultdict(list)
    for j in free_right:
        by_keys[right[j].keys].append(j)
        for word in set(right[j].keys):
            by_word[word].append(j)
    found: list[Pair] = []
    for i in free_left:
        if exact_only:
            if len(left[i].keys) >= _MOVED_EXACT_WORDS and (same := by_keys.get(left[i].keys)):
                found.append(Pair(i, same.pop(0), 1.0))
        elif len(left[i].keys) >= _MOVED_WORDS:
            found.extend(pair for pair in _similar(i, left[i], right, by_word) if pair.score >= MOVED_FROM)
    return _one_to_one(found)


def _one_to_one(pairs: list[Pair]) -> list[Pair]:
    chosen: list[Pair] = []
    used_left: set[int] = set()
    used_right: set[int] = set()
    for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.left, pair.right)):
        if pair.left not in used_left and pair.right not in used_right:
            chosen.append(pair)
            used_left.add(pair.left)
            used_right.add(pair.right)
    return sorted(chosen)


def _rescue_gaps(left: Sequence[Unit], right: Sequence[Unit], chain: list[Pair], moved: list[Pair]) -> list[Pair]:
    """Between two neighbouring pairs, units that a lower similarity makes one."""
    gone_left, gone_right = {pair.left for pair in moved}, {pair.right for pair in moved}
    filled: list[Pair] = []
    fences = [Pair(-1, -1, 1.0), *chain, Pair(len(left), len(right), 1.0)]
    for before, after in zip(fences, fences[1:], strict=False):
        lefts = [i for i in range(before.left + 1, after.left) if i not in gone_left]
        rights = [j for j in range(before.right + 1, after.right) if j not in gone_right]
        if lefts and rights and len(lefts) * len(rights) <= _GAP_CELLS:
            found = [
                Pair(i, j, score)
                for i in lefts
                for j in rights
                if (score := similarity(left[i].keys, right[j].keys)) >= RESCUED_FROM
            ]
            filled.extend(_heaviest_chain(left, right, found))
        if after.left < len(left):
            filled.append(after)
    return filled
