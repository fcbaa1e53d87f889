"""What a jailed job may use up, and how strong its jail must be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uncut.jail.kept import KeptProcesses

MIB = 1 << 20
GIB = 1 << 30


@dataclass(frozen=True)
class Limits:
    """Bounds on one jailed job. The defaults let a two-hour film through and stop what no film needs."""

    wall_seconds: float = 6 * 3600.0
    """Seconds that the parent waits for the child in total; its own work between messages does not count."""
    silence_seconds: float = 60.0
    """Seconds that the parent waits for one message."""
    memory_bytes: int = 4 * GIB
    """Address space of the child."""
    output_bytes: int = 256 * GIB
    """Everything that the child may send in one job."""
    message_bytes: int = 256 * MIB
    """One message: the largest batch of pictures, or a page's text."""
    pixels_per_frame: int = 40_000_000
    """Width times height of one picture; 8K UHD has 33 million. The job's own code keeps to it."""
    frames: int = 5_000_000
    """Pictures in one file: twelve hours at 120 a second."""


@dataclass(frozen=True)
class JailSettings:
    """How a stranger's bytes are opened."""

    limits: Limits = field(default_factory=Limits)
    require_sandbox: bool = False
    """Refuse to open anything unless bubblewrap, or Landlock with seccomp, holds."""
    use_bubblewrap: bool = True
    """Put bubblewrap around the child where it is installed and works."""
    use_landlock: bool = True
    """Take the file system away by Landlock where the kernel has it."""
    use_seccomp: bool = True
    """Filter the child's system calls where the kernel can."""
    kept: KeptProcesses | None = field(default=None, compare=False, repr=False)
    """Where processes wait for the next job on their file; ``None`` to start one for each job."""
