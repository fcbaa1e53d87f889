# ruff: noqa: E501  patterns and word lists stay on one line each

"""The report pipeline: read, mentions, claims, report; and the comparison of two texts."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

import msgspec
from msgspec import UNSET

from uncut.errors import JailError, UncutError
from uncut.jail import JailSettings
from uncut.model.report import (
    Actor,
    ChainLink,
    Claim,
    Document,
    Event,
    Mention,
    PlaceValue,
    Report,
    Tie,
    TimeValue,
)  # fmt: skip
from uncut.model.text import placed_again, quote_at, quote_trimmed
from uncut.model.text_comparison import TextComparison
from uncut.reports.claims.attribution import AttributionFinder, RuleAttributionFinder
from uncut.reports.claims.attribution.finder import MOST_IN_SENTENCE
from uncut.reports.claims.builder import ClaimBuilder
from uncut.reports.claims.chain import find_republished, footage_links
from uncut.reports.claims.events import find_events
from uncut.reports.claims.evidence import with_stray_loaded
from uncut.reports.claims.footage import find_footage
from uncut.reports.claims.foundings import with_beginnings
from uncut.reports.claims.parties import Parties
from uncut.reports.claims.roster import enrol, place_of, with_kinds_of_renamed
from uncut.reports.claims.scene import Scene, build_scenes
from uncut.reports.claims.setting import Setting
from uncut.reports.claims.stand_ins import Tied, settled, with_speakers, with_states, with_taken_up
from uncut.reports.claims.standing import told_once
from uncut.reports.claims.tie_ends import with_ends
from uncut.reports.claims.tie_model import TieModel, shipped_tie_model
from uncut.reports.claims.ties import find_ties
from uncut.reports.claims.tolls import with_last_tolls
from uncut.reports.collate.compare import compare_documents
from uncut.reports.language.analysis import Analysis, Tell, analyse
from uncut.reports.language.notes import blank_marks
from uncut.reports.mentions.actors import ActorBuilder, ActorsFound
from uncut.reports.mentions.agreement import in_agreement
from uncut.reports.mentions.found import MentionFinder, MentionFound
from uncut.reports.mentions.gazetteer import division_of
from uncut.reports.mentions.geocoding import Choice, candidates, choose_places, is_named_part, is_no_place
from uncut.reports.mentions.outermost import outermost
from uncut.reports.mentions.toponyms import context_names, named_places, with_toponyms
from uncut.reports.mentions.trained import TrainedMentionFinder
from uncut.reports.mentions.world import DEMONYMS
from uncut.reports.mentions.years_told import with_years_told
from uncut.reports.read.document import document_from_bytes, read_jailed
from uncut.reports.read.masthead import OUTLET_WORDS
from uncut.reports.read.publication import ReadOptions
from uncut.version import __version__

ALGORITHM = "read_report_tagger_v1"
_BUILDINGS = frozenset(
    """house building school hospital church mosque road street avenue airport station hotel prison jail palace hall centre
    center office park base camp bridge site stadium university college facility facilities compound headquarters positions checkpoint installations""".split()
)
"""Places that no gazetteer of towns holds; their mention stays, without a place on the map."""
_WELL_KNOWN = 100_000
"""Inhabitants of a town after which a building is rather named than after anything else of the same name."""
_CAPITALS = 2
"""Letters from which a name in capitals that no gazetteer has is that of a body rather than of a place."""
_READ_AHEAD = 2
"""Files that are opened in the jail while another is analysed: both take about as long."""
_WAITING = 3
"""Reports for each process that are read before they are asked for."""
LONG = 100_000
"""Code points from which a person waits long enough to be told how far it is: some seconds."""
MAX_ANALYSED = 1_000_000
"""Code points; a longer text is read and compared, and its sentences are analysed up to here."""


@dataclass(frozen=True, kw_only=True)
class Finders:
    """The doors behind which a trained model can stand."""

    mentions: MentionFinder = field(default_factory=TrainedMentionFinder)
    attributions: AttributionFinder = field(default_factory=RuleAttributionFinder)
    ties: TieModel = field(default_factory=shipped_tie_model)


def read_report(
    path: Path, options: ReadOptions | None = None, settings: JailSettings | None = None, tell: Tell | None = None
) -> Report:
    """Who claims what in the file at ``path``; parsed in the jail. Of a long text it is told how far the work is."""
    options = options or ReadOptions()
    return _report_of_jailed(read_jailed(path, options, settings), options, tell)


def read_reports(
    paths: Iterable[Path], options: ReadOptions | None = None, settings: JailSettings | None = None
) -> Iterator[tuple[Path, Report | UncutError]]:
    """The reports of ``paths`` in order, or what is wrong with a file; the next files are opened meanwhile.

    One process finds what is in all of them, so that what it loads is loaded once. A file that cannot be read
    stops no other.
    """
    options = options or ReadOptions()
    with ThreadPoolExecutor(max_workers=1) as pool:
        waiting: deque[tuple[Path, Future[tuple[Document, str]]]] = deque()
        for path in paths:
            waiting.append((path, pool.submit(read_jailed, path, options, settings)))
            if len(waiting) > _READ_AHEAD:
                yield _finished(*waiting.popleft(), options)
        while waiting:
            yield _finished(*waiting.popleft(), options)


def read_reports_side_by_side(
    paths: Iterable[Path], options: ReadOptions, settings: JailSettings, processes: int
) -> Iterator[tuple[Path, Report | UncutError]]:
    """The same in the same order, by so many processes, each with what it loads.

    The processes are started afresh, since this one may have threads. A few reports wait for the one that is asked
    for, and no more, so that memory does not grow with the folder.
    """
    waiting: deque[tuple[Path, Future[Report | UncutError]]] = deque()
    pool = ProcessPoolExecutor(processes, get_context("spawn"))
    try:
        for path in paths:
            waiting.append((path, pool.submit(_read_or_error, path, options, settings)))
            if len(waiting) > _WAITING * processes:
                first, report = waiting.popleft()
                yield first, report.result()
        while waiting:
            first, report = waiting.popleft()
            yield first, report.result()
    except BrokenExecutor as error:
        todo = "Read with --jobs 1, and look whether there is memory enough"
        raise JailError("a process that reads reports died", todo=todo) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _read_or_error(path: Path, options: ReadOptions, settings: JailSettings) -> Report | UncutError:
    try:
        return read_report(path, options, settings)
    except UncutError as error:
        return error


def _finished(
    path: Path, document: Future[tuple[Document, str]], options: ReadOptions
) -> tuple[Path, Report | UncutError]:
    try:
        return path, _report_of_jailed(document.result(), options)
    except UncutError as error:
        return path, error


def _report_of_jailed(read: tuple[Document, str], options: ReadOptions, tell: Tell | None = None) -> Report:
    document, level = read
    report = report_of(document, options, tell=tell if len(document.text) >= LONG else None)
    return msgspec.structs.replace(report, settings=report.settings | {"sandbox": level})


def read_bytes(data: bytes, options: ReadOptions | None = None) -> Report:
    """The same for bytes of the program's own making, without a jail."""
    options = options or ReadOptions()
    return report_of(document_from_bytes(data, "", options), options)


