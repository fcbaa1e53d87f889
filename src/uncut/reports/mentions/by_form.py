# ruff: noqa: PLR0911  a numbered cascade reads straight down
"""What the form of a name says of a mention: "MONUSCO" is a mission, "the Falcons of Ghab" are a group."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from uncut.reports.keys import fold_name
from uncut.reports.language.analysis import Analysis
from uncut.reports.language.spans import Reaches
from uncut.reports.mentions.found import BACKER, MentionFound
from uncut.reports.mentions.gazetteer import find_places
from uncut.reports.mentions.world import DEMONYMS, GROUP_NOUNS, PERSON_NOUNS, PLACES, POSTS, TITLES

_CONFUSED: Final = ("organisation", "location", "person")
_ACTING: Final = frozenset({"organisation", "person"})


def up_to_initials(text: str, one: MentionFound) -> MentionFound:
    """The mention of a body with all of its name before its initials: "the Special Jurisdiction for Peace (SJP)"."""
    if one.kind not in _ACTING or one.name is None or one.head == BACKER:
        return one
    rest = _REST_OF_NAME.match(text, one.end)
    opening = _OPENS_BODY.search(text, max(0, one.start - 40), one.start)
    if opening is not None and _INITIALS.match(text, one.end) is not None:
        return replace(one, kind="organisation", start=opening.start(), name=(opening.start("head"), one.end))
    end = rest.end() if rest is not None else one.end
    short = _INITIALS.match(text, end)
    lead = _ARTICLE.match(text, one.start)
    start = lead.end() if lead is not None else one.start
    is_long = " of " in text[start:end] or " for " in text[start:end] or rest is not None
    if short is None or not is_long or not text[start].isupper() or _spells(short["short"], text[slice(*one.name)]):
        return one
    if not _spells(short["short"], text[start:end]) or text[start:end].split(maxsplit=1)[0].lower() in TITLES | POSTS:
        return one
    return replace(one, kind="organisation", end=end, name=(start, end))


def _spells(short: str, name: str) -> bool:
    """Whether the words of a name in capitals begin with the letters of its short form, in order."""
    initials = [word[0].lower() for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper()]
    at = 0
    for letter in filter(str.isalpha, short.lower()):
        found = next((k for k in range(at, len(initials)) if initials[k] == letter), None)
        if found is None:
            return False
        at = found + 1
    return len(initials) - 1 <= len(short)


_REST_OF_NAME: Final = re.compile(r"(?:\s(?:of|for|the|and|in)|\s[A-Z][\w’'-]+){1,8}(?=\s\([A-Z][A-Za-z-]{1,8}\))")
_OPENS_BODY: Final = re.compile(
    r"(?:[Tt]he\s)?(?P<head>(?:Coordination|Union|Movement|Council|Alliance|Front|Congress|Platform|Federation|Committee|Association"
    r"|Party|Group|League|Network|Assembly)\s(?:of|for)\s(?:the\s)?)\Z"
)
""" "the Coordination of Salt Movements (CMS)"."""
_INITIALS: Final = re.compile(r"\s\((?P<short>[A-Z][A-Za-z-]{1,8})\)")
_ARTICLE: Final = re.compile(r"[Tt]he\s|[Ii]ts\s")


def of_people(analysis: Analysis, one: MentionFound) -> MentionFound:
    """The mention, a description where its name is only a noun that opens the sentence, or says of which nation.

    "Friends say so", "the Russian mercenary group".
    """
    if one.name is None or one.kind not in _ACTING or one.head == BACKER:
        return one
    name = analysis.text[slice(*one.name)].lower()
    opens = one.name[0] == analysis.sentences[one.sentence].start
    is_plural = opens and one.name[1] == one.end and name.endswith("s") and name.removesuffix("s") in FOLK
    is_adjective = name in DEMONYMS and not name.endswith("s") and one.name[1] < one.end
    if is_plural:
        return replace(one, kind="organisation", name=None, head=name)
    if is_adjective and _AND_WHOSE.fullmatch(analysis.text, one.name[1], one.end):
        return replace(one, kind="nationality", end=one.name[1], name=None)  # "Northern and government air strikes"
    return replace(one, name=None) if is_adjective else one


def with_first_words(analysis: Analysis, one: MentionFound) -> MentionFound:
    """The mention of a body, whose name begins with its first word in capitals: "the Guards of the Republic"."""
    if one.name is None or one.kind != "organisation" or one.head == BACKER:
        return one
    if " " not in analysis.text[slice(*one.name)] and _GOES_ON.fullmatch(analysis.text, one.name[1], one.end):
        return replace(one, name=(one.name[0], one.end))  # "the Directorate of Defence Industries"
    lead = _FIRST_WORDS.fullmatch(analysis.text, one.start, one.name[0])
    is_first = lead is not None and lead.start("words") == analysis.sentences[one.sentence].start
    is_first = is_first and lead is not None and lead["words"].split()[0].lower() not in _SEATS
    if lead is None or is_first or lead["words"].split()[0].lower() in TITLES | set(DEMONYMS) | set(PLACES) | POSTS:
        return one
    return replace(one, name=(lead.start("words"), one.name[1]))


_AND_WHOSE: Final = re.compile(
    r"\s(?:and|or)\s(?:\w+\s)?(?:government|regime|rebel|army|opposition|coalition|[A-Z]\w+)"
)
"""Behind an adjective, another one of the same noun, which stands outside the mention."""
FOLK: Final = PERSON_NOUNS | frozenset(
    "friend neighbour neighbor colleague comrade critic supporter insider observer acquaintance".split()
)


_SEATS: Final = frozenset(
    "court ministry department council committee commission university institute bank chamber office board".split()
)
"""First words of names of bodies, also at the head of a sentence: "Court of Appeal upholds sentence"."""
_GOES_ON: Final = re.compile(r"\s(?:of|for)(?:\s(?:of|for|and|the)|\s[A-Z][\w’'-]+)*\s[A-Z][\w’'-]+")


_FIRST_WORDS: Final = re.compile(
    r"(?:[Tt]he\s|[Ii]ts\s)?(?P<words>[A-Z][\w’'-]+\s(?:[A-Z][\w’'-]+\s)*(?:of|for)\s(?:the\s)?)"
)


def with_short_forms(analysis: Analysis, found: Sequence[MentionFound]) -> list[MentionFound]:
    """The mentions, with the capitals that stand in brackets behind a body's name, wherever no mention holds them."""
    text = analysis.text
    short = {
        text[slice(*one.name)]: one
        for one in found
        if one.kind == "organisation" and one.name is not None and text[one.start - 1 : one.start] == "("
        and text[one.end : one.end + 1] == ")" and _SHORT_FORM.fullmatch(text, *one.name)
    }  # fmt: skip
    if not short:
        return list(found)
    taken = Reaches((one.start, one.end) for one in found)
    added = []
    for number, sentence in enumerate(analysis.sentences):
        for entry in sentence.tagged:
            start, end = entry.token.start, entry.token.end
            known = short.get(entry.token.text)
            if known is None or taken.touch(start, end):
                continue
            begin = start - len("the ") if text[start - len("the ") : start].lower() == "the " else start
            added.append(replace(known, start=begin, end=end, name=(start, end), sentence=number))
    return sorted([*found, *added], key=lambda one: (one.start, one.end)) if added else list(found)


