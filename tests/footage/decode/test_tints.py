"""Points of a picture's colour planes: the same, whatever the planes' depth and subsampling."""

from __future__ import annotations

import av
import numpy as np
import pytest

from uncut.footage.decode.tint import Tinter


def frame(pixel_format):
    picture = np.zeros((72, 128, 3), np.uint8)
    picture[:, :64], picture[:, 64:] = (200, 40, 40), (40, 60, 210)
    return av.VideoFrame.from_ndarray(picture, "rgb24").reformat(format=pixel_format)


def points(pixel_format):
    data = np.frombuffer(Tinter(8, 6)(frame(pixel_format)), np.uint8).reshape(2, 6, 8)
    return data.astype(int)


@pytest.mark.parametrize(
    "pixel_format", ["yuv420p", "yuv422p", "yuv444p", "yuv420p10le", "yuv444p12le", "nv12", "bgra", "yuvj420p"]
)
def test_points_are_those_of_the_planes(pixel_format):
    plain = points("yuv444p")
    assert np.abs(points(pixel_format) - plain).max() <= 2
    blue, red = plain
    assert (blue[:, :3] < 120).all()
    assert (blue[:, 5:] > 160).all()
    assert (red[:, :3] > 160).all()
    assert (red[:, 5:] < 120).all()


def test_grey_has_no_colour():
    assert (points("gray") == 128).all()
