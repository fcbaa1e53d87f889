"""What the mentions of one text say about each other: one kind for one name, and owners inside what they own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from uncut.reports.keys import name_key
from uncut.reports.language.analysis import Analysis
from uncut.reports.language.sentences import POST_NUMBER
from uncut.reports.language.spans import Reaches
from uncut.reports.language.verbs import verb_of
from uncut.reports.mentions.by_form import FOLK, of_form, of_people, up_to_initials, with_first_words, with_short_forms
from uncut.reports.mentions.found import MentionFound
from uncut.reports.mentions.gazetteer import find_places
from uncut.reports.mentions.seats import with_seats
from uncut.reports.mentions.word_classes import UNKNOWN, classes_of
from uncut.reports.mentions.world import (
    DEMONYMS,
    GROUP_NOUNS,
    KNOWN_GROUPS,
    LOCATION_NOUNS,
    MEDIA_NOUNS,
    OUTLET_ENDS,
    OUTLETS,
    PLACES,
    PLATFORM_NOUNS,
    POSTS,
    WEAPON_NOUNS,
)

_CONFUSED: Final = ("organisation", "location", "person")
CLEARLY_SURER: Final = 2.0
"""Times as sure as a person's, from which a name is a body's."""
_ACTING: Final = frozenset({"organisation", "person"})
_OWNED: Final = frozenset({"weapon", "military_platform", "vehicle"})
_EMBLEM: Final = re.compile(
    r"(?:the\s)?(?:\w+\s){0,3}(?:seal|flag|standard|banner|emblem|badge|logo|insignia)\b(?=\sof\s|$)", re.I
)
"""An emblem acts as little as a flagpole, whosever it is."""
_BODY_ENDS: Final = frozenset(
    """international fund foundation institute observatory network association committee council commission agency
    union committees councils networks monitor watch desk""".split()
)
_OF_RIGHTS: Final = re.compile(r"\b(?:human\s)?rights\s", re.I)
"""In a name that goes on behind it: "Human Rights Monitor Asia"."""
_IN_CAPITAL: Final = re.compile(r"(?:the\s)?(?:[a-z]+\s)?(?:capital|town|city|village|port)\s(?=[A-Z][\w’'-]+$)")
"""Before the name of a place: "the capital Lumara"."""
_SEVERAL: Final = re.compile(
    r"(?:the\s)?(?:[a-z]+\s){0,2}(?:villages|towns|cities|districts|provinces|governorates|camps|neighbou?rhoods|suburbs|regions|hamlets)\sof\s(?=[A-Z])"
)
_ALSO_NAMED: Final = re.compile(
    r"(?:,\s(?:and\s)?|\sand\s)(?:the\s)?(?P<name>[A-Z][\w’'-]*(?:\s(?:al-|el-|[A-Z])[\w’'-]*){0,2})(?=[\s,.;)])"
    r"(?!\s(?:and|,)?\s?(?:said|says|has|have|had|is|are|was|were|[a-z]+ed)\b)"
)
_BLOWS: Final = frozenset(
    "strike strikes airstrike airstrikes air-strikes raid raids shelling bombing bombings bombardment".split()
)
"""Last words of what somebody does, and acts itself in nothing."""
_OWNER: Final = re.compile(r"(?:the|this)\s(?P<noun>\w+)(?=['’]s\s)", re.I)


def in_agreement(analysis: Analysis, found: Sequence[MentionFound]) -> list[MentionFound]:
    """The mentions, those of a body that were taken for places set right, with the owners of weapons beside them."""
    found = [_with_age(analysis.text, _of_body(analysis.text, _without_post(analysis.text, one))) for one in found]
    found = [_behind_verb(analysis, of_form(analysis.text, _without_charge(analysis.text, one))) for one in found]
    found = [of_people(analysis, with_first_words(analysis, up_to_initials(analysis.text, one))) for one in found]
    found = _without_parts_of_names(found)
    found = _with_described_people(analysis.text, found)
    found = _with_other_names(analysis.text, found)
    found = with_short_forms(analysis, found)
    bodies, surnames = _bodies(analysis, found), _surnames(analysis, found)
    lands, firsts = _unknown_lands(analysis.text), _first_names(analysis, found)
    agreed: list[MentionFound] = []
    seen: set[tuple[str, int, int]] = set()
    for one in found:
        if (place := (one.kind, one.start, one.end)) in seen:
            continue
        seen.add(place)
        if _is_blow(analysis.text, one):
            agreed.extend(_whose_blow(analysis.text, one))
            continue
        if _is_nobody(analysis, one):
            continue
        if one.kind in _ACTING and (lead := _IN_CAPITAL.match(analysis.text, one.start, one.end)) is not None:
            agreed.append(replace(one, kind="location", name=(lead.end(), one.end)))
            continue
        last = analysis.text[one.start : one.end].lower().rpartition(" ")[2]
        if one.kind in _ACTING and one.name is None and last in WEAPON_NOUNS | PLATFORM_NOUNS:
            agreed.append(replace(one, kind="weapon" if last in WEAPON_NOUNS else "military_platform"))
            continue
        is_land = (one.name is None and _is_land_of(analysis.text, one, last)) or _is_whose_state(analysis.text, one)
        is_unknown_land = one.kind == "person" and analysis.text[one.start : one.end] in lands
        if is_unknown_land or (one.kind in _ACTING and is_land):
            agreed.append(replace(one, kind="location" if is_land else "organisation"))
            continue
        if one.kind in _ACTING and one.name is None and one.head.lower() in MEDIA_NOUNS:
            agreed.append(replace(one, kind="media"))
            continue
        if one.kind == "location" and (_is_party(analysis.text, one) or _is_publisher(analysis, one)):
            agreed.append(replace(one, kind="organisation"))
            continue
        if one.kind != "organisation" and (
            _key(analysis, one) in bodies[one.kind] or _is_bodys_name(analysis.text, one)
        ):
            agreed.append(replace(one, kind="organisation"))
            continue
        if one.kind in {"location", "organisation"} and (
            _key(analysis, one) in surnames or _is_called_so(analysis, one, firsts)
        ):
            agreed.append(replace(one, kind="person"))
            continue
        if one.kind in _OWNED and (owner := _owner(analysis, one)) is not None:
            agreed.append(owner)
        agreed.append(one)
    return with_seats(analysis, _with_listed_places(analysis.text, agreed))


_LAND: Final = re.compile(
    r"\bMinistry\sof\s(?:the\s)?[A-Z][\w-]+(?:\s(?:and\s)?[A-Z][\w-]+)?\sof\s(?:the\s)?(?P<named>[A-Z][\w-]+)\b(?!\s[A-Z])"
    r"|\b(?P<owns>[A-Z][\w-]+)['’]s\s(?:[a-z]+\s){0,2}(?:Ministry\sof|embassy|borders|airspace)\b"
)
"""A name is a country's by what it has: "the Ministry of Defence of Kestria"."""


