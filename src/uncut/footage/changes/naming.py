"""What was done to a region, and how sure that is. Array maths, no files."""

from __future__ import annotations

from dataclasses import dataclass

from uncut.footage.changes.tracing import Floats, TrackPoint, trace
from uncut.footage.changes.tube_sums import Sums
from uncut.footage.changes.tubes import Tube
from uncut.model.comparison import EditKind

LESS_COARSELY = 0.15
"""By how much more of the broad detail must be left: where all is weaker by one factor, the tones were changed."""
SAME_LEVELS = 0.6
"""Correlation of grey levels from which what is broad is still there."""
SAME_COARSE = 0.6
SURELY_SAME_LEVELS = 0.9
"""Here the same lies beneath, even if the region is a little brighter or darker than the rest lets expect."""
SAME_SHIFT_GREY = 12.0
LEAST_MADE_OF_LEFT = 0.6
"""By `Sums.made_of_left`: blurs and blocks have 0.72 to 1.9, captions at most 0.18, other things laid over 0.5; what is
half transparent may have more, and weakens coarse detail as much as fine. Set on ten clips at crf 24 and 30 and at half
size (``python -m evals regions ocr``)."""
MEANS_ALIKE, LEAST_MADE_OF_LEFT_ALIKE = 0.97, 0.45
"""Less is enough where the cells are as bright as they were: large blocks are means that leave nothing else. Such in a
portrait had 0.99 and 0.60, half transparent things 0.73 and 0.47 (evals of regions on 30 clips)."""
BLURRED_MADE_OF_LEFT = 1.7
"""The same of all detail and of that of 6 pixels, together, less what the finest detail has of its own. A blur weakens
what it keeps, so that both slopes are above 1; blocks keep it in full, and have edges. Planted blocks have up to 1.64,
blurs 1.74 and more (58 over twenty clips, and means over squares)."""
LEAST_CONFIDENCE = 0.78
"""Of a region in which something of the left version is left: lights that flicker between two frames look so too."""
LEAST_COVERED = 0.7
"""Of a cover of which nothing shows: a few dim cells that an encoder skips for half a second have 0.66."""
LEAST_LOSS = 0.4
"""Gain up to which a region's detail as a whole counts as destroyed."""
MOST_KEPT = 0.75
"""Of the detail of 6 pixels, where there is some of another kind as well: planted blocks keep 0.7 at most; stark
letters and lines in coarse encodings 0.77 and more."""
ALL_MADE_OF_LEFT = 0.95
"""The same slope of the detail of 6 pixels from which nothing was laid over what keeps so much: thin lines that
move are woven a little off. Rings and letters that leave most of a region as it was have less."""
LOSS_TO_NOISE = 1.5
"""How many times what encoding usually leaves the detail of 6 pixels must be for its loss to mean something: in slow
footage an encoder lets faint detail go from one cut to the next, in one place and all at once. There it was 0.7 to 1.2
times as much; beneath blurs and blocks that were planted over ten clips of other footage, 2.1 and more."""
MOSTLY_NEW = 1.0
"""Energy of its own detail, to that of the left one, beside which a loss means something however faint the left detail
is: places that an encoder lets go have 0.14 to 0.4."""
LIGHT_LOSSES = (0.45, 0.55)
"""Of the two finest bands, together: how much a light blur leaves at most."""
LIGHT_OWN = 0.2
"""What a light blur leaves is the left detail, only weaker; an encoder's worst places at crf 34 have 0.25 of their
own, to the energy of the left detail."""
LIGHT_BLOCKS = 0.48
"""Of the second finest band: what light blocks leave at most, which have much of their own; the encoder's worst places
leave 0.52."""
FINE_BLOCKS_LOSSES, FINE_BLOCKS_OWN = (0.55, 0.65), 0.5
"""The same of blocks of a few pixels, whose edges are fine detail of their own: so much, to the energy of the finest
left detail. What encoders lose has half as much of its own."""
LIGHT_TO_NOISE = 3.5
"""How many times what encoding usually leaves the detail of 6 pixels must be for a light blur to be told: encoders take
half of what is fainter. Light blurs that were planted lay over 6.3 to 19 times as much, losses in encodings at a third
and half the size over 1.5 to 2."""
FAITHFUL_GAIN = 0.7
"""Usual gain of the finest band from which a light blur can be told from encoding."""
LEAST_NEW_GREY = 5.0
"""What a region must show as a whole: at crf 38, the encoder's worst places reach 0.42 and 3.5 grey levels."""
LEAST_STROKE_GREY, LEAST_STROKE_TO_NOISE = 4.0, 5.0
"""Deviation of the new detail in the clear cells of something thin, and to what encoding leaves."""
LEAST_DRAWN, DRAWN_MOMENTS = 0.02, 0.8
"""Share of the pixels of its box that differ, and of the moments in which they do."""
LEAST_NEW_SHARE = 0.1
"""Of the energy of the left detail: coarse encoders ring about strong edges, and add a twentieth of what these have."""
NEW_BROAD_SHARE, NEW_SOLID_SHARE = 0.5, 0.5
"""The same of broad detail, where what is laid over has little that is fine; and of what hides the left version by its
single pixels: half of what is beneath shows through, and the rest is soft or coarsely encoded. Two that were missed at
crf 30 had 1.1 to 1.7; ten clips that were encoded anew have no such region (`python -m evals regions_clean`)."""
CLEARLY_NEW_GREY, CLEARLY_NEW_TO_NOISE = 2.0, 4.0
"""Less is enough where it is so many times what encoding leaves."""


