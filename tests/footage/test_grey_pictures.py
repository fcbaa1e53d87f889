"""Footage that was made grey is told as that, and not as any other grading."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec import UNSET

from uncut.dossier.summary import describe_edit
from uncut.dossier.words import edit_words
from uncut.footage.align.lines import Line
from uncut.footage.align.stretches import Stretch
from uncut.footage.changes.cuts import Placed
from uncut.footage.changes.grading_runs import GradedRun
from uncut.footage.colours import _edit, _Found
from uncut.model.time import Span

WHOLE = Span(Fraction(0), Fraction(4))
STRETCH = Stretch(Line(0.0), 0, 100, 0, 100, 0.001, 0.95)


@pytest.mark.parametrize(
    ("strength", "left_over", "words", "sentence"),
    [
        (12.0, 0.3, "Colour taken away", "the colour is taken away from 0:00 to 0:04 of the right version"),
        (12.0, 9.0, "Recoloured", "brightness, contrast or colour are changed from 0:00 to 0:04 of the right version"),
        (0.4, 0.0, "Recoloured", "brightness, contrast or colour are changed from 0:00 to 0:04 of the right version"),
    ],
    ids=["grey", "tinted", "there was none"],
)  # fmt: skip
def test_grey_is_the_colour_taken_away(strength, left_over, words, sentence):
    run = GradedRun(0, 100, 8, 1.0, 9.0, 1.0, 1.0, 0.0, left_over / strength, strength, left_over, (0.0, 0.0))
    edit = _edit([_Found(Placed(STRETCH, WHOLE, WHOLE, 0, 100), run, WHOLE, WHOLE)])
    assert edit.grey is (True if words == "Colour taken away" else UNSET)
    assert (edit_words(edit), describe_edit(edit)) == (words, sentence)
    assert edit.why.startswith("The colour is gone") is (edit.grey is True)
