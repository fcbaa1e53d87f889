"""What the demonstration does to the original is what its plan says, to the frame and the sample."""

import numpy as np
import pytest

from uncut.demo.edit import blur_region, crop_and_enlarge, edit_pictures, edit_sound, mute
from uncut.demo.plan import HEIGHT, PLAN_FOR_CLIP, PLAN_FOR_GENERATED, WIDTH, BlurredRegion, Plan
from uncut.demo.sound import SAMPLE_RATE_HZ, make_sound

PLANS = {"clip": PLAN_FOR_CLIP, "generated": PLAN_FOR_GENERATED}


def noise(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (HEIGHT, WIDTH, 3), dtype=np.uint8)


def test_the_cut_frames_are_left_out() -> None:
    plan = Plan(6, 2, 4, BlurredRegion(0, 0, (0, 0, 2, 2), 1), 0, (0, 0, WIDTH, HEIGHT), 25, 28)
    pictures = [np.full((HEIGHT, WIDTH, 3), number, np.uint8) for number in range(6)]
    assert [int(one[0, 0, 0]) for one in edit_pictures(iter(pictures), plan)] == [0, 1, 4, 5]


def test_blur_touches_its_region_only() -> None:
    picture = noise(1)
    blurred = blur_region(picture, BlurredRegion(0, 1, (100, 50, 80, 60), 8.0))
    inside = np.zeros((HEIGHT, WIDTH), bool)
    inside[50:110, 100:180] = True
    assert np.array_equal(blurred[~inside], picture[~inside])
    assert blurred[inside].std() < 0.3 * picture[inside].std()


def test_crop_of_the_whole_picture_changes_nothing() -> None:
    picture = noise(2)
    assert np.array_equal(crop_and_enlarge(picture, (0, 0, WIDTH, HEIGHT)), picture)


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_the_sound_is_cut_with_the_picture_and_one_word_is_silent(plan: Plan) -> None:
    sound = make_sound(plan.frames / plan.frame_rate, seed=1)
    start, end = sound.words[plan.muted_word]
    edited = edit_sound(sound.samples, plan, (start, end), SAMPLE_RATE_HZ)
    cut_seconds = (plan.cut_stop - plan.cut_first) / plan.frame_rate
    assert len(edited) / SAMPLE_RATE_HZ == pytest.approx(plan.frames / plan.frame_rate - cut_seconds, abs=1e-4)
    silent = mute(sound.samples, (start, end), SAMPLE_RATE_HZ)
    inside = slice(round((start + 0.01) * SAMPLE_RATE_HZ), round((end - 0.01) * SAMPLE_RATE_HZ))
    assert not silent[inside].any()
    assert sound.samples[inside].std() > 0.01


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_the_plans_fit_their_footage(plan: Plan) -> None:
    x, y, width, height = plan.crop
    assert x + width <= WIDTH
    assert y + height <= HEIGHT
    assert width / height == pytest.approx(WIDTH / HEIGHT, rel=0.01)  # enlarged without distortion
    assert plan.cut_stop <= plan.blurred.first < plan.blurred.stop <= plan.frames
