"""JSON that may be pasted into a web page: whatever its strings hold, it cannot end the element it stands in."""

from __future__ import annotations

import json

_ESCAPED = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
"""What could close a ``<script>``, open a comment, be an entity in XHTML, or end a line of a script."""


def to_page_json(value: object, *, indent: int | None = 1) -> str:
    """``value`` as JSON of the same meaning, with ``<``, ``>`` and ``&`` written by their numbers.

    Outside strings JSON has none of these signs, so that it reads back as it was.
    """
    return json.dumps(value, ensure_ascii=False, indent=indent).translate(_ESCAPED)
