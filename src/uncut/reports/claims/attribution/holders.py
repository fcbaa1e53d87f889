# ruff: noqa: PLR0911, PLR0912  numbered cascades read straight down
"""The source: whose words they are."""

from __future__ import annotations

from uncut.reports.claims.attribution.view import View
from uncut.reports.claims.attribution.words import AGENTIVE, DAY_WORDS, DETERMINED, FLOATING, SERVANTS, SPEAKERS
from uncut.reports.language.phrases import Phrase
from uncut.reports.language.tagging import ACTS
from uncut.reports.language.verbs import SAY, WANT, Verb, verb_of
from uncut.reports.mentions.world import DOCUMENT_NOUNS, MEDIA_NOUNS

_CLOSING = frozenset("\"'”’")
_INSERTING = frozenset({",", "-", "–", "—"})
_ASKED = frozenset("polled surveyed interviewed questioned contacted consulted".split())
"""What was done with people who say something: "half of those polled said"."""
_LEAST_CONTACT = 3
"""Tokens before the preposition of "people I spoke to"."""
_LEAST_AGENT = 4
"""Letters: a shorter word that ends like a trade is none: "list", "war"."""
_DEGREES = frozenset("more most less least so too as".split())


def can_speak(view: View, source: tuple[int, int]) -> bool:
    """Whether the subject is somebody, a body, or a paper; things and thoughts say nothing."""
    phrases = [
        p
        for p in view.sentence.phrases
        if source[0] <= view.tagged[p.start].token.start and view.tagged[p.end - 1].token.end <= source[1]
    ]
    if not phrases:
        return True
    head = view.tagged[phrases[0].head]
    word = head.token.lower
    if head.tag in {"name", "num"}:
        return True
    if head.tag == "pron":
        return True
    singular = word.removesuffix("s")
    return (singular.endswith(AGENTIVE) and len(word) > _LEAST_AGENT) or bool(
        {word, singular, word.rsplit("-", 1)[-1]} & SPEAKERS
    )


def find_subject(view: View, group: int, verb: Verb | None) -> tuple[int, int] | None:
    """The noun phrase that does the saying, to the left of the verb group."""
    group = _before_insertion(view, before_times(view, group))
    at = group - 1
    lead = view.lower(at)
    if view.tag(group) == "to":
        return _spoken_to(view, group) or controller(view, group)
    if (lead in {"who", "which"} and view.tag(at) == "wh") or (lead == "that" and view.ends.get(at) is not None):
        last = at - 1 - (view.lower(at - 1) == ",")
        own = view.ends.get(last + 1)
        if lead == "which" and own is not None and view.tag(own.head) == "name":
            return view.span(_whole_name(view, own).start, at + 1)
        before = antecedent(view, last)
        return (before[0], view.tagged[at].token.end) if before is not None else None
    if verb is not None and verb.form == "gerund" and not any(view.tag(k) == "aux" for k in range(group, group + 2)):
        own = view.ends.get(group)
        if own is not None and view.lower(own.start - 1) == "with":
            return phrase_ending(view, group)
        ahead, opening = subject_ahead(view, group), first_subject(view, group)
        return ahead if ahead is not None and can_speak(view, ahead) else opening or ahead
    before = _behind_insertion(view, at) or _of_quoted_name(view, at) or _spoken_to(view, at)
    if before is not None:
        return before
    if lead.endswith("ed") and view.lower(at - 1) == "those":
        owner = view.ends.get(at - 2) if view.lower(at - 2) == "of" else None
        return view.span(owner.start if owner is not None else at - 1, group)
    if lead in _ASKED and (asked := phrase_ending(view, at)) is not None:
        return asked[0], view.tagged[at].token.end
    if lead in FLOATING:
        return phrase_ending(view, at) or phrase_ending(view, at + 1)
    found = phrase_ending(view, at + 1)
    if found is not None:
        return _of_none(view, found) or _made_to(view, found) or _paper_of(view, found) or widened_left(view, found)
    whole = _with_relative(view, at)
    if whole is not None:
        return whole
    if view.tag(at) == "conj" or lead in {",", "and", "but"}:
        return first_subject(view, group)
    if lead == ")":
        opened = next((k for k in range(at, -1, -1) if view.lower(k) == "("), None)
        return phrase_ending(view, opened) if opened else None
    return None


