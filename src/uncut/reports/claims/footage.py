"""Which videos, photos and recordings the text speaks of, and which version of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal

from uncut.model.report import Claim, FootageMention, Mention
from uncut.model.text import Quote, quote_at
from uncut.reports.claims.footage_told import what_is_told
from uncut.reports.language.analysis import Analysis

FootageKind = Literal["video", "photo", "audio"]
_CLAIMS_BEFORE = 16
"""Claims that begin before a sentence and are asked whether they reach into it."""
_CAN_NAME = re.compile(
    r"video|broadcast|footage|clip|livestream|photo|picture|image|screenshot|recording|audio|version|copy|\bcut\b|release|edit",
    re.I,
)
"""A cheap look before the slow patterns; most sentences speak of no footage."""
_MENTION = re.compile(
    r"(?<!\d[.:])\b(?:(?:a|an|the|this|that|these|those|his|her|its|their|our|some|several|two|three)\s+)?"
    r"(?:(?!(?:of|and|the|in|to|by|on|for|with|was|is|that|which|has|had|were|are|a|an)\b)[\w'’-]+\s+){0,4}?"
    r"(?:videos?(?![-\s](?:game|conference|call|link))|footage|clips?|videotapes?|livestream|photos?|photographs?|pictures?|images|screenshots?|recordings?|audio(?!\w)|audiotapes?)\b",
    re.I,
)
_BROADCAST = re.compile(
    r"\b(?:(?:(?:an?|the|this|that|its|their)\s)?(?:[\w’'-]+\s){0,3}?(?:live|television|tv|radio|taped|original|edited|full|recorded)\s|(?:the|this|that|an?)\s)"
    r"broadcasts?\b(?!\s(?:an?|the|its|their|some|footage|videos?|images|pictures)\b)",
    re.I,
)
"""A broadcast as a thing; what a channel broadcasts is a thing of another name."""
_DOING = re.compile(
    r"(?<!ly)(?<!\ban)(?<!\ba)(?<!\bthe)(?<!\bits)(?<=[\w’'])\s(?:[a-z]+ed|shot|took|showed|shows?|saw|sees?|made|posts?|shares?|releases|publishes|airs|has|have|had)\s(?=\w)"
)
_VERSION_OF = re.compile(
    r"\b(?:a|the|one|another|this)\sversion\b(?=[^.;]{0,80}\b(?:had\sbeen|was|has\sbeen)\s(?:\w+ly\s)?(?:edited|cut|shortened|trimmed|cropped|blurred|altered)\b)|\b(?:a|an|the|their|its|this)\s+(?:[\w'’-]+,?\s+){0,3}?(?:edited|cut|shortened|trimmed|altered|doctored|manipulated|censored|abridged|cropped|re-?edited|blurred|original|full|unedited|uncut|raw|longer|shorter|complete)\s+(?:version|copy|cut|release|edit)(?:\s+of\s+(?:the|a|their|his|its)\s+(?:same\s+|original\s+|first\s+)?[\w-]+)?",
    re.I,
)
_EDITED = re.compile(
    r"\b(?:edited|re-?edited|cut|shortened|trimmed|altered|doctored|manipulated|censored|abridged|cropped|blurred|redacted|sanitised|sanitized|fake|faked)\b",
    re.I,
)
_ORIGINAL = re.compile(r"\b(?:original|unedited|uncut|raw|full|complete|unaltered|uncensored|longer)\b", re.I)


_WAS_EDITED = re.compile(
    r"(?:\s(?:that|which|handed|shown|given|sent|released|posted|shared|published)\b[^.;,]{0,70}?)?"
    r"\s(?:was|were|is|are|had\sbeen|has\sbeen|have\sbeen)\s(?:\w+ly\s|later\s)?(?:edited|re-?edited|cut|shortened|trimmed|altered|doctored"
    r"|manipulated|censored|cropped|blurred|redacted|tampered)\b",
    re.I,
)
_SPOKEN_OF_WITHIN = 3
"""Sentences."""


def find_footage(analysis: Analysis, claims: list[Claim], mentions: Sequence[Mention]) -> Iterator[FootageMention]:
    """Every mention of footage outside the furniture that lies in or beside a claim."""
    text = analysis.text
    starts = [mention.quote.start for mention in mentions]
    by_start = sorted(claims, key=lambda claim: claim.quote.start)
    claim_starts = [claim.quote.start for claim in by_start]
    before: tuple[int, FootageKind] | None = None
    for number, sentence in enumerate(analysis.told):
        spans = sorted(footage_phrases(text, sentence.start, sentence.end))
        if not spans:
            continue
        here = mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        near = by_start[
            max(0, bisect_left(claim_starts, sentence.start) - _CLAIMS_BEFORE) : bisect_left(claim_starts, sentence.end)
        ]
        ends = [start for (start, _), _ in spans[1:]] + [sentence.end]
        for ((start, end), by_noun), limit in zip(spans, ends, strict=True):
            is_near = before is not None and number - before[0] <= _SPOKEN_OF_WITHIN
            kind = _of_which(text[start:end], before[1]) if before and is_near and by_noun == "audio" else by_noun
            before = number, kind
            claim = _claim_at(near, start, end, sentence.start, sentence.end)
            if claim is not None:
                quote = quote_at(text, start, end)
                told = what_is_told(text, quote, (sentence.start, limit, sentence.end), here, near)
                yield FootageMention(claim=claim, quote=quote, kind=kind, version=_version(text, quote), **told)


def footage_phrases(text: str, first: int, last: int) -> Iterator[tuple[tuple[int, int], FootageKind]]:
    """The phrases of one sentence that name footage; of two that touch, the version's."""
    if not _CAN_NAME.search(text, first, last):
        return
    taken: list[tuple[int, int]] = []
    spans: list[tuple[tuple[int, int], FootageKind]] = [
        (m.span(), "video") for m in _VERSION_OF.finditer(text, first, last)
    ]
    spans += [((_begin(m), m.end()), _kind_of(m.group())) for m in _MENTION.finditer(text, first, last)]
    spans += [(m.span(), "video") for m in _BROADCAST.finditer(text, first, last)]
    for (start, end), kind in spans:
        if not any(start < stop and begin < end for begin, stop in taken):
            taken.append((start, end))
            yield (start, end), kind


