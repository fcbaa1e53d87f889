# ruff: noqa: E501  patterns and word lists stay on one line each
# ruff: noqa: PLR0911  numbered cascades read straight down
"""Groups mentions to actors: aliases, abbreviations, transliterations, surnames, safe descriptions and pronouns.

Two different actors must never become one, so every step joins only what has one possible partner.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import pairwise

from uncut.model.report import Actor, ActorKind, Role
from uncut.model.text import Quote, quote_at
from uncut.reports.keys import actor_key, name_key
from uncut.reports.language.analysis import Analysis
from uncut.reports.language.tagging import ACTS
from uncut.reports.mentions.found import BACKER, SEAT, MentionFound
from uncut.reports.mentions.gender import PRONOUNS, Gender, gender_of
from uncut.reports.mentions.name_index import ARMED, FEWEST_INITIALS, FEWEST_OF_A_PEOPLE, NameIndex
from uncut.reports.mentions.world import (
    DEMONYMS,
    GROUP_NOUNS,
    KNOWN_GROUPS,
    OUTLET_ENDS,
    OUTLETS,
    PERSON_NOUNS,
    PLACES,
    POSTS,
    PROGRAMME_NOUNS,
    TITLES,
)

_ABBREVIATION = re.compile(r"\s?\(\s?[\"“”']?(?P<short>[A-Z][A-Za-z0-9&.-]{1,9})[\"“”']?\s?\)")
_TOPIC_FROM = 4
"""Mentions from which a body can be what the text is about."""
_PREDICATE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|became|become|becomes|remains?|as)\s+(?:also\s|now\s|still\s)?(?:one\s+of\s+)?[\"“‘']?$",
    re.I,
)
"""What goes before a description that says what somebody is, and names nobody new."""
_MOST_INITIALS = 8
_DETERMINED = re.compile(r"^(?:an?|the|this|another|one)\s", re.I)
_ALSO_KNOWN = re.compile(
    r"(?:\s?\([^()]{2,12}\))?,?\s\(?(?:(?:also|locally|better|commonly|widely|popularly|otherwise|sometimes|often|more\scommonly)\s)+"
    r"(?:known|called|referred\sto)\s(?:\w+\s){0,2}?(?:as\s)?(?:the\s)?[\"“‘']?"
)
"""Between two names of one actor; "now known as" tells another tie."""
_LIST_GOES_ON = re.compile(r",?\s(?:and|or|as\swell\sas)\s(?!(?:with|by|to|from|in|on|at)\s)")
_IN_BETWEEN = re.compile(
    r"\)?(?:\s(?:in|of)\s(?:[\w.]+\s){0,2}[\w.]+)?,\s|,?\s(?:(?:only|also|better|locally|simply)\s)?(?:known|identified|named|called)\s(?:only\s)?(?:as\s)?[\"“‘]?"
)
_SINGLE = re.compile(r"^(?:the|an?|its|their|his|her|our|my)\s|['’]s?\s", re.I)
"""A description of one: "the commander", "al-Qaeda's branch"."""
_PROGRAMME_CALLED = re.compile(
    r"\b(?:programmes?|programs?|schemes?|operations?|projects?)\s(?:known\sas|called|named|dubbed|code-?named)\s[“\"‘']?$",
    re.I,
)
_TITLE_WORDS = TITLES | PERSON_NOUNS | POSTS
_PLACE_OF_WORK = re.compile(r"\s(?:at|of|for|with|from|in)\s(?:[\w’'-]+\s){0,6}?[\w’'-]+(?=[,.;]|\swho\s)")
"""Where a description goes on: "Kasso, an analyst at the Salt Institute,"."""
_BY_WHOM = re.compile(r"\s(?:backed|led|supported|funded|armed|formed|founded|created|based|allied|linked)\s")
"""Where the description of a body goes on: "the Front, a militia backed by Norway"."""
_ARTICLE = re.compile(r"^(?:the|a|an|this|that)\s")
_HELD_BY_MANY = frozenset(
    """spokesman spokeswoman spokesperson commander officer official representative leader chief director coordinator
    deputy member adviser advisor aide envoy""".split()
)
"""What many are: "the commander" alone says of nobody who it is, as "the president" does."""
_OFFICE = re.compile(r"(?:\w+\s){0,3}?(?P<title>\w+)\s(?:of|for|at)\s", re.I)
"""What somebody holds, without an article: "commander of the Guard"."""
_PARTS_OF_BODIES = frozenset("branch wing arm affiliate offshoot franchise faction ally partner parent".split())
_PART_OF = re.compile(
    r"(?:an?|the|one)\s(?:[\w-]+\s){0,2}?(?:branch|wing|arm|affiliate|offshoot|faction|ally|partner)\sof\s", re.I
)
_DONE_TO = frozenset(
    "children child infants babies toddlers kids victims casualties bodies corpses dead wounded".split()
)
"""Bare nouns of those to whom something was done; the event says it, and they act in none."""
_MEMBERS = re.compile(
    r"(?:the\s)?(?P<body>(?:the\s)?[^\s].*?)(?:['’]s?)?\s(?:own\s)?(?P<who>fighters|members|militants|gunmen|rebels|insurgents|guerrillas|troops|soldiers|men|forces)",
    re.I,
)
_OF_BODY = re.compile(
    r"(?:the\s)?(?P<who>fighters|militants|gunmen|rebels|insurgents|guerrillas)\sof\s(?:the\s)?(?P<body>[A-Z].*)", re.I
)
""" "The rebels of the March Movement"."""
_FIGHT_FOR_ONE = frozenset("fighters militants gunmen rebels insurgents guerrillas".split())
"""Who fights for an organisation that is no army."""
_TAKEN_UP = re.compile(r"(?:the|these|those)\s(?P<head>[a-z]{3,})")
_HEARERS = frozenset("reporters journalists newsmen press media".split()) | {"the press", "the media"}
_ADDRESSED = re.compile(
    r"\b(?:told|tells|telling|met|addressed|informed|briefed|(?:spoke|speaking|speak|talked|talking|confirmed|said)\s(?:to|with))\s\Z",
    re.I,
)
"""Before those who only hear what is told, and take no part in anything."""
_HURT = re.compile(r"(?:the\s)?(?:wounded|injured|dead|displaced|missing)\s[a-z]*(?:s|men|women|people|children)\Z")
_SHOWN = re.compile(r"\b(?:shows?|showed|showing|depicts?|depicted|depicting|features?|featured|featuring)\s\Z", re.I)
"""Before those who are seen in a picture, whoever they are: "shows armed men"."""
_LOOKED_BACK = 80
"""Mentions."""
_NEXT_BEFORE = 4
"""Mentions among which the one right before lies, beside those within it."""
_TAKEN_UP_WITHIN = 4
"""Sentences."""
_SAFE_GROUP_HEADS = frozenset("group organisation organization militia faction movement".split())
_SORTS = frozenset(
    "network body charity organisation organization outlet agency watchdog monitor party institute ngo".split()
)
"""What a body is, behind its name: "the Dren Room, a volunteer network,"."""
_SORTS_OF_GROUP = frozenset(
    "paramilitary rebel armed militant jihadist islamist insurgent separatist guerrilla extremist terrorist".split()
)
"""What a group is called that was named before: "the paramilitary group"."""
_INSERTS = frozenset("which who known led backed supported formed founded created called".split())
"""Behind the comma after a subject, where an insertion begins."""
_NO_GROUPS = frozenset("command mission army navy nations observatory watch".split())
"""Last words of the names of bodies that nobody calls a group."""
_ANY_BODY = frozenset({"organisation", "organization"})
_OFFICES = frozenset(
    "ministry department treasury government parliament senate congress cabinet court police office commission directorate bureau".split()
)
"""What opens or closes the name of a state's own body."""
_QUOTE_MARK = re.compile("[“”\"«»]|''")
_OPENS_CLAUSE = frozenset("when after while as although though because since before if once".split())
_PRONOUN_BACK, _NAMED_BACK = 1, 3
"""Sentences in which a pronoun looks for whom it stands, and for somebody whose name fits it."""


