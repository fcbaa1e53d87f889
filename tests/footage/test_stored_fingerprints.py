"""Fingerprints kept between runs: the second comparison says the same, and nothing foreign or broken is believed."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import shutil
from fractions import Fraction
from pathlib import Path

import msgspec
import numpy as np
import pytest
from tests.footage.decode.made_clips import make_clip

from uncut.api import diff
from uncut.cli.diff import tell_unused
from uncut.errors import BadInput, LimitExceeded, UnreadableFootage
from uncut.footage import stored
from uncut.footage.facts import note_slow_times, refuse_endless
from uncut.footage.fingerprint.pictures import PICTURES_VERSION
from uncut.footage.sides import read_side
from uncut.footage.stored import FolderShelf, Unusable, read_decoded
from uncut.jail import JailSettings, sha256_of

JAIL = JailSettings()
TICKS = list(range(0, 2400, 40))


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("clips")
    return (
        make_clip(folder / "left.mp4", ticks=TICKS, options={"crf": "20"}),
        make_clip(folder / "right.mp4", ticks=TICKS[:45], options={"crf": "28"}),
    )


@pytest.fixture(scope="module")
def made(clips: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file kept of the left clip."""
    folder = tmp_path_factory.mktemp("made")
    read_side(clips[0], JAIL, shelf=FolderShelf(folder))
    (path,) = folder.iterdir()
    return path


@pytest.fixture
def kept(clips: tuple[Path, Path], made: Path, tmp_path: Path) -> tuple[Path, str]:
    """A copy of it, and the clip's hash."""
    return Path(shutil.copy(made, tmp_path)), sha256_of(clips[0])


def forbid_decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_settings: object) -> None:
        raise AssertionError("this file was decoded again")

    monkeypatch.setattr("uncut.footage.sides.decode_pictures", refuse)
    monkeypatch.setattr("uncut.footage.sides.probe_footage", refuse)


def test_the_second_comparison_says_the_same_without_decoding(clips, tmp_path, monkeypatch):
    first = diff(*clips, fingerprints=tmp_path / "kept")
    assert first.settings["stored_fingerprints"] == {"left": "made", "right": "made"}
    forbid_decoding(monkeypatch)
    again = diff(*clips, fingerprints=tmp_path / "kept")
    assert again.settings["stored_fingerprints"] == {"left": "reused", "right": "reused"}
    plain = msgspec.structs.replace
    assert plain(again, settings={}) == plain(first, settings={})
    assert [edit.kind for edit in again.edits] == ["removed"]


