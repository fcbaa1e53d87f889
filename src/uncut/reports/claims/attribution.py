# ruff: noqa: E501, SIM905  patterns and word lists stay on one line each
# ruff: noqa: D210, PLR0911  numbered cascades read straight down
"""Finds attributions: a source, the words that do the saying, and what is said.

The door is `AttributionFinder`; `RuleAttributionFinder` stands behind it now, and a trained model can join it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final, Literal, Protocol

from uncut.reports.claims.quotations import (
    find_quotations,
    find_turns,
    goes_on,
    is_near,
    spans_in,
    uncovered,
)
from uncut.reports.language.analysis import Analysis, Sentence
from uncut.reports.language.phrases import Phrase
from uncut.reports.language.verbs import ASKED, ATTITUDE, DENIED, HEDGED, SAY, THINK, WANT, Verb
from uncut.reports.lexicon import MONTHS, WEEKDAYS
from uncut.reports.mentions.world import DOCUMENT_NOUNS, GROUP_NOUNS, PERSON_NOUNS

Manner = Literal["asserted", "hedged", "denied", "asked"]


@dataclass(frozen=True, kw_only=True)
class AttributionFound:
    """Somebody's content, as half-open spans in code points."""

    source: tuple[int, int] | None
    """``None`` where the cue names nobody ("is believed to")."""
    cue: tuple[int, int]
    content: tuple[int, int]
    manner: Manner
    verb: str
    """Base form of the cue's verb, or the cue's words."""
    confidence: float
    continued: tuple[tuple[int, int], ...] = ()
    """Further pieces of the same content, where the cue stands in the middle of it."""


class AttributionFinder(Protocol):
    """Finds the attributions of an analysed text."""

    def find(self, analysis: Analysis) -> list[AttributionFound]:
        """Attributions in text order."""
        ...


_ACCORDING = re.compile(
    r"\b[Aa]ccording to\b|\b[Ii]n the (?:words|view|opinion) of\b|\b[Pp]er\b(?= (?:the|a) )|\b[Aa]s (?:told|reported) by\b"
)
_NOUN_CUES: Final = frozenset(
    """claim claims statement statements belief view report reports announcement decision allegation allegations accusation
    accusations suggestion assertion assertions warning promise pledge vow threat hope hopes fear fears suspicion
    conclusion finding findings argument assumption admission denial call calls demand demands plan plans request
    proposal comment comments remark remarks idea notion theory opinion evidence news confirmation assurance rumour rumours
    rumors pretension pretence intention desire refusal willingness concern concerns position testimony prediction""".split()
)
_PASSIVE_UNNAMED: Final = frozenset(
    """say believe think report allege claim know consider rumour suspect expect estimate understand accuse suppose presume
    deem see hold fear hope describe call regard""".split()
)
_NO_SUBJECTS: Final = frozenset({"it", "this", "that", "there", "which", "what"})
_BODY_SAYS: Final = frozenset(
    "say announce add state confirm deny report warn believe acknowledge declare insist stress pledge vow reject".split()
)
"""What "it" says when it is a ministry or a party."""
_TELLS: Final = frozenset({"tell", "inform", "assure", "remind", "notify"})
"""Verbs behind which the hearer stands, never the source."""
_PEOPLE_SAY: Final = frozenset(
    """say tell argue insist contend believe think claim allege deny announce vow pledge ask explain admit confess tweet
    joke recall reply respond accuse blame condemn denounce urge demand hope fear expect want complain boast testify
    add acknowledge retort quip lament worry wonder doubt assert declare""".split()
)
"""What only somebody can do, so that an unknown word before it names somebody."""
_DETERMINED: Final = frozenset("some many those most few several both all each others".split())
_OWN_MIND: Final = frozenset("see know recall remember learn find hear wonder guess imagine realise realize".split())
"""What a writer does in the first person without claiming anything."""
_TIMES: Final = (
    frozenset(WEEKDAYS)
    | frozenset(MONTHS)
    | frozenset("time week month year day night evening morning afternoon weekend yesterday today".split())
)
_INFINITIVE: Final = WANT | {"claim", "appear"}
_TAKES_CONTENT: Final = frozenset(
    """say show find announce report reveal state argue believe claim insist contend allege suggest indicate confirm warn note
    acknowledge demonstrate prove predict deny highlight detail explain describe""".split()
)
"""Verbs of saying behind which a noun phrase is content, whatever stands behind it."""
_LINKS: Final = frozenset("to for on about with as against of upon at over".split())
"""Words between a cue and what it is about: "called for", "warned of"."""
_INDIRECT: Final = frozenset("whether if how why what when where who".split())
_LEAST_CONTENT: Final = 4
"""Words: fewer behind the cue are rather an object or a circumstance."""
_OPENS: Final = frozenset({"det", "poss", "pron", "num", "adj", "noun", "name", "verb", "conj", "wh"})
_NOT_FINITE: Final = frozenset({"gerund", "participle", "base"})
_ASIDES: Final = frozenset("which who whose where although though".split())
_SUBORDINATES: Final = frozenset("while as after when although though since before because if".split())
_LEADS_IN: Final = frozenset(
    """speaking asked citing noting referring writing responding addressing answering as while when after before since although
    though if in on at during with by following despite because until like for""".split()
)
"""Words that begin a circumstance at the head of a sentence, which is no statement."""


