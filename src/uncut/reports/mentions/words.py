"""A sentence's words as the rules for mentions look at them: by place, by name, by span."""

from __future__ import annotations

from dataclasses import dataclass

from uncut.reports.language.analysis import Sentence
from uncut.reports.language.phrases import Phrase
from uncut.reports.language.tagging import Tagged


@dataclass(frozen=True)
class Words:
    """The tagged words of one sentence."""

    text: str
    """Of the whole document."""
    sentence: Sentence

    def entry(self, at: int) -> Tagged:
        """The word at a place."""
        return self.sentence.tagged[at]

    def names(self, phrase: Phrase) -> list[int]:
        """The places of the names in a phrase."""
        return [at for at in range(phrase.start, phrase.end) if self.entry(at).tag == "name"]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from one place to another, both included, stand in the text."""
        return self.entry(first).token.start, self.entry(last).token.end

    def is_opening(self, at: int) -> bool:
        """Whether no word goes before: a capital there tells nothing."""
        return not any(entry.token.is_word for entry in self.sentence.tagged[:at])