_SHORT_FORM: Final = re.compile(r"[A-Z][A-Z&-]{1,7}")


def of_form(text: str, one: MentionFound) -> MentionFound:
    """The mention, set right where the form of its name says what it is: "MONUSCO", "Katiba Salt", "Los Salinos"."""
    if one.kind == "weapon" and _RIFLES.fullmatch(text, one.start, one.end):
        start = one.start + len("the ")
        return replace(one, kind="organisation", name=(start, one.end), head="rifles")
    if one.name is None or one.kind not in _CONFUSED:
        return one
    name = text[slice(*one.name)]
    words = name.split()
    if words[0] in {"IN", "AT", "NEAR", "FROM"} and len(words) > 1:
        start = one.name[0] + len(words[0]) + 1
        return replace(one, kind="location", start=start, name=(start, one.name[1]))  # of a headline in capitals
    if one.kind == "location" and (body := _FALCONS.search(text, max(0, one.start - 40), one.name[0])) is not None:
        first = body["who"].lower()
        if first not in _LANDS_OF and first not in GROUP_NOUNS:
            return replace(one, kind="organisation", start=body.start(), name=(body.start("who"), one.name[1]))
    if one.kind == "person" and _HELD.search(text, max(0, one.start - 24), one.start):
        return replace(one, kind="location")
    if words[0].lower() in {"neighbouring", "neighboring"} and len(words) > 1:
        return replace(one, kind="organisation", name=(one.name[0] + len(words[0]) + 1, one.name[1]))
    if len(words) > 1 and words[-1] in _LANDS:
        return replace(one, kind="location")
    if words[-1].lower() in _CARS and one.kind != "location":
        return replace(one, kind="vehicle", name=None, head=words[-1].lower())
    if words[-1].lower() in _ARMS_BY_NAME and len(words) == 1 and one.kind != "location":
        return replace(one, kind="military_platform", name=None, head=words[-1].lower())
    if one.kind == "organisation" or find_places(name):
        return one
    is_initials = len(words) == 1 and _FEWEST <= len(name) <= _MOST and name.isalpha() and name.isupper()
    is_initials = is_initials and one.kind == "person" and not text.isupper()
    is_group = len(words) > 1 and fold_name(words[0]) in _OPENS_GROUP
    is_gang = len(words) == 2 and words[0] == "Los" and words[1].endswith("s")
    is_room = words[-1] in {"Room", "Rooms"} and len(words) > 1 and words[-2] in {"Emergency", "Response", "Operations"}
    is_body = one.kind == "person" and len(words) > 1 and words[-1].lower() in _ENDS_BODY
    if is_initials or is_group or is_gang or is_room or is_body:
        return replace(one, kind="organisation")
    return one


