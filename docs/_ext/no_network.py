"""Fails the build when a page of the manual would load a script, a style, a font or a picture from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

LOADED_FROM_ELSEWHERE = re.compile(
    r"""<(?:script|img|iframe|source|video|audio)\b[^>]*\bsrc=["']?(?:https?:)?//"""
    r"""|<link\b(?=[^>]*rel=["']?(?:stylesheet|preload|preconnect|icon))[^>]*href=["']?(?:https?:)?//"""
    r"""|@import\s+(?:url\()?["']?(?:https?:)?//|url\(["']?(?:https?:)?//""",
    re.IGNORECASE,
)


def setup(app: Sphinx) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("build-finished", check_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def check_pages(app: Sphinx, error: Exception | None) -> None:
    """Look at every page and style sheet that was built."""
    if error is not None or app.builder.format != "html":
        return
    found = [
        f"{path.relative_to(app.outdir)}: {match.group()[:80]}"
        for pattern in ("*.html", "*.css")
        for path in sorted(Path(app.outdir).rglob(pattern))
        if (match := LOADED_FROM_ELSEWHERE.search(path.read_text(encoding="utf-8", errors="replace")))
    ]
    if found:
        raise ExtensionError("the manual would load from the network:\n" + "\n".join(found))
