"""Findings as plain sentences, for the dossier and the terminal. Pure: values in, strings out.

Words of strangers inside a sentence have passed `show_controls`; they are not escaped for HTML.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from msgspec import UNSET

from uncut.dossier.direction import summarise_direction
from uncut.dossier.in_picture import area_in_words, cropping_in_words, place_in_words, region_in_words
from uncut.dossier.neutralise import on_one_line
from uncut.dossier.saying import NOT_SAID, stance_of
from uncut.dossier.ties import acting, shown_ties
from uncut.dossier.words import PICTURE_ALTERED, TEXT_KIND_WORDS, edit_words, is_inset, join_words, plural
from uncut.footage.changes.tags import tags_of_one
from uncut.model.comparison import WHOLE_PICTURE, Box, Comparison, Edit
from uncut.model.report import Claim, Report, Source
from uncut.model.text_comparison import TextAround, TextComparison, TextEdit
from uncut.model.time import Span, format_clock, format_length
from uncut.reports.keys import described_key

_CONFIDENCE = (
    (0.97, "very sure"),
    (0.85, "sure"),
    (0.65, "fairly sure"),
    (0.4, "unsure"),
    (0.0, "very unsure"),
)
_CERTAINTY = (
    (0.9, "said as certain"),
    (0.7, "said as likely"),
    (0.45, "said as possible"),
    (0.2, "said as doubtful"),
    (0.0, "said as very doubtful"),
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
QUICK_LOOK = (
    "A quick look, by key pictures and sound only: it is exact nowhere and does not show that nothing was changed."
)
SAID_FLATLY = 0.7
"""Certainty from which a statement without a hedge is said flatly: what somebody "said" has 0.8."""
TAGS_TOLD = 5
"""Facts of one container that are told one by one."""
AT_MOST = 12
"""Edits that a summary tells one by one; the others are counted."""


def confidence_in_words(confidence: float) -> str:
    """How sure the program is, in words: ``very sure`` from 0.97, ``unsure`` from 0.4."""
    return _in_words(confidence, _CONFIDENCE)


def certainty_in_words(certainty: float) -> str:
    """How surely a source says something, by its words."""
    return _in_words(certainty, _CERTAINTY)


def wording_in_words(claim: Claim) -> str:
    """How surely the source says it, where the words leave something open; else empty.

    That a source is quoted, and not the writer, makes nobody's words less sure.
    """
    told = (claim.stance == "hedged" and not claim.unsaid) or (
        claim.stance in ("asserted", "ironic") and claim.certainty < SAID_FLATLY
    )
    return certainty_in_words(claim.certainty) if told else ""


def _in_words(value: float, scale: tuple[tuple[float, str], ...]) -> str:
    if not 0 <= value <= 1:
        return "not between 0 and 1"
    return next(words for floor, words in scale if value >= floor)


def share_in_words(share: float) -> str:
    """A share of a whole as a percentage that never rounds something to all or to nothing."""
    if 0.995 <= share < 1:
        return "over 99 %"
    if 0 < share < 0.005:
        return "under 1 %"
    return f"{share * 100:.0f} %"


def short_clock(seconds: Fraction | float) -> str:
    """`format_clock` without the zeros at the end: ``0:41``, ``1:02.5``."""
    return format_clock(seconds).rstrip("0").rstrip(".") if seconds % 1 else format_clock(seconds)[:-4]


def told_clock(seconds: Fraction) -> str:
    """A time to the tenth of a second, as sentences tell it: ``1:02.5``; tables have it exactly."""
    return short_clock(Fraction(round(seconds * 10), 10))


def describe_edit(edit: Edit) -> str:
    """One change of footage as a sentence without its full stop."""
    words = _describe_kind(edit)
    if edit.by == "sound":
        words += " (found by sound alone)"
    if edit.sound_runs_on is not UNSET:
        words += "; " + ("their sound is heard on" if edit.kind == "removed" else "the left sound runs on beneath them")
    if edit.uncertain is not UNSET:
        start = edit.uncertain.start
        words += "; the exact place cannot be known"
        if not start.is_empty:
            words += f": it begins between {told_clock(start.start)} and {told_clock(start.end)}"
    return words


def _describe_kind(edit: Edit) -> str:  # noqa: PLR0911, PLR0912 - one line a kind reads straight down
    left, right = edit.left or Span(Fraction(0), Fraction(0)), edit.right or Span(Fraction(0), Fraction(0))
    during = f"from {told_clock(right.start)} to {told_clock(right.end)} of the right version"
    length, place = format_length(right.seconds), f"at {told_clock(right.start)} of the right version"
    match edit.kind:
        case "removed":
            return f"{format_length(left.seconds)} are removed at {told_clock(left.start)} of the left version"
        case "inserted":
            return f"{length} are put in {place}"
        case "moved":
            return (
                f"{length} are moved from {told_clock(left.start)} of the left version "
                f"to {told_clock(right.start)} of the right one"
            )
        case "repeated":
            return (
                f"{length} from {told_clock(left.start)} of the left version "
                f"are shown again at {told_clock(right.start)} of the right one"
            )
        case "retimed":
            return f"playback is {_speed(edit)} {during}"
        case "frozen":
            return f"a still is held for {length} {place}"
        case "reversed":
            return f"playback runs backwards {during}"
        case "blurred" | "pixelated" | "covered":
            return f"{_where(edit)} is {edit.kind} {during}{_reading(edit)}"
        case "overlaid":
            return f"something is laid over the picture{_at(edit)} {during}{_reading(edit)}"
        case "reframed":
            return f"the picture is cropped {cropping_in_words(edit) or 'or enlarged'} {during}"
        case "padded":
            inner = edit.right_box
            if inner is not UNSET and is_inset(edit):
                where, size = place_in_words(inner), area_in_words(_area(inner))
                return f"the left picture stands small within another one, {where} ({size}), {during}"
            fills = "" if inner is UNSET or inner == WHOLE_PICTURE else f" round {area_in_words(_area(inner))}"
            return f"bars or a frame are added{fills} {during}"
        case "mirrored":
            return f"the picture is mirrored {during}"
        case "rotated":
            turn = "" if edit.rotation is UNSET else f" by {edit.rotation:g}°"
            return f"the picture is turned{turn} {during}"
        case "filmed":
            return f"the picture is slanted, as if filmed from a screen, {during}"
        case "recoloured":
            if edit.grey is not UNSET:
                return f"the colour is taken away {during}"
            return f"brightness, contrast or colour are changed {during}"
        case "sharpened":
            return f"the picture is sharpened {during}"
        case "grain_added":
            return f"grain is added to the picture {during}"
        case "muted":
            return f"the sound is muted for {length} {place}"
        case "bleeped":
            return f"a tone lies over the sound for {length} {place}"
        case "sound_replaced":
            if edit.pitch is not UNSET:
                way = "raised" if edit.pitch > 1 else "lowered"
                return f"the pitch of the sound is {way} ({edit.pitch:.2f}×) {during}"
            return f"the sound is another one {during}"
        case "sound_added":
            return f"sound is mixed in {during}"
        case "sound_removed":
            return f"the sound track is taken away {during}"
        case "sound_shifted":
            return f"the sound is {_shift(edit)} {during}"
        case "metadata":
            return _describe_metadata(edit)


def _where(edit: Edit) -> str:
    track = edit.track if isinstance(edit.track, list) else []
    return "the whole picture" if track and all(one.box == WHOLE_PICTURE for one in track) else f"a region{_at(edit)}"


def _at(edit: Edit) -> str:
    """Where in the picture, behind a space; empty where nothing says."""
    track = edit.track if isinstance(edit.track, list) else []
    return f" {region_in_words(track)}" if track and any(one.box != WHOLE_PICTURE for one in track) else ""


def _area(box: Box) -> float:
    return box.width * box.height


def _speed(edit: Edit) -> str:
    if edit.rate is UNSET:
        return "at another speed"
    return f"{'faster' if edit.rate > 1 else 'slower'} ({edit.rate:.2f}×)"


def _shift(edit: Edit) -> str:
    if edit.offset is UNSET:
        return "out of step with the picture"
    return f"{format_length(abs(edit.offset))} {'late' if edit.offset > 0 else 'early'}"


def _reading(edit: Edit) -> str:
    return "" if edit.text is UNSET else f", reading “{on_one_line(edit.text)}”"


def _describe_metadata(edit: Edit) -> str:
    if edit.field == "picture_track":
        here, gone = ("left", "right") if edit.left_value else ("right", "left")
        return f"the {gone} file holds no pictures that can be read, and the {here} one does"
    name = "a container fact" if edit.field is UNSET else f"“{on_one_line(edit.field)}”"
    return f"{name} differs: {_value(edit.left_value)} on the left, {_value(edit.right_value)} on the right"


def _value(value: object) -> str:
    return f"“{on_one_line(value)}”" if isinstance(value, str) else "nothing"


def sentence(words: str) -> str:
    """``words`` with a capital and a full stop."""
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '!', '?')) else '.'}"


def summarise_comparison(comparison: Comparison, *, at_most: int = AT_MOST) -> list[str]:
    """A comparison as sentences: what the two share, ``at_most`` changes, what was made from what, what is open."""
    quick = "quick" in comparison.settings
    if not comparison.related:
        return [_unrelated(quick), *_unexamined(comparison)]
    seen = [edit for edit in comparison.edits if edit.kind != "metadata"]
    told = [*seen, *(edit for edit in comparison.edits if edit.kind == "metadata")]
    headline = _headline(len(seen), len(told) - len(seen), by_sound=comparison.left.frames is None, quick=quick)
    sentences = [*([QUICK_LOOK] if quick else []), headline, _shared(comparison, quick)]
    if len(told) == at_most + 1 > 1:
        at_most += 1  # to count the last one takes the line in which it is told
    sentences += [sentence(describe_edit(edit)) for edit in told[:at_most]]
    others = [edit_words(edit) for edit in told[at_most:]]
    made = summarise_direction(comparison.direction)
    sentences += _others(others, of=len(told)) + describe_lone_tags(comparison.left.tags, comparison.right.tags)
    return [*sentences, *([made] if made else []), *_unexamined(comparison)]


def describe_lone_tags(left: Mapping[str, str], right: Mapping[str, str]) -> list[str]:
    """A sentence for each container that says what the other one does not, such as a date or a title."""
    sentences = []
    for side, here, there in (("left", left, right), ("right", right, left)):
        lone = [
            f"{on_one_line(name, 40)} “{on_one_line(value, 60)}”" for name, value in tags_of_one(here, there).items()
        ]
        more = [f"{len(lone) - TAGS_TOLD} more"] if len(lone) > TAGS_TOLD else []
        if lone:
            sentences.append(
                f"Only the {side} container says: {join_words([*lone[:TAGS_TOLD], *more])}. "
                "Conversions drop such notes, and anybody can write them."
            )
    return sentences


def _headline(changes: int, facts: int, *, by_sound: bool = False, quick: bool = False) -> str:
    differ = f"{plural(facts, 'fact')} of the container {'differs' if facts == 1 else 'differ'}"
    if changes == 0:
        looked = "the sound" if by_sound else "picture or sound"
        if quick:
            looked = "what a quick look sees"
        if facts:
            return f"No change was found in {looked}; {differ}."
        return f"No change was found in {looked}." if quick else "No change was found."
    also = f", and {differ}" if facts else ""
    return f"{plural(changes, 'change')} {'was' if changes == 1 else 'were'} found{also}."


def _unrelated(quick: bool) -> str:
    if quick:
        return f"{QUICK_LOOK} No footage was found that the two files share; that does not say that there is none."
    return "The two files share no footage that could be found."


def _shared(comparison: Comparison, quick: bool) -> str:
    left, right = comparison.coverage.left, comparison.coverage.right
    if quick:
        return (
            f"As far as these show, about {share_in_words(left)} of the left version is in the right one, and about "
            f"{share_in_words(right)} of the right version in the left one."
        )
    is_altered = any(edit.kind in PICTURE_ALTERED for edit in comparison.edits)
    if left >= 1 and right >= 1:
        if is_altered:
            return "No stretch of time is missing in either version; what is shown then was altered."
        return "Each version shows all of the other."
    return (
        f"{'In time, ' if is_altered else ''}{share_in_words(left)} of the left version is in the right one; "
        f"{share_in_words(right)} of the right version is in the left one."
    )


def _others(kinds: Sequence[str], *, of: int) -> list[str]:
    """The changes that were not told one by one, counted by kind; ``of`` is the number of all."""
    if not kinds:
        return []
    counts = Counter(kinds)
    listed = join_words(f"{count} × {kind.lower()}" for kind, count in counts.most_common())
    return [f"{listed}."] if len(kinds) == of else [f"{plural(len(kinds), 'more change')}: {listed}."]


def _unexamined(comparison: Comparison) -> list[str]:
    what = list(dict.fromkeys(on_one_line(one.what) for one in comparison.not_examined))
    return [f"Not examined, so that silence means nothing: {join_words(what)}."] if what else []


def describe_text_edit(edit: TextEdit) -> str:
    """One change between two texts as a sentence without its full stop."""
    quote = edit.left if edit.left is not None else edit.right
    words = "" if quote is None else on_one_line(quote.text, 90)
    changed = [piece for piece in (edit.pieces if edit.pieces is not UNSET else ()) if piece.left or piece.right]
    if edit.kind == "reworded" and len(changed) == 1:
        before, after = changed[0].left, changed[0].right
        if before and after:
            return f"reworded: “{on_one_line(before.text, 60)}” became “{on_one_line(after.text, 60)}”"
        if before:
            return f"reworded: “{on_one_line(before.text, 60)}” left out"
        if after:
            return f"reworded: “{on_one_line(after.text, 60)}” put in"
    return f"{TEXT_KIND_WORDS[edit.kind].lower()}: “{words}”"


def summarise_text_comparison(comparison: TextComparison, *, at_most: int = AT_MOST) -> list[str]:
    """A text comparison as sentences."""
    if not comparison.related:
        return ["The two texts share no sentence that could be found."]
    edits = comparison.edits
    sentences = [
        "No change was found in the text itself." if comparison.around and not edits else _headline(len(edits), 0),
        f"{share_in_words(comparison.coverage.left)} of the left text is in the right one; "
        f"{share_in_words(comparison.coverage.right)} of the right text is in the left one.",
    ]
    sentences += describe_around(comparison.around)
    sentences += [sentence(describe_text_edit(edit)) for edit in edits[:at_most]]
    return sentences + _others([TEXT_KIND_WORDS[edit.kind] for edit in edits[at_most:]], of=len(edits))


def describe_around(around: Sequence[TextAround]) -> list[str]:
    """What differs around two texts, in sentences: the headlines in words, other lines by their number."""
    sentences = []
    for one in around:
        if one.kind == "headline":
            left, right = (
                "" if quote is None else f"“{on_one_line(quote.text, 120)}”" for quote in (one.left, one.right)
            )
            if left and right:
                sentences.append(f"The headline is another one: {left} on the left, {right} on the right.")
            else:
                lacking = "right" if left else "left"
                sentences.append(f"The headline {left or right} is not in the {lacking} text.")
    lines = sum(one.kind == "publication" for one in around)
    if lines:
        stand = "line about the publication differs" if lines == 1 else "lines about the publication differ"
        sentences.append(f"{lines} {stand} (who wrote it, when, or where it comes from).")
    return sentences


def summarise_report(report: Report) -> list[str]:
    """A report as sentences: where it comes from, how much it says, who says it, what it rests on."""
    sentences = [_origin(report)]
    stances = Counter(map(stance_of, report.claims))
    if report.claims:
        marked = [
            f"{stances[name]} {name}" for name in ("hedged", "denied", NOT_SAID, "ironic", "asked") if stances[name]
        ]
        of_which = f" ({join_words(marked)})" if marked else ""
        sources = len({_source_key(claim.asserted_by) for claim in report.claims})
        sentences.append(f"{plural(len(report.claims), 'claim')}{of_which} by {plural(sources, 'source')}.")
    else:
        sentences.append("No claim was found.")
    ties = shown_ties(report.ties)
    counts = [
        plural(len(values), name)
        for values, name in (
            (acting(report), "actor"), (ties, "tie"), (report.events, "event"),
            (report.footage, "mention of footage"),
        )
        if values
    ]  # fmt: skip
    if counts:
        sentences.append(f"{sentence(join_words(counts))}")
    if report.not_examined:
        what = join_words(on_one_line(one) for one in report.not_examined)
        sentences.append(f"Not examined, so that silence means nothing: {what}.")
    return sentences


def model_name(report: Report) -> str:
    """The language model that was asked for proposals, as it was named."""
    asked = report.settings.get("model")
    return str(asked.get("name")) if isinstance(asked, dict) else "that was asked"


def _source_key(source: Source) -> tuple[str, str]:
    """By it claims of one source are counted once, also of one that is only described."""
    words = source.quote.text if source.actor is None and source.quote is not None else ""
    return source.kind, source.actor or described_key(words)


def _origin(report: Report) -> str:
    document = report.document
    publisher = document.publisher
    who = f"Published by {on_one_line(publisher.name)}," if publisher else "Publisher not named; published"
    return f"{who} {date_in_words(document.published.earliest, document.published.latest)}."


def date_in_words(earliest: dt.date | None, latest: dt.date | None) -> str:
    """An interval of days: one day, a whole month or year, an interval, or one that is open on a side."""
    if earliest is None and latest is None:
        return "at an unknown date"
    if earliest is None:
        return f"on or before {latest}"
    if latest is None:
        return f"on or after {earliest}"
    if earliest == latest:
        return f"on {earliest}"
    return _whole_period(earliest, latest) or f"between {earliest} and {latest}"


def _whole_period(earliest: dt.date, latest: dt.date) -> str:
    """A whole month or year by its name; empty for any other interval."""
    is_whole = earliest.day == 1 and latest.day == calendar.monthrange(latest.year, latest.month)[1]
    if not is_whole or earliest.year != latest.year:
        return ""
    if (earliest.month, latest.month) == (1, 12):
        return f"in {earliest.year}"
    return f"in {_MONTHS[earliest.month - 1]} {earliest.year}" if earliest.month == latest.month else ""
