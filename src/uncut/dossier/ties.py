"""The ties that are shown to a reader: each once, where the contract tells one both ways."""

from __future__ import annotations

from collections.abc import Sequence

from uncut.model.report import ENDED, MUTUAL_KINDS, Actor, Report, Tie


def shown_ties(ties: Sequence[Tie]) -> list[Tie]:
    """Without those of one actor's names, and without "B met A" where the same claim says that A met B."""
    shown: list[Tie] = []
    told: set[tuple[str, str, str, str, bool]] = set()
    for tie in ties:
        denied = tie.polarity == "negative"
        if tie.from_ == tie.to or (
            tie.kind in MUTUAL_KINDS and (tie.claim, tie.kind, tie.to, tie.from_, denied) in told
        ):
            continue
        told.add((tie.claim, tie.kind, tie.from_, tie.to, denied))
        shown.append(tie)
    return shown


def acting(report: Report) -> list[Actor]:
    """The actors without the places that somebody controls: these act in nothing."""
    held = held_places(report)
    return [actor for actor in report.actors if actor.id not in held]


def held_places(report: Report) -> frozenset[str]:
    """The places that somebody is told to control, or to have controlled."""
    places = {actor.id for actor in report.actors if actor.kind == "place"}
    return frozenset(tie.to for tie in report.ties if tie.kind == "leads" and tie.to in places)


def is_over(tie: Tie) -> bool:
    """Whether the text says that it holds no longer."""
    return tie.time is not None and tie.time.basis.startswith(ENDED)


def is_dated(tie: Tie) -> bool:
    """Whether any day is known."""
    return tie.time is not None and (tie.time.earliest is not None or tie.time.latest is not None)
