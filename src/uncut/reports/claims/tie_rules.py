# ruff: noqa: E501  patterns and word lists stay on one line each
"""What the words between two actors say of them, by patterns: the seed of the trained reader of ties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from uncut.model.report import Mention, TieKind
from uncut.reports.claims.listed import closes_insertion, lists_of
from uncut.reports.claims.tie_pairs import GENITIVE_OFFICE, RuleTie, is_apposition, side_by_side
from uncut.reports.claims.tie_patterns import ARMS, FOR_WHOM, HELP_OF, Pattern, pattern_for
from uncut.reports.claims.tie_renamed import is_told_of_it, renamed_by_pronoun

_REACH = 140
"""Code points between two actors, at most."""


def rule_ties(text: str, actors: tuple[Mention, ...]) -> dict[tuple[int, int], RuleTie]:
    """The ties between the actors of one sentence, by the places of the two in ``actors``."""
    inner, found = _inner(actors), {}
    beside = {id(m): one for one in lists_of(text, actors) for m in one}
    asides = list(_relative_asides(text, actors))
    for at, first in enumerate(actors):
        for number, second in enumerate(actors[at + 1 : at + _NEIGHBOURS], at + 1):
            if _is_named_twice(text, first, second):
                found[at, number] = RuleTie("same_as", first, second, 0.9, settled=True)
            elif first.actor == second.actor and is_apposition(text, first, second):
                found[at, number] = RuleTie("same_as", first, second, 0.8, settled=True)
            if first.actor == second.actor or (at, number) in found:
                continue
            if second.quote.start >= first.quote.end and (at in inner or _owns(text, actors, second, inner)):
                continue
            if _is_modifier(text, first):
                continue  # of "a Front affiliate led by Kasso" nothing is told of the Front
            if _is_left_behind(asides, first, second) or closes_insertion(text, first, second):
                continue
            if second.quote.start < first.quote.end:
                tie = next(_nested(text, first, second), None)
            else:
                tie = next(_between(text, first, second, _crossed(text, actors, first, second, beside)), None)
            if tie is not None and tie.confidence >= _SUREST_DOUBT:
                found[at, number] = tie
    return found | _listed(text, actors) | _merged(text, actors) | renamed_by_pronoun(text, actors)


def _relative_asides(text: str, actors: tuple[Mention, ...]) -> Iterator[tuple[int, int]]:
    """What is told of somebody in an insertion behind which the sentence goes on with its verb."""
    for one in actors:
        if found := _RELATIVE_ASIDE.match(text, one.quote.end):
            yield found.span()


def _is_left_behind(asides: list[tuple[int, int]], first: Mention, second: Mention) -> bool:
    """Whether the first is only named in an insertion that ends before the second, so that nothing behind is told of it."""
    return any(start < first.quote.start and first.quote.end < end <= second.quote.start for start, end in asides)


_RELATIVE_ASIDE = re.compile(
    r"(?:\s\([^()]{2,20}\))?,\s(?:which|who|whose|\w{3,}ed|led|known|built|sent|made)\s[^,.;:()]{3,160},\s(?=(?:(?:has|have|had|is|are|was|were|will|also|then|later|\w+ly)\s|\w{3,}ed\s|(?:took|got|sent|led|left|fought|met|held|began|gave|said|made|lost|sold|bought)\s))"
)
"""Behind a name: "the Front, which was formed by Kasso and the Guard, received"."""


def _merged(text: str, actors: tuple[Mention, ...]) -> dict[tuple[int, int], RuleTie]:
    """Those who become one, each tied to what they form: "merged with the Guard in 2021 to form the Northern Shield".

    In place of what the pattern says of the two between whom the words stand.
    """
    found: dict[tuple[int, int], RuleTie] = {}
    inner = _inner(actors)
    bodies = [at for at, one in enumerate(actors) if one.kind == "organisation" and at not in inner]
    for first, second, formed in zip(bodies, bodies[1:], bodies[2:], strict=False):
        one, other, new = (actors[at].quote for at in (first, second, formed))
        with_it = _MERGED_WITH.fullmatch(text, one.end, other.start) and _TO_FORM.fullmatch(text, other.end, new.start)
        both = _AND.fullmatch(text, one.end, other.start) and _MERGED_TO_FORM.fullmatch(text, other.end, new.start)
        if with_it or both:
            for at in (first, second):
                found[at, formed] = RuleTie("merged_into", actors[at], actors[formed], 0.8, settled=True)
            found[first, second] = found[first, formed]
    return found


_AND = re.compile(r"\s(?:and|with)\s(?:the\s)?", re.I)
_WHEN = r"(?:\s(?:in|on|last|late|early|during)(?:\s[\w-]+){1,4}?)?,?"
_NEW_BODY = r"\s(?:to\s(?:form|create|become|establish|found)|into|forming|creating|as)\s(?:an?\s(?:[\w-]+\s){1,4}called\s)?(?:the\s)?[“\"‘']?"
_MERGED_WITH = re.compile(
    r",?\s(?:(?:which|who|has|had|have|was|were|later|then|also|soon)\s){0,3}(?:merged|united|joined\sforces|teamed\sup|joined\sup)\swith\s(?:the\s)?",
    re.I,
)
_TO_FORM = re.compile(_WHEN + _NEW_BODY, re.I)
_MERGED_TO_FORM = re.compile(
    rf"\s(?:(?:have|had|later|then|soon)\s){{0,2}}(?:merged|united|joined\sforces|came\stogether){_WHEN}{_NEW_BODY}",
    re.I,
)


def _listed(text: str, actors: tuple[Mention, ...]) -> dict[tuple[int, int], RuleTie]:
    """Those who are listed behind a body: its members, or who merged into it.

    "Nations that took part include Jordan, Turkey and Oman", "the Shield, formed by the merger of the Guard and the Front".
    """
    found: dict[tuple[int, int], RuleTie] = {}
    listed: set[int] = set()
    for at, body in enumerate(actors):
        merger = _MERGER_OF.match(text, body.quote.end) if body.kind == "organisation" else None
        opening = (
            merger
            or _UNION_OF.match(text, body.quote.end)
            or (_INCLUDES.match(text, body.quote.end) if _has_members(text, body) else None)
        )
        end = opening.end() if opening else -1
        for number in range(at + 1, len(actors) if opening else 0):
            member = actors[number].quote
            if member.start < end or number in listed:
                continue
            if not _LISTED.fullmatch(text, end, member.start):
                break
            listed.add(number)
            end = member.end
            if actors[number].actor != body.actor and any(letter.isupper() for letter in member.text):
                kind: TieKind = "merged_into" if merger else "part_of"
                found[at, number] = RuleTie(kind, actors[number], body, 0.8, settled=True)
    return found


_UNION_OF = re.compile(
    r"(?:\s\([^()]{2,20}\))?,?\s(?:(?:is|was)\s)?an?\s(?:[\w-]+\s){0,2}?(?:alliance|coalition|union|bloc|federation|umbrella(?:\sgroup)?)"
    r"\s(?:that\s(?:is|was)\s)?(?:(?:formed|founded|created|established|set\sup|made\sup)\s(?:by|of|from)|(?:composed|consisting)\sof|of)\s",
    re.I,
)
"""Behind a body that others form: "the Northern Union, an alliance formed by the Guard and the Front"."""
_MERGER_OF = re.compile(
    r"(?:\s\([^()]{2,20}\)|\))?,?\s(?:(?:which|that|was|were|had|been|itself)\s){0,4}(?:formed|created|founded|established|born|set\sup)\s(?:(?:in|on|around)\s(?:[\w,]+\s){1,3})?"
    r"(?:by|through|from|in|out\sof|after|as)\s(?:the\s|an?\s)?(?:merger|merging|union|fusion|unification|amalgamation)\s(?:of|between)\s(?:(?:\w+\s){1,3}(?:including|such\sas|among\sthem)\s)?",
    re.I,
)
"""Behind a body that others became: "which was formed in March 2017 by the merger of"."""


def _has_members(text: str, body: Mention) -> bool:
    """Whether those listed behind a body can be its members; in "suppliers of the Guard, including" they are not."""
    if body.kind != "organisation":
        return False
    is_many = body.quote.text.endswith(("s", "people"))
    return is_many or not _BEHIND_OTHERS.search(text, max(0, body.quote.start - 20), body.quote.start)


_BEHIND_OTHERS = re.compile(r"\b(?:to|from|by|of|against|for|with|on)\s(?:the\s)?$", re.I)
_INCLUDES = re.compile(
    r"(?:,|\s?[–—-])?\s(?:(?:which|that)\s(?:\w+\s){0,8}?)?(?:(?:itself\s)?(?:is|was|are|were)\s(?=made|composed))?(?:including|includes?|included|comprises?|comprising|notably|especially|primarily|mainly|such\sas|made\sup(?:\sin\spart)?\s(?:of|by)|composed\sof|consist(?:s|ing)\sof)\s",
    re.I,
)
_LISTED = re.compile(r"[\s,]*(?:and\s|as\swell\sas\s)?(?:also\s)?(?:the\s)?", re.I)


def _is_named_twice(text: str, first: Mention, second: Mention) -> bool:
    """Whether the text says that two names are one actor's; of two that seem to be two, an abbreviation in brackets."""
    bridge = _NAMED_TWICE.fullmatch(text, first.quote.end, second.quote.start)
    if bridge is None or first.actor == second.actor:
        return bridge is not None
    return first.kind == second.kind and (not bridge.group().endswith("(") or second.quote.text.isupper())


