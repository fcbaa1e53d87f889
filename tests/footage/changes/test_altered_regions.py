"""Planted truth in arrays: a drifting texture, altered in a box for a while."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import numpy.typing as npt
import pytest
from scipy import ndimage

from uncut.footage.changes.naming import Region, has_new_detail, name_kind
from uncut.footage.changes.regions import START_MOMENTS, FoundRegions, RegionFinder
from uncut.footage.changes.tube_sums import Sums
from uncut.footage.changes.tubes import Seen, Tube, TubeTracker

Grey = npt.NDArray[np.float32]
Alter = Callable[[Grey], Grey]

HEIGHT, WIDTH, FRAMES, RATE = 160, 256, 60, 24.0
BOX = (40, 64, 104, 160)
"""Top, left, bottom, right, in pixels."""
FIRST, STOP = 15, 45


@dataclass(frozen=True, eq=False)
class Pair:
    number: int
    time: float
    left: Grey
    right: Grey


def texture(seed: int) -> Grey:
    dice = np.random.default_rng(seed)
    noise = dice.normal(size=(HEIGHT, WIDTH + FRAMES))
    rough = sum(18 * ndimage.gaussian_filter(noise, s) / ndimage.gaussian_filter(noise, s).std() for s in (1.5, 4, 10))
    return np.clip(128 + rough, 10, 245).astype(np.float32)


def encoded(picture: Grey, dice: np.random.Generator) -> Grey:
    soft = ndimage.gaussian_filter(picture, 0.6) + dice.normal(0, 2, picture.shape)
    return np.clip(soft, 0, 255).astype(np.float32)


def find(
    alter: Alter | None, change: Alter | None = None, box: tuple[int, int, int, int] = BOX, faint: float = 1.0
) -> FoundRegions:
    """``faint`` is the contrast of the upper part, in which the region lies; the whole has that of natural footage."""
    scene, dice = texture(1), np.random.default_rng(2)
    contrast = np.where(np.arange(HEIGHT) < 112, faint, 1.0).astype(np.float32)[:, np.newaxis]
    finder = RegionFinder(np.arange(FRAMES) / RATE)
    top, left, bottom, right = box
    for number in range(FRAMES):
        picture = 128 + contrast * (scene[:, number : number + WIDTH] - 128)
        shown = picture.copy()
        if alter and FIRST <= number < STOP:
            shown[top:bottom, left:right] = alter(shown[top:bottom, left:right])
        shown = change(shown) if change else shown
        finder.push(Pair(number, number / RATE, picture, encoded(shown, dice)))
    return finder.finish()


def blur(part: Grey) -> Grey:
    return ndimage.gaussian_filter(part, 4)


def pixelate(part: Grey, side: int = 8) -> Grey:
    means = part.reshape(part.shape[0] // side, side, -1, side).mean(axis=(1, 3))
    return np.kron(means, np.ones((side, side))).astype(np.float32)


def cover(part: Grey) -> Grey:
    return np.full_like(part, 20)


def stick(part: Grey) -> Grey:
    rows, columns = np.indices(part.shape)
    return np.where((rows // 6 + columns // 6) % 2, 240, 30).astype(np.float32)


@pytest.mark.parametrize(
    ("kind", "alter"), [("blurred", blur), ("pixelated", pixelate), ("covered", cover), ("overlaid", stick)]
)
def test_a_region_is_found_where_it_is_while_it_is_there(kind: str, alter: Alter) -> None:
    found = find(alter).regions
    assert [one.kind for one in found] == [kind]
    assert abs(found[0].first - FIRST) <= 1
    assert abs(found[0].stop - STOP) <= 1
    assert found[0].track[0][0] == found[0].first
    assert found[0].track[-1][0] == found[0].stop
    x, y, width, height = found[0].track[0][1]
    said = np.array([y * HEIGHT, x * WIDTH, (y + height) * HEIGHT, (x + width) * WIDTH])
    # The stark edges of what is laid over reach further than a blur does.
    assert np.abs(said - BOX).max() <= (12 if kind == "overlaid" else 3)


def test_a_light_blur_is_found_though_half_of_the_detail_is_left() -> None:
    found = find(lambda part: ndimage.gaussian_filter(part, 1.7)).regions
    assert [one.kind for one in found] == ["blurred"]


def test_blocks_of_a_few_pixels_are_no_blur() -> None:
    assert [one.kind for one in find(lambda part: pixelate(part, 4)).regions] == ["pixelated"]


def test_half_of_faint_detail_may_be_lost_to_encoding() -> None:
    assert find(lambda part: ndimage.gaussian_filter(part, 1.7), faint=0.35).regions == []


def test_detail_fainter_than_what_encoding_leaves_may_be_lost_to_it_altogether() -> None:
    assert find(blur, faint=0.1).regions == []


def blown_out(picture: Grey) -> Grey:
    """Clouds that became white, and shadows that became black."""
    return np.clip(2.4 * (picture - 128) + 150, 0, 255)


@pytest.mark.parametrize(("alter", "kinds"), [(None, []), (cover, ["covered"]), (blur, ["blurred"])])
def test_tones_that_a_grading_drove_to_their_end_are_no_region(alter: Alter | None, kinds: list[str]) -> None:
    assert [one.kind for one in find(alter, blown_out).regions] == kinds


def push_moving(box: tuple[int, int, int, int], step: int, alter: Alter, prepare: Alter | None = None) -> list[Region]:
    """What is found of a region that starts at ``box`` and moves ``step`` pixels to the right a frame."""
    scene, dice = texture(1), np.random.default_rng(2)
    finder = RegionFinder(np.arange(FRAMES) / RATE)
    top, first, bottom, last = box
    for number in range(FRAMES):
        picture = scene[:, number : number + WIDTH].copy()
        picture = picture if prepare is None else prepare(picture)
        shown = picture.copy()
        part = np.s_[top:bottom, first + step * number : last + step * number]
        shown[part] = alter(shown[part])
        finder.push(Pair(number, number / RATE, picture, encoded(shown, dice)))
    return finder.finish().regions


def flatten(picture: Grey) -> Grey:
    """A wall without detail, in which the region lies."""
    picture[24:112] = 150
    return picture


def furthest_off(found: Region, box: tuple[int, int, int, int], step: int) -> float:
    """Pixels by which an edge is off where it moves to, but at the ends."""
    top, first, bottom, last = box
    off = [
        np.abs(
            np.array([x, y, x + width, y + height]) * [WIDTH, HEIGHT, WIDTH, HEIGHT]
            - [first + step * frame, top, last + step * frame, bottom]
        ).max()
        for frame, (x, y, width, height) in found.track[1:-1]
    ]
    assert off
    return float(max(off))


def test_a_region_that_moves_leaves_no_smear() -> None:
    """Three pairs are looked at together; the box is that of the middle one."""
    box = (40, 16, 104, 64)
    [found] = push_moving(box, 3, blur)
    assert found.kind == "blurred"
    assert furthest_off(found, box, 3) <= 5


def letters(part: Grey) -> Grey:
    """White strokes with a black outline, a third of the box; the scene shows between them."""
    strokes = np.zeros(part.shape, bool)
    strokes[4:-4:12, 4:-4] = strokes[4:-4, 4:-4:12] = True
    strokes = ndimage.binary_dilation(strokes)
    outline = ndimage.binary_dilation(strokes)
    return np.where(strokes, 250, np.where(outline, 5, part)).astype(np.float32)


def test_letters_over_a_scene_that_shows_between_them_are_no_blocks() -> None:
    found = find(letters, box=(72, 48, 104, 208)).regions
    assert [one.kind for one in found] == ["overlaid"]
    x, y, width, height = found[0].track[0][1]
    said = np.array([y * HEIGHT, x * WIDTH, (y + height) * HEIGHT, (x + width) * WIDTH])
    assert np.abs(said - (72, 48, 104, 208)).max() <= 8


@pytest.mark.parametrize("alter", [blur, pixelate])
def test_a_region_in_faint_texture_ends_where_it_ends(alter: Alter) -> None:
    """Of the faint detail, encoding takes a good part at all times; that does not make the region longer."""
    [found] = find(alter, faint=0.2).regions
    assert abs(found.first - FIRST) <= 1
    assert abs(found.stop - STOP) <= 1


def test_a_cover_whose_edges_are_soft_is_still_plain() -> None:
    def soften(picture: Grey) -> Grey:
        return ndimage.gaussian_filter(picture, 0.8)

    found = find(lambda part: np.full_like(part, 255), soften, box=(44, 68, 92, 116)).regions
    assert [one.kind for one in found] == ["covered"]


def test_a_plain_cover_that_moves_over_faint_texture_is_one_cover_all_the_way() -> None:
    """Three pairs are looked at together: in their mean the cover's edges are everywhere."""
    regions = push_moving((40, 10, 88, 58), 3, lambda part: np.full_like(part, 250))
    assert [one.kind for one in regions] == ["covered"]


