# ruff: noqa: E501  patterns and word lists stay on one line each
"""Words that make an attribution, beside the verbs: nouns of saying, circumstances, who can speak."""

from __future__ import annotations

from typing import Final

from uncut.reports.language.verbs import ATTITUDE, SAY, THINK, WANT
from uncut.reports.lexicon import MONTHS, WEEKDAYS, load_lists
from uncut.reports.mentions.world import (
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    LOCATION_NOUNS,
    PERSON_NOUNS,
    PLATFORM_NOUNS,
    VEHICLE_NOUNS,
    WEAPON_NOUNS,
)

_CUES: Final = load_lists("cues.txt")


def _links(section: str) -> dict[str, frozenset[str]]:
    return {words[0]: frozenset(words[1:]) for words in map(str.split, _CUES[section])}


ABOUT: Final = _links("about")
"""Verbs, and the prepositions behind which stands what they are about: "called for", "spoke out against"."""
ADJECTIVES: Final = _links("adjective")
"""States of mind, and the words that lead to what they are about."""
SEES_AS: Final = frozenset(_CUES["as"])
WITH_THAT: Final = frozenset(_CUES["that"])
"""Verbs behind which a clause is content only where "that" or a question word opens it."""
TELLS: Final = frozenset(_CUES["hearer"])
"""Verbs behind which the hearer may stand, never the source."""
MEASURES: Final = frozenset(_CUES["measure"])
NOUN_CUES: Final = {
    form: noun for noun in _CUES["noun"] for form in (noun, noun[:-1] + "ies" if noun.endswith("y") else noun + "s")
}
"""Nouns of saying, thinking and wanting, in both numbers."""
PASSIVE_UNNAMED: Final = frozenset(
    """say believe think report allege claim know consider rumour suspect expect estimate understand accuse suppose presume
    deem see hold fear hope describe call regard""".split()
)
NO_SUBJECTS: Final = frozenset({"it", "this", "that", "there", "which", "what"})
BODY_SAYS: Final = frozenset(
    """say announce add state confirm deny report warn believe acknowledge declare insist stress pledge vow reject
    claim allege maintain want hope plan intend seek decide refuse wish accuse blame condemn urge demand denounce""".split()
)
"""What "it" says or wants when it is a ministry or a party."""
PEOPLE_SAY: Final = frozenset(
    """say tell argue insist contend believe think claim allege deny announce vow pledge ask explain admit confess tweet
    joke recall reply respond accuse blame condemn denounce urge demand hope fear expect want complain boast testify
    add acknowledge retort quip lament worry wonder doubt assert declare""".split()
)
"""What only somebody can do, so that an unknown word before it names somebody."""
DETERMINED: Final = frozenset("some many those most few several both all each another others half".split())
AGENTIVE: Final = ("er", "or", "ist", "ian", "man", "woman", "people")
"""Endings of nouns that name somebody."""
SERVANTS: Final = frozenset(
    "aide adviser advisor assistant deputy ambassador envoy counsel secretary delegate representative heir".split()
)
"""Who is somebody's by "to": "an aide to the president"."""
FLOATING: Final = frozenset("both all each themselves himself herself itself".split())
"""Words that may stand between a subject and its verb."""
DAY_WORDS: Final = frozenset("last this next earlier late early later each every the".split())
TIMES: Final = (
    frozenset(WEEKDAYS)
    | frozenset(MONTHS)
    | frozenset("time week month year day night evening morning afternoon weekend yesterday today".split())
)
INFINITIVE: Final = WANT | frozenset(_CUES["infinitive"])
ESTIMATES: Final = frozenset({"put", "set", "place"})
"""Verbs of estimating where a number stands between them and "at"."""
CUE_VERBS: Final = (
    ESTIMATES | SAY | THINK | WANT | ATTITUDE | WITH_THAT | SEES_AS | MEASURES | INFINITIVE | frozenset(ABOUT)
)
"""Every verb that may be a cue in one frame or another."""
FORCEFUL: Final = frozenset("hammer blast bash defend assail savage skewer rip slam trash pan attack pound".split())
"""Verbs of judging that are verbs of war first."""
FORCES: Final = (
    PLATFORM_NOUNS
    | WEAPON_NOUNS
    | frozenset(
        """army forces force troops military militia militias navy rebels militants insurgents jihadists fighters soldiers gunmen
    brigade brigades battalion battalions regiment division guerrillas separatists marines airstrikes strikes""".split()
    )
)
"""Who makes war, rather than speeches."""
TARGETS: Final = (
    FORCES | LOCATION_NOUNS | VEHICLE_NOUNS | frozenset("gate front line lines land soil homeland convoy wall".split())
)
"""What war is made on."""
OBJECTS: Final = ATTITUDE | frozenset("want demand expect".split())
"""Verbs whose object is content."""
MEASURE_NOUNS: Final = frozenset(
    """plan bill idea ban proposal law move measure policy deal agreement resolution sanction intervention withdrawal decision
    effort call bid amendment reform change legislation candidacy approach strategy rule tax proposition initiative treaty
    pact ceasefire truce process solution settlement demand view notion cause concept system right use action act war
    strike campaign programme program legalisation legalization expansion increase cut limit regulation restriction""".split()
)
"""What is supported or opposed as a matter of opinion."""
BODIES: Final = (
    GROUP_NOUNS
    | LOCATION_NOUNS
    | frozenset(
        "government administration opposition coalition regiment community city position operation mission deployment".split()
    )
)
"""Nouns that end like a measure and name a body or a place."""
TAKES_CONTENT: Final = frozenset(
    """say show find announce report reveal state argue believe claim insist contend allege suggest indicate confirm warn note
    acknowledge demonstrate prove predict deny highlight detail explain describe""".split()
)
"""Verbs of saying behind which a noun phrase is content, whatever stands behind it."""
INDIRECT: Final = frozenset("whether if how why what when where who which".split())
LEAST_CONTENT: Final = 4
"""Words: fewer behind the cue are rather an object or a circumstance."""
OPENS: Final = frozenset({"det", "poss", "pron", "num", "adj", "noun", "name", "verb", "conj", "wh"})
NOT_FINITE: Final = frozenset({"gerund", "participle", "base"})
RELATIVES: Final = frozenset("which who whose where".split())
CONTRASTS: Final = frozenset("while whereas although though".split())
SUBORDINATES: Final = frozenset("while as after when although though since before because if where once until".split())
LEADS_IN: Final = frozenset(
    """speaking asked citing noting referring writing responding addressing answering as while when after before since although
    though if in on at during with by following despite because until like for unless without under once whether""".split()
)
"""Words that begin a circumstance at the head of a sentence, which is no statement."""


