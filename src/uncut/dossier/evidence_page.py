"""The page of a folder of evidence: every picture under the finding that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from msgspec import UNSET

from uncut.dossier.html import content_hash, page_environment, template_source
from uncut.dossier.neutralise import file_name
from uncut.dossier.summary import describe_edit, sentence
from uncut.dossier.words import SOUND, edit_words
from uncut.model.comparison import Comparison, Edit
from uncut.model.evidence import EvidenceFile, EvidenceIndex

_WIDER = (
    ".shots.frames { grid-template-columns: repeat(auto-fill, minmax(min(100%, 13rem), 1fr)); }"
    ".shots.maps { grid-template-columns: 1fr; }"
    "img { max-width: 100%; height: auto; }"
)


@dataclass(frozen=True)
class _Row:
    number: int
    kind_words: str
    sentence: str
    why: str
    groups: list[tuple[str, str, list[EvidenceFile]]]
    no_pictures: str


def render_evidence_page(comparison: Comparison, index: EvidenceIndex) -> str:
    """``index.html`` of the folder that ``index`` lists; it loads the pictures beside it and nothing else."""
    style = template_source("style.css") + _WIDER
    context: dict[str, Any] = {
        "title": f"{file_name(comparison.left.path)} and {file_name(comparison.right.path)}",
        "index": index,
        "alignment": [file for file in index.files if file.what == "alignment"],
        "edits": [_row(number, edit, index) for number, edit in enumerate(comparison.edits, start=1)],
        "style": Markup(style),  # noqa: S704 - files of this package
        "policy": (
            f"default-src 'none'; img-src 'self'; style-src '{content_hash(style)}'; "
            "base-uri 'none'; form-action 'none'"
        ),
    }
    return page_environment().get_template("evidence.html.j2").render(context)


def _row(number: int, edit: Edit, index: EvidenceIndex) -> _Row:
    files = [file for file in index.files if file.edit == number - 1]
    groups = []
    for end in ("start", "end"):
        some = [file for file in files if file.end == end]
        if some:
            groups.append((f"Before and after its {end}", "frames", some))
    differences = [file for file in files if file.what == "difference"]
    if differences:
        heading = "The left version as the right one shows it, the right version, and where they differ"
        groups.append((heading, "maps", differences))
    is_sound = edit.kind in SOUND or (edit.by is not UNSET and edit.by == "sound")
    why_none = "this is about sound" if is_sound else "this change has none"
    return _Row(number, edit_words(edit), sentence(describe_edit(edit)), edit.why, groups, why_none)
