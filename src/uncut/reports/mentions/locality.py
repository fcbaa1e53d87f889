"""Words around a name that tell that it is a place where people live: datelines, homes, bodies of a town, lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from uncut.reports.language.tagging import Tagged
from uncut.reports.mentions.gazetteer import find_places
from uncut.reports.mentions.geocoding import CITY_BEFORE_STATE

RULING: Final = frozenset(
    "city county police fire council mayor township town sheriff borough district village municipal school".split()
)
"""Bodies that carry the name of the place which they serve, and hardly any other name."""
CIVIC: Final = RULING | frozenset(
    """high schools superior public library chamber hospital medical community regional metropolitan airport
    international college university department elementary middle volunteer circuit municipal courthouse court jail
    academy branch recreation area health general independent unified downtown weekly post office power water""".split()
)
"""Words in the names of bodies behind the name of a place or of a person: another mention must tell the place."""
_PEOPLE: Final = frozenset(
    """man woman men women resident residents police mayor couple teen teenager teens native officials firefighters
    parents boy girl family families council residence home neighborhood neighbourhood motorist driver lawmaker
    businessman businesswoman attorney lawyer suburb neighbors mother father student students""".split()
)
_SEATS: Final = frozenset(
    """university college city town village port diocese archdiocese township borough outskirts suburb suburbs streets
    neighborhood man woman resident residents native north south east west northeast northwest southeast southwest
    miles kilometers kilometres km outside mayor people area""".split()
)
_OF_A_STATE: Final = frozenset("state governor gov border legislature senate senator lawmakers attorney".split())
"""Words behind a name that a state has, and no city."""
_DASHES: Final = frozenset({"-", "--", "–", "—", "―"})
_AGES: Final = range(1, 120)
_MARKS: Final = frozenset({",", "and", "or", "&"})


_LONGEST_DATELINE: Final = 12
"""Words and marks of the line that is cut from the head of a report."""


def is_dateline(tagged: Sequence[Tagged], first: int, last: int) -> bool:
    """ "CLINTON", "CLINTON, Conn. (Newswire)", "Clinton — ": the name opens a dateline, cut off or with its dash."""
    if first:
        return False
    if all(entry.tag in {"name", "mark", "num"} for entry in tagged[last:]) and len(tagged) <= _LONGEST_DATELINE:
        marked = {entry.token.text for entry in tagged[last:]}
        return tagged[0].token.text.isupper() or "(" in marked or any(mark.isdigit() for mark in marked)
    behind = [entry.token.text for entry in tagged[last : last + 7]]
    if not behind:
        return False
    if behind[0] in _DASHES:
        return True
    dash = next((at for at, word in enumerate(behind) if word in _DASHES), 0)
    if not dash:
        return False
    return (
        dash is not None
        and behind[0] == ","
        and all(word[:1].isupper() or word in {",", "."} for word in behind[:dash])
    )


def is_told_of_people(tagged: Sequence[Tagged], last: int) -> bool:
    """ "Chapin man", "Alexandria parents": those who live there stand behind the name."""
    return last < len(tagged) and tagged[last].token.text in _PEOPLE


def is_home_of(tagged: Sequence[Tagged], first: int) -> bool:
    """ "Jensen, 87, of Williston", "James Tauber of Nelson", "the University of Hartford", "a native of Sharon"."""
    if first < 2 or tagged[first - 1].token.lower != "of":
        return False
    before = tagged[first - 2].token
    if before.text == ",":
        return first > 2 and _is_age(tagged[first - 3].token.text)
    if before.lower in _SEATS:
        return True
    return first > 3 and _is_full_name(tagged[first - 4 : first - 1])


def _is_age(word: str) -> bool:
    return word.isdigit() and int(word) in _AGES


def _is_full_name(tagged: Sequence[Tagged]) -> bool:
    words = [entry.token.text for entry in tagged[:2]]
    return all(word.istitle() and word.isalpha() and len(word) > 2 for word in words) and all(
        entry.tag == "name" and entry.token.lower not in CIVIC for entry in tagged[:2]
    )


def linked(tagged: Sequence[Tagged], end: int, start: int) -> bool:
    """Whether only commas and "and" stand between two names of one list."""
    between = [entry.token.lower for entry in tagged[end:start]]
    return 0 < len(between) <= 2 and all(word in _MARKS for word in between)


def is_told_of_a_state(tagged: Sequence[Tagged], first: int, last: int) -> bool:
    """ "New York governor", "Buffalo, New York", "Ohio, New York and Texas": the state, not its city of that name."""
    behind = [entry.token.lower for entry in tagged[last : last + 2]]
    behind = behind[1:] if behind[:1] in (["'s"], ["’s"]) else behind[:1]
    if behind and behind[0].rstrip(".") in _OF_A_STATE:
        return True
    ahead = first - 1
    if ahead > 0 and tagged[ahead].token.text == "," and tagged[ahead - 1].tag == "name":
        return True
    return _is_state(tagged, _before_marks(tagged, first), -1) or _is_state(tagged, _behind_marks(tagged, last), 1)


def _before_marks(tagged: Sequence[Tagged], at: int) -> int:
    """Where what stands in front of commas and "and" ends; 0 where there are none."""
    end = at
    while end and tagged[end - 1].token.lower in _MARKS:
        end -= 1
    return end if end < at else 0


def _behind_marks(tagged: Sequence[Tagged], at: int) -> int:
    start = at
    while start < len(tagged) and tagged[start].token.lower in _MARKS:
        start += 1
    return start if start > at else len(tagged)


def _is_state(tagged: Sequence[Tagged], at: int, step: int) -> bool:
    """Whether the name of a state ends, or begins, at a token."""
    for count in range(1, 4):
        run = tagged[at - count : at] if step < 0 else tagged[at : at + count]
        words = " ".join(entry.token.text for entry in run)
        if words.lower() not in CITY_BEFORE_STATE and any(place.kind == "state" for place in find_places(words)):
            return True
    return False
