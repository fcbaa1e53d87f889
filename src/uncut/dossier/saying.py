"""How a claim is told: its mark, and the words of saying where the words claimed alone would mislead."""

from __future__ import annotations

import re
from typing import Final

from uncut.dossier.words import STANCE_WORDS
from uncut.model.report import Claim, Report, Source
from uncut.model.text import Quote

NOT_SAID: Final = "not said"
IN_PASSING: Final = "in passing"
_NEGATIVE: Final = re.compile(
    r"\b(?:not|never|no|nor|neither|cannot|without|hardly|refus\w+|declin\w+|fail\w*|unable)\b|n['’]t\b", re.I
)
_QUESTION: Final = re.compile(r"[“\"‘']?(?:whether|if|how|why|what|when|where|who|whom|which)\b", re.I)
_OPENS: Final = "“\"‘'«("


def told_in_passing(report: Report) -> frozenset[str]:
    """The claims that are told in the words that name a source: "The ministry, which the Guard runs, says"."""
    sources = {one.asserted_by.quote for one in report.claims}
    return frozenset(one.id for one in report.claims if one.quote in sources)


def not_said(report: Report) -> frozenset[str]:
    """The claims that their sources are told not to have made."""
    return frozenset(one.id for one in report.claims if one.unsaid)


def stance_of(claim: Claim) -> str:
    """The stance as the file has it, ``asserted`` or ``denied``; or that the source did not say it."""
    return NOT_SAID if claim.unsaid else claim.stance


def stance_in_words(claim: Claim) -> str:
    """How the source says it: ``said flatly``, ``denied``; or that it did not say it."""
    return NOT_SAID if claim.unsaid else STANCE_WORDS[claim.stance]


def is_interviewed(source: Source) -> bool:
    """Whether somebody answers the publisher: the text is in that one's own voice."""
    return source.kind == "publisher" and source.quote is not None


def words_of_saying(claim: Claim) -> Quote | None:
    """The cue, where what is claimed is no statement by itself ("blamed: the army") or was not said."""
    cue = next((one for one in claim.cues if any(map(str.isalpha, one.text))), None)
    if cue is None or claim.asserted_by.kind == "publisher" or cue.touches(claim.quote):
        return None
    is_turned = claim.unsaid or (claim.stance in {"denied", "hedged"} and _NEGATIVE.search(cue.text))
    return cue if is_turned or not _is_statement(claim) else None


def _is_statement(claim: Claim) -> bool:
    """Whether what is claimed has a subject and a verb: "it fell"; not "arming it", "to leave", "whether it fell"."""
    words, predicate = claim.quote, claim.predicate
    if predicate is None or _QUESTION.match(words.text):
        return False
    before = words.text[: predicate.start - words.start].strip(_OPENS + " ")
    is_finite = not (predicate.text.split()[0].endswith("ing") or before.endswith(" to") or before == "to")
    return bool(before) and is_finite
