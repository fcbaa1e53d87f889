# ruff: noqa: PLR0911  a numbered cascade reads straight down
"""Where a content ends: the clause, and where the writer goes on.

Which marks and words end a content behind its cue was counted on one half of PolNeAR; the rules hold where at least
six in ten contents end.
"""

from __future__ import annotations

from uncut.reports.claims.attribution.holders import main_subjects
from uncut.reports.claims.attribution.view import View
from uncut.reports.claims.attribution.words import CONTRASTS, LEADS_IN, NOUN_CUES, RELATIVES, SUBORDINATES
from uncut.reports.language.tagging import ACTS
from uncut.reports.language.verbs import ATTITUDE, SAY, THINK, WANT, verb_of

_ATTRIBUTES = SAY | THINK | WANT | ATTITUDE
_DASHES = frozenset({"—", "–", "-", "--"})
_SHOWS = frozenset({"show", "depict", "picture", "see", "hear"})
_THEN = frozenset({"before", "after", "while", "when"})
_NEAREST = 2
"""Tokens: no content is shorter."""


def clause_from(view: View, start: int) -> tuple[int, int]:
    """The content that begins with token ``start``, to the end of its clause or of the quotation it ends in."""
    if start >= len(view.tagged):
        return view.sentence.end, view.sentence.end
    first = view.tagged[start].token.start
    if start > 0 and view.tagged[start - 1].token.text in "“\"«‘'" and view.tagged[start - 1].token.end == first:
        first = view.tagged[start - 1].token.start
    return view.with_quotes(view.trim(first, find_clause_end(view, start)))


def object_from(view: View, start: int) -> tuple[int, int]:
    """The content that is an object and no clause: it ends where a verb begins that is not its own."""
    span = clause_from(view, start)
    relative = relative_of(view, cue_before(view, start))
    is_open = relative is not None and view.lower(relative - 1) != ","
    for at in range(start + 1, len(view.tagged)):
        token = view.tagged[at].token
        if token.start >= span[1]:
            break
        if view.is_quoted(token.start):
            continue
        if _leaves_object(view, start, at) or (is_open and _is_verb_of_whole(view, start, at)):
            return view.trim(span[0], token.start)
    return span


def _is_verb_of_whole(view: View, start: int, at: int) -> bool:
    """Whether the verb stands here whose subject holds the cue: "those who rejected the deal (left)"."""
    if any(view.tag(k) in {"that", "wh"} for k in range(start, at)) or view.tag(at - 1) not in {"noun", "name"}:
        return False
    return view.tag(at) in {"aux", "modal"} or (
        view.tag(at) == "verb" and view.form(at) in {"past", "past_or_participle", "third"}
    )


def _leaves_object(view: View, start: int, at: int) -> bool:
    word = view.lower(at)
    if word == "as" and view.tag(at - 1) != "adv":
        return _is_meanwhile(view, start, at)
    if word in _AFTERWARDS:
        return view.tag(at - 1) in {"noun", "name", "pron", "num", "mark"}
    if word == "," and view.lower(at + 1) in _SPANS and view.lower(at + 2) in {"after", "before"}:
        return True  # "accused the army of it, hours after talks had failed"
    if word in {"and", "but", ","}:
        if word != "," and _is_same_form(view, start, at + 1):
            return True
        acts = at + 1 + (view.tag(at + 1) == "adv")
        return view.form(acts) in {"past", "past_or_participle", "third"} or (
            word != "," and (view.tag(acts) in {"aux", "modal"} or view.lower(acts) in {"who", "which", "that"})
        )
    return False


def _is_same_form(view: View, start: int, at: int) -> bool:
    """Whether a second verb of saying in the present stands beside the cue: "deny any part in it, and condemn it"."""
    cue = cue_before(view, start)
    is_plural = (
        cue is not None and view.form(cue) == "base" and view.group_start(cue) == cue and view.tag(at - 1) == "conj"
    )
    return is_plural and view.form(at) == "base" and view.tag(at) == "verb" and _says(view, at)


def _is_meanwhile(view: View, start: int, at: int) -> bool:
    """Whether "as" tells what went on meanwhile: "praised the plan as he left", not "saw the plan as her best hope"."""
    end = view.subject_end(at + 1)
    if end is None or any(view.tag(k) in {"that", "wh"} for k in range(start, at)):
        return False
    return _is_finite(view, end) or view.form(end) == "base"


