"""Runs the finders of attributions over a text and joins what they found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from uncut.reports.claims.attribution.according import (
    find_according,
    find_citing,
    find_for_whom,
    find_in_document,
    find_reportedly,
)
from uncut.reports.claims.attribution.adjectival import by_adjective, by_clear
from uncut.reports.claims.attribution.announced import find_announced
from uncut.reports.claims.attribution.beside import beside_quotations
from uncut.reports.claims.attribution.bracketed import find_bracketed
from uncut.reports.claims.attribution.charged import find_charged
from uncut.reports.claims.attribution.checked import find_checked
from uncut.reports.claims.attribution.cited import with_cited
from uncut.reports.claims.attribution.found import AttributionFound
from uncut.reports.claims.attribution.headlines import find_headline_sources
from uncut.reports.claims.attribution.labelled import find_labelled
from uncut.reports.claims.attribution.loose import with_loose_quotes
from uncut.reports.claims.attribution.nested import without_own_words
from uncut.reports.claims.attribution.nominal import by_answer, by_argument, by_noun
from uncut.reports.claims.attribution.shown import find_shown
from uncut.reports.claims.attribution.verbal import by_verb
from uncut.reports.claims.attribution.verdicts import VERDICT, with_verdicts
from uncut.reports.claims.attribution.view import View
from uncut.reports.claims.attribution.words import ADJECTIVES, NOUN_CUES
from uncut.reports.claims.interviews import find_interview
from uncut.reports.claims.quotations import find_quotations, find_turns, is_field, spans_in, uncovered
from uncut.reports.language.analysis import Analysis, Sentence
from uncut.reports.language.spans import Reaches

MOST_IN_SENTENCE: Final = 16
"""No writer says more in one sentence; keeps a text without full stops linear."""


class RuleAttributionFinder:
    """Attributions by reporting verbs, nouns and phrases, by quotation marks, and by the turns of a transcript."""

    def find(self, analysis: Analysis) -> list[AttributionFound]:
        """Attributions in text order. What one source says around its cue is one attribution."""
        turns = find_turns(analysis)
        spoken = [turn.content for turn in turns]
        answers = _answers(analysis)
        every = [one for one in find_quotations(analysis, []) if (one[0] + 1, one[1] - 1) not in answers]
        quotes = list(uncovered(every, spoken))
        inside = Reaches(spoken)
        found = [
            AttributionFound(
                source=turn.source, cue=turn.cue, content=turn.content, manner="asserted", verb="turn", confidence=0.6
            )
            for turn in turns
        ]
        for sentence in analysis.walked("attributions", analysis.told):
            view = View(analysis, sentence, spans_in(sentence, every if inside.touch(*_bounds(sentence)) else quotes))
            first = list(islice(find_in_sentence(view), MOST_IN_SENTENCE + 1))
            if len(first) > MOST_IN_SENTENCE:
                analysis.crowded.add(sentence.start)
            here = with_cited(view, first[:MOST_IN_SENTENCE])
            found.extend([*here, *find_charged(view, here), *beside_quotations(view, here)])
        checked = list(find_checked(analysis))
        found = [one for one in found if not any(c.cue[0] <= one.cue[0] < c.content[1] for c in checked)]
        headed = list(find_headline_sources(analysis, found))
        found = [_before_headline_cue(analysis, one, headed) for one in found]
        found.extend([*checked, *find_announced(analysis), *headed])
        found = first_of_each(with_verdicts(analysis, found))
        return with_loose_quotes(analysis, quotes, without_own_words(analysis.text, found))


def _answers(analysis: Analysis) -> frozenset[tuple[int, int]]:
    """The answers of an interview, which are read like its writer's text, also with quotation marks around them."""
    interview = find_interview(analysis)
    return frozenset(interview.answers) if interview is not None else frozenset()


def _bounds(sentence: Sentence) -> tuple[int, int]:
    return sentence.start, sentence.end


def _before_headline_cue(
    analysis: Analysis, found: AttributionFound, headed: Sequence[AttributionFound]
) -> AttributionFound:
    """The attribution, its content without who rejects it in a headline: "Rebel claims of victory | denied by army"."""
    cues = (one.cue[0] for one in headed if one.manner == "denied")
    cut = next((cue for cue in cues if found.content[0] < cue < found.content[1]), None)
    if cut is None:
        return found
    end = found.content[0] + len(analysis.text[found.content[0] : cut].rstrip())
    return replace(found, content=(found.content[0], end))


def find_in_sentence(view: View) -> Iterator[AttributionFound]:
    """One sentence's attributions; a line of a record has none."""
    if is_field(view.text, view.sentence.start, view.sentence.end):
        return
    yield from find_according(view)
    yield from find_citing(view)
    yield from find_reportedly(view)
    yield from find_bracketed(view)
    yield from find_labelled(view)
    shown = list(find_shown(view))
    yield from shown
    spoken = bool(shown)
    for at, entry in enumerate(view.tagged):
        if not entry.token.is_word or view.in_long_quote(entry.token.start):
            continue
        if any(one.cue[0] <= entry.token.start < one.cue[1] for one in shown):
            continue
        found = by_adjective(view, at) if entry.token.lower in ADJECTIVES else None
        if entry.token.lower in {"clear", "plain", "known"}:
            found = by_clear(view, at) or found
        if found is None and entry.tag == "verb" and entry.verb is not None:
            found = by_verb(view, at, entry.verb)
        elif found is None and entry.tag == "noun" and entry.token.lower in NOUN_CUES:
            found = by_noun(view, at)
        if found is None and entry.token.lower in {"case", "point", "argument"}:
            found = by_argument(view, at)
        if found is None and entry.token.lower in {"answer", "response", "reply", "message", "reaction", "retort"}:
            found = by_answer(view, at)
        if found is not None:
            spoken = True
            yield found
    yield from find_in_document(view, is_told=spoken)
    if not spoken:
        yield from find_for_whom(view)


def first_of_each(found: Sequence[AttributionFound]) -> list[AttributionFound]:
    """Attributions by place; of those with one content the surest stands, beside whoever denies or did not say it.

    Who doubts somebody's claim stands beside that one too: "Analysts doubt the Guard's claim that it holds the town".
    """
    sources: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for one in found:
        if one.source is not None and one.manner != "denied":
            sources.setdefault(one.content, set()).add(one.source)
    best: dict[tuple[tuple[int, int], str], AttributionFound] = {}
    for one in found:
        is_doubted = one.source is not None and bool(sources.get(one.content, set()) - {one.source})
        is_denied = one.manner == "denied" and (one.verb in {"deny", VERDICT} or is_doubted)
        key = one.content, one.manner if one.manner == "unsaid" or is_denied else ""
        if key not in best or best[key].confidence < one.confidence:
            best[key] = one
    return sorted(best.values(), key=lambda one: (one.content[0], one.cue[0]))
