from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest
from tests.footage.decode.made_clips import HEIGHT, WIDTH, make_clip, number_of, picture

from uncut.errors import LimitExceeded
from uncut.footage.decode import decode_pictures, grab_stills, probe_footage
from uncut.jail import JailSettings, Limits

STEADY = [40 * number for number in range(100)]
UNSTEADY = list(np.cumsum([0, *([40, 40, 20, 100, 7, 333] * 12)]))
ms = Fraction(1, 1000)


def decode(path, **options):
    with decode_pictures(path, **options) as stream:
        batches = list(stream)
    ticks = np.concatenate([batch.ticks for batch in batches]) if batches else np.zeros(0, np.int64)
    pixels = np.concatenate([batch.pixels for batch in batches]) if batches else np.zeros((0, 1, 1), np.uint8)
    return stream, ticks, pixels


@pytest.fixture(scope="module")
def steady(tmp_path_factory):
    return make_clip(tmp_path_factory.mktemp("clips") / "steady.mp4", ticks=STEADY)


@pytest.mark.parametrize(
    ("name", "codec", "options"),
    [
        ("b_frames.mp4", "libx264", {"bf": "3"}),
        ("plain.mkv", "libx264", {"bf": "0"}),
        ("hevc.mp4", "libx265", {"x265-params": "log-level=none"}),
        ("vp9.webm", "libvpx-vp9", {"deadline": "realtime", "cpu-used": "8"}),
        ("mjpeg.mkv", "mjpeg", {}),
    ],
)
def test_every_picture_comes_at_its_time(tmp_path, name, codec, options):
    ticks = [int(tick) for tick in UNSTEADY]
    pixels = "yuvj420p" if codec == "mjpeg" else "yuv420p"
    path = make_clip(tmp_path / name, ticks=ticks, codec=codec, options=options, pixel_format=pixels)
    stream, times, pictures = decode(path)
    assert [number_of(one) for one in pictures] == list(range(len(ticks)))
    assert [round(tick * stream.time_base / ms) for tick in times] == ticks
    assert stream.end_tick > times[-1]
    assert stream.issues == ()


def test_grey_pictures_have_the_displayed_size_and_their_own_brightness(steady):
    stream, _, pictures = decode(steady)
    assert pictures.shape == (100, HEIGHT, WIDTH)
    assert (stream.width, stream.height) == (WIDTH, HEIGHT)
    assert np.abs(pictures[50].astype(int) - picture(50)).mean() < 4


def test_rgb_pictures_have_three_channels(steady):
    _, _, pictures = decode(steady, width=96, height=54, colour="rgb", end=Fraction(1))
    assert pictures.shape == (25, 54, 96, 3)


