"""What a model proposes, held against the text: what cannot be placed to the letter is dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from uncut.model.report import Report
from uncut.model.text import Quote, quote_at
from uncut.reports.claims.attribution.found import AttributionFound
from uncut.reports.claims.attribution.manners import manner
from uncut.reports.language.spans import Reaches
from uncut.reports.language.verbs import verb_of

CONFIDENCE = 0.3
"""Below what the rules give anything that they find (0.45 and more)."""
NEAR = 400
"""Code points between a claim and the words that name its source: about two sentences."""
LEAST_WORDS = 2
LONGEST = 1_200
"""Code points of a claim; longer ones are no claim but a passage."""
MOST_PLACES = 200
"""Places of one wording that are looked at."""
_WORD = re.compile(r"\w+")

Reason = Literal[
    "quote not in the text", "source not beside it", "cue not beside it", "no claim by its length",
    "overlaps another claim",
]  # fmt: skip


class Proposal(msgspec.Struct, frozen=True):
    """One claim as a model proposes it: words alone, no places."""

    quote: str
    source: str
    cue: str


class Proposals(msgspec.Struct, frozen=True):
    """The answer that a model is asked for."""

    claims: list[Proposal]


@dataclass
class Grounder:
    """Places proposals in the words of one report; keeps count of what it drops, and why."""

    report: Report
    dropped: Counter[str] = field(default_factory=Counter)
    _taken: list[Quote] = field(init=False)

    def __post_init__(self) -> None:
        """What the rules attributed to somebody is taken; the publisher's own sentences are not."""
        self._text = self.report.document.text
        others = [claim for claim in self.report.claims if claim.asserted_by.kind != "publisher"]
        self._taken = [piece for claim in others for piece in (claim.quote, *(claim.continued or ()))]
        self._furniture = Reaches((mark.quote.start, mark.quote.end) for mark in self.report.document.boilerplate)

    def ground(self, proposals: Sequence[Proposal]) -> list[AttributionFound]:
        """Those that stand in the text, in its order; the first of two that overlap."""
        placed = []
        for proposal in proposals:
            found = self._place(proposal)
            if isinstance(found, str):
                self.dropped[found] += 1
            else:
                placed.append(found)
                self._taken.append(quote_at(self._text, *found.content))
        return sorted(placed, key=lambda one: one.content)

    def _place(self, proposal: Proposal) -> AttributionFound | Reason:
        words = proposal.quote.strip()
        if len(_WORD.findall(words)) < LEAST_WORDS or len(words) > LONGEST or "\n" in words:
            return "no claim by its length"
        reason: Reason = "quote not in the text"
        for content in self._places(words, 0, len(self._text)):
            if any(content.touches(other) for other in self._taken):
                reason = "overlaps another claim"
                continue
            source = self._beside(proposal.source, content)
            if source is None:
                reason = "source not beside it"
                continue
            cue = self._beside(proposal.cue, content)
            if cue is None or cue.touches(source):
                reason = "cue not beside it"
                continue
            return _attribution(content, source, cue)
        return reason

    def _beside(self, words: str, content: Quote) -> Quote | None:
        """The nearest place of ``words`` near ``content`` and outside it."""
        words = words.strip()
        if not words or len(words) > NEAR or "\n" in words:
            return None
        near = self._places(words, max(0, content.start - NEAR), min(len(self._text), content.end + NEAR))
        outside = [one for one in near if not one.touches(content)]
        return min(outside, key=lambda one: max(content.start - one.end, one.start - content.end), default=None)

    def _places(self, words: str, start: int, end: int) -> Iterator[Quote]:
        """Where ``words`` stand to the letter as whole words, outside the page furniture."""
        at = self._text.find(words, start, end)
        for _ in range(MOST_PLACES):
            if at < 0:
                return
            last = at + len(words)
            if not self._cuts_a_word(at) and not self._cuts_a_word(last) and not self._furniture.touch(at, last):
                yield quote_at(self._text, at, last)
            at = self._text.find(words, at + 1, end)

    def _cuts_a_word(self, at: int) -> bool:
        return 0 < at < len(self._text) and self._text[at - 1].isalnum() and self._text[at].isalnum()


def _attribution(content: Quote, source: Quote, cue: Quote) -> AttributionFound:
    words = cue.text.lower().replace("’", "'").split()
    verbs = [verb for word in words if (verb := verb_of(word.strip(",.:;"))) is not None]
    base = verbs[-1].base if verbs else cue.text.lower()
    is_negated = any(word in {"not", "never"} or word.endswith("n't") for word in words)
    return AttributionFound(
        source=(source.start, source.end), cue=(cue.start, cue.end), content=(content.start, content.end),
        manner=manner(base, is_negated), verb=base, confidence=CONFIDENCE,
    )  # fmt: skip


def pieces_to_send(report: Report, longest: int) -> list[str]:
    """The text without its furniture, in pieces of whole paragraphs, each at most ``longest`` code points."""
    pieces: list[str] = []
    for paragraph in filter(None, map(str.strip, "\n".join(_told(report)).split("\n"))):
        for at in range(0, len(paragraph), longest):
            part = paragraph[at : at + longest]
            if pieces and len(pieces[-1]) + len(part) < longest:
                pieces[-1] += f"\n{part}"
            else:
                pieces.append(part)
    return pieces


def _told(report: Report) -> Iterator[str]:
    at = 0
    for quote in sorted(mark.quote for mark in report.document.boilerplate):
        yield report.document.text[at : quote.start] if at < quote.start else ""
        at = max(at, quote.end)
    yield report.document.text[at:]