@dataclass
class _Entry:
    """An actor while it is being put together."""

    kind: ActorKind
    names: Counter[str] = field(default_factory=Counter)
    mentions: list[int] = field(default_factory=list)
    roles: list[tuple[str, Quote]] = field(default_factory=list)
    described: bool = False
    first: int = 0


@dataclass(frozen=True)
class ActorsFound:
    """The actors, and which mention names which."""

    actors: tuple[Actor, ...]
    by_mention: dict[int, str]
    """Actor id by index of the mention."""


class ActorBuilder:
    """Joins the mentions of one report."""

    def __init__(self, analysis: Analysis, mentions: list[MentionFound]) -> None:
        self._analysis = analysis
        self._mentions = mentions
        self._entries: list[_Entry] = []
        self._by_key: dict[str, int] = {}
        self._index = NameIndex()
        self._of_mention: dict[int, int] = {}
        self._genders: dict[int, Gender | None] = {}

    def build(self) -> ActorsFound:
        """Names first, then surnames, then what only points back."""
        named = [
            at for at, m in enumerate(self._mentions) if m.name is not None and m.kind in {"person", "organisation"}
        ]
        self._join_abbreviations()
        self._join_other_names()
        for at in sorted(named, key=lambda at: -len(self._name(at).split())):
            self._join_name(at)
        self._countries_as_actors()
        self._appositions()
        self._descriptions()
        self._pronouns()
        return self._finished()

    def _name(self, at: int) -> str:
        name = self._mentions[at].name
        assert name is not None
        words = re.sub(r"\s+", " ", self._analysis.text[name[0] : name[1]])
        return DEMONYMS.get(words.lower(), words) if self._mentions[at].head == BACKER else words

    def _join_abbreviations(self) -> None:
        """ "Free Syrian Army (FSA)": both keys lead to one actor."""
        for at, mention in enumerate(self._mentions):
            if mention.name is None or mention.kind not in {"organisation", "person", "location"}:
                self._abbreviated_description(at)
                continue
            match = _ABBREVIATION.match(self._analysis.text, mention.name[1])
            is_short = match is not None and (
                _abbreviates(match["short"], self._name(at)) or self._is_foreign_short(at, match["short"])
            )
            if match and is_short and mention.kind != "location":
                entry = self._entry_of(self._name(at), at)
                self._by_key.setdefault(name_key(match["short"]), entry)
                self._call(entry, match["short"])

    def _is_foreign_short(self, at: int, short: str) -> bool:
        """Whether capitals behind a body's name of several words are its initials in another language: "(MSF)"."""
        digits = re.search(r"\d+", short)
        if digits is not None:
            return len(short) - len(digits.group()) <= FEWEST_INITIALS and digits.group() in self._name(at).split()
        letters = short.replace("-", "")
        is_initials = FEWEST_INITIALS <= len(letters) <= _MOST_INITIALS and letters.isalpha() and short.isupper()
        is_body = self._mentions[at].kind == "organisation" and len(self._name(at).split()) > 1
        return is_initials and is_body and short.lower() not in PLACES

    def _abbreviated_description(self, at: int) -> None:
        """ "a non-state armed group (NSAG)": the capitals that follow are what the text calls that one by."""
        mention = self._mentions[at]
        if mention.kind != "organisation" or mention.name is not None or mention.pronoun:
            return
        match = _ABBREVIATION.match(self._analysis.text, mention.end)
        words = _DETERMINED.sub("", self._analysis.text[mention.start : mention.end])
        is_known = words != self._analysis.text[mention.start : mention.end] and match is not None
        is_foreign = (
            is_known and match is not None and match["short"].isupper() and len(match["short"]) > FEWEST_INITIALS
        )
        if match is None or not (_abbreviates(match["short"], words) or is_foreign):
            return
        entry = self._entry_of(match["short"], at)
        self._entries[entry].kind = "group" if mention.head in GROUP_NOUNS else "organisation"
        self._call(entry, words)
        self._attach(entry, at, None)

    def _join_other_names(self) -> None:
        """ "Salt Front, locally known as the Dren Boys": both keys lead to one actor."""
        text = self._analysis.text
        starts: dict[int, int] = {}
        for at, mention in enumerate(self._mentions):
            if mention.name is not None:
                starts.setdefault(mention.name[0], at)
        for at, mention in enumerate(self._mentions):
            if mention.name is None or mention.kind not in {"organisation", "person"}:
                continue
            also = _ALSO_KNOWN.match(text, mention.name[1])
            other = starts.get(also.end()) if also is not None else None
            if other is None or self._mentions[other].kind != mention.kind:
                continue
            known, named = name_key(self._name(other)), self._name(at)
            entry = self._entry_of(named, at)
            if known:
                self._by_key.setdefault(known, entry)

    def _entry_of(self, name: str, at: int) -> int:
        key = name_key(name)
        if key not in self._by_key:
            self._by_key[key] = len(self._entries)
            kind = self._kind_by_words_before(at) or _actor_kind(self._mentions[at], name)
            self._entries.append(_Entry(kind=kind, first=self._mentions[at].start))
        return self._by_key[key]

    def _call(self, entry: int, name: str) -> None:
        """Count once more that the text calls an actor so."""
        self._entries[entry].names[name] += 1
        self._index.add(name, entry)

    def _kind_by_words_before(self, at: int) -> ActorKind | None:
        """What the words before a name say it is: "the activist group Kasso", "a programme known as “Kasso”"."""
        name = self._span_of_name(at)
        lead = self._analysis.text[max(0, name[0] - 50) : name[0]]
        if _PROGRAMME_CALLED.search(lead):
            return "programme"
        title = self._analysis.text[self._mentions[at].start : name[0]].lower().split()
        if title[-1:] in (["neighbouring"], ["neighboring"]):
            return "state"
        return "group" if self._mentions[at].kind == "person" and title and title[-1] in GROUP_NOUNS else None

    def _join_name(self, at: int) -> None:
        name, mention = self._name(at), self._mentions[at]
        key = name_key(name)
        if not key:
            return
        entry = self._by_key.get(key)
        if entry is None and mention.head == SEAT:
            entry = self._entry_of(name, at)
        if entry is None and mention.kind == "person" and not _is_of_no_person(name):
            people = {n for n in self._index.of_person(key) if self._entries[n].kind == "person"}
            entry = self._only(people)
        if entry is None:
            entry = self._only(self._index.spelt_like(name))
        if entry is None and mention.kind == "organisation":
            entry = self._only(self._index.opening(key))
        if entry is None and mention.kind == "organisation":
            entry = self._only(self._index.of_initials(name))
        if entry is None and mention.kind == "organisation":
            entry = self._only(self._index.without_sort(key))
        if entry is None and self._is_last_word(at, key):
            bodies = {n for n in self._index.ending(key) if self._entries[n].kind != "person"}
            entry = self._only(
                {
                    n
                    for n in bodies
                    if key not in {"army", "government"} or any(map(_is_of_a_state, self._entries[n].names))
                }
            )
        if entry is None and mention.kind == "organisation":
            entry = self._people_of(key)
        if entry is None:
            entry = self._entry_of(name, at)
        self._attach(entry, at, name)

    def _people_of(self, key: str) -> int | None:
        """The entry of a movement that is called by its people: "the Houthis" are the "Houthi movement"."""
        if " " in key or len(key) < FEWEST_OF_A_PEOPLE:
            return None
        entry = self._by_key.get(key.removesuffix("s") if key.endswith("s") else f"{key}s")
        return entry if entry is not None and self._entries[entry].kind in {"organisation", "group"} else None

    def _is_last_word(self, at: int, key: str) -> bool:
        """Whether "the Front" and "the Hills Movement" can be short for a longer name that ends so.

        "The Syrian Army" is not the Free Syrian Army: whose a body is tells it from others.
        """
        mention = self._mentions[at]
        lead = self._analysis.text[max(0, mention.start - 4) : (mention.name or (mention.start, 0))[0]].lower()
        words = key.split()
        is_whose = key in KNOWN_GROUPS or words[0] in DEMONYMS or words[0] in PLACES
        if is_whose and len(words) == 1:
            return False  # "the US" is no end of another name
        return lead.endswith("the ") and (len(words) == 1 or (not is_whose and words[-1] in GROUP_NOUNS))

    def _attach(self, entry: int, at: int, name: str | None) -> None:
        mention = self._mentions[at]
        self._of_mention[at] = entry
        record = self._entries[entry]
        record.mentions.append(at)
        record.first = min(record.first, mention.start)
        if name is not None:
            self._call(entry, name)
            assert mention.name is not None
            title = self._analysis.text[mention.start : mention.name[0]].strip()
            is_title = bool(_TITLE_WORDS & {word.lower().rstrip(".,") for word in title.split()})
            if mention.kind == "person" and is_title:
                record.roles.append((title, quote_at(self._analysis.text, mention.start, mention.start + len(title))))

    @staticmethod
    def _only(candidates: Collection[int]) -> int | None:
        return next(iter(candidates)) if len(candidates) == 1 else None

    def _countries_as_actors(self) -> None:
        for at, mention in enumerate(self._mentions):
            if mention.kind != "location" or mention.name is None:
                continue
            place = PLACES.get(self._name(at).lower())
            if place is not None and place.is_country and name_key(place.name) in self._by_key:
                self._of_mention.setdefault(at, self._by_key[name_key(place.name)])

    def _appositions(self) -> None:
        """ "Teo Brandt, the commander of the Guard, said", "the commander, Teo Brandt, said": one person."""
        for kind in ("person", "organisation"):
            alike = [at for at, mention in enumerate(self._mentions) if mention.kind == kind and not mention.pronoun]
            outer = [at for at in alike if not any(self._is_inside(at, other) for other in _around(alike, at))]
            for at, following in pairwise(outer):
                named, described = (at, following) if self._mentions[at].name is not None else (following, at)
                if named in self._of_mention and self._is_apposition(at, following, described):
                    self._attach(self._of_mention[named], described, None)

    def _is_inside(self, at: int, other: int) -> bool:
        one, outer = self._mentions[at], self._mentions[other]
        return outer.start <= one.start and one.end <= outer.end and (one.start, one.end) != (outer.start, outer.end)

    def _is_apposition(self, at: int, following: int, described: int) -> bool:
        text, description = self._analysis.text, self._mentions[described]
        end = self._mentions[following].end
        between = _IN_BETWEEN.fullmatch(text, self._mentions[at].end, self._mentions[following].start)
        if description.name is not None or between is None or _LIST_GOES_ON.match(text, end):
            return False
        words = text[description.start : description.end]
        is_part = words.lower().rpartition(" ")[2] in _PARTS_OF_BODIES or _PART_OF.match(words) is not None
        is_sort = (
            described == following and words.lower().startswith(("a ", "an ")) and description.head in ARMED | _SORTS
        )
        goes_on = description.kind == "person" or is_part or is_sort
        if described == following and goes_on and (behind := _PLACE_OF_WORK.match(text, end)):
            end = behind.end()
        goes_by = text.startswith((" who ", " which "), end) or (is_sort and _BY_WHOM.match(text, end) is not None)
        if (
            text[end : end + 1] not in set(",.;")
            and not goes_by
            and (described != at or " " not in text[slice(*self._span_of_name(following))])
        ):
            return False
        office = _OFFICE.match(words)
        is_one = _SINGLE.search(words) or (office is not None and office["title"].lower() in TITLES | PERSON_NOUNS)
        return bool(is_one) and (description.kind == "person" or is_part or is_sort)

    def _span_of_name(self, at: int) -> tuple[int, int]:
        return self._mentions[at].name or (0, 0)

    def _descriptions(self) -> None:
        """ "the group" is the one group named as a subject in this or the last two sentences."""
        for at, mention in enumerate(self._mentions):
            if at in self._of_mention or mention.pronoun or mention.kind not in {"person", "organisation"}:
                continue
            words = self._analysis.text[mention.start : mention.end].lower().split()
            is_sort = len(words) == 3 and words[0] == "the" and words[1] in _SORTS_OF_GROUP and words[2] == mention.head
            if words not in (["the", mention.head], ["this", mention.head]) and not is_sort:
                continue
            entry = self._called(at) if mention.kind == "organisation" else self._holder(at)
            if entry is None and mention.head in _SAFE_GROUP_HEADS:
                entry = self._group_before(at)
            if is_sort and entry is not None and self._is_in_sentence(entry, mention):
                continue  # "the army said it had struck the terrorist militia"
            if entry is not None:
                self._attach(entry, at, None)

    def _is_in_sentence(self, entry: int, mention: MentionFound) -> bool:
        return any(self._mentions[other].sentence == mention.sentence for other in self._entries[entry].mentions)

    def _holder(self, at: int) -> int | None:
        """Who "the spokesman" is: the last person before who is called so, if a name says who that is."""
        head = self._mentions[at].head
        for other in range(at - 1, max(-1, at - _LOOKED_BACK), -1):
            mention = self._mentions[other]
            end = mention.name[0] if mention.name is not None else mention.end
            if mention.kind == "person" and head in self._analysis.text[mention.start : end].lower().split():
                return self._of_mention.get(other)
        return None

    def _called(self, at: int) -> int | None:
        """The one body before that a noun names: "the brigade" is the Salt River Brigade, or "Salt, a brigade that"."""
        mention = self._mentions[at]
        if mention.kind != "organisation" or mention.head not in GROUP_NOUNS:
            return None
        bodies = [n for n, e in enumerate(self._entries) if e.kind in {"organisation", "group"} and not e.described]
        return self._only([n for n in bodies if self._is_called(n, mention)])

    def _is_called(self, entry: int, noun: MentionFound) -> bool:
        record = self._entries[entry]
        names = [name for name in record.names if name_key(name).split()[-1:] == [noun.head]]
        if names:
            is_plain = noun.head not in {"army", "government"}
            return record.first < noun.start and (is_plain or any(map(_is_of_a_state, names)))
        described = re.compile(rf"(?:\s\([\w.]+\))?,\s(?:an?|the)\s(?:[\w-]+\s){{0,3}}?{re.escape(noun.head)}\b", re.I)
        ends = (self._mentions[m].end for m in record.mentions if self._mentions[m].end < noun.start)
        return any(described.match(self._analysis.text, end) for end in ends)

    def _group_before(self, at: int) -> int | None:
        """Which body "the group" is; nobody calls an office of a state so."""
        barred = self._subject_of(at)
        entry = self._recent(at, {"organisation", "group"}, back=3, barred=barred)
        titled = self._of_title()
        here = self._mentions[at].sentence
        named = self._entries[entry].mentions if entry is not None else []
        is_beside = not any(self._is_subject(m) or self._mentions[m].sentence == here for m in named)
        if titled is not None and (entry is None or is_beside):
            entry = titled  # who is only named beside others is not whom a profile of one body means
        entry = self._topic(at) if entry is None else entry
        if entry == barred:
            return None
        is_office = entry is not None and any(
            _OFFICES & {*name_key(name).split()[:1], *name_key(name).split()[-1:]}
            or _NO_GROUPS & {*name_key(name).split()[-1:]}
            for name in self._entries[entry].names
        )
        return None if is_office and self._mentions[at].head not in _ANY_BODY else entry

    def _of_title(self) -> int | None:
        """The one body that the first sentence names and another one too: whom the text is about."""
        first = next((one for one in self._analysis.sentences if not one.furniture), None)
        if first is None:
            return None
        title = f" {name_key(self._analysis.text[first.start : first.end])} "
        bodies = [
            n for n, entry in enumerate(self._entries)
            if entry.kind in {"organisation", "group"} and not entry.described
            and any(f" {name_key(name)} " in title for name in entry.names if name_key(name))
            and any(self._mentions[m].start >= first.end for m in entry.mentions)
        ]  # fmt: skip
        return self._only(bodies)

    def _topic(self, at: int) -> int | None:
        """The one body that the text is about: named before, and more than twice as often as any other."""
        bodies = [
            (sum(self._mentions[m].start < self._mentions[at].start for m in e.mentions), len(e.mentions), n)
            for n, e in enumerate(self._entries)
            if e.kind in {"organisation", "group"} and not e.described
        ]
        ranked = sorted(((total, n) for before, total, n in bodies if before), reverse=True)
        if not ranked or ranked[0][0] < _TOPIC_FROM:
            return None
        return ranked[0][1] if len(ranked) == 1 or ranked[0][0] >= 2 * ranked[1][0] else None

    def _subject_of(self, at: int) -> int | None:
        """Who does to a mention what the verb before it says, and so is somebody else: "Salt accused the group"."""
        here = self._mentions[at]
        for other in range(at - 1, max(-1, at - _NEXT_BEFORE), -1):
            subject = self._mentions[other]
            if subject.sentence != here.sentence or other not in self._of_mention:
                continue
            tagged = self._analysis.sentences[here.sentence].tagged
            between = [e.tag for e in tagged if subject.end <= e.token.start < here.start]
            is_done_to = "verb" in between and set(between) <= {"verb", "aux", "adv", "prep", "modal"}
            return self._of_mention[other] if is_done_to else None
        return None

    def _recent(
        self,
        at: int,
        kinds: set[str],
        back: int,
        gender: Gender | None = None,
        after: int = 0,
        barred: int | None = None,
    ) -> int | None:
        """The actor of the nearest sentence that has exactly one of these kinds before any verb.

        With a gender nobody whose name tells another one, and before all others whoever's name tells it; nobody who
        is named before the code point ``after``, nor who is ``barred``.
        """
        here = self._mentions[at]
        by_sentence: dict[int, list[int]] = defaultdict(list)
        for other in range(max(0, at - 80), at):
            mention = self._mentions[other]
            if (
                other in self._of_mention
                and mention.start >= after
                and self._of_mention[other] != barred
                and here.sentence - mention.sentence <= back
                and self._entries[self._of_mention[other]].kind in kinds
            ):
                by_sentence[mention.sentence].append(other)
        for sentence in sorted(by_sentence, reverse=True):
            possible = self._fitting(by_sentence[sentence], gender)
            subjects = self._of_main_clause([o for o in possible if self._is_subject(o)], sentence)
            entries = list(dict.fromkeys(self._of_mention[o] for o in subjects or possible))
            if len(entries) == 1:
                return entries[0]
            if subjects or len(entries) > 1:
                return entries[0] if subjects and kinds == {"person"} and len(entries) == 1 else None
        return None

    def _of_main_clause(self, subjects: list[int], sentence: int) -> list[int]:
        """The subjects behind the clause that opens a sentence: "When Kasso left, Lume followed"."""
        told = self._analysis.sentences[sentence]
        if not told.tagged or told.tagged[0].token.lower not in _OPENS_CLAUSE:
            return subjects
        comma = next((entry.token.start for entry in told.tagged if entry.token.text == ","), told.start)
        return [one for one in subjects if self._mentions[one].start > comma] or subjects

    def _fitting(self, mentions: list[int], gender: Gender | None) -> list[int]:
        """Those who can be of a gender; only those whose name tells it, if there are such."""
        if gender is None:
            return mentions
        genders = {other: self._gender(self._of_mention[other]) for other in mentions}
        known = [other for other in mentions if genders[other] == gender]
        return known or [other for other in mentions if genders[other] is None]

    def _gender(self, entry: int) -> Gender | None:
        """What titles and the name of an actor tell."""
        record = self._entries[entry]
        if entry not in self._genders:
            texts = (self._words(other) for other in record.mentions)
            words = [word.strip(".,") for text in texts for word in text.split()]
            self._genders[entry] = gender_of(words, max(record.names, key=len, default=None))
        return self._genders[entry]

    def _is_subject(self, at: int) -> bool:
        mention = self._mentions[at]
        sentence = self._analysis.sentences[mention.sentence]
        end = mention.end
        if short := _ABBREVIATION.match(self._analysis.text, end):
            end = short.end()
        behind = [t for t in sentence.tagged if t.token.start >= end][:2]
        following = next(iter(behind), None)
        opens = mention.start - sentence.start <= len("The ")
        if opens and len(behind) > 1 and behind[0].token.text == "," and behind[1].token.lower in _INSERTS:
            return True
        is_aside = self._analysis.text.endswith(", ", 0, mention.start) and len(behind) > 1
        if is_aside and behind[0].token.text == "," and behind[1].tag in ACTS:
            return behind[1].verb is None or behind[1].verb.form != "gerund"  # "the envoy, Kasso, spoke"
        return (
            following is not None
            and following.tag in ACTS
            and (following.tag != "verb" or following.verb is None or following.verb.form != "gerund")
        )

    def _pronouns(self) -> None:
        places, begins = _quotations(self._analysis.text)
        for at, mention in enumerate(self._mentions):
            if mention.pronoun and mention.head in PRONOUNS and mention.kind == "person":
                gender = PRONOUNS[mention.head]
                opened = begins[bisect_right(places, mention.start) - 1]
                entry = self._described_before(at, gender, back=0)
                if entry is None:
                    entry = self._recent(at, {"person"}, _PRONOUN_BACK, gender, opened)
                if entry is None and not opened:
                    entry = self._described_before(at, gender, back=1)
                if entry is None and not opened:
                    entry = self._only_named(at, gender)
                if entry is not None:
                    self._attach(entry, at, None)

    def _described_before(self, at: int, gender: Gender, *, back: int) -> int | None:
        """Somebody without a name who opens the sentence ``back`` before: "A former officer said so. He (later told …)"."""
        here = self._mentions[at]
        for other in range(at - 1, max(-1, at - _LOOKED_BACK), -1):
            mention = self._mentions[other]
            if here.sentence - mention.sentence > back:
                return None
            opens = mention.start - self._analysis.sentences[mention.sentence].start <= len("The ")
            if here.sentence - mention.sentence != back or mention.kind != "person" or mention.pronoun or not opens:
                continue
            until = here.start if back == 0 else mention.start
            if _QUOTE_MARK.search(self._analysis.text, max(0, mention.start - 1), until):
                continue  # “My son is no actor,” he said
            words = self._words(other)
            if other in self._of_mention:
                known = self._of_mention[other]
                return (
                    known if back and self._entries[known].described and self._gender(known) in {None, gender} else None
                )
            is_one = re.search(r"(?<!s)s$", words) is None and " and " not in words
            return self.describe(other) if is_one and gender_of(words.split(), None) in {None, gender} else None
        return None

    def _only_named(self, at: int, gender: Gender) -> int | None:
        """The one person of the last sentences whose name tells the gender of a pronoun."""
        here, found = self._mentions[at].sentence, set()
        for other in range(max(0, at - _LOOKED_BACK), at):
            entry = self._of_mention.get(other)
            near = here - self._mentions[other].sentence <= _NAMED_BACK
            if entry is not None and near and self._entries[entry].kind == "person" and self._gender(entry) == gender:
                found.add(entry)
        return self._only(sorted(found))

    def describe(self, at: int) -> int:
        """An actor for a description that acts in an event or speaks; equal descriptions are one."""
        mention = self._mentions[at]
        words = re.sub(r"\s+", " ", self._analysis.text[mention.start : mention.end])
        key = "description:" + re.sub(r"^(?:the|a|an|some|several|these|those)\s", "", name_key(words))
        if key not in self._by_key:
            self._by_key[key] = len(self._entries)
            kind: ActorKind = "person" if mention.kind == "person" else "group"
            self._entries.append(_Entry(kind=kind, described=True, first=mention.start))
        entry = self._by_key[key]
        if at not in self._of_mention:
            self._of_mention[at] = entry
            self._entries[entry].mentions.append(at)
            self._call(entry, words)
        return entry

    def _finished(self) -> ActorsFound:
        for at, mention in enumerate(self._mentions):
            if at in self._of_mention or mention.kind not in {"person", "organisation"} or mention.pronoun:
                continue
            if self._is_predicate(mention) or self._is_cut_off(mention) or self._is_nobody(mention):
                continue
            again = self._members_of(at)
            again = self._named_again(at) if again is None else again
            if again is not None:
                self._attach(again, at, None)
            else:
                self.describe(at)
        order = sorted(range(len(self._entries)), key=lambda n: self._entries[n].first)
        order = [n for n in order if self._entries[n].mentions]
        ids = {entry: f"a{number}" for number, entry in enumerate(order, 1)}
        by_mention = {at: ids[entry] for at, entry in self._of_mention.items() if entry in ids}
        actors = tuple(self._actor(ids[n], self._entries[n]) for n in order)
        return ActorsFound(actors, by_mention)

    def _is_nobody(self, mention: MentionFound) -> bool:
        """Whether a noun is a word of a caption ("Soldier at a checkpoint"), a post without its holder, or those it was done to."""
        words = self._analysis.text[mention.start : mention.end].lower()
        if mention.name is not None:
            return False
        if mention.kind == "person" and _ARTICLE.sub("", words) in _HELD_BY_MANY:
            return True
        if _HURT.match(words) or (
            words in _HEARERS and _ADDRESSED.search(self._analysis.text, max(0, mention.start - 30), mention.start)
        ):
            return True
        if words.rpartition(" ")[2].endswith(("s", "men", "women")) and _SHOWN.search(
            self._analysis.text, max(0, mention.start - 20), mention.start
        ):
            return True
        return " " not in words and (words in _DONE_TO or words.rpartition("-")[2] in PERSON_NOUNS)

    def _members_of(self, at: int) -> int | None:
        """The armed group whose members act for it: "the group's fighters", "Salt Guard members"."""
        mention = self._mentions[at]
        text = self._analysis.text
        match = _MEMBERS.fullmatch(text, mention.start, mention.end) or _OF_BODY.fullmatch(
            text, mention.start, mention.end
        )
        if match is None or mention.kind != "organisation":
            return None
        end = match.end("body")
        inside = [
            self._of_mention[other] for other in range(max(0, at - 3), min(len(self._mentions), at + 4))
            if other in self._of_mention and other != at
            and mention.start <= self._mentions[other].start and self._mentions[other].end == end
        ]  # fmt: skip
        entry = inside[0] if inside else self._body_of(at, match["body"])
        if entry is None and match["body"].lower() in _SAFE_GROUP_HEADS:
            entry = self._group_before(at)
        if entry is None:
            return None
        armed = match["who"].lower() in _FIGHT_FOR_ONE
        return entry if self._entries[entry].kind in {"group", *(["organisation"] if armed else [])} else None

    def _body_of(self, at: int, words: str) -> int | None:
        """The entry of a body by the words before "fighters": its name, or that of its people ("Houthi", "Houthis").

        A name that says by itself that it is an armed group's needs no other mention.
        """
        name = re.sub(r"^the\s", "", words, flags=re.I)
        keys = [name_key(name), *([f"{name_key(name)}s"] if f"{name.lower()}s" in KNOWN_GROUPS else [])]
        known = next((self._by_key[key] for key in keys if key in self._by_key), None)
        is_group = name.lower() in KNOWN_GROUPS or bool(set(name.lower().split()) & ARMED)
        if known is not None or not is_group or not name[:1].isupper():
            return known
        entry = self._entry_of(name, at)
        self._call(entry, name)
        for key in keys:
            self._by_key[key] = entry
        return entry

    def _named_again(self, at: int) -> int | None:
        """The one description of the last sentences that "the fighters" takes up: "a group of his fighters"."""
        match = _TAKEN_UP.fullmatch(self._words(at))
        if match is None or not (match["head"].endswith("s") or match["head"] in GROUP_NOUNS):
            return None
        here, found = self._mentions[at].sentence, set()
        for other in range(max(0, at - 80), at):
            entry = self._of_mention.get(other)
            if entry is None or here - self._mentions[other].sentence > _TAKEN_UP_WITHIN:
                continue
            if self._entries[entry].described and match["head"] in self._heads(other):
                found.add(entry)
        return self._only(sorted(found))

    def _heads(self, at: int) -> set[str]:
        """What a description is called by: "a group of his fighters" are a group, and fighters."""
        return {self._mentions[at].head, self._words(at).rpartition(" ")[2]}

    def _words(self, at: int) -> str:
        mention = self._mentions[at]
        return self._analysis.text[mention.start : mention.end].lower()

    def _is_cut_off(self, mention: MentionFound) -> bool:
        """Whether it is the rest of a longer phrase: "groups" in "one of the first Free Army (FA) groups"."""
        return mention.name is None and self._analysis.text.endswith(") ", 0, mention.start)

    def _is_predicate(self, mention: MentionFound) -> bool:
        """Whether a description only says what its subject is: "became one of the main allies"."""
        lead = re.sub(
            r"\b(?:a|an|the)\s+[\"“‘']?$",
            "",
            self._analysis.text[max(0, mention.start - 40) : mention.start],
            flags=re.I,
        )
        return mention.name is None and bool(_PREDICATE.search(lead))

    def _actor(self, identity: str, entry: _Entry) -> Actor:
        names = [name for name, _ in entry.names.most_common()] or ["?"]
        best = max(names, key=lambda name: (len(name_key(name).split()), len(name)))
        if entry.kind in {"organisation", "group", "outlet", "state", "programme"}:
            best = max(names, key=len)
        quotes = sorted(
            (
                quote_at(self._analysis.text, self._mentions[at].start, self._mentions[at].end)
                for at in set(entry.mentions)
            ),
            key=lambda quote: quote.start,
        )
        roles = {quote.start: Role(title=title, of=None, quote=quote) for title, quote in entry.roles}
        return Actor(
            id=identity, key=actor_key(best, self._analysis.document.sha256), kind=entry.kind, name=best,
            aliases=[name for name in names if name != best], roles=[roles[start] for start in sorted(roles)], mentions=quotes,
        )  # fmt: skip


