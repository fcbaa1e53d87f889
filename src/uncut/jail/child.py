"""The jailed process: import, give up every right, then do the job and send what comes out; and the next one.

Standard input is the stranger's file, standard output the pipe to the parent. Nothing is printed.
"""

from __future__ import annotations

import codecs
import gc
import importlib
import io
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

import msgspec

from uncut.errors import BadInput, LimitExceeded, UncutError
from uncut.jail import wire
from uncut.jail.bootstrap import place_bare_packages
from uncut.jail.sandbox.lockdown import lock_down

Payload = bytes | bytearray | memoryview
Job = Callable[[BinaryIO, dict[str, Any]], Iterable[tuple[dict[str, Any], Payload]]]


TOO_MUCH_MEMORY = (
    "It may be made to attack the program that opens it. If you trust it, convert it with a tool that you trust"
)


class Request(msgspec.Struct, frozen=True):
    """What the parent asks for, as one argument on the command line."""

    job: str
    """``package.module:function``, chosen by the parent's own code; empty where the first one is ordered later too."""
    arguments: dict[str, Any]
    wanted: list[str]
    """The mechanisms to give up rights by."""
    memory_bytes: int
    cpu_seconds: int
    lifeline: int | None
    """Descriptor of a pipe that the parent holds open as long as it lives."""
    further: list[str] = []
    """Jobs on the same file that may be ordered later; nothing can be imported then."""
    orders: int | None = None
    """Descriptor of a pipe by which they are ordered; without one, the first job is the only one."""


class Order(msgspec.Struct, frozen=True):
    """A further job."""

    job: str
    arguments: dict[str, Any]


def load_job(name: str) -> Job:
    """The job function ``package.module:function``."""
    module, _, function = name.partition(":")
    place_bare_packages(module)
    job: Job = getattr(importlib.import_module(module), function)
    return job


def die_with_parent(lifeline: int) -> None:
    """Let the kernel end this process when the other end of ``lifeline`` closes, even while C code hangs."""
    if sys.platform == "win32":
        return
    import fcntl  # noqa: PLC0415  # POSIX only

    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(lifeline, fcntl.F_GETFL)
    fcntl.fcntl(lifeline, fcntl.F_SETFL, flags | os.O_ASYNC)  # SIGIO, whose default is to end the process


def send(kind: bytes, header: dict[str, Any], payload: Payload = b"") -> None:
    """Write one message to the parent."""
    view = memoryview(payload).cast("B")
    _write_all(wire.pack(kind, header, len(view)))
    _write_all(view)


def _write_all(data: bytes | memoryview) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(1, view) :]


def describe(error: BaseException) -> dict[str, str]:
    """``error`` as the header of a message: which kind it is, and what it says."""
    if isinstance(error, MemoryError):
        return {
            "kind": LimitExceeded.__name__,
            "what": "it takes more memory than the limit allows",
            "todo": TOO_MUCH_MEMORY,
        }
    if isinstance(error, (BadInput, LimitExceeded)):
        return {"kind": type(error).__name__, "what": error.what, "todo": error.todo}
    if isinstance(error, UncutError):
        return {"kind": "JailError", "what": error.what, "todo": error.todo}
    return {"kind": "JailError", "what": f"{type(error).__name__}: {error}", "todo": ""}


def warm_up() -> None:
    """Import what Python would otherwise open files for in the middle of the job."""
    for name in ("utf-8", "utf-8-sig", "utf-16", "utf-32", "latin-1", "ascii", "idna", "unicode_escape", "cp1252"):
        codecs.lookup(name)


def run(request: Request) -> None:
    """Do the job and send everything that comes of it."""
    jobs = {name: load_job(name) for name in (request.job, *request.further) if name}
    warm_up()
    file = io.FileIO(0, "rb", closefd=False)
    orders = None if request.orders is None else io.FileIO(request.orders, "rb", closefd=False)
    gc.collect()
    gc.freeze()
    held = lock_down(request.wanted, memory_bytes=request.memory_bytes, cpu_seconds=request.cpu_seconds)
    send(wire.READY, {"held": held})
    order = Order(request.job, request.arguments) if request.job else _await_order(orders)
    while order is not None:
        for header, payload in jobs[order.job](file, order.arguments):
            send(wire.ITEM, header, payload)
        gc.collect()
        send(wire.DONE, {})
        order = _await_order(orders)


def _await_order(orders: io.FileIO | None) -> Order | None:
    return None if orders is None else next_order(orders)


def next_order(orders: io.FileIO) -> Order | None:
    """What the parent orders next; ``None`` where it orders no more."""
    head = wire.read_exactly(orders, wire.ORDER_HEAD.size)
    encoded = None if head is None else wire.read_exactly(orders, *wire.ORDER_HEAD.unpack(head))
    return None if encoded is None else msgspec.json.decode(encoded, type=Order)


def main(request_json: str) -> None:
    """Run the request; every failure becomes a message, and the process ends without cleaning up."""
    status = 0
    try:
        request = msgspec.json.decode(request_json, type=Request)
        if request.lifeline is not None:
            die_with_parent(request.lifeline)
        run(request)
    except BrokenPipeError:
        status = 1  # the parent has heard enough
    except BaseException as error:
        status = 1
        send(wire.FAILED, describe(error))
    os._exit(status)
