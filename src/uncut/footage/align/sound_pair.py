"""Two sounds side by side: what of the left one is in the right one, frame by frame. Array maths, no files.

Encoders, equalisers and loudness normalisation multiply each frequency by something that stays; what was mixed in, cut
out or put in its place does not follow the left sound. So the stretch's own transfer function is measured first, and
then, for every 20 ms, how much of the left sound arrives through it and what else there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from uncut.footage.align.sound import Lags, Tracks
from uncut.footage.fingerprint.sound import (
    BAND_OF_BINS,
    BANDS,
    INSIDE,
    Floats,
    Floats32,
    Spectra,
    band_powers,
    decibels,
    measure_spectra,
    smooth,
)

HOP_SECONDS = 0.02
BLOCK_FRAMES = 1500
"""Half a minute at once; bounds memory, does not change results."""
MARGIN_FRAMES = 50
REFERENCE_BLOCKS = 20
PRESENCE_FRAMES = 15
COHERENCE_FRAMES = 25
BRIEF_FRAMES = 3
LEAST_SURE_FRAMES = 50
LEAST_POWER = 1e-3
"""Of the mean power at a frequency, from which a frame has a whole say in how the left sound arrives."""
BEST_SHARE = 0.3
"""Of the frames that hold the left sound, those whose wave form follows it best say how loud it arrives by itself: what
was mixed in makes others louder and lets them follow less."""
COHERENT = 0.5
"""Mean coherence over the bands from which a frame surely holds the left sound."""
LOUD = 0.95
"""Share of the frames under which loud passages lie."""
LOUD_RANGE_DB = 35.0
"""Bands this far under their own loud passages are where encoders leave noise or nothing: not compared."""
QUIETEST_BAND_DB = -75.0
"""Full scale."""
AUDIBLE_RANGE_DB = 25.0
"""A band says how loud it should be down to this far under its own loud passages."""
MOST_DIFFERENCE_DB = 20.0
LOWEST_TONE = 12
"""Bin of 375 Hz: bleeps lie above."""
MOST_PRESENCE = 6.0
"""Passages are made louder by no more than 16 dB."""


@dataclass(frozen=True, eq=False)
class Reference:
    """How the left sound arrives in the right version, over a stretch."""

    transfer: npt.NDArray[np.complex64]
    """Shape (BINS,): complex gain."""
    gain_db: Floats32
    """Shape (BANDS,): the same as levels."""
    left_loud_db: Floats32
    """Shape (BANDS,): left levels of loud passages."""
    floor_db: Floats32
    """Shape (BANDS,): right levels under which bands are not compared."""
    loud_db: float
    """Level of the loud passages as expected on the right."""
    coherence: float
    """Median coherence of the frames that hold the left sound, 0..1; 0 where none surely does."""
    sure_seconds: float
    """For so long the left sound surely arrives."""
    best_gain_db: Floats32
    """Shape (BANDS,): as `gain_db`, where the left sound is followed best."""

    @property
    def is_known(self) -> bool:
        """Whether enough of the left sound arrives to say how it does."""
        return self.coherence > 0

    @property
    def at_best(self) -> Reference:
        """The same with the left sound as loud as it arrives where it is followed best."""
        return self._with_gain(self.best_gain_db)

    def lent(self, usual: Reference | None) -> Reference:
        """The same, where the left sound is not known to arrive, as it does elsewhere; else at its level."""
        return self._with_gain(np.zeros(BANDS, np.float32) if usual is None else usual.gain_db)

    def _with_gain(self, gain: Floats32) -> Reference:
        loud = self.left_loud_db + gain
        total = float(decibels((10 ** (loud / 10)).sum(keepdims=True))[0])
        return replace(self, gain_db=gain, floor_db=_floor(loud), loud_db=total)

    @property
    def colour_db(self) -> float:
        """Usual deviation of the bands' gains from their median: encoders leave up to 0.6, other noise 3 and more."""
        return 1.48 * float(np.median(np.abs(self.gain_db - np.median(self.gain_db))))


