"""Looks: footage that was cropped, framed or mirrored, so that its thumbnails agree with nothing.

Landmarks that are seen in both versions say the geometry, whatever the time. Where a picture has too few of them, time
comes first: the rhythm of movement says which seconds belong together, and frames that belong together say the
geometry. With the geometry known, both files are read once more, as thumbnails of the part that they share, and
aligned like any other two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from uncut.footage.align.align import Alignment, align_pictures, align_span, frames_outside
from uncut.footage.align.energy import find_rhythm_votes, refine_offset
from uncut.footage.align.geometry import (
    PLAIN,
    SURE,
    Fit,
    Geometry,
    Grey,
    estimate_geometry,
    lean,
    refine_geometry,
    sharpen_geometry,
    without_corners,
)
from uncut.footage.align.lines import Line
from uncut.footage.align.pair import Pair
from uncut.footage.align.runs import SHORTEST_FRAMES
from uncut.footage.align.seeds import gather_clusters
from uncut.footage.align.shared_part import LEAST_PART, both, part_that_agrees
from uncut.footage.align.spans import exact_pairs, unexplained_spans
from uncut.footage.align.stretches import Stretch, keep_with_evidence
from uncut.footage.align.telling import CHOICE, choose_telling, measure_detail
from uncut.footage.align.tilt import seek_tilt, turn_picture, vertex, what_is_seen
from uncut.footage.bars import Bars, find_bars, without_bars_of_both
from uncut.footage.changes.bridging import bridge_gaps
from uncut.footage.filmed import align_filmed
from uncut.footage.fingerprint.pictures import PictureFingerprints
from uncut.footage.give_back import give_back_memory
from uncut.footage.seen import Heard, Seen
from uncut.footage.shapes import as_shaped, pair_stills, shape_of
from uncut.footage.sides import ReadSide, read_part
from uncut.footage.windows import align_window
from uncut.footage.working import WORKING_PX
from uncut.jail import JailSettings
from uncut.model.comparison import WHOLE_PICTURE, Box

MOST_LOOKS = 4
"""Different geometries that are followed in one comparison, slants aside; each costs a second reading of both files."""
CANDIDATES = 3
PAIRED_FRAMES = 12
MEASURED_FRAMES, MEASURED_SECONDS = 24, 0.2
"""How many pairs landmarks are measured on, and how far apart in time at least."""
FITTING = 0.45
"""Correlation of detail from which a geometry is followed. Pictures decide afterwards; this only saves work."""
CLEARLY_SURER = 0.2
"""By how much pictures must agree better under a geometry for it to be followed although one like it explained nothing;
of those by landmarks it is not known how well they do, and `SURE` is said."""
DOUBTFUL = 0.02
"""Squared distance from which an aligned stretch is looked at for a geometry of its own: correlation 0.99."""
POOR = 0.1
"""The same under a geometry, which may be a little off."""
FAITHFUL = 0.06
"""The same, which the closest stretch under a geometry must not exceed: other footage of one place comes as near as
0.09, copies at 176x144, with a window that moves, as 0.03, most of them as 0.008 (`python -m evals looks pairs`). A
camera that films a screen changes light and shade too, and is let be."""
LEAST_PAIRS = 3
MOST_PIXEL_SHIFT = 4
"""Left frames by which the line may be off when a geometry is measured by pixels on it."""
UNTRIMMED_SECONDS = 1.0
"""At the start and the end: before the first cut, and after the last one, if they are not right there."""
CLEARLY_CLOSER = 0.5
"""A look replaces a plain stretch where it brings the distance down to this share."""
NEAR_REACH = 0.07
"""Share by which the scale may differ from the one that was aligned under."""
LARGELY = 0.9
"""Share of the right version that is explained from which nothing but landmarks is asked about the rest: other footage
was put in there, most likely, and each wrong geometry that is followed costs another alignment."""
NEARLY_WHOLE = 0.08
"""Share of the picture by which its edges may seem to lie elsewhere, for a camera that is not held still."""
TURNS = 4
"""How often a geometry is measured and the versions are aligned under it; each turn costs two readings."""
TILT_STEPS = (-0.4, 0.0, 0.4)
"""Degrees from the tilt that was aligned under."""
SETTLED = 0.0007
"""Share of the picture by which a geometry may be off the one that was aligned under. In a slow pan or a flight half a
per cent of the picture is worth frames."""


class Candidate(NamedTuple):
    """A geometry to be followed."""

    fit: Fit
    free: Box = WHOLE_PICTURE
    """What bars, or other pictures beside it, leave of the right picture."""
    roughly: bool = False
    """Whether that is known by landmarks alone."""


def find_looks(
    left: ReadSide,
    right: ReadSide,
    plain: Alignment,
    jail: JailSettings,
    listen: Callable[[], Sequence[Heard]] = tuple,
) -> list[Stretch]:
    """All stretches, with those that only a geometry explains; in the right version's order.

    ``listen`` tells on which lines the left sound is heard; it is asked where pictures leave something open.
    """
    seen = Seen(left, right, jail, listen)
    stretches = list(plain.stretches)
    bars = find_bars(left, right, _unsure_frames(stretches, len(right.pictures)), jail)
    tried: list[Fit] = []
    for fit, free, roughly in _surest_first(_candidates(left, right, stretches, plain.rejected, bars, seen, jail)):
        geometry = fit.geometry
        if geometry.is_plain or any(_is_tried(fit, other) for other in tried):
            continue
        looked = _align_under(left, right, geometry, stretches, free, roughly, seen, jail)
        tried.append(replace(fit, correlation=1.0) if looked else fit)
        stretches = _take_better(stretches, looked)
        give_back_memory()
        done = all(map(_is_sure, stretches)) and not unexplained_spans(Pair(left.pictures, right.pictures), stretches)
        if sum(one.geometry.slant is None for one in tried) == MOST_LOOKS or done:
            break
    return keep_with_evidence(Pair(left.pictures, right.pictures), stretches)


def _is_tried(fit: Fit, tried: Fit) -> bool:
    """Whether a geometry like it explained something, or nothing although it seemed nearly as good.

    Where the camera pushes in, landmarks of another time are off by a hundredth of the picture, and that is too much.
    """
    return fit.geometry.resembles(tried.geometry) and fit.correlation < tried.correlation + CLEARLY_SURER


def _surest_first(candidates: Iterator[Candidate]) -> Iterator[Candidate]:
    """Geometries under which pictures surely agree as they come, and then the others, the likeliest first."""
    doubtful = []
    for one in candidates:
        if one.fit.correlation >= SURE:
            yield one
        else:
            doubtful.append(one)
    yield from sorted(doubtful, key=lambda one: -one.fit.correlation)


def _is_sure(stretch: Stretch) -> bool:
    """Whether its pictures are so near that no other geometry is looked for."""
    return stretch.distance <= (DOUBTFUL if stretch.geometry.is_plain else POOR)


def _unsure_spans(stretches: Sequence[Stretch], frames: int) -> list[tuple[int, int]]:
    """Spans of the right ``frames`` that none of ``stretches`` surely explains."""
    outside = frames_outside([one for one in stretches if _is_sure(one)], frames)
    return [span for span in outside if span[1] - span[0] >= SHORTEST_FRAMES]


def _unsure_frames(stretches: Sequence[Stretch], frames: int) -> npt.NDArray[np.int64]:
    """Numbers of the right ``frames`` in which nothing of the left version is surely shown as it is; else all."""
    return np.concatenate([np.arange(*span) for span in _unsure_spans(stretches, frames) or [(0, frames)]])


def _candidates(
    left: ReadSide,
    right: ReadSide,
    stretches: list[Stretch],
    rejected: list[Stretch],
    bars: Bars | None,
    seen: Seen,
    jail: JailSettings,
) -> Iterator[Candidate]:
    if bars is not None:
        yield from _in_place(bars)
    for fit, part, roughly in _fits(left, right, stretches, rejected, seen, jail):
        free = part if bars is None else both(part, bars.part_left_by(fit.geometry))
        yield Candidate(replace(fit, geometry=fit.geometry.shown_within(free)), free, roughly)


def _in_place(bars: Bars) -> Iterator[Candidate]:
    """What bars leave of the picture, neither moved nor scaled: first as far as the left version shows something there.

    Where it shows something nowhere beneath them, the bars are its own.
    """
    hiding = bars.part_left_by(PLAIN)
    if hiding != WHOLE_PICTURE:
        for free in dict.fromkeys((hiding, bars.sides.free)):
            yield Candidate(Fit(PLAIN.shown_within(free), SURE), free)


def _fits(
    left: ReadSide, right: ReadSide, stretches: list[Stretch], rejected: list[Stretch], seen: Seen, jail: JailSettings
) -> Iterator[Candidate]:
    pair = Pair(left.pictures, right.pictures)
    spans = sorted(unexplained_spans(pair, stretches), key=lambda span: span[0] - span[1])
    for view in seen.views(spans):
        # The whole picture, turned or mirrored, first: a camera in a hand makes landmarks seem tilted or cropped.
        whole = Geometry(mirrored=view.geometry.mirrored, turned=view.geometry.turned)
        if replace(view.geometry, tilt=0.0).resembles(whole, NEARLY_WHOLE):
            yield Candidate(Fit(whole, SURE))
        yield Candidate(Fit(view.geometry, SURE))
        if view.part != WHOLE_PICTURE:
            yield Candidate(Fit(view.geometry, SURE), view.part, roughly=True)
    open_seconds = sum(end - start for start, end in spans)
    largely = open_seconds < (1 - LARGELY) * pair.right_seconds
    unsure = [one for one in stretches if one.distance > DOUBTFUL]
    hopeful = [] if largely else sorted(rejected, key=lambda one: -one.frames)[:CANDIDATES]
    for stretch in sorted([*unsure, *hopeful], key=lambda one: -one.frames):
        if stretch.line.rate > 0:
            start, end = (float(pair.right_times[one]) for one in (stretch.right_first, stretch.right_stop - 1))
            yield from map(Candidate, _measured(left, right, stretch.line, (start, end), jail))
    for start, end in () if largely else spans:
        yield from map(Candidate, _untrimmed(left, right, pair, (start, end), jail))
        votes = find_rhythm_votes(pair, [(start, end)])
        clusters = sorted(gather_clusters(votes), key=lambda one: (-one.windows, one.distance))
        for cluster in clusters[:CANDIDATES]:
            middle = (cluster.low + cluster.high) / 2
            window = (max(start, cluster.start - 2), min(end, cluster.end + 2))
            offset = refine_offset(pair, middle, *window, within=(cluster.high - cluster.low) / 2 + 0.2)
            yield from map(Candidate, _measured(left, right, Line(offset), window, jail))


def _untrimmed(
    left: ReadSide, right: ReadSide, pair: Pair, span: tuple[float, float], jail: JailSettings
) -> Iterator[Fit]:
    """The geometry if the right version begins or ends as the left one does: steady movement has no rhythm."""
    start, end = span
    if start == 0:
        yield from _measured(left, right, Line(0.0), (0.0, min(end, UNTRIMMED_SECONDS)), jail)
    if end == pair.right_seconds:
        offset = pair.left_seconds - pair.right_seconds
        if start > 0 or abs(offset) > pair.period:
            yield from _measured(left, right, Line(offset), (max(start, end - UNTRIMMED_SECONDS), end), jail)


def _measured(
    left: ReadSide, right: ReadSide, line: Line, span: tuple[float, float], jail: JailSettings
) -> Iterator[Fit]:
    """The geometry over right times ``span``, if frames paired along the line fit under one."""
    times = np.linspace(*span, CHOICE * PAIRED_FRAMES + 2)[1:-1]
    paired = [(line.rate * float(at) + line.offset, float(at)) for at in times]
    wanted = _telling(left, right, [(one, at) for one, at in paired if 0 <= one <= float(left.times.seconds)])
    if len(wanted) < LEAST_PAIRS:
        return
    pairs = pair_stills(left, right, wanted, jail)
    tilted = _estimate_tilted(pairs, shape_of(left))
    if tilted is not None:
        yield tilted
        return
    fit = estimate_geometry(pairs)
    if fit.correlation >= FITTING:
        yield fit


def _telling(left: ReadSide, right: ReadSide, paired: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Of left and right times that belong together, those at which both versions show most detail."""
    if not paired:
        return []
    details = []
    for side, times in zip((left, right), zip(*paired, strict=True), strict=True):
        shown = np.searchsorted(side.times.as_float(), np.array(times) + 1e-6, side="right") - 1
        details.append(measure_detail(side.pictures, np.clip(shown, 0, len(side.times) - 1).tolist()))
    return [paired[at] for at in choose_telling(np.minimum(*details), PAIRED_FRAMES, LEAST_PAIRS)]