_NAMED_TWICE = re.compile(
    r",?\s\(?(?:also\s)?(?:known|called|abbreviated|referred\sto)\s(?:by\s[\w\s]{2,30}\s)?as\s(?:the\s)?[\"“‘']?|(?:['’]s)?\s\(\s?(?:the\s)?[\"“‘']?|,?\s(?:aka|a\.k\.a\.)\s[\"“‘']?",
    re.I,
)
"""What stands between two names where the text says that they are one actor's."""


_NEIGHBOURS = 6
_SUREST_DOUBT = 0.35
"""A pattern less sure than this says nothing."""


def _inner(actors: tuple[Mention, ...]) -> frozenset[int]:
    """Mentions that are only a part of another one's name or description."""
    return frozenset(
        at
        for at, one in enumerate(actors)
        for other in actors[max(0, at - 4) : at + 5]
        if other is not one and other.quote.holds(one.quote) and other.quote != one.quote
    )


def _owns(text: str, actors: tuple[Mention, ...], one: Mention, inner: frozenset[int]) -> bool:
    """Whether a mention is inside another, or the owner of the next one: "HTS’ leader Abu Mohammad"."""
    at = next(n for n, other in enumerate(actors) if other is one)
    if at in inner and not text.startswith(("'s", "’s"), one.quote.end):
        return True
    if at in inner and any(
        o.quote.holds(one.quote) and o.kind == "organisation"
        for o in actors[max(0, at - 2) : at + 3]
        if o.actor != one.actor
    ):
        return True
    behind = next((other for other in actors[at + 1 : at + 3] if other.actor != one.actor), None)
    if behind is not None and behind.kind == "person" and _MODIFIES.fullmatch(text, one.quote.end, behind.quote.start):
        return True
    return (
        behind is not None
        and re.match(r"['’]s?\s", text[one.quote.end : one.quote.end + 3]) is not None
        and behind.quote.start - one.quote.end < _OWNED_WITHIN
        and "," not in text[one.quote.end : behind.quote.start]
        and behind.kind == "person"
    )


