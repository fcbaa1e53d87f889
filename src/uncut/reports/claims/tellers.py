# ruff: noqa: E501  patterns stay on one line each
"""Who only tells of an event, hears of it or stands in a label: they take no part in it; and whom a speaker blames."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from uncut.model.report import Mention
from uncut.model.text import Quote
from uncut.reports.claims.leads import led_by
from uncut.reports.claims.scene import Scene
from uncut.reports.claims.subject import is_in_quotation
from uncut.reports.claims.triggers import EITHER_WAY, Trigger
from uncut.reports.language.tagging import ACTS
from uncut.reports.language.verbs import SAY
from uncut.reports.mentions.world import PLACES

_TELLERS: Final = re.compile(
    r"\b(?:sources?|(?:eye)?witness(?:es)?|media|reports?|observers?|monitors?|correspondents?|reporters?|subscribers?)\Z",
    re.I,
)
"""Last words of descriptions of those who only tell."""
_TOLD: Final = frozenset({"told", "tells", "telling", "informed", "assured", "assures"})


def only_tells(text: str, scene: Scene, mention: Mention, position: int) -> bool:
    """Whether a mention is who says that an event was, with no word in what is said that refers back to it.

    Of "the Front said it had shelled the port" the Front is the agent, of "officials report shelling" nobody is.
    """
    if _TELLERS.search(mention.quote.text):
        return True
    for claim in scene.claims:
        who, said = claim.asserted_by.quote, claim.quote
        if who is not None and who.covers(mention.quote.start) and said.start < who.start and position > who.end:
            return True  # "was shot, officials said, in the latest of many killings"
        if who is None or not who.covers(mention.quote.start) or not said.covers(position):
            continue
        is_own = _has_no_subject(scene, said)
        if not is_own and not _REFERS_BACK.search(text, said.start, position):
            return True
    return False


def _has_no_subject(scene: Scene, said: Quote) -> bool:
    """Whether what is said leaves out its subject, which is then whoever says it: "vowed to shell", "denied shelling"."""
    words = [e for e in scene.sentence.tagged if said.covers(e.token.start)]
    if not words or words[0].token.lower in {"to", "not"}:
        return bool(words)
    forms = {e.verb.form if e.verb is not None else e.tag for e in words[1:] if e.tag in ACTS}
    return words[0].token.lower.endswith("ing") and not forms & {"past", "past_or_participle", "third", "aux", "modal"}


_REFERS_BACK: Final = re.compile(r"\b(?:it|they|he|she|we|i|its|their|his|her|our|my)\b", re.I)


def find_blamed(text: str, scene: Scene, trigger: Trigger, parties: Sequence[Mention], position: int) -> Mention | None:
    """Whom somebody makes answerable for an attack: "blamed the army for the raid", "attributed the raid to the army"."""
    if trigger.kind not in EITHER_WAY or not trigger.is_noun:
        return None
    for claim in scene.claims:
        said = claim.quote
        if not claim.cues or not _BLAMES.search(claim.cues[0].text) or not said.covers(position):
            continue
        inside = [m for m in parties if said.start <= m.quote.start and m.quote.end <= said.end]
        behind = [m for m in inside if m.quote.start >= position and led_by(text, m) in {"to", "on"}]
        return next(iter(behind), next((m for m in inside if m.quote.end <= position), None))
    return None


_BLAMES: Final = re.compile(r"\b(?:blam|attribut|ascrib|pinn|accus|credit)", re.I)


def tells(scene: Scene, mention: Mention) -> bool:
    """Whether a mention behind the event is who tells of it: "…, officials said"."""
    quotes = [claim.asserted_by.quote for claim in scene.claims]
    return any(q is not None and q.covers(mention.quote.start) for q in quotes)


def is_bracketed(text: str, scene: Scene, mention: Mention, position: int) -> bool:
    """Whether a mention stands in brackets that the word for the event is outside of: "(close to the rebels)"."""
    opened = text.rfind("(", scene.sentence.start, mention.quote.start)
    closed = text.find(")", mention.quote.end, scene.sentence.end)
    if opened < 0 or closed < 0 or ")" in text[opened : mention.quote.start]:
        return False
    return " " in text[opened:closed] and not opened < position < closed


def find_speaker(scene: Scene, parties: Sequence[Mention], position: int) -> Mention | None:
    """Who says what is told at a place: in "the envoy said that the army must leave", who asks for it."""
    claim = scene.claim_at(position, position + 1)
    who = claim.asserted_by.quote if claim is not None else None
    return next((m for m in parties if who is not None and who.covers(m.quote.start)), None)


def in_what_is_said(text: str, scene: Scene, parties: Sequence[Mention], position: int) -> list[Mention]:
    """The parties in the words of somebody, for an event told there: who speaks them need take no part.

    Where no party stands before the event in them, the speaker may be meant: "he said he would attack".
    """
    claim = scene.claim_at(position, position + 1)
    who = claim.asserted_by.quote if claim is not None else None
    if who is not None and who.covers(position):
        return [m for m in parties if who.covers(m.quote.start)]
    if claim is None or not claim.quote.covers(position):
        return list(parties)
    if claim.asserted_by.kind == "publisher":
        return [m for m in parties if m.quote.start < claim.quote.end]
    inside = [m for m in parties if claim.quote.start <= m.quote.start and m.quote.end <= claim.quote.end]
    if any(m.quote.end <= position for m in inside):
        return inside
    if is_in_quotation(text, claim, position) and not _OF_THE_SPEAKER.search(text, claim.quote.start, position):
        return inside
    return [m for m in parties if m in inside or m.quote.end <= claim.quote.start]


_OF_THE_SPEAKER: Final = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur)\b")


def is_label(text: str, scene: Scene, mention: Mention) -> bool:
    """Whether a mention stands in what heads a line: where it was, or who tells it to whom ("Army spokesman: …")."""
    tellers = ((c.asserted_by.quote, c.cues[0]) for c in scene.claims if c.cues and c.cues[0].text == ":")
    if any(who is not None and who.start <= mention.quote.start < colon.end for who, colon in tellers):
        return True
    opens = mention.quote.start - scene.sentence.start <= len("#the ")
    is_place = mention.kind == "location" or mention.quote.text.lower() in PLACES
    return is_place and opens and text[mention.quote.end : mention.quote.end + 2] == ": "


def hears(scene: Scene, mention: Mention) -> bool:
    """Whether a mention is who was told of the event: "officials told the agency"."""
    at = next((k for k, e in enumerate(scene.sentence.tagged) if e.token.start >= mention.quote.start), 0)
    tagged = scene.sentence.tagged
    verb = tagged[at - 2].verb if at > 1 and tagged[at - 1].token.lower == "to" else None
    is_told = verb is not None and verb.base in SAY | {"complain", "speak", "talk"}
    return is_told or (at > 0 and tagged[at - 1].token.lower in _TOLD)
