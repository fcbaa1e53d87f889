"""Quotations and the turns of a transcript: words that are somebody's by their marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Any, Final, NamedTuple

from uncut.reports.claims.chain import head_end
from uncut.reports.language.analysis import Analysis, Sentence
from uncut.reports.language.sentences import Span
from uncut.reports.language.spans import Reaches
from uncut.reports.language.verbs import verb_of
from uncut.reports.mentions.world import (
    GROUP_NOUNS,
    KNOWN_GROUPS,
    LOCATION_NOUNS,
    OUTLETS,
    PERSON_NOUNS,
    PLACES,
    TITLES,
)

Spans = Sequence[tuple[int, int]]
_QUOTED: Final = re.compile(
    r"(?:''|``)(?!')(?:(?!'')[^\n]){1,4000}''"
    r"|“[^“\n]{1,4000}?(?:[”\"]|(?<=[,.?!…])“(?!\w))"
    r"|[\"«][^“”\"«»]{1,4000}[”\"»]"
    r"|(?<![\w])‘[^‘\n]{12,2000}?’(?![\w])"
)
_LEAD: Final = (
    r"(?:[\[(]?\d{1,2}[:.]\d\d[\])]?[ \t]+(?:[-–—][ \t]*)?)?"
    r"(?:(?:#\w+|BREAKING|URGENT|UPDATE|UPD|Update|Breaking|Urgent)(?:[ \t]?#?\d{1,2}(?:[:.]\d\d)?)?"
    r"[ \t]*[:|–—-]?[ \t]+|[^\w\s#\"“”«»'‘’(\[]+[ \t]*){0,3}"
)
"""What stands before who speaks in a line of a channel: the hour, a hashtag, a mark."""
_OUTLET: Final = r"[A-Z][\w.'’-]*(?:[ \t](?:of|on|al|el|and|the|[A-Z][\w.'’-]*)){0,4}"
_TOLD_TO: Final = re.compile(
    rf"{_LEAD}(?P<who>(?:The[ \t])?[A-Z][^\n:,;.!?]{{2,80}}?),?[ \t](?:to|speaking[ \t]to"
    rf"|in[ \t]an[ \t]interview[ \t]with)[ \t](?:the[ \t])?{_OUTLET}(?P<colon>:)[ \t\u00a0]+(?=\S)"
)
"""A title of an interview: "Spokesman Teo Brandt, to Hawk News: The Guard will stay"."""
_POSTED: Final = re.compile(
    rf"{_LEAD}(?P<who>(?:The[ \t])?[A-Z][\w'’-]*(?:[ \t][\w'’-]+){{1,6}})(?P<colon>:)[ \t\u00a0]+(?=\S)"
)
"""Somebody by what he is: "Army spokesman: …", "Head of the Kasso Hospital: …"."""
_TURN: Final = re.compile(
    rf"{_LEAD}"
    r"(?P<who>(?P<channel>(?:The[ \t])?(?:Telegram[ \t])?[Cc]hannel[ \t][\"“«][^\"”»\n]{2,60}[\"”»]"
    r"(?:[ \t]\([^()\n]{1,40}\))?)"
    r"|[A-Z][A-Z.'’-]+(?:[ \t]+[A-Z][A-Z.'’-]+){0,3}"
    r"|[A-Z][\w.'’-]+(?:[ \t]+[A-Z][\w.'’-]+){0,4})(?P<colon>:)[ \t\u00a0]+(?=\S)"
)
LABELS: Final = frozenset(
    """more also update updated upd urgent related note notes editor read watch photo photos video image caption source
    sources via tags tag stories story breaking exclusive live opinion analysis report correction date subject from
    to cc re summary answer question q a here where when what check factcheck fact-check claim verdict rating
    conclusion conclusions thread obituary interview profile explainer factbox timeline background sitrep""".split()
)
"""Words before a colon that say what stands behind it, and not who speaks."""
_FIELDS: Final = frozenset(
    """code location status grading reported killed injured wounded casualties fatalities deaths target belligerent
    coordinates weapon cause victims perpetrator type category severity reference""".split()
)
"""Words of the labels in a record of an incident, behind whose colon nobody speaks: "Civilians reported killed: 9"."""
_MOST_WORDS: Final = 5
_OPENING: Final = re.compile(r"(?<!\S)(?P<mark>''|[“\"«])(?=\w)")
_CLOSING: Final = "”\"»'’"


def is_field(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is a line of a record, with a label and what it holds."""
    label = _FIELD.match(text, start, end)
    return label is not None and bool(_FIELDS & set(label["label"].lower().split()))


_FIELD: Final = re.compile(r"(?P<label>[A-Z][A-Za-z]*(?:[ -]\w+){0,4}):\s\S")


class Turn(NamedTuple):
    """Somebody's turn in a transcript or a headline: "SMITH: We never fired."."""

    source: tuple[int, int]
    cue: tuple[int, int]
    content: tuple[int, int]