def _whole_name(view: View, own: Phrase) -> Phrase:
    """The first part of a name of which ``own`` is the rest: "the Ministry of Defence"."""
    while view.lower(own.start - 1) in {"of", "for"} and view.tag(own.start) == "name":
        before = view.ends.get(own.start - 1)
        if before is None or view.tag(before.head) != "name":
            break
        own = before
    return own


def _of_none(view: View, found: tuple[int, int]) -> tuple[int, int] | None:
    """The whole subject that leaves out all, or nearly all: "neither the police nor the army", "hardly anyone"."""
    at = next((k for k, entry in enumerate(view.tagged) if entry.token.start >= found[0]), 0)
    if view.lower(at - 1) in _HARDLY:
        return view.tagged[at - 1].token.start, found[1]
    if view.lower(at - 1) != "nor":
        return None
    first = next((k for k in range(at - 1, -1, -1) if view.lower(k) == "neither"), None)
    return (view.tagged[first].token.start, found[1]) if first is not None else None


def _paper_of(view: View, found: tuple[int, int]) -> tuple[int, int] | None:
    """The paper or footage of which only the maker stands before the verb: "A letter by an inspector (says)"."""
    at = next((k for k, entry in enumerate(view.tagged) if entry.token.start >= found[0]), 0)
    paper = view.ends.get(at - 1) if view.lower(at - 1) in {"by", "from", "to"} else None
    if paper is None or view.tag(paper.start - 1) not in {"mark", "conj", "that"}:
        return None
    is_paper = view.lower(paper.head).removesuffix("s") in DOCUMENT_NOUNS | MEDIA_NOUNS | _STUDIES
    return (view.tagged[paper.start].token.start, found[1]) if is_paper else None


_STUDIES = frozenset("study survey analysis investigation inquiry poll".split())
_HARDLY = frozenset("hardly scarcely barely not".split())


def _made_to(view: View, found: tuple[int, int]) -> tuple[int, int] | None:
    """Who would have others say or believe something: "Some would have us believe that"."""
    at = next((k for k, entry in enumerate(view.tagged) if entry.token.start >= found[0]), 0)
    if view.lower(at) not in _OBJECTS or view.lower(at - 1) not in _MAKES:
        return None
    return find_subject(view, view.group_start(at - 1), None)


_OBJECTS = frozenset("us me him them you people".split())
_MAKES = frozenset({"have", "has", "had"})


def _with_relative(view: View, at: int) -> tuple[int, int] | None:
    """Whom a clause parts from the verb behind token ``at``: "Officials who asked not to be named (said)"."""
    acts = next((k for k in range(at + 1, len(view.tagged)) if view.tag(k) not in {"aux", "modal", "adv"}), at)
    if view.tag(at) == "conj" or view.tag(acts) == "to":
        return None
    for k in range(at, max(0, at - _LONGEST_RELATIVE), -1):
        if view.tag(k) == "mark":
            return None
        if view.lower(k) not in {"who", "that", "which"} or k not in view.ends:
            continue
        acts = k + 1 + (view.tag(k + 1) == "adv" or view.lower(k + 1) in {"first", "last"})
        told = verb_of(view.lower(acts))
        own = view.tag(acts) in {"aux", "modal"} or (told is not None and told.form not in {"gerund", "participle"})
        owner = phrase_ending(view, k)
        return (owner[0], view.tagged[at].token.end) if own and owner is not None and can_speak(view, owner) else None
    return None


_LONGEST_RELATIVE = 14
"""Tokens of a clause that hangs on a subject."""


def _before_insertion(view: View, group: int) -> int:
    """Where the verb group begins that is parted by a phrase: "The army has in the past denied"."""
    phrase = view.ends.get(group)
    if phrase is None or view.tag(phrase.start - 1) != "prep" or view.tag(phrase.start - 2) not in {"aux", "modal"}:
        return group
    return view.group_start(phrase.start - 2)


