# ruff: noqa: PLR0911  a numbered cascade reads straight down
"""A second look at word classes, where the words on both sides decide between a noun and a verb."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from uncut.reports.language.tagging import ACTS, Tag, Tagged
from uncut.reports.language.verbs import ATTITUDE, SAY, THINK, WANT, verb_of
from uncut.reports.lexicon import load_lists

_ATTRIBUTES: Final = SAY | THINK | WANT | ATTITUDE
_NOUNS: Final = load_lists("nouns.txt")
_SOMEBODY: Final = frozenset(_NOUNS["person"]) | frozenset(_NOUNS["group"])
_BEFORE_NOUN: Final = frozenset({"adj", "noun", "name", "num", "gen", "poss", "det", "mark", "conj", "prep"})
_TAKES_BARE_VERB: Final = frozenset("let make help have see hear watch feel dare need go come bid".split())
"""Verbs behind which another verb may stand without "to"."""
_PLURALS: Final = frozenset("people men women police media data children".split())
_OPENS: Final = frozenset({"det", "poss", "pron", "num", "that", "wh"})
_CLOSING_MARKS: Final = frozenset("”\"’'»")
_OPENING_MARKS: Final = frozenset("“‘")
_AMOUNTS: Final = frozenset("little more most much less".split())
_PRONOUNS: Final = frozenset("this these those".split())
_PEOPLES: Final = frozenset(
    word.lower()
    for entry in load_lists("places.txt")["countries"]
    for word in entry.split("|")[2].split(",")
    if word and not word.endswith("s")
)
"""Adjectives of a country's people, in small letters."""
_APOSTROPHES: Final = frozenset("'’")
_SINGLE_MARKS: Final = frozenset("'‘’")
_SIDES: Final = frozenset({"inside", "outside"})
_ONE: Final = frozenset("a an each every another".split())
_SOME: Final = frozenset("some many those most few several both all others half".split())


def reconsidered(tagged: list[Tagged]) -> list[Tagged]:
    """``tagged`` with the classes that the whole sentence speaks for; linear."""
    for at in range(len(tagged)):
        tag = _better_tag(tagged, at)
        if tag is not None:
            entry = tagged[at]
            tagged[at] = Tagged(entry.token, tag, verb_of(entry.token.lower) if tag == "verb" else None)
    return tagged


def _better_tag(tagged: Sequence[Tagged], at: int) -> Tag | None:
    entry = tagged[at]
    if entry.token.text == "%" and at and tagged[at - 1].tag == "num":
        return "noun"
    if entry.token.text in _APOSTROPHES and _is_of_plural(tagged, at):
        return "gen"
    if entry.tag == "verb":
        nouns = (
            _is_noun_before_verb, _is_object, _is_singular_subject, _is_made_by, _is_of_a_people, _is_of_one_thing,
            _is_in_compound, _is_without_subject, _is_behind_preposition,
        )  # fmt: skip
        return "noun" if any(is_noun(tagged, at) for is_noun in nouns) else None
    acts = (
        _is_verb_in_gap, _is_verb_behind_plural, _is_verb_behind_this, _is_verb_behind_aside, _is_verb_before_adverb,
        _is_last_verb, _is_verb_behind_modal, _is_only_verb,
        _is_verb_of_headline, _is_past_before_that, _is_shown_by_footage,
    )  # fmt: skip
    if entry.tag == "noun" and any(does(tagged, at) for does in acts):
        return "verb"
    if entry.tag == "poss" and _is_her(tagged, at):
        return "pron"
    if entry.token.lower in _SIDES and 0 < at < len(tagged) - 1 and tagged[at - 1].tag == "det":
        return "adj" if tagged[at + 1].tag == "noun" else None  # "an inside source"
    if entry.token.lower in _PRONOUNS and entry.tag == "det" and _acts(tagged, at + 1):
        return "pron"
    return None


