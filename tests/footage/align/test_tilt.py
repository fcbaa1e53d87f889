"""Pictures turned by a few degrees: the angle is measured to a fifth of a degree, and nothing upright is turned."""

from __future__ import annotations

from dataclasses import replace

import av
import numpy as np
import pytest
from scipy import ndimage

from uncut.footage import compare_footage
from uncut.footage.align.geometry import PLAIN, sharpen_geometry, without_corners
from uncut.footage.align.tilt import measure_tilt, place_back, seek_tilt, turn_picture, what_is_seen
from uncut.model.comparison import Box

HEIGHT, WIDTH = 180, 320


def scene(seed):
    dice = np.random.default_rng(seed)
    layers = [ndimage.gaussian_filter(dice.normal(size=(HEIGHT, WIDTH)), size) for size in (2, 5, 12)]
    return (128 + 20 * sum(layer / layer.std() for layer in layers)).clip(0, 255).astype(np.float32)


def pairs(degrees, count=4, **turned):
    for seed in range(count):
        yield scene(seed), turn_picture(scene(seed), degrees, **turned)


def test_clockwise_is_clockwise():
    picture = np.zeros((HEIGHT, WIDTH), np.float32)
    picture[88:92, 250:310] = 200  # a hand that points right
    rows = np.nonzero(turn_picture(picture, 10)[:, 290] > 50)[0]
    assert rows.mean() > 95  # points down and right


@pytest.mark.parametrize("degrees", [-8.3, -3.0, -1.4, 1.2, 2.5, 5.0, 9.0])
def test_the_angle_is_measured(degrees):
    assert measure_tilt(list(pairs(degrees))) == pytest.approx(degrees, abs=0.2)


def test_a_turn_about_another_place_is_a_turn_and_a_shift():
    assert measure_tilt(list(pairs(4.0, centre=(0.35, 0.6)))) == pytest.approx(4.0, abs=0.3)


def test_pixels_that_are_not_square_are_allowed_for():
    found = measure_tilt(list(pairs(5.0, pixel_shape=0.8)), pixel_shape=0.8)
    assert found == pytest.approx(5.0, abs=0.2)


def test_upright_pictures_are_not_turned():
    dice = np.random.default_rng(9)
    noisy = [(one, one + dice.normal(0, 6, one.shape).astype(np.float32)) for one, _ in pairs(0)]
    assert measure_tilt(noisy) is None


def test_unlike_pictures_are_not_turned():
    assert measure_tilt([(scene(seed), scene(seed + 50)) for seed in range(4)]) is None


def write(path, pictures):
    with av.open(path, "w") as file:
        stream = file.add_stream("mpeg4", rate=25)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.bit_rate = 20_000_000  # so that what encoding leaves hides no region
        for picture in pictures:
            frame = av.VideoFrame.from_ndarray(picture.clip(0, 255).astype(np.uint8), "gray")
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return path


def test_a_cut_and_a_covered_region_are_found_in_turned_footage(tmp_path):
    wide = np.concatenate([scene(1), scene(2), scene(3)], axis=1)
    steps = np.random.default_rng(3).integers(2, 6, 75).cumsum()
    left = [wide[:, step : step + WIDTH] for step in steps.tolist()]
    kept = [*range(30), *range(40, 75)]
    right = []
    for number in kept:
        picture = left[number].copy()
        if number >= 50:
            picture[60:120, 120:200] = 90
        right.append(turn_picture(picture, 3.0))
    found = compare_footage(write(tmp_path / "left.mkv", left), write(tmp_path / "right.mkv", right))
    assert [one.rotation for one in found.kept] == [pytest.approx(3.0, abs=0.25)] * 2
    kinds = [edit.kind for edit in found.edits if edit.kind != "metadata"]
    assert sorted(kinds) == ["covered", "removed", "rotated"]
    removed, covered = (next(edit for edit in found.edits if edit.kind == kind) for kind in ("removed", "covered"))
    assert (float(removed.left.start), float(removed.left.end)) == (1.2, 1.6)
    assert float(covered.right.start) == pytest.approx(1.6, abs=0.12)
    colours = [one for one in found.not_examined if one.what == "colours"]
    assert colours, "a turned picture's colours are not compared, and this is said"


