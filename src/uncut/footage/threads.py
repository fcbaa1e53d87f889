"""Threads of libraries: the arrays here are so small that threads of one product mostly wait for each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import cv2
from threadpoolctl import threadpool_limits


@contextmanager
def without_library_threads() -> Iterator[None]:
    """Let NumPy's and OpenCV's own threads rest: while they wait for work, they take a core's time and do nothing."""
    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    try:
        with threadpool_limits(limits=1):
            yield
    finally:
        cv2.setNumThreads(before)
