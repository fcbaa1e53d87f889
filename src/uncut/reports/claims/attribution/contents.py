# ruff: noqa: PLR0911, D210  numbered cascades read straight down
"""The content: what is said, before or behind the cue."""

from __future__ import annotations

from uncut.reports.claims.attribution.clauses import clause_from, find_clause_end
from uncut.reports.claims.attribution.view import View
from uncut.reports.claims.attribution.words import (
    INDIRECT,
    INFINITIVE,
    LEADS_IN,
    LEAST_CONTENT,
    LINKS,
    NOT_FINITE,
    NOUN_CUES,
    OPENS,
    TAKES_CONTENT,
    TELLS,
)
from uncut.reports.language.verbs import ASKED, ATTITUDE, SAY, THINK, WANT


def content_before(view: View, position: int) -> tuple[int, int] | None:
    """Content that ends before ``position``: the quotation that ends there, or the clause from the start."""
    near = [quote for quote in view.quotes if quote[1] <= position and position - quote[1] <= 3]
    if near:
        return led_in(view, near[-1])
    content = view.trim(view.sentence.start, position)
    if content[1] - content[0] <= 3:
        return view.quote_before
    return content


def led_in(view: View, quote: tuple[int, int]) -> tuple[int, int]:
    """The quotation, with the clause that it only ends: 'Lopez is "a liar," he said'."""
    lead = view.trim(view.sentence.start, max(view.sentence.start, quote[0]))
    first = next((letter for letter in view.text[quote[0] : quote[1]] if letter.isalpha()), "")
    words = view.text[lead[0] : lead[1]].split()
    return (lead[0], quote[1]) if len(words) > 1 and first.islower() else quote


def find_content(view: View, at: int, base: str, source: tuple[int, int]) -> tuple[tuple[int, int] | None, float]:
    """What is said, and how sure the pattern is."""
    after = at + 1
    quote = next((q for q in view.quotes if 0 <= q[0] - view.tagged[at].token.end <= 3), None)
    if quote is None and base in SAY:
        quote = quote_behind(view, at)
    if quote is not None and base in SAY | THINK | ATTITUDE:
        return after_quote(view, quote), 0.9
    ending = content_before(view, source[0]) if is_parenthetical(view, source[0]) else None
    if ending is not None and base in SAY | THINK and not goes_on(view, after):
        if not leads_in(view, ending, after):
            return (ending, 0.85) if view.is_statement(ending) else (aside_rest(view, after), 0.7)
        ending = None
    clause = that_clause(view, after, base)
    if clause is not None:
        return clause
    if ending is not None and base in SAY | THINK:
        return ending, 0.6
    return find_object(view, after, base)


def quote_behind(view: View, at: int) -> tuple[int, int] | None:
    """The quotation behind a hearer or a circumstance: 'told reporters, "…"', 'said on Friday: "…"'."""
    end = view.tagged[at].token.end
    quote = next((q for q in view.quotes if q[0] > end), None)
    if quote is None:
        return None
    between = view.text[end : quote[0]].rstrip()
    words = between.split()
    is_short = len(words) <= 7 and "that" not in words
    return quote if is_short and between.endswith((",", ":")) and between.count(",") <= 1 else None


def leads_in(view: View, span: tuple[int, int], after: int) -> bool:
    """Whether a circumstance stands before the cue: "Asked about it, he said that no one was hurt"."""
    first = next((entry.token.lower for entry in view.tagged if entry.token.start >= span[0]), "")
    return (
        first in LEADS_IN
        and view.text[span[0]].isupper()
        and after in view.starts
        and not view.is_time(after)
        and sum(entry.token.is_word for entry in view.tagged[after:]) >= LEAST_CONTENT
    )


def aside_rest(view: View, after: int) -> tuple[int, int] | None:
    """What follows the cue, where the words before it are no statement: "The risk, he said, is a clash"."""
    start = after
    while start < min(len(view.tagged), after + 7) and view.tagged[start].token.is_word:
        start += 1
    if view.lower(start) == "," and start + 3 < len(view.tagged):
        return clause_from(view, start + 1)
    if after in view.starts and view.has_finite(after):
        return clause_from(view, after)
    return None


def is_parenthetical(view: View, position: int) -> bool:
    before = view.text[view.sentence.start : position].rstrip()
    if not before and position == view.sentence.start:
        return view.quote_before is not None
    return before.endswith((",", "”", '"', "»", "’", "'", "?", "!", "—", "–"))


def goes_on(view: View, after: int) -> bool:
    """Whether a clause follows the cue: "that", or a subject with its verb."""
    for at in range(after, min(len(view.tagged), after + 14)):
        if view.tag(at) == "that" or view.lower(at) in {":"}:
            return True
        if view.tag(at) in {"aux", "modal"} and at > after:
            return True
        if view.lower(at) in {",", ";"}:
            return False
    return False