def _unknown_lands(text: str) -> set[str]:
    """The names that are countries' by what they have, though no gazetteer knows them."""
    named = {match["named"] or match["owns"] for match in _LAND.finditer(text)}
    unknown = {name for name in named if name.lower() not in PLACES and name.lower() not in KNOWN_GROUPS}
    return {name for name in unknown if not find_places(name)}


def _is_nobody(analysis: Analysis, one: MentionFound) -> bool:
    """Whether a mention is of no party and no place: a label, a heading, an emblem, a verdict."""
    words = analysis.text[one.start : one.end]
    if one.kind == "person" and words.split()[0].lower() in MEDIA_NOUNS:
        return True  # "Video Shows Calder House", in a headline
    if one.kind in _ACTING and (_is_heading(analysis, one) or words.lower() in _VERDICTS or _EMBLEM.match(words)):
        return True
    if one.kind == "person" and words.lower() in _OWN_HEADS:
        return True
    is_numbered = _ROMAN.fullmatch(words) is not None and analysis.text[one.end : one.end + 1] in {".", ")"}
    if is_numbered or (words.lower() == "the command" and analysis.text.endswith("under ", 0, one.start)):
        return True
    is_creed = words.lower() in _CREEDS and re.match(r"\s[a-z]", analysis.text[one.end : one.end + 2]) is not None
    is_letter = one.kind == "organisation" and len(words) == 1 and words not in {"Q", "X"}
    if one.kind in _ACTING and (is_creed or is_letter or _MONEY.fullmatch(words)):
        return True
    return one.kind in {*_ACTING, "location"} and (_is_label(analysis.text, one) or _opens_without_name(analysis, one))


