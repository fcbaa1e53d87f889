"""What two containers say differently, where a person would want to know. No files.

Every encoder writes its own name, brands and handlers, and drops dates and whatever else it does not know. What such a
conversion does by itself is no edit: a tag counts where **both** sides have it and it says something else, and the
names of tools never do. Chapters, subtitles and a C2PA manifest are content: they count also where one side lacks them.
All tags of both sides are in the result either way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from uncut.footage.changes.tags import told_tags
from uncut.footage.decode.probe import Chapter, Probe
from uncut.model.comparison import Edit
from uncut.model.time import format_clock

CHAPTER_SECONDS = 0.5
"""Chapters that begin within this of each other and have one title are one."""


def find_container_changes(left: Probe, right: Probe) -> list[Edit]:
    """What differs, one edit a field."""
    return [*_tags(left.tags, right.tags), *_chapters(left.chapters, right.chapters), *_tracks(left, right)]


def _tags(left: Mapping[str, str], right: Mapping[str, str]) -> Iterator[Edit]:
    one, two = told_tags(left), told_tags(right)
    for name in one:
        if name in two and one[name] != two[name]:
            yield _edit(name, one[name], two[name], "Both containers have this tag, and it says something else")


def _chapters(left: Sequence[Chapter], right: Sequence[Chapter]) -> Iterator[Edit]:
    if len(left) != len(right) or not all(map(_is_same, left, right)):
        yield _edit(
            "chapters", _listed(left), _listed(right),
            f"The left container has {len(left)} chapters and the right one {len(right)}, of other titles or times"
            if left and right else "Only one of the containers has chapters",
        )  # fmt: skip


def _is_same(one: Chapter, two: Chapter) -> bool:
    return one.title == two.title and abs(one.start - two.start) <= CHAPTER_SECONDS


def _listed(chapters: Sequence[Chapter]) -> str | None:
    return "; ".join(f"{format_clock(max(one.start, Fraction(0)))} {one.title}".strip() for one in chapters) or None


def _tracks(left: Probe, right: Probe) -> Iterator[Edit]:
    if (left.video is None) != (right.video is None):
        lacking = "left" if left.video is None else "right"
        why = f"The {lacking} file has no picture track that can be read, and the other one has"
        yield _edit("picture_track", _pictures_in_words(left), _pictures_in_words(right), why)
    one, two = left.tracks.get("subtitle", 0), right.tracks.get("subtitle", 0)
    if one != two:
        yield _edit("subtitle_tracks", str(one), str(two), "The containers hold other numbers of subtitle tracks")
    if left.has_manifest != right.has_manifest:
        one_says, two_says = ("present" if side.has_manifest else None for side in (left, right))
        why = "Only one of the containers has a C2PA manifest where the specification puts it; it was not verified"
        yield _edit("c2pa_manifest", one_says, two_says, why)


def _pictures_in_words(side: Probe) -> str | None:
    return None if side.video is None else f"{side.video.codec}, {side.video.width} x {side.video.height}"


def _edit(field: str, left: str | None, right: str | None, why: str) -> Edit:
    return Edit(
        kind="metadata", left=None, right=None, confidence=1.0, why=f"{why}.",
        field=field, left_value=left, right_value=right,
    )  # fmt: skip