_MODIFIES = re.compile(r"(?:['’]s?(?=\s))?\s*(?:\([A-Z][\w.-]{1,9}\)\s*)?")
"""Nothing but a genitive or an abbreviation between two mentions: the first describes the second."""
_DESCRIBES = re.compile(r"['’]s?\s(?:[\w-]+\s){0,3}")
"""Between somebody and the body that the words before describe him by: "the Front's leader Omar Haddad"."""
_OWNED_WITHIN = 40
_OTHER_CLAUSE = re.compile(
    r"[;:—–]\s|[.!?]\s(?=[A-Z])|\b(?:but|although|though|whereas|because|unless|if|when|(?:while|before|after|since)(?!\s\w+ing\b))\b|,\s(?:and|or)\s(?=(?!(?:has|have|had|was|were|is|are|will|also|later|then)\b)\w+\s\w+ed\b)",
    re.I,
)
_OWNED_KIND = re.compile(r"['’]s?\s(?:[\w-]+\s){0,2}?(ally|allies|partners?|enemy|enemies|rivals?)\b", re.I)
_COPULA = re.compile(r"\b(?:is|are|was|were|became|become|remains?|been|as)\s(?:one\sof\s|an?\s|the\s)*$", re.I)
_ACROSS: Final = frozenset({"renamed_to"})
_TITLE_LEADS = re.compile(
    r"\b(?:leader|commander|chief|head|president|prime\sminister|emir|founder|chairman|director|king|ruler|secretary[\s-]general)\b",
    re.I,
)


