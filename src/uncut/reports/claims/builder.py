# ruff: noqa: E501  patterns and word lists stay on one line each

"""Claims from attributions and sentences: words, source, stance, certainty, time, places, evidence."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from msgspec import UNSET, structs

from uncut.model.report import Claim, Mention, PlaceValue, Source, Stance, TimeValue
from uncut.model.text import Quote, quote_at, quote_trimmed
from uncut.reports.claims.attribution import AttributionFound
from uncut.reports.claims.attribution.manners import opens_with_nobody
from uncut.reports.claims.attribution.nominal import CLAIMED
from uncut.reports.claims.attribution.verdicts import VERDICT, is_verdict
from uncut.reports.claims.credits import is_by_host, is_credit_line
from uncut.reports.claims.event_time import bounded_time, with_ranges
from uncut.reports.claims.evidence import find_evidence, find_loaded
from uncut.reports.claims.interviews import find_interview
from uncut.reports.claims.speaker import are_several, who_speaks
from uncut.reports.language.analysis import Analysis, Sentence
from uncut.reports.language.tagging import ACTS
from uncut.reports.lexicon import HEDGES, STOP_WORDS
from uncut.reports.mentions.world import DEMONYMS, GROUP_NOUNS, LOCATION_NOUNS, PERSON_NOUNS
from uncut.reports.read.masthead import masthead_lines

_HEDGE = re.compile(
    r"\b(?:may|might|could|perhaps|possibly|maybe|probably|likely|unlikely|apparently|allegedly|reportedly|supposedly|purportedly"
    r"|seemingly|presumably|alleged|suspected|purported|unconfirmed|unverified|(?:seems?|seemed|appears?|appeared)\sto|unclear)\b",
    re.I,
)
_CERTAINTY = {
    "may": 0.45, "might": 0.4, "could": 0.45, "perhaps": 0.4, "possibly": 0.4, "maybe": 0.4, "probably": 0.7, "likely": 0.65,
    "unlikely": 0.2, "apparently": 0.6, "allegedly": 0.4, "reportedly": 0.5, "supposedly": 0.35, "purportedly": 0.35,
    "seemingly": 0.55, "presumably": 0.6, "alleged": 0.4, "suspected": 0.5, "purported": 0.35, "unconfirmed": 0.3,
    "unverified": 0.3, "unclear": 0.3,
}  # fmt: skip
_OF_VERB = {
    "confirm": 0.95, "prove": 0.95, "know": 0.95, "show": 0.9, "reveal": 0.9, "say": 0.85, "state": 0.85, "believe": 0.65,
    "think": 0.6, "suspect": 0.5, "fear": 0.5, "hope": 0.4, "claim": 0.6, "allege": 0.5, "suggest": 0.55, "deny": 0.1,
    "doubt": 0.25, "speculate": 0.35, "estimate": 0.6, "expect": 0.6, "want": 0.4, "plan": 0.5, "wonder": 0.3, "ask": 0.3,
    "reject": 0.1, "dismiss": 0.1, "refute": 0.1,
}  # fmt: skip
_UNTRUE = re.compile(
    r"(?P<mark>[“\"‘']?)(?P<cue>it(?:\s(?:is|was|isn['’]t|wasn['’]t)|['’]s)\s(?:\w+ly\s|just\s|also\s)?(?:not\s)?(?:\w+ly\s)?"
    r"(?:(?<=not\s)(?:true|the\scase|correct|right|so)|(?<=n['’]t\s)(?:true|the\scase|correct|right|so)|untrue|false|a\slie"
    r"|nonsense|incorrect|a\sfabrication)\sthat)\s(?=\S)",
    re.I,
)
_NOT_GENUINE = re.compile(
    r"(?:\b(?:purported(?:ly)?|alleged(?:ly)?|so-called|supposed(?:ly)?|fake|forged|fabricated|doctored)\s(?:[\w-]+\s){0,2}?)"
    r"(?:letters?|documents?|memos?|statements?|e-?mails?|cables?|transcripts?|orders?|notes?|posts?|tweets?|reports?|records?)\b",
    re.I,
)
"""Papers of which the text doubts that they are those of whoever signed them."""
_OF_A_NOUN = frozenset(["alleged", "suspected", "purported", "unconfirmed", "unverified", "likely"])
_SUBORDINATE = frozenset(["because", "if", "unless", "although", "though", "while", "whether"])
_FIRST_WORDS = re.compile(r"\w+")
_WORD = re.compile(r"[\w.'’-]+")
_NOUNS = PERSON_NOUNS | GROUP_NOUNS | LOCATION_NOUNS
_SOME_PEOPLE = re.compile(
    r"(?:(?:the|some|several|many|most|other|local|senior|two|three|four|five|a\s(?:few|number\sof|group\sof))\s)*(?:[\w’'-]+\s){0,3}?"
    r"(?:residents|villagers|officials|activists|doctors|witnesses|locals|people|civilians|farmers|families|medics|fighters|soldiers"
    r"|rebels|refugees|survivors|journalists|sources|authorities|troops|inhabitants|citizens|men|women|police)"
    r"(?:\s(?:of|from|in|at|near)\s[\w’' -]+)?",
    re.I,
)
"""Words for people of whom none is named, whatever place they are of."""
_FOOTAGE = re.compile(
    r"(?:(?:an?|the|this|that|one|another)\s)?(?:[\w’'-]+\s){0,5}?(?:videos?|footage|clips?|films?|photos?|photographs?|pictures?"
    r"|images?|recordings?|copy|version)\b(?!\s(?:by|from|of)\b|['’])",
    re.I,
)
"""A source that is footage is nobody, whoever made or shared it."""
_FEW_BESIDE = 3
"""Words of a sentence beside a statement with its source and cue that tell nothing more: "On Monday"."""
_PARTIES = frozenset({"noun", "name", "pron"})
_MARKS = "“”\"'‘’«»,.!? "
_FEW_SENTENCES = 6
"""Of a greeting."""
_LABEL = len("Answer: ")
"""Code points before an answer in which its label lies."""
_I = frozenset({"I", "We", "we", "My", "my", "Our", "our"})
_MIN_OWN_WORDS = 3
_HEAD_LINES = 6
"""Lines at the head of a text among which those of its masthead stand."""
_MOST_DENIED, _LEAST_HEDGED, _UNCONFIRMED, _MOST_HEDGED = 0.25, 0.3, 0.4, 0.65
"""Certainties between which a denied and a hedged statement lie, whatever its verb says when it stands alone."""
_EARLIER = re.compile(
    r"\b(?:earlier|previous|original|first|initial)\s(?:version|edition|tweet|post|update|report|draft)s?\s(?:of|in|on|from)\s(?:this|the\ssame)\b",
    re.I,
)
_ITSELF = frozenset({"It", "it", "We", "we"})
_ASIDE = re.compile(r"(?:,\s(?:which|whom|that)\s|:\s(?:[^.;:]{1,120},\s)?)\Z")
"""Before "it" that is the body of which the sentence tells: "left the hill, which it says", "one thing: the army, it says"."""
_FORMERLY = re.compile(r"\b(?:previously|originally|earlier|initially|first|wrongly|incorrectly|mistakenly)\b", re.I)
_AMENDED = re.compile(
    r"\b(?:correction|clarification|editor['’]s\snote|(?:article|story|piece|post|report|headline)\s(?:has\sbeen|was)\s(?:\w+\s)?"
    r"(?:amended|corrected|updated|changed|edited))\b",
    re.I,
)
"""In a note about the text, before "It previously stated that"."""
_EARLIER_WITHIN = 25
"""Code points before a source in which it may be said to be an earlier version."""
_SPOKEN_OF = 2
"""Statements of the one who is republished from which the text is about them, and not theirs."""
_NEAREST = 24
"""Attributions before one that are asked whether it stands in them; keeps long texts linear."""


@dataclass(frozen=True)
class _Marks:
    """Mentions sorted by place, for quick look-up."""

    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]

    def within(self, start: int, end: int) -> list[Mention]:
        first = bisect_left(self.starts, start)
        found = []
        for mention in self.mentions[first:]:
            if mention.quote.start >= end:
                break
            found.append(mention)
        return found


class ClaimBuilder:
    """Builds the claims of one report."""

    def __init__(
        self, analysis: Analysis, mentions: Sequence[Mention], attributions: Sequence[AttributionFound]
    ) -> None:
        self._analysis = analysis
        self._text = analysis.text
        ordered = tuple(sorted(mentions, key=lambda m: (m.quote.start, m.quote.end)))
        self._marks = _Marks(ordered, tuple(m.quote.start for m in ordered))
        self._attributions = attributions
        self._in_order = sorted(attributions, key=lambda one: one.content)
        self._by_start = [one.content[0] for one in self._in_order]
        self._contents = sorted(found.content for found in attributions)
        self._told = analysis.told
        self._starts = [sentence.start for sentence in self._told]
        head = masthead_lines(analysis.text, analysis.paragraphs[:_HEAD_LINES])
        self._interview = find_interview(analysis)
        self._writer: str | None = None
        self._head_end = analysis.paragraphs[head - 1].end if head else 0

    def build(self, publisher: str | None, republished: str | None, writer: str | None = None) -> list[Claim]:
        """Claims in text order; all are actor ids, ``writer`` that of somebody in whose own voice the text is: "I"."""
        self._writer = writer
        if publisher is not None and self._is_spoken_of(republished):
            republished = None  # a publisher that tells what the other one reported speaks in its own voice
        drafts = [*self.attributed(publisher, republished), *self._own(publisher, republished)]
        drafts.sort(key=lambda claim: (claim.quote.start, -claim.quote.end, claim.confidence))
        return [_numbered(claim, number) for number, claim in enumerate(drafts, 1)]

    def _is_spoken_of(self, republished: str | None) -> bool:
        """Whether the text reports time and again what the one says who is republished: "according to the Ledger"."""
        told = (self._actor_in(found.source) for found in self._attributions) if republished is not None else ()
        return sum(actor == republished for actor in told) >= _SPOKEN_OF

    def attributed(self, publisher: str | None, republished: str | None) -> Iterator[Claim]:
        """What others than the publisher are made to say, not yet numbered."""
        outer = [actor for actor in (publisher, republished) if actor is not None]
        for found in self._attributions:
            at = bisect_left(self._starts, found.content[0] + 1) - 1
            if at >= 0 and is_credit_line(self._analysis, self._analysis.told[at]):
                continue
            answered = self._answered(found.content[0])
            ends = min(found.content[1], answered[1]) if answered is not None else found.content[1]
            if ends < found.content[1]:
                ends -= self._text[ends - 1] == "."
            content = quote_trimmed(self._text, found.content[0], max(found.content[0], ends))
            if not content.text or self._is_by_host(found):
                continue
            through = self._actor_in(found.by_way_of)
            voice = self._voice_at(found.cue[0])
            between = [*([voice] if voice else []), *self._tellers(found), *([through] if through else [])]
            source = self._source(found, [*outer, *between])
            manner = found.manner
            if source.quote is not None and _NOT_GENUINE.search(source.quote.text):
                source = structs.replace(source, kind="unnamed", actor=None)
                manner = "hedged" if manner == "asserted" else manner
            is_withdrawn = found.source is not None and self._is_withdrawn(found.source, found.cue)
            if is_withdrawn or found.verb == VERDICT:
                source = Source(kind="publisher", actor=republished or publisher, quote=None, via=[])
            stance: Stance = "hedged" if manner == "unsaid" else manner
            stance = "asked" if content.text.rstrip("\"'”’").endswith("?") else "denied" if is_withdrawn else stance
            content, stance, untrue = self._as_untrue(content, stance)
            yield self._claim(
                content,
                source,
                stance,
                [quote_at(self._text, *found.cue), *untrue],
                _certainty(found) if not untrue else _MOST_DENIED,
                found.confidence,
                [piece for start, end in found.continued if (piece := quote_trimmed(self._text, start, end)).text],
                unsaid=manner == "unsaid" and stance == "hedged",
            )

    def _is_by_host(self, found: AttributionFound) -> bool:
        """Whether somebody's turn only greets or thanks: "PRESENTER: Thank you for being with us."."""
        start, end = found.content
        if found.verb != "turn":
            return False
        at = max(0, bisect_right(self._starts, start) - 1)
        spans = [(max(start, one.start), one.end) for one in self._told[at : at + _FEW_SENTENCES] if one.start < end]
        return spans[-1][1] >= end and all(is_by_host(self._text[first:last]) for first, last in spans)

    def _as_untrue(self, content: Quote, stance: Stance) -> tuple[Quote, Stance, list[Quote]]:
        """What somebody calls untrue as denied, with the words that call it so: "It is not true that ten died"."""
        opening = _UNTRUE.match(self._text, content.start, content.end) if stance in {"asserted", "hedged"} else None
        if opening is None:
            return content, stance, []
        end = content.end - (opening["mark"] != "" and content.text[-1] in "”\"'’")
        rest = quote_trimmed(self._text, opening.end(), end - (self._text[end - 1] in ",.!"))
        return rest, "denied", [quote_at(self._text, *opening.span("cue"))]

    def _answered(self, position: int) -> tuple[int, int] | None:
        """The answer of an interview in which a sentence lies that begins at ``position``, maybe with its label."""
        if self._interview is None:
            return None
        return next((one for one in self._interview.answers if one[0] - _LABEL <= position < one[1]), None)

    def _voice_at(self, position: int) -> str | None:
        """Who answers at a place of an interview, and so tells what others said."""
        is_answer = self._interview is not None and self._answered(position) is not None
        return self._actor_in(self._interview.who) if self._interview is not None and is_answer else None

    def _opens_answer(self, sentence: Sentence) -> bool:
        """Whether an answer begins with a sentence, so that one word is enough: "A: No."."""
        answer = self._answered(sentence.start)
        has_word = any(entry.token.is_word for entry in sentence.tagged)
        return answer is not None and sentence.start <= answer[0] < sentence.end and has_word

    def _interviewed(self, outer: list[str]) -> Source:
        """Who answers: the text is in that voice, as a republished one is in another's."""
        assert self._interview is not None
        return Source(
            kind="publisher",
            actor=self._actor_in(self._interview.who),
            quote=quote_at(self._text, *self._interview.who),
            via=outer,
        )

    def _is_withdrawn(self, source: tuple[int, int], cue: tuple[int, int]) -> bool:
        """Whether it is what the text itself said before, and corrects: "An earlier version of this brief said that"."""
        if self._text[slice(*source)] in _ITSELF and _FORMERLY.search(self._text, *cue):
            before = self._text.rfind("\n", 0, source[0]) + 1
            return _AMENDED.search(self._text, before, source[0]) is not None
        return _EARLIER.search(self._text, max(0, source[0] - _EARLIER_WITHIN), source[1]) is not None

    def _tellers(self, found: AttributionFound) -> list[str]:
        """Whose words an attribution stands in, outermost first: "Kasso said the army fears that …"."""
        start, end = found.content
        wider = [
            one for one in self._attributions_before(start)
            if one.content[0] <= found.cue[0] and end <= one.content[1] and one.content != found.content
        ]  # fmt: skip
        told = [self._actor_in(one.source) for one in sorted(wider, key=lambda one: one.content[0] - one.content[1])]
        return [actor for actor in told if actor is not None]

    def _attributions_before(self, start: int) -> list[AttributionFound]:
        last = bisect_right(self._by_start, start)
        return self._in_order[max(0, last - _NEAREST) : last]

    def _actor_in(self, span: tuple[int, int] | None) -> str | None:
        if span is None:
            return None
        quote = quote_trimmed(self._text, *span)
        chosen = self._chosen(quote, self._speaking(quote))
        return chosen.actor if chosen is not None and isinstance(chosen.actor, str) else None

    def _chosen(self, quote: Quote, inside: Sequence[Mention]) -> Mention | None:
        """Whose words they are of those whom ``quote`` names: a person before a body, a name before a description."""
        named = [m for m in inside if any(letter.isupper() for letter in m.quote.text)]
        whole = [m for m in inside if (m.quote.start, m.quote.end) == (quote.start, quote.end)]
        people = (m for m in named if m.kind == "person" and not self._is_held(m, quote))
        return next(people, next(iter(whole or named or inside), None))

    def _speaking(self, quote: Quote) -> list[Mention]:
        inside = [m for m in self._marks.within(quote.start, quote.end) if isinstance(m.actor, str)]
        return who_speaks(self._text, next(iter(self._sentences_at(quote)), None), quote, inside)

    def _source(self, found: AttributionFound, outer: list[str]) -> Source:
        if found.source is None:
            return Source(kind="unnamed", actor=None, quote=None, via=outer)
        quote = quote_trimmed(self._text, *found.source)
        if quote.text in _I and self._answered(quote.start) is not None:
            answers = self._interviewed([one for one in outer if one != self._voice_at(quote.start)])
            return structs.replace(answers, kind="named", quote=quote if answers.actor is not None else answers.quote)
        if quote.text in _I and self._writer is not None and len(outer) == 1:
            return Source(kind="named", actor=self._writer, quote=quote, via=[])
        inside = [] if _FOOTAGE.match(quote.text) else self._speaking(quote)
        named = [m for m in inside if self._has_name(m.quote)]
        whole = [m for m in inside if (m.quote.start, m.quote.end) == (quote.start, quote.end)]
        inside = [] if opens_with_nobody(quote.text) and "," in quote.text else inside
        chosen = self._chosen(quote, inside)
        actor = chosen.actor if chosen is not None and isinstance(chosen.actor, str) else None
        if not whole and are_several(self._text, next(iter(self._sentences_at(quote)), None), quote, inside):
            actor = None
        spoke = self._body_before(quote) if actor is None and quote.text == "It" else None
        spoke = self._body_beside(quote) if actor is None and quote.text == "it" else spoke
        if spoke is not None:
            return structs.replace(spoke, quote=quote, via=[a for a in dict.fromkeys(outer) if a != spoke.actor])
        places = (m for m in self._marks.within(quote.start, quote.end) if m.kind == "location")
        is_place = any(
            m.quote.start == quote.start and (m.quote.end == quote.end or self._text[m.quote.end] == ",")
            for m in places
        )
        is_named = (
            bool(named)
            or (is_place and quote.text[:1].isupper() and not quote.text.startswith("The "))
            or (actor is not None and self._is_named(actor))
        )
        return Source(
            kind="named" if is_named else "unnamed",
            actor=actor,
            quote=quote,
            via=[a for a in dict.fromkeys(outer) if a != actor],
        )

    def _body_before(self, it: Quote) -> Source | None:
        """Who "It" is that opens a sentence by speaking: the body that spoke before, or opens the sentence before."""
        return self._body_that_spoke_before(it) or self._body_that_opens_before(it)

    def _body_beside(self, it: Quote) -> Source | None:
        """Who "it" is in an aside: the one body before it, that opens the sentence and acts: "…, which it says"."""
        sentence = next(iter(self._sentences_at(it)), None)
        if sentence is None or not _ASIDE.search(self._text, sentence.start, it.start):
            return None
        marks = [m for m in self._marks.within(sentence.start, it.start) if m.kind in {"organisation", "person"}]
        bodies = {m.actor for m in marks if isinstance(m.actor, str)}
        return self._opening_body(sentence, it) if len(bodies) == 1 else None

    def _body_that_opens_before(self, it: Quote) -> Source | None:
        at = bisect_right(self._starts, it.start) - 1
        if at < 1 or self._starts[at] != it.start or self._told[at - 1].paragraph != self._told[at].paragraph:
            return None
        return self._opening_body(self._told[at - 1], it)

    def _opening_body(self, before: Sentence, it: Quote) -> Source | None:
        """The body that opens a sentence and acts in it."""
        marks = [m for m in self._marks.within(before.start, before.end) if isinstance(m.actor, str)]
        opens = max((m for m in marks if m.quote.start == before.start), key=lambda m: m.quote.end, default=None)
        if opens is None or opens.kind != "organisation" or not isinstance(opens.actor, str):
            return None
        behind = next((e for e in before.tagged if e.token.start >= opens.quote.end), None)
        if behind is None or not (behind.tag in ACTS or behind.token.text in {",", "("}):
            return None
        has_name = any(map(str.isupper, opens.quote.text.removeprefix("The "))) or self._is_named(opens.actor)
        kind: Literal["named", "unnamed"] = "named" if has_name else "unnamed"
        return Source(kind=kind, actor=opens.actor, quote=it, via=[])

    def _body_that_spoke_before(self, it: Quote) -> Source | None:
        """Who "It" is that opens a sentence by speaking: the body that spoke in the sentence before."""
        starts = [sentence.start for sentence in self._analysis.told]
        at = bisect_right(starts, it.start) - 1
        if at < 1 or starts[at] != it.start:
            return None
        told = [one for one in self._attributions_before(it.start) if one.source and starts[at - 1] <= one.source[0]]
        spoke = {source.actor: source for one in told if (source := self._source(one, [])).actor is not None}
        people = {
            mark.actor
            for one in told
            if one.source
            for mark in self._marks.within(*one.source)
            if mark.kind == "person"
        }
        return next(iter(spoke.values())) if len(spoke) == 1 and not spoke.keys() & people else None

    def _is_held(self, mention: Mention, quote: Quote) -> bool:
        """Whether a name only says of whom or where a source is: "The Free Brigades of Kasso"."""
        return self._text[quote.start : mention.quote.start].endswith((" of ", " of the "))

    def _is_named(self, actor: str) -> bool:
        return actor in self._named_actors

    @cached_property
    def _named_actors(self) -> frozenset[str]:
        return frozenset(
            m.actor for m in self._marks.mentions
            if isinstance(m.actor, str) and self._has_name(m.quote) and not m.quote.text.lower().startswith("a ")
        )  # fmt: skip

    def _has_name(self, quote: Quote) -> bool:
        """Whether words hold a name, and not only the capital with which any sentence begins: "Hospital staff said"."""
        sentence = next(iter(self._sentences_at(quote)), None)
        first = next((e.token.start for e in sentence.tagged if e.token.is_word), -1) if sentence is not None else -1
        capitals = [m for m in _WORD.finditer(self._text, quote.start, quote.end) if any(map(str.isupper, m.group()))]
        if _SOME_PEOPLE.fullmatch(quote.text):
            capitals = [m for m in capitals if not self._is_of_place(m, quote)]
        return any(m.start() != first or not self._is_common(m.group()) for m in capitals)

    def _is_of_place(self, word: re.Match[str], quote: Quote) -> bool:
        """Whether a word only says from where people are: "residents of Orsa", "Northern officials"."""
        if word.group().lower() in DEMONYMS:
            return True
        marks = self._marks.within(quote.start, quote.end)
        return any(m.kind == "location" and m.quote.covers(word.start()) and m.quote != quote for m in marks)

    def _is_common(self, word: str) -> bool:
        """Whether a word at the head of a sentence is no name: a known noun, or one that the text has without a capital."""
        lowered = word.lower()
        if not word.istitle() or lowered in self._analysis.names:
            return False
        forms = {lowered, lowered.removesuffix("s"), lowered.removesuffix("es")}
        return lowered in STOP_WORDS or lowered in self._lowered or bool(forms & _NOUNS)

    @cached_property
    def _lowered(self) -> frozenset[str]:
        return frozenset(e.token.text for s in self._told for e in s.tagged if e.token.text.islower())

    def _own(self, publisher: str | None, republished: str | None) -> Iterator[Claim]:
        """What nobody else is made to say: sentences, or what an attribution leaves of them."""
        taken = sorted(
            span for found in self._attributions if not self._is_told_of(found) for span in found.pieces
        )  # fmt: skip
        verdicts = {found.cue[0] for found in self._attributions if is_verdict(self._text[slice(*found.cue)])}
        for sentence in self._analysis.told:
            if sentence.end <= self._head_end or (_is_short(sentence) and not self._opens_answer(sentence)):
                continue
            left = self._told_last(sentence, taken) or _uncovered(sentence, taken, self._text)
            left = left or self._told_first(sentence)
            if left is None or is_credit_line(self._analysis, sentence) or sentence.start in verdicts:
                continue
            answered = self._answered(left[0])
            if answered is not None:
                left = max(left[0], answered[0]), min(left[1], answered[1])
            speaker = republished or publisher
            via = [publisher] if republished and publisher and republished != publisher else []
            source = Source(kind="publisher", actor=speaker, quote=None, via=via)
            if answered is not None:
                source = self._interviewed([one for one in (publisher, republished) if one is not None])
            spoken = self._beside_cue(sentence, left)
            if spoken is None:
                continue
            quote = quote_trimmed(self._text, *spoken)
            stance: Stance = "asked" if quote.text.rstrip("\"'”’)").endswith("?") else "asserted"
            quote, stance, untrue = self._as_untrue(quote, stance)
            certainty = _MOST_DENIED if untrue else 0.9
            yield self._claim(quote, source, stance, untrue, certainty, 0.8 if _has_verb(sentence) else 0.45)

    def _told_first(self, sentence: Sentence) -> tuple[int, int] | None:
        """What the writer tells of his own before another clause in which somebody speaks: "The army left, and the mayor said …"."""
        told = [one for one in self._attributions_before(sentence.end) if one.pieces and sentence.start <= one.cue[0]]
        first = min(
            (min(one.source[0] if one.source else one.cue[0], *(p[0] for p in one.pieces)) for one in told),
            default=None,
        )
        link = _NEXT_SPEAKS.search(self._text, sentence.start, first) if first is not None else None
        if link is None:
            return None
        words = [entry for entry in sentence.tagged if entry.token.end <= link.start() and entry.token.is_word]
        has_verb = any(entry.tag in ACTS for entry in words)
        return (sentence.start, link.start()) if has_verb and len(words) >= _LEAST_FIRST else None

    def _told_last(self, sentence: Sentence, taken: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
        """What the writer tells of his own behind a semicolon, where somebody else's words end: "said he fell; the tape shows …"."""
        stop = next((e for e in reversed(sentence.tagged) if e.token.text == ";"), None)
        if stop is None:
            return None
        start = stop.token.end + 1
        words = [entry for entry in sentence.tagged if entry.token.start >= start and entry.token.is_word]
        told = [one.cue[0] for one in self._attributions_before(sentence.end) if one.cue[0] >= sentence.start]
        is_taken = not told or max(told) >= start or any(end > start and begin < sentence.end for begin, end in taken)
        has_verb = any(entry.tag in ACTS for entry in words)
        return (start, sentence.end) if has_verb and len(words) >= _LEAST_FIRST and not is_taken else None

    def _beside_cue(self, sentence: Sentence, left: tuple[int, int]) -> tuple[int, int] | None:
        """What of a sentence is the writer's own where it is filled by a short statement, its source and its cue.

        Of "The ministry, which the Guard runs, says nine" that is what is told of the ministry; of "Kasso denied it"
        there is nothing.
        """
        for found in self._attributions_before(sentence.end):
            if found.source is None or not sentence.start <= found.cue[0] < sentence.end or self._is_told_of(found):
                continue
            here = self._marks.within(sentence.start, sentence.end)
            times = ((m.quote.start, m.quote.end) for m in here if m.kind == "temporal")
            spans = [found.source, found.cue, *found.pieces, *times]
            words = [e.token.start for e in sentence.tagged if e.token.is_word]
            if sum(not any(start <= at < end for start, end in spans) for at in words) > _FEW_BESIDE:
                continue
            if found.verb == "turn":
                return None  # "Kasso: No." is the head of what he says
            told = [e for e in sentence.tagged if found.source[0] <= e.token.start < found.source[1] and e.tag in ACTS]
            return found.source if any(e.verb is None or e.verb.form != "gerund" for e in told) else None
        return left

    def _is_told_of(self, found: AttributionFound) -> bool:
        """Whether the writer's own statement goes before a noun for the words: "They took it under the pretence of …".

        Or before a denial of it: "Kasso led the raid, which he denies".
        """
        if found.manner == "denied" and found.content[1] < found.cue[0]:
            return True
        sentence = next(iter(self._sentences_at(quote_at(self._text, *found.cue))), None)
        if sentence is None:
            return False
        at = next((k for k, entry in enumerate(sentence.tagged) if entry.token.start >= found.cue[0]), 0)
        verbs = [k for k in range(at) if sentence.tagged[k].tag == "verb"]
        is_noun = at < len(sentence.tagged) and sentence.tagged[at].tag == "noun"
        return is_noun and bool(verbs) and any(sentence.tagged[k].tag in _PARTIES for k in range(verbs[-1] + 1, at))

    def _claim(
        self,
        quote: Quote,
        source: Source,
        stance: Stance,
        cues: list[Quote],
        certainty: float,
        confidence: float,
        continued: Sequence[Quote] = (),
        *,
        unsaid: bool = False,
    ) -> Claim:
        found = [quote_at(self._text, *m.span()) for m in _HEDGE.finditer(self._text, quote.start, quote.end)]
        hedges = [hedge for hedge in found if hedge.text != "May" and self._governs(hedge, quote)]
        if hedges:
            certainty = min(certainty, *(_CERTAINTY.get(hedge.text.lower(), 0.5) for hedge in hedges))
            stance = "hedged" if stance == "asserted" else stance
        loaded = find_loaded(self._text, quote.start, quote.end) if self._analysis.is_english else []
        whole = quote.text.strip(_MARKS)
        loaded = [item for item in loaded if item.kind != "scare_quotes" or item.quote.text != whole]
        if source.kind == "publisher":
            loaded = [item for item in loaded if item.kind != "scare_quotes" or not self._is_said(item.quote)]
        if stance == "asserted" and source.kind == "publisher" and any(item.kind == "scare_quotes" for item in loaded):
            stance = "ironic"
        marks = self._marks.within(quote.start, quote.end)
        about = list(dict.fromkeys(m.actor for m in marks if isinstance(m.actor, str)))
        digest = hashlib.sha256(" ".join(_FIRST_WORDS.findall(quote.text.lower())).encode()).hexdigest()[:16]
        return Claim(
            id="", key=f"claim:{digest}", quote=quote, predicate=self._predicate(quote), asserted_by=source, stance=stance,
            cues=cues + hedges, certainty=round(certainty, 2), time=_time(self._text, marks), places=[m.place for m in marks if isinstance(m.place, PlaceValue)],
            about=about, evidence=find_evidence(self._text, quote.start, quote.end, source.quote), loaded=loaded, confidence=round(confidence, 2),
            continued=list(continued) or UNSET, unsaid=True if unsaid else UNSET,
        )  # fmt: skip

    def _is_said(self, quote: Quote) -> bool:
        """Whether words stand in what somebody else is made to say: their marks are those of a quotation."""
        near = [one for one in self._attributions_before(quote.start + 1) if not self._is_told_of(one)]
        return any(start <= quote.start and quote.end <= end for one in near for start, end in one.pieces)

    def _governs(self, hedge: Quote, quote: Quote) -> bool:
        """Whether a hedge is about the whole of what is claimed, and not about a clause, a word or a claim inside it."""
        if self._text[hedge.end : hedge.end + 12].lower().startswith((" not ", "n't", "n’t", " only ", " barely ")):
            return not hedge.text.lower().startswith("could")
        if any(quote.start <= start and end <= quote.end and end - start < quote.end - quote.start
               and start <= hedge.start < end for start, end in self._contents_near(quote)):  # fmt: skip
            return False
        verbs, lowered = 0, hedge.text.lower()
        for sentence in self._sentences_at(hedge):
            inserted = _insertions(sentence)
            for at, entry in enumerate(sentence.tagged):
                if entry.token.start < quote.start or any(start <= at < end for start, end in inserted):
                    continue
                if entry.token.start >= hedge.start:
                    behind = sentence.tagged[at + 1].tag if at + 1 < len(sentence.tagged) else "mark"
                    is_word_of_noun = lowered in _OF_A_NOUN and behind in {"noun", "name", "adj", "num"}
                    return not is_word_of_noun
                if verbs and (entry.tag in {"wh", "that"} or entry.token.lower in _SUBORDINATE):
                    return False
                verbs += entry.tag in ACTS
        return True

    def _contents_near(self, quote: Quote) -> list[tuple[int, int]]:
        first = bisect_left(self._contents, (quote.start, 0))
        found = []
        for content in self._contents[first:]:
            if content[0] >= quote.end:
                break
            found.append(content)
        return found

    def _predicate(self, quote: Quote) -> Quote | None:
        """The first verb group of the content."""
        for sentence in self._sentences_at(quote):
            for at, entry in enumerate(sentence.tagged):
                if entry.token.start < quote.start or entry.tag not in ACTS:
                    continue
                if entry.token.end > quote.end:
                    return None
                end = at
                while (
                    end + 1 < len(sentence.tagged)
                    and sentence.tagged[end + 1].tag in {"verb", "aux", "adv"}
                    and sentence.tagged[end + 1].token.end <= quote.end
                ):
                    end += 1
                while end > at and sentence.tagged[end].tag == "adv":
                    end -= 1
                return quote_at(self._text, entry.token.start, sentence.tagged[end].token.end)
        return None

    def _sentences_at(self, quote: Quote) -> list[Sentence]:
        first = max(0, bisect_left(self._starts, quote.start + 1) - 1)
        return [s for s in self._told[first : first + 2] if s.start < quote.end and quote.start < s.end]


_BORN = re.compile(r"\bborn\s(?:on|in)\s\Z", re.I)
_NEXT_SPEAKS = re.compile(r"(?:,\s(?:and|but|while|whereas|although|though)|;)\s\Z")
_LEAST_FIRST = 4
"""Words of a clause before the one in which somebody speaks."""


def _uncovered(sentence: Sentence, taken: list[tuple[int, int]], text: str) -> tuple[int, int] | None:
    """The sentence, unless attributed contents are most of it; else the longest part that they leave, if a clause."""
    at = bisect_left(taken, (sentence.start - 5_000, 0))
    last = bisect_left(taken, (sentence.end, 0))
    here = [span for span in taken[at:last] if sentence.start < span[1]]
    if not here:
        return sentence.start, sentence.end
    covered = sum(min(sentence.end, end) - max(sentence.start, start) for start, end in here)
    return (sentence.start, sentence.end) if covered < 0.25 * (sentence.end - sentence.start) else None


def _certainty(found: AttributionFound) -> float:
    """How surely a verb says something, in the manner in which it stands: "did not confirm" is no confirmation."""
    usual = _OF_VERB.get(found.verb, 0.5 if found.manner in {"hedged", "unsaid"} else 0.8)
    if found.manner == "denied":
        return min(usual, _MOST_DENIED)
    if found.manner in {"hedged", "unsaid"}:
        return _UNCONFIRMED if usual > _MOST_HEDGED else max(usual, _LEAST_HEDGED)
    return _OF_VERB["say"] if found.verb.startswith(CLAIMED) else usual  # the doubt in the word is the writer's


def _insertions(sentence: Sentence) -> list[tuple[int, int]]:
    """Token spans from ", which" to the next comma behind it."""
    words = [entry.token.lower for entry in sentence.tagged]
    opened = [at for at in range(1, len(words)) if words[at - 1] == "," and sentence.tagged[at].tag == "wh"]
    closed = ((at, next((k for k in range(at, len(words)) if words[k] == ","), at)) for at in opened)
    return [(start, end) for start, end in closed if end > start]


def _is_short(sentence: Sentence) -> bool:
    return sum(entry.token.is_word for entry in sentence.tagged) < _MIN_OWN_WORDS


def _has_verb(sentence: Sentence) -> bool:
    return any(entry.tag in ACTS for entry in sentence.tagged)


def _time(text: str, marks: Sequence[Mention]) -> TimeValue | None:
    """The first time that a claim tells, open on one side behind "since" or "until"."""
    times = [m for m in marks if isinstance(m.time, TimeValue) and m.time.earliest is not None]
    times = [m for m in times if not _BORN.search(text, max(0, m.quote.start - 12), m.quote.start)]
    first = next(iter(with_ranges(text, times)), None)
    return bounded_time(text, first) if first is not None else None


def _numbered(claim: Claim, number: int) -> Claim:
    values = {name: getattr(claim, name) for name in claim.__struct_fields__}
    return Claim(**(values | {"id": f"c{number}"}))


__all__ = ["HEDGES", "ClaimBuilder"]
