"""Of pictures too dark to tell one from another it is said that they tell nothing, not that they were exchanged."""

from __future__ import annotations

import av
import numpy as np

from uncut.footage import compare_footage


def write(path, seed, spread):
    dice = np.random.default_rng(seed)
    scene = np.kron(dice.random((12, 20)), np.ones((8, 8)))
    with av.open(path, "w") as file:
        video = file.add_stream("mpeg4", rate=25)
        video.width, video.height, video.pix_fmt = 160, 96, "yuv420p"
        for number in range(50):
            picture = np.roll(16 + spread * scene, number, axis=1).astype(np.uint8)
            file.mux(video.encode(av.VideoFrame.from_ndarray(picture, "gray")))
        file.mux(video.encode(None))
    return path


def test_two_dark_recordings_are_neither_alike_nor_exchanged(tmp_path):
    found = compare_footage(write(tmp_path / "one.mp4", 1, 8), write(tmp_path / "two.mp4", 2, 8))
    assert not found.related
    assert found.edits == []
    assert "too dark" in found.not_examined[0].why


def test_two_bright_ones_are_exchanged(tmp_path):
    found = compare_footage(write(tmp_path / "one.mp4", 1, 200), write(tmp_path / "two.mp4", 2, 200))
    assert {one.kind for one in found.edits} >= {"removed", "inserted"}
    assert all(one.what != "picture" for one in found.not_examined)
