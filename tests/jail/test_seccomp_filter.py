"""The filter program is run here by an interpreter of the five instructions that it is made of."""

from __future__ import annotations

import errno
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uncut.jail.sandbox import seccomp
from uncut.jail.sandbox.seccomp import ALLOW, KILL, MACHINES, REFUSE, SPECIAL, build_filter

PID = 4321
NEVER = {
    "x86_64": {"open": 2, "socket": 41, "fork": 57, "vfork": 58, "execve": 59, "kill": 62, "ptrace": 101, "openat": 257,
               "execveat": 322, "bpf": 321, "io_uring_setup": 425, "openat2": 437, "memfd_create": 319, "unlink": 87},
    "aarch64": {"openat": 56, "socket": 198, "execve": 221, "kill": 129, "ptrace": 117, "execveat": 281, "bpf": 280,
                "io_uring_setup": 425, "openat2": 437, "memfd_create": 279, "unlinkat": 35},
}  # fmt: skip


def verdict(program: bytes, number: int, arguments: tuple[int, ...] = (), audit: int | None = None) -> int:
    machine_audit = audit if audit is not None else MACHINES["x86_64"].audit
    padded = (*arguments, 0, 0, 0, 0, 0, 0)[:6]
    data = struct.pack("<IIQ6Q", number, machine_audit, 0, *padded)
    at, accumulator = 0, 0
    while True:
        operation, then, otherwise, value = struct.unpack_from("=HBBI", program, at * 8)
        at += 1
        if operation == seccomp.RETURN:
            return value
        if operation == seccomp.LOAD:
            accumulator = struct.unpack_from("<I", data, value)[0]
        elif operation == seccomp.JUMP_EQUAL:
            at += then if accumulator == value else otherwise
        elif operation == seccomp.JUMP_ANY_BIT:
            at += then if accumulator & value else otherwise
        else:
            raise AssertionError(f"unknown instruction {operation:#x}")


@pytest.mark.parametrize("name", MACHINES)
def test_calls_that_reach_outside_are_refused(name):
    machine = MACHINES[name]
    program = build_filter(machine, own_pid=PID)
    for number in NEVER[name].values():
        assert verdict(program, number, audit=machine.audit) == REFUSE | errno.EPERM


@pytest.mark.parametrize("name", MACHINES)
@given(number=st.integers(0, 0xFFFFFFFF))
def test_only_calls_on_the_list_are_allowed(name, number):
    machine = MACHINES[name]
    listed = {one for call, one in machine.numbers.items() if call not in SPECIAL}
    special = {machine.numbers[call] for call in SPECIAL}
    answer = verdict(build_filter(machine, own_pid=PID), number, audit=machine.audit)
    if number in listed:
        assert answer == ALLOW
    elif number not in special:
        assert answer == REFUSE | errno.EPERM


@pytest.mark.parametrize(
    ("call", "arguments", "expected"),
    [
        ("clone", (0x3D0F00,), ALLOW),
        ("clone", (17,), REFUSE | errno.EPERM),
        ("clone3", (), REFUSE | errno.ENOSYS),
        ("mmap", (0, 4096, 3), ALLOW),
        ("mmap", (0, 4096, 7), REFUSE | errno.EACCES),
        ("mprotect", (0, 4096, 5), REFUSE | errno.EACCES),
        ("prctl", (15,), ALLOW),
        ("prctl", (38,), REFUSE | errno.EPERM),
        ("tgkill", (PID,), ALLOW),
        ("tgkill", (1,), REFUSE | errno.EPERM),
        ("fcntl", (0, 3), ALLOW),
        ("fcntl", (0, 4), REFUSE | errno.EPERM),
        ("newfstatat", (0, 0, 0, 0x1000), ALLOW),
        ("newfstatat", (0, 0, 0, 0), REFUSE | errno.EACCES),
        ("ioctl", (0, 0x5412), REFUSE | errno.ENOTTY),
    ],
)
@pytest.mark.parametrize("name", MACHINES)
def test_calls_of_two_faces_are_told_by_their_arguments(name, call, arguments, expected):
    machine = MACHINES[name]
    program = build_filter(machine, own_pid=PID)
    assert verdict(program, machine.numbers[call], arguments, audit=machine.audit) == expected


def test_another_processors_calls_end_the_process():
    program = build_filter(MACHINES["x86_64"], own_pid=PID)
    assert verdict(program, 0, audit=0x40000003) == KILL
