"""A report in the terminal: where it comes from, who says what, actors and ties, what happened, footage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import UNSET
from rich.console import Console
from rich.text import Text

from uncut.cli.screen import hanging, neutral, result_console
from uncut.dossier.neutralise import on_one_line
from uncut.dossier.saying import IN_PASSING, NOT_SAID, not_said, told_in_passing, words_of_saying
from uncut.dossier.summary import confidence_in_words, date_in_words, model_name, summarise_report, wording_in_words
from uncut.dossier.ties import acting, is_dated, is_over, shown_ties
from uncut.dossier.words import CHAIN_WORDS, HAND_WORDS, basis_in_words, join_words, plural, tie_in_words
from uncut.model.report import Actor, Claim, Document, Event, PlaceValue, Report, Source, Tie, TimeValue
from uncut.model.text import Quote
from uncut.reports.keys import described_key

LONGEST = 180
"""Characters of a claim that are shown; of a longer one the middle is left out. The whole words are in the JSON."""
UNSURE = 0.5
"""Entries below this confidence are named among what could not be decided."""
FAIRLY_SURE = 0.65
"""Ties and events below this confidence say so where they stand."""

STANCE_MARKS = {"asserted": "", "hedged": "hedged", "denied": "DENIED", "ironic": "ironic", "asked": "asked"}

Names = Mapping[str, str]
"""Actors' names by id."""


def show_report(report: Report) -> None:
    """Print ``report`` on standard output."""
    console = result_console()
    names = {one.id: neutral(one.name) for one in report.actors}
    for show in (_show_origin, _show_claims, _show_actors, _show_ties, _show_events, _show_footage):
        show(console, report, names)
    _show_undecided(console, report)


def _heading(console: Console, words: str) -> None:
    console.print()
    console.print(Text(words, style="bold underline"))


def _show_origin(console: Console, report: Report, names: Names) -> None:
    document = report.document
    console.print(Text(neutral(document.title or document.path), style="bold"))
    published = document.published
    day = f"{date_in_words(published.earliest, published.latest)} ({neutral(basis_in_words(published.basis))})"
    publisher = document.publisher
    who = (
        f"Published by {neutral(publisher.name)} ({neutral(basis_in_words(publisher.basis))})"
        if publisher
        else "Publisher not named; published"
    )
    by = f", written by {neutral(document.byline)}" if document.byline else ""
    console.print(Text(f"{who} {day}{by}"))
    chain: dict[str, list[str]] = defaultdict(list)
    for link in document.chain:
        if link.role != "publisher":
            chain[CHAIN_WORDS[link.role]].append(names.get(link.actor, neutral(link.actor)))
    for role, linked in chain.items():
        console.print(hanging(f"{role} ", Text(join_words(dict.fromkeys(linked)))))
    told = [line for line in summarise_report(report)[1:] if not line.startswith("Not examined")]
    console.print(Text(" ".join(told)))


def source_in_words(source: Source, document: Document, names: Names) -> str:
    """Who asserts a claim, with those in between."""
    outlets = {one.actor for one in document.chain if one.role == "publisher"}
    if source.kind == "publisher":
        publisher = f"{neutral(document.publisher.name)}, the publisher" if document.publisher else "the publisher"
        if source.quote is not None:
            answers = names.get(source.actor or "", f"“{neutral(source.quote.text)}”")
            return f"{answers}, interviewed by {publisher}"
        is_other = source.actor is not None and source.actor in names and source.actor not in outlets
        who = f"{names[source.actor]}, republished by {publisher}" if is_other and source.actor else publisher
        return who
    if source.actor is not None and source.actor in names:
        who = names[source.actor]
    else:
        who = f"“{neutral(source.quote.text)}”" if source.quote else "somebody not named"
    if source.kind == "unnamed":
        who += " (not named)"
    via = [names.get(one, neutral(one)) for one in source.via if one not in outlets and one != source.actor]
    return f"{who}, as told by {' by way of '.join(reversed(via))}" if via else who


