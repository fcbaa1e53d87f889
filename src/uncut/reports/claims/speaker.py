"""Which of the actors in the words for a source speaks: the head, not who is told of beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from uncut.model.report import Mention
from uncut.model.text import Quote
from uncut.reports.claims.listed import lists_of
from uncut.reports.language.analysis import Sentence
from uncut.reports.language.phrases import Phrase
from uncut.reports.mentions.world import DOCUMENT_NOUNS, GROUP_NOUNS, LOCATION_NOUNS, MEDIA_NOUNS, PERSON_NOUNS

_RELATIVES: Final = frozenset("who which whose whom where".split())
_PARTICIPLES: Final = frozenset({"participle", "past_or_participle", "gerund"})
_SPEAK_FOR: Final = re.compile(
    r"(?:spokes\w+|representatives?|officials?|ministers?|ambassadors?|envoys?|leaders?|commanders?|chiefs?|heads?"
    r"|directors?|presidents?|chair\w+|secretar\w+|governors?|members?|fighters?|militants?|troops|soldiers|forces|officers?)\Z",
    re.I,
)
"""Those whose words are their body's; a doctor at a hospital or a former clerk of a group speaks for nobody else."""
_THROUGH: Final = re.compile(r",\s(?:through|via)\s(?:[\w’'-]+\s){0,2}\Z")
"""Before whoever only passes on what the source says: "One of them, through his lawyer"."""
_SEEN_BY: Final = re.compile(
    r"\b(?:seen|obtained|reviewed|viewed|accessed|verified|examined|consulted|analysed|analyzed)\sby\s(?:the\s)?\Z"
)
"""Before whoever only saw the paper that says so."""
_OWN_WORDS: Final = frozenset(
    """inspector expert doctor medic nurse investigator observer journalist reporter correspondent lawyer analyst
    researcher scientist activist volunteer worker driver veteran defector accountant critic scholar""".split()
)
_FORMER: Final = frozenset({"former", "ex", "one-time", "disgraced", "dismissed"})
_BEHIND: Final = re.compile(r"\b(?:of|for|from|in|at|with|within|near|inside|by|to)\s(?:[\w’'-]+\s){0,2}\Z", re.I)


def who_speaks(text: str, sentence: Sentence | None, quote: Quote, inside: Sequence[Mention]) -> list[Mention]:
    """Those of ``inside`` who can be meant by ``quote``.

    In "The Guard, which was founded by Kasso, denies it" the Guard speaks, and in "a former clerk of the Guard" nobody
    who is named.
    """
    if sentence is None:
        return list(inside)
    aside = list(_asides(sentence, quote))
    told = [m for m in inside if not any(start <= m.quote.start < end for start, end in aside)]
    told = [m for m in told if not _is_of_source(sentence, quote, m)]
    told = [m for m in told if not _SEEN_BY.search(text, quote.start, m.quote.start)]
    told = [m for m in told if not _THROUGH.search(text, quote.start, m.quote.start)]
    return [m for m in told if not _is_beside_person(text, sentence, quote, m)]


def _is_of_source(sentence: Sentence, quote: Quote, mention: Mention) -> bool:
    """Whether a mention only says where a source is that nobody names: "an army source", "sources in the army"."""
    phrase = _first_phrase(sentence, quote)
    head = sentence.tagged[phrase.head].token if phrase is not None else None
    is_before = head is not None and mention.quote.start < head.start
    is_source = head is not None and (head.lower in {"source", "sources"} or (is_before and _is_its_own(head.lower)))
    return is_source and head is not None and not mention.quote.covers(head.start)


def _is_its_own(noun: str) -> bool:
    """Whether a noun names people whose word is not that of the body before it: "a UN inspector", "army doctors"."""
    return _SPEAK_FOR.match(noun) is None and bool({noun, noun.removesuffix("s")} & _OWN_WORDS)


def are_several(text: str, sentence: Sentence | None, quote: Quote, inside: Sequence[Mention]) -> bool:
    """Whether two who are joined by "and" speak: "two medics and an activist"."""
    phrase = _first_phrase(sentence, quote)
    if sentence is not None and phrase is not None and phrase.end < len(sentence.tagged):
        head, link = sentence.tagged[phrase.end - 1].token.end, sentence.tagged[phrase.end].token
        if link.lower in {"and", "nor"} and link.start < quote.end and all(m.quote.start >= head for m in inside):
            return True
    return any(
        len({m.actor for m in one}) > 1 and not text[quote.start : one[0].quote.start].rstrip().endswith((" of", " by"))
        for one in lists_of(text, inside)
    )


def _asides(sentence: Sentence, quote: Quote) -> list[tuple[int, int]]:
    """Relative clauses and participles in the words for a source, which say something about it."""
    tagged = sentence.tagged
    here = [k for k, entry in enumerate(tagged) if quote.covers(entry.token.start)]
    found = []
    for at in here:
        is_behind_comma = at > here[0] and tagged[at - 1].token.text == ","
        verb = tagged[at].verb
        is_participle = tagged[at].tag == "verb" and verb is not None and verb.form in _PARTICIPLES
        if not (tagged[at].token.lower in _RELATIVES or (is_behind_comma and is_participle)):
            continue
        closing = next((tagged[k].token.start for k in here if k > at and tagged[k].token.text == ","), quote.end)
        found.append((tagged[at].token.start, quote.end if is_behind_comma else closing))
    return found


def _first_phrase(sentence: Sentence | None, quote: Quote) -> Phrase | None:
    phrases = sentence.phrases if sentence is not None else []
    return next((p for p in phrases if sentence and sentence.tagged[p.start].token.start >= quote.start), None)


def _is_person(noun: str, *, is_one: bool) -> bool:
    """Whether a noun names somebody: by itself, or because one such speaks that is no body, place or paper."""
    if noun in PERSON_NOUNS:
        return True
    is_agent = is_one or noun.endswith(("er", "or", "ist", "ian", "man", "woman", "ant", "ee"))
    return is_agent and noun not in GROUP_NOUNS | LOCATION_NOUNS | DOCUMENT_NOUNS | MEDIA_NOUNS


def _is_beside_person(text: str, sentence: Sentence, quote: Quote, mention: Mention) -> bool:
    """Whether a mention only says whose or from where the person is who speaks, for nobody but himself."""
    phrase = _first_phrase(sentence, quote)
    if phrase is None or sentence.tagged[phrase.end - 1].token.end > mention.quote.start:
        return False
    words = [sentence.tagged[k].token.lower for k in range(phrase.start, phrase.head + 1)]
    is_person = _is_person(words[-1].removesuffix("s"), is_one=words[0] in {"a", "an", "one", "another"})
    is_person = is_person or words[-1] in PERSON_NOUNS
    speaks_for = _SPEAK_FOR.match(words[-1]) is not None and not _FORMER & set(words)
    return is_person and not speaks_for and _BEHIND.search(text[quote.start : mention.quote.start]) is not None
