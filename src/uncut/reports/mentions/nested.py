"""Places inside longer words and mentions: "Albany-based", "R-Charleston", "Norman, Okla."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from uncut.reports.mentions.found import MentionFound
from uncut.reports.mentions.gazetteer import find_places
from uncut.reports.mentions.geocoding import candidates

_NAME = r"[A-Z][\w'’]+(?:\.(?=\s[A-Z]))?(?:\s[A-Z][\w'’]+){0,2}"
_BASED = re.compile(rf"\b(?P<name>{_NAME}|(?:[A-Z]\.)+)-(?:based|area|born|bound|educated|registered|flagged)\b")
_SEAT = re.compile(rf"(?<=[,(]\s)(?:R|D|I|DFL|GOP)-(?P<name>{_NAME})|(?<=[,(])(?:R|D|I|DFL|GOP)-(?P<name2>{_NAME})")


def words_with_places(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the names of places inside words with a hyphen: where something is based, whom somebody represents."""
    for pattern in (_BASED, _SEAT):
        for match in pattern.finditer(text, start, end):
            group = next(name for name, words in match.groupdict().items() if words)
            words = match[group].split(" ")
            reach = range(len(words), 0, -1)
            spans = (
                [(match.start(group), match.start(group) + len(" ".join(words[:count]))) for count in reach]
                if pattern is _SEAT
                else [(match.end(group) - len(" ".join(words[-count:])), match.end(group)) for count in reach]
            )
            found = next((span for span in spans if find_places(text[span[0] : span[1]])), None)
            if found is not None:
                yield found


def parts_of(text: str, one: MentionFound) -> list[MentionFound]:
    """A location that tells what holds it, as the place itself with a mention each of what is behind its commas.

    "Norman, Okla." names two places. The first keeps the whole as its mention; its name is its own part.
    """
    words = text[one.start : one.end]
    if one.kind != "location" or one.name is None or "," not in words:
        return [one]
    parts = re.finditer(r"[^,]+", words)
    spans = [_trimmed(text, one.start + part.start(), one.start + part.end()) for part in parts]
    named = [span for span in spans if text[span[0]].isupper() and candidates(text[span[0] : span[1]])]
    if not named or named[0] != spans[0]:
        return [one]
    inner = [replace(_named(text, one, *span), start=span[0], end=span[1]) for span in named[1:]]
    return [_named(text, one, *named[0]), *inner]


def _named(text: str, one: MentionFound, start: int, end: int) -> MentionFound:
    return replace(one, name=(start, end), head=text[start:end].lower().rpartition(" ")[2])


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the words around a name that begin and end it in small letters: "and Surprise", "Angola's capital"."""
    words = text[start:end]
    match = re.search(r"(?:City\sof\s|Town\sof\s|Village\sof\s)?[A-Z].*", words)
    if match is None:
        return start, max(start + 1, end)
    name = re.split(r"['’]s\b|\s(?=[a-z])(?!(?:of|and|de|al|el|the|upon|am|la|du|des|di|da)\b)", match[0])[0].rstrip()
    return start + match.start(), start + match.start() + len(name)
