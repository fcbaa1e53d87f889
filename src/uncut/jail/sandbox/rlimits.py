"""Resource limits of POSIX: what every Unix gives, macOS included."""

from __future__ import annotations

import sys

if sys.platform != "win32":
    import resource

    def _lower(which: int, value: int) -> None:
        """Set soft and hard limit to ``value``, or to the hard limit where that is lower already."""
        _, hard = resource.getrlimit(which)
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        resource.setrlimit(which, (value, value))

    def limit_resources(*, memory_bytes: int, cpu_seconds: int) -> bool:
        """Bound address space and processor time, and forbid writing files, new files and core dumps.

        Call it last: with no descriptor left to open, nothing can be imported any more. ``RLIMIT_NPROC`` is left
        alone on Linux, where it counts threads and every process of the user; seccomp forbids processes there.
        """
        wanted = [
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CPU, cpu_seconds),
            (resource.RLIMIT_AS, memory_bytes),
            (resource.RLIMIT_NOFILE, 0),
        ]
        if sys.platform == "darwin":
            wanted.append((resource.RLIMIT_NPROC, 0))
        held = True
        for which, value in wanted:
            try:
                _lower(which, value)
            except (OSError, ValueError):
                held = False
        return held

else:

    def limit_resources(*, memory_bytes: int, cpu_seconds: int) -> bool:
        """Windows has no such limits; the parent's limits remain."""
        return False
