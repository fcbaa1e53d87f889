"""Two files that are decoded side by side share the cores."""

import pytest

from uncut.footage.side_by_side import share_cores


@pytest.mark.parametrize(
    ("sizes", "cores", "threads"),
    [((900, 500), 2, (1, 1)), ((1000, 10), 2, (2, 1)), ((500, 500), 8, (4, 4)), ((900, 100), 8, (7, 1))],
)
def test_cores_go_where_the_bytes_are(tmp_path, sizes, cores, threads):
    left, right = tmp_path / "left", tmp_path / "right"
    for path, size in zip((left, right), sizes, strict=True):
        path.write_bytes(bytes(size))
    assert share_cores(left, right, cores) == threads


def test_a_file_that_is_missing_is_told_elsewhere(tmp_path):
    assert share_cores(tmp_path / "none", tmp_path / "none", 2) == (1, 1)