def test_a_region_that_moves_on_while_it_is_not_seen_is_one_region() -> None:
    """In a flat bar of the scene a blur leaves no trace."""
    scene, dice = texture(1)[:, :WIDTH], np.random.default_rng(2)
    scene[:, 104:152] = 128
    finder = RegionFinder(np.arange(FRAMES) / RATE)
    for number in range(FRAMES):
        shown = scene.copy()
        left = 8 + 5 * number
        if left <= WIDTH - 48:
            shown[40:104, left : left + 48] = blur(shown[40:104, left : left + 48])
        finder.push(Pair(number, number / RATE, scene, encoded(shown, dice)))
    assert [one.kind for one in finder.finish().regions] == ["blurred"]


def ring(part: Grey) -> Grey:
    """A line of two pixels; most of the box stays as it was."""
    rows, columns = np.indices(part.shape)
    away = np.hypot((rows - 31.5) / 31, (columns - 47.5) / 47)
    return np.where(np.abs(away - 1) < 0.035, 250, part).astype(np.float32)


def test_a_thin_ring_over_a_scene_that_stays_is_laid_over_it() -> None:
    [found] = find(ring, faint=0.3).regions
    assert found.kind == "overlaid"
    x, y, width, height = found.track[0][1]
    said = np.array([y * HEIGHT, x * WIDTH, (y + height) * HEIGHT, (x + width) * WIDTH])
    assert np.abs(said - BOX).max() <= 3


