# ruff: noqa: PLR0911, PLR0912  numbered cascades read straight down
"""Attributions by verbs of saying, thinking, wanting and judging."""

from __future__ import annotations

import re
from typing import Final

from uncut.reports.claims.attribution.contents import content_before, find_content
from uncut.reports.claims.attribution.found import AttributionFound
from uncut.reports.claims.attribution.frames import Content, behind_circumstance, is_deed
from uncut.reports.claims.attribution.holders import appositive_head, can_speak, find_subject
from uncut.reports.claims.attribution.manners import KEEPS_SILENT, find_negation, manner, negated_start
from uncut.reports.claims.attribution.nominal import is_relative
from uncut.reports.claims.attribution.passive import by_passive, is_passive
from uncut.reports.claims.attribution.quoted import by_quoted
from uncut.reports.claims.attribution.shown import footage_with_clause
from uncut.reports.claims.attribution.view import View
from uncut.reports.claims.attribution.words import (
    BODY_SAYS,
    CUE_VERBS,
    FLOATING,
    INDIRECT,
    NO_SUBJECTS,
    PEOPLE_SAY,
    REPORTEDLY,
    TELLS,
    UNTRUE,
)
from uncut.reports.language.tagging import ACTS
from uncut.reports.language.verbs import SAY, WANT, Verb
from uncut.reports.mentions.world import DOCUMENT_NOUNS, MEDIA_NOUNS

_HITS: Final = frozenset("shoot fire hit push snap clap strike punch".split())
"""With "back" behind them, verbs of answering."""


_PHRASAL: Final = {("rule", "out"): "dismiss", ("walk", "back"): "retract", ("take", "back"): "retract"}
"""Verbs that say another thing with the word behind them."""
_TALKS: Final = frozenset("statement interview briefing tweet post letter broadcast message communique speech".split())
_ONLY_SAYS: Final = re.compile(r"(?:he|she|they|it)\s(?:says?|said|claims?|claimed)", re.I)
_ANSWERS: Final = frozenset({"comment", "respond", "reply", "answer"})
"""Verbs that say nothing with "not" before them."""
_NOT: Final = ("not", "n't", "never", "yet")
_SPEAKING: Final = frozenset("talk speak elaborate respond reply answer".split())
_PARTICIPLES: Final = frozenset({"participle", "past_or_participle", "gerund"})
"""Behind a speaker: "said one clerk involved in the plan"."""
_CLOSES: Final = ",”“\"’'»?!…—–"
"""Marks behind which the speaker follows the verb."""


_FINDERS: Final = DOCUMENT_NOUNS | frozenset(
    "poll survey study research analysis investigation review inquiry census court judge jury panel committee".split()
)
"""Who finds something to be so."""


def may_say(source: str, base: str) -> bool:
    """Whether a pronoun can be a source here: "it said" is a body, "it showed" a fact, "you see" a figure of speech."""
    if source in NO_SUBJECTS:
        return source == "it" and base in BODY_SAYS
    return source != "you"


def by_verb(view: View, at: int, verb: Verb) -> AttributionFound | None:
    """Whose words stand beside the verb at token ``at``; ``None`` where it says nothing, or nobody says it."""
    if view.lower(at) == "documents" and view.lower(at + 1) == "that" and is_relative(view, at + 1):
        return None  # "matches documents that the newspaper has seen"
    group = negated_start(view, at)
    base, at = _whole_verb(view, at, verb.base)
    if base not in CUE_VERBS or (base in _WISHES and _asks_for_silence(view, at, base)):
        return None
    if base in KEEPS_SILENT and _is_of_saying(view, at):
        return None  # "declined to say whether": what is not said stands behind the second verb
    quoted = by_quoted(view, group, at, verb) if base in {"quote", "cite"} else None
    if quoted is not None:
        return quoted
    if is_passive(view, group, at, verb):
        return by_passive(view, group, at, base)
    if verb.form == "participle" and not any(view.tag(k) in {"aux", "modal"} for k in range(group, at)):
        return None  # "General Kasso, better known as the Fox, (left)"
    inverted = find_inverted(view, at, base) if verb.form != "gerund" else None
    if inverted is not None:
        return inverted
    source = _with_opening(view, _footage_or(view, base, group, find_subject(view, group, verb)))
    if source is None or is_idiom(view, at, base) or _is_nobodys(view, group, at, base, source):
        return None
    content = find_content(view, at, base, source)
    if content is None or content.span[1] - content.span[0] < 2:
        return None
    if _ONLY_SAYS.fullmatch(view.text, *content.span):
        return None  # "points to rifles that he says (were found there)"
    if not content.is_clause and is_deed(view, at + 1, base, source):
        return None
    if base == "find" and not _is_finding(view, at, source):
        return None
    if base == "show" and not content.is_clause and not _is_shown_to_be(view, source):
        return None
    if not content.is_clause and base not in PEOPLE_SAY and not can_speak(view, source):
        return None
    content = _before_main_verb(view, source, content)
    group = at if source[1] == view.tagged[group].token.end else group  # "people I spoke to say"
    negation = find_negation(view, group, at, source, content.span[0])
    if negation is not None and content.span[1] <= view.sentence.start:
        return None  # "The envoy has not confirmed it." behind somebody else's words
    first, last = negation.cue if negation is not None else (group, at + 1)
    if base == "call" and last == at + 1 and view.lower(at + 1) in {"for", "on"}:
        last += content.span[0] >= view.tagged[min(at + 2, len(view.tagged) - 1)].token.start
    how = negation.manner if negation is not None and negation.manner else manner(base, negation is not None)
    if how == "asserted" and any(view.lower(k) in REPORTEDLY for k in range(first, last)):
        how = "hedged"  # "allegedly says"
    return AttributionFound(
        source=source,
        cue=view.span(first, last),
        content=content.span,
        manner=how,
        verb=base,
        confidence=content.strength,
        continued=content.continued,
    )