def _behind_insertion(view: View, at: int) -> tuple[int, int] | None:
    """The subject where token ``at`` closes an insertion, also one that ends in a title: ', star of "The Mill,"'."""
    comma = at
    while view.lower(comma) in _CLOSING:
        comma -= 1
    if view.lower(comma) not in _INSERTING or (comma < at and view.lower(comma) != ","):
        return None
    before = appositive_head(view, comma) or _head_of_sentence(view, comma)
    return (before[0], max(before[1], view.tagged[at].token.end if comma < at else 0)) if before is not None else None


def _of_quoted_name(view: View, at: int) -> tuple[int, int] | None:
    """The phrase that a quoted name closes at token ``at``: 'The newspaper "The Mill" reported'."""
    if view.lower(at) not in _CLOSING:
        return None
    end = view.tagged[at].token.end
    start = next((quote[0] for quote in view.quotes if quote[1] == end), None)
    opened = next((k for k, entry in enumerate(view.tagged[:at]) if entry.token.start == start), None)
    owner = view.ends.get(opened) if opened is not None else None
    if owner is None or view.tag(owner.head) != "noun" or not can_speak(view, view.span(owner.start, owner.end)):
        return None
    return view.span(owner.start, at + 1)


def _spoken_to(view: View, at: int) -> tuple[int, int] | None:
    """Whom the writer talked to: "Neighbours I spoke to (say)". Token ``at`` is the preposition."""
    if view.lower(at) not in {"to", "with"} or at < _LEAST_CONTACT:
        return None
    verb = view.tagged[at - 1].verb
    subject = view.ends.get(at - 1 - (view.tag(at - 2) in {"aux", "adv"}))
    if verb is None or verb.base not in {"speak", "talk"} or subject is None or view.tag(subject.head) != "pron":
        return None
    who = phrase_ending(view, subject.start - (view.tag(subject.start - 1) in {"wh", "that"}))
    return (who[0], view.tagged[at].token.end) if who is not None else None


def _head_of_sentence(view: View, comma: int) -> tuple[int, int] | None:
    """The phrase that opens the sentence, if no clause stands between it and the comma: "Kasso, of Taf, Mo., said"."""
    phrase = view.starts.get(0) or view.starts.get(1)
    if phrase is None or view.lower(phrase.end) not in {",", "("} or main_subjects(view, comma):
        return None
    span = view.span(phrase.start, comma)
    return span if can_speak(view, span) else None


def before_times(view: View, group: int) -> int:
    """The verb group's start, moved before "on Monday" or "last week" that stand between it and a comma or a phrase."""
    phrase = view.ends.get(group)
    if phrase is None or not view.is_day(phrase.head):
        return group
    start = day_start(view, phrase)
    start -= view.tag(start - 1) == "prep" and start == phrase.start
    return start if start > 0 and (start > phrase.start or view.lower(start - 1) in {",", ")"}) else group


def controller(view: View, group: int) -> tuple[int, int] | None:
    """Who does what an infinitive says: "declined to say", "used the speech to say", "in an effort to say, he …"."""
    before = group - 1
    if view.tag(before) in {"verb", "adj", "aux"}:
        start = before
        while view.lower(start - 1) in _DEGREES or view.lower(start - 1) in FLOATING or view.tag(start - 1) == "adv":
            start -= 1
        return find_subject(view, view.group_start(start), view.tagged[before].verb)
    ahead = subject_ahead(view, group)
    if ahead is not None:
        return ahead
    if view.tag(before) == "prep":
        deed = next((k for k in range(before - 1, max(0, before - 4), -1) if view.tag(k) == "verb"), None)
        return find_subject(view, view.group_start(deed), view.tagged[deed].verb) if deed is not None else None
    phrase = view.ends.get(group)
    if phrase is not None and view.tag(phrase.start - 1) == "aux":
        return find_subject(view, view.group_start(phrase.start - 1), None)
    if phrase is not None and view.tag(phrase.start - 1) == "verb":
        verb = view.tagged[phrase.start - 1].verb
        if verb is not None and verb.base not in WANT:
            return find_subject(view, view.group_start(phrase.start - 1), verb)
    return phrase_ending(view, group)


