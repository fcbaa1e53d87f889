# ruff: noqa: E501  patterns and word lists stay on one line each
"""What a text offers in support of a claim, and the words that judge while they tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from uncut.model.report import Claim, Evidence, Loaded
from uncut.model.text import Quote, quote_at
from uncut.reports.claims.footage import footage_phrases
from uncut.reports.lexicon import LOADED

_DOCUMENT = re.compile(
    r"\b(?:a\s|the\s|an\s)?(?:[a-z-]+\s){0,1}(?:documents?|letters?|memos?|e-?mails?|transcripts?|cables?|court papers|records|report|statement)\b(?=\s(?:shows?|showed|says?|said|seen|obtained|leaked|published|released|by|from|of|reveals?|revealed))",
    re.I,
)
_WITNESS = re.compile(
    r"\b(?:eye-?witness(?:es)?|witness(?:es)?|residents?|survivors?|bystanders?|locals)\b(?=\s(?:said|say|told|reported|described|recalled|account))",
    re.I,
)
_SCARE = re.compile(r"(?<![\w.,!?;:])[\"“‘«](?=\w)([^\"“”‘«»\n]{1,48}?)(?<=[\w.,!?])[\"”’»](?!\w)")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_LOADED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_GENERAL = re.compile(
    r"\b(?:(?:all|every)\s(?:[a-z]+s|one|body)\b|everyone|everybody|always|undoubtedly|obviously|everything|in every way|without exception|as everyone knows|(?:is|are)\snothing\sbut)\b",
    re.I,
)
_NAME_BEFORE = re.compile(r"(?<![.!?]\s)(?<![.!?][\"”’]\s)\b[A-Z][\w'’-]*\s(?:(?:for|of|and|the|to)\s){0,2}$")
_NAME_BEHIND = re.compile(r"\s(?:(?:for|of|the)\s){0,2}[A-Z][\w'’-]")
_NAMED_AS = re.compile(
    r"(?:(?<!so-)called|named|known as|nicknamed|entitled|titled|dubbed|codenamed|the words?|the terms?|the phrase|the caption|the headline|CIA['’]s|operation)\s*$",
    re.I,
)

_NAMED_NOUN = re.compile(
    r"\b(?:channel|newspaper|paper|magazine|outlet|website|site|blog|page|account|station|agency|party|group|movement|battalion"
    r"|brigade|company|unit|film|song|book|programme|program|ship|vessel|tanker)\s*$",
    re.I,
)
"""Nouns behind which a word with a capital in quotation marks is a name."""
_PSEUDONYM = re.compile(
    r",?\s(?:\d{1,3}\b|whose\s(?:real\s|full\s)?name|(?:not|\(not)\s(?:h(?:er|is)|their)\s(?:real\s)?name|\(?a\spseudonym"
    r"|\(?name\schanged)"
)
"""Behind quotation marks round somebody's name: '"Lume", 34,', '"Lume" (not her real name)'."""
_FIRST_NAME = re.compile(r"(?:^|[.!?:,\n]\s?|\b[a-z][\w'’-]*\s)[A-Z][\w'’-]+\s$")
"""A name behind a small word; in a headline of capitals nothing tells a nickname from a scare quote."""


def find_evidence(text: str, start: int, end: int, source: Quote | None = None) -> list[Evidence]:
    """Footage, papers and witnesses of which ``text[start:end]`` or the ``source`` speaks; or one entry ``none``."""
    found = []
    spans = [(start, end), *([(source.start, source.end)] if source is not None else [])]
    for first, last in spans:
        footage = next(iter(sorted(footage_phrases(text, first, last))), None)
        if footage is not None:
            found.append(Evidence(kind="footage", quote=quote_at(text, *footage[0])))
            break
    for kind, pattern in (("document", _DOCUMENT), ("witness", _WITNESS)):
        if match := pattern.search(text, start, end):
            found.append(Evidence(kind=kind, quote=quote_at(text, *match.span())))  # type: ignore[arg-type]
    return found or [Evidence(kind="none", quote=None)]


