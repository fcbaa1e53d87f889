"""Places inside longer words and mentions: "Albany-based", "R-Charleston", "Norman, Okla."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from uncut.reports.mentions.found import MentionFound
from uncut.reports.mentions.gazetteer import find_places
from uncut.reports.mentions.geocoding import candidates

_NAME = r"[A-Z][\w'’]+(?:\.(?=\s[A-Z]))?(?:\s[A-Z][\w'’]+){0,2}"
_TWO = re.compile(rf"({_NAME})\s(?:and|or|to)\s({_NAME})")
_PART_OF_SORT = re.compile(
    r"\b(?:province|governorate|district|county|region|island|city|town|village|suburb|port)\sof\s(?P<name>[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)*)$"
)
""" "The Indonesian island of Java", "the Kenyan lakeside town of Kisumu": the name stands behind the sort."""
_OWNER = re.compile(rf"(?:the\s|(?:north|south|east|west)\w*\s)?(?P<name>{_NAME})['’]s\s")
""" "Kenya's capital Nairobi", "western Iran's Kermanshah province"."""
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
    if one.kind != "location" or one.name is None:
        return [one]
    if "," not in words:
        return _without_comma(text, one, words)
    parts = re.finditer(r"[^,]+", words)
    spans = [_trimmed(text, one.start + part.start(), one.start + part.end()) for part in parts]
    named = [span for span in spans if text[span[0]].isupper() and candidates(text[span[0] : span[1]])]
    if not named or named[0] != spans[0]:
        return [one]
    inner = [replace(_named(text, one, *span), start=span[0], end=span[1]) for span in named[1:]]
    return [_named(text, one, *named[0]), *inner]


def _without_comma(text: str, one: MentionFound, words: str) -> list[MentionFound]:
    """Two places that "and" or "to" joins; one with the country or state that it is said to be of; or itself."""
    if (both := _TWO.fullmatch(words)) and not candidates(words) and all(candidates(name) for name in both.groups()):
        spans = [(one.start + both.start(n), one.start + both.end(n)) for n in (1, 2)]
        return [replace(_named(text, one, *span), start=span[0], end=span[1]) for span in spans]
    if (part := _PART_OF_SORT.search(words)) and candidates(part["name"]):
        return [_named(text, one, one.start + part.start("name"), one.end)]
    owner = _OWNER.match(words)
    start, end = (one.start + at for at in owner.span("name")) if owner else (one.end, one.end)
    if one.name is None or one.name[0] < end or not any(place.is_holder for place in candidates(text[start:end])):
        return [one]
    return [replace(_named(text, one, start, end), start=start, end=end), one]


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