_ROMAN: Final = re.compile(r"[IVX]{1,5}")
"""The number of a chapter."""


def _opens_without_name(analysis: Analysis, one: MentionFound) -> bool:
    """Whether a capital is only that of a first word: of a greeting, or of what was done ("Filmed in Orsa")."""
    words = analysis.text[one.start : one.end]
    tagged = analysis.sentences[one.sentence].tagged
    at = next((k for k, entry in enumerate(tagged) if entry.token.is_word and not entry.token.text.isdigit()), 0)
    if not words.isalpha() or not tagged or tagged[at].token.start != one.start or words.isupper():
        return False
    verb = verb_of(words.lower())
    is_done = verb is not None and verb.form in {"participle", "past_or_participle"}
    behind = tagged[at + 1].tag if at + 1 < len(tagged) else "mark"
    if words.lower() in analysis.names:
        return False
    return words.lower() in _GREETINGS or (is_done and behind == "prep") or _are_things(words)


def _are_things(words: str) -> bool:
    """Whether a first word is a plural of things that the language has a word for: "Fragments bore markings"."""
    lowered = words.lower()
    is_plural = lowered.endswith("s") and not lowered.endswith(("ss", "us", "is"))
    are_people = {lowered, lowered.removesuffix("s")} & (GROUP_NOUNS | FOLK | _SAFE_PLURALS)
    is_agent = lowered.endswith(("ers", "ors", "ists", "ians", "ants"))
    is_known = lowered in KNOWN_GROUPS | OUTLETS or lowered in PLACES or lowered in DEMONYMS
    return is_plural and not (are_people or is_agent or is_known) and classes_of(lowered) != UNKNOWN


_SAFE_PLURALS: Final = frozenset("forces troops police greens tories republicans democrats allies".split())


_GREETINGS: Final = frozenset(
    "hello hi dear welcome thanks goodbye names telephone interview interviews notes forwarded".split()
)
"""First words of greetings and of notes, that nobody is called by."""


def _is_blow(text: str, one: MentionFound) -> bool:
    """Whether a mention is of what somebody does: "Northern air strikes"."""
    last = text[one.start : one.end].lower().rpartition(" ")[2]
    return one.kind in _ACTING and (one.head.lower() in _BLOWS or last in _BLOWS)


def _whose_blow(text: str, one: MentionFound) -> list[MentionFound]:
    """The states whose adjectives stand before what they do; "Northern" of "Northern army raids" is of the army."""
    found = []
    for match in _BEFORE_BLOW.finditer(text, one.start, one.end):
        start, end = match.span("whose")
        if text[start:end].lower() in DEMONYMS:
            head = text[start:end].lower()
            found.append(replace(one, kind="nationality", start=start, end=end, name=None, head=head))
    return found


_BEFORE_BLOW: Final = re.compile(
    r"\b(?P<whose>[A-Z][\w’'-]+)(?=\s(?:and|or|air|aerial|drone|missile|rocket|artillery|"
    + "|".join(sorted(_BLOWS))
    + r")\b)"
)


def _is_land_of(text: str, one: MentionFound, last: str) -> bool:
    """Whether a description means land, whosever it is: "the Northern border", "Northern positions"."""
    if last not in LOCATION_NOUNS or last in GROUP_NOUNS:
        return False
    words = text[one.start : one.end].lower().split()
    return any(word in DEMONYMS for word in words[:-1]) and "and" not in words


