"""What the page needs to play both versions in step."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from uncut.dossier.neutralise import file_name
from uncut.dossier.parts import ComparisonPart
from uncut.dossier.playback import Bar, changes_for_script, lay_out_playback
from uncut.dossier.tracks import usual_step
from uncut.dossier.words import join_words
from uncut.model.comparison import Comparison


@dataclass(frozen=True)
class PlayersView:
    """Two players and their controls."""

    left: Sequence[str]
    """Addresses."""
    right: Sequence[str]
    beats: str
    """JSON for the script; so the following two."""
    changes: str
    starts: str
    step: str
    """Seconds of one frame of the right version."""
    bars: list[Bar]
    numbers: frozenset[int]
    """Changes that can be jumped to."""
    missing: str
    """What may be wrong where a video cannot be played."""


def view_players(part: ComparisonPart) -> PlayersView | None:
    """The players of ``part``; ``None`` where a version has no picture, no address, or nothing is shared."""
    comparison = part.comparison
    left, right = part.videos.get("left", ()), part.videos.get("right", ())
    if not (left and right and comparison.related and comparison.left.width and comparison.right.width):
        return None
    playback = lay_out_playback(comparison)
    is_inside = all(url.startswith("data:") for url in (*left, *right))
    return PlayersView(
        left=left,
        right=right,
        beats=json.dumps(playback.for_script()),
        changes=json.dumps(changes_for_script(comparison)),
        starts=json.dumps(playback.starts),
        step=f"{float(usual_step(comparison.right)):.6f}",
        bars=playback.bars,
        numbers=frozenset(playback.starts),
        missing=_cannot(comparison) if is_inside else _missing(comparison),
    )


def _missing(comparison: Comparison) -> str:
    names = " and ".join(file_name(one.path) for one in (comparison.left, comparison.right))
    return (
        f"The videos are not in this page: put {names} into its folder, or make it with --embed-videos. If they are "
        f"there, {_lower(_cannot(comparison))}"
    )


def _cannot(comparison: Comparison) -> str:
    """What to do where a browser lacks a codec."""
    codecs = list(dict.fromkeys(one.video_codec for one in (comparison.left, comparison.right) if one.video_codec))
    coded = f" (pictures coded as {join_words(codecs)})" if codecs else ""
    return f"This browser may lack what plays them{coded}: open them in a player of their own."


def _lower(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"
