"""Both versions in step: beats of playing time."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.dossier.dossier_samples import all_kinds, comparison, footage, span

from uncut.dossier.playback import lay_out_playback
from uncut.model.comparison import Comparison, Edit, Kept


def rows(one: Comparison) -> list[tuple[float, ...] | None]:
    return [
        tuple(None if value is None else round(value, 3) for value in row[:5])
        for row in lay_out_playback(one).for_script()
    ]


def test_what_was_removed_plays_on_the_left_alone_where_it_would_have_been() -> None:
    assert rows(comparison()) == [
        (4, 0, 4, 0, 4),
        (2.4, 4, 6.4, None, None),
        (2.8, 6.4, 9.2, 4, 6.8),
        (1.3, None, None, 6.8, 8.1),
        (5.3, 9.2, 14.5, 8.1, 13.4),
        (1.6, 14.5, 16.1, None, None),
        (8.3, 16.1, 24.4, 13.4, 21.7),
    ]


def test_playing_time_has_both_versions_whole() -> None:
    one = comparison()
    beats = lay_out_playback(one).beats
    assert sum(beat.seconds for beat in beats if beat.right) == one.right.seconds
    assert [beat.start for beat in beats] == [sum(before.seconds for before in beats[:n]) for n in range(len(beats))]


def test_every_change_can_be_jumped_to() -> None:
    assert lay_out_playback(comparison()).starts == {1: 4.0, 2: 9.2, 3: 15.8, 4: 20.0}


def test_a_piece_removed_at_the_end_comes_last() -> None:
    cut = Edit(kind="removed", left=span(21.7, 24.4), right=span(21.7, 21.7), confidence=1.0, why="")
    one = comparison([cut], kept=[Kept(right=span(0, 21.7), left=span(0, 21.7), confidence=1.0)])
    assert rows(one) == [(21.7, 0, 21.7, 0, 21.7), (2.7, 21.7, 24.4, None, None)]


def test_backwards_and_slow_footage_lasts_as_long_as_on_the_right() -> None:
    kept = [Kept(right=span(0, 2), left=span(4, 6), reversed=True, confidence=1.0),
            Kept(right=span(2, 6), left=span(6, 8), rate=0.5, confidence=1.0)]  # fmt: skip
    playback = lay_out_playback(comparison([], kept=kept, right=footage("b.mp4", 6, "00" * 32)))
    assert [(beat.seconds, beat.backwards) for beat in playback.beats] == [(2, True), (4, False)]


def test_bars_fill_the_strip() -> None:
    bars = lay_out_playback(comparison(all_kinds())).bars
    assert sum(bar.width for bar in bars) == pytest.approx(100, abs=0.01)
    assert {bar.kind for bar in lay_out_playback(comparison()).bars} == {"both", "left", "right"}


def test_files_without_anything_in_common_have_the_right_alone() -> None:
    one = comparison([], related=False, kept=[])
    assert [(beat.left, beat.seconds) for beat in lay_out_playback(one).beats] == [(None, Fraction(217, 10))]