def _estimate_tilted(pairs: Sequence[tuple[Grey, Grey]], shape: float) -> Fit | None:
    """The geometry of pictures of which one is turned by a few degrees, whatever part of it is shown."""
    for mirrored in (False, True):
        degrees = seek_tilt([(one[:, ::-1] if mirrored else one, two) for one, two in pairs])
        if degrees is None:
            continue
        fit = estimate_geometry([(turn_picture(one, -degrees if mirrored else degrees), two) for one, two in pairs])
        if fit.correlation >= FITTING and fit.geometry.way == (mirrored, 0):
            return replace(fit, geometry=lean(fit.geometry, degrees, (0.5, 0.5), shape))
    return None


def _align_under(
    left: ReadSide,
    right: ReadSide,
    geometry: Geometry,
    others: Sequence[Stretch],
    free: Box,
    roughly: bool,
    seen: Seen,
    jail: JailSettings,
) -> list[Stretch]:
    """Stretches that hold under ``geometry``, with the geometry measured again on their exact frames.

    No more is shown of the right picture than is ``free``; if that is known ``roughly``, it is measured. ``others`` are
    found already: what lies between them is looked at, and the whole right version only where nothing holds there.
    """
    if geometry.slant is not None:
        return align_filmed(left, right, geometry.slant, seen, jail)
    if geometry.track is not None:
        return align_window(left, right, geometry, geometry.track, seen, jail)
    between = _unsure_spans(others, len(right.pictures)) if any(map(_is_sure, others)) else []
    found = _align_parts(left, right, geometry, between, jail)
    if not found.stretches:
        return []
    for turn in range(TURNS):
        better = _remeasured(left, right, geometry, found.stretches, seen, jail) or geometry
        if turn == 0 and free != WHOLE_PICTURE:
            free = _free_part(left, right, better, free, roughly, found.stretches, jail)
            if better.shown_within(free).is_plain or min(free.width, free.height) < LEAST_PART:
                return []  # what seemed to be bars is in the left version as well, or what agrees is next to nothing
        better = better.shown_within(free)
        settled = better.resembles(geometry, SETTLED)
        geometry = better
        if settled:
            break
        again = _align_parts(left, right, geometry, between, jail)
        found = again if again.stretches else found
    return [replace(stretch, geometry=geometry) for stretch in bridge_gaps(*found)]


