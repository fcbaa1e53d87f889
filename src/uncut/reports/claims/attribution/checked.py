"""What a fact check takes up: "Claim: “The dam has burst” — post on Telegram"; the page says it of somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from uncut.reports.claims.attribution.found import AttributionFound
from uncut.reports.language.analysis import Analysis

_CLAIM: Final = re.compile(
    r"(?P<cue>(?:The[ \t])?(?:[Cc]laim|CLAIM|[Rr]umou?r|[Cc]laimed|What[ \t]was[ \t]claimed)):[ \t]+(?=\S)"
)
_BY: Final = re.compile(r"(?<=[\"”'’.!])[ \t]+[—–-][ \t]+(?P<who>[^\n]{3,120})\Z")
"""Behind the words of a claim, whose they are."""


def find_checked(analysis: Analysis) -> Iterator[AttributionFound]:
    """The claims that lines of a fact check name as such, with the source behind a dash."""
    for paragraph in analysis.paragraphs:
        label = _CLAIM.match(analysis.text, paragraph.start, paragraph.end)
        if label is None:
            continue
        by = _BY.search(analysis.text, label.end(), paragraph.end)
        content = label.end(), by.start() if by is not None else paragraph.end
        yield AttributionFound(
            source=by.span("who") if by is not None else None, cue=label.span("cue"), content=content,
            manner="hedged", verb="claim", confidence=0.7,
        )  # fmt: skip
