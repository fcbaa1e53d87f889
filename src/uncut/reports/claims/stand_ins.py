"""Who is tied without being on the roster: a country or a held place, and the "we" of somebody who speaks.

Each stands in for an actor while ties are sought; only the tied ones become one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from msgspec import UNSET, structs

from uncut.model.report import Actor, Claim, Mention, PlaceValue, Tie
from uncut.model.text import Quote
from uncut.reports.claims.roster import enrol
from uncut.reports.claims.scene import GROUND, Scene
from uncut.reports.keys import name_key
from uncut.reports.language.tagging import ACTS
from uncut.reports.mentions.world import PLACES

_STATE: Final = "state:"
_GIVER: Final = "giver:"
"""And the name of a place that nobody knows, from which arms or money come: a power there gives them."""
_SPEAKER: Final = "speaker:"
"""And the id of the actor who speaks; none is the publisher whom nothing names."""
_PUBLISHER: Final = "the publisher"
_SPEAKERS: Final = frozenset("we us i me".split())
_LOCATIVE: Final = re.compile(
    r"\b(?:in|at|near|across|throughout|through|via|into|inside|outside|around|within)\s(?:the\s)?(?:[a-z]+ern\s|central\s)?$",
    re.I,
)


_NAME_GOES_ON: Final = re.compile(r"\s(?!(?:[A-Z][a-z]{2,5}day|[A-Z][a-z]{2}\.?\s\d)\b)[A-Z][a-z]+")
"""Behind a country that is a word of a longer name: "Libya Sunrise"."""


class Tied(NamedTuple):
    """What a report holds after its ties are known."""

    actors: list[Actor]
    mentions: list[Mention]
    ties: list[Tie]


def with_states(text: str, mentions: Sequence[Mention], actors: Sequence[Actor]) -> list[Mention]:
    """The mentions, with an actor for the countries among the places: its own, or a stand-in.

    One in which something happens ("in Jordan") is left a place, and stands in for no more than that, as any other.
    """
    known = {name_key(name): actor.id for actor in actors for name in (actor.name, *actor.aliases)}
    found = []
    for mention in mentions:
        name = (
            None
            if _LOCATIVE.search(text[max(0, mention.quote.start - 30) : mention.quote.start])
            else _country(text, mention)
        )
        if name is not None:
            identity = known.get(name_key(name), f"{_STATE}{name}")
            found.append(structs.replace(mention, actor=identity))
        elif _is_giver(text, mention):
            found.append(structs.replace(mention, actor=f"{_GIVER}{_ground(mention)}"))
        elif mention.kind == "location" and mention.actor is UNSET:
            found.append(structs.replace(mention, actor=f"{GROUND}{_ground(mention)}"))
        else:
            found.append(mention)
    return found


def _is_giver(text: str, mention: Mention) -> bool:
    """Whether arms or money are had from a named place that no gazetteer knows: who gives acts, as a state does."""
    is_place = mention.kind == "location" and mention.actor is UNSET and isinstance(mention.place, PlaceValue)
    if not is_place or mention.place.latitude is not None or not mention.quote.text[0].isupper():  # type: ignore[union-attr]
        return False
    return _GIVEN.search(text, max(0, mention.quote.start - _GIVEN_REACH), mention.quote.start) is not None


_GIVEN_REACH: Final = 120
_GIVEN: Final = re.compile(
    r"\b(?:received?|receives|receiving|obtained|acquired|got|bought|benefit\w*|suppl\w+|funded|financed|armed|backed|trained)\s"
    r"[^.;!?\n]*?\b(?:from|by)\s(?:the\s)?\Z",
    re.I,
)
"""Before whoever gives: "received rockets from", "is armed by"."""


def _ground(mention: Mention) -> str:
    """What tells a place from others: its name, or where its description stands, as "the hospital" is any hospital."""
    if isinstance(mention.place, PlaceValue):
        return mention.place.name
    words = mention.quote.text
    return words if any(letter.isupper() for letter in words) else f"{words}@{mention.quote.start}"


def _country(text: str, mention: Mention) -> str | None:
    """The name of the country that a mention without an actor consists of."""
    if mention.kind != "location" or mention.actor is not UNSET or not isinstance(mention.place, PlaceValue):
        return None
    words = mention.quote.text
    if _NAME_GOES_ON.match(text, mention.quote.end):
        return None
    place = PLACES.get(words.lower().removeprefix("the "))
    return place.name if place is not None and place.is_country else None


def with_speakers(scene: Scene, publisher: str | None) -> Scene:
    """The scene in which "we" and "I" stand for whoever makes the claim that holds them."""
    mentions = tuple(_spoken(scene, mention, publisher) for mention in scene.mentions)
    return replace(scene, mentions=mentions)


def with_taken_up(scenes: Sequence[Scene]) -> list[Scene]:
    """The scenes in which "It" that opens a sentence stands for the body that opens the one before in its paragraph."""
    found: list[Scene] = []
    for scene in scenes:
        before = found[-1] if found else None
        body = _topic(before) if before is not None and before.sentence.paragraph == scene.sentence.paragraph else None
        it = scene.sentence.tagged[0].token if scene.sentence.tagged else None
        if body is None or it is None or it.text != "It" or not _goes_on_with(scene):
            found.append(scene)
            continue
        quote = Quote(start=it.start, end=it.end, text=it.text)
        mention = Mention(kind="organisation", quote=quote, actor=body, confidence=_TAKEN_UP)
        others = tuple(m for m in scene.mentions if m.quote.start >= it.end)
        found.append(replace(scene, mentions=(mention, *others)))
    return found


_TAKEN_UP: Final = 0.6
_BODIES: Final = frozenset({"organisation", "group", "state"})


def _topic(scene: Scene) -> str | None:
    """The body that a sentence opens with as its subject, also one that "It" stands for there."""
    first = next((m for m in scene.actors if m.kind in _BODIES), None)
    tagged = scene.sentence.tagged
    if first is None or sum(one.token.start < first.quote.start for one in tagged) > 1:
        return None
    longest = max((m for m in scene.actors if m.quote.start == first.quote.start), key=lambda m: m.quote.end)
    behind = next((one for one in tagged if one.token.start >= longest.quote.end), None)
    is_subject = behind is not None and (behind.tag in ACTS or behind.token.text in {",", "("})
    return longest.actor if is_subject and isinstance(longest.actor, str) else None


def _goes_on_with(scene: Scene) -> bool:
    """Whether a verb behind "It" is told of a body: "It is part of the Front", and not "It is clear that"."""
    words = [one.token.lower for one in scene.sentence.tagged[1:8]]
    acts = scene.sentence.tagged[1].tag in {"verb", "aux", "adv"} if len(words) > 1 else False
    return acts and "that" not in words[:4] and "to" not in words[2:3]


def _spoken(scene: Scene, mention: Mention, publisher: str | None) -> Mention:
    word = mention.quote.text.lower()
    if word not in _SPEAKERS or mention.actor is not UNSET:
        return mention
    speaker = _speaker(scene.claim_at(mention.quote.start, mention.quote.end), publisher)
    if speaker is None or (word in {"i", "me"} and not speaker):
        return mention
    return structs.replace(mention, actor=f"{_SPEAKER}{speaker}")


def _speaker(claim: Claim | None, publisher: str | None) -> str | None:
    """The id of who makes a claim, empty for a publisher whom nothing names; None where a source has no actor."""
    if claim is not None and (claim.asserted_by.kind != "publisher" or claim.asserted_by.quote is not None):
        return claim.asserted_by.actor  # also of whoever is interviewed
    return publisher or ""


def settled(actors: Sequence[Actor], mentions: Sequence[Mention], scenes: Sequence[Scene], ties: Sequence[Tie]) -> Tied:
    """The stand-ins that a tie names become actors; the scenes hold the mentions as ties were sought between them."""
    standing = {(m.kind, m.quote): m.actor for scene in scenes for m in scene.mentions if _is_stand_in(m.actor)}
    wanted = list(dict.fromkeys(end for tie in ties for end in (tie.from_, tie.to) if _is_stand_in(end)))
    roster, final, ids = list(actors), list(mentions), dict[str, str]()
    for stand_in in wanted:
        places = [at for at, mention in enumerate(final) if standing.get((mention.kind, mention.quote)) == stand_in]
        ids[stand_in] = _actor(roster, stand_in, [final[at].quote for at in places])
        for at in places:
            final[at] = structs.replace(final[at], actor=ids[stand_in])
    renamed = [structs.replace(tie, from_=ids.get(tie.from_, tie.from_), to=ids.get(tie.to, tie.to)) for tie in ties]
    kept = [new for new, old in zip(renamed, ties, strict=True) if new.from_ != new.to or old.from_ == old.to]
    return Tied(roster, final, kept)


def _is_stand_in(identity: object) -> bool:
    return isinstance(identity, str) and identity.startswith((_STATE, _GIVER, _SPEAKER, GROUND))


def _actor(roster: list[Actor], stand_in: str, quotes: Sequence[Quote]) -> str:
    """The id of the actor that a stand-in stands for: it is enrolled, or these words are added to its own."""
    if stand_in.startswith((_STATE, _GIVER)):
        return enrol(roster, stand_in.partition(":")[2], "state", quotes)
    if stand_in.startswith(GROUND):
        return enrol(roster, stand_in.partition(":")[2].partition("@")[0], "place", quotes)
    identity = stand_in.removeprefix(_SPEAKER)
    if not identity:
        return enrol(roster, _PUBLISHER, "outlet", quotes)
    at = next(at for at, actor in enumerate(roster) if actor.id == identity)
    words = sorted([*roster[at].mentions, *quotes], key=lambda quote: quote.start)
    roster[at] = structs.replace(roster[at], mentions=words)
    return identity
