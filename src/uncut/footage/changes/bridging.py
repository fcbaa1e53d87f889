"""Gaps between stretches in which most of the picture still follows the line: a part was altered, nothing was cut.

A cover or a sticker of a tenth of the picture moves its thumbnail further than any encoder does, so the alignment takes
such frames for others. Before they are called inserted, they are compared pixel by pixel along the neighbours' line.
Array maths, no files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from uncut.footage.align.align import CONVINCING_FRAMES
from uncut.footage.align.lines import Line, nearest_frames, simple_rate
from uncut.footage.align.movement import MOVING_GREY
from uncut.footage.align.pair import Pair
from uncut.footage.align.stretches import MOVING_ALIKE, SAME_LINE_PERIODS, SHORTEST_FRAMES, Stretch
from uncut.footage.changes.smoothed_gaps import ALIKE, ALIKE_MOVING, compare_smoothed
from uncut.footage.fingerprint.pictures import PictureFingerprints

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

SAMPLED_FRAMES = 24
"""Of the neighbours, for their tones and for what encoding leaves."""
LEAST_GREY = 4.0
TO_USUAL = 4.0
"""A pixel agrees up to so many grey levels, or so many times what nine in ten pixels of the neighbours are off."""
MOST_GREY = 10.0
AGREEING_SHARE = 0.55
"""Of the picture that must agree. Set by judgement; run `python -m evals pairs regions` after a change."""
AGREEING_FRAMES = 0.9
"""Of a gap."""
SURELY_ALIKE_MOVING, SURELY_AGREEING_FRAMES = 0.9, 0.75
"""Correlation of the movement around what is altered, from which fewer frames must agree: where a picture swings, one
that is shown a moment too long is off in most of its pixels."""
VARIED_GREY = 8.0
"""Deviation of the agreeing pixels under which agreement says nothing."""
LEAST_TELLING = 0.5
"""Of the frames of a gap, that must say something."""
COMPACT = 0.45
"""Share of its box that a region fills; what moved in other footage of one place is scattered."""
MOVED_FRAMES = 4
BLOCK_FRAMES = 512
"""Compared at once; bounds memory."""


@dataclass(frozen=True)
class _Tones:
    """How left grey levels arrive on the right, and how far off an agreeing pixel may be."""

    gain: float
    offset: float
    most_off: float


@dataclass(frozen=True)
class _Followed:
    """What the frames of a gap say of a line."""

    agreeing: float
    """Share of the frames that agree, of those that say anything."""
    compact: Mask
    """One value a frame."""
    moving: bool
    alike: float
    """Correlation of the movement outside the region, -1..1."""


def bridge_gaps(left: PictureFingerprints, right: PictureFingerprints, stretches: Sequence[Stretch]) -> list[Stretch]:
    """``stretches`` with those gaps closed in which only a part of the picture differs; in order."""
    if not stretches:
        return []
    pair = Pair(left, right)
    bridged = [stretches[0]]
    for after in stretches[1:]:
        before = bridged[-1]
        if _on_one_line(pair, before, after) and _is_bridged(pair, before, before.right_stop, after.right_first):
            bridged[-1] = _joined(before, after)
        else:
            bridged.append(after)
    bridged[0] = _reaching(pair, bridged[0], 0, bridged[0].right_stop)
    bridged[-1] = _reaching(pair, bridged[-1], bridged[-1].right_first, len(right))
    return bridged


def _on_one_line(pair: Pair, one: Stretch, two: Stretch) -> bool:
    """Whether two plain stretches are on one line, from the start of one to the end of the other.

    A speed is measured on each by itself, so the same one may come out a little different, and a short piece of footage
    at another speed may pass for footage at its own.
    """
    at = pair.right_times[[one.right_first, two.right_stop - 1]]
    apart = float(np.abs(one.line.left_at(at) - two.line.left_at(at)).max())
    plain = one.geometry.is_plain and two.geometry.is_plain
    forwards = min(one.line.rate, two.line.rate) > 0
    rates = {one.line.rate, two.line.rate}
    alike = len(rates) == 1 or 1.0 not in rates or min(one.frames, two.frames) < CONVINCING_FRAMES
    return plain and forwards and alike and apart < SAME_LINE_PERIODS * pair.period


def _is_bridged(pair: Pair, host: Stretch, first: int, stop: int) -> bool:
    """Whether the frames between two stretches of one line follow it but for a region."""
    if stop - first < SHORTEST_FRAMES:
        return False
    followed = _follow(pair, host, first, stop)
    if followed is None:
        return False
    surely = followed.moving and followed.alike >= SURELY_ALIKE_MOVING
    if followed.agreeing < (SURELY_AGREEING_FRAMES if surely else AGREEING_FRAMES):
        return _is_smoothed(pair, host, first, stop, still=True)
    return followed.alike >= MOVING_ALIKE if followed.moving else bool(followed.compact.mean() >= AGREEING_FRAMES)


def _reaching(pair: Pair, host: Stretch, first: int, stop: int) -> Stretch:
    """``host`` made to begin at ``first`` and to end at ``stop`` where movement bears it out."""
    if not host.geometry.is_plain or host.line.rate <= 0:
        return host
    for begin, end in ((first, host.right_first), (host.right_stop, stop)):
        if end - begin < SHORTEST_FRAMES:
            continue
        followed = _follow(pair, host, begin, end)
        if followed is None:
            continue
        sure = followed.moving and followed.alike >= MOVING_ALIKE and followed.agreeing >= AGREEING_FRAMES
        if sure or _is_smoothed(pair, host, begin, end, still=False):
            host = _widened(pair, host, begin, end)
    return host


def _follow(pair: Pair, host: Stretch, first: int, stop: int) -> _Followed | None:
    """Compare right frames with those that the line of ``host`` gives them; ``None`` where it leaves the left."""
    if (_left_frames(pair, host.line, np.array([first, stop - 1])) < 0).any():
        return None
    tones = _measure_tones(pair, host)
    agrees, telling, compact, sums = [], [], [], np.zeros(3)
    for begin in range(first, stop, BLOCK_FRAMES):
        one, two = _paired(pair, host.line, np.arange(begin, min(stop, begin + BLOCK_FRAMES)))
        expected = tones.gain * one + tones.offset
        same = np.abs(two - expected) <= tones.most_off
        agrees += [bool(mask.mean() >= AGREEING_SHARE) for mask in same]
        telling += [bool(picture[mask].std() >= VARIED_GREY) for picture, mask in zip(expected, same, strict=True)]
        compact += [_is_compact(~mask) for mask in same]
        if len(same) > MOVED_FRAMES:
            sums += _movement(expected, two, same)
    count = max(1, stop - first - MOVED_FRAMES)
    alike = float(sums[2] / np.sqrt(max(sums[0] * sums[1], 1e-9)))
    return _Followed(
        _share_agreeing(np.array(agrees), np.array(telling)),
        np.array(compact),
        bool(sums[0] / count > MOVING_GREY),
        alike,
    )


def _is_smoothed(pair: Pair, host: Stretch, first: int, stop: int, *, still: bool) -> bool:
    """Whether the whole picture was blurred or pixelated there; ``still`` pictures may do, or only moving ones."""
    frames = [np.arange(begin, min(stop, begin + BLOCK_FRAMES)) for begin in range(first, stop, BLOCK_FRAMES)]
    blocks = [compare_smoothed(*_paired(pair, host.line, each)) for each in frames]
    alike, loses = (np.concatenate([getattr(block, name) for block in blocks]) for name in ("alike", "loses"))
    ours, theirs, both = np.sum([block.movement for block in blocks], axis=0)
    if ours / (stop - first) > MOVING_GREY**2:
        moves_so = both / np.sqrt(max(ours * theirs, 1e-9)) >= MOVING_ALIKE
        return bool(moves_so and (alike >= ALIKE_MOVING).mean() >= AGREEING_FRAMES)
    return still and bool(((alike >= ALIKE) & loses).mean() >= AGREEING_FRAMES)


def _movement(one: Floats, two: Floats, same: Mask) -> npt.NDArray[np.float64]:
    """Squares and product of what changed in a few frames, a pixel's mean over the pixels that agree then and now."""
    both = same[MOVED_FRAMES:] & same[:-MOVED_FRAMES]
    share = np.maximum(both.sum(axis=(1, 2)), 1)
    a, b = (np.where(both, side[MOVED_FRAMES:] - side[:-MOVED_FRAMES], 0) for side in (one, two))
    return np.array([float((product.sum(axis=(1, 2)) / share).sum()) for product in (a * a, b * b, a * b)])