def _with_opening(view: View, source: tuple[int, int] | None) -> tuple[int, int] | None:
    """The source with the quotation mark that it closes, and the words before: the so-called “ministry” of rebels."""
    if source is None or source[0] == 0 or view.text[source[0] - 1] != "“" or "”" not in view.text[slice(*source)]:
        return source
    first = next((k for k, entry in enumerate(view.tagged) if entry.token.start >= source[0] - 1), 0)
    while first > 0 and (view.tag(first - 1) in {"det", "poss", "adj"} or view.lower(first - 1) == "so-called"):
        first -= 1
    return view.tagged[first].token.start, source[1]


def _before_main_verb(view: View, source: tuple[int, int], content: Content) -> Content:
    """What is said in a clause about the subject, before the verb of that: "Renk, who denied murder, | had claimed"."""
    is_inserted = re.search(r",\s(?:who|which)\Z", view.text[slice(*source)]) is not None
    commas = (
        k
        for k, entry in enumerate(view.tagged)
        if content.span[0] < entry.token.start < content.span[1] and entry.token.text == ","
    )
    cut = next((k for k in commas if view.tag(k + 1) in {"aux", "modal"} or view.form(k + 1) in _FINITE), None)
    if not is_inserted or cut is None or view.is_quoted(view.tagged[cut].token.start):
        return content
    return content._replace(span=(content.span[0], view.tagged[cut].token.start))


_FINITE: Final = frozenset({"third", "past", "past_or_participle"})


def _whole_verb(view: View, at: int, base: str) -> tuple[str, int]:
    """The verb at token ``at`` with the word behind it that makes another of it, and where it ends: "ruled out"."""
    behind = view.lower(at + 1)
    if base in _HITS and behind == "back":
        return "retort", at + 1
    if (base, behind) in _PHRASAL:
        return _PHRASAL[base, behind], at + 1
    if base == "put" and behind == "it" and not _is_placed(view, at + 2):
        return "say", at + 1  # "as Kasso put it"
    return base, at


def _is_nobodys(view: View, group: int, at: int, base: str, source: tuple[int, int]) -> bool:
    """Whether the verb does not make anybody say something: "it would be wrong to say", "had the army said"."""
    return (
        view.text[slice(*source)].split(maxsplit=1)[0].lower() in {"anyone", "anybody", "whoever"}
        or _is_of_hearer_who(view, group, at)
        or not may_say(view.text[source[0] : source[1]].lower(), base)
        or _is_judged(view, group, source)
        or _is_supposed(view, source)
        or _is_spoken_of(view, at, base, source)
    )


def _is_of_saying(view: View, at: int) -> bool:
    """Whether the verb at token ``at`` says that something was not said: "declined to say whether"."""
    inner = at + 2 + (view.tag(at + 2) == "adv")
    inner += 2 * (view.lower(inner + 1) in {"or", "nor"} and view.tag(inner + 2) == "verb")
    verb = view.tagged[inner].verb if view.tag(at + 1) == "to" and view.tag(inner) == "verb" else None
    return verb is not None and verb.base not in WANT and by_verb(view, inner, verb) is not None


def _is_judged(view: View, group: int, source: tuple[int, int]) -> bool:
    """Whether saying so is judged, and nobody says it: "It would be wrong to say that both sides lie"."""
    return view.tag(group) == "to" and view.tag(group - 1) != "verb" and view.text[slice(*source)].lower() == "it"


