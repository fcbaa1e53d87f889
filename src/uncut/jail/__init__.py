"""The jail: strangers' bytes are opened only in a child process that has given up its rights.

The jail knows nothing of footage or pages. A *job* is a generator function named ``package.module:function`` by
the parent's own code; it is given the open file and a dictionary of arguments, and yields headers (numbers and
text) with raw bytes. Only those come back.
"""

from uncut.jail.inputs import expect_unchanged, open_input, sha256_of, sha256_of_file
from uncut.jail.kept import KeptProcesses
from uncut.jail.probe import SandboxReport, probe_sandbox
from uncut.jail.sandbox.lockdown import is_sandbox
from uncut.jail.settings import JailSettings, Limits
from uncut.jail.stream import JailStream, plain_text, stream_from_jail

__all__ = [
    "JailSettings",
    "JailStream",
    "KeptProcesses",
    "Limits",
    "SandboxReport",
    "expect_unchanged",
    "is_sandbox",
    "open_input",
    "plain_text",
    "probe_sandbox",
    "sha256_of",
    "sha256_of_file",
    "stream_from_jail",
]