def _begin(match: re.Match[str]) -> int:
    """Where the phrase begins that a match may open too early: "Activists uploaded | photos"."""
    return match.start() + max((doing.end() for doing in _DOING.finditer(match.group())), default=0)


def _kind_of(words: str) -> FootageKind:
    last = words.lower().split()[-1]
    if last.startswith(("photo", "picture", "image", "screenshot")):
        return "photo"
    return "audio" if last.startswith(("recording", "audio")) else "video"


def _of_which(words: str, before: FootageKind) -> FootageKind:
    """A "recording" is of the kind of footage that was spoken of just before."""
    return before if words.lower().split()[-1].startswith("recording") else "audio"


def _version(text: str, quote: Quote) -> Literal["original", "edited", "unknown"]:
    """By its own words, or by what the text says was done to it: "the version was shortened"."""
    words = quote.text
    if not _EDITED.search(words) and not _ORIGINAL.search(words) and _WAS_EDITED.match(text, quote.end):
        return "edited"
    if re.search(r"\bunedited|\buncut|\bunaltered", words, re.I):
        return "original"
    if _EDITED.search(words):
        return "edited"
    return "original" if _ORIGINAL.search(words) else "unknown"


def _claim_at(claims: list[Claim], start: int, end: int, first: int, last: int) -> str | None:
    inside = [claim for claim in claims if claim.quote.start <= start and end <= claim.quote.end]
    near = inside or [claim for claim in claims if first <= claim.quote.start < last]
    return min(near, key=lambda claim: len(claim.quote.text)).id if near else None
