"""What a planted text says in the mouth of others than its publisher, and who does and is what in it."""

from __future__ import annotations

from uncut.model.report import Claim, Report
from uncut.reports import read_bytes


def told(text: str) -> list[Claim]:
    """The claims that are somebody else's than the publisher's."""
    return [claim for claim in read_bytes(text.encode()).claims if claim.asserted_by.kind != "publisher"]


def said(text: str) -> list[tuple[str, str]]:
    """Source and words of the claims that are somebody else's."""
    return [(claim.asserted_by.quote.text if claim.asserted_by.quote else "", claim.quote.text) for claim in told(text)]


def names(report: Report) -> dict[str, str]:
    """The name of each actor by its id."""
    return {actor.id: actor.name for actor in report.actors}


def kinds(report: Report) -> dict[str, str]:
    """The kind of each actor by its name."""
    return {actor.name: actor.kind for actor in report.actors}


def ties(text: str, *, with_own: bool = False) -> set[tuple[str, str, str]]:
    """From, kind and to of the ties between two; with those of one to itself by another name, if asked for."""
    report = read_bytes(text.encode())
    named = names(report)
    return {(named[t.from_], t.kind, named[t.to]) for t in report.ties if with_own or t.from_ != t.to}


def parties(report: Report) -> list[tuple[str, set[tuple[str, str]], int | None]]:
    """Kind, who with which role, and the killed of each event."""
    named = names(report)
    return [(one.kind, {(named[a.actor], a.role) for a in one.actors}, one.killed) for one in report.events]
