"""Quotations whose speaker stands beside them with a verb that no list holds: '"No," smiled Kasso'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from uncut.reports.claims.attribution.contents import led_in
from uncut.reports.claims.attribution.found import AttributionFound
from uncut.reports.claims.attribution.holders import can_speak, find_subject
from uncut.reports.claims.attribution.view import View
from uncut.reports.claims.quotations import uncovered
from uncut.reports.language.tagging import ACTS

_TELLING: Final = frozenset({"past", "past_or_participle", "third"})
_CLOSERS: Final = ",?!…—"


def beside_quotations(view: View, found: Sequence[AttributionFound]) -> Iterator[AttributionFound]:
    """Speakers of the quotations that no attribution holds."""
    for quote in uncovered(sorted(view.quotes), [piece for one in found for piece in one.pieces]):
        at = next((k for k, entry in enumerate(view.tagged) if entry.token.start >= quote[1]), None)
        labelled = _label(view, quote)
        if labelled is not None:
            source, mark = labelled
            yield AttributionFound(
                source=source, cue=view.span(mark, mark + 1), content=quote, manner="asserted", verb="turn",
                confidence=0.7,
            )  # fmt: skip
            continue
        introduced = _introduced(view, quote)
        if introduced is not None:
            source, verb = introduced
            yield AttributionFound(
                source=source, cue=view.span(verb, verb + 1), content=quote, manner="asserted", verb=view.lower(verb),
                confidence=0.75,
            )  # fmt: skip
            continue
        if at is None or view.tagged[at].token.start - quote[1] > 1 or not _is_speech(view.text, quote):
            continue
        spoken = _speaker_first(view, at) or _verb_first(view, at)
        if spoken is not None:
            source, verb = spoken
            yield AttributionFound(
                source=source, cue=view.span(verb, verb + 1), content=led_in(view, quote), manner="asserted",
                verb=view.lower(verb), confidence=0.8,
            )  # fmt: skip


def _label(view: View, quote: tuple[int, int]) -> tuple[tuple[int, int], int] | None:
    """Whom a colon before the quotation names, and the colon: 'Kasso: "We left."'."""
    mark = next((k for k, entry in enumerate(view.tagged) if 0 <= quote[0] - entry.token.end <= 1), None)
    phrase = view.ends.get(mark) if mark is not None and view.lower(mark) == ":" else None
    is_where = phrase is not None and view.tag(phrase.start - 1) == "prep"
    if mark is not None and is_where and not any(view.tag(k) in ACTS for k in range(mark)):  # ", on the radio:"
        phrase = next((one for one in view.sentence.phrases if one.end < mark and view.tag(one.head) == "name"), phrase)
    if mark is None or phrase is None or view.tag(phrase.head) != "name":
        return None
    opens = phrase.start == 0 or not view.tagged[phrase.start - 1].token.is_word
    return (view.span(phrase.start, phrase.end), mark) if opens else None


def _introduced(view: View, quote: tuple[int, int]) -> tuple[tuple[int, int], int] | None:
    """Who does what before the colon of a quotation, and the verb: 'She went on: "We left."'."""
    mark = next((k for k, entry in enumerate(view.tagged) if 0 <= quote[0] - entry.token.end <= 1), None)
    if mark is None or view.lower(mark) != ":":
        return None
    verb = _before_words(view, mark) - 1
    while verb > 0 and (view.tag(verb) in {"adv", "prep"} or _is_manner(view, verb)):
        verb = view.ends[verb + 1].start - 1 if _is_manner(view, verb) else verb - 1
        verb -= view.lower(verb) == "with" and view.lower(verb - 1) == ","
        verb -= view.lower(verb) == ","
    if view.form(verb) not in _TELLING:
        return None
    source = find_subject(view, view.group_start(verb), view.tagged[verb].verb)
    return (source, verb) if source is not None and can_speak(view, source) else None


def _is_manner(view: View, last: int) -> bool:
    """Whether a token closes how somebody spoke: "answered, with a smile:"."""
    phrase = view.ends.get(last + 1)
    return phrase is not None and view.lower(phrase.start - 1) == "with"


def _before_words(view: View, mark: int) -> int:
    """Where "the picture with the words" before a colon begins, so that its verb stands before; else ``mark``."""
    phrase = view.ends.get(mark)
    if phrase is None or view.lower(phrase.head) not in _WORDS or view.lower(phrase.start - 1) not in _WITH:
        return mark
    shown = view.ends.get(phrase.start - 1)
    behind_time = view.ends.get(shown.start - 1) if shown is not None and view.is_day(shown.head) else None
    shown = behind_time or shown
    return shown.start if shown is not None else phrase.start - 1


_WORDS: Final = frozenset("words word caption text message headline title comment hashtag slogan inscription".split())
_WITH: Final = frozenset({"with", "under"})


def _is_speech(text: str, quote: tuple[int, int]) -> bool:
    """Whether a stop stands before the closing mark, as at the end of something said."""
    return text[quote[0] : quote[1]].rstrip("”\"'’»")[-1:] in _CLOSERS


def _speaker_first(view: View, at: int) -> tuple[tuple[int, int], int] | None:
    """'"…," the mayor smiled'."""
    end = view.subject_end(at)
    if end is None:
        return None
    verb = end + (view.tag(end) == "adv")
    source = view.span(at, end)
    return (source, verb) if view.form(verb) in _TELLING and can_speak(view, source) else None


def _verb_first(view: View, at: int) -> tuple[tuple[int, int], int] | None:
    """'"…," smiled the mayor'."""
    if view.form(at) not in _TELLING or at + 1 not in view.starts:
        return None
    end = view.wide_end(view.starts[at + 1])
    if view.tag(end + (view.tag(end) == "adv")) in ACTS:
        return None
    source = view.span(at + 1, end)
    return (source, at) if can_speak(view, source) else None