_BRANCH = re.compile(r"['’]s?\s(?:[\w-]+\s){0,2}(?:branch|wing|arm|affiliate|offshoot|franchise|unit|brigade)", re.I)
_BACKS = re.compile(r"-(backed|led|supported|sponsored|aligned|funded|trained|armed|controlled)\b", re.I)


def _nested(text: str, first: Mention, second: Mention) -> Iterator[RuleTie]:
    """ "Jaysh al-Izza General Commander Major Jamil al-Saleh": the title says what the person is to the body."""
    outer, inner = (first, second) if first.quote.holds(second.quote) else (second, first)
    if backs := _BACKS.match(text, inner.quote.end):
        yield RuleTie("leads" if backs.group(1).lower() in {"led", "controlled"} else "supports", inner, outer, 0.8)
        return
    if outer.kind == "organisation" and GENITIVE_OFFICE.fullmatch(text, inner.quote.end, outer.quote.end):
        yield RuleTie("part_of", outer, inner, 0.7)
        return
    if outer.kind == "organisation" and _BRANCH.fullmatch(text, inner.quote.end, outer.quote.end):
        yield RuleTie("part_of", outer, inner, 0.75)
        return
    person, body = (first, second) if first.kind == "person" else (second, first)
    if person.kind != "person" or body.kind == "person" or not person.quote.holds(body.quote):
        return
    around = text[person.quote.start : body.quote.start] + " " + text[body.quote.end : person.quote.end]
    yield RuleTie("leads" if _TITLE_LEADS.search(around) else "part_of", person, body, 0.75)


def _crossed(
    text: str, actors: tuple[Mention, ...], first: Mention, second: Mention, beside: Mapping[int, list[Mention]]
) -> tuple[int, ...]:
    """Where those end who stand between, who are in no list with the two; a country named as a place is no party."""
    alike = [*beside.get(id(first), ()), *beside.get(id(second), ())]
    aside = _RELATIVE_ASIDE.match(text, first.quote.end) or _ASIDE.match(text, first.quote.end, second.quote.start)
    start = aside.end() if aside else first.quote.end
    return tuple(
        m.quote.end
        for m in actors
        if m.kind != "location"
        and not _is_modifier(text, m)
        and not (first.kind == second.kind == "organisation" and _is_its_head(text, first, m))
        and not any(m is one or one.quote.holds(m.quote) for one in alike)
        and start <= m.quote.start
        and m.quote.end <= second.quote.start
        and not _MODIFIES.fullmatch(text, m.quote.end, second.quote.start)
        and not (second.kind == "person" and _DESCRIBES.fullmatch(text, m.quote.end, second.quote.start))
    )


def _is_modifier(text: str, one: Mention) -> bool:
    """Whether a body only says what another one is: "the Front, an al-Qaeda affiliate led by"."""
    is_led = _ARTICLE_LEFT.search(
        text, max(0, one.quote.start - 12), one.quote.start
    ) or one.quote.text.lower().startswith(("a ", "an "))
    return bool(is_led) and _SORT_OF.match(text, one.quote.end) is not None


def _is_its_head(text: str, body: Mention, one: Mention) -> bool:
    """Whether somebody is named only as the one whose body it is: "the Guard of Omar Haddad, which"."""
    return one.kind == "person" and _OF_WHOM.fullmatch(text, body.quote.end, one.quote.start) is not None


_ARTICLE_LEFT = re.compile(r"\b(?:an?|the|another|its|one)\s(?:[a-z]+\s)?\Z")
_SORT_OF = re.compile(
    r"(?:['’]s)?[\s-](?:(?:affiliated|linked|backed|aligned|allied|inspired)\s)?(?:affiliate|offshoot|splinter(?:\sgroup)?|proxy|front\sgroup|breakaway(?:\sgroup|\sfaction)?|franchise|branch|faction|group|militia|ally)\b",
    re.I,
)
_OF_WHOM = re.compile(r"(?:\s\([A-Z][\w.-]{1,9}\))?\s(?:of|under|led\sby)\s(?:[\w.]+\s){0,2}", re.I)
_ASIDE = re.compile(r"(?:\s\([^()]{2,20}\))?,\s(?:which|who|an?|led|known|\w+ed)\s[^,.;]{3,80},", re.I)
"""What is told of the first beside the point: "the Front, backed by the army, took"."""


