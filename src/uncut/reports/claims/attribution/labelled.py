"""Who speaks before a colon inside a paragraph: 'Our source in the brigade: "Nobody left."', "The GUR: it was hit"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from uncut.reports.claims.attribution.found import AttributionFound
from uncut.reports.claims.attribution.view import View
from uncut.reports.claims.quotations import LABELS
from uncut.reports.language.phrases import Phrase
from uncut.reports.language.tagging import ACTS
from uncut.reports.mentions.gazetteer import find_places
from uncut.reports.mentions.world import GROUP_NOUNS, KNOWN_GROUPS, OUTLETS, PERSON_NOUNS, TITLES

_MOST: Final = 9
"""Words before the colon."""
_LEAST_BEHIND: Final = 3
_VOICES: Final = PERSON_NOUNS | GROUP_NOUNS | frozenset("source sources resident residents regime".split())


def find_labelled(view: View) -> Iterator[AttributionFound]:
    """A sentence that opens with somebody and a colon behind which a quotation stands, or with a body in capitals."""
    first = next((k for k, entry in enumerate(view.tagged) if entry.token.is_word), 0)
    phrase = view.starts.get(first)
    colon = next((k for k in range(min(_MOST, len(view.tagged))) if view.lower(k) == ":"), None)
    if phrase is None or not colon or colon + 2 >= len(view.tagged) or _is_label(view, first, phrase):
        return
    if any(view.tag(k) in ACTS or view.lower(k) == "," for k in range(colon)):
        return
    start, end = view.span(first, colon)
    content = view.trim(view.tagged[colon].token.end, view.sentence.end)
    head = view.lower(phrase.head)
    is_voice = head in _VOICES or head.removesuffix("s") in _VOICES
    is_quoted = any(quote[0] == content[0] and quote[1] >= content[1] - 1 for quote in view.quotes)
    is_titled = phrase.end == colon and view.tag(phrase.head) == "name" and view.lower(first) in TITLES
    if is_quoted and is_voice:
        quote = next(quote for quote in view.quotes if quote[0] == content[0])
        yield _found(view, (start, end), colon, quote)
    elif is_titled and phrase.head > first:
        yield _found(view, (start, end), colon, content)
    elif colon + _LEAST_BEHIND >= len(view.tagged):
        return
    elif first == 0 and phrase.end == colon and _is_body(view, colon) and view.has_finite(colon + 1):
        yield _found(view, (start, end), colon, content)


def _is_label(view: View, first: int, phrase: Phrase) -> bool:
    """Whether a line opens with what stands behind the colon: "Update: …", "FACT CHECK: …"."""
    return view.lower(first) in LABELS or (phrase.head == first + 1 and view.lower(phrase.head) == "check")


def _is_body(view: View, colon: int) -> bool:
    """Whether a label is a name, with an abbreviation in it, and no place: "Orsa GUR"."""
    words = [view.tagged[k].token.text for k in range(colon) if view.lower(k) != "the"]
    known = " ".join(words).lower()
    if known in OUTLETS or (known in KNOWN_GROUPS and words[0].isupper()):
        return True  # "SANA", which a town is called too
    named = bool(words) and all(word[0].isupper() for word in words)
    short = any(sum(map(str.isupper, word)) > 1 for word in words)
    return named and short and not find_places(" ".join(words))


def _found(view: View, source: tuple[int, int], colon: int, content: tuple[int, int]) -> AttributionFound:
    return AttributionFound(
        source=source, cue=view.span(colon, colon + 1), content=content, manner="asserted", verb="turn", confidence=0.7
    )