_SPEAKERS: Final = (
    PERSON_NOUNS
    | GROUP_NOUNS
    | DOCUMENT_NOUNS
    | frozenset(
        """study survey poll research data analysis book source account testimony evidence investigation record figure
    investigator critic observer fan friend colleague organizer organiser aide insider strategist pundit columnist writer
    video footage photo photograph image recording tape clip picture transcript statistic map leak
    commentator lobbyist moderator editor host anchor executive manager owner voter american republican democrat
    conservative liberal supporter opponent rival guy lady mom dad parent family someone historian scientist economist
    activist attorney counsel clerk sheriff veteran reverend pastor rabbi prosecutor plaintiff defendant operative
    lawmaker legislator staffer campaign blog site website tweet post filing lawsuit complaint email memo message
    others many some others rest majority percent quarter half third most few several all both""".split()
    )
)


class RuleAttributionFinder:
    """Attributions by reporting verbs, nouns and phrases, by quotation marks, and by the turns of a transcript."""

    def find(self, analysis: Analysis) -> list[AttributionFound]:
        """Attributions in text order. What one source says around its cue is one attribution."""
        turns = find_turns(analysis)
        quotes = find_quotations(analysis, [turn.content for turn in turns])
        closed = sorted([*quotes, *(turn.content for turn in turns)])
        found = [
            AttributionFound(
                source=turn.source, cue=turn.cue, content=turn.content, manner="asserted", verb="turn", confidence=0.6
            )
            for turn in turns
        ]
        for sentence in analysis.told:
            here = _SentenceAttributions(analysis, sentence, spans_in(sentence, closed)).find()
            found.extend(islice(here, _MOST_IN_SENTENCE))
        return _with_loose_quotes(analysis, quotes, _first_of_each(found))


def _first_of_each(found: Sequence[AttributionFound]) -> list[AttributionFound]:
    """Attributions by place; of those with one content the surest stands."""
    best: dict[tuple[int, int], AttributionFound] = {}
    for one in found:
        if one.content not in best or best[one.content].confidence < one.confidence:
            best[one.content] = one
    return sorted(best.values(), key=lambda one: (one.content[0], one.cue[0]))


def _with_loose_quotes(
    analysis: Analysis, quotes: Sequence[tuple[int, int]], found: list[AttributionFound]
) -> list[AttributionFound]:
    """Quotations without a cue of their own go on with the attribution before them, or are its source's next words."""
    loose = list(uncovered(quotes, [one.content for one in found]))
    if not loose:
        return found
    ordered = sorted(found, key=_end_of)
    ends = [_end_of(one) for one in ordered]
    pieces: dict[int, list[tuple[int, int]]] = {}
    more: list[AttributionFound] = []
    last_end: dict[int, int] = {}
    for quote in loose:
        at = bisect_right(ends, quote[0]) - 1
        if at < 0:
            continue
        before = ordered[at]
        if _is_quotation(analysis.text, before.content) and goes_on(analysis, last_end.get(at, ends[at]), quote[0]):
            pieces.setdefault(at, []).append(quote)
            last_end[at] = quote[1]
        elif before.source is not None and quote[1] - quote[0] > _LOOSE_FROM and is_near(analysis, ends[at], quote[0]):
            more.append(_continued(quote, before.source))
    for at, continued in pieces.items():
        ordered[at] = _joined(ordered[at], continued)
    return sorted([*ordered, *more], key=lambda one: (one.content[0], one.cue[0]))


_MOST_IN_SENTENCE = 16
"""No writer says more in one sentence; keeps a text without full stops linear."""
_LOOSE_FROM = 40
"""Code points: a shorter quotation in the writer's own sentence is somebody's word, not a statement."""


def _end_of(found: AttributionFound) -> int:
    return max(found.content[1], found.cue[1], found.source[1] if found.source else 0)


def _is_quotation(text: str, span: tuple[int, int]) -> bool:
    return text[span[0]] in "“\"«‘'`"


def _joined(found: AttributionFound, more: Sequence[tuple[int, int]]) -> AttributionFound:
    """The longest piece is the content, the others go on with it."""
    pieces = sorted([found.content, *more])
    longest = max(pieces, key=lambda piece: piece[1] - piece[0])
    return replace(found, content=longest, continued=tuple(piece for piece in pieces if piece != longest))


