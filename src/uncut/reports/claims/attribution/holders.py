# ruff: noqa: PLR0911, D210  numbered cascades read straight down
"""The source: whose words they are."""

from __future__ import annotations

from uncut.reports.claims.attribution.view import View
from uncut.reports.claims.attribution.words import DETERMINED, SPEAKERS
from uncut.reports.language.verbs import Verb


def can_speak(view: View, source: tuple[int, int]) -> bool:
    """Whether the subject is somebody, a body, or a paper; things and thoughts say nothing."""
    phrases = [
        p
        for p in view.sentence.phrases
        if source[0] <= view.tagged[p.start].token.start and view.tagged[p.end - 1].token.end <= source[1]
    ]
    if not phrases:
        return True
    head = view.tagged[phrases[0].head]
    word = head.token.lower
    if head.tag in {"name", "num"}:
        return True
    if head.tag == "pron":
        return True
    singular = word.removesuffix("s")
    return bool({word, singular, word.rsplit("-", 1)[-1]} & SPEAKERS)


def find_subject(view: View, group: int, verb: Verb | None) -> tuple[int, int] | None:
    """The noun phrase that does the saying, to the left of the verb group."""
    at = group - 1
    lead = view.lower(at)
    if lead in {"who", "which"} or (lead == "that" and view.ends.get(at) is not None):
        at -= 1
        return antecedent(view, at - (view.lower(at) == ","))
    if verb is not None and verb.form == "gerund" and not any(view.tag(k) == "aux" for k in range(group, group + 2)):
        return first_subject(view, group)
    if lead in {",", "-", "–", "—"}:
        before = appositive_head(view, at)
        if before is not None:
            return before
    found = phrase_ending(view, at + 1)
    if found is not None:
        return found
    if view.tag(at) == "conj" or lead in {",", "and", "but"}:
        return first_subject(view, group)
    if lead == ")":
        opened = next((k for k in range(at, -1, -1) if view.lower(k) == "("), None)
        return phrase_ending(view, opened) if opened else None
    return None


def antecedent(view: View, last: int) -> tuple[int, int] | None:
    """Whom "who" means: the nearest phrase to the left that can be somebody."""
    for at in range(last + 1, max(0, last - 8), -1):
        found = phrase_ending(view, at)
        if found is not None and can_speak(view, found):
            return found
    return phrase_ending(view, last + 1)


def appositive_head(view: View, comma: int) -> tuple[int, int] | None:
    """ "NAME, the minister, said": the phrase before the first of two commas, and the appositive with it."""
    mark, reach = view.lower(comma), 16 if view.lower(comma) == "," else 30
    opened = next((k for k in range(comma - 1, max(-1, comma - reach), -1) if view.lower(k) == mark), None)
    if opened is None and mark == ",":
        opened = next((k for k in range(comma - 1, max(-1, comma - 30), -1) if view.lower(k) == mark), None)
    if opened is None:
        return None
    if view.lower(opened - 1) == ")":
        opened = next((k for k in range(opened - 1, -1, -1) if view.lower(k) == "("), opened)
    head = phrase_ending(view, opened)
    return (head[0], view.tagged[comma - 1].token.end) if head else None


def phrase_ending(view: View, end: int) -> tuple[int, int] | None:
    """The phrase that ends before token ``end``, with the phrases that "of", "for" or "in" hang it on."""
    phrase = view.ends.get(end)
    if phrase is None:
        alone = end > 0 and view.lower(end - 1) in DETERMINED
        return view.span(end - 1, end) if alone else None
    if view.is_day(phrase.head):
        earlier = phrase.start - (view.tag(phrase.start - 1) == "prep")
        return phrase_ending(view, earlier) if 0 < earlier < end else None
    start = phrase.start
    while start >= 2 and view.lower(start - 1) in {"of", "for", "at", "in", "from", "and", "with"}:
        owner = view.ends.get(start - 1 - (view.lower(start - 2) in {"”", '"', "’", "»"}))
        if owner is None or (view.tag(owner.head) == "num" and view.lower(start - 1) != "of"):
            break
        if (
            view.lower(start - 1) in {"in", "at", "from", "with"}
            and owner.start == 0
            and view.tag(owner.head) == "pron"
        ):
            break
        start = owner.start
    return view.span(start, end)


def first_subject(view: View, group: int) -> tuple[int, int] | None:
    """The subject of an earlier verb of the sentence, for "saying" and for joined verbs."""
    verbs = [at for at in range(group - 1, 0, -1) if view.tag(at) in {"verb", "aux", "modal"} and at in view.ends]
    main = [at for at in verbs if not is_embedded(view, view.ends[at].start)]
    at = next(iter([*main, *verbs]), None)
    return phrase_ending(view, at) if at is not None else None


def is_embedded(view: View, start: int) -> bool:
    """Whether a subject stands in somebody's words: in a quotation, behind "that" or right behind a verb."""
    return view.tag(start - 1) in {"that", "verb", "wh"} or view.is_quoted(view.tagged[start].token.start)