def _quotations(text: str) -> tuple[list[int], list[int]]:
    """Where quotations open and close in the lines of a text, and where each one begins, 0 behind its end.

    Who speaks is the "I" of his words, and whom "he" means in them is said in them.
    """
    places, begins, opened = [0], [0], 0
    for match in _MARKS.finditer(text):
        mark, at = match.group(), match.end()
        opens = mark in "“„«" or (mark == '"' and not opened)
        opened = at if opens else 0
        places.append(at)
        begins.append(opened)
    return places, begins


_MARKS = re.compile(r"[\"“”„«»\n]")


def _abbreviates(short: str, name: str) -> bool:
    """Whether the letters come in order from the name, mostly as initials."""
    letters = [letter for letter in short.lower() if letter.isalpha()]
    if sum(letter.isupper() for letter in short) < 2:
        return False
    initials = [word[0] for word in re.findall(r"[^\W\d_]+", name.lower())]
    hits = sum(letter in initials for letter in letters)
    return hits >= max(2, len(letters) - 1)


def _is_of_a_state(name: str) -> bool:
    """Whether "the army" can be short for a name: for "Somali National Army", not for "Free Syrian Army"."""
    words = name_key(name).split()
    is_state = words[0] in DEMONYMS or words[0] in PLACES or words[0] == "royal" or words == ["national", "army"]
    return is_state and not _REBELS & set(words)


