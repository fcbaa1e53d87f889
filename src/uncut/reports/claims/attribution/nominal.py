# ruff: noqa: PLR0911  numbered cascades read straight down
"""Attributions by nouns: "the claim that", "his decision to", "criticism of the plan by the mayor"."""

from __future__ import annotations

from typing import Final

from uncut.reports.claims.attribution.clauses import clause_from, infinitive_from, second_verb
from uncut.reports.claims.attribution.found import AttributionFound, Manner
from uncut.reports.claims.attribution.holders import can_speak, find_subject, first_subject
from uncut.reports.claims.attribution.view import View
from uncut.reports.claims.attribution.words import INDIRECT, NOUN_CUES, UNTRUE
from uncut.reports.language.phrases import Phrase

_ABOUT: Final = frozenset("of about over for against on with in at".split())
_GIVES: Final = frozenset(
    """make have has had issue express give voice raise offer repeat reiterate deliver announce unveil outline share
    hold lodge file release level face draw renew drop reject dismiss deny defend explain send propose
    heap pour stir spark""".split()
)
"""Verbs whose subject holds the thought that their object names: "made the claim that", "has plans to"."""
_ARGUED: Final = frozenset({"case", "point", "argument"})
"""Nouns that say something only behind such a verb, and before "that": "made the case that"."""
_MAKES: Final = frozenset({"make", "press", "argue", "drive", "bring"})
_HEDGED: Final = (
    "claim",
    "alleg",
    "belief",
    "suspicion",
    "rumo",
    "theory",
    "notion",
    "pret",
    "fear",
    "hope",
    "accus",
    "doubt",
)


CLAIMED: Final = ("claim", "alleg", "accus")
"""Nouns by which a writer keeps his distance from what somebody else says flatly."""


def manner_of_noun(noun: str) -> Manner:
    """How surely a noun says that something is so."""
    if noun == "denial":
        return "denied"
    return "hedged" if noun.startswith(_HEDGED) else "asserted"


def by_noun(view: View, at: int) -> AttributionFound | None:
    """What a noun of saying, thinking or wanting is about, and whose it is."""
    phrase = next((p for p in view.sentence.phrases if p.start <= at < p.end), None)
    if phrase is None or phrase.head != at:
        return None
    if view.lower(at) in _GIVEN and _is_given(view, phrase):
        return None
    after, source = _by_whom(view, at + 1)
    after = _behind_time(view, after)
    if source is None:
        owner = _owner(view, phrase)
        is_pronoun = owner is not None and view.text[slice(*owner)].islower() and " " not in view.text[slice(*owner)]
        giver = _giver(view, phrase) if not _is_received(view, phrase) else None
        source = (_giver(view, phrase, any_verb=True) or owner) if is_pronoun else (owner or giver)
    strength = 0.45 if source is None else 0.6
    manner = manner_of_noun(view.lower(at))
    if source is not None and view.lower(at).startswith(CLAIMED):
        manner = "asserted"  # the writer may doubt "the army's claim that"; the army does not
    if _is_received(view, phrase) and (source is None or view.lower(phrase.start - 1) == "of"):
        start = _content_start(view, at, after, has_holder=False)
        return None if start is None or start + 2 >= len(view.tagged) else AttributionFound(
            source=None, cue=view.span(at, at + 1), content=_content(view, start),
            manner=manner_of_noun(view.lower(at)), verb=view.lower(at), confidence=0.45,
        )  # fmt: skip
    if source is None and (view.lower(after) == "that" or _is_deed(view, after + 1)):
        source = _bearer(view, phrase)
    start = _content_start(view, at, after, has_holder=source is not None)
    if start is None or start + 2 >= len(view.tagged):
        return None
    source = source or _bearer(view, phrase)
    content = _content(view, start)
    end = _own_verb(view, phrase, start) if view.lower(start - 1) == "that" else None
    if end is not None:
        if source is None and _is_called_untrue(view, end):
            return None  # "The claim that it fell is false" denies it in the writer's own words
        content = view.trim(content[0], min(content[1], view.tagged[end].token.start))
    is_none = any(view.lower(k) in {"no", "without"} for k in (phrase.start - 1, phrase.start))
    if is_none and source is None:
        return None  # "There is no sign that it fell" is the writer's own word
    first = phrase.start if is_none and view.lower(phrase.start) == "no" else at
    return AttributionFound(
        source=source, cue=view.span(first, at + 1), content=content,
        manner="unsaid" if is_none else manner, verb=view.lower(at), confidence=strength,
    )  # fmt: skip