def _share_agreeing(agrees: Mask, telling: Mask) -> float:
    """Of the frames that agree where there is something to see, or do not agree: black agrees with black anywhere."""
    says = telling | ~agrees
    return float((agrees & telling)[says].mean()) if says.mean() >= LEAST_TELLING else 0.0


def _is_compact(altered: Mask) -> bool:
    rows, columns = np.flatnonzero(altered.any(axis=1)), np.flatnonzero(altered.any(axis=0))
    if not len(rows):
        return True
    box = (rows[-1] - rows[0] + 1) * (columns[-1] - columns[0] + 1)
    return bool(altered.sum() >= COMPACT * box)


def _measure_tones(pair: Pair, host: Stretch) -> _Tones:
    frames = np.unique(np.linspace(host.right_first, host.right_stop - 1, SAMPLED_FRAMES).astype(int))
    parts = [_paired(pair, host.line, frames[number : number + 1]) for number in range(len(frames))]
    one, two = (np.concatenate([part[side] for part in parts]) for side in (0, 1))
    spread = float(one.var())
    gain = float(((one - one.mean()) * (two - two.mean())).mean() / spread) if spread > 1 else 1.0
    offset = float(two.mean() - gain * one.mean())
    usual = float(np.quantile(np.abs(two - gain * one - offset), 0.9))
    return _Tones(gain, offset, min(MOST_GREY, max(LEAST_GREY, TO_USUAL * usual)))