@dataclass(frozen=True)
class Region:
    """An altered region; frames count from the start of the stretch."""

    kind: EditKind
    first: int
    stop: int
    track: list[TrackPoint]
    confidence: float
    why: str


def describe_region(tube: Tube, times: Floats, size: tuple[int, int], rate: float) -> Region | None:
    """The tube as a region; ``None`` where what was measured over all of it does not bear it out."""
    named = name_kind(tube)
    if named is None:
        return None
    kind, confidence, why = named
    first, stop = min(tube.first, len(times) - 1), min(max(tube.stop, tube.first + 1), len(times))
    return Region(kind, first, stop, trace(tube, first, stop, size, rate=rate, kind=kind), confidence, why)


def name_kind(tube: Tube) -> tuple[EditKind, float, str] | None:
    """Kind, confidence and the sentence that says why."""
    sums = tube.sums
    fine = min(sums.gain(1), sums.gain(2) + 0.25)
    levels, shift = sums.level_correlation(), abs(sums.shift) / max(sums.cells, 1)
    measured = (
        f"of the left version's detail the region keeps {max(fine, 0):.2f} (6 pixels), {max(sums.gain(2), 0):.2f} "
        f"(12 pixels) and {max(sums.gain(3), 0):.2f} (24 pixels), 1 being usual at the time; what only the right "
        f"version has deviates by {sums.own_grey(1):.1f} grey levels; brightness follows with a correlation of "
        f"{levels:.2f} and is {shift:.0f} grey levels off"
    )
    confidence = _confidence(sums, sums.cells / len(tube.seen), len(tube.seen))
    sure = confidence >= LEAST_CONFIDENCE
    telling = sums.left_grey(1) >= LOSS_TO_NOISE * sums.usual_noise(1) or sums.own(1) >= MOSTLY_NEW
    strongly = fine <= LEAST_LOSS and telling
    new = has_new_detail(sums) or _has_strokes(tube) or _hides_by_pixels(tube)
    same = _shows_the_same(sums)
    if same and _is_made_of_left(sums) and sums.gain(3) >= fine + LESS_COARSELY:
        told = f"Fine detail is gone and what is broad is still there: {measured}."
        destroyed = strongly or (new and fine <= MOST_KEPT) or _lightly_smoothed(sums)
        return (_name_smoothing(sums), confidence, told) if destroyed and sure else None
    gone = strongly and not same
    if (gone or (tube.is_solid and not same)) and tube.is_plain:
        if confidence < LEAST_COVERED:
            return None
        return "covered", confidence, f"Nothing of what lies beneath is left, and what is there is plain: {measured}."
    if (gone and max(sums.gain(2), sums.gain(3)) <= LEAST_LOSS) or (new and sure):
        return "overlaid", confidence, f"There is detail that the left version does not have: {measured}."
    return None


