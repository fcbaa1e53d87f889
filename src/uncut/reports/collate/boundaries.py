"""Where the units of two texts begin: what one text says about an end, seen beside what the other says.

A line break may be the width of a page, a heading's end or a paragraph's; two texts of one wording seldom agree
about it. So an end without a full stop counts only where the other text does not run on over it, and an end
that one text shows is looked for in the other, where that has at least a line break or a full stop.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_END_MARK = re.compile(r"[.!?…。！？؟۔।]")
_POSSIBLE_END = re.compile(r"[.!?…。！？؟۔।:\n]")
_CONTEXT = 4
"""Words around a boundary that must be the same to call two places one."""
_ONE_SIDED = 3
"""The same where only the words before it, or only those behind it, are the same."""
_MOST_PLACES = 3
"""A context that stands in more places tells none of them."""

Grams = Mapping[tuple[str, ...], Sequence[int]]


@dataclass(frozen=True)
class Words:
    """The words of one text, and what stands before each."""

    keys: tuple[str, ...]
    gaps: tuple[str, ...]
    """What stands between a word and the one before it."""
    breaks: frozenset[int]
    """Indices of the words that begin a sentence or a paragraph, as this text alone shows it."""
    fences: frozenset[int]
    """Those of them that begin behind page furniture, or the text."""

    def is_marked(self, at: int) -> bool:
        """Whether a full stop or its like stands before the word."""
        return at in self.fences or _END_MARK.search(self.gaps[at]) is not None

    def may_break(self, at: int) -> bool:
        """Whether the text leaves it open that a unit begins here."""
        return at in self.breaks or _POSSIBLE_END.search(self.gaps[at]) is not None


def agreed_breaks(left: Words, right: Words) -> tuple[frozenset[int], frozenset[int]]:
    """Where the units of both texts begin."""
    grams = (_grams(left.keys), _grams(right.keys))
    one, to_right = _weigh(left, right, grams[1])
    other, to_left = _weigh(right, left, grams[0])
    one, other = one | to_left, other | to_right
    return one | _one_sided(right, other, left, grams[1]), other | _one_sided(left, one, right, grams[0])


def _grams(keys: Sequence[str], size: int = _CONTEXT) -> Grams:
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(keys) - size + 1):
        found[tuple(keys[at : at + size])].append(at)
    return found


def _weigh(source: Words, target: Words, grams: Grams) -> tuple[frozenset[int], frozenset[int]]:
    """The breaks of ``source`` that hold, and those that they make in ``target``."""
    held, made = set(), set()
    for at in source.breaks:
        places = _places(source.keys, at, grams)
        if source.is_marked(at):
            held.add(at)
            made.update(places)
        elif not places or any(target.may_break(place) for place in places):
            held.add(at)
            made.update(place for place in places if target.may_break(place))
    return frozenset(held), frozenset(made)


def _places(keys: Sequence[str], at: int, grams: Grams) -> list[int]:
    """Where the words around ``at`` stand in the other text: two and two, or three and one."""
    for before in (2, 3, 1):
        start = at - before
        if start >= 0 and start + _CONTEXT <= len(keys):
            found = grams.get(tuple(keys[start : start + _CONTEXT]), ())
            if 0 < len(found) <= _MOST_PLACES:
                return [place + before for place in found]
    return []


def _one_sided(source: Words, breaks: frozenset[int], target: Words, grams: Grams) -> frozenset[int]:
    """Possible ends of ``target`` of which the words on one side stand at an end in ``source`` too."""
    size = _ONE_SIDED
    befores = {source.keys[at - size : at] for at in breaks if at >= size}
    afters = {source.keys[at : at + size] for at in breaks if at + size <= len(source.keys)}

    def ends(at: int) -> bool:
        alike = target.keys[max(0, at - size) : at] in befores or target.keys[at : at + size] in afters
        return alike and breaks.issuperset(_places(target.keys, at, grams))

    return frozenset(at for at in range(1, len(target.keys)) if target.may_break(at) and ends(at))
