"""Numbers of things, with what belongs to the number: "15 to 20 percent", "2.5 million square miles"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from uncut.reports.language.tagging import Tagged

_DIGITS = re.compile(r"\d[\d,.]*$")
_POWERS: Final = frozenset("hundred thousand million billion trillion dozen".split())
_CROWDS: Final = frozenset("tens dozens scores hundreds thousands millions billions".split())
_UNITS: Final = frozenset(
    """% percent per cent percentage square cubic miles mile kilometres kilometers kilometre kilometer km metres meters
    metre meter feet foot inches yards acres hectares tons tonnes ton tonne kilograms kilogrammes kg pounds lb litres
    liters gallons barrels""".split()
)
_RANGE: Final = frozenset({"to", "-", "–"})


def quantities(tagged: Sequence[Tagged], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The half-open token spans of the quantities that begin in a phrase; a unit may stand behind it."""
    at = start
    while at < end:
        if _counts(tagged, at) and not (at > start and tagged[at - 1].tag == "name"):
            last = _end(tagged, at)
            yield at, last
            at = last
        else:
            at += 1


def _counts(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a number says how many: no "one of", no ordinal, no part of a telephone number; "thousands"."""
    token = tagged[at].token
    if token.lower in _CROWDS:
        return True
    if tagged[at].tag != "num" or token.lower == "one" or (token.text[0].isdigit() and not _DIGITS.match(token.text)):
        return False
    return not (_dials(tagged, at, at - 1) or _dials(tagged, at, at + 1))


def _dials(tagged: Sequence[Tagged], at: int, beside: int) -> bool:
    """Whether nothing but a hyphen stands between two numbers of three digits and more."""
    beyond = 2 * beside - at
    return (
        min(beside, beyond) >= 0
        and max(beside, beyond) < len(tagged)
        and tagged[beside].token.text == "-"
        and all(len(tagged[k].token.text) >= 3 and tagged[k].token.text.isdigit() for k in (at, beyond))
    )


def _end(tagged: Sequence[Tagged], at: int) -> int:
    """Behind the number, the numbers of its range, its powers and its unit."""
    end = at + 1
    if end + 1 < len(tagged) and tagged[end].token.text in _RANGE and tagged[end + 1].tag == "num":
        end += 2
    while end < len(tagged) and tagged[end].token.lower in _POWERS:
        end += 1
    if end + 2 < len(tagged) and tagged[end].token.lower == "of" and tagged[end + 1].token.lower.rstrip("s") in _POWERS:
        end += 2
    while end < len(tagged) and tagged[end].token.lower in _UNITS:
        end += 1
    return end