def subject_ahead(view: View, group: int) -> tuple[int, int] | None:
    """The subject behind the comma that closes a clause without one: "Asked about it, the envoy said …"."""
    if any(view.tag(k) not in {"prep", "conj", "mark", "adv", "wh", "det", "noun"} for k in range(group)) or group > 4:
        return None
    for at in range(group + 1, len(view.tagged) - 1):
        if view.lower(at) != "," or view.is_quoted(view.tagged[at].token.start):
            continue
        end = view.subject_end(at + 1)
        if end is not None:
            return view.span(at + 1, end)
    return None


def antecedent(view: View, last: int) -> tuple[int, int] | None:
    """Whom "who" means: the nearest phrase to the left that can be somebody."""
    for at in range(last + 1, max(0, last - 8), -1):
        found = phrase_ending(view, at)
        if found is not None and can_speak(view, found):
            return found
        own = view.ends.get(at)
        if own is not None and view.tag(own.head) == "name" and view.tag(own.head - 1) == "name":
            return view.span(own.start, own.end)  # "the archive of the photographer Abu Kasso, who"
    return phrase_ending(view, last + 1)


def appositive_head(view: View, comma: int) -> tuple[int, int] | None:
    """ "NAME, the minister, said": the phrase before the first of two commas, and the appositive with it."""
    mark, reach = view.lower(comma), 16 if view.lower(comma) == "," else 30
    if mark == "," and not view.is_quoted(view.tagged[comma].token.start):
        reach = 30
    marks = (k for k in range(comma - 1, max(-1, comma - reach), -1) if view.lower(k) == mark)
    opened = next((k for k in marks if not view.is_quoted(view.tagged[k].token.start)), None)
    if opened is None:
        return None
    opened -= view.lower(opened - 1) == "."
    if view.lower(opened - 1) == ")":
        opened = next((k for k in range(opened - 1, -1, -1) if view.lower(k) == "("), opened)
    head = _outer_head(view, opened)
    return (head[0], view.tagged[comma - 1].token.end) if head else None


def _outer_head(view: View, opened: int) -> tuple[int, int] | None:
    """The phrase that ends at ``opened``; where it is an insertion itself, an age or a title, the one before it."""
    head = phrase_ending(view, opened)
    own = view.ends.get(opened)
    whole = _with_relative(view, opened - 1) if own is not None and view.tag(own.head) == "pron" else None
    if whole is not None:
        return whole  # "The account that first posted it, @orsa, (says)"
    paper = _paper_of(view, head) if head is not None else None
    if paper is not None:
        return paper
    if head is not None and (not can_speak(view, head) or _is_where_seen(view, head)):
        head = widened_left(
            view, head
        )  # "a resident reached by phone, who", "a video circulating on social media, which"
    for _ in range(_MOST_INSERTED):
        at = next((k for k in range(opened) if head is not None and view.tagged[k].token.start >= head[0]), 0)
        last = at - 1 - (view.lower(at - 2) in _CLOSING)  # of '"Lume", 34, a nurse'
        before = view.ends.get(last) if at > 1 and view.lower(at - 1) == "," else None
        if before is None or view.is_day(before.head) or view.tag(before.start - 1) not in {"mark", "conj", "that"}:
            break
        is_described = view.tag(before.start) == "det" and view.tag(before.start - 1) == "mark"
        if (view.tag(before.head) != "name" and not is_described) or view.lower(before.start - 1) in {",", ";"}:
            break
        opened = last
        head = phrase_ending(view, opened)
        if last < at - 1 and head is not None:
            head = view.tagged[before.start - 1].token.start, head[1]
    return head


def _is_where_seen(view: View, head: tuple[int, int]) -> bool:
    """Whether a phrase only says where something goes round: "a video circulating on social media"."""
    at = next((k for k, entry in enumerate(view.tagged) if entry.token.start == head[0]), 0)
    return view.lower(at - 1) in {"on", "in", "via", "through"} and (
        _is_living_there(view, at - 2) or view.form(at - 2) in {"participle", "past_or_participle", "gerund"}
    )