def _is_received(view: View, phrase: Phrase) -> bool:
    """Whether the subject only gets or looks into what others said: "received allegations that"."""
    if [view.lower(k) for k in range(phrase.start - 2, phrase.start)] in (["note", "of"], ["aware", "of"]):
        return True  # "takes note of reports that"
    verb = view.tagged[phrase.start - 1].verb if phrase.start > 0 else None
    return verb is not None and verb.base in _RECEIVING


_RECEIVING: Final = frozenset(
    "receive see hear get investigate probe examine review study assess verify read collect obtain face".split()
)


def _own_verb(view: View, phrase: Phrase, start: int) -> int | None:
    """The verb of which the noun is the subject, behind what it says: "the claim that it fell (is)"."""
    opening = phrase.start
    while view.tag(opening - 1) == "prep" and opening - 1 in view.ends:
        opening = view.ends[opening - 1].start
    if view.tag(opening - 1) not in {"mark", "conj"} and view.lower(opening - 1) not in {"but", "and"}:
        return None
    return second_verb(view, start)


def _is_called_untrue(view: View, at: int) -> bool:
    """Whether what is told is called false behind its verb: "is untrue", "were not correct"."""
    words = {view.lower(k) for k in range(at, min(at + 4, len(view.tagged)))}
    return bool(words & UNTRUE) or bool(words & {"not", "n't"} and words & {"true", "correct", "accurate", "right"})


def _is_given(view: View, phrase: Phrase) -> bool:
    """Whether help is meant that is given or ended, and not an opinion: "ended its support for the offensive"."""
    verb = view.tagged[phrase.start - 1].verb if phrase.start > 0 else None
    return verb is not None and verb.base in _HELPING


_GIVEN: Final = frozenset({"support", "backing", "help"})
_HELPING: Final = frozenset(
    """end cease stop halt suspend cut freeze terminate discontinue resume provide supply increase reduce scale receive
    need seek get lose""".split()
)


def by_argument(view: View, at: int) -> AttributionFound | None:
    """ "made the case that the dam is safe"."""
    phrase = view.ends.get(at + 1)
    if phrase is None or view.lower(at) not in _ARGUED or view.lower(at + 1) != "that" or is_relative(view, at + 1):
        return None
    before = phrase.start - 1
    verb = view.tagged[before].verb if before >= 0 else None
    if verb is None or verb.base not in _MAKES or at + 4 >= len(view.tagged):
        return None
    source = find_subject(view, view.group_start(before), verb)
    if source is None or not can_speak(view, source):
        return None
    return AttributionFound(
        source=source, cue=view.span(at, at + 1), content=clause_from(view, at + 2), manner="asserted",
        verb=view.lower(at), confidence=0.75,
    )  # fmt: skip


def by_answer(view: View, at: int) -> AttributionFound | None:
    """ "The army's answer was that the bridge had fallen", "his message to the town was: “…”"."""
    phrase = next((p for p in view.sentence.phrases if p.start <= at < p.end), None)
    owner = _owner(view, phrase) if phrase is not None and phrase.head == at else None
    after = at + 1
    if view.tag(after) in {"to", "prep"} and after + 1 in view.starts:
        after = view.wide_end(view.starts[after + 1])
    if owner is None or view.lower(after) not in {"is", "was", "has"} or after + 3 >= len(view.tagged):
        return None
    if view.lower(after + 1) not in {"that", ":"}:
        return None
    return AttributionFound(
        source=owner, cue=view.span(at, at + 1), content=clause_from(view, after + 2), manner="asserted",
        verb=view.lower(at), confidence=0.75,
    )  # fmt: skip


def _content(view: View, start: int) -> tuple[int, int]:
    """What begins with token ``start``: an infinitive, a clause, or an object whose clause goes on behind it."""
    if view.tag(start) == "to" or (view.tag(start - 1) != "that" and view.lower(start) not in INDIRECT):
        return infinitive_from(view, start, inside=True)
    return clause_from(view, start)


