"""Which videos, photos and recordings the text speaks of, and which version of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from uncut.model.report import Claim, FootageMention
from uncut.model.text import quote_at
from uncut.reports.language.analysis import Analysis

_KINDS = (
    ("video", "videos? video-?clips? footage clips? film videotapes? livestream video-?recording drone-footage cctv"),
    ("photo", "photos? photographs? pictures? images? screenshots? selfies?"),
    ("audio", "recordings? audio audiotapes? tapes? audio-?recordings? voice-?messages?"),
)
_NOUN = {word: kind for kind, words in _KINDS for word in words.split()}
_MENTION = re.compile(
    r"\b(?:(?:a|an|the|this|that|these|those|his|her|its|their|our|some|several|two|three)\s+)?"
    r"(?:(?!(?:of|and|the|in|to|by|on|for|with|was|is|that|which|has|had|were|are|a|an)\b)[\w'’-]+\s+){0,4}?"
    r"(?:videos?(?![-\s](?:game|conference|call|link))|footage|clips?|videotapes?|livestream|photos?|photographs?|pictures?|images|screenshots?|recordings?|audio(?!\w)|audiotapes?)\b",
    re.I,
)
_VERSION_OF = re.compile(
    r"\b(?:a|an|the|their|its|this)\s+(?:[\w'’-]+\s+){0,3}?(?:edited|cut|shortened|trimmed|altered|doctored|manipulated|censored|abridged|cropped|re-?edited|blurred|original|full|unedited|uncut|raw|longer|shorter|complete)\s+(?:version|copy|cut|release|edit)(?:\s+of\s+(?:the|a|their|his|its)\s+[\w-]+)?",
    re.I,
)
_EDITED = re.compile(
    r"\b(?:edited|re-?edited|cut|shortened|trimmed|altered|doctored|manipulated|censored|abridged|cropped|blurred|redacted|sanitised|sanitized|fake|faked)\b",
    re.I,
)
_ORIGINAL = re.compile(r"\b(?:original|unedited|uncut|raw|full|complete|unaltered|uncensored|longer)\b", re.I)


def find_footage(analysis: Analysis, claims: list[Claim]) -> Iterator[FootageMention]:
    """Every mention of footage outside the furniture that lies in or beside a claim."""
    text = analysis.text
    for sentence in analysis.told:
        taken: list[tuple[int, int]] = []
        spans: list[tuple[tuple[int, int], Literal["video", "photo", "audio"]]]
        spans = [(m.span(), "video") for m in _VERSION_OF.finditer(text, sentence.start, sentence.end)]
        spans += [(m.span(), _kind_of(m.group())) for m in _MENTION.finditer(text, sentence.start, sentence.end)]
        for (start, end), kind in spans:
            if any(start < last and first < end for first, last in taken):
                continue
            taken.append((start, end))
            claim = _claim_at(claims, start, end, sentence.start, sentence.end)
            if claim is not None:
                yield FootageMention(
                    claim=claim, quote=quote_at(text, start, end), kind=kind, version=_version(text[start:end])
                )


def _kind_of(words: str) -> Literal["video", "photo", "audio"]:
    last = words.lower().split()[-1]
    if last.startswith(("photo", "picture", "image", "screenshot")):
        return "photo"
    return "audio" if last.startswith(("recording", "audio")) else "video"


def _version(words: str) -> Literal["original", "edited", "unknown"]:
    if re.search(r"\bunedited|\buncut|\bunaltered", words, re.I):
        return "original"
    if _EDITED.search(words):
        return "edited"
    return "original" if _ORIGINAL.search(words) else "unknown"


def _claim_at(claims: list[Claim], start: int, end: int, first: int, last: int) -> str | None:
    inside = [claim for claim in claims if claim.quote.start <= start and end <= claim.quote.end]
    near = inside or [claim for claim in claims if first <= claim.quote.start < last]
    return min(near, key=lambda claim: len(claim.quote.text)).id if near else None
