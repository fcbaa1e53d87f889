"""The content of a verb: the quotation beside it, the clause before it, or what stands behind it."""

from __future__ import annotations

import re
from typing import Final

from uncut.reports.claims.attribution.clauses import clause_from, find_clause_end
from uncut.reports.claims.attribution.found import longest_first
from uncut.reports.claims.attribution.frames import Content, behind_cue
from uncut.reports.claims.attribution.holders import main_subjects
from uncut.reports.claims.attribution.view import View
from uncut.reports.claims.attribution.words import ABOUT, LEADS_IN, LEAST_CONTENT, TELLS
from uncut.reports.language.tagging import ACTS
from uncut.reports.language.verbs import ASKED, ATTITUDE, HEDGED, SAY, THINK

_REASONS: Final = frozenset("because so if unless until perhaps even especially particularly not rather that".split())
_WHEN: Final = frozenset("when after before while as if".split())
"""Words that tell when somebody spoke, or of what he was asked."""
_FEW_BETWEEN, _MOST_BETWEEN = 7, 14
"""Words between a cue and its quotation, with a verb among them and without."""
_LEAST_SAID: Final = 6
"""Words before a last cue that are no mere circumstance, though the lexicon knows none of them as a verb."""
_ACTS: Final = frozenset({"verb", "aux", "modal", "that", "wh"})


def find_content(view: View, at: int, base: str, source: tuple[int, int]) -> Content | None:
    """What is said by the verb at token ``at``."""
    after = at + 1
    quote = next((q for q in view.quotes if 0 <= q[0] - view.tagged[at].token.end <= 3), None)
    if quote is not None and view.text[view.tagged[at].token.end : quote[0]].strip().isalpha():
        quote = None  # 'said a "small number" of them'
    if quote is None and base in SAY | ASKED:
        quote = quote_behind(view, at)
    comma = closing_comma(view, after) if base in SAY | THINK else None
    is_as = view.text[max(0, source[0] - 3) : source[0]] in {"As ", "as ", " as"}
    if comma is not None and is_as and (comma == after or source[0] - view.sentence.start <= len("As ")):
        return Content(clause_from(view, comma + 1), 0.7)
    opened = source[0] - 3 if is_as and source[0] - view.sentence.start > len("As ") else source[0]
    is_aside = (view.form(at) != "gerund" or is_progressive(view, at)) and is_parenthetical(view, opened)
    ending = content_before(view, opened) if is_aside and not _is_told_of_speaker(view, source) else None
    if ending is None and is_aside and comma == after and comma + 2 < len(view.tagged):
        return Content(clause_from(view, comma + 1), 0.7)
    if ending is not None and is_as:
        ending = _behind_unsaid(view, ending, base)
    if ending is not None and ending[1] <= view.sentence.start:
        said = behind_cue(view, after, base) if quote is None else None
        ending = ending if said is None or not said.is_clause else None
    if quote is not None and base in SAY | THINK | ATTITUDE | ASKED:
        behind = after_quote(view, quote)
        is_split = ending in view.quotes and ending is not None and ending[1] > view.sentence.start
        return both_sides(view, ending, behind, 0.9) if is_split and ending else Content(behind, 0.9)
    if ending is not None and ending not in view.quotes and not closes(view, after, base):
        ending = None
    if ending is not None and base in SAY | THINK and not goes_on(view, after):
        if leads_in(view, ending, after):
            ending = None
        else:
            return around_cue(view, ending, after)
    found = behind_cue(view, after, base)
    if ending is not None and base in SAY | THINK and (found is None or not found.is_clause):
        return Content(ending, 0.6)
    return found


def _is_told_of_speaker(view: View, source: tuple[int, int]) -> bool:
    """Whether the clause of the cue only tells something of whoever speaks behind it: ", which admitted it,"."""
    return view.text[slice(*source)].rpartition(" ")[2].lower() in {"who", "which"}


def is_progressive(view: View, at: int) -> bool:
    """Whether a form with -ing is the verb of a clause: ", the agency is reporting"."""
    return any(view.tag(k) == "aux" for k in range(view.group_start(at), at))


