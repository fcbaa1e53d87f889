"""Settings of the manual. Build it with `make docs`: every warning is an error."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

from uncut.version import __version__

project = "Uncut"
author = "The Uncut developers"
copyright = f"2026, {author}"  # noqa: A001 - Sphinx asks for this name
release = version = __version__

extensions = [
    "contract_pages",
    "myst_parser",
    "no_network",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_click",
]
exclude_patterns = ["_build", "_ext"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
suppress_warnings = ["myst.xref_ambiguous"]

default_role = "code"
autodoc_default_options = {"members": True, "member-order": "bysource", "show-inheritance": False}
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_google_docstring = False
# Names of other packages have no page here to lead to; those of Uncut must have one.
nitpick_ignore_regex = [(r"py:.*", r"(?!uncut\.).*")]

# Files and pages of the manual are checked, the web is not asked: the manual builds without a network.
linkcheck_ignore = [r"https?://", r"mailto:"]

html_theme = "furo"
html_title = f"Uncut {__version__}"
html_show_sphinx = False
html_copy_source = False
