"""Which differences of two containers are changes, and which every conversion makes."""

from __future__ import annotations

from fractions import Fraction

import pytest

from uncut.footage.changes.container import find_container_changes
from uncut.footage.decode.probe import Chapter, Probe


def probe(tags=None, chapters=(), tracks=None, *, manifest=False):
    return Probe(
        container="mov,mp4", seconds=Fraction(10), begins=Fraction(0), video=None, audio=None, tags=tags or {},
        chapters=[Chapter(Fraction(start), Fraction(start + 1), title) for start, title in chapters],
        tracks=tracks or {"video": 1}, has_manifest=manifest, issues=[], level="none",
    )  # fmt: skip


def told(left, right):
    return [(one.field, one.left_value, one.right_value) for one in find_container_changes(left, right)]


@pytest.mark.parametrize(
    ("name", "field"),
    [("creation_time", "creation_time"), ("location", "location"), ("title", "title"), ("MODEL", "model")],
)
def test_what_both_say_differently_is_told(name, field):
    assert told(probe({name: "one"}), probe({name: "two"})) == [(field, "one", "two")]


def test_cameras_have_other_names_for_the_same_fact():
    left = probe({"com.apple.quicktime.creationdate": "2020-05-01T10:00:00+0200"})
    right = probe({"creation_time": "2021-01-01T00:00:00Z"})
    assert told(left, right) == [("creation_time", "2020-05-01T10:00:00+0200", "2021-01-01T00:00:00Z")]


def test_a_language_variant_is_not_told_twice():
    left, right = ({"location": at, "location-eng": at} for at in ("+10+20/", "+11+20/"))
    assert told(probe(left), probe(right)) == [("location", "+10+20/", "+11+20/")]


@pytest.mark.parametrize("name", ["encoder", "major_brand", "compatible_brands", "audio:handler_name", "video:encoder"])
def test_what_tools_write_is_no_change(name):
    assert told(probe({name: "Lavf58"}), probe({name: "Lavf61"})) == []


def test_what_a_conversion_drops_is_no_change():
    assert told(probe({"creation_time": "2020-05-01T10:00:00Z", "location": "+10+20/"}), probe()) == []


def test_chapters_are_content():
    three = [(0, "Start"), (3, "March"), (7, "End")]
    assert told(probe(chapters=three), probe(chapters=three)) == []
    listed = "0:00.000 Start; 0:03.000 March; 0:07.000 End"
    assert told(probe(chapters=three), probe()) == [("chapters", listed, None)]
    assert told(probe(chapters=three), probe(chapters=three[:2])) == [
        ("chapters", listed, "0:00.000 Start; 0:03.000 March")
    ]


def test_subtitles_and_a_manifest_are_content():
    left = probe(tracks={"video": 1, "subtitle": 2}, manifest=True)
    assert told(left, probe()) == [("subtitle_tracks", "2", "0"), ("c2pa_manifest", "present", None)]