_SPANS = frozenset("hours days weeks months minutes years".split())
_AFTERWARDS = frozenset("after when while before although though since".split())
"""Words behind an object that tell when or why somebody spoke, rather than of what."""


def infinitive_from(view: View, start: int, *, inside: bool) -> tuple[int, int]:
    """The content that is an infinitive: "His plan to leave the town (was dropped)", "men who want to fight (said …)".

    ``inside`` says that the cue stands in a clause or a phrase inside another, whose verb is still to come.
    """
    span = clause_from(view, start)
    clause = False
    for at in range(start + 1, len(view.tagged)):
        token = view.tagged[at].token
        if token.start >= span[1]:
            break
        if view.is_quoted(token.start):
            continue
        clause = clause or view.tag(at) in {"that", "wh"} or view.lower(at) in SUBORDINATES
        if view.lower(at) == ",":
            clause = False
        if _resumes(view, at, inside=inside and not clause):
            return view.trim(span[0], token.start)
    return span


def _resumes(view: View, at: int, *, inside: bool) -> bool:
    """Whether the clause goes on here in which the infinitive stands."""
    if view.lower(at) in {"and", "but", ","}:
        acts = at + 1 + (view.tag(at + 1) == "adv")
        return view.form(acts) in {"past", "third"} or view.tag(acts) in {"aux", "modal"}
    if not inside or at not in view.ends or view.tag(at - 1) == "pron":
        return False
    acts = at + (view.tag(at) == "adv")
    return view.tag(acts) in {"aux", "modal"} or (
        view.form(acts) in {"past", "third"} and verb_of(view.lower(acts)) is not None
    )


def find_clause_end(view: View, start: int) -> int:
    """The sentence's end, or where the writer goes on: ", adding that …", "but said …", ", he said", "; …"."""
    depends = opens_with_clause(view, start)
    leads = not depends and any(view.lower(k) in LEADS_IN for k in (start, start + 1))
    cue = cue_before(view, start)
    relative = relative_of(view, cue)
    closed = view.lower(relative - 1) == "," if relative is not None else False
    open_relative = (relative is not None and not closed) or is_reduced(view, cue)
    if view.lower(start + 1) == "," and view.form(start + 2) == "gerund" and _says(view, start + 2):
        return view.tagged[start + 1].token.start
    joined = view.lower(start + 1) == "," and view.lower(start + 2) in {"and", "but", "while"}
    if joined and view.tag(start) in {"pron", "that", "det"} and view.subject_end(start + 3) is not None:
        return view.tagged[start + 1].token.start  # "denied it, but the mayor said"
    if view.lower(start + 1) == ";":
        return view.tagged[start + 1].token.start
    for at in range(start + _NEAREST, len(view.tagged)):
        token = view.tagged[at].token
        if view.is_quoted(token.start):
            if _is_comma_in_quote(view, at) and _ends_at_comma(view, start, at, depends=depends, leads=leads):
                return token.end
            continue
        if _ends_at(view, start, at, depends=depends, leads=leads) or _ends_beside(view, cue, at):
            return token.start
        if closed and view.lower(at) == "," and _is_finite(view, at + 1):
            return token.start
        if open_relative and _is_main_verb(view, start, at):
            return token.start
        leads = leads and view.lower(at) != ","
    return view.sentence.end


def cue_before(view: View, start: int) -> int | None:
    """The verb of the cue whose content begins with token ``start``, where at most a hearer stands between them."""
    return next((k for k in range(start - 1, max(-1, start - 5), -1) if view.tag(k) == "verb"), None)


def relative_of(view: View, cue: int | None) -> int | None:
    """The "who" or "which" in whose clause the cue stands: "Kasso, who said …, left", "Taf, which he says …, burns"."""
    if cue is None:
        return None
    at = view.group_start(cue) - 1
    if view.lower(at) in {"who", "which"} or (view.lower(at) == "that" and at in view.ends):
        return at
    source = view.ends.get(at + 1)
    lead = source.start - 1 if source is not None else -1
    return lead if view.lower(lead) in {"who", "which", "whom"} else None


def is_reduced(view: View, cue: int | None) -> bool:
    """Whether the cue is a form with -ing right behind its noun: "groups urging … are", "anyone expecting … should"."""
    if cue is None or view.form(cue) != "gerund":
        return False
    return view.group_start(cue) == cue and cue in view.ends and view.tag(view.ends[cue].start - 1) in {"mark", "conj"}