@pytest.mark.parametrize("degrees", [-6.0, -2.0, 3.0, 9.0])
@pytest.mark.parametrize("cut", [0, 24])
def test_the_angle_is_sought_though_it_is_not_known_what_is_shown(degrees, cut):
    shown = [(left, right[cut // 2 : HEIGHT - cut, cut : WIDTH - cut]) for left, right in pairs(degrees)]
    assert seek_tilt(shown) == pytest.approx(degrees, abs=1.01)


def test_no_angle_is_sought_between_upright_or_unlike_pictures():
    assert seek_tilt([(scene(seed), scene(seed)[10:150, 20:290]) for seed in range(4)]) is None
    assert seek_tilt([(scene(seed), scene(seed + 50)) for seed in range(4)]) is None


@pytest.mark.parametrize("degrees", [-5.0, 4.0])
def test_a_box_in_a_turned_picture_is_placed_back(degrees):
    """A picture turned about its middle and cropped is one turned about the middle of the crop, and cropped there."""
    picture, box = scene(1), Box(0.2, 0.1, 0.5, 0.6)
    back = place_back(box, degrees, (0.5, 0.5), WIDTH / HEIGHT)
    rows, columns = slice(18, 126), slice(64, 224)
    one = turn_picture(picture, degrees)[rows, columns]
    centre = back.x + back.width / 2, back.y + back.height / 2
    y, x = round(back.y * HEIGHT), round(back.x * WIDTH)
    two = turn_picture(picture, degrees, centre)[y : y + 108, x : x + 160]
    assert np.abs(one - two)[4:-4, 4:-4].mean() < 4  # half a pixel
    assert np.abs(one - picture[rows, columns]).mean() > 12


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_crop_of_a_turned_picture_is_found_with_its_cut(tmp_path, mirrored):
    wide = np.concatenate([scene(1), scene(2), scene(3), scene(4)], axis=1)
    steps = np.random.default_rng(3).integers(2, 9, 90).cumsum()
    left = [wide[:, step : step + WIDTH] for step in steps.tolist()]
    right = []
    for number in [*range(40), *range(55, 90)]:
        picture = left[number][:, ::-1] if mirrored else left[number]
        crop = turn_picture(picture, -4.0)[14:166, 26:294]
        right.append(ndimage.zoom(crop, (HEIGHT / crop.shape[0], WIDTH / crop.shape[1]), order=1))
    found = compare_footage(write(tmp_path / "left.mkv", left), write(tmp_path / "right.mkv", right))
    assert [(one.rotation, one.mirrored) for one in found.kept] == [(pytest.approx(-4.0, abs=0.25), mirrored)] * 2
    removed = [edit for edit in found.edits if edit.kind == "removed"]
    assert [(float(edit.left.start), float(edit.left.end)) for edit in removed] == [(1.6, 2.2)]
    box = found.kept[0].left_box
    edges = (box.x, box.y, box.x + box.width, box.y + box.height)
    assert edges == pytest.approx((26 / WIDTH, 14 / HEIGHT, 294 / WIDTH, 166 / HEIGHT), abs=0.01)


def test_the_corners_of_a_turned_picture_do_not_draw_its_geometry():
    near = replace(PLAIN, left_box=Box(0.01, 0.01, 0.98, 0.98))
    seen = what_is_seen((HEIGHT, WIDTH), 3.0, (0.5, 0.5))
    nearly = [(turn_picture(one, 2.7), two) for one, two in pairs(3.0)]
    assert sharpen_geometry(nearly, near, seen).geometry == PLAIN


def test_a_turned_picture_is_compared_without_its_black_corners():
    inner = without_corners(replace(PLAIN, tilt=-4.0), WIDTH / HEIGHT)
    box = inner.left_box
    assert box == inner.right_box
    y, x = round(box.y * HEIGHT + 1), round(box.x * WIDTH + 1)
    turned = turn_picture(np.full((HEIGHT, WIDTH), 100.0), -4.0)
    assert turned[y : HEIGHT - y, x : WIDTH - x].min() == 100
    assert without_corners(PLAIN, 1.5) == PLAIN
