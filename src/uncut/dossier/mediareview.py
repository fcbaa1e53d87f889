"""A draft of a schema.org MediaReview (JSON-LD) about the right version, for a fact-checker to finish.

The vocabulary's categories judge: they were made for verdicts. A comparison gives none, so the categories stand
there as suggestions that follow from the kinds of change alone, the document calls itself a draft, and nothing in it
says who changed what or why. No category is suggested where no change was found: that is no proof of an original.
"""

from __future__ import annotations

from typing import Any

from uncut.dossier.json_for_pages import to_page_json
from uncut.dossier.neutralise import file_name, show_controls
from uncut.dossier.summary import describe_edit, sentence, summarise_comparison
from uncut.dossier.words import PICTURE_REGIONS, SOUND, edit_words
from uncut.model.comparison import Comparison, Edit
from uncut.model.footage import Footage

EDITED = "https://schema.org/EditedOrCroppedContent"
TRANSFORMED = "https://schema.org/TransformedContent"
TIME_EDITS = frozenset({"removed", "inserted", "moved", "repeated", "reframed"})
"""Stretches of time or parts of the picture left out, put in, or in another order."""
TRANSFORMATIONS = PICTURE_REGIONS.union(
    SOUND, {"retimed", "frozen", "reversed", "mirrored", "rotated", "recoloured", "sharpened", "grain_added"}
)
"""Speed, added or removed elements, dubbing. Bars and container facts suggest nothing."""
SUGGESTION = (
    "Suggested by a program from the kinds of change between two versions. It is no verdict: neither version is known "
    "to be the original, and nothing is known of who made the changes or why. A person must decide."
)
MOST_CHANGES = 200
"""Parts that are listed; the comparison's own JSON holds all."""


def suggest_categories(comparison: Comparison) -> list[str]:
    """The categories that the kinds of change suggest, the one with more changes first; none for unrelated files."""
    if not comparison.related:
        return []
    kinds = [edit.kind for edit in comparison.edits]
    counts = {
        EDITED: sum(kind in TIME_EDITS for kind in kinds),
        TRANSFORMED: sum(kind in TRANSFORMATIONS for kind in kinds),
    }
    return sorted((name for name, count in counts.items() if count), key=lambda name: -counts[name])


def render_mediareview(comparison: Comparison) -> str:
    """The JSON-LD document."""
    return to_page_json(_review(comparison)) + "\n"


def _review(comparison: Comparison) -> dict[str, Any]:
    categories = suggest_categories(comparison)
    review: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MediaReview",
        "creativeWorkStatus": "Draft",
        "name": f"Suggestion: {file_name(comparison.right.path)} compared with {file_name(comparison.left.path)}",
        "disambiguatingDescription": SUGGESTION,
        "author": {
            "@type": "SoftwareApplication",
            "name": "Uncut",
            "softwareVersion": comparison.version,
        },
        "abstract": show_controls(" ".join(summarise_comparison(comparison))),
        "itemReviewed": {
            "@type": "MediaReviewItem",
            "mediaItemAppearance": [_media(comparison.right, comparison.edits)],
        },
        "isBasedOn": _media(comparison.left, []),
    }
    if categories:
        review["mediaAuthenticityCategory"] = categories if len(categories) > 1 else categories[0]
    return review


def _media(footage: Footage, edits: list[Edit]) -> dict[str, Any]:
    media: dict[str, Any] = {
        "@type": "AudioObject" if footage.width is None else "VideoObject",
        "name": file_name(footage.path),
        "sha256": footage.sha256,
        "duration": f"PT{float(footage.seconds):.6f}S",
    }
    if footage.width is not None:
        media |= {"width": f"{footage.width} px", "height": f"{footage.height} px"}
    parts = [_part(number, edit) for number, edit in enumerate(edits, start=1) if edit.right is not None]
    return media | ({"hasPart": parts[:MOST_CHANGES]} if parts else {})


def _part(number: int, edit: Edit) -> dict[str, Any]:
    """A change as a clip of the right version."""
    clip: dict[str, Any] = {
        "@type": "Clip",
        "name": f"{number}. {edit_words(edit)}",
        "description": sentence(describe_edit(edit)),
    }
    if edit.right is not None:
        clip |= {"startOffset": round(float(edit.right.start), 6), "endOffset": round(float(edit.right.end), 6)}
    return clip
