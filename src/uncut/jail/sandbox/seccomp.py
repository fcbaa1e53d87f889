"""seccomp: a list of the system calls that computing needs; every other one is refused.

Only what decoding from an open descriptor to an open pipe takes is on the list: memory, threads of this process,
clocks, reading and writing. Opening, making or naming files, sockets, processes and signals to others are not.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from dataclasses import dataclass, field

from uncut.jail.sandbox.linux import is_linux, process_control, system_call

ALLOW = 0x7FFF0000
REFUSE = 0x00050000
"""Plus an errno: the call fails with it, so that a job's mistake is an ordinary `PermissionError`."""
KILL = 0x80000000

LOAD, JUMP_EQUAL, JUMP_ANY_BIT, RETURN, AND = 0x20, 0x15, 0x45, 0x06, 0x54
NUMBER_AT, ARCHITECTURE_AT, ARGUMENTS_AT = 0, 4, 16
SET_MODE_FILTER, ALL_THREADS = 1, 1
PR_SET_SECCOMP, MODE_FILTER = 22, 2

CLONE_THREAD = 0x00010000
PROT_EXEC = 4
AT_EMPTY_PATH = 0x1000
PR_SET_NAME, PR_SET_VMA = 15, 0x53564D41
F_GETFD, F_GETFL = 1, 3


@dataclass(frozen=True)
class Machine:
    """What differs between processors: the audit number and the numbers of the system calls."""

    audit: int
    seccomp: int
    numbers: dict[str, int]


_X86_64 = {
    "read": 0, "write": 1, "close": 3, "fstat": 5, "poll": 7, "lseek": 8, "mmap": 9, "mprotect": 10, "munmap": 11,
    "brk": 12, "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15, "ioctl": 16, "pread64": 17,
    "readv": 19, "writev": 20, "sched_yield": 24, "mremap": 25, "madvise": 28, "nanosleep": 35, "getpid": 39,
    "clone": 56, "exit": 60, "uname": 63, "fcntl": 72, "gettimeofday": 96, "getrusage": 98, "sysinfo": 99,
    "times": 100, "sigaltstack": 131, "prctl": 157, "gettid": 186, "futex": 202, "sched_getaffinity": 204,
    "restart_syscall": 219, "clock_gettime": 228, "clock_getres": 229, "clock_nanosleep": 230, "exit_group": 231,
    "tgkill": 234, "newfstatat": 262, "ppoll": 271, "set_robust_list": 273, "getrandom": 318, "membarrier": 324,
    "rseq": 334, "clone3": 435, "futex_wake": 454, "futex_wait": 455, "futex_requeue": 456, "getcpu": 309,
}  # fmt: skip
_AARCH64 = {
    "read": 63, "write": 64, "close": 57, "fstat": 80, "lseek": 62, "mmap": 222, "mprotect": 226, "munmap": 215,
    "brk": 214, "rt_sigaction": 134, "rt_sigprocmask": 135, "rt_sigreturn": 139, "ioctl": 29, "pread64": 67,
    "readv": 65, "writev": 66, "sched_yield": 124, "mremap": 216, "madvise": 233, "nanosleep": 101, "getpid": 172,
    "clone": 220, "exit": 93, "uname": 160, "fcntl": 25, "gettimeofday": 169, "getrusage": 165, "sysinfo": 179,
    "times": 153, "sigaltstack": 132, "prctl": 167, "gettid": 178, "futex": 98, "sched_getaffinity": 123,
    "restart_syscall": 128, "clock_gettime": 113, "clock_getres": 114, "clock_nanosleep": 115, "exit_group": 94,
    "tgkill": 131, "newfstatat": 79, "ppoll": 73, "set_robust_list": 99, "getrandom": 278, "membarrier": 283,
    "rseq": 293, "clone3": 435, "futex_wake": 454, "futex_wait": 455, "futex_requeue": 456, "getcpu": 168,
}  # fmt: skip
MACHINES = {
    "x86_64": Machine(0xC000003E, 317, _X86_64),
    "aarch64": Machine(0xC00000B7, 277, _AARCH64),
}
SPECIAL = {"clone", "clone3", "mmap", "mprotect", "prctl", "fcntl", "newfstatat", "tgkill", "ioctl"}
"""Calls that are not simply allowed: `_special_rules` looks at their arguments."""