def _show_claims(console: Console, report: Report, names: Names) -> None:
    by_source: dict[str, list[Claim]] = defaultdict(list)
    called: dict[str, str] = {}
    for claim in report.claims:
        words = source_in_words(claim.asserted_by, report.document, names)
        by_source[called.setdefault(described_key(words), words)].append(claim)
    _heading(console, "Who says what")
    in_passing = told_in_passing(report)
    for source, claims in by_source.items():
        console.print(Text(source, style="bold"))
        for claim in claims:
            console.print(hanging(f"  {claim.id:<4} ", _claim_line(claim, in_passing=claim.id in in_passing)))
    if not report.claims:
        console.print("Nothing found.")


def _claim_line(claim: Claim, *, in_passing: bool) -> Text:
    line = Text()
    if in_passing:
        line.append(f"{IN_PASSING}: ", style="italic")
    if mark := NOT_SAID.upper() if claim.unsaid else STANCE_MARKS[claim.stance]:
        line.append(f"[{mark}] ", style="bold red" if claim.stance == "denied" else "yellow")
    if claim.proposed_by is not UNSET:
        line.append("[proposed by a model] ", style="magenta")
    if (cue := words_of_saying(claim)) is not None:
        line.append(f"{on_one_line(cue.text, LONGEST)}: ", style="italic")
    pieces = [claim.quote, *(claim.continued if claim.continued is not UNSET else [])]
    in_order = sorted(pieces, key=lambda quote: quote.start)
    line.append(" … ".join(on_one_line(quote.text, LONGEST) for quote in in_order))
    notes = [
        wording_in_words(claim),
        f"rests on {join_words(one.kind for one in claim.evidence)}" if _offers(claim) else "",
        f"loaded: {join_words(f'“{neutral(one.quote.text)}”' for one in claim.loaded)}" if claim.loaded else "",
    ]
    told = "; ".join(one for one in notes if one)
    return line.append(f"  ({told})", style="dim") if told else line


def _offers(claim: Claim) -> bool:
    return bool(claim.evidence) and all(one.kind != "none" for one in claim.evidence)


def _show_actors(console: Console, report: Report, _names: Names) -> None:
    if not (actors := acting(report)):
        return
    _heading(console, "Actors")
    kinds: dict[str, list[Actor]] = defaultdict(list)
    for actor in sorted(actors, key=lambda one: -len(one.mentions)):
        kinds[actor.kind].append(actor)
    for kind, alike in kinds.items():
        console.print(hanging(f"  {kind:<13}", Text("; ".join(map(_actor, alike)))))


def _actor(actor: Actor) -> str:
    """Name, how often it is named, other names and roles."""
    roles = list(dict.fromkeys(neutral(one.title) for one in actor.roles))
    aliases = [one for one in map(neutral, actor.aliases) if one.casefold() not in neutral(actor.name).casefold()]
    notes = [f"{len(actor.mentions)}×", *(["also " + ", ".join(aliases)] if aliases else []), *roles]
    return (
        f"{neutral(actor.name)} ({'; '.join(notes)})"
        if len(notes) > 1 or len(actor.mentions) > 1
        else neutral(actor.name)
    )


def _show_ties(console: Console, report: Report, names: Names) -> None:
    ties = shown_ties(report.ties)
    if not ties:
        return
    _heading(console, "Ties")
    told: dict[str, list[Tie]] = defaultdict(list)
    kinds = {actor.id: actor.kind for actor in report.actors}
    for tie in ties:
        negative = "NOT: " if tie.polarity == "negative" else ""
        ends = [names.get(one, neutral(one)) for one in (tie.from_, tie.to)]
        with_what = f" with “{neutral(tie.object.text)}”" if tie.object is not UNSET else ""
        when = f", {_time(tie.time)}" if is_dated(tie) else ""
        words = tie_in_words(tie.kind, kinds.get(tie.to), is_over=is_over(tie), is_founding=tie.basis == "founded")
        told[f"{negative}{ends[0]} {words} {ends[1]}{with_what}{when}"].append(tie)
    unsaid = not_said(report)
    for words, alike in told.items():
        told_in = [tie.claim for tie in alike]
        sure = _how_sure(unsaid, told_in, max(tie.confidence for tie in alike))
        console.print(hanging("  ", Text(f"{words}  ({', '.join(told_in)}{sure})")))


