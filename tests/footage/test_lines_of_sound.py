"""Lines on which pictures are sought because the left sound is heard along them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from tests.made_sounds import speech, worn

from uncut.footage.fingerprint.sound import SAMPLE_RATE_HZ, SoundTrack
from uncut.footage.sound import ReadSound, Sounds

LEFT = speech(4, 24)


def second(at):
    return round(at * SAMPLE_RATE_HZ)


def sounds(monkeypatch, left, right):
    read = []

    def read_sounds(*_):
        read.append(1)
        return tuple(ReadSound(None if one is None else SoundTrack.of(one)) for one in (left, right))

    monkeypatch.setattr("uncut.footage.sound.read_sounds", read_sounds)
    sides = [
        SimpleNamespace(
            path=Path("made"),
            footage=SimpleNamespace(audio=None if one is None else "aac"),
            probe=SimpleNamespace(unread_sound=""),
        )
        for one in (left, right)
    ]
    return Sounds(*sides, None), read


def test_each_piece_of_the_left_sound_gives_its_line(monkeypatch):
    right = worn(np.concatenate([LEFT[second(3) : second(10)], LEFT[second(14) : second(22)]]))
    made, read = sounds(monkeypatch, LEFT, right)
    assert not read, "nothing is read before it is asked for"
    lines = made.lines
    assert [one.line.offset for one in lines] == pytest.approx([3, 7], abs=0.01)
    assert [one.line.rate for one in lines] == [1, 1]
    assert [one.start for one in lines] == pytest.approx([0, 7], abs=0.1)
    assert made.tracks is not None
    assert len(read) == 1


@pytest.mark.parametrize(("left", "right"), [(LEFT, None), (None, LEFT), (LEFT, speech(99, 20))])
def test_no_sound_and_other_sound_give_no_line(monkeypatch, left, right):
    made, _ = sounds(monkeypatch, left, right)
    assert made.lines == []