class _Parts(NamedTuple):
    """What both versions show under a geometry, as two pictures, and its stretches."""

    left: PictureFingerprints
    right: PictureFingerprints
    stretches: list[Stretch]


def _align_parts(
    left: ReadSide, right: ReadSide, geometry: Geometry, between: Sequence[tuple[int, int]], jail: JailSettings
) -> _Parts:
    inner = without_corners(geometry, shape_of(left))
    with ThreadPoolExecutor(2) as pool:
        quarters = geometry.turned // 90
        one = pool.submit(read_part, left, inner.left_box, geometry.mirrored, quarters, jail, geometry.left_tilt)
        two = pool.submit(read_part, right, inner.right_box, False, 0, jail)
        parts = one.result(), two.result()
    found = [one for span in between for one in align_span(*parts, *span)]
    return _Parts(*parts, found or align_pictures(*parts).stretches)


def _free_part(
    left: ReadSide,
    right: ReadSide,
    geometry: Geometry,
    free: Box,
    roughly: bool,
    stretches: Sequence[Stretch],
    jail: JailSettings,
) -> Box:
    """What is ``free`` of the right picture by exact pairs of frames: where both agree, or without bars of both."""
    pair = Pair(left.pictures, right.pictures)
    times = exact_pairs(pair, [max(stretches, key=lambda one: one.frames)], 0.0, 1, PAIRED_FRAMES)
    pairs = pair_stills(left, right, times, jail, geometry if roughly else PLAIN, WORKING_PX)
    return part_that_agrees(pairs, geometry, free) if roughly else without_bars_of_both(pairs, geometry, free)