def _is_supposed(view: View, source: tuple[int, int]) -> bool:
    """Whether saying so is only supposed: "Had the army said that, the crowd would have left"."""
    first = next((k for k, entry in enumerate(view.tagged) if entry.token.start >= source[0]), 0)
    ends = view.text[view.sentence.start : view.sentence.end].rstrip("\"”’'")
    return view.lower(first - 1) in {"had", "should", "were"} and first == 1 and not ends.endswith("?")


def _is_spoken_of(view: View, at: int, base: str, source: tuple[int, int]) -> bool:
    """Whether it is told of somebody's words, and not what they are: "What their media said about it is baseless"."""
    first = next((k for k, entry in enumerate(view.tagged) if entry.token.start >= source[0]), 0)
    return (
        base in {"say", "claim", "write", "report"}
        and view.lower(first - 1) == "what"
        and (view.lower(at + 1) in {"about", "of"} or bool(UNTRUE & {view.lower(k) for k in range(at + 2, at + 5)}))
        and not any((view.lower(k), view.lower(k + 1)) == ("is", "that") for k in range(at, at + 8))
    )


def _footage_or(view: View, base: str, group: int, source: tuple[int, int] | None) -> tuple[int, int] | None:
    """The footage that shows something, where the nearest phrase before the verb is only told of it."""
    footage = footage_with_clause(view, group) if base in _SHOWS else None
    return footage if footage is not None and (source is None or source[0] != footage[0]) else source


_SHOWS: Final = frozenset({"show", "depict", "reveal", "document"})


def _is_of_hearer_who(view: View, group: int, at: int) -> bool:
    """Whether the cue is in a clause about whoever speaks behind it: "an expert who advises the army said that"."""
    if view.lower(group - 1) != "who":
        return False
    end = view.subject_end(at + 1)
    verb = view.tagged[end].verb if end is not None and end < len(view.tagged) else None
    return verb is not None and verb.base in SAY and view.lower(at + 1) != "that"


def _is_placed(view: View, at: int) -> bool:
    """Whether something goes on behind "put it": "put it at nine", "put it away"."""
    return view.lower(at) in {"at", "on", "in", "into", "to"} or (
        view.tag(at) not in {"mark", "prep"} and at < len(view.tagged)
    )


def _asks_for_silence(view: View, at: int, base: str) -> bool:
    """ "asked not to be named", "asked that her name not be used": how somebody speaks, and nothing that is said."""
    behind = [view.lower(k) for k in range(at + 1, min(at + 1 + _SILENCE_WITHIN, len(view.tagged)))]
    if "anonymity" in behind[:3] or (behind[:2] == ["to", "be"] and bool(_IDENTITY & set(behind[2:4]))):
        return True
    if base not in {"ask", "request"}:
        return False
    is_name = bool(_IDENTITY & set(behind)) and bool(_WITHHELD & set(behind))
    return is_name or (behind[:1] == ["not"] and behind[2:3] == ["be"]) or behind[:2] == ["to", "remain"]


_LOYALTY: Final = frozenset({"allegiance", "loyalty", "fealty", "bayah", "bay'ah"})
_WISHES: Final = frozenset("ask request want wish decline refuse agree prefer".split())
_SILENCE_WITHIN: Final = 9
_IDENTITY: Final = frozenset("name names named identity surname identified quoted".split())
_WITHHELD: Final = frozenset("not n't withheld only anonymous changed".split())


def _is_finding(view: View, at: int, source: tuple[int, int]) -> bool:
    """Whether something is found to be so, and not a thing, a way or oneself: "found that", "the poll found"."""
    if (
        view.tag(behind_circumstance(view, at + 1)) == "that"
        or view.lower(at + 1) in INDIRECT
        or view.lower(at + 1) in {"no", "little"}
    ):
        return True
    if view.lower(at + 1) in FLOATING or view.tag(view.group_start(at)) == "to":
        return False
    words = view.text[slice(*source)].lower().split()
    return view.has_finite(at + 1) or any(word.strip(",.").removesuffix("s") in _FINDERS for word in words)


def _is_shown_to_be(view: View, source: tuple[int, int]) -> bool:
    """Whether a paper or a count shows something; what people show are things."""
    words = {word.strip(",.").removesuffix("s") for word in view.text[slice(*source)].lower().split()}
    return bool(words & (_FINDERS | MEDIA_NOUNS))


