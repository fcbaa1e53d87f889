# ruff: noqa: E501  patterns stay on one line each
"""What a sentence tells of the footage that it names: through whose hands it went, what it shows, what it hides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from uncut.model.report import Claim, FootageHand, Mention
from uncut.model.text import Quote, quote_at, quote_trimmed

HandRole = Literal["recorded", "released", "shared", "edited"]
_VERBS: dict[HandRole, str] = {
    "recorded": "recorded|recording|filmed|filming|shot|shooting|taken|took|taking|captured|capturing|made|making|produced|producing",
    "released": "released|releases|releasing|published|publishes|publishing|broadcast|broadcasting|aired|airing|issued|issuing|unveiled"
    "|screened|showed|leaked|leaking|put\\s+out|putting\\s+out",
    "shared": "shared|shares|sharing|posted|posts|posting|uploaded|uploads|uploading|circulated|circulates|circulating|distributed"
    "|distributing|tweeted|reposted|forwarded|spread|spreading",
    "edited": "edited|edits|editing|cut|cutting|shortened|trimmed|trimming|altered|altering|doctored|doctoring|manipulated|censored"
    "|cropped|blurred|blurring|redacted|re-?edited",
}
_BESIDE = re.compile(r"\b(?:close|linked|loyal|affiliated|sympathetic)\sto\s", re.I)
_ANY_VERB = "|".join(f"(?P<{role}>{words})" for role, words in _VERBS.items())
_ADVERBS = r"(?:(?:already|later|first|also|then|soon|just|once|widely|[a-z]+ly)\s+)*"
_BEHIND = re.compile(
    rf"(?:\s+(?:of|from|showing)\s[^.;!?\n]{{1,120}}?)?[\s,]*(?:(?:which|that)\s+)?(?:(?:has|have|had)\s+)?(?:(?:was|were|is|are|be|been|being)\s+)?{_ADVERBS}(?:{_ANY_VERB})\b"
    rf"(?:\s+and\s+(?:{'|'.join(_VERBS.values())}))?(?P<between>[^.;!?]{{0,60}}?)\bby\s+(?P<who>(?!\w+ing\b)\w[^,.;:!?\n()]{{0,80}})",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?P<negative>\b(?:not|never|n't|n’t)\s+)?\b(?:{_ANY_VERB})\s+(?:up\s+)?(?:(?:on\s+[\w\s]{{2,20}}?\s)?)$",
    re.IGNORECASE,
)
_STOPS = re.compile(
    r"(?<!\bclose)(?<!\blinked)(?<!\bloyal)(?<!\baffiliated)(?<!\bsympathetic)\s(?:purports?|purported|purporting|claims?|claimed|claiming|on|in|at|to|from|after|before|during|when|while|and|who|which|that|was|were|is|are|has|have|had|as|over|via|last|this|earlier|later|yesterday|shows?|showed|depicts?|captures?|appears?)\s.*$",
    re.IGNORECASE | re.DOTALL,
)
_SHOWS = re.compile(
    r"(?:[\s,]+(?:which|that))?[\s,]+(?:[a-z]+ly\s+|also\s+)?(?:(?:appears?|appeared|seems?|seemed|purports?|purported|purporting|claims?|claimed|claiming|is\s+said|was\s+said)\s+to\s+)?"
    r"(?:shows?|showed|shown|showing|depicts?|depicted|depicting|captures|captured(?!\s+by)|capturing|documents|documented|documenting|features|featured|featuring|reveals?|revealed|revealing|throwing\s+light\s+on|shedding\s+light\s+on)\s+(?:that\s+)?"
    r"(?P<what>[^.;!?\n]{3,300})",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+(?P<link>of|from)\s+(?P<what>[^.;,!?\n()]{3,160})", re.IGNORECASE)
_MAKERS = re.compile(
    r"(?:(?:the|a|an|our|several|some|two|local)\s)*(?:subscribers?|readers?|residents?|witness(?:es)?|activists?|journalists?|reporters?"
    r"|locals|users?|followers?|viewers?|soldiers?|fighters?|drones?|cameras?|phones?|telegram|social|youtube|twitter|facebook)\b",
    re.IGNORECASE,
)
"""Behind "video from" the one who made it or passed it on, where otherwise stands the place that it shows."""
_OF_END = re.compile(
    rf"\s(?:which|that|was|were|is|are|has|have|had|on\s+(?:their|its|his|her|the|a|social)\b|{_VERBS['released']}|{_VERBS['shared']})\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_HIDES = re.compile(
    r"(?:[\s,]+(?:which|that))?[\s,]+(?:[a-z]+ly\s+|also\s+)?(?:hides?|hid|hiding|omits?|omitted|omitting|removes|removed(?!\s+by)|removing|cuts?\s+out|cutting\s+out|leaves?\s+out|left\s+out|leaving\s+out|blurs|blurred\s+out|blurring|conceals?|concealed|concealing|covers(?:\s+up)?|covering(?:\s+up)?|lacks?|lacked|excludes?|excluded|does\s+not\s+show|did\s+not\s+show|do\s+not\s+show)\s+"
    r"(?P<what>[^.;!?\n]{2,200})",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\s+of\s+(?:the|a|an|this|that|their|its|his|her)\s(?:(?:same|original|first|full|live|longer)\s)?"
    r"(?:broadcast|video|footage|clip|film|recording|livestream|photo|photograph|picture|image)\b",
    re.IGNORECASE,
)
"""Behind a version, of which footage it is one: that is what it was made from, and not what it shows."""
_MADE_FROM = re.compile(
    r"\b(?:clip|version|copy|cut|excerpt|part|release|edit|recording)\s+of\s+(?:\w+\s+)?\Z", re.IGNORECASE
)
"""Before the footage of which another one is a version: what that hides this one shows."""
_GONE = re.compile(
    r"[\s,]+(?:in|from)\s+which\s+(?P<what>[^.,;!?\n]{2,100}?)\s(?:was|were|is|are|has\s+been|had\s+been|have\s+been)\s"
    r"(?:\w+ly\s+)?(?:cut|removed|blurred|missing|cropped|edited|muted|silenced|hidden|obscured|covered|erased|deleted|left\s+out|masked)\b",
    re.IGNORECASE,
)
""" "a clip, in which the time stamp was cut off"."""
_SEEN_ON = re.compile(
    r"\b(?:on|to|via|by)\s+(?P<where>(?:(?:their|its|his|her|the|a|an|some|several)\s+)?(?:(?!(?:on|in|at|to|via|by|and)\s)[\w’'-]+\s+){0,3}?(?:YouTube|(?-i:X)(?=[\s,.;])|Telegram|Twitter|Facebook|Instagram|TikTok|VKontakte|VK|WhatsApp|Vimeo|LiveLeak|Reddit|Rumble|social\s+(?:media|networks?)|television|TV|website|web\s+site|channel|blog)(?:\s+(?:channel|page|account|group|feed|profile|site))?)\b",
    re.IGNORECASE,
)


def what_is_told(
    text: str, footage: Quote, around: tuple[int, int, int], mentions: Sequence[Mention], claims: Sequence[Claim]
) -> dict[str, Any]:
    """The further fields of a `FootageMention`, those only of which the sentence speaks.

    ``around`` is where the sentence begins, where it names the next footage, and where it ends.
    """
    first, following, last = around
    is_unproven = any(_is_denied(claim, footage) for claim in claims) or _UNPROVEN.search(text, first, footage.start)
    hands = [] if is_unproven else list(_hands(text, footage, (first, last), mentions))
    is_denied = _NO.match(text, first, footage.start) is not None
    seen_on = _SEEN_ON.search(text, footage.end, max(footage.end, following))
    other = _OTHER.match(text, footage.end, last)
    is_origin = _MADE_FROM.search(text, first, footage.start) is not None
    found: dict[str, Any] = {
        "by": hands or None,
        "shows": _shown(text, footage, last, claims) if other is None else None,
        "hides": None if is_origin or is_denied else _hidden(text, other.end() if other else footage.end, last),
        "seen_on": quote_at(text, *seen_on.span("where")) if seen_on else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def _is_denied(claim: Claim, footage: Quote) -> bool:
    """Whether what is told of footage is what somebody denies, or is told not to have said."""
    return claim.quote.holds(footage) and (claim.stance == "denied" or claim.unsaid is True)


_UNPROVEN = re.compile(
    r"\bno\s(?:\w+\s)?(?:evidence|proof|sign|indication|suggestion)\s(?:(?:was\s|is\s)?(?:found|seen)\s)?(?:that|of)\s\Z",
    re.I,
)
"""Before footage of which nothing says who made it."""
_NO = re.compile(r"(?:[\w\s-]+:\s)?no,\s", re.I)
"""How a denial of what footage is said to show begins: "No, this video does not show the raid"."""


def _shown(text: str, footage: Quote, last: int, claims: Sequence[Claim]) -> Quote | None:
    """What the footage shows: the claim of which it is the source, or the words behind "shows" or "of"."""
    for claim in claims:
        source = claim.asserted_by.quote
        if source is not None and source.touches(footage) and source.end <= footage.end:
            return None if claim.unsaid is True else claim.quote
    if (shown := _what(_SHOWS, text, footage.end, last)) is not None:
        return shown
    inside = re.search(r"\sof\s(?P<what>(?:the|a|an|their|his|its)\s[\w-]+)$", footage.text)
    if inside is not None:
        return quote_at(text, footage.start + inside.start("what"), footage.end)
    match = _OF.match(text, footage.end, last)
    if match is None or (match["link"].lower() == "from" and _MAKERS.match(match["what"])):
        return None
    kept = _OF_END.sub("", match["what"])
    kept = match["what"] if kept.lower() in {"a", "an", "the", "their", "his", "its"} else kept
    return quote_trimmed(text, match.start("what"), match.start("what") + len(kept))


def _hidden(text: str, start: int, last: int) -> Quote | None:
    return _what(_HIDES, text, start, last) or _what(_GONE, text, start, last)


def _what(pattern: re.Pattern[str], text: str, start: int, last: int) -> Quote | None:
    match = pattern.match(text, start, last)
    return quote_trimmed(text, *match.span("what")) if match else None


def _hands(text: str, footage: Quote, sentence: tuple[int, int], mentions: Sequence[Mention]) -> Iterator[FootageHand]:
    behind = _BEHIND.match(text, footage.end, sentence[1])
    if behind is not None:
        who = _named(text, behind, mentions)
        yield FootageHand(role=_role(behind), actor=_actor_at(who, mentions), quote=who)
    before = _BEFORE.search(text, sentence[0], footage.start)
    if before is not None and not before["negative"]:
        doers = [one for one in mentions if isinstance(one.actor, str) and one.quote.end <= before.start()]
        doers = [one for one in doers if ")" not in text[one.quote.end : before.start()]]
        doers = [one for one in doers if not _HEARS.search(text, max(0, one.quote.start - 12), one.quote.start)]
        if doers:
            doer = max(doers, key=lambda one: (one.quote.end, -one.quote.start))
            actor = doer.actor if isinstance(doer.actor, str) else None
            yield FootageHand(role=_role(before), actor=actor, quote=doer.quote)


_HEARS = re.compile(r"\b(?:to|told|tells|with)\s(?:the\s)?\Z", re.I)
"""Before whoever is only told so: "confirmed to the desk that it had recorded the video"."""


def _named(text: str, behind: re.Match[str], mentions: Sequence[Mention]) -> Quote:
    """The words behind "by": the mention that begins there, or what stands before the next verb or preposition."""
    start = behind.start("who")
    opening = [one.quote for one in mentions if isinstance(one.actor, str) and start <= one.quote.start <= start + 4]
    if opening:
        return quote_trimmed(text, start, max(one.end for one in opening))
    return quote_trimmed(text, start, start + len(_STOPS.sub("", behind["who"])))


def _role(match: re.Match[str]) -> HandRole:
    return next(role for role in _VERBS if match[role])


def _actor_at(who: Quote, mentions: Sequence[Mention]) -> str | None:
    if _BESIDE.search(who.text):
        return None  # "accounts close to the Front" are not the Front
    inside = [one for one in mentions if isinstance(one.actor, str) and one.quote.touches(who)]
    best = max(inside, key=lambda one: len(one.quote.text), default=None)
    return best.actor if best is not None and isinstance(best.actor, str) else None