def _with_listed_places(text: str, found: Sequence[MentionFound]) -> list[MentionFound]:
    """The mentions, names listed behind a noun for several places set right: "the villages of Dren and Old Mill"."""
    places: list[MentionFound] = []
    for one in found:
        several = _SEVERAL.match(text, one.start, one.end) if one.kind == "location" else None
        if several is None:
            continue
        if several.end() < one.end:
            places.append(replace(one, start=several.end(), name=(several.end(), one.end)))
        end = one.end
        while (named := _ALSO_NAMED.match(text, end)) is not None:
            start, end = named.span("name")
            places.append(replace(one, start=start, end=end, name=(start, end), head=named["name"].lower()))
    if not places:
        return list(found)
    kept = [one for one in found if one.kind not in _CONFUSED or not any(_holds(place, one) for place in places)]
    return sorted([*kept, *places], key=lambda one: (one.start, one.end))


def _holds(outer: MentionFound, inner: MentionFound) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _whole_name(text: str, one: MentionFound) -> tuple[int, int]:
    """The name of a body with its first words, which no title is: "Witness Rights International"."""
    assert one.name is not None
    lead = re.match(r"(?:the|its|their|an?)\s", text[one.start : one.name[0]], re.I)
    return one.start + (lead.end() if lead else 0), one.name[1]


def _is_heading(analysis: Analysis, one: MentionFound) -> bool:
    """Whether a line is wholly in capitals, in a text that is not: "SITUATION OVERVIEW" is nobody."""
    sentence = analysis.sentences[one.sentence]
    line = analysis.text[sentence.start : sentence.end]
    has_small = any(map(str.islower, analysis.text[:2000]))
    return line.isupper() and " " in line and has_small and one.name is not None and one.kind == "person"


def _is_label(text: str, one: MentionFound) -> bool:
    """Whether a mention is what newsrooms put before a line: "BREAKING: …", "Exclusive: …", "Q&A: …"."""
    line = _HOUR.sub("", _NUMBER.sub("", text[text.rfind("\n", 0, one.start) + 1 : one.start]))
    if any(letter.isalnum() for letter in line) or text[one.end : one.end + 1] not in _BEHIND_LABEL | {"\n"}:
        return False
    return text[one.start : one.end].lower() in _LABELS


_HOUR: Final = re.compile(r"^\s*\d{1,2}[:.]\d\d\s*")


def _with_age(text: str, one: MentionFound) -> MentionFound:
    """The mention, a person's where an age stands behind it."""
    speaks = text[max(0, one.start - len("said ")) : one.start] in {"said ", "says "}
    pattern = _AGE_ALONE if speaks or one.kind != "location" else _AGE
    is_aged = one.kind in _REKINDED and one.name is not None and pattern.match(text, one.end) is not None
    return replace(one, kind="person") if is_aged else one


_AGE: Final = re.compile(r"[\"”’']?,\s(?:aged?\s)?[1-9]\d?(?=,\s(?:who|whose|a|an|the|told|said|from|of)\b)")
""" "Lume", 34, whose …": only people have an age."""
_AGE_ALONE: Final = re.compile(rf"{_AGE.pattern}|[\"”’']?,\s(?:aged?\s)?[1-9]\d(?=[.;](?!\d)|,\s[a-z])")
""" "said Lume, 29.": a place can be followed by a count."""
_REKINDED: Final = frozenset({"organisation", "location"})


def _with_described_people(text: str, found: Sequence[MentionFound]) -> list[MentionFound]:
    """The mentions, one name behind a description of one person a person's: "Her husband, Idrissa, had fought"."""
    described = {one.end for one in found if one.kind == "person" and one.name is None and not one.pronoun}
    return [
        replace(one, kind="person")
        if one.kind in _REKINDED and one.name == (one.start, one.end) and _is_described(text, one, described)
        else one
        for one in found
    ]


def _is_described(text: str, one: MentionFound, described: Collection[int]) -> bool:
    name = text[one.start : one.end]
    is_plain = name.isalpha() and name.istitle() and name.lower() not in OUTLETS | KNOWN_GROUPS
    ends = text[one.end : one.end + 1] in {",", "."}
    return is_plain and ends and text[one.start - 2 : one.start] == ", " and one.start - 2 in described


