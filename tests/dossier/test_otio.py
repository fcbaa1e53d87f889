"""The OpenTimelineIO file, read back."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tests.dossier.dossier_samples import all_kinds, comparison, footage, span

from uncut.dossier.otio import write_otio
from uncut.errors import BadInput, MissingExtra
from uncut.model.comparison import Comparison, Kept

otio = pytest.importorskip("opentimelineio")


def read_back(one: Comparison, folder: Path) -> list[Any]:
    path = folder / "out.otio"
    write_otio(one, path)
    timeline = otio.adapters.read_from_file(str(path))
    return list(timeline.tracks)


def seconds(time_range: Any) -> tuple[float, float]:
    start = time_range.start_time.to_seconds()
    return start, start + time_range.duration.to_seconds()


def test_the_pieces_follow_the_right_version_and_show_the_left_one(tmp_path: Path) -> None:
    one = comparison()
    clips = list(read_back(one, tmp_path)[2])
    assert [clip.name for clip in clips] == [
        "meeting-full.mp4", "meeting-full.mp4", "meeting-channel.mp4", "meeting-full.mp4", "meeting-full.mp4",
    ]  # fmt: skip
    shown = [seconds(clip.source_range) for clip in clips]
    wanted = [(0, 4), (6.4, 9.2), (6.8, 8.1), (9.2, 14.5), (16.1, 24.4)]
    assert [pytest.approx(pair, abs=1e-9) for pair in wanted] == shown
    assert sum(end - start for start, end in shown) == pytest.approx(21.7)
    exact = clips[1].metadata["uncut"]["exact"]
    assert (list(exact["left"]), list(exact["right"])) == (["32/5", "46/5"], ["4", "34/5"])


def test_every_edit_is_a_marker_on_each_file_where_it_is_seen(tmp_path: Path) -> None:
    one = comparison(all_kinds())
    left, right, _ = read_back(one, tmp_path)
    assert not left.enabled
    assert not right.enabled
    on_left, on_right = list(left[0].markers), list(right[0].markers)
    assert len(on_left) == len(on_right) == len(one.edits) - 1
    assert on_left[0].name == "1 removed"
    assert seconds(on_left[0].marked_range) == pytest.approx((4, 6.4))
    assert seconds(on_right[0].marked_range) == pytest.approx((4, 4))
    assert on_right[7].metadata["uncut"]["edit"]["track"][0]["at"] == 16


@pytest.mark.parametrize(("rate", "backwards", "wanted"), [(2.0, False, 2.0), (0.5, False, 0.5), (1.0, True, -1.0)])
def test_speed_becomes_a_linear_time_warp(tmp_path: Path, rate: float, backwards: bool, wanted: float) -> None:
    kept = Kept(right=span(0, 2), left=span(3, 3 + 2 * rate), rate=rate, reversed=backwards, confidence=0.9)
    one = comparison([], kept=[kept], right=footage("right.mp4", 2, "00" * 32))
    (clip,) = read_back(one, tmp_path)[2]
    (effect,) = clip.effects
    assert isinstance(effect, otio.schema.LinearTimeWarp)
    assert effect.time_scalar == wanted
    assert clip.trimmed_range().duration.to_seconds() == pytest.approx(2)


def test_media_is_named_from_the_folder_of_the_file(tmp_path: Path) -> None:
    inside, outside = (
        footage(str(tmp_path / "clips" / "a.mp4"), 24.4, "00" * 32),
        footage("/elsewhere/b.mp4", 21.7, "11" * 32),
    )
    left, right, _ = read_back(comparison(left=inside, right=outside), tmp_path)
    assert left[0].media_reference.target_url == "clips/a.mp4"
    assert right[0].media_reference.target_url == "b.mp4"
    assert right[0].media_reference.metadata["uncut"]["sha256"] == "11" * 32


def test_frame_counts_are_whole_at_a_constant_rate(tmp_path: Path) -> None:
    frame = Fraction(1001, 30000)
    kept = Kept(right=span(0, 60 * frame), left=span(30 * frame, 90 * frame), confidence=0.9)
    one = comparison([], kept=[kept])
    clip = read_back(one, tmp_path)[2][0]
    assert clip.source_range.start_time.value == pytest.approx(30, abs=1e-4)
    assert clip.source_range.duration.value == pytest.approx(60, abs=1e-4)


def test_sound_alone_is_an_audio_track(tmp_path: Path) -> None:
    silent: dict[str, Any] = {
        "width": None,
        "height": None,
        "frames": None,
        "frame_rate": None,
        "video_codec": None,
    }
    one = comparison(
        left=footage("a.wav", 24.4, "00" * 32, **silent), right=footage("b.wav", 21.7, "11" * 32, **silent)
    )
    assert {track.kind for track in read_back(one, tmp_path)} == {"Audio"}


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"must end in \.otio"):
        write_otio(comparison(), tmp_path / "out.edl")


def test_without_the_extra_the_command_to_install_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentimelineio", None)
    with pytest.raises(MissingExtra, match=r"pip install 'uncut\[otio\]'"):
        write_otio(comparison(), tmp_path / "out.otio")
