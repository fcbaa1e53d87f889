"""Who claims what in a report: the contract ``uncut.report/1``.

Every `Quote` is a selector into ``Report.document.text``. Nothing is output that cannot be placed there.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final, Literal

import msgspec
from msgspec import UNSET, UnsetType

from uncut.model.text import Quote

ActorKind = Literal["person", "organisation", "state", "programme", "outlet", "group", "place"]
"""A ``place`` is on the roster only where a tie ends at it: somebody controls it."""
MentionKind = Literal[
    "person", "organisation", "location", "nationality", "temporal", "quantity", "weapon",
    "military_platform", "vehicle", "money", "document_reference", "media",
]  # fmt: skip
Stance = Literal["asserted", "hedged", "denied", "ironic", "asked"]
TieKind = Literal[
    "part_of", "leads", "allied_with", "opposes", "supports", "supplies", "renamed_to", "same_as", "met",
    "split_from", "merged_into", "located_in",
]  # fmt: skip
EventKind = Literal[
    "assault", "fight", "mobilize", "coerce", "protest", "aid", "cooperate", "consult", "agree", "retreat",
    "sanction", "accuse", "reject", "threaten", "request", "yield",
]  # fmt: skip


class TimeValue(msgspec.Struct, frozen=True, kw_only=True):
    """A time that words name, as the interval of days in which it lies; ends included, as calendars do."""

    quote: Quote | UnsetType = UNSET
    earliest: dt.date | None
    latest: dt.date | None
    basis: str
    """How the interval was reached, in words."""


class PlaceValue(msgspec.Struct, frozen=True, kw_only=True):
    """A place that words name."""

    quote: Quote
    name: str
    country: str | None = None
    """ISO 3166-1 alpha-2."""
    latitude: float | None = None
    """Degrees, WGS 84."""
    longitude: float | None = None
    geonames_id: int | None = None
    within: str | UnsetType = UNSET
    """The state, province or country that holds it, as the text says; else the division that the gazetteer has."""
    confidence: float | UnsetType = UNSET
    """0..1: how sure it is that of all places of the name this one is meant."""
    sort: Literal["city", "country", "state", "region", "province", "county"] | UnsetType = UNSET
    """What sort of place it is, where that is known; the coordinates of a large one are those of its middle."""


class Publisher(msgspec.Struct, frozen=True, kw_only=True):
    """Who publishes the document, and how that is known."""

    name: str
    basis: Literal["metadata", "text", "given"]


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """When the document was published, and how that is known."""

    earliest: dt.date | None
    latest: dt.date | None
    basis: str
    """``given``, ``metadata``, ``text`` or ``inferred``; an inference adds its reasoning after a colon."""


class ChainLink(msgspec.Struct, frozen=True, kw_only=True):
    """A step on the document's way to its reader."""

    role: Literal["publisher", "republished_from", "shared_by", "recorded_by"]
    actor: str
    quote: Quote | None