_LABELS: Final = frozenset(
    """breaking urgent exclusive update updated upd alert flash just opinion analysis explainer explained watch video
    photos live q&a faq interview profile timeline factbox correction editorial comment infographic podcast briefing
    summary background location place source date assessment casualties killed injured unconfirmed unverified rumour
    rumours status claim claims rating verdict conclusion conclusions obituary question answer q a factcheck
    fact-check thread corrected refile wrapup""".split()
) | {"fact check"}
_CREEDS: Final = frozenset(
    "islamist jihadist islamic salafist salafi communist marxist maoist nationalist separatist".split()
)
"""Adjectives that only describe what they stand before: "an Islamist group"."""
_MONEY: Final = re.compile(r"(?:EUR|USD|GBP|CHF|US\$|[€$£])\s?[\d.,]*(?:\s(?:million|billion))?")
_OWN_HEADS: Final = frozenset({"his head", "her head", "my head", "their heads"})
_NUMBER: Final = re.compile(rf"^\s*{POST_NUMBER}\s*")
_VERDICTS: Final = frozenset(
    "false true misleading unproven unverified fake satire altered fabricated mixture confirmed debunked".split()
)
"""What fact checkers write in capitals."""
_BEHIND_LABEL: Final = frozenset({":", "|", "-", "–", "—"})


def _without_post(text: str, one: MentionFound) -> MentionFound:
    """The mention, a description where its name is only a post, or what a group believes in.

    "the Foreign Secretary", "7th Group Commander", "an armed Islamist group".
    """
    if one.name is not None and one.name[1] < one.end and text[slice(*one.name)].lower() in _CREEDS:
        return replace(one, name=None, head=text[one.start : one.end].lower().rpartition(" ")[2])
    if one.kind != "person" or one.name is None:
        return one
    words = text[slice(*one.name)].lower().split()
    is_of_body = words[0] in POSTS and len(words) > 1 and words[1] in {"of", "for"}
    return replace(one, name=None, head=words[0 if is_of_body else -1]) if is_of_body or words[-1] in POSTS else one


def _without_parts_of_names(found: Sequence[MentionFound]) -> list[MentionFound]:
    """The mentions without those of bodies and people that are only words of the name of a body."""
    names = Reaches(one.name for one in found if one.name is not None and one.kind == "organisation")
    return [one for one in found if one.kind not in _ACTING or names.from_before(one.start - 1) < one.end]


def _without_charge(text: str, one: MentionFound) -> MentionFound:
    """The mention without what those in it are accused of: "the army" of "accused the army of a massacre"."""
    if one.kind not in _ACTING or one.pronoun or text.startswith(" of ", one.end):
        return one
    cut = text.rfind(" of ", one.start, one.end)
    if cut < 0 or not _CHARGING.search(text, max(0, one.start - 30), one.start):
        return one
    is_in_name = one.name is not None and one.name[1] > cut
    return replace(one, end=cut, name=(one.name[0], cut) if one.name is not None and is_in_name else one.name)


_CHARGING: Final = re.compile(
    r"\b(?:accus(?:e|es|ed|ing)|suspect(?:s|ed|ing)?|convict(?:s|ed|ing)?|acquit(?:s|ted|ting)?|clear(?:s|ed|ing)|"
    r"depriv(?:e|es|ed|ing)|warn(?:s|ed|ing)?|rob(?:s|bed|bing)?)\s\Z"
)


def _of_body(text: str, one: MentionFound) -> MentionFound:
    """The mention, a body's where its name ends so: "Witness Rights International" is no person."""
    if one.kind != "person" or one.name is None or not _is_outlet(text[slice(*one.name)]):
        return one
    return replace(one, kind="organisation", name=_whole_name(text, one))


def _with_other_names(text: str, found: Sequence[MentionFound]) -> list[MentionFound]:
    """The mentions, what a body is also known as a body's too: "Dren, also known as Big Salt, broke with"."""
    named = {one.name[1]: one for one in found if one.name is not None and one.kind == "organisation"}
    told: list[MentionFound] = []
    for one in found:
        is_other = one.name is not None and one.kind in {"person", "location"}
        also = _ALSO_KNOWN.search(text, max(0, one.start - 40), one.name[0]) if is_other and one.name else None
        told.append(replace(one, kind="organisation") if also is not None and also.start() in named else one)
    return told


