"""The changes of a comparison as a table: comma-separated values (RFC 4180), one line a change.

Spreadsheet programs run a cell that starts with ``=``, ``+``, ``-``, ``@`` or a tab as a formula, and a stranger's
file may put one into a tag or a caption: such a cell gets an apostrophe in front. Times are never negative, so that
numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
import re
from fractions import Fraction

from msgspec import UNSET

from uncut.dossier.neutralise import show_controls
from uncut.dossier.summary import describe_edit, sentence
from uncut.model.comparison import Box, Comparison, Edit
from uncut.model.time import Span

COLUMNS = (
    "number", "kind", "what", "left_start_seconds", "left_end_seconds", "right_start_seconds", "right_end_seconds",
    "confidence", "start_earliest_seconds", "start_latest_seconds", "end_earliest_seconds", "end_latest_seconds",
    "found_by", "left_seconds_per_right_second", "sound_late_seconds", "sound_early_seconds", "turned_degrees", "text",
    "field", "left_value", "right_value", "region_x", "region_y", "region_width", "region_height", "why",
)  # fmt: skip
BYTE_ORDER_MARK = "\ufeff"
"""Without it, the most used spreadsheet program reads UTF-8 as something else."""
_FORMULA = re.compile(r"[\s\ufeff\u200e\u200f]*[=+\-@＝＋－＠\t\r\n]")


def render_csv(comparison: Comparison) -> str:
    """The table with a heading; region columns hold where a region is when it appears."""
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for number, edit in enumerate(comparison.edits, start=1):
        writer.writerow({name: safe_cell(value) for name, value in _row(number, edit).items()})
    return BYTE_ORDER_MARK + target.getvalue()


def safe_cell(value: str) -> str:
    """``value`` on one line and, where a spreadsheet would run it, with an apostrophe in front."""
    is_formula = _FORMULA.match(value) is not None
    line = " ".join(show_controls(value).split())
    return f"'{line}" if is_formula or _FORMULA.match(line) else line


def _row(number: int, edit: Edit) -> dict[str, str]:
    row = {
        "number": str(number),
        "kind": edit.kind,
        "what": sentence(describe_edit(edit)),
        "confidence": f"{edit.confidence:.3f}",
        "why": edit.why,
    }
    row |= _span("left", edit.left) | _span("right", edit.right)
    if edit.uncertain is not UNSET:
        for name, span in (("start", edit.uncertain.start), ("end", edit.uncertain.end)):
            row |= {f"{name}_earliest_seconds": _seconds(span.start), f"{name}_latest_seconds": _seconds(span.end)}
    return row | _details(edit) | _region(edit)


def _details(edit: Edit) -> dict[str, str]:
    row = {name: value for name, value in _words(edit).items() if isinstance(value, str)}
    if edit.rate is not UNSET:
        row["left_seconds_per_right_second"] = f"{edit.rate:.6g}"
    if edit.offset is not UNSET:
        row["sound_late_seconds" if edit.offset >= 0 else "sound_early_seconds"] = _seconds(abs(edit.offset))
    if edit.rotation is not UNSET:
        row["turned_degrees"] = f"{edit.rotation % 360:g}"
    return row


def _words(edit: Edit) -> dict[str, object]:
    return {
        "found_by": edit.by,
        "text": edit.text,
        "field": edit.field,
        "left_value": edit.left_value,
        "right_value": edit.right_value,
    }


def _region(edit: Edit) -> dict[str, str]:
    box: Box | None = edit.track[0].box if edit.track is not UNSET and edit.track else None
    if box is None:
        return {}
    names = ("x", "y", "width", "height")
    return {f"region_{name}": f"{max(0.0, getattr(box, name)):.4f}" for name in names}


def _span(side: str, span: Span | None) -> dict[str, str]:
    if span is None:
        return {}
    return {f"{side}_start_seconds": _seconds(span.start), f"{side}_end_seconds": _seconds(span.end)}


def _seconds(value: Fraction) -> str:
    return f"{float(value):.6f}"