@dataclass(frozen=True, eq=False)
class SoundPair:
    """What was measured in a stretch, one value for every 20 ms of the right version; float32 of shape (frames,)."""

    times: Floats
    """Right seconds of the middle of each frame."""
    expected_db: Floats32
    """Level of the left sound as it should arrive."""
    left_db: Floats32
    right_db: Floats32
    excess_db: Floats32
    """Mean over the bands of how much louder than expected, over 60 ms."""
    deficit_db: Floats32
    """Mean over the bands of how much quieter than expected."""
    presence: Floats32
    """Share of the left sound that arrives, by regression over 0.3 s: 1 all of it, 0 nothing."""
    coherence: Floats32
    """Mean squared coherence over the bands, 0.5 s."""
    tone: Floats32
    """Share of the right power at its loudest frequency."""
    tone_before: Floats32
    """Share of the left power at that frequency."""
    pitch: Floats32
    """Number of the loudest bin of the right sound."""
    heard: npt.NDArray[np.bool_]
    """Whether both tracks have samples here."""

    def with_better(self, where: slice, other: SoundPair) -> SoundPair:
        """The frames ``where`` as in ``other``, measured along another lag, wherever more of the sound arrives so."""
        better = np.zeros(len(self.times), bool)
        better[where] = (other.presence > self.presence[where]) & (other.coherence > self.coherence[where])
        taken = {}
        for one in fields(self):
            values = getattr(self, one.name).copy()
            values[better] = getattr(other, one.name)[better[where]]
            taken[one.name] = values
        return SoundPair(**taken)


def _blocks(tracks: Tracks, lags: Lags, times: Floats) -> Iterator[tuple[slice, slice, Spectra, Spectra]]:
    """Blocks of spectra with margins: where they go, which part of them, left and right."""
    for first in range(0, len(times), BLOCK_FRAMES):
        stop = min(first + BLOCK_FRAMES, len(times))
        low, high = max(0, first - MARGIN_FRAMES), min(len(times), stop + MARGIN_FRAMES)
        one, two = paired_spectra(tracks, lags, times[low:high])
        yield slice(first, stop), slice(first - low, stop - low), one, two


def paired_spectra(tracks: Tracks, lags: Lags, times: Floats) -> tuple[Spectra, Spectra]:
    """Spectra of both sides for right times, the lag taken out."""
    wanted = tracks.left_at(times) - lags.at(times)
    spread = float(wanted.max() - wanted.min()) if len(wanted) else 0.0
    if spread < 2 * (len(times) * HOP_SECONDS) + 10:
        frames = tracks.left.frames_at(wanted)
    else:  # the sound comes from far apart
        edges = [0, *(np.flatnonzero(np.abs(np.diff(wanted)) > 1) + 1), len(wanted)]
        frames = np.concatenate([tracks.left.frames_at(wanted[a:b]) for a, b in pairwise(edges)])
    return measure_spectra(frames), measure_spectra(tracks.right.frames_at(times))


def _coherence(one: Spectra, two: Spectra, frames: int) -> Floats32:
    """Squared coherence by bin over ``frames`` neighbours, without the bias that few frames bring."""
    cross = np.abs(smooth(two * np.conj(one), frames)) ** 2
    powers = smooth(np.abs(one) ** 2, frames) * smooth(np.abs(two) ** 2, frames)
    bias = 1.5 / frames
    raw = cross / np.maximum(powers, 1e-24)
    coherence: Floats32 = np.clip((raw - bias) / (1 - bias), 0, 1).astype(np.float32)
    return coherence