_MOST_INSERTED = 2
"""An age and a title: "Kasso, 60, a doctor, said"."""


def phrase_ending(view: View, end: int) -> tuple[int, int] | None:
    """The phrase that ends before token ``end``, with the phrases that "of", "for" or "in" hang it on."""
    phrase = view.ends.get(end)
    if phrase is None:
        alone = end > 0 and view.lower(end - 1) in DETERMINED
        return view.span(end - 1, end) if alone else None
    if view.is_day(phrase.head):
        earlier = day_start(view, phrase)
        if earlier > phrase.start:
            return view.span(phrase.start, earlier)
        earlier -= view.tag(earlier - 1) in {"prep", "verb"}
        return phrase_ending(view, earlier) if 0 < earlier < end else None
    start = phrase.start
    if view.lower(start - 1) == ")":  # "The Defence Force (DF) battalion 7"
        opened = next((k for k in range(start - 2, max(0, start - 5), -1) if view.lower(k) == "("), None)
        start = view.ends[opened].start if opened is not None and opened in view.ends else start
    while start >= 2 and (
        view.lower(start - 1) in {"of", "for", "at", "in", "from", "and", "with"} or _serves(view, start - 1)
    ):
        owner = view.ends.get(start - 1 - (view.lower(start - 2) in {"”", '"', "’", "»"}))
        if owner is None and view.lower(start - 1) == "of" and view.lower(start - 2) in DETERMINED:
            return view.span(start - 2, end)
        is_share = view.lower(start - 1) == "of" or view.tag(phrase.head) == "num"
        if owner is None or (view.tag(owner.head) == "num" and not is_share):
            break
        if (
            view.lower(start - 1) in {"in", "at", "from", "with"}
            and owner.start == 0
            and view.tag(owner.head) == "pron"
            and view.lower(owner.head) not in _ANYBODY
        ):
            break
        start = owner.start
    return view.span(start, end)


_ANYBODY = frozenset("nobody no-one none everyone everybody someone somebody anyone anybody others one".split())
"""Pronouns that a place behind them makes narrower, where "he in May" only tells when: "nobody in the camp"."""


def _serves(view: View, at: int) -> bool:
    """Whether "to" at token ``at`` says whose aide or envoy somebody is: "an aide to the president"."""
    owner = view.ends.get(at)
    return owner is not None and view.lower(at) == "to" and view.lower(owner.head).removesuffix("s") in SERVANTS


def day_start(view: View, phrase: Phrase) -> int:
    """Where the time at the end of a phrase begins: "Kasso last week", "Kasso Monday"."""
    at = phrase.head
    while at > phrase.start and (view.lower(at - 1) in DAY_WORDS or view.is_day(at - 1)):
        at -= 1
    return at


def widened_left(view: View, found: tuple[int, int]) -> tuple[int, int]:
    """The whole subject, of which a phrase is the end: "a report seen by the agency", "men who left the town"."""
    at = next((k for k, entry in enumerate(view.tagged) if entry.token.start == found[0]), 0)
    lead = at - (view.tag(at - 1) in {"prep", "to"}) - 1
    if lead + 1 in view.ends and view.tag(view.ends[lead + 1].start - 1) in {"prep", "to"}:
        first = at
        while view.tag(first - 1) in {"prep", "to"} and first - 1 in view.ends:
            first = view.ends[first - 1].start
        lead = first - (view.tag(first - 1) in {"prep", "to"}) - 1
    is_participle = view.form(lead) in {"participle", "past_or_participle"} and not _is_finite(view, lead)
    is_participle = is_participle or _is_living_there(view, lead)
    if (is_participle or (view.tag(lead) == "adj" and lead != at - 1)) and lead in view.ends:
        owner = phrase_ending(view, lead)
        return (owner[0], found[1]) if owner is not None else found
    for k in range(at - 1, max(0, at - 8), -1):
        if view.lower(k) in {",", ";", ":", "—", "–", "”", '"'}:
            break
        if view.lower(k) == "who" and any(view.tag(m) in ACTS for m in range(k, at)):
            owner = phrase_ending(view, k)
            return (owner[0], found[1]) if owner is not None else found
    return found


