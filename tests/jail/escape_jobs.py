"""Jobs that do in the jail what a taken-over decoder, a broken one, or an honest one would do."""

from __future__ import annotations

import ctypes
import errno
import mmap
import os
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any, BinaryIO

from uncut.errors import UnreadableFootage

Item = tuple[dict[str, Any], bytes]


def measure(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[Item]:
    yield {"size": len(file.read()), "arguments": arguments}, b"payload"


def count_up(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[Item]:
    for number in range(arguments["items"]):
        yield {"number": number}, bytes(arguments["size"])


def refuse_file(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[Item]:
    yield {}, b""
    raise UnreadableFootage("not footage\x1b[2J at all", todo="Try another")


def mistake(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[Item]:
    yield {}, b""
    raise KeyError("a mistake")


def crash(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[Item]:
    yield {}, b""
    ctypes.string_at(0)


def abort(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[Item]:
    os.write(2, b"heap corruption detected\n")
    os.abort()
    yield {}, b""


def leave(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[Item]:
    yield {}, b""
    os._exit(0)


def hang(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[Item]:
    yield {"pid": os.getpid()}, b""
    while True:
        time.sleep(1)


def hoard(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[Item]:
    hoarded = [bytearray(64 << 20) for _ in range(1000)]
    yield {"blocks": len(hoarded)}, b""


def babble(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[Item]:
    os.write(1, arguments["text"].encode() * 100)
    yield {}, b""


def shout(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[Item]:
    for _ in range(1000):
        try:
            os.write(2, b"x" * 4096)
        except OSError:
            break
    yield {"done": True}, b""


def use_threads(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[Item]:
    seen: list[int] = []
    threads = [threading.Thread(target=seen.append, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    yield {"seen": sorted(seen)}, b""


def _open(path: str) -> None:
    os.close(os.open(path, os.O_RDONLY))


def _write_new(path: str) -> None:
    os.close(os.open(path + ".new", os.O_WRONLY | os.O_CREAT, 0o600))


def _socket(path: str) -> None:
    socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()


def _fork(path: str) -> None:
    if os.fork() == 0:
        os._exit(0)


def _exec(path: str) -> None:
    os.execv("/bin/true", ["/bin/true"])


def _remove(path: str) -> None:
    os.unlink(path)  # noqa: PTH108  # the bare call is what is tested


def _list(path: str) -> None:
    os.listdir("/")  # noqa: PTH208  # the bare call is what is tested


def _signal_parent(path: str) -> None:
    os.kill(os.getppid() or 1, 0)


def _write_to_input(path: str) -> None:
    os.write(0, b"altered")


def _run_own_code(path: str) -> None:
    mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC).close()


ATTEMPTS = {
    "open": _open, "write": _write_new, "socket": _socket, "fork": _fork, "exec": _exec, "remove": _remove,
    "list": _list, "signal": _signal_parent, "alter input": _write_to_input, "run code": _run_own_code,
}  # fmt: skip


def attempt(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[Item]:
    """Try things and say how each ended: the errno's name, or ``succeeded``."""
    yield {"outcomes": {what: _outcome(what, arguments["path"]) for what in arguments["attempts"]}}, b""


def _outcome(what: str, path: str) -> str:
    try:
        ATTEMPTS[what](path)
    except OSError as error:
        return errno.errorcode.get(error.errno or 0, "OSError")
    return "succeeded"


def environment(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[Item]:
    yield {"names": sorted(os.environ), "folder": os.environ.get("HOME", "")}, b""


def tell_process(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[Item]:
    """Which process this is, and what it read of the file."""
    file.seek(0)
    yield {"pid": os.getpid(), "arguments": arguments}, file.read(4)