def _paired(pair: Pair, line: Line, frames: npt.NDArray[np.integer]) -> tuple[Floats, Floats]:
    """Thumbnails of the left frames on the line, and of the right ``frames``, which follow each other."""
    lefts = np.maximum(_left_frames(pair, line, frames), 0)
    rights = pair.right.thumbnails.block(int(frames[0]), int(frames[-1]) + 1)
    return pair.left.thumbnails.take(lefts).astype(np.float32), rights.astype(np.float32)


def _left_frames(pair: Pair, line: Line, frames: npt.NDArray[np.integer]) -> npt.NDArray[np.intp]:
    low, _ = nearest_frames(pair.left_times, line.left_at(pair.right_times[frames]), pair.period, pair.tolerance)
    return low


def _joined(before: Stretch, after: Stretch) -> Stretch:
    exact = [one for one in (before, after) if one.line.rate == simple_rate(one.line.rate)]
    host = max(exact or (before, after), key=lambda one: one.frames)
    return replace(
        host, right_first=before.right_first, right_stop=after.right_stop, left_first=before.left_first,
        left_stop=after.left_stop, start_slack=before.start_slack, end_slack=after.end_slack,
    )  # fmt: skip


def _widened(pair: Pair, host: Stretch, first: int, stop: int) -> Stretch:
    """``host`` with the right frames ``[first, stop)`` beside it."""
    begin, end = (int(one) for one in _left_frames(pair, host.line, np.array([first, stop - 1])))
    slack = (0, 0) if first < host.right_first else host.start_slack
    return replace(
        host, right_first=min(first, host.right_first), right_stop=max(stop, host.right_stop),
        left_first=min(begin, host.left_first), left_stop=max(end + 1, host.left_stop), start_slack=slack,
        end_slack=0 if stop > host.right_stop else host.end_slack,
    )  # fmt: skip
