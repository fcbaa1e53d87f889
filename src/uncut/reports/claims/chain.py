# ruff: noqa: E501  patterns and word lists stay on one line each
"""The chain: who publishes, who is republished, who shared and who recorded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import UNSET

from uncut.model.report import ChainLink, FootageMention

ChainRole = Literal["publisher", "republished_from", "shared_by", "recorded_by"]
_ROLE_OF_HAND: dict[str, ChainRole] = {"released": "shared_by", "shared": "shared_by", "recorded": "recorded_by"}
_NAME = r"(?P<name>(?:[Tt]he\s)?[A-Z][\w'’.&-]*(?:[ \t](?:of\s|the\s|for\s)?[A-Z0-9][\w'’.&-]*){0,5})"
_AGENCY = r"(?P<agency>Reuters|AP|AFP|Associated Press|The Associated Press|Agence France-Presse|Xinhua|TASS|ITAR-TASS|Interfax|SANA|DPA|EFE|ANSA|Anadolu|UPI|Bloomberg|RIA Novosti|Sputnik|PTI|Kyodo|Yonhap|Fars|IRNA|NNA)"
_LANGUAGES = r"(?:Arabic|English|French|Spanish|Portuguese|German|Italian|Russian|Ukrainian|Turkish|Persian|Farsi|Kurdish|Hebrew|Burmese|Chinese|Swahili|Amharic|Urdu|Pashto|Dari)"
_REPUBLISHED = (
    re.compile(rf"^{_NAME}\s+(?:reports?|reported|writes|wrote)\s*(?:…|\.\.\.|:)\s*$", re.M),
    re.compile(
        rf"\b(?:[Oo]riginally|[Ff]irst|[Pp]reviously)\s+(?:published|appeared|posted|printed)\s+(?:in\s+[A-Z][a-z]+\s+(?=(?:by|at|in|on)\s))?(?:by|at|in|on)\s+(?!{_LANGUAGES}\b){_NAME}"
    ),
    re.compile(
        rf"\b(?:[Rr]epublished|[Rr]eprinted|[Rr]eposted|[Ss]yndicated)\s+(?:with\s+permission\s+)?(?:from|by\s+permission\s+of|courtesy\s+of)\s+{_NAME}"
    ),
    re.compile(
        rf"\b(?:This|The)\s+(?:article|story|report|piece|post)\s+(?:was\s+)?(?:originally\s+|first\s+)?(?:published|appeared|written)\s+(?:by|at|in|on|for)\s+{_NAME}"
    ),
    re.compile(rf"^\s*(?:[Vv]ia|[Ss]ource|SOURCE|VIA)\s*:?\s+{_NAME}\s*$", re.M),
    re.compile(rf"^\W*[Ff]orwarded\s+from\s*:?\s+{_NAME}", re.M),
    re.compile(rf"\((?:via|source:?)\s+{_NAME}\)"),
    re.compile(rf"\(({_AGENCY})\)\s*(?:-|–|—)", re.M),
    re.compile(rf"^[A-Z][\w .,]{{2,40}}\s(?:-|–|—)\s(?={_AGENCY}\b)", re.M),
)


def is_republication_line(line: str) -> bool:
    """Whether a line only says whose report follows: "Example Front reports…", "Source: Example Front"."""
    bare = line.strip()
    return any(
        match is not None and len(match.group()) >= len(bare) - 1
        for match in (pattern.search(bare) for pattern in (_REPUBLISHED[0], _REPUBLISHED[4]))
    )


def find_republished(text: str, told: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans of the names of those whose report this is said to be, in the sentences ``told``; each name once."""
    seen: set[str] = set()
    head = head_end(text, told)
    for start, end in told:
        if head <= start < told[-1][0] and _FORWARDED.match(text, start, end):
            continue  # one post of several, and no line below the only one
        for first, last in _republished_in(text, start, end):
            if text[first:last].lower() not in seen:
                seen.add(text[first:last].lower())
                yield first, last


def head_end(text: str, told: Iterable[tuple[int, int]]) -> int:
    """Where the first sentence ends that is longer than a title or a day."""
    return next((end for start, end in told if len(text[start:end].split()) > _MOST_OF_TITLE), len(text))


_MOST_OF_TITLE = 8
_FORWARDED = re.compile(r"\W*forwarded\s+from\b", re.I)


def _republished_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    sentence = text[start:end]
    for pattern in _REPUBLISHED:
        for match in pattern.finditer(sentence):
            group = "name" if "name" in match.groupdict() and match.group("name") else "agency"
            yield start + match.start(group), start + match.end(group)


def footage_links(footage: Sequence[FootageMention]) -> Iterator[ChainLink]:
    """Who shared and who recorded the footage of which the report speaks."""
    seen: set[tuple[str, str]] = set()
    for mention in footage:
        for hand in mention.by if mention.by is not UNSET else []:
            role: ChainRole | None = _ROLE_OF_HAND.get(hand.role)
            if role is not None and hand.actor is not None and (role, hand.actor) not in seen:
                seen.add((role, hand.actor))
                yield ChainLink(role=role, actor=hand.actor, quote=hand.quote)
