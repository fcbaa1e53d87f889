"""What all tests share."""

from __future__ import annotations

from hypothesis import settings

# A busy machine must not fail a test.
settings.register_profile("uncut", deadline=None, max_examples=50)
settings.load_profile("uncut")