def _remeasured(
    left: ReadSide, right: ReadSide, near: Geometry, stretches: Sequence[Stretch], seen: Seen, jail: JailSettings
) -> Geometry | None:
    """The geometry on exact frames: by landmarks on all stretches, or by pixels on the longest."""
    pair = Pair(left.pictures, right.pictures)
    seconds = sum(one.frames for one in stretches) * pair.period
    step = max(MEASURED_SECONDS, seconds / MEASURED_FRAMES)
    better = seen.measure(exact_pairs(pair, stretches, step, 1, MEASURED_FRAMES), near, pair.period)
    return better or _remeasured_by_pixels(left, right, near, max(stretches, key=lambda one: one.frames), jail)


def _remeasured_by_pixels(
    left: ReadSide, right: ReadSide, near: Geometry, stretch: Stretch, jail: JailSettings
) -> Geometry | None:
    if stretch.line.rate <= 0:
        return None
    pair = Pair(left.pictures, right.pictures)
    paired = _telling(left, right, exact_pairs(pair, [stretch], 0.0, 1, CHOICE * PAIRED_FRAMES))

    def at_shift(shift: int, tilt: float) -> list[tuple[Grey, Grey]]:
        wanted = [(one + shift * pair.period, two) for one, two in paired]
        return pair_stills(left, right, wanted, jail, replace(near, tilt=tilt))

    def sharpened(shift: int, tilt: float) -> Fit:
        pairs, degrees = at_shift(shift, tilt), replace(near, tilt=tilt).left_tilt
        shown = what_is_seen(pairs[0][0].shape, degrees, near.left_middle) if tilt else None
        return sharpen_geometry(pairs, start, shown)

    fit = refine_geometry(at_shift(0, near.tilt), near, NEAR_REACH)
    if fit.correlation < FITTING:
        return None
    start = as_shaped(left, right, fit.geometry)
    tilt = _best_tilt(near.tilt, lambda tilt: sharpened(0, tilt)) if near.tilt else 0.0
    geometry = _best_in_time(lambda shift: sharpened(shift, tilt)).geometry
    return lean(geometry, tilt, near.left_middle, shape_of(left)) if near.tilt else geometry