def has_new_detail(sums: Sums) -> bool:
    """Whether the region as a whole has more detail of its own than encoding leaves."""
    least = max(CLEARLY_NEW_GREY, CLEARLY_NEW_TO_NOISE * sums.usual_noise(1))
    if sums.made_of_left(1) >= ALL_MADE_OF_LEFT and sums.gain(1) >= MOST_KEPT:
        return False
    finely = sums.own_grey(1) >= min(LEAST_NEW_GREY, least) and sums.own(1) >= LEAST_NEW_SHARE
    broadly = sums.own_grey(2) >= max(LEAST_NEW_GREY, CLEARLY_NEW_TO_NOISE * sums.usual_noise(2))
    return finely or (broadly and min(sums.own(2), sums.own(3)) >= NEW_BROAD_SHARE)


def _hides_by_pixels(tube: Tube) -> bool:
    """Whether single pixels tell that something lies over the left version, and it has detail of its own."""
    sums = tube.sums
    return tube.is_solid and sums.own(1) >= NEW_SOLID_SHARE and sums.own_grey(1) >= CLEARLY_NEW_GREY


def _has_strokes(tube: Tube) -> bool:
    """Whether something thin is drawn, that leaves most of the region as it was: letters, a ring."""
    drawn = [one.drawn.share >= LEAST_DRAWN for one in tube.seen if one.drawn is not None]
    least = max(LEAST_STROKE_GREY, LEAST_STROKE_TO_NOISE * tube.sums.usual_noise(1))
    clearly = tube.sums.stroke_grey() >= least and tube.sums.stroke_share() >= LEAST_NEW_SHARE
    return sum(drawn) >= DRAWN_MOMENTS * len(tube.seen) and clearly


def _is_made_of_left(sums: Sums) -> bool:
    """Whether what is left follows from the left version, as means over some of its pixels do."""
    alike = sums.level_correlation() >= MEANS_ALIKE
    return sums.made_of_left() >= (LEAST_MADE_OF_LEFT_ALIKE if alike else LEAST_MADE_OF_LEFT)


def _shows_the_same(sums: Sums) -> bool:
    """Whether light and shade are those of the left version."""
    levels, shift = sums.level_correlation(), abs(sums.shift) / max(sums.cells, 1)
    if levels >= SURELY_SAME_LEVELS and sums.gain(3) >= SAME_COARSE:
        return True
    return (levels >= SAME_LEVELS or sums.gain(3) >= SAME_COARSE) and shift <= SAME_SHIFT_GREY


def _name_smoothing(sums: Sums) -> EditKind:
    """Blocks are means of the left version, with edges of their own; a blur is the left detail, only weaker."""
    weakened = sums.made_of_left() + sums.made_of_left(1) - sums.own(0)
    return "blurred" if weakened >= BLURRED_MADE_OF_LEFT else "pixelated"


def _lightly_smoothed(sums: Sums) -> bool:
    """Whether the finest detail is gone where it usually arrives, and most of the next finest with it."""
    arrives = float(sums.usual[0] / max(sums.left[0], 1e-6)) >= FAITHFUL_GAIN
    arrives &= sums.left_grey(1) >= LIGHT_TO_NOISE * sums.usual_noise(1)
    lightly, finely = (
        all(sums.gain(band) <= most for band, most in enumerate(losses))
        for losses in (LIGHT_LOSSES, FINE_BLOCKS_LOSSES)
    )
    told = sums.own(1) <= LIGHT_OWN or sums.gain(1) <= LIGHT_BLOCKS
    return arrives and ((lightly and told) or (finely and sums.own(0) >= FINE_BLOCKS_OWN))


def _confidence(sums: Sums, cells: float, moments: int) -> float:
    """More cells, more moments and a larger share of clear cells make it surer."""
    clear = sums.clear / max(moments, 1)
    return round(min(0.98, 0.6 + 0.15 * min(1, cells / 12) + 0.1 * min(1, moments / 12) + 0.15 * clear), 2)
