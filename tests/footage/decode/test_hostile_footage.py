"""Files that want to be opened by a program that trusts them."""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct
import sys
from pathlib import Path

import av
import pytest
from tests.footage.decode.made_clips import make_clip
from tests.footage.decode.made_files import claim_size, huge_clip

from uncut.errors import BadInput, JailCrashed, LimitExceeded, UncutError, UnreadableFootage
from uncut.footage.decode import decode_pictures, decode_sound, grab_stills, probe_footage
from uncut.footage.decode import worker as jailed_worker
from uncut.jail import JailSettings, Limits

IN_ACCESS, IN_MODIFY, IN_OPEN = 0x1, 0x2, 0x20
SMALL = JailSettings(limits=Limits(memory_bytes=900 << 20))
PLAYLISTS = {
    "ffconcat": "ffconcat version 1.0\nfile 'canary.mp4'\n",
    "ffconcat, absolute": "ffconcat version 1.0\nfile '{canary}'\n",
    "m3u8": "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n{canary}\n#EXT-X-ENDLIST\n",
    "m3u8, relative": "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\ncanary.mp4\n#EXT-X-ENDLIST\n",
    "dash": (
        '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"'
        ' mediaPresentationDuration="PT4S"><Period><AdaptationSet mimeType="video/mp4"><Representation'
        ' id="1" bandwidth="1"><BaseURL>file://{canary}</BaseURL></Representation></AdaptationSet></Period></MPD>'
    ),
    "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n",
    "reference movie": "RTSPtextRTSP://127.0.0.1/x\n",
}


class Watch:
    """What is opened, read or written in a folder, as the kernel sees it."""

    def __init__(self, folder: Path) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        self._descriptor = libc.inotify_init1(os.O_NONBLOCK)
        watched = libc.inotify_add_watch(self._descriptor, os.fsencode(folder), IN_ACCESS | IN_MODIFY | IN_OPEN)
        assert self._descriptor >= 0
        assert watched >= 0

    def names(self) -> set[str]:
        """Names touched since the last call."""
        with contextlib.suppress(BlockingIOError):
            return set(_names_in(os.read(self._descriptor, 1 << 20)))
        return set()

    def close(self) -> None:
        os.close(self._descriptor)


def _names_in(events: bytes):
    at = 0
    while at < len(events):
        _, _, _, length = struct.unpack_from("iIII", events, at)
        yield events[at + 16 : at + 16 + length].rstrip(b"\0").decode()
        at += 16 + length


@pytest.fixture
def trap(tmp_path):
    if sys.platform != "linux":
        pytest.skip("inotify")
    canary = make_clip(tmp_path / "canary.mp4", ticks=[0, 40, 80])
    watch = Watch(tmp_path)
    yield tmp_path, canary, watch
    watch.close()


def playlist(folder: Path, canary: Path, kind: str) -> Path:
    path = folder / "holiday.mp4"
    path.write_text(PLAYLISTS[kind].replace("{canary}", str(canary)))
    return path


def test_the_watch_sees_what_an_unguarded_decoder_opens(trap):
    folder, canary, watch = trap
    path = playlist(folder, canary, "ffconcat")
    watch.names()
    with av.open(str(path)) as container:
        next(container.decode(video=0))
    assert watch.names() == {"holiday.mp4", "canary.mp4"}


@pytest.mark.parametrize("kind", PLAYLISTS)
def test_a_playlist_in_disguise_opens_nothing(trap, kind):
    folder, canary, watch = trap
    path = playlist(folder, canary, kind)
    watch.names()
    with pytest.raises(UnreadableFootage, match=r"holiday\.mp4: this is .*not footage"):
        probe_footage(path)
    assert watch.names() == {"holiday.mp4"}


@pytest.mark.parametrize("kind", PLAYLISTS)
def test_the_list_of_formats_alone_keeps_a_playlist_from_opening_anything(trap, kind):
    folder, canary, watch = trap
    path = playlist(folder, canary, kind)
    watch.names()
    arguments = {"width": 8, "height": 8, "colour": "grey", "start": None, "end": None,
                 "pixels": 10**6, "frames": 100}  # fmt: skip
    with path.open("rb", buffering=0) as file, pytest.raises(UnreadableFootage, match="not footage"):
        list(jailed_worker.decode_pictures(file, arguments))
    assert watch.names() == {"holiday.mp4"}


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"This is a report about a video, and not a video.\n" * 40, "this is text"),
        ("Отчёт о видео\n".encode() * 40, "this is text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(2000), "this is a picture"),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3" + bytes(2000), "an archive or a document"),
        (b"\0" * 5000, "not footage of a kind that is accepted"),
        (bytes(range(256)) * 40, "not footage of a kind that is accepted"),
    ],
)
@pytest.mark.parametrize("opener", [probe_footage, decode_pictures])
def test_what_is_no_footage_is_named(tmp_path, content, complaint, opener):
    path = tmp_path / "holiday.mp4"
    path.write_bytes(content)
    with pytest.raises(UnreadableFootage, match=complaint):
        opener(path)


