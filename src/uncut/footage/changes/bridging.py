"""Gaps between stretches in which most of the picture still follows the line: a part was altered, nothing was cut.

A cover or a sticker of a tenth of the picture moves its thumbnail further than any encoder does, so the alignment takes
such frames for others. Before they are called inserted, they are compared pixel by pixel along the neighbours' line.
Array maths, no files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from uncut.footage.align.align import CONVINCING_FRAMES
from uncut.footage.align.lines import Line, nearest_frames, simple_rate
from uncut.footage.align.movement import MOVING_GREY
from uncut.footage.align.pair import Pair
from uncut.footage.align.runs import SAME_LINE_PERIODS, SHORTEST_FRAMES
from uncut.footage.align.slack import OBJECTION
from uncut.footage.align.stretches import MOVING_ALIKE, Stretch
from uncut.footage.changes.smoothed_gaps import ALIKE, ALIKE_MOVING, compare_smoothed
from uncut.footage.fingerprint.pictures import PictureFingerprints

Floats = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]

REACHING = 0.1
"""Squared distance of a stretch up to which it may reach into a part of a gap: logos and captions leave up to 0.05, a
zoom of 1.2 leaves 0.17."""
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
ONE_REGION = 2 / 3
"""Share of what is altered that is in the greatest region."""
COMPACT_FRAMES = 0.6
"""Of a gap in which nothing moves: something small may stir beside a caption now and then."""
DISAGREEING = 4.0
"""Price of a frame that does not agree with a line which reaches over it, where that of being on no line is 1."""
LEAST_NOISE = 0.002
"""How far off a pixel is when whole grey levels are rounded, in tolerances, squared."""
MOVED_FRAMES = 4
BLOCK_FRAMES = 512
"""Compared at once; bounds memory."""


@dataclass(frozen=True)
class _Tones:
    """How left grey levels arrive on the right, and how far off an agreeing pixel may be."""

    gain: float
    offset: float
    standing: Floats
    """What stands in the stretch beside that, in grey levels: shape (height, width)."""
    most_off: float
    noise: float
    """How far off a frame of the stretch usually is, as `_Followed` has it."""


@dataclass(frozen=True)
class _Followed:
    """What right frames that follow each other say of a line; one row a frame."""

    agrees: Mask
    """Whether most of the picture is as the line has it."""
    telling: Mask
    """Whether there is anything to see in what agrees."""
    compact: Mask
    """Whether what does not agree is one region."""
    off: Floats
    """How far off a pixel is, its square where 1 is as far as an agreeing one may be, and no more than 1; the mean."""
    movement: npt.NDArray[np.float64]
    """Shape (frames, 3): squares and product of what changed on both sides in `MOVED_FRAMES`; 0 where unknown."""
    noise: float
    """How far off a frame of the stretch itself usually is."""

    def part(self, first: int, stop: int) -> _Followed:
        """What the frames ``[first, stop)`` say."""
        movement = self.movement[first:stop].copy()
        movement[:MOVED_FRAMES] = 0
        span = slice(first, stop)
        return _Followed(
            self.agrees[span], self.telling[span], self.compact[span], self.off[span], movement, self.noise
        )

    @property
    def agreeing(self) -> float:
        """Share of the frames that agree, of those that say anything: black agrees with black anywhere."""
        says = self.telling | ~self.agrees
        return float((self.agrees & self.telling)[says].mean()) if says.mean() >= LEAST_TELLING else 0.0

    @property
    def moving(self) -> bool:
        """Whether the left version moves there."""
        return bool(self.movement[:, 0].sum() / max(1, len(self.movement) - MOVED_FRAMES) > MOVING_GREY)

    @property
    def alike(self) -> float:
        """Correlation of the movement outside the region, -1..1."""
        ours, theirs, both = self.movement.sum(axis=0)
        return float(both / np.sqrt(max(ours * theirs, 1e-9)))


def bridge_gaps(left: PictureFingerprints, right: PictureFingerprints, stretches: Sequence[Stretch]) -> list[Stretch]:
    """``stretches`` with the frames beside them in which only a part of the picture differs; in order."""
    if not stretches:
        return []
    pair = Pair(left, right)
    bridged = [stretches[0]]
    for after in stretches[1:]:
        before = bridged[-1]
        if _on_one_line(pair, before, after) and _is_bridged(pair, before, before.right_stop, after.right_first):
            bridged[-1] = _joined(before, after)
        else:
            bridged[-1:] = _closing_in(pair, before, after)
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
    rates = {one.line.rate, two.line.rate}
    alike = len(rates) == 1 or 1.0 not in rates or min(one.frames, two.frames) < CONVINCING_FRAMES
    return _is_followed(one) and _is_followed(two) and alike and apart < SAME_LINE_PERIODS * pair.period


def _is_followed(one: Stretch) -> bool:
    """Whether thumbnails can be compared along a stretch, forwards."""
    return one.geometry.is_plain and one.line.rate > 0


def _may_reach(one: Stretch) -> bool:
    """Whether a stretch can be followed into a part of a gap: one under a look that is not known yet agrees nowhere."""
    return _is_followed(one) and one.distance <= REACHING


def _is_bridged(pair: Pair, host: Stretch, first: int, stop: int) -> bool:
    """Whether the frames between two stretches of one line follow it but for a region, or but for a blur."""
    if stop - first < SHORTEST_FRAMES or not _within_left(pair, host, first, stop):
        return False
    followed = _follow(pair, host, first, stop)
    if _agrees_throughout(followed):
        return _moves_on(followed)
    return _is_smoothed(pair, host, first, stop, still=True)


def _agrees_throughout(followed: _Followed) -> bool:
    surely = followed.moving and followed.alike >= SURELY_ALIKE_MOVING
    return followed.agreeing >= (SURELY_AGREEING_FRAMES if surely else AGREEING_FRAMES)


def _moves_on(followed: _Followed) -> bool:
    """Whether what agrees moves as the left version does, or is still around one region."""
    return followed.alike >= MOVING_ALIKE if followed.moving else bool(followed.compact.mean() >= COMPACT_FRAMES)


def _closing_in(pair: Pair, before: Stretch, after: Stretch) -> tuple[Stretch, Stretch]:
    """Two stretches made to reach into the gap between them where only a region differs from their lines.

    So a caption over a cut, or one that ends with it, is no footage put in.
    """
    first, stop = before.right_stop, after.right_first
    if stop - first < SHORTEST_FRAMES or not (_may_reach(before) and _may_reach(after)):
        return before, after
    ours, theirs = (_follow(pair, host, first, stop) for host in (before, after))
    ends, begins = _part(_price(ours), _price(theirs))
    if ends and _reaches(ours.part(0, ends)):
        before = _widened(pair, before, first, first + ends)
    if begins < stop - first and _reaches(theirs.part(begins, stop - first)):
        after = _widened(pair, after, first + begins, stop)
    if before.right_stop == after.right_first:
        after = replace(after, start_slack=_slack(ours, theirs, after.right_first - first))
    return before, after


def _reaches(followed: _Followed) -> bool:
    return _agrees_throughout(followed) and _moves_on(followed)


def _price(followed: _Followed) -> Floats:
    """Of every frame on a line, where being on none costs 1."""
    return np.where(followed.agrees, followed.off, DISAGREEING).astype(np.float32)


def _part(ours: Floats, theirs: Floats) -> tuple[int, int]:
    """Up to which frame one line and from which on the other is cheapest, with none between; 0..frames."""
    until = np.append(0.0, np.cumsum(ours - 1.0))
    onwards = np.append(np.cumsum((theirs - 1.0)[::-1])[::-1], 0.0)
    begins = int((np.minimum.accumulate(until) + onwards).argmin())
    return int(until[: begins + 1].argmin()), begins


def _slack(ours: _Followed, theirs: _Followed, at: int) -> tuple[int, int]:
    """How many frames earlier and later than ``at`` one line could give way to the other, within their gap."""
    extra = (theirs.off - ours.off) / max(ours.noise, theirs.noise)
    earlier, later = np.cumsum(extra[:at][::-1]) >= OBJECTION, np.cumsum(-extra[at:]) >= OBJECTION
    steps = [int(ruled_out.argmax()) if ruled_out.any() else len(ruled_out) for ruled_out in (earlier, later)]
    return steps[0], steps[1]


def _reaching(pair: Pair, host: Stretch, first: int, stop: int) -> Stretch:
    """``host`` made to begin from ``first`` on and end by ``stop``, or a part of that where movement bears it out."""
    if not _is_followed(host):
        return host
    for begin, end, leads in ((first, host.right_first, True), (host.right_stop, stop, False)):
        if end - begin < SHORTEST_FRAMES:
            continue
        followed = _follow(pair, host, begin, end)
        whole = _within_left(pair, host, begin, end)
        if whole and (_reaches(followed) or _is_smoothed(pair, host, begin, end, still=False)):
            host = _widened(pair, host, begin, end)
            continue
        none = np.ones(end - begin, np.float32)
        ends, begins = _part(none, _price(followed)) if leads else _part(_price(followed), none)
        inner = (begins, end - begin) if leads else (0, ends)
        long = _may_reach(host) and inner[1] - inner[0] >= SHORTEST_FRAMES
        if long and _surely_reaches(followed.part(*inner)):
            host = _widened(pair, host, begin + inner[0], begin + inner[1])
    return host


def _surely_reaches(followed: _Followed) -> bool:
    return followed.moving and followed.alike >= MOVING_ALIKE and followed.agreeing >= AGREEING_FRAMES


def _within_left(pair: Pair, host: Stretch, first: int, stop: int) -> bool:
    """Whether the line of ``host`` gives all right frames of ``[first, stop)`` a left one."""
    return bool((_left_frames(pair, host.line, np.array([first, stop - 1])) >= 0).all())


def _follow(pair: Pair, host: Stretch, first: int, stop: int) -> _Followed:
    """Compare right frames with those that the line of ``host`` gives them; without one, a frame does not agree."""
    tones = _measure_tones(pair, host)
    agrees, telling, compact, off, moved = [], [], [], [], []
    for begin in range(first, stop, BLOCK_FRAMES):
        frames = np.arange(begin, min(stop, begin + BLOCK_FRAMES))
        one, two = _paired(pair, host.line, frames)
        expected = tones.gain * one + tones.offset + tones.standing
        apart = np.abs(two - expected)
        same = (apart <= tones.most_off) & (_left_frames(pair, host.line, frames) >= 0)[:, np.newaxis, np.newaxis]
        agrees += [bool(mask.mean() >= AGREEING_SHARE) for mask in same]
        telling += [_says_something(picture[mask]) for picture, mask in zip(expected, same, strict=True)]
        compact += [_is_compact(~mask) for mask in same]
        off.append(_how_far_off(apart, tones.most_off))
        moved.append(_movement(expected, two, same))
    return _Followed(
        np.array(agrees), np.array(telling), np.array(compact), np.concatenate(off), np.concatenate(moved), tones.noise
    )  # fmt: skip


def _says_something(pixels: Floats) -> bool:
    return bool(len(pixels) and pixels.std() >= VARIED_GREY)


def _how_far_off(apart: Floats, most_off: float) -> Floats:
    """One value a frame, 0..1: see `_Followed`."""
    off: Floats = np.square(np.minimum(apart / most_off, 1)).mean(axis=(1, 2)).astype(np.float32)
    return off


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
    """Squares and product of what changed in a few frames, a pixel's mean over the pixels that agree then and now.

    Shape (frames, 3); 0 in the first few frames.
    """
    products = np.zeros((len(one), 3))
    both = same[MOVED_FRAMES:] & same[:-MOVED_FRAMES]
    share = np.maximum(both.sum(axis=(1, 2)), 1)
    a, b = (np.where(both, side[MOVED_FRAMES:] - side[:-MOVED_FRAMES], 0) for side in (one, two))
    for number, product in enumerate((a * a, b * b, a * b)):
        products[MOVED_FRAMES:, number] = product.sum(axis=(1, 2)) / share
    return products


def _is_compact(altered: Mask) -> bool:
    """Whether what is altered is one region, beside which little else is."""
    _, _, regions, _ = cv2.connectedComponentsWithStats(altered.astype(np.uint8))
    if len(regions) == 1:
        return True
    *_, wide, tall, area = max(regions[1:], key=lambda one: int(one[cv2.CC_STAT_AREA]))
    return bool(area >= COMPACT * wide * tall and area >= ONE_REGION * altered.sum())


def _measure_tones(pair: Pair, host: Stretch) -> _Tones:
    frames = np.unique(np.linspace(host.right_first, host.right_stop - 1, SAMPLED_FRAMES).astype(int))
    one, two = _paired(pair, host.line, frames)
    spread = float(one.var())
    gain = float(((one - one.mean()) * (two - two.mean())).mean() / spread) if spread > 1 else 1.0
    offset = float(two.mean() - gain * one.mean())
    apart = two - gain * one - offset
    most_off = min(MOST_GREY, max(LEAST_GREY, TO_USUAL * float(np.quantile(np.abs(apart), 0.9))))
    standing = np.median(apart, axis=0).astype(np.float32)
    usual = float(np.median(_how_far_off(np.abs(apart - standing), most_off)))
    return _Tones(gain, offset, standing, most_off, max(LEAST_NOISE, usual))


def _paired(pair: Pair, line: Line, frames: npt.NDArray[np.integer]) -> tuple[Floats, Floats]:
    """Thumbnails of the left frames on the line, and of the right ``frames``."""
    lefts = np.maximum(_left_frames(pair, line, frames), 0)
    return pair.left.thumbnails.take(lefts).astype(np.float32), pair.right.thumbnails.take(frames).astype(np.float32)


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
