# ruff: noqa: E501  patterns stay on one line each
"""Words between two actors by which what they seem to be to each other is not so, or only wished for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from uncut.model.report import Mention, TieKind

_APART: Final = re.compile(
    r"\b(?:distinct\sfrom|different\sfrom|separate\sfrom|unrelated\sto|(?:no|nothing)\s(?:relation|connection|links?|ties|to\sdo)\s(?:to|with)"
    r"|(?:not|never)\s(?:to\s)?be\s(?:confused|mistaken)\s(?:with|for)|unlike|as\sopposed\sto|rather\sthan|instead\sof|contrary\sto)\b",
    re.I,
)
"""Two are told of only to tell them apart."""
_TWO: Final = re.compile(r"\A\s(?:or|nor)\s(?:the\s)?\Z|,?\sand\s(?:the\s|its\s|our\s|their\s|his\s|her\s)?\Z", re.I)
"""Between two of whom one or both are meant: "either the Front or the Guard"."""
_WISHED: Final = re.compile(
    r"\b(?:want(?:s|ed|ing)?|wish(?:es|ed)?|hop(?:es?|ed|ing)|plan(?:s|ned|ning)?|intend(?:s|ed)?|tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?"
    r"|offer(?:s|ed)?|threaten(?:s|ed)?|urg(?:es?|ed|ing)|invit(?:es?|ed)|call(?:s|ed)?\son|encourag(?:es?|ed)|unable|seek(?:s|ing)?|sought|considered|failed|fails)"
    r"\s(?:(?:the|its|his|their|other)\s)?(?:[\w-]+\s){0,3}?(?:to\s|joining\s)|\bvoted\sagainst\s|\bdecided\sagainst\s",
    re.I,
)
_NOT_BY_A_WISH: Final[frozenset[TieKind]] = frozenset(
    {"part_of", "leads", "supplies", "supports", "merged_into", "split_from", "renamed_to", "same_as"}
)
"""What is so only when it was done; who wants to defeat somebody is against him already."""
_BY_MISTAKE: Final = re.compile(
    r"\b(?:mistaken(?:ly)?|by\smistake|accidental(?:ly)?|by\saccident|inadvertent(?:ly)?|unintentional(?:ly)?|in\serror|friendly[\s-]fire)\b",
    re.I,
)
_SERVES: Final = re.compile(
    r"\b(?:fought|fights?|fighting|battl(?:ed|es|ing)|served?|serving|combat)\s(?:\w+\s)?(?:in|for|under|within|as\spart\sof)\s(?:the\s)?\Z",
    re.I,
)
_FOUGHT: Final = re.compile(
    r"\b(?:fought|fights?|fighting|battl(?:ed|es|ing)|attack(?:ed|s|ing)|against|clash(?:ed|es|ing)\swith|struck|bomb(?:ed|ing)|shell(?:ed|ing)|defeat(?:ed|ing)|repell?(?:ed|ing))\s(?:the\s|an?\s)?\Z",
    re.I,
)
_FRIENDLY: Final[frozenset[TieKind]] = frozenset({"part_of", "leads", "same_as", "allied_with", "supports"})
_ACCUSES: Final = re.compile(
    r"\A\s(?:(?:has|have|had|also|later|repeatedly)\s){0,3}(?:accus|blam|condemn|denounc|criticis|criticiz)\w+\s(?:the\s)?\Z",
    re.I,
)
"""Between one who accuses and whom: by that they are tied in nothing."""
_BESIDE: Final = re.compile(r"(?:\s\([^()]{2,20}\))?,?\s(?:alongside|together\swith|side\sby\sside\swith|with)\b", re.I)


def is_no_tie(text: str, kind: TieKind, source: Mention, target: Mention, sentence: tuple[int, int]) -> bool:
    """Whether words around two actors of a sentence, which spans ``sentence``, undo a tie that was read between them."""
    first, second = sorted((source, target), key=lambda one: one.quote.start)
    middle = text[first.quote.end : second.quote.start]
    if kind in _FRIENDLY and _ACCUSES.search(middle):
        return True
    if _APART.search(middle) or (kind == "same_as" and _TWO.search(middle)):
        return True
    if kind in _NOT_BY_A_WISH:
        return _WISHED.search(middle) is not None
    if kind == "opposes":
        return _SERVES.search(middle) is not None or _BY_MISTAKE.search(text, *sentence) is not None
    fought = _FOUGHT.search(text, max(sentence[0], first.quote.start - 40), first.quote.start)
    return kind == "allied_with" and fought is not None and _BESIDE.match(middle) is not None


__all__: Sequence[str] = ["is_no_tie"]