@dataclass
class Program:
    """A Berkeley packet filter program under construction."""

    code: list[bytes] = field(default_factory=list)

    def add(self, operation: int, value: int, *, then: int = 0, otherwise: int = 0) -> None:
        """One instruction; ``then`` and ``otherwise`` are how many to skip."""
        self.code.append(struct.pack("=HBBI", operation, then, otherwise, value))

    def answer(self, verdict: int) -> None:
        """End with ``verdict``."""
        self.add(RETURN, verdict)

    def when_call(self, number: int, body: Program) -> None:
        """Run ``body``, which must end with an answer, where the call's number is ``number``."""
        self.add(JUMP_EQUAL, number, otherwise=len(body.code))
        self.code += body.code


def _argument_at(index: int) -> int:
    """Offset of the low half of an argument (both machines are little endian)."""
    return ARGUMENTS_AT + 8 * index


def _always(verdict: int) -> Program:
    body = Program()
    body.answer(verdict)
    return body


def _if_bits(index: int, mask: int, *, present: int, absent: int) -> Program:
    body = Program()
    body.add(LOAD, _argument_at(index))
    body.add(JUMP_ANY_BIT, mask, otherwise=1)
    body.answer(present)
    body.answer(absent)
    return body


def _if_one_of(index: int, values: tuple[int, ...], *, otherwise: int) -> Program:
    body = Program()
    body.add(LOAD, _argument_at(index))
    for value in values:
        body.add(JUMP_EQUAL, value, otherwise=1)
        body.answer(ALLOW)
    body.answer(otherwise)
    return body


def _special_rules(own_pid: int) -> dict[str, Program]:
    refuse = REFUSE | errno.EPERM
    no_code = {"present": REFUSE | errno.EACCES, "absent": ALLOW}
    return {
        "clone": _if_bits(0, CLONE_THREAD, present=ALLOW, absent=refuse),
        "clone3": _always(REFUSE | errno.ENOSYS),  # its flags are out of reach; the C library then takes clone
        "mmap": _if_bits(2, PROT_EXEC, **no_code),
        "mprotect": _if_bits(2, PROT_EXEC, **no_code),
        "prctl": _if_one_of(0, (PR_SET_NAME, PR_SET_VMA), otherwise=refuse),
        "fcntl": _if_one_of(1, (F_GETFD, F_GETFL), otherwise=refuse),
        "newfstatat": _if_bits(3, AT_EMPTY_PATH, present=ALLOW, absent=REFUSE | errno.EACCES),
        "tgkill": _if_one_of(0, (own_pid,), otherwise=refuse),  # abort() must end in a signal that says so
        "ioctl": _always(REFUSE | errno.ENOTTY),
    }


def build_filter(machine: Machine, *, own_pid: int) -> bytes:
    """The whole program: the right processor, then one rule for each call on the list, then a refusal."""
    program = Program()
    program.add(LOAD, ARCHITECTURE_AT)
    program.add(JUMP_EQUAL, machine.audit, then=1)
    program.answer(KILL)
    program.add(LOAD, NUMBER_AT)
    special = _special_rules(own_pid)
    for name, number in machine.numbers.items():
        program.when_call(number, special[name] if name in SPECIAL else _always(ALLOW))
    program.answer(REFUSE | errno.EPERM)
    return b"".join(program.code)


class FilterProgram(ctypes.Structure):
    """``struct sock_fprog``."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def this_machine() -> Machine | None:
    """The processor that this runs on; ``None`` where no list was made for it."""
    if not is_linux() or sys.maxsize < 1 << 32 or sys.byteorder != "little":
        return None
    return MACHINES.get(platform.machine())


def seccomp_available() -> bool:
    """Whether the kernel has seccomp filters and a list was made for this processor."""
    machine = this_machine()
    if machine is None:
        return False
    try:
        process_control(PR_SET_SECCOMP, MODE_FILTER)  # with no program: EFAULT where filters exist
    except OSError as error:
        return error.errno == errno.EFAULT
    return False


def restrict_by_seccomp() -> bool:
    """Put the filter over every thread of this process; whether it holds. Needs ``no_new_privs``."""
    machine = this_machine()
    if machine is None:
        return False
    code = build_filter(machine, own_pid=os.getpid())
    program = FilterProgram(len(code) // 8, code)
    try:
        system_call(machine.seccomp, SET_MODE_FILTER, ALL_THREADS, ctypes.pointer(program))
    except OSError:
        return False
    return True