def that_clause(view: View, after: int, base: str) -> tuple[tuple[int, int], float] | None:
    stop = min(len(view.tagged), after + 13)
    that = next(
        (k for k in range(after, stop) if view.tag(k) == "that" and view.lower(k + 1) not in {".", ";", ")"}),
        None,
    )
    colon = next((k for k in range(after, stop) if view.lower(k) == ":"), None)
    if colon is not None and base in SAY:
        return clause_from(view, colon + 1), 0.8
    if that is not None and base in SAY | THINK and that > after and is_inner(view, after, that):
        return clause_from(view, after_hearer(view, after, base)), 0.7
    if (
        that is not None
        and (base in SAY | THINK | WANT or (base in ATTITUDE and that == after))
        and not any(view.lower(k) in {",", ";"} for k in range(after, that))
    ):
        return clause_from(view, that + 1 + (view.lower(that + 1) == ",")), 0.85
    if view.lower(after) in INDIRECT and base in SAY | THINK | ASKED:
        return clause_from(view, after), 0.75
    if base in ASKED | TELLS and after in view.starts and view.lower(view.starts[after].end) in INDIRECT:
        return clause_from(view, view.starts[after].end), 0.75
    if view.lower(after) == "to" and base in INFINITIVE:
        return clause_from(view, after), 0.65
    if base in WANT and view.has_infinitive(after):
        return clause_from(view, after), 0.6
    if base in SAY | THINK and view.has_finite(after):
        return clause_from(view, after_hearer(view, after, base)), 0.75
    late = behind_circumstance(view, after)
    if late > after and base in SAY and view.has_finite(late):
        return clause_from(view, late), 0.75
    return bare_content(view, after, base)


def behind_circumstance(view: View, after: int) -> int:
    """Where "on Monday", "Friday" or "in a statement" behind the cue ends."""
    at = after + (view.tag(after) == "prep")
    if at not in view.starts or not (view.is_time(at) or view.lower(view.starts[at].head) in NOUN_CUES):
        return after
    return view.starts[at].end


def bare_content(view: View, after: int, base: str) -> tuple[tuple[int, int], float] | None:
    """What stands behind "said" or "showed" without a verb that the lexicon knows: "said Kasso enjoys it"."""
    if base not in TAKES_CONTENT or sum(entry.token.is_word for entry in view.tagged[after:]) < LEAST_CONTENT:
        return None
    opens = view.tag(after) in OPENS if base == "say" else after in view.starts
    if view.tag(after) in {"aux", "modal"} or (opens and not view.is_time(after)):
        return clause_from(view, after), 0.65 if base == "say" else 0.55
    return None


def is_inner(view: View, after: int, that: int) -> bool:
    """Whether "that" belongs to a clause that is already under way: "say it is clear that", "said a man that was"."""
    acts = {"verb", "aux", "modal"}
    if after not in view.starts:
        return False
    if view.tag(that + 1) in acts and view.has_finite(that + 1):
        return True
    return any(view.tag(k) in acts and view.form(k) not in NOT_FINITE for k in range(after + 1, that))


def after_hearer(view: View, after: int, base: str) -> int:
    """ "told reporters (that) …": the hearer is no part of what is said."""
    if base in TELLS | {"warn", "advise"} and after in view.starts:
        end = view.starts[after].end
        if view.tag(end) not in {"verb", "aux", "modal"}:
            return end
    return after


def find_object(view: View, after: int, base: str) -> tuple[tuple[int, int] | None, float]:
    """ "condemned the attack": what an attitude is about."""
    at = after + (view.lower(after) in LINKS)
    if base not in ATTITUDE and not (base in SAY | THINK and view.lower(after) in {"of", "about"}):
        return None, 0.0
    is_deed = view.tag(at) == "verb" and view.form(at) == "gerund"
    if at not in view.starts and not is_deed and view.lower(at) not in INDIRECT:
        return None, 0.0
    return clause_from(view, at), 0.4 if base in {"see", "hold", "want", "consider", "like", "love", "seek"} else 0.5


def after_quote(view: View, quote: tuple[int, int]) -> tuple[int, int]:
    """The quotation, or the clause that it only begins: 'said "a lot" of people were gone'."""
    rest = view.text[quote[1] : view.sentence.end].lstrip()
    ended = view.text[quote[1] - 2 : quote[1] - 1] in ".?!,…" or view.text[quote[1] - 3 : quote[1] - 2] in ".?!,"
    if ended or not rest[:1].isalpha() or quote[1] - quote[0] > 120:
        return quote
    at = next((k for k, entry in enumerate(view.tagged) if entry.token.start >= quote[1]), len(view.tagged))
    if at >= len(view.tagged) or view.tag(at) in {"wh", "conj"} or view.lower(at) in {"after", "during", "when"}:
        return quote
    return view.trim(quote[0], find_clause_end(view, max(0, at - 3)))
