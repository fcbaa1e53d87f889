"""Jailed processes that have done a job and wait for the next one on the same file.

To start one costs as much as decoding a few seconds of footage, and a comparison asks several things of each file. What
a process was made to be by one job can harm no other file: it never holds but the one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from threading import Lock
from types import TracebackType

from uncut.jail.inputs import open_input
from uncut.jail.process import JailedProcess, start_process
from uncut.jail.settings import JailSettings


@dataclass(frozen=True)
class Waiting:
    """A process that waits."""

    process: JailedProcess
    level: str
    """Level of its jail; empty where it has not told it yet."""


class KeptProcesses(AbstractContextManager["KeptProcesses"]):
    """At most one waiting process for each file; all end with the ``with`` block. Several threads may use it."""

    def __init__(self, jobs: Sequence[str]) -> None:
        """``jobs`` are those that a kept process can be asked for; it imports all of them before it gives up rights."""
        self.jobs = tuple(jobs)
        self._waiting: dict[str, Waiting] = {}
        self._lock = Lock()
        self._ended = False

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all that wait; who comes later is ended at once."""
        with self._lock:
            self._ended = True
            rest = list(self._waiting.values())
            self._waiting.clear()
        for one in rest:
            one.process.close()

    def start(self, path: str | os.PathLike[str], settings: JailSettings) -> None:
        """Let a process get ready for the file at ``path`` while the caller does something else.

        Does nothing where one waits already, and where none takes orders. Raises `BadInput` as `open_input` does.
        """
        where = os.fspath(path)
        if sys.platform == "win32" or where in self._waiting:
            return
        with open_input(where) as file:
            self.keep(where, start_process("", file, {}, settings, self.jobs), level="")

    def take(self, path: str, job: str) -> Waiting | None:
        """The process that waits with the file at ``path`` open, if it can do ``job``."""
        with self._lock:
            return self._waiting.pop(path, None) if job in self.jobs else None

    def keep(self, path: str, process: JailedProcess, level: str) -> None:
        """Let ``process`` wait, or end it where it takes no orders or another one waits already."""
        with self._lock:
            keeps = process.orders is not None and not self._ended and path not in self._waiting
            if keeps:
                self._waiting[path] = Waiting(process, level)
        if not keeps:
            process.close()
