# ruff: noqa: E501, PLR0911  word lists stay on one line each; a cascade reads straight down
"""Who did it to whom: the parties around the word that tells an event, by the order of words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from uncut.model.report import Mention
from uncut.reports.claims.agents import parties_by_grammar, without_doubtful
from uncut.reports.claims.aside_events import MAKES, WHEN, is_aside, is_beyond, is_handed, is_witnessed
from uncut.reports.claims.leads import led_by, nearest_free
from uncut.reports.claims.listed import lists_of
from uncut.reports.claims.parties import is_home, possible_parties
from uncut.reports.claims.scene import Scene
from uncut.reports.claims.tellers import (
    find_blamed,
    find_speaker,
    hears,
    in_what_is_said,
    is_bracketed,
    is_label,
    only_tells,
    tells,
)
from uncut.reports.claims.triggers import EITHER_WAY, Trigger
from uncut.reports.language.tagging import ACTS

_WHERE: Final = frozenset({"in", "at", "near", "across", "throughout", "inside", "outside", "within", "around"})
"""Before a country: something happens there, and the state takes no part by that."""
_DEEDS: Final = EITHER_WAY | {"coerce"}
"""What is done to somebody by force; of other events, such as agreeing, whoever speaks is the one who does it."""
_ARMS: Final = frozenset({"weapon", "military_platform"})
_NEAR_WORDS: Final = 3
_RECEIVE: Final = frozenset(
    """receive receives received receiving benefit benefits benefited benefiting get gets got obtain obtains obtained
    accept accepts accepted enjoy enjoys enjoyed""".split()
)
_RECEIVE_WITHIN: Final = 20
"""Words before the word that tells of aid."""
_AID: Final = frozenset(
    "support aid assistance help funding funds backing supplies shipments deliveries payments".split()
)
_GIVEN_TO: Final = frozenset({"to", "for"})
_AIMED: Final = frozenset({"on", "against", "at", "of"})
_BESIDE: Final = frozenset({"with"})
"""Before who goes with the agent and suffers nothing: "the group, allied with the Front, seized"."""


class Parts(NamedTuple):
    """Agent and target, as far as the sentence names them."""

    agent: Mention | None
    target: Mention | None


def find_parts(text: str, scene: Scene, trigger: Trigger) -> Parts:
    """The parties of an event; those who only tell of it come last."""
    position = scene.sentence.offset(trigger.at) if trigger.at >= 0 else scene.sentence.start
    limit = scene.sentence.limit(trigger.at + 1) if trigger.at >= 0 else position
    parties = [m for m in _who_can(text, scene, position) if not _is_among_victims(text, m)]
    parties = without_doubtful(
        text, scene.claim_at(position, position + 1), parties, position, find_speaker(scene, parties, position)
    )
    blamed = find_blamed(text, scene, trigger, parties, position)
    if blamed is not None:
        return Parts(blamed, None)
    if trigger.is_noun and trigger.kind == "protest" and (crowd := _at(parties, position)) is not None:
        return Parts(crowd, None)
    speaker = find_speaker(scene, parties, position)
    parties = in_what_is_said(text, scene, parties, position)
    before = [m for m in parties if m.quote.end <= position]
    before = [m for m in before if scene.is_inserted(position) or not scene.is_inserted(m.quote.start)]
    before = parties_by_grammar(text, scene, trigger, before, parties, speaker)
    if trigger.kind in _DEEDS:
        before = [m for m in before if not only_tells(text, scene, m, position)]
        before = _of_main_clause(scene, trigger, before)
    if trigger.at >= 0 and scene.sentence.tagged[trigger.at].token.lower == "must":
        asked = nearest_free(text, before)
        return Parts(speaker if speaker is not asked else None, asked)
    if trigger.is_noun and is_aside(scene, trigger):
        before = []
    if trigger.is_noun and trigger.kind in EITHER_WAY and is_witnessed(scene, trigger):
        return Parts(None, None)
    after = _behind(text, scene, trigger, parties, limit)
    by = _whose_work(text, trigger, after, limit) or next(
        (
            m
            for m in after
            if led_by(text, m) == "by" and not is_handed(scene, trigger, m) and _is_its_by(scene, trigger, m)
        ),
        None,
    )
    before = [m for m in before if not trigger.passive or led_by(text, m) != "by"]
    robbed = _robbed(text, scene, trigger, after, limit)
    is_of_a_thing = trigger.passive and _is_done_to_a_thing(scene, trigger, before)
    if robbed is not None or is_of_a_thing or _runs_into(scene, trigger):
        return Parts(by, robbed)
    if trigger.passive or (trigger.is_noun and by is not None):
        aimed = [m for m in [*after, *before] if m is not by and led_by(text, m) in _AIMED and not trigger.passive]
        return Parts(by, next(iter(aimed), nearest_free(text, before)))
    if trigger.kind == "sanction" and trigger.is_noun and (own := _whose(scene, parties, trigger)) is not None:
        return Parts(own, nearest_free(text, [m for m in before if m is not own]))
    if (two := _between_two(text, trigger, parties, after)) is not None:
        return two
    if trigger.kind == "sanction" and (given := _given_up(scene, trigger)) is not None:
        inside = [m for m in parties if given[0] <= m.quote.start and m.quote.end <= given[1]]
        behind = [m for m in after if m.quote.start >= given[1] and led_by(text, m) in _GIVEN_TO]
        giver = next(iter(inside), nearest_free(text, before))
        lost = next(iter(behind), None) or nearest_free(text, [m for m in parties if m.quote.end <= position])
        return Parts(giver, lost if lost is not giver else None)
    received = _received_at(scene, trigger) if trigger.kind == "aid" else None
    if received is not None:
        told = [m for m in before if m.quote.end <= received]
        helped = next((m for m in told if not led_by(text, m)), next(iter(told), None))
        givers = [m for m in parties if m.quote.start >= received and m.quote != (helped and helped.quote)]
        return Parts(next(iter(givers), None), helped)
    weapon = _weapon_as_subject(text, scene, position)
    agent = _owner(text, scene, parties, weapon, speaker) if weapon is not None else nearest_free(text, before)
    struck = _other_than(agent, after)
    beside = [m for m in before if led_by(text, m) not in _BESIDE and ";" not in text[m.quote.end : position]]
    is_told = weapon is not None or trigger.kind in EITHER_WAY or (trigger.kind in _DEEDS and not trigger.is_noun)
    return Parts(agent, struck if is_told else struck or _other_than(agent, beside))


_AND_THE: Final = re.compile(r"\sand\s(?:the\s)?\Z")
_ASIDE_BY: Final = re.compile(r"(?:\s\([^()]{2,20}\))?,\s\w+ed\sby\s")
""" "fighting between the army, backed by militias, and the Front"."""
_RESEMBLES: Final = re.compile(
    r"\b(?:bears?|bore|has|had|have|carr\w+)\s(?:all\s)?(?:the\s)?(?:hallmarks?|marks?|signs?)\sof\b", re.I
)
"""Behind an attack, before whose work it looks like."""
_OF_DOING: Final = re.compile(
    r"\bof\s(?:\w+ing|being|an?|the)\s|\band\s(?:called|urged|asked|vowed|demanded|ordered)\b", re.I
)
"""Behind whom somebody accuses stands of what: "accused the capital of arming the group"."""


_OF_A_DEED: Final = re.compile(
    r"\b(?:killing|murder|massacre|death|attack|strike|bombing|shelling|abduction|kidnapping|detention|arrest|execution|assassination"
    r"|treatment|torture|persecution|beating|shooting|slaughter)s?\s(?:of|on|against)\s[^,;]*\Z",
    re.I,
)
"""Behind who condemns, before those to whom it was done: "condemned the killing of nine men"."""
_WORK_OF: Final = re.compile(
    r"\A[^,;.]*\b(?:is|are|was|were|been|be)\s(?:\w+ly\s)?the\swork\sof\s(?:the\s|an?\s)?\Z", re.I
)


def _whose_work(text: str, trigger: Trigger, after: Sequence[Mention], limit: int) -> Mention | None:
    """Who did what a noun names by the words behind it: "the killings were the work of the Front"."""
    if not trigger.is_noun:
        return None
    return next((m for m in after if _WORK_OF.search(text[limit : m.quote.start])), None)


def _end_of_fronted(scene: Scene, trigger: Trigger) -> int | None:
    """Where the clause ends that opens a sentence and holds the event: "When generals seized power, the force had …"."""
    tagged = scene.sentence.tagged
    if trigger.at <= 0 or tagged[0].token.lower not in _FRONTED:
        return None
    return next((e.token.start for e in tagged[trigger.at + 1 :] if e.token.text == ","), None)


_FRONTED: Final = frozenset("when after while before since as although because".split())


def _is_subject(scene: Scene, mention: Mention) -> bool:
    """Whether a verb of its own follows somebody: "after the explosion the attackers fired"."""
    behind = next((e for e in scene.sentence.tagged if e.token.start >= mention.quote.end), None)
    if behind is None or behind.tag not in ACTS:
        return False
    return behind.verb is None or behind.verb.form not in {"gerund", "participle"}


def _robbed(text: str, scene: Scene, trigger: Trigger, after: Sequence[Mention], limit: int) -> Mention | None:
    """From whom something was taken: "the rockets, which it said had been captured from the army"."""
    verb = scene.sentence.tagged[trigger.at].verb if trigger.passive else None
    if verb is None or verb.base not in {"capture", "seize", "take", "steal", "loot"}:
        return None
    return next((m for m in after if m.quote.start - limit < _NEXT and led_by(text, m) == "from"), None)


_NEXT: Final = 12
"""Code points between "captured" and those from whom."""


def _runs_into(scene: Scene, trigger: Trigger) -> bool:
    """Whether somebody comes to harm by what he hits, and so harms nobody: "the convoy hit a mine"."""
    verb = scene.sentence.tagged[trigger.at].verb if trigger.at >= 0 else None
    behind = next((p for p in scene.sentence.phrases if p.start == trigger.at + 1), None)
    if verb is None or trigger.passive or verb.base not in {"hit", "strike"} or behind is None:
        return False
    return scene.sentence.tagged[behind.head].token.lower.removesuffix("s") in _LAID


_LAID: Final = frozenset("mine landmine device ied explosive bomb".split())


def _is_its_by(scene: Scene, trigger: Trigger, mention: Mention) -> bool:
    """Whether "by" hangs on the word for the event: "was dissolved after a war with a faction led by Kasso" has none.

    On that of "a ceasefire in the south brokered by Norway" it does: nothing but an agreement is brokered.
    """
    if not trigger.is_noun and not trigger.passive:
        return True
    tagged = scene.sentence.tagged
    between = [k for k in range(trigger.at + 1, len(tagged)) if tagged[k].token.start < mention.quote.start]
    if trigger.is_noun and any(tagged[k].token.text in _OPENS for k in between):
        return False  # "called reports of a massacre “inventions by hostile media”"
    verbs = [k for k in between if tagged[k].tag == "verb"]
    if not verbs:
        return True
    last = tagged[verbs[-1]].verb
    if trigger.is_noun:
        is_made = last is None or last.base in MAKES or (trigger.kind in _TALKS and last.base in _BROKERS)
        return is_made or tagged[verbs[-1] - 1].tag == "aux"
    return tagged[verbs[-1] - 1].tag in {"conj", "mark", "adv"}


_OPENS: Final = frozenset("“«")
_TALKS: Final = frozenset({"agree", "consult"})
_BROKERS: Final = frozenset(
    "broker mediate sponsor negotiate announce sign reach host declare propose facilitate guarantee convene".split()
)
"""What is done to talks and agreements by those who make them."""


def _behind(text: str, scene: Scene, trigger: Trigger, parties: Sequence[Mention], limit: int) -> list[Mention]:
    """The parties behind the word for an event, from ``limit`` on, that can take part in it."""
    position = scene.sentence.offset(trigger.at) if trigger.at >= 0 else scene.sentence.start
    after = [m for m in parties if m.quote.start >= limit and (_accuses(text, trigger, m) or not tells(scene, m))]
    fronted = _end_of_fronted(scene, trigger)
    after = [m for m in after if fronted is None or m.quote.start < fronted]
    after = [m for m in after if led_by(text, m) not in WHEN and not _is_on_its_side(text, scene, trigger, m)]
    after = [m for m in after if not _NEXT_CLAUSE.search(text, limit, m.quote.start)]
    after = [m for m in after if not is_beyond(scene, trigger, m)]
    after = [m for m in after if scene.is_inserted(m.quote.start) or not scene.is_inserted(position)]
    if trigger.is_noun and not any(led_by(text, m) == "between" for m in after):
        after = [m for m in after if led_by(text, m) or not _is_subject(scene, m)]
        after = [m for m in after if not _RESEMBLES.search(text, limit, m.quote.start)]
    if trigger.kind == "accuse" and not trigger.is_noun:
        after = [m for m in after if not _OF_DOING.search(text, limit, m.quote.start)]
        after = [m for m in after if not _OF_A_DEED.search(text, limit, m.quote.start)]
    return after


def _accuses(text: str, trigger: Trigger, mention: Mention) -> bool:
    """Whether whoever says it does so by that: "was accused by the experts of arming the group"."""
    return trigger.kind == "accuse" and trigger.passive and led_by(text, mention) == "by"


def _at(parties: Sequence[Mention], position: int) -> Mention | None:
    """The party whose words hold a place: "the demonstrators"."""
    return next((m for m in parties if m.quote.covers(position)), None)


_NEXT_CLAUSE: Final = re.compile(
    r";|,\sand\son\s|\b(?:before|after|until|since|while|when)\s(?:he|she|it|they)\s|,\s(?:if|unless|when|while|where|whereas|although|though|because|contrary\sto|despite|unlike|according\sto|contradicting|\w+ing\sthat)\s",
    re.I,
)
"""Before whoever something else is told of: "fought for the army until May, when its commander left"."""


def _whose(scene: Scene, parties: Sequence[Mention], trigger: Trigger) -> Mention | None:
    """Whose it is by the words before it in its phrase: "US sanctions"."""
    phrase = next((p for p in scene.sentence.phrases if p.start <= trigger.at < p.end), None)
    if phrase is None:
        return None
    start, end = scene.sentence.offset(phrase.start), scene.sentence.offset(trigger.at)
    return next((m for m in parties if start <= m.quote.start and m.quote.end <= end), None)


def _is_on_its_side(text: str, scene: Scene, trigger: Trigger, mention: Mention) -> bool:
    """Whether somebody behind a fight is a friend of who fights: "fought alongside the army", "fought for the Guard"."""
    led = led_by(text, mention)
    verb = scene.sentence.tagged[trigger.at].verb if trigger.at >= 0 else None
    fights = scene.sentence.tagged[trigger.at].token.lower == "fighting" or (
        verb is not None and verb.base in {"fight", "battle"}
    )
    return led == "alongside" or (led in {"for", "with", "in"} and fights)


def _who_can(text: str, scene: Scene, position: int) -> list[Mention]:
    """Who can take part in what is told at a place: no place, no hearer, nobody in a label or in other brackets."""
    parties = [
        m for m in possible_parties(text, scene.mentions) if m.kind != "location" or led_by(text, m) not in _WHERE
    ]
    parties = [m for m in parties if not is_home(text, m)]
    parties = [m for m in parties if not hears(scene, m) and not is_label(text, scene, m)]
    parties = [m for m in parties if not any(_is_in_name_of(m, other) for other in parties)]
    return [m for m in parties if not is_bracketed(text, scene, m, position)]


def _is_in_name_of(mention: Mention, other: Mention) -> bool:
    """Whether somebody is named only in the words for somebody else: "Kasso's forces", "an Afghan-led force"."""
    return other.quote.holds(mention.quote) and other.quote != mention.quote and mention.actor != other.actor


def _between_two(text: str, trigger: Trigger, parties: Sequence[Mention], after: Sequence[Mention]) -> Parts | None:
    """Both sides of "clashes between the Front and the Guard"."""
    first = next((m for m in after if led_by(text, m) == "between"), None)
    if first is None or not trigger.is_noun or trigger.kind not in EITHER_WAY:
        return None
    other = next(
        (m for m in after if m.quote.start > first.quote.end and _AND_THE.search(text, 0, m.quote.start)), None
    )
    if other is not None and _ASIDE_BY.match(text, first.quote.end):
        return Parts(first, other)
    mates = next((one for one in lists_of(text, parties) if first in one), [first])
    return Parts(first, mates[-1] if mates[-1] is not first else None)


def beside(text: str, scene: Scene, parts: Parts) -> tuple[list[Mention], list[Mention]]:
    """Who else did it, and to whom else it was done: those in a list with the agent, and with the target."""
    lists = lists_of(text, possible_parties(text, scene.mentions))
    if any(parts.agent in one and parts.target in one for one in lists):
        return [], []
    agents, targets = (
        next(([m for m in one if m is not end] for one in lists if end is not None and end in one), [])
        for end in (parts.agent, parts.target)
    )
    agent = parts.agent
    if agent is not None:
        behind = [m for m in possible_parties(text, scene.mentions) if m.quote.start >= agent.quote.end]
        agents = [*agents, *(m for m in behind if led_by(text, m) == "alongside" and m.kind != "person")]
    return agents, targets


def _given_up(scene: Scene, trigger: Trigger) -> tuple[int, int] | None:
    """The aid that somebody stops: "the suspension of the kingdom's support", "the end of Northern aid"."""
    sentence = scene.sentence
    phrase = next((p for p in sentence.phrases if p.start == trigger.at + 2), None)
    if not trigger.is_noun or phrase is None or sentence.tagged[trigger.at + 1].token.lower != "of":
        return None
    if sentence.tagged[phrase.head].token.lower not in _AID:
        return None
    return sentence.offset(phrase.start), sentence.limit(phrase.end)


def _received_at(scene: Scene, trigger: Trigger) -> int | None:
    """Where aid is received or benefited from: who is told of before is the one who is helped."""
    near = scene.sentence.tagged[max(0, trigger.at - _RECEIVE_WITHIN) : trigger.at + 1]
    return next((entry.token.end for entry in near if entry.token.lower in _RECEIVE), None)


def _weapon_as_subject(text: str, scene: Scene, position: int) -> Mention | None:
    """ "The group's rockets hit the town": what struck stands where elsewhere stands who struck."""
    weapon = next((m for m in reversed(scene.mentions) if m.kind in _ARMS and m.quote.end <= position), None)
    if (
        weapon is None
        or led_by(text, weapon) not in _OPENS_CLAUSE
        or len(text[weapon.quote.end : position].split()) > _NEAR_WORDS
    ):
        return None
    return weapon


_OPENS_CLAUSE: Final = frozenset({"", "after", "before", "since", "until", "as"})
"""Before a weapon that is a subject: "left hours after a missile struck"."""


def _owner(
    text: str, scene: Scene, parties: Sequence[Mention], weapon: Mention, speaker: Mention | None
) -> Mention | None:
    """The party in the words of ``weapon``, or in the genitive before them; or whose "its rockets" are."""
    start, end = weapon.quote.start, weapon.quote.end
    inside = [m for m in parties if start <= m.quote.start and m.quote.end <= end]
    before = [
        m for m in parties if m.quote.end <= start and text[m.quote.end : start].strip() in {"'s", "’s", "'", "’"}
    ]
    named = next(iter([*inside, *before]), None)
    if named is not None or _ITS.search(text, max(scene.sentence.start, start - 6), end) is None:
        return named
    claim = scene.claim_at(start, start + 1)
    opens = claim.quote.start if claim is not None and speaker is not None else scene.sentence.start
    bodies = [m for m in parties if opens <= m.quote.start and m.quote.end <= start]
    bodies = [m for m in [*bodies, *([speaker] if speaker is not None else [])] if m.kind == "organisation"]
    return bodies[0] if len({m.actor for m in bodies}) == 1 else None


_ITS: Final = re.compile(r"\b(?:its|their)\s", re.I)
"""Of the body that speaks or is named before in what it says; of two nothing tells which."""


def _is_among_victims(text: str, mention: Mention) -> bool:
    """Whether a mention only tells who was among those to whom it was done: "nine people, among them two nurses"."""
    return _AMONG_THEM.search(text, max(0, mention.quote.start - 60), mention.quote.start) is not None


_AMONG_THEM: Final = re.compile(
    r"\b(?:among\sthem|including|(?:most|some|many|\w+)\sof\sthem)\s(?:[\w-]+\s){0,5}\Z", re.I
)


def _is_counted_object(scene: Scene, trigger: Trigger) -> bool:
    """Whether a number of wounded is what a verb before them has as object: "its teams received 27 wounded"."""
    before = [entry.tag for entry in scene.sentence.tagged[max(0, trigger.at - 2) : trigger.at]]
    return before == ["verb", "num"]


def _is_done_to_a_thing(scene: Scene, trigger: Trigger, before: Sequence[Mention]) -> bool:
    """Whether what stands right before a passive is no party: "in which the time stamp was cut off"."""
    tagged, at = scene.sentence.tagged, trigger.at
    if _is_counted_object(scene, trigger):
        return True
    while at > 0 and tagged[at - 1].tag in {"aux", "modal", "adv", "to"}:
        at -= 1
    subject = next((p for p in scene.sentence.phrases if p.end == at), None)
    if subject is None or tagged[subject.head].tag != "noun":
        return False
    if at == trigger.at:  # "the number of farmers killed"
        first, last = scene.sentence.offset(subject.start), scene.sentence.limit(subject.end)
        is_counted = subject.start > 0 and tagged[subject.start - 1].token.lower == "of"
        return is_counted and not any(m.quote.start < last and first < m.quote.end for m in before)
    start, end = scene.sentence.offset(subject.start), scene.sentence.limit(subject.end)
    led = tagged[subject.start - 1].tag if subject.start else "mark"
    return led not in {"prep", "to"} and not any(m.quote.start < end and start < m.quote.end for m in before)


def _of_main_clause(scene: Scene, trigger: Trigger, before: list[Mention]) -> list[Mention]:
    """The parties that can be the subject of a form with -ing behind a comma or "and": those before the main verb.

    Of "the militia attacked the village, killing nine, and burning huts" that is the militia, not the nine.
    """
    tagged = scene.sentence.tagged
    verb = tagged[trigger.at].verb if trigger.at > 0 else None
    if trigger.is_noun or verb is None or verb.form != "gerund":
        return before
    link = trigger.at - 1 - (tagged[trigger.at - 1].tag == "adv")
    if tagged[link].tag not in {"mark", "conj"}:
        return before
    position = scene.sentence.offset(trigger.at)
    claim = scene.claim_at(position, position + 1)
    opens = claim.quote.start if claim is not None and claim.quote.covers(position) else 0
    verbs = (k for k in range(link) if tagged[k].tag in ACTS)
    main = next((k for k in verbs if tagged[k].token.start >= opens), None)
    free = [m for m in before if main is not None and m.quote.end <= tagged[main].token.start]
    return free or before


def _other_than(agent: Mention | None, mentions: Sequence[Mention]) -> Mention | None:
    """The first mention that is not the agent, nor named in the words for it: "the group's media office"."""
    return next(
        (m for m in mentions if agent is None or m.quote.end <= agent.quote.start or agent.quote.end <= m.quote.start),
        None,
    )
