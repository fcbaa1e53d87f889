# ruff: noqa: E501, PLR0911  word lists stay on one line each; cascades read straight down
"""Words that tell an event, and what the clause around them makes of it: done, promised, threatened, demanded, refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from uncut.model.report import EventKind
from uncut.reports.language.analysis import Sentence
from uncut.reports.language.tagging import BE, Tagged
from uncut.reports.language.verbs import BASES, SAY, forms_of, verb_of
from uncut.reports.lexicon import NUMBER_WORDS, load_lists
from uncut.reports.mentions.world import MEDIA_NOUNS

KINDS: Final[tuple[EventKind, ...]] = (
    "assault", "fight", "mobilize", "coerce", "protest", "aid", "cooperate", "consult", "agree", "retreat", "sanction",
    "accuse", "reject", "threaten", "request", "yield",
)  # fmt: skip
_LISTS = load_lists("events.txt")
_WORD_SETS: Final = {
    name: frozenset(words.split()) for name, words in (entry.split(": ", 1) for entry in _LISTS["words"])
}
_REACH = 7
"""Words behind a verb in which its object is looked for."""
_FRIENDLY: Final = frozenset({"aid", "cooperate", "consult", "retreat", "yield", "agree"})
_HOSTILE: Final = frozenset({"assault", "fight", "coerce", "sanction", "mobilize", "protest"})
_PROMISES: Final = frozenset(
    {
        "willing",
        "prepared",
        "committed",
        "ready",
        "agreed",
        "offered",
        "pledged",
        "promised",
        "vowed",
        "agrees",
        "offers",
    }
)
_REFUSALS: Final = frozenset(
    {
        "refused",
        "refuses",
        "refusing",
        "declined",
        "declines",
        "declining",
        "failed",
        "fails",
        "unwilling",
        "rejected",
        "avoid",
        "avoids",
        "avoided",
        "avoiding",
    }
)
_ASKING: Final = frozenset(
    """demand demands demanded demanding urge urges urged urging ask asks asked asking call calls called calling order orders
    ordered ordering appeal appeals appealed invite invites invited want wants wanted insisted insists""".split()
)  # fmt: skip
_ACCUSING: Final = frozenset({"accused", "accuses", "accusing", "blamed", "blames", "suspected", "charged", "alleged"})
_NOT: Final = frozenset({"not", "never", "n't", "cannot", "without"})
_ASKED: Final = frozenset({"who", "what", "which", "how", "why", "when", "where", "whose", "whom"})
"""Behind these begins what somebody does not know of an event that was: "could not say who carried out the raid"."""
_AVOID: Final = "avoi"
"""How every form of "avoid" begins, misspelt ones too."""
_CLAUSE_ENDS: Final = frozenset({";", ":", "—", "–"})


class Trigger(NamedTuple):
    """A word of a sentence that tells an event."""

    kind: EventKind
    at: int
    """Index of its token."""
    passive: bool
    is_noun: bool
    denied: bool = False
    """Whether the sentence says that it did not happen."""


def _senses() -> dict[str, list[tuple[EventKind, frozenset[str]]]]:
    """By base form: kinds, each with the words of which one must follow; those that need words first."""
    senses: dict[str, list[tuple[EventKind, frozenset[str]]]] = defaultdict(list)
    for kind in KINDS:
        for entry in _LISTS[kind]:
            base, _, needed = entry.partition(":")
            words = {
                one for word in needed.split() for one in (_WORD_SETS[word[1:]] if word.startswith("@") else (word,))
            }
            senses[base].append((kind, frozenset(words)))
    return {base: sorted(several, key=lambda sense: not sense[1]) for base, several in senses.items()}


_SENSES: Final = _senses()
_FORMS: Final = {form: (base, kind) for base in _SENSES for form, kind in forms_of(base).items()}
_NOUNS: Final[dict[tuple[str, ...], EventKind]] = {
    tuple(phrase.split()): kind for kind in KINDS for phrase in _LISTS.get(f"nouns_{kind}", ())
}
EITHER_WAY: Final = frozenset({"fight", "assault"})
"""What two do to each other: "clashes between the Front and the Guard"."""
EVENT_NOUNS: Final = frozenset(phrase[-1] for phrase in _NOUNS)
"""Last words of the nouns that tell an event."""
DEED_NOUNS: Final = frozenset(phrase[-1] for phrase, kind in _NOUNS.items() if kind in {"assault", "fight", "coerce"})
"""Of these, the last words of those for what somebody does to others, and of which he may deny that he did it."""
_LONGEST_PHRASE: Final = max(len(phrase) for phrase in _NOUNS)
_HARDWARE: Final = frozenset(_LISTS["hardware"])


def is_deed_of(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a noun names the deed with those it was done to: "the killing of its founder", beside another attack."""
    following = [entry.token.lower for entry in sentence.tagged[trigger.at + 1 : trigger.at + 2]]
    return trigger.is_noun and sentence.tagged[trigger.at].token.lower in _DEEDS and following == ["of"]


