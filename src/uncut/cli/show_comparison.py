"""A comparison in the terminal: what it comes to in sentences, then every change with its times or words."""

from __future__ import annotations

from fractions import Fraction

from msgspec import UNSET
from rich.console import Console
from rich.text import Text

from uncut.cli.screen import PlainTable, hanging, neutral, result_console
from uncut.dossier.direction import strength_in_words
from uncut.dossier.summary import QUICK_LOOK, confidence_in_words, summarise_comparison, summarise_text_comparison
from uncut.dossier.unexamined import gather_unexamined
from uncut.dossier.words import (
    AROUND_WORDS,
    EFFECT_WORDS,
    EVIDENCE_WORDS,
    PICTURE_ALTERED,
    SOUND,
    TEXT_KIND_WORDS,
    WAY_WORDS,
    edit_words,
    join_words,
)
from uncut.model.comparison import Comparison, DirectionClue, Edit, Kept, NotExamined
from uncut.model.footage import Footage
from uncut.model.text import Quote
from uncut.model.text_comparison import TextAround, TextComparison, TextEdit, TextSide
from uncut.model.time import Span, format_clock, format_length

TOLD = 5
"""Changes told as sentences; the table holds all."""


def show_comparison(result: Comparison | TextComparison) -> None:
    """Print ``result`` on standard output."""
    console = result_console()
    if isinstance(result, Comparison):
        _show_footage(console, result)
    else:
        _show_texts(console, result)


def how_sure(confidence: float) -> str:
    """A confidence in words and as a number."""
    return f"{confidence_in_words(confidence)} ({confidence:.2f})"


def span_in_words(span: Span | None) -> str:
    """Clock times: ``0:41.000 – 0:53.400``; ``at 0:41.000`` for an empty span, ``–`` for none."""
    if span is None:
        return "–"
    if span.is_empty:
        return f"at {format_clock(span.start)}"
    return f"{format_clock(span.start)} – {format_clock(span.end)}"


def _show_footage(console: Console, result: Comparison) -> None:
    for side, footage in (("Left ", result.left), ("Right", result.right)):
        console.print(Text(f"{side}  {_footage_in_words(footage)}"), soft_wrap=True)
        for issue in footage.issues:
            console.print(Text(f"       Note: {neutral(issue)}", style="yellow"), soft_wrap=True)
    console.print()
    _show_same_bytes(console, result)
    headline, *others = _without_unexamined(summarise_comparison(result, at_most=TOLD))
    if headline == QUICK_LOOK:
        console.print(hanging("", Text(headline, style="yellow")))
        headline, *others = others
    console.print(Text(headline, style="bold"))
    for sentence in others:
        console.print(hanging("  • ", Text(sentence)))
    console.print()
    if result.edits:
        console.print(_edit_table(result.edits))
        console.print()
    if result.kept:
        by_sound = result.left.frames is None or result.right.frames is None
        console.print(_kept_table(result, by_sound=by_sound))
        console.print()
    if result.direction:
        console.print(_direction_table(result.direction))
        console.print()
    _show_unexamined(console, result.not_examined)


def _footage_in_words(footage: Footage) -> str:
    facts = [neutral(footage.path), format_length(footage.seconds)]
    if footage.width:
        facts.append(f"{footage.width}×{footage.height} {neutral(footage.video_codec or '')}".strip())
    if footage.frame_rate:
        facts.append(f"{_rate_in_words(footage)}{', varying' if footage.variable_frame_rate else ''}")
    facts.append(f"sound {neutral(footage.audio.codec)}" if footage.audio else "no sound")
    return ", ".join(facts)


def _rate_in_words(footage: Footage) -> str:
    """Pictures a second, with digits alone; of fewer than one, for how long each is shown."""
    rate = Fraction(footage.frame_rate or 0)
    if rate < 1:
        shown = footage.seconds / footage.frames if footage.frames else footage.seconds
        return f"a picture every {format_length(shown)}"
    return f"{round(rate)} pictures a second" if rate >= 1000 else f"{float(rate):.4g} pictures a second"


def _without_unexamined(sentences: list[str]) -> list[str]:
    """The summary without its last sentence, on what was not examined: that gets its own paragraph."""
    return [one for one in sentences if not one.startswith("Not examined")]


def _edit_table(edits: list[Edit]) -> PlainTable:
    table = PlainTable("", "Change", "Left version", "Right version", "How sure")
    for number, edit in enumerate(edits, start=1):
        table.add_row(
            str(number),
            Text(_edit_in_words(edit)),
            span_in_words(edit.left),
            span_in_words(edit.right),
            how_sure(edit.confidence),
        )
        if edit.uncertain is not UNSET:
            ends = f"starts {span_in_words(edit.uncertain.start)}, ends {span_in_words(edit.uncertain.end)}"
            table.add_row("", Text(f"exact place unknown: {ends}", style="yellow"), "", "", "")
    return table


def _edit_in_words(edit: Edit) -> str:
    if edit.kind == "metadata":
        values = [neutral(one) if isinstance(one, str) else "nothing" for one in (edit.left_value, edit.right_value)]
        name = neutral(edit.field) if isinstance(edit.field, str) else "a fact"
        return f"{name}: {values[0]} → {values[1]}"
    span = edit.left if edit.kind == "removed" else edit.right
    words = edit_words(edit)
    if span is not None and not span.is_empty:
        words += f", {format_length(span.seconds)}"
    if edit.rate is not UNSET and edit.rate not in (0, 1):
        words += f", speed ×{edit.rate:.3g}"
    if edit.pitch is not UNSET:
        words += f", pitch ×{edit.pitch:.3g}"
    if edit.sound_runs_on is not UNSET:
        words += ", sound runs on"
    if isinstance(edit.text, str):
        words += f": “{neutral(edit.text)}”"
    return f"{words} (by sound alone)" if edit.by == "sound" else words