@pytest.mark.parametrize("height", [10, 16])
def test_a_narrow_bar_is_a_cover_and_has_its_height(height: int) -> None:
    """It is little more than a cell high: no cell lies well within it."""
    [found] = find(lambda part: np.full_like(part, 20), box=(44, 68, 44 + height, 180)).regions
    assert found.kind == "covered"
    _, y, _, said = found.track[0][1]
    assert abs(y * HEIGHT - 44) <= 2
    assert abs(said * HEIGHT - height) <= 2


def test_a_cover_that_moves_over_a_flat_scene_is_told_by_its_tone() -> None:
    """There is no detail to lose; the mean over three pairs smears it."""
    box = (36, 10, 96, 54)
    [found] = push_moving(box, 3, lambda part: np.full_like(part, 60), flatten)
    assert found.kind == "covered"
    assert furthest_off(found, box, 3) <= 4


def test_letters_on_a_bar_are_laid_over_the_picture() -> None:
    def write(part: Grey) -> Grey:
        written = np.full_like(part, 40)
        written[8:-8, 8:-8:12] = written[8:-8, 9:-8:12] = 240
        written[8:10, 8:-8] = 240
        return written

    assert [one.kind for one in find(write, box=(60, 40, 92, 216)).regions] == ["overlaid"]


def test_a_ring_that_moves_is_laid_over_the_picture() -> None:
    """In the mean over several pairs its line is smeared."""

    def fade(picture: Grey) -> Grey:
        picture[:112] = 128 + 0.3 * (picture[:112] - 128)
        return picture

    box = (40, 10, 104, 106)
    [found] = push_moving(box, 2, ring, fade)
    assert found.kind == "overlaid"
    assert furthest_off(found, box, 2) <= 5