_REBELS = frozenset("liberation free resistance independence revolutionary revolution salvation arakan".split())
"""Words by which an army calls itself that is no state's."""


def _is_of_no_person(name: str) -> bool:
    """Whether a word is no surname, since a state or a body is called so: the "Norway" of "Dren Norway", "MSF"."""
    lowered = name.lower()
    is_country = lowered in PLACES and PLACES[lowered].is_country
    is_initials = len(name) > 1 and name.isalpha() and name.isupper() and not set(lowered) & set("aeiouy")
    return is_country or is_initials or lowered in KNOWN_GROUPS | OUTLETS


def _actor_kind(mention: MentionFound, name: str) -> ActorKind:
    lowered = name.lower().removeprefix("the ")
    words = lowered.split()
    place = PLACES.get(lowered)
    if (place is not None and place.is_country) or mention.head == SEAT:
        return "state"
    if mention.head in PROGRAMME_NOUNS:
        return "programme"
    if lowered in OUTLETS or (len(words) > 1 and words[-1] in OUTLET_ENDS):
        return "outlet"
    if len(words) > 1 and words[0] in {"radio", "tv", "television"}:
        return "outlet"
    if mention.kind == "person":
        return "person"
    if words[-1] in PROGRAMME_NOUNS:
        return "programme"
    if set(words) & ARMED or (
        lowered in KNOWN_GROUPS and lowered in {"al-qaeda", "isis", "taliban", "al-shabaab", "al shabaab"}
    ):
        return "group"
    return "organisation"


def _around(ordered: list[int], at: int) -> list[int]:
    """The few mentions before and behind one: what holds it stands beside it."""
    place = bisect_left(ordered, at)
    return ordered[max(0, place - 3) : place + 4]
