"""Pictures on disk: frames are had in any order, however far apart they lie."""

from __future__ import annotations

import numpy as np
import pytest

from uncut.footage.fingerprint.store import GAP_FRAMES, PictureStore, near_each_other

COUNT = 5 * GAP_FRAMES


@pytest.fixture
def pixels() -> np.ndarray:
    return np.random.default_rng(1).integers(0, 256, (COUNT, 4, 6), np.uint8)


@pytest.fixture
def store(pixels: np.ndarray) -> PictureStore:
    made = PictureStore(4, 6)
    made.append(pixels)
    return made


@pytest.mark.parametrize(
    "frames", [[], [7], [3, 4, 5], [9, 2, 2, 9], [COUNT - 1, 0, 3 * GAP_FRAMES, 1, 0], list(range(COUNT))[::-1]]
)
def test_frames_come_in_the_order_asked_for(store: PictureStore, pixels: np.ndarray, frames: list[int]) -> None:
    wanted = np.array(frames, np.intp)
    assert np.array_equal(store.take(wanted), pixels[wanted])


def test_frames_far_apart_are_read_apart(store: PictureStore, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    block = store.block

    def count(first: int, stop: int) -> np.ndarray:
        read.append(stop - first)
        return block(first, stop)

    monkeypatch.setattr(store, "block", count)
    store.take(np.array([COUNT - 1, 0, 1]))
    assert read == [2, 1]
    assert [part.tolist() for part in near_each_other(np.array([0, GAP_FRAMES, 2 * GAP_FRAMES + 1]))] == [
        [0, GAP_FRAMES],
        [2 * GAP_FRAMES + 1],
    ]