def measure_reference(tracks: Tracks, lags: Lags, times: Floats) -> Reference:
    """How the left sound arrives, measured over at most `REFERENCE_BLOCKS` half minutes spread over the stretch."""
    parts = np.array_split(times, max(1, -(-len(times) // BLOCK_FRAMES)))
    chosen = [parts[n * len(parts) // REFERENCE_BLOCKS] for n in range(REFERENCE_BLOCKS)]
    chosen = parts if len(parts) <= REFERENCE_BLOCKS else chosen
    cross, power = np.zeros(len(INSIDE), np.complex128), np.zeros(len(INSIDE))
    left_levels, right_levels, coherences = [], [], []
    for part in chosen:
        one, two = paired_spectra(tracks, lags, part)
        by_bin = _coherence(one, two, COHERENCE_FRAMES)
        powers = np.abs(one) ** 2
        # Where the left sound is silent, what was mixed in would be divided by next to nothing.
        weight = by_bin / np.maximum(powers, LEAST_POWER * powers.mean(axis=0) + 1e-14)
        cross += (weight * two * np.conj(one)).sum(axis=0)
        power += (weight * powers).sum(axis=0)
        left_levels.append(decibels(band_powers(smooth(np.abs(one) ** 2, BRIEF_FRAMES))))
        right_levels.append(decibels(band_powers(smooth(np.abs(two) ** 2, BRIEF_FRAMES))))
        coherences.append(by_bin[:, INSIDE].mean(axis=1))
    transfer = (cross / np.maximum(power, 1e-12)).astype(np.complex64)
    return _reference(transfer, np.concatenate(left_levels), np.concatenate(right_levels), np.concatenate(coherences))


def _reference(transfer: npt.NDArray[np.complex64], left: Floats32, right: Floats32, coherence: Floats32) -> Reference:
    total = decibels((10 ** (left / 10)).sum(axis=1))
    active = (total > -60) & (total > np.quantile(total, 0.95) - 30)
    sure = active & (coherence >= COHERENT)
    if sure.sum() >= LEAST_SURE_FRAMES:
        known = np.maximum(left[sure], -80)
        gain = np.median(right[sure] - known, axis=0)
    else:
        through = (
            decibels(band_powers(np.abs(transfer[np.newaxis]) ** 2))[0]
            - decibels(band_powers(np.ones((1, len(INSIDE)), np.float32)))[0]
        )
        by_level = np.median(right[active] - left[active], axis=0) if active.any() else np.zeros(BANDS)
        gain = np.clip(by_level, np.median(through), np.median(through) + 40) if sure.any() else by_level
    pool = sure if sure.sum() >= LEAST_SURE_FRAMES else active
    best = pool & (coherence >= np.quantile(coherence[pool], 1 - BEST_SHARE)) if pool.any() else pool
    best_gain = np.median(right[best] - np.maximum(left[best], -80), axis=0) if best.any() else gain
    expected = left + gain
    left_loud = np.quantile(left, LOUD, axis=0).astype(np.float32)
    return Reference(
        transfer,
        gain.astype(np.float32),
        left_loud,
        _floor(left_loud + gain),
        float(np.quantile(decibels((10 ** (expected / 10)).sum(axis=1)), LOUD)),
        float(np.median(coherence[sure])) if sure.sum() >= LEAST_SURE_FRAMES else 0.0,
        float(sure.sum() * HOP_SECONDS),
        np.asarray(best_gain, np.float32),
    )


def _floor(loud: Floats32) -> Floats32:
    floor: Floats32 = np.maximum(loud - LOUD_RANGE_DB, QUIETEST_BAND_DB).astype(np.float32)
    return floor


def measure_pair(tracks: Tracks, lags: Lags, times: Floats, reference: Reference) -> SoundPair:
    """Everything that decides about the sound at right ``times``, which lie `HOP_SECONDS` apart."""
    rows = np.zeros((10, len(times)), np.float32)
    for where, part, one, two in _blocks(tracks, lags, times):
        rows[:, where] = _measure_block(one, two, reference)[:, part]
    wanted = tracks.left_at(times) - lags.at(times)
    heard = (times >= tracks.right.start) & (times < tracks.right.end)
    heard &= (wanted >= tracks.left.start) & (wanted < tracks.left.end)
    return SoundPair(times, *rows, heard)  # type: ignore[call-arg]  # ten rows stand for ten fields


@dataclass(frozen=True, eq=False)
class BandPair:
    """A stretch band by band, one row for every 20 ms of the right version; float16 of shape (frames, BANDS)."""

    louder_db: npt.NDArray[np.float16]
    """How much louder than the left sound arrives, over 0.3 s, less than 0 where it is quieter; 0 where the left one
    is too quiet to say so."""
    coherence: npt.NDArray[np.float16]
    """Squared coherence over 0.5 s, 0..1."""


def measure_bands(tracks: Tracks, lags: Lags, times: Floats, reference: Reference) -> BandPair:
    """What differs in each band at right ``times``, which lie `HOP_SECONDS` apart."""
    louder, coherence = np.zeros((2, len(times), BANDS), np.float16)
    for where, part, one, two in _blocks(tracks, lags, times):
        louder[where] = _louder(one, two, reference)[part]
        coherence[where] = (_coherence(one, two, COHERENCE_FRAMES) @ BAND_OF_BINS / BAND_OF_BINS.sum(axis=0))[part]
    return BandPair(louder, coherence)


def _louder(one: Spectra, two: Spectra, reference: Reference) -> Floats32:
    expected = decibels(band_powers(smooth(np.abs(one) ** 2, BRIEF_FRAMES))) + reference.gain_db
    actual = decibels(band_powers(smooth(np.abs(two) ** 2, BRIEF_FRAMES)))
    presence = measure_presence(one, two, reference.transfer)
    whole = (20 * np.log10(np.maximum(presence, 1)))[:, np.newaxis]
    more = np.maximum(actual - whole, reference.floor_db) - np.maximum(expected, reference.floor_db)
    loud = reference.left_loud_db + reference.gain_db
    audible = expected > np.maximum(loud - AUDIBLE_RANGE_DB, QUIETEST_BAND_DB)
    louder: Floats32 = (smooth(more, PRESENCE_FRAMES) * audible).astype(np.float32)
    return louder


def _measure_block(one: Spectra, two: Spectra, reference: Reference) -> Floats32:
    left_bands = band_powers(smooth(np.abs(one) ** 2, BRIEF_FRAMES))
    right_bands = band_powers(smooth(np.abs(two) ** 2, BRIEF_FRAMES))
    expected_bands = left_bands * 10 ** (reference.gain_db / 10)
    expected, actual = decibels(expected_bands), decibels(right_bands)
    presence = measure_presence(one, two, reference.transfer)
    # A passage that was made louder is no other sound: loudness normalisation does that.
    louder = (20 * np.log10(np.maximum(presence, 1)))[:, np.newaxis]
    excess = actual - np.maximum(expected + louder, reference.floor_db + louder)
    deficit = expected - np.maximum(actual, reference.floor_db)
    return np.stack(
        [
            decibels(expected_bands.sum(axis=1)),
            decibels(left_bands.sum(axis=1)),
            decibels(right_bands.sum(axis=1)),
            np.clip(excess, 0, MOST_DIFFERENCE_DB).mean(axis=1),
            np.clip(deficit, 0, MOST_DIFFERENCE_DB).mean(axis=1),
            presence,
            _coherence(one, two, COHERENCE_FRAMES)[:, INSIDE].mean(axis=1),
            *measure_tone(one, two),
        ]
    ).astype(np.float32)


def measure_tone(one: Spectra, two: Spectra) -> tuple[Floats32, Floats32, Floats32]:
    """Share of the right power at its loudest bin, share of the left power there, and which bin that is."""
    powers, before = np.abs(two) ** 2, np.abs(one) ** 2
    pitch = np.argmax(powers[:, LOWEST_TONE:-2], axis=1) + LOWEST_TONE
    rows = np.arange(len(pitch))[:, np.newaxis]
    around = pitch[:, np.newaxis] + np.arange(-2, 3)
    share, before_share = (
        side[rows, around].sum(axis=1) / np.maximum(side.sum(axis=1), 1e-12) for side in (powers, before)
    )
    return share.astype(np.float32), before_share.astype(np.float32), pitch.astype(np.float32)


def measure_presence(one: Spectra, two: Spectra, transfer: npt.NDArray[np.complex64]) -> Floats32:
    """Share of the left sound that arrives in the right one, frame by frame.

    The right spectra are regressed on the left ones as the stretch's transfer function lets them through, every
    frequency weighed by what it usually holds, over `PRESENCE_FRAMES` frames.
    """
    through = one * transfer
    arriving = np.abs(through) ** 2
    # Weighing by the louder side keeps what was mixed in loudly from drowning the rest.
    weight = 1 / np.maximum(smooth(arriving, COHERENCE_FRAMES) + smooth(np.abs(two) ** 2, COHERENCE_FRAMES), 1e-12)
    weight = weight * INSIDE
    along = smooth((weight * (two * np.conj(through)).real).sum(axis=1), PRESENCE_FRAMES)
    whole = smooth((weight * arriving).sum(axis=1), PRESENCE_FRAMES)
    presence: Floats32 = np.clip(along / np.maximum(whole, 1e-9), -1, MOST_PRESENCE).astype(np.float32)
    return presence