def _best_tilt(near: float, measure: Callable[[float], Fit]) -> float:
    """The degrees near those given at which pictures agree best, to a tenth: the spectra tell them to a whole one."""
    scores = np.array([measure(near + step).correlation for step in TILT_STEPS])
    best = int(scores.argmax())
    return round(near + TILT_STEPS[best] + (TILT_STEPS[1] - TILT_STEPS[0]) * vertex(scores, best), 1)


def _best_in_time(measure: Callable[[int], Fit]) -> Fit:
    """The fit at the shift, in left frames, from which no step of a frame betters it.

    Where the camera flies ahead, a picture that is a little larger looks like one a little later, and a geometry and a
    line that are both wrong agree with each other.
    """
    fits = {shift: measure(shift) for shift in (-1, 0, 1)}
    best = max(fits, key=lambda shift: fits[shift].correlation)
    step = best
    while step and abs(best) < MOST_PIXEL_SHIFT:
        fits[best + step] = measure(best + step)
        if fits[best + step].correlation <= fits[best].correlation:
            break
        best += step
    return fits[best]


def _take_better(plain: Sequence[Stretch], looked: Sequence[Stretch]) -> list[Stretch]:
    """Both kinds in order: of two that share right frames, the plain one unless the look is clearly closer.

    A look under which no stretch is close is none.
    """
    kept = list(plain)
    if looked and looked[0].geometry.slant is None and min(one.distance for one in looked) > FAITHFUL:
        return kept
    for look in sorted(looked, key=lambda one: -one.frames):
        rivals = [one for one in kept if one.right_first < look.right_stop and look.right_first < one.right_stop]
        if all(look.distance < CLEARLY_CLOSER * one.distance and one.frames <= 1.2 * look.frames for one in rivals):
            kept = [one for one in kept if one not in rivals]
            kept.append(look)
    return sorted(kept, key=lambda one: one.right_first)
