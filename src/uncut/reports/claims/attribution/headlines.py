"""Who says what in a headline: "Missile hits ship in strait - navy", "Navy: Missile hits ship in strait"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from uncut.reports.claims.attribution.found import AttributionFound
from uncut.reports.claims.attribution.holders import can_speak
from uncut.reports.claims.attribution.view import View
from uncut.reports.claims.attribution.words import NOUN_CUES
from uncut.reports.claims.quotations import LABELS, is_field
from uncut.reports.claims.triggers import DEED_NOUNS
from uncut.reports.language.analysis import Analysis
from uncut.reports.language.sentences import fills_line
from uncut.reports.language.verbs import DENIED, verb_of
from uncut.reports.mentions.world import GROUP_NOUNS, PERSON_NOUNS, PLACES

_DASHES: Final = frozenset({"-", "–", "—"})
_LONGEST: Final = 30
"""Words of a headline."""
_MOST_IN_SOURCE: Final = 5
_LEAST_BEFORE: Final = 3
_HEADLINES: Final = 3
"""Sentences at the head of a text among which its headline is."""
_SPEAKERS: Final = PERSON_NOUNS | GROUP_NOUNS | frozenset("report poll survey study insiders historians".split())


def find_headline_sources(analysis: Analysis, told: Sequence[AttributionFound]) -> Iterator[AttributionFound]:
    """Sentences that fill their paragraph, and close with a dash and somebody who speaks, or open with a colon.

    A name before a colon speaks where it does so in what is ``told`` elsewhere too; else a line may be about it.
    """
    sources = {word for one in told if one.source for word in analysis.text[slice(*one.source)].lower().split()}
    for sentence in analysis.told[:_HEADLINES]:
        if len(sentence.tagged) <= _LONGEST and fills_line(analysis.text, sentence.start, sentence.end):
            found = _before_colon(View(analysis, sentence, []), sources)
            if found is not None and not any(one.cue == found.cue for one in told):
                yield found
    for sentence in analysis.told:
        if analysis.text[sentence.end - 1] in ".?!:;,…" or len(sentence.tagged) > _LONGEST:
            continue
        if not fills_line(analysis.text, sentence.start, sentence.end):
            continue
        view = View(analysis, sentence, [])
        found = _behind_dash(view) or _rejected(view)
        if found is not None:
            yield found


def _before_colon(view: View, sources: set[str]) -> AttributionFound | None:
    phrase = view.starts.get(0)
    colon = phrase.end if phrase is not None else 0
    if phrase is None or view.lower(colon) != ":" or len(view.tagged) - colon <= _LEAST_BEFORE:
        return None
    head = view.tagged[phrase.head]
    if view.lower(0) in LABELS - _SPEAKERS:
        return None  # "UPDATE: the agency says …"
    named = head.tag == "name" or head.token.lower not in _SPEAKERS
    if is_field(view.text, view.sentence.start, view.sentence.end):
        return None
    if view.lower(phrase.head) in PLACES or (named and view.lower(phrase.head) not in sources):
        return None
    content = view.trim(view.tagged[colon].token.end, view.sentence.end)
    return AttributionFound(
        source=view.span(0, colon), cue=view.span(colon, colon + 1), content=content, manner="asserted", verb="turn",
        confidence=0.65,
    )  # fmt: skip


def _behind_dash(view: View) -> AttributionFound | None:
    last = len(view.tagged)
    dash = next(
        (k for k in range(last - 1, _LEAST_BEFORE, -1) if view.lower(k) in _DASHES and _is_loose(view, k)), None
    )
    if dash is None or dash + 1 not in view.starts or last - dash - 1 > _MOST_IN_SOURCE:
        return None
    if view.tag(view.starts[dash + 1].head) == "num":
        return None  # "105 – 141"
    source = view.span(dash + 1, last)
    content = view.trim(view.sentence.start, view.tagged[dash].token.start)
    if view.wide_end(view.starts[dash + 1]) != last or not can_speak(view, source) or not view.is_statement(content):
        return None
    return AttributionFound(
        source=source, cue=view.span(dash, dash + 1), content=content, manner="asserted", verb="turn", confidence=0.7
    )


def _rejected(view: View) -> AttributionFound | None:
    """ "Claims of victory denied by army": who rejects what the rest of a headline says, without a "was"."""
    for at in range(_LEAST_BEFORE, len(view.tagged) - 2):
        verb = verb_of(view.lower(at))
        is_denial = verb is not None and verb.base in DENIED and verb.form in {"participle", "past_or_participle"}
        if not is_denial or view.lower(at + 1) != "by" or at + 2 not in view.starts or view.tag(at - 1) == "aux":
            continue
        source = view.span(at + 2, len(view.tagged))
        if view.wide_end(view.starts[at + 2]) != len(view.tagged) or not can_speak(view, source):
            continue
        start = 0
        if view.lower(0) in NOUN_CUES and view.lower(1) in {"that", "of"}:
            start = 2
        words = {view.lower(k) for k in range(at)}
        if not (words & DEED_NOUNS or not words.isdisjoint(NOUN_CUES) or view.is_statement(view.span(0, at))):
            continue  # "Entry to Orsa denied by army" is refused
        return AttributionFound(
            source=source, cue=view.span(at, at + 2), manner="denied", verb="deny", confidence=0.7,
            content=view.trim(view.tagged[start].token.start, view.tagged[at].token.start),
        )  # fmt: skip
    return None


def _is_loose(view: View, at: int) -> bool:
    token = view.tagged[at].token
    return view.text[token.start - 1].isspace() and view.text[token.end : token.end + 1].isspace()