def find_turns(analysis: Analysis) -> list[Turn]:
    """Paragraphs that begin with a name and a colon. A name that is not in capitals has to stand elsewhere too."""
    text, turns = analysis.text, []
    told = [sentence.start for sentence in analysis.told]
    head = head_end(text, ((sentence.start, sentence.end) for sentence in analysis.told))
    for paragraph in analysis.paragraphs:
        at = bisect_left(told, paragraph.start)
        if at >= len(told) or told[at] >= paragraph.end:
            continue
        passed_on = _passed_on(analysis, paragraph) if paragraph.start >= head else None
        if passed_on is not None:
            turns.append(passed_on)
            continue
        match = _labelled(analysis, paragraph) or _TURN.match(text, paragraph.start, paragraph.end)
        if match is None:
            continue
        words = match["who"].split()
        content = _trimmed(text, match.end(), paragraph.end)
        is_label = words[-1].lower().rstrip(".") in LABELS and (len(words) == 1 or match.re is _TURN)
        is_label = is_label or is_field(text, paragraph.start, paragraph.end)
        is_short = len(text[slice(*content)].split()) < _MOST_WORDS
        is_whole = text[content[1] - 1] == "?" or (_is_asked(text, paragraph.start) and text[content[1] - 1] in _STOPS)
        if is_label or (is_short and not is_whole):
            continue
        if _is_body(match["who"]) and text[slice(*content)][:20].isupper():
            continue  # "UN: PEACEKEEPERS LEAVE ORSA" is a headline
        if (
            match.re is not _TURN
            or match["channel"]
            or _is_body(match["who"])
            or _answers(analysis, match)
            or (
                _is_known(analysis, words[-1], paragraph.start, paragraph.end) and not _is_place(analysis, match["who"])
            )
        ):
            turns.append(Turn(match.span("who"), match.span("colon"), content))
    return turns


def _passed_on(analysis: Analysis, paragraph: Span) -> Turn | None:
    """One post of several that is somebody else's: "Forwarded from Orsa Live:", and what stands on the lines below."""
    text = analysis.text
    match = _FORWARDED.match(text, paragraph.start, paragraph.end)
    if match is None:
        return None
    end = paragraph.end
    if not text[match.end() : end].strip():
        at = bisect_right(analysis.paragraphs, paragraph)
        below = analysis.paragraphs[at] if at < len(analysis.paragraphs) else paragraph
        end = below.end if text[match.end() : below.start].count("\n") == 1 else match.end()
    start = match.end() + len(text[match.end() : end]) - len(text[match.end() : end].lstrip())
    return Turn(match.span("who"), match.span("cue"), (start, end)) if end - start > 1 else None


_FORWARDED: Final = re.compile(r"\W*(?P<cue>[Ff]orwarded\sfrom)\s*:?\s+(?P<who>[^\n:|]{2,60}?)\s*(?::\s*)?(?=\n|\Z)")


def _labelled(analysis: Analysis, paragraph: Span) -> re.Match[str] | None:
    """Who is named by a post before a colon, or with the outlet that was told: "Army spokesman: …"."""
    told = _TOLD_TO.match(analysis.text, paragraph.start, paragraph.end)
    if told is not None:
        return told if _is_plain(told["who"]) else None
    posted = _POSTED.match(analysis.text, paragraph.start, paragraph.end)
    return posted if posted is not None and _holds_post(posted["who"]) and _is_plain(posted["who"]) else None


def _holds_post(who: str) -> bool:
    """Whether somebody is called by a post: "Army spokesman"; "Minister visits Kasso" opens a headline."""
    words = who.lower().split()
    acts = any((verb := verb_of(word)) is not None and verb.form in {"third", "past"} for word in words[1:])
    return words[-1] in _TELLERS or (bool(set(words) & (TITLES | PERSON_NOUNS)) and not acts)


def _is_plain(who: str) -> bool:
    """Whether no word of them acts: every small one is a post, a body or joins names."""
    small = (word.lower() for word in who.split() if word.islower())
    return all(word in _JOINING or word in PERSON_NOUNS | TITLES | GROUP_NOUNS | LOCATION_NOUNS for word in small)


_TELLERS: Final = frozenset(
    """sources residents activists officials witnesses eyewitnesses medics locals authorities correspondent
    correspondents""".split()
)
_JOINING: Final = frozenset("of the for and in at a an al el de".split())


def _answers(analysis: Analysis, turn: re.Match[str]) -> bool:
    """Whether a label of several words is somebody's who is named elsewhere, by a title or behind a question."""
    who, text, start = turn["who"], analysis.text, turn.start("who")
    if len(who.split()) < _LEAST_OF_NAME:
        return False
    at = next((at for at in _named_at(text, who) if at != start and text.startswith(who, at)), None)
    if at is None:
        return False
    titled = text[max(0, at - _LOOKED_BACK) : at].rsplit(maxsplit=1)
    has_title = bool(titled) and titled[-1].lower().strip(".") in TITLES
    return has_title or text[max(0, start - _LOOKED_BACK) : start].rstrip().endswith(("?", '?"', "?”"))


def _named_at(text: str, who: str) -> Sequence[int]:
    """Where names begin whose first two words are those of ``who``."""
    opening = _TWO_WORDS.match(who)
    return _openings(text).get(opening.group("first", "second"), ()) if opening is not None else ()