def compare_texts(
    left_path: Path, right_path: Path, options: ReadOptions | None = None, settings: JailSettings | None = None
) -> TextComparison:
    """What changed from one text to the other, with the claims that each edit touches."""
    options = options or ReadOptions()
    left, right = (read_report(path, options, settings) for path in (left_path, right_path))
    comparison = compare_documents(left.document, right.document, left_report=left, right_report=right)
    levels = {"left": left.settings["sandbox"], "right": right.settings["sandbox"]}
    return msgspec.structs.replace(comparison, settings=comparison.settings | {"sandbox": levels})


def report_of(
    document: Document, options: ReadOptions, finders: Finders | None = None, tell: Tell | None = None
) -> Report:
    """The report of a document that was read. English is examined in full, other languages in part."""
    finders = finders or Finders()
    analysis = analyse(msgspec.structs.replace(document, text=blank_marks(document.text)), MAX_ANALYSED, tell)
    is_english = analysis.is_english
    found = finders.mentions.find(analysis)
    found = _agreed(analysis, found) if is_english else _without_grammar(found)
    attributions = finders.attributions.find(analysis) if is_english else []
    actors = ActorBuilder(analysis, found).build()
    mentions = with_beginnings(analysis, _mentions(analysis, found, actors))
    roster, chain, ids = _chain(analysis, document, list(actors.actors))
    claims = ClaimBuilder(analysis, mentions, attributions).build(*ids, ids[0] if _is_person(document) else None)
    ties: list[Tie] = []
    events: list[Event] = []
    if is_english:
        claims = with_stray_loaded(analysis.text, [(one.start, one.end) for one in analysis.told], claims)
        events = _events(analysis, mentions, claims, roster)
        roster, mentions, ties = _ties(analysis, roster, mentions, claims, finders.ties, ids[0])
        claims = _with_countries(claims, roster)
    footage = list(find_footage(analysis, claims, mentions))
    chain += footage_links(footage)
    report = Report(
        document=msgspec.structs.replace(document, chain=chain), actors=with_kinds_of_renamed(roster, ties), mentions=outermost(mentions), claims=claims, ties=ties,
        events=events, footage=footage, not_examined=_not_examined(analysis, is_english),
        version=__version__,
        settings={
            "algorithm": ALGORITHM, "published": options.published.isoformat() if options.published else None,
            "publisher": options.publisher,
        },
    )  # fmt: skip
    return report if analysis.text == document.text else placed_again(report, document.text)