def _content_start(view: View, at: int, after: int, *, has_holder: bool) -> int | None:
    """The first token of what the noun is about."""
    word = view.lower(after)
    if word in {"is", "was"} and has_holder and view.lower(after + 1) in {"that", "to"}:
        after, word = after + 1, view.lower(after + 1)
    if word == "that":
        return None if is_relative(view, after) else after + 1
    if word == "to" and has_holder and view.tag(after + 1) in {"verb", "aux"}:
        return after
    if word in _ABOUT and view.lower(after + 1) in INDIRECT:
        return after + 1
    if word in _ABOUT and has_holder and NOUN_CUES[view.lower(at)] not in _BARE:
        opens = (
            (after + 1 in view.starts and not view.is_time(after + 1))
            or _is_deed(view, after + 1)
            or view.lower(after + 1) in INDIRECT
        )
        return after + 1 if opens else None
    return None


def _is_deed(view: View, at: int) -> bool:
    """Whether a form with -ing stands here: "the pretence of being", "his hope of winning"."""
    return view.form(at) == "gerund" or view.lower(at) in {"being", "having"}


def is_relative(view: View, that: int) -> bool:
    """Whether "that" stands for the noun: "a plan that offers work", "a claim that the mayor rejected"."""
    acts = that + 1 + (view.tag(that + 1) == "adv")
    end = view.subject_end(that + 1)
    last = next((k for k in range(len(view.tagged) - 1, that, -1) if view.tagged[k].token.is_word), that)
    if end is not None and view.tag(end) == "aux" and last - end in {1, 2} and _is_done_to_a_thing(view, last):
        return True  # "documents that the newspaper has seen"
    if end is not None and view.tag(end) == "verb" and view.tag(end + 1) == "mark":
        return view.tagged[end].verb is None or view.form(end) in {"past", "past_or_participle", "third"}
    return view.tag(acts) in {"aux", "modal"} or view.form(acts) in {"third", "past", "past_or_participle"}


def _is_done_to_a_thing(view: View, at: int) -> bool:
    verb = view.tagged[at].verb if view.tag(at) == "verb" else None
    return verb is not None and verb.base in _DONE_TO_PAPERS


_DONE_TO_PAPERS: Final = frozenset(
    "see obtain review publish examine read verify share leak post receive hold sign write send".split()
)
_BARE: Final = frozenset(
    """report statement news position sense question charge attack talk vision view finding announcement prospect offer
    perception invitation explanation evidence comment remark""".split()
)
"""Nouns behind which "of" or "on" seldom opens what is said."""


def _by_whom(view: View, at: int) -> tuple[int, tuple[int, int] | None]:
    """The holder named behind the noun: "the claim by Kasso that"; and where the sentence goes on."""
    if view.lower(at) in {"by", "from", "among"} and at + 1 in view.starts:
        end = view.wide_end(view.starts[at + 1])
        return end, view.span(at + 1, end)
    return at, None


def _behind_time(view: View, at: int) -> int:
    """Where "last month" or "earlier this year" between the noun and what it is about ends."""
    start = at + (view.lower(at) in {"earlier", "late", "on"})
    return view.starts[start].end if view.is_time(start) else at


def _owner(view: View, phrase: Phrase) -> tuple[int, int] | None:
    """ "the army's claim", "his claim"."""
    for at in range(phrase.start, phrase.head):
        if view.tag(at) in {"gen", "poss"}:
            return view.span(phrase.start, at if view.tag(at) == "gen" and at > phrase.start else at + 1)
    return None


def _bearer(view: View, phrase: Phrase) -> tuple[int, int] | None:
    """The subject of the clause at whose end the noun stands: "The rebels returned to the hope that"."""
    if view.tag(phrase.start - 1) not in {"prep", "to", "verb"}:
        return None
    found = first_subject(view, phrase.start)
    return found if found is not None and can_speak(view, found) else None


def _giver(view: View, phrase: Phrase, *, any_verb: bool = False) -> tuple[int, int] | None:
    """The subject of the verb that has the noun as object: "the army made the claim", "Kasso repeated her claim"."""
    before = phrase.start - 1
    verb = view.tagged[before].verb if before >= 1 else None
    gives = view.lower(before) in _GIVES or (verb is not None and verb.base in _GIVES)
    if not gives and not (any_verb and view.tag(before) == "verb"):
        return None
    source = find_subject(view, view.group_start(before), verb)
    return source if source is not None and can_speak(view, source) else None
