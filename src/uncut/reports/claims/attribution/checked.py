"""What a fact check takes up: "Claim: “The dam has burst” — post on Telegram"; the page says it of somebody else."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from uncut.reports.claims.attribution.found import AttributionFound
from uncut.reports.claims.attribution.verdicts import is_verdict
from uncut.reports.language.analysis import Analysis, Sentence
from uncut.reports.language.sentences import POST_NUMBER

_CLAIM: Final = re.compile(
    r"(?P<cue>(?:The[ \t])?(?:[Cc]laim|CLAIM|[Rr]umou?r|[Cc]laimed|What[ \t]was[ \t]claimed)):[ \t]+(?=\S)"
)
_POST: Final = re.compile(POST_NUMBER + r"\s+")
_BY: Final = re.compile(r"(?<=[\"”'’.!])[ \t]+[—–-][ \t]+(?P<who>[^\n]{3,120})\Z")
"""Behind the words of a claim, whose they are."""


def find_checked(analysis: Analysis) -> Iterator[AttributionFound]:
    """The claims that lines of a fact check name as such, with the source behind a dash."""
    for paragraph in analysis.paragraphs:
        post = _POST.match(analysis.text, paragraph.start, paragraph.end)
        opened = post.end() if post is not None else paragraph.start
        label = _CLAIM.match(analysis.text, opened, paragraph.end)
        if label is None:
            continue
        end = _verdict_at(analysis, label.end(), paragraph.end)
        by = _BY.search(analysis.text, label.end(), end)
        content = label.end(), by.start() if by is not None else end
        yield AttributionFound(
            source=by.span("who") if by is not None else None, cue=label.span("cue"), content=content,
            manner="hedged", verb="claim", confidence=0.7,
        )  # fmt: skip


def _verdict_at(analysis: Analysis, start: int, end: int) -> int:
    """Where a verdict follows in the paragraph of a claim, or ``end``: "Claim: The dam burst. This is false."."""
    first, last = (bisect_left(analysis.sentences, at, key=_start) for at in (start, end))
    inside = (one for one in analysis.sentences[first:last] if one.end <= end)
    judged = next((one for one in inside if is_verdict(analysis.text[one.start : one.end])), None)
    return end if judged is None else start + len(analysis.text[start : judged.start].rstrip())


def _start(sentence: Sentence) -> int:
    return sentence.start
