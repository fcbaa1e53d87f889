"""A sentence as the finders of attributions look at it."""

from __future__ import annotations

from typing import Final

from uncut.reports.claims.attribution.words import DETERMINED, SERVANTS, TIMES
from uncut.reports.language.analysis import Analysis, Sentence
from uncut.reports.language.phrases import Phrase
from uncut.reports.language.tagging import ACTS
from uncut.reports.lexicon import MONTHS, WEEKDAYS

_REACH: Final = 14
"""Tokens in which a subject meets its verb."""
_WIDE_REACH: Final = 22
"""The same where a relative clause hangs on the subject."""


class View:
    """One sentence: its tokens and phrases by place, the quotations that touch it."""

    def __init__(self, analysis: Analysis, sentence: Sentence, quotes: list[tuple[int, int]]) -> None:
        self.text = analysis.text
        self.sentence = sentence
        self.tagged = sentence.tagged
        self.quotes = quotes
        self.ends = {phrase.end: phrase for phrase in sentence.phrases}
        self.starts = {phrase.start: phrase for phrase in sentence.phrases}

    def lower(self, at: int) -> str:
        return self.tagged[at].token.lower if 0 <= at < len(self.tagged) else ""

    def tag(self, at: int) -> str:
        return self.tagged[at].tag if 0 <= at < len(self.tagged) else "mark"

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.tagged[start].token.start, self.tagged[end - 1].token.end

    def trim(self, start: int, end: int) -> tuple[int, int]:
        text = self.text
        while start < end and (text[start].isspace() or text[start] in ",;:–—"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.–—…"):
            end -= 1
        return start, end

    def form(self, at: int) -> str:
        verb = self.tagged[at].verb if self.tag(at) == "verb" else None
        return verb.form if verb is not None else ""

    def is_quoted(self, position: int) -> bool:
        return any(start < position < end for start, end in self.quotes)

    def in_long_quote(self, position: int) -> bool:
        return any(start < position < end and end - start > 12 for start, end in self.quotes)

    @property
    def quote_before(self) -> tuple[int, int] | None:
        """A quotation that ends right before the sentence in its paragraph, as in '"Stop!" Lopez said to them'."""
        start = self.sentence.start
        before = (quote for quote in self.quotes if 0 <= start - quote[1] <= 2)
        return next((quote for quote in before if "\n" not in self.text[quote[1] : start]), None)

    def is_time(self, at: int) -> bool:
        return at in self.starts and self.is_day(self.starts[at].head)

    def is_day(self, head: int) -> bool:
        """Whether a noun is a time; a paper may be called so."""
        word = self.lower(head)
        if self.tag(head) == "name":
            return word in WEEKDAYS or word in MONTHS
        return word.removesuffix("s") in TIMES

    def wide_end(self, phrase: Phrase) -> int:
        end = phrase.end
        while self.lower(end) in {"of", "for", "in", "at", "from"} and end + 1 in self.starts:
            end = self.starts[end + 1].end
        return end

    def with_quotes(self, span: tuple[int, int]) -> tuple[int, int]:
        """The span, and to its end the quotation in which it stops: a quotation runs on over sentences."""
        for start, end in self.quotes:
            if span[0] <= start < span[1] and end > span[1] and end - span[1] > 1:
                return span[0], end
        return span

    def group_start(self, at: int) -> int:
        start = at
        while start > 0 and self.tag(start - 1) in {"aux", "modal", "adv", "to"}:
            start -= 1
        return start

    def has_infinitive(self, after: int) -> bool:
        return any(
            self.lower(k) == "to" and self.tag(k + 1) == "verb" for k in range(after, min(len(self.tagged), after + 8))
        )

    def has_finite(self, after: int, stops: frozenset[str] = frozenset({",", ";", ".", "to"})) -> bool:
        """Whether a subject and a verb follow before the next comma."""
        if after not in self.starts and self.lower(after) not in DETERMINED:
            return False
        relative, reach, inserted = False, _REACH, -1
        for at in range(after, len(self.tagged)):
            if at >= after + reach:
                return False
            acts = (
                self.tag(at) in {"aux", "modal"}
                or self.lower(at).endswith(("'re", "'ve", "'ll", "'d", "'m"))
                or (self.tag(at) == "verb" and at > after and self.form(at) != "gerund" and self.tag(at - 1) != "to")
            )
            if acts and not relative:
                return True
            relative = relative and not (acts and self.tag(at + 1) not in {"aux", "verb"})
            if self.lower(at) == "," and self.tag(at + 1) == "wh" and not relative:
                closing = next((k for k in range(at + 2, min(len(self.tagged), at + 13)) if self.lower(k) == ","), None)
                inserted = closing if closing is not None else -1
                reach += inserted - at
            if at <= inserted:
                continue
            if self.lower(at) in stops or (self.tag(at) == "wh" and (relative or self.tag(at - 1) != "noun")):
                return False
            if self.tag(at) == "wh":
                relative, reach = True, _WIDE_REACH
        return False

    def is_statement(self, span: tuple[int, int]) -> bool:
        """Whether a span is a quotation or holds a verb: "In response" is neither."""
        return self.text[span[0]] in "“\"«‘'`" or any(
            entry.tag in ACTS for entry in self.tagged if span[0] <= entry.token.start < span[1]
        )

    def subject_end(self, at: int) -> int | None:
        """Where the subject that begins at ``at`` ends and its verb begins; ``None`` where no clause begins."""
        if at not in self.starts:
            return None
        end = self.wide_end(self.starts[at])
        is_servants = self.lower(end) == "to" and self.lower(self.starts[at].head).removesuffix("s") in SERVANTS
        if (self.lower(end) == "on" or is_servants) and end + 1 in self.starts:
            end = self.starts[end + 1].end
        if self.lower(end) == "and" and end + 1 in self.starts:
            end = self.wide_end(self.starts[end + 1])
        end = self._behind_short_form(end)
        acts = end
        while self.tag(acts) == "adv":
            acts += 1
        return end if self.tag(acts) in ACTS else None

    def _behind_short_form(self, end: int) -> int:
        """Where the capitals in brackets behind a name end: "the Salt Liberation Army (SLA) claimed"."""
        is_short = self.lower(end) == "(" and self.lower(end + 2) == ")"
        return end + 3 if is_short and self.tagged[end + 1].token.text.isupper() else end
