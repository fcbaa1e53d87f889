"""Of a cutaway only the pictures are replaced: that their sound is heard on is told."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest
from msgspec import UNSET
from tests.made_sounds import speech, worn

from uncut.dossier.summary import describe_edit
from uncut.footage.align.lines import Line
from uncut.footage.fingerprint.sound import SAMPLE_RATE_HZ, SoundTrack
from uncut.footage.sound_beneath import Beneath, find_sound_beneath, with_sound_beneath
from uncut.model.comparison import Edit
from uncut.model.time import Span

LEFT = speech(4, 12)
GAP = Span(Fraction(4), Fraction(7))
PLACED = [
    SimpleNamespace(left=one, right=one, rate=1.0, stretch=SimpleNamespace(line=Line(0.0)))
    for one in (Span(Fraction(0), GAP.start), Span(GAP.end, Fraction(12)))
]


def beneath(right, placed=PLACED):
    return list(find_sound_beneath(SoundTrack.of(LEFT), SoundTrack.of(right), placed, 0.04))


def with_other(start, end, other):
    right = LEFT.copy()
    first, stop = (round(at * SAMPLE_RATE_HZ) for at in (start, end))
    right[first:stop] = other[: stop - first]
    return worn(right)


def test_sound_that_runs_on_over_other_pictures_is_found():
    assert beneath(worn(LEFT)) == [Beneath(GAP, GAP)]


@pytest.mark.parametrize("other", [np.zeros_like(LEFT), speech(99, 12)], ids=["silence", "other speech"])
def test_sound_that_was_replaced_as_well_is_not(other):
    assert beneath(with_other(4, 7, other)) == []


def test_pictures_that_were_only_put_in_have_no_left_sound():
    later = SimpleNamespace(**vars(PLACED[1]) | {"stretch": SimpleNamespace(line=Line(-3.0))})
    assert beneath(worn(LEFT), [PLACED[0], later]) == []


def test_both_halves_of_a_replacement_say_so():
    cuts = [
        Edit(kind="removed", left=GAP, right=Span(GAP.start, GAP.start), confidence=0.99, why="Gone."),
        Edit(kind="inserted", left=Span(GAP.start, GAP.start), right=GAP, confidence=0.94, why="New."),
        Edit(kind="removed", left=Span(Fraction(8), Fraction(9)), right=None, confidence=0.99, why="Gone."),
    ]
    removed, inserted, elsewhere = with_sound_beneath(cuts, [Beneath(GAP, GAP)])
    assert removed.sound_runs_on and inserted.sound_runs_on
    assert elsewhere.sound_runs_on is UNSET
    assert "sound is heard on" in removed.why
    assert "sound is heard on" in describe_edit(removed)
    assert "left sound runs on" in describe_edit(inserted)
