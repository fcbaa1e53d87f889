"""Compare two versions quickly: key pictures and sound to anchors, anchors to runs, and what lies between those."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from uncut.footage.changes.container import find_container_changes
from uncut.footage.facts import NoPicture
from uncut.footage.quick.anchors import (
    LEAST_CONTRAST_GREY,
    UNLIKE,
    Partners,
    choose_chain,
    find_partners,
    find_sound_pieces,
    sound_anchors,
)
from uncut.footage.quick.gaps import Times, find_pieces, is_evidence, split_runs, stops_of, unlike_spans
from uncut.footage.quick.look import APART, Look, look_at
from uncut.footage.quick.runs import Run, gather_runs
from uncut.footage.quick.tell import (
    VAGUE,
    cover,
    describe_doubts,
    describe_kept,
    describe_moves,
    describe_piece,
    passed_over,
)
from uncut.footage.settings import CompareSettings, Progress
from uncut.model.comparison import Comparison, Coverage, Edit, EditKind, Kept, NotExamined
from uncut.model.time import Span
from uncut.version import __version__

QUICK_VERSION = "quick-v1"
LOOSE_SECONDS = 5.0
"""Where a distance is known no better than this, it is told that cuts cannot be."""


def compare_quickly(
    left: Path, right: Path, settings: CompareSettings | None = None, progress: Progress | None = None
) -> Comparison:
    """What key pictures and sound show of the changes between two versions, each end between two times.

    It is never exact to the frame and never says that nothing was changed: `not_examined` names what was passed over.
    Takes and raises what `compare_footage` does. Two files of which one has no picture are compared by their
    sound as a whole, which costs little.
    """
    settings = settings or CompareSettings()
    tell, jail = progress or (lambda _what, _share: None), settings.jail
    tell("looking", 0.0)
    try:
        with ThreadPoolExecutor(2) as pool:
            one, two = pool.map(lambda path: look_at(path, jail, allow_cut_off=settings.allow_cut_off), (left, right))
    except NoPicture:
        from uncut.footage.sound_alone import compare_by_sound  # noqa: PLC0415  # most quick looks do not need it

        return compare_by_sound(left, right, jail, tell, __version__)
    with threadpool_limits(limits=1):
        found = compare_looks(one, two)
    tell("looking", 1.0)
    record = settings.as_record() | {
        "quick": {
            "version": QUICK_VERSION,
            "pictures_decoded": {"left": len(one.seconds), "right": len(two.seconds)},
            "widest_gap_seconds": {"left": round(one.widest_gap(), 3), "right": round(two.widest_gap(), 3)},
            "least_seconds_apart": float(APART),
        },
        "sandbox": {"left": one.sandbox, "right": two.sandbox},
    }
    return Comparison(
        left=one.footage, right=two.footage, related=found.related, coverage=found.coverage, kept=found.kept,
        edits=found.edits, not_examined=[*passed_over(one, two, found.related), *found.unplaced], settings=record,
        version=__version__,
    )  # fmt: skip


@dataclass(frozen=True)
class Found:
    """What two looks have in common, and what not."""

    edits: list[Edit]
    kept: list[Kept]
    coverage: Coverage
    unplaced: list[NotExamined]
    """Key pictures of which nothing can be said."""

    @property
    def related(self) -> bool:
        """Whether anything is shared."""
        return bool(self.kept)


def compare_looks(left: Look, right: Look) -> Found:
    """What two files share as far as their key pictures and sound show, and what changed."""
    ends = left.footage.seconds, right.footage.seconds
    partners = find_partners(left.pictures, left.seconds, right.pictures, right.seconds)
    unlike = (
        _unlike(left, partners.left_nearest),
        _unlike(right, partners.right_nearest),
    )
    certain = [
        [span[:2] for span in spans if is_evidence(span, other.seconds)]
        for spans, other in zip(unlike, (right, left), strict=True)
    ]
    runs = find_runs(left, right, partners, certain)
    if not runs:
        return Found([], [], Coverage(0.0, 0.0), [])
    edits = find_edits(runs, certain, ends)
    kept = describe_kept(runs, [edit for edit in edits if edit.kind == "inserted"], *ends)
    doubts = [
        doubt
        for spans, known, side, other in zip(unlike, certain, ("left", "right"), (right, left), strict=True)
        for doubt in describe_doubts([one for one in spans if one[:2] not in known], side, other.widest_gap())
    ]
    doubts += [VAGUE] if any(run.within >= LOOSE_SECONDS for run in runs) else []
    edits += find_container_changes(left.probe, right.probe)
    return Found(edits, kept, cover(kept, *ends), doubts)


def _unlike(side: Look, nearest: npt.NDArray[np.float32]) -> list[tuple[float, float, int]]:
    return unlike_spans(side.seconds, (nearest >= UNLIKE) & (side.pictures.contrast >= LEAST_CONTRAST_GREY))


def find_runs(left: Look, right: Look, partners: Partners, unlike: list[list[Times]]) -> list[Run]:
    """What both share, without what is ``unlike`` on one side."""
    pieces = find_sound_pieces(left.sound, right.sound)
    heard = sound_anchors(pieces, float(left.footage.seconds), float(right.footage.seconds))
    runs = gather_runs(choose_chain([*partners.anchors, *heard]))
    for side, spans in zip((True, False), unlike, strict=True):
        runs = split_runs(runs, spans, left=side)
    return runs


def find_edits(runs: list[Run], unlike: list[list[Times]], ends: tuple[Fraction, Fraction]) -> list[Edit]:
    """What was removed, inserted and moved, in the right version's order."""
    edits = describe_moves(runs, *ends)
    kinds: tuple[EditKind, EditKind] = ("removed", "inserted")
    for kind, own, other, spans in ((kinds[0], 0, 1, unlike[0]), (kinds[1], 1, 0, unlike[1])):
        stops = stops_of(runs, (float(ends[own]), float(ends[other])), left=own == 0)
        edits += [describe_piece(piece, kind, ends[own], ends[other]) for piece in find_pieces(stops, spans)]
    return sorted(edits, key=_place)


def _place(edit: Edit) -> tuple[Span, Span]:
    assert edit.right is not None
    assert edit.left is not None
    return edit.right, edit.left
