"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# A busy machine must not fail a test.
settings.register_profile("uncut", deadline=None, max_examples=50)
settings.load_profile("uncut")


def pytest_make_parametrize_id(val: object) -> str | None:
    """Bytes are named by their number: archives hold the time at which they were made, which differs between workers."""
    return f"{len(val)} bytes" if isinstance(val, bytes) else None
