"""Evals that name their clips run on any other folder of footage as well."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from evals.footage.sources import choose_named
from evals.frame import Options


def write_grey(path: Path, seconds: int) -> None:
    """A file of plain pictures, ten a second."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=Fraction(10))
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for _ in range(10 * seconds + 1):
            picture = av.VideoFrame.from_ndarray(np.full((48, 64, 3), 90, np.uint8), format="rgb24")
            container.mux(stream.encode(picture))
        container.mux(stream.encode())


def test_other_footage_of_some_seconds_stands_in_for_the_clips_that_an_eval_names(tmp_path: Path):
    write_grey(tmp_path / "media" / "some" / "brief.mp4", 1)
    write_grey(tmp_path / "media" / "some" / "long.mp4", 5)
    options = Options(shared=tmp_path)
    assert choose_named(options, ["named/clip.mp4", "named/other.mp4"]) == ["some/long.mp4"]
    assert choose_named(options, ["some/brief.mp4", "named/other.mp4"]) == ["some/brief.mp4"]