def _between(text: str, first: Mention, second: Mention, crossed: tuple[int, ...]) -> Iterator[RuleTie]:
    middle = text[first.quote.end : second.quote.start]
    aside = _RELATIVE_ASIDE.match(text, first.quote.end) or _CHARGED.match(middle)
    if len(middle) - (aside.end() - aside.start() if aside else 0) > _REACH:
        return
    if handed := _handed_on(text, first, second, middle):
        yield handed
        return
    if re.fullmatch(r"['’]s?\s", middle) and second.kind == "person" and first.kind != "person":
        if title := _TITLE_LEADS.search(second.quote.text):
            yield RuleTie("leads", second, first, 0.8 if title.start() < 30 else 0.6)
        return
    if owned := _OWNED_KIND.match(text, second.quote.end):
        if _COPULA.search(middle) and not crossed:
            friendly = owned.group(1).lower().startswith(("al", "pa"))
            yield RuleTie("allied_with" if friendly else "opposes", first, second, 0.65)
        return
    if beside := side_by_side(text, first, second, is_crossed=bool(crossed) or _is_agent_aside(text, first)):
        yield beside
        return
    yield from _by_pattern(text, first, second, crossed)


def _handed_on(text: str, first: Mention, second: Mention, middle: str) -> RuleTie | None:
    """ "rifles that were sold by Norway to the Guard", "provided the Front with uniforms and mortars"."""
    if _HANDED_BY.search(text, max(0, first.quote.start - 60), first.quote.start) and _TO_WHOM.fullmatch(middle):
        return RuleTie("supplies", first, second, 0.8)
    if _WAS.fullmatch(middle) and _BEFORE_IT.match(text, second.quote.end) and first.kind == second.kind:
        return RuleTie("renamed_to", second, first, 0.7)
    if HELP_OF.search(text, max(0, first.quote.start - 40), first.quote.start) and FOR_WHOM.fullmatch(middle):
        return RuleTie("supports", first, second, 0.75)
    given = _GIVEN_TO.search(text, max(0, first.quote.start - 80), first.quote.start)
    if given is not None and _BY_WHOM_GIVEN.fullmatch(middle):
        return RuleTie("supplies", second, first, 0.8)
    if _PROVIDED.fullmatch(middle) and _WITH_ARMS.match(text, second.quote.end):
        return RuleTie("supplies", first, second, 0.85)
    return None


_WAS = re.compile(
    r"(?:\s\([^()]{2,20}\))?,\s(?:which|that)\swas\s(?:once\s|formerly\s|originally\s)?(?:called\s|known\sas\s)?(?:the\s)?",
    re.I,
)
_BEFORE_IT = re.compile(r",?\s(?:before|until)\s", re.I)
""" "The Shield, which was the Front before it broke with the Guard"."""
_HANDED_BY = re.compile(
    rf"\b{ARMS}\b[^.;,]{{0,40}}?\b(?:sold|supplied|delivered|sent|shipped|provided|given|donated|transferred|exported)\s(?:\w+ly\s)?by\s(?:the\s)?\Z",
    re.I,
)
_GIVEN_TO = re.compile(
    rf"\b(?:{ARMS}|systems?)\b[^.;,]{{0,40}}?\b(?:sold|supplied|delivered|sent|shipped|provided|given|donated|transferred)\sto\s(?:the\s)?\Z",
    re.I,
)
_BY_WHOM_GIVEN = re.compile(r"\s(?:(?:in|during)\s[\w\s]{2,20}?\s)?by\s(?:the\s)?", re.I)
""" "missiles delivered to Ukraine by the United States"."""
_TO_WHOM = re.compile(r"\s(?:(?:in|during)\s[\w\s]{2,20}?\s)?to\s(?:the\s|its\s|their\s)?(?:[\w-]+['’]s?\s)?", re.I)
_PROVIDED = re.compile(
    r"(?:\s?\([^()]{2,12}\)|\))?,?\s(?:(?:that|which|who|has|have|had|was|were|also|later|then|repeatedly|allegedly|reportedly|secretly)\s){0,3}"
    r"(?:provid(?:ed|es|ing)|furnish(?:ed|es|ing)|equip(?:ped|s|ping)|suppl(?:ied|ies|ying)|arm(?:ed|s|ing))\s(?:the\s)?",
    re.I,
)
_WITH_ARMS = re.compile(rf"(?:['’]s?\s[\w\s-]{{2,30}})?\swith\s[^.;]{{0,60}}?\b{ARMS}\b", re.I)


