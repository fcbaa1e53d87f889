"""Verdicts behind a claim: "A post claims that the dam burst. This is FALSE."; the page denies what the post claims."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from uncut.reports.claims.attribution.found import AttributionFound
from uncut.reports.language.analysis import Analysis

VERDICT: Final = "verdict"
"""The ``verb`` of an attribution that is the page's own verdict."""
_FALSE: Final = (
    r"(?:not\s(?:true|correct|the\scase)|untrue|false|incorrect|wrong|a\s(?:lie|hoax|fabrication)|fake|fabricated"
    r"|baseless|unfounded|nonsense|made\sup|invented)"
)
_NOUN: Final = r"(?:claim|allegation|assertion|statement|rumou?r|post|story|report|message|accusation)"
_TAKEN_UP: Final = rf"(?:this|that|it|(?:the|this|that)\s(?:\w+\s)?{_NOUN})"
_SAYS_FALSE: Final = re.compile(
    rf"(?:(?:but|however|in\sfact),?\s)?{_TAKEN_UP}\s(?:is|was|['’]s)\s(?:\w+ly\s|just\s|all\s)?{_FALSE}", re.I
)
_LABELLED: Final = re.compile(
    rf"(?:(?:our\s)?(?:verdict|rating|ruling|conclusion|fact[\s-]?check|status)\s?[:–—-]\s*)?{_FALSE}", re.I
)
"""A verdict of one word, alone or behind a label; it opens with a capital."""
_SENTENCES_BACK: Final = 3
"""Sentences between a verdict and the claim that it is on."""
_MARKS: Final = " \t\r\n.!*_\"“”'"


def is_verdict(words: str) -> bool:
    """Whether a sentence says only that what was told before is false."""
    bare = words.strip(_MARKS)
    return bare[:1].isupper() and bool(_SAYS_FALSE.fullmatch(bare) or _LABELLED.fullmatch(bare))


def with_verdicts(analysis: Analysis, found: Sequence[AttributionFound]) -> list[AttributionFound]:
    """The attributions, with verdicts on what somebody claims before: the page's own, and those of others."""
    told = sorted(found, key=lambda one: one.content)
    judged = {id(one): _judged(analysis, told, one) for one in told}
    return [*(judged[id(one)] or one for one in told), *_own_verdicts(analysis, told)]


def _own_verdicts(analysis: Analysis, told: Sequence[AttributionFound]) -> Iterator[AttributionFound]:
    for sentence in analysis.told:
        if is_verdict(analysis.text[sentence.start : sentence.end]):
            before = _claim_before(analysis, told, sentence.start)
            if before is not None:
                yield AttributionFound(
                    source=None, cue=(sentence.start, sentence.end), content=before.content, manner="denied",
                    verb=VERDICT, confidence=0.7, continued=before.continued,
                )  # fmt: skip


def _judged(analysis: Analysis, told: Sequence[AttributionFound], one: AttributionFound) -> AttributionFound | None:
    """What somebody else's verdict is on: "That claim is untrue, the monitor said"."""
    words = analysis.text[slice(*one.content)]
    is_said = one.source is not None and not one.continued and one.manner == "asserted"
    if not is_said or analysis.text[one.content[0] - 1 : one.content[0]] in {'"', "“"} or words[:1] in {'"', "“"}:
        return None
    if not _SAYS_FALSE.fullmatch(words.strip(_MARKS)):
        return None
    before = _claim_before(analysis, told, min(one.content[0], one.cue[0]))
    if before is None:
        return None
    return replace(
        one, cue=one.content, content=before.content, continued=before.continued, manner="denied", verb="deny"
    )


def _claim_before(analysis: Analysis, told: Sequence[AttributionFound], position: int) -> AttributionFound | None:
    """What somebody claims in the last sentences before a place, if he does not deny it; ``told`` is by content."""
    here = bisect_right(analysis.starts, position) - 1
    if here < 0 or position >= analysis.told[here].end:
        return None
    for sentence in reversed(analysis.told[max(0, here - _SENTENCES_BACK) : here]):
        first, stop = (bisect_left(told, at, key=lambda one: one.content[0]) for at in (sentence.start, sentence.end))
        said = [one for one in told[first:stop] if one.content[1] <= position]
        if said:
            return said[-1] if said[-1].manner in {"asserted", "hedged"} else None
    return None
