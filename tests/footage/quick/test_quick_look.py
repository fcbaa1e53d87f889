"""A quick look at made footage: what was planted lies within the intervals that are told, and no more is claimed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from tests.footage.decode.made_clips import make_clip
from tests.made_footage import encode, film

from uncut.cli.show_comparison import show_comparison
from uncut.dossier.summary import summarise_comparison
from uncut.errors import UnreadableFootage
from uncut.footage.fingerprint.pictures import Descriptors, Thumbnails, whole_view
from uncut.footage.fingerprint.sound import SAMPLE_RATE_HZ, SoundTrack
from uncut.footage.quick import compare_quickly
from uncut.footage.quick.compare import compare_looks
from uncut.footage.quick.look import Look
from uncut.model.footage import Footage
from uncut.model.time import Span, merge_spans

RATE = 25
SHOTS = [film(100, seed) for seed in range(40, 58)]
"""Eighteen shots of four seconds: encoders begin each with a key picture."""
LEFT = np.concatenate(SHOTS[:15])
OTHER = np.concatenate(SHOTS[15:])
FRAMES = np.arange(len(LEFT))


def shot_starts(shown: np.ndarray) -> np.ndarray:
    """The first frames of shots in a version that shows these left frames, and of everything that jumps."""
    jumps = np.flatnonzero((np.diff(shown) != 1) | (shown[1:] % 100 == 0)) + 1
    return np.concatenate([[0], jumps])


def look(pictures, keys, sound: SoundTrack | None = None) -> Look:
    footage = Footage(
        path="a.mp4", sha256="0" * 64, seconds=Fraction(len(pictures), RATE), frames=len(pictures), frame_rate="25/1",
        variable_frame_rate=False, width=64, height=36, video_codec="h264", audio=None, tags={}, issues=[],
    )  # fmt: skip
    pictures = Descriptors(Thumbnails.of(pictures[keys]), whole_view)
    return Look(None, footage, keys / RATE, pictures, sound, "none")  # type: ignore[arg-type]  # containers are not compared


@pytest.fixture(autouse=True)
def no_containers(monkeypatch):
    monkeypatch.setattr("uncut.footage.quick.compare.find_container_changes", lambda left, right: [])


def compare(shown: np.ndarray, left_keys=None, right_keys=None, whole=None):
    whole = np.concatenate([LEFT, OTHER]) if whole is None else whole
    right = encode(whole[shown])
    keys = shot_starts(FRAMES) if left_keys is None else left_keys
    other = shot_starts(shown) if right_keys is None else right_keys
    found = compare_looks(look(LEFT, keys), look(right, other))
    return found.related, found.coverage, found.kept, found.edits


def holds(edit, side: str, first: int, stop: int) -> bool:
    """Whether the true frames lie in the intervals, and what is told between them."""
    start, end = Fraction(first, RATE), Fraction(stop, RATE)
    ends, span = edit.uncertain, getattr(edit, side)
    slack = Fraction(1, 10)
    within = ends.start.start - slack <= start <= ends.start.end + slack
    return (
        within and ends.end.start - slack <= end <= ends.end.end + slack
        and ends.start.start <= span.start <= ends.start.end and ends.end.start <= span.end <= ends.end.end
    )  # fmt: skip


def test_a_cut_lies_within_its_interval_and_is_as_long_as_it_was():
    related, _, kept, edits = compare(np.delete(FRAMES, np.arange(530, 610)))
    assert related
    (edit,) = edits
    assert edit.kind == "removed"
    assert holds(edit, "left", 530, 610)
    assert float(edit.left.seconds) == pytest.approx(80 / RATE, abs=0.1)
    assert len(kept) == 2


@pytest.mark.parametrize("length", [75, 250])
@pytest.mark.parametrize("place", ["start", "end"])
def test_a_trimmed_end_is_told(place, length):
    gone = np.arange(length) if place == "start" else np.arange(len(LEFT) - length, len(LEFT))
    _, _, _, edits = compare(np.delete(FRAMES, gone))
    (edit,) = edits
    assert edit.kind == "removed"
    assert holds(edit, "left", int(gone[0]), int(gone[-1]) + 1)


def test_inserted_footage_is_inserted_and_nothing_else():
    shown = np.insert(FRAMES, 700, len(LEFT) + np.arange(150))
    _, _, kept, edits = compare(shown)
    (edit,) = edits
    assert edit.kind == "inserted"
    assert holds(edit, "right", 700, 850)
    covered = merge_spans([*(one.right for one in kept), edit.right])
    assert covered == (Span(Fraction(0), Fraction(len(shown), RATE)),)


def test_other_footage_in_place_of_as_much_is_told_where_key_pictures_are_near():
    shown = FRAMES.copy()
    shown[500:750] = len(LEFT) + np.arange(250)
    keys = np.arange(0, len(LEFT), 12)
    _, _, _, edits = compare(shown, keys, keys)
    assert [edit.kind for edit in edits] == ["inserted", "removed"]
    assert holds(edits[0], "right", 500, 750)
    assert holds(edits[1], "left", 500, 750)


def test_a_moved_shot_is_moved():
    shown = np.concatenate([FRAMES[:300], FRAMES[600:900], FRAMES[300:600], FRAMES[900:]])
    _, _, _, edits = compare(shown)
    assert [edit.kind for edit in edits] == ["moved"]
    assert float(edits[0].right.start) == pytest.approx(12, abs=0.1) or float(edits[0].right.start) == pytest.approx(
        24, abs=0.1
    )


@pytest.mark.parametrize("every", [12, 50, 250])
def test_an_unedited_copy_has_no_edit(every):
    keys = np.unique(np.concatenate([shot_starts(FRAMES), np.arange(0, len(LEFT), every)]))
    related, coverage, _, edits = compare(FRAMES, keys, keys)
    assert (related, edits) == (True, [])
    assert (coverage.left, coverage.right) == (1.0, 1.0)


@pytest.mark.parametrize("noise", [0.6, 2.0])
def test_slow_footage_whose_key_pictures_lie_elsewhere_has_no_edit(noise):
    """Many left key pictures fit a right one about as well: the nearest is chosen by noise and proves no cut."""
    slow = film(750, 5, pan=0.02)
    right = encode(slow, noise=noise)
    found = compare_looks(look(slow, np.arange(0, 750, 12)), look(right, np.arange(7, 750, 180)))
    assert found.edits == []


def test_a_view_that_stays_places_nothing_and_says_so():
    """A still camera: the right version lacks four seconds, and every key picture fits every other."""
    view = film(1, 7)
    still = np.repeat(view, 500, axis=0)
    found = compare_looks(look(still, np.arange(0, 500, 50)), look(encode(still[100:]), np.arange(0, 400, 90)))
    assert (found.related, found.edits) == (True, [])
    assert any(one.what == "cuts" for one in found.unplaced)


def test_copies_whose_key_pictures_never_meet_are_not_called_edited():
    """Key pictures every ten seconds that two encoders put elsewhere: nothing can be known by pictures."""
    _, _, kept, edits = compare(FRAMES, np.arange(0, 1500, 250), np.arange(120, 1500, 250))
    assert (kept, edits) == ([], [])


def test_other_footage_is_not_related():
    assert compare(len(LEFT) + np.arange(300))[0] is False


def sound_of(shown: np.ndarray) -> SoundTrack:
    """Noise in bands that change with every frame, the same for the same frame."""
    step = SAMPLE_RATE_HZ // RATE
    whole = np.random.default_rng(3).normal(0, 0.1, (1800, step))
    loud = np.random.default_rng(4).uniform(0.1, 1, (1800, 1))
    return SoundTrack.of((whole * loud)[shown].ravel().astype(np.float32))


def test_sound_says_where_sparse_key_pictures_cannot():
    """Key pictures ten seconds apart, none of the right ones shown by a left one: the cut is found by sound."""
    shown = np.delete(FRAMES, np.arange(530, 610))
    left = look(LEFT, np.arange(0, 1500, 250), sound_of(FRAMES))
    right = look(encode(LEFT[shown]), np.arange(120, 1400, 250), sound_of(shown))
    found = compare_looks(left, right)
    (edit,) = found.edits
    assert found.unplaced[0].what == "key pictures without a partner"
    assert (edit.kind, edit.by) == ("removed", "sound")
    assert abs(float(edit.left.start) - 530 / RATE) < 0.2
    assert abs(float(edit.left.end) - 610 / RATE) < 0.2


def test_files_are_looked_at_by_their_key_pictures(tmp_path: Path):
    numbers = list(range(0, 250 * 40, 40))
    for name, gop in (("left.mp4", 25), ("right.mp4", 50)):
        make_clip(tmp_path / name, ticks=numbers, gop=gop, options={"x264-params": "scenecut=0"})
    told: list[float] = []
    result = compare_quickly(
        tmp_path / "left.mp4", tmp_path / "right.mp4", None, lambda _what, share: told.append(share)
    )
    assert result.related
    assert [edit for edit in result.edits if edit.kind != "metadata"] == []
    assert result.settings["quick"]["pictures_decoded"] == {"left": 10, "right": 5}
    assert result.settings["quick"]["widest_gap_seconds"] == {"left": 1.0, "right": 2.0}
    assert (result.left.frames, result.left.frame_rate, result.left.seconds) == (250, "25/1", 10)
    assert told == [0.0, 1.0]


def test_where_every_picture_is_a_key_one_two_a_second_are_decoded(tmp_path: Path):
    clip = make_clip(tmp_path / "a.mp4", ticks=list(range(0, 4000, 40)), gop=1)
    result = compare_quickly(clip, clip)
    assert result.settings["quick"]["pictures_decoded"] == {"left": 8, "right": 8}


def test_what_was_passed_over_is_told_everywhere(tmp_path: Path, capsys):
    clip = make_clip(tmp_path / "a.mp4", ticks=list(range(0, 4000, 40)), gop=25)
    result = compare_quickly(clip, clip)
    assert result.not_examined[0].what == "the pictures between key pictures"
    assert "4 of 100 left pictures" in result.not_examined[0].why
    assert {"regions", "framing", "colours", "speed", "sound changes"} <= {one.what for one in result.not_examined}
    summary = summarise_comparison(result)
    assert summary[0].startswith("A quick look")
    assert "the pictures between key pictures" in summary[-1]
    show_comparison(result)
    shown = " ".join(capsys.readouterr().out.split())
    assert "exact nowhere and does not show that nothing was changed" in shown
    assert "4 of 100 left pictures (at most 1.0 s apart)" in shown


def test_a_file_that_is_no_footage_is_refused(tmp_path: Path):
    (tmp_path / "a.mp4").write_text("words\n" * 100)
    with pytest.raises(UnreadableFootage, match="this is text"):
        compare_quickly(tmp_path / "a.mp4", tmp_path / "a.mp4")