def _by_pattern(text: str, first: Mention, second: Mention, crossed: tuple[int, ...]) -> Iterator[RuleTie]:
    """What the words between the two say, if no other of them is meant."""
    middle = text[first.quote.end : second.quote.start]
    if charged := _CHARGED.match(middle):  # "the Guard is accused by experts of receiving rockets from"
        middle, crossed = middle[charged.end() - 1 :], ()
    is_quoted = middle.endswith(("“", '"')) and text[second.quote.end : second.quote.end + 1] in {"”", '"'}
    if is_quoted:  # "met with the “Dren Front”"
        middle = middle[:-1]
    rule = pattern_for(middle) if len(crossed) <= _MOST_CROSSED else None
    if rule is None or (rule.kind not in _ACROSS and _OTHER_CLAUSE.search(middle)):
        return
    is_next = rule.kind in _OF_THE_NEXT or _BY.search(middle) or _OTHER_SUBJECT.search(middle)
    if rule.kind != "part_of" and _ONE_OF.search(text, max(0, first.quote.start - 80), first.quote.start):
        return  # "was one of the first groups of the Front to benefit": the subject is meant
    is_it = rule.kind == "renamed_to" and rule.forward and is_told_of_it(middle)
    is_other = is_it or _is_of_a_weapon(rule, middle) or _is_pronouns(text, first, middle) or _is_of_kin(first, middle)
    accused = _ACCUSED_BY.search(text, max(0, first.quote.start - 30), first.quote.start)
    if (
        is_other
        or accused
        or _ACCUSES.search(middle)
        or _is_agent_aside(text, first)
        or _is_object(text, rule, first, middle)
    ):
        return
    if crossed and _is_second_deed(text, rule, first, second, crossed):
        crossed = ()
    if (crossed and is_next) or _has_other_subject(text, rule, first, second, crossed):
        return
    if rule.kind == "part_of" and _JOINS.search(middle):
        yield from _joined(text, first, second, rule.confidence - 0.2 * len(crossed))
        return
    source, target = (first, second) if rule.forward else (second, first)
    is_title = rule.kind == "leads" and source.kind != "person" and _TITLE_LEADS.search(middle)
    if (
        is_title
        or not _can_be(rule, middle, source, target)
        or (source is second and _HAS_PEOPLE.match(text, second.quote.end))
    ):
        return
    yield RuleTie(rule.kind, source, target, rule.confidence - 0.2 * len(crossed))


_CHARGED = re.compile(
    r"(?:,\s[^;.]{2,100},)?\s(?:(?:is|are|was|were|has\sbeen|have\sbeen|stands?|stood)\s)?(?:\w+ly\s)?(?:accused|suspected)\s(?:by\s[^,;.]{2,50}?\s)?of\s(?=\w+ing\s)"
)
"""Behind whom somebody accuses, before of what."""


def _is_of_a_weapon(rule: Pattern, middle: str) -> bool:
    """Whether it is a weapon that was supplied, of which the first had no use: "shot down a drone supplied by Norway"."""
    return rule.kind == "supplies" and bool(_ARMS_FROM.search(middle)) and not _HAD_THEM.search(middle)


def _is_pronouns(text: str, first: Mention, middle: str) -> bool:
    """Whether the words are of "they" who said so, and not of one named in between: "told the mission that they had been"."""
    is_object = _IS_OBJECT.search(text, max(0, first.quote.start - 20), first.quote.start) is not None
    return is_object and _THAT_THEY.search(middle) is not None


def _is_of_kin(first: Mention, middle: str) -> bool:
    """Whether the words are of somebody whom a person speaks of: "the lawyer said that her client had never sold"."""
    return first.kind == "person" and _THAT_HIS.search(middle) is not None


