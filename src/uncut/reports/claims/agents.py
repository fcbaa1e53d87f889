"""Who can be meant before a verb, by the word that stands for its subject: a pronoun, "I" in a quotation, a phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from uncut.model.report import Claim, Mention
from uncut.reports.claims.leads import nearest_free
from uncut.reports.claims.scene import Scene
from uncut.reports.claims.subject import Subject, find_subject, is_in_quotation
from uncut.reports.claims.triggers import Trigger
from uncut.reports.mentions.gender import PRONOUNS, gender_of


def parties_by_grammar(
    text: str,
    scene: Scene,
    trigger: Trigger,
    before: list[Mention],
    parties: Sequence[Mention],
    speaker: Mention | None,
) -> list[Mention]:
    """The parties before a verb that can be its subject, where the words right before it say who that is.

    A speaker is the "I" and "we" of his own words, and never the "he" in them; "he" is no group, "it" is no person.
    """
    subject = find_subject(scene, trigger)
    if subject is None:
        return [] if _is_perceived(scene, trigger) else before
    if subject.sort == "unnamed":
        return []
    if subject.sort == "phrase":
        known = sorted((m for m in subject.mentions if m in parties and isinstance(m.actor, str)), key=_start)
        chosen = nearest_free(text, known)
        return [chosen] if chosen is not None else []
    claim = scene.claim_at(subject.start, subject.end)
    is_quoted = claim is not None and is_in_quotation(text, claim, subject.start)
    if subject.sort == "speaker":
        return [speaker] if speaker is not None and is_quoted else []
    return _meant(text, scene, subject, claim, before, speaker, is_quoted=is_quoted)


def _start(mention: Mention) -> int:
    return mention.quote.start


def _meant(
    text: str,
    scene: Scene,
    subject: Subject,
    claim: Claim | None,
    before: list[Mention],
    speaker: Mention | None,
    *,
    is_quoted: bool,
) -> list[Mention]:
    """Whom a pronoun means: who says it, whom it was read as, or else those before it who can be meant."""
    word = text[subject.start : subject.end].lower()
    is_said = claim is not None and not is_quoted and _opens_what_is_said(claim, subject.start)
    if is_said and claim is not None and can_be_speaker(word, claim, speaker):
        return [speaker] if speaker is not None else []  # "the officer, who was not named, says he fired"
    known = [m for m in subject.mentions if isinstance(m.actor, str)]
    if known:
        return [] if is_quoted and claim is not None and known[0].actor == claim.asserted_by.actor else known[:1]
    first = claim.quote.start if is_quoted and claim is not None else 0
    before = [m for m in before if first <= m.quote.start and m.quote.end <= subject.start]
    if word in {"he", "she"}:
        before = [m for m in before if m.kind == "person"]
    elif word == "it":
        before = [m for m in before if m.kind != "person" and not _is_a_nearer_thing(scene, m, subject.start)]
    return [speaker] if speaker is not None and speaker in before else before


def _is_a_nearer_thing(scene: Scene, mention: Mention, position: int) -> bool:
    """Whether another thing opens the clause of "it" more nearly: "our crew filmed the ship as it turned"."""
    tagged = scene.sentence.tagged
    at = next((k for k, entry in enumerate(tagged) if entry.token.start >= position), 0)
    if at < 1 or tagged[at - 1].token.lower not in _AS:
        return False
    near = next((p for p in scene.sentence.phrases if p.end == at - 1), None)
    return near is not None and tagged[near.start].token.start >= mention.quote.end


_AS: Final = frozenset({"as", "while"})
"""Before "it" these tell what the object of the main verb was doing."""


def _opens_what_is_said(claim: Claim, position: int) -> bool:
    """Whether a pronoun is the first word of what somebody is said to say, and so means whoever says it."""
    by = claim.asserted_by
    return by.kind != "publisher" and by.quote is not None and claim.quote.start == position


def can_be_speaker(word: str, claim: Claim, speaker: Mention | None) -> bool:
    """Whether "he" can be whoever says it, by the words for that one: his sister's "he" is somebody else."""
    who = claim.asserted_by.quote
    if word not in PRONOUNS or who is None:
        return word not in PRONOUNS
    if speaker is not None and speaker.kind != "person":
        return False
    names = [name for name in re.findall(r"[A-Z][\w’'-]+", who.text) if name.lower() not in _DETERMINES]
    told = gender_of(re.findall(r"\w+", who.text.lower()), " ".join(names))
    return told is None or told == PRONOUNS[word]


_DETERMINES: Final = frozenset("the a an his her their its".split())


def without_doubtful(
    text: str, claim: Claim | None, parties: Sequence[Mention], position: int, speaker: Mention | None
) -> list[Mention]:
    """The parties without a "him" in what somebody is said to say, who may be that one, and not whom it was read as."""
    if claim is None or claim.asserted_by.kind == "publisher" or is_in_quotation(text, claim, position):
        return list(parties)
    return [m for m in parties if not _is_doubtful(m, claim, speaker)]


def _is_doubtful(mention: Mention, claim: Claim, speaker: Mention | None) -> bool:
    word = mention.quote.text.lower()
    is_inside = claim.quote.start < mention.quote.start < claim.quote.end
    is_other = word in PRONOUNS and is_inside and mention.actor != claim.asserted_by.actor
    return is_other and can_be_speaker(word, claim, speaker)


def _is_perceived(scene: Scene, trigger: Trigger) -> bool:
    """Whether what somebody heard or saw is told of nobody: "residents heard shooting"."""
    before = scene.sentence.tagged[trigger.at - 1] if trigger.at > 0 else None
    verb = scene.sentence.tagged[trigger.at].verb if trigger.at >= 0 else None
    is_doing = verb is not None and verb.form == "gerund"
    return is_doing and before is not None and before.verb is not None and before.verb.base in _PERCEIVES


_PERCEIVES: Final = frozenset("hear see watch film witness report record describe".split())


__all__: Sequence[str] = ["can_be_speaker", "parties_by_grammar", "without_doubtful"]