_DEEDS: Final = frozenset(
    "killing killings murder assassination massacre beheading torture abduction kidnapping".split()
)


def find_triggers(sentence: Sentence) -> list[Trigger]:
    """The sentence's triggers, verbs before nouns, each in text order."""
    lowered = [entry.token.lower for entry in sentence.tagged]
    silent = {at for at, word in enumerate(lowered) if word in _FORMS and _is_of_silence(lowered, at)}
    lowered = [_SILENT if at in silent else word for at, word in enumerate(lowered)]
    return [*_verbs(sentence.tagged, lowered), *_nouns(sentence.tagged, lowered)]


_SILENT: Final = "…"
"""Stands for a verb that tells only how somebody speaks, or that he does not."""


def _verbs(tagged: Sequence[Tagged], lowered: Sequence[str]) -> Iterator[Trigger]:
    for at, word in enumerate(lowered):
        if word == "must":
            yield Trigger("request", at, passive=False, is_noun=False)
        if word not in _FORMS or not _is_verb(tagged, at):
            continue
        base, form = _FORMS[word]
        if form == "gerund" and _is_of_a_place(tagged, at) and _opens_a_name_of_a_place(tagged, at):
            continue
        sense = _sense(base, lowered, at)
        if sense is None or (sense == "agree" and _swears_harm(lowered, at)):
            continue
        if sense == "assault" and _HARDWARE & set(lowered):
            sense = "fight"
        passive = form in {"participle", "past_or_participle"} and (
            _is_passive(lowered, at)
            or (base in _OF_VICTIMS and _has_no_object(tagged, at))
            or _is_joined_passive(tagged, lowered, at)
        )
        if sense == "aid" and _helps_with_a_crime(tagged, at):
            continue  # "convicted of aiding murder"
        if base == "shoot" and passive and _is_of_film(tagged, lowered, at):
            continue
        if base in {"release", "free"} and MEDIA_NOUNS & set(lowered[at + 1 : at + 4]):
            continue  # "released footage of captured soldiers"
        if base in _NEED_OBJECTS and not passive and _stands_without(tagged, lowered, at):
            continue
        yield from _in_mood(Trigger(sense, at, passive, is_noun=False), lowered)