def find_loaded(text: str, start: int, end: int) -> list[Loaded]:
    """Scare quotes, loaded words and generalisations of ``text[start:end]``, in order."""
    found = [*_scare_quotes(text, start, end)]
    taken = [item.quote for item in found]
    for match in _LOADED.finditer(text, start, end):
        if match.group().lower() in LOADED and not _in_a_name(text, match.start(), match.end()):
            quote = quote_at(text, *match.span())
            if not any(quote.touches(other) for other in taken):
                found.append(Loaded(quote=quote, kind="loaded_word"))
    for match in _GENERAL.finditer(text, start, end):
        found.append(Loaded(quote=quote_at(text, *match.span()), kind="generalisation"))
    return sorted(found, key=lambda item: (item.quote.start, item.quote.end))


def with_stray_loaded(text: str, sentences: Sequence[tuple[int, int]], claims: Sequence[Claim]) -> list[Claim]:
    """``claims`` with the loaded words that stand beside a claim in its sentence: in the words that name its source."""
    at_start = sorted(range(len(claims)), key=lambda at: claims[at].quote.start)
    starts = [claims[at].quote.start for at in at_start]
    more: dict[int, list[Loaded]] = defaultdict(list)
    for start, end in sentences:
        here = at_start[bisect_left(starts, start) : bisect_left(starts, end)]
        if not here:
            continue
        for loaded in find_loaded(text, start, end):
            if not any(_is_own(claims[at], loaded) for at in here):
                more[min(here, key=lambda at: abs(claims[at].quote.start - loaded.quote.start))].append(loaded)
    return [
        msgspec.structs.replace(claim, loaded=[*more[at], *claim.loaded]) if at in more else claim
        for at, claim in enumerate(claims)
    ]


def _is_own(claim: Claim, loaded: Loaded) -> bool:
    """Whether a claim has told of a loaded word, or is said in the quotation that only looks like one of distance."""
    pieces = claim.continued if isinstance(claim.continued, list) else []
    is_said = loaded.kind == "scare_quotes" and any(piece.touches(loaded.quote) for piece in pieces)
    return claim.quote.touches(loaded.quote) or is_said


def _in_a_name(text: str, start: int, end: int) -> bool:
    """Whether a word with a capital stands in a name ("National Front for Liberation"): no judgement of the writer."""
    if not text[start].isupper():
        return False
    before = text[max(0, start - 40) : start]
    return _NAME_BEFORE.search(before) is not None or _NAME_BEHIND.match(text, end, end + 40) is not None


def _scare_quotes(text: str, start: int, end: int) -> Iterator[Loaded]:
    for match in _SCARE.finditer(text, start, end):
        if match.group(1).endswith((",", "!", "?")):
            continue  # somebody's whole words, with the stop before the closing mark
        inner = match.group(1).rstrip(".,!?")
        words = inner.split()
        if (
            not 1 <= len(words) <= 4
            or not _LATIN.search(inner)  # in another script: speech whose words of saying are not known
            or _is_name(words)
            or _NAMED_AS.search(text, max(0, match.start() - 30), match.start())
            or (words[0][0].isupper() and _names(text, match.start(), match.end()))
        ):
            continue
        yield Loaded(quote=_inner(text, match.start(1), inner), kind="scare_quotes")


def _names(text: str, start: int, end: int) -> bool:
    """Whether quotation marks hold what is called so: 'the channel "Dawn"', a nickname as in 'Abu "Tiger" Kasso'."""
    before = max(0, start - 30)
    if _PSEUDONYM.match(text, end):
        return True
    is_nickname = text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
    return bool(_NAMED_NOUN.search(text, before, start) or (is_nickname and _FIRST_NAME.search(text, before, start)))


def _inner(text: str, start: int, inner: str) -> Quote:
    return quote_at(text, start, start + len(inner))


def _is_name(words: list[str]) -> bool:
    """A title or a name in quotation marks is no distance: every longer word is capitalised, in running text."""
    long = [word for word in words if len(word) > 3]
    return len(long) >= 2 and all(word[0].isupper() for word in long) and "-" not in "".join(words)
