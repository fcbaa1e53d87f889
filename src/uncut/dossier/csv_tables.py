"""Claims, events and ties as tables for spreadsheets.

A spreadsheet runs a cell that begins like a formula, and strangers wrote these words: such a cell gets an
apostrophe in front, which the spreadsheet shows as text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from uncut.dossier.csv_table import BYTE_ORDER_MARK, safe_cell
from uncut.dossier.names import Names
from uncut.model.report import Claim, Event, PlaceValue, Report, Tie, TimeValue
from uncut.model.text import Quote

Row = Mapping[str, object]
LIST_MARK = "; "
"""Between the entries of a cell that holds several."""


def export_csv(reports: Sequence[Report]) -> dict[str, bytes]:
    """The tables by file name, in UTF-8; each row names its report, so that several go into one table."""
    return {f"{name}.csv": _table(rows(reports), columns) for name, (columns, rows) in _TABLES.items()}


def neutral_cell(value: object) -> str:
    """``value`` as a cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    return safe_cell(value) if isinstance(value, str) else str(value)


def _table(rows: Iterable[Row], columns: Sequence[str]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([neutral_cell(row[name]) for name in columns] for row in rows)
    return (BYTE_ORDER_MARK + out.getvalue()).encode()


def _claims(reports: Sequence[Report]) -> Iterator[Row]:
    for report in reports:
        names = Names(report)
        yield from (_origin(report) | _claim(claim, names) for claim in report.claims)


def _claim(claim: Claim, names: Names) -> dict[str, object]:
    return {
        "id": claim.id, "key": claim.key, "start": claim.quote.start, "end": claim.quote.end, "words": claim.quote.text,
        "source": names.source(claim.asserted_by), "source_kind": claim.asserted_by.kind,
        "via": LIST_MARK.join(names.name(one) for one in claim.asserted_by.via), "stance": claim.stance,
        "cues": _quotes(claim.cues), "certainty": claim.certainty, "places": _places(claim.places),
        "about": LIST_MARK.join(names.name(one) for one in claim.about),
        "evidence": LIST_MARK.join(one.kind for one in claim.evidence if one.kind != "none"),
        "loaded": _quotes(one.quote for one in claim.loaded), "confidence": claim.confidence,
        "proposed_by": claim.proposed_by or None, "unsaid": claim.unsaid or None,
    } | _time(claim.time)  # fmt: skip


def _events(reports: Sequence[Report]) -> Iterator[Row]:
    for report in reports:
        names = Names(report)
        yield from (_origin(report) | _event(event, names) for event in report.events)


def _event(event: Event, names: Names) -> dict[str, object]:
    place = next((one for one in event.places if one.latitude is not None), None)
    return {
        "claim": event.claim, "kind": event.kind, "polarity": _polarity(event),
        "agents": LIST_MARK.join(names.name(one.actor) for one in event.actors if one.role == "agent"),
        "targets": LIST_MARK.join(names.name(one.actor) for one in event.actors if one.role == "target"),
        "others": LIST_MARK.join(names.name(one.actor) for one in event.actors if one.role == "other"),
        "weapons": _quotes(event.weapons), "killed": event.killed, "injured": event.injured,
        "victims": event.victims.text if event.victims is not None else None, "places": _places(event.places),
        "latitude": place.latitude if place else None, "longitude": place.longitude if place else None,
        "confidence": event.confidence,
    } | _time(event.time)  # fmt: skip


def _ties(reports: Sequence[Report]) -> Iterator[Row]:
    for report in reports:
        names = Names(report)
        yield from (_origin(report) | _tie(tie, names) for tie in report.ties if tie.from_ != tie.to)


def _tie(tie: Tie, names: Names) -> dict[str, object]:
    ends = [(names.name(one), names.actor(one)) for one in (tie.from_, tie.to)]
    return {
        "claim": tie.claim, "from": ends[0][0], "from_key": ends[0][1].key if ends[0][1] else None, "kind": tie.kind,
        "to": ends[1][0], "to_key": ends[1][1].key if ends[1][1] else None,
        "object": tie.object.text if isinstance(tie.object, Quote) else None,
        "polarity": _polarity(tie), "confidence": tie.confidence,
    } | _time(tie.time)  # fmt: skip


def _origin(report: Report) -> dict[str, object]:
    return {"report": report.document.path, "sha256": report.document.sha256}


def _polarity(found: Tie | Event) -> str:
    return "negative" if found.polarity == "negative" else "positive"


def _time(time: TimeValue | None) -> dict[str, object]:
    return {"earliest": time.earliest if time else None, "latest": time.latest if time else None}


def _quotes(quotes: Iterable[Quote]) -> str:
    return LIST_MARK.join(quote.text for quote in quotes)


def _places(places: Iterable[PlaceValue]) -> str:
    return LIST_MARK.join(f"{one.name} ({one.country})" if one.country else one.name for one in places)


_TABLES: dict[str, tuple[Sequence[str], Callable[[Sequence[Report]], Iterator[Row]]]] = {
    "claims": (
        ("report", "sha256", "id", "key", "words", "source", "source_kind", "via", "stance", "cues", "certainty",
         "earliest", "latest", "places", "about", "evidence", "loaded", "confidence", "start", "end",
         "proposed_by", "unsaid"), _claims,
    ),
    "events": (
        ("report", "sha256", "claim", "kind", "polarity", "agents", "targets", "others", "weapons", "killed", "injured",
         "victims", "earliest", "latest", "places", "latitude", "longitude", "confidence"), _events,
    ),
    "ties": (
        ("report", "sha256", "claim", "from", "from_key", "kind", "to", "to_key", "object", "polarity", "earliest",
         "latest", "confidence"), _ties,
    ),
}  # fmt: skip

__all__ = ["export_csv", "neutral_cell"]