def test_faint_letters_over_a_faithful_encoding_are_found() -> None:
    def mark(part: Grey) -> Grey:
        written = part.copy()
        written[:, ::9] += 30
        written[:, 1::9] += 30
        return written

    found = find(mark, box=(16, 32, 32, 120), faint=0.3).regions
    assert [one.kind for one in found] == ["overlaid"]


@pytest.mark.parametrize("size", [9, 13])
def test_a_mean_over_squares_around_each_pixel_is_a_blur(size: int) -> None:
    """Some of the detail that it leaves is turned around; blocks keep what they keep in full."""
    found = find(lambda part: ndimage.uniform_filter(part, size)).regions
    assert [one.kind for one in found] == ["blurred"]


@pytest.mark.parametrize("grey", [0, 255])
def test_the_edges_of_a_plain_cover_are_no_detail_of_its_own(grey: int) -> None:
    found = find(lambda part: np.full_like(part, grey), box=(44, 68, 92, 116)).regions
    assert [one.kind for one in found] == ["covered"]


@pytest.mark.parametrize(
    "change",
    [
        None,
        lambda picture: picture * 0.7 + 20,
        lambda picture: 255 * (picture / 255) ** 1.6,
        lambda picture: np.clip(picture * 1.6 - 40, 0, 255),
        lambda picture: ndimage.gaussian_filter(picture, 1.5),
        lambda picture: picture + 0.8 * (picture - ndimage.gaussian_filter(picture, 2)),
        lambda picture: ndimage.gaussian_filter(picture, 8),
    ],
    ids=["as it is", "paler", "gamma", "clipped", "softer", "sharpened", "all blurred"],
)
def test_what_was_done_to_the_whole_picture_is_no_region(change: Alter | None) -> None:
    whole = (0.0, 0.0, 1.0, 1.0)
    assert [region for region in find(None, change).regions if any(box != whole for _, box in region.track)] == []


def test_a_flat_picture_is_said_to_be_too_flat() -> None:
    finder = RegionFinder(np.arange(FRAMES) / RATE)
    dice = np.random.default_rng(3)
    flat = np.full((HEIGHT, WIDTH), 90, np.float32)
    for number in range(FRAMES):
        finder.push(Pair(number, number / RATE, flat, encoded(flat, dice)))
    found = finder.finish()
    assert found.regions == []
    assert [(first, stop) for first, stop, _ in found.undecided] == [(0, FRAMES)]
    assert "too flat" in found.undecided[0][2]


def test_pictures_that_do_not_belong_together_are_not_judged() -> None:
    finder = RegionFinder(np.arange(FRAMES) / RATE)
    one, two = texture(4), texture(5)
    for number in range(FRAMES):
        part = np.s_[:, number : number + WIDTH]
        finder.push(Pair(number, number / RATE, one[part], two[part]))
    found = finder.finish()
    assert found.regions == []
    assert found.undecided


def test_a_stretch_of_two_frames_ends_quietly() -> None:
    finder = RegionFinder(np.arange(2) / RATE)
    picture = texture(6)[:, :WIDTH]
    for number in range(2):
        finder.push(Pair(number, number / RATE, picture, picture))
    assert finder.finish().regions == []


def test_what_a_coarse_encoder_leaves_about_stark_letters_is_not_laid_over_them() -> None:
    """A caption that both versions have; it rings in one of them, by a fifth of its own contrast."""
    scene, dice = texture(1), np.random.default_rng(2)
    finder = RegionFinder(np.arange(FRAMES) / RATE)
    for number in range(FRAMES):
        picture = scene[:, number : number + WIDTH].copy()
        picture[72:104, 48:208] = letters(np.full((32, 160), 40.0, np.float32))
        stark = np.abs(picture - ndimage.uniform_filter(picture, 5)) * (np.abs(picture - 128) > 80)
        shown = picture + ndimage.gaussian_filter(dice.normal(0, 1, picture.shape), 0.7) * 0.9 * stark
        finder.push(Pair(number, number / RATE, picture, encoded(shown.astype(np.float32), dice)))
    assert finder.finish().regions == []


