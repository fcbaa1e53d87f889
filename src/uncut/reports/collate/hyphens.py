"""Words that the end of a line or a page cut in two, joined again where the other text shows the whole word."""

from __future__ import annotations

from collections.abc import Sequence

from uncut.reports.language.tokens import Token, normal_form

_HYPHENS = "-‐‑\u00ad¬"


def mend_breaks(text: str, tokens: Sequence[Token], known: frozenset[str]) -> list[Token]:
    """``tokens`` with the halves of cut words joined; ``known`` are the words of both texts.

    "infor-⏎mation" is joined, as "information" or, where only that is known, as "infor-mation"; two pieces
    without a hyphen ("factb⏎ook") only where the whole is known and a piece is not.
    """
    mended: list[Token] = []
    at = 0
    while at < len(tokens):
        joined, used = _joined(text, tokens, at, known)
        mended.append(joined)
        at += used
    return mended


def _joined(text: str, tokens: Sequence[Token], at: int, known: frozenset[str]) -> tuple[Token, int]:
    first = tokens[at]
    for used in (3, 2):
        last = tokens[at + used - 1] if at + used <= len(tokens) else None
        if last is None or not (first.is_word and last.is_word):
            continue
        between = text[first.end : last.start]
        whole = _whole(first, last, between, known) if _is_cut(between, used) else None
        if whole is not None:
            return Token(first.start, last.end, text[first.start : last.end], whole, True), used
    return first, 1


def _is_cut(between: str, used: int) -> bool:
    hyphen, space = between[:1], between.lstrip(_HYPHENS)
    if not space or space.strip():
        return False
    return (used == 3 and hyphen in _HYPHENS) if hyphen and not hyphen.isspace() else used == 2 and "\n" in space


def _whole(first: Token, last: Token, between: str, known: frozenset[str]) -> str | None:
    plain = normal_form(first.text + last.text)
    if between[0].isspace():
        return plain if plain in known and not {first.lower, last.lower} <= known else None
    hyphened = f"{first.lower}-{last.lower}"
    if plain in known or hyphened in known:
        return plain if plain in known else hyphened
    return plain if "\n" in between and last.text[:1].islower() else None