def _continued(quote: tuple[int, int], source: tuple[int, int]) -> AttributionFound:
    """A quotation without a source of its own goes on with the last one."""
    return AttributionFound(
        source=source, cue=(quote[0], quote[0] + 1), content=quote, manner="asserted", verb="quotation", confidence=0.7
    )


class _SentenceAttributions:
    """One sentence's attributions."""

    def __init__(self, analysis: Analysis, sentence: Sentence, quotes: list[tuple[int, int]]) -> None:
        self._text = analysis.text
        self._sentence = sentence
        self._tagged = sentence.tagged
        self._quotes = quotes
        self._ends = {phrase.end: phrase for phrase in sentence.phrases}
        self._starts = {phrase.start: phrase for phrase in sentence.phrases}

    def find(self) -> Iterator[AttributionFound]:
        yield from self._according()
        for at, entry in enumerate(self._tagged):
            if entry.tag == "verb" and entry.verb is not None and not self._in_long_quote(entry.token.start):
                found = self._by_verb(at, entry.verb)
                if found is not None:
                    yield found
            elif entry.tag == "noun" and entry.token.lower in _NOUN_CUES:
                found = self._by_noun(at)
                if found is not None:
                    yield found

    def _in_long_quote(self, position: int) -> bool:
        return any(start < position < end and end - start > 30 for start, end in self._quotes)

    def _lower(self, at: int) -> str:
        return self._tagged[at].token.lower if 0 <= at < len(self._tagged) else ""

    def _tag(self, at: int) -> str:
        return self._tagged[at].tag if 0 <= at < len(self._tagged) else "mark"

    def _span(self, start: int, end: int) -> tuple[int, int]:
        return self._tagged[start].token.start, self._tagged[end - 1].token.end

    # -- according to ------------------------------------------------------------------------------------

    def _according(self) -> Iterator[AttributionFound]:
        for match in _ACCORDING.finditer(self._text, self._sentence.start, self._sentence.end):
            at = next((k for k, t in enumerate(self._tagged) if t.token.start >= match.end()), None)
            if at is None or at not in self._starts:
                continue
            end = self._wide_end(self._starts[at])
            source = self._span(at, end)
            before = self._trim(self._sentence.start, match.start())
            after = self._trim(source[1], self._sentence.end)
            content = before if before[1] - before[0] > 15 else after
            if content[1] - content[0] > 8:
                yield AttributionFound(
                    source=source,
                    cue=match.span(),
                    content=self._with_quotes(content),
                    manner="asserted",
                    verb="according to",
                    confidence=0.85,
                )

    # -- nouns: "the claim that", "his decision to" -------------------------------------------------------

    def _by_noun(self, at: int) -> AttributionFound | None:
        if self._lower(at + 1) not in {"that", "to"} or at + 3 >= len(self._tagged):
            return None
        if self._lower(at + 1) == "to" and self._tag(at + 2) != "verb":
            return None
        phrase = next((p for p in self._sentence.phrases if p.start <= at < p.end), None)
        genitive = (
            next((k for k in range(phrase.start, at) if self._tag(k) in {"gen", "poss"}), None) if phrase else None
        )
        if phrase is None or (genitive is None and self._lower(at + 1) != "that"):
            return None
        if genitive is None:
            return self._by_bare_noun(at)
        stop = genitive if self._tag(genitive) == "gen" else genitive + 1
        start = at + 2 if self._lower(at + 1) == "that" else at + 1
        content = self._trim(self._tagged[start].token.start, self._clause_end(start))
        return AttributionFound(
            source=self._span(phrase.start, stop), cue=self._span(at, at + 1), content=content, manner=_manner_of_noun(self._lower(at)),
            verb=self._lower(at), confidence=0.6,
        )  # fmt: skip

    def _by_bare_noun(self, at: int) -> AttributionFound | None:
        """ "fears that", "the claim by Smith that": a holder that nobody names, or that "by" names."""
        told = self._tag(at - 1) == "verb" and at >= 2
        source = self._subject(self._group_start(at - 1), None) if told else None
        content = self._trim(self._tagged[at + 2].token.start, self._clause_end(at + 2))
        return AttributionFound(
            source=source, cue=self._span(at, at + 1), content=self._with_quotes(content),
            manner=_manner_of_noun(self._lower(at)), verb=self._lower(at), confidence=0.45,
        )  # fmt: skip

    # -- verbs ---------------------------------------------------------------------------------------------

    def _by_verb(self, at: int, verb: Verb) -> AttributionFound | None:
        base = verb.base
        if base not in SAY and base not in THINK and base not in WANT and base not in ATTITUDE:
            return None
        group = self._group_start(at)
        if self._is_passive(group, at, verb):
            return self._by_passive(group, at, base)
        inverted = self._inverted(at, base) if verb.form != "gerund" else None
        if inverted is not None:
            return inverted
        source = self._subject(group, verb)
        if source is None or self._is_idiom(at, base) or not (base in _PEOPLE_SAY or self._can_speak(source)):
            return None
        if not _may_say(self._text[source[0] : source[1]].lower(), base):
            return None
        content, strength = self._content(at, base, source)
        if content is None or content[1] - content[0] < 2:
            return None
        negated = any(
            self._lower(k) in {"not", "n't", "never"} or self._lower(k).endswith("n't") for k in range(group, at)
        )
        return AttributionFound(
            source=source,
            cue=self._span(group, at + 1),
            content=content,
            manner=_manner(base, negated),
            verb=base,
            confidence=strength,
        )

    def _can_speak(self, source: tuple[int, int]) -> bool:
        """Whether the subject is somebody, a body, or a paper; things and thoughts say nothing."""
        phrases = [
            p
            for p in self._sentence.phrases
            if source[0] <= self._tagged[p.start].token.start and self._tagged[p.end - 1].token.end <= source[1]
        ]
        if not phrases:
            return True
        head = self._tagged[phrases[0].head]
        word = head.token.lower
        if head.tag in {"name", "num"}:
            return True
        if head.tag == "pron":
            return True
        singular = word.removesuffix("s")
        return bool({word, singular, word.rsplit("-", 1)[-1]} & _SPEAKERS)

    def _is_idiom(self, at: int, base: str) -> bool:
        """ "claimed the lives of", "made a point": forms of saying that say nothing."""
        return base == "claim" and any(
            self._lower(k) in {"lives", "life", "responsibility"} for k in range(at + 1, at + 5)
        )

    def _group_start(self, at: int) -> int:
        start = at
        while start > 0 and self._tag(start - 1) in {"aux", "modal", "adv", "to"}:
            start -= 1
        return start

    def _is_passive(self, group: int, at: int, verb: Verb) -> bool:
        if verb.form not in {"participle", "past_or_participle"}:
            return False
        be = {"is", "are", "was", "were", "been", "being", "be"}
        return any(self._lower(k) in be for k in range(group, at))

    def _by_passive(self, group: int, at: int, base: str) -> AttributionFound | None:
        """ "is believed to have left": no source is named, unless "by" names one."""
        if base not in _PASSIVE_UNNAMED and base not in ATTITUDE:
            return None
        by = next((k for k in range(at + 1, min(at + 9, len(self._tagged))) if self._lower(k) == "by"), None)
        if by is not None and by + 1 in self._starts:
            subject = self._subject(group, None)
            if subject is None:
                return None
            of_what = base in {"accuse", "suspect"}
            end = self._starts[by + 1].end if of_what else self._wide_end(self._starts[by + 1])
            content = self._trim(subject[0], self._tagged[group].token.start)
            if end + 2 < len(self._tagged) and (
                self._lower(end) in {"to", "as"} or (of_what and self._lower(end) == "of")
            ):
                content = self._clause(end + (self._lower(end) != "to"))
            return AttributionFound(
                source=self._span(by + 1, end), cue=self._span(group, at + 1), content=content,
                manner=_manner(base, False), verb=base, confidence=0.45,
            )  # fmt: skip
        if base not in _PASSIVE_UNNAMED or self._lower(at + 1) not in {"to", "that", "as", "of", "for"}:
            return None
        subject = self._subject(group, None)
        if subject is None:
            return None
        impersonal = self._text[subject[0] : subject[1]].lower() == "it"
        start = self._tagged[at + 1].token.end if impersonal else subject[0]
        content = self._trim(start, self._clause_end(at + 1))
        return AttributionFound(
            source=None, cue=self._span(group, at + 1), content=content, manner="hedged" if base in HEDGED | {"say", "report", "rumour"} else "asserted",
            verb=base, confidence=0.5,
        )  # fmt: skip

    def _inverted(self, at: int, base: str) -> AttributionFound | None:
        """ "…," said the minister: the source follows, the content is before."""
        if base not in SAY or base in _TELLS or at + 1 not in self._starts or at == 0:
            return None
        if self._tagged[at - 1].token.is_word:
            return None
        phrase = self._starts[at + 1]
        end = self._wide_end(phrase)
        following = self._lower(end)
        acts = end + (self._tag(end) == "adv")
        if self._tag(acts) in {"verb", "aux", "modal"} or following == "that":
            return None
        content = self._before(self._tagged[at].token.start)
        if content is None:
            return None
        return AttributionFound(
            source=self._span(phrase.start, end),
            cue=self._span(at, at + 1),
            content=content,
            manner=_manner(base, False),
            verb=base,
            confidence=0.8,
        )

    def _before(self, position: int) -> tuple[int, int] | None:
        """Content that ends before ``position``: the quotation that ends there, or the clause from the start."""
        near = [quote for quote in self._quotes if quote[1] <= position and position - quote[1] <= 3]
        if near:
            return self._led_in(near[-1])
        content = self._trim(self._sentence.start, position)
        if content[1] - content[0] <= 3:
            return self._quote_before
        return content

    @property
    def _quote_before(self) -> tuple[int, int] | None:
        """A quotation that ends right before the sentence, as in '"Stop!" Lopez said to them'."""
        start = self._sentence.start
        return next((quote for quote in self._quotes if 0 <= start - quote[1] <= 2), None)

    def _led_in(self, quote: tuple[int, int]) -> tuple[int, int]:
        """The quotation, with the clause that it only ends: 'Lopez is "a liar," he said'."""
        lead = self._trim(self._sentence.start, max(self._sentence.start, quote[0]))
        first = next((letter for letter in self._text[quote[0] : quote[1]] if letter.isalpha()), "")
        words = self._text[lead[0] : lead[1]].split()
        return (lead[0], quote[1]) if len(words) > 1 and first.islower() else quote

    def _subject(self, group: int, verb: Verb | None) -> tuple[int, int] | None:
        """The noun phrase that does the saying, to the left of the verb group."""
        at = group - 1
        lead = self._lower(at)
        if lead in {"who", "which"} or (lead == "that" and self._ends.get(at) is not None):
            at -= 1
            return self._antecedent(at - (self._lower(at) == ","))
        if (
            verb is not None
            and verb.form == "gerund"
            and not any(self._tag(k) == "aux" for k in range(group, group + 2))
        ):
            return self._first_subject(group)
        if lead in {",", "-", "–", "—"}:
            before = self._appositive_head(at)
            if before is not None:
                return before
        found = self._phrase_ending(at + 1)
        if found is not None:
            return found
        if self._tag(at) == "conj" or lead in {",", "and", "but"}:
            return self._first_subject(group)
        if lead == ")":
            opened = next((k for k in range(at, -1, -1) if self._lower(k) == "("), None)
            return self._phrase_ending(opened) if opened else None
        return None

    def _antecedent(self, last: int) -> tuple[int, int] | None:
        """Whom "who" means: the nearest phrase to the left that can be somebody."""
        for at in range(last + 1, max(0, last - 8), -1):
            found = self._phrase_ending(at)
            if found is not None and self._can_speak(found):
                return found
        return self._phrase_ending(last + 1)

    def _appositive_head(self, comma: int) -> tuple[int, int] | None:
        """ "NAME, the minister, said": the phrase before the first of two commas, and the appositive with it."""
        mark, reach = self._lower(comma), 16 if self._lower(comma) == "," else 30
        opened = next((k for k in range(comma - 1, max(-1, comma - reach), -1) if self._lower(k) == mark), None)
        if opened is None and mark == ",":
            opened = next((k for k in range(comma - 1, max(-1, comma - 30), -1) if self._lower(k) == mark), None)
        if opened is None:
            return None
        if self._lower(opened - 1) == ")":
            opened = next((k for k in range(opened - 1, -1, -1) if self._lower(k) == "("), opened)
        head = self._phrase_ending(opened)
        return (head[0], self._tagged[comma - 1].token.end) if head else None

    def _phrase_ending(self, end: int) -> tuple[int, int] | None:
        """The phrase that ends before token ``end``, with the phrases that "of", "for" or "in" hang it on."""
        phrase = self._ends.get(end)
        if phrase is None:
            alone = end > 0 and self._lower(end - 1) in _DETERMINED
            return self._span(end - 1, end) if alone else None
        if self._is_day(phrase.head):
            earlier = phrase.start - (self._tag(phrase.start - 1) == "prep")
            return self._phrase_ending(earlier) if 0 < earlier < end else None
        start = phrase.start
        while start >= 2 and self._lower(start - 1) in {"of", "for", "at", "in", "from", "and", "with"}:
            owner = self._ends.get(start - 1 - (self._lower(start - 2) in {"”", '"', "’", "»"}))
            if owner is None or (self._tag(owner.head) == "num" and self._lower(start - 1) != "of"):
                break
            if (
                self._lower(start - 1) in {"in", "at", "from", "with"}
                and owner.start == 0
                and self._tag(owner.head) == "pron"
            ):
                break
            start = owner.start
        return self._span(start, end)

    def _first_subject(self, group: int) -> tuple[int, int] | None:
        """The subject of an earlier verb of the sentence, for "saying" and for joined verbs."""
        verbs = [at for at in range(group - 1, 0, -1) if self._tag(at) in {"verb", "aux", "modal"} and at in self._ends]
        main = [at for at in verbs if not self._is_embedded(self._ends[at].start)]
        at = next(iter([*main, *verbs]), None)
        return self._phrase_ending(at) if at is not None else None

    def _is_embedded(self, start: int) -> bool:
        """Whether a subject stands in somebody's words: in a quotation, behind "that" or right behind a verb."""
        return self._tag(start - 1) in {"that", "verb", "wh"} or self._is_quoted(self._tagged[start].token.start)

    def _wide_end(self, phrase: Phrase) -> int:
        end = phrase.end
        while self._lower(end) in {"of", "for", "in", "at", "from"} and end + 1 in self._starts:
            end = self._starts[end + 1].end
        return end

    def _content(self, at: int, base: str, source: tuple[int, int]) -> tuple[tuple[int, int] | None, float]:
        """What is said, and how sure the pattern is."""
        after = at + 1
        quote = next((q for q in self._quotes if 0 <= q[0] - self._tagged[at].token.end <= 3), None)
        if quote is None and base in SAY:
            quote = self._quote_behind(at)
        if quote is not None and base in SAY | THINK | ATTITUDE:
            return self._after_quote(quote), 0.9
        ending = self._before(source[0]) if self._is_parenthetical(source[0]) else None
        if ending is not None and base in SAY | THINK and not self._goes_on(after):
            if not self._leads_in(ending, after):
                return (ending, 0.85) if self._is_statement(ending) else (self._aside_rest(after), 0.7)
            ending = None
        clause = self._that_clause(after, base)
        if clause is not None:
            return clause
        if ending is not None and base in SAY | THINK:
            return ending, 0.6
        return self._object(after, base)

    def _quote_behind(self, at: int) -> tuple[int, int] | None:
        """The quotation behind a hearer or a circumstance: 'told reporters, "…"', 'said on Friday: "…"'."""
        end = self._tagged[at].token.end
        quote = next((q for q in self._quotes if q[0] > end), None)
        if quote is None:
            return None
        between = self._text[end : quote[0]].rstrip()
        words = between.split()
        is_short = len(words) <= 7 and "that" not in words
        return quote if is_short and between.endswith((",", ":")) and between.count(",") <= 1 else None

    def _is_statement(self, span: tuple[int, int]) -> bool:
        """Whether a span is a quotation or holds a verb: "In response" is neither."""
        return self._text[span[0]] in "“\"«‘'`" or any(
            entry.tag in {"verb", "aux", "modal"} for entry in self._tagged if span[0] <= entry.token.start < span[1]
        )

    def _leads_in(self, span: tuple[int, int], after: int) -> bool:
        """Whether a circumstance stands before the cue and the statement behind it: "Asked about it, he said no one was hurt"."""
        first = next((entry.token.lower for entry in self._tagged if entry.token.start >= span[0]), "")
        return (
            first in _LEADS_IN
            and self._text[span[0]].isupper()
            and after in self._starts
            and not self._is_time(after)
            and sum(entry.token.is_word for entry in self._tagged[after:]) >= _LEAST_CONTENT
        )

    def _aside_rest(self, after: int) -> tuple[int, int] | None:
        """What follows the cue, where the words before it are no statement: "The risk, he said, is a clash"."""
        start = after
        while start < min(len(self._tagged), after + 7) and self._tagged[start].token.is_word:
            start += 1
        if self._lower(start) == "," and start + 3 < len(self._tagged):
            return self._clause(start + 1)
        if after in self._starts and self._has_finite(after):
            return self._clause(after)
        return None

    def _is_parenthetical(self, position: int) -> bool:
        before = self._text[self._sentence.start : position].rstrip()
        if not before and position == self._sentence.start:
            return self._quote_before is not None
        return before.endswith((",", "”", '"', "»", "’", "'", "?", "!", "—", "–"))

    def _goes_on(self, after: int) -> bool:
        """Whether a clause follows the cue: "that", or a subject with its verb."""
        for at in range(after, min(len(self._tagged), after + 14)):
            if self._tag(at) == "that" or self._lower(at) in {":"}:
                return True
            if self._tag(at) in {"aux", "modal"} and at > after:
                return True
            if self._lower(at) in {",", ";"}:
                return False
        return False

    def _that_clause(self, after: int, base: str) -> tuple[tuple[int, int], float] | None:
        stop = min(len(self._tagged), after + 13)
        that = next(
            (k for k in range(after, stop) if self._tag(k) == "that" and self._lower(k + 1) not in {".", ";", ")"}),
            None,
        )
        colon = next((k for k in range(after, stop) if self._lower(k) == ":"), None)
        if colon is not None and base in SAY:
            return self._clause(colon + 1), 0.8
        if that is not None and base in SAY | THINK and that > after and self._is_inner(after, that):
            return self._clause(self._after_hearer(after, base)), 0.7
        if (
            that is not None
            and (base in SAY | THINK | WANT or (base in ATTITUDE and that == after))
            and not any(self._lower(k) in {",", ";"} for k in range(after, that))
        ):
            return self._clause(that + 1 + (self._lower(that + 1) == ",")), 0.85
        if self._lower(after) in _INDIRECT and base in SAY | THINK | ASKED:
            return self._clause(after), 0.75
        if base in ASKED | _TELLS and after in self._starts and self._lower(self._starts[after].end) in _INDIRECT:
            return self._clause(self._starts[after].end), 0.75
        if self._lower(after) == "to" and base in _INFINITIVE:
            return self._clause(after), 0.65
        if base in WANT and self._has_infinitive(after):
            return self._clause(after), 0.6
        if base in SAY | THINK and self._has_finite(after):
            return self._clause(self._after_hearer(after, base)), 0.75
        late = self._behind_circumstance(after)
        if late > after and base in SAY and self._has_finite(late):
            return self._clause(late), 0.75
        return self._bare_content(after, base)

    def _behind_circumstance(self, after: int) -> int:
        """Where "on Monday", "Friday" or "in a statement" behind the cue ends."""
        at = after + (self._tag(after) == "prep")
        if at not in self._starts or not (self._is_time(at) or self._lower(self._starts[at].head) in _NOUN_CUES):
            return after
        return self._starts[at].end

    def _bare_content(self, after: int, base: str) -> tuple[tuple[int, int], float] | None:
        """What stands behind "said" or "showed" without a verb that the lexicon knows: "said Kasso enjoys it"."""
        if base not in _TAKES_CONTENT or sum(entry.token.is_word for entry in self._tagged[after:]) < _LEAST_CONTENT:
            return None
        opens = self._tag(after) in _OPENS if base == "say" else after in self._starts
        if self._tag(after) in {"aux", "modal"} or (opens and not self._is_time(after)):
            return self._clause(after), 0.65 if base == "say" else 0.55
        return None

    def _is_time(self, at: int) -> bool:
        return at in self._starts and self._is_day(self._starts[at].head)

    def _is_day(self, head: int) -> bool:
        """Whether a noun is a time; a paper may be called so."""
        word = self._lower(head)
        if self._tag(head) == "name":
            return word in WEEKDAYS or word in MONTHS
        return word.removesuffix("s") in _TIMES

    def _is_inner(self, after: int, that: int) -> bool:
        """Whether "that" belongs to a clause that is already under way: "say it is clear that", "said a man that was"."""
        acts = {"verb", "aux", "modal"}
        if after not in self._starts:
            return False
        if self._tag(that + 1) in acts and self._has_finite(that + 1):
            return True
        return any(self._tag(k) in acts and self._form(k) not in _NOT_FINITE for k in range(after + 1, that))

    def _form(self, at: int) -> str:
        verb = self._tagged[at].verb
        return verb.form if verb is not None and self._tag(at) == "verb" else ""

    def _after_hearer(self, after: int, base: str) -> int:
        """ "told reporters (that) …": the hearer is no part of what is said."""
        if base in _TELLS | {"warn", "advise"} and after in self._starts:
            end = self._starts[after].end
            if self._tag(end) not in {"verb", "aux", "modal"}:
                return end
        return after

    def _has_infinitive(self, after: int) -> bool:
        return any(
            self._lower(k) == "to" and self._tag(k + 1) == "verb"
            for k in range(after, min(len(self._tagged), after + 8))
        )

    def _has_finite(self, after: int) -> bool:
        """Whether a subject and a verb follow before the next comma."""
        if after not in self._starts:
            return False
        for at in range(after, min(len(self._tagged), after + 12)):
            if (
                self._tag(at) in {"aux", "modal"}
                or self._lower(at).endswith(("'re", "'ve", "'ll", "'d", "'m"))
                or (
                    self._tag(at) == "verb"
                    and at > after
                    and getattr(self._tagged[at].verb, "form", "gerund") != "gerund"
                )
            ):
                return True
            if self._lower(at) in {",", ";", ".", "to"} or self._tag(at) == "wh":
                return False
        return False

    def _object(self, after: int, base: str) -> tuple[tuple[int, int] | None, float]:
        """ "condemned the attack": what an attitude is about."""
        at = after + (self._lower(after) in _LINKS)
        if base not in ATTITUDE and not (base in SAY | THINK and self._lower(after) in {"of", "about"}):
            return None, 0.0
        is_deed = self._tag(at) == "verb" and self._form(at) == "gerund"
        if at not in self._starts and not is_deed and self._lower(at) not in _INDIRECT:
            return None, 0.0
        return self._clause(at), 0.4 if base in {"see", "hold", "want", "consider", "like", "love", "seek"} else 0.5

    def _after_quote(self, quote: tuple[int, int]) -> tuple[int, int]:
        """The quotation, or the clause that it only begins: 'said "a lot" of people were gone'."""
        rest = self._text[quote[1] : self._sentence.end].lstrip()
        ended = self._text[quote[1] - 2 : quote[1] - 1] in ".?!,…" or self._text[quote[1] - 3 : quote[1] - 2] in ".?!,"
        if ended or not rest[:1].isalpha() or quote[1] - quote[0] > 120:
            return quote
        at = next((k for k, entry in enumerate(self._tagged) if entry.token.start >= quote[1]), len(self._tagged))
        if at >= len(self._tagged) or self._tag(at) in {"wh", "conj"} or self._lower(at) in {"after", "during", "when"}:
            return quote
        return self._trim(quote[0], self._clause_end(max(0, at - 3)))

    def _clause(self, start: int) -> tuple[int, int]:
        if start >= len(self._tagged):
            return self._sentence.end, self._sentence.end
        first = self._tagged[start].token.start
        if start > 0 and self._tagged[start - 1].token.text in '“"«‘' and self._tagged[start - 1].token.end == first:
            first = self._tagged[start - 1].token.start
        end = min(self._clause_end(start), self._aside_start(start))
        return self._with_quotes(self._trim(first, end))

    def _aside_start(self, start: int) -> int:
        """Where the writer may go on: ", which …" at the end, or the main clause behind "After he said …,"."""
        depends = self._opens_with_clause(start)
        for at in range(start + 3, len(self._tagged) - 2):
            if self._lower(at) not in {",", "—", "–"} or self._is_quoted(self._tagged[at].token.start):
                continue
            if self._lower(at + 1) in _ASIDES and not self._comes_back(at + 1):
                return self._tagged[at].token.start
            if depends and self._lower(at) == "," and self._begins_clause(at + 1):
                return self._tagged[at].token.start
        return self._sentence.end

    def _opens_with_clause(self, start: int) -> bool:
        """Whether the sentence begins with a clause that needs another one, in which the cue stands."""
        words = [entry.token.lower for entry in self._tagged[:start]]
        return bool(words) and words[0] in _SUBORDINATES and "," not in words

    def _begins_clause(self, at: int) -> bool:
        """Whether a subject and then a verb stand here."""
        if at not in self._starts:
            return False
        end = self._wide_end(self._starts[at])
        return self._tag(end + (self._tag(end) == "adv")) in {"verb", "aux", "modal"}

    def _comes_back(self, at: int) -> bool:
        """Whether the sentence goes on behind an inserted clause: ", who left, …"."""
        return any(
            self._lower(k) in {",", "—", "–"} and self._tag(k + 1) in {"verb", "aux", "modal", "to", "prep", "adv"}
            for k in range(at, len(self._tagged))
        )

    def _is_quoted(self, position: int) -> bool:
        return any(start < position < end for start, end in self._quotes)

    def _clause_end(self, start: int) -> int:
        """The sentence's end, or where the saying goes on: ", adding that …", ", but said …", ", he said"."""
        tagged = self._tagged
        for at in range(start + 3, len(tagged)):
            entry = tagged[at]
            if entry.tag != "verb" or entry.verb is None or entry.verb.base not in SAY:
                continue
            lead = self._lower(at - 1)
            if entry.verb.form == "gerund" and lead == ",":
                return tagged[at - 1].token.start
            past = entry.verb.form in {"past", "past_or_participle"}
            said = entry.token.lower in {"said", "added", "told"} and at + 1 in self._starts
            if past and lead in {"and", "but"} and (said or self._tag(at + 1) == "that" or self._lower(at - 2) == ","):
                return tagged[at - 1].token.start
            who = (
                self._phrase_ending(at)
                if past and (at + 1 >= len(tagged) or not tagged[at + 1].token.is_word)
                else None
            )
            if who is not None and self._text[: who[0]].endswith(", ") and who[0] - 2 > tagged[start].token.start:
                return who[0] - 2
        return self._sentence.end

    def _with_quotes(self, span: tuple[int, int]) -> tuple[int, int]:
        """The span, and to its end the quotation in which it stops: a quotation runs on over sentences."""
        for start, end in self._quotes:
            if span[0] < start < span[1] and end > span[1] and end - span[1] > 1:
                return span[0], end
        return span

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        text = self._text
        while start < end and (text[start].isspace() or text[start] in ",;:–—"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.–—…"):
            end -= 1
        return start, end


def _may_say(source: str, base: str) -> bool:
    """Whether a pronoun can be a source here: "it said" is a body, "it showed" a fact, "you see" a figure of speech."""
    if source in _NO_SUBJECTS:
        return source == "it" and base in _BODY_SAYS
    if source == "you":
        return False
    return not (source in {"we", "i"} and base in _OWN_MIND)


def _manner(base: str, negated: bool) -> Manner:
    if base in DENIED:
        return "denied"
    if base in ASKED:
        return "asked"
    return "hedged" if base in HEDGED or (negated and base in THINK) else "asserted"


def _manner_of_noun(noun: str) -> Manner:
    if noun == "denial":
        return "denied"
    return (
        "hedged"
        if noun.startswith(
            ("claim", "alleg", "belief", "suspicion", "rumo", "theory", "notion", "pret", "fear", "hope")
        )
        else "asserted"
    )