def _is_main_verb(view: View, start: int, at: int) -> bool:
    """Whether the verb stands here of which the words before are the subject: "those who say it is lost (are wrong)".

    The clause of the cue must have its own verb by then, and nothing may open another clause between the two.
    """
    acts = at + (view.tag(at) == "adv")
    is_third = view.form(acts) in {"third", "past"} and verb_of(view.lower(acts)) is not None
    if not (view.tag(acts) in {"aux", "modal"} or is_third) or view.tag(at - 1) not in {
        "noun", "name", "num", "mark", *(["verb"] if view.tag(acts) in {"aux", "modal"} else []),
    }:  # fmt: skip
        return False
    own = False
    for k in range(start, at):
        if (
            view.tag(k) in {"that", "wh", "to"}
            or view.lower(k) in {"and", "or", "but", ","}
            or view.lower(k) in SUBORDINATES
        ):
            return False
        own = own or view.tag(k) in {"aux", "modal"} or view.form(k) in {"past", "past_or_participle", "third", "base"}
    return own


def _is_finite(view: View, at: int) -> bool:
    at += view.tag(at) == "adv"
    return view.tag(at) in {"aux", "modal"} or view.form(at) in {"past", "past_or_participle", "third"}


def second_verb(view: View, start: int) -> int | None:
    """The verb behind a clause that is a subject's: "(the claim that) it fell (was) false"; ``None`` where none is."""
    own = False
    for at in range(start, len(view.tagged)):
        if (
            view.tag(at) in {"that", "wh"}
            or view.tagged[at].token.text in ",;:"
            or view.is_quoted(view.tagged[at].token.start)
        ):
            return None
        is_finite = view.tag(at) in {"aux", "modal"} or view.form(at) in {"past", "third", "past_or_participle"}
        if not is_finite:
            continue
        if own and view.tag(at - 1) not in {"aux", "modal", "adv", "conj", "to"} and view.lower(at) != "been":
            is_participle = view.form(at) == "past_or_participle" and view.tag(at - 1) != "verb"
            return None if is_participle else at
        own = True
    return None


def _ends_beside(view: View, cue: int | None, at: int) -> bool:
    """Whether the writer goes on beside the cue: "mocking … and accusing …", ", a charge that", "by saying"."""
    word = view.lower(at)
    if word in {"and", "but"} and cue is not None and view.form(cue) == "gerund":
        return _goes_on_saying(view, at + 1, comma=True)
    if word in {"in", "during", "at", "on"}:
        return _is_of_saying(view, at)
    if word == "by":
        verb = view.tagged[at + 1].verb if view.form(at + 1) == "gerund" else None
        return verb is not None and verb.base in SAY
    return (word == "," or word in _DASHES) and _takes_up(view, at + 1)


def _is_of_saying(view: View, at: int) -> bool:
    """Whether a circumstance tells where somebody spoke, not what of: "in a statement on Monday", "during a debate"."""
    phrase = view.starts.get(at + 1)
    if phrase is None or view.lower(phrase.head).removesuffix("s") not in _TALKS:
        return False
    return view.lower(at + 1) in {"a", "an", "his", "her", "their", "its"} or view.lower(at) == "during"


_TALKS = frozenset(
    "statement interview briefing tweet post letter broadcast email message communique memo filing".split()
)
"""Where somebody speaks, and nothing else happens."""


def _takes_up(view: View, at: int) -> bool:
    """Whether a phrase takes up the whole statement before it: "a charge that they deny", "a swipe at the mayor"."""
    phrase = view.starts.get(at)
    if phrase is None or view.lower(at) not in {"a", "an"}:
        return False
    noun = view.lower(phrase.head)
    return noun in NOUN_CUES or noun in _DEEDS


_DEEDS = frozenset("move step swipe jab dig reference nod shift reversal departure sign signal retort rebuke".split())
"""What a statement is, beside the nouns of saying: "…, a swipe at the mayor"."""


def _is_comma_in_quote(view: View, at: int) -> bool:
    """Whether a quotation ends here whose comma stands inside it: 'called it "a trap," adding that …'."""
    end = view.tagged[at].token.end
    return view.lower(at - 1) == "," and any(quote[1] == end for quote in view.quotes)