def _lines(kept: float, own: float) -> Sums:
    """What was measured of stark lines of which some detail is kept, and some is new: shares of their energy."""
    left = np.array([140.0, 290.0, 300.0, 340.0])
    return Sums(
        cells=1.0, left=left, both=kept * left, right=(kept**2 + own) * left, usual=left.copy(), noise=np.full(4, 10.0)
    )


def test_lines_that_are_woven_a_little_off_are_not_laid_over_the_picture() -> None:
    """What is shown follows from the left lines, and keeps nearly all of them."""
    woven, ringed = _lines(0.93, 0.12), _lines(0.99, 0.2)
    assert not has_new_detail(woven)
    assert has_new_detail(ringed), "a ring leaves the lines as they are, and does not follow from them"


def test_a_region_that_is_doubtful_at_first_begins_where_it_is_first_altered(monkeypatch):
    take = Tube.take

    def take_late(tube, *moment):
        if len(tube.seen) < START_MOMENTS and len(tube.doubtful) < START_MOMENTS - 1:
            tube.doubtful.append(moment)
        else:
            take(tube, *moment)

    monkeypatch.setattr(Tube, "take", take_late)
    (region,) = find(blur).regions
    assert abs(region.first - FIRST) <= 1


def test_a_region_that_ends_beside_another_that_was_seen_as_often_is_the_one_that_is_closed(monkeypatch):
    """Regions are compared by what they are, and not by their arrays."""
    nowhere = Seen(0, 0.0, np.zeros((4, 4), bool), (0, 0, 0, 0), None, 0.0)
    first, second = (Tube([nowhere]) for _ in range(2))
    monkeypatch.setattr(Tube, "is_over", lambda tube, _time: tube is second)
    tracker = TubeTracker()
    tracker.open = [first, second]
    nothing = SimpleNamespace(altered=np.zeros((4, 4), bool), weak=np.zeros((4, 4), bool))
    monkeypatch.setattr(Tube, "note_whole", lambda _tube, _maps: None)
    tracker.push(8, 1.0, nothing)
    assert tracker.open == [first]
    assert tracker.take_closed() == [second]


def test_a_cover_that_slides_over_a_plain_wall_is_said_to_slide() -> None:
    """Where it was before, nothing is seen to be whole again: there is nothing to see."""
    box = (36, 10, 100, 74)
    [found] = push_moving(box, 1, lambda part: np.full_like(part, 60), flatten)
    assert furthest_off(found, box, 1) <= 4


def test_what_is_laid_over_faint_detail_is_told_by_its_own() -> None:
    dice = np.random.default_rng(5)
    drawn = ndimage.gaussian_filter(dice.normal(0, 1, (64, 96)), 1.2)
    drawn = (128 + 9 * drawn / drawn.std()).astype(np.float32)
    assert [one.kind for one in find(lambda _part: drawn, faint=0.1).regions] == ["overlaid"]


def before_a_wall(alter: Alter, wall: float) -> list[Region]:
    """What is found of a face before a wall of so much contrast, altered late in the footage."""
    dice, face, bare = np.random.default_rng(3), texture(1)[:, :WIDTH], 128 + wall * (texture(5) - 128)
    finder = RegionFinder(np.arange(FRAMES) / RATE)
    part = np.s_[BOX[0] : BOX[2], BOX[1] : BOX[3]]
    for number in range(FRAMES):
        picture = bare[:, number : number + WIDTH].copy()
        picture[part] = face[part]
        picture[120:, 16:200] = face[120:, 16:200]
        shown = picture.copy()
        if LATE[0] <= number < LATE[1]:
            shown[part] = alter(shown[part])
        finder.push(Pair(number, number / RATE, picture, encoded(shown, dice)))
    return finder.finish().regions


LATE = (33, 54)


@pytest.mark.parametrize(
    ("kind", "alter", "wall"),
    [("blurred", blur, 0.1), ("pixelated", pixelate, 0.1), ("covered", cover, 0.1), ("overlaid", stick, 0.8)],
)
def test_a_face_before_a_wall_is_altered_though_it_has_most_of_the_detail(kind: str, alter: Alter, wall: float) -> None:
    """As a whole the picture agrees no more, and its cells usually keep nothing: but what is around the face does."""
    (found,) = before_a_wall(alter, wall)
    assert found.kind == kind
    assert abs(found.first - LATE[0]) <= 1
    assert abs(found.stop - LATE[1]) <= 1


