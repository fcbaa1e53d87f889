"""Which words two sentences share in order, and which runs differ."""

from __future__ import annotations

from collections.abc import Sequence

from uncut.reports.lexicon import STOP_WORDS

_STOP_WEIGHT = 0.4
"""Weight of a stop word beside 1.0 for a content word; shared articles do not make two sentences alike."""
_MAX_CELLS = 4_000_000
"""Cells of the dynamic programme; longer stretches are cut at shared rare words first."""


def matching_words(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """A heaviest common subsequence as index pairs; content words weigh more than stop words.

    Equal ends are taken off first; the rest is an exact dynamic programme in O(n·m), or, above `_MAX_CELLS`,
    two halves around the rarest shared word.
    """
    head = 0
    while head < min(len(left), len(right)) and left[head] == right[head]:
        head += 1
    tail = 0
    while tail < min(len(left), len(right)) - head and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    pairs = [(index, index) for index in range(head)]
    inner = _common(left[head : len(left) - tail], right[head : len(right) - tail])
    pairs.extend((first + head, second + head) for first, second in inner)
    pairs.extend((len(left) - tail + k, len(right) - tail + k) for k in range(tail))
    return pairs


def _common(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    if not left or not right:
        return []
    if len(left) * len(right) > _MAX_CELLS:
        return _split(left, right)
    rows, columns = len(left), len(right)
    table = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        word, row, below = left[i], table[i], table[i + 1]
        weight = word_weight(word)
        for j in range(columns - 1, -1, -1):
            best = below[j] if below[j] >= row[j + 1] else row[j + 1]
            if word == right[j]:
                # A hair more for neighbours keeps runs together where several matches weigh the same.
                joined = 0.01 if i + 1 < rows and j + 1 < columns and left[i + 1] == right[j + 1] else 0.0
                best = max(best, below[j + 1] + weight + joined)
            row[j] = best
    return _trace(left, right, table)


def _trace(left: Sequence[str], right: Sequence[str], table: list[list[float]]) -> list[tuple[int, int]]:
    pairs, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if (
            left[i] == right[j]
            and table[i][j] > table[i + 1][j + 1]
            and (table[i][j] > max(table[i + 1][j], table[i][j + 1]))
        ):
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _split(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    once_left = {word: at for at, word in enumerate(left) if left.count(word) == 1} if len(left) < 5000 else {}
    once = [(at, right.index(word)) for word, at in once_left.items() if right.count(word) == 1]
    if not once:
        return []
    at, other = min(
        once, key=lambda pair: abs(pair[0] / len(left) - pair[1] / len(right)) + abs(pair[0] / len(left) - 0.5)
    )
    after = matching_words(left[at + 1 :], right[other + 1 :])
    before = matching_words(left[:at], right[:other])
    return [*before, (at, other), *((i + at + 1, j + other + 1) for i, j in after)]


def word_weight(key: str) -> float:
    """How much a shared word says about two sentences being one."""
    return _STOP_WEIGHT if key in STOP_WORDS else 1.0


def similarity(left: Sequence[str], right: Sequence[str]) -> float:
    """Share of the weighted words that both hold in the same order, 0..1."""
    total = sum(map(word_weight, left)) + sum(map(word_weight, right))
    common = sum(word_weight(left[i]) for i, _ in matching_words(left, right))
    return 2 * common / total if total else 0.0


def differing_runs(
    left: Sequence[str], right: Sequence[str], pairs: Sequence[tuple[int, int]]
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Half-open index runs ((i0, i1), (j0, j1)) between the matches."""
    runs, i, j = [], 0, 0
    for first, second in [*pairs, (len(left), len(right))]:
        if first > i or second > j:
            runs.append(((i, first), (j, second)))
        i, j = first + 1, second + 1
    return runs