def is_idiom(view: View, at: int, base: str) -> bool:
    """ "claimed the lives of", "made a point": forms of saying that say nothing."""
    if base == "claim":
        return any(view.lower(k) in {"lives", "life", "responsibility"} for k in range(at + 1, at + 5))
    if any(view.lower(k) in _LOYALTY for k in range(at + 1, at + 4)):
        return True  # who pledges allegiance joins
    if base in _ANSWERS and any(view.lower(k).endswith(_NOT) for k in range(max(0, at - 3), at)):
        return True
    if base in {"respond", "reply", "return", "answer"}:
        return any(view.lower(k) == "for" and view.lower(k + 1) == "comment" for k in range(at + 1, at + 8))
    if base in KEEPS_SILENT and view.lower(at + 2) == "comment":
        return True
    if base in {"ask", "request", "seek"} and view.lower(at + 1 + (view.lower(at + 1) == "for")) == "comment":
        return True  # "a letter requesting comment"
    if base in KEEPS_SILENT and view.lower(at + 2) in _SPEAKING and view.tag(at + 3) == "mark":
        return True
    if base == "comment" and any(
        one is not None and one.base in KEEPS_SILENT for one in (view.tagged[k].verb for k in range(max(0, at - 2), at))
    ):
        return True
    if base == "counter" and view.tag(at + 1) == "to":
        return True
    if base == "know" and view.lower(at - 2) == "what" and view.lower(at - 1) in {"we", "you"}:
        return True  # "What we know about the blast"
    if base in {"ask", "request", "speak"}:
        return any(view.lower(k) == "anonymity" for k in range(at + 1, at + 5))
    named = view.starts.get(at + 1)
    return base in {"call", "name", "dub"} and named is not None and _is_a_name(view, at, named.end)


def _is_a_name(view: View, at: int, end: int) -> bool:
    """ "a group called Northern Hope (is) …": what something is called, and nobody's word for it."""
    before = view.ends.get(at)
    indefinite = before is not None and view.lower(before.start) in {"a", "an", "another", "one"}
    return indefinite and view.tag(at + 1) == "name" and (end >= len(view.tagged) or view.tag(end) != "noun")


def _is_behind_subject(view: View, at: int) -> bool:
    """ "The mayor, who fled, said the town …": a subject with an insertion, and no clause before it."""
    comma = at - 1
    if view.lower(comma) != "," or any(0 <= view.tagged[at].token.start - quote[1] <= 3 for quote in view.quotes):
        return False
    head = appositive_head(view, comma)
    if head is None:
        return False
    before = [k for k, entry in enumerate(view.tagged) if entry.token.start < head[0]]
    opened = next(
        (k for k in range(comma - 1, 0, -1) if view.tagged[k].token.start > head[0] and view.lower(k) == ","), comma
    )
    if view.tag(opened + 1) in {"aux", "modal"}:
        return False  # "Nine people, most of them farmers, were killed, said …": the clause goes on there
    named = [k for k, entry in enumerate(view.tagged) if head[0] <= entry.token.start and k < opened]
    return not any(view.tag(k) in ACTS for k in [*before, *named])


def _said_first(view: View, base: str) -> AttributionFound | None:
    """ "Said the mayor, a banker: “…”": the speaker and then the quotation."""
    phrase = view.starts[1]
    end = view.wide_end(phrase)
    quote = next((quote for quote in view.quotes if quote[0] > view.tagged[end - 1].token.start), None)
    if quote is None or not view.text[: quote[0]].rstrip().endswith((",", ":")):
        return None
    return AttributionFound(
        source=view.span(1, end), cue=view.span(0, 1), content=quote, manner=manner(base, False), verb=base,
        confidence=0.8,
    )  # fmt: skip


def find_inverted(view: View, at: int, base: str) -> AttributionFound | None:
    """ "…," said the minister: the source follows, the content is before."""
    if base not in SAY or base in TELLS or at + 1 not in view.starts:
        return None
    if at == 0:
        return _said_first(view, base)
    mark = view.tagged[at - 1].token
    if mark.is_word or mark.text not in _CLOSES or (mark.text in "“\"'" and mark.end == view.tagged[at].token.start):
        return None
    phrase = view.starts[at + 1]
    end = view.wide_end(phrase)
    if end > phrase.end and view.lower(phrase.end) == "in" and view.lower(view.starts[phrase.end + 1].head) in _TALKS:
        end = phrase.end  # "said the army in a statement"
    following = view.lower(end)
    acts = end + (view.tag(end) == "adv")
    is_told_of = view.form(acts) in _PARTICIPLES and view.tag(acts + 1) == "prep" and at > 0
    if (view.tag(acts) in ACTS and not is_told_of) or following == "that" or _is_behind_subject(view, at):
        return None
    content = content_before(view, view.tagged[at].token.start)
    if content is None:
        return None
    if content not in view.quotes and (view.has_finite(at + 1) or not can_speak(view, view.span(phrase.start, end))):
        return None
    return AttributionFound(
        source=view.span(phrase.start, end),
        cue=view.span(at, at + 1),
        content=content,
        manner=manner(base, False),
        verb=base,
        confidence=0.8,
    )