def _helps_with_a_crime(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether the object of a verb is a crime, and not those who suffer by it: "aided genocide survivors"."""
    crime = next((k for k, one in enumerate(tagged[at + 1 : at + 3], at + 1) if one.token.lower in _CRIMES), None)
    return crime is not None and [one.tag for one in tagged[crime + 1 : crime + 2]] != ["noun"]


_CRIMES: Final = frozenset(
    """murder murders killing killings manslaughter genocide crime crimes terrorism torture rape kidnapping abduction treason
    espionage persecution trafficking smuggling fraud theft escape""".split()
)
"""Whoever helps with these gives nobody aid."""


def _is_of_film(tagged: Sequence[Tagged], lowered: Sequence[str], at: int) -> bool:
    """Whether what was shot is a film: "it was shot by his son", "the video was shot near the bridge"."""
    while at > 0 and tagged[at - 1].tag in {"aux", "adv", "modal"}:
        at -= 1
    return at > 0 and (lowered[at - 1] == "it" or lowered[at - 1] in MEDIA_NOUNS)


def _swears_harm(lowered: Sequence[str], at: int) -> bool:
    """Whether a promise is a threat by what is promised: "vowed to strike back"."""
    base = (
        _FORMS.get(lowered[at + 2], ("", ""))[0] if lowered[at + 1 : at + 2] == ["to"] and at + 2 < len(lowered) else ""
    )
    return bool(base) and _sense(base, lowered, at + 2) in _HOSTILE


def _is_of_silence(lowered: Sequence[str], at: int) -> bool:
    """Whether a verb tells only how somebody speaks, or that he does not, and no event.

    "asked that her name not be used", "asked not to be named", "refused to say whether", "could not be ruled out".
    """
    base, behind = _FORMS[lowered[at]][0], lowered[at + 1 : at + 9]
    if base in {"refuse", "decline"}:
        return behind[:1] == ["to"] and bool(_SPEAKING & set(behind[1:3]))
    if base == "rule":
        return bool(_NOT & set(lowered[max(0, at - 3) : at]))
    is_asked = base in {"ask", "request"}
    return (
        is_asked
        and bool({"name", "names", "named", "identified", "anonymous"} & set(behind))
        and bool({"not", "n't", "remain", "withheld"} & set(behind))
    )


_SPEAKING: Final = frozenset(
    """say comment answer discuss give name identify confirm speak elaborate specify disclose reveal tell reply respond explain
    deny""".split()
)
"""What somebody does not do who will not be drawn."""


def _sense(base: str, lowered: Sequence[str], at: int) -> EventKind | None:
    behind = lowered[at + 1 : at + 1 + _REACH]
    end = next((n for n, word in enumerate(behind) if word in _CLAUSE_ENDS), len(behind))
    behind = behind[:end]
    return next((kind for kind, needed in _SENSES[base] if not needed or needed & set(behind)), None)


def _is_verb(tagged: Sequence[Tagged], at: int) -> bool:
    """The tagger's word for verbs that it knows; for others, by form and neighbours."""
    entry, word = tagged[at], tagged[at].token.lower
    base, form = _FORMS[word]
    before = tagged[at - 1] if at else None
    if before is not None and (before.tag in {"to", "modal"}):
        return True
    if (
        form == "third"
        and (word,) in _NOUNS
        and (at + 1 == len(tagged) or tagged[at + 1].token.text in {":", "—", "–"})
    ):
        return False  # "Border clashes: what both sides say"
    describes = _describes(tagged, at, form)
    if describes or entry.tag == "verb":
        return not describes
    if base in BASES and entry.tag != "noun":
        return False
    if form in {"base", "third"}:
        return (
            before is not None and before.tag in {"pron", "name", "adv"} and entry.tag != "name" and base not in BASES
        )
    if before is not None and before.tag in {"det", "poss", "adj", "gen"}:
        return False
    return entry.token.text[:1].islower() and entry.tag in {"noun", "adj", "verb"}


def _describes(tagged: Sequence[Tagged], at: int, form: str) -> bool:
    """Whether a participle says what somebody is, and tells nothing: "shared by injured survivors"."""
    if form not in {"participle", "past_or_participle"} or not 0 < at < len(tagged) - 1:
        return False
    before = tagged[at - 1]
    is_said = before.verb is not None and before.tag == "verb" and before.verb.base in SAY
    return (before.tag in {"prep", "det", "poss", "num"} or is_said) and tagged[at + 1].tag == "noun"


_OF_VICTIMS: Final = frozenset(
    "kill wound injure murder execute behead massacre arrest detain abduct kidnap jail imprison free release rescue deport expel convict charge assassinate torture".split()
)
"""Verbs that always have an object, so that "17 people killed when" tells of the 17."""


_NEED_OBJECTS: Final = frozenset("train treat feed shelter arm equip".split())
"""Verbs that help somebody only where they have an object: who "trained in Moscow" helped nobody."""


def _stands_without(tagged: Sequence[Tagged], lowered: Sequence[str], at: int) -> bool:
    behind = tagged[at + 1].tag if at + 1 < len(tagged) else "mark"
    return behind in {"prep", "mark", "conj"} and not {"whom", "that", "which"} & set(lowered[max(0, at - 6) : at])


def _has_no_object(tagged: Sequence[Tagged], at: int) -> bool:
    behind = tagged[at + 1].tag if at + 1 < len(tagged) else "mark"
    before = tagged[at - 1].tag if at else "mark"
    reported = at > 0 and tagged[at - 1].token.lower in {"reported", "reportedly", "believed", "confirmed", "also"}
    return (before in {"noun", "num"} or reported) and behind in {"prep", "wh", "mark", "conj"}


def _is_joined_passive(tagged: Sequence[Tagged], lowered: Sequence[str], at: int) -> bool:
    """Whether a participle goes on with a passive: "twelve were killed and three captured"."""
    behind = tagged[at + 1].tag if at + 1 < len(tagged) else "mark"
    link = at
    while link > 0 and tagged[link - 1].tag in {"num", "adv", "pron", "noun", "adj"} and at - link < _FEW:
        link -= 1
    if link == 0 or lowered[link - 1] not in {"and", "or"} or behind not in {"prep", "mark", "conj", "adv"}:
        return False
    return bool(BE & set(lowered[max(0, link - _CLAUSE) : link]))


_FEW: Final = 3
_CLAUSE: Final = 8


def _is_passive(lowered: Sequence[str], at: int) -> bool:
    return bool(BE & set(lowered[max(0, at - 3) : at])) or "by" in lowered[at + 1 : at + 2]


def _in_mood(found: Trigger, lowered: Sequence[str]) -> Iterator[Trigger]:
    """What the words before make of the act: a promise, a threat, a demand, a refusal, an accusation, or itself."""
    before = lowered[max(0, found.at - 5) : found.at]
    farther = lowered[max(0, found.at - 14) : found.at]
    is_charge = _ACCUSING & set(farther) and {"of", "with"} & set(before) and found.kind != "accuse"
    if is_charge and not (found.kind == "assault" and _counts(lowered[found.at + 1 : found.at + 4])):
        return
    if found.kind in _FRIENDLY and (_REFUSALS & set(before) or (_NOT & set(before) and _is_future(before))):
        yield found._replace(kind="reject")
        return
    own = before[max((at + 1 for at, word in enumerate(before) if word in _ASKED), default=0) :]
    denied = bool(_NOT & set(own[-3:]) or (own[-1:] and own[-1].endswith("n't")))
    denied = denied or any(word.startswith(_AVOID) for word in before[-2:])
    denied = denied or (found.passive and _is_of_nobody(lowered[max(0, found.at - 7) : found.at]))
    if {"must", "should", "ought"} & set(before[-3:]) or (
        found.kind in _FRIENDLY and lowered[max(0, found.at - 2) : found.at] == ["used", "to"]
    ):
        return  # "weapons used to support it" does not tell who did
    is_beside = found.at > 0 and lowered[found.at - 1] == ","  # "the Front, which wants peace, fought"
    if found.kind != "request" and not is_beside and _is_asked_for(farther) and ({"to", "that", "for"} & set(before)):
        yield found._replace(denied=denied) if not _is_embedded(farther) else found._replace(kind="request")
        return
    if _is_future(before) and not denied:
        if "unless" in lowered[found.at :] or ("unless" in lowered and found.kind in _FRIENDLY | _HOSTILE):
            yield found._replace(kind="threaten")
            return
        if found.kind in _FRIENDLY:
            yield found._replace(kind="agree")
            if found.kind != "cooperate":
                return  # who says that he will back somebody backs him by that; who will help has not helped
        elif found.kind in _HOSTILE:
            yield found._replace(kind="threaten")
            return
    yield found._replace(denied=denied)


def _counts(behind: Sequence[str]) -> bool:
    """Whether a number follows: who is accused of killing nine is accused of a deed of which the dead are counted."""
    return any(word[:1].isdigit() or word in NUMBER_WORDS for word in behind)


def _is_of_nobody(before: Sequence[str]) -> bool:
    """Whether the subject of a passive is nobody: "no civilian was harmed", "not a single man had been killed"."""
    own = before[max((at + 1 for at, word in enumerate(before) if word in _PARTED), default=0) :]
    at = next((at for at, word in enumerate(own) if word in {"no", "nobody", "none"}), None)
    is_single = any(own[k : k + 3] == ["not", "a", "single"] for k in range(len(own)))
    return is_single or (at is not None and own[at + 1 : at + 2] not in (["fewer"], ["less"], ["longer"], ["doubt"]))


_PARTED: Final = frozenset({",", ";", ":", "and", "but", "that", "which", "who", "when", "where", "while"})


def _is_asked_for(farther: Sequence[str]) -> bool:
    """Whether somebody asks for what follows, and nobody tells it behind that: "who asked for calm told the agency that"."""
    last = max((at for at, word in enumerate(farther) if word in _ASKING), default=-1)
    verbs = (verb_of(word) for word in farther[last + 1 :])
    return last >= 0 and not any(verb is not None and verb.base in {"tell", "say"} for verb in verbs)


def _is_embedded(farther: Sequence[str]) -> bool:
    """Whether what is asked for begins behind the asking: "demanded that the US cancel", "ordered him to appear"."""
    last = max(at for at, word in enumerate(farther) if word in _ASKING)
    return any(word in {"to", "that", "for"} for word in farther[last + 1 :])


def _is_future(before: Sequence[str]) -> bool:
    if {"will", "would", "'ll", "shall"} & set(before[-4:]):
        return True
    return "to" in before[-2:] and bool(_PROMISES & set(before))


def _nouns(tagged: Sequence[Tagged], lowered: Sequence[str]) -> Iterator[Trigger]:
    for at in range(len(lowered)):
        for length in range(min(_LONGEST_PHRASE, len(lowered) - at), 0, -1):
            kind = _NOUNS.get(tuple(lowered[at : at + length]))
            ends_label = at + 1 < len(tagged) and tagged[at + 1].token.text == ":"
            is_noun = tagged[at].tag in {"noun", "name"} or ends_label
            if kind is None or (length == 1 and not is_noun):
                continue
            if lowered[max(0, at - 2) : at] and lowered[at - 1] == "of" and lowered[at - 2] in _BOARDS:
                break  # "the board of inquiry" is somebody
            if length == 1 and _is_of_a_place(tagged, at):
                break
            yield Trigger(kind, at + length - 1, passive=False, is_noun=True, denied=_is_of_none(lowered, at))
            break


def _is_of_a_place(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a noun only says what a place is for: "a training base", "the detention centre"."""
    behind = tagged[at + 1] if at + 1 < len(tagged) else None
    return behind is not None and behind.tag == "noun" and behind.token.lower.removesuffix("s") in _SITES


def _opens_a_name_of_a_place(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a gerund belongs to the noun behind it: "the training camps", and not "the army is shelling camps"."""
    before = tagged[at - 1].tag if at else "mark"
    is_one = not tagged[at + 1].token.lower.endswith("s")
    return before in {"det", "poss", "adj", "gen"} or (is_one and before in {"noun", "name"})


_SITES: Final = frozenset(
    "base camp centre center facility site ground range school academy room chamber cell shelter point".split()
)
_BOARDS: Final = frozenset("board commission committee panel court council ministry department team".split())


def _is_of_none(lowered: Sequence[str], at: int) -> bool:
    """Whether a noun for an event is told not to have been: "no attack", "no sign of an airstrike"."""
    before = list(lowered[max(0, at - 4) : at])
    while before and before[-1] in {"a", "an", "any", "the", "such"}:
        before.pop()
    return before[-1:] == ["no"] or (before[-1:] == ["of"] and before[-3:-2] == ["no"] and before[-2] in _TRACES)


_TRACES: Final = frozenset(
    "sign signs evidence trace traces indication indications proof record report reports".split()
)
