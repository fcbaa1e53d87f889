"""The head and foot that a browser prints on each page: the day and hour, the title, the address, the page of how many.

They tell when and whence a page was printed, and nothing of what it tells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Part = Literal["stamp", "address", "number", "title"]
_OUTER = 3
"""Lines at either end of a page among which a head and a foot stand; their order in the file may be any."""
_STAMP = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
_PARTS: Mapping[Part, re.Pattern[str]] = {
    "address": re.compile(r"(?:^|(?<=\s))(?:file|https?)://\S+", re.I),
    "stamp": re.compile(rf"^{_STAMP}(?=\s|$)|(?<=\s){_STAMP}$"),
    "number": re.compile(r"(?:^|(?<=\s))(?:page\s)?\d{1,4}\s?(?:/|\sof\s|of\s)\s?\d{1,4}$", re.I),
}
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")
_ENDED = (".", "!", "?", "…")


@dataclass(frozen=True)
class _Line:
    at: int
    parts: frozenset[Part]
    rest: str
    """What is left beside the parts; empty where it is the title."""


def printed_lines(pages: Sequence[Sequence[str]], title: str) -> list[frozenset[int]]:
    """For each page, which of its lines a browser printed around it; ``title`` is the one that the file states.

    By form, where a page has two of these parts at its ends; or by repetition, where two pages have the same line. The
    rest of a line must be the title, unless an address with its page number shows that a browser printed it.
    """
    known = " ".join(title.split())
    read = [_outer_lines(page, known) for page in pages]
    repeated = Counter(
        without_numbers(page[line.at]) for page, lines in zip(pages, read, strict=True) for line in lines
    )
    return [frozenset(_printed(page, lines, known, repeated)) for page, lines in zip(pages, read, strict=True)]


def _outer_lines(page: Sequence[str], title: str) -> list[_Line]:
    told = [at for at, line in enumerate(page) if line.strip()]
    return [line for at in sorted({*told[:_OUTER], *told[-_OUTER:]}) if (line := _read(at, page[at], title)).parts]


def _read(at: int, line: str, title: str) -> _Line:
    parts: set[Part] = set()
    rest = " ".join(line.split())
    for part in ("stamp", "number", "address"):
        if (match := _PARTS[part].search(rest)) is not None:
            parts.add(part)
            rest = f"{rest[: match.start()]} {rest[match.end() :]}".strip()
    if parts and rest and _is_title(rest, title):
        parts.add("title")
        rest = ""
    return _Line(at, frozenset(parts), rest)


def _printed(page: Sequence[str], lines: Sequence[_Line], title: str, repeated: Mapping[str, int]) -> Iterable[int]:
    seen = {part for line in lines if not line.rest for part in line.parts}
    is_printed = {"address", "number"} <= seen
    found = [
        line.at
        for line in lines
        if repeated[without_numbers(page[line.at])] > 1
        or (len(seen) > 1 and not line.rest)
        or (is_printed and "stamp" in line.parts and not line.rest.endswith(_ENDED))
    ]
    told = [at for at, line in enumerate(page) if line.strip()]
    for outer, inner in ((told[:1], told[1:2]), (told[-1:], told[-2:-1])):
        if inner and inner[0] in found and outer[0] not in found and _is_title(page[outer[0]], title):
            found.append(outer[0])
    return found


def _is_title(words: str, title: str) -> bool:
    """Whether words are the title, or as much of it as had room."""
    bare = " ".join(words.split())
    return bool(title) and (bare == title or (bare != _CUT.sub("", bare) and title.startswith(_CUT.sub("", bare))))


def without_numbers(line: str) -> str:
    """A line without its numbers: the page's own differs."""
    return re.sub(r"\d+", "#", " ".join(line.split()))
