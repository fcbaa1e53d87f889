# ruff: noqa: E501  word lists stay on one line each
"""What the reader of ties sees of two mentions in one sentence: both of them, the words between and around them."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from uncut.model.report import Mention
from uncut.reports.claims.tie_pairs import RuleTie
from uncut.reports.language.analysis import Sentence
from uncut.reports.mentions.features import word_classes
from uncut.reports.mentions.word_classes import SIZES, classes_of

_NEIGHBOURS: Final = 8
"""Mentions after one that it is paired with; further apart, ties of re3d are rarer than 1 in 200 pairs."""
_MOST_WORDS: Final = 40
"""Tokens between the two, at most."""
_CUES: Final[dict[str, frozenset[str]]] = {
    "fight": frozenset(
        """against fight fought battle combat defeat destroy attack strike airstrike bomb target kill clash counter degrade
        eliminate liberate retake recapture seize capture oust repel resist shell raid besiege war offensive campaign engage
        massacre oppose threaten suppress expel drive""".split()
    ),
    "member": frozenset(
        """member part branch wing affiliate arm unit division faction component belong join assign include comprise
        consist pledge allegiance serve element offshoot fighter""".split()
    ),
    "lead": frozenset(
        """lead leader head command commander chief control rule govern run president minister chair chairman director
        founder emir found own seize hold charge""".split()
    ),
    "ally": frozenset(
        """ally alliance partner support back assist help alongside together cooperate coordinate stand train equip joint
        advise aid""".split()
    ),
    "meet": frozenset(
        """meet met talk speak spoke discuss discussion visit call tell told meeting negotiate consult host welcome
        congratulate thank write brief agree agreement dialogue contact urge conversation telephone join""".split()
    ),
    "same": frozenset("known called aka namely formerly alias named acronym".split()),
}
"""Words that speak of a kind of tie, by their stem."""
_ENDINGS: Final = ("ing", "ed", "es", "s", "ers", "er")


def _stems(word: str, base: str | None) -> set[str]:
    found = {word, base or word}
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: -len(ending)]
            found |= {stem, stem + "e"}
    return found


class PairReader:
    """The pairs of one sentence's mentions with an actor, and the features of each."""

    def __init__(
        self, text: str, sentence: Sentence, actors: Sequence[Mention], ruled: Mapping[tuple[int, int], RuleTie]
    ) -> None:
        self._text, self._actors, self._ruled = text, actors, ruled
        tagged = sentence.tagged
        self._words = [entry.token.lower for entry in tagged]
        self._tags = [entry.tag for entry in tagged]
        self._bases = [entry.verb.base if entry.tag == "verb" and entry.verb is not None else None for entry in tagged]
        starts = [entry.token.start for entry in tagged]
        self._spans = [(bisect_left(starts, m.quote.start), bisect_left(starts, m.quote.end)) for m in actors]
        self._cues = [
            frozenset(name for name, words in _CUES.items() if words & _stems(word, base))
            for word, base in zip(self._words, self._bases, strict=True)
        ]
        self._sides = [self._side(at) for at in range(len(actors))]

    def pairs(self) -> Iterator[tuple[tuple[int, int], list[str]]]:
        """The places of two mentions of different actors, in text order, and what is seen of them."""
        for at, first in enumerate(self._actors):
            for number in range(at + 1, min(at + _NEIGHBOURS + 1, len(self._actors))):
                second = self._actors[number]
                if first.actor != second.actor and self._spans[number][0] - self._spans[at][1] <= _MOST_WORDS:
                    yield (at, number), self.of(at, number)

    def of(self, at: int, number: int) -> list[str]:
        """The features of one pair."""
        (start, end), (other_start, other_end) = self._spans[at], self._spans[number]
        sides = f"{self._sides[at][0]},{self._sides[number][0]}"
        found = ["always", f"sides={sides}", self._rule(at, number)]
        found += [f"1:{one}" for one in self._sides[at]] + [f"2:{one}" for one in self._sides[number]]
        if other_start < end:
            return [*found, "nested", f"nested,{sides}", *self._nested(at, number)]
        between = range(end, other_start)
        crossed = [k for k in range(at + 1, number) if self._spans[k][0] >= end and self._spans[k][1] <= other_start]
        outer = [k for k in crossed if not self._holds(crossed, k)]
        path = self._path(between, outer)
        found += [
            f"words={min(len(between), 12) if len(between) < 6 else 6 + len(between) // 6}", f"crossed={min(len(outer), 4)}",
            f"path={' '.join(path[:7])}", f"path,sides={' '.join(path[:5])},{sides}", f"before={self._word(start - 1)}",
            f"behind={self._word(other_end)}", f"behind+={self._word(other_end)} {self._word(other_end + 1)}",
            f"open={self._word(end)}", f"open,sides={self._word(end)},{sides}", f"close={self._word(other_start - 1)}",
            f"close,sides={self._word(other_start - 1)},{sides}",
            f"close2={self._word(other_start - 2)} {self._word(other_start - 1)}",
            f"behind,open={self._word(other_end)},{self._word(end)}",
        ]  # fmt: skip
        found += [f"p={one}" for one in path] + [f"pp={a} {b}" for a, b in itertools.pairwise(path)]
        cues = [cue for k in between for cue in self._cues[k]]
        found += [f"cue={cue}" for cue in cues] + [f"cue,sides={cue},{sides}" for cue in cues]
        found.append(f"cues={'+'.join(sorted(set(cues)))}")
        around = {cue for k in range(max(0, start - 6), start) for cue in self._cues[k]}
        beyond = {cue for k in range(other_end, min(len(self._words), other_end + 5)) for cue in self._cues[k]}
        found += [f"around={cue}" for cue in around] + [f"beyond={cue}" for cue in beyond]
        found += [f"beyond={cue},{self._word(end) if len(between) == 1 else '-'}" for cue in beyond]
        if "by" in (self._words[k] for k in between):
            found += [f"by,cue={cue}" for cue in set(cues)]
        return found

    def _rule(self, at: int, number: int) -> str:
        tie = self._ruled.get((at, number))
        if tie is None:
            return "rule=-"
        return f"rule={tie.kind}{'>' if tie.source is self._actors[at] else '<'}"

    def _side(self, at: int) -> list[str]:
        """What a mention is: its kind and form first, then its words."""
        mention, (start, end) = self._actors[at], self._spans[at]
        words, tags = self._words[start:end], self._tags[start:end]
        form = "pron" if tags[:1] in (["pron"], ["poss"]) else "name" if "name" in tags else "noun"
        head = words[-1] if words else ""
        classes = word_classes(head)
        inside = any(
            other is not mention and other.quote.holds(mention.quote) and other.quote != mention.quote
            for other in self._actors[max(0, at - 3) : at + 4]
        )
        found = [f"{mention.kind[:3]}.{form}{'.in' if inside else ''}", f"head={head}", f"class={classes}"]
        found += [f"k{size}={alike}" for size, alike in zip(SIZES, classes_of(head), strict=True)]
        cues = {cue for k in range(start, min(end, len(self._cues))) for cue in self._cues[k]}
        return found + [f"cue={cue}" for cue in cues] + [f"first={words[0] if words else ''}"]

    def _holds(self, places: Sequence[int], at: int) -> bool:
        mine = self._actors[at].quote
        return any(k != at and self._actors[k].quote.holds(mine) and self._actors[k].quote != mine for k in places)

    def _nested(self, at: int, number: int) -> list[str]:
        """The words of the outer mention beside the inner one."""
        (start, end), (inner_start, inner_end) = sorted(
            (self._spans[at], self._spans[number]), key=lambda span: (span[0] - span[1], span)
        )
        rest = [k for k in range(start, end) if not inner_start <= k < inner_end]
        order = "outer first" if (start, end) == self._spans[at] else "inner first"
        cues = {cue for k in rest for cue in self._cues[k]}
        found = [f"nested={order}", f"n before={self._word(inner_start - 1)}", f"n behind={self._word(inner_end)}"]
        found += [f"n,w={self._words[k]}" for k in rest] + [f"n,cue={cue},{order}" for cue in cues]
        return [*found, f"n,class={word_classes(self._words[end - 1])},{order}"]

    def _path(self, between: range, crossed: Sequence[int]) -> list[str]:
        """The words between with mentions as one sign, and without what says little of a tie."""
        path: list[str] = []
        k = between.start
        spans = {self._spans[at][0]: self._spans[at][1] for at in crossed}
        while k < between.stop:
            if k in spans and spans[k] > k:
                if path[-1:] != ["M"]:
                    path.append("M")
                k = spans[k]
                continue
            tag = self._tags[k]
            if tag not in {"det", "adj", "adv", "num", "aux", "modal"} or self._cues[k]:
                path.append(self._bases[k] or self._words[k])
            k += 1
        return path

    def _word(self, at: int) -> str:
        return self._words[at] if 0 <= at < len(self._words) else "#"