@lru_cache(maxsize=4)
def _openings(text: str) -> dict[tuple[str | Any, ...], list[int]]:
    """Where every two words stand of which the first has a capital; looked for once in a text, and not at each turn."""
    found: dict[tuple[str | Any, ...], list[int]] = {}
    for match in _TWO_WORDS.finditer(text):
        found.setdefault(match.group("first", "second"), []).append(match.start())
    return found


_TWO_WORDS: Final = re.compile(r"(?<!\w)(?P<first>[A-Z][\w.'’-]*)(?=[ \t]+(?P<second>\w+))")


def _is_asked(text: str, at: int) -> bool:
    """Whether the paragraph before a place ends with a question, so that a word may answer it."""
    return text[max(0, at - _LOOKED_BACK) : at].rstrip("\"'”’ \n\t\r").endswith("?")


_STOPS: Final = ".!…"
_LEAST_OF_NAME: Final = 2
_LOOKED_BACK: Final = 40
"""Code points before a label or a name in which a title or a question mark stands."""


def _is_body(who: str) -> bool:
    """Whether it is a well-known body or an outlet, which no other sentence needs to name."""
    name = who.lower().removeprefix("the ")
    return name in KNOWN_GROUPS or name in OUTLETS


def _is_known(analysis: Analysis, surname: str, before: int, after: int) -> bool:
    """Whether a sentence of the text names somebody so, or another turn is theirs."""
    names = analysis.names
    lowered = surname.lower()
    label = f"\n{surname}:"
    return lowered in names or analysis.text.find(label, after) >= 0 or analysis.text.rfind(label, 0, before) >= 0


def _is_place(analysis: Analysis, name: str) -> bool:
    """Whether a headline says where, and not who: "Orsa: clashes resume" where the text tells what was in Orsa."""
    if name.lower() in PLACES:
        return True
    told = re.compile(rf"\b(?:in|near|around)[ \t]{re.escape(name)}\b(?!['’])")
    return told.search(analysis.text) is not None


def find_quotations(analysis: Analysis, turns: Spans) -> list[tuple[int, int]]:
    """Quotations by paragraph, marks included, outside the turns of a transcript.

    One that runs on over paragraphs is opened in each of them and closed in the last.
    """
    spans: list[tuple[int, int]] = []
    text = analysis.text
    for paragraph, following in zip_longest(analysis.paragraphs, analysis.paragraphs[1:]):
        here = [match.span() for match in _QUOTED.finditer(text, paragraph.start, paragraph.end)]
        last = here[-1][1] if here else paragraph.start
        opened = _OPENING.search(text, last, paragraph.end) if following is not None else None
        if opened is not None and text.startswith(opened["mark"], following.start):
            here.append(_trimmed(text, opened.start(), paragraph.end))
        spans.extend(here)
    return list(uncovered(spans, turns))


def is_left_open(text: str, end: int, start: int) -> bool:
    """Whether the quotation that ends at ``end`` is not closed, and goes on at ``start`` in the next paragraph."""
    return text[end - 1] not in _CLOSING and "\n" in text[end:start] and not text[end:start].strip()


def spans_in(sentence: Sentence, spans: Spans) -> list[tuple[int, int]]:
    """Those of the sorted ``spans`` that touch the sentence or end right before it."""
    at = max(0, bisect_right(spans, (sentence.start, 0)) - 1)
    found = []
    while at < len(spans) and spans[at][0] < sentence.end:
        if spans[at][1] >= sentence.start - 2:
            found.append(spans[at])
        at += 1
    return found


def uncovered(spans: Spans, others: Spans) -> Iterator[tuple[int, int]]:
    """Those of the sorted ``spans`` that touch none of ``others``."""
    taken = Reaches(others)
    yield from (span for span in spans if not taken.touch(*span))


def goes_on(analysis: Analysis, end: int, start: int) -> bool:
    """Whether only the rest of the sentence at ``end`` stands between it and a quotation at ``start``.

    Both lie in one paragraph; the quotation is in that sentence or opens the next one.
    """
    told = analysis.told
    at = bisect_right(analysis.starts, max(0, end - 1)) - 1
    if at < 0 or start >= told[at].end + 3:
        return False
    following = told[at + 1] if at + 1 < len(told) else None
    if start < told[at].end:
        return len(analysis.text[end:start]) < 200 and "." not in analysis.text[end:start].rstrip()[-1:]
    return following is not None and following.start <= start and following.paragraph == told[at].paragraph


def is_near(analysis: Analysis, end: int, start: int) -> bool:
    """Whether a quotation at ``start`` stands at most a paragraph behind ``end``."""
    told = analysis.told
    first = told[max(0, bisect_right(analysis.starts, max(0, end - 1)) - 1)]
    second = told[max(0, bisect_right(analysis.starts, start) - 1)]
    return second.paragraph - first.paragraph <= 1


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


__all__ = [
    "LABELS",
    "Turn",
    "find_quotations",
    "find_turns",
    "goes_on",
    "is_field",
    "is_left_open",
    "is_near",
    "spans_in",
    "uncovered",
]
