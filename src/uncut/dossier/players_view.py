"""What the page needs to play both versions in step."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from uncut.dossier.neutralise import file_name
from uncut.dossier.parts import ComparisonPart, Side
from uncut.dossier.playback import Bar, changes_for_script, lay_out_playback
from uncut.dossier.tracks import usual_step
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
    codecs: dict[Side, str]
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
        codecs=_codecs(comparison),
        missing="" if is_inside else _missing(comparison),
    )


def _codecs(comparison: Comparison) -> dict[Side, str]:
    sides: dict[Side, str | None] = {"left": comparison.left.video_codec, "right": comparison.right.video_codec}
    return {side: f" (its pictures are coded as {codec})" if codec else "" for side, codec in sides.items()}


def _missing(comparison: Comparison) -> str:
    names = " and ".join(file_name(one.path) for one in (comparison.left, comparison.right))
    return f"Put {names} into the folder of this page, or open them in a player of their own."
