"""Denials that hang on a statement: "He led the raid, an allegation he denies", "…, a claim rejected by the army"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from uncut.reports.claims.attribution.found import AttributionFound
from uncut.reports.claims.attribution.holders import can_speak
from uncut.reports.claims.attribution.view import View
from uncut.reports.language.verbs import DENIED

_CHARGES: Final = frozenset(
    "charge claim allegation accusation assertion suggestion account version report charges claims allegations".split()
)
_LONGEST: Final = 6
"""Tokens between the noun and its verb: who denies it, and how often."""


def find_charged(view: View, found: Sequence[AttributionFound]) -> Iterator[AttributionFound]:
    """What the noun behind a comma takes up, as denied by whoever is said to deny it."""
    for at in range(1, len(view.tagged) - 2):
        if view.lower(at - 1) not in {",", "—", "–"} or view.is_quoted(view.tagged[at].token.start):
            continue
        phrase = view.starts.get(at)
        told = None
        if phrase is not None and view.lower(at + 1) in _CHARGES and at + 2 < phrase.end:
            told = _denied_by_named(view, at + 2, phrase.end)  # "a charge Taf denies"
        elif phrase is not None and view.lower(phrase.head) in _CHARGES:
            told = _denied_actively(view, phrase.end) or _denied_passively(view, phrase.end)
        elif view.lower(at) == "which":  # "Orsa sends boats, which Taf denies."
            told = _denied_actively(view, at)
            told = told if told is not None and told[1][1] >= view.sentence.end - len(".”") else None
        if told is None:
            continue
        source, cue = told
        content = _taken_up(view, view.tagged[at - 1].token.start, found)
        if content is not None and can_speak(view, source):
            yield AttributionFound(
                source=source, cue=cue, content=content, manner="denied", verb="deny", confidence=0.65
            )


def _denied_actively(view: View, at: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Who denies it and by which words: "(that) the group has denied"."""
    start = at + (view.lower(at) in {"that", "which"})
    end = view.subject_end(start)
    if end is None:
        return None
    for verb in range(end, min(end + _LONGEST, len(view.tagged))):
        if view.tag(verb) not in {"aux", "modal", "adv", "verb"}:
            return None
        if _denies(view, verb):
            return view.span(start, end), view.span(end, verb + 1)
    return None


def _denied_by_named(view: View, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The same where the name of who denies it stands right behind the noun, as one phrase with it."""
    verb = next((k for k in range(end, len(view.tagged)) if view.tag(k) not in {"aux", "adv"}), end)
    return (view.span(start, end), view.span(end, verb + 1)) if _denies(view, verb) else None


def _denied_passively(view: View, at: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The same for "rejected by the army", "which was denied by Kasso"."""
    for verb in range(at, min(at + _LONGEST, len(view.tagged) - 2)):
        if _denies(view, verb) and view.lower(verb + 1) == "by" and verb + 2 in view.starts:
            return view.span(verb + 2, view.wide_end(view.starts[verb + 2])), view.span(verb, verb + 1)
        if view.tag(verb) not in {"aux", "modal", "adv", "that", "wh"}:
            return None
    return None


def _denies(view: View, at: int) -> bool:
    verb = view.tagged[at].verb if view.tag(at) == "verb" else None
    return verb is not None and verb.base in DENIED


def _taken_up(view: View, end: int, found: Sequence[AttributionFound]) -> tuple[int, int] | None:
    """The statement before the comma: what somebody is made to say there, or the clause."""
    near = (one for one in found if view.sentence.start <= one.content[0] < end and abs(_last(one) - end) <= 1)
    said = next((one.content for one in near), None)
    content = said or view.trim(view.sentence.start, end)
    content = view.with_quotes(view.trim(content[0], min(content[1], end)))
    return content if said is not None or view.is_statement(content) else None


def _last(one: AttributionFound) -> int:
    return max(one.content[1], one.cue[1], one.source[1] if one.source is not None else 0)


__all__ = ["find_charged"]