def test_a_half_transparent_overlay_that_has_only_broad_detail_is_new() -> None:
    """As much of all detail is left, so that it is neither gone nor smoothed."""
    left = np.array([18.0, 15.0, 25.0, 30.0])
    own = np.array([0.85, 1.27, 1.68, 1.74])
    encoding = np.array([6.4, 1.5, 0.5, 0.2])
    soft = Sums(cells=1.0, left=left, both=0.4 * left, right=(0.16 + own) * left, usual=left.copy(), noise=encoding)
    assert has_new_detail(soft)
    faint = Sums(
        cells=1.0, left=left, both=0.4 * left, right=(0.16 + own / 6) * left, usual=left.copy(), noise=encoding
    )
    assert not has_new_detail(faint)


@pytest.mark.parametrize(("levels_alike", "kind"), [(0.99, "pixelated"), (0.8, "overlaid")])
def test_large_blocks_are_no_sticker(levels_alike: float, kind: str) -> None:
    """Hardly any detail follows from the left version, but the brightness of the cells does."""
    left = 8 * 40 * np.array([14.7, 13.8, 33.6, 60.0])
    gain, own = np.array([0.02, 0.14, 0.4, 0.71]), np.array([1.54, 1.62, 0.84, 0.08])
    sums = Sums(cells=320, left=left, both=gain * left, right=(gain**2 + own) * left, usual=left.copy(), clear=4.0)
    sums.noise = 320 * np.array([2.4, 0.48, 0.14, 0.05])
    sums.levels = 320 * np.array([0.0, 0.0, 900.0, 900.0, 900.0 * levels_alike])
    seen = [Seen(at, at / 8, np.ones((8, 5), bool), (0, 0, 8, 5), None, 2.0) for at in range(8)]
    named = name_kind(Tube(seen, sums))
    assert named is not None
    assert named[0] == kind


def test_a_blur_that_comes_from_where_there_is_little_to_blur_begins_there() -> None:
    """Where it is first seen it was not before: its first frame is sought along its way."""
    scene, dice, starts = texture(1), np.random.default_rng(2), 18
    finder = RegionFinder(np.arange(FRAMES) / RATE)
    for number in range(FRAMES):
        picture = scene[:, number : number + WIDTH].copy()
        picture[:, :110] = 128 + 0.2 * (picture[:, :110] - 128)
        shown = picture.copy()
        part = np.s_[40:90, 6 + 2 * number : 66 + 2 * number]
        shown[part] = blur(shown[part]) if number >= starts else shown[part]
        finder.push(Pair(number, number / RATE, picture, encoded(shown, dice)))
    (found,) = finder.finish().regions
    assert abs(found.first - starts) <= 1
    x, y, width, height = found.track[0][1]
    said = np.array([y * HEIGHT, x * WIDTH, (y + height) * HEIGHT, (x + width) * WIDTH])
    assert np.abs(said - [40, 6 + 2 * starts, 90, 66 + 2 * starts]).max() <= 10


@pytest.mark.parametrize(("kind", "alter"), [("blurred", blur), ("pixelated", pixelate), ("covered", cover)])
def test_a_wall_of_little_texture_says_what_is_usual_where_there_is_nothing_else(kind: str, alter: Alter) -> None:
    dice, scene = np.random.default_rng(3), texture(1)
    finder = RegionFinder(np.arange(FRAMES) / RATE)
    for number in range(FRAMES):
        picture = 128 + 0.25 * (texture(5)[:, number : number + WIDTH] - 128)
        picture[30:120, 80:170] = scene[30:120, 80:170]
        shown = picture.copy()
        if LATE[0] <= number < LATE[1]:
            shown[43:107, 93:157] = alter(shown[43:107, 93:157])
        finder.push(Pair(number, number / RATE, picture, encoded(shown, dice)))
    (found,) = finder.finish().regions
    assert found.kind == kind
    assert abs(found.first - LATE[0]) <= 1
    assert abs(found.stop - LATE[1]) <= 1
