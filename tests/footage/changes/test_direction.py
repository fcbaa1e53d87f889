"""Which version was made from which: planted copies, cuts, rates, regions and bands, and both ways round."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pytest
from scipy.ndimage import gaussian_filter
from tests.made_footage import encode, film, fingerprints, make_texture, times_at

from uncut.footage.changes.direction import (
    LEFT_FROM_RIGHT,
    RIGHT_FROM_LEFT,
    Joint,
    Way,
    clue_from_frame_rate,
    clues_from_cuts,
    clues_from_sound,
    measure_sound_limit,
    share_of_doubles,
    weigh_joint,
)
from uncut.footage.changes.direction_pictures import StillPair, clue_from_region, clues_from_pictures
from uncut.model.comparison import WHOLE_PICTURE, Box, DirectionClue, Edit
from uncut.model.time import Span

Picture = npt.NDArray[np.uint8]
HEIGHT, WIDTH = 240, 320
HALF = Box(0.2, 0.2, 0.6, 0.6)


def scene(seed: int = 1, height: int = HEIGHT, width: int = WIDTH) -> Picture:
    """A colour picture with detail at every scale."""
    base = make_texture(seed, height, width, slope=0.9)
    tint = make_texture(seed + 50, height, width)
    planes = [base, base * 0.8 + tint * 0.2, base * 0.5 + 0.5 * tint[::-1]]
    return np.clip(np.stack(planes, axis=-1), 0, 255).astype(np.uint8)


def coded(picture: Picture, step: float = 14.0) -> Picture:
    """What a coder leaves: blocks of 8 × 8 whose fine coefficients are rounded to zero."""
    from scipy.fft import dctn, idctn

    height, width, _ = picture.shape
    blocks = picture.astype(float).reshape(height // 8, 8, width // 8, 8, 3)
    coefficients = dctn(blocks, axes=(1, 3), norm="ortho")
    weight = step * (1 + np.add.outer(np.arange(8), np.arange(8)) / 4)[None, :, None, :, None]
    left = np.sign(coefficients) * np.floor(np.abs(coefficients) / weight + 1 / 3) * weight
    return np.clip(np.rint(idctn(left, axes=(1, 3), norm="ortho").reshape(picture.shape)), 0, 255).astype(np.uint8)


def smaller(picture: Picture, factor: int = 2) -> Picture:
    height, width, _ = picture.shape
    cells = picture.reshape(height // factor, factor, width // factor, factor, 3)
    return np.rint(cells.mean(axis=(1, 3))).astype(np.uint8)


def part(picture: Picture, box: Box) -> Picture:
    height, width, _ = picture.shape
    rows = slice(round(box.y * height), round((box.y + box.height) * height))
    columns = slice(round(box.x * width), round((box.x + box.width) * width))
    return picture[rows, columns]


def told(
    left: Picture, right: Picture, left_box: Box = WHOLE_PICTURE, right_box: Box = WHOLE_PICTURE
) -> dict[str, DirectionClue]:
    pair = StillPair(left, right, left_box, right_box, mirrored=False)
    return {one.evidence: one for one in clues_from_pictures([pair])}


def both_ways(
    left: Picture, right: Picture, evidence: str, left_box: Box = WHOLE_PICTURE, right_box: Box = WHOLE_PICTURE
) -> float:
    """The strength with which the right was made from the left, which must be the same the other way round."""
    forth, back = told(left, right, left_box, right_box)[evidence], told(right, left, right_box, left_box)[evidence]
    assert (forth.points_to, back.points_to) == (RIGHT_FROM_LEFT, LEFT_FROM_RIGHT)
    assert forth.strength == pytest.approx(back.strength, abs=0.02)
    return forth.strength


def test_a_copy_lost_fine_detail() -> None:
    picture = scene()
    assert both_ways(picture, coded(picture), "generation_loss") > 0.2


def test_the_same_picture_says_nothing() -> None:
    assert told(scene(), scene()) == {}


def test_more_contrast_is_no_detail() -> None:
    picture = coded(scene())
    contrasty = np.clip((picture.astype(float) - 128) * 1.15 + 128, 0, 255).astype(np.uint8)
    assert "generation_loss" not in told(picture, contrasty)


def test_a_smaller_copy_was_made_from_the_larger_one() -> None:
    picture = scene(2, 480, 640)
    assert both_ways(picture, smaller(picture), "resolution") > 0.4


def test_an_enlarged_picture_is_no_larger_one() -> None:
    picture = gaussian_filter(np.kron(scene(3), np.ones((2, 2, 1))), (1.2, 1.2, 0)).astype(np.uint8)
    assert "resolution" not in told(picture, scene(3))


def test_a_grey_version_was_made_from_the_coloured_one() -> None:
    picture = scene()
    grey = np.repeat(np.rint(picture.mean(axis=2, keepdims=True)), 3, axis=2).astype(np.uint8)
    assert both_ways(picture, grey, "colour") == 0.7


def test_a_crop_was_made_from_what_shows_more_of_the_scene() -> None:
    picture = scene()
    assert both_ways(picture, part(picture, HALF), "crop", left_box=HALF) == 0.85


@pytest.mark.parametrize("bars", ["black", "blurred"])
def test_bars_were_added_to_the_version_without(bars: str) -> None:
    picture = scene()
    framed = np.zeros_like(picture) if bars == "black" else gaussian_filter(picture, (8, 8, 0))
    inner = smaller(scene(1, 288, 384))
    top, left = round(0.2 * HEIGHT), round(0.2 * WIDTH)
    framed[top : top + 144, left : left + 192] = inner
    assert both_ways(inner, framed, "bars", right_box=HALF) == 0.5


def test_a_picture_in_another_one_was_made_from_it() -> None:
    framed, inner = scene(9), smaller(scene(1, 288, 384))
    top, left = round(0.2 * HEIGHT), round(0.2 * WIDTH)
    framed[top : top + 144, left : left + 192] = np.clip(inner.astype(int) + 60, 0, 255)
    assert both_ways(inner, framed, "bars", right_box=HALF) == 0.6


def test_noise_around_a_picture_is_no_more_of_its_scene() -> None:
    inner = smaller(scene(1, 288, 384))
    framed = np.random.default_rng(2).integers(0, 255, (HEIGHT, WIDTH, 3), np.uint8)
    top, left = round(0.2 * HEIGHT), round(0.2 * WIDTH)
    framed[top : top + 144, left : left + 192] = inner
    assert "crop" not in told(inner, framed, right_box=HALF)


REGION = Box(0.4, 0.4, 0.25, 0.25)


def altered(kind: str, picture: Picture) -> Picture:
    changed = picture.copy()
    inside = (slice(96, 156), slice(128, 208))
    if kind == "blurred":
        changed[inside] = gaussian_filter(picture, (6, 6, 0))[inside]
    elif kind == "smothered":  # nothing but the broadest is left, blurred by itself
        changed[inside] = gaussian_filter(picture[inside], (9, 9, 0))
    elif kind == "pixelated":
        part = picture[inside].reshape(6, 10, 8, 10, 3).mean(axis=(1, 3))
        changed[inside] = part.repeat(10, axis=0).repeat(10, axis=1)
    elif kind == "covered":
        changed[inside] = 255
    else:  # a drawing on something smooth
        changed[inside] = (np.indices((60, 80)).sum(axis=0) // 5 % 2 * 255)[..., None]
    return changed


@pytest.mark.parametrize("kind", ["blurred", "smothered", "covered", "overlaid"])
def test_the_altered_side_of_a_region_is_found_both_ways(kind: str) -> None:
    picture = scene() if kind != "overlaid" else gaussian_filter(scene(), (5, 5, 0))
    changed = altered(kind, picture)
    edit = Edit(
        kind="covered",
        left=Span(Fraction(0), Fraction(1)),
        right=Span(Fraction(0), Fraction(1)),
        confidence=1.0,
        why="",
    )
    ways: list[Way] = []
    for one, two in ((picture, changed), (changed, picture)):
        found = clue_from_region(edit, REGION, StillPair(one, two, WHOLE_PICTURE, WHOLE_PICTURE, mirrored=False))
        assert found is not None
        ways.append(found.points_to)
    assert ways == [RIGHT_FROM_LEFT, LEFT_FROM_RIGHT]


@pytest.mark.parametrize("seed", range(1, 7))
def test_squares_never_speak_for_the_wrong_side(seed: int) -> None:
    """Their edges add fine detail, so that often nothing can be said; whatever the change is called."""
    picture = gaussian_filter(scene(seed), (seed / 3, seed / 3, 0))
    changed = altered("pixelated", picture)
    whole = Span(Fraction(0), Fraction(1))
    for kind in ("pixelated", "overlaid"):
        edit = Edit(kind=kind, left=whole, right=whole, confidence=1.0, why="")  # type: ignore[arg-type]
        for one, two, way in ((picture, changed, RIGHT_FROM_LEFT), (changed, picture, LEFT_FROM_RIGHT)):
            found = clue_from_region(edit, REGION, StillPair(one, two, WHOLE_PICTURE, WHOLE_PICTURE, mirrored=False))
            assert found is None or found.points_to == way


def test_letters_on_a_smooth_patch_among_detail_say_nothing() -> None:
    """The smooth patch may be sky, or a soft cover with letters added by the other version: nothing tells."""
    picture = scene()
    inside = (slice(90, 162), slice(122, 214))
    ramp = np.linspace(100, 110, 92)[None, :, None].repeat(72, axis=0).repeat(3, axis=2)
    soft = gaussian_filter(np.pad(np.ones((56, 76)), 8), 4)[..., None]
    picture[inside] = (picture[inside] * (1 - soft) + ramp * soft).astype(np.uint8)
    lettered = picture.copy()
    lettered[110:142:4, 140:200] = 255
    edit = Edit(
        kind="overlaid", left=Span(Fraction(0), Fraction(1)), right=Span(Fraction(0), Fraction(1)),
        confidence=1.0, why="",
    )  # fmt: skip
    for one, two in ((picture, lettered), (lettered, picture)):
        found = clue_from_region(edit, REGION, StillPair(one, two, WHOLE_PICTURE, WHOLE_PICTURE, mirrored=False))
        assert found is None or found.points_to == (RIGHT_FROM_LEFT if two is lettered else LEFT_FROM_RIGHT)


def removed(start: int, stop: int) -> Edit:
    at = Fraction(start, 25)
    return Edit(kind="removed", left=Span(at, Fraction(stop, 25)), right=Span(at, at), confidence=1.0, why="")


def inserted(start: int, stop: int) -> Edit:
    at = Fraction(start, 25)
    return Edit(kind="inserted", left=Span(at, at), right=Span(at, Fraction(stop, 25)), confidence=1.0, why="")


def test_running_footage_that_jumps_was_cut() -> None:
    left = film(200, seed=3, pan=60)
    right = encode(np.concatenate([left[:60], left[110:]]), seed=1)
    (found,) = clues_from_cuts([removed(60, 110)], fingerprints(left), fingerprints(right))
    assert (found.evidence, found.points_to, found.strength) == ("excerpt", RIGHT_FROM_LEFT, 0.85)
    (back,) = clues_from_cuts([inserted(60, 110)], fingerprints(right), fingerprints(left))
    assert (back.points_to, back.strength) == (LEFT_FROM_RIGHT, 0.85)


def test_a_strange_piece_in_running_footage_was_put_in() -> None:
    right = film(150, seed=3, pan=60)
    left = np.concatenate([right[:60], film(50, seed=8), right[60:]])
    found = {one.points_to: one for one in clues_from_cuts([removed(60, 110)], fingerprints(left), fingerprints(right))}
    assert found[LEFT_FROM_RIGHT].strength == 0.8
    assert found[RIGHT_FROM_LEFT].strength == 0.4  # it may still be an excerpt


@pytest.mark.parametrize(
    ("joint", "weighed"),
    [
        (Joint(1.0, 1.1, 9.0), (True, 0.85)),
        (Joint(1.0, 9.0, 9.0), (True, 0.65)),
        (Joint(9.0, 9.0, 1.0), (False, 0.8)),
        (Joint(9.0, 9.0, 9.0), None),  # a whole shot is missing
        (Joint(1.0, 1.0, 1.0), None),  # nothing moves
        (Joint(3.0, 3.0, 9.0), None),  # nobody knows
    ],
)
def test_what_a_joint_says(joint: Joint, weighed: tuple[bool, float] | None) -> None:
    assert weigh_joint(joint) == weighed


def test_doubled_frames_came_with_a_conversion() -> None:
    left = film(200, seed=5, pan=80)
    doubled = np.concatenate([np.repeat(left[n : n + 1], 2 if n % 4 == 3 else 1, axis=0) for n in range(len(left))])
    one, two = (
        fingerprints(left, times_at(len(left), 24)),
        fingerprints(encode(doubled, noise=0.3), times_at(len(doubled), 30)),
    )
    shares = [share_of_doubles(side, 0, len(side)) for side in (one, two)]
    assert shares[0] == 0
    assert shares[1] == pytest.approx(0.2, abs=0.03)
    found, back = clue_from_frame_rate(one, two, *shares), clue_from_frame_rate(two, one, *reversed(shares))
    assert found is not None
    assert back is not None
    assert (found.points_to, back.points_to) == (RIGHT_FROM_LEFT, LEFT_FROM_RIGHT)


def test_dropped_frames_came_from_the_fuller_version() -> None:
    left = film(200, seed=5, pan=80)
    one, two = fingerprints(left, 50), fingerprints(left[::2], 25)
    found = clue_from_frame_rate(one, two, share_of_doubles(one, 0, 200), share_of_doubles(two, 0, 100))
    assert found is not None
    assert (found.points_to, found.strength) == (RIGHT_FROM_LEFT, 0.5)


def test_still_footage_says_nothing_of_its_rate() -> None:
    one = fingerprints(np.repeat(film(1), 100, axis=0))
    assert share_of_doubles(one, 0, 100) is None
    assert clue_from_frame_rate(one, one, None, None) is None


def noise(limit_hz: float, rate: int = 48_000) -> npt.NDArray[np.float32]:
    spectrum = np.fft.rfft(np.random.default_rng(4).normal(size=rate * 2))
    spectrum[np.fft.rfftfreq(rate * 2, 1 / rate) > limit_hz] = 0
    samples: npt.NDArray[np.float32] = (np.fft.irfft(spectrum) * 0.1).astype(np.float32)
    return samples


@pytest.mark.parametrize("limit", [4000.0, 8000.0, 16_000.0])
def test_the_limit_of_sound_is_measured(limit: float) -> None:
    assert measure_sound_limit(noise(limit), 48_000) == pytest.approx(limit, rel=0.05)


def test_silence_has_no_limit() -> None:
    assert measure_sound_limit(np.zeros(48_000, np.float32), 48_000) == 0


def test_duller_sound_was_made_from_the_fuller_one() -> None:
    (found,) = clues_from_sound([], (16_000.0, 8000.0))
    assert (found.evidence, found.points_to, found.strength) == ("sound_band", RIGHT_FROM_LEFT, 0.6)
    assert list(clues_from_sound([], (8000.0, 8200.0))) == []
    assert list(clues_from_sound([], None)) == []


def test_silenced_words_are_weak_evidence() -> None:
    at = Span(Fraction(0), Fraction(1))
    (found,) = clues_from_sound([Edit(kind="muted", left=at, right=at, confidence=1.0, why="")], None)
    assert (found.points_to, found.strength) == (RIGHT_FROM_LEFT, 0.4)
