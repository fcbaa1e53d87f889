"""The case file: originals, what was made from them, and who did what when.

A case is a folder that can be copied to a USB stick and opened anywhere::

    case.sqlite                   tables and the custody log
    objects/sha256/ab/cdef…       originals under their hash, read-only
    derived/D1-comparison.json    what was made from them, read-only

`Case` is the door. Everything that it writes is hashed, flushed to the disk, moved into place in one step and
entered in the log; `verify_case` recomputes all of it.
"""

from uncut.case.store import Case
from uncut.case.verify import verify_case

__all__ = ["Case", "verify_case"]