@pytest.mark.parametrize("opener", [probe_footage, decode_pictures, decode_sound])
def test_an_empty_file_is_named(tmp_path, opener):
    path = tmp_path / "holiday.mp4"
    path.touch()
    with pytest.raises(BadInput, match="this file is empty"):
        opener(path)


def test_a_file_without_its_index_is_named(tmp_path):
    path = make_clip(tmp_path / "whole.mp4", ticks=range(0, 2000, 40))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(UnreadableFootage, match="index cannot be read, as when it was cut short"):
        probe_footage(path)


@pytest.fixture(scope="module")
def huge(tmp_path_factory):
    return huge_clip(tmp_path_factory.mktemp("huge") / "huge.mp4", 12000, 12000)


@pytest.mark.parametrize("opener", [probe_footage, decode_pictures])
def test_huge_pictures_are_refused_before_memory_is_taken(huge, opener):
    with pytest.raises(LimitExceeded, match=r"pictures of 12000x12000 are larger than the limit of 40 million"):
        opener(huge, settings=SMALL)


def test_huge_pictures_behind_a_small_claim_are_refused(huge, tmp_path):
    path = claim_size(huge, tmp_path / "modest.mp4", 640, 480)
    with pytest.raises((LimitExceeded, UnreadableFootage)):
        probe_footage(path, settings=SMALL)


def test_a_sound_file_has_no_pictures(tmp_path):
    path = tmp_path / "sound.wav"
    data = bytes(16000)
    path.write_bytes(
        b"RIFF" + struct.pack("<I", 36 + len(data)) + b"WAVEfmt "
        + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 16000, 2, 16)
        + b"data" + struct.pack("<I", len(data)) + data
    )  # fmt: skip
    with pytest.raises(UnreadableFootage, match="holds no pictures that move"):
        decode_pictures(path)
    assert probe_footage(path).video is None


def test_a_clip_without_sound_has_none(tmp_path):
    path = make_clip(tmp_path / "silent.mp4", ticks=[0, 40, 80])
    with pytest.raises(UnreadableFootage, match="no sound"):
        decode_sound(path)


def test_damaged_files_end_in_results_or_one_clear_error(tmp_path):
    """Flip bytes all over a clip: no crash of the parent, no hang, no other error."""
    import random

    whole = make_clip(tmp_path / "whole.mkv", ticks=range(0, 1200, 40), beep=(44100, [(0.2, 0.5)])).read_bytes()
    dice = random.Random(7)
    for turn in range(6):
        data = bytearray(whole)
        for _ in range(4**turn):
            data[dice.randrange(len(data))] = dice.randrange(256)
        path = tmp_path / "damaged.mkv"
        path.write_bytes(data)
        with contextlib.suppress(BadInput, LimitExceeded, JailCrashed), decode_pictures(path, width=64, height=36) as s:
            for batch in s:
                assert batch.pixels.shape[1:] == (36, 64)


def test_stills_of_what_is_no_footage(tmp_path):
    path = tmp_path / "holiday.mp4"
    path.write_text("text")
    with pytest.raises(UncutError, match="this is text"):
        grab_stills(path, [0])


@pytest.mark.parametrize(("name", "codec", "pixel_format"), [
    ("holiday.mkv", "mjpeg", "yuvj420p"), ("holiday.webm", "libvpx-vp9", "yuv420p"), ("holiday.mp4", "libx264", "yuv420p"),
])  # fmt: skip
def test_pictures_larger_than_the_limit_are_named_whatever_the_codec(tmp_path, name, codec, pixel_format):
    path = make_clip(tmp_path / name, ticks=[0, 40], codec=codec, pixel_format=pixel_format, options={})
    few = JailSettings(limits=Limits(pixels_per_frame=20_000))
    words = r"pictures of 192x108 are larger than the limit of 0\.02 million pixels\. Scale it down with a tool that you trust"
    with pytest.raises(LimitExceeded, match=words):
        probe_footage(path, settings=few)