_ALSO_KNOWN: Final = re.compile(
    r",?\s(?:also\sknown\sas|also\scalled|known\s(?:locally\s)?as|a\.?k\.?a\.?)\s[\"“‘]?\Z", re.I
)


def _behind_verb(analysis: Analysis, one: MentionFound) -> MentionFound:
    """A description without a verb of saying and what stands before it: "soldiers" of "several said soldiers"."""
    if one.name is not None or one.kind not in _DESCRIBED:
        return one
    tagged = [e for e in analysis.sentences[one.sentence].tagged if one.start <= e.token.start < one.end]
    verbs = [at for at, e in enumerate(tagged) if e.tag == "verb" and e.verb is not None and e.verb.base in _TELLING]
    finite = [at for at in verbs if tagged[at].verb.form in _FINITE]  # type: ignore[union-attr]
    return replace(one, start=tagged[finite[-1] + 1].token.start) if finite and finite[-1] + 1 < len(tagged) else one


_DESCRIBED: Final = frozenset({"organisation", "person", "weapon"})
_TELLING: Final = frozenset({"say", "show"})
_FINITE: Final = frozenset({"past", "past_or_participle", "third"})


def _is_outlet(name: str) -> bool:
    """Whether a name of several words ends as those of outlets and bodies do: "Hawk News", "Salt Fund"."""
    words = name.lower().split()
    return len(words) > 1 and (words[-1] in OUTLET_ENDS | _BODY_ENDS or _OF_RIGHTS.search(name) is not None)


def _bodies(analysis: Analysis, found: Sequence[MentionFound]) -> dict[str, set[str]]:
    """Names of several words that are a body's, by the kind that they were taken for as well.

    A place's: as often a body's, and no place's that the gazetteer knows. A person's: clearly surer a body's.
    """
    kinds: dict[str, Counter[str]] = {}
    surest: dict[str, dict[str, float]] = {}
    for one in found:
        key = _key(analysis, one)
        if one.kind in _CONFUSED and len(key.split()) > 1:
            kinds.setdefault(key, Counter())[one.kind] += 1
            best = surest.setdefault(key, dict.fromkeys(_CONFUSED, 0.0))
            best[one.kind] = max(best[one.kind], one.confidence)
    places = {
        key for key, counts in kinds.items()
        if counts["location"] and counts["organisation"] >= counts["location"] and not find_places(key)
    }  # fmt: skip
    people = {key for key, best in surest.items() if best["organisation"] > CLEARLY_SURER * best["person"] > 0}
    return defaultdict(set, location=places, person=people)


def _surnames(analysis: Analysis, found: Sequence[MentionFound]) -> set[str]:
    """Last names of people whom the text names in full, where no place is called so."""
    full = [_key(analysis, one).split() for one in found if one.kind == "person"]
    last = {words[-1] for words in full if len(words) > 1 and not find_places(words[-1])}
    inner = {word for words in full if len(words) > 1 for word in words[1:]}
    return last | (inner & _who_speak(analysis.text))


def _is_bodys_name(text: str, one: MentionFound) -> bool:
    """Whether a name is a station's by its first word, a company's by its last, or that of a known group."""
    if one.name is None or one.kind not in {"person", "location"}:
        return False
    words = text[slice(*one.name)].lower().split()
    is_company = len(words) > 1 and words[-1].strip(".") in _COMPANY_ENDS
    is_station = one.kind == "person" and len(words) > 1 and words[0] in {"radio", "tv"}
    is_group = one.kind == "person" and " ".join(words) in KNOWN_GROUPS
    return is_company or is_station or is_group


_COMPANY_ENDS: Final = frozenset(
    "trading holdings holding logistics industries airlines shipping ltd limited llc inc corp gmbh enterprises".split()
)


def _is_whose_state(text: str, one: MentionFound) -> bool:
    return one.kind == "person" and _OF_A_LAND.search(text, max(0, one.start - 20), one.start) is not None


_OF_A_LAND: Final = re.compile(r"\b(?:government|republic|province|governorate|parliament)\sof\s\Z", re.I)
"""Before the name of a country or a region."""


