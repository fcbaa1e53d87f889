"""A track that is missing, or that cannot be read, is told for what it is and not passed over."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest
from tests.made_sounds import speech

from uncut.dossier.summary import summarise_comparison
from uncut.footage import compare_footage
from uncut.footage.fingerprint.sound import SAMPLE_RATE_HZ

SECONDS, RATE = 4, 25


def write(path, *, pictures=True):
    """A film with speech; without ``pictures`` the speech alone."""
    dice = np.random.default_rng(4)
    scene = np.repeat(np.repeat(dice.integers(30, 220, (10, 60), np.uint8), 10, axis=0), 10, axis=1)
    with av.open(path, "w") as file:
        if pictures:
            video = file.add_stream("mpeg4", rate=RATE)
            video.width, video.height, video.pix_fmt = 160, 96, "yuv420p"
        audio = file.add_stream("aac", rate=SAMPLE_RATE_HZ)
        audio.layout = "mono"
        file.start_encoding()  # the sound coder says now how many samples it takes at once
        samples = speech(3, SECONDS).astype(np.float32)
        sound = av.AudioFrame.from_ndarray(samples[np.newaxis], "fltp", "mono")
        sound.sample_rate, sound.pts, sound.time_base = SAMPLE_RATE_HZ, 0, Fraction(1, SAMPLE_RATE_HZ)
        for number in range(SECONDS * RATE if pictures else 0):
            picture = np.ascontiguousarray(scene[:96, 4 * number % 400 :][:, :160])
            file.mux(video.encode(av.VideoFrame.from_ndarray(picture, "gray")))
        if pictures:
            file.mux(video.encode(None))
        resampler = av.AudioResampler(audio.format, "mono", SAMPLE_RATE_HZ, audio.frame_size or 1024)
        for frame in [*resampler.resample(sound), *resampler.resample(None)]:
            file.mux(audio.encode(frame))
        file.mux(audio.encode(None))
    return path


@pytest.mark.parametrize("lacking", ["left", "right"])
def test_a_picture_track_that_is_gone_is_a_change(tmp_path, lacking):
    film, sound = write(tmp_path / "film.mp4"), write(tmp_path / "sound.m4a", pictures=False)
    found = compare_footage(*((sound, film) if lacking == "left" else (film, sound)))
    [edit] = [one for one in found.edits if one.kind == "metadata"]
    values = (edit.left_value, edit.right_value)
    assert (edit.field, values) == ("picture_track", (None, "mpeg4, 160 x 96")[:: 1 if lacking == "left" else -1])
    assert any(f"the {lacking} file holds no pictures" in one.lower() for one in summarise_comparison(found))
    assert found.related
    assert [one.what for one in found.not_examined] == ["picture"]


def test_sound_that_cannot_be_read_is_not_taken_for_none(tmp_path):
    film, odd = write(tmp_path / "film.mkv"), tmp_path / "odd.mkv"
    odd.write_bytes(film.read_bytes().replace(b"A_AAC", b"A_ZZZ"))  # how it is coded
    found = compare_footage(film, odd)
    assert [one.kind for one in found.edits if one.kind != "metadata"] == []
    [unheard] = [one for one in found.not_examined if one.what == "sound"]
    assert "is not accepted" in unheard.why
