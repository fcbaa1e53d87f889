"""Every format of other programs, over the same comparisons; then what each one must say exactly."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import msgspec
import pytest
from tests.dossier.dossier_samples import all_kinds, comparison, footage, many_edits, span

from uncut.dossier.csv_table import COLUMNS, safe_cell
from uncut.dossier.exports import EXPORTS
from uncut.dossier.mediareview import EDITED, SUGGESTION, TRANSFORMED, suggest_categories
from uncut.dossier.otio import write_otio
from uncut.dossier.webvtt import Cue, nest_cues
from uncut.model.comparison import Box, Comparison, Edit, Kept, TrackPoint

HOSTILE = "=cmd|' /C calc'!A0\r\n-->\u202e</script><b>&amp;\""
SOUND_ONLY: dict[str, Any] = dict.fromkeys(("width", "height", "frames", "frame_rate", "video_codec"))
RATE = Fraction(30000, 1001)


def hostile() -> Comparison:
    """Words of strangers in every place where they may stand."""
    edits = [
        *(msgspec.structs.replace(edit, why=HOSTILE) for edit in all_kinds()),
        Edit(kind="overlaid", left=span(0, 1), right=span(0, 1), confidence=0.5, why=HOSTILE, text=HOSTILE,
             track=[TrackPoint(Fraction(0), Box(0, 0, 0.1, 0.1))]),
        Edit(kind="metadata", left=None, right=None, field=HOSTILE, left_value=HOSTILE, right_value=HOSTILE,
             confidence=1.0, why=HOSTILE),
    ]  # fmt: skip
    return comparison(edits, left=footage(HOSTILE, 24.4, "aa" * 32), right=footage(f"b/{HOSTILE}", 21.7, "bb" * 32))


SAMPLES: dict[str, Callable[[], Comparison]] = {
    "usual": comparison,
    "every kind": lambda: comparison(all_kinds()),
    "nothing changed": lambda: comparison([], kept=[Kept(right=span(0, 21.7), left=span(0, 21.7), confidence=1.0)]),
    "unrelated": lambda: comparison([], related=False, kept=[]),
    "sound alone": lambda: comparison(
        all_kinds()[16:], left=footage("a.wav", 24.4, "aa" * 32, **SOUND_ONLY),
        right=footage("b.wav", 21.7, "bb" * 32, **SOUND_ONLY),
    ),
    "many": lambda: comparison(list(many_edits(1200))),
    "hostile": hostile,
}  # fmt: skip


def parse_vtt(text: str) -> list[tuple[float, float, str]]:
    """Cues as a player reads them; an assertion where a line would be misread."""
    blocks = text.rstrip("\n").split("\n\n")
    assert blocks[0] == "WEBVTT"
    assert blocks[1].startswith("NOTE ")
    cues = []
    for block in blocks[2:]:
        number, timing, *words = block.split("\n")
        assert number.isdigit()
        start, arrow, end = timing.split(" ")
        assert (arrow, len(words)) == ("-->", 1)
        assert "<" not in words[0]
        assert "-->" not in words[0]
        cues.append((*(_seconds_of(one) for one in (start, end)), words[0]))
    return cues


def _seconds_of(clock: str) -> float:
    hours, minutes, seconds = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


@dataclass(frozen=True)
class Event:
    """What a small reader of CMX 3600 makes of one event; frames, and left frames per right frame."""

    reel: str
    track: str
    source: tuple[int, int]
    record: tuple[int, int]
    speed: float = 1.0


def parse_edl(text: str, base: int = 30) -> list[Event]:
    events: list[Event] = []
    for line in text.splitlines():
        if re.match(r"\d{3,}  ", line):
            _, reel, track, cut, *codes = line.split()
            assert cut == "C"
            frames = [_frames_of(code, base) for code in codes]
            events.append(Event(reel, track, (frames[0], frames[1]), (frames[2], frames[3])))
        elif line.startswith("M2"):
            _, reel, speed, entry = line.split()
            assert reel == events[-1].reel
            assert _frames_of(entry, base) == events[-1].source[0]
            events[-1] = replace(events[-1], speed=float(speed) / base)
        elif line.startswith("* EXACT SPEED: "):
            exact = float(line.removeprefix("* EXACT SPEED: "))
            assert events[-1].speed == pytest.approx(exact, abs=0.05 / base + 1e-9)
            events[-1] = replace(events[-1], speed=exact)
        else:
            assert re.match(r"TITLE: |FCM: NON-DROP FRAME$|\* |$", line), line
    return events


def _frames_of(code: str, base: int) -> int:
    hours, minutes, seconds, frames = map(int, code.split(":"))
    return ((hours * 60 + minutes) * 60 + seconds) * base + frames


def parse_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


READERS: dict[str, Callable[[str], object]] = {
    "edl": parse_edl, "vtt": parse_vtt, "vtt-left": parse_vtt, "csv": parse_csv, "cvat": ET.fromstring,
    "labelstudio": json.loads, "mediareview": json.loads,
}  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("name", EXPORTS)
def test_every_format_can_be_read_back_and_holds_nothing_that_deceives(name: str, sample: str) -> None:
    text = EXPORTS[name](SAMPLES[sample]())
    READERS[name](text)
    assert text == EXPORTS[name](SAMPLES[sample]())
    assert not re.search("[\u202e\x00-\x08]", text)
    assert text.endswith("\n")
    text.encode("utf-8")


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_time_line_round_trips(sample: str, tmp_path: Path) -> None:
    otio = pytest.importorskip("opentimelineio")
    one = SAMPLES[sample]()
    write_otio(one, tmp_path / "a.otio")
    timeline = otio.adapters.read_from_file(str(tmp_path / "a.otio"))
    otio.adapters.write_to_file(timeline, str(tmp_path / "b.otio"))
    again = otio.adapters.read_from_file(str(tmp_path / "b.otio"))
    assert again.is_equivalent_to(timeline)
    made_of = list(again.tracks)[2]
    assert made_of.duration().to_seconds() == pytest.approx(float(one.right.seconds))


def test_the_edit_list_follows_the_right_version_to_the_frame() -> None:
    frames = [Kept(right=span(0, 60 / RATE), left=span(30 / RATE, 90 / RATE), confidence=1.0),
              Kept(right=span(80 / RATE, 100 / RATE), left=span(120 / RATE, 140 / RATE), confidence=1.0)]  # fmt: skip
    one = comparison([], kept=frames, right=footage("right.mp4", float(100 / RATE), "00" * 32))
    assert parse_edl(EXPORTS["edl"](one)) == [
        Event("LEFT", "V", (30, 90), (0, 60)),
        Event("RIGHT", "V", (60, 80), (60, 80)),
        Event("LEFT", "V", (120, 140), (80, 100)),
    ]


@pytest.mark.parametrize(
    ("rate", "backwards", "speed"), [(2.0, False, 2.0), (0.5, False, 0.5), (1.0, True, -1.0), (0.25, True, -0.25)]
)
def test_speed_goes_there_and_back(rate: float, backwards: bool, speed: float) -> None:
    kept = Kept(right=span(0, 4), left=span(2, 2 + 4 * rate), rate=rate, reversed=backwards, confidence=1.0)
    sides = {side: footage(f"{side}.mp4", 30, "00" * 32, frame_rate="25/1", frames=750) for side in ("left", "right")}
    (event, _) = parse_edl(EXPORTS["edl"](comparison([], kept=[kept], **sides)), base=25)
    assert event == Event("LEFT", "V", (50, 50 + round(100 * rate)), (0, 100), speed)
    shown = (event.source[1] - event.source[0]) / (event.record[1] - event.record[0])
    assert shown == pytest.approx(abs(event.speed))


def test_a_held_still_has_no_speed() -> None:
    kept = Kept(right=span(0, 2), left=span(3, 3), rate=0.0, confidence=1.0)
    one = comparison([], kept=[kept], right=footage("right.mp4", 2, "00" * 32))
    (event,) = parse_edl(EXPORTS["edl"](one))
    assert (event.speed, event.source) == (0.0, (90, 91))


def test_what_was_removed_is_a_locator_of_the_edit_list() -> None:
    assert "* LOC: 00:00:04:00 RED     1 Removed: 2.4 s are removed at 0:04 of the left version." in EXPORTS["edl"](
        comparison()
    )


def test_chapters_are_those_of_the_version_asked_for() -> None:
    right, left = (parse_vtt(EXPORTS[name](comparison())) for name in ("vtt", "vtt-left"))
    assert [cue[:2] for cue in right] == [(4, 6), (6.8, 8.1), (13.4, 15.4), (16, 18.5)]
    assert [cue[:2] for cue in left] == [(4, 6.4), (9.2, 11.2), (14.5, 16.1), (17, 19.5)]
    assert right[0][2] == "1. 2.4 s are removed at 0:04 of the left version."


def test_a_place_at_the_very_end_is_shown_within_the_file() -> None:
    cut = Edit(kind="removed", left=span(21.7, 24.4), right=span(21.7, 21.7), confidence=1.0, why="")
    assert [cue[:2] for cue in parse_vtt(EXPORTS["vtt"](comparison([cut])))] == [(20.7, 21.7)]


def test_cues_never_overlap_half() -> None:
    cues = nest_cues(iter([Cue(0, 10, 1, "a"), Cue(5, 15, 2, "b"), Cue(6, 8, 3, "c"), Cue(20, 30, 4, "d")]))
    assert [cue[:3] for cue in cues] == [(0, 10, 1), (5, 10, 2), (6, 8, 3), (10, 15, 2), (20, 30, 4)]


def test_the_table_has_a_line_for_each_change() -> None:
    rows = parse_csv(EXPORTS["csv"](comparison(all_kinds())))
    assert [row["kind"] for row in rows] == [edit.kind for edit in all_kinds()]
    assert tuple(rows[0]) == COLUMNS
    assert (rows[0]["left_start_seconds"], rows[0]["left_end_seconds"]) == ("4.000000", "6.400000")
    assert (rows[0]["right_start_seconds"], rows[0]["right_end_seconds"]) == ("4.000000", "4.000000")
    assert (rows[7]["region_x"], rows[7]["region_height"]) == ("0.4100", "0.1500")
    assert (rows[-2]["sound_early_seconds"], rows[-2]["sound_late_seconds"]) == ("0.120000", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n=", " =", "\ufeff@", "＝"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert safe_cell(f"{start}1+1").startswith("'")


def test_no_cell_of_a_hostile_comparison_is_a_formula() -> None:
    cells = [cell for row in parse_csv(EXPORTS["csv"](hostile())) for cell in row.values()]
    assert any(cell.startswith("'=cmd") for cell in cells)
    assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r\n")]


def test_regions_are_tracks_in_pixels_and_frames() -> None:
    (track,) = ET.fromstring(EXPORTS["cvat"](comparison())).findall("track")
    assert track.get("label") == "blurred"
    shown = [(box.get("frame"), box.get("outside"), box.get("xtl"), box.get("ybr")) for box in track.findall("box")]
    assert shown == [
        ("479", "0", "262.40", "162.00"),
        ("553", "0", "326.40", "162.00"),
        ("554", "1", "326.40", "162.00"),
    ]
    assert [one.get("name") for one in track.findall("box/attribute")][:3] == ["change", "confidence", "why"]


def test_regions_are_predictions_in_percent() -> None:
    (task,) = json.loads(EXPORTS["labelstudio"](comparison()))
    assert "annotations" not in task
    (region,) = task["predictions"][0]["result"]
    value = region["value"]
    assert value["labels"] == ["blurred"]
    assert [(one["frame"], one["x"], one["enabled"]) for one in value["sequence"]] == [
        (480, 41.0, True),
        (554, 51.0, False),
    ]
    assert value["framesCount"] == comparison().right.frames


def test_categories_are_suggested_by_kind_and_never_asserted() -> None:
    edits = {edit.kind: edit for edit in all_kinds()}
    assert suggest_categories(comparison([edits["removed"]])) == [EDITED]
    assert suggest_categories(comparison([edits["retimed"]])) == [TRANSFORMED]
    assert suggest_categories(comparison([edits["sound_replaced"], edits["overlaid"], edits["moved"]])) == [
        TRANSFORMED, EDITED,
    ]  # fmt: skip
    assert suggest_categories(comparison([edits["metadata"], edits["padded"]])) == []
    assert suggest_categories(comparison([edits["removed"]], related=False)) == []


def test_a_review_is_a_draft_that_claims_no_intent() -> None:
    review = json.loads(EXPORTS["mediareview"](comparison()))
    assert (review["@type"], review["creativeWorkStatus"]) == ("MediaReview", "Draft")
    assert review["disambiguatingDescription"] == SUGGESTION
    assert review["mediaAuthenticityCategory"] == [EDITED, TRANSFORMED]
    (video,) = review["itemReviewed"]["mediaItemAppearance"]
    assert [(one["startOffset"], one["endOffset"]) for one in video["hasPart"]][1] == (6.8, 8.1)
    assert "mediaAuthenticityCategory" not in json.loads(EXPORTS["mediareview"](comparison([])))