def _is_of_plural(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether an apostrophe is the genitive of a plural, and closes no quotation: "the Drivers' Union"."""
    if not 0 < at < len(tagged) - 1 or tagged[at - 1].tag not in {"noun", "name"}:
        return False
    before, mark, behind = tagged[at - 1].token, tagged[at].token, tagged[at + 1]
    stands = before.end == mark.start and mark.end < behind.token.start and before.lower.endswith("s")
    opened = any(
        entry.token.text in _SINGLE_MARKS and entry.token.end == tagged[k + 1].token.start
        for k, entry in enumerate(tagged[:at])
        if k == 0 or tagged[k - 1].token.end < entry.token.start
    )
    return stands and behind.tag in {"noun", "name", "adj"} and not opened


def _is_noun_before_verb(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a form with -s is the subject of the verb behind it: "its advocates also said", "polls there show"."""
    entry = tagged[at]
    if entry.verb is None or entry.verb.form != "third" or (at and tagged[at - 1].tag not in _BEFORE_NOUN):
        return False
    behind = _without_adverbs(tagged, at + 1)
    if behind >= len(tagged) or entry.verb.base == "say":
        return False
    following = tagged[behind]
    if following.tag in {"aux", "modal"}:
        return tagged[behind - 1].token.lower != "there"
    verb = verb_of(following.token.lower)
    if verb is None or verb.base not in _ATTRIBUTES or following.tag not in {"verb", "noun"}:
        return False
    if verb.form == "base":
        return _opens_object(tagged, behind + 1) or (verb.base in SAY and _is_aside_end(tagged, behind + 1))
    is_somebody = entry.token.lower in _SOMEBODY or entry.token.lower.removesuffix("s") in _SOMEBODY
    return verb.form in {"past", "past_or_participle"} and (is_somebody or verb.base in SAY | THINK)


def _is_without_subject(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a form with -s opens a sentence before a preposition, so that nobody does it: "Clashes between"."""
    entry = tagged[at]
    opens = at == 0 and entry.verb is not None and entry.verb.form == "third"
    return opens and len(tagged) > 1 and tagged[1].tag == "prep"


def _is_behind_preposition(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a form that can be a noun closes the phrase of a preposition: "in the Ledger poll,"."""
    entry = tagged[at]
    if entry.verb is None or entry.verb.form not in {"base", "third"} or at + 1 >= len(tagged):
        return False
    if tagged[at + 1].token.text not in {",", "."} or tagged[at - 1].tag not in {"name", "noun", "adj"}:
        return False
    start = at - 1
    while start > 0 and tagged[start].tag in {"name", "noun", "adj", "num"}:
        start -= 1
    start -= tagged[start].tag == "det"
    return (
        start >= 0
        and tagged[start].token.lower in _WHERE
        and (start == 0 or tagged[start - 1].tag not in {"noun", "name"})
    )


_WHERE: Final = frozenset({"in", "from", "under", "on"})


def _is_of_a_people(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a base form behind a preposition and an adjective of a people is a noun: "of Libyan aid"."""
    entry = tagged[at]
    if entry.verb is None or entry.verb.form != "base" or at < 2:
        return False
    return tagged[at - 2].tag == "prep" and tagged[at - 1].token.lower in _PEOPLES


def _is_made_by(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a form with -s is a noun that is described: "records kept by the port", ", records of the port"."""
    entry = tagged[at]
    if entry.verb is None or entry.verb.form != "third" or at + 2 >= len(tagged):
        return False
    if at and tagged[at - 1].token.text == "," and tagged[at + 1].token.lower == "of":
        return entry.verb.base != "speak"
    verb = verb_of(tagged[at + 1].token.lower)
    is_described = verb is not None and verb.form in {"participle", "past_or_participle"}
    return is_described and tagged[at + 2].token.lower == "by"


def _is_aside_end(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a clause ends here: ", records show, …"."""
    return at >= len(tagged) or tagged[at].token.text in {",", "."}


def _opens_sentence(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether nothing but one noun phrase stands before: "Public polls show …", "Both want …"."""
    return at > 0 and all(entry.tag in {"det", "adj", "noun", "name", "poss"} for entry in tagged[:at])


def _is_described(tagged: Sequence[Tagged], at: int) -> bool:
    return at < len(tagged) and tagged[at].tag in {"adj", "noun"}


def _is_verb_behind_aside(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a form with -s acts behind an insertion or closes one: "Kasso, the mayor, calls it", ", polls show"."""
    verb = verb_of(tagged[at].token.lower)
    if verb is None or verb.form != "third" or verb.base not in _ATTRIBUTES or at == 0 or at + 1 >= len(tagged):
        return False
    behind = tagged[at + 1]
    if tagged[at - 1].token.text == "," or _closes_name(tagged, at - 1):
        return behind.tag in {"pron", "name", "det", "that"}
    start = at - 1
    while start >= 0 and tagged[start].tag in {"noun", "name", "adj"}:
        start -= 1
    is_aside = start > 1 and tagged[start].tag == "det" and tagged[start - 1].token.text == ","
    word = tagged[at - 1].token.lower
    is_one = not word.endswith("s") or word.endswith(("ss", "sis"))
    return is_aside and is_one and verb.base in SAY and _is_aside_end(tagged, at + 1)


def _closes_name(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a mark closes a quoted name behind a noun: 'the channel "North Post" (claims that)'."""
    if tagged[at].token.text not in _CLOSING_MARKS or tagged[at].token.start != tagged[at - 1].token.end:
        return False
    start = at - 1
    while start > 0 and tagged[start].tag in {"name", "num"}:
        start -= 1
    return 0 < start < at - 1 and not tagged[start].token.is_word and tagged[start - 1].tag == "noun"


def _is_verb_before_adverb(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a form with -s acts behind a noun, and an adverb parts it from its object: "the poll shows only a"."""
    verb = verb_of(tagged[at].token.lower)
    if verb is None or verb.form != "third" or verb.base not in SAY or at == 0 or tagged[at - 1].tag != "noun":
        return False
    behind = _without_adverbs(tagged, at + 1)
    is_plural = tagged[at - 1].token.lower.endswith("s")
    return not is_plural and behind > at + 1 and _opens_object(tagged, behind)


def _is_verb_behind_modal(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a base form follows a modal and an adverb: "will not easily end", "would quickly attack"."""
    verb = verb_of(tagged[at].token.lower)
    if verb is None or verb.form != "base" or at < 2 or tagged[at - 1].tag != "adv":
        return False
    before = at - 1
    while before > 0 and tagged[before].tag == "adv":
        before -= 1
    return tagged[before].tag == "modal"


def _is_only_verb(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a form with -s is the only word that can act in a whole sentence: "The cartel shows armed men."."""
    verb = verb_of(tagged[at].token.lower)
    if verb is None or verb.form != "third" or at == 0 or at + 1 >= len(tagged) or tagged[-1].token.text != ".":
        return False
    opening, behind = tagged[:at], tagged[at + 1]
    if tagged[0].tag not in {"det", "name"} or any(entry.tag not in _OF_SUBJECT for entry in opening):
        return False
    subject = opening[-1]
    is_one = subject.tag in {"noun", "name"} and (not subject.token.lower.endswith("s") or subject.tag == "name")
    acts = any(entry.tag in {"aux", "modal"} or (entry.tag == "verb" and _is_finite(entry)) for entry in tagged)
    return is_one and not acts and behind.tag in {"adj", "det", "num", "name", "noun", "poss", "verb"}


def _is_verb_of_headline(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a base form behind several who act is the only word that can: "Gunmen attack market in Kasso"."""
    verb = verb_of(tagged[at].token.lower)
    if verb is None or verb.form != "base" or at == 0 or at + 1 >= len(tagged) or tagged[at - 1].tag != "noun":
        return False
    word = tagged[at - 1].token.lower
    are_many = word in _SOMEBODY and (word.endswith(("s", "men", "women")) or word in _PLURALS)
    acts = any(entry.tag in {"aux", "modal"} or (entry.tag == "verb" and _is_finite(entry)) for entry in tagged)
    return are_many and not acts and tagged[at + 1].tag in {"adj", "det", "num", "name", "noun", "poss"}


_OF_SUBJECT: Final = frozenset({"det", "adj", "noun", "name"})


def _is_past_before_that(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a past form of saying or thinking stands before "that": "voters in the last primary showed that"."""
    verb = verb_of(tagged[at].token.lower)
    is_past = verb is not None and verb.form in {"past", "past_or_participle"} and verb.base in SAY | THINK
    return is_past and 0 < at < len(tagged) - 1 and tagged[at + 1].tag == "that"


def _is_shown_by_footage(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether "shows" is what footage does of which it was told by whom: "a video shared by the group shows men"."""
    if tagged[at].token.lower not in {"shows", "show", "depicts"}:
        return False
    by = next((k for k in range(at - 1, 0, -1) if tagged[k].token.lower == "by"), None)
    if by is None or tagged[by - 1].tag != "verb" or any(tagged[k].tag in {"aux", "modal"} for k in range(by, at)):
        return False
    return any(tagged[k].token.lower.removesuffix("s") in _FOOTAGE for k in range(max(0, by - 4), by))


_FOOTAGE: Final = frozenset("video footage clip photo photograph picture image recording film".split())


def _is_finite(entry: Tagged) -> bool:
    return entry.verb is not None and entry.verb.form in {"base", "third", "past"}


def _is_last_verb(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a word that closes the sentence is what a plural behind a comma does: ", records of the port show."."""
    verb = verb_of(tagged[at].token.lower)
    if verb is None or verb.form != "base" or verb.base not in SAY or tagged[at].token.text[0].isupper():
        return False
    if at + 1 < len(tagged) and (at + 2 < len(tagged) or tagged[at + 1].token.text != "."):
        return False
    comma = next((k for k in range(at - 1, 0, -1) if tagged[k].token.text == ","), None)
    if comma is None or any(tagged[k].tag in {"aux", "modal", "to", "that"} for k in range(comma, at)):
        return False
    head = comma + 1
    while head < at and tagged[head].tag in _IN_PHRASES and _is_nominal(tagged[head + 1]):
        head += 1
    word = tagged[head].token.lower
    return tagged[head].tag in {"noun", "verb"} and head < at and (word.endswith("s") or word in _PLURALS)


_IN_PHRASES: Final = frozenset({"det", "adj", "noun", "name", "num", "poss"})


def _is_nominal(entry: Tagged) -> bool:
    return entry.tag in {"noun", "name"} or (entry.verb is not None and entry.verb.form == "third")


def _is_singular_subject(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a base form behind a name is the head of its phrase: "a News poll found", "a court document filed"."""
    entry, before = tagged[at], tagged[at - 1] if at else None
    if entry.verb is None or entry.verb.form != "base" or before is None or before.tag not in {"name", "noun"}:
        return False
    is_plural = before.token.lower.endswith("s") or before.token.lower in _PLURALS
    if before.tag == "noun" and (is_plural or any(_bears_base(one) for one in tagged[max(0, at - 8) : at])):
        return False
    behind = _without_adverbs(tagged, at + 1)
    if behind >= len(tagged):
        return False
    return tagged[behind].tag in ACTS or tagged[behind].token.lower.endswith("ed")


def _is_of_one_thing(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a base form stands in a phrase for one thing: "a private email server", "Kasso's old spy ring"."""
    entry = tagged[at]
    if entry.verb is None or entry.verb.form != "base" or at < 2 or tagged[at - 1].tag not in {"noun", "adj"}:
        return False
    word = tagged[at - 1].token.lower
    if word.endswith("s") or word in _PLURALS:
        return False
    start = at - 1
    while start > 0 and tagged[start].tag in {"noun", "adj"}:
        start -= 1
    opens = tagged[start].tag in {"gen", "poss"} or tagged[start].token.lower in _ONE
    is_inner = any(one.tag in {"prep", "to", "verb"} for one in tagged[max(0, start - 3) : start])
    if is_inner and _opens_object(tagged, at + 1):
        return False  # "people close to her brother say she left"
    return opens and not any(_bears_base(one) for one in tagged[max(0, start - 4) : start])


def _is_in_compound(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a base form between a name and a noun is a part of a name: "the White Hats rescue group said"."""
    entry = tagged[at]
    if entry.verb is None or entry.verb.form != "base" or not 0 < at < len(tagged) - 2 or tagged[at - 1].tag != "name":
        return False
    if entry.token.lower in _SOMEBODY and tagged[at + 1].tag == "name":
        return True  # "said Kasso ally Abu Lind"
    behind, acts = tagged[at + 1], tagged[at + 2]
    is_group = behind.tag == "noun" and behind.token.lower in _SOMEBODY
    return is_group and acts.verb is not None and acts.verb.form in {"past", "past_or_participle", "third"}


def _bears_base(entry: Tagged) -> bool:
    """Whether a base form may follow somewhere behind: "will the court rule", "let the army leave", "and"."""
    is_causing = entry.verb is not None and entry.verb.base in _TAKES_BARE_VERB
    return entry.tag in {"modal", "that", "conj"} or is_causing or entry.token.lower in {"do", "does", "did"}


def _is_object(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a base form is the object of the verb before it: "expressed concern", "drew praise"."""
    entry, before = tagged[at], tagged[at - 1] if at else None
    return (
        entry.verb is not None and entry.verb.form == "base" and before is not None and before.tag == "verb"
        and before.verb is not None and before.verb.base not in _TAKES_BARE_VERB
    )  # fmt: skip


def _is_verb_behind_plural(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a word that may be a noun acts: "polls show Kasso ahead", "allies fear the toll", "many believe it"."""
    entry, verb = tagged[at], verb_of(tagged[at].token.lower)
    if verb is None or verb.form != "base" or verb.base not in _ATTRIBUTES:
        return False
    behind = at + 1 + (at + 1 < len(tagged) and tagged[at + 1].token.lower == "out")
    is_plain = _opens_object(tagged, at + 1) or (verb.base in SAY and _is_aside_end(tagged, behind))
    if not is_plain and not (_opens_sentence(tagged, at) and _is_described(tagged, at + 1)):
        return False
    before = at - 1
    while before > 0 and tagged[before].tag == "adv":
        before -= 1
    if before < 0:
        return False
    word = tagged[before].token.lower
    if word.endswith("ed") and before and tagged[before - 1].token.lower == "those":
        return True
    if tagged[before].tag == "noun":
        return (word.endswith("s") and not word.endswith("ss")) or word in _PLURALS
    return word in _SOME and tagged[before].tag in {"det", "pron", "adj"} and entry.token.text[0].islower()


def _is_her(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether "her" is somebody and owns nothing: "told her she was late", "told her that"."""
    behind = tagged[at + 1].tag if at + 1 < len(tagged) else "mark"
    return tagged[at].token.lower == "her" and behind in {"pron", "det", "that", "prep", "mark", "to", "wh", "aux"}


def _is_verb_in_gap(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a form is what somebody does in "a show that Kasso hopes can help", "which villagers say could"."""
    verb = verb_of(tagged[at].token.lower)
    if verb is None or verb.base not in _ATTRIBUTES or not 0 < at < len(tagged) - 1:
        return False
    if verb.form != "third" and not (verb.form == "base" and tagged[at - 1].token.lower.endswith("s")):
        return False
    start = at - 1
    while start >= 0 and tagged[start].tag in ({"name"} if verb.form == "third" else {"name", "noun", "adj", "det"}):
        start -= 1
    acts = tagged[at + 1].tag in ACTS
    return acts and 0 <= start < at - 1 and tagged[start].tag in {"that", "wh"}


def _is_verb_behind_this(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a form with -s follows "this", which no plural does: "this makes it difficult"."""
    verb = verb_of(tagged[at].token.lower)
    return at > 0 and tagged[at - 1].token.lower == "this" and verb is not None and verb.form == "third"


def _opens_object(tagged: Sequence[Tagged], at: int) -> bool:
    if at >= len(tagged):
        return False
    entry = tagged[at]
    if entry.token.text in _OPENING_MARKS:
        return True
    if entry.token.lower == "out" and at + 1 < len(tagged):
        entry = tagged[at + 1]
    return entry.tag in _OPENS or entry.tag == "name" or entry.token.lower in _AMOUNTS


def _acts(tagged: Sequence[Tagged], at: int) -> bool:
    behind = _without_adverbs(tagged, at)
    if behind >= len(tagged):
        return False
    entry = tagged[behind]
    if entry.tag in {"aux", "modal"}:
        return True
    verb = verb_of(entry.token.lower)
    return verb is not None and (verb.form == "third" or (entry.tag == "verb" and verb.form == "past"))


def _without_adverbs(tagged: Sequence[Tagged], at: int) -> int:
    while at < len(tagged) and tagged[at].tag == "adv":
        at += 1
    return at