def _ends_at(view: View, start: int, at: int, *, depends: bool, leads: bool) -> bool:
    word = view.lower(at)
    if word == ",":
        return _ends_at_comma(view, start, at, depends=depends, leads=leads)
    if word == ";":
        return True
    if word in _DASHES:
        return _ends_at_dash(view, start, at)
    if word == ")":
        return not any(view.lower(k) == "(" for k in range(start, at))
    if word not in {"and", "but"} or view.lower(at - 1) == ",":
        return False
    end = view.subject_end(at + 1)
    if end is not None:
        return _says(view, end)
    return _goes_on_saying(view, at + 1, comma=False) and not _is_of_other_time(view, start, at + 1)


def _ends_at_comma(view: View, start: int, at: int, *, depends: bool, leads: bool) -> bool:
    after, word = at + 1, view.lower(at + 1)
    if word in CONTRASTS and not _is_short(view, after):
        return True
    if word in {"then", "later"} and (_goes_on_saying(view, after, comma=True) or _takes_back(view, after + 1)):
        return True
    if word in _THEN and view.form(after + 1) == "gerund" and _says(view, after + 1):
        return True
    if word in {"and", "but", "so", "yet", "or", "nor"}:
        return _goes_on_behind(view, after, depends=depends)
    if word in RELATIVES:
        return not comes_back(view, after)
    if word == "according" or (word == "as" and view.tag(after + 1) in {"aux", "modal"}):
        return True
    if (
        word == "as"
        and not comes_back(view, after)
        and (told := view.subject_end(after + 1)) is not None
        and _says(view, told)
    ):
        return True  # ", as some media reported"
    verb = view.tagged[after].verb if after < len(view.tagged) else None
    if view.tag(after) == "verb" and verb is not None and verb.base in _ATTRIBUTES:
        if verb.form == "gerund" and _is_shown(view, start, at):
            return False
        return verb.form in {"gerund", "past", "past_or_participle"} and not _is_list(view, after)
    end = view.subject_end(behind_time(view, after))
    if end is None or leads:
        return False
    return depends or _says(view, end)


def _is_short(view: View, at: int) -> bool:
    """Whether a contrast has no verb of its own, and so belongs to what it stands in: "though small"."""
    behind = at + 1
    closing = next((k for k in range(behind, len(view.tagged)) if view.lower(k) in {",", ".", ";"}), len(view.tagged))
    return not any(view.tag(k) in ACTS for k in range(behind, closing))


def _is_shown(view: View, start: int, at: int) -> bool:
    """Whether somebody is shown who does what stands behind the comma: "shows the mayor, a banker, ordering …"."""
    verb = view.tagged[start - 1].verb if start > 0 else None
    if view.tag(at + 2) == "that":
        return False  # "shows the mayor, noting that": what somebody says of it
    return verb is not None and verb.base in _SHOWS and not any(view.tag(k) in ACTS for k in range(start, at))


def behind_time(view: View, at: int) -> int:
    """Where "on Monday" or "last week" before a subject ends."""
    start = at + (view.tag(at) == "prep")
    return view.starts[start].end if view.is_time(start) else at


def _is_list(view: View, at: int) -> bool:
    """Whether a past form is one of several deeds: "were named, accused, and tried"."""
    return view.tag(at - 2) == "verb" and view.lower(at + 1) in {",", "and", "or"}


def _goes_on_behind(view: View, at: int, *, depends: bool) -> bool:
    """Whether the writer goes on at ", and …", ", but …"."""
    if view.lower(at + 1) == "that" or (view.tag(at + 1) == "adv" and view.lower(at + 2) == "that"):
        return view.lower(at + 1) == "not"  # "but not that …" tells what was not said
    end = view.subject_end(at + 1)
    if end is not None:
        return view.lower(at) in {"and", "but", "so", "yet"} or depends
    if _goes_on_saying(view, at + 1, comma=True) or _numbers_say(view, at + 1):
        return True
    acts = at + 1 + (view.tag(at + 1) == "adv")
    return view.lower(at) == "but" and view.lower(at + 1) not in _CORRECTS and view.tag(acts) not in {"aux", "modal"}


def _numbers_say(view: View, at: int) -> bool:
    """Whether a number of people says something here: "and more than four in ten said"."""
    end = at
    while end < at + 7 and view.tag(end) in {"adj", "num", "prep", "det", "adv", "noun"}:
        end += 1
    return any(view.tag(k) == "num" for k in range(at, end)) and _says(view, end)


