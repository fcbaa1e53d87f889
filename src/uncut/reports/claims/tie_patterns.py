# ruff: noqa: E501  patterns and word lists stay on one line each
"""The words between two actors that name a tie, as patterns, each with how sure it is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from uncut.model.report import TieKind


class Pattern(NamedTuple):
    """Words between two actors; ``forward`` where the tie runs from the first one."""

    kind: TieKind
    forward: bool
    pattern: re.Pattern[str]
    confidence: float


def _rule(kind: TieKind, direction: str, pattern: str, confidence: float = 0.7) -> Pattern:
    return Pattern(kind, direction == ">", re.compile(pattern, re.I), confidence)


ARMS: Final = (
    r"(?:weapons?|weaponry|arms|rifles?|(?:machine\s)?guns?|howitzers?|artillery|mortars?|rockets?|missiles?|shells|grenades?|launchers?|ammunition|munitions?|bombs?"
    r"|explosives|tanks?|armou?red\s\w+|drones?|aircraft|helicopters?|jets?|planes?|vehicles|equipment|uniforms)"
)
"""What is supplied to those who fight."""
_MID = r"(?:(?!(?:and|or|but|following|after|before|despite|amid|since|until|during)\s)[\w'’“”\"-]+\s){0,4}?"
_BY = r"\s(?:from\s[\w\s-]{2,30}?\s)?by\b"
"""Behind "headed" of whom somebody else leads, also from elsewhere."""
_NO_WORDS = r"(?!(?:letters?|messages?|calls?|repl(?:y|ies)|answers?|reports?|information|word|news|threats?|questions?|visits?|orders?|warnings?|complaints?)\s)"
"""What is had from somebody and helps nobody."""
_RULES: Final[tuple[Pattern, ...]] = (
    _rule(
        "renamed_to",
        ">",
        r"\b(?:chang(?:ed|ing)\s(?:its|their)\sname\sto|re-?named(?:\s(?:itself|themselves|as|to))?|rebranded\s(?:itself\s|themselves\s)?(?:as|to)|now\s(?:called|known\sas)|became\sknown\sas)\s(?:the\s)?$",
        0.85,
    ),
    _rule(
        "renamed_to",
        "<",
        r"\b(?:formerly|previously)\s(?:known\sas|called|named)\s(?:the\s)?$|,\sformerly\s(?:the\s)?$",
        0.8,
    ),
    _rule(
        "same_as",
        ">",
        r"^\s?\(?,?\s?(?:also\s(?:known|called)\s(?:as|by)|aka|a\.k\.a\.|otherwise\sknown\sas|or|better\sknown\sas)\s(?:the\s)?[“\"']?$",
        0.75,
    ),
    _rule(
        "split_from",
        ">",
        rf"\b(?:split|broke\s(?:away|off)|defected|seceded|separated)\s(?:away\s|off\s)?from\s{_MID}$",
        0.8,
    ),
    _rule(
        "allied_with",
        ">",
        r"\b(?:left|quit|ended|broke|abandoned|dissolved|withdrew\sfrom|pulled\sout\sof|terminated|cut)\s(?:the|its|their|an?)\s(?:[\w-]+\s)?(?:alliance|pact|coalition|partnership)\swith\s(?:the\s)?$",
        0.75,
    ),
    _rule(
        "split_from",
        ">",
        r"^(?:,\s(?:an?|the|its|one)\s[^,;.]{2,60})?,?\s(?:(?:has|had|have|later|then|also|eventually|finally|soon|again)\s){0,2}(?:left|quit|deserted|abandoned|withdrew\sfrom|pulled\sout\sof|walked\sout\sof|broke\swith)\s(?:the\s)?$",
        0.7,
    ),
    _rule(
        "merged_into",
        ">",
        rf"\b(?:merged\s(?:in)?to|was\s(?:absorbed|incorporated)\s(?:in)?to|dissolved\sinto|merged\swith)\s{_MID}$",
        0.8,
    ),
    _rule(
        "leads",
        "<",
        r"^(?:['’]s?)?\s(?:[\w-]+\s){0,2}?(?:leader|commander|chief|head|president|prime\sminister|emir|founder|chairman|director|king|ruler|spokesman)(?:,|\s)?\s?(?:(?-i:[A-Z])[\w.]+\s){0,3}?$",
        0.7,
    ),
    _rule(
        "leads",
        ">",
        rf"^,?\s?(?:who\s)?(?:is\s|was\s|as\s|has\sbeen\s)?(?:the\s|a\s|an\s)?(?:[\w-]+\s){{0,3}}?(?:leader|commander|chief|head|president|prime\sminister|emir|founder|chairman|director|minister|secretary)\s(?:of|for)\s{_MID}$",
        0.75,
    ),
    _rule(
        "leads",
        ">",
        r"^,\s(?:the\s|a\s|an\s)?(?:[\w-]+\s){0,2}?(?:leader|commander|chief|head|president|director|chairman|founder),\s(?:the\s)?$",
        0.75,
    ),
    _rule(
        "leads",
        ">",
        r"^\s(?:now\s|currently\s|once\s)?(?:leads|led|commands|commanded|heads|headed|chairs|chaired)\s(?:the\s)?$",
        0.7,
    ),
    _rule(
        "leads",
        ">",
        rf"\b(?:leads|led(?!{_BY})|(?:will|to|would|shall|can|may)\slead|commands|commanded(?!{_BY})|heads|headed(?!{_BY})|rules|ruled(?!{_BY})|chairs|chaired|runs)\s(?:the\s)?{_MID}$",
        0.55,
    ),
    _rule(
        "leads",
        "<",
        rf"\b(?:led|commanded|headed|ruled|chaired|under\sthe\s(?:command|leadership)\sof)\s(?:from\s(?:[\w-]+\s){{1,3}}?by\s|by\s)?{_MID}$",
        0.75,
    ),
    _rule(
        "leads",
        "<",
        rf"\b(?:co-)?(?:founded|established|created|set\sup|started)\s(?:in\s\d{{4}}\s)?by\s{_MID}$",
        0.65,
    ),
    _rule("leads", ">", r"^,?\s(?:who\s)?(?:has\s|had\s)?(?:co-)?founded\s(?:the\s)?$", 0.65),
    _rule(
        "part_of",
        "<",
        r"^(?:['’]s?)\s(?:[\w-]+\s){0,2}?(?:branch|wing|affiliate|arm|offshoot|franchise|unit|division|member|fighter|fighters|members)(?:\s(?:in|of)\s[\w\s-]{2,20}?)?,?\s(?:the\s|called\s)?$",
        0.75,
    ),
    _rule(
        "part_of",
        ">",
        rf"\b(?:(?:is|was|are|were|became|remains)\s)?(?:an?\s|the\s|one\sof\sthe\s)?(?:[\w-]+\s){{0,3}}?(?:member|members|part|branch|wing|affiliate|offshoot|subsidiary|arm|unit|division|component|faction|fighters?|soldiers?)\s(?:of|from|within)\s(?:the\s)?{_MID}$",
        0.65,
    ),
    _rule(
        "part_of",
        ">",
        rf"\b(?:belongs?|belonged|belonging)\sto\s{_MID}$|\b(?:joined|joins|joining|enlisted\sin|(?:will|to|would|may|can)\sjoin|affiliated\s(?:with|to)|pledged\sallegiance\sto|swore\sallegiance\sto)\s{_MID}$",
        0.7,
    ),
    _rule(
        "part_of",
        ">",
        r"\b(?:was|is|were|are|became|remains)\sone\sof\s(?:the\s(?:(?!all(?:y|ies)\b|of\b)[\w-]+\s){0,3}?)?$",
        0.75,
    ),
    _rule(
        "part_of",
        "<",
        r"\b(?:made\sup(?:\sin\spart)?|compos(?:ed|ing)|consist(?:s|ed|ing)?|form(?:ed)?)\s(?:\w+\s)?(?:of|by)\s(?:the\s|a\s(?:mix|number)\sof\s)?$",
        0.65,
    ),
    _rule(
        "part_of",
        ">",
        rf"\b(?:assigned\sto|attached\sto|serv(?:es|ed|ing)\s(?:in|with)|enrolled\sin|(?:as\s)?part\sof|represent(?:s|ed|ing)|works?\sfor|working\sfor|employed\sby)\s(?:the\s)?{_MID}$",
        0.65,
    ),
    _rule("part_of", "<", r"^,?\srepresented\sby\s(?:(?:the|its|their|an?)\s)?$", 0.65),
    _rule("part_of", ">", r"^,?\s(?:deployed|visiting|drawn|recruited|seconded)\sfrom\s(?:the\s)?$", 0.65),
    _rule("part_of", ">", r"^\s(?:of|from|within)\s(?:the\s)?$", 0.4),
    _rule(
        "supplies",
        "<",
        rf"\b(?:received|receives|receiving|obtained|acquired|got|bought)\s(?:[\w.,'’-]+\s){{0,5}}?{ARMS}\s(?:[\w'’-]+\s){{0,3}}?(?:from|through|via|under)\s{_MID}$",
        0.85,
    ),
    _rule(
        "supplies",
        ">",
        rf"\b(?:suppl(?:ied|ies|ying)|armed|arms|equipped|equips|delivered|sent|sold|provided|shipped)\s(?:[\w.,'’-]+\s){{0,5}}?(?:weapons?|arms|rockets|missiles|ammunition|munitions|equipment|tanks|drones|aircraft|vehicles|jets)\s(?:[\w'’-]+\s){{0,2}}?(?:to|for)\s{_MID}$",
        0.85,
    ),
    _rule("supplies", ">", r"\b(?:arm(?:s|ed|ing)|equip(?:s|ped|ping)|suppl(?:ies|ied|ying))\s(?:the\s)?$", 0.6),
    _rule("supplies", "<", rf"\b(?:armed|equipped|supplied|provided)\s(?:with\s(?:[\w-]+\s){{1,4}}?)?by\s{_MID}$", 0.8),
    _rule(
        "supports",
        "<",
        rf"\b(?:backed|supported|funded|financed|trained|sponsored|assisted|aided)\sby\s{_MID}$|\b(?:benefit(?:ed|s)?|received?|receiving)\s(?:{_NO_WORDS}[\w-]+\s){{0,2}}?(?:from|support\sfrom|aid\sfrom|funding\sfrom|training\sfrom|backing\sfrom|money\sfrom)\s{_MID}$",
        0.75,
    ),
    _rule("supports", ">", r"^-(?:backed|supported|funded|trained|sponsored|led|aligned)\s(?:[\w-]+\s){0,2}?$", 0.85),
    _rule(
        "supports",
        ">",
        rf"\b(?:backs|backed|supports|supported|supporting|funds|funded|finances|financed|trains|trained|sponsors|sponsored|endorsed|assisted|stands?\sby|stands?\swith|stood\sby|helps|helped|in\ssupport\sof|supports?\s(?:given\s)?(?:of|for|to))\s(?:the\s)?{_MID}$",
        0.55,
    ),
    _rule(
        "supports",
        ">",
        r"\b(?:pays|paid|paying)\s(?!an?\svisit|tribute|attention|respects)(?:the\s)?(?:(?:salaries|wages)\sof\s(?:the\s)?)?(?:(?:fighters|members|men)\sof\s(?:the\s)?)?$",
        0.7,
    ),
    _rule("supports", ">", rf"^,?\s?supporters?\sof\s{_MID}$", 0.6),
    _rule(
        "allied_with",
        ">",
        rf"\b(?:allied\s(?:with|to)|(?:an?\s|close\s|main\s|key\s|the\s)*all(?:y|ies)\sof|alongside|in\salliance\swith|partners?\s(?:of|with)|partnered\swith|work(?:ing|ed|s)?\s(?:closely\s)?(?:with|together\swith)|fought\salongside|side\sby\sside\swith|stands\s(?:together\s)?with|cooperat(?:es|ed|ing)\swith|linked\sto|(?:close|strong|deep|special|warm|friendly|good)\s(?:ties|links|relations(?:hips?)?)[”\"’']?\s(?:to|with)|joint(?:ly)?\swith|together\swith)\s{_MID}$",
        0.65,
    ),
    _rule("allied_with", ">", r"^['’]?s?\s(?:[\w-]+\s){0,2}?(?:ally|allies|partners?),?\s$", 0.6),
    _rule(
        "opposes",
        ">",
        rf"\b(?:fight(?:s|ing)?|fought|battl(?:es|ed|ing)|combat(?:s|ed|ting)?|war|campaign|offensive|strikes?|airstrikes?|attacks?|operations?|raids?|action|struggle|mission|efforts?)\s(?:[\w-]+\s){{0,3}}?against\s(?:the\s)?{_MID}$",
        0.75,
    ),
    _rule(
        "opposes",
        ">",
        rf"\b(?:fight(?:s|ing)?|fought|battl(?:es|ed|ing)|combat(?:s|ing)?|defeat(?:s|ed|ing)?|destroy(?:s|ed|ing)?|attack(?:s|ed|ing)?|bomb(?:s|ed|ing)?|target(?:s|ed|ing)?|kill(?:s|ed|ing)?|struck|strik(?:es?|ing)|counter(?:s|ing)?|degrad(?:e|es|ed|ing)|oppos(?:e|es|ed|ing)|clash(?:es|ed|ing)?\swith|fir(?:es|ed|ing)\s(?:[\w-]+\s){{0,3}}?(?:on|at|upon|into)|open(?:s|ed|ing)\sfire\s(?:on|at)|condemn(?:s|ed)?|liberat(?:e|ed|ing)\s[\w\s]{{2,20}}\sfrom|retak(?:e|ing)\s[\w\s]{{2,20}}\sfrom|expel(?:s|led)?|eliminat(?:e|ed|ing)|captur(?:ed|ing)|detain(?:ed|ing)|arrest(?:ed|ing)|accus(?:ed|es)|massacred|shelled|raided|besieged|against)\s(?:the\s)?{_MID}$",
        0.6,
    ),
    _rule(
        "opposes",
        ">",
        rf"\b(?:attacks?|assaults?|offensives?|raids?|strikes?|airstrikes?|air\sstrikes?|bombardment|bombing|shelling|siege|war|crackdown)\s(?:on|of)\s(?:the\s)?{_MID}$",
        0.65,
    ),
    _rule(
        "opposes",
        ">",
        rf"\b(?:captur(?:ed|ing)|seiz(?:ed|ing)|t(?:ake|aken|aking|ook)|retook|retak(?:en|ing)|recaptur(?:ed|ing)|wrest(?:ed|ing)|driv(?:en|ing)|drove|push(?:ed|ing)|clear(?:ed|ing)|won|reclaim(?:ed|ing)|free[ds]?|liberat(?:ed|ing))\s(?:[\w'’-]+\s){{1,6}}?from\s(?:the\s)?{_MID}$",
        0.65,
    ),
    _rule(
        "opposes",
        ">",
        rf"\b(?:opposed\sto|hostile\sto|at\swar\swith|in\sconflict\swith|rebell?(?:ed|ing)\sagainst|(?:an?\s)?(?:uprising|rebellion|revolt|insurgency|protests?|resistance)\sagainst|drove\sout|push(?:ed|ing)\s(?:back|out)|oust(?:ed|ing)?|overthr[eo]w(?:n|ing)?|repel(?:led|ling)?|confront(?:s|ed|ing)?)\s(?:the\s)?{_MID}$",
        0.65,
    ),
    _rule(
        "opposes",
        "<",
        rf"\b(?:attacked|bombed|targeted|killed|besieged|shelled|massacred|condemned|defeated|captured|detained|struck|hit|driven\sout|ousted|expelled|overthrown|repelled|opposed)\sby\s{_MID}$",
        0.65,
    ),
    _rule(
        "met",
        ">",
        rf"\b(?:met|meets|meeting|spoke|speaks|speaking|talk(?:s|ed)?|meet|speak|conferred|negotiat(?:es?|ed|ing)|consulted|discussions?|discussed|conversation|call)\s(?:[\w-]+\s){{0,3}}?(?:with|to)\s(?:the\s)?{_MID}$",
        0.75,
    ),
    _rule(
        "met",
        ">",
        rf"\b(?:met|meet|visit(?:s|ed|ing)?|telephon(?:es|ed)|phoned|greet(?:s|ed|ing)|receiv(?:ed|es)|welcom(?:ed|es)|host(?:s|ed|ing)?|congratulat(?:es|ed|ing)|brief(?:s|ed|ing)|updated|informed|wrote\sto|called|thanked|thanks?|urge[sd]?|lobbied)\s(?:the\s)?{_MID}$",
        0.55,
    ),
    _rule(
        "met",
        ">",
        rf"\b(?:held|hold|holds|holding|had|have|having|began|begun|begin|resum(?:e|ed))\s(?:[\w-]+\s){{0,3}}?(?:talks|meetings?|negotiations|discussions|consultations|phone\scall)\swith\s(?:the\s)?{_MID}$|\bin\s(?:touch|contact)\swith\s(?:the\s)?{_MID}$|\b(?:consult|consults|consulted|consulting)\swith\s(?:the\s)?{_MID}$|\b(?:agreement|deal|accord|truce|ceasefire)\swith\s(?:the\s)?{_MID}$",
        0.7,
    ),
    _rule("located_in", ">", rf"\b(?:based|headquartered|located|stationed)\s(?:in|at)\s(?:the\s)?{_MID}$", 0.6),
)


@lru_cache(maxsize=4096)
def pattern_for(middle: str) -> Pattern | None:
    """The first pattern whose words stand between two actors."""
    return next((rule for rule in _RULES if rule.pattern.search(middle)), None)


HELP_OF: Final = re.compile(
    r"\b(?:support|backing|assistance|funding|sponsorship|arming)\s(?:of|from|by)\s(?:the\s)?\Z", re.I
)
FOR_WHOM: Final = re.compile(r"\s(?:for|to)\s(?:the\s)?", re.I)
""" "the direct support of Rwanda for the movement"."""