def _with_countries(claims: Sequence[Claim], roster: Sequence[Actor]) -> list[Claim]:
    """The claims, with the countries as sources that are actors by what they do: "Kenya, which has troops there, said"."""
    states = {quote.start: one.id for one in roster if one.kind == "state" for quote in one.mentions}
    named = []
    for claim in claims:
        source = claim.asserted_by
        is_open = source.kind == "named" and source.actor is None
        state = states.get(source.quote.start) if is_open and source.quote is not None else None
        whose = msgspec.structs.replace(source, actor=state) if state is not None else source
        named.append(msgspec.structs.replace(claim, asserted_by=whose))
    return named


def scenes_of(document: Document, mentions: MentionFinder) -> list[Scene]:
    """The sentences of an English text with the actors in them, before anybody's claims: ties are learnt from these."""
    analysis = analyse(document, MAX_ANALYSED)
    found = _agreed(analysis, mentions.find(analysis))
    actors = ActorBuilder(analysis, found).build()
    named = with_states(analysis.text, _mentions(analysis, found, actors), actors.actors)
    return _tying(build_scenes(analysis, named, []), None)


def _agreed(analysis: Analysis, found: Sequence[MentionFound]) -> list[MentionFound]:
    return with_years_told(analysis, in_agreement(analysis, with_toponyms(analysis, found)))


def _without_grammar(found: Sequence[MentionFound]) -> list[MentionFound]:
    return [mention for mention in found if mention.kind in {"temporal", "money"}]


