# ruff: noqa: PLR0911  a cascade reads straight down
"""Whom the words right before a verb name as its subject, where the order of words leaves no doubt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from uncut.model.report import Claim, Mention
from uncut.reports.claims.scene import Scene
from uncut.reports.claims.triggers import Trigger
from uncut.reports.language.tagging import Tagged
from uncut.reports.language.verbs import SAY
from uncut.reports.mentions.world import DOCUMENT_NOUNS

_HELPS: Final = frozenset({"aux", "modal", "adv"})
_SPEAKERS: Final = frozenset({"i", "we"})
_THIRD: Final = frozenset("he she it they".split())
_UNNAMED: Final = frozenset("you nobody somebody someone anybody anyone everybody everyone".split())
_RELATIVES: Final = frozenset({"who", "which", "that", "whom"})
_TENSED: Final = frozenset({"past", "third", "past_or_participle"})
_WHOEVER: Final = frozenset("those anyone anybody everyone everybody someone somebody all others".split())
"""Before "who" they are nobody who was named: "those who arm the killers"."""
_NO_SUBJECTS: Final = frozenset({"temporal", "document_reference"})
_PAPERS: Final = DOCUMENT_NOUNS | frozenset({"statement", "declaration", "message", "post"})
"""What speaks for whoever wrote it."""
_SKIPPED: Final = frozenset(",\"“”‘’'")
_QUOTES: Final = frozenset('"“”„«»')

Sort = Literal["phrase", "pronoun", "speaker", "unnamed"]


class Subject(NamedTuple):
    """What stands right before a verb: a phrase with the mentions on its head, a pronoun, or "we" in a quotation.

    "You" and "somebody" are those whom no sentence names.
    """

    sort: Sort
    start: int
    end: int
    """Code points."""
    mentions: tuple[Mention, ...]
    """The mentions that begin or lie in it, the longest first; none where nobody known is named."""
    of_relative: bool = False
    """Whether "who" or a participle takes it up: what is told is told of this one and of nobody before."""


def find_subject(scene: Scene, trigger: Trigger, *, is_joined: bool = False) -> Subject | None:
    """The subject of a verb; ``None`` where other words than its helping ones stand between, or it is a noun.

    ``is_joined`` where it is that of a second verb too, so that whoever is named in between is none.
    """
    tagged = scene.sentence.tagged
    if trigger.is_noun or trigger.at <= 0:
        return None
    end = trigger.at
    while end > 0 and tagged[end - 1].tag in _HELPS:
        end -= 1
    has_help = any(tagged[k].tag in {"aux", "modal"} for k in range(end, trigger.at))
    if end == 0:
        return None
    last, verb = tagged[end - 1], tagged[trigger.at].verb
    word = last.token.lower
    if word in _SPEAKERS:
        return Subject("speaker", last.token.start, last.token.end, ())
    if word in _UNNAMED:
        return Subject("unnamed", last.token.start, last.token.end, ())
    if word in _THIRD:
        return Subject("pronoun", last.token.start, last.token.end, _on(scene, end - 1, end))
    tensed = _TENSED | {"base"} if word == "who" else _TENSED
    if word in _RELATIVES and (has_help or (verb is not None and verb.form in tensed)):
        back = end - 1
        while back > 1 and tagged[back - 1].token.text in _SKIPPED:
            back -= 1
        if tagged[back - 1].token.lower in _WHOEVER:
            return Subject("phrase", tagged[back - 1].token.start, last.token.end, (), of_relative=True)
        taken_up = _phrase(scene, back, of_relative=True)
        is_thing = (
            word != "who" and taken_up is not None and not any(isinstance(m.actor, str) for m in taken_up.mentions)
        )
        return None if is_thing else taken_up  # "the attack on the port, which killed nine"
    form = verb.form if verb is not None else ""
    if form == "gerund" and word in _FOR_WHAT:
        return _charged(scene, end - 1)
    is_reduced = (
        not has_help
        and last.tag in {"noun", "name"}
        and (form == "gerund" or (trigger.passive and form in {"participle", "past_or_participle"}))
    )
    if is_reduced:
        return _phrase(scene, end, of_relative=True)
    if last.tag == "conj" and form not in {"gerund", "base"}:
        return _of_first(scene, trigger, end - 1)
    return _plain(scene, end, trigger, is_joined=is_joined) if has_help or form in _TENSED else None


def _charged(scene: Scene, link: int) -> Subject | None:
    """Whom somebody charges with what stands behind "of": "accused the army of shelling", "is accused of shelling"."""
    tagged = scene.sentence.tagged
    verbs = (k for k in range(link - 1, max(-1, link - _CHARGE_REACH), -1) if tagged[k].tag == "verb")
    at = next((k for k in verbs if (verb := tagged[k].verb) is not None and verb.base in _CHARGES), None)
    if at is None:
        return None
    behind = next((p for p in scene.sentence.phrases if p.start == at + 1 and p.end <= link), None)
    if behind is not None:
        return _phrase(scene, behind.end, of_relative=True)
    while at > 0 and (tagged[at - 1].tag in _HELPS or tagged[at - 1].token.text in _SKIPPED):
        at -= 1
    return _phrase(scene, at, of_relative=True)


_FOR_WHAT: Final = frozenset({"of", "for", "with"})
_CHARGES: Final = frozenset(
    "accuse suspect convict acquit clear blame charge condemn criticise criticize indict fault".split()
)
_CHARGE_REACH: Final = 24
"""Tokens between who is charged and the last of several things."""


def _of_first(scene: Scene, trigger: Trigger, link: int) -> Subject | None:
    """The subject of the verb with which "and" or "but" joins one: "joined the Front, but was expelled"."""
    tagged = scene.sentence.tagged
    if tagged[link].token.lower not in {"and", "but", "then", "or"}:
        return None
    first = next((k for k in range(link - 1, 0, -1) if _is_finite(scene, k)), None)
    if first is None or any(tagged[k].token.text in {";", ":"} for k in range(first, link)):
        return None
    return find_subject(scene, trigger._replace(at=first, is_noun=False, passive=False), is_joined=True)


def _is_finite(scene: Scene, at: int) -> bool:
    entry = scene.sentence.tagged[at]
    is_verb = entry.tag == "verb" and entry.verb is not None and entry.verb.form in _TENSED
    is_passive = scene.sentence.tagged[at - 1].tag == "aux"
    return is_verb and (is_passive or scene.sentence.tagged[at + 1].token.lower != "by")


def _plain(scene: Scene, end: int, trigger: Trigger, *, is_joined: bool) -> Subject | None:
    """The noun phrase right before a verb, where it is a place or somebody, and nothing governs it: "Oslo refused"."""
    found = _phrase(scene, end, of_relative=False)
    if found is None or trigger.passive:
        return None
    first = next((k for k, entry in enumerate(scene.sentence.tagged) if entry.token.start == found.start), 0)
    before = scene.sentence.tagged[first - 1] if first else None
    is_free = before is None or before.tag in {"that", "conj", "wh"} or before.token.lower in _OPENS or _says(before)
    is_place = any(
        m.kind == "location" and m.quote.start == found.start and m.quote.end == found.end for m in found.mentions
    )
    is_party = any(isinstance(m.actor, str) for m in found.mentions)
    return found if is_free and (is_place or (is_joined and is_party)) else None


def _says(entry: Tagged) -> bool:
    return entry.verb is not None and entry.verb.base in SAY


_OPENS: Final = frozenset({"after", "before", "because", "while", "when", "since", "as"})


def _phrase(scene: Scene, end: int, *, of_relative: bool) -> Subject | None:
    """The noun phrase that ends before token ``end``, with the ones that "of" joins before it."""
    phrases = scene.sentence.phrases
    at = next((n for n, phrase in enumerate(phrases) if phrase.end == end), None)
    if at is None:
        return None
    first = phrases[at]
    while at > 0 and phrases[at - 1].end == first.start - 1 and _is_of(scene, first.start - 1):
        at -= 1
        first = phrases[at]
    start, stop = scene.sentence.offset(first.start), scene.sentence.limit(end)
    on = _on(scene, first.start, end)
    if any(m.kind in _NO_SUBJECTS and m.quote.end == stop for m in on):
        return None  # "on Thursday shortened", "a declaration demanding"
    if scene.sentence.tagged[phrases[at].head].token.lower in _PAPERS:
        return None
    return Subject("phrase", start, stop, on, of_relative)


def _is_of(scene: Scene, at: int) -> bool:
    return scene.sentence.tagged[at].token.lower == "of"


def _on(scene: Scene, first: int, end: int) -> tuple[Mention, ...]:
    start, stop = scene.sentence.offset(first), scene.sentence.limit(end)
    found = [m for m in scene.mentions if m.quote.start < stop and start < m.quote.end]
    return tuple(sorted(found, key=lambda m: (m.quote.start > start, m.quote.start - m.quote.end)))


def is_in_quotation(text: str, claim: Claim, position: int) -> bool:
    """Whether a place stands in words that somebody is quoted with to the letter, and not in what he is said to say."""
    opens = claim.quote.start - (claim.quote.start > 0 and text[claim.quote.start - 1] in _QUOTES)
    if not claim.quote.covers(position) or text[opens] not in _QUOTES:
        return False
    between = text[opens + 1 : position]
    return sum(letter in _QUOTES for letter in between) % 2 == 0


__all__: Sequence[str] = ["Subject", "find_subject", "is_in_quotation"]