def _how_sure(unsaid: frozenset[str], claims: Collection[str], confidence: float) -> str:
    """What a reader must know of what is told in ``claims``: that none was said, that the program is unsure."""
    told = [NOT_SAID] * unsaid.issuperset(claims) + [confidence_in_words(confidence)] * (confidence < FAIRLY_SURE)
    return "".join(f"; {one}" for one in told)


def _show_events(console: Console, report: Report, names: Names) -> None:
    if not report.events:
        return
    _heading(console, "What is said to have happened")
    unsaid = not_said(report)
    for event in report.events:
        head = f"{'NOT: ' if event.polarity == 'negative' else ''}{event.kind}{_weapons(event)}"
        counts = [("killed", _killed(event), event.killed), ("injured", _count(event.injured), event.injured)]
        facts = [
            _parts(event, names), _time(event.time) if event.time else "", _places(event.places),
            *(f"{words} {what}" for what, words, number in counts if number is not None),
            f"victims: “{neutral(event.victims.text)}”" if event.victims else "",
        ]  # fmt: skip
        sure = _how_sure(unsaid, [event.claim], event.confidence)
        console.print(hanging("  ", Text(f"{'; '.join(filter(None, [head, *facts]))}  ({event.claim}{sure})")))


def _killed(event: Event) -> str:
    """The count; "at least" where the words give none."""
    return f"{_count(event.killed)} or more" if event.is_least_killed else _count(event.killed)


def _weapons(event: Event) -> str:
    return f" using {_quotes(event.weapons)}" if event.weapons else ""


def _parts(event: Event, names: Names) -> str:
    return ", ".join(f"{names.get(one.actor, neutral(one.actor))} ({one.role})" for one in event.actors)


def _count(number: int | None) -> str:
    return "not said" if number is None else str(number)


def _time(time: TimeValue | None) -> str:
    return date_in_words(time.earliest, time.latest) if time else "not said"


def _places(places: Iterable[PlaceValue]) -> str:
    told = (neutral(one.name) + (f" ({neutral(one.country)})" if one.country else "") for one in places)
    return ", ".join(dict.fromkeys(told))


def _quotes(quotes: Iterable[Quote]) -> str:
    return join_words(f"“{neutral(one.text)}”" for one in quotes)


def _show_footage(console: Console, report: Report, names: Names) -> None:
    if not report.footage:
        return
    _heading(console, "Footage it speaks of")
    for one in report.footage:
        version = "which version is not said" if one.version == "unknown" else f"the {one.version} version"
        hands = one.by if one.by is not UNSET else []
        facts = [f"{HAND_WORDS[hand.role]} {names.get(hand.actor or '', neutral(hand.quote.text))}" for hand in hands]
        for label, quote in (("on", one.seen_on), ("said to show", one.shows), ("said to hide", one.hides)):
            facts += [f"{label} “{on_one_line(quote.text, LONGEST)}”"] if isinstance(quote, Quote) else []
        told = "".join(f"; {fact}" for fact in facts)
        console.print(hanging("  ", Text(f"{one.kind}, {version}: “{neutral(one.quote.text)}”{told}  ({one.claim})")))


def _unsure(what: str, found: Sequence[Tie | Event]) -> list[str]:
    """How many of the ties or events the program is unsure of, and the claims that they rest on."""
    some = [one.claim for one in found if one.confidence < UNSURE]
    return [f"unsure of {plural(len(some), what)}, from {', '.join(dict.fromkeys(some))}"] if some else []


def _show_undecided(console: Console, report: Report) -> None:
    proposed = [one.id for one in report.claims if one.proposed_by is not UNSET]
    unsure = [one.id for one in report.claims if one.confidence < UNSURE and one.proposed_by is UNSET]
    lines = [
        *(neutral(one) for one in report.document.issues),
        *([f"proposed by the model {neutral(model_name(report))}: {', '.join(proposed)}"] if proposed else []),
        *([f"unsure of {plural(len(unsure), 'claim')}: {', '.join(unsure)}"] if unsure else []),
        *_unsure("tie", shown_ties(report.ties)),
        *_unsure("event", report.events),
        *(f"not examined: {neutral(one)}" for one in report.not_examined),
    ]
    if lines:
        _heading(console, "What could not be decided")
    for line in lines:
        console.print(hanging("  ", Text(line)))