def _mentions(analysis: Analysis, found: Sequence[MentionFound], actors: ActorsFound) -> list[Mention]:
    mentions = []
    words = frozenset(entry.token.lower for sentence in analysis.told for entry in sentence.tagged)
    named = named_places(analysis, found)
    holders = {one.start: one.within for one in named if not one.listed}
    places = choose_places(named, context_names(analysis), words)
    places = _without_strange_buildings(places, found)
    for at, one in enumerate(found):
        quote = quote_at(analysis.text, one.start, one.end)
        time = UNSET
        if one.kind == "temporal" and one.time is not None:
            interval = one.time.interval
            time = TimeValue(  # type: ignore[assignment]
                quote=quote, earliest=interval.earliest if interval else None, latest=interval.latest if interval else None, basis=one.time.basis,
            )  # fmt: skip
        at_name = one.name[0] if one.name is not None else -1
        place = _place(analysis, one, places.get(at_name), holders.get(at_name)) if one.kind == "location" else None
        mentions.append(
            Mention(
                kind=one.kind, quote=quote, actor=actors.by_mention.get(at, UNSET), time=time, place=place if place is not None else UNSET,
                confidence=one.confidence,
            )
        )  # fmt: skip
    return mentions


def _without_strange_buildings(places: Mapping[int, Choice], found: Sequence[MentionFound]) -> Mapping[int, Choice]:
    """The choices without small towns in countries of which nothing else is told, whose names only buildings have.

    The "Al-Rashid" of "Al-Rashid hospital in Gaza City" is no village of Jordan.
    """
    built = {one.name[0] for one in found if one.name is not None and one.head in _BUILDINGS}
    told = {choice.place.country for start, choice in places.items() if start not in built}
    return {
        start: choice for start, choice in places.items()
        if start not in built or not told or choice.place.country in told
        or choice.place.kind != "city" or choice.place.population >= _WELL_KNOWN
    }  # fmt: skip


def _place(analysis: Analysis, one: MentionFound, choice: Choice | None, holder: str | None) -> PlaceValue | None:
    """The place of a location that has a name; what the text says holds it goes before what the gazetteer says."""
    if one.name is None or (choice is None and one.head in _BUILDINGS):
        return None
    named = analysis.text[slice(*one.name)].removeprefix("the ")
    if " " in named and is_no_place(named):
        return None  # "a warehouse of the World Food Programme"
    is_of_a_nation = one.head in _BUILDINGS - {"camp", "base"} and named.lower() in DEMONYMS
    if is_of_a_nation or (choice is None and named.isupper() and len(named) >= _CAPITALS):
        return None  # "a protest against MONUSCO", "the Turkish hospital"
    quote = quote_at(analysis.text, *one.name)
    if choice is None:
        return PlaceValue(quote=quote, name=quote.text, within=holder or UNSET)
    place = choice.place
    division = division_of(place)
    within = holder or (division.name if division else UNSET)
    in_it = holder is not None and any(place == other for other in candidates(holder))
    is_part = is_named_part(quote.text, place)
    name = place.name if place.kind in {"country", "state", "region"} and not (in_it or is_part) else quote.text
    return PlaceValue(
        quote=quote, name=name, country=place.country or None, latitude=place.latitude,
        longitude=place.longitude, geonames_id=None if in_it or is_part else place.geonames_id or None, within=within, confidence=choice.confidence,
        sort=place.kind,
    )  # fmt: skip


def _chain(
    analysis: Analysis, document: Document, roster: list[Actor]
) -> tuple[list[Actor], list[ChainLink], tuple[str | None, str | None]]:
    """The chain, the actors with those that only the chain knows, and the ids of publisher and republished."""
    chain: list[ChainLink] = []
    publisher = republished = None
    if document.publisher is not None:
        quote = next(
            (quote_at(analysis.text, at, at + len(document.publisher.name)) for b in document.boilerplate
             if (at := analysis.text.find(document.publisher.name, b.quote.start, b.quote.end)) >= 0), None,
        )  # fmt: skip
        publisher = _outlet(roster, document.publisher.name, by_person=_is_person(document))
        chain.append(ChainLink(role="publisher", actor=publisher, quote=quote))
    told = [(sentence.start, sentence.end) for sentence in analysis.told]
    for first, last in find_republished(analysis.text, told):
        quote = quote_trimmed(analysis.text, first, last)
        actor = _outlet(roster, quote.text)
        republished = republished or actor
        if ("republished_from", actor) not in {(known.role, known.actor) for known in chain}:
            chain.append(ChainLink(role="republished_from", actor=actor, quote=quote))
    return roster, chain, (publisher, republished)