def _behind_unsaid(view: View, span: tuple[int, int], base: str) -> tuple[int, int] | None:
    """What is not said in a clause before ", as some reported": these said it. "It did not say that it fell, as …".

    ``None`` where what they claim is only told by its contrary: "The army did not leave, as the rebels claimed".
    """
    is_denied = False
    for at, entry in enumerate(view.tagged):
        if not span[0] <= entry.token.start < span[1]:
            continue
        is_negated = any(view.lower(k) in _NEGATIVE or view.lower(k).endswith("n't") for k in range(max(0, at - 2), at))
        is_unsaid = (entry.verb is not None and entry.verb.base in SAY) or entry.token.lower in _PROOF
        if is_negated and is_unsaid and view.tag(at + 1) == "that" and view.tagged[at + 1].token.end < span[1]:
            return view.trim(view.tagged[at + 1].token.end, span[1])
        is_denied = is_denied or _denies(view, at)
    return None if is_denied and base in HEDGED | THINK else span


def _denies(view: View, at: int) -> bool:
    """Whether a word denies the verb of its clause: "did not leave", "never left", and not "not only soldiers"."""
    word = view.lower(at)
    is_behind = word == "not" and at > 0 and view.tag(at - 1) in {"aux", "modal"}
    return (is_behind or word in {"never", "cannot"} or word.endswith("n't")) and view.lower(at + 1) != "only"


_NEGATIVE: Final = frozenset({"not", "never", "no", "without", "nor"})
_PROOF: Final = frozenset("evidence proof indication sign suggestion reason basis truth".split())
"""Of which there may be none "that it fell, as some claim"."""


def closing_comma(view: View, after: int) -> int | None:
    """The comma that closes the clause of a cue, where nothing but a circumstance stands before it."""
    at = after
    while at < min(len(view.tagged), after + 8) and view.tagged[at].token.is_word and view.tag(at) not in _ACTS:
        at += 1
    return at if view.lower(at) == "," else None


def around_cue(view: View, ending: tuple[int, int], after: int) -> Content | None:
    """The clause before a cue in the middle or at the end of a sentence, the one behind it, or both."""
    rest = aside_rest(view, after)
    if rest is not None and not view.is_statement(ending) and completes(view, after) and _is_subject(view, ending):
        return both_sides(view, ending, rest, 0.8)
    if not view.is_statement(ending) and (rest is not None or len(view.text[slice(*ending)].split()) < _LEAST_SAID):
        return Content(rest, 0.7) if rest is not None else None
    if rest is not None and (completes(view, after) or depends(view, ending) or adds(view, rest)):
        return both_sides(view, ending, rest, 0.8)
    return Content(ending, 0.85)


def _is_subject(view: View, span: tuple[int, int]) -> bool:
    """Whether words are a subject whose verb stands behind the cue: "The families, he said, were told that …"."""
    first = next((k for k, entry in enumerate(view.tagged) if entry.token.start >= span[0]), 0)
    return first in view.starts and view.tagged[view.wide_end(view.starts[first]) - 1].token.end == span[1]


def both_sides(view: View, before: tuple[int, int], behind: tuple[int, int], strength: float) -> Content:
    """What is said on both sides of the cue: '"We fled," he said, "because it burned."'."""
    longer, *others = longest_first(view.text, [before, behind])
    return Content(longer, strength, continued=tuple(others))


def adds(view: View, rest: tuple[int, int]) -> bool:
    """Whether what follows the cue gives a reason or a condition: "It is hard to say, he said, because …"."""
    return view.text[rest[0] : rest[1]].split(maxsplit=1)[0].lower() in _REASONS


def completes(view: View, after: int) -> bool:
    """Whether the verb of the clause before the cue stands behind it: "The risk that it falls, he said, is high"."""
    start = after
    while start < min(len(view.tagged), after + 7) and view.tagged[start].token.is_word:
        start += 1
    verb = view.tagged[start + 1].verb if start + 1 < len(view.tagged) else None
    acts = verb is not None and view.form(start + 1) not in {"", "gerund", "base"} and verb.base not in SAY
    return view.lower(start) == "," and (view.tag(start + 1) in {"aux", "modal"} or acts)


def depends(view: View, span: tuple[int, int]) -> bool:
    """Whether a clause before the cue needs the one behind it: "If it falls, he said, they will leave"."""
    at = next((k for k, entry in enumerate(view.tagged) if entry.token.start >= span[0]), 0)
    at += view.lower(at) in {"and", "but", "yet", "so", ","}
    if view.text[span[0]] in "“\"‘'`" or any(view.text[span[1] - 1] == mark for mark in "”\"’'?!"):
        return False
    end = next((k for k, entry in enumerate(view.tagged) if entry.token.start >= span[1]), len(view.tagged))
    return view.lower(at) in LEADS_IN or not main_subjects(view, end)


