# ruff: noqa: E501, SIM905  patterns and word lists stay on one line each
# ruff: noqa: SIM108  numbered cascades read straight down
"""Events: what is said to have happened, to whom, with what, where and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import UNSET

from uncut.model.report import Event, EventActor, EventKind, Mention, PlaceValue, TimeValue
from uncut.model.text import Quote, outermost, quote_trimmed
from uncut.reports.claims.casualties import Casualties, find_casualties
from uncut.reports.claims.scene import Scene
from uncut.reports.lexicon import load_lists

_LISTS = load_lists("events.txt")
_KINDS: Final[tuple[EventKind, ...]] = (
    "assault", "fight", "mobilize", "coerce", "protest", "aid", "cooperate", "consult", "agree", "retreat", "sanction",
    "accuse", "reject", "threaten", "request", "yield",
)  # fmt: skip
_BY_VERB: Final[dict[str, EventKind]] = {}
_BY_NOUN: Final[dict[str, EventKind]] = {}
for _kind in _KINDS:
    for _word in _LISTS[_kind]:
        _BY_VERB.setdefault(_word, _kind)
    for _word in _LISTS.get(f"nouns_{_kind}", ()):
        _BY_NOUN.setdefault(_word, _kind)
_MEANS = frozenset({"airstrike", "airstrikes", "strike", "strikes", "bombardment", "explosion", "blast"})
_PROMISED = frozenset({"aid", "cooperate", "consult", "retreat", "yield"})
_VIOLENT = frozenset({"assault", "fight"})
_NOT_ALONE = frozenset(
    "claim carry launch fire hold call travel press cut share host allow return pull blow return down engage exchange strike hit target back support seek arrive recall gather provide seize raise".split()
)
_NEEDED: Final[dict[str, frozenset[str]]] = {
    "claim": frozenset({"lives", "life"}), "carry": frozenset({"attack", "attacks", "strikes", "strike", "airstrikes", "raid", "raids", "out"}),
    "launch": frozenset({"attack", "attacks", "strikes", "rockets", "missiles", "offensive", "assault", "operation", "airstrikes", "missile"}),
    "fire": frozenset({"at", "on", "rockets", "missiles", "shells", "mortars", "missile"}), "hold": frozenset({"talks", "meeting", "meetings", "discussions", "negotiations"}),
    "blow": frozenset({"up", "himself"}), "cut": frozenset({"ties", "aid", "off", "relations"}), "pull": frozenset({"out", "back"}),
    "release": frozenset({"prisoners", "hostages", "detainees", "prisoner", "hostage", "captives"}),
    "free": frozenset({"prisoners", "hostages", "detainees", "prisoner", "hostage", "captives"}),
    "share": frozenset(), "return": frozenset({"to", "from"}), "travel": frozenset({"to", "meet"}), "call": frozenset({"for", "on", "upon"}), "press": frozenset({"for"}),
    "seize": frozenset(), "down": frozenset({"aircraft", "plane", "jet", "helicopter", "drone", "warplane"}),
    "gather": frozenset({"troops", "forces"}), "provide": frozenset({"aid", "assistance", "support", "help", "relief", "weapons", "training", "food"}),
}  # fmt: skip


def find_events(text: str, scene: Scene) -> Iterator[Event]:
    """Events of one sentence, one a kind; the casualties go with the violent one."""
    casualties = find_casualties(text, scene.sentence.start, scene.sentence.end)
    triggers = list(_triggers(scene))
    has_dead = casualties.killed is not None or casualties.injured is not None
    if has_dead and not any(kind in _VIOLENT for kind, _, _ in triggers):
        triggers.insert(0, ("assault", -1, False))
    done: set[EventKind] = set()
    for kind, at, passive in triggers:
        if kind in done:
            continue
        done.add(kind)
        with_dead = has_dead and kind == next((k for k, _, _ in triggers if k in _VIOLENT), None)
        event = _event(text, scene, kind, at, passive, casualties if with_dead else Casualties(None, None, None))
        if event is not None:
            yield event


def _triggers(scene: Scene) -> Iterator[tuple[EventKind, int, bool]]:
    """(kind, token, passive) in text order, verbs before nouns."""
    tagged = scene.sentence.tagged
    lowered = [entry.token.lower for entry in tagged]
    for at, entry in enumerate(tagged):
        if entry.tag != "verb" or entry.verb is None or entry.verb.base not in _BY_VERB:
            continue
        base = entry.verb.base
        if base in _NEEDED and not set(lowered[at + 1 : at + 7]) & _NEEDED[base]:
            continue
        passive = entry.verb.form in {"participle", "past_or_participle"} and bool(
            {"was", "were", "been", "being", "is", "are", "be"} & set(lowered[max(0, at - 3) : at])
            or "by" in lowered[at + 1 : at + 2]
        )
        yield _BY_VERB[base], at, passive
        if _BY_VERB[base] in _PROMISED and _is_promised(lowered, at):
            yield "agree", at, passive
    for at, entry in enumerate(tagged):
        if entry.tag in {"noun", "name"} and entry.token.lower in _BY_NOUN:
            yield _BY_NOUN[entry.token.lower], at, False


def _is_promised(lowered: Sequence[str], at: int) -> bool:
    """A friendly act that is still to come is an agreement to it: "will visit", "is willing to withdraw"."""
    before = lowered[max(0, at - 5) : at]
    if "not" in before:
        return False
    return "will" in before or (
        "to" in before[-1:]
        and bool({"willing", "prepared", "committed", "ready", "agreed", "offered", "pledged"} & set(before))
    )


def _event(text: str, scene: Scene, kind: EventKind, at: int, passive: bool, dead: Casualties) -> Event | None:
    position = scene.sentence.offset(at) if at >= 0 else scene.sentence.start
    claim = scene.claim_at(position, position + 1)
    if claim is None:
        return None
    actors = _roles(text, scene, position, passive=passive)
    confidence = 0.45 + 0.15 * bool(actors) + 0.25 * (dead.killed is not None) - 0.1 * (at < 0)
    negative = any(
        entry.token.lower in {"not", "never", "n't"} or entry.token.lower.endswith("n't")
        for entry in scene.sentence.tagged[max(0, at - 3) : max(0, at)]
    )
    return Event(
        claim=claim.id, kind=kind, actors=actors, weapons=_weapons(text, scene), killed=dead.killed, injured=dead.injured,
        victims=quote_trimmed(text, *dead.victims) if dead.victims else None, time=_time(scene, position) or claim.time,
        places=_places(scene), confidence=round(min(0.95, confidence), 2), polarity="negative" if negative else UNSET,
    )  # fmt: skip


def _roles(text: str, scene: Scene, position: int, *, passive: bool) -> list[EventActor]:
    before = [m for m in scene.actors if m.quote.end <= position]
    after = [m for m in scene.actors if m.quote.start > position]
    by = next((m for m in after if text[: m.quote.start].endswith(("by ", "by the "))), None) if passive else None
    subject = _subject(before)
    target = after[0] if after else None
    if passive:
        pairs = [(by, "agent"), (subject, "target")]
    else:
        pairs = [(subject, "agent"), (target, "target")]
    chosen: list[EventActor] = []
    for mention, role in pairs:
        if mention is not None and isinstance(mention.actor, str) and mention.actor not in {a.actor for a in chosen}:
            chosen.append(EventActor(actor=mention.actor, role=role))  # type: ignore[arg-type]
    return chosen


def _subject(before: Sequence[Mention]) -> Mention | None:
    return before[0] if before else None


def _weapons(text: str, scene: Scene) -> list[Quote]:
    """Weapons, platforms, and attacks that name their means ("an airstrike")."""
    named = [m.quote for m in scene.mentions if m.kind in {"weapon", "military_platform"}]
    means = [e.token for e in scene.sentence.tagged if e.tag in {"noun", "name"} and e.token.lower in _MEANS]
    quotes = [*named, *(quote_trimmed(text, token.start, token.end) for token in means)]
    return list(outermost(quotes))


def _time(scene: Scene, position: int) -> TimeValue | None:
    times = [m for m in scene.mentions if m.kind == "temporal" and isinstance(m.time, TimeValue) and m.time.earliest]
    if not times:
        return None
    nearest = min(times, key=lambda m: (_width(m), abs(m.quote.start - position)))
    return nearest.time if isinstance(nearest.time, TimeValue) else None


def _width(mention: Mention) -> int:
    time = mention.time
    if isinstance(time, TimeValue) and time.earliest and time.latest:
        return (time.latest - time.earliest).days
    return 10_000


def _places(scene: Scene) -> list[PlaceValue]:
    return [m.place for m in scene.mentions if isinstance(m.place, PlaceValue)]