_LANDS: Final = frozenset(
    "Strip Valley Peninsula Township Governorate Oblast Heights Mountains Basin Plateau Desert Corridor".split()
)


_RIFLES: Final = re.compile(r"[Tt]he(?:\s[A-Z][\w’'-]+)+\s(?:Rifles|Guns|Swords|Lances|Spears|Arrows)")
""" "the Hama Rifles": arms in capitals behind "the" are who carries them."""


_HELD: Final = re.compile(
    r"\b(?:control|capture|siege|recapture|seizure|outskirts|town|city|village|residents|villagers|inhabitants)"
    r"\s(?:of|for)\s\Z",
    re.I,
)
_FALCONS: Final = re.compile(r"\b[Tt]he\s(?P<who>[A-Z][a-z]+s)\sof\s(?:the\s)?\Z")
""" "the Falcons of Ghab": who is called so in capitals is a group."""


_LANDS_OF: Final = frozenset(
    """hills heights mountains islands plains banks gardens states emirates lords commons shores peoples ministers
    presidents houses""".split()
)


_FEWEST, _MOST = 4, 9
"""Capitals of the name of a mission or a command that is written as one word."""


_OPENS_GROUP: Final = frozenset(
    fold_name(word)
    for word in """katiba katibat kataib katibah faylaq liwa jaysh jaish jeish jabhat harakat hayat hayyat hay'at saraya
    asaib jund jamaat ahrar""".split()
)
"""How armed groups begin their names in Arabic."""


_ENDS_BODY: Final = frozenset(
    """lab laboratory watchers monitors lawyers institute centre rangers guard guards brigade brigades battalion
    militia""".split()
)


_CARS: Final = frozenset("cruiser cruisers hilux humvee humvees toyota toyotas".split())
_ARMS_BY_NAME: Final = frozenset(
    """himars bradley bradleys abrams leopard leopards marder marders gepard nasams atacms javelin javelins stinger
    stingers shahed shaheds geran gerans lancet lancets bayraktar bayraktars orlan orlans iskander iskanders
    kalibr kinzhal""".split()
)
"""Weapons that reports call by name alone."""
