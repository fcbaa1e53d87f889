"""Made sounds for evals: speech-like, music-like, noise-like; each seed another, and nobody's voice in it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy.signal import butter, lfilter

Samples = npt.NDArray[np.float32]

RATE = 44100
FORMANTS_HZ = ((250, 900), (900, 2500), (2500, 3800))
SCALE = 220 * 2 ** (np.array([0, 2, 4, 5, 7, 9, 11, 12, 14, 16, 17, 19]) / 12)


def make_speech(seed: int, seconds: float) -> Samples:
    """Voiced and unvoiced syllables with formants, pauses, and the noise of a room; shape (n, 2)."""
    dice = np.random.default_rng(seed)
    samples = dice.standard_normal(round(seconds * RATE)) * 10 ** dice.uniform(-4.2, -2.6)
    at = 0.1
    while at < seconds - 0.5:
        length = dice.uniform(0.08, 0.35)
        time = np.arange(round(length * RATE)) / RATE
        pitch = dice.uniform(90, 240) * (1 + dice.uniform(-0.2, 0.2) * time / length)
        buzz = np.sign(np.sin(2 * np.pi * np.cumsum(pitch) / RATE)) * (dice.random() < 0.8)
        buzz = buzz + dice.standard_normal(len(time)) * dice.uniform(0.1, 0.6)
        first = round(at * RATE)
        samples[first : first + len(time)] += _coloured(buzz, dice) * np.hanning(len(time)) * dice.uniform(0.2, 0.8)
        at += length + (dice.exponential(0.05) if dice.random() < 0.85 else dice.uniform(0.3, 1.2))
    return _loud(np.stack([samples, samples], axis=1), 0.6)


def _coloured(buzz: npt.NDArray[np.float64], dice: np.random.Generator) -> npt.NDArray[np.float64]:
    coloured = np.zeros(len(buzz))
    for low, high in FORMANTS_HZ:
        hertz = dice.uniform(low, high)
        coloured += lfilter(*butter(2, [hertz * 0.9, hertz * 1.1 + 50], "band", fs=RATE), buzz) * dice.uniform(0.2, 1)
    return coloured


def make_music(seed: int, seconds: float) -> Samples:
    """Chords that die away, and drums, on a beat; every bar another; shape (n, 2)."""
    dice = np.random.default_rng(seed)
    count = round(seconds * RATE)
    samples = np.zeros((count, 2))
    beat = dice.uniform(0.25, 0.5)
    for number in range(int(seconds / beat)):
        first = round(number * beat * RATE)
        time = np.arange(min(count - first, round(beat * RATE * dice.uniform(1, 2.5)))) / RATE
        chord = np.zeros(len(time))
        for hertz in dice.choice(SCALE, 3):
            for harmonic in range(1, 7):
                chord += np.sin(2 * np.pi * hertz * harmonic * time) / harmonic * np.exp(-time * 3 * harmonic**0.5)
        pan = dice.uniform(0.2, 0.8)
        samples[first : first + len(time)] += chord[:, np.newaxis] * [pan, 1 - pan]
        hit = min(len(time), 4000)
        drum = dice.standard_normal(hit) * np.exp(-np.arange(hit) / 600) * 1.2
        samples[first : first + hit] += drum[:, np.newaxis]
    return _loud(samples, 0.5)


def make_street(seed: int, seconds: float) -> Samples:
    """Low noise that swells and fades, another on each side; shape (n, 2)."""
    dice = np.random.default_rng(seed)
    count = round(seconds * RATE)
    noise = lfilter(*butter(1, 900, fs=RATE), dice.standard_normal((count, 2)), axis=0)
    knots = np.arange(0, count + RATE, RATE // 2)
    swell = np.interp(np.arange(count), knots, 10 ** dice.uniform(-1, -0.3, len(knots)))
    return _loud(noise * swell[:, np.newaxis], 0.5)


def make_scene(seed: int, seconds: float) -> Samples:
    """Somebody speaks while music plays; shape (n, 2)."""
    return _loud(make_speech(seed, seconds) + np.float32(0.3) * make_music(seed + 1, seconds), 0.6)


def _loud(samples: npt.NDArray[np.float64] | Samples, peak: float) -> Samples:
    """The same with its loudest sample at ``peak`` of full scale."""
    return (samples * (peak / np.abs(samples).max())).astype(np.float32)


MADE: dict[str, Callable[[int, float], Samples]] = {
    "speech": make_speech,
    "music": make_music,
    "street": make_street,
    "scene": make_scene,
}