def test_nothing_is_kept_unless_it_is_asked_for(clips, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "stored_fingerprints" not in diff(*clips).settings
    assert list(tmp_path.iterdir()) == []


def test_what_is_kept_is_what_was_decoded(clips, tmp_path):
    shelf = FolderShelf(tmp_path)
    one, two = read_side(clips[0], JAIL, shelf=shelf), read_side(clips[0], JAIL, shelf=shelf)
    assert (one.reuse, two.reuse) == ("made", "reused")
    assert (one.probe, one.footage, one.late, one.sandbox) == (two.probe, two.footage, two.late, two.sandbox)
    assert (one.times.time_base, one.times.end_tick) == (two.times.time_base, two.times.end_tick)
    assert np.array_equal(one.times.ticks, two.times.ticks)
    assert one.keys.tolist() == two.keys.tolist() == [0, 36]
    frames = np.arange(len(one.times))
    for store in (lambda side: side.pictures.thumbnails, lambda side: side.working, lambda side: side.tints):
        assert np.array_equal(store(one).take(frames), store(two).take(frames))


def test_it_lies_under_hash_and_version_for_the_owner_alone(kept):
    path, sha256 = kept
    assert path.name == f"{sha256}-{PICTURES_VERSION}.fp"
    if os.name != "nt":
        assert path.stat().st_mode & 0o777 == 0o600


def changed(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


BROKEN = {
    "empty": lambda data: b"",
    "foreign": lambda data: b"PK\x03\x04" + data,
    "cut short": lambda data: data[:-100],
    "longer": lambda data: data + b"x",
    "a pixel": lambda data: changed(data, len(data) // 2),
    "a time": lambda data: changed(data, len(stored.MAGIC) + 8 + int.from_bytes(data[21:29], "little") + 3),
    "the hash": lambda data: changed(data, len(data) - 1),
    "a header of another kind": lambda data: stored.MAGIC + (2).to_bytes(8, "little") + b"[]" + data,
    "a header without end": lambda data: stored.MAGIC + b"\xff" * 8 + data,
    "a fraction over nothing": lambda data: data.replace(b'"time_base":[1,', b'"time_base":[0,', 1),
    "more frames": lambda data: data.replace(b'"frames":60,"keys"', b'"frames":61,"keys"'),
    "no frames": lambda data: data.replace(b'"frames":60,"keys"', b'"frames":-1,"keys"'),
    "more key pictures": lambda data: data.replace(b'"keys":2,', b'"keys":3,'),
    "huge working pictures": lambda data: data.replace(b'"working":[', b'"working":[9'),
}


FORGED = {
    "no time passes": ("time_base", [0, 1]),
    "time that is huge": ("time_base", [10**30, 1]),
    "an end in the far future": ("end_tick", 10**18),
    "a codec without end": ("probe.video.codec", "x" * 100_000),
    "a codec that steers the terminal": ("probe.video.codec", "\x1b[31m"),
    "a rate of nothing": ("probe.video.frame_rate", [0, 1]),
    "pixels without shape": ("probe.video.pixel_shape", [-1, 1]),
    "pictures too large": ("probe.video.width", 10**9),
    "a tag on two lines": ("probe.tags", {"title": "one\ntwo"}),
    "issues without end": ("issues", ["x"] * 10_000),
    "more key pictures than frames": ("keys", 61),
    "fewer key pictures than none": ("keys", -1),
}


def forge(good: bytes, place: str, value: object) -> bytes:
    """The file with one fact replaced and a hash that fits."""
    start = len(stored.MAGIC) + stored.LENGTH_BYTES
    length = int.from_bytes(good[len(stored.MAGIC) : start], "little")
    header = json.loads(good[start : start + length])
    *path, last = place.split(".")
    functools.reduce(lambda inner, name: inner[name], path, header)[last] = value
    head = json.dumps(header).encode()
    data = stored.MAGIC + len(head).to_bytes(stored.LENGTH_BYTES, "little") + head
    data += good[start + length : -stored.HASH_BYTES]
    return data + hashlib.sha256(data).digest()


@pytest.mark.parametrize("how", FORGED)
def test_forged_facts_with_a_hash_that_fits_are_not_used(kept, how):
    path, sha256 = kept
    good = path.read_bytes()
    path.write_bytes(forge(good, "version", "0.1.0"))
    assert read_decoded(path, sha256, JAIL).probe.video.codec == "h264"
    path.write_bytes(forge(good, *FORGED[how]))
    with pytest.raises(Unusable, match=r"^it is damaged \(its facts cannot be\)$"):
        read_decoded(path, sha256, JAIL)


def test_footage_that_lasts_for_years_is_refused_in_plain_words():
    with pytest.raises(LimitExceeded, match="this file says that it lasts 36525 days, and 30 are compared"):
        refuse_endless(Path("a.mp4"), Fraction(100 * 31_557_600))
    refuse_endless(Path("a.mp4"), Fraction(30 * 86400))


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_or_foreign_file_is_not_used_and_made_anew(kept, clips, how):
    path, sha256 = kept
    good = path.read_bytes()
    broken = BROKEN[how](good)
    assert broken != good
    path.write_bytes(broken)
    with pytest.raises(Unusable):
        read_decoded(path, sha256, JAIL)
    side = read_side(clips[0], JAIL, shelf=FolderShelf(path.parent))
    assert side.reuse.startswith("made anew, since what was kept is not to be used: it")
    assert path.read_bytes() == good


def test_a_file_of_another_video_is_not_used(kept):
    with pytest.raises(Unusable, match="it is of another video"):
        read_decoded(kept[0], "0" * 64, JAIL)


def test_another_decoder_decodes_anew(kept, monkeypatch):
    monkeypatch.setattr(stored, "decoder_version", lambda: "av-1")
    with pytest.raises(Unusable, match="this is another version"):
        read_decoded(*kept, JAIL)


def test_what_was_made_without_a_sandbox_does_not_pass_where_one_is_demanded(kept, monkeypatch):
    monkeypatch.setattr(stored, "is_sandbox", lambda level: False)
    with pytest.raises(Unusable, match="without a sandbox"):
        read_decoded(*kept, JailSettings(require_sandbox=True))


@pytest.mark.skipif(os.name == "nt", reason="there are no named pipes")
def test_a_pipe_in_its_place_does_not_hang(kept):
    kept[0].unlink()
    os.mkfifo(kept[0])
    with pytest.raises(Unusable, match="plain file"):
        read_decoded(*kept, JAIL)


def test_a_file_cut_off_stays_refused(kept, clips, monkeypatch):
    monkeypatch.setattr("uncut.footage.facts.is_cut_off", lambda promised, ends: True)
    with pytest.raises(UnreadableFootage, match="cut off"):
        read_side(clips[0], JAIL, shelf=FolderShelf(kept[0].parent))


def test_a_folder_that_cannot_be_written_is_one_clear_line(clips, tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(BadInput, match="fingerprints cannot be kept there"):
        read_side(clips[0], JAIL, shelf=FolderShelf(tmp_path / "taken"))


def test_the_person_is_told_why_it_was_made_anew(clips, kept, capsys):
    kept[0].write_bytes(b"x")
    tell_unused(diff(*clips, fingerprints=kept[0].parent))
    assert (
        "the left version's fingerprints were made anew, since what was kept is not to be used"
        in capsys.readouterr().err
    )


@pytest.mark.parametrize(("seconds", "frames", "is_told"), [(767_820, 480, True), (600, 30, False), (5, 0, False)])
def test_pictures_that_last_for_minutes_each_are_worth_a_note(seconds: int, frames: int, is_told: bool) -> None:
    assert bool(note_slow_times(Fraction(seconds), frames)) == is_told
