"""The dossier as one HTML file that needs no network and no script to be read."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from uncut.dossier.case_view import check_commands, hash_lines, in_utc, view_case
from uncut.dossier.comparison_view import view_comparison
from uncut.dossier.direction import CAVEAT
from uncut.dossier.neutralise import show_controls
from uncut.dossier.parts import Dossier
from uncut.dossier.pictures import PictureBudget
from uncut.dossier.report_view import view_report
from uncut.dossier.text_view import view_text_comparison

WHAT_THIS_IS = (
    "This document shows what differs between versions of footage or text, and who claims what; "
    "it never says what is true, and it recognises no faces."
)

BESIDE = "'self' data:"
"""Sources of videos: inside the page, and on the page's own origin, which a browser takes files to be."""


def write_dossier_html(dossier: Dossier, path: str | Path) -> None:
    """Write `render_dossier_html` to ``path`` as UTF-8."""
    Path(path).write_text(render_dossier_html(dossier), encoding="utf-8", newline="\n")


def render_dossier_html(dossier: Dossier) -> str:
    """The page. All text in it is escaped, and characters that deceive a reader are shown by their number."""
    return page_environment().get_template("dossier.html.j2").render(_context(dossier))


def _context(dossier: Dossier) -> dict[str, Any]:
    budget = PictureBudget()
    lines = hash_lines(dossier)
    compared = [(f"v{n}", part.comparison) for n, part in enumerate(dossier.comparisons, start=1)]
    comparisons = [view_comparison(part, f"v{n}", budget) for n, part in enumerate(dossier.comparisons, start=1)]
    has_players = any(view.players for view in comparisons)
    style = template_source("style.css")
    script = "".join(map(template_source, ("page.js", "players.js") if has_players else ("page.js",)))
    return {
        "title": dossier.title,
        "what_this_is": WHAT_THIS_IS,
        "made_at": in_utc(dossier.made_at),
        "version": dossier.version,
        "comparisons": comparisons,
        "caveat": CAVEAT,
        "texts": [view_text_comparison(one, f"t{n}") for n, one in enumerate(dossier.text_comparisons, start=1)],
        "reports": [view_report(one, f"r{n}", compared) for n, one in enumerate(dossier.reports, start=1)],
        "case": None if dossier.inventory is None else view_case(dossier.inventory),
        "verification": dossier.verification,
        "hash_lines": lines,
        "commands": check_commands(lines),
        "style": Markup(style),  # noqa: S704 - a file of this package
        "script": Markup(script),  # noqa: S704 - a file of this package
        "policy": content_security_policy(style, script, has_players=has_players),
    }


def content_security_policy(style: str, script: str, *, has_players: bool = False) -> str:
    """What the page may do: show its own pictures, use this one style sheet and this one script.

    With players, it may also play videos that are in it or lie beside it, and no others.
    """
    media = f" media-src {BESIDE};" if has_players else ""
    return (
        f"default-src 'none'; img-src data:;{media} style-src '{content_hash(style)}'; "
        f"script-src '{content_hash(script)}'; base-uri 'none'; form-action 'none'"
    )


def content_hash(text: str) -> str:
    """What a policy calls ``text``: its hash."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}"


def template_source(name: str) -> str:
    """A file of the templates as it is."""
    source, _, _ = _loader().get_source(jinja2.Environment(autoescape=True), name)
    return source


def _loader() -> jinja2.PackageLoader:
    return jinja2.PackageLoader("uncut.dossier", "templates")


@functools.cache
def page_environment() -> jinja2.Environment:
    """The compiled templates, which do not change while the program runs."""
    environment = jinja2.Environment(
        loader=_loader(),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_finalise,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["chunks"] = _chunks
    return environment


def _finalise(value: Any) -> Any:
    """Every value on its way into the page: markup of ours stays, other text shows its controls."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else show_controls(value)


def _chunks(text: str, size: int = 16) -> Sequence[str]:
    """``text`` in pieces, between which a long hash may break."""
    return [text[at : at + size] for at in range(0, len(text), size)]
