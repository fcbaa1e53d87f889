"""Landlock: the kernel takes the whole file system and the network away from this thread and its children.

See https://docs.kernel.org/userspace-api/landlock.html. No rule is ever added: nothing is allowed.
"""

from __future__ import annotations

import ctypes
import os

from uncut.jail.sandbox.linux import is_linux, system_call

CREATE_RULESET = 444
RESTRICT_SELF = 446
CREATE_RULESET_VERSION = 1

FILE_RIGHTS_BY_ABI = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many of the ``LANDLOCK_ACCESS_FS_*`` bits each ABI version knows; later ones know 16 so far."""
NETWORK_RIGHTS = 0b11
"""Bind and connect over TCP, from ABI 4."""
SCOPES = 0b11
"""Abstract Unix sockets and signals to processes outside, from ABI 6."""


class RulesetAttributes(ctypes.Structure):
    """``struct landlock_ruleset_attr`` up to ABI 6; older kernels are given a shorter one."""

    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


def landlock_abi() -> int:
    """The version that this kernel speaks; 0 where it has none or has it switched off."""
    if not is_linux():
        return 0
    try:
        return system_call(CREATE_RULESET, None, 0, CREATE_RULESET_VERSION)
    except OSError:
        return 0


def ruleset_for(abi: int) -> tuple[RulesetAttributes, int]:
    """Everything that version ``abi`` can forbid, and the size of the structure it takes."""
    files = (1 << FILE_RIGHTS_BY_ABI.get(abi, 16)) - 1
    network = NETWORK_RIGHTS if abi >= 4 else 0
    scopes = SCOPES if abi >= 6 else 0
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8
    return RulesetAttributes(files, network, scopes), size


def restrict_by_landlock() -> bool:
    """Forbid all that this kernel's Landlock can; whether it holds. Needs ``no_new_privs``."""
    abi = landlock_abi()
    if abi < 1:
        return False
    attributes, size = ruleset_for(abi)
    try:
        ruleset = system_call(CREATE_RULESET, ctypes.pointer(attributes), size, 0)
    except OSError:
        return False
    try:
        system_call(RESTRICT_SELF, ruleset, 0)
    except OSError:
        return False
    finally:
        os.close(ruleset)
    return True
