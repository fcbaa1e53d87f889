from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest
from tests.footage.decode.made_clips import make_clip

from uncut.footage.decode import decode_sound
from uncut.footage.decode.sound import SoundReader

BEEPS = [(0.5, 0.75), (2.0, 2.1), (3.3, 3.35)]
PICTURES = range(0, 4001, 40)


def listen(path, rate=8000):
    with decode_sound(path, sample_rate_hz=rate) as stream:
        blocks = list(stream)
    samples = np.concatenate([block.samples for block in blocks])
    return stream, blocks, samples


def loud_spans(samples, rate, start):
    """Where the sound is loud, in seconds, found by its envelope of 4 ms."""
    window = max(1, rate // 250)
    loud = np.convolve(np.abs(samples), np.ones(window) / window, mode="same") > 0.2
    edges = np.flatnonzero(np.diff(np.concatenate([[0], loud.astype(int), [0]])))
    return [(float(start) + a / rate, float(start) + b / rate) for a, b in edges.reshape(-1, 2)]


@pytest.mark.parametrize("container", ["mp4", "mkv"])
@pytest.mark.parametrize("rate", [8000, 22050])
def test_sounds_come_at_their_time(tmp_path, container, rate):
    path = make_clip(tmp_path / f"beeps.{container}", ticks=PICTURES, beep=(44100, BEEPS))
    stream, blocks, samples = listen(path, rate)
    heard = loud_spans(samples, rate, stream.start)
    assert np.allclose(heard, BEEPS, atol=0.012)
    assert blocks[0].start == stream.start
    assert samples.dtype == np.float32
    assert np.abs(samples).max() < 1.1
    assert stream.issues == ()


def test_blocks_follow_each_other_without_gaps(tmp_path):
    path = make_clip(tmp_path / "beeps.mp4", ticks=PICTURES, beep=(44100, BEEPS))
    stream, blocks, _ = listen(path, 44100)
    at = stream.start
    for block in blocks:
        assert block.start == at
        at += Fraction(len(block.samples), 44100)


def test_sound_is_on_the_clock_of_the_pictures(tmp_path):
    """Pictures that start 0.8 s late: the sound before them has negative times."""
    path = make_clip(tmp_path / "late.mkv", ticks=[800 + tick for tick in PICTURES], beep=(44100, BEEPS))
    stream, _, samples = listen(path)
    assert float(stream.start) == pytest.approx(-0.8, abs=0.03)
    heard = loud_spans(samples, 8000, stream.start)
    assert np.allclose(heard, np.array(BEEPS) - 0.8, atol=0.012)


def write_sound(path, pieces, rate=16000):
    """Sound alone, PCM in Matroska: pieces of (start in milliseconds, samples)."""
    with av.open(str(path), "w") as out:
        stream = out.add_stream("pcm_s16le", rate=rate, layout="mono")
        for start, samples in pieces:
            for first in range(0, len(samples), 1600):
                piece = (samples[first : first + 1600] * 20000).astype(np.int16)
                frame = av.AudioFrame.from_ndarray(piece[None, :], format="s16", layout="mono")
                frame.sample_rate, frame.time_base = rate, Fraction(1, rate)
                frame.pts = start * rate // 1000 + first
                out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


def tone(seconds, rate=16000):
    return np.sin(2 * np.pi * 800 * np.arange(round(seconds * rate)) / rate)


def test_a_gap_is_filled_with_silence_and_reported(tmp_path):
    path = write_sound(tmp_path / "gap.mkv", [(0, tone(1)), (1500, tone(1))])
    stream, _, samples = listen(path)
    assert len(stream.gaps) == 1
    assert float(stream.gaps[0].start) == pytest.approx(1, abs=0.01)
    assert float(stream.gaps[0].end) == pytest.approx(1.5, abs=0.01)
    assert len(samples) == pytest.approx(2.5 * 8000, abs=20)
    assert np.allclose(loud_spans(samples, 8000, 0), [(0, 1), (1.5, 2.5)], atol=0.01)
    assert stream.issues == ("the sound has 1 gap, filled with silence",)


def test_sound_alone_counts_from_its_first_sample(tmp_path):
    path = write_sound(tmp_path / "late.mkv", [(2000, tone(0.5))])
    stream, _, samples = listen(path)
    assert stream.start == 0
    assert len(samples) == pytest.approx(4000, abs=20)


def test_an_impossible_rate_is_refused(tmp_path):
    with pytest.raises(ValueError, match="out of range"):
        decode_sound(tmp_path / "any", sample_rate_hz=7)


class WithoutFirstTimes(SoundReader):
    """A reader whose decoder gives the first frames no time of their own, as that of Windows Media's sound does."""

    early_ticks = 0
    """By how much the packet of the first frames says that they are due before their time."""

    def _packets(self):
        for number, packet in enumerate(super()._packets()):
            if number == 0:
                self._first_due -= self.early_ticks * self._time_base
            yield packet

    def _decoded(self):
        for number, frame in enumerate(super()._decoded()):
            if number < 5:
                frame.pts = None
            yield frame


class WithEarlyPacket(WithoutFirstTimes):
    early_ticks = 90


class WithoutAnyTimes(SoundReader):
    def _decoded(self):
        for frame in super()._decoded():
            frame.pts = None
            yield frame


@pytest.mark.parametrize("kind", [WithoutFirstTimes, WithEarlyPacket, WithoutAnyTimes])
def test_first_frames_without_times_stay_one_piece_with_the_rest(tmp_path, kind):
    path = make_clip(tmp_path / "late.mkv", ticks=[800 + tick for tick in PICTURES], beep=(44100, BEEPS))
    with path.open("rb") as file:
        reader = kind(file, rate=8000, pixels=1 << 22)
        samples = np.frombuffer(b"".join(reader.blocks()), np.float32)
    assert reader.gaps == []
    assert float(reader.start) == pytest.approx(-0.8, abs=0.03)
    assert np.allclose(loud_spans(samples, 8000, reader.start), np.array(BEEPS) - 0.8, atol=0.03)