def _is_living_there(view: View, at: int) -> bool:
    """Whether a word and a preposition describe those before them: "people close to her", "men living near it"."""
    before = view.ends.get(at)
    if before is None or view.tag(before.start - 1) not in {"mark", "conj", "that"}:
        return False
    return view.tag(at + 1) in {"prep", "to"} and (view.lower(at) == "close" or view.form(at) == "gerund")


def _is_finite(view: View, at: int) -> bool:
    """Whether a past form is the verb of a clause: an object without a preposition follows it."""
    return at + 1 in view.starts and not view.is_time(at + 1)


def main_subjects(view: View, before: int) -> list[int]:
    """Where the subjects of the clauses that nothing governs begin, left of token ``before``."""
    return [
        phrase.start
        for phrase in view.sentence.phrases
        if phrase.end <= before
        and view.tag(_before_quoted(view, phrase.start)) in {"mark", "conj", "adv", "noun", "name", "num"}
        and not view.is_quoted(view.tagged[phrase.start].token.start)
        and not view.is_time(phrase.start)
        and (end := view.subject_end(phrase.start)) is not None
        and end <= before
    ]


def _before_quoted(view: View, at: int) -> int:
    """The token before ``at``, or before the words in quotation marks that only open the phrase: 'that "a few" men'."""
    end = view.tagged[at - 1].token.end if at else 0
    start = next((quote[0] for quote in view.quotes if quote[1] == end), None)
    if start is None or view.text[end - 2] in ",.?!…":
        return at - 1
    return next((k for k, entry in enumerate(view.tagged) if entry.token.start >= start), at) - 1


def first_subject(view: View, group: int) -> tuple[int, int] | None:
    """The subject of an earlier clause of the sentence, for "saying" and for joined verbs."""
    starts = main_subjects(view, group)
    if starts:
        end = view.subject_end(starts[-1])
        return view.span(starts[-1], end) if end is not None else None
    inserted = inserted_subject(view, group)
    if inserted is not None:
        return inserted
    behind = next((k for k in range(group - 2, -1, -1) if _is_inverted(view, k)), None)
    if behind is not None:
        return view.span(behind + 1, view.wide_end(view.starts[behind + 1]))
    verbs = [
        at for at in range(group - 1, 0, -1)
        if view.tag(at) in ACTS and at in view.ends
        and not view.is_quoted(view.tagged[at].token.start)
    ]  # fmt: skip
    main = [at for at in verbs if not is_embedded(view, view.ends[at].start)]
    at = next(iter([*main, *verbs]), None)
    return phrase_ending(view, at) if at is not None else None


def inserted_subject(view: View, before: int) -> tuple[int, int] | None:
    """The subject that an insertion parts from its verb: "The rebels, who hold the town, have left it, saying …"."""
    for comma in range(1, before - 1):
        acts = comma + 1 + (view.tag(comma + 1) == "adv")
        is_finite = view.tag(acts) in {"aux", "modal"} or view.form(acts) in {"past", "past_or_participle", "third"}
        if view.lower(comma) == "," and is_finite and not view.is_quoted(view.tagged[comma].token.start):
            head = appositive_head(view, comma)
            if head is not None:
                return head
    return None


def _is_inverted(view: View, at: int) -> bool:
    """Whether a verb of saying stands between a quotation and its speaker."""
    verb = view.tagged[at].verb
    is_said = view.tag(at) == "verb" and verb is not None and verb.base in SAY
    return is_said and at > 0 and not view.tagged[at - 1].token.is_word and at + 1 in view.starts


def is_embedded(view: View, start: int) -> bool:
    """Whether a subject stands in somebody's words: in a quotation, behind "that" or right behind a verb."""
    return view.tag(start - 1) in {"that", "verb", "wh"} or view.is_quoted(view.tagged[start].token.start)