_THAT_HIS = re.compile(r"\b(?:that|said|says)\s(?:his|her|their)\s[a-z]+(?<!s)\s", re.I)
_ARMS_FROM = re.compile(
    rf"\b{ARMS}\s(?:(?:that|which|had|has|have|was|were|been|originally|reportedly|allegedly)\s){{0,4}}(?:supplied|provided|armed)\sby\b",
    re.I,
)
_HAD_THEM = re.compile(
    r"\b(?:us(?:es?|ed|ing)|fir(?:es?|ed|ing)|launch\w*|receiv\w*|obtain\w*|got|acquir\w*|operat\w+|wield\w*|with|deploy\w*|flew|flying|drove|possess\w*)\s",
    re.I,
)
"""What those do with weapons who have them."""
_THAT_THEY = re.compile(r"\bthat\s(?:they|he|she|it)\s(?:had|have|has|were|was|would)\b", re.I)


def _can_be(rule: Pattern, middle: str, source: Mention, target: Mention) -> bool:
    """Whether such two can be so tied: only a person founds a body and leads it, and who leaves a place splits from none."""
    if rule.kind == "split_from":
        return target.kind == "organisation" and target.quote.text.lower() not in _LANDS
    if rule.kind in {"renamed_to", "merged_into"}:
        return source.kind == target.kind or "person" not in {source.kind, target.kind}
    return (
        rule.kind != "leads"
        or not FOUNDED.search(middle)
        or (source.kind == "person" and target.kind == "organisation")
    )


_LANDS: Final = frozenset(
    {"the country", "the region", "the area", "the town", "the city", "the state", "the province"}
)
"""What one leaves without splitting from it."""


def _has_other_subject(text: str, rule: Pattern, first: Mention, second: Mention, crossed: tuple[int, ...]) -> bool:
    """Whether one of those between stands right before the words of the pattern: "and the Guard trained"."""
    found = rule.pattern.search(text[first.quote.end : second.quote.start])
    start = first.quote.end + found.start() if found else -1
    if found is not None and _PLACE_SUBJECT.search(text, first.quote.end, start):
        return True
    return any(_AUXILIARY.fullmatch(text, end, start) for end in crossed if end <= start)


def _is_object(text: str, rule: Pattern, first: Mention, middle: str) -> bool:
    """Whether the words are a second deed of somebody named before: "split from the Front and joined"."""
    found = rule.pattern.search(middle)
    is_second = found is not None and _AND_THEN.fullmatch(middle, 0, found.start()) is not None
    return is_second and _IS_OBJECT.search(text, max(0, first.quote.start - 20), first.quote.start) is not None


def _is_second_deed(text: str, rule: Pattern, first: Mention, second: Mention, crossed: tuple[int, ...]) -> bool:
    """Whether only a first deed's object stands between: "who split from the Front and are armed by"."""
    found = rule.pattern.search(text[first.quote.end : second.quote.start])
    if found is None or len(crossed) != 1:
        return False
    start = first.quote.end + found.start()
    joined = crossed[0] <= start and _AND_THEN.fullmatch(text, crossed[0], start) is not None
    return joined and _LED_OBJECT.search(text, first.quote.end, crossed[0]) is not None


