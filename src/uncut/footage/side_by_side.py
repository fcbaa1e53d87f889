"""Both files of a comparison, read at the same time."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from uncut.footage.facts import NoPicture
from uncut.footage.settings import CompareSettings, Progress
from uncut.footage.sides import ReadSide, read_side


def share_cores(left: Path, right: Path, cores: int | None = None) -> tuple[int, int]:
    """Threads for decoding each of two files side by side, in proportion to their bytes.

    One thread takes a tenth less of a core's time than two do for the same pictures.
    """
    cores = cores or os.cpu_count() or 1
    sizes = [path.stat().st_size if path.exists() else 1 for path in (left, right)]
    one, two = (max(1, round(cores * size / max(sum(sizes), 1))) for size in sizes)
    return one, two


def read_both(left: Path, right: Path, settings: CompareSettings, tell: Progress) -> tuple[ReadSide, ReadSide]:
    """Decode both files side by side; progress is that of the slower one.

    Raises
    ------
    NoPicture
        One of them has only sound. The other one's pictures are then not decoded to the end.
    """
    shares = [0.0, 0.0]
    alone = Event()
    threads = share_cores(left, right)

    def read(side: int, path: Path) -> ReadSide:
        def tell_share(share: float) -> None:
            if alone.is_set():
                raise NoPicture("the other file has no picture", where=str(path))
            shares[side] = share
            tell("decoding", min(shares))

        try:
            return read_side(
                path,
                settings.jail,
                tell_share,
                allow_cut_off=settings.allow_cut_off,
                shelf=settings.shelf,
                threads=threads[side],
            )
        except NoPicture:
            alone.set()
            raise

    with ThreadPoolExecutor(2) as pool:
        one, two = (pool.submit(read, side, path) for side, path in enumerate((left, right)))
        return one.result(), two.result()
