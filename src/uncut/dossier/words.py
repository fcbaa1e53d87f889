"""The words for the kinds of the contracts, in one place."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import UNSET

from uncut.model.comparison import Edit

KIND_WORDS: dict[str, str] = {
    "removed": "Removed",
    "inserted": "Put in",
    "moved": "Moved",
    "repeated": "Repeated",
    "retimed": "Speed changed",
    "frozen": "Still held",
    "reversed": "Backwards",
    "blurred": "Blurred",
    "pixelated": "Pixelated",
    "covered": "Covered",
    "overlaid": "Laid over",
    "reframed": "Reframed",
    "padded": "Bars added",
    "mirrored": "Mirrored",
    "rotated": "Turned",
    "filmed": "Filmed from a screen",
    "recoloured": "Recoloured",
    "sharpened": "Sharpened",
    "grain_added": "Grain added",
    "muted": "Muted",
    "bleeped": "Bleeped",
    "sound_replaced": "Sound replaced",
    "sound_added": "Sound added",
    "sound_removed": "Sound removed",
    "sound_shifted": "Sound shifted",
    "metadata": "Container fact",
}

TEXT_KIND_WORDS: dict[str, str] = {
    "removed": "Removed",
    "inserted": "Put in",
    "moved": "Moved",
    "reworded": "Reworded",
}

AROUND_WORDS: dict[str, str] = {
    "headline": "Headline (each publication has its own; not counted as a change of the text)",
    "publication": "About the publication (who wrote it, when, or where it comes from; not counted)",
}

EFFECT_WORDS: dict[str, str] = {
    "hedge_dropped": "hedge dropped",
    "hedge_added": "hedge added",
    "number_changed": "number changed",
    "source_dropped": "source left out",
    "source_added": "source added",
    "name_dropped": "name left out",
    "date_changed": "date changed",
    "negation_changed": "negation changed",
    "loaded_word_added": "loaded word added",
    "loaded_word_dropped": "loaded word dropped",
    "sharpened": "told as surer",
    "softened": "told as less sure",
    "denial_dropped": "denial left out",
    "denial_added": "denial added",
}

CHAIN_WORDS: dict[str, str] = {
    "publisher": "Publisher",
    "republished_from": "Republished from",
    "shared_by": "Footage shared by",
    "recorded_by": "Footage recorded by",
}

HAND_WORDS: dict[str, str] = {
    "recorded": "recorded by",
    "released": "released by",
    "shared": "shared by",
    "edited": "edited by",
}

TIE_WORDS: dict[str, str] = {
    "part_of": "is part of",
    "leads": "leads",
    "allied_with": "is allied with",
    "opposes": "opposes",
    "supports": "supports",
    "supplies": "supplies",
    "renamed_to": "was renamed to",
    "same_as": "is the same as",
    "met": "met",
    "split_from": "split from",
    "merged_into": "merged into",
    "located_in": "is located in",
}


def tie_in_words(kind: str, target_kind: str | None, *, is_over: bool = False, is_founding: bool = False) -> str:
    """What a tie says between the names of its ends; who leads a place controls it."""
    if is_founding:
        return "founded"
    if kind == "leads" and target_kind == "place":
        return "no longer controls" if is_over else "controls"
    return TIE_WORDS[kind]


BASIS_WORDS: dict[str, str] = {
    "text": "as the text says",
    "metadata": "as the file states",
    "given": "as given by you",
}


def basis_in_words(basis: str) -> str:
    """How something is known: the words of the contract, or the reasons behind what was inferred."""
    return BASIS_WORDS.get(basis, basis)


STANCE_WORDS: dict[str, str] = {
    "asserted": "said flatly",
    "hedged": "hedged",
    "denied": "denied",
    "ironic": "with distance, ironic",
    "asked": "asked",
}

EVIDENCE_WORDS: dict[str, str] = {
    "generation_loss": "Fine detail",
    "resolution": "Size of the picture",
    "crop": "More of the scene",
    "bars": "Bars or a frame",
    "altered_region": "Altered region",
    "excerpt": "Pieces in time",
    "frame_rate": "Frame rate",
    "colour": "Colour",
    "sound_band": "Range of the sound",
    "sound_edit": "Silenced sound",
}

WAY_WORDS: dict[str, str] = {
    "right_from_left": "the right version was made from the left one",
    "left_from_right": "the left version was made from the right one",
}

INSET = 0.6
"""Share of the width and of the height that a picture in a picture takes at most; bars and frames leave more."""
CUTS = frozenset({"removed", "inserted"})
PICTURE_REGIONS = frozenset({"blurred", "pixelated", "covered", "overlaid"})
WHOLE_PICTURE = frozenset(
    {"reframed", "padded", "mirrored", "rotated", "filmed", "recoloured", "sharpened", "grain_added"}
)
SOUND = frozenset({"muted", "bleeped", "sound_replaced", "sound_added", "sound_removed", "sound_shifted"})
PICTURE_ALTERED = PICTURE_REGIONS | WHOLE_PICTURE
"""Changes of what is shown, not of when."""


def edit_words(edit: Edit) -> str:
    """What a change of footage is called."""
    if edit.pitch is not UNSET:
        return "Pitch changed"
    if edit.grey is not UNSET:
        return "Colour taken away"
    return "Picture in picture" if is_inset(edit) else KIND_WORDS[edit.kind]


def is_inset(edit: Edit) -> bool:
    """Whether the left picture stands small within another one, rather than between bars."""
    box = edit.right_box
    return edit.kind == "padded" and box is not UNSET and max(box.width, box.height) <= INSET


def plural(count: int, noun: str) -> str:
    """``1 claim``, ``2 claims``, ``2 mentions of footage``."""
    first, _, rest = noun.partition(" of ")
    return f"{count} {first}{'' if count == 1 else 's'}{f' of {rest}' if rest else ''}"


def join_words(words: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    *head, last = list(words) or [""]
    return f"{', '.join(head)} and {last}" if head else last
