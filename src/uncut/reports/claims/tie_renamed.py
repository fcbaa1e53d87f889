"""Who "it" is that changed its name: the subject of the sentence, surely only where no other body stands before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from uncut.model.report import Mention
from uncut.reports.claims.tie_pairs import RuleTie

_RENAMED: Final = re.compile(
    r"\b(?P<it>it|they)\s(?:(?:has|have|had|was|were|also|then|later|formally|officially)\s){0,3}"
    r"(?:chang(?:ed|es)\s(?:its|their)\sname\sto|re-?named(?:\s(?:itself|themselves))?(?:\s(?:as|to))?"
    r"|rebranded\s(?:(?:itself|themselves)\s)?(?:as|to)|became\sknown\sas)\s(?:the\s)?[\"“‘']?$",
    re.I,
)
_REACH: Final = 80
"""Code points before the new name in which the words stand."""
_NO_SUBJECT: Final = re.compile(
    r"\b(?:of|by|from|with|against|to|for|in|on|at|into|than|and|or|that)\s(?:the\s|its\s|their\s)?\Z", re.I
)
_SURE, _UNDECIDED = 0.85, 0.45
"""The second lies below what is listed among what could not be decided."""


def is_told_of_it(words: str) -> bool:
    """Whether ``words`` before a new name say who was renamed by a pronoun alone."""
    return _RENAMED.search(words[-_REACH:]) is not None


def renamed_by_pronoun(text: str, actors: Sequence[Mention]) -> dict[tuple[int, int], RuleTie]:
    """The subject of a sentence tied to the name "it" took: "The Guard fought the Front until it renamed itself"."""
    found: dict[tuple[int, int], RuleTie] = {}
    for number, new in enumerate(actors):
        words = _RENAMED.search(text, max(0, new.quote.start - _REACH), new.quote.start)
        if words is None or new.kind == "person":
            continue
        bodies = [at for at, one in enumerate(actors) if one.kind == "organisation" and one.quote.end <= words.start()]
        subject = next((at for at in bodies if _can_be_subject(text, actors[at])), None)
        if subject is None or actors[subject].actor == new.actor:
            continue
        confidence = _SURE if len({actors[at].actor for at in bodies}) == 1 else _UNDECIDED
        found[subject, number] = RuleTie("renamed_to", actors[subject], new, confidence, settled=True)
    return found


def _can_be_subject(text: str, one: Mention) -> bool:
    before = text[max(0, one.quote.start - 12) : one.quote.start]
    return _NO_SUBJECT.search(before) is None and not text.startswith(("'s", "’s"), one.quote.end)
