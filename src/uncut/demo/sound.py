"""Generated sound: the noise of a street at night, and a murmur with the rhythm and the tones of speech."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import signal

Samples = npt.NDArray[np.float32]

SAMPLE_RATE_HZ = 48_000
VOWELS_HZ = ((730, 1090, 2440), (270, 2290, 3010), (570, 840, 2410), (440, 1020, 2240), (530, 1840, 2480))
"""First three formants of five vowels, as Peterson and Barney measured them (men, 1952)."""
FORMANT_WIDTH_HZ = 90.0


@dataclass(frozen=True, eq=False)
class Speech:
    """Generated sound and where its words lie."""

    samples: Samples
    """Shape (samples,), -1..1, at `SAMPLE_RATE_HZ`."""
    words: list[tuple[float, float]]
    """Each word's start and end in seconds."""


def make_sound(seconds: float, seed: int) -> Speech:
    """Street noise with a voice over it, ``seconds`` long."""
    rng = np.random.default_rng(seed)
    count = round(seconds * SAMPLE_RATE_HZ)
    voice, words = _voice(count, rng)
    mixed = 0.55 * voice + 0.1 * _street(count, rng)
    return Speech((mixed / max(1.0, float(np.abs(mixed).max()))).astype(np.float32), words)


def _street(count: int, rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """Brownish noise that swells as cars pass, of peak 1."""
    rumble = signal.lfilter([1.0], [1.0, -0.995], rng.standard_normal(count))
    hiss = signal.lfilter([0.2], [1.0, -0.6], rng.standard_normal(count))
    swell = 1 + 0.6 * np.sin(2 * np.pi * 0.17 * np.arange(count) / SAMPLE_RATE_HZ + 1.0)
    noise = swell * (rumble / np.abs(rumble).max() + 0.15 * hiss / np.abs(hiss).max())
    return np.asarray(noise / np.abs(noise).max())


def _voice(count: int, rng: np.random.Generator) -> tuple[npt.NDArray[np.float64], list[tuple[float, float]]]:
    """A murmur of words of one to four syllables, of peak 1, and where the words lie."""
    out = np.zeros(count)
    words = []
    at = round(0.4 * SAMPLE_RATE_HZ)
    while True:
        parts = [_syllable(rng) for _ in range(int(rng.integers(1, 5)))]
        word = np.concatenate(parts)
        if at + len(word) > count - SAMPLE_RATE_HZ // 5:
            break
        out[at : at + len(word)] = word
        words.append((at / SAMPLE_RATE_HZ, (at + len(word)) / SAMPLE_RATE_HZ))
        pause = 0.45 if len(words) % 6 == 0 else rng.uniform(0.06, 0.14)
        at += len(word) + round(pause * SAMPLE_RATE_HZ)
    return np.tanh(3 * out), words


def _syllable(rng: np.random.Generator) -> npt.NDArray[np.float64]:
    """A breath of consonant noise, then a vowel from pulses through three resonators."""
    length = round(rng.uniform(0.12, 0.22) * SAMPLE_RATE_HZ)
    pitch_hz = rng.uniform(105, 140) * np.linspace(1.05, 0.93, length)
    phase = np.cumsum(pitch_hz) / SAMPLE_RATE_HZ
    vowel = np.diff(np.floor(phase), prepend=0.0) + 0.01 * rng.standard_normal(length)
    for formant_hz in VOWELS_HZ[int(rng.integers(len(VOWELS_HZ)))]:
        vowel = signal.lfilter(*signal.iirpeak(formant_hz, formant_hz / FORMANT_WIDTH_HZ, SAMPLE_RATE_HZ), vowel) + (
            0.3 * vowel
        )
    vowel *= signal.windows.tukey(length, 0.5) / (np.abs(vowel).max() or 1.0)
    burst = round(0.03 * SAMPLE_RATE_HZ)
    consonant = np.diff(rng.standard_normal(burst + 1)) * signal.windows.hann(burst) * 0.12
    return np.concatenate([consonant, vowel])