_CORRECTS = frozenset("rather also not instead only".split())
"""Words behind "but" that go on with the same statement: "no plan, but rather a wish"."""


def _goes_on_saying(view: View, at: int, *, comma: bool) -> bool:
    """Whether a verb of saying stands here that shares its subject with the cue: "and called it …"."""
    at += view.tag(at) == "adv"
    if view.tag(at) == "aux":
        at += 1 + (view.tag(at + 1) == "adv")
        has = True
    else:
        has = False
    verb = view.tagged[at].verb if at < len(view.tagged) else None
    if _takes_back(view, at):
        return True
    if view.tag(at) != "verb" or verb is None or verb.base not in _ATTRIBUTES:
        return False
    return has or verb.form in {"past", "past_or_participle", "third"} or (comma and verb.form == "gerund")


def _takes_back(view: View, at: int) -> bool:
    """Whether a verb stands here by which whoever spoke goes back on it: "but later revised the figure"."""
    verb = view.tagged[at].verb if at < len(view.tagged) else None
    if view.form(at) not in {"past", "past_or_participle", "participle"} or verb is None:
        return False
    if view.lower(at - 1) not in _AFTER and view.lower(view.group_start(at) - 1) != "but":
        return False
    return verb.base in _TAKING_BACK or (verb.base == "stop" and view.lower(at + 1) == "short")


_AFTER = frozenset("later then subsequently afterwards".split())
_TAKING_BACK = frozenset("revise correct retract recant delete amend backtrack apologise apologize".split())


def _is_of_other_time(view: View, start: int, at: int) -> bool:
    """Whether a form behind "and" goes on with what is said, since the cue has another tense, or with its nouns.

    "says he met him and asked him to leave", "said there was a hunger for new faces and voices in the council".
    """
    adverb = view.tag(at) == "adv"
    if adverb and view.lower(at) == "never":
        return True
    at += adverb
    verb = view.tagged[at].verb if view.tag(at) == "verb" else None
    if verb is not None and verb.base in _DESCRIBES and view.tag(at + 1) in {"noun", "adj"}:
        return True  # "and alleged schemes"
    cue = cue_before(view, start)
    if cue is None or view.tag(view.group_start(cue)) in {"aux", "modal", "to"}:
        return False
    told, form = view.form(cue), view.form(at)
    return (told in _PAST and form == "third") or (told == "third" and form in {"past", "past_or_participle"})


_PAST = frozenset({"past", "past_or_participle"})
_DESCRIBES = frozenset({"allege", "continue", "propose", "suspect"})


def _says(view: View, at: int) -> bool:
    """Whether the verb behind a subject says something, so that it is no part of the content before it."""
    at += view.tag(at) == "adv"
    verb = view.tagged[at].verb if at < len(view.tagged) else None
    return view.tag(at) == "verb" and verb is not None and verb.base in _ATTRIBUTES


def _ends_at_dash(view: View, start: int, at: int) -> bool:
    """A dash that no second dash closes ends the content; an aside between two does not."""
    if (
        view.tagged[at].token.text == "-"
        and view.text[view.tagged[at].token.start - 1 : view.tagged[at].token.end + 1] != " - "
    ):
        return False
    return view.tag(start - 1) != "that" and not any(view.lower(k) in _DASHES for k in range(at + 2, len(view.tagged)))


def opens_with_clause(view: View, start: int) -> bool:
    """Whether the cue stands in a clause that needs another one: "After he said …, the army left"."""
    for at in range(start - 1, -1, -1):
        word = view.lower(at)
        if word in {",", ";", ":"}:
            return False
        if word == "as" and view.form(at + 1) == "gerund":
            continue  # "quoted him as saying that after the raid, …"
        if word in SUBORDINATES or (at == 0 and word in {"asked", "speaking", "saying", "assuming"}):
            return at == 0 or view.tag(at - 1) in {"mark", "conj"}
    if start > 0 and any(view.form(k) == "gerund" for k in range(start)):
        return not main_subjects(view, start)
    return False


def comes_back(view: View, at: int) -> bool:
    """Whether the sentence goes on behind an inserted clause: ", who left, …"."""
    return any(
        view.lower(k) in {",", "—", "–"} and view.tag(k + 1) in {"verb", "aux", "modal", "to", "prep", "adv"}
        for k in range(at, len(view.tagged))
    )
