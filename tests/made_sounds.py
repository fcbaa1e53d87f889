"""Sounds made as arrays at 8 kHz: something like speech, and what encoding would leave of it."""

from __future__ import annotations

import numpy as np
from scipy.signal import butter, lfilter

from uncut.footage.fingerprint.sound import SAMPLE_RATE_HZ

SECONDS = 12


def speech(seed: int, seconds: float = SECONDS) -> np.ndarray:
    """Something like speech: voiced syllables of changing pitch and colour, pauses, and a room."""
    dice = np.random.default_rng(seed)
    count = round(seconds * SAMPLE_RATE_HZ)
    samples = dice.standard_normal(count) * 2e-3
    at = 0.1
    while at < seconds - 0.4:
        length = dice.uniform(0.1, 0.35)
        time = np.arange(round(length * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
        pitch = dice.uniform(90, 240) * (1 + dice.uniform(-0.2, 0.2) * time / length)
        buzz = np.sign(np.sin(2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE_HZ)) + dice.standard_normal(len(time)) * 0.4
        low = dice.uniform(250, 1500)
        colour = butter(2, [low, low + dice.uniform(400, 1500)], "band", fs=SAMPLE_RATE_HZ)
        first = round(at * SAMPLE_RATE_HZ)
        samples[first : first + len(time)] += lfilter(*colour, buzz) * np.hanning(len(time)) * dice.uniform(0.15, 0.5)
        at += length + dice.exponential(0.05)
    return samples


def worn(samples, seed=0):
    """Encoded, as far as an array can be: less of the highest, noise that follows the level."""
    dice = np.random.default_rng(seed)
    filtered = lfilter(*butter(3, 3300, fs=SAMPLE_RATE_HZ), samples)
    envelope = np.convolve(np.abs(filtered), np.ones(160) / 160, "same")
    return filtered + envelope * dice.standard_normal(len(samples)) * 0.1
