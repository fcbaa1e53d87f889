"""Reports: who claims what in a text, and what changed between two versions of one.

``read -> mentions -> claims -> report``; `compare_texts` for two versions. No language model is asked but by
`proposals/`, which nothing here imports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uncut.lazy import import_on_use

if TYPE_CHECKING:
    from uncut.reports.collate.compare import compare_documents
    from uncut.reports.pipeline import (
        Finders,
        compare_texts,
        read_bytes,
        read_report,
        read_reports,
        read_reports_side_by_side,
        report_of,
    )
    from uncut.reports.read.document import document_from_bytes, read_document
    from uncut.reports.read.kinds import FileKind, looks_like_text, sniff_kind
    from uncut.reports.read.publication import ReadOptions

__all__ = [
    "FileKind",
    "Finders",
    "ReadOptions",
    "compare_documents",
    "compare_texts",
    "document_from_bytes",
    "looks_like_text",
    "read_bytes",
    "read_document",
    "read_report",
    "read_reports",
    "read_reports_side_by_side",
    "report_of",
    "sniff_kind",
]

_HOMES = {
    "compare_documents": "uncut.reports.collate.compare",
    "Finders": "uncut.reports.pipeline",
    "compare_texts": "uncut.reports.pipeline",
    "read_bytes": "uncut.reports.pipeline",
    "read_report": "uncut.reports.pipeline",
    "read_reports": "uncut.reports.pipeline",
    "read_reports_side_by_side": "uncut.reports.pipeline",
    "report_of": "uncut.reports.pipeline",
    "document_from_bytes": "uncut.reports.read.document",
    "read_document": "uncut.reports.read.document",
    "FileKind": "uncut.reports.read.kinds",
    "looks_like_text": "uncut.reports.read.kinds",
    "sniff_kind": "uncut.reports.read.kinds",
    "ReadOptions": "uncut.reports.read.publication",
}
"""Where each is imported from, when it is first asked for: comparing videos needs none of it."""

__getattr__ = import_on_use(__name__, _HOMES)