SPEAKERS: Final = (
    PERSON_NOUNS
    | GROUP_NOUNS
    | DOCUMENT_NOUNS
    | frozenset(
        """study survey poll research data analysis book source account testimony evidence investigation record figure
    investigator critic observer fan friend colleague organizer organiser aide insider strategist pundit columnist writer
    video footage photo photograph image recording tape clip picture transcript statistic map leak
    commentator lobbyist moderator editor host anchor executive manager owner voter american republican democrat
    conservative liberal supporter opponent rival guy lady mom dad parent family someone historian scientist economist
    activist attorney counsel clerk sheriff veteran reverend pastor rabbi prosecutor plaintiff defendant operative
    lawmaker legislator staffer campaign blog site website tweet post filing lawsuit complaint email memo message
    letter initiative resolution accord ruling law ad advert show page court council
    white black hispanic millennial senior local pundit
    others many some others rest majority percent quarter half third most few several all both""".split()
    )
)
UNTRUE: Final = frozenset(
    "false untrue baseless unfounded nonsense incorrect inaccurate wrong bogus fabricated groundless lie hoax".split()
)
"""What is not so, as a writer calls it."""
REPORTEDLY: Final = frozenset("reportedly allegedly supposedly purportedly".split())
"""By these somebody reports it whom the writer does not name."""
