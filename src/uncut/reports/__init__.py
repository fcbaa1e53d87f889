"""Reports: who claims what in a text, and what changed between two versions of one.

``read -> mentions -> claims -> report``; `compare_texts` for two versions. No language model is asked but by
`proposals/`, which nothing here imports.
"""

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