def _first_names(analysis: Analysis, found: Sequence[MentionFound]) -> set[str]:
    """First names of people whom the text names in full."""
    full = [_key(analysis, one).split() for one in found if one.kind == "person"]
    return {words[0] for words in full if len(words) > 1}


def _is_called_so(analysis: Analysis, one: MentionFound, firsts: set[str]) -> bool:
    """Whether somebody is called by his part before a colon, or addressed by a first name that a village has too."""
    words = analysis.text[one.start : one.end]
    if words.lower() in _ROLES and analysis.text[one.end : one.end + 1] == ":":
        return True
    is_addressed = _ADDRESSED.match(analysis.text, one.end) is not None
    return one.kind == "location" and is_addressed and _key(analysis, one) in firsts and words.lower() not in PLACES


_ADDRESSED: Final = re.compile(r",\s[a-z][^.!\n]{0,120}\?")
""" "Marisol, what do we know?"."""


@lru_cache(maxsize=16)
def _who_speak(text: str) -> frozenset[str]:
    """The words of a text, as keys, that only can be somebody: he speaks, or his age stands behind."""
    return frozenset(name_key(match["name"]) for pattern in (_SPEAKS, _TURN) for match in pattern.finditer(text))


_TURN: Final = re.compile(r"^(?:[^\W\d_][\w.'’-]{0,20}[ \t]){0,3}(?P<name>[^\W\d_]{2,40}):[ \t]", re.M)
_ROLES: Final = frozenset(
    """presenter host moderator interviewer anchor reporter correspondent journalist interpreter translator witness
    judge speaker chairman chairwoman prosecutor""".split()
)
"""Before a colon, those who take turns without a name."""
_SPEAKS: Final = re.compile(
    r"(?<![\w-])(?<!in\s)(?<!at\s)(?<!near\s)(?<!from\s)(?P<name>\w+)"
    r"(?=,\s\d\d,|\s(?:has\s|had\s|later\s|also\s)?(?:said|says|told|denied|denies|wrote|added|argued|testified|claimed)\b)",
    re.I,
)
"""What only somebody does, or is: "Torres, 58,", "Torres has denied"."""


def _is_publisher(analysis: Analysis, one: MentionFound) -> bool:
    """Whether a name is that of whoever publishes the text, who speaks of itself: "Northwire could not verify"."""
    publisher = analysis.document.publisher.name if analysis.document.publisher is not None else None
    return publisher is not None and not find_places(publisher) and _key(analysis, one) == name_key(publisher)


def _is_party(text: str, one: MentionFound) -> bool:
    """Whether the text says of a name that a party or a movement is called so: "Yemen's Islah party"."""
    if one.name is None:
        return False
    name = text[slice(*one.name)]
    return name.lower() not in PLACES and name in _parties(text)


@lru_cache(maxsize=16)
def _parties(text: str) -> frozenset[str]:
    """The single words that a text says are called a party or the like, also without what a hyphen joins to them."""
    names = [match["name"] for match in _PARTY.finditer(text)]
    return frozenset([*names, *(name.rpartition("-")[2] for name in names)])


_PARTY: Final = re.compile(
    r"(?<!\w)(?P<name>[^\W\d_][\w’'.-]*)(?:\s(?:party|movement|militia)\b"
    r"|,\s(?:an?|the)\s(?:\w+\s){0,2}(?:party|movement|militia|outlet|newspaper|channel|agency|charity|company)\b)"
)


def _key(analysis: Analysis, one: MentionFound) -> str:
    return name_key(analysis.text[slice(*one.name)]) if one.name is not None else ""


def _owner(analysis: Analysis, one: MentionFound) -> MentionFound | None:
    """ "The group" in "the group's rockets"."""
    match = _OWNER.match(analysis.text, one.start, one.end)
    if match is None or match["noun"].lower() not in GROUP_NOUNS:
        return None
    return MentionFound(
        kind="organisation", start=one.start, end=match.end(), sentence=one.sentence, confidence=one.confidence,
        head=match["noun"].lower(),
    )  # fmt: skip
