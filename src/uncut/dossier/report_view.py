"""What the page shows of a report, laid out: origin, sources and their claims, the text with its margin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from msgspec import UNSET, UnsetType

from uncut.dossier.event_line import Dated, EventLine, lay_out_events
from uncut.dossier.highlight import Block, Highlight, cut_into_blocks, merge_highlights
from uncut.dossier.neutralise import file_name, on_one_line
from uncut.dossier.place_map import Located, PlaceMap, lay_out_map
from uncut.dossier.saying import (
    IN_PASSING,
    NOT_SAID,
    is_interviewed,
    not_said,
    stance_in_words,
    told_in_passing,
    words_of_saying,
)
from uncut.dossier.summary import confidence_in_words, date_in_words, model_name, summarise_report, wording_in_words
from uncut.dossier.tie_graph import TieGraph, TieLine, lay_out_ties
from uncut.dossier.ties import held_places, is_dated, is_over, shown_ties
from uncut.dossier.together import tell_together
from uncut.dossier.words import CHAIN_WORDS, HAND_WORDS, basis_in_words, join_words, tie_in_words
from uncut.model.comparison import Comparison
from uncut.model.report import Actor, ChainLink, Claim, Event, PlaceValue, Report, Source, Tie, TimeValue
from uncut.model.text import Quote
from uncut.reports.keys import described_key

NOT_SO = "told as not so"
"""How a tie or an event is marked that a text negates; nobody need deny it."""


@dataclass(frozen=True)
class Words:
    """Words of the report, and where in the page they stand; no anchor where they cannot be placed."""

    text: str
    anchor: str | None

    @property
    def has_marks(self) -> bool:
        """Whether the words bring their own quotation marks round them, and round nothing less."""
        inner = self.text[1:-1]
        return (
            self.text.startswith(_OPENING)
            and self.text.endswith(_CLOSING)
            and not any(one in inner for one in _CLOSING)
        )


_OPENING, _CLOSING = ("“", "„", "«", '"'), ("”", "“", "»", '"')


@dataclass(frozen=True)
class ClaimView:
    """A claim as the page tells it."""

    number: int
    anchor: str
    words: Words
    source: str
    source_words: Words | None
    stance: str
    stance_words: str
    saying: str
    """The words of saying, where the words claimed alone would mislead; else empty."""
    certainty: str
    certainty_words: str
    confidence: str
    confidence_words: str
    via: list[str]
    cues: list[Words]
    facts: list[tuple[str, str, Words | None]]
    """Name, value and words: time, places, evidence, loaded language, actors."""
    proposed: str
    """The model that proposed it; empty where the rules found it."""


@dataclass(frozen=True)
class SourceGroup:
    """Everything that one source says."""

    name: str
    note: str
    claims: list[ClaimView]


@dataclass(frozen=True)
class TextBlock:
    """A paragraph with the claims that begin in it."""

    block: Block
    claims: list[ClaimView]
    furniture: str
    """What the paragraph is, where it is page furniture."""


@dataclass(frozen=True)
class ActorView:
    """An actor as the page tells it."""

    anchor: str
    name: str
    kind: str
    is_held: bool
    """Whether it is a place that somebody controls."""
    aliases: list[str]
    roles: list[tuple[str, Words]]
    mentions: list[Words]


@dataclass(frozen=True)
class Line:
    """A tie, an event or a mention of footage: a sentence, more facts, and the claim it rests on."""

    text: str
    facts: list[str]
    words: Words | None
    claim: ClaimView | None
    confidence: str
    confidence_words: str


@dataclass(frozen=True)
class TogetherLine:
    """What the report says about footage and what a comparison found, as the page tells it."""

    said: str
    claim: ClaimView | None
    found: list[tuple[str, str]]
    """An edit in words, and where the page tells more."""
    more: int
    comparison: str
    """Where the page shows the comparison."""


@dataclass(frozen=True)
class ReportView:
    """A report as the page tells it."""

    anchor: str
    name: str
    title: str
    summary: list[str]
    origin: list[tuple[str, str]]
    chain: list[tuple[str, str, Words | None]]
    """Role, name, and the words that name them; no name where those are the name."""
    groups: list[SourceGroup]
    blocks: list[TextBlock]
    actors: list[ActorView]
    ties: list[Line]
    events: list[Line]
    footage: list[Line]
    together: list[TogetherLine]
    graph: TieGraph | None
    event_line: EventLine | None
    map: PlaceMap | None
    not_examined: list[str]
    issues: list[str]
    version: str


def view_report(report: Report, anchor: str, compared: Sequence[tuple[str, Comparison]] = ()) -> ReportView:
    """``report`` laid out; ``anchor`` begins the id of everything in it.

    ``compared`` are the comparisons of footage on the same page, each with its anchor.
    """
    return _Viewer(report, anchor).view(compared)


class _Viewer:
    """Looks up actors, claims and places of words while a report is laid out."""

    def __init__(self, report: Report, anchor: str) -> None:
        self.report = report
        self.anchor = anchor
        self.actors = {actor.id: actor for actor in report.actors}
        self.in_passing = told_in_passing(report)
        self.unsaid = not_said(report)
        self.held = held_places(report)
        text = report.document.text
        self.text_blocks = cut_into_blocks(text, merge_highlights(self._highlights(), text))
        self.anchored = {
            token.highlight.quote for block in self.text_blocks for token in block.tokens if token.highlight
        }
        self.numbered = [self._claim(number, claim) for number, claim in enumerate(report.claims, start=1)]
        self.claims = {claim.id: view for claim, view in zip(report.claims, self.numbered, strict=True)}

    def view(self, compared: Sequence[tuple[str, Comparison]]) -> ReportView:
        document = self.report.document
        return ReportView(
            anchor=self.anchor,
            name=file_name(document.path),
            title=on_one_line(document.title) if document.title else file_name(document.path),
            summary=[line for line in summarise_report(self.report) if not line.startswith("Not examined")],
            origin=self._origin(),
            chain=[self._link(link) for link in document.chain],
            groups=self._groups(),
            blocks=self._blocks(),
            actors=[self._actor(number, actor) for number, actor in enumerate(self.report.actors, start=1)],
            ties=_once(map(self._tie, shown_ties(self.report.ties))),
            events=_once(map(self._event, self.report.events)),
            footage=[self._footage(index) for index in range(len(self.report.footage))],
            together=list(self._together(compared)),
            graph=self._graph(),
            event_line=self._event_line(),
            map=lay_out_map(self._located()),
            not_examined=self.report.not_examined,
            issues=document.issues,
            version=self.report.version,
        )

    def _link(self, link: ChainLink) -> tuple[str, str, Words | None]:
        words, name = self._maybe(link.quote), self._name(link.actor)
        return CHAIN_WORDS[link.role], "" if words is not None and words.text == name else name, words

    def _words(self, quote: Quote) -> Words:
        return Words(quote.text, f"{self.anchor}-q{quote.start}-{quote.end}" if quote in self.anchored else None)

    def _maybe(self, quote: Quote | UnsetType | None) -> Words | None:
        return self._words(quote) if isinstance(quote, Quote) else None

    def _name(self, actor: str) -> str:
        return self.actors[actor].name if actor in self.actors else f"unknown actor {actor}"

    def _origin(self) -> list[tuple[str, str]]:
        document = self.report.document
        publisher = document.publisher
        published = document.published
        return [
            ("Publisher", f"{publisher.name} ({_basis(publisher.basis)})" if publisher else "not named"),
            (
                "Published",
                f"{date_in_words(published.earliest, published.latest)} ({_basis(published.basis)})",
            ),
            ("Byline", document.byline or "none"),
            ("Language", document.language or "cannot be told"),
            ("File", file_name(document.path)),
            ("SHA-256", document.sha256),
        ]

    def _source_name(self, source: Source) -> str:
        if source.actor is not None:
            return self._name(source.actor)
        if source.kind == "publisher" and not is_interviewed(source):
            publisher = self.report.document.publisher
            return publisher.name if publisher else "The publisher"
        return f"“{on_one_line(source.quote.text, 80)}”" if source.quote else "An unnamed source"

    def _claim(self, number: int, claim: Claim) -> ClaimView:
        return ClaimView(
            number=number,
            anchor=f"{self.anchor}-c{number}",
            words=self._words(claim.quote),
            source=self._source_name(claim.asserted_by),
            source_words=self._maybe(claim.asserted_by.quote),
            stance=claim.stance,
            stance_words=stance_in_words(claim),
            saying=self._saying(claim),
            certainty=f"{claim.certainty:.2f}",
            certainty_words=wording_in_words(claim),
            confidence=f"{claim.confidence:.2f}",
            confidence_words=confidence_in_words(claim.confidence),
            via=[self._name(actor) for actor in claim.asserted_by.via],
            cues=[self._words(cue) for cue in claim.cues],
            facts=list(self._claim_facts(claim)),
            proposed=model_name(self.report) if claim.proposed_by is not UNSET else "",
        )

    def _saying(self, claim: Claim) -> str:
        cue = words_of_saying(claim)
        return cue.text if cue is not None else IN_PASSING if claim.id in self.in_passing else ""

    def _claim_facts(self, claim: Claim) -> Iterable[tuple[str, str, Words | None]]:
        if claim.time is not None:
            yield "Time", _time(claim.time), self._maybe(claim.time.quote)
        for place in claim.places:
            yield (
                "Place",
                place.name + (f" ({place.country})" if place.country else ""),
                self._words(place.quote),
            )
        if claim.about:
            yield "About", ", ".join(self._name(actor) for actor in claim.about), None
        for evidence in claim.evidence:
            if evidence.kind != "none":
                yield "Rests on", evidence.kind, self._maybe(evidence.quote)
        for loaded in claim.loaded:
            yield "Loaded", loaded.kind.replace("_", " "), self._words(loaded.quote)

    def _groups(self) -> list[SourceGroup]:
        grouped: dict[tuple[str, str], list[ClaimView]] = {}
        called: dict[str, str] = {}
        for claim, view in zip(self.report.claims, self.numbered, strict=True):
            source = called.setdefault(described_key(view.source), view.source)
            grouped.setdefault((claim.asserted_by.kind, source), []).append(view)
        order = {"publisher": 0, "named": 1, "unnamed": 2}
        notes = {
            "publisher": "the publisher, in its own voice",
            "named": "named source",
            "unnamed": "unnamed source",
        }
        ranked = sorted(grouped.items(), key=lambda one: (order[one[0][0]], -len(one[1])))
        republished = {self._name(one.actor) for one in self.report.document.chain if one.role == "republished_from"}

        answering = {
            self._source_name(claim.asserted_by) for claim in self.report.claims if is_interviewed(claim.asserted_by)
        }

        def note(kind: str, name: str) -> str:
            if kind == "publisher" and name in answering:
                return "interviewed here, in its own voice"
            is_republished = kind == "publisher" and name in republished
            return "republished here, in its own voice" if is_republished else notes[kind]

        return [SourceGroup(name, note(kind, name), claims) for (kind, name), claims in ranked]

    def _highlights(self) -> Iterable[Highlight]:
        report = self.report
        for mark in report.document.boilerplate:
            yield Highlight(mark.quote, ("furniture",), f"page furniture: {mark.kind}")
        for number, claim in enumerate(report.claims, start=1):
            yield Highlight(claim.quote, ("claim",), "", (number,))
            yield from self._claim_highlights(claim)
        for actor in report.actors:
            yield from (Highlight(quote, ("actor",), f"{actor.kind}: {actor.name}") for quote in actor.mentions)
            yield from (Highlight(role.quote, ("actor",), f"role of {actor.name}") for role in actor.roles)
        for mention in report.mentions:
            yield Highlight(mention.quote, ("mention",), mention.kind.replace("_", " "))
        for footage in report.footage:
            yield Highlight(footage.quote, ("footage",), f"{footage.kind}, {footage.version} version")
        for link in report.document.chain:
            if link.quote is not None:
                yield Highlight(link.quote, ("source",), CHAIN_WORDS[link.role].lower())
        yield from self._tie_and_event_highlights()

    def _claim_highlights(self, claim: Claim) -> Iterable[Highlight]:
        source = claim.asserted_by
        if source.quote is not None:
            yield Highlight(source.quote, ("source",), "source")
        yield from (Highlight(cue, ("cue",), "says so") for cue in claim.cues)
        yield from (Highlight(one.quote, ("loaded",), one.kind.replace("_", " ")) for one in claim.loaded)
        yield from (Highlight(place.quote, ("mention",), "place") for place in claim.places)
        yield from (Highlight(x.quote, ("mention",), f"rests on: {x.kind}") for x in claim.evidence if x.quote)
        if claim.time is not None and isinstance(claim.time.quote, Quote):
            yield Highlight(claim.time.quote, ("mention",), "time")

    def _tie_and_event_highlights(self) -> Iterable[Highlight]:
        for tie in self.report.ties:
            if isinstance(tie.object, Quote):
                yield Highlight(tie.object, ("mention",), "object of a tie")
        for event in self.report.events:
            yield from (Highlight(weapon, ("mention",), "weapon") for weapon in event.weapons)
            if event.victims is not None:
                yield Highlight(event.victims, ("mention",), "victims")

    def _blocks(self) -> list[TextBlock]:
        return [TextBlock(block, self._claims_in(block), self._furniture(block)) for block in self.text_blocks]

    def _claims_in(self, block: Block) -> list[ClaimView]:
        both = zip(self.report.claims, self.numbered, strict=True)
        inside = [(claim.quote.start, view) for claim, view in both if block.start <= claim.quote.start < block.end]
        return [view for _, view in sorted(inside, key=lambda one: one[0])]

    def _furniture(self, block: Block) -> str:
        whole = (
            m for m in self.report.document.boilerplate if m.quote.start <= block.start and block.end <= m.quote.end
        )
        return next((mark.kind for mark in whole), "")

    def _actor(self, number: int, actor: Actor) -> ActorView:
        roles = [(f"{r.title}{f' of {self._name(r.of)}' if r.of else ''}", self._words(r.quote)) for r in actor.roles]
        mentions = [self._words(quote) for quote in actor.mentions]
        return ActorView(
            f"{self.anchor}-a{number}", actor.name, actor.kind, actor.id in self.held, actor.aliases, roles, mentions
        )

    def _tie(self, tie: Tie) -> Line:
        negative = f"{NOT_SO}: " if tie.polarity == "negative" else ""
        text = f"{negative}{self._name(tie.from_)} {self._tie_words(tie)} {self._name(tie.to)}"
        if isinstance(tie.object, Quote):
            text += f": “{on_one_line(tie.object.text)}”"
        facts = [_time_within(tie.time)] if tie.time is not None and is_dated(tie) else []
        return self._line(text, facts, tie.claim, tie.confidence)

    def _tie_words(self, tie: Tie) -> str:
        target = self.actors.get(tie.to)
        return tie_in_words(
            tie.kind,
            target.kind if target is not None else None,
            is_over=is_over(tie),
            is_founding=tie.basis == "founded",
        )

    def _event(self, event: Event) -> Line:
        negative = f" ({NOT_SO})" if event.polarity == "negative" else ""
        facts = [f"{one.role}: {self._name(one.actor)}" for one in event.actors]
        facts += [f"weapon: {on_one_line(weapon.text)}" for weapon in event.weapons]
        killed = "or more killed" if event.is_least_killed else "killed"
        facts += [f"{n} {what}" for n, what in ((event.killed, killed), (event.injured, "injured")) if n is not None]
        facts += [f"victims: {on_one_line(event.victims.text)}"] if event.victims else []
        facts += [f"place: {place.name}" for place in event.places]
        facts += [f"time: {_time_within(event.time)}"] if event.time is not None else []
        return self._line(f"{event.kind}{negative}", facts, event.claim, event.confidence)

    def _footage(self, index: int) -> Line:
        mention = self.report.footage[index]
        which = {"original": ", the original version", "edited": ", an edited version", "unknown": ""}[mention.version]
        facts = [
            f"{HAND_WORDS[hand.role]} {self._name(hand.actor) if hand.actor else on_one_line(hand.quote.text)}"
            for hand in mention.by or []
        ]
        for label, quote in (("on", mention.seen_on), ("said to show", mention.shows), ("said to hide", mention.hides)):
            facts += [f"{label}: {on_one_line(quote.text)}"] if isinstance(quote, Quote) else []
        return self._line(f"{mention.kind}{which}", facts, mention.claim, None, mention.quote)

    def _together(self, compared: Sequence[tuple[str, Comparison]]) -> Iterable[TogetherLine]:
        for mention in self.report.footage:
            claim = self.claims.get(mention.claim)
            source = claim.source if claim is not None else "The report"
            for anchor, comparison in compared:
                told = tell_together(mention, source, comparison)
                if told is not None:
                    found = [(words, f"{anchor}-e{number}") for words, number in told.found]
                    yield TogetherLine(told.said, claim, found, told.more, anchor)

    def _graph(self) -> TieGraph | None:
        names = {actor.id: (actor.name, f"{self.anchor}-a{n}") for n, actor in enumerate(self.report.actors, start=1)}
        lines = [
            TieLine(tie.from_, tie.to, self._tie_words(tie), tie.polarity == "negative", self._claim_anchor(tie.claim))
            for tie in shown_ties(self.report.ties)
        ]
        return lay_out_ties(lines, names)

    def _event_line(self) -> EventLine | None:
        published = self.report.document.published
        day = published.earliest if published.earliest == published.latest else None
        return lay_out_events([self._dated(event) for event in self.report.events], day)

    def _dated(self, event: Event) -> Dated:
        time = event.time
        who = [self._name(one.actor) for one in event.actors if one.role == "agent"]
        place = next((place.name for place in event.places), "")
        negative = "not: " if event.polarity == "negative" else ""
        what = f"{negative}{event.kind}{f' by {join_words(who)}' if who else ''}{f', {place}' if place else ''}"
        counts = [f"{n} {what}" for n, what in ((event.killed, "killed"), (event.injured, "injured")) if n is not None]
        return Dated(
            label=on_one_line(", ".join([what, *counts]), 60),
            earliest=time.earliest if time else None,
            latest=time.latest if time else None,
            when=date_in_words(time.earliest, time.latest) if time else "",
            anchor=self._claim_anchor(event.claim),
        )

    def _located(self) -> Iterable[Located]:
        for event in self.report.events:
            yield from (Located(place, True, self._claim_anchor(event.claim)) for place in event.places)
        for mention in self.report.mentions:
            if isinstance(mention.place, PlaceValue):
                yield Located(mention.place, False, self._words(mention.place.quote).anchor)

    def _claim_anchor(self, claim: str) -> str | None:
        return self.claims[claim].anchor if claim in self.claims else None

    def _line(
        self,
        text: str,
        facts: Sequence[str],
        claim: str,
        confidence: float | None,
        quote: Quote | None = None,
    ) -> Line:
        view = self.claims.get(claim)
        words = self._words(quote) if quote else (_cut(view.words) if view else None)
        number = "" if confidence is None else f"{confidence:.2f}"
        in_words = "" if confidence is None else confidence_in_words(confidence)
        told = [NOT_SAID] if claim in self.unsaid else []
        return Line(text, [*facts, *told], words, view, number, in_words)


def _cut(words: Words) -> Words:
    """The same place with its words cut short: the whole ones stand at the claim."""
    return Words(on_one_line(words.text), words.anchor)


def _once(lines: Iterable[Line]) -> list[Line]:
    """Lines that tell the same of the same claim, once."""
    return list({(line.text, *line.facts, line.claim.anchor if line.claim else ""): line for line in lines}.values())


def _time(value: TimeValue) -> str:
    return f"{date_in_words(value.earliest, value.latest)} ({value.basis})"


def _time_within(value: TimeValue) -> str:
    """The same where it stands in brackets itself."""
    return f"{date_in_words(value.earliest, value.latest)} [{value.basis}]"


def _basis(basis: str) -> str:
    return {"given": "as given to the program"}.get(basis) or basis_in_words(basis)
