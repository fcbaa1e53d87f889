"""Voices at other pitches: found with the factor, where they are, and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import signal

from uncut.footage.align.lines import Line
from uncut.footage.align.sound import Tracks
from uncut.footage.align.sound_pitch import find_pitched
from uncut.footage.fingerprint.sound import SAMPLE_RATE_HZ, SoundTrack, collect_sound
from uncut.footage.sound import examine, listen

SECONDS = 9


def voice(seed: int, pitch: float = 1.0):
    """Syllables of buzzing and hissing, with resonances; every frequency times ``pitch``."""
    dice = np.random.default_rng(seed)
    time = np.arange(SECONDS * SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    steps = np.cumsum(dice.uniform(0.12, 0.35, 60))
    syllable = np.searchsorted(steps, time)
    glide = np.interp(time, steps, dice.uniform(95, 210, 60))
    buzz = sum(
        np.sin(2 * np.pi * pitch * number * np.cumsum(glide) / SAMPLE_RATE_HZ) / number for number in range(1, 19)
    )
    loud = dice.choice([0.05, 0.6, 1.0], 61)[syllable]
    formants = dice.uniform((300, 900, 1800), (800, 1700, 2600), (61, 3))
    sound = np.zeros(len(time))
    for number in range(syllable[-1] + 1):
        at = np.flatnonzero(syllable == number)
        for hertz in formants[number] * pitch:
            band = signal.butter(2, [hertz * 0.85, hertz * 1.15], "band", fs=SAMPLE_RATE_HZ, output="sos")
            sound[at] += signal.sosfilt(band, (buzz + dice.normal(size=len(time)) * 0.1)[at])
    return (0.1 * loud * sound + dice.normal(size=len(time)) * 1e-4).astype(np.float32)


def track(samples) -> SoundTrack:
    return collect_sound(0, [samples])


def tracks(right, left=None) -> Tracks:
    return Tracks(track(voice(1) if left is None else left), track(right), Line(0.0))


@pytest.mark.parametrize("pitch", [0.7, 0.9, 1.12, 1.3])
def test_a_voice_at_another_pitch_is_told_with_the_factor(pitch):
    (found,) = find_pitched(tracks(voice(1, pitch)), 0, SECONDS, [(0, SECONDS)])
    assert found.pitch == pytest.approx(pitch, rel=0.02)
    assert found.start < 0.5
    assert found.end > SECONDS - 0.5


def test_so_is_a_part_of_it_and_its_place():
    first, stop = 3 * SAMPLE_RATE_HZ, 6 * SAMPLE_RATE_HZ
    right = voice(1)
    right[first:stop] = voice(1, 0.8)[first:stop]
    (found,) = find_pitched(tracks(right), 0, SECONDS, [(3, 6)])
    assert 2.8 <= found.start < 4
    assert 5.5 < found.end <= 6.2


@pytest.mark.parametrize("other", [voice(2), voice(1)])
def test_neither_another_voice_nor_the_same_is(other):
    assert find_pitched(tracks(other), 0, SECONDS, [(0, SECONDS)]) == []
    assert find_pitched(tracks(other), 0, SECONDS, [(2, 3.5), (5, 6.1)]) == []


def test_silence_and_noise_are_not():
    noise = np.random.default_rng(3).normal(size=SECONDS * SAMPLE_RATE_HZ).astype(np.float32) * 0.05
    for right in (noise, noise * 0):
        assert find_pitched(tracks(right), 0, SECONDS, [(0, SECONDS)]) == []
    assert find_pitched(tracks(noise * 0, noise * 0), 0, SECONDS, [(0, SECONDS)]) == []


def test_it_is_told_as_sound_that_was_replaced_and_by_which_factor():
    found = examine(listen(tracks(voice(1, 0.8)), 0, SECONDS, 0.1), None)
    (one,) = [item for item in found if item.kind != "undecided"]
    assert (one.kind, one.pitch) == ("sound_replaced", pytest.approx(0.8, rel=0.02))
    assert "pitches 0.8" in one.why
    unchanged = examine(listen(tracks(voice(1)), 0, SECONDS, 0.1), None)
    assert unchanged == []