def content_before(view: View, position: int) -> tuple[int, int] | None:
    """Content that ends before ``position``: the quotation that ends there, or the clause from the start."""
    near = [quote for quote in view.quotes if quote[1] <= position and position - quote[1] <= 3]
    if near:
        return led_in(view, near[-1])
    content = view.trim(_behind_colon(view, position), position)
    if content[1] - content[0] <= 3:
        return view.quote_before
    return content


def _behind_colon(view: View, position: int) -> int:
    """Where a clause before "it says" begins: behind the colon of what leads to it, if there is one."""
    start = view.sentence.start
    colon = view.text.rfind(": ", start, position) if _PRONOUN.match(view.text, position) else -1
    if colon < 0 or view.is_quoted(colon) or not view.text[colon + 1 : position].strip(" ,"):
        return start
    closing = next((k for k, e in enumerate(view.tagged) if e.token.start > position and e.token.text == ","), -1)
    goes_on = view.is_statement((colon + 1, position)) or (closing > 0 and view.tag(closing + 1) in ACTS)
    return colon + 1 if goes_on else start


_PRONOUN: Final = re.compile(r"(?:it|he|she|they)\b", re.I)


def led_in(view: View, quote: tuple[int, int]) -> tuple[int, int]:
    """The quotation, with the clause that it only ends: 'Lopez is "a liar," he said'."""
    lead = view.trim(view.sentence.start, max(view.sentence.start, quote[0]))
    first = next((letter for letter in view.text[quote[0] : quote[1]] if letter.isalpha()), "")
    words = view.text[lead[0] : lead[1]].split()
    return (lead[0], quote[1]) if len(words) > 1 and first.islower() else quote


def quote_behind(view: View, at: int) -> tuple[int, int] | None:
    """The quotation behind a hearer or a circumstance: 'told reporters, "…"', 'said on Friday: "…"'."""
    end = view.tagged[at].token.end
    quote = next((q for q in view.quotes if q[0] > end), None)
    if quote is None:
        return None
    between = view.text[end : quote[0]].rstrip()
    words = between.split()
    behind = [view.tag(k) for k in range(at + 1, len(view.tagged)) if view.tagged[k].token.end <= quote[0]]
    acts = "verb" in behind or bool(_ACTS.intersection(behind))
    is_short = len(words) <= (_MOST_BETWEEN if not acts else _FEW_BETWEEN) and "that" not in words
    is_short = is_short and not any(_says(view, k) for k in range(at + 1, at + 1 + len(behind)))
    return quote if is_short and between.endswith((",", ":")) and between.count(",") <= 1 + (not acts) else None


def _says(view: View, at: int) -> bool:
    verb = view.tagged[at].verb
    return view.tag(at) == "verb" and verb is not None and verb.base in SAY


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
    """What follows the cue behind a comma or at once: "The risk, he said, is a clash"."""
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
    return before.endswith((",", "”", "“", '"', "»", "’", "'", "?", "!", "—", "–"))


def closes(view: View, after: int, base: str) -> bool:
    """Whether a cue behind what was said governs nothing more: ", he said on Monday.", ", he told them, …"."""
    at = after + (view.lower(after) == "out")
    is_hearer = view.tag(at) == "to" and "to" not in ABOUT.get(base, ())
    if base in TELLS and at in view.starts:
        at = view.starts[at].end
    while at < len(view.tagged) and view.tagged[at].token.is_word:
        if view.tag(at) == "adv" or view.is_time(at):
            at = view.starts[at].end if view.is_time(at) else at + 1
        elif view.tag(at) == "prep" and (view.lower(at + 1).endswith("ing") or view.form(at + 1) == "gerund"):
            return True
        elif (view.tag(at) == "prep" or (at == after and is_hearer)) and at + 1 in view.starts:
            at = view.wide_end(view.starts[at + 1])
        else:
            break
    return at >= len(view.tagged) or not view.tagged[at].token.is_word


def goes_on(view: View, after: int) -> bool:
    """Whether a clause follows the cue: "that", or a subject with its verb."""
    for at in range(after, min(len(view.tagged), after + 14)):
        if view.tag(at) == "that" or view.lower(at) in {":"}:
            return True
        if view.tag(at) in {"aux", "modal"} and at > after:
            return True
        if view.lower(at) in {",", ";"} or (view.lower(at) in _WHEN and at > after):
            return False
    return False