_LED_OBJECT = re.compile(
    r"\b(?:from|to|with|of|by|against|for|has|have|had|keeps?|hosts?)\s(?:the\s)?[\w\s'’-]+\Z", re.I
)
_ONE_OF = re.compile(r"\b(?:was|is|were|are|became|as)\sone\sof\s(?:the\s)?(?:[a-z]+\s)?(?:[A-Z][\w'’-]*\s){0,5}\(?\Z")
"""Before a body of which the subject is one, so that it is the subject of whom the rest is told."""
_OF_THE_NEXT: Final = frozenset({"renamed_to", "leads", "same_as", "merged_into", "split_from"})
"""Kinds that are told of whoever stands next to the words for them."""
_AND_THEN = re.compile(
    r"(?:\s(?:in|on|since|from|during|by|until|at|for)(?:\s[\w-]+){1,4}?|\s(?:last|this|early|late)\s\w+)?,?\s(?:and|but)\s(?:(?:then|later|also|now|\w+ly)\s){0,2}"
    r"(?:(?:is|are|was|were|has|have|had|been|be|being|to|believed|said|thought|known|reported|alleged|suspected)\s){0,6}",
    re.I,
)
"""Before a second deed of whoever did the first: "split from the Front in 2015 and is believed to be armed by"."""
_IS_OBJECT = re.compile(
    r"\b(?:from|to|with|of|by|against|for|has|have|had|keeps?|hosts?)\s(?:the\s)?(?:[\d,.]+\s)?$", re.I
)
_PLACE_SUBJECT = re.compile(
    r"\b(?:that|said|says|saying|claim(?:s|ed)|and|but|while|because)\s(?-i:[A-Z])[\w’'-]+(?:\s(?:has|have|had|also|then|later|\w+ly)){0,2}\s?\Z",
    re.I,
)
"""A name before the words of a pattern that is no actor's: "a diplomat said Ankara trained the guard"."""
_AUXILIARY = re.compile(r"\s(?:(?:has|have|had|was|were|is|are|also|then|later|\w+ly)\s){0,2}", re.I)


def _is_agent_aside(text: str, first: Mention) -> bool:
    """Whether somebody is named only as the one by whom something is done: "the Front, backed by the army, took"."""
    before = text[max(0, first.quote.start - 20) : first.quote.start]
    return text[first.quote.end : first.quote.end + 1] == "," and _BY_WHOM.search(before) is not None


FOUNDED = re.compile(r"\b(?:founded|established|created|set\sup|started)\b", re.I)
_BY_WHOM = re.compile(r"\bby\s(?:the\s|its\s)?$", re.I)


def _joined(text: str, first: Mention, second: Mention, confidence: float) -> Iterator[RuleTie]:
    """Who joins somebody meets them; who joins a body in what it does becomes no part of it."""
    middle = text[first.quote.end : second.quote.start]
    if second.kind == "person":
        yield RuleTie("met", first, second, 0.6)
    elif not (_JOINED_IN.match(text, second.quote.end) or _JOINED_FIGHT.search(middle)):
        yield RuleTie("part_of", first, second, confidence)


_JOINS = re.compile(r"\bjoin(?:s|ed|ing)?\b", re.I)
_JOINED_IN = re.compile(
    r"['’]s?\s|\s(?:for|(?:in|on|at)\s(?:an?|the|its|their|Exercise|Operation))\s|(?:,?\s(?:and\s)?[^.;]{2,80}?)?\s(?:to\s(?:form|create|establish|launch)|in\s(?:forming|creating))\s",
    re.I,
)
"""Behind those whom somebody joins in what they do: "join the army in an exercise", "the Front's fight"."""
_JOINED_FIGHT = re.compile(
    r"\bjoin(?:s|ed|ing)?\s(?:[\w-]+\s){0,3}(?:fight|battle|campaign|operations?|exercises?|talks|offensive|war|efforts?)\b",
    re.I,
)


_BY = re.compile(r"\bby\s(?:the\s)?(?:[\w-]+\s){0,4}$", re.I)
"""Whoever stands next before "backed by" is backed, and nobody before them."""
_OTHER_SUBJECT = re.compile(r"\bthat\s", re.I)
_ACCUSES = re.compile(
    r"\b(?:accus|suspect)\w*\s(?:[\w'’-]+\s){1,6}?of\s|\b(?:blam|charg)\w*\s(?:[\w'’-]+\s){1,6}?(?:for|with)\s", re.I
)
"""Words behind which somebody else does what is told: "he accused the Guard of arming them"."""


_ACCUSED_BY = re.compile(
    r"\b(?:accused|suspected|blamed)\sby\s(?:the\s)?(?:[\w-]+\s(?:of|from|in|at)\s(?:the\s)?)?\Z", re.I
)
"""Before whoever accuses, of whom nothing is told: "is accused by diplomats of receiving drones from"."""
_HAS_PEOPLE = re.compile(
    r"\s(?:\([A-Z][\w.-]{1,9}\)\s)?(?:defector|deserter|member|fighter|officer|official|soldier|commander|leader|veteran)s?\b"
)
"""Behind a body: it is one of its people who leads or acts, not the body."""
_MOST_CROSSED = 2
"""Mentions between the two, at most: with three, no rule is sure enough."""
