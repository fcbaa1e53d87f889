# ruff: noqa: PLR0911  numbered cascades read straight down
"""Frames: how a verb takes what is said behind it, from the surest to the loosest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from uncut.reports.claims.attribution.clauses import (
    clause_from,
    infinitive_from,
    is_reduced,
    object_from,
    second_verb,
)
from uncut.reports.claims.attribution.view import View
from uncut.reports.claims.attribution.words import (
    ABOUT,
    BODIES,
    ESTIMATES,
    FORCEFUL,
    FORCES,
    INDIRECT,
    INFINITIVE,
    LEAST_CONTENT,
    MEASURE_NOUNS,
    MEASURES,
    NOT_FINITE,
    NOUN_CUES,
    OBJECTS,
    OPENS,
    SEES_AS,
    TAKES_CONTENT,
    TARGETS,
    TELLS,
    WITH_THAT,
)
from uncut.reports.language.phrases import Phrase
from uncut.reports.language.tagging import ACTS
from uncut.reports.language.verbs import ASKED, ATTITUDE, DENIED, SAY, THINK, WANT
from uncut.reports.mentions.world import PERSON_NOUNS, PLACES, TITLES

_COUNTS: Final = frozenset("number numbers toll figure figures count cost costs total losses damage turnout".split())
_STOPS: Final = frozenset({",", ";", ":", "."})
_DASHES: Final = frozenset({"—", "–", "-", "--"})


class Content(NamedTuple):
    """What is said, and how it is said."""

    span: tuple[int, int]
    strength: float
    """How often the frame is right."""
    is_clause: bool = True
    """A clause can be said by a paper or a poll; an object of an attitude needs somebody."""
    continued: tuple[tuple[int, int], ...] = ()
    """The piece on the other side of the cue."""


def behind_cue(view: View, after: int, base: str) -> Content | None:
    """What stands behind the cue that ends before token ``after``."""
    after += view.tag(after) == "adv" and view.lower(after) != "not" and not _is_there(view, after)
    after = behind_aside(view, after)
    return next((found for frame in _FRAMES if (found := frame(view, after, base)) is not None), None)


def _is_there(view: View, after: int) -> bool:
    """Whether "there is" opens what is said."""
    return view.lower(after) == "there" and view.tag(after + 1) in ACTS


def behind_aside(view: View, after: int) -> int:
    """Where an aside behind the cue ends: "said — on the radio, as it happens — that", "said, without proof, that"."""
    if view.lower(after) == ",":
        comma = next((k for k in range(after + 2, after + 14) if view.lower(k) == ","), None)
        return comma + 1 if comma is not None and view.tag(comma + 1) == "that" else after
    if view.lower(after) not in _DASHES:
        return after
    closing = next((k for k in range(after + 2, after + 14) if view.lower(k) in _DASHES), None)
    return after if closing is None else closing + 1


def colon(view: View, after: int, base: str) -> Content | None:
    """ "said in a statement: the bridge …"."""
    if base not in SAY:
        return None
    at = next((k for k in range(after, min(len(view.tagged), after + 13)) if view.lower(k) in {":", ";", ","}), None)
    if at is not None and at > after and base in DENIED:
        return None  # "the data contradict this: a helicopter took off"
    if at is None or view.lower(at) != ":" or view.has_finite(after, frozenset({":"})):
        return None
    return Content(clause_from(view, at + 1), 0.8)


def that_clause(view: View, after: int, base: str) -> Content | None:
    """ "said that …", "told reporters that …", "said on Monday that …"."""
    that = _clause_word(view, after)
    if that is None or view.lower(that + 1) in {".", ";", ")"} or _is_of_noun(view, after, that):
        return None
    if not (_takes_that(base, that, after) or (base in ATTITUDE | WITH_THAT and _is_told_in(view, after, that))):
        return None
    if base in WANT and any(view.tag(k) == "to" and view.tag(k + 1) == "verb" for k in range(after, that)):
        return None  # "warned them not to assume that …"
    if that == after and base in SAY and view.tag(that + 1) in {"aux", "modal"}:
        return Content(clause_from(view, that), 0.7)  # "says that is false"
    if that > after and base in SAY | THINK and is_inner(view, after, that):
        return Content(clause_from(view, after_hearer(view, after, base)), 0.7)
    if any(view.lower(k) in _STOPS for k in range(after, that)):
        closed = view.lower(that - 1) == "," and not any(view.tag(k) in ACTS for k in range(after, that))
        is_of_hearer = base in TELLS and not any(view.tag(k) in ACTS for k in range(after, that))
        if not is_of_hearer and (not closed or base not in SAY):
            return None
    return Content(clause_from(view, that + 1 + (view.lower(that + 1) == ",")), 0.85)


def _clause_word(view: View, after: int) -> int | None:
    """The next "that" which is no part of a quotation and opens no relative clause: "a centre that works with …"."""
    for at in range(after, min(len(view.tagged), after + 13)):
        is_relative = at > after and (view.tag(at + 1) in {"aux", "modal"} or view.form(at + 1) in {"third", "past"})
        is_then = view.lower(at + 1) in _THEN and view.tag(at + 2) not in ACTS
        if (
            view.tag(at) == "that"
            and not is_then
            and not is_relative
            and not view.is_quoted(view.tagged[at].token.start)
        ):
            return at
    return None


_THEN: Final = frozenset("night day week month year morning evening afternoon time".split())
"""Behind a "that" which opens nothing: "said that night", "reported no strike that day"."""


def _is_of_noun(view: View, after: int, that: int) -> bool:
    """Whether "that" says what a noun is about: "responded to his claim that", not "said in a note that"."""
    phrase = view.ends.get(that)
    if phrase is None or view.lower(phrase.head) not in NOUN_CUES or view.tag(phrase.head) == "name":
        return False
    if phrase.start <= after:
        return second_verb(view, that + 1) is not None  # "said the claim that it fell was false"
    return view.tag(phrase.start - 1) in {"prep", "to"} and view.lower(phrase.start - 1) not in _MEDIA


_MEDIA: Final = frozenset({"in", "on", "at", "via", "through", "during", "by"})
"""Before the paper or the talk in which somebody says something."""


def _is_told_in(view: View, after: int, that: int) -> bool:
    """Whether only a talk or a paper stands before "that": "claimed in an interview with the agency that"."""
    plain = not any(view.tag(k) in ACTS or view.lower(k) in _STOPS for k in range(after, that))
    phrase = view.starts.get(after + 1)
    medium = view.lower(phrase.head) if phrase is not None else ""
    return plain and view.lower(after) in _MEDIA and (medium in _TALKS or medium in NOUN_CUES)


_TALKS: Final = frozenset(
    """interview speech statement post tweet letter message article column briefing conference call address video report
    filing memo email testimony podcast broadcast book""".split()
)


def _takes_that(base: str, that: int, after: int) -> bool:
    if base in SAY | THINK | WANT:
        return True
    return (that == after or base in TELLS) and base in ATTITUDE | WITH_THAT


def question(view: View, after: int, base: str) -> Content | None:
    """ "asked whether …", "asked the minister whether …", "knows how …"."""
    if view.lower(after) in INDIRECT and base in SAY | THINK | ASKED | WITH_THAT | ATTITUDE:
        return Content(clause_from(view, after), 0.75)
    if base in ASKED | TELLS:
        for at in range(after + 1, min(len(view.tagged), after + 11)):
            if view.lower(at) in INDIRECT:
                return Content(clause_from(view, at), 0.75)
            if view.tag(at) in ACTS or view.lower(at) in _STOPS:
                break
    return None


def infinitive(view: View, after: int, base: str) -> Content | None:
    """ "plans to …", "vowed not to …", "asked the army to …"."""
    to = after + (view.lower(after) == "not")
    if view.tag(to) == "to" and base == "deny" and _is_hearer_or_word(view, to + 1):
        return None
    if view.tag(to) == "to" and base in INFINITIVE and view.tag(to + 1) in {"verb", "aux", "adv", "noun", "mark"}:
        return Content(infinitive_from(view, after, inside=_is_in_relative(view, after)), 0.65)
    hearer = view.starts[after].end if base in TELLS and after in view.starts else None
    if hearer is not None and view.has_finite(hearer):
        return None  # "told a reporter they had refused to shoot"
    if base in WANT and view.has_infinitive(after):
        return Content(infinitive_from(view, after, inside=_is_in_relative(view, after)), 0.6)
    return None


def _is_hearer_or_word(view: View, at: int) -> bool:
    """Whether "to" opens no deed: "denied to reporters any role", "denied to comment"."""
    verb = view.tagged[at].verb if at < len(view.tagged) else None
    return view.tag(at) == "noun" or (verb is not None and verb.base in SAY)


def _is_in_relative(view: View, after: int) -> bool:
    """Whether the cue before token ``after`` is the verb of "who" or "that", or a form with -ing behind its noun."""
    at = view.group_start(after - 1) - 1
    if is_reduced(view, after - 1):
        return True
    return view.lower(at) in {"who", "which"} or (view.tag(at) == "that" and at in view.ends)


def finite_clause(view: View, after: int, base: str) -> Content | None:
    """ "said the army had left", "said on Monday the army had left"."""
    stops = _STOPS | {"to"} if base in WANT else _STOPS
    if _is_there(view, after) and base in SAY | THINK:
        return Content(clause_from(view, after), 0.75)
    if view.lower(after) == "," and base in SAY and _opens_behind_aside(view, after):
        return Content(clause_from(view, after + 1), 0.75)
    is_gap = base not in _SHOWS and (view.tag(after) in {"aux", "modal"} or _is_gap(view, after))
    if base in SAY | THINK and (view.has_finite(after, stops) or is_gap):
        said = clause_from(view, after_hearer(view, after, base))
        return Content(_within_aside(view, after, said), 0.75)
    late = behind_circumstance(view, after)
    if late > after and base in SAY and view.has_finite(late):
        return Content(clause_from(view, late), 0.75)
    return None


def _is_gap(view: View, after: int) -> bool:
    """Whether the subject of what is said stands before the cue: "a dam which experts say leaks"."""
    source = view.ends.get(view.group_start(after - 1))
    is_relative = source is not None and view.lower(source.start - 1) in {"which", "that", "who", "what"}
    return is_relative and view.form(after) in {"third", "past", "past_or_participle"}


def _within_aside(view: View, after: int, said: tuple[int, int]) -> tuple[int, int]:
    """What is said up to the comma that closes an aside: "left the hill, which it says was never hers, in May"."""
    holder = view.group_start(after - 1) - 1
    is_aside = view.lower(holder) in _PRONOUNS and view.lower(holder - 1) in _ASIDES and view.lower(holder - 2) == ","
    commas = (e.token.start for e in view.tagged[after:] if e.token.text == "," and not view.is_quoted(e.token.start))
    closing = next(commas, said[1]) if is_aside else said[1]
    return (said[0], closing) if said[0] < closing < said[1] else said


_SHOWS: Final = frozenset("show reveal depict document publish release".split())
"""What is done to a thing: "the letter that the ministry showed was forged" says that nobody by that."""
_PRONOUNS: Final = frozenset({"it", "he", "she", "they"})
_ASIDES: Final = frozenset({"which", "whom", "who"})
_WHEN: Final = frozenset("as after before while when".split())
"""Words that tell when somebody spoke."""


def _opens_behind_aside(view: View, comma: int) -> bool:
    """Whether what is said begins with an insertion: "says, win or lose, the army stays"."""
    closing = next((k for k in range(comma + 2, comma + 13) if view.lower(k) == ","), None)
    return closing is not None and view.subject_end(closing + 1) is not None


def clause_behind_preposition(view: View, after: int, base: str) -> Content | None:
    """ "said in politics it takes time", "said despite the fire, she stays": what is said begins with a circumstance.

    A circumstance of the saying ("in a statement released by the army") is no part of it.
    """
    is_time = view.is_time(after + 1) or view.lower(after) in _WHEN
    if base != "say" or view.tag(after) not in {"prep", "conj", "adv"} or is_time:
        return None
    quote = next((q for q in view.quotes if q[0] >= view.tagged[after].token.start), None)
    for phrase in view.sentence.phrases:
        if phrase.start <= after:
            continue
        if quote is not None and quote[0] <= view.tagged[phrase.start].token.start:
            return None
        link = view.tag(phrase.start - 1)
        if view.subject_end(phrase.start) is None or link in {"that", "wh", "verb"}:
            continue
        is_own = after + 1 in view.starts and view.lower(view.starts[after + 1].head) in NOUN_CUES
        return Content(clause_from(view, phrase.start if is_own else after), 0.6)
    return None


def behind_circumstance(view: View, after: int) -> int:
    """Where "on Monday", "Friday" or "in a statement" behind the cue ends."""
    at = after + (view.tag(after) == "prep")
    if at not in view.starts:
        return after
    head = view.lower(view.starts[at].head)
    if not (view.is_time(at) or head in NOUN_CUES or (head.isdigit() and len(head) == len("2014"))):
        return after
    return view.starts[at].end


def about(view: View, after: int, base: str) -> Content | None:
    """ "called for a truce", "spoke out against the ban", "agreed with the plan"."""
    links = ABOUT.get(base, frozenset())
    at = after
    while view.lower(at) in links and at < after + 2:
        at += 1
    if at == after and base in (SAY | THINK) - {"say"} and view.lower(after) in {"of", "about"}:
        at += 1
    if at == after or not _opens_object(view, at):
        return None
    if base in {"respond", "react"} and (at not in view.starts or view.lower(view.starts[at].head) not in NOUN_CUES):
        return None  # "responded to the flood"
    if base in {"lay", "set", "take"} and at in view.starts and view.lower(view.starts[at].head) in TARGETS:
        return None
    return Content(object_from(view, at), 0.5, is_clause=False)


def sees_as(view: View, after: int, base: str) -> Content | None:
    """ "sees the talks as a trap"."""
    if base not in SEES_AS or after not in view.starts:
        return None
    for at in range(view.starts[after].end, min(len(view.tagged) - 1, after + 14)):
        if view.lower(at) == "as":
            return Content(clause_from(view, after), 0.6, is_clause=False)
        if view.lower(at) in _STOPS or view.tag(at) in ACTS:
            return None
    return None


def considers(view: View, after: int, base: str) -> Content | None:
    """ "considers the dam a threat", "deems the plan unsafe"; "is considering closing the road"."""
    if base not in _CONSIDERS:
        return None
    if view.form(after) == "gerund":
        return Content(clause_from(view, after), 0.55, is_clause=False)
    if after not in view.starts:
        return None
    end = view.wide_end(view.starts[after])
    is_noun = end in view.starts and view.tag(end) in {"det", "adj", "poss"}
    is_adjective = view.tag(end) in {"adj", "adv"} and view.tag(end + (view.tag(end) == "adv")) == "adj"
    return Content(clause_from(view, after), 0.55, is_clause=False) if is_noun or is_adjective else None


_CONSIDERS: Final = frozenset({"consider", "deem"})


def puts_at(view: View, after: int, base: str) -> Content | None:
    """ "put the toll at 60", "puts support for the mayor at a solid 50 percent": an estimate."""
    if base not in ESTIMATES or after not in view.starts:
        return None
    is_count = view.lower(view.starts[after].head) in _COUNTS
    end = view.starts[after].end
    while view.lower(end) in ({"of"} if is_count else {"of", "for", "among"}) and end + 1 in view.starts:
        end = view.starts[end + 1].end
    if is_count and view.lower(end) == "of" and view.lower(end + 1) in _COUNTED:
        end += 2  # "put the number of dead at"
    end += is_count and view.lower(end) in _COUNTED
    if view.lower(end) != "at" or (is_count and view.tag(end + 1) == "det"):
        return None
    return Content(object_from(view, after), 0.6) if is_count or _is_share(view, after, end + 1) else None


_COUNTED: Final = frozenset("killed wounded injured missing displaced dead".split())


def _is_share(view: View, after: int, at: int) -> bool:
    """Whether a share is told, or a number of "it", and no time or place at which something is put."""
    while view.lower(at) in _LEADS_NUMBER or view.tag(at) in {"det", "adj", "adv"}:
        at += 1
    is_it = view.lower(after) in {"it", "this", "that"}
    return view.tag(at) == "num" and (is_it or view.lower(at + 1) in {"percent", "%", "percentage"})


def find_object(view: View, after: int, base: str) -> Content | None:
    """ "condemned the attack": what an attitude is about."""
    if base in _DOUBTS and view.lower(after) in _TAKEN_UP and view.tag(after + 1) in {"mark", "conj"}:
        return Content(view.span(after, after + 1), 0.5, is_clause=False)
    after = _behind_hearers(view, after, base)
    if base not in OBJECTS or base == "claim" or not _opens_object(view, after):
        return None
    if base == "call" and not _is_called(view, after):
        return None
    if (view.lower(after), view.lower(after + 1)) in {("each", "other"), ("one", "another")}:
        return None
    if base == "dismiss" and _is_somebody(view, after):
        return None  # "dismissed its commander" from his post
    return Content(object_from(view, after), 0.5, is_clause=False)


def _behind_hearers(view: View, after: int, base: str) -> int:
    """Where what is denied begins behind those who heard it: "denied to reporters any role in the raid"."""
    hearers = view.starts.get(after + 1) if base == "deny" and view.lower(after) == "to" else None
    is_heard = hearers is not None and view.tag(hearers.head) == "noun" and hearers.end in view.starts
    return hearers.end if hearers is not None and is_heard else after


_DOUBTS: Final = frozenset({"doubt", "question", "dispute"})
_TAKEN_UP: Final = frozenset({"it", "this", "that"})
"""What was said before, as the object of a doubt: "rights groups doubt it"."""


def _is_somebody(view: View, after: int) -> bool:
    """Whether the object is a person: by a post, or by a title before a name."""
    phrase = view.starts.get(after)
    words = {view.lower(k) for k in range(phrase.start, phrase.end)} if phrase is not None else set()
    is_post = phrase is not None and view.lower(phrase.head).removesuffix("s") in PERSON_NOUNS
    return is_post or (phrase is not None and view.tag(phrase.head) == "name" and bool(words & TITLES))


def _is_called(view: View, after: int) -> bool:
    """Whether what somebody calls a thing stands behind it: "called it a trap", not "called his men to the front"."""
    if after not in view.starts:
        return True
    end = view.starts[after].end
    while view.tag(end) in {"prep", "to"} and end + 1 in view.starts:
        end = view.starts[end + 1].end
    if view.lower(end) == ",":  # an insertion: "called Lind, a former driver, a hero"
        closing = next((k for k in range(end + 1, len(view.tagged)) if view.lower(k) == ","), end)
        return view.tag(closing + 1) == "det"
    if view.tag(end) == "adv":  # "called the trial politically motivated"
        return view.tag(end + 1) == "adj" or view.form(end + 1) in {"participle", "past_or_participle"}
    return view.lower(end) not in _STOPS and view.tag(end) not in {"prep", "to", "conj"}


def is_deed(view: View, after: int, base: str, source: tuple[int, int]) -> bool:
    """Whether a forceful word means force: "jets hammered the town", where "the envoy hammered the plan" is talk."""
    phrase = view.starts.get(after)
    if base not in FORCEFUL or phrase is None:
        return False
    noun = view.lower(phrase.head)
    if noun in TARGETS or noun in PLACES:
        return True
    return bool(FORCES.intersection(view.text[slice(*source)].lower().split())) and not is_opinion(view, phrase)


def is_opinion(view: View, phrase: Phrase) -> bool:
    """Whether a phrase names a plan, a word or a thought."""
    noun = view.lower(phrase.head)
    return noun in NOUN_CUES or _is_measure(noun.removesuffix("s"))


def measure(view: View, after: int, base: str) -> Content | None:
    """ "opposes the plan", "supports banning them": an opinion, where "supports the rebels" is a deed."""
    if base not in MEASURES:
        return None
    if view.form(after) == "gerund" and view.tag(after + 1) in {"det", "adj", "noun", "name", "num", "poss", "prep"}:
        return Content(object_from(view, after), 0.5, is_clause=False)
    if after not in view.starts:
        return None
    phrase = view.starts[after]
    if not _is_measure(view.lower(phrase.head).removesuffix("s")):
        return None
    return Content(object_from(view, after), 0.5, is_clause=False)


def _is_measure(noun: str) -> bool:
    return noun in MEASURE_NOUNS or (
        noun.endswith(("tion", "sion", "ism", "ment", "ity", "ence")) and noun not in BODIES
    )


def bare_content(view: View, after: int, base: str) -> Content | None:
    """What stands behind "said" or "showed" without a verb that the lexicon knows: "said Kasso enjoys it"."""
    if base not in TAKES_CONTENT or sum(entry.token.is_word for entry in view.tagged[after:]) < LEAST_CONTENT:
        return None
    if base == "claim" and not view.has_finite(after):
        return None
    opens = view.tag(after) in OPENS if base == "say" else after in view.starts
    if view.tag(after) in {"aux", "modal"} or (opens and not view.is_time(after)):
        return Content(clause_from(view, after), 0.65 if base == "say" else 0.55)
    return None


def bare_number(view: View, after: int, base: str) -> Content | None:
    """ "says 471", "said more than 40": a number is an answer by itself."""
    at = after
    while view.lower(at) in _LEADS_NUMBER:
        at += 1
    if base not in SAY or view.tag(at) != "num" or view.tag(at + 1) != "mark":
        return None
    return Content(clause_from(view, after), 0.6)


_LEADS_NUMBER: Final = frozenset("at least about around some more than over nearly almost only up to".split())


def _opens_object(view: View, at: int) -> bool:
    is_deed = (view.tag(at) == "verb" and view.form(at) == "gerund") or view.lower(at) in {"having", "being"}
    is_amount = view.lower(at) in {"$", "€", "£"} or (view.tag(at) == "adv" and view.tag(at + 1) == "num")
    if is_amount or (view.tag(at) == "adv" and view.lower(at + 1) in {"$", "€", "£"}):
        return True
    is_quoted = view.lower(at) in {"“", '"'}
    is_object = (at in view.starts and not view.is_time(at)) or view.tag(at) in {"det", "poss"}
    return is_object or is_deed or is_quoted or view.lower(at) in INDIRECT or view.lower(at) in {"much", "more", "most"}


def is_inner(view: View, after: int, that: int) -> bool:
    """Whether "that" belongs to a clause that is already under way: "say it is clear that", "said a man that was"."""
    if _is_there(view, after):
        return True  # "says there is a road, but he feels that"
    if after not in view.starts:
        return False
    if view.tag(that + 1) in ACTS and view.has_finite(that + 1):
        return True
    return any(view.tag(k) in ACTS and view.form(k) not in NOT_FINITE for k in range(after + 1, that))


def after_hearer(view: View, after: int, base: str) -> int:
    """ "told reporters (that) …": the hearer is no part of what is said."""
    if base in TELLS and after in view.starts:
        end = view.starts[after].end
        if view.tag(end) not in ACTS:
            return end
    return after


_FRAMES: Final[tuple[Callable[[View, int, str], Content | None], ...]] = (
    colon, that_clause, question, infinitive, finite_clause, about, sees_as, considers, puts_at, find_object, measure,
    bare_content, clause_behind_preposition, bare_number,
)  # fmt: skip
