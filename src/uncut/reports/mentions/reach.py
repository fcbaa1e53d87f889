# ruff: noqa: E501  patterns and word lists stay on one line each
"""How far a mention reaches behind its noun phrase: over "of …" and "for …"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from uncut.reports.language.phrases import Phrase
from uncut.reports.mentions.kinds import THING_WORDS
from uncut.reports.mentions.words import Words
from uncut.reports.mentions.world import GROUP_NAME_WORDS, GROUP_NOUNS, KNOWN_GROUPS, PERSON_NOUNS, PLACES, TITLES

_OF_HEADS: Final = frozenset(
    """people group groups members member ministry government city town province district village leader leaders minister
    secretary president supporters coalition department number office forces army king prince capital region area
    council head chief director board union state republic kingdom house university chairman branch families residents
    children women men citizens mayor governor victims survivors commander commanders founder port suburb outskirts
    neighbourhood neighborhood countryside governorate island""".split()
)
_NAMED_OF: Final = frozenset(
    "front movement party organisation organization council league centre center campaign coalition committee institute fund agency foundation alliance association".split()
)


def widened(words: Words, taken: Sequence[tuple[int, int]], number: int) -> tuple[int, int]:
    """Token index at which the phrase with its "of …" ends, and the last phrase number that it holds."""
    phrases, end = words.sentence.phrases, words.sentence.phrases[number].end
    head = words.entry(phrases[number].head).token.lower
    while (
        number + 1 < len(phrases)
        and phrases[number + 1].start == end + 1
        and (
            (words.entry(end).token.lower == "of" and (head in _OF_HEADS or head in _NAMED_OF))
            or (
                words.entry(end).token.lower == "for"
                and head in _NAMED_OF
                and words.entry(phrases[number].head).tag == "name"
            )
            or (
                words.entry(end).token.lower == "for"
                and head in {"minister", "envoy", "secretary", "office", "commission"}
            )
        )
        and words.entry(phrases[number + 1].head).tag != "pron"
        and not is_taken(words, taken, phrases[number + 1])
    ):
        number += 1
        end = phrases[number].end
        head = words.entry(phrases[number].head).token.lower
    return end, number


def is_named_thing(words: Words, number: int) -> bool:
    """For "the Seal of Muhammad": a thing with a name in its name, which speaks of nobody."""
    phrases = words.sentence.phrases
    phrase = phrases[number]
    following = phrases[number + 1] if number + 1 < len(phrases) else None
    names = words.names(phrase)
    if following is None or not names or following.start != phrase.end + 1:
        return False
    said = {words.entry(k).token.lower for k in names}
    inner = words.text[words.entry(following.start).token.start : words.entry(following.head).token.end].lower()
    return (
        words.entry(phrase.end).token.lower == "of"
        and words.entry(following.head).tag == "name"
        and bool(said & THING_WORDS)
        and not said & (GROUP_NOUNS | PERSON_NOUNS | TITLES | GROUP_NAME_WORDS)
        and inner.removeprefix("the ") not in PLACES
        and inner.removeprefix("the ") not in KNOWN_GROUPS
    )


def is_taken(words: Words, taken: Sequence[tuple[int, int]], phrase: Phrase) -> bool:
    """Whether a time, a sum or a paper has the place already."""
    start, end = words.entry(phrase.start).token.start, words.entry(phrase.end - 1).token.end
    return any(start < last and first < end for first, last in taken)