class Boilerplate(msgspec.Struct, frozen=True, kw_only=True):
    """Page furniture: kept in the text, and marked."""

    quote: Quote
    kind: Literal["navigation", "social", "promotion"]


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A text as a reader saw it, with the facts about its publication."""

    path: str
    sha256: str
    text: str
    title: str | None
    language: str | None
    """ISO 639-1; ``None`` where it cannot be told."""
    byline: str | None
    publisher: Publisher | None
    published: Published
    chain: list[ChainLink]
    boilerplate: list[Boilerplate]
    issues: list[str]


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """A title or an office that the text gives an actor."""

    title: str
    of: str | None
    """The actor whose office it is."""
    quote: Quote


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody or something that acts or speaks."""

    id: str
    key: str
    """Stable across reports: the same name gives the same key."""
    kind: ActorKind
    name: str
    aliases: list[str]
    roles: list[Role]
    mentions: list[Quote]


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """Words that name or describe something."""

    kind: MentionKind
    quote: Quote
    actor: str | UnsetType = UNSET
    time: TimeValue | UnsetType = UNSET
    place: PlaceValue | UnsetType = UNSET
    confidence: float | UnsetType = UNSET


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Who asserts a claim."""

    kind: Literal["publisher", "named", "unnamed"]
    actor: str | None
    quote: Quote | None
    """The words that name the source; ``None`` where the publisher speaks in its own voice."""
    via: list[str]
    """Actors in between, outermost first."""


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """What the text offers in support of a claim."""

    kind: Literal["footage", "document", "witness", "none"]
    quote: Quote | None


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """Words that judge while they tell."""

    quote: Quote
    kind: Literal["scare_quotes", "loaded_word", "generalisation"]


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """Something that somebody says is so; belief, wish, fear, order and accusation count."""

    id: str
    key: str
    """Stable across reports: the same words give the same key."""
    quote: Quote
    """What is claimed, without the words that name the source or do the saying."""
    predicate: Quote | None
    asserted_by: Source
    stance: Stance
    cues: list[Quote]
    certainty: float
    """0..1: how surely the source says it, by its words."""
    time: TimeValue | None
    places: list[PlaceValue]
    about: list[str]
    evidence: list[Evidence]
    loaded: list[Loaded]
    confidence: float
    """0..1: how sure the program is of this entry."""
    unsaid: Literal[True] | UnsetType = UNSET
    """``True`` where the source is told not to have said this ("has not confirmed that", "would not say whether"); the
    stance is then ``hedged``, and the cues say how it was not said."""
    continued: list[Quote] | UnsetType = UNSET
    """Further pieces of what is claimed, where the words of saying stand in its middle ("X," he said. "Y.")."""
    proposed_by: Literal["model"] | UnsetType = UNSET
    """``model`` where a language model that the user asked for proposed this entry; the rules did not find it."""


MUTUAL_KINDS: Final[frozenset[TieKind]] = frozenset({"met", "same_as", "allied_with"})
"""Kinds of tie that hold both ways when they hold; one who is attacked need not fight back."""


ENDED: Final = "ended"
"""Begins the basis of a tie's time where the text says that it ended then; without a day where it does not say when."""


class Tie(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A standing relation, read ``from`` KIND ``to``."""

    claim: str
    kind: TieKind
    from_: str
    to: str
    time: TimeValue | None
    confidence: float
    polarity: Literal["negative"] | UnsetType = UNSET
    object: Quote | UnsetType = UNSET
    basis: Literal["founded"] | UnsetType = UNSET
    """What the words say of it where that is less than ``kind``: who founded a body need not lead it later."""


class EventActor(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's part in an event."""

    actor: str
    role: Literal["agent", "target", "other"]


LAST_COUNT: Final = "the last of the counts that the text gives"
"""How the basis of a count begins that a later sentence gives for the same dead."""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is said to have happened."""

    claim: str
    kind: EventKind
    actors: list[EventActor]
    weapons: list[Quote]
    killed: int | None
    injured: int | None
    victims: Quote | None
    time: TimeValue | None
    places: list[PlaceValue]
    confidence: float
    polarity: Literal["negative"] | UnsetType = UNSET
    killed_basis: str | UnsetType = UNSET
    """How ``killed`` was reached: from words that give no number ("several"), of which it is the least that they say;
    or as the last of several counts, which begins with ``LAST_COUNT``."""

    @property
    def is_least_killed(self) -> bool:
        """Whether ``killed`` is only the least that the words say."""
        return isinstance(self.killed_basis, str) and not self.killed_basis.startswith(LAST_COUNT)


class FootageHand(msgspec.Struct, frozen=True, kw_only=True):
    """Through whose hands footage is said to have gone."""

    role: Literal["recorded", "released", "shared", "edited"]
    actor: str | None
    quote: Quote
    """The words that name them."""


class FootageMention(msgspec.Struct, frozen=True, kw_only=True):
    """Footage that the text speaks of."""

    claim: str
    quote: Quote
    kind: Literal["video", "photo", "audio"]
    version: Literal["original", "edited", "unknown"]
    by: list[FootageHand] | UnsetType = UNSET
    """Who is said to have recorded, released, shared or edited it."""
    shows: Quote | UnsetType = UNSET
    """What it is said to show."""
    hides: Quote | UnsetType = UNSET
    """What this version is said to leave out or to hide."""
    seen_on: Quote | UnsetType = UNSET
    """Where it is said to have been put: a channel, a page, a broadcaster."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A report as it was read: who claims what."""

    schema: Literal["uncut.report/1"] = "uncut.report/1"
    document: Document
    actors: list[Actor]
    mentions: list[Mention]
    claims: list[Claim]
    ties: list[Tie]
    events: list[Event]
    footage: list[FootageMention]
    not_examined: list[str]
    """What was not looked for, so that silence about it means nothing."""
    version: str
    settings: dict[str, Any]