@pytest.mark.parametrize(("degrees", "mirrored"), [(0, True), (90, False), (180, False), (270, False), (90, True)])
def test_pictures_are_turned_as_they_are_displayed(tmp_path, degrees, mirrored):
    path = make_clip(tmp_path / "turned.mp4", ticks=STEADY[:12], rotation=degrees, mirrored=mirrored)
    plain = decode(make_clip(tmp_path / "plain.mp4", ticks=STEADY[:12]))[2]
    shown = decode(path)[2]
    turned = plain[:, :, ::-1] if mirrored and not degrees else np.rot90(plain, degrees // 90, axes=(1, 2))
    if mirrored and degrees:
        turned = turned[:, :, ::-1] if np.array_equal(turned[:, :, ::-1], shown) else turned[:, ::-1]
    assert np.array_equal(shown, turned)


def test_pictures_without_square_pixels_are_stretched(tmp_path):
    path = make_clip(tmp_path / "wide.mp4", ticks=STEADY[:5], pixel_shape=Fraction(4, 3))
    assert decode(path)[2].shape == (5, HEIGHT, WIDTH * 4 // 3)


def test_times_count_from_the_first_displayed_picture(tmp_path):
    path = make_clip(tmp_path / "late.mkv", ticks=[5000 + tick for tick in STEADY[:20]])
    stream, times, _ = decode(path)
    assert [round(tick * stream.time_base / ms) for tick in times] == STEADY[:20]
    assert probe_footage(path).video.start == 5


@pytest.mark.parametrize("container", ["mp4", "mkv", "avi", "ts"])
def test_a_span_holds_the_same_pictures_and_ticks_as_the_whole(tmp_path, container):
    ticks = [40 * number for number in range(300)]
    codec = "mpeg4" if container == "avi" else "libx264"
    base = Fraction(1, 25) if container == "avi" else ms
    path = make_clip(
        tmp_path / f"long.{container}", ticks=[tick // 40 for tick in ticks] if base != ms else ticks,
        time_base=base, codec=codec, gop=30,
    )  # fmt: skip
    whole, times, pictures = decode(path, width=96, height=54)
    for start, end in [(Fraction(7), Fraction(8)), (Fraction(97, 10), Fraction(99)), (Fraction(50), Fraction(60))]:
        part, some_times, some_pictures = decode(path, width=96, height=54, start=start, end=end)
        inside = (times >= start / whole.time_base) & (times < end / whole.time_base)
        assert np.array_equal(some_times, times[inside])
        assert np.array_equal(some_pictures, pictures[inside]) or not inside.any()
        after = times[times >= end / whole.time_base]
        if inside.any():
            assert part.end_tick == (after[0] if len(after) else whole.end_tick)


def test_stills_are_what_is_displayed_at_each_time(tmp_path):
    ticks = [int(tick) for tick in UNSTEADY] + [40_000]
    path = make_clip(tmp_path / "unsteady.mp4", ticks=ticks)
    wanted = [Fraction(39), Fraction(0), Fraction(-1), Fraction(5), Fraction(1), Fraction(400), Fraction(2001, 1000)]
    shown = [max([0, *(n for n, tick in enumerate(ticks) if tick * ms <= at)]) for at in wanted]
    stills = grab_stills(path, wanted, width=WIDTH)
    assert [number_of(still[..., 0]) for still in stills] == shown
    assert stills[0].shape == (HEIGHT, WIDTH, 3)


def test_a_file_that_was_cut_short_gives_what_it_holds(tmp_path):
    whole = make_clip(tmp_path / "whole.mkv", ticks=STEADY)
    cut = tmp_path / "cut.mkv"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    _, times, pictures = decode(cut)
    assert 20 < len(times) < 80
    assert [number_of(one) for one in pictures[:20]] == list(range(20))


def test_a_short_decode_of_a_promised_length_is_an_issue(tmp_path):
    whole = make_clip(tmp_path / "whole.mp4", ticks=STEADY, options={"movflags": "+faststart"})
    from tests.footage.decode.made_files import with_index_first

    moved = with_index_first(whole, tmp_path / "moved.mp4")
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(moved.read_bytes()[: moved.stat().st_size * 6 // 10])
    stream, times, _ = decode(cut)
    assert 10 < len(times) < 90
    assert any("promises 4.00 s of pictures" in issue for issue in stream.issues)


def test_progress_rises_to_one(steady):
    said: list[float] = []
    decode(steady, width=64, height=36, progress=said.append)
    assert said == sorted(said)
    assert said[-1] == 1.0


def test_leaving_early_is_quiet(steady):
    with decode_pictures(steady, width=64, height=36) as stream:
        next(stream)
    assert list(stream) == []
    assert stream.end_tick == -1


def test_more_pictures_than_allowed_are_refused(steady):
    with pytest.raises(LimitExceeded, match="more than 50 pictures"):
        decode(steady, settings=JailSettings(limits=Limits(frames=50)))


def test_larger_pictures_than_allowed_are_refused(steady):
    with pytest.raises(LimitExceeded, match=r"pictures of 192x108 are larger than the limit of 0\.02 million"):
        decode(steady, settings=JailSettings(limits=Limits(pixels_per_frame=20_000)))


def test_a_probe_says_what_the_container_says(tmp_path):
    path = make_clip(tmp_path / "probed.mp4", ticks=STEADY, rotation=90, beep=(44100, [(1.0, 2.0)]))
    probe = probe_footage(path)
    assert (probe.video.codec, probe.video.width, probe.video.height) == ("h264", HEIGHT, WIDTH)
    assert (probe.video.coded_width, probe.video.rotation, probe.video.frames) == (WIDTH, 270, 100)
    assert probe.video.frame_rate == 25
    assert (probe.audio.codec, probe.audio.sample_rate, probe.audio.channels) == ("aac", 44100, 1)
    assert probe.tracks == {"video": 1, "audio": 1}
    assert probe.issues == []


@pytest.mark.parametrize("matrix", ["bt709", "smpte170m"])
def test_grey_is_the_luma_as_it_is_coded_whatever_matrix_the_file_names(tmp_path, matrix):
    plain, tagged = (
        make_clip(
            tmp_path / f"{name}.mp4",
            ticks=STEADY[:20],
            options={"crf": "10", "x264-params": f"colormatrix={name}"},
            tint=(90, 190),
        )
        for name in ("undef", matrix)
    )
    with av.open(str(plain)) as one, av.open(str(tagged)) as two:
        assert one.streams.video[0].codec_context.colorspace != two.streams.video[0].codec_context.colorspace
    assert np.array_equal(decode(plain, width=96, height=54)[2], decode(tagged, width=96, height=54)[2])
