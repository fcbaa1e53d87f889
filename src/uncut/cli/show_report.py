"""A report in the terminal: where it comes from, who says what, actors and ties, what happened, footage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import UNSET
from rich.console import Console
from rich.text import Text

from uncut.cli.screen import hanging, neutral, plain_table, result_console
from uncut.dossier.summary import certainty_in_words, date_in_words, summarise_report
from uncut.dossier.words import CHAIN_WORDS, TIE_WORDS, join_words
from uncut.model.report import Actor, Claim, Document, Event, PlaceValue, Report, Source, TimeValue
from uncut.model.text import Quote

UNSURE = 0.5
"""Entries below this confidence are named among what could not be decided."""

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
    lines = [
        (
            "Publisher",
            f"{neutral(document.publisher.name)} ({document.publisher.basis})" if document.publisher else "not named",
        ),
        ("Published", f"{date_in_words(published.earliest, published.latest)} ({neutral(published.basis)})"),
        ("By", neutral(document.byline) if document.byline else "not named"),
        *(
            (CHAIN_WORDS[one.role], names.get(one.actor, neutral(one.actor)))
            for one in document.chain
            if one.role != "publisher"
        ),
    ]
    for label, words in lines:
        console.print(Text(f"{label:<17} {words}"))
    for sentence in summarise_report(report)[1:]:
        if not sentence.startswith("Not examined"):
            console.print(Text(sentence))


def source_in_words(source: Source, document: Document, names: Names) -> str:
    """Who asserts a claim, with those in between."""
    if source.kind == "publisher":
        who = f"{neutral(document.publisher.name)}, the publisher" if document.publisher else "the publisher"
    elif source.actor is not None and source.actor in names:
        who = names[source.actor]
    else:
        who = f"“{neutral(source.quote.text)}”" if source.quote else "somebody not named"
    if source.kind == "unnamed":
        who += " (not named)"
    outlet = {one.actor for one in document.chain if one.role == "publisher"}
    via = [names.get(one, neutral(one)) for one in source.via if one not in outlet and one != source.actor]
    return f"{who}, as told by {' by way of '.join(reversed(via))}" if via else who


def _show_claims(console: Console, report: Report, names: Names) -> None:
    by_source: dict[str, list[Claim]] = defaultdict(list)
    for claim in report.claims:
        by_source[source_in_words(claim.asserted_by, report.document, names)].append(claim)
    _heading(console, "Who says what")
    for source, claims in by_source.items():
        console.print(Text(source, style="bold"))
        for claim in claims:
            console.print(hanging(f"  {claim.id:<4} ", _claim_line(claim)))
    if not report.claims:
        console.print("Nothing found.")


def _claim_line(claim: Claim) -> Text:
    line = Text()
    if mark := STANCE_MARKS[claim.stance]:
        line.append(f"[{mark}] ", style="bold red" if claim.stance == "denied" else "yellow")
    line.append(neutral(claim.quote.text))
    notes = [
        certainty_in_words(claim.certainty) if claim.stance == "hedged" else "",
        f"rests on {join_words(one.kind for one in claim.evidence)}" if _offers(claim) else "",
        f"loaded: {join_words(f'“{neutral(one.quote.text)}”' for one in claim.loaded)}" if claim.loaded else "",
    ]
    told = "; ".join(one for one in notes if one)
    return line.append(f"  ({told})", style="dim") if told else line


def _offers(claim: Claim) -> bool:
    return bool(claim.evidence) and all(one.kind != "none" for one in claim.evidence)


def _show_actors(console: Console, report: Report, _names: Names) -> None:
    if not report.actors:
        return
    _heading(console, "Actors")
    table = plain_table("Name", "Kind", "Also called", "Roles", "Named")
    for actor in sorted(report.actors, key=lambda one: -len(one.mentions)):
        table.add_row(
            Text(neutral(actor.name)), actor.kind, Text(_aliases(actor)),
            Text(", ".join(neutral(one.title) for one in actor.roles)), f"{len(actor.mentions)} ×",
        )  # fmt: skip
    console.print(table)


def _aliases(actor: Actor) -> str:
    return ", ".join(neutral(one) for one in actor.aliases if one != actor.name)


def _show_ties(console: Console, report: Report, names: Names) -> None:
    ties = [tie for tie in report.ties if tie.from_ != tie.to]
    if not ties:
        return
    _heading(console, "Ties")
    for tie in ties:
        negative = "NOT: " if tie.polarity == "negative" else ""
        words = [
            names.get(tie.from_, neutral(tie.from_)),
            TIE_WORDS[tie.kind],
            names.get(tie.to, neutral(tie.to)),
        ]
        with_what = f" with “{neutral(tie.object.text)}”" if tie.object is not UNSET else ""
        when = f", {_time(tie.time)}" if tie.time else ""
        console.print(Text(f"  {negative}{' '.join(words)}{with_what}{when}  ({tie.claim})"))


def _show_events(console: Console, report: Report, names: Names) -> None:
    if not report.events:
        return
    _heading(console, "What is said to have happened")
    table = plain_table("Event", "Who", "When", "Where", "Killed", "Injured", "Claim")
    for event in report.events:
        table.add_row(
            Text(f"{'NOT: ' if event.polarity == 'negative' else ''}{event.kind}{_weapons(event)}"),
            Text(_parts(event, names)), Text(_time(event.time)), Text(_places(event.places)),
            _count(event.killed), _count(event.injured), event.claim,
        )  # fmt: skip
    console.print(table)


def _weapons(event: Event) -> str:
    return f" with {_quotes(event.weapons)}" if event.weapons else ""


def _parts(event: Event, names: Names) -> str:
    return ", ".join(f"{names.get(one.actor, neutral(one.actor))} ({one.role})" for one in event.actors)


def _count(number: int | None) -> str:
    return "not said" if number is None else str(number)


def _time(time: TimeValue | None) -> str:
    return date_in_words(time.earliest, time.latest) if time else "not said"


def _places(places: Iterable[PlaceValue]) -> str:
    return ", ".join(neutral(one.name) + (f" ({neutral(one.country)})" if one.country else "") for one in places)


def _quotes(quotes: Iterable[Quote]) -> str:
    return join_words(f"“{neutral(one.text)}”" for one in quotes)


def _show_footage(console: Console, report: Report, _names: Names) -> None:
    if not report.footage:
        return
    _heading(console, "Footage it speaks of")
    for one in report.footage:
        version = "which version is not said" if one.version == "unknown" else f"the {one.version} version"
        console.print(Text(f"  {one.kind}, {version}: “{neutral(one.quote.text)}”  ({one.claim})"))


def _show_undecided(console: Console, report: Report) -> None:
    unsure = [one.id for one in report.claims if one.confidence < UNSURE]
    lines = [
        *(neutral(one) for one in report.document.issues),
        *([f"unsure of {len(unsure)} claims: {', '.join(unsure)}"] if unsure else []),
        *(f"not examined: {neutral(one)}" for one in report.not_examined),
    ]
    if lines:
        _heading(console, "What could not be decided")
    for line in lines:
        console.print(hanging("  ", Text(line)))
