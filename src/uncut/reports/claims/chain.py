# ruff: noqa: E501  patterns and word lists stay on one line each
"""The chain: who publishes, who is republished, who shared and who recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

ChainRole = Literal["publisher", "republished_from", "shared_by", "recorded_by"]
_NAME = r"(?P<name>(?:[Tt]he\s)?[A-Z][\w'’.&-]*(?:[ \t](?:of\s|the\s|for\s)?[A-Z0-9][\w'’.&-]*){0,5})"
_AGENCY = r"(?P<agency>Reuters|AP|AFP|Associated Press|The Associated Press|Agence France-Presse|Xinhua|TASS|ITAR-TASS|Interfax|SANA|DPA|EFE|ANSA|Anadolu|UPI|Bloomberg|RIA Novosti|Sputnik|PTI|Kyodo|Yonhap|Fars|IRNA|NNA)"
_REPUBLISHED = (
    re.compile(rf"^{_NAME}\s+(?:reports?|reported|writes|wrote)\s*(?:…|\.\.\.|:)\s*$", re.M),
    re.compile(
        rf"\b(?:[Oo]riginally|[Ff]irst|[Pp]reviously)\s+(?:published|appeared|posted|printed)\s+(?:by|at|in|on)\s+{_NAME}"
    ),
    re.compile(
        rf"\b(?:[Rr]epublished|[Rr]eprinted|[Rr]eposted|[Ss]yndicated)\s+(?:with\s+permission\s+)?(?:from|by\s+permission\s+of|courtesy\s+of)\s+{_NAME}"
    ),
    re.compile(
        rf"\b(?:This|The)\s+(?:article|story|report|piece|post)\s+(?:was\s+)?(?:originally\s+|first\s+)?(?:published|appeared|written)\s+(?:by|at|in|on|for)\s+{_NAME}"
    ),
    re.compile(rf"^\s*(?:[Vv]ia|[Ss]ource|SOURCE|VIA)\s*:?\s+{_NAME}\s*$", re.M),
    re.compile(rf"\((?:via|source:?)\s+{_NAME}\)"),
    re.compile(rf"\(({_AGENCY})\)\s*(?:-|–|—)", re.M),
    re.compile(rf"^[A-Z][\w .,]{{2,40}}\s(?:-|–|—)\s(?={_AGENCY}\b)", re.M),
)
_SHARED = re.compile(
    r"\b(?:video|footage|photos?|photographs?|images?|clip|recording|version|pictures?)\b[^.!?\n]{0,60}?\b(?:shared|released|posted|published|uploaded|circulated|distributed|leaked)\s+(?:on\s[\w\s]{2,30}?\s)?by\s+(?P<by>[^.,;!?\n]{3,60})"
)
_RECORDED = re.compile(
    r"\b(?:video|footage|photos?|photographs?|images?|clip|recording|pictures?)\b[^.!?\n]{0,60}?\b(?:recorded|filmed|taken|shot|captured)\s+by\s+(?P<by>[^.,;!?\n]{3,60})"
)
_RELEASED = re.compile(
    r"(?P<by>(?:[^\s.,;!?]+\s){1,8}?)(?:have\s|has\s|had\s)?(?:released|posted|shared|published|uploaded)\s(?:[\w-]+\s){0,4}?(?:video|footage|photos?|photographs?|clip|recording|version|images?|pictures?)\b"
)


def is_republication_line(line: str) -> bool:
    """Whether a line only says whose report follows: "Example Front reports…", "Source: Example Front"."""
    bare = line.strip()
    return any(
        match is not None and len(match.group()) >= len(bare) - 1
        for match in (pattern.search(bare) for pattern in (_REPUBLISHED[0], _REPUBLISHED[4]))
    )


class LinkFound(NamedTuple):
    """A step of the chain, with the span of the words that name who took it."""

    role: ChainRole
    start: int
    end: int


def find_links(text: str, told: list[tuple[int, int]]) -> Iterator[LinkFound]:
    """Steps told in the sentences ``told`` (spans), in order of their patterns."""
    seen: set[tuple[str, str]] = set()
    for start, end in told:
        for role, first, last in _links_in(text, start, end):
            key = (role, text[first:last].lower())
            if key not in seen:
                seen.add(key)
                yield LinkFound(role, first, last)


def _links_in(text: str, start: int, end: int) -> Iterator[tuple[ChainRole, int, int]]:
    sentence = text[start:end]
    for pattern in _REPUBLISHED:
        for match in pattern.finditer(sentence):
            group = "name" if "name" in match.groupdict() and match.group("name") else "agency"
            yield "republished_from", start + match.start(group), start + match.end(group)
    for role, pattern in (("shared_by", _SHARED), ("recorded_by", _RECORDED)):
        for match in pattern.finditer(sentence):
            yield role, start + match.start("by"), start + match.end("by")  # type: ignore[misc]
    for match in _RELEASED.finditer(sentence):
        yield "shared_by", start + match.start("by"), start + match.start("by") + len(match.group("by").rstrip())