def _kept_table(result: Comparison, *, by_sound: bool) -> PlainTable:
    table = PlainTable("", "Kept", "Left version", "Right version", "How sure")
    for one in result.kept:
        looks = [
            word
            for word, is_so in (
                ("held", not one.rate),
                (f"speed ×{one.rate:.3g}", bool(one.rate) and abs(one.rate - 1) > 0.001),
                ("backwards", one.reversed),
                ("mirrored", one.mirrored),
                (f"turned {one.rotation:g}°", bool(one.rotation)),
            )
            if is_so
        ]
        words = ", ".join(["the same sound" if by_sound else "the same footage", *looks, *_changes_in(result, one)])
        table.add_row("", words, span_in_words(one.left), span_in_words(one.right), how_sure(one.confidence))
    return table


def _changes_in(result: Comparison, kept: Kept) -> list[str]:
    """The changes that fall into a stretch, by their numbers: what is kept there is not kept as it was."""
    numbers = [
        str(number) for number, edit in enumerate(result.edits, start=1)
        if edit.kind in PICTURE_ALTERED | SOUND
        and edit.right is not None and not edit.right.intersection(kept.right).is_empty
    ]  # fmt: skip
    return [f"but for {'change' if len(numbers) == 1 else 'changes'} {join_words(numbers)}"] if numbers else []


def _direction_table(clues: list[DirectionClue]) -> PlainTable:
    table = PlainTable("", "Evidence", "Points to this", "How strongly")
    for clue in clues:
        strength = f"{strength_in_words(clue.strength)} ({clue.strength:.2f})"
        table.add_row("", EVIDENCE_WORDS[clue.evidence], WAY_WORDS[clue.points_to], strength)
    return table


def _show_unexamined(console: Console, entries: list[NotExamined]) -> None:
    if not entries:
        return
    console.print(Text("Not examined, so that silence about it means nothing:", style="bold"))
    for one in gather_unexamined(entries):
        where = [
            f"{', '.join(span_in_words(span) for span in spans)} of the {side} version"
            for side, spans in (("left", one.left), ("right", one.right))
            if spans
        ]
        place = f" ({', '.join(where)})" if where else ""
        console.print(hanging("  ", Text(f"{neutral(join_words(one.what))}{place}: {neutral(one.why)}")))


def _show_texts(console: Console, result: TextComparison) -> None:
    for side, text in (("Left ", result.left), ("Right", result.right)):
        console.print(Text(f"{side}  {_text_in_words(text)}"), soft_wrap=True)
    console.print()
    _show_same_bytes(console, result)
    for sentence in summarise_text_comparison(result, at_most=0)[:2]:
        console.print(Text(sentence, style="bold"))
    _show_around(console, result.around)
    for number, edit in enumerate(result.edits, start=1):
        console.print()
        _show_text_edit(console, number, edit)


def _show_same_bytes(console: Console, result: Comparison | TextComparison) -> None:
    if result.left.sha256 == result.right.sha256:
        console.print(Text("Both are the same file: they have the same bytes.", style="bold"))


def _text_in_words(side: TextSide) -> str:
    return f"{neutral(side.path)}, {len(side.text.split())} words"


def _show_text_edit(console: Console, number: int, edit: TextEdit) -> None:
    effects = [EFFECT_WORDS[one] for one in edit.effect] if edit.effect is not UNSET else []
    effect = f" ({', '.join(effects)})" if effects else ""
    console.print(Text(f"{number:>2}  {TEXT_KIND_WORDS[edit.kind]}{effect}, {how_sure(edit.confidence)}", style="bold"))
    pieces = edit.pieces if edit.pieces is not UNSET else []
    if edit.left:
        console.print(hanging("    left  - ", _quoted("red", edit.left, [one.left for one in pieces])))
    if edit.right:
        console.print(hanging("    right + ", _quoted("green", edit.right, [one.right for one in pieces])))


def _show_around(console: Console, around: list[TextAround]) -> None:
    """What differs around the texts, as changes are shown, but without a number: it is none of them."""
    for kind, words in AROUND_WORDS.items():
        lines = [one for one in around if one.kind == kind]
        if lines:
            console.print()
            console.print(Text(words, style="bold"))
        for one in lines:
            if one.left:
                console.print(hanging("    left  - ", _quoted("red", one.left, [])))
            if one.right:
                console.print(hanging("    right + ", _quoted("green", one.right, [])))


def _quoted(style: str, quote: Quote, pieces: list[Quote | None]) -> Text:
    """One side's words with what differs in bold and underlined; all of it where nothing finer is known."""
    line = Text(style=style)
    at = quote.start
    for piece in sorted(one for one in pieces if one is not None and quote.holds(one)):
        line.append(_words(quote, at, piece.start))
        line.append(_words(quote, piece.start, piece.end), style="bold underline")
        at = max(at, piece.end)
    line.append(_words(quote, at, quote.end))
    return line


def _words(quote: Quote, start: int, end: int) -> str:
    """A stretch of the quote as it may be printed, with its outer spaces."""
    piece = quote.text[start - quote.start : end - quote.start]
    if not piece.strip():
        return " " if piece else ""
    before = " " if piece[0].isspace() else ""
    after = " " if piece[-1].isspace() else ""
    return f"{before}{neutral(piece)}{after}"
