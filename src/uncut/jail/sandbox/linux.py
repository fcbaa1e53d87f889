"""System calls by number, through the C library that Python itself runs on."""

from __future__ import annotations

import ctypes
import os
import sys
from functools import cache

PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def system_call(number: int, *arguments: int | ctypes._Pointer[ctypes.Structure] | None) -> int:
    """The result of a system call; raises `OSError` with its errno."""
    call = _libc().syscall
    call.restype = ctypes.c_long
    ready = [ctypes.c_long(one) if isinstance(one, int) else one for one in arguments]
    result = int(call(ctypes.c_long(number), *ready))
    if result < 0:
        number_of_error = ctypes.get_errno()
        raise OSError(number_of_error, os.strerror(number_of_error))
    return result


def process_control(option: int, value: int) -> None:
    """``prctl(option, value, 0, 0, 0)``; raises `OSError`."""
    call = _libc().prctl
    zero = ctypes.c_ulong(0)
    if call(ctypes.c_int(option), ctypes.c_ulong(value), zero, zero, zero) != 0:
        number_of_error = ctypes.get_errno()
        raise OSError(number_of_error, os.strerror(number_of_error))


def forbid_new_privileges() -> None:
    """No set-uid program gives rights back, and no other process of the user may trace this one."""
    process_control(PR_SET_NO_NEW_PRIVS, 1)
    process_control(PR_SET_DUMPABLE, 0)


def is_linux() -> bool:
    """Whether the mechanisms of this package exist at all."""
    return sys.platform == "linux"
