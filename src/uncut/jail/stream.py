"""The parent's side: a stream of results from a jailed job, checked against the limits."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from threading import Lock
from types import TracebackType
from typing import Any, Self

from uncut import errors
from uncut.errors import JailCrashed, JailError, LimitExceeded, SandboxUnavailable, UncutError
from uncut.jail import wire
from uncut.jail.inputs import open_input
from uncut.jail.kept import KeptProcesses
from uncut.jail.process import JailedProcess, start_process
from uncut.jail.sandbox.lockdown import BUBBLEWRAP, is_sandbox, name_level
from uncut.jail.settings import JailSettings
from uncut.jail.watchdog import Watchdog

PASSED_ON = ("BadInput", "UnreadableFootage", "UnreadableReport", "LimitExceeded")
"""Errors that a job may raise in the parent, by name."""
LONGEST_TEXT = 500
TRUSTED_ONLY = "Do not open it elsewhere unprotected; it may be built to attack the program that reads it"


def plain_text(value: object, limit: int = LONGEST_TEXT) -> str:
    """Text from the jail on one line and cut short, with everything that could steer a terminal replaced."""
    text = value if isinstance(value, str) else ""
    line = "".join(char if char.isprintable() else " " for char in text[: 4 * limit])
    return " ".join(line.split())[:limit]


class JailStream(Iterator[tuple[dict[str, Any], bytearray]]):
    """Results of a jailed job, in order: a header of numbers and text, and raw bytes.

    Close it, or use it with ``with``: closing early ends the child. The results are the child's word: whoever
    takes them checks that they fit together.
    """

    def __init__(self, process: JailedProcess, path: str, settings: JailSettings, level: str = "") -> None:
        """``level`` is that of a process that was started before; a fresh one tells it."""
        self._process = process
        self._kept = settings.kept
        self._path = path
        self._limits = settings.limits
        self._received = 0
        self._ended = False
        self._hands = Lock()
        self._let_go = False
        self.exit_status: int | None = None
        self._watchdog = Watchdog(
            process.kill,
            silence_seconds=self._limits.silence_seconds,
            wall_seconds=self._limits.wall_seconds,
        )
        try:
            self.level = level or self._await_ready()
            if settings.require_sandbox and not is_sandbox(self.level):
                raise SandboxUnavailable(
                    f"this system gives a jailed process no sandbox (level: {self.level})",
                    todo="Install bubblewrap, use Linux 5.13 or later, or go on without demanding a sandbox",
                )
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        """The stream itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def __del__(self) -> None:
        """A stream that was dropped leaves no child behind."""
        if hasattr(self, "_watchdog"):
            with contextlib.suppress(Exception):
                self.close()

    def __next__(self) -> tuple[dict[str, Any], bytearray]:
        """The next result; raises what the job raised, `LimitExceeded`, or `JailCrashed`."""
        if self._ended:
            raise StopIteration
        try:
            kind, header, payload = self._receive()
        except BaseException:
            self.close()
            raise
        if kind == wire.ITEM:
            return header, payload
        if kind == wire.DONE and self._kept is not None:
            self._let_wait(self._kept)
        self.close()
        if kind == wire.FAILED:
            raise self._error_from(header)
        if kind != wire.DONE:
            raise JailCrashed("the jailed process sent nonsense", where=self._path, todo=TRUSTED_ONLY)
        raise StopIteration

    def close(self) -> None:
        """End the child if it still runs, and give back its pipes; does nothing the second time."""
        self._ended = True
        self._watchdog.stop()
        if self._lets_go():
            self.exit_status = self._process.close()

    def _let_wait(self, kept: KeptProcesses) -> None:
        self._watchdog.stop()
        if self._lets_go():
            self.exit_status = 0
            kept.keep(self._path, self._process, self.level)

    def _lets_go(self) -> bool:
        """Whether the caller is the one to end the child or to keep it: one thread may close what another one reads."""
        with self._hands:
            first, self._let_go = not self._let_go, True
        return first

    def _receive(self) -> tuple[bytes, dict[str, Any], bytearray]:
        """The next message, within the limits."""
        allowed = min(self._limits.message_bytes, self._limits.output_bytes - self._received)
        self._watchdog.wait_begins()
        try:
            message = wire.read_message(self._process.output, payload_limit=max(0, allowed))
        except wire.BrokenMessageError as error:
            raise self._explain(str(error)) from error
        finally:
            self._watchdog.wait_ends()
        if message is None:
            raise self._explain("it ended in the middle")
        self._received += len(message[2])
        return message

    def _await_ready(self) -> str:
        kind, header, _ = self._receive()
        if kind == wire.FAILED:
            raise self._error_from(header)
        if kind != wire.READY or not isinstance(header.get("held"), list):
            raise JailCrashed("the jailed process did not start", where=self._path)
        boxed = [BUBBLEWRAP] if self._process.boxed else []
        return name_level([*boxed, *map(str, header["held"])])

    def _error_from(self, header: dict[str, Any]) -> UncutError:
        """What the job raised, rebuilt; only kinds that are known to be harmless are."""
        name, what, todo = header.get("kind"), plain_text(header.get("what")), plain_text(header.get("todo"))
        if name in PASSED_ON:
            kind: type[UncutError] = getattr(errors, name)
            return kind(what, where=self._path, todo=todo)
        return JailError(f"the jailed job failed ({what})", where=self._path, todo=todo or TRUSTED_ONLY)

    def _explain(self, symptom: str) -> UncutError:
        """Why nothing more comes: a limit, the watchdog, or a crash."""
        if self._watchdog.reason:
            return LimitExceeded(
                f"the jailed process {self._watchdog.reason} and was ended",
                where=self._path,
                todo="If you trust the file, allow more time",
            )
        if "longer than allowed" in symptom:
            return LimitExceeded(symptom, where=self._path, todo="If you trust the file, allow more output")
        words = plain_text(self._process.last_words(), 200)
        self.close()
        return JailCrashed(
            f"the jailed process died ({describe_status(self.exit_status, symptom)})" + (f": {words}" if words else ""),
            where=self._path,
            todo=TRUSTED_ONLY,
        )


def describe_status(status: int | None, symptom: str) -> str:
    """How a child ended, in words: the signal's name where one ended it."""
    number = -status if status is not None and status < 0 else (status or 0) - 128
    try:
        return f"signal {signal.Signals(number).name}"
    except ValueError:
        return symptom


def stream_from_jail(
    job: str, path: str | os.PathLike[str], arguments: dict[str, Any], settings: JailSettings
) -> JailStream:
    """Do ``job`` (``package.module:function``) on the file at ``path`` in a jailed process.

    The file is opened here, read only, and handed over as standard input: the child needs no right to open
    anything. Raises `BadInput` where there is no plain file with content, `SandboxUnavailable` where a sandbox
    is demanded and there is none. What the job raises comes with the results.

    Where ``settings.kept`` holds a process that waits with that file open, it does the job.
    """
    waiting = settings.kept.take(os.fspath(path), job) if settings.kept is not None else None
    if waiting is not None:
        try:
            waiting.process.order(job, arguments)
        except OSError:  # it was ended from outside
            waiting.process.close()
        else:
            return JailStream(waiting.process, os.fspath(path), settings, waiting.level)
    with open_input(path) as file:
        process = start_process(job, file, arguments, settings, settings.kept.jobs if settings.kept else ())
    return JailStream(process, os.fspath(path), settings)
