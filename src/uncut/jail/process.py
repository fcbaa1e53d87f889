"""Starting and ending the jailed process."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO

import msgspec

import uncut
from uncut.errors import SandboxUnavailable
from uncut.jail import wire
from uncut.jail.child import Order, Request
from uncut.jail.sandbox.bubblewrap import bubblewrap_command, working_bubblewrap
from uncut.jail.sandbox.lockdown import LANDLOCK, RLIMITS, SECCOMP
from uncut.jail.settings import JailSettings

BOOTSTRAP = str(Path(__file__).with_name("bootstrap.py").resolve())
LONGEST_REQUEST = 24_000
"""Bytes; Windows takes a command line of 32,767 characters."""
PIPE_BYTES = 1 << 20
"""So that the child can decode on while the parent works (Linux)."""
STDERR_BYTES = 8192


@dataclass
class JailedProcess:
    """A running child and the ends of its pipes."""

    popen: subprocess.Popen[bytes]
    boxed: bool
    """Whether bubblewrap is around it."""
    stderr: IO[bytes] | None
    lifeline: int | None
    orders: int | None = None
    """Where further jobs are ordered; ``None`` where it does one only."""

    @property
    def output(self) -> Any:
        """The unbuffered end of the child's standard output."""
        return self.popen.stdout

    def kill(self) -> None:
        """End the child and everything in its process group at once."""
        if sys.platform == "win32":
            self.popen.kill()
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.popen.pid, signal.SIGKILL)

    def order(self, job: str, arguments: dict[str, Any]) -> None:
        """Let it do a further job, once it is done with the one before; raises `OSError` where it has ended."""
        assert self.orders is not None
        encoded = _checked_length(msgspec.json.encode(Order(job, arguments)))
        os.write(self.orders, wire.ORDER_HEAD.pack(len(encoded)) + encoded)

    def last_words(self) -> str:
        """What the child wrote to standard error, cut short."""
        if self.stderr is None or self.stderr.closed:
            return ""
        os.set_blocking(self.stderr.fileno(), False)
        return (self.stderr.read(STDERR_BYTES) or b"").decode(errors="replace")

    def close(self) -> int:
        """Make sure that the child has ended, and give its pipes back; its exit status."""
        self.kill()
        status = self.popen.wait()
        for pipe in (self.popen.stdout, self.stderr):
            if pipe is not None:
                pipe.close()
        for descriptor in (self.lifeline, self.orders):
            if descriptor is not None:
                os.close(descriptor)
        self.lifeline = self.orders = None
        return status


def import_path() -> tuple[str, ...]:
    """Where the child may import from: the parent's own folders, the one that holds Uncut first."""
    home = str(Path(uncut.__path__[0]).resolve().parent)
    folders = [one for one in sys.path if one and Path(one).is_absolute() and Path(one).exists()]
    return tuple(dict.fromkeys([home, *folders]))


def _environment() -> dict[str, str]:
    """Nothing of the user's: only what keeps memory and threads small, and what Windows cannot start without."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**kept, **threads, "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}


def _request(job: str, arguments: dict[str, Any], settings: JailSettings, ends: _Pipes, further: Sequence[str]) -> str:
    switches = {LANDLOCK: settings.use_landlock, SECCOMP: settings.use_seccomp, RLIMITS: True}
    request = Request(
        job=job,
        arguments=arguments,
        wanted=[name for name, wanted in switches.items() if wanted],
        memory_bytes=settings.limits.memory_bytes,
        cpu_seconds=max(1, int(settings.limits.wall_seconds)) * (os.cpu_count() or 1),
        lifeline=ends.lifeline_read,
        further=list(further) if ends.orders_read is not None else [],
        orders=ends.orders_read,
    )
    return _checked_length(msgspec.json.encode(request)).decode()


def _checked_length(encoded: bytes) -> bytes:
    if len(encoded) > LONGEST_REQUEST:
        raise ValueError(f"a request of {len(encoded):,} bytes is too long for a command line or a pipe")
    return encoded


def _bubblewrap_for(settings: JailSettings, folders: tuple[str, ...]) -> str | None:
    if not settings.use_bubblewrap:
        return None
    return working_bubblewrap(folders)


def start_process(
    job: str, file: BinaryIO, arguments: dict[str, Any], settings: JailSettings, further: Sequence[str] = ()
) -> JailedProcess:
    """Start a child that will do ``job`` on ``file``, as far from everything else as this system allows.

    Jobs of ``further`` can be ordered from it afterwards, where the system can pass it a pipe for orders.
    """
    folders = import_path()
    bwrap = _bubblewrap_for(settings, folders)
    with contextlib.ExitStack() as undo:
        ends = _make_pipes(undo, with_orders=bool(further))
        request = _request(job, arguments, settings, ends, further)
        command = [sys.executable, "-I", "-S", "-B", BOOTSTRAP, request, *folders]
        if bwrap is not None:
            command = [*bubblewrap_command(bwrap, folders), *command]
        try:
            popen = subprocess.Popen(  # noqa: S603  # our own interpreter, no shell
                command, stdin=file, stdout=subprocess.PIPE, stderr=ends.stderr_write or subprocess.DEVNULL,
                bufsize=0, env=_environment(), close_fds=True, **ends.popen_options(),
            )  # fmt: skip
        except OSError as error:
            raise SandboxUnavailable(
                f"the jailed process cannot be started ({error})", todo="Check the Python installation"
            ) from error
        undo.pop_all()
    return _finish_start(popen, ends, boxed=bwrap is not None)


@dataclass
class _Pipes:
    """Ends of the extra pipes; ``None`` on Windows, which has none, and where nothing further is ordered."""

    stderr_read: int | None = None
    stderr_write: int | None = None
    lifeline_read: int | None = None
    lifeline_write: int | None = None
    orders_read: int | None = None
    orders_write: int | None = None

    def popen_options(self) -> dict[str, Any]:
        """What is passed to the child beside the three standard streams."""
        if self.lifeline_read is None:
            return {"creationflags": getattr(subprocess, "CREATE_NO_WINDOW", 0)}
        passed = (self.lifeline_read, self.orders_read)
        return {"pass_fds": [one for one in passed if one is not None], "start_new_session": True, "cwd": "/"}


def _make_pipes(undo: contextlib.ExitStack, *, with_orders: bool) -> _Pipes:
    if sys.platform == "win32":
        return _Pipes()
    descriptors = [end for _ in range(3 if with_orders else 2) for end in os.pipe()]
    for descriptor in descriptors:
        undo.callback(os.close, descriptor)
    ends = _Pipes(*descriptors)
    assert ends.stderr_write is not None
    os.set_blocking(ends.stderr_write, False)  # a child that writes too much loses it, and does not wait
    return ends


def _finish_start(popen: subprocess.Popen[bytes], ends: _Pipes, *, boxed: bool) -> JailedProcess:
    """Close the child's ends here, and widen the pipe where that can be done."""
    for descriptor in (ends.stderr_write, ends.lifeline_read, ends.orders_read):
        if descriptor is not None:
            os.close(descriptor)
    if sys.platform == "linux" and popen.stdout is not None:
        import fcntl  # noqa: PLC0415  # POSIX only

        with contextlib.suppress(OSError):
            fcntl.fcntl(popen.stdout.fileno(), fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    stderr = None if ends.stderr_read is None else os.fdopen(ends.stderr_read, "rb", buffering=0)
    return JailedProcess(popen, boxed, stderr, ends.lifeline_write, ends.orders_write)