def _is_person(document: Document) -> bool:
    """Whether a text is published by whoever wrote it, as a message is by its sender."""
    name = document.publisher.name if document.publisher is not None else ""
    return name == document.byline and " " in name and not set(name.lower().split()) & OUTLET_WORDS


def _outlet(roster: list[Actor], name: str, *, by_person: bool = False) -> str:
    """The id of the outlet of that name; it is put on the roster where no mention names it."""
    at = place_of(roster, name)
    if at is None:
        return enrol(roster, name, "person" if by_person else "outlet")
    if not by_person and roster[at].kind in {"organisation", "person", "group"}:
        roster[at] = msgspec.structs.replace(roster[at], kind="outlet")
    return roster[at].id


def _events(
    analysis: Analysis, mentions: Sequence[Mention], claims: Sequence[Claim], roster: list[Actor]
) -> list[Event]:
    told: list[tuple[Scene, Event]] = []
    setting, parties = Setting(), Parties(roster)
    for scene in analysis.walked("events", build_scenes(analysis, mentions, claims)):
        setting = setting.moved_to(analysis.text, scene)
        found = find_events(analysis.text, scene, parties)
        told.extend((scene, setting.fill(analysis.text, scene, event)) for event in found)
    return with_last_tolls(analysis.text, told)


def _ties(
    analysis: Analysis,
    roster: Sequence[Actor],
    mentions: Sequence[Mention],
    claims: Sequence[Claim],
    model: TieModel,
    publisher: str | None,
) -> Tied:
    """The ties, with the roster and the mentions as these leave them: a country that is tied is an actor."""
    scenes = _tying(build_scenes(analysis, with_states(analysis.text, mentions, roster), claims), publisher)
    ties = [tie for scene in analysis.walked("ties", scenes) for tie in find_ties(analysis.text, scene, model)]
    return settled(roster, mentions, scenes, with_ends(analysis.text, scenes, told_once(ties, claims)))


def _tying(scenes: Iterable[Scene], publisher: str | None) -> list[Scene]:
    return with_taken_up([with_speakers(scene, publisher) for scene in scenes])


def _not_examined(analysis: Analysis, is_english: bool) -> list[str]:
    """What was not looked for or not looked at, so that silence about it means nothing."""
    document = analysis.document
    missing = [
        "coordinates of rivers, mountains, buildings and places of fewer than 4,000 inhabitants",
        "pictures, videos and linked pages: only the words of the text are read",
    ]
    if is_english:
        missing.append(
            'whom "they" stands for, "it" but where it opens a sentence about the body that opens the one before, "we" and "I" where nobody is tied by them, and parts of the text in other languages'
        )
    else:
        language = document.language or "an unknown language"
        missing.append(
            f"actors, claims' sources, loaded words, ties and events: the text is in {language}, and only English is examined"
        )
    if document.boilerplate:
        missing.append("actors, claims, ties and events in the page furniture around the text")
    if analysis.unbroken:
        missing.append(f"{analysis.unbroken} stretches of 300 or more letters without a space, with their sentences")
    if analysis.crowded:
        missing.append(
            f"what {len(analysis.crowded)} sentences say behind their first {MOST_IN_SENTENCE} sources: no full stop parts them"
        )
    if analysis.cut_at is not None:
        missing.append(f"the text behind code point {analysis.cut_at}: it was read, and not analysed")
    return missing


__all__ = [
    "Finders",
    "compare_texts",
    "read_bytes",
    "read_report",
    "read_reports",
    "read_reports_side_by_side",
    "report_of",
]
