# ruff: noqa: E501  patterns and word lists stay on one line each
# ruff: noqa: PLR0911, SIM102  numbered cascades read straight down
"""Page furniture in running text: lines that belong to the page and not to the report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uncut.reports.language.sentences import is_cased
from uncut.reports.read.blocks import Furniture

_NETWORKS = frozenset(
    """facebook twitter x youtube soundcloud rss instagram telegram whatsapp linkedin reddit pinterest tumblr vkontakte vk
    email e-mail print pdf copy link messenger flipboard pocket google+ google plus mail sms snapchat tiktok mastodon
    threads bluesky gab parler rumble odysee discord line viber skype vimeo flickr medium mix digg stumbleupon weibo
    wechat odnoklassniki ok signal share tweet pin like save news feed podcast itunes spotify bookmark""".split()
)
_FILLERS = frozenset("on to via and the by this us our in for or | · • / , : - – — & + more".split())
_MENU = frozenset(
    """home news world politics business sport sports opinion opinions culture video videos photos pictures podcasts about
    contact us archive archives search menu login log in sign up register subscribe donate shop store science tech
    technology health travel lifestyle entertainment weather africa asia europe americas america middle east uk us
    usa international national local regional analysis features comment blogs blog editorial columns live tv radio
    multimedia documentaries interviews reports gallery galleries careers jobs advertise privacy policy cookies terms
    conditions of use sitemap help faq rss newsletter newsletters economy markets arts books film music style food
    family money society environment climate education more sections topics tags categories latest trending popular
    today's paper top stories breaking war conflict defense defence security magazine events community forum and &
    & accessibility legal imprint disclaimer editors team staff syria iraq ukraine russia israel palestine iran yemen
    investigations special obituaries crime courts property cars motoring games puzzles horoscopes""".split()
)
_PROMOTION = re.compile(
    r"""^\W*(?:
      (?:read|see|watch|view|find\ out|learn|get|discover|listen)\s+(?:more|also|next|now|on|too|our|the\ full|the\ latest)\b.{0,160}
    | (?:also\s+(?:read|see|on)|you\ (?:may|might)\ (?:also\ )?(?:like|enjoy|be\ interested)|don['’]t\ miss|must[- ]read)\b.{0,160}
    | (?:related|recommended|trending|popular|most\ (?:read|popular|viewed|shared|commented)|more\ (?:from|on|stories|news|like|in|top)
        |latest\ (?:news|stories|posts|videos)|top\ stories|editor['’]?s['’]?\ (?:picks?|choice)|up\ next|what['’]s\ next|keep\ reading
        |continue\ reading|further\ reading)\b.{0,120}
    | (?:click|tap)\s+(?:here|below|on)\b.{0,160}
    | (?:please\s+)?(?:subscribe|sign\ ?up|register|log\ ?in|sign\ in|join|donate|support|become\ a|follow|like|add|download|get|buy|order|pre-order)
        \s+(?:now|here|today|us|our|to|for|on|in|at|with|a\ |an\ |member|patron|the|this|independent|via|by)\b.{0,180}
    | (?:advertisement|advertising|sponsored(?:\ content|\ by.{0,60})?|promoted(?:\ content)?|paid\ (?:content|post)|ad(?:vert)?s?
        (?:\ by\ .{0,40})?|story\ continues(?:\ below)?.{0,60}|article\ continues(?:\ below)?.{0,60}|scroll\ (?:down|to).{0,60}
        |continues?\ after\ (?:the\ )?advert.{0,40}|skip\ ad.{0,20}|remove\ ads?.{0,30})
    | (?:subscribe|follow|join|boost)\s?:\s?@\w+(?:\s?[|·•]\s?[^.!?]{0,80})? | send\s+(?:us|me)\s+your\s+(?:videos?|photos?|pictures?)\b[^.!?]{0,80}
    | (?:our|your)\s+(?:newsletter|daily\ briefing|support|donation)\b.{0,120}
    | (?:help|support)\s+(?:us|our|independent)\b.{0,160}
    | (?:enjoy(?:ed)?|like(?:d)?)\s+this\s+(?:article|story|post|report)\b.{0,160}
    | .{0,80}\b(?:straight|delivered|direct(?:ly)?)\s+to\s+your\s+inbox\b.{0,80}
    | .{0,40}\b(?:newsletter|mailing\ list)\b.{0,20}(?:sign|subscri|inbox).{0,80}
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_SOCIAL = re.compile(
    r"""^\W*(?:
      (?:share|tweet|pin|print|e-?mail|like|recommend|send|post|save|bookmark)(?:\s+(?:this|it|on|via|to|the|article|story|page|post|
        facebook|twitter|whatsapp|telegram|link|with|by|now|your|friends?|a|friend|email|comments?)\b){1,8}
    | (?:share|shares|tweets|likes|views|comments?|replies|reactions)\W*\(?\d[\d,.]*[km]?\)?
    | \d[\d,.]*[km]?\s+(?:shares?|tweets?|likes?|views?|comments?|replies|reactions|retweets?)
    | (?:leave|post|add|write|view|show|load|hide|read|see)\s+(?:a\s+|all\s+|your\s+|more\s+|the\s+)?(?:\d+\s+)?(?:comments?|reply|replies|thoughts)\b.{0,40}
    | (?:no\ comments?(?:\ yet)?|comments?(?:\ (?:are\ )?closed|\ section|\ policy|\ off)?|be\ the\ first\ to\ comment.{0,30}|join\ the\ (?:conversation|discussion|debate).{0,30})
    | (?:follow|find|connect\ with|like|contact)\s+(?:us|me|him|her|them|@\w+|the\s+author)\b.{0,100}
    | (?:share|share\ this|share\ (?:article|story|via|on)|tweet|reply|like|print|email|send|copy\ link)
    | via\s+@\w+
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_NAVIGATION = re.compile(
    r"""^\W*(?:
      (?:skip|jump|back|return|go)\s+(?:to|back)\b.{0,60}
    | (?:previous|next|prev|older|newer)(?:\s+(?:article|story|post|page|entry|posts|entries|slide))?
    | (?:©|\(c\)|copyright)\s.{0,160} | .{0,100}\ball\ rights\ reserved\b.{0,60}
    | (?:privacy|cookie|terms|editorial)\s+(?:policy|notice|settings|preferences|and\ conditions|of\ (?:use|service)|guidelines).{0,120}
    | (?:we|this\ (?:site|website|page))\s+uses?\s+cookies\b.{0,300} | (?:accept|reject|manage)\s+(?:all\s+)?(?:cookies|preferences|settings).{0,60}
    | by\ (?:continuing|using)\s.{0,60}\bcookies\b.{0,160}
    | (?:tags?|tagged(?:\ (?:with|as|in))?|filed\ (?:under|in)|posted\ (?:in|under)|categor(?:y|ies)|topics?|keywords?|labels?|sections?|more\ on\ this)\s*:.{0,300}
    | (?:tags|categories|topics|menu|search|home|login|register|toggle\ navigation|main\ menu|close|loading|sections|top|advertise|sitemap|archives?)
    | you\ are\ here\b.{0,100} | home\s*(?:[>»/›|].{0,160}) | page\s+\d+\s*(?:(?:of|/)\s*\d+)?
    | (?:\d+\s+min(?:ute)?s?\s+read|reading\ time.{0,30}|estimated\ reading.{0,30})
    | (?:open|close|show|hide|toggle)\s+(?:menu|navigation|search|sidebar|sections).{0,30}
    | powered\ by\s.{0,60} | theme\ by\s.{0,60} | (?:web(?:site)?\ )?design(?:ed)?\ by\s.{0,60}
    | (?:view|switch\ to)\s+(?:desktop|mobile|full)\s+(?:site|version).{0,20}
    | (?:select|choose|change)\s+(?:your\s+)?(?:language|edition|region|country).{0,40}
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_SEPARATORS = re.compile(r"\s*(?:[|·•»›>/—–]|\s-\s|\s{3,}|\t|,\s)\s*")
_WORDS = re.compile(r"[\w+'’-]+")
_ENDED = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_LONGEST = 400
"""Code points; a longer line is never furniture by its words alone."""


def furniture_of_line(line: str) -> Furniture | None:
    """What kind of page furniture a line is by its words; ``None`` for a line of the report."""
    line = line.strip()
    if not line or len(line) > _LONGEST:
        return None
    words = [word.lower() for word in _WORDS.findall(line)]
    if not words:
        return None
    if _is_network_list(words):
        return "social"
    if _PROMOTION.match(line) and not _reads_as_prose(line, words):
        return "promotion"
    if _SOCIAL.match(line):
        return "social"
    if _NAVIGATION.match(line) or _is_menu(line, words):
        return _appeal_in(line) or "navigation"
    return None


def _appeal_in(line: str) -> Furniture | None:
    """What a line asks for behind its first sentence: "© North Ledger. Subscribe to our newsletter."."""
    _, *asked = _SENTENCES.split(line)
    kinds = [kind for one in asked if (kind := furniture_of_line(one)) not in {None, "navigation"}]
    return kinds[-1] if kinds else None


def _is_network_list(words: list[str]) -> bool:
    content = [word for word in words if word not in _FILLERS]
    return len(content) >= 2 and all(word in _NETWORKS for word in content)


def _reads_as_prose(line: str, words: list[str]) -> bool:
    """A long sentence that only begins like a promotion ("Support for the rebels has ended, he said.")."""
    told = {"said", "was", "were", "had", "has", "did", "told", "according", "reported"}
    return len(words) > 7 and line.rstrip("\"'”’").endswith(".") and bool(told & set(words)) and "here" not in words


def _is_menu(line: str, words: list[str]) -> bool:
    if line.endswith((".", "!", "?")) or len(words) > 60:
        return False
    if len(words) >= 3 and sum(word in _MENU for word in words) >= 0.8 * len(words):
        return True
    items = [item for item in _SEPARATORS.split(line) if item.strip()]
    bars = sum(line.count(mark) for mark in "|·•»›")
    if bars >= 2 and len(items) >= 3 and max(len(item.split()) for item in items) <= 4:
        return any(word in _MENU for word in words)
    return False


def mark_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int, Furniture]]:
    """Furniture lines of ``text[start:end]`` as (start, end, kind), trimmed.

    A line in the middle of a wrapped paragraph is no furniture, whatever its words.
    """
    lines = text[start:end].split("\n")
    kinds = [furniture_of_line(line) for line in lines]
    cased = is_cased(text[start:end])
    position = start
    for at, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind is not None and _stands_alone(lines, kinds, at, cased=cased):
            first = position + len(line) - len(line.lstrip())
            yield first, first + len(line.strip()), kind
        position += len(line) + 1


def _stands_alone(lines: list[str], kinds: list[Furniture | None], at: int, *, cased: bool) -> bool:
    """Whether neither the line before runs into this one nor this one into the next."""
    if at > 0 and kinds[at - 1] is None and lines[at - 1].strip():
        if not _ENDED.search(lines[at - 1].rstrip()[-4:]) or (lines[at].strip()[0].islower() and cased):
            return False
    if at + 1 < len(lines) and kinds[at + 1] is None and (after := lines[at + 1].strip()):
        return cased and not after[0].islower()
    return True
