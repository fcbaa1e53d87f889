"""Pairs of files with a known difference, for programs that can be told nothing but two files."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.io import wavfile

from evals.benchmarks.footage import LEFT, RATE, RIGHT, Reel, make_reel
from evals.footage.made_sound import RATE as SOUND_RATE
from evals.footage.made_sound import make_speech
from evals.footage.plant import Look, encode
from evals.footage.sources import Pictures
from evals.frame import Options

HELD = (480, 272)
"""Size in which pictures are held; what is written is larger, since costs at a thumbnail's size say nothing."""
WRITTEN = "scale=1280:720"
CLIPS = 9
OWN_CLIPS = 6
"""The left version shows these; the others are for what it never shows."""
SECONDS = 40
SAMPLES = SOUND_RATE // RATE
"""Of sound for a frame."""


@dataclass(frozen=True)
class PeerPair:
    """Two versions and what was done to the right one, in words and seconds."""

    name: str
    truth: str
    left: Path
    right: Path


class Material:
    """Frames with their sound; numbers below ``own`` are the left version's."""

    def __init__(self, options: Options) -> None:
        reel = make_reel(options, HELD, 3 * SECONDS, CLIPS)
        own = _frames(reel, range(OWN_CLIPS))[: SECONDS * RATE]
        other = _frames(reel, range(OWN_CLIPS, CLIPS))[: SECONDS * RATE // 2]
        self.own = len(own)
        self.pictures = [*own, *other]
        self.sound = make_speech(options.seed, len(self.pictures) / RATE + 1)

    def write(self, order: np.ndarray, look: Look, to: Path) -> Path:
        """The frames of these numbers with their sound, as a file."""
        shown = (self.pictures[number] for number in order)
        silent = encode(shown, HELD, str(RATE), replace(look, filters=WRITTEN), to.with_name("silent"))
        samples = np.concatenate([self.sound[number * SAMPLES : (number + 1) * SAMPLES] for number in order])
        wave, target = to.with_suffix(".wav"), to.with_suffix(".mp4")
        wavfile.write(wave, SOUND_RATE, samples)
        command = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", str(silent), "-i", str(wave), "-c:v", "copy"]
        subprocess.run([*command, "-c:a", "aac", "-b:a", "96k", str(target)], check=True)
        wave.unlink()
        return target


def _frames(reel: Reel, clips: range) -> list[Pictures]:
    return list(Reel(reel.size, reel.pool, [piece for piece in reel.pieces if piece.clip in clips]).pictures())


def plan(own: int, every: int) -> Iterator[tuple[str, str, np.ndarray]]:
    """Name, truth and order of frames of each right version; ``own`` frames of ``every`` are the left one's."""
    frames = np.arange(own)

    def at(seconds: float) -> int:
        return round(seconds * RATE)

    yield "unedited", "nothing changed", frames
    yield "cut", "3 s removed at 14.0", np.delete(frames, np.arange(at(14), at(17)))
    yield "trimmed", "8 s removed at 0.0", frames[at(8) :]
    yield "inserted", "5 s inserted at 20.0", np.insert(frames, at(20), own + np.arange(at(5)))
    moved = np.concatenate([frames[: at(8)], frames[at(24) : at(29)], frames[at(8) : at(24)], frames[at(29) :]])
    yield "moved", "5 s moved from 24.0 to 8.0", moved
    yield "other", "nothing shared", np.arange(own, every)


def make_pairs(options: Options, folder: Path) -> list[PeerPair]:
    """All pairs, as files in ``folder``; with a limit, the first so many."""
    material = Material(options)
    left = material.write(np.arange(material.own), LEFT, folder / "left")
    planned = list(plan(material.own, len(material.pictures)))[: options.limit]
    return [PeerPair(name, truth, left, material.write(order, RIGHT, folder / name)) for name, truth, order in planned]
